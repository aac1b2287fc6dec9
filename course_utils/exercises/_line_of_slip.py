"""Which line of a wrong answer its slip is in: the one that makes the answer right when it is changed in one place.

What is said cannot be chance: every change that beginners need is made, one after the other, and the changed answer is
tried in all cases. Where none makes it right, or changes of several lines do, no line is named.
"""

import ast
from collections.abc import Callable, Iterator

from course_utils.exercises._changed_answers import Change, Test, right_changes
from course_utils.exercises._learner_source import does_something, line_of, parsed

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


def line_of_slip(function: Callable, fits: Test, is_right: Test) -> str:
    """Ask the learner to look at the line of the slip; "" where that cannot be known.

    ``fits`` looks at the case alone in which the answer went wrong, quickly; ``is_right`` at all of them.
    """
    written = parsed(function)
    if written is None or len([*filter(does_something, written.body)]) < 2:
        return ""  # whoever wrote one line knows where to look
    found = {one.line for one in right_changes(written, function, _changes(written), (fits, is_right), _SECONDS)}
    return f"Look at your {line_of(function, found.pop())}" if len(found) == 1 else ""


def _changes(written: ast.FunctionDef) -> Iterator[Change]:
    """Give all changes in one place."""
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
                    yield Change(parent, field, value, put, line)


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
