"""How a value is written inside a sentence, or in a call that can be copied and run."""

import inspect
import reprlib

import torch
from torch import Tensor

from course_utils._messages import describe

_SHOWN_WHOLE = 12


def show(value: object) -> str:
    """Write a value inside a sentence: small tensors with their numbers, large ones by shape."""
    if isinstance(value, Tensor) and value.numel() <= _SHOWN_WHOLE:
        return str(_rounded(value.tolist()))
    if isinstance(value, float):
        return f"{value:.6g}"
    if inspect.isfunction(value):
        return value.__name__
    if isinstance(value, torch.nn.Sequential):
        return "a small network"  # the name of that class is taught in the last lesson
    return reprlib.repr(value) if isinstance(value, int | str) else describe(value)


def show_argument(value: object) -> str:
    """Write a value as it stands in a call, small tensors so that the call can be copied and run."""
    if not isinstance(value, Tensor) or value.numel() > _SHOWN_WHOLE:
        return show(value)
    dtype = "" if value.dtype in (torch.float32, torch.int64, torch.bool) else f", dtype={value.dtype}"
    return f"torch.tensor({show(value)}{dtype})"


def _rounded(values: object) -> object:
    if isinstance(values, list):
        return [_rounded(value) for value in values]
    return float(f"{values:.5g}") if isinstance(values, float) else values
