"""The four files of MNIST as they travel with the package, and what is made of them in a cache folder.

Each is checked byte for byte before it is used. Below them: how a file is read and written so that nothing hangs and no
half of one is left.
"""

import contextlib
import errno
import gzip
import hashlib
import mmap
import os
import stat
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

PACKED = Path(__file__).parent / "data"
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
# What load_mnist gives, as it lies in memory: 188 MB and 31 MB.
NORMALISED = {
    "train-images-float32": "f1c2bb7165ea73871fe2009a9e6c6d555ceb6ddc9d484219ca231a524b401391",
    "t10k-images-float32": "757b3cee157a4aa2c485805da043b480cbfaf2ac25054baf1a0d998fbb91f8b4",
}
_READABLE = 0o644  # for all users of a machine: an administrator may have filled the folder
_UNFINISHED, _STAMP = ".part", ".checked"
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
    put(folder / name, lambda: [read(name)])


def put(target: Path, parts: Callable[[], Iterable[bytes]]) -> None:
    """Put a file whose SHA-256 stands above into the cache, checked, unless it stands there whole."""
    if _is_whole(target):
        return
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    try:
        write_whole(target, parts(), _READABLE)
        now = int(time.time())  # whole seconds: images of containers keep no more, and a stamp must hold there, too
        os.utime(target, (now, now))
    except OSError:
        # Windows refuses to replace a file that another process reads: fine if that process has put a whole one there.
        if not _is_whole(target):
            raise
    if not _is_whole(target):
        raise OSError(f"{target.name} does not read back as it was written")


def make_folders(root: Path, *names: str) -> Path:
    """Make a folder within another; those that are new can be read by all, whatever the user's umask."""
    root.mkdir(parents=True, exist_ok=True)
    for name in names:
        root = root / name
        if not root.is_dir():
            root.mkdir(exist_ok=True)
            root.chmod(0o755)
    return root


def map_whole(path: Path) -> mmap.mmap:
    """Map a file whose SHA-256 stands above: all processes share its memory, and what one writes is its own copy.

    An OSError says that it is not there, or not whole. What was checked is what is mapped: a file of the same name that
    takes its place later is another one.
    """
    with open_regular(path) as file:
        if not _holds(path, file):
            raise OSError(errno.EINVAL, "it is not whole", str(path))
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    if hasattr(mapped, "madvise"):  # a disk is read from front to back, not in the order in which an epoch asks for it
        mapped.madvise(mmap.MADV_WILLNEED)
    return mapped


@contextlib.contextmanager
def open_regular(path: Path, flags: int = 0) -> Iterator[BinaryIO]:
    """Open a file to be read, and nothing but a file: a FIFO or a device may wait for ever."""
    flags |= getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, usual: os.open(name, usual | flags)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        yield file


def write_whole(target: Path, parts: Iterable[bytes], mode: int = 0o600) -> None:
    """Write under a name of its own, then rename: killed half-way or run twice at once, it leaves no half file."""
    remove_unfinished(target.parent, f"{target.name}.")
    handle, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.", suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
        os.chmod(unfinished, mode)
        os.replace(unfinished, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(unfinished)


def remove_unfinished(folder: Path, name: str = "", seconds: float = _STALE_SECONDS) -> None:
    """Remove what killed processes have left of a file, or of all; a young one may still be in use."""
    with contextlib.suppress(OSError):  # no such folder, or one that may not be looked into
        for path in [*folder.iterdir()]:
            with contextlib.suppress(OSError):
                left = path.name.startswith(name) and path.name.endswith(_UNFINISHED)
                if left and time.time() - path.stat().st_mtime >= seconds:
                    path.unlink()


def _is_whole(path: Path) -> bool:
    """Tell whether a file of the cache is there, byte for byte."""
    try:
        with open_regular(path) as file:
            return _holds(path, file)
    except OSError:
        return False


def _holds(path: Path, file: BinaryIO) -> bool:
    """Tell whether an open file holds what its name promises."""
    status = os.fstat(file.fileno())
    seen = (status.st_size, status.st_mtime_ns)
    if _seen_whole.get(path) != seen and not _is_stamped(path, seen):
        hashed = hashlib.sha256()
        while part := file.read(2**20):
            hashed.update(part)
        if hashed.hexdigest() != (SHA256 | NORMALISED)[path.name]:
            return False
        _stamp(path, seen)
    _seen_whole[path] = seen
    return True


def _is_stamped(path: Path, seen: tuple[int, int]) -> bool:
    """Tell whether a process has checked this large file, and nobody has changed it since: its SHA-256 takes 0.15 s."""
    try:
        with open_regular(path.with_name(path.name + _STAMP)) as stamp:
            return path.name in NORMALISED and stamp.read(200) == _stamp_of(path, seen)
    except OSError:
        return False


def _stamp(path: Path, seen: tuple[int, int]) -> None:
    """Note that a large file is whole, once it is on the disk; where that cannot be noted, it is checked again."""
    if path.name in NORMALISED:
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDWR)  # what is only read cannot be sent to the disk on every system
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            write_whole(path.with_name(path.name + _STAMP), [_stamp_of(path, seen)], _READABLE)


def _stamp_of(path: Path, seen: tuple[int, int]) -> bytes:
    return f"{NORMALISED[path.name]} {seen[0]} {seen[1]}\n".encode()


def _damaged(path: Path) -> str:
    return (
        f"expected the course's own copy of MNIST in {path.name}, got a missing or damaged file; "
        "fetch it again with: git checkout -- course_utils/data"
    )
