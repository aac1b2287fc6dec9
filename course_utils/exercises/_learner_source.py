"""How the engine reads what a learner has written: whether it is still a stub, and its source."""

import ast
import contextlib
import dis
import inspect
import io
import linecache
import textwrap
import tokenize
from collections.abc import Callable
from types import CodeType, FunctionType

from torch import nn

_IDLE = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}
# What a class of layers looks like before anything is written: it prepares itself and does no more.
_PREPARES = {"super", "__init__"}
# What Python itself puts into a class.
_IN_EVERY_CLASS = {"__module__", "__doc__", "__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"}

PLACES = "first", "second", "third", "fourth"  # at which of several places alike something stands


def is_stub(function: Callable) -> bool:
    """Tell whether nothing has been written yet: no body, or all bodies of a class, that name and return nothing."""
    if isinstance(function, type):
        own = {name: value for name, value in vars(function).items() if name not in _IN_EVERY_CLASS}
        bodies = [value for value in own.values() if isinstance(value, FunctionType)]
        inherits = any(base not in (object, nn.Module) for base in function.__bases__)  # then it may be whole already
        idle = all(_is_idle(body) or _only_prepares(body.__code__) for body in bodies)
        return idle and not inherits and (bool(bodies) or not own)
    return _is_idle(function)


def what_to_write(stub: Callable) -> str:
    """Say where code has to be put: the three dots may be gone, and only an empty ``return`` stands there."""
    lines = [line.partition("#")[0].strip() for line in source(stub).splitlines()]
    if not lines or any(line.endswith("...") for line in lines):
        return "Put your code where `...` stands"
    if any(line.rpartition(":")[2].strip() == "return" for line in lines):
        return "Nothing is computed yet, and nothing stands behind `return`: write your code"
    return "Nothing is computed yet: write your code in the function"


def source(function: Callable) -> str:
    """Give the source of a function or class, or "" where there is none: a builtin, a partial, a class typed bare."""
    for find in (inspect.getsource, _class_source):
        with contextlib.suppress(Exception):  # whatever an object does when it is looked at
            return textwrap.dedent(find(function))
    return ""


def parsed(function: Callable) -> ast.FunctionDef | None:
    """Read a plain ``def`` that can be changed and compiled anew; None where it is none or its source is not kept."""
    if not isinstance(function, FunctionType) or function.__closure__ or function.__name__ == "<lambda>":
        return None
    try:
        (written,) = ast.parse(source(function)).body
    except (SyntaxError, ValueError):  # typed where no source is kept, or more than the one
        return None
    return written if isinstance(written, ast.FunctionDef) and not written.decorator_list else None


def compiled(written: ast.FunctionDef, function: Callable) -> Callable:
    """Make a function of a changed ``def``, among the same global values; where it calls itself, the changed one."""
    names = {**function.__globals__}
    exec(compile(ast.Module([written], []), "<changed>", "exec"), names)
    return names[written.name]


def does_something(node: ast.stmt) -> bool:
    """Tell a statement from a docstring."""
    return not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def line_of(function: Callable, line: int) -> str:
    """Quote a line of a function, with its number in the cell."""
    lines, start = inspect.getsourcelines(function)
    return f"line {start + line - 1}: `{lines[line - 1].strip()}`"


def sets_for_adds(function: Callable) -> str:
    """Name a line that says ``=+``, which gives a new value, where ``+=`` may be meant; "" where there is none."""
    text = source(function)
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        for equals, sign, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            is_number = sign.string == "-" and sign.end == after.start  # as in `x=-1`
            if equals.string == "=" and equals.end == sign.start and sign.string in ("+", "-") and not is_number:
                line = text.splitlines()[equals.start[0] - 1].strip()
                return f"`{line}` gives a new value: `{sign.string}=` changes the old one."
    return ""


def _is_idle(function: Callable) -> bool:
    code = getattr(function, "__code__", None)
    if code is None or code.co_names:
        return False
    busy = [step.opname for step in dis.get_instructions(code) if step.opname not in _IDLE]
    constants = [value for value in code.co_consts if value not in (None, ...) and value != function.__doc__]
    return not busy and not constants


def _only_prepares(code: CodeType) -> bool:
    return code.co_name == "__init__" and set(code.co_names) <= _PREPARES


def _class_source(cls: object) -> str:
    """Find a class of a notebook's cell by one of its methods: Python before 3.13 looks for a file of the module."""
    if not isinstance(cls, type):
        return ""
    code = next(value.__code__ for value in vars(cls).values() if isinstance(value, FunctionType))
    text = "".join(linecache.getlines(code.co_filename))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and node.lineno <= code.co_firstlineno <= (node.end_lineno or 0):
            return (ast.get_source_segment(text, node, padded=True) or "") + "\n"
    return ""
