"""The course at the command line: ``python -m course_utils``; with ``--help`` it says what it can do."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from course_utils import _lesson_folders
from course_utils._terminal import PLAIN
from course_utils.grading import command as grading

# What writing into a pipe fails with once `head` or a pager has seen enough; Windows has an error of its own.
_NO_READER = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for, and stop quietly where nobody reads on.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows ``python -m course_utils``; by default what was typed.

    Returns
    -------
    int
        The exit code: 0 only when all is right.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=PLAIN, line_buffering=True)
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except OSError as error:
        if error.errno not in _NO_READER:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not fail either
        return 1


class _OneSentence(argparse.ArgumentParser):
    """Reads the command line, and tells each slip in one sentence; those who read a command's are of this kind, too."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse here what is too much: argparse would leave it to the main command, which does not know it."""
        options, others = super().parse_known_args(args, namespace)
        if others:
            self.error(f"expected what the help lists, got {others[0]!r}")
        return options, others

    def error(self, message: str) -> NoReturn:
        """End the program; a type's own message says already what to do, and ends with a full stop."""
        told = message.removeprefix("argument ")
        self.exit(2, f"{told}\n" if told.endswith(".") else f"{told}; see: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    """Give what reads the command line; each command says in its own module what it takes and what runs it."""
    parser = _OneSentence(
        prog="python -m course_utils",
        description="Without a command: check the set-up and train the course's network once.",
    )
    parser.set_defaults(run=_first_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _lesson_folders.add_command(commands)
    grading.add_command(commands)
    return parser


def _first_run(options: argparse.Namespace) -> int:
    """Check the set-up, train once, and test."""
    from course_utils._first_run import check_train_test  # late: it loads PyTorch, which not each command needs

    return check_train_test()


if __name__ == "__main__":
    sys.exit(main())
