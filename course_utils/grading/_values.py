"""How values travel between the process that judges and the one that runs a learner's code: as data, never as code.

A message is JSON, and beside it the bytes of tensors. No pickle: who reads one runs what its writer likes. Tensors and
lists that go there as arguments have a number: what comes back under it is the same object, changed or not.
"""

import itertools
import json
import math
import reprlib
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np
import torch
from torch import Tensor

from course_utils._batches import FromMemory, batches

_DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        *(torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.complex64, torch.complex128),
        *(torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool),
    )
}
_DEEPEST, _MOST, _LONGEST = 20, 200_000, 10_000
MOST_BYTES = 200_000_000


class CannotTravel(TypeError):
    """A value that is neither numbers nor tensors nor made of them, such as a network."""


class Unreadable(ValueError):
    """A message that is none of ours: the learner's code may send what it likes."""


class Odd:
    """What stands for a value that cannot travel: it has the value's text, and its type the type's name."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def odd(name: str, text: str) -> Odd:
    """Make what stands for a value of a type of this name."""
    return type(name if name.isidentifier() else "object", (Odd,), {})(text)


class Writer:
    """Turns values into what JSON holds, and collects the bytes of their tensors.

    Parameters
    ----------
    known : dict
        id -> number of the objects that the other side has already under that number.
    callable_number : callable, optional
        Gives the number under which the other side may call a function; without it no function travels.
    strict : bool
        Whether to raise CannotTravel at a value that cannot travel; else an Odd stands for it.
    """

    def __init__(
        self,
        known: dict[int, int] | None = None,
        callable_number: Callable[[Callable], int] | None = None,
        strict: bool = False,
    ) -> None:
        self.bytes: list[bytes] = []
        self._known, self._number, self._strict, self._left = known or {}, callable_number, strict, _MOST

    def write(self, value: Any, depth: int = 0) -> Any:
        """Give what stands for a value."""
        kind, self._left = type(value), self._left - 1
        if id(value) in self._known:
            return {"same": self._known[id(value)]}
        if value is None or kind in (bool, float) or (kind is int and abs(value) < 2**63):
            return value
        if kind is str:
            return {"text": value[:_LONGEST]}
        if depth < _DEEPEST and self._left > 0:
            if isinstance(value, Tensor) and _is_plain(value):
                return self.tensor(value)
            if kind in (list, tuple):
                return {kind.__name__: [self.write(part, depth + 1) for part in value]}
            if kind is dict and all(type(key) is str for key in value):
                return {"dict": [[key[:_LONGEST], self.write(part, depth + 1)] for key, part in value.items()]}
            if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc" and value.dtype.isnative:
                return {"array": self._raw(np.asarray(value)), "scalar": isinstance(value, np.generic)}
            if kind is FromMemory and not value._shuffle and value.generator is None:
                images, labels = map(self.tensor, value._parts)
                return {"batches": [images, labels, value._size]}
            if isinstance(value, FunctionType) and self._number is not None:
                return {"function": self._number(value)}
        if self._strict:
            raise CannotTravel(f"expected numbers or tensors, got {kind.__name__}")
        name = getattr(value, "__name__", "") if callable(value) else ""
        return {"odd": str(kind.__name__)[:60], "says": f"the function {name}"[:60] if name else _text(value)}

    def tensor(self, value: Tensor) -> dict[str, Any]:
        """Give what stands for a tensor's numbers, under no number of its own."""
        plain = value.detach().as_subclass(Tensor).cpu().contiguous()
        raw = plain.flatten().view(torch.uint8) if plain.numel() else torch.empty(0, dtype=torch.uint8)
        self.bytes.append(raw.numpy().tobytes())
        dtype = str(plain.dtype).removeprefix("torch.")
        return {"tensor": [dtype, list(plain.shape), len(self.bytes) - 1, bool(value.requires_grad)]}

    def _raw(self, value: np.ndarray) -> list[Any]:
        self.bytes.append(np.ascontiguousarray(value).tobytes())
        return [value.dtype.str, list(value.shape), len(self.bytes) - 1]


