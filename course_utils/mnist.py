"""The bundled MNIST data set: a folder for torchvision, tensors in memory, and batches of them.

Pictures are normalised as in the lecture: ``(p / 255 - 0.1307) / 0.3081``, where 0.1307 and 0.3081 are the mean and the
standard deviation of all training pixels on the scale from 0 to 1.

Data: Y. LeCun and C. Cortes, the MNIST database of handwritten digits, CC BY-SA 3.0; see ``data/LICENCE.md``.
"""

import errno
import functools
import getpass
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from course_utils import _files
from course_utils._batches import batches
from course_utils._grey_levels import MEAN, STD, all_levels
from course_utils._messages import Phrase, sentence

__all__ = ["MEAN", "STD", "batches", "load_mnist", "load_pixels", "mnist_root"]

_SHAPE = (-1, 1, 28, 28)
_HEADER = 16  # bytes before the first pixel of an IDX file
_PIECE = 5000 * 28 * 28  # pixels
_ROOM = 500_000_000  # bytes that must be free, so that the normalised pictures, 219 MB, never fill a disk


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
    folders, errors = _folders(), []
    for root in folders:
        try:
            raw = _files.make_folders(root, "MNIST", "raw")
            _files.remove_unfinished(raw)
            for name in _files.SHA256:
                _files.unpack(name, raw)
        except OSError as error:
            errors.append(error)
        else:
            return root.resolve()
    raise OSError(_why_not(folders[0], errors[0])) from errors[0]


def load_mnist(train: bool = True) -> tuple[Tensor, Tensor]:
    """Load all pictures and labels into memory.

    The first call on a computer keeps the normalised pictures in your cache folder, 219 MB with those to test on. From
    then on they are there in milliseconds, and all notebooks that are open share their memory; where nothing can be
    kept, each process makes its own. Each call gives tensors of its own: changing them changes nothing for others.

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
    prefix = _prefix(train)
    return _normalised(prefix), _labels(prefix).long()


def load_pixels(train: bool = True) -> tuple[Tensor, Tensor]:
    """Load all pictures as they are stored, and their labels: what :func:`load_mnist` normalises.

    Parameters
    ----------
    train : bool
        True for the 60,000 training pictures, False for the 10,000 test pictures.

    Returns
    -------
    pixels : Tensor, uint8, shape [n, 1, 28, 28], range 0 to 255
        Grey levels; copy them before you change them, because where nothing is unpacked all callers share them.
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
    prefix = _prefix(train)
    return _pixels(prefix), _labels(prefix).long()


def _prefix(train: bool) -> str:
    return "train" if train else "t10k"


def _normalised(prefix: str) -> Tensor:
    """Give normalised pictures that share their memory with other processes, or, where that cannot be, some alone."""
    for root in _cache_folders():
        try:
            mapped = _map_normalised(root, prefix)
        except OSError:
            continue
        return torch.frombuffer(mapped, dtype=torch.float32).reshape(_SHAPE)
    return torch.from_numpy(all_levels()[_pixels(prefix).numpy()])


def _map_normalised(root: Path, prefix: str) -> mmap.mmap:
    """Map the normalised pictures of a cache folder, and put them there if they are missing or damaged."""
    path = root / "normalised" / f"{prefix}-images-float32"
    _files.remove_unfinished(path.parent)
    try:
        return _files.map_whole(path)
    except OSError:
        folder = _files.make_folders(root, "normalised")
        if shutil.disk_usage(folder).free < _ROOM:
            raise
        _files.put(path, lambda: _pieces(prefix))
        return _files.map_whole(path)


def _pieces(prefix: str) -> Iterator[bytes]:
    """Normalise a piece at a time: all at once would take 188 MB of memory."""
    levels, pixels = all_levels(), _read_pixels(prefix)
    for start in range(0, len(pixels), _PIECE):
        yield levels[pixels[start : start + _PIECE]].tobytes()


def _pixels(prefix: str) -> Tensor:
    """Give grey levels that share their memory with other processes where mnist_root has unpacked them."""
    for root in _cache_folders():
        try:
            mapped = _files.map_whole(root / "MNIST" / "raw" / _images_file(prefix))
        except OSError:
            continue
        return torch.frombuffer(mapped, dtype=torch.uint8, offset=_HEADER).reshape(_SHAPE)
    return _parsed_pixels(prefix)


@functools.cache
def _parsed_pixels(prefix: str) -> Tensor:
    return torch.from_numpy(_read_pixels(prefix).copy()).reshape(_SHAPE)  # copied: torch wants to be able to write


def _read_pixels(prefix: str) -> np.ndarray:
    """Read the grey levels of all pictures, one after the other, from the package."""
    return np.frombuffer(_files.read(_images_file(prefix)), np.uint8, offset=_HEADER)


@functools.cache
def _labels(prefix: str) -> Tensor:
    """Read labels, [n] after 8 bytes of header, once a process; each caller makes int64 of them, and so a copy."""
    return torch.from_numpy(np.frombuffer(_files.read(f"{prefix}-labels-idx1-ubyte"), np.uint8, offset=8).copy())


def _images_file(prefix: str) -> str:
    return f"{prefix}-images-idx3-ubyte"


def _folders() -> list[Path]:
    """Give the folders in which MNIST can be unpacked, the best first; the last is one for temporary files."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        user = "user"
    temporary = [] if os.environ.get("COURSE_UTILS_DATA") else [Path(tempfile.gettempdir()) / f"course_utils-{user}"]
    return [*_cache_folders(), *temporary]


def _cache_folders() -> list[Path]:
    """Give the chosen folder, or else the user's cache folder, if there is one.

    What lies there is mapped. In a folder for temporary files it is not: others could have put it there, or cut it off.
    """
    from platformdirs import user_cache_path  # late: what is only imported needs no folder

    if chosen := os.environ.get("COURSE_UTILS_DATA"):
        return [Path(os.path.expanduser(chosen))]  # it leaves "~" where there is no home; Path.expanduser raises
    try:
        cache = user_cache_path("course_utils", appauthor=False)
    except RuntimeError:  # neither HOME nor the system's list of accounts names a home
        return []
    # Older versions of platformdirs leave "~/…" instead, which would make a folder named "~" where the notebook lives.
    return [cache] if cache.is_absolute() else []


def _why_not(folder: Path, error: OSError) -> str:
    """Say in one sentence why MNIST cannot be unpacked into a folder, and what to do."""
    other = "set the environment variable COURSE_UTILS_DATA to another folder"
    if isinstance(error, IsADirectoryError):
        return f"expected a file {error.filename}, got a folder; remove it, or {other}."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"expected a folder {error.filename or folder}, got a file in the way; rename that file, or {other}."
    todo = "make room there, or " + other
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        todo = (
            f"ask whoever may write there to run python -m course_utils with COURSE_UTILS_DATA={folder} "
            f"and to make all of it readable (chmod -R a+rX), or {other}"
        )
    got = Phrase(f"'{error.strerror or error}' in {folder}")
    return sentence("to unpack MNIST, 55 MB", got, todo + " that you can write")
