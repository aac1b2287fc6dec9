"""What stands for the lessons' exercises where a learner's code runs: nothing in it is right or known."""

import importlib.abc
import importlib.machinery
import types
from collections.abc import Callable
from typing import Any

_EXERCISES = "course_utils.exercises"


def not_to_be_had(name: str) -> Callable:
    """Make what stands for the course's own answer while a learner's is graded: it raises PermissionError."""

    def reference(*given: Any, **named: Any) -> Any:
        raise PermissionError(f"expected your own `{name}`, got the course's; it is not to be had while you are graded")

    reference.__name__ = name
    return reference


class NoExercises(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives, for the lessons' exercises, modules with the same names in which nothing is right or known.

    What the course lends a lesson from earlier ones, ``own_network.assemble()``, is called in the other process.
    """

    def __init__(self, ours: dict[str, Callable], lent: Callable[[str], Callable]) -> None:
        self._ours, self._lent = ours, lent

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """Find what is asked for right below ``course_utils.exercises`` here, but for the parts of the engine."""
        parent, _, stem = name.rpartition(".")
        return None if parent != _EXERCISES or stem.startswith("_") else importlib.machinery.ModuleSpec(name, self)

    def exec_module(self, module: types.ModuleType) -> None:
        """Let a module have every name."""
        names = {"__getattr__": self._attribute, "yours_or_ours": self._yours_or_ours, "assemble": self._assemble}
        vars(module).update(names)

    def _attribute(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing(name)

    def _yours_or_ours(self, *functions: Callable) -> tuple[Callable, ...]:
        return tuple(self._ours.get(getattr(one, "__name__", ""), one) for one in functions)

    def _assemble(self) -> Any:
        return _Lent(self._lent)


class _Lent:
    """Stands for the network of the learner's own functions: each of its names is the course's function."""

    def __init__(self, lent: Callable[[str], Callable]) -> None:
        self._lent = lent

    def __getattr__(self, name: str) -> Callable:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._lent(name)


class _Nothing:
    """Stands for an exercise: whatever is asked of it, it says nothing."""

    def __init__(self, name: str) -> None:
        self.reference = not_to_be_had(name)

    def __getattr__(self, name: str) -> Callable:
        if name.startswith("__"):
            raise AttributeError(name)
        return _silent

    def __call__(self, *given: Any, **named: Any) -> None:
        return None


def _silent(*given: Any, **named: Any) -> None:
    return None
