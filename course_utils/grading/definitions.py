"""An exercise's answer, taken out of a notebook: which cell hands it to the check, and what of the cells it needs.

A notebook is not run as a whole: that would train networks and draw pictures. The answer is what the last check of the
exercise is given, ``lesson.relu.check(relu)``; where nobody has left a check, it is the name of the exercise. It needs
the statements at the left edge of the cells above that bind its names, those that bind the names in these, and so on:
imports, helper functions, numbers. Where a name is bound more than once, all of that is run in the notebook's order, so
the last one counts, as when the notebook is run from top to bottom. What changes them counts too: ``table[3, 3] = 1``,
``digits.append(3)``, ``Net.forward = forward``. What only does something, such as a ``print`` or a loop that trains, is
not run.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course_utils.exercises._advice.frames import closest
from course_utils.grading.notebook_cells import Cell, checked_exercise, parses

_COURSE = "course_utils"  # imported in each lesson, and hardly ever used by that name
# What an answer hardly needs and a forged one may: named in the report, for a person to look at; no verdict.
_TO_LOOK_AT = (
    *("reference", "solution", "_getframe", "inspect", "gc", "ctypes", "subprocess", "socket", "importlib", "sys"),
    *("os", "builtins", "__import__", "eval", "exec", "open", "progress", "__globals__", "__code__", "f_locals"),
    *("f_back", "signal", "threading", "multiprocessing", "urllib", "requests", "shutil", "pickle"),
    *("pathlib", "read_text", "read_bytes", "runpy", "vars", "globals", "__builtins__", "__dict__", _COURSE),
)
_HARMLESS_BEHIND_A_DOT = {"eval", "exec", "open"}  # `net.eval()` is what lesson 11 teaches
_ALL = "*"  # what `from torch import *` binds
# Methods that change what they belong to: of lists, dicts and sets, and PyTorch's, which end so.
_CHANGES = re.compile(
    r"append|extend|insert|update|setdefault|add|pop|remove|discard|clear|sort|reverse|[a-z]\w*[a-z]_"
)


@dataclass(frozen=True)
class Answer:
    """What a notebook holds for one exercise.

    Parameters
    ----------
    expression : str
        What was handed to the check.
    cells : tuple of (str, str, list of int)
        Label and source of each cell that is needed, and the lines at which its needed statements begin.
    to_look_at : tuple of str
        Names in it that a person should look at.
    broken : str
        Why there is nothing to be run: its cell is no Python, or its name is misspelt; or "".
    """

    expression: str
    cells: tuple[tuple[str, str, list[int]], ...]
    to_look_at: tuple[str, ...] = ()
    broken: str = ""


@dataclass(frozen=True)
class _Statement:
    """A statement at the left edge of a cell; of what it binds, `lent` is what ``yours_or_ours()`` was given before."""

    cell: Cell
    line: int
    binds: frozenset[str]
    changes: frozenset[str]
    needs: frozenset[str]
    lent: frozenset[str]
    node: ast.stmt

    def defines(self, name: str) -> bool:
        return name in self.binds - self.lent


def find_answer(cells: tuple[Cell, ...], exercise: str) -> Answer | None:
    """Take the answer to one exercise out of a notebook; None where the notebook has nothing of it."""
    checks = list(_checks(cells, exercise))
    statements = list(_statements(cells))
    number, expression = checks[-1] if checks else (len(cells) + 1, ast.Name(exercise, ast.Load()))
    above = [one for one in statements if one.cell.number <= number]
    name = expression.id if isinstance(expression, ast.Name) else ""
    if name and not _is_written(above, name):  # written further down, and never checked there
        above = [one for one in statements if one.cell.number <= number or name not in one.lent]
    found = _needed(above, _names(expression))
    is_there = not name or any(one.defines(name) for one in found)
    broken = _broken(cells, exercise, found) or ("" if is_there else _misspelt(name, statements))
    if not is_there and not broken:
        return None
    grouped: dict[Cell, list[int]] = {}
    for one in found:
        grouped.setdefault(one.cell, []).append(one.line)
    to_look_at = {name for one in found for name in _every_name(one.node)} | set(_every_name(expression))
    return Answer(
        ast.unparse(expression),
        tuple((cell.label, cell.source, lines) for cell, lines in grouped.items()),
        tuple(name for name in _TO_LOOK_AT if name in to_look_at),
        broken,
    )


def _checks(cells: tuple[Cell, ...], exercise: str) -> Iterator[tuple[int, ast.expr]]:
    """Give the cell's number and the argument of each check of an exercise."""
    for cell in cells:
        for node in ast.walk(ast.parse(cell.source)) if parses(cell.source) else ():
            call = checked_exercise(node)
            if isinstance(node, ast.Call) and call and call[1] == exercise:
                given = [*node.args, *(one.value for one in node.keywords)]
                if given and not isinstance(given[0], ast.Starred):
                    yield cell.number, given[0]


