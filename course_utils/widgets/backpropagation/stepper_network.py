"""A network of two inputs, two hidden units and two outputs, without biases, and every number of one training step.

Forward and back, as in lesson 07, for one picture of two pixels::

    z1 = w1 x,  h1 = relu(z1),  out = w2 h1,  loss = ((out[0] - target[0])² + (out[1] - target[1])²) / 2
    grad_out = out - target,  grad_w2[i, j] = grad_out[i] · h1[j],  grad_h1[j] = Σ over i of w2[i, j] · grad_out[i]
    grad_z1[j] = grad_h1[j] where h1[j] > 0, else 0,  grad_w1[i, j] = grad_z1[i] · x[j]

Source of the four formulas of the way back: Nielsen, "Neural Networks and Deep Learning", chapter 2, BP1 to BP4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEARNING_RATE = 0.1
PAIR = (0, 1)

Row = list[float]
Matrix = list[list[float]]


@dataclass(frozen=True)
class TinyPass:
    """Every number of one step; an entry is written as in Python, ``w1[1, 0]`` leads from x[0] to z1[1]."""

    x: Row
    target: Row
    w1: Matrix  # [outputs, inputs]
    w2: Matrix
    z1: Row
    h1: Row
    out: Row
    loss: float
    grad_out: Row
    grad_w2: Matrix
    grad_h1: Row
    grad_z1: Row
    grad_w1: Matrix

    @property
    def silent(self) -> list[int]:
        """Say which hidden units give 0."""
        return [j for j in PAIR if self.h1[j] <= 0]

    def stepped(self) -> "TinyPass":
        """Move each weight against its gradient, ``w - 0.1 * grad_w``, and go forward and back again."""
        return there_and_back(self.x, self.target, _moved(self.w1, self.grad_w1), _moved(self.w2, self.grad_w2))


def there_and_back(x: Sequence[float], target: Sequence[float], w1: Matrix, w2: Matrix) -> TinyPass:
    """Go forward through the tiny network, and back."""
    z1 = [w1[i][0] * x[0] + w1[i][1] * x[1] for i in PAIR]
    h1 = [max(z, 0.0) for z in z1]
    out = [w2[i][0] * h1[0] + w2[i][1] * h1[1] for i in PAIR]
    grad_out = [2 * (out[i] - target[i]) / 2 for i in PAIR]
    grad_h1 = [w2[0][j] * grad_out[0] + w2[1][j] * grad_out[1] for j in PAIR]
    grad_z1 = [grad if h > 0 else 0.0 for grad, h in zip(grad_h1, h1, strict=True)]
    return TinyPass(
        x=list(x),
        target=list(target),
        w1=w1,
        w2=w2,
        z1=z1,
        h1=h1,
        out=out,
        loss=((out[0] - target[0]) ** 2 + (out[1] - target[1]) ** 2) / 2,
        grad_out=grad_out,
        grad_w2=[[grad_out[i] * h1[j] for j in PAIR] for i in PAIR],
        grad_h1=grad_h1,
        grad_z1=grad_z1,
        grad_w1=[[grad_z1[i] * x[j] for j in PAIR] for i in PAIR],
    )


def _moved(weight: Matrix, grad: Matrix) -> Matrix:
    return [[weight[i][j] - LEARNING_RATE * grad[i][j] for j in PAIR] for i in PAIR]
