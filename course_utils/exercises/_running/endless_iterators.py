"""Let the alarm reach loops that run inside functions written in C, such as ``sum(itertools.count())``.

Python hears a signal only between instructions of its own, and such a loop has none. While the learner's code runs,
what makes endless or very long iterators makes ones that take each step in Python: ``sum(range(10**12))`` is stopped
like a loop. Ranges that C goes through at once stay what they are, so that usual loops cost nothing.

What is left: a long range that stands in a default value or in a list, iterators of other modules that are written in
C, and one function in C that takes long by itself. Some of these look for signals (powers of large whole numbers,
regular expressions); where Python's other threads can run meanwhile (products of huge matrices), the learner is told,
see :mod:`.hanging`. The others, such as ``max`` of a list with a thousand million entries, keep the kernel silent.
"""

import builtins
import contextlib
import functools
import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType
from typing import Any

_LONG = 100_000  # steps that C takes in less time than an alarm may be late, whatever it does at each
_REAL_ITER, _REAL_RANGE = iter, range


def _iter(*given: Any) -> Iterator:
    made = _REAL_ITER(*given)
    return (each for each in made) if len(given) == 2 else made  # with two it calls a function again and again


class _LongRange(Sequence):
    """Does what a range does, and steps in Python."""

    def __init__(self, real: range) -> None:
        self._real = real

    def __iter__(self) -> Iterator[int]:
        return (number for number in self._real)

    def __reversed__(self) -> Iterator[int]:
        return (number for number in reversed(self._real))

    def __len__(self) -> int:
        return len(self._real)

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, place: Any) -> Any:
        return _stepping(self._real[place])

    def __contains__(self, value: object) -> bool:
        return value in self._real if type(value) is int else super().__contains__(value)  # C compares with each

    def __eq__(self, other: object) -> bool:
        return self._real == (other._real if isinstance(other, _LongRange) else other)

    def __hash__(self) -> int:
        return hash(self._real)

    def __repr__(self) -> str:
        return repr(self._real)

    def __getattr__(self, name: str) -> Any:
        return getattr(_REAL_RANGE if name == "_real" else self._real, name)

    def index(self, value: Any, *limits: Any) -> int:
        return self._real.index(value) if type(value) is int and not limits else super().index(value, *limits)

    def count(self, value: Any) -> int:
        return self._real.count(value) if type(value) is int else super().count(value)


class _IsRange(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, _REAL_RANGE | _LongRange)


class _Range(metaclass=_IsRange):
    """Stands in the place of ``range``, which allows no class that is made of it."""

    def __new__(cls, *given: Any) -> Any:
        return _stepping(_REAL_RANGE(*given))


def _stepping(value: Any) -> Any:
    """Make what steps in Python of a long range; give anything else as it is."""
    return _LongRange(value) if type(value) is _REAL_RANGE and value[_LONG:] else value


def _with_steps(kind: Any) -> Any:
    """Make an iterator's class whose steps are taken in Python."""
    return type(kind.__name__, (kind,), {"__next__": lambda self: kind.__next__(self)})


_KINDS = (
    itertools.count,
    itertools.cycle,
    itertools.repeat,
    itertools.product,
    itertools.permutations,
    itertools.combinations,
    itertools.combinations_with_replacement,
)
_WHERE_PYTHON_KEEPS_THEM = [
    *((vars(builtins), name) for name in ("iter", "range")),
    *((vars(itertools), kind.__name__) for kind in _KINDS),
]
_IN_PYTHON: dict[int, Any] = {
    id(_REAL_ITER): _iter,
    id(_REAL_RANGE): _Range,
    **{id(kind): _with_steps(kind) for kind in _KINDS},
}


@contextlib.contextmanager
def stepping_in_python(function: Callable) -> Iterator[None]:
    """Exchange them where Python and the learner's own cells keep them, and put them back."""
    kept = [(namespace, name, namespace.get(name)) for namespace, name in _WHERE_PYTHON_KEEPS_THEM]
    kept += [
        (namespace, name, value)
        for namespace in _theirs(function)
        for name, value in list(namespace.items())
        if id(value) in _IN_PYTHON or type(value) is _REAL_RANGE
    ]
    exchanged = [
        (namespace, name, value, ours)
        for namespace, name, value in kept
        if (ours := _IN_PYTHON.get(id(value)) or _stepping(value)) is not value
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
