"""Which notebooks were handed in, by whom, and who handed in none."""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from course_utils._files import open_regular
from course_utils._lesson_folders import KEPT, LESSONS
from course_utils._messages import Phrase, sentence
from course_utils.grading.notebook_cells import (
    ALL_LESSONS,
    NO_LINK,
    WITHOUT_EXERCISES,
    Cell,
    lesson_of,
    lesson_of_name,
    numbered,
    read_cells,
)

_PROGRAM = "my_program.py"
_SKIPPED = {"__pycache__", "__MACOSX"}
_PACKED = (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz")
_OF_THE_COURSE = {KEPT, "docs"}  # where a folder was filled by: python -m course_utils notebooks
_HANDED_IN = "name the folder that holds what your learners handed in"
# How Moodle calls what a participant handed in: name, number, and whether it is files or a text.
_MOODLE = re.compile(r"(.+?)_(\d+)_assignsubmission_.*")
# How a browser and Jupyter call a second file of the same name.
_AGAIN = re.compile(r"( ?\(\d+\)|-Copy\d+)+$")


@dataclass(frozen=True)
class Submission:
    """One notebook that was handed in.

    Parameters
    ----------
    learner : str
        Who handed it in: the name of the folder, or of the file.
    file : str
        Its path below the folder of the class.
    lesson : str
        The stem of its lesson, or "" where it is of none; where it cannot be read, that of the file's name.
    cells : tuple of Cell
        Its code.
    program : bytes or None
        The file ``my_program.py`` beside a notebook of lesson 11.
    trouble : str
        A sentence that says why it cannot be graded, or "".
    """

    learner: str
    file: str
    lesson: str = ""
    cells: tuple[Cell, ...] = field(default=(), repr=False)
    program: bytes | None = field(default=None, repr=False)
    trouble: str = ""


def find_submissions(folder: Path) -> list[Submission]:
    """Read all notebooks in a folder and the folders in it; see `look_through`."""
    return look_through(folder)[0]


def look_through(folder: Path) -> tuple[list[Submission], dict[str, str]]:
    """Read all notebooks in a folder and the folders in it, and see who handed in none.

    A learner is a folder in `folder`, whatever lies in it, or a notebook that lies directly in `folder`, under its name
    without that of the lesson. Links are not followed. Copies that Jupyter or macOS make are passed over, and so are
    the lessons that have no exercises.

    Parameters
    ----------
    folder : Path
        What the class handed in.

    Returns
    -------
    list of Submission
        Sorted by learner and file.
    dict of str to str
        Each learner without any, and what lies there instead.

    Raises
    ------
    OSError
        When there is no such folder, it cannot be read, or no notebook is in it; one sentence.
    """
    if not folder.is_dir():
        got = "a file" if folder.exists() else "none of that name"
        raise NotADirectoryError(sentence(f"a folder {str(folder)!r}", Phrase(got), _HANDED_IN))
    found: list[Submission] = []
    lies: dict[str, list[str]] = defaultdict(list)

    def refuse(error: OSError) -> None:
        where = Path(error.filename)
        got = Phrase(f"'{error.strerror or error}'")
        trouble = sentence(f"to read the folder {str(where)!r}", got, "see to it that you may read it")
        if where == folder:
            raise type(error)(trouble)
        file = as_text(where.relative_to(folder).as_posix())
        found.append(Submission(_learner(where, folder), file, trouble=trouble))

    for place, folders, names in os.walk(folder, onerror=refuse):
        where = Path(place)
        passed_over = _SKIPPED | (_OF_THE_COURSE if where == folder and (folder / LESSONS).is_dir() else set())
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in passed_over)
        for path in [where / name for name in (*folders, *names) if not name.startswith(".")]:
            mine = lies[_learner(path, folder)]
            if path.suffix != ".ipynb" and path.is_dir() and not path.is_symlink():
                continue
            if path.suffix != ".ipynb" or path.is_dir() or path.is_symlink():
                mine.append(_kind(path))
            elif (one := read_submission(path, folder)).lesson in WITHOUT_EXERCISES:
                mine.append(f"{path.name}, which has no exercises")
            else:
                found.append(one)
    if not found:
        kinds = [kind for several in lies.values() for kind in several]
        got = Phrase(f"none, but {_listed(kinds)}" if kinds else "none")
        raise FileNotFoundError(sentence(f"notebooks (.ipynb) in {str(folder)!r}", got, _HANDED_IN))
    shown = _shown({*lies, *(one.learner for one in found)})
    there = {one.learner for one in found}
    nothing = {shown[name]: _listed(kinds) for name, kinds in lies.items() if name and name not in there}
    found = [replace(one, learner=shown[one.learner]) for one in found]
    return sorted(found, key=lambda one: (one.learner.casefold(), one.file)), nothing


