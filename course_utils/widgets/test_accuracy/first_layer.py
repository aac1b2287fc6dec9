"""The first layer's weights at some moments of a training, as pictures."""

import functools
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import numpy as np
import torch
from torch.nn import functional as F

from course_utils.labels import one_hot
from course_utils.mnist import load_mnist
from course_utils.widgets._engine.controls import held
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.pictures.weight_pictures import draw_key, draw_signed
from course_utils.widgets._engine.trainings.training_moments import draw_moments
from course_utils.widgets.test_accuracy.networks_to_ask import MOMENTS, course_training

MOMENT = held("moment", "batches so far", 0, len(MOMENTS) - 1, 0)
_UNITS = 6
_WIDTH, _HEIGHT = 760, 510
_TILE, _STEP, _ROW, _TOP = 120, 127.5, 152, 24  # a picture, and from one to the next, to the right and down
_BELOW = 370  # where the curve begins


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


def weights_view(film: Film, *, moment: int) -> View:
    """Show the weights of some units at one moment, and below each what training has changed of it so far."""
    change = film.weights - film.weights[0]
    size, right = float(np.abs(change[moment]).mean()), f"{100 * film.accuracies[moment]:.0f} of 100 right"
    moved = short(float(f"{size:.2g}"), 6)
    loss = f"test loss {fixed(film.losses[moment], 3)}"
    if moment == 0:
        text = f"The weights are random and nothing has changed yet: {loss}, {right}."
    else:
        text = f"After {MOMENTS[moment]} batches these weights have moved by {moved} on average: {loss}, {right}."
    return View(text, _picture(film, change, moment, text))


def _picture(film: Film, change: np.ndarray, moment: int, told: str) -> Element:
    """Draw a row of weights, their changes below, each on one scale for all moments, and the curve of the accuracy."""
    rows = [("weights", film.weights), ("change since the start", change)]
    ends = [float(np.quantile(np.abs(shown[-1]), 0.995)) for _, shown in rows]
    parts = "; ".join(f"{name} up to {np.abs(shown[moment]).max():.2g}" for name, shown in rows)
    svg = Svg(_WIDTH, _HEIGHT, f"{_UNITS} units of the first layer as pictures. {told} {parts}", most=860, size=15)
    for row, (name, shown) in enumerate(rows):
        top = _TOP + row * _ROW
        svg.text(0, top - 7, f"{name}, full colour at ±{ends[row]:.2g}", "start", bold=True)
        for unit in range(_UNITS):
            draw_signed(svg, shown[moment, unit], ends[row], unit * _STEP, top, _TILE)
    words = "ink counts against\n(below: less)", "ink counts for\n(below: more)"
    draw_key(svg, 0, _WIDTH / 2, _TOP + 2 * _ROW - 18, words)
    draw_moments(svg, MOMENT, {"moment": moment}, MOMENTS, film.accuracies, (46, _BELOW, _WIDTH - 50, _HEIGHT - _BELOW))
    return svg.part
