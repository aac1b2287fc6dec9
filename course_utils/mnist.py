"""The bundled MNIST data set: a folder for torchvision, tensors in memory, and batches of them.

Pictures are normalised as in the lecture: ``(p / 255 - 0.1307) / 0.3081``, where 0.1307 and 0.3081 are the mean and the
standard deviation of all training pixels on the scale from 0 to 1.

Data: Y. LeCun and C. Cortes, the MNIST database of handwritten digits, CC BY-SA 3.0; see ``data/LICENCE.md``.
"""

import functools
import getpass
import os
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from course_utils import _files
from course_utils._batches import batches
from course_utils._messages import Phrase, sentence

__all__ = ["MEAN", "STD", "batches", "load_mnist", "load_pixels", "mnist_root"]

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
    if isinstance(errors[0], IsADirectoryError):
        todo = "remove it, or set the environment variable COURSE_UTILS_DATA to another folder"
        raise OSError(f"expected a file {errors[0].filename}, got a folder; {todo}.") from errors[0]
    reason = errors[0].strerror or str(errors[0])
    raise OSError(
        sentence(
            "to unpack MNIST, 55 MB",
            Phrase(f"'{reason}' in {folders[0]}"),
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
