"""The ladder: returns something, type, dtype, shape, finite, value. The first rung missed is the message."""

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import describe

_SHOWN_WHOLE = 12


def missed_rung(got: object, expected: object, gives: str) -> str:
    """Say which rung of the ladder an answer misses first, or "".

    Parameters
    ----------
    got : object
        What the learner's function returned.
    expected : Tensor, int or float
        What the reference returned.
    gives : str
        "tensor", "number" or "whole number".
    """
    if got is None:
        return "It returns nothing. Does its last line begin with `return`?"
    if gives == "tensor":
        return _tensor(got, expected)
    return _number(got, expected, whole=gives == "whole number")


def same(a: object, b: object) -> bool:
    """Tell whether two answers are alike in type, dtype, shape and value."""
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        return a.dtype == b.dtype and a.shape == b.shape and not _different(a, b).any()
    if isinstance(a, Tensor) or isinstance(b, Tensor):
        # A number may come back as a tensor of one number.
        if not all(isinstance(x, int | float | np.number) or getattr(x, "dim", lambda: 1)() == 0 for x in (a, b)):
            return False
        return not _different(torch.as_tensor(float(a)), torch.as_tensor(float(b))).any()
    if isinstance(a, int | float | np.number) and isinstance(b, int | float | np.number):
        return not _different(torch.as_tensor(float(a)), torch.as_tensor(float(b))).any()
    return type(a) is type(b) and a is None


def show(value: object) -> str:
    """Write a value inside a sentence: small tensors with their numbers, large ones by shape."""
    if isinstance(value, Tensor) and value.numel() <= _SHOWN_WHOLE:
        values = value.tolist()
        return str(_rounded(values))
    if isinstance(value, float):
        return f"{value:.6g}"
    return describe(value) if not isinstance(value, int | str) else str(value)


def _rounded(values: object) -> object:
    if isinstance(values, list):
        return [_rounded(value) for value in values]
    return float(f"{values:.5g}") if isinstance(values, float) else values


def _tensor(got: object, expected: Tensor) -> str:
    wanted = f"expected {describe(expected)}, got {describe(got)}"
    if isinstance(got, np.ndarray):
        return f"{wanted}. Turn the array into a tensor: `torch.from_numpy(...)`."
    if not isinstance(got, Tensor):
        return f"{wanted}."
    if got.dtype != expected.dtype and got.shape == expected.shape:
        return f"{wanted}. The shape is right, the dtype is not: `.to({expected.dtype})` changes it."
    if got.dtype != expected.dtype or got.shape != expected.shape:
        return f"{wanted}."
    if got.is_floating_point() and not torch.isfinite(got).all() and torch.isfinite(expected).all():
        return f"{_place(got, expected, ~torch.isfinite(got))}. Was something divided by 0?"
    different = _different(got, expected)
    return f"{_place(got, expected, different)}." if different.any() else ""


def _place(got: Tensor, expected: Tensor, different: Tensor) -> str:
    index = tuple(different.nonzero()[0].tolist())
    return f"at {list(index)} expected {show(expected[index].item())}, got {show(got[index].item())}"


def _number(got: object, expected: float, whole: bool) -> str:
    kind = "a whole number" if whole else "a single number"
    if isinstance(got, Tensor):
        if got.dim() != 0:
            todo = "Sum or average over all entries" if got.numel() != 1 else "Take it out of its tensor with `.item()`"
            return f"expected {kind}, got {describe(got)}. {todo}."
        got = got.item()
    if isinstance(got, np.ndarray) and got.ndim == 0:
        got = got.item()
    if isinstance(got, bool | np.bool_) or not isinstance(got, int | float | np.number):
        return f"expected {kind}, got {describe(got)}."
    if whole and not isinstance(got, int | np.integer):
        return f"expected {kind}, got {show(float(got))}: an index counts, so it has no decimal point."
    if not np.isfinite(float(got)):
        return f"expected {show(expected)}, got {float(got)}."
    wrong = _different(torch.tensor(float(got)), torch.tensor(float(expected))).any()
    return f"expected {show(expected)}, got {show(got.item() if isinstance(got, np.number) else got)}." if wrong else ""


def _different(a: Tensor, b: Tensor) -> Tensor:
    """Tell entry by entry; another order of summation may differ by rounding, in float64 by far less."""
    if not (a.is_floating_point() or b.is_floating_point()):
        return a != b
    fine = a.dtype == b.dtype == torch.float64
    a, b = (x.detach().as_subclass(Tensor).double() for x in (a, b))
    scale = b.nan_to_num(0.0, 0.0, 0.0).abs().max().item() if b.numel() else 0.0
    relative = 1e-9 if fine else 1e-4
    near = torch.isclose(a, b, rtol=relative, atol=relative * 0.1 * scale + 1e-12, equal_nan=True)
    return ~near
