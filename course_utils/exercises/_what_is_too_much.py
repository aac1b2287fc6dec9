"""What a wrong answer does too much: the part, or the line, without which it is right.

What is said cannot be chance: the part is left out, and what stays is tried in all cases.
"""

import ast
from collections.abc import Callable, Iterator

from course_utils.exercises._changed_answers import Change, Test, right_changes
from course_utils.exercises._learner_source import PLACES, does_something, line_of, parsed, source

_SECONDS = 0.15  # of the processor, for all that is left out
_THEN = "Then your answer is right."
_SHORT = 60  # characters of a call that is quoted as a whole
_BLOCKS = ast.For | ast.While | ast.If | ast.With


def what_is_too_much(function: Callable, fits: Test, is_right: Test, is_named: bool) -> str:
    """Say what to leave out, and where; "" where no single part is too much, or it may be one of several.

    Where the mistake has a name, it has been said what to do, and another way to mend it would only confuse: then the
    line alone is shown.
    """
    written = parsed(function)
    if written is None:
        return ""
    text = source(function)
    found = right_changes(written, function, _changes(written, text), (fits, is_right), _SECONDS)
    todos: dict[int, str] = {}
    for one in found:
        todos.setdefault(one.line, one.todo)  # a part of a line before the whole
    if not todos or len({*todos.values()}) > 1 or len(todos) > 2 or (is_named and len(todos) > 1):
        return ""
    todo, lines = found[0].todo, [f"your {line_of(function, line)}" for line in sorted(todos)]
    is_alone = len([*filter(does_something, written.body)]) == 1  # who wrote one line knows where to look
    if is_named:
        return "" if is_alone else f"Look at {lines[0]}"
    is_part = "`" in todo
    if is_part and is_alone and not isinstance(written.body[-1], _BLOCKS):
        return f"{todo.rstrip(',')}. {_THEN}"
    first, *second = (f"in {line}" for line in lines) if is_part else lines
    return "\n".join([f"{todo} {first}", *(f"or {line}, but not both." for line in second), _THEN])


def _changes(written: ast.FunctionDef, text: str) -> Iterator[Change]:
    """Give all answers that lack a part of a line, then those that lack a whole line, or a block of them."""
    nodes, parts = [*ast.walk(written)], _Parts(text)
    for parent in nodes:
        if isinstance(parent, ast.Compare) and isinstance(parent.ops[0], ast.In | ast.NotIn):
            continue  # what is kept from before is only not found then
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                is_whole = isinstance(parent, ast.Expr) or not isinstance(node, ast.expr)
                for kept, line, todo in () if is_whole else parts.left_out(node):
                    put = [*value[:place], kept, *value[place + 1 :]] if isinstance(value, list) else kept
                    yield Change(parent, field, value, put, line, todo)
    for parent in nodes:
        for field in ("body", "orelse"):
            body: list[ast.stmt] = getattr(parent, field, []) if isinstance(parent, ast.stmt) else []
            for place, node in enumerate(body):
                if isinstance(node, ast.Assign | ast.AugAssign | _BLOCKS) or _is_call(node):
                    lines = (node.end_lineno or node.lineno) - node.lineno + 1
                    todo = f"Delete the {lines} lines that begin with" if lines > 1 else "Delete"
                    yield Change(parent, field, body, [*body[:place], *body[place + 1 :]], node.lineno, todo)


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and does_something(node)


class _Parts:
    """The code of an answer, and what of it goes with a part of an expression."""

    def __init__(self, text: str) -> None:
        self._code = text.encode()  # ast counts bytes
        self._starts = [0]
        for line in self._code.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def left_out(self, node: ast.expr) -> Iterator[tuple[ast.expr, int, str]]:
        """Give what is kept of an expression, the line of what is not, and what to do."""
        whole = self._begin(node), self._end(node)
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.MatMult):
            yield node.left, *self._between(self._end(node.left), whole[1])
            if isinstance(node.op, ast.Add | ast.Mult):
                yield node.right, *self._between(whole[0], self._begin(node.right))
        elif isinstance(node, ast.Subscript):
            yield node.value, *self._between(self._end(node.value), whole[1])
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.value, *self._between(self._end(node.func.value), whole[1])
            if node.args:
                yield node.args[0], node.lineno, self._first_alone(node)
            for place, keyword in enumerate(node.keywords):
                others = [*node.keywords[:place], *node.keywords[place + 1 :]]
                less = ast.copy_location(ast.Call(node.func, node.args, others), node)
                yield less, *self._between(self._begin(keyword), self._end(keyword))

    def _begin(self, node: ast.expr | ast.keyword) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.keyword) -> int:
        return self._starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)

    def _between(self, begin: int, end: int) -> tuple[int, str]:
        """Quote what stands between two places, without the brackets around what is kept; give its line, too."""
        part = self._code[begin:end]
        begin += len(part) - len(part.lstrip(b") \n"))
        part = part.strip(b"() \n") if part.rstrip().endswith(b"(") else part.strip(b" \n").lstrip(b") \n")
        part, *goes_on = part.split(b"\n")
        line = self._code[:begin].count(b"\n")
        before, in_all = (
            self._code[self._starts[line] : end].replace(b" ", b"").count(part.replace(b" ", b""))
            for end in (begin, self._starts[line + 1])
        )
        which = "" if in_all == 1 else "last " if before + 1 == in_all else f"{PLACES[min(before, 3)]} "
        quoted = part.decode() + (" ..." if goes_on else "")
        return line + 1, f"Delete {'the ' if which else ''}{which}`{quoted}`"

    def _first_alone(self, call: ast.Call) -> str:
        quoted, first = (self._code[self._begin(node) : self._end(node)].decode() for node in (call, call.args[0]))
        if len(quoted) <= _SHORT and "\n" not in quoted:
            return f"Replace `{quoted}` with `{first}`"
        return f"Replace `{ast.unparse(call.func)}(...)` with what stands first in its brackets, `{first}`,"
