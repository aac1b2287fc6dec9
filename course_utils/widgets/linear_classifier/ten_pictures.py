"""The ten rows of weights of a linear classifier at some moments of one epoch, trained as in lesson 06.

``out = x @ weight.T + bias``, the loss is ``mean((out - target)²)``, and each batch takes one step against its slopes.
"""

import functools
from dataclasses import dataclass

import numpy as np
import torch

from course_utils._grey_levels import normalised_levels
from course_utils._own_numbers import batches_of
from course_utils._progress_bar import progress_bar
from course_utils.labels import one_hot
from course_utils.mnist import load_pixels

BATCHES = (0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 118)  # after which there is a picture; one epoch has 118
LEARNING_RATE = 0.03


@dataclass(frozen=True)
class Film:
    """What there is to show of the training, one entry a moment of BATCHES."""

    weights: np.ndarray  # float32, shape [moments, 10, 28, 28]
    losses: list[float]  # on the 10,000 test pictures
    accuracies: list[float]  # on the 10,000 test pictures, 0 to 1
    answers: np.ndarray  # float32, shape [moments, 10, 10]: output j, on average over the test pictures of digit k


@functools.cache
def record() -> Film:
    """Train from zeros for one epoch, once a process, with numbers of its own; it takes less than a second."""
    kept: list[tuple[torch.Tensor, torch.Tensor]] = []
    with torch.device("cpu"):
        loader = batches_of(*load_pixels(), torch.Generator().manual_seed(1))  # as in the lesson
        weight, bias = torch.zeros(10, 784), torch.zeros(10)
        kept.append((weight.clone(), bias.clone()))
        for done, (pixels, labels) in enumerate(progress_bar(loader), start=1):
            x, targets = normalised_levels(pixels).flatten(1), one_hot(labels)
            grad = 2 * (x @ weight.T + bias - targets) / targets.numel()
            weight -= LEARNING_RATE * grad.T @ x
            bias -= LEARNING_RATE * grad.sum(dim=0)
            if done in BATCHES:
                kept.append((weight.clone(), bias.clone()))
        return _tested(kept)


def _tested(kept: list[tuple[torch.Tensor, torch.Tensor]]) -> Film:
    """Test each moment's weights on the 10,000 test pictures."""
    pixels, labels = load_pixels(train=False)
    x, targets = normalised_levels(pixels).flatten(1), one_hot(labels)
    share = targets / targets.sum(dim=0)  # so that a product with it is the mean over the pictures of a digit
    losses, accuracies, answers = [], [], []
    for weight, bias in kept:
        out = x @ weight.T + bias
        losses.append((out - targets).square().mean().item())
        accuracies.append((out.argmax(dim=1) == labels).float().mean().item())
        answers.append(out.T @ share)
    weights = torch.stack([weight for weight, _ in kept]).reshape(-1, 10, 28, 28)
    return Film(weights.numpy(), losses, accuracies, torch.stack(answers).numpy())
