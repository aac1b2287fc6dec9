"""Slips that the code of a wrong answer shows by itself, whatever the exercise: nobody writes them on purpose.

What is said of each is a fact about the code, and holds whatever comes in.
"""

import ast
import contextlib
import inspect
import re
from collections.abc import Callable, Iterator
from types import FunctionType

from course_utils.exercises._content import Content
from course_utils.exercises._learner_source import line_of, source

_IN_PLACE: dict[type, str] = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*=", ast.Div: "/="}
# Methods that give something new, and leave their tensor as it was.
_GIVES = {"reshape", "view", "flatten", "float", "long", "to", "sum", "mean", "clamp", "argmax", "squeeze", "unsqueeze"}
_GIVES |= {"transpose", "t", "abs", "sqrt", "square", "relu", "clone", "detach", "item", "tolist"}
# Functions of the lessons that do so, too.
_GIVE = {"relu", "relu_gradient", "linear", "one_hot", "predict", "squared_error", "mse_loss", "normalize"}
_UNKEPT = "is computed, and nothing keeps it: give it a name, `... = `, and use that below."
_MAKES = {"zeros", "zeros_like", "empty", "ones"}


def order_of_inputs(exercise: Content, function: Callable) -> str:
    """Say that the ``def`` line names the inputs in another order than they come in; "" where it does not."""
    if not isinstance(function, FunctionType) or inspect.isclass(exercise.reference):
        return ""
    own = [*function.__code__.co_varnames[: function.__code__.co_argcount]]
    wanted = [*inspect.signature(exercise.reference).parameters]
    if own == wanted or sorted(own) != sorted(wanted):
        return ""
    taken, come = (", ".join(names) for names in (own, wanted))
    return f"Your `def` line says `{taken}`, and what comes in is `{come}`, in this order: write it so there, too."


def line_without_effect(function: Callable) -> str:
    """Say which line has no effect: nothing keeps what it gives, or it is never reached; "" where there is none."""
    for part in _functions(function):
        written, text = _read(part), source(part)
        if written is None:
            continue
        entries, last = _given_by_loops(written), written.body[-1]
        gives = any(isinstance(node, ast.Return) and node.value for node in ast.walk(written))
        gives = gives or written.name == "__init__"  # which gives nothing back
        for node in ast.walk(written):
            if node is last and not gives:
                continue  # its `return` is missing, which is said where nothing comes back
            if isinstance(node, ast.Expr) and (what := _thrown_away(node.value, text, function, entries)):
                return f"`{_quoted(node, text)}` in your {_place(part, node)} {what}"
            if isinstance(node, ast.stmt) and (end := _return_before_more(node)):
                return f"`return` in your {_place(part, end)} ends the function: what stands below it never runs."
    return ""


def _read(function: Callable) -> ast.FunctionDef | None:
    """Read a ``def``, also one that cannot be compiled anew, such as a method that calls ``super()``."""
    with contextlib.suppress(SyntaxError, ValueError):
        (written,) = ast.parse(source(function)).body
        return written if isinstance(written, ast.FunctionDef) else None
    return None


def _functions(function: Callable) -> list[Callable]:
    """Give the methods of a class, or a function alone."""
    own = vars(function).values() if isinstance(function, type) else [function]
    return [one for one in own if isinstance(one, FunctionType)]


def _return_before_more(node: ast.stmt) -> ast.Return | None:
    body = getattr(node, "body", [])
    return next((one for one in body[:-1] if isinstance(one, ast.Return)), None) if isinstance(body, list) else None


def comma_for_a_point(function: Callable) -> str:
    """Say which number is written with a comma, and so is two; "" where there is none."""
    written, text = _read(function), source(function)
    for node in ast.walk(written) if written else ():
        value = node.value if isinstance(node, ast.Return | ast.Assign) else None
        if isinstance(value, ast.Tuple) and (found := re.search(r"\b\d+,\d+$", _quoted(value, text))):
            return (
                f"A number is written with a point, `{found[0].replace(',', '.')}`: with the comma in your "
                f"{_place(function, node)} it is two."
            )
    return ""


