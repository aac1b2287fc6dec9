"""What a network gets wrong of the test pictures, sorted by how wrong it is."""

import functools
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import Phrase, sentence
from course_utils.mnist import load_pixels
from course_utils.widgets.test_accuracy.networks_to_ask import Reader

ANY = -1  # in the place of a digit


@dataclass(frozen=True)
class Mistakes:
    """What a network gets wrong of the 10,000 test pictures, the worst first."""

    pictures: np.ndarray  # uint8, shape [n, 28, 28]: grey levels
    outs: Tensor  # float32, shape [n, 10]: the outputs
    labels: Tensor  # int64, shape [n]: the digit that it is
    answers: Tensor  # int64, shape [n]: the digit that the network takes it for
    margins: Tensor  # float32, shape [n]: how far the output at the answer lies above the output at the label

    def of(self, label: int, answer: int) -> list[int]:
        """Say which of them have that label and that answer, a digit or ANY each."""
        fits = torch.ones_like(self.labels, dtype=torch.bool)
        for digits, wanted in [(self.labels, label), (self.answers, answer)]:
            if wanted != ANY:
                fits &= digits == wanted
        return fits.nonzero()[:, 0].tolist()

    @functools.cached_property
    def counts(self) -> list[list[int]]:
        """How often each pair comes: a row for each label, a column for each answer; the diagonal is empty."""
        pairs = torch.bincount(10 * self.labels + self.answers, minlength=100)
        return pairs.reshape(10, 10).tolist()


def find_mistakes(net: Reader) -> Mistakes:
    """Let a network read the 10,000 test pictures, and keep what it gets wrong, sorted by the margin."""
    images, labels = load_pixels(train=False)
    outs = net.read(images)
    if not outs.isfinite().all():
        todo = "train a new network with a smaller learning rate"
        raise ValueError(sentence("outputs that are finite numbers", Phrase("inf or nan among them"), todo))
    largest, answers = outs.max(dim=1)
    margins = largest - outs.gather(1, labels[:, None])[:, 0]
    order = margins.argsort(descending=True, stable=True)
    order = order[answers[order] != labels[order]]
    return Mistakes(images[order, 0].numpy(), outs[order], labels[order], answers[order], margins[order])
