"""Widgets around the thread of ``training``: one to watch, and what those share that train when they are asked to."""

import copy
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import torch
from IPython.display import DisplayHandle, display
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader

from course_utils._messages import Phrase, counted, sentence
from course_utils.network import _check, _check_training, _pairs, _step, evaluate
from course_utils.widgets._engine.controls import Value, held_button
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.parts import Part
from course_utils.widgets._engine.trainings.background_training import Loader, Progress, Training

_LONGEST = "Stopped after 1180 batches: the loss went from 0.109 to 0.0123; the network keeps what it has learnt."


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
        """Begin a training that ends with :meth:`_ended`, which waits for the lock."""
        with self._lock:
            training.start()
            self._kept.notice, self._kept.live, self._training = "", live, training
            self._what, self._keep = what, keep

    def _ended(self) -> None:
        """Keep what came out, from the thread of the training, or say what ended it."""
        with self._lock:
            error = self._training.progress.error if self._training else None
            self._kept.live, self._kept.notice = None, ""  # what was said to wait for is over
            if error is None:
                self._keep()
            else:
                self._kept.notice = f"{self._what} ended with an error: {error}"
            self.show_again()

    def stop(self) -> None:
        """End the training at hand after its batch; everything learnt stays."""
        if self._training is not None:
            self._training.stop()

    def close(self) -> None:
        """Close it, and end what trains: nobody sees it any more."""
        self.stop()
        super().close()

    def _wait_for_it(self, bar: bool = True) -> None:
        """Wait for the end of the training at hand; interrupting the cell stops it, and that is said."""
        if self._training is not None and self._training.wait(bar):
            done = counted(len(self._training.progress.losses), "batch", "batches")
            print(self._interrupted.format(done=done))


@dataclass
class Watched:
    """What a training that is watched shows: it alone."""

    progress: Progress
    notice: str = ""
    live: Progress | None = None


class LiveTraining(TrainsOnCall):
    """A training to be watched: the curve grows, Stop ends it within a batch and keeps everything."""

    _interrupted = "Stopped after {done}; the network keeps what it has learnt so far."

    def __init__(
        self,
        net: nn.Module,
        loader: Loader,
        optimizer: Optimizer,
        epochs: int,
        test_loader: Loader | None,
        view: Callable[..., View],
    ) -> None:
        _check_training(net, loader, optimizer)
        if test_loader is not None:
            _check(net, test_loader)
        if not isinstance(epochs, int) or isinstance(epochs, bool) or epochs < 1:
            raise ValueError(sentence("epochs to be a whole number, 1 or more", epochs, "the course trains for 3"))
        self._net, self._optimizer = net, optimizer
        test = None if test_loader is None else partial(evaluate, net, _on_its_own(test_loader))
        self._whole = Training(self._step, _Pairs(loader), epochs, test, self.refresh, self._ended)
        self.progress = self._whole.progress
        self._kept = Watched(self.progress)
        self._displayed: DisplayHandle | None = None
        super().__init__(
            "Live training",
            "Watch the loss fall batch by batch. Stop keeps what is learnt, Train on goes on from there.",
            [held_button("stop", "Stop"), held_button("go_on", "Train on")],
            partial(view, self._kept),
            self._pressed,
            longest=_LONGEST,
        )

    @property
    def losses(self) -> list[float]:
        """One loss a batch so far."""
        return self.progress.losses

    def start(self) -> "LiveTraining":
        """Begin, or go on from where it was stopped; the cell ends at once."""
        with self._lock:
            if not self._kept.live:
                if len(self.losses) >= self.progress.total:  # it had come to its end: another epoch
                    self.progress.epochs += 1
                self._go(self._whole, self.progress, "The training", lambda: None)
                self.show_again()
        return self

    def wait(self) -> list[float]:
        """Wait for the end of the training; interrupting the cell stops it.

        While a cell waits, the button Stop is heard with ipykernel 7, which takes messages of widgets in a subshell.
        With ipykernel 6 they wait for the cell: there ■ stops it.

        Returns
        -------
        list of float
            One loss a batch.
        """
        self._wait_for_it(bar=False)
        if self._displayed is not None and not self.watched:
            # Nobody sees it run, as under nbconvert: what is stored is the whole curve. A view would lose its focus.
            self._displayed.update(self._repr_mimebundle_()[0], raw=True)
        return self.losses

    def _ipython_display_(self) -> None:
        """Show it, and remember where."""
        self._displayed = display(self._repr_mimebundle_()[0], raw=True, display_id=True)

    def _still(self) -> Sequence[Part]:
        return super()._still()[:1]  # the curve: there is nothing to be pressed

    def _pressed(self, changed: Collection[str], **values: Value) -> Mapping[str, Value]:
        if "stop" in changed:
            self.stop()
        if "go_on" in changed:
            self.start()
        return {}

    def _step(self, images: Tensor, labels: Tensor) -> float:
        self._net.train()  # a test after an epoch leaves it as it was, a cell may not
        return _step(self._net, self._optimizer, images, labels)


class _Pairs:
    """A loader that says so when what it gives is no batch, as in the course's loop."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def __len__(self) -> int:
        return len(self._loader)

    def __iter__(self) -> Iterator:
        return _pairs(self._loader)


def _on_its_own(loader: Loader) -> Loader:
    """Let a loader draw from a generator of its own: going through it would change the order of the next epoch."""
    if isinstance(loader, DataLoader):
        loader = copy.copy(loader)
        loader.generator = torch.Generator("cpu")
    return loader
