"""What a wrong answer takes from other cells of the notebook, where an input or another name of its own is meant.

A name that is no input of a function, such as the ``target`` of an earlier cell, is found among the notebook's globals,
so the answer seems to work. What is said is tried first: with what is meant in its place the answer is right.
"""

import ast
import copy
import dis
import re
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType

import numpy as np
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader

from course_utils.exercises._learner_source import compiled, parsed

_READS = {"LOAD_GLOBAL", "LOAD_NAME"}
_LOADS = {"LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE"}
_OF_PARAMS = ("w1", "b1", "w2", "b2", "w3", "b3")
_DATA = (Tensor, np.ndarray, list, tuple, int, float, DataLoader, nn.Module, Optimizer)
_TRIES = 16  # of names in the place of others
# How an input may take the place of what an earlier cell made -> how that is written.
_WAYS: dict[str, Callable] = {
    "`{0}`": lambda value: value,
    "`len({0})`": len,
    "`{0}.numel()`": Tensor.numel,
}


def instead_of_an_input(function: Callable, is_right: Callable[[Callable], bool]) -> str:
    """Say which of the notebook's values stands where an input is meant; "" where that cannot be known."""
    if not isinstance(function, FunctionType) or _names_changed(function):
        return ""
    inputs, values, unused = _inputs(function), _values_read(function), _unused(function)
    entries = [name for name in values if name in _OF_PARAMS]
    if entries and "params" in inputs and is_right(_with(function, _entries_of(inputs.index("params")))):
        are = "is no input of your function but a value" if len(entries) == 1 else "are no inputs but values"
        return (
            f"{_listed(entries)} {are} of another cell: begin with `{', '.join(_OF_PARAMS)} = params`, and the result "
            "is right."
        )
    for name in values:
        for meant in sorted(inputs, key=lambda one: one not in unused):
            for written, way in _WAYS.items():
                if is_right(_with(function, _one_of(name, inputs.index(meant), way))):
                    return (
                        f"`{name}` is no input of your function but a value that another cell has made. Write "
                        f"{written.format(meant)} in its place, and the result is right."
                    )
    return _instead_of_own_names(function, is_right)


def kept_by_global(function: Callable) -> str:
    """Say which names of the notebook an answer changes; "" where it changes none, as nearly all do."""
    kept = _names_changed(function)
    if not kept:
        return ""
    stay = "which stays" if len(kept) == 1 else "which stay"
    return (
        f"Your function changes {_listed(kept)}, {stay} from call to call: let each call begin anew, without `global`."
    )


def _names_changed(function: Callable) -> list[str]:
    steps = dis.get_instructions(function.__code__) if isinstance(function, FunctionType) else ()
    return sorted({step.argval for step in steps if step.opname == "STORE_GLOBAL"})


def values_of_other_cells(function: Callable, line: str = "") -> str:
    """Say which values of other cells an answer takes, in one of its lines or at all; "" where it takes none."""
    parts = [*vars(function).values()] if isinstance(function, type) else [function]
    functions = [part for part in parts if isinstance(part, FunctionType)]
    read = {name: part.__globals__[name] for part in functions for name in _values_read(part)}
    values = [name for name in read if not _is_a_setting(read[name]) and (not line or re.search(rf"\b{name}\b", line))]
    if not values:
        return ""
    kind = "class" if isinstance(function, type) else "function"
    return (
        f"Your {kind} takes {_listed(values)} from another cell: what it needs comes in through its brackets, or is "
        "made inside it. Is one of its own names meant?"
    )


def instead_of_all_inputs(function: Callable) -> str:
    """Say that an answer looks at the notebook's values and not at its inputs; "" where it looks at those."""
    values, unused = (_values_read(function), _unused(function)) if isinstance(function, FunctionType) else ([], [])
    if not (values and unused):
        return ""
    missing = f"{_missing(unused)}, but {_listed(values)} from another cell"
    return f"{missing}: all that it needs comes in through its brackets."


def unused_inputs(function: Callable) -> str:
    """Say which inputs an answer never looks at; "" where it looks at all of them."""
    unused = _unused(function) if isinstance(function, FunctionType) else []
    return f"{_missing(unused)}: what comes in there counts, too." if unused else ""


def _missing(unused: list[str]) -> str:
    return f"Your function does not use its {'input' if len(unused) == 1 else 'inputs'} {_listed(unused)}"


