"""What a notebook holds: its code as plain Python, and of which lesson it is."""

import ast
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from course_utils._files import open_regular
from course_utils._messages import Phrase, sentence
from course_utils.exercises import LESSONS

# A lesson's number is its place here, and then among those that ask for nothing.
ALL_LESSONS = ("welcome", *LESSONS)
WITHOUT_EXERCISES = ("playground", "further")
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # also one that was put there after the folder was looked through
_PACKAGE = "course_utils.exercises"
_MOST_BYTES, _MOST_CODE = 50_000_000, 500_000  # of a notebook with its pictures, and of the code that is read here


@dataclass(frozen=True)
class Cell:
    """A code cell: its number among the code cells, from 1 on, and its source as plain Python."""

    number: int
    source: str

    @property
    def label(self) -> str:
        """What an error calls it."""
        return f"cell {self.number}"


def numbered(lesson: str) -> str:
    """Give a lesson's name as its notebook has it: "03_mse_loss"."""
    return f"{(*ALL_LESSONS, *WITHOUT_EXERCISES).index(lesson):02}_{lesson}"


def lesson_of_name(stem: str) -> str:
    """Give the lesson whose name a file's name has in it, or ""."""
    return next((one for one in (*ALL_LESSONS, *WITHOUT_EXERCISES) if numbered(one) in stem), "")


def read_cells(path: Path) -> tuple[Cell, ...]:
    """Give the code cells of a notebook; an OSError or a ValueError says in a sentence why there are none."""
    todo = "ask for it again, saved in JupyterLab"
    try:
        with open_regular(path, NO_LINK) as file:
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
    if sum(map(len, sources)) > _MOST_CODE:  # a lesson with its exercises solved has 30,000 signs
        raise ValueError(sentence(f"a notebook {path.name!r}", Phrase("more than 500,000 signs of code"), todo))
    return tuple(Cell(number, as_python(source)) for number, source in enumerate(sources, start=1))


def as_python(source: str) -> str:
    """Give a cell's source as Jupyter makes Python of it, where it holds what is none (``%matplotlib``, ``!pip``)."""
    if parses(source):
        return source
    if source.lstrip().startswith("%%"):  # the whole cell is no Python, or is run in a way of its own
        if not re.match(r"\s*%%(time|timeit|capture)\b", source):
            return ""
        return "\n" + as_python(source.lstrip().partition("\n")[2])
    from IPython.core.inputtransformer2 import TransformerManager  # late: few notebooks need it

    try:
        return TransformerManager().transform_cell(source)
    except SyntaxError:
        return source


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