def _given_by_loops(written: ast.FunctionDef) -> set[str]:
    """Give the names that loops give to one entry after the other: another value for such a name changes no entry."""
    targets = [node.target for node in ast.walk(written) if isinstance(node, ast.For)]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _thrown_away(value: ast.expr, text: str, function: Callable, entries: set[str]) -> str:
    """Say why a line that is this expression alone has no effect; "" where it may have one."""
    whole = _quoted(value, text)
    if isinstance(value, ast.Compare) and isinstance(value.ops[0], ast.Eq) and _has_a_name(value.left):
        return f"only compares: one `=` gives `{_quoted(value.left, text)}` a new value."
    if isinstance(value, ast.BinOp):
        if isinstance(value.left, ast.Name) and value.left.id in entries and type(value.op) in _IN_PLACE:
            put = f"{value.left.id} {_IN_PLACE[type(value.op)]} {_quoted(value.right, text)}"
            return f"is computed, and nothing keeps it: write `{put}`."
        if _has_a_name(value.left):
            return f"is computed, and nothing keeps it: write `{_quoted(value.left, text)} = {whole}`."
        return _UNKEPT
    if not isinstance(value, ast.Call) or any(keyword.arg in ("inplace", "out") for keyword in value.keywords):
        return ""
    called = value.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        name, is_of_the_net = called.value.id, called.value.id == "self" and not hasattr(function, called.attr)
        if called.attr in _GIVES and name not in ("torch", "F", "np", "self", "net", "model"):
            return f"gives something new and leaves `{name}` as it is: write `{name} = {whole}`."
        is_of_torch = name == "F" and not called.attr.endswith("_")
        return _UNKEPT if is_of_torch or is_of_the_net else ""
    return _UNKEPT if isinstance(called, ast.Name) and called.id in _GIVE else ""


def _has_a_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Subscript | ast.Attribute)


def slip_in_a_loop(function: Callable) -> str:
    """Say which loop ends in its first round, begins anew in each, or pairs what belongs side by side; "" for none."""
    written, text = _read(function), source(function)
    if written is None:
        return ""
    inputs = [one.arg for one in written.args.args]
    loops = [node for node in ast.walk(written) if isinstance(node, ast.For)]
    for loop in loops:
        last, inner = loop.body[-1], loop.body[0]
        if isinstance(last, ast.Return) and not any(isinstance(node, ast.Continue) for node in ast.walk(loop)):
            below = "all loops" if any(loop in ast.walk(other) for other in loops if other is not loop) else "the loop"
            return (
                f"`{_quoted(last, text)}` in your {_place(function, last)} stands inside the loop, which therefore "
                f"ends in its first round: move it to the left, below {below}."
            )
        for start, name in _fresh_starts(loop, written):
            inner_loops = [node for node in ast.walk(loop) if isinstance(node, ast.For) and node is not loop]
            is_filled_there = any([*_grows(node, name)] for one in inner_loops for node in ast.walk(one))
            for late in _appended(name, written) if is_filled_there else ():
                return (
                    f"`{_quoted(late, text)}` in your {_place(function, late)} stands below the loop, so only the last "
                    f"`{name}` is put in: move it to the right, into the loop."
                )
            return (
                f"`{_quoted(start, text)}` in your {_place(function, start)} stands inside the loop, so each round "
                "begins anew, and only the last one counts: move it above the loop."
            )
        both = [_quoted(one.iter, text) for one in (loop, inner) if isinstance(one, ast.For)]
        if len({*both}) == 2 and {*both} <= {*inputs}:
            one, other = both
            return (
                f"Your two loops pair each of `{one}` with each of `{other}`: one loop goes through both side by side, "
                f"`for ... in zip({one}, {other}):`."
            )
    return ""


def _appended(name: str, written: ast.FunctionDef) -> Iterator[ast.Expr]:
    """Give the lines that append what a name stands for to a list."""
    for node in ast.walk(written):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Attribute)
        ):
            given = [one for part in node.value.args for one in ast.walk(part) if isinstance(one, ast.Name)]
            if node.value.func.attr == "append" and name in [one.id for one in given]:
                yield node


def _fresh_starts(loop: ast.For, written: ast.FunctionDef) -> Iterator[tuple[ast.Assign, str]]:
    """Give the lines of a loop that make what it fills, and what is looked at only when it has ended; and its name."""
    for start in loop.body:
        if not (isinstance(start, ast.Assign) and isinstance(start.targets[0], ast.Name) and _is_fresh(start.value)):
            continue
        name = start.targets[0].id
        grown = {id(part) for node in ast.walk(loop) for part in _grows(node, name)}
        named = [node for node in ast.walk(written) if isinstance(node, ast.Name) and node.id == name]
        read = [node for node in named if isinstance(node.ctx, ast.Load) and id(node) not in grown]
        end = loop.end_lineno or loop.lineno
        if grown and read and all(node.lineno > end for node in read):
            yield start, name


def _is_fresh(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr in _MAKES
    return (isinstance(value, ast.List) and not value.elts) or (
        isinstance(value, ast.Constant) and type(value.value) in (int, float)
    )


def _grows(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """Give the places of a name in a line that adds to what it stands for, or puts something into it."""
    target: ast.AST | None = None
    if isinstance(node, ast.AugAssign):
        target = node.target
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        target = node.targets[0]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        method = node.value.func
        target = method if isinstance(method, ast.Attribute) and method.attr == "append" else None
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    if isinstance(target, ast.Name) and target.id == name:
        yield target


def _quoted(node: ast.AST, text: str) -> str:
    return (ast.get_source_segment(text, node) or "").split("\n")[0]


def _place(function: Callable, node: ast.AST) -> str:
    """Give the line of a statement, as in "line 3"."""
    return line_of(function, getattr(node, "lineno", 1)).partition(":")[0]
