"""How every error of the course reads: what was expected, what came, what to do, in one sentence."""

import inspect
import reprlib
from collections.abc import Sized

import numpy as np
import torch


class Phrase(str):
    """Words about what came, written by the course: a plain str is a value like any other, and is quoted."""


def describe(value: object) -> str:
    """Say what a value is, short enough to stand inside a sentence."""
    if isinstance(value, Phrase):
        return str(value)
    if isinstance(value, torch.Tensor):
        kind = str(value.dtype).removeprefix("torch.")
        where = "" if value.device.type == "cpu" else f" on {value.device}"
        return f"{'an' if kind[0] == 'i' else 'a'} {kind} tensor of shape {list(value.shape)}{where}"
    if isinstance(value, np.ndarray):
        return f"a numpy array of {value.dtype} of shape {list(value.shape)}"
    if isinstance(value, torch.nn.Module):
        name = type(value).__name__
        return "a network" if name == "Sequential" else f"a network ({name})"  # PyTorch's own word helps nobody
    if isinstance(value, torch.optim.Optimizer):
        return f"an optimizer ({type(value).__name__})"
    if isinstance(value, torch.utils.data.DataLoader) and isinstance(value.dataset, Sized):
        return f"a loader of {counted(len(value), 'batch', 'batches')}"
    if isinstance(value, list | tuple) and value and all(isinstance(part, torch.Tensor) for part in value):
        return f"a {type(value).__name__} of {counted(len(value), 'tensor')}"
    if inspect.isfunction(value):
        return f"the function {value.__name__}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if value is None or isinstance(value, bool):
        return repr(value)
    try:
        shown = reprlib.repr(value)
    except ValueError:  # Python prints no whole number of more than 4300 digits
        shown = "(it cannot be printed)"
    return f"the {type(value).__name__} {shown}"


def sentence(expected: str, got: object, todo: str) -> str:
    """Build the one sentence of an error: what was expected, the value that came (or a Phrase), and what to do."""
    return f"expected {expected}, got {describe(got)}; {todo}."


def counted(number: float, noun: str, many: str = "") -> str:
    """Put a number before a noun; `many` is the noun's plural where an s is not enough."""
    return f"{number:g} {noun if number == 1 else many or noun + 's'}"


def tidy(values: np.ndarray) -> np.ndarray:
    """Make 0 of what is only rounding noise beside the largest value: it differs from machine to machine."""
    finite = np.abs(values[np.isfinite(values)])
    largest = finite.max() if finite.size else 0.0
    return np.where(np.abs(values) < 1e-6 * largest, 0.0, values)
