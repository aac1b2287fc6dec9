"""Widgets of lesson 10: a training to watch, and the shapes that a batch takes on its way through the network."""

import html

import torch
from torch import nn
from torch.optim import Optimizer

from course_utils._inputs import whole_number
from course_utils._messages import counted, sentence
from course_utils.widgets._base import Guided, Values, View, slider
from course_utils.widgets._curves import Curve, draw_losses, thinned
from course_utils.widgets._live import LiveTraining
from course_utils.widgets._training import Loader, Progress


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
    >>> from course_utils import MLP, batches
    >>> net, loader = MLP(), batches(torch.zeros(8, 1, 28, 28), torch.arange(8), batch_size=4)
    >>> live = live_training(net, loader, torch.optim.SGD(net.parameters(), lr=0.01), epochs=2)
    >>> len(live.wait())
    4
    """
    return LiveTraining(net, loader, optimizer, epochs, test_loader, progress_view).start()


def ledger_view(values: Values) -> View:
    """Show which shape a batch has at each station of the network 784-256-64-10."""
    b = int(values["batch_size"])
    rows = [
        ("images", [b, 1, 28, 28], "a batch of images"),
        ("x", [b, 784], "flattened: the batch stays, 1 · 28 · 28 = 784"),
        ("h1", [b, 256], "x @ w1.T + b1, [b, 784] @ [784, 256], then ReLU"),
        ("h2", [b, 64], "h1 @ w2.T + b2, [b, 256] @ [256, 64], then ReLU"),
        ("out", [b, 10], "h2 @ w3.T + b3, [b, 64] @ [64, 10]"),
        ("loss", [], "one number, the mean over b · 10 entries"),
    ]
    left, right = (f'style="text-align: {side}; padding: 0.1em 0.6em"' for side in ("left", "right"))
    body = "".join(
        f'<tr><th scope="row" {left}>{name}</th><td {left}><code>{shape}</code></td>'
        f"<td {right}>{torch.Size(shape).numel():,}</td><td {left}>{html.escape(what)}</td></tr>"
        for name, shape, what in rows
    )
    names = ("tensor", left), ("shape", left), ("numbers", right), ("how it is made", left)
    head = "".join(f'<th scope="col" {side}>{name}</th>' for name, side in names)
    shapes = " → ".join(str(shape) for _, shape, _ in rows[:5])
    text = f"{shapes}: the batch size {b} goes through untouched, up to the loss, the mean of {b} · 10 squares."
    return View(
        f"<table style='border-collapse: collapse'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", text
    )


def shape_ledger(batch_size: int = 512) -> Guided:
    """Show the shape of a batch at every station of the network.

    Parameters
    ----------
    batch_size : int
        Where the slider stands at the beginning, 1 to 512.

    Returns
    -------
    Guided
        Shows itself.

    Raises
    ------
    ValueError
        A batch size that is not a whole number from 1 to 512.

    Examples
    --------
    >>> shape_ledger(2).text[:45]
    '[2, 1, 28, 28] → [2, 784] → [2, 256] → [2, 64'
    """
    size = whole_number(batch_size)
    if size is None or not 1 <= size <= 512:
        wanted = "batch_size to be a whole number from 1 to 512"
        raise ValueError(sentence(wanted, batch_size, "the course uses batch_size=512"))
    return Guided(
        "Shape ledger",
        "The shape of a batch at each station of the network.",
        [slider("batch_size", "batch size", 1, 512, size)],
        ledger_view,
    )


def _accuracies(progress: Progress) -> str:
    if not progress.accuracies:
        return "<p>&nbsp;</p>"  # its place, so that nothing moves when the first one comes
    numbered = list(enumerate(progress.accuracies, start=1))
    shown = ", ".join(f"epoch {e}: {accuracy:.3f}" for e, accuracy in numbered[-6:])
    return f"<p>Test accuracy after {'… ' if len(numbered) > 6 else ''}{shown}</p>"
