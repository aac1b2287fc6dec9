"""The empty file: a whole program that the learner writes alone, from loading MNIST to the test accuracy.

``_process`` runs it in a process of its own, ``_child`` is what that process does, ``_verdict`` says in words what was
found there; ``solution`` is one right program.
"""

import os
from pathlib import Path

from course_utils._files import open_regular
from course_utils._messages import describe
from course_utils.exercises import progress
from course_utils.exercises._outcome import Note, Outcome
from course_utils.exercises.my_program import _process, _verdict

LESSON, NAME = "test_accuracy", "my_program"
SECONDS = 120  # three epochs took 20 s, with one thread on a busy machine 109 s: two are enough there
_USAGE = f'Pass the name of your file: `lesson.{NAME}.check("{NAME}.py")`.'
_TASK = (
    "Write it with torch and torchvision alone: load MNIST, write the class `Net`, train `net` on the training "
    "pictures, and put the share of the test pictures that it reads right into `accuracy`."
)
_HINTS = (
    "Five parts, one after the other: data sets and loaders; the class of the network and `net`; the optimizer, with "
    "the parameters of `net`; the training loop; the test.",
    '`datasets.MNIST("data", train=True, download=True, transform=...)` gives the training pictures; the check lends '
    "it the course's copy, so that nothing is downloaded.",
    "Two names stand at the file's top level when it ends: `net`, the trained network, and `accuracy`, one number.",
)


class MyProgram:
    """The check of a whole program: a file that leaves `net`, a trained network, and `accuracy`, its test accuracy."""

    lesson, name, names = LESSON, NAME, (NAME,)  # where the list of progress shows it

    def check(self, path: str | Path = "my_program.py") -> Outcome:
        """Run a program in a process of its own, test its network, and keep it with your progress when it is right.

        The printed number counts for nothing: the network that the program leaves is tested again, on the 10,000 test
        pictures of the course. A program that has not ended after two minutes is stopped. Interrupting the check (the
        stop button, or Ctrl-C) ends the program too. The file is read, never changed.

        Parameters
        ----------
        path : str or Path
            The file. It is run in its own folder.

        Returns
        -------
        Outcome
            Shows itself: right, or which part is missing or wrong, and the lesson that taught it.

        Examples
        --------
        >>> my_program.check("a_file_that_nobody_wrote.py").state
        'not started'
        """
        if not isinstance(path, str | os.PathLike):
            return _outcome("wrong", f"expected the name of a file, got {describe(path)}. {_USAGE}")
        file = Path(os.path.abspath(os.path.expanduser(path)))
        try:
            with open_regular(file) as opened:
                source = opened.read()
        except FileNotFoundError:
            todo = f"In JupyterLab: File, New, Python File, and rename it. {_TASK}"
            # The folder of the notebook is not named: it differs from machine to machine, and this output is stored.
            where = "beside this notebook" if file.parent == Path.cwd() else f"in {file.parent}"
            return _outcome("not started", f"There is no file `{file.name}` {where} yet. {todo}")
        except (OSError, ValueError) as error:  # ValueError: a null byte in the name
            got = "a folder" if file.is_dir() else f"'{getattr(error, 'strerror', None) or error}'"
            return _outcome("wrong", f"expected {file.name!r} to be a Python file, got {got}. {_USAGE}")
        if _verdict.is_empty(source):
            return _outcome("not started", f"`{file.name}` is empty so far. {_TASK}")
        try:
            ran = _process.run(file, SECONDS)
        except OSError as error:  # no room for the data, or no process can be started
            return _outcome("crashed", f"The program could not be run: {error}")
        outcome = _outcome(*_verdict.judge(ran, source))
        if outcome.state == "right":
            progress.record(LESSON, NAME, "right", source.decode("utf-8", "replace"))
        return outcome

    def solution(self) -> Note:
        """Show one right program; the exercise then counts as seen, not solved."""
        progress.record(LESSON, NAME, "seen")
        return Note(NAME, "One right program:", Path(__file__).with_name("solution.py").read_text(encoding="utf-8"))


my_program = MyProgram()


def _outcome(state: str, message: str, remarks: tuple[str, ...] = ()) -> Outcome:
    return Outcome(NAME, state, message, () if state == "right" else _HINTS, remarks=remarks)
