"""How the helpers read what a learner passes: tensors, arrays and lists, on any device."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import describe, sentence


def as_array(values: Tensor | np.ndarray, expected: str) -> np.ndarray:
    """Read a tensor on any device, with or without gradient, or an array."""
    if isinstance(values, Tensor):
        tensor = values.detach().cpu()
        # numpy knows no bfloat16
        return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy()
    if isinstance(values, np.ndarray) and values.dtype.kind in "biuf":
        return values
    raise TypeError(sentence(expected, values, "turn it into a tensor with torch.tensor(...) or torch.stack(...)"))


def as_row(values: Sequence[float] | Tensor | np.ndarray) -> np.ndarray:
    """Read a row of numbers, [n], as float64; a list may hold tensors of one number each."""
    if isinstance(values, str | bytes) or not hasattr(values, "__len__"):
        raise TypeError(sentence("a row of numbers such as [0.1, 0.08]", values, "collect them in a list"))
    shape = values.shape if hasattr(values, "shape") else (len(values),)
    if len(shape) != 1 or shape[0] == 0:
        raise ValueError(sentence("a row of numbers, shape [n], at least one", values, "pass one number a step"))
    try:
        return np.array([float(value.detach() if isinstance(value, Tensor) else value) for value in values])
    except (TypeError, ValueError, RuntimeError) as error:
        raise TypeError(
            sentence("a row of numbers such as [0.1, 0.08]", values, "collect one number a step, with loss.item()")
        ) from error


def label_texts(label: Tensor | Sequence | np.ndarray) -> list[str]:
    """Read labels from wherever they live as short texts."""
    values = label.tolist() if isinstance(label, Tensor | np.ndarray) else label
    if not isinstance(values, list | tuple | range):
        raise TypeError(sentence("a row of labels such as [7, 2]", describe(label), "put a single label in a list"))
    return [str(value.item() if isinstance(value, Tensor | np.generic) else value) for value in values]


def whole_numbers(values: Tensor | Sequence[int] | np.ndarray, what: str) -> Tensor:
    """Read a row of whole numbers, shape [b], as an int64 tensor on its own device; `what` names it in errors."""
    try:
        if not isinstance(values, Tensor):
            values = np.asarray(values)
            if values.dtype.kind in "iu":  # torch takes neither another byte order nor a reversed array
                values = values.astype(np.int64)
        tensor = torch.as_tensor(values)
    except (TypeError, ValueError, RuntimeError) as error:
        raise TypeError(sentence(f"{what} as a row of whole numbers", values, "write them like [7, 2, 1]")) from error
    if tensor.dim() != 1:
        todo = f"put it in a list: [{values}]" if tensor.dim() == 0 else "flatten them with .flatten()"
        raise ValueError(sentence(f"{what} of shape [b], one a picture", values, todo))
    if tensor.numel() == 0:
        return tensor.long()
    if tensor.dtype.is_floating_point or tensor.dtype.is_complex or tensor.dtype == torch.bool:
        raise TypeError(
            sentence(f"{what} to be whole numbers", describe(values), "turn them into whole numbers with .long()")
        )
    return tensor.long()
