"""Let the alarm reach loops that run inside functions written in C, such as ``sum(itertools.count())``.

Python hears a signal only between instructions of its own, and such a loop has none. While the learner's code runs,
what makes endless iterators makes ones that take each step in Python.
"""

import builtins
import contextlib
import functools
import itertools
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any


class _Count(itertools.count):
    def __next__(self) -> Any:
        return super().__next__()


class _Cycle(itertools.cycle):
    def __next__(self) -> Any:
        return super().__next__()


class _Repeat(itertools.repeat):
    def __next__(self) -> Any:
        return super().__next__()


def _iter(*given: Any) -> Iterator:
    made = _REAL_ITER(*given)
    return (each for each in made) if len(given) == 2 else made  # with two it calls a function again and again


_REAL_ITER = iter
_IN_PYTHON: list[tuple[Any, Any]] = [
    (itertools.count, _Count),
    (itertools.cycle, _Cycle),
    (itertools.repeat, _Repeat),
    (iter, _iter),
]


@contextlib.contextmanager
def stepping_in_python(function: Callable) -> Iterator[None]:
    """Exchange them where Python and the learner's own cells keep them, and put them back."""
    exchanged = [
        (namespace, name, real, ours)
        for namespace in (vars(itertools), vars(builtins), *_theirs(function))
        for real, ours in _IN_PYTHON
        for name, value in list(namespace.items())
        if value is real
    ]
    for namespace, name, _, ours in exchanged:
        namespace[name] = ours
    try:
        yield
    finally:
        for namespace, name, real, ours in exchanged:
            if namespace.get(name) is ours:
                namespace[name] = real


def _theirs(function: Callable) -> list[dict[str, Any]]:
    """Give the global names of the notebook, and those of a function or class, which may be handed to one of ours."""
    parts = (function, *function.args) if type(function) is functools.partial else (function,)
    classes = [part for part in parts if issubclass(type(part), type)]  # asking `isinstance` would run code of theirs
    functions = [*parts, *(value for each in classes for value in vars(each).values())]
    found = [vars(sys.modules["__main__"]), *(each.__globals__ for each in functions if type(each) is FunctionType)]
    return list({id(namespace): namespace for namespace in found}.values())
