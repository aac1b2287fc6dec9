"""The loss of two weights as a bowl, and the way down.

The two weights lead from two pixels to the output "1" of a linear classifier; all other weights are 0. The MSE of its
ten outputs over n pictures is then a bowl, known from a few sums over the pictures::

    loss(w) = 1/10 + slope · w + w · curvature w / 2,   curvature = 2 xᵀx / 10n,   slope = -2 xᵀt / 10n
"""

import functools
import math
from dataclasses import dataclass

import numpy as np

from course_utils.mnist import MEAN, STD, load_pixels

Weights = tuple[float, float]
LOST = 100.0  # a loss that no path comes back from: it stops there, long before the numbers end
_PICTURES = 2000
_PLACES = (14, 14), (14, 11)  # the pixels of the middle and the left weight
_DIGIT = 1


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
    while len(path) <= steps and bowl.loss(path[-1]) <= LOST:
        (a, b), (by_a, by_b) = path[-1], bowl.gradient(path[-1])
        path.append((a - learning_rate * by_a, b - learning_rate * by_b))
    return path
