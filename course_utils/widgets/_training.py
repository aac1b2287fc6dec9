"""A training that runs beside the cells and can be stopped.

It runs in a thread of its own. So the kernel stays free to answer: Stop is heard with ipykernel 6 too, where messages
wait for the cell, as long as no cell runs; while one does, an interrupt ends the training just as well.
"""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field

from torch import Tensor

from course_utils._bar import progress_bar

_UPDATE_SECONDS = 0.1  # about ten updates a second


@dataclass
class Progress:
    """How far a training is.

    Parameters
    ----------
    epochs, batches : int
        How many epochs, and batches an epoch.
    losses : list of float
        One a batch so far.
    accuracies : list of float
        Test accuracy after each epoch so far, where there is something to test on.
    seconds : float
        How long it has run.
    stopped : bool
        Whether it was stopped before its end.
    error : BaseException or None
        What ended it before its end.
    """

    epochs: int
    batches: int
    losses: list[float] = field(default_factory=list)
    accuracies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    stopped: bool = False
    error: BaseException | None = None

    @property
    def total(self) -> int:
        """How many batches there are in all."""
        return self.epochs * self.batches

    @property
    def seconds_left(self) -> float:
        """An estimate from the batches so far; nan before the first."""
        done = len(self.losses)
        return self.seconds / done * (self.total - done) if done else float("nan")


class Training:
    """A training in a thread of its own: watched ten times a second, stopped within a batch.

    Parameters
    ----------
    step : callable
        Takes images and labels, makes one step with them, gives the loss as a float.
    loader : iterable of (images, labels)
        One epoch of mini-batches.
    epochs : int
        How often to go through the loader.
    test : callable, optional
        Gives the test accuracy; called after each epoch.
    shown : callable
        Called while it trains, about ten times a second, and at its end; from the thread of the training.
    ended : callable, optional
        Called once at its end, instead of `shown`.
    """

    def __init__(
        self,
        step: Callable[[Tensor, Tensor], float],
        loader: Iterable,
        epochs: int,
        test: Callable[[], float] | None,
        shown: Callable[[], None],
        ended: Callable[[], None] | None = None,
    ) -> None:
        self._step, self._loader, self._test = step, loader, test
        self._shown, self._ended = shown, ended or shown
        self.progress = Progress(epochs, len(loader))
        self._stop, self._over = threading.Event(), threading.Event()
        self._over.set()

    @property
    def running(self) -> bool:
        """Whether it has begun and is not over."""
        return not self._over.is_set()

    def start(self) -> threading.Thread:
        """Begin, or go on from where it was stopped, in a thread of its own."""
        self._stop.clear()
        self._over.clear()
        self.progress.stopped, self.progress.error = False, None
        thread = threading.Thread(target=self._run, name="live training", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """End it after the batch at hand; everything learnt stays."""
        self._stop.set()

    def wait(self, bar: bool = False) -> bool:
        """Wait for its end; interrupting the cell stops it.

        Parameters
        ----------
        bar : bool
            Whether a bar shows how far it is, once it takes longer than a second.

        Returns
        -------
        bool
            Whether it was interrupted.
        """
        # An event: up to Python 3.12 an interrupted Thread.join takes a thread for ended that still runs.
        interrupted = False
        try:
            with progress_bar(total=self.progress.total) if bar else nullcontext() as shown:
                while not self._over.wait(0.05):
                    if bar:
                        shown.update(len(self.progress.losses) - shown.n)
        except KeyboardInterrupt:
            interrupted = True
            self.stop()
            self._over.wait()
        if self.progress.error is not None:
            raise self.progress.error
        return interrupted

    def _run(self) -> None:
        """Make step after step, and say ten times a second that there is something new."""
        progress, shown = self.progress, 0.0
        began = time.monotonic() - progress.seconds
        try:
            while len(progress.losses) < progress.total and not progress.stopped:
                # An epoch that was stopped half-way goes on with as many batches as it lacks.
                left = progress.batches - len(progress.losses) % progress.batches
                for images, labels in self._first(left):
                    progress.losses.append(self._step(images, labels))
                    progress.seconds = time.monotonic() - began
                    if progress.seconds - shown > _UPDATE_SECONDS:
                        shown = progress.seconds
                        self._shown()
                    if self._stop.is_set():
                        progress.stopped = True
                        break
                if not progress.stopped and self._test is not None:
                    progress.accuracies.append(self._test())
        except Exception as error:  # raised again where the result is waited for
            progress.error = error
        finally:
            try:
                self._ended()
            finally:
                self._over.set()

    def _first(self, count: int) -> Iterable:
        return (batch for _, batch in zip(range(count), self._loader, strict=False))
