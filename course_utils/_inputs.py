"""How the helpers read what a learner passes: tensors, arrays and lists, on any device."""

import math
import operator
from collections.abc import Iterable, Sequence
from typing import SupportsIndex, TypeAlias

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import Phrase, counted, sentence

Row: TypeAlias = Sequence[float] | Tensor | np.ndarray


def as_array(values: object, expected: str) -> np.ndarray:
    """Read a tensor on any device, with or without gradient, or an array."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "biuf":
        return values
    todo = "turn it into a tensor with torch.tensor(...) or torch.stack(...)"
    if isinstance(values, Tensor):
        if values.device.type != "meta" and not values.is_complex():  # one has no numbers, the other two in each place
            tensor = values.detach().cpu()
            return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy()  # numpy knows no bfloat16
        todo = "pass real numbers on the CPU or a GPU"
    raise TypeError(sentence(expected, values, todo))


def as_numbers(values: object) -> np.ndarray:
    """Read one or several rows of numbers as float64; a list may hold tensors."""
    expected = "a row of numbers such as [0.1, 0.08]"
    if isinstance(values, str | bytes) or not hasattr(values, "__len__"):
        raise TypeError(sentence(expected, values, "collect them in a list"))
    try:
        array = as_array(values, expected) if isinstance(values, Tensor) else _gather(values)
        if array.dtype.kind not in "biufO":  # float() reads texts too
            raise TypeError
        return array.astype(float)
    except (TypeError, ValueError) as error:
        raise TypeError(sentence(expected, values, "collect one number a step, with loss.item()")) from error


def as_row(values: object) -> np.ndarray:
    """Read one row of numbers, [n], as float64."""
    row = as_numbers(values)
    if row.ndim != 1 or row.size == 0:
        raise ValueError(sentence("a row of numbers, shape [n], at least one", values, "pass one number a step"))
    return row


def check_finite(values: np.ndarray) -> None:
    """Say how many of the numbers are not finite, if any."""
    if bad := np.count_nonzero(~np.isfinite(values)):
        raise ValueError(sentence("finite numbers", Phrase(f"{bad} that are not"), "leave them out"))


def as_pictures(img: object, at_most: int) -> list[np.ndarray]:
    """Read the first pictures of a batch, each [h, w]; of several channels the first."""
    expected = "pictures of shape [b, 1, 28, 28], at least one"
    if not isinstance(img, list | tuple | Tensor | np.ndarray) or getattr(img, "ndim", 1) == 0:
        raise TypeError(sentence(expected, img, "turn them into one tensor with torch.stack(...)"))
    pictures = [as_array(picture, expected) for picture in img[:at_most]]
    pictures = [picture[0] if picture.ndim == 3 and len(picture) else picture for picture in pictures]
    if not pictures or any(picture.ndim != 2 or picture.size == 0 for picture in pictures):
        single = getattr(img, "ndim", 0) == 2
        todo = "put a single picture into a list: square brackets around it" if single else "pass a whole batch"
        raise ValueError(sentence(expected, img, todo))
    return pictures


def label_texts(label: object, count: int) -> list[str]:
    """Read the first labels, from wherever they live, as short texts."""
    if not isinstance(label, list | tuple | range | Tensor | np.ndarray) or getattr(label, "ndim", 1) == 0:
        raise TypeError(sentence("a row of labels such as [7, 2]", label, "put a single label in a list"))
    if len(label) < count:
        got = Phrase(counted(len(label), "label"))
        raise ValueError(sentence(f"a label for each of the {count} pictures shown", got, "pass both of one batch"))
    try:
        return [str(text.item() if hasattr(text, "item") else text) for text in label[:count]]
    except (ValueError, RuntimeError) as error:
        todo = "of rows of ten take argmax(dim=1)"
        raise ValueError(sentence("labels of shape [b], one a picture", label, todo)) from error


def whole_number(value: object) -> int | None:
    """Read a whole number, also numpy's and a tensor's; None where it is none."""
    try:
        return operator.index(value) if isinstance(value, SupportsIndex) and not isinstance(value, bool) else None
    except (TypeError, RuntimeError):  # a tensor of several numbers, of floats, or on meta
        return None


def whole_numbers(values: object, what: str) -> Tensor:
    """Read whole numbers, [b] or [b, 1], as an int64 tensor [b] on its own device; `what` names it in errors."""
    try:
        numbers = values if isinstance(values, Tensor) else _gather(values)
    except (TypeError, ValueError) as error:
        raise TypeError(sentence(f"{what} as a row of whole numbers", values, "write them like [7, 2, 1]")) from error
    if numbers.ndim == 0 or math.prod(numbers.shape) != len(numbers):
        todo = "put a single one in a list, take argmax(dim=1) of scores"
        raise ValueError(sentence(f"{what} of shape [b], one a picture", values, todo))
    if isinstance(numbers, np.ndarray):
        whole = numbers.dtype.kind in "iu"
    else:
        kind = numbers.dtype
        whole = not (kind.is_floating_point or kind.is_complex or kind == torch.bool or numbers.is_meta)
    if not whole and len(numbers):
        todo = "turn them into whole numbers with .long()"
        raise TypeError(sentence(f"{what} to be whole numbers", values, todo))
    # By way of numpy's int64: torch takes neither another byte order nor a reversed array.
    tensor = numbers if isinstance(numbers, Tensor) else torch.from_numpy(numbers.astype(np.int64))
    return tensor.reshape(-1).long()


def _gather(values: object) -> np.ndarray:
    """Make one array of a list that may hold tensors."""
    if isinstance(values, np.ndarray):
        return values
    if not isinstance(values, Iterable):
        raise TypeError
    return np.array([as_array(value, "numbers") if isinstance(value, Tensor) else value for value in values])
