"""A training to be watched: a widget around the thread of ``_training``."""

from collections.abc import Callable, Iterable

from IPython.display import display
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim import Optimizer

from course_utils._messages import sentence
from course_utils.labels import one_hot
from course_utils.network import evaluate
from course_utils.widgets._base import Guided, Values, View, button
from course_utils.widgets._training import Progress, Training


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
        self._training = Training(self._step, loader, epochs, test, self.refresh, self._ended)
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

    def _pressed(self, before: Values, after: Values) -> Values:
        if after["stop"] != before["stop"]:
            self.stop()
        if after["go_on"] != before["go_on"]:
            self.start()
        return after

    def _ended(self) -> None:
        self.show(self._show(self.values))

    def _step(self, images: Tensor, labels: Tensor) -> float:
        """Make one step as ``course_utils.train`` does."""
        self._net.train()
        loss = F.mse_loss(self._net(images), one_hot(labels))
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        return loss.item()
