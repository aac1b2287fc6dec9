"""Loaders that fetch their batches themselves, for a process that may share no memory with others, as in grading.

It needs torch alone, as ``_child`` does, which may use it.
"""

import functools
from typing import Any

NO_WORKERS = "COURSE_UTILS_NO_WORKERS"  # in the environment: a program that is started there does without workers, too
_OF_WORKERS = ("num_workers", "prefetch_factor", "persistent_workers", "timeout", "multiprocessing_context")
_BEFORE_THEM = 5  # dataset, batch_size, shuffle, sampler, batch_sampler


def do_without_workers() -> None:
    """Let every DataLoader made from now on leave out what it is told of its workers: its batches are the same."""
    from torch.utils.data import DataLoader

    make = DataLoader.__init__

    @functools.wraps(make)
    def made(self: Any, *given: Any, **options: Any) -> None:
        named = {name: value for name, value in options.items() if name not in _OF_WORKERS}
        make(self, *given[:_BEFORE_THEM], **named)

    DataLoader.__init__ = made  # type: ignore[method-assign]