class Reader:
    """Turns what a Writer made back into values, and trusts nothing in it.

    Parameters
    ----------
    blobs : list of bytes
        The bytes of the tensors.
    objects : dict
        number -> the object that "same" stands for.
    function : callable, optional
        Gives what stands for the other side's function of a number; without it no function is read.
    """

    def __init__(
        self, blobs: list[bytes], objects: dict[int, Any] | None = None, function: Callable | None = None
    ) -> None:
        self._blobs, self._function = blobs, function
        self._objects = {} if objects is None else objects

    def read(self, tree: Any) -> Any:
        """Give the value; Unreadable where it is none of ours."""
        try:
            return self._read(tree)
        except Unreadable:
            raise
        except (ValueError, TypeError, KeyError, IndexError, RuntimeError, OverflowError, RecursionError) as error:
            raise Unreadable(str(error)) from error

    def _read(self, tree: Any) -> Any:
        if tree is None or isinstance(tree, bool | int | float):
            return tree
        if "same" in tree:
            return self._objects[tree["same"]]
        if "text" in tree:
            return str(tree["text"])
        if "tensor" in tree:
            return self._tensor(*tree["tensor"])
        if "list" in tree:
            return [self._read(part) for part in tree["list"]]
        if "tuple" in tree:
            return tuple(self._read(part) for part in tree["tuple"])
        if "dict" in tree:
            return {str(key): self._read(part) for key, part in tree["dict"]}
        if "array" in tree:
            name, shape, place = tree["array"]
            return self._array(name, shape, place, scalar=tree["scalar"])
        if "batches" in tree:
            images, labels, size = tree["batches"]
            return batches(self._read(images), self._read(labels), size, shuffle=False)
        if "function" in tree and self._function is not None:
            return self._function(int(tree["function"]))
        return odd(str(tree["odd"]), str(tree["says"]))

    def _tensor(self, name: str, shape: list[int], place: int, watched: bool) -> Tensor:
        dtype, raw = _DTYPES[name], self._blobs[place]
        if math.prod(shape) * dtype.itemsize != len(raw) or any(size < 0 for size in shape):
            raise Unreadable("a tensor of another size than its bytes")
        flat = torch.frombuffer(bytearray(raw), dtype=torch.uint8).view(dtype) if raw else torch.empty(0, dtype=dtype)
        return flat.reshape(shape).requires_grad_(bool(watched) and (dtype.is_floating_point or dtype.is_complex))

    def _array(self, name: str, shape: list[int], place: int, *, scalar: bool) -> Any:
        dtype = np.dtype(str(name))
        if dtype.kind not in "biufc":
            raise Unreadable("an array of something else than numbers")
        array = np.frombuffer(self._blobs[place], dtype).reshape(shape).copy()
        return array[()] if scalar else array


def pack(tree: dict[str, Any], blobs: list[bytes]) -> bytes:
    """Make one run of bytes of a message: two lengths, the JSON, the bytes of the tensors."""
    head = json.dumps({**tree, "sizes": [len(blob) for blob in blobs]}).encode("ascii")
    rest = b"".join(blobs)
    return len(head).to_bytes(8, "big") + len(rest).to_bytes(8, "big") + head + rest


def unpack(head: bytes, rest: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Take a message apart; Unreadable where it is none."""
    try:
        tree = json.loads(head)
        sizes = [int(size) for size in tree["sizes"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not isinstance(tree, dict) or any(size < 0 for size in sizes) or sum(sizes) != len(rest):
        raise Unreadable("a message with other bytes than it says")
    ends = np.cumsum([0, *sizes]).tolist()
    return tree, [rest[start:end] for start, end in itertools.pairwise(ends)]


def _is_plain(value: Tensor) -> bool:
    """Tell whether a tensor is nothing but its numbers."""
    usual = not (value.is_nested or value.is_meta or value.is_quantized) and value.layout == torch.strided
    return usual and str(value.dtype).removeprefix("torch.") in _DTYPES and value.nbytes <= MOST_BYTES


def _text(value: Any) -> str:
    try:
        return reprlib.repr(value)[:200]
    except Exception:  # an object of the learner's may refuse to be printed
        return "an object that cannot be printed"
