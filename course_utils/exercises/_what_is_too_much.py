"""What a wrong answer does too much: the part, or the line, without which it is right.

What is said cannot be chance: the part is left out, and what stays is tried in all cases.
"""

import ast
from collections.abc import Callable, Iterator

from course_utils.exercises._changed_answers import Change, Test, right_changes
from course_utils.exercises._learner_source import parsed
from course_utils.exercises._line_of_slip import does_something, line_of

_SECONDS = 0.15  # of the processor, for all that is left out
_WITHOUT = "Without it, all comes out right."
_SHORT = 40  # characters of what stands in brackets


def what_is_too_much(function: Callable, fits: Test, is_right: Test, is_named: bool) -> str:
    """Say what to leave out, and where; "" where no single part is too much, or it may be one or the other.

    Where the mistake has a name, it has been said what to do, and another way to mend it would only confuse: then the
    line alone is shown.
    """
    written = parsed(function)
    if written is None:
        return ""
    found = right_changes(written, function, _changes(written), (fits, is_right), _SECONDS)
    if len({one.line for one in found}) != 1:
        return ""
    part, line = found[0].left_out, f"your {line_of(function, found[0].line)}"
    is_alone = len([*filter(does_something, written.body)]) == 1  # who wrote one line knows where to look
    if is_named:
        return "" if is_alone else f"Look at {line}"
    if part and is_alone:
        return f"Leave out {part}: without it, all comes out right."
    return f"Leave out {part} in {line}\n{_WITHOUT}" if part else f"Leave out {line}\n{_WITHOUT}"


def _changes(written: ast.FunctionDef) -> Iterator[Change]:
    """Give all answers that lack a part of a line, then those that lack a whole line."""
    nodes = [*ast.walk(written)]
    for parent in nodes:
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                whole = isinstance(parent, ast.Expr) or not isinstance(node, ast.expr)
                for kept, left_out in () if whole else _without(node):
                    put = [*value[:place], kept, *value[place + 1 :]] if isinstance(value, list) else kept
                    yield Change(parent, field, value, put, node.lineno, left_out)
    for parent in nodes:
        body: list[ast.AST] = getattr(parent, "body", []) if isinstance(parent, ast.stmt) else []
        for place, node in enumerate(body):
            if isinstance(node, ast.Assign | ast.AugAssign) or (isinstance(node, ast.Expr) and does_something(node)):
                rest = [*body[:place], *body[place + 1 :]] or [ast.copy_location(ast.Pass(), node)]
                yield Change(parent, "body", body, rest, node.lineno)


def _without(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """Give what is kept of an expression, and in words what is not."""
    kept = ast.Name("_")
    if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.MatMult):
        yield node.left, f"`{ast.unparse(ast.BinOp(kept, node.op, node.right))[2:]}`"
        if isinstance(node.op, ast.Add | ast.Mult):
            yield node.right, f"`{ast.unparse(ast.BinOp(node.left, node.op, kept))[:-2]}`"
    elif isinstance(node, ast.Subscript):
        yield node.value, f"`{ast.unparse(ast.Subscript(kept, node.slice))[1:]}`"
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            method = ast.Attribute(kept, node.func.attr)
            yield node.func.value, f"`{ast.unparse(ast.Call(method, node.args, node.keywords))[1:]}`"
        if node.args:
            inside = ast.unparse(node.args[0])
            around = f"around `{inside}`" if len(inside) < _SHORT else "but not what stands in its brackets"
            yield node.args[0], f"`{ast.unparse(node.func)}` {around}"
        for place, keyword in enumerate(node.keywords):
            others = [*node.keywords[:place], *node.keywords[place + 1 :]]
            yield ast.copy_location(ast.Call(node.func, node.args, others), node), f"`{ast.unparse(keyword)}`"
