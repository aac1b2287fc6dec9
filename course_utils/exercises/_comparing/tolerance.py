"""How near two numbers must be to count as the same, and what counts as a number."""

import math
from typing import TypeGuard

import numpy as np
import torch
from torch import Tensor


def is_number(value: object) -> TypeGuard[float | Tensor]:
    if isinstance(value, Tensor):
        return not is_unusual(value) and value.dim() == 0 and not value.is_complex() and value.dtype != torch.bool
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def as_float(value: float | Tensor) -> float:
    try:
        return float(value.detach() if isinstance(value, Tensor) else value)
    except OverflowError:  # a Python int may be as large as it likes
        return math.inf


def is_near(a: float, b: float) -> bool:
    """Compare two numbers; the second tolerance is for what should be 0 and is computed from float32 numbers."""
    return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-5) or (math.isnan(a) and math.isnan(b))


def where_different(a: Tensor, b: Tensor, right: object = None) -> Tensor:
    """Tell entry by entry; another order of summation may differ by rounding, in float64 by far less.

    How much that is hangs on the largest numbers: of `b`, and of what is right where neither of the two is.
    """
    if not (a.is_floating_point() or b.is_floating_point()):
        return a != b
    if torch.equal(a, b):
        return torch.zeros(a.shape, dtype=torch.bool)
    fine = a.dtype == b.dtype == torch.float64
    a, b = (x.detach().as_subclass(Tensor).double() for x in (a, b))
    scale = max(_largest(b), _largest(right))
    relative = 1e-9 if fine else 1e-4
    near = torch.isclose(a, b, rtol=relative, atol=relative * 0.1 * scale + 1e-12, equal_nan=True)
    return ~near


def _largest(value: object) -> float:
    if not isinstance(value, Tensor) or is_unusual(value) or value.is_complex() or not value.numel():
        return 0.0
    return value.detach().double().nan_to_num(0.0, 0.0, 0.0).abs().max().item()


def is_unusual(got: Tensor) -> bool:
    """Tell a sparse, nested or empty shell of a tensor: most operations refuse those."""
    return got.is_nested or got.is_meta or got.layout != torch.strided


def how_to_make_it_usual(got: Tensor) -> tuple[str, str]:
    """Say what kind of a tensor came that most operations refuse, and how an ordinary one is made."""
    if got.is_meta:
        return "one without numbers, on the device meta", "Leave out `meta`: such a tensor has a shape and no numbers."
    if got.is_nested:
        return "a nested tensor", "`torch.stack(...)` makes an ordinary tensor of rows that are equally long."
    return f"another kind ({got.layout})", "`.to_dense()` makes an ordinary tensor of a sparse one."
