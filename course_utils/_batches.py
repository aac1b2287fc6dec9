"""Mini-batches of pictures that are already in memory: what a DataLoader gives, without decoding them one by one."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, TensorDataset

from course_utils._messages import Phrase, sentence
from course_utils._threads import threads


def batches(
    images: Tensor,
    labels: Tensor,
    batch_size: int = 512,
    shuffle: bool = True,
    generator: torch.Generator | None = None,
) -> DataLoader:
    """Cut pictures and labels that are already in memory into mini-batches.

    It gives what ``DataLoader(dataset, batch_size, shuffle)`` gives, from the same seed the same batches in the same
    order, but takes each batch out of memory at once instead of decoding one picture after the other.

    Parameters
    ----------
    images : Tensor, shape [n, ...]
        All pictures, on any device.
    labels : Tensor, shape [n]
        Their labels.
    batch_size : int
        Pictures a batch, 1 or more; the last batch is shorter when n is not a multiple.
    shuffle : bool
        Whether each epoch takes the pictures in a new random order.
    generator : torch.Generator, optional
        Where the order comes from, on the CPU or another device; torch's global one by default.

    Returns
    -------
    DataLoader
        Iterating gives ``x [b, ...], y [b]``; it has ``len()`` and ``.dataset``.

    Raises
    ------
    TypeError
        When pictures or labels are not tensors, or batch_size is not a whole number.
    ValueError
        When there are no pictures, not as many labels as pictures, or batch_size is below 1.

    Examples
    --------
    >>> images, labels = torch.zeros(10, 1, 28, 28), torch.arange(10)
    >>> [len(y) for x, y in batches(images, labels, batch_size=4)]
    [4, 4, 2]
    """
    for name, value in [("images", images), ("labels", labels)]:
        if not isinstance(value, Tensor):
            raise TypeError(sentence(f"{name} to be a tensor", value, "load_mnist() gives both as tensors"))
    if images.dim() == 0 or labels.dim() == 0 or len(images) != len(labels) or len(images) == 0:
        got = Phrase(f"images {list(images.shape)} and labels {list(labels.shape)}")
        raise ValueError(sentence("as many labels as images, at least one", got, "cut both with the same slice"))
    if not isinstance(shuffle, bool | np.bool_):
        raise TypeError(sentence("shuffle=True or shuffle=False", shuffle, "True gives a new order each epoch"))
    if not isinstance(generator, torch.Generator | None):
        raise TypeError(sentence("a torch.Generator or None", generator, "write torch.Generator().manual_seed(0)"))
    if not isinstance(batch_size, int | np.integer) or isinstance(batch_size, bool):
        raise TypeError(sentence("batch_size to be a whole number", batch_size, "the course uses batch_size=512"))
    if batch_size < 1:
        raise ValueError(sentence("batch_size to be at least 1", batch_size, "the course uses batch_size=512"))
    return FromMemory(images, labels, int(batch_size), shuffle, generator)


class FromMemory(DataLoader):
    """A DataLoader that takes a whole batch out of memory at once; what it draws, and when, is the stock one's."""

    global_numbers: torch.Generator | None = None  # what takes the place of torch's global generator

    def __init__(
        self, images: Tensor, labels: Tensor, size: int, shuffle: bool, generator: torch.Generator | None
    ) -> None:
        super().__init__(TensorDataset(images, labels), size, shuffle, generator=generator)
        self._parts, self._size, self._shuffle = (images, labels), size, shuffle

    def __iter__(self) -> Any:
        """Draw what every DataLoader draws when it is gone through, also where it needs no seed, and begin."""
        _seed(self.generator or self.global_numbers)
        return self._shuffled() if self._shuffle else self._in_order()

    def _in_order(self) -> Iterator[tuple[Tensor, ...]]:
        """Copy slices: what is done to a batch must not reach the pictures."""
        for batch in zip(*(part.split(self._size) for part in self._parts), strict=True):
            threads.adjust()  # here, because every training and test of the course comes by, also a learner's own loop
            yield tuple(part.clone() for part in batch)

    def _shuffled(self) -> Iterator[tuple[Tensor, ...]]:
        """Pick batches in the order of RandomSampler, which goes to the pictures' device once an epoch."""
        count = len(self._parts[0])
        # Without a generator, a number from torch's global one is the seed.
        generator = self.generator or torch.Generator("cpu").manual_seed(_seed(self.global_numbers))
        order = torch.randperm(count, generator=generator, device=generator.device)
        pairs = [(part, order.to(part.device)) for part in self._parts]
        for start in range(0, count + 1, self._size):
            if start + self._size > count:  # the sampler draws again when it runs out: the next order depends on that
                torch.randperm(count, generator=generator, device=generator.device)
            if start < count:
                threads.adjust()
                yield tuple(part.index_select(0, order[start : start + self._size]) for part, order in pairs)


def _seed(generator: torch.Generator | None) -> int:
    """Draw one number, from torch's global generator where there is no other."""
    device = "cpu" if generator is None else generator.device
    return int(torch.empty((), dtype=torch.int64, device=device).random_(generator=generator).item())
