"""How every error of the course reads: what was expected, what came, what to do, in one sentence."""

import reprlib
from collections.abc import Sized

import numpy as np
import torch


class Phrase(str):
    """Words about what came, written by the course: a plain str is a value like any other, and is quoted."""


def describe(value: object) -> str:
    """Say what a value is, short enough to stand inside a sentence.

    Examples
    --------
    >>> describe(Phrase("3 labels"))
    '3 labels'
    >>> describe(torch.zeros(5, 10))
    'a float32 tensor of shape [5, 10]'
    >>> describe("three")
    "the str 'three'"
    >>> describe(None)
    'None'
    >>> describe([torch.zeros(2), torch.zeros(3)])
    'a list of 2 tensors'
    >>> describe(torch.nn.Linear(3, 2))
    'a network (Linear)'
    """
    if isinstance(value, Phrase):
        return str(value)
    if isinstance(value, torch.Tensor):
        where = "" if value.device.type == "cpu" else f" on {value.device}"
        return f"{_article(value.dtype)} tensor of shape {list(value.shape)}{where}"
    if isinstance(value, np.ndarray):
        return f"a numpy array of {value.dtype} of shape {list(value.shape)}"
    if isinstance(value, torch.nn.Module):
        return f"a network ({type(value).__name__})"
    if isinstance(value, torch.optim.Optimizer):
        return f"an optimizer ({type(value).__name__})"
    if isinstance(value, torch.utils.data.DataLoader) and isinstance(value.dataset, Sized):
        return f"a loader of {counted(len(value), 'batch', 'batches')}"
    if isinstance(value, list | tuple) and value and all(isinstance(part, torch.Tensor) for part in value):
        return f"a {type(value).__name__} of {counted(len(value), 'tensor')}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if value is None or isinstance(value, bool):
        return repr(value)
    try:
        shown = reprlib.repr(value)
    except Exception:  # a repr that fails must not hide the message it stands in
        shown = "(it cannot be printed)"
    return f"the {type(value).__name__} {shown}"


def sentence(expected: str, got: object, todo: str) -> str:
    """Build the one sentence of an error: what was expected, the value that came (or a Phrase), and what to do.

    Examples
    --------
    >>> sentence("epochs to be a whole number", "3", "write it without quotes")
    "expected epochs to be a whole number, got the str '3'; write it without quotes."
    """
    return f"expected {expected}, got {describe(got)}; {todo}."


def counted(number: float, noun: str, many: str = "") -> str:
    """Put a number before a noun; `many` is the noun's plural where an s is not enough.

    Examples
    --------
    >>> counted(1, "digit"), counted(6, "digit")
    ('1 digit', '6 digits')
    """
    return f"{number:g} {noun if number == 1 else many or noun + 's'}"


def tidy(values: np.ndarray) -> np.ndarray:
    """Make 0 of what is only rounding noise beside the largest value: it differs from machine to machine.

    Examples
    --------
    >>> tidy(np.array([1.0, -3e-16]))
    array([1., 0.])
    """
    finite = np.abs(values[np.isfinite(values)])
    largest = finite.max() if finite.size else 0.0
    return np.where(np.abs(values) < 1e-6 * largest, 0.0, values)


def _article(dtype: torch.dtype) -> str:
    """Put the article before a dtype: 'an int64', 'a float32'."""
    name = str(dtype).removeprefix("torch.")
    return f"{'an' if name.startswith('int') else 'a'} {name}"
