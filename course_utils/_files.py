"""The four files of MNIST as they travel with the package, checked byte for byte whenever they are read.

Below them: how a file is read and written so that nothing hangs and no half of one is left.
"""

import contextlib
import errno
import gzip
import hashlib
import os
import stat
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PACKED = Path(__file__).parent / "data"
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
_UNFINISHED = ".part"
_STALE_SECONDS = 600

# What this process has already checked: path -> (size, time of last change). A file that changes is checked again.
_seen_whole: dict[Path, tuple[int, int]] = {}


def read(name: str) -> bytes:
    """Unpack one of the four files into memory; an OSError says that the packed one is missing or damaged."""
    path = PACKED / f"{name}.gz"
    try:
        with open_regular(path) as packed:
            raw = gzip.decompress(packed.read())
        whole = hashlib.sha256(raw).hexdigest() == SHA256[name]
    except (OSError, EOFError, zlib.error) as error:
        raise OSError(_damaged(path)) from error
    if not whole:
        raise OSError(_damaged(path))
    return raw


def unpack(name: str, folder: Path) -> None:
    """Put one of the four files, unpacked and checked, into a folder, unless it stands there whole."""
    target = folder / name
    if _is_whole(target):
        return
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    try:
        write_whole(target, read(name))
    except OSError:
        # Windows refuses to replace a file that another process reads: fine if that process has put a whole one there.
        if not _is_whole(target):
            raise
    if not _is_whole(target):
        raise OSError(f"{name} does not read back as it was written")


@contextlib.contextmanager
def open_regular(path: Path, flags: int = 0) -> Iterator[BinaryIO]:
    """Open a file to be read, and nothing but a file: a FIFO or a device may wait for ever."""
    flags |= getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, usual: os.open(name, usual | flags)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        yield file


def write_whole(target: Path, raw: bytes) -> None:
    """Write under a name of its own, then rename: killed half-way or run twice at once, it leaves no half file."""
    handle, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.", suffix=_UNFINISHED)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        os.replace(unfinished, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(unfinished)


def remove_unfinished(folder: Path, name: str = "", seconds: float = _STALE_SECONDS) -> None:
    """Remove what killed processes have left of a file, or of all; a young one may still be in use."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            left = path.name.startswith(name) and path.name.endswith(_UNFINISHED)
            if left and time.time() - path.stat().st_mtime >= seconds:
                path.unlink()


def _is_whole(path: Path) -> bool:
    """Tell whether an unpacked file is there, byte for byte."""
    try:
        with open_regular(path) as file:
            status = os.fstat(file.fileno())
            seen = (status.st_size, status.st_mtime_ns)
            if _seen_whole.get(path) != seen and hashlib.sha256(file.read()).hexdigest() != SHA256[path.name]:
                return False
    except OSError:
        return False
    _seen_whole[path] = seen
    return True


def _damaged(path: Path) -> str:
    return (
        f"expected the course's own copy of MNIST in {path.name}, got a missing or damaged file; "
        "fetch it again with: git checkout -- course_utils/data"
    )
