"""Mini-batches of pictures that are already in memory: what a DataLoader gives, without decoding them one by one."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, RandomSampler, TensorDataset

from course_utils._messages import Phrase, sentence


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
        All pictures.
    labels : Tensor, shape [n]
        Their labels.
    batch_size : int
        Pictures a batch, 1 or more; the last batch is shorter when n is not a multiple.
    shuffle : bool
        Whether each epoch takes the pictures in a new random order.
    generator : torch.Generator, optional
        Where the order comes from; torch's global one by default.

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
    dataset = _InMemory(images, labels)
    if shuffle:
        sampler = _ShuffledBatches(dataset, int(batch_size), generator)
    else:
        sampler = [slice(start, start + batch_size) for start in range(0, len(dataset), batch_size)]
    # batch_size=None: each thing that the sampler gives is the index of a whole batch.
    # Slices give views; batches picked by their indices are copies already.
    collate = None if shuffle else _copy
    return DataLoader(dataset, sampler=sampler, batch_size=None, generator=generator, collate_fn=collate)


def _copy(batch: tuple[Tensor, Tensor]) -> tuple[Tensor, ...]:
    """Copy views into the data set: what is done to a batch must not reach the pictures themselves."""
    return tuple(part.clone() for part in batch)


class _InMemory(TensorDataset):
    """Pictures and labels; a whole batch is picked by a tensor of indices, faster than by indexing with brackets."""

    def __getitem__(self, index: int | slice | Tensor) -> tuple[Tensor, ...]:
        if isinstance(index, Tensor):
            return tuple(tensor.index_select(0, index) for tensor in self.tensors)
        return super().__getitem__(index)


class _ShuffledBatches(RandomSampler):
    """RandomSampler's order, cut into batches of indices that stay tensors: lists of 60,000 numbers take time."""

    def __init__(self, dataset: TensorDataset, batch_size: int, generator: torch.Generator | None) -> None:
        super().__init__(dataset, generator=generator)
        self.batch_size = batch_size

    def __iter__(self) -> Iterator[Tensor]:
        generator = self.generator
        if generator is None:  # as RandomSampler does it: one number from torch's global generator is the seed
            generator = torch.Generator()
            generator.manual_seed(int(torch.empty((), dtype=torch.int64).random_().item()))
        yield from torch.randperm(self.num_samples, generator=generator).split(self.batch_size)
        # RandomSampler draws once more at its end, and the order of the next epoch depends on that.
        torch.randperm(self.num_samples, generator=generator)

    def __len__(self) -> int:
        return -(-self.num_samples // self.batch_size)
