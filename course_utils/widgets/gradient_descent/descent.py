"""Widget of lesson 05: gradient descent on the loss of two weights, and the learning rate at which it diverges.

The two weights lead from two pixels to the output "1" of a linear classifier; all other weights are 0. The MSE of its
ten outputs over n pictures is then a bowl, known from a few sums over the pictures::

    loss(w) = 1/10 + slope · w + w · curvature w / 2,   curvature = 2 xᵀx / 10n,   slope = -2 xᵀt / 10n
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_utils.mnist import MEAN, STD, load_pixels
from course_utils.widgets._engine.guided import Guided, Values, View, button, slider
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets.gradient_descent.descent_map import GRID, draw_map

_PICTURES = 2000
_PLACES = (14, 14), (14, 11)  # the pixels of the middle and the left weight
_DIGIT = 1
_MOST_STEPS = 100
_LOST = 100.0  # a loss that no path comes back from: it stops there, long before the numbers end
_NOISE = 1e-12  # what rounding adds to a loss at the bottom
_SHOWN = {0, 1, 2, 3, 5, 10, 20, 40, 60, 80, 100}
_MIDDLE, _LEFT = (-0.1, 0.3), (-0.3, 0.1)

Weights = tuple[float, float]


@dataclass(frozen=True)
class Bowl:
    """A quadratic loss over two weights."""

    curvature: tuple[float, float, float]  # by the first weight twice, by both, by the second twice
    slope: Weights  # the gradient at (0, 0)
    constant: float  # the loss at (0, 0)

    def loss(self, weights: Weights) -> float:
        """Give the loss at two weights."""
        (a, b), (ga, gb) = weights, self.gradient(weights)
        return self.constant + (a * (self.slope[0] + ga) + b * (self.slope[1] + gb)) / 2

    def gradient(self, weights: Weights) -> Weights:
        """Give the slope by each of two weights."""
        (a, b), (aa, ab, bb) = weights, self.curvature
        return self.slope[0] + aa * a + ab * b, self.slope[1] + ab * a + bb * b

    @property
    def bottom(self) -> Weights:
        """The two weights with the lowest loss, where both slopes are 0."""
        (aa, ab, bb), (a, b) = self.curvature, self.slope
        area = aa * bb - ab * ab
        return (ab * b - bb * a) / area, (ab * a - aa * b) / area

    @property
    def axes(self) -> tuple[float, float, float]:
        """The largest and the smallest curvature (the eigenvalues), and the angle of the direction of the largest."""
        aa, ab, bb = self.curvature
        mean, spread = (aa + bb) / 2, math.hypot((aa - bb) / 2, ab)
        return mean + spread, mean - spread, math.atan2(2 * ab, aa - bb) / 2


@functools.cache
def bowl_of_two_weights() -> Bowl:
    """Compute the loss over two weights of the linear classifier, from the first 2,000 training pictures.

    Examples
    --------
    >>> bowl = bowl_of_two_weights()
    >>> f"{bowl.constant:.4f}", f"{bowl.loss(bowl.bottom):.4f}", [f"{weight:.3f}" for weight in bowl.bottom]
    ('0.1000', '0.0965', ['0.111', '-0.077'])
    """
    images, labels = load_pixels()
    first, second = (images[:_PICTURES, 0, row, column].numpy().astype(np.int64) for row, column in _PLACES)
    hit = (labels[:_PICTURES] == _DIGIT).numpy()

    # Sums of whole numbers are the same on every machine; the normalising (p / 255 - MEAN) / STD is done on the sums.
    def sum_of_products(p: np.ndarray, q: np.ndarray) -> float:
        return int(p @ q) / 255**2 - MEAN * int((p + q).sum()) / 255 + len(p) * MEAN**2

    def sum_where_hit(p: np.ndarray) -> float:
        return (int(p[hit].sum()) / 255 - MEAN * int(hit.sum())) / STD

    share = 2 / (10 * _PICTURES)
    pairs = (first, first), (first, second), (second, second)
    aa, ab, bb = (share * sum_of_products(p, q) / STD**2 for p, q in pairs)
    return Bowl((aa, ab, bb), (-share * sum_where_hit(first), -share * sum_where_hit(second)), 0.1)


def descent(bowl: Bowl, start: Weights, learning_rate: float, steps: int) -> list[Weights]:
    """Go down a bowl: ``new weight = weight - learning_rate * slope``.

    Examples
    --------
    >>> path = descent(Bowl((1.0, 0.0, 1.0), (0.0, 0.0), 0.0), (1.0, 2.0), 0.5, steps=2)
    >>> path
    [(1.0, 2.0), (0.5, 1.0), (0.25, 0.5)]
    """
    path = [start]
    while len(path) <= steps and bowl.loss(path[-1]) <= _LOST:
        (a, b), (by_a, by_b) = path[-1], bowl.gradient(path[-1])
        path.append((a - learning_rate * by_a, b - learning_rate * by_b))
    return path


def descent_view(bowl: Bowl, values: Values) -> View:
    """Show the way from a start, so many steps with a learning rate."""
    rate, wanted = float(values["rate"]), min(_asked(values) - int(values.get("since", 0)), _MOST_STEPS)
    path = descent(bowl, (float(values["middle"]), float(values["left"])), rate, wanted)
    losses = [bowl.loss(weights) for weights in path]
    text = f"Learning rate {short(rate, 2)}, {_told(losses, wanted, bowl.loss(bowl.bottom))}"
    html = (
        '<div style="display: flex; flex-wrap: wrap; gap: 1em 1.5em; align-items: flex-start">'
        f"{draw_map(bowl, path, _MIDDLE, _LEFT)}{_table(bowl, path, losses)}</div>"
    )
    return View(html, text)


def descent_link(before: Values, after: Values) -> Values:
    """Begin anew after a reset; a click on the map says where to start."""
    since = before.get("since", 0)
    kept = {name: value for name, value in after.items() if name not in ("across", "down")}
    if "across" in after and "down" in after:
        kept["middle"] = round(_MIDDLE[0] + GRID * int(after["across"]), 2)
        kept["left"] = round(_LEFT[1] - GRID * int(after["down"]), 2)
    return {**kept, "since": since if after["reset"] == before["reset"] else _asked(after)}


def descent_on_two_weights() -> Guided:
    """Show the loss of two real weights as a map: choose start and learning rate, step, and find what diverges.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> descent_on_two_weights()
    Descent on two weights: Learning rate 1, step 0: the loss is 0.1000.
    """
    bowl = bowl_of_two_weights()
    return Guided(
        "Descent on two weights",
        "Each step goes against the slope; with too large a learning rate it leads away from the bottom.",
        [
            slider("rate", "learning rate", 0.05, 3, 1.0, 0.05),
            slider("middle", "start: middle weight", *_MIDDLE, 0.0, GRID),
            slider("left", "start: left weight", *_LEFT, 0.0, GRID),
            button("step", "step"),
            button("run", "run 20 steps"),
            button("reset", "reset"),
        ],
        lambda values: descent_view(bowl, values),
        descent_link,
        clicked=[slider(name, name, 0, round((_MIDDLE[1] - _MIDDLE[0]) / GRID), 0) for name in ("across", "down")],
    )


def _asked(values: Values) -> int:
    return int(values["step"]) + 20 * int(values["run"])


def _told(losses: Sequence[float], wanted: int, lowest: float) -> str:
    last = len(losses) - 1
    after = f"after {last} step{'' if last == 1 else 's'}"
    if last == 0:
        return f"step 0: the loss is {_loss(losses[0])}."
    if losses[-1] > _LOST:
        return f"stopped {after}: the loss is {_loss(losses[-1])} and grows with every step. It diverges."
    # In a bowl a loss that grew once grows for ever: only the part along the largest curvature can grow.
    if losses[-1] > losses[-2] + _NOISE:
        return f"{after}: the loss is {_loss(losses[-1])} and grew with the last step. It diverges."
    arrived = ", the lowest there is" if losses[-1] - lowest < 0.00005 else ""
    most = f" {_MOST_STEPS} steps are the most here." if wanted == _MOST_STEPS else ""
    return f"{after}: the loss fell from {_loss(losses[0])} to {_loss(losses[-1])}{arrived}.{most}"


def _table(bowl: Bowl, path: Sequence[Weights], losses: Sequence[float]) -> str:
    heads = "step", "middle weight", "left weight", "slope by middle", "slope by left", "loss"
    columns = "".join(f'<th scope="col" style="padding: 0 0.35em; width: 3.4em">{head}</th>' for head in heads)
    lines = []
    for step, (weights, loss) in enumerate(zip(path, losses, strict=True)):
        if step in _SHOWN or step == len(path) - 1:
            numbers = [fixed(number, 3) for number in (*weights, *bowl.gradient(weights))]
            cells = "".join(f'<td style="padding: 0 0.35em">{number}</td>' for number in (*numbers, _loss(loss)))
            lines.append(f'<tr><th scope="row">{step}</th>{cells}</tr>')
    style = "border-collapse: collapse; text-align: right; font-size: 0.93em"
    return f'<table style="{style}"><tr>{columns}</tr>{"".join(lines)}</table>'


def _loss(loss: float) -> str:
    return f"{loss:.4f}" if loss < 10 else f"{loss:.1f}"
