"""Which line of a wrong answer its slip is in: the one that makes the answer right when it is changed in one place.

What is said cannot be chance: every change that beginners need is made, one after the other, and the changed answer is
tried in all cases. Where none makes it right, or changes of several lines do, no line is named.
"""

import ast
import contextlib
import inspect
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import FunctionType

from course_utils.exercises._learner_source import compiled, parsed
from course_utils.exercises._running.guarded_call import look

_SECONDS = 0.05  # of the processor, for all changes together: a wrong answer is not to wait for its line
_SWAPPED: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Lt: ast.Gt,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_METHODS = {"mean": "sum", "sum": "mean", "argmin": "argmax", "argmax": "argmin", "min": "max", "max": "min"}


def line_of_slip(function: Callable, fits: Callable[[Callable], bool], is_right: Callable[[Callable], bool]) -> str:
    """Ask the learner to look at the line of the slip; "" where that cannot be known.

    ``fits`` looks at the case alone in which the answer went wrong, quickly; ``is_right`` at all of them.
    """
    written = parsed(function)
    if written is None or len([*filter(_does_something, written.body)]) < 2:
        return ""  # whoever wrote one line knows where to look
    none: list[tuple[Callable, int]] = []
    fitting = look(_fitting, written, function, fits, otherwise=none)
    found = {line for changed, line in fitting if is_right(changed)}
    line = found.pop() if len(found) == 1 else 0
    lines, start = inspect.getsourcelines(function)
    return f"Look at your line {start + line - 1}: `{lines[line - 1].strip()}`" if line else ""


def _fitting(
    written: ast.FunctionDef, function: FunctionType, fits: Callable[[Callable], bool]
) -> list[tuple[Callable, int]]:
    """Give the answers, changed in one place, that do what is right in one case, and the line of each change."""
    began, found = time.process_time(), []
    changes = [*_changes(written)]
    for count, (change, undo, line) in enumerate(changes, start=1):
        change()
        with contextlib.suppress(Exception):  # a change may mean nothing at all
            changed = compiled(written, function)
            if fits(changed):
                found.append((changed, line))
        undo()
        if count % 5 == 0 and (time.process_time() - began) / count * len(changes) > _SECONDS:
            return []  # what was not tried may do as well
    return found


def _changes(written: ast.FunctionDef) -> Iterator[tuple[Callable, Callable, int]]:
    """Give all changes in one place: how each is made and undone, and its line."""
    for parent in ast.walk(written):
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                for other in _others(node):
                    # What changes in a loop is the `return` at its end.
                    line = (node.body[-1] if isinstance(node, ast.For) else node).lineno
                    new = other if isinstance(other, list) else [other]
                    for part in new:
                        if not hasattr(part, "lineno"):
                            ast.fix_missing_locations(ast.copy_location(part, node))
                    put = [*value[:place], *new, *value[place + 1 :]] if isinstance(value, list) else other
                    yield partial(setattr, parent, field, put), partial(setattr, parent, field, value), line


def _does_something(node: ast.stmt) -> bool:
    return not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _others(node: ast.AST) -> Iterator[ast.AST | list[ast.stmt]]:
    """Give what may have been meant in the place of what is written."""
    if isinstance(node, ast.BinOp):
        yield from _other_products(node)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _SWAPPED:
        yield ast.AugAssign(node.target, _SWAPPED[type(node.op)](), node.value)
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Subscript):
        yield ast.AugAssign(node.targets[0], ast.Add(), node.value)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPPED:
        yield ast.Compare(node.left, [_SWAPPED[type(node.ops[0])]()], node.comparators)
        if isinstance(node.left, ast.BinOp):  # the comparison alone was meant to be a factor
            yield ast.BinOp(node.left.left, node.left.op, ast.Compare(node.left.right, node.ops, node.comparators))
    elif isinstance(node, ast.Attribute) and node.attr in _METHODS:
        yield ast.Attribute(node.value, _METHODS[node.attr], node.ctx)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node.func.value  # the method is too much
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        yield node.args[0]  # the function is too much
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
    elif isinstance(node, ast.For) and isinstance(node.body[-1], ast.Return) and len(node.body) > 1:
        yield [ast.For(node.target, node.iter, node.body[:-1], []), node.body[-1]]


def _other_products(node: ast.BinOp) -> Iterator[ast.AST]:
    """Give other operators, operands the other way round, one of them alone, and brackets at another place."""
    if type(node.op) in _SWAPPED:
        yield ast.BinOp(node.left, _SWAPPED[type(node.op)](), node.right)
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    if isinstance(node.op, ast.Mult):
        yield node.right
        yield ast.BinOp(node.left, ast.MatMult(), node.right)
    if isinstance(node.op, ast.MatMult):
        yield ast.BinOp(ast.Attribute(node.left, "T", ast.Load()), node.op, node.right)
        yield ast.BinOp(node.left, node.op, ast.Attribute(node.right, "T", ast.Load()))
    if isinstance(node.right, ast.BinOp):  # in `a - b / c` the brackets of `(a - b) / c` are missing
        yield ast.BinOp(ast.BinOp(node.left, node.op, node.right.left), node.right.op, node.right.right)
