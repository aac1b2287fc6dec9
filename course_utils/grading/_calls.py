"""A call whose arguments live in one process and whose function in another: what changes in them changes in both.

The caller numbers the tensors and lists that it sends; the answer says what has become of each.
"""

import builtins
import traceback
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from course_utils.exercises._running.guarded_call import learners_frames
from course_utils.grading._values import Reader, Writer

Message = tuple[dict[str, Any], list[bytes]]


class Sent:
    """The arguments of one call, as they were sent.

    Parameters
    ----------
    given, named : tuple, dict
        The arguments.
    callable_number : callable, optional
        As for :class:`Writer`: what may stand for a function among them.
    """

    def __init__(self, given: tuple, named: dict[str, Any], callable_number: Callable | None = None) -> None:
        self._objects: dict[int, Any] = {}
        self._held = [given, named]
        _number(self._held, self._objects)
        writer = Writer(callable_number=callable_number, strict=True)
        tree = {str(number): _shallow(one, self._objects, writer) for number, one in self._objects.items()}
        known = {id(one): number for number, one in self._objects.items()}
        inner = Writer(known, callable_number, strict=True)
        inner.bytes = writer.bytes
        arguments = [inner.write(one) for one in given], [[key, inner.write(one)] for key, one in named.items()]
        self.message: Message = {"objects": tree, "given": arguments[0], "named": arguments[1]}, writer.bytes

    def take(self, tree: dict[str, Any], blobs: list[bytes]) -> Any:
        """Change the arguments as the other side has, and give what its function gave, or raise what it raised."""
        reader = Reader(blobs, self._objects)
        for number, change in tree.get("changed", []):
            mine = self._objects[int(number)]
            new = reader.read(change)
            if isinstance(mine, list) and isinstance(new, list):
                mine[:] = new
            elif isinstance(mine, Tensor) and isinstance(new, Tensor):
                _put(mine, new)
        if "error" in tree:
            raise error_from(tree["error"])
        return reader.read(tree.get("value"))


class Received:
    """The arguments of one call, as they came; `answer` says what has become of them.

    Parameters
    ----------
    tree, blobs : dict, list of bytes
        What :class:`Sent` made.
    function : callable, optional
        As for :class:`Reader`.
    """

    def __init__(self, tree: dict[str, Any], blobs: list[bytes], function: Callable | None = None) -> None:
        self._objects: dict[int, Any] = {}
        reader = Reader(blobs, self._objects, function)
        for number, one in tree["objects"].items():  # what a list holds has been numbered before it
            self._objects[int(number)] = reader.read(one)
        self.given = tuple(reader.read(one) for one in tree["given"])
        self.named = {str(key): reader.read(one) for key, one in tree["named"]}
        self._known = {id(one): number for number, one in self._objects.items()}
        self._before = {number: _state(one) for number, one in self._objects.items()}

    def answer(self, value: Any = None, error: BaseException | None = None) -> Message:
        """Say what the function gave or raised, and which arguments it has changed."""
        writer = Writer(self._known)
        changed = [
            [number, writer.tensor(one) if isinstance(one, Tensor) else _shallow(one, {}, writer)]
            for number, one in self._objects.items()
            if not _same_state(_state(one), self._before[number])
        ]
        if error is not None:
            return {"changed": changed, "error": error_to(error)}, writer.bytes
        return {"changed": changed, "value": writer.write(value)}, writer.bytes


def error_to(error: BaseException) -> dict[str, Any]:
    """Describe an error: its kind, its words, the lines of the learner's code that it came from."""
    kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
    try:
        said = str(error)[:2000]
    except Exception:  # an error whose text cannot be made
        said = ""
    frames = [[one.name, one.lineno, (one.line or "")[:200]] for one in learners_frames(error)[-20:]]
    name = getattr(error, "name", None)
    return {
        "kind": type(error).__name__[:60],
        "builtin": kinds[0],
        "said": said,
        "frames": frames,
        "name": name if isinstance(name, str) else None,
    }


def error_from(told: dict[str, Any]) -> BaseException:
    """Make an error of the same kind that says the same; its kind is one of Python's own, or a plain Exception."""
    base = getattr(builtins, str(told["builtin"]), Exception)
    if not isinstance(base, type) or not issubclass(base, Exception):
        base = Exception
    said = str(told["said"])
    kind: Any = type(
        str(told["kind"]), (base,), {"__str__": lambda self: said, "frames_elsewhere": _frames(told["frames"])}
    )
    error = kind.__new__(kind)
    error.args = (said,)
    if told["name"] is not None and base in (NameError, AttributeError, UnboundLocalError):
        error.name = str(told["name"])
    return error


def _frames(told: list) -> list[traceback.FrameSummary]:
    return [
        traceback.FrameSummary("the notebook", int(number or 0), str(name), lookup_line=False, line=str(line))
        for name, number, line in told
    ]


def _number(value: Any, objects: dict[int, Any]) -> None:
    """Give a number to all tensors and lists that a value holds, to what is in a list before the list itself."""
    if isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            _number(part, objects)
    numbered = isinstance(value, Tensor) or type(value) is list
    if numbered and not any(value is one for one in objects.values()):
        objects[len(objects)] = value


def _shallow(value: Any, objects: dict[int, Any], writer: Writer) -> Any:
    """Write a tensor or a list itself, what is in the list by its number."""
    if isinstance(value, Tensor):
        return writer.tensor(value)
    numbers = {id(one): number for number, one in objects.items()}
    return {"list": [{"same": numbers[id(part)]} if id(part) in numbers else writer.write(part) for part in value]}


def _state(value: Any) -> Any:
    """Keep what a tensor or a list is now."""
    return value.detach().clone() if isinstance(value, Tensor) else [*value]


def _same_state(a: Any, b: Any) -> bool:
    if not isinstance(a, Tensor):
        return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
    return a.dtype == b.dtype and a.shape == b.shape and _bits_alike(a, b)


def _bits_alike(a: Tensor, b: Tensor) -> bool:
    """Compare what is stored: nan is like nan here."""
    both = [one.detach().contiguous().reshape(-1) for one in (a, b)]
    return torch.equal(*(one.view(torch.uint8) if one.numel() else one for one in both))


def _put(mine: Tensor, new: Tensor) -> None:
    """Let a tensor hold other numbers, in place where they fit."""
    with torch.no_grad():
        if mine.shape == new.shape and mine.dtype == new.dtype:
            mine.copy_(new)
        else:
            mine.data = new.detach()
