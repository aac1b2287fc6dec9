"""A training that runs beside the cells and can be stopped.

It runs in a thread of its own. So the kernel stays free to answer: Stop is heard with ipykernel 6 too, where messages
wait for the cell, as long as no cell runs; while one does, an interrupt ends the training just as well.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from course_utils._messages import Phrase, sentence
from course_utils._progress_bar import progress_bar

_UPDATE_SECONDS = 0.1  # about ten updates a second
_FEW = 10  # batches too few to tell how long the others take


class Loader(Protocol):
    """One epoch of mini-batches, each a pair for the step."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator: ...


@dataclass
class Progress:
    """How far a training is."""

    epochs: int
    batches: int  # an epoch
    losses: list[float] = field(default_factory=list)  # one a batch so far
    accuracies: list[float] = field(default_factory=list)  # after each epoch so far, where there is a test
    seconds: float = 0.0  # how long it has run
    stopped: bool = False  # whether it was stopped before its end
    error: BaseException | None = None  # what ended it before its end

    @property
    def total(self) -> int:
        """How many batches there are in all."""
        return self.epochs * self.batches

    @property
    def epoch(self) -> int:
        """The epoch at hand, from 1 on: after its last batch it is tested, and no other has begun."""
        return max(1, math.ceil(len(self.losses) / self.batches))

    @property
    def time_left(self) -> str:
        """How long it takes from here on, in words; empty while that cannot be told."""
        done = len(self.losses)
        if not _FEW <= done < self.total:
            return ""
        return f"about {math.ceil(self.seconds / done * (self.total - done))} s left"


class Training:
    """A training in a thread of its own: `shown` is called ten times a second, Stop is heard within a batch."""

    def __init__(
        self,
        step: Callable[[Any, Any], float],
        loader: Loader,
        epochs: int,
        test: Callable[[], float] | None,
        shown: Callable[[], None],
        ended: Callable[[], None],
        finish: Callable[[], None] = lambda: None,
    ) -> None:
        self._step, self._loader, self._test = step, loader, test
        self._shown, self._ended, self._finish = shown, ended, finish
        self.progress = Progress(epochs, len(loader))
        self._rest: Iterator | None = None  # of an epoch that was stopped half-way
        self._shown_at = 0.0  # after so many seconds
        self._stop, self._over = threading.Event(), threading.Event()
        self._over.set()

    @property
    def running(self) -> bool:
        """Whether it has begun and is not over."""
        return not self._over.is_set()

    def start(self) -> threading.Thread:
        """Begin, or go on from where it was stopped, in a thread of its own."""
        self._stop.clear()
        self.progress.stopped, self.progress.error = False, None
        over = threading.Event()  # a new one: the thread before may not have set its own yet
        thread = threading.Thread(target=self._run, args=[over], name="live training", daemon=True)
        thread.start()
        self._over = over
        return thread

    def stop(self) -> None:
        """End it after the batch at hand; everything learnt stays."""
        self._stop.set()

    def wait(self, bar: bool = False) -> bool:
        """Wait for its end; interrupting the cell stops it."""
        # An event: up to Python 3.12 an interrupted Thread.join takes a thread for ended that still runs.
        interrupted = False
        try:
            with progress_bar(total=self.progress.total) if bar else nullcontext() as shown:
                while not self._over.wait(0.05):
                    if shown is not None:
                        shown.update(len(self.progress.losses) - shown.n)
        except KeyboardInterrupt:
            interrupted = True
            self.stop()
            self._over.wait()
        if self.progress.error is not None:
            raise self.progress.error
        return interrupted

    def _run(self, over: threading.Event) -> None:
        """Go through epoch after epoch, and test after each."""
        progress = self.progress
        began = time.monotonic() - progress.seconds
        try:
            while len(progress.losses) < progress.total and not progress.stopped:
                self._go_through(began)
                if self._test is not None and len(progress.accuracies) < len(progress.losses) // progress.batches:
                    progress.accuracies.append(self._test())
            self._finish()
        except Exception as error:  # raised again where the result is waited for
            progress.error = error
        finally:
            try:
                self._ended()
            finally:
                over.set()

    def _go_through(self, began: float) -> None:
        """Make the steps of an epoch, or those that it lacks, and say ten times a second that there is something new.

        An epoch that was stopped goes on with the batches that are left of it, so that each picture comes once. The
        loader comes to its own end, where a sampler may draw once more: the order of the next epoch depends on that.
        """
        progress, begins = self.progress, self._rest is None
        batches = iter(self._loader) if self._rest is None else self._rest
        self._rest, done = None, len(progress.losses)
        for images, labels in islice(batches, progress.batches - done % progress.batches):
            progress.losses.append(self._step(images, labels))
            progress.seconds = time.monotonic() - began
            if progress.seconds - self._shown_at > _UPDATE_SECONDS:
                self._shown_at = progress.seconds
                self._shown()
            if self._stop.is_set() and len(progress.losses) < progress.total:
                self._rest, progress.stopped = batches, True
                return
        next(batches, None)
        if begins and len(progress.losses) == done:  # it would begin again for ever
            got = Phrase("none")
            raise ValueError(sentence("batches in each epoch", got, "make the loader with batches(images, labels)"))
