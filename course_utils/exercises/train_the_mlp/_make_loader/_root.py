"""A small data set in the format of MNIST: a check that decoded 70,000 pictures would take ten seconds."""

import functools
import shutil
import tempfile
import weakref
from pathlib import Path

import torch
from torch import Tensor

from course_utils.mnist import MEAN, STD

# The first batch is full, the last one short; as many as in the other half would hide a flag that is ignored.
COUNTS = {True: 520, False: 515}


class Root(type(Path())):  # type: ignore[misc]
    """A folder that a message calls by the name of the argument."""

    def __repr__(self) -> str:
        return "root"


Root.__name__ = "folder"  # a message says "the folder root"


@functools.cache
def pixels_and_labels(train: bool) -> tuple[Tensor, Tensor]:
    """Give pictures of noise, uint8 [n, 28, 28], no two alike, and their labels, [n]."""
    generator = torch.Generator().manual_seed(COUNTS[train])
    pixels = torch.randint(0, 256, (COUNTS[train], 28, 28), generator=generator, dtype=torch.uint8)
    return pixels, torch.randint(0, 10, (COUNTS[train],), generator=generator, dtype=torch.uint8)


def normalised(train: bool) -> Tensor:
    """Give the pictures as a loader should give them, [n, 1, 28, 28]."""
    return ((pixels_and_labels(train)[0].float() / 255 - MEAN) / STD)[:, None]


@functools.cache
def root() -> Root:
    """Write the four files once a process; they go when it ends."""
    folder = Root(tempfile.mkdtemp(prefix="course_utils-pictures-"))
    weakref.finalize(pixels_and_labels, shutil.rmtree, folder, ignore_errors=True)
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for train, name in [(True, "train"), (False, "t10k")]:
        pixels, labels = pixels_and_labels(train)
        _write(raw / f"{name}-images-idx3-ubyte", pixels)
        _write(raw / f"{name}-labels-idx1-ubyte", labels)
    return folder


def _write(path: Path, values: Tensor) -> None:
    """Write a header, which says that bytes follow and in which shape, and the bytes."""
    header = bytes([0, 0, 8, values.dim()]) + b"".join(size.to_bytes(4, "big") for size in values.shape)
    path.write_bytes(header + values.numpy().tobytes())
