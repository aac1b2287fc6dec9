"""A lesson in two versions: what a newer one makes of a notebook in which somebody has worked.

Every lesson carries, in its metadata, the id and the fingerprint of each of its cells as they were handed out
(``tools/notebooks_config.py`` puts them there). A cell that still has its fingerprint is the course's and follows the
newer version; any other cell is the learner's and stays as it is. Python alone is needed: ``tools/update.py`` uses this
before anything is installed.
"""

import hashlib
import symtable
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

KEY = "course_utils"  # in a notebook's metadata
Cells = dict[str, dict]  # under their ids, in their order


@dataclass(frozen=True)
class Merged:
    """A lesson of the newer version with a learner's work in it, and how many of its cells are whose."""

    notebook: dict
    changed: int  # cells of the course that came, went, or have another text
    kept: int  # cells that the learner wrote or changed


def handed_out(notebook: dict) -> dict[str, list[str]]:
    """Take the fingerprint of every cell of a lesson that nobody has worked in.

    Parameters
    ----------
    notebook : dict
        The lesson, as JSON has it.

    Returns
    -------
    dict
        What stands in the notebook's metadata under ``KEY``; in a list, because Jupyter sorts the names of a dict.

    Examples
    --------
    >>> handed_out({"cells": [{"id": "a1", "cell_type": "code", "source": ["x = 1"]}]})
    {'handed_out': ['a1 89811aa68d45']}
    """
    return {"handed_out": [f"{cell['id']} {_fingerprint(cell)}" for cell in notebook["cells"]]}


def merge(mine: dict, newer: dict) -> Merged | None:
    """Bring a lesson that somebody works in up to a newer version.

    Parameters
    ----------
    mine : dict
        The lesson as it lies there, as JSON has it.
    newer : dict
        The lesson as the newer version hands it out.

    Returns
    -------
    Merged or None
        None where the notebook does not say what was handed out, so that nobody knows whose its cells are.
    """
    try:
        before = dict(entry.split() for entry in mine["metadata"][KEY]["handed_out"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    course = {cell["id"]: cell for cell in newer["cells"]}
    there = _under_ids(mine["cells"], before, course)
    # What was handed out before and is not there any more was removed by the learner: it does not come again.
    result = {name: cell for name, cell in course.items() if name not in before}
    changed, kept = len(result), []
    for name, cell in there.items():
        if name in course and _fingerprint(cell) == _fingerprint(course[name]):
            result[name] = cell  # with its outputs
        elif _fingerprint(cell) != before.get(name):
            result[name] = cell
            kept.append(name)
        else:
            changed += 1
            if name in course:
                result[name] = course[name]
    order = _order([name for name in course if name in result], [name for name in there if name in result], before)
    for name in kept:
        if name in course and _fingerprint(course[name]) != before[name]:
            _define_what_comes_next_uses(name, course, result, order)
    return Merged(
        {
            **newer,
            "cells": [result[name] for name in order],
            "metadata": {**newer["metadata"], **mine["metadata"], KEY: handed_out(newer)},
            "nbformat_minor": max(newer["nbformat_minor"], mine["nbformat_minor"]),
        },
        changed,
        len(kept),
    )


def _fingerprint(cell: dict) -> str:
    """Tell one text from another; an output is none."""
    return hashlib.sha256(f"{cell['cell_type']}\n{_source(cell)}".encode()).hexdigest()[:12]


def _source(cell: dict) -> str:
    return "".join(cell["source"])  # one text, or a list of lines


def _under_ids(cells: Sequence[dict], before: Mapping[str, str], course: Cells) -> Cells:
    """Give every cell of a notebook an id of its own: some programs save none, or others, and then its text tells."""
    there = {cell.get("id") for cell in cells}
    lost = {text: name for name, text in before.items() if name not in there}
    named: Cells = {}
    for cell in cells:
        name = cell.get("id")
        if name not in before or name in named:
            name = lost.pop(_fingerprint(cell), name)
        if not isinstance(name, str) or name in named or (name in course and name not in before):
            name = _new_id()
        named[name] = {**cell, "id": name}
    return named


def _new_id() -> str:
    return uuid.uuid4().hex[:8]


def _order(theirs: list[str], mine: list[str], before: Mapping[str, str]) -> list[str]:
    """Take the course's order, and the learner's where the learner has moved cells of the course."""
    moved = [name for name in mine if name in before] != [name for name in before if name in mine]
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = [*first]
    for i, name in enumerate(second):
        if name not in first:  # it follows what it followed
            order.insert(order.index(second[i - 1]) + 1 if i else 0, name)
    return order


def _define_what_comes_next_uses(name: str, course: Cells, result: Cells, order: list[str]) -> None:
    """Let the lesson run on where the learner's cell stays and the course's newer one defines another name.

    An exercise that has a new name takes the learner's function under it; in all other cases the course's cell is put
    above the learner's.
    """
    everywhere = set().union(*map(_defined, result.values()))
    missing = _defined(course[name]).keys() - everywhere
    if not missing:
        return
    own = _defined(result[name]).keys() - set().union(*map(_defined, course.values()))
    added, place = {**course[name], "id": _new_id()}, order.index(name)
    if len(missing) == len(own) == 1:
        (now,), (before,) = missing, own
        if _defined(course[name])[now] and _defined(result[name])[before]:
            says = "this exercise has a new name; your function keeps the one that you gave it"
            added, place = {**added, "source": f"{now} = {before}  # {says}"}, place + 1
    result[added["id"]] = added
    order.insert(place, added["id"])


def _defined(cell: dict) -> dict[str, bool]:
    """Give the names that a cell defines or imports, and whether each is a function or a class.

    It gives none where the cell is no code that Python can read.
    """
    if cell["cell_type"] != "code":
        return {}
    try:
        names = symtable.symtable(_source(cell), "cell", "exec").get_symbols()
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return {name.get_name(): name.is_namespace() for name in names if name.is_assigned() or name.is_imported()}