def _statements(cells: tuple[Cell, ...]) -> Iterator[_Statement]:
    lent: dict[str, set[str]] = {}  # of each name that holds what yours_or_ours() gave: what that was given
    for cell in cells:
        for node in ast.parse(cell.source).body if parses(cell.source) else ():
            given, bound = _handed_on(node, lent), frozenset(_bound(node))
            lent |= dict.fromkeys(bound, given)
            names = frozenset(_names(node))
            yield _Statement(cell, node.lineno, bound, frozenset(_changed(node)), names, bound & given, node)


def _handed_on(node: ast.stmt, lent: dict[str, set[str]]) -> set[str]:
    """Give what ``yours_or_ours()`` was given, where an assignment does no more than to take what it gave."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call | ast.Lambda)]
    if not isinstance(node, ast.Assign):
        return set()
    if not calls:
        return {name for holder in _names(node.value) for name in lent.get(holder, ())}
    function = calls[0].func if len(calls) == 1 and isinstance(calls[0], ast.Call) else None
    return _names(calls[0]) if isinstance(function, ast.Attribute) and function.attr == "yours_or_ours" else set()


def _needed(statements: list[_Statement], names: Iterable[str]) -> list[_Statement]:
    """Give the statements that bind or change some names, and those that these need, in the notebook's order."""
    wanted, found = {_ALL, *names}, set[int]()
    while True:
        more = {i for i, one in enumerate(statements) if (one.binds | one.changes) & wanted} - found
        if not more:
            return [statements[i] for i in sorted(found)]
        found |= more
        wanted |= {name for i in more for name in statements[i].needs}


def _is_written(statements: list[_Statement], name: str) -> bool:
    """Tell whether a name is bound to anything else than a stub."""
    last = next((one.node for one in reversed(statements) if one.defines(name)), None)
    if isinstance(last, ast.FunctionDef | ast.ClassDef):
        return any(not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)) for one in last.body)
    return last is not None


def _bound(node: ast.AST) -> Iterator[str]:
    """Give the names that a statement binds where it stands, not those inside functions and classes."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from (one.asname or one.name.partition(".")[0] for one in node.names)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    for inner in ast.iter_child_nodes(node):
        yield from _bound(inner)


def _changed(node: ast.AST) -> Iterator[str]:
    """Give the names whose values a statement changes where it stands: ``x[0] = 1``, ``x.y = 1``, ``x.append(1)``."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return
    if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
        yield from _holder(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _CHANGES.fullmatch(node.func.attr):
        yield from _holder(node.func)
    for inner in ast.iter_child_nodes(node):
        yield from _changed(inner)


def _holder(node: ast.expr) -> Iterator[str]:
    """Give the name in front of ``[...]`` and dots."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _names(node: ast.AST) -> set[str]:
    """Give the names that a piece of code looks up anywhere in it."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)} | {
        one.target.id for one in ast.walk(node) if isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name)
    }


def _every_name(node: ast.AST) -> Iterator[str]:
    """Give all names in a piece of code: variables, what stands behind a dot, modules."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield one.id
        elif isinstance(one, ast.Attribute) and one.attr not in _HARMLESS_BEHIND_A_DOT:
            yield one.attr
        elif isinstance(one, ast.Import):
            yield from (part for name in one.names for part in name.name.split(".") if part != _COURSE)
        elif isinstance(one, ast.ImportFrom):
            module = (one.module or "").split(".")
            yield from [part for part in (*module, *(name.name for name in one.names)) if part != _COURSE]


def _broken(cells: tuple[Cell, ...], exercise: str, found: list[_Statement]) -> str:
    """Say why the last cell that should define an exercise is no Python; "" where it is, or a later one is."""
    written = max((one.cell.number for one in found if one.defines(exercise)), default=0)
    edge = "" if written else r"[ \t]*"  # a method of the same name is no answer, a `def` that was indented is
    defines = re.compile(rf"^{edge}((def|class)\s+{re.escape(exercise)}\b|{re.escape(exercise)}\s*=\s*lambda\b)", re.M)
    for cell in reversed(cells):
        if cell.number > written and defines.search(cell.source) and not parses(cell.source):
            try:
                ast.parse(cell.source)
            except SyntaxError as error:
                line = (error.text or "").strip()
                return f"{type(error).__name__}: {error.msg}\nin your line {error.lineno}: `{line}`"
            except (ValueError, RecursionError, MemoryError) as error:
                return f"{type(error).__name__}: {error}"
    return ""


def _misspelt(name: str, statements: list[_Statement]) -> str:
    """Say which definition a name is nearly, that is nowhere; "" where there is none."""
    made = [one for one in statements if isinstance(one.node, ast.FunctionDef | ast.ClassDef)]
    meant = closest(name, (defined for one in made for defined in one.binds))
    return f"NameError: name '{name}' is not defined. `{meant}` stands there: is it meant?" if meant else ""
