"""A training to watch: the curve of losses grows, and the accuracy comes after each epoch."""

from torch import nn
from torch.optim import Optimizer

from course_utils._messages import counted
from course_utils.widgets._engine.curves import Curve, draw_losses, thinned
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.live_training import LiveTraining
from course_utils.widgets._engine.training import Loader, Progress


def progress_view(progress: Progress) -> View:
    """Show the curve of losses, how far the training is, and the accuracy after each epoch."""
    done, total = len(progress.losses), progress.total
    where = f"Batch {done} of {total}, epoch {min(progress.epochs, done // progress.batches + 1)} of {progress.epochs}"
    loss = f", loss {progress.losses[-1]:.3f}" if done else ""
    if progress.error is not None:
        text = f"It ended with an error after {counted(done, 'batch', 'batches')}: {progress.error}"
    elif progress.stopped:
        text = f"Stopped after {counted(done, 'batch', 'batches')}{loss}; the network keeps what it has learnt."
    elif done == total:
        text = f"Trained for {counted(progress.epochs, 'epoch')}, {counted(total, 'batch', 'batches')}{loss}."
    elif done:
        text = f"{where}{loss}."
    else:
        text = f"Not started: {counted(progress.epochs, 'epoch')} of {counted(progress.batches, 'batch', 'batches')}."
    left = f"about {progress.seconds_left:.0f} s left" if 0 < done < total and not progress.stopped else ""
    bar = f'<p><progress max="{total}" value="{done}" aria-label="batches done"></progress> {left}</p>'
    curve = Curve("loss", thinned(progress.losses, progress.batches, total))
    return View(draw_losses([curve], progress.epochs, "loss") + bar + _accuracies(progress), text)


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
    return LiveTraining(net, loader, optimizer, epochs, test_loader, progress_view).start()


def _accuracies(progress: Progress) -> str:
    if not progress.accuracies:
        return "<p>&nbsp;</p>"  # its place, so that nothing moves when the first one comes
    numbered = list(enumerate(progress.accuracies, start=1))
    shown = ", ".join(f"epoch {e}: {accuracy:.3f}" for e, accuracy in numbered[-6:])
    return f"<p>Test accuracy after {'… ' if len(numbered) > 6 else ''}{shown}</p>"
