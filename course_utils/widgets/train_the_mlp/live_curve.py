"""A training to watch: the curve of losses grows, and the accuracy comes after each epoch."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from torch import nn
from torch.optim import Optimizer

from course_utils._messages import counted
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.hands import press
from course_utils.widgets._engine.numbers import moved, short_loss
from course_utils.widgets._engine.parts import in_line, pressable, progress
from course_utils.widgets._engine.pictures.curves import Curve, chosen_notes, draw_losses, means, thinned
from course_utils.widgets._engine.trainings.background_training import Loader, Progress
from course_utils.widgets._engine.trainings.live_training import LiveTraining, Watched


def training_view(watched: Watched, *, stop: int, go_on: int) -> View:
    """Show the curve of losses with the accuracy after each epoch, and the one button that there is now."""
    so_far = watched.progress
    curve = Curve("loss", thinned(so_far.losses, so_far.batches, so_far.total))
    picture = draw_losses([curve], so_far.epochs, "loss", _accuracies(so_far), each_of=means(so_far.total))
    return View(_told(watched), picture, _running(so_far, stop) if watched.live else _over(so_far, go_on))


def live_training(
    net: nn.Module,
    loader: Loader,
    optimizer: Optimizer,
    epochs: int = 3,
    test_loader: Loader | None = None,
) -> LiveTraining:
    """Train a network while you watch: the same loop as ``course_utils.train``, started at once.

    Parameters
    ----------
    net : nn.Module
        Takes pictures [b, 1, 28, 28], gives scores [b, 10]; it is changed in place.
    loader : iterable of (images [b, 1, 28, 28], labels [b])
        One epoch of mini-batches.
    optimizer : Optimizer
        Holds the parameters of `net`.
    epochs : int
        How often to go through the loader, 1 or more.
    test_loader : iterable of (images, labels), optional
        What to test on after each epoch.

    Returns
    -------
    LiveTraining
        Shows itself. ``wait()`` waits for the end and gives the losses; ``stop()`` and ``start()`` are the two buttons.

    Raises
    ------
    TypeError
        When the network, a loader or the optimizer is something else.
    ValueError
        Epochs that are not a whole number, 1 or more.

    Examples
    --------
    >>> import torch
    >>> from course_utils import MLP, batches
    >>> net, loader = MLP(), batches(torch.zeros(8, 1, 28, 28), torch.arange(8), batch_size=4)
    >>> live = live_training(net, loader, torch.optim.SGD(net.parameters(), lr=0.01), epochs=2)
    >>> len(live.wait())
    4
    """
    return LiveTraining(net, loader, optimizer, epochs, test_loader, training_view).start()


def _told(watched: Watched) -> str:
    so_far = watched.progress
    done, epochs = len(so_far.losses), so_far.epochs
    went = "no loss yet"
    if done:
        went = f"the loss {moved('went', short_loss(so_far.losses[0]), short_loss(so_far.losses[-1]))}"
    if watched.notice:
        return watched.notice
    if watched.live:
        return f"Batch {done} of {so_far.total}, epoch {so_far.epoch} of {epochs}: {went}."
    if so_far.stopped:
        return f"Stopped after {counted(done, 'batch', 'batches')}: {went}; the network keeps what it has learnt."
    if done < so_far.total:
        return f"Not started: {counted(epochs, 'epoch')} of {counted(so_far.batches, 'batch', 'batches')}."
    accuracy = f", the test accuracy is {so_far.accuracies[-1]:.3f}" if so_far.accuracies else ""
    return f"Trained for {counted(epochs, 'epoch')}, {counted(done, 'batch', 'batches')}: {went}{accuracy}."


def _running(so_far: Progress, stop: int) -> Element:
    """Show how far it is; the button stands at the right, where a press that comes too late meets nothing."""
    done, total = len(so_far.losses), so_far.total
    button = pressable("■ Stop", press("Stop", stop=stop + 1))
    return in_line(button, so_far.time_left, progress(done, total, "batches done"), from_right=True, wide=2)


def _over(so_far: Progress, go_on: int) -> Element:
    done, total = len(so_far.losses), so_far.total
    more = f"with batch {done + 1} of {total}" if done < total else "for one more epoch"
    return in_line(pressable("▶ Train on", press("Train on", go_on=go_on + 1), main=True), more)


def _accuracies(so_far: Progress) -> Mapping[float, str]:
    """Say the accuracy at the end of some epochs."""
    tests = list(enumerate(so_far.accuracies, start=1))
    return {epoch: f"accuracy {accuracy:.2f}" for epoch, accuracy in chosen_notes(tests, so_far.epochs)}
