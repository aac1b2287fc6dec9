"""``python -m course_utils grade FOLDER``: what it takes, and what it prints and writes."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any


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
    from course_utils.grading.notebooks import find_submissions

    lesson = _lesson(options.lesson)
    _refuse_unwritable(options.csv, options.html)
    found = find_submissions(options.folder)
    submissions = [one for one in found if lesson in ("", one.lesson) or one.trouble]
    if not any(one.lesson for one in submissions):
        others = [one.trouble for one in submissions] or [f"expected notebooks of lesson {options.lesson}, got none."]
        print("\n".join(others), file=sys.stderr)
        return 2
    jobs = options.jobs or _cores()
    graded = pool.grade_on_cluster(submissions, options.dask) if options.dask else pool.grade_here(submissions, jobs)
    bar = progress_bar(graded, total=len(submissions), unit="notebook", desc="grading")
    results = class_report.best_of_each(one for several in bar for one in several)
    if options.csv:
        _write(options.csv, class_report.as_csv(results))
    if options.html:
        _write(options.html, class_page.page(results).encode())
    told = class_report.table(results), class_report.told_mistakes(results), "\n".join(class_report.notes(results))
    print("\n\n".join(filter(None, told)))
    return int(any(one.state == "unreadable" for one in results))


def _lesson(number: str | None) -> str:
    from course_utils._messages import sentence
    from course_utils.grading.notebooks import ALL_LESSONS

    if number is None:
        return ""
    if not number.isdecimal() or int(number) >= len(ALL_LESSONS):
        raise ValueError(sentence(f"a lesson from 00 to {len(ALL_LESSONS) - 1:02}", number, "write --lesson 03"))
    return ALL_LESSONS[int(number)]


def _refuse_unwritable(*files: Path | None) -> None:
    """Say before the work, not after it, that a file cannot be written."""
    from course_utils._messages import Phrase, sentence

    for file in filter(None, files):
        folder = file.parent
        got = "" if folder.is_dir() else "no such folder"
        got = got or ("a folder" if file.is_dir() else "" if os.access(folder, os.W_OK) else "'Permission denied'")
        if got:
            raise OSError(sentence(f"to write the file {str(file)!r}", Phrase(got), "name another place"))


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
