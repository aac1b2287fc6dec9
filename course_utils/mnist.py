"""The bundled MNIST data set: a folder for torchvision, tensors in memory, and batches of them.

Pictures are normalised as in the lecture: ``(p / 255 - 0.1307) / 0.3081``, where 0.1307 and 0.3081 are the mean and the
standard deviation of all training pixels on the scale from 0 to 1.

Data: Y. LeCun and C. Cortes, the MNIST database of handwritten digits, CC BY-SA 3.0; see ``data/LICENCE.md``.
"""

import functools
import getpass
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, RandomSampler, TensorDataset

from course_utils import _files
from course_utils._messages import sentence

MEAN, STD = 0.1307, 0.3081


def mnist_root() -> Path:
    """Give the folder that ``torchvision.datasets.MNIST`` accepts as complete, so that it downloads nothing.

    The first call unpacks the four files that travel with the course, 55 MB, into your cache folder; later calls check
    that they are still whole and mend them if not. Set the environment variable ``COURSE_UTILS_DATA`` to choose
    another folder. Where the cache folder cannot be used, the folder for temporary files is taken.

    Returns
    -------
    Path
        To be given to ``torchvision.datasets.MNIST(root, train=..., download=True)``.

    Raises
    ------
    OSError
        When no folder can be written: the disk is full, or the path is a file, or is not yours.

    Examples
    --------
    >>> sorted(path.name for path in (mnist_root() / "MNIST" / "raw").glob("*ubyte"))[0]
    't10k-images-idx3-ubyte'
    """
    chosen = os.environ.get("COURSE_UTILS_DATA")
    # os.path.expanduser, which leaves "~" where there is no home; Path.expanduser raises.
    folders = [Path(os.path.expanduser(chosen))] if chosen else _default_folders()
    errors = []
    for root in folders:
        raw = root / "MNIST" / "raw"
        try:
            raw.mkdir(parents=True, exist_ok=True)
            _files.remove_unfinished(raw)
            for name in _files.SHA256:
                _files.unpack(name, raw)
        except OSError as error:
            errors.append(error)
        else:
            return root.resolve()
    reason = errors[0].strerror or str(errors[0])
    raise OSError(
        sentence(
            "to unpack MNIST, 55 MB",
            f"'{reason}' in {folders[0]}",
            "make room there, or set the environment variable COURSE_UTILS_DATA to a folder that you can write",
        )
    ) from errors[0]


def load_mnist(train: bool = True) -> tuple[Tensor, Tensor]:
    """Load all pictures and labels into memory.

    The files are unpacked and parsed once a process; each call gives tensors of its own, so changing them changes
    nothing for anybody else.

    Parameters
    ----------
    train : bool
        True for the 60,000 training pictures, False for the 10,000 test pictures.

    Returns
    -------
    images : Tensor, float32, shape [n, 1, 28, 28], range -0.4242 to 2.8215
        Normalised pictures, the same to the last bit as torchvision's ``ToTensor`` and ``Normalize`` give.
    labels : Tensor, int64, shape [n], range 0 to 9
        The digit that each picture shows.

    Raises
    ------
    TypeError
        When `train` is neither True nor False.
    OSError
        When the files of the course are damaged.

    Examples
    --------
    >>> images, labels = load_mnist(train=False)
    >>> images.shape, labels[:6].tolist()
    (torch.Size([10000, 1, 28, 28]), [7, 2, 1, 0, 4, 1])
    """
    if not isinstance(train, bool):
        raise TypeError(
            sentence("train=True or train=False", train, "True loads the 60,000 training pictures, False the test")
        )
    pixels, labels = load_pixels(train)
    # In place: half the time of (pixels / 255 - MEAN) / STD, and 180 MB less at the peak.
    return pixels.float().div_(255).sub_(MEAN).div_(STD), labels


def load_pixels(train: bool = True) -> tuple[Tensor, Tensor]:
    """Load all pictures as they are stored, and their labels: what :func:`load_mnist` normalises.

    Parameters
    ----------
    train : bool
        True for the 60,000 training pictures, False for the 10,000 test pictures.

    Returns
    -------
    pixels : Tensor, uint8, shape [n, 1, 28, 28], range 0 to 255
        Grey levels, shared by all callers: copy them before you change them.
    labels : Tensor, int64, shape [n], range 0 to 9
        The digit that each picture shows.

    Raises
    ------
    OSError
        When the files of the course are damaged.

    Examples
    --------
    >>> pixels, labels = load_pixels(train=False)
    >>> pixels.shape, pixels.dtype
    (torch.Size([10000, 1, 28, 28]), torch.uint8)
    """
    pixels, labels = _parse("train" if train else "t10k")
    return pixels, labels.long()


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
        got = f"images {list(images.shape)} and labels {list(labels.shape)}"
        raise ValueError(sentence("as many labels as images, at least one", got, "cut both with the same slice"))
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


def _default_folders() -> list[Path]:
    """Give the user's cache folder, if there is one, then a folder for temporary files."""
    from platformdirs import user_cache_path  # late: only mnist_root needs it

    try:
        cache = user_cache_path("course_utils", appauthor=False)
    except RuntimeError:  # neither HOME nor the system's list of accounts names a home
        cache = None
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        user = "user"
    temporary = Path(tempfile.gettempdir()) / f"course_utils-{user}"
    # Older versions of platformdirs leave "~/…" instead, which would make a folder named "~" where the notebook lives.
    return [cache, temporary] if cache and cache.is_absolute() else [temporary]


@functools.cache
def _parse(prefix: str) -> tuple[Tensor, Tensor]:
    """Read a pair of IDX files as uint8: pixels [n, 1, 28, 28] after 16 bytes of header, labels [n] after 8."""
    pixels = np.frombuffer(_files.read(f"{prefix}-images-idx3-ubyte"), np.uint8, offset=16)
    labels = np.frombuffer(_files.read(f"{prefix}-labels-idx1-ubyte"), np.uint8, offset=8)
    # Copied, because torch wants memory that it may write to.
    return torch.from_numpy(pixels.reshape(-1, 1, 28, 28).copy()), torch.from_numpy(labels.copy())
