"""What a wrong answer takes from other cells of the notebook, where one of its inputs is meant.

A name that is no input of a function, such as the ``target`` of an earlier cell, is found among the notebook's globals,
so the answer seems to work. What is said is tried first: with the input in its place the answer is right.
"""

import dis
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType

import numpy as np
from torch import Tensor, nn
from torch.utils.data import DataLoader

_READS = {"LOAD_GLOBAL", "LOAD_NAME"}
_LOADS = {"LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE"}
_OF_PARAMS = ("w1", "b1", "w2", "b2", "w3", "b3")
_DATA = (Tensor, np.ndarray, list, tuple, int, float, DataLoader, nn.Module)
# How an input may take the place of what an earlier cell made -> how that is written.
_WAYS: dict[str, Callable] = {
    "`{0}`": lambda value: value,
    "`len({0})`": len,
    "`{0}.numel()`": Tensor.numel,
}


def instead_of_an_input(function: Callable, is_right: Callable[[Callable], bool]) -> str:
    """Say which of the notebook's values stands where an input is meant; "" where that cannot be known."""
    if not isinstance(function, FunctionType):
        return ""
    code, unused = function.__code__, _unused(function)
    inputs, values = code.co_varnames[: code.co_argcount], _values_read(function)
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
    return ""


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


def _values_read(function: FunctionType) -> list[str]:
    cells = function.__globals__
    return [name for name in _names_read(function.__code__) if issubclass(type(cells.get(name)), _DATA)]


def _unused(function: FunctionType) -> list[str]:
    code = function.__code__
    return [name for name in code.co_varnames[: code.co_argcount] if name not in _names_used(code)]


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
