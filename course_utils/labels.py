"""Labels as rows of numbers: one-hot and back.

``targets[i, j] = 1`` where ``j`` is the label of picture ``i``, and 0 everywhere else.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from course_utils._inputs import whole_number, whole_numbers
from course_utils._messages import Phrase, sentence


def one_hot(label: Tensor | Sequence[int] | np.ndarray, depth: int = 10) -> Tensor:
    """Turn each label into a row with a single 1.

    Parameters
    ----------
    label : Tensor, list or array of whole numbers, shape [b] or [b, 1], range 0 to depth - 1
        One label a picture.
    depth : int
        How many classes there are: the length of each row.

    Returns
    -------
    Tensor, float32, shape [b, depth]
        On the device of `label`; of a list or an array, on the CPU.

    Raises
    ------
    TypeError
        Labels that are not whole numbers, or a depth that is not one.
    ValueError
        Labels in another shape, or outside 0 to depth - 1.

    Examples
    --------
    >>> one_hot([2, 0], depth=3)
    tensor([[0., 0., 1.],
            [1., 0., 0.]])
    """
    size = whole_number(depth)
    if size is None or size < 1:
        raise TypeError(sentence("depth to be a whole number of classes, 1 or more", depth, "MNIST has depth=10"))
    labels = whole_numbers(label, "labels")
    if labels.numel() and not 0 <= (low := int(labels.min())) <= (high := int(labels.max())) < size:
        outside, todo = low if low < 0 else high, "check the labels, or ask for a larger depth"
        raise ValueError(sentence(f"labels from 0 to {size - 1}", outside, todo))
    return torch.nn.functional.one_hot(labels, size).float()


def from_one_hot(targets: Tensor) -> Tensor:
    """Find the place of the 1 in every row: the way back from :func:`one_hot`.

    Parameters
    ----------
    targets : Tensor, any number dtype, shape [b, depth]
        Every row holds a single 1 and otherwise 0.

    Returns
    -------
    Tensor, int64, shape [b]
        The labels, 0 to depth - 1.

    Raises
    ------
    TypeError
        Anything but a tensor.
    ValueError
        A tensor of another shape, or a row that is not one-hot.

    Examples
    --------
    >>> from_one_hot(torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]))
    tensor([2, 0])
    """
    if not isinstance(targets, Tensor) or targets.is_meta:
        raise TypeError(sentence("a tensor of shape [b, depth]", targets, "make it on the CPU with torch.tensor(...)"))
    if targets.dim() != 2 or targets.shape[1] == 0:
        raise ValueError(sentence("one-hot rows, shape [b, depth]", targets, "put one row for each label"))
    good = ((targets == 0) | (targets == 1)).all(dim=1) & (targets == 1).sum(dim=1).eq(1)
    if not good.all():
        row = int((~good).nonzero()[0])
        got = Phrase(f"row {row} = {[round(value, 4) for value in targets[row].tolist()]}")
        raise ValueError(sentence("a single 1 and otherwise 0 in every row", got, "for scores use argmax(dim=1)"))
    return (targets == 1).byte().argmax(dim=1)  # argmax knows no bool
