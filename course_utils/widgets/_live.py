"""A training that runs beside the cells and can be watched and stopped.

It runs in a thread of its own. So the kernel stays free to answer: Stop is heard with ipykernel 6 too, where messages
wait for the cell, and the cells that follow can be read meanwhile. The next cell that needs the result waits for it.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from torch import nn
from torch.nn import functional as F
from torch.optim import Optimizer

from course_utils._messages import sentence
from course_utils.labels import one_hot
from course_utils.network import evaluate
from course_utils.widgets._base import Guided, Values, View, button

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


class LiveTraining(Guided):
    """A training to be watched: the curve grows, Stop ends it within a batch and keeps everything.

    Parameters
    ----------
    net : nn.Module
        The network, changed in place.
    loader : iterable of (images, labels)
        One epoch of mini-batches.
    optimizer : Optimizer
        Holds the parameters of the network.
    epochs : int
        How often to go through the loader.
    test_loader : iterable of (images, labels), optional
        What to test on after each epoch.
    view : callable
        Takes a Progress, gives a View.
    """

    def __init__(
        self,
        net: nn.Module,
        loader: Iterable,
        optimizer: Optimizer,
        epochs: int,
        test_loader: Iterable | None,
        view: Callable[[Progress], View],
    ) -> None:
        if not isinstance(epochs, int) or isinstance(epochs, bool) or epochs < 1:
            raise ValueError(sentence("epochs to be a whole number, 1 or more", epochs, "the course trains for 3"))
        self._net, self._loader, self._optimizer, self._test_loader = net, loader, optimizer, test_loader
        self.progress = Progress(epochs, len(loader))
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        super().__init__(
            "Live training",
            "Watch the loss fall batch by batch; Stop keeps what is learnt, Train on goes on from there.",
            [button("stop", "Stop"), button("go_on", "Train on")],
            lambda values: view(self.progress),
            self._pressed,
        )

    @property
    def losses(self) -> list[float]:
        """One loss a batch so far."""
        return self.progress.losses

    def start(self) -> "LiveTraining":
        """Begin, or go on from where it was stopped; the cell ends at once."""
        if self._thread is not None and self._thread.is_alive():
            return self
        self._stop.clear()
        self.progress.stopped, self.progress.error = False, None
        if len(self.losses) >= self.progress.total:  # it had come to its end: another round of epochs
            self.progress.epochs += 1
        self._thread = threading.Thread(target=self._run, name="live training", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End the training after the batch at hand; everything learnt stays."""
        self._stop.set()

    def wait(self) -> list[float]:
        """Wait for the end of the training; interrupting the cell stops it.

        Returns
        -------
        list of float
            One loss a batch.
        """
        try:
            while self._thread is not None and self._thread.is_alive():
                self._thread.join(0.05)
        except KeyboardInterrupt:
            self.stop()
            self._thread.join()
            print(f"Stopped after {len(self.losses)} batches; the network keeps what it has learnt so far.")
        if self.progress.error is not None:
            raise self.progress.error
        return self.losses

    def _pressed(self, before: Values, after: Values) -> Values:
        if after["stop"] != before["stop"]:
            self.stop()
        if after["go_on"] != before["go_on"]:
            self.start()
        return after

    def _run(self) -> None:
        """Train as ``course_utils.train`` does, and show how far it is ten times a second."""
        progress, shown = self.progress, 0.0
        began = time.monotonic() - progress.seconds
        try:
            while len(progress.losses) < progress.total and not progress.stopped:
                # An epoch that was stopped half-way goes on with as many batches as it lacks.
                left = progress.batches - len(progress.losses) % progress.batches
                for images, labels in self._first(left):
                    self._net.train()
                    loss = F.mse_loss(self._net(images), one_hot(labels))
                    self._optimizer.zero_grad()
                    loss.backward()
                    self._optimizer.step()
                    progress.losses.append(loss.item())
                    progress.seconds = time.monotonic() - began
                    if progress.seconds - shown > _UPDATE_SECONDS:
                        shown = progress.seconds
                        self.show(self._show(self.values))
                    if self._stop.is_set():
                        progress.stopped = True
                        break
                if not progress.stopped and self._test_loader is not None:
                    progress.accuracies.append(evaluate(self._net, self._test_loader))
        except Exception as error:  # raised again where the result is waited for
            progress.error = error
        finally:
            self.show(self._show(self.values))

    def _first(self, count: int) -> Iterable:
        return (batch for _, batch in zip(range(count), self._loader, strict=False))
