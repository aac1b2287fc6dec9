"""The first layer's weights at some moments of a training, as pictures."""

import functools
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from course_utils.labels import one_hot
from course_utils.mnist import load_mnist
from course_utils.widgets._engine.guided import Values, View
from course_utils.widgets._engine.images import pixels
from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets.test_accuracy.networks_to_ask import MOMENTS, course_training

_UNITS, _ACROSS = 12, 6
_BLUE, _WHITE, _ORANGE = (np.array(colour, np.float32) for colour in [(0, 90, 160), (255, 255, 255), (205, 85, 0)])


@dataclass(frozen=True)
class Film:
    """What there is to show of a training."""

    weights: np.ndarray  # float32, shape [moments, units, 28, 28]: of the units that change most
    losses: list[float]  # on the 10,000 test pictures, one a moment
    accuracies: list[float]  # on the 10,000 test pictures, one a moment


@functools.cache
def record() -> Film:
    """Take the course's training at each of MOMENTS, once a process; it trains for about 1.5 s, where none has yet."""
    images, labels = load_mnist(train=False)
    nets = course_training()
    with torch.no_grad(), torch.device("cpu"):
        targets = one_hot(labels)
        outs = [net(images) for net in nets]
        weights = torch.stack([net.fc1.weight for net in nets])
        units = (weights[-1] - weights[0]).norm(dim=1).topk(_UNITS).indices.sort().values
        losses = [F.mse_loss(out, targets).item() for out in outs]
        accuracies = [(out.argmax(dim=1) == labels).float().mean().item() for out in outs]
    return Film(weights[:, units].reshape(len(nets), _UNITS, 28, 28).numpy(), losses, accuracies)


def weights_view(film: Film, values: Values) -> View:
    """Show the weights of some units at one moment, on one scale for all moments."""
    moment, change = int(values["moment"]), bool(values["change"])
    shown = film.weights - film.weights[0] if change else film.weights
    largest = float(np.abs(shown).max()) or 1.0
    what = "changes since the start" if change else "weights"
    picture = pixels(_tiles(shown[moment] / largest), 560, f"the {what} of {_UNITS} units as pictures of 28 by 28")
    heads = "".join(_cell(str(batches), i == moment, "th") for i, batches in enumerate(MOMENTS))
    losses = "".join(_cell(fixed(loss, 3), i == moment) for i, loss in enumerate(film.losses))
    table = "".join(
        f'<tr><th scope="row" style="text-align: left; font-weight: normal">{name}</th>{cells}</tr>'
        for name, cells in [("batches", heads), ("loss", losses)]
    )
    picture = picture.replace("<img ", '<img style="max-width: 100%; height: auto" ', 1)  # fits a narrow window
    html = f'{picture}{_legend(largest, change)}<table style="text-align: right; margin-top: 0.5em">{table}</table>'
    size = float(np.abs(film.weights[moment] - film.weights[0]).mean())
    moved = f"have moved by {fixed(size, 4)} on average" if moment else "are random"
    text = (
        f"{'Only the changes: after' if change else 'After'} {MOMENTS[moment]} batches these weights {moved}; "
        f"loss {fixed(film.losses[moment], 3)} and accuracy {fixed(film.accuracies[moment], 2)} on the test pictures."
    )
    return View(html, text)


def _tiles(values: np.ndarray) -> np.ndarray:
    """Colour units, [units, 28, 28], and set them in rows with grey lines between them: uint8 [rows, columns, 3]."""
    side, rows = 29, len(values) // _ACROSS
    tiles = np.full((rows, side, _ACROSS, side, 3), 128, np.uint8)
    tiles[:, :28, :, :28] = _colours(values).reshape(rows, _ACROSS, 28, 28, 3).swapaxes(1, 2)
    return tiles.reshape(rows * side, _ACROSS * side, 3)[:-1, :-1]


def _colours(values: np.ndarray) -> np.ndarray:
    """Go from blue at −1 over white at 0 to orange at 1."""
    values = values[..., None]
    return (_WHITE + (np.where(values < 0, _BLUE, _ORANGE) - _WHITE) * np.abs(values)).astype(np.uint8)


def _legend(largest: float, change: bool) -> str:
    """Say in words what the colours mean, with a strip of them."""
    strip = _colours(np.linspace(-1, 1, 48, dtype=np.float32)[None].repeat(7, axis=0))
    low, high = ("lowered", "raised") if change else ("negative", "positive")
    end = fixed(largest, 2)
    return (
        '<p style="display: flex; flex-wrap: wrap; gap: 0.2em 0.6em; align-items: center; margin: 0.4em 0 0">'
        f"<span>blue: {low}, to −{end}, ink here counts against</span>{pixels(strip, 96, 'from blue to orange')}"
        f"<span>orange: {high}, to {end}, ink here counts for the unit</span></p>"
    )


def _cell(text: str, chosen: bool, tag: str = "td") -> str:
    scope = ' scope="col"' if tag == "th" else ""
    style = "outline: 3px solid var(--course-orange); font-weight: bold" if chosen else "font-weight: normal"
    return f'<{tag}{scope} style="padding: 0 0.5em; {style}">{text}</{tag}>'
