"""A training that runs beside the cells and can be watched and stopped.

It runs in a thread of its own. So the kernel stays free to answer: Stop is heard with ipykernel 6 too, where messages
wait for the cell, and the cells that follow can be read meanwhile. The next cell that needs the result waits for it.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from IPython.display import display
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim import Optimizer
from tqdm.auto import tqdm

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
            with tqdm(total=self.progress.total, unit="batch", delay=1, leave=False, disable=not bar) as shown:
                while not self._over.wait(0.05):
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
        self._net, self._optimizer = net, optimizer
        test = None if test_loader is None else lambda: evaluate(net, test_loader)
        self._training = Training(self._step, loader, epochs, test, lambda: self.show(self._show(self.values)))
        self.progress = self._training.progress
        self._displayed = None
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
        if self._training.running:
            return self
        if len(self.losses) >= self.progress.total:  # it had come to its end: another round of epochs
            self.progress.epochs += 1
        self._training.start()
        return self

    def stop(self) -> None:
        """End the training after the batch at hand; everything learnt stays."""
        self._training.stop()

    def wait(self) -> list[float]:
        """Wait for the end of the training; interrupting the cell stops it.

        Returns
        -------
        list of float
            One loss a batch.
        """
        if self._training.wait():
            print(f"Stopped after {len(self.losses)} batches; the network keeps what it has learnt so far.")
        if self._displayed is not None and not self.watched:
            # Nobody sees it run, as under nbconvert: what is stored is the whole curve. A view would lose its focus.
            self._displayed.update(self._repr_mimebundle_()[0], raw=True)
        return self.losses

    def _ipython_display_(self) -> None:
        """Show it, and remember where."""
        self._displayed = display(self._repr_mimebundle_()[0], raw=True, display_id=True)

    def _pressed(self, before: Values, after: Values) -> Values:
        if after["stop"] != before["stop"]:
            self.stop()
        if after["go_on"] != before["go_on"]:
            self.start()
        return after

    def _step(self, images: Tensor, labels: Tensor) -> float:
        """Make one step as ``course_utils.train`` does."""
        self._net.train()
        loss = F.mse_loss(self._net(images), one_hot(labels))
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        return loss.item()
