"""Closer looks at an answer's tensor beside the right one, for exercises that tell more than the first difference."""

import math

import numpy as np
import torch

from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.tolerance import is_unusual
from course_utils.exercises._content import is_a


def comparable(got, right):
    """Tell whether an answer is an ordinary tensor of the right shape and dtype."""
    if not is_a(got, torch.Tensor) or is_unusual(got):
        return False
    return got.shape == right.shape and got.dtype == right.dtype


def factor(got, right):
    """Give the number that a tensor is another one times, or None where there is none."""
    if not comparable(got, right):
        return None
    place = right.abs().argmax()
    times = (got.flatten()[place] / right.flatten()[place]).item()
    return times if times and math.isfinite(times) and same(got, times * right) else None


def compared(expected, got):
    """Say what was expected and what came, each on a line of its own."""
    return f"expected {expected}\ngot      {got}"


def farthest(got, right, digits=4):
    """Say where two tensors are farthest apart, and on lines of their own what was expected there and what came.

    In few digits: an answer is named by what is said of it, and the last digits hang on the order of its steps.
    """
    place = int((got - right).abs().argmax())
    at = [int(index) for index in np.unravel_index(place, right.shape)]  # torch's own imports for a second first
    return f"at {at}:\n{compared(*(f'{numbers.flatten()[place].item():.{digits}g}' for numbers in (right, got)))}"
