"""The four files of MNIST as they travel with the package, checked byte for byte whenever they are read."""

import contextlib
import gzip
import hashlib
import os
import tempfile
import time
import zlib
from pathlib import Path

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
    """Unpack one of the four files into memory.

    Raises
    ------
    OSError
        When the packed file is missing or damaged.
    """
    path = PACKED / f"{name}.gz"
    try:
        raw = gzip.decompress(path.read_bytes())
        whole = hashlib.sha256(raw).hexdigest() == SHA256[name]
    except (OSError, EOFError, zlib.error) as error:
        raise OSError(_damaged(path)) from error
    if not whole:
        raise OSError(_damaged(path))
    return raw


def unpack(name: str, folder: Path) -> None:
    """Put one of the four files, unpacked and checked, into a folder, unless it stands there whole.

    The file is written under a name of its own and then renamed, so that a process that is killed half-way, or a
    second one that does the same at the same time, never leaves a half-written file under the real name.
    """
    target = folder / name
    if _is_whole(target):
        return
    raw = read(name)
    handle, unfinished = tempfile.mkstemp(dir=folder, prefix=f"{name}.", suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        os.replace(unfinished, target)
    except OSError:
        # Windows refuses to replace a file that another process reads: fine if that process has put a whole one there.
        if not _is_whole(target):
            raise
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(unfinished)
    if not _is_whole(target):
        raise OSError(f"{name} does not read back as it was written")


def remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed half-way have left behind; a young file may still be in use."""
    for path in folder.glob(f"*{_UNFINISHED}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                path.unlink()


def _is_whole(path: Path) -> bool:
    """Tell whether an unpacked file is there, byte for byte."""
    try:
        status = path.stat()
        if _seen_whole.get(path) == (status.st_size, status.st_mtime_ns):
            return True
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256[path.name]:
            return False
    except OSError:
        return False
    _seen_whole[path] = (status.st_size, status.st_mtime_ns)
    return True


def _damaged(path: Path) -> str:
    return (
        f"expected the course's own copy of MNIST in {path.name}, got a missing or damaged file; "
        "fetch it again with: git checkout -- course_utils/data"
    )
