"""``python -m course_utils grade FOLDER``: what it takes, and what it prints and writes."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_utils.grading.judging import Result
    from course_utils.grading.notebooks import Submission


def add_command(commands: Any) -> None:
    """Add the command to those of the command line; PyTorch is loaded only where it is used."""
    parser = commands.add_parser(
        "grade",
        help="Grade the notebooks that a class has handed in.",
        description="Grade the notebooks of a class: a table, a CSV file, a page. docs/grade.md tells more.",
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="what was handed in; in it a folder a learner")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write all results to a CSV file")
    parser.add_argument("--html", metavar="FILE", type=Path, help="write an overview of the class on one page")
    parser.add_argument("--lesson", metavar="NN", help="grade this lesson alone, such as 03")
    parser.add_argument("--class", metavar="FILE", type=Path, dest="names", help="find who is missing: one name a line")
    parser.add_argument("--jobs", metavar="N", type=_count, help="so many at once; by default one on each core")
    parser.add_argument("--dask", metavar="ADDRESS", help="grade on the workers of a Dask cluster")
    parser.set_defaults(run=grade_class)


def grade_class(options: argparse.Namespace) -> int:
    """Grade a class.

    Parameters
    ----------
    options : argparse.Namespace
        What the command line says.

    Returns
    -------
    int
        The exit code: 0; 1 where some notebook could not be graded; 2 where nothing could be.
    """
    try:
        return _grade_class(options)
    except BrokenPipeError:
        raise
    except (OSError, ValueError, ImportError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130


def _grade_class(options: argparse.Namespace) -> int:
    from course_utils._progress_bar import progress_bar
    from course_utils.grading import class_page, class_report, pool
    from course_utils.mnist import mnist_root

    lesson = _lesson(options.lesson)
    table, page = _to_write(options.csv), _to_write(options.html)
    submissions, missing = _handed_in(options, lesson)
    if options.dask:
        print(f"Waiting for the Dask scheduler at {options.dask} ...", file=sys.stderr, flush=True)
        graded = pool.grade_on_cluster(submissions, options.dask)
    else:
        mnist_root()  # where the pictures cannot be unpacked, that is said here, not of each notebook
        graded = pool.grade_here(submissions, options.jobs or _cores())
    bar = progress_bar(graded, total=len(submissions), unit="notebook", desc="grading")
    results = class_report.best_of_each([*missing, *(one for several in bar for one in several)])
    if table:
        _write(table, class_report.as_csv(results))
    if page:
        _write(page, class_page.page(results).encode())
    told = class_report.table(results), class_report.told_mistakes(results), "\n".join(class_report.notes(results))
    print("\n\n".join(filter(None, told)))
    return int(any(one.state == "unreadable" for one in results))


def _handed_in(options: argparse.Namespace, lesson: str) -> tuple[list["Submission"], list["Result"]]:
    """Give what was handed in, and a result for each learner who handed in nothing; a ValueError where none is read."""
    from course_utils._messages import Phrase, sentence
    from course_utils.grading.class_report import NOTHING
    from course_utils.grading.judging import Result
    from course_utils.grading.notebooks import as_text, look_through

    names = [as_text(name) for name in _names(options.names)]
    found, nothing = look_through(options.folder)
    known = {learner.casefold() for learner in (*nothing, *(one.learner for one in found))}
    nothing |= {name: "no folder or notebook of that name" for name in names if name.casefold() not in known}
    # What could not be read may be of any lesson, unless its name or its code says otherwise.
    submissions = [one for one in found if lesson in ("", one.lesson) or not (one.lesson or one.cells)]
    if all(one.trouble for one in submissions):
        told = [one.trouble for one in submissions]
        if not any(one.lesson for one in submissions) and lesson:
            got, todo = Phrase("none"), "write another number, or leave out --lesson"
            told = [sentence(f"notebooks of lesson {options.lesson} in {str(options.folder)!r}", got, todo), *told]
        raise ValueError("\n".join(told))
    handed_in = {one.learner for one in submissions}
    without = {one.learner: f"no notebook of lesson {options.lesson}" for one in found} | nothing
    return submissions, [
        Result(one, "", "", NOTHING, message=why) for one, why in without.items() if one not in handed_in
    ]


def _lesson(number: str | None) -> str:
    from course_utils._messages import Phrase, sentence
    from course_utils.grading.notebook_cells import ALL_LESSONS, WITHOUT_EXERCISES

    if number is None:
        return ""
    if number.isdecimal() and int(number) < len(ALL_LESSONS):
        return ALL_LESSONS[int(number)]
    has_none = number.isdecimal() and int(number) < len(ALL_LESSONS) + len(WITHOUT_EXERCISES)
    got = Phrase(f"{number!r}, which has no exercises" if has_none else repr(number))
    raise ValueError(sentence(f"a lesson from 00 to {len(ALL_LESSONS) - 1:02}", got, "write --lesson 03"))


def _names(file: Path | None) -> list[str]:
    from course_utils._files import open_regular
    from course_utils._messages import Phrase, sentence

    if file is None:
        return []
    try:
        with open_regular(file) as opened:
            lines = opened.read().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        got = Phrase(f"'{getattr(error, 'strerror', None) or 'no UTF-8'}'")
        raise OSError(sentence(f"to read {str(file)!r}", got, "save a text file with one name a line")) from error
    return [line.strip() for line in lines if line.strip()]


def _to_write(file: Path | None) -> Path | None:
    """Give the file that is written, the one that a link leads to; say before the work that it cannot be, not after."""
    from course_utils._messages import Phrase, sentence

    if file is None:
        return None
    target = Path(os.path.realpath(file))
    in_the_way = {
        "no name of a file": str(file) == "-",
        "no such folder": not os.path.isdir(target.parent),
        "a folder": os.path.isdir(target),
        "no regular file": os.path.lexists(target) and not os.path.isfile(target),
        "'Permission denied'": not os.access(target.parent, os.W_OK | os.X_OK),
    }
    for got, is_so in in_the_way.items():
        if is_so:
            raise OSError(sentence(f"to write the file {str(file)!r}", Phrase(got), "name another place"))
    return target


def _write(file: Path, content: bytes) -> None:
    from course_utils._files import write_whole
    from course_utils._messages import Phrase, sentence

    try:
        write_whole(file, [content])
    except OSError as error:
        got = Phrase(f"'{error.strerror or error}'")
        raise OSError(sentence(f"to write the file {str(file)!r}", got, "name another place")) from error


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number, 1 or more, got {text!r}; write --jobs 2.")
    return int(text)


def _cores() -> int:
    """Give the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
