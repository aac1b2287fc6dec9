"""Which notebooks were handed in, by whom, and of which lesson they are."""

import ast
import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from course_utils._files import open_regular
from course_utils._messages import Phrase, sentence
from course_utils.exercises import LESSONS

# A lesson's number is its place here.
ALL_LESSONS = ("welcome", *LESSONS)
_PACKAGE = "course_utils.exercises"
_MOST_BYTES = 50_000_000
_PROGRAM = "my_program.py"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # also one that was put there after the folder was looked through
_SKIPPED = {"__pycache__", "__MACOSX"}


@dataclass(frozen=True)
class Cell:
    """A code cell: its number among the code cells, from 1 on, and its source as plain Python."""

    number: int
    source: str

    @property
    def label(self) -> str:
        """What an error calls it."""
        return f"cell {self.number}"


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
        The stem of its lesson, or "" where it is of none.
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


def numbered(lesson: str) -> str:
    """Give a lesson's name as its notebook has it: "03_mse_loss"."""
    return f"{ALL_LESSONS.index(lesson):02}_{lesson}"


def find_submissions(folder: Path) -> list[Submission]:
    """Read all notebooks in a folder and the folders in it, sorted by learner and file.

    A learner is a folder in `folder`, whatever lies in it, or a notebook that lies directly in `folder`, under its name
    without that of the lesson. Links are not followed, and copies that Jupyter or macOS make are passed over.

    Raises
    ------
    OSError
        When there is no such folder, it cannot be read, or no notebook is in it; one sentence.
    """
    if not folder.is_dir():
        got = "a file" if folder.exists() else "none of that name"
        todo = "name the folder that holds what your learners handed in"
        raise NotADirectoryError(sentence(f"a folder {str(folder)!r}", Phrase(got), todo))
    files = []
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        found = [Path(where, name) for name in names if name.endswith(".ipynb") and not name.startswith(".")]
        files += [path for path in found if not path.is_symlink()]
    if not files:
        todo = "name the folder that holds what your learners handed in"
        raise FileNotFoundError(sentence(f"notebooks (.ipynb) in {str(folder)!r}", Phrase("none"), todo))
    read = (read_submission(path, folder) for path in files)
    return sorted(read, key=lambda one: (one.learner.casefold(), one.file))


def read_submission(path: Path, folder: Path) -> Submission:
    """Read one notebook; whatever is wrong with it is said in its `trouble`."""
    below = path.relative_to(folder)
    learner = below.parts[0] if len(below.parts) > 1 else _without_lesson(path.stem) or folder.resolve().name
    file = below.as_posix()
    try:
        cells = read_cells(path)
    except (OSError, ValueError) as error:
        return Submission(learner, file, trouble=str(error))
    lesson = lesson_of(cells) or _lesson_of_name(path.stem)
    if not lesson:
        trouble = f"expected a notebook of a lesson, got one that names none in {file!r}; it is left out."
        return Submission(learner, file, trouble=trouble)
    program = path.with_name(_PROGRAM)
    return Submission(learner, file, lesson, cells, _beside(program) if lesson == "test_accuracy" else None)


def _beside(program: Path) -> bytes | None:
    """Read a program that was handed in with the notebook, if one was; a link is none."""
    try:
        with open_regular(program, _NO_LINK) as file:
            return file.read()
    except OSError:
        return None


def read_cells(path: Path) -> tuple[Cell, ...]:
    """Give the code cells of a notebook; an OSError or a ValueError says in a sentence why there are none."""
    todo = "ask for it again, saved in JupyterLab"
    try:
        with open_regular(path, _NO_LINK) as file:
            raw = file.read(_MOST_BYTES + 1)
    except OSError as error:
        got = Phrase(f"'{error.strerror or error}'")
        raise OSError(sentence(f"to read {path.name!r}", got, "see to it that you may read it")) from error
    if len(raw) > _MOST_BYTES:
        raise ValueError(sentence(f"a notebook {path.name!r}", Phrase("more than 50 MB"), todo))
    try:
        cells = json.loads(raw)["cells"]
        sources = [_text(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        came = Phrase("a broken or very old one" if raw.strip() else "an empty file")
        raise ValueError(sentence(f"a notebook {path.name!r}", came, todo)) from error
    return tuple(Cell(number, as_python(source)) for number, source in enumerate(sources, start=1))


def as_python(source: str) -> str:
    """Give a cell's source without what only Jupyter understands (``%matplotlib``, ``!pip``), line for line."""
    if parses(source) or not re.search(r"^\s*[%!?]|\?\s*$|= *[%!]", source, re.MULTILINE):
        return source
    if source.lstrip().startswith("%%"):  # the whole cell is no Python, or is run in a way of its own
        return "" if not re.match(r"\s*%%(time|timeit|capture)\b", source) else _without_first_line(source)
    return re.sub(r"^(\s*)([%!?].*|.*\?\s*)$", r"\1pass", source, flags=re.MULTILINE)


def parses(source: str) -> bool:
    """Tell whether a source is Python."""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def lesson_of(cells: tuple[Cell, ...]) -> str:
    """Give the lesson whose exercises are checked most often, else the first that is imported; "" where there is none.

    What the file is called counts for nothing: learners rename files.
    """
    named: dict[str, str] = {}
    checked: Counter[str] = Counter()
    for cell in cells:
        for node in ast.walk(_tree(cell.source)):
            if isinstance(node, ast.ImportFrom) and node.module == _PACKAGE:
                named |= {one.asname or one.name: one.name for one in node.names if one.name in ALL_LESSONS}
            if (call := checked_exercise(node)) and call[0] in named:
                checked[named[call[0]]] += 1
    if checked:
        return checked.most_common(1)[0][0]
    return named.get("lesson") or next(iter(named.values()), "")


def checked_exercise(node: ast.AST) -> tuple[str, str] | None:
    """Give "lesson" and "relu" of ``lesson.relu.check(...)``; None for all else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "check":
        exercise = node.func.value
        if isinstance(exercise, ast.Attribute) and isinstance(exercise.value, ast.Name):
            return exercise.value.id, exercise.attr
    return None


def _tree(source: str) -> ast.Module:
    return ast.parse(source) if parses(source) else ast.Module([], [])


def _text(source: object) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


def _without_first_line(source: str) -> str:
    return "\n" + source.lstrip().partition("\n")[2]


def _lesson_of_name(stem: str) -> str:
    return next((lesson for lesson in ALL_LESSONS if numbered(lesson) in stem), "")


def _without_lesson(stem: str) -> str:
    """Give what a file's name says beside the lesson: "anna" of "anna_03_mse_loss"."""
    for lesson in ALL_LESSONS:
        stem = stem.replace(numbered(lesson), "")
    return stem.strip(" _-.,")


def _refuse(error: OSError) -> None:
    got = Phrase(f"'{error.strerror or error}'")
    raise type(error)(sentence(f"to read the folder {error.filename!r}", got, "see to it that you may read it"))
