"""Five programs with one mistake each: the broken line, the mended one, and the trace that it leaves.

All of them, and the healthy one, read the same pictures in the same network: MSE, batch size 512, learning rate 0.03,
momentum 0.9, one epoch. The pictures lie sorted by digit, as in ten folders on a disk: MNIST's own files come mixed,
and a forgotten shuffle would not be seen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from course_utils._grey_levels import normalised_levels
from course_utils.labels import one_hot
from course_utils.mnist import batches
from course_utils.widgets.playground.run import new_net

LEARNING_RATE, MOMENTUM, BATCH_SIZE, SEED = 0.03, 0.9, 512, 0
Pixels = tuple[Tensor, Tensor]


@dataclass(frozen=True)
class Mistake:
    """One way to break the program."""

    name: str  # the diagnosis
    broken: str  # the line as it is
    mended: str  # the line as it should be
    trace: str  # how the training would look with it: half a sentence
    why: str  # why it looks like that: half a sentence


ZERO_GRAD = Mistake(
    "no zero_grad",
    "loss.backward()\noptimizer.step()",
    "optimizer.zero_grad()\nloss.backward()\noptimizer.step()",
    "the losses would begin near 0.11 and fall, and only later climb and climb, past 1, without nan",
    "the gradients of all batches add up, so the steps grow: a good beginning, then a climb",
)
RATE = Mistake(
    "learning rate × 100",
    "torch.optim.SGD(net.parameters(), lr=3, momentum=0.9)",
    "torch.optim.SGD(net.parameters(), lr=0.03, momentum=0.9)",
    "the first loss would be 0.11, the second already clearly higher, and nan would come soon",
    "the first loss comes before any step, then each step leaps over the valley to a steeper slope",
)
SHUFFLE = Mistake(
    "no shuffle",
    "batches(images, labels, batch_size=512, shuffle=False)",
    "batches(images, labels, batch_size=512)",
    "the loss would stay small but have teeth like a saw, and nearly all answers would be 8 and 9",
    "within a digit the loss falls, at the next digit it jumps, and what came long ago is forgotten",
)
RAW = Mistake(
    "raw pixels, 0 to 255",
    "images = pixels.float()",
    "images = (pixels / 255 - 0.1307) / 0.3081",
    "the very first loss would be hundreds of times the healthy 0.11, and the next ones millions",
    "inputs a hundred times too large make outputs and gradients too large, before any step",
)
LABELS = Mistake(
    "labels not one-hot",
    "targets = labels.view(-1, 1).float()  # [b, 1], spread over [b, 10]",
    "targets = one_hot(labels)  # [b, 10]",
    "the first loss would be about 27, the last below 10, and the answers no better than guessed",
    "all ten outputs learn the label’s number, so the first loss is near the mean of its square, 28.5",
)
MISTAKES = {mistake.name: mistake for mistake in (ZERO_GRAD, RATE, SHUFFLE, RAW, LABELS)}
CAUSES = list(MISTAKES)


@dataclass(frozen=True)
class Program:
    """A program ready to run."""

    step: Callable[[Tensor, Tensor], float]  # takes pixels uint8 [b, 1, 28, 28] and labels [b], gives the loss
    loader: DataLoader  # one epoch
    answers: Callable[[Tensor], Tensor]  # gives the digits that it reads in pixels, int64 [n]


def sort_by_digit(pictures: Pixels) -> Pixels:
    """Put pictures in the order of their digits."""
    pixels, labels = pictures
    order = labels.argsort(stable=True)
    return pixels[order], labels[order]


def assemble_broken(mistake: Mistake | None, pictures: Pixels, seed: int = SEED) -> Program:
    """Make a program with one mistake, or without."""
    net = new_net((256, 64), torch.Generator().manual_seed(seed)).to(pictures[0].device)
    rate = 100 * LEARNING_RATE if mistake is RATE else LEARNING_RATE
    optimizer = torch.optim.SGD(net.parameters(), lr=rate, momentum=MOMENTUM)
    order = torch.Generator().manual_seed(seed)
    loader = batches(*pictures, batch_size=BATCH_SIZE, shuffle=mistake is not SHUFFLE, generator=order)

    def prepared(pixels: Tensor) -> Tensor:
        return pixels.float() if mistake is RAW else normalised_levels(pixels)

    def step(pixels: Tensor, labels: Tensor) -> float:
        targets = labels.view(-1, 1).float() if mistake is LABELS else one_hot(labels)
        loss = ((net(prepared(pixels)) - targets) ** 2).mean()
        if mistake is not ZERO_GRAD:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    def answers(pixels: Tensor) -> Tensor:
        with torch.no_grad():
            return torch.cat([net(prepared(part)).argmax(dim=1) for part in pixels.split(2000)])

    return Program(step, loader, answers)
