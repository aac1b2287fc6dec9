"""How a training by hand is looked at: the losses of a few batches, a short one among them, and what has moved."""

import itertools
import types

import torch
from torch import Tensor

from course_utils.exercises.exercise import Wrong, is_a
from course_utils.exercises.train_by_hand._momentum_step import momentum_step
from course_utils.mnist import batches


def cases(generator):
    def loader(count, batch_size):
        # Pale pictures, so that no hidden unit comes near its kink (see start).
        images = 0.8 * torch.rand(count, 1, 28, 28, generator=generator)
        labels = torch.randint(0, 10, (count,), generator=generator)
        return batches(images, labels, batch_size, shuffle=False)

    return [
        # Batches of one picture come first: what an answer stops at there is what its message is about.
        (start(generator), rows(generator, 0.02), loader(2, 1), 0.2, 0.8, 1),
        (start(generator), rows(generator, 0.0), loader(3, 2), 0.1, 0.9, 1),
        (start(generator), rows(generator, 0.02), loader(5, 3), 0.05, 0.5, 3),
        (start(generator), rows(generator, 0.02), loader(4, 2), 0.1, 0.9, 2),
        (start(generator, bias=8), rows(generator, 0.0), loader(4, 2), 0.0002, 0.5, 1),  # hidden units above 6
    ]


def rows(generator, scale):
    shapes = (256, 784), (256,), (64, 256), (64,), (10, 64), (10,)
    return [scale * torch.randn(shape, generator=generator) for shape in shapes]


def start(generator, bias=1):
    """Give six parameters with biases of both signs and small weights: each hidden unit is far from its kink.

    However an answer adds up its products, rounding never decides on which side of it a unit is.
    """
    w1, b1, w2, b2, w3, b3 = rows(generator, 1.0)
    return [w1 / 200, bias * b1.sign(), w2 / 100, bias * b2.sign(), w3 / 10, b3 / 10]


def with_the_courses_step(train_by_hand):
    """Give the same function with the course's momentum_step: whether the learner's is right is another exercise."""
    if not isinstance(train_by_hand, types.FunctionType) or "momentum_step" not in train_by_hand.__globals__:
        return train_by_hand
    names = {**train_by_hand.__globals__, "momentum_step": momentum_step}
    code, name = train_by_hand.__code__, train_by_hand.__name__
    same = types.FunctionType(code, names, name, train_by_hand.__defaults__, train_by_hand.__closure__)
    same.__kwdefaults__ = train_by_hand.__kwdefaults__
    return same


def observe(train_by_hand, params, velocities, loader, learning_rate, momentum, epochs):
    train_by_hand = with_the_courses_step(train_by_hand)
    before = [param.clone() for param in params]

    def trained(params, velocities):
        with torch.random.fork_rng(devices=[]):  # a loader draws a number whenever it begins
            return train_by_hand([*params], velocities, loader, learning_rate, momentum, epochs)

    start = [velocity.clone() for velocity in velocities]
    held = [*velocities]  # who puts new ones into the list lets a next training go on with them, too
    losses = trained(params, held)
    unmoved = is_a(losses, list) and losses and all(map(torch.equal, params, before))
    if unmoved and trained([param / 2 for param in before], start) == losses:
        raise Wrong("expected losses that belong to the given params\ngot      the same ones for others, and no step")
    refuse(losses, len(loader) * epochs)
    names = ("w1", "b1", "w2", "b2", "w3", "b3")
    moved = {f"{name} afterwards": param for name, param in zip(names, params, strict=True)}
    gathered = {f"the velocity of {name} afterwards": one for name, one in itertools.zip_longest(names, held[:6])}
    return {"the losses": losses, **moved, **gathered}


def refuse(losses, count):
    """Refuse losses for what has one cause, whatever else is wrong."""
    if is_a(losses, float) or (is_a(losses, Tensor) and losses.dim() == 0):
        raise Wrong("expected a list of losses\ngot      a single number")
    if not is_a(losses, list | tuple):
        return
    if any(is_a(loss, Tensor) and loss.dim() == 0 for loss in losses):
        raise Wrong("expected Python floats in the list of losses\ngot      tensors")
    as_rounded = [is_a(loss, float) and loss == round(loss, 5) for loss in losses]
    if len(losses) == count and all(as_rounded) and len({*losses}) > 1:
        raise Wrong("expected the losses as they are\ngot      rounded ones")
