"""Widgets around the thread of ``training``: one to watch, and what those share that train when they are asked to."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from IPython.display import DisplayHandle, display
from torch import Tensor, nn
from torch.optim import Optimizer

from course_utils._messages import Phrase, sentence
from course_utils.network import _check, _check_training, _step, evaluate
from course_utils.widgets._engine.controls import Value, button
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.training import Loader, Progress, Training


class Kept(Protocol):
    """What such a widget shows of its trainings."""

    notice: str  # what is to be said first, such as why a button did nothing
    live: Any  # what trains at the moment, or None


class TrainsOnCall(Guided):
    """A widget that trains when a button or a call says so: one training at a time, and what comes out is kept."""

    _kept: Kept
    _training: Training | None = None
    _busy = _advice = _interrupted = ""  # what is said when one trains already, and after an interrupt

    def _refuse_a_second(self) -> None:
        if self._kept.live:
            raise RuntimeError(sentence("one training at a time", Phrase("a second one"), self._advice))

    def _press(self, begin: Callable[[], None], what: str) -> bool:
        """Begin after a press, and say whether it could: a press has no cell to raise in."""
        if self._kept.live:
            self._kept.notice = self._busy
            return False
        try:
            begin()
        except Exception as error:
            self._kept.notice = f"{what} could not begin: {error}"
        return not self._kept.notice

    def _go(self, training: Training, live: object, what: str, keep: Callable[[], None]) -> None:
        """Begin a training that ends with :meth:`_ended`."""
        self._kept.notice, self._kept.live, self._training = "", live, training
        self._what, self._keep = what, keep
        training.start()

    def _ended(self) -> None:
        """Keep what came out, from the thread of the training, or say what ended it."""
        with self._lock:
            error = self._training.progress.error if self._training else None
            self._kept.live = None
            if error is None:
                self._keep()
            else:
                self._kept.notice = f"{self._what} ended with an error: {error}"
            self.show_again()

    def _wait_for_it(self) -> None:
        if self._training is not None and self._training.wait(bar=True):
            print(self._interrupted)


class LiveTraining(Guided):
    """A training to be watched: the curve grows, Stop ends it within a batch and keeps everything."""

    def __init__(
        self,
        net: nn.Module,
        loader: Loader,
        optimizer: Optimizer,
        epochs: int,
        test_loader: Loader | None,
        view: Callable[[Progress], View],
    ) -> None:
        _check_training(net, loader, optimizer)
        if test_loader is not None:
            _check(net, test_loader)
        if not isinstance(epochs, int) or isinstance(epochs, bool) or epochs < 1:
            raise ValueError(sentence("epochs to be a whole number, 1 or more", epochs, "the course trains for 3"))
        self._net, self._optimizer = net, optimizer
        test = None if test_loader is None else lambda: evaluate(net, test_loader)
        self._training = Training(self._step, loader, epochs, test, self.refresh, self._ended)
        self.progress = self._training.progress
        self._displayed: DisplayHandle | None = None
        super().__init__(
            "Live training",
            "Watch the loss fall batch by batch; Stop keeps what is learnt, Train on goes on from there.",
            [button("stop", "Stop"), button("go_on", "Train on")],
            lambda **values: view(self.progress),
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

        While a cell waits, the button Stop is heard with ipykernel 7, which takes messages of widgets in a subshell.
        With ipykernel 6 they wait for the cell: there ■ stops it.

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

    def _pressed(self, changed: Collection[str], **values: Value) -> Mapping[str, Value]:
        if "stop" in changed:
            self.stop()
        if "go_on" in changed:
            self.start()
        return {}

    def _ended(self) -> None:
        self.show_again()

    def _step(self, images: Tensor, labels: Tensor) -> float:
        self._net.train()  # a test after an epoch leaves it as it was, a cell may not
        return _step(self._net, self._optimizer, images, labels)