def read_submission(path: Path, folder: Path) -> Submission:
    """Read one notebook; whatever is wrong with it is said in its `trouble`."""
    learner, named = _learner(path, folder), lesson_of_name(path.stem)
    file = as_text(path.relative_to(folder).as_posix())
    try:
        cells = read_cells(path)
    except (OSError, ValueError) as error:
        return Submission(learner, file, named, trouble=str(error))
    lesson = lesson_of(cells) or named
    if not lesson:
        trouble = f"expected a notebook of a lesson, got one that names none in {file!r}; it is left out."
        return Submission(learner, file, "", cells, trouble=trouble)
    program = path.with_name(_PROGRAM)
    return Submission(learner, file, lesson, cells, _beside(program) if lesson == "test_accuracy" else None)


def _beside(program: Path) -> bytes | None:
    """Read a program that was handed in with the notebook, if one was; a link is none."""
    try:
        with open_regular(program, NO_LINK) as file:
            return file.read()
    except OSError:
        return None


def _learner(path: Path, folder: Path) -> str:
    """Say whose a file or a folder is; "" for a file beside the learners' folders that is no notebook."""
    below = path.relative_to(folder).parts
    if len(below) > 1 or path.is_dir():
        return as_text(below[0])
    return as_text(_without_lesson(path.stem) or folder.resolve().name) if path.suffix == ".ipynb" else ""


def as_text(name: str) -> str:
    r"""Write a file's name so that it can be printed and saved: zip files bring bytes that are no letters of UTF-8.

    Accents that are signs of their own, as macOS writes them, become one with their letters.

    >>> print(as_text("Ren\udce9"))
    Ren\udce9
    >>> as_text("Zoe\u0308") == "Zo\xeb"
    True
    """
    signs = unicodedata.normalize("NFC", name)
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in signs)


def _without_lesson(stem: str) -> str:
    """Give what a file's name says beside the lesson: "anna" of "anna_03_mse_loss (1)"."""
    stem = _AGAIN.sub("", stem)
    for lesson in ALL_LESSONS:
        stem = stem.replace(numbered(lesson), "")
    return stem.strip(" _-.,")


def _shown(learners: Iterable[str]) -> dict[str, str]:
    """Give each learner the name that is shown: Moodle's without what it adds, where that makes no two learners one."""
    people = {}
    for learner in learners:
        found = _MOODLE.fullmatch(learner)
        people[learner] = (found[1], f"{found[1]}_{found[2]}") if found else (learner, learner)
    whole = defaultdict(set)
    for name, numbered_name in people.values():
        whole[name].add(numbered_name)
    return {learner: name if len(whole[name]) == 1 else other for learner, (name, other) in people.items()}


def _kind(path: Path) -> str:
    """Say what lies there instead of a notebook."""
    if path.is_symlink():
        return f"{path.name}, a link"
    if path.suffix.lower() in _PACKED:
        return f"a {path.suffix[1:].lower()}: unpack it first"
    return f"{path.name}, a folder" if path.is_dir() else path.name


def _listed(kinds: list[str]) -> str:
    """Name some of what lies there."""
    some = [*dict.fromkeys(kinds)]
    return "; ".join([*some[:3], *([f"{len(some) - 3} more"] if len(some) > 3 else [])]) or "an empty folder"