def _instead_of_own_names(function: FunctionType, is_right: Callable[[Callable], bool]) -> str:
    """Say which values of other cells stand where names are meant that the answer makes itself, as a loop does."""
    written = parsed(function)
    if written is None:
        return ""
    taken = [*_values_read(function), *_added_to(written, function)]
    own = [name for name in function.__code__.co_varnames if name not in taken]
    for meant in _pairings(taken, own):
        other = copy.deepcopy(written)
        for node in ast.walk(other):
            if isinstance(node, ast.Name) and node.id in meant:
                node.id = meant[node.id]
        if is_right(compiled(other, function)):
            are, theirs = ("is a value", "its") if len(meant) == 1 else ("are values", "their")
            return (
                f"{_listed([*meant])} {are} that another cell has made. Write {_listed([*meant.values()])} in {theirs} "
                "place, and the result is right."
            )
    return ""


def _pairings(taken: list[str], own: list[str]) -> Iterator[dict[str, str]]:
    """Give the names that may be meant for those of other cells: all that are alike, then one name after the other."""
    alike = {name: one for name in taken if (one := _alike(name, own))}
    singles = [{name: one} for name in taken for one in sorted(own, key=lambda one: one != alike.get(name))]
    yield from ([alike] if len(alike) > 1 else [])
    yield from singles[:_TRIES]


def _alike(name: str, own: list[str]) -> str:
    """Give the name that is a part of another one, as ``x`` of ``some_x``, or short for it, as ``h1`` for it."""

    def fits(one: str) -> bool:
        letters = iter(name)
        is_short = one[0] == name[0] and one[-1] == name[-1] and all(letter in letters for letter in one)
        return f"_{name}".endswith(f"_{one}") or f"{name}_".startswith(f"{one}_") or (is_short and len(one) > 1)

    return max(filter(fits, own), key=len, default="")


def _added_to(written: ast.FunctionDef, function: FunctionType) -> list[str]:
    """Give the values of other cells that a line such as ``w -= ...`` changes: Python takes them for the function's."""
    steps = {node.target for node in ast.walk(written) if isinstance(node, ast.AugAssign)}
    names = [node for node in ast.walk(written) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    made = {node.id for node in names if node not in steps} | {*_inputs(function)}
    added = dict.fromkeys(node.id for node in names if node.id not in made)
    return [name for name in added if issubclass(type(function.__globals__.get(name)), _DATA)]


def _inputs(function: FunctionType) -> tuple[str, ...]:
    return function.__code__.co_varnames[: function.__code__.co_argcount]


def _values_read(function: FunctionType) -> list[str]:
    cells = function.__globals__
    return [name for name in _names_read(function.__code__) if issubclass(type(cells.get(name)), _DATA)]


def _is_a_setting(value: object) -> bool:
    """Tell whether a value is a number or a few, such as widths, which may be right to take from another cell."""
    entries = value if isinstance(value, list | tuple) else [value]
    return all(issubclass(type(entry), int | float) for entry in entries)


def _unused(function: FunctionType) -> list[str]:
    return [name for name in _inputs(function) if name not in _names_used(function.__code__)]


def _listed(names: list[str]) -> str:
    *others, last = [f"`{name}`" for name in names]
    return f"{', '.join(others)} and {last}" if others else last


def _names_read(code: CodeType) -> Iterator[str]:
    """Give the names that a function looks up outside itself, also in its inner functions."""
    for part in _codes(code):
        yield from dict.fromkeys(step.argval for step in dis.get_instructions(part) if step.opname in _READS)


def _names_used(code: CodeType) -> set[str]:
    """Give all local names that a function reads, also in its inner functions."""
    steps = [step for part in _codes(code) for step in dis.get_instructions(part)]
    names = [step.argval for step in steps if any(load in step.opname for load in _LOADS)]
    # From Python 3.13 on one instruction may read two.
    return {one for name in names for one in (name if isinstance(name, tuple) else (name,))}


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _one_of(name: str, place: int, way: Callable) -> Callable[[tuple], dict]:
    """Give a global name the input at a place as its value."""
    return lambda given: {name: way(given[place])}


def _entries_of(place: int) -> Callable[[tuple], dict]:
    """Give the names of the six parameters what the input at a place holds."""
    return lambda given: dict(zip(_OF_PARAMS, given[place], strict=True))


def _with(function: FunctionType, values: Callable[[tuple], dict]) -> Callable:
    """Make the same function with other global values, made of its inputs."""

    def answer(*given: object) -> object:
        own = {**function.__globals__, **values(given)}
        code, defaults, closure = function.__code__, function.__defaults__, function.__closure__
        return FunctionType(code, own, function.__name__, defaults, closure)(*given)

    return answer
