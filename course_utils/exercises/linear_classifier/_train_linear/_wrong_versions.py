"""Trainings of one layer with one slip each, for the catalogue of mistakes."""

import torch

from course_utils.exercises.linear_classifier._linear import linear
from course_utils.exercises.linear_classifier._linear_gradients import linear_gradients
from course_utils.exercises.slopes._mse_gradient import mse_gradient
from course_utils.labels import one_hot


def mean_square(out, targets):
    return ((out - targets) ** 2).mean().item()


def rows(images):
    return images.reshape(len(images), 784)


def differing(
    targets=one_hot,
    outputs=linear,
    loss=mean_square,
    grad_out=mse_gradient,
    pixels=rows,
    gradients=linear_gradients,
    move=torch.Tensor.sub_,
    move_bias=None,
):
    """Make a training that goes wrong in one place; ``pixels`` are what ``linear_gradients`` is given of the images."""

    def train(weight, bias, loader, learning_rate, epochs):
        losses = []
        for _ in range(epochs):
            for images, labels in loader:
                wanted = targets(labels)
                out = outputs(rows(images), weight, bias)
                losses.append(loss(out, wanted))
                grad_weight, grad_bias = gradients(pixels(images), grad_out(out, wanted))
                move(weight, learning_rate * grad_weight)
                (move_bias or move)(bias, learning_rate * grad_bias)
        return losses

    return train


as_is_right = differing()


def new_subtracted(tensor, step):
    tensor.sub_(tensor - step)


def accumulating(weight, bias, *others):
    sums = {tensor.numel(): torch.zeros_like(tensor) for tensor in (weight, bias)}
    train = differing(move=lambda tensor, step: tensor.sub_(sums[tensor.numel()].add_(step)))
    return train(weight, bias, *others)


def one_step_an_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        start = weight.clone(), bias.clone()
        for batch in loader:
            weight.copy_(start[0])
            bias.copy_(start[1])
            losses += as_is_right(weight, bias, [batch], learning_rate, 1)
    return losses


def bias_moved_once_an_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        *first, last = loader
        for batch in first:
            losses += as_is_right(weight, bias.clone(), [batch], learning_rate, 1)
        losses += as_is_right(weight, bias, [last], learning_rate, 1)
    return losses


def one_step_in_all(weight, bias, loader, learning_rate, epochs):
    batches = [batch for _ in range(epochs) for batch in loader]
    losses = [as_is_right(weight, bias, [batch], 0.0, 1)[0] for batch in batches]
    as_is_right(weight, bias, batches[-1:], learning_rate, 1)
    return losses


def loops_swapped(weight, bias, loader, learning_rate, epochs):
    return [loss for batch in loader for loss in as_is_right(weight, bias, [batch], learning_rate, epochs)]


def set_to_zero(weight, bias, *others):
    return as_is_right(weight.zero_(), bias.zero_(), *others)


def loss_after_the_step(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for batch in loader:
            as_is_right(weight, bias, [batch], learning_rate, 1)
            losses += as_is_right(weight, bias, [batch], 0.0, 1)
    return losses


def short_batch_dropped(weight, bias, loader, *others):
    kept = list(loader)
    return as_is_right(weight, bias, [batch for batch in kept if len(batch[0]) == len(kept[0][0])], *others)


def told_otherwise(tell):
    """Make a training that is right and tells its losses, one list an epoch, in another way."""

    def train(weight, bias, loader, learning_rate, epochs):
        return tell([as_is_right(weight, bias, loader, learning_rate, 1) for _ in range(epochs)])

    return train


def losses_told_otherwise(told_otherwise):
    """Give the entries of the catalogue about the list of losses, for a training whose losses can be told otherwise."""
    return {
        "mean loss of each epoch": (
            "You give one mean loss for each epoch: give one loss for each batch.",
            told_otherwise(lambda losses: [sum(epoch) / len(epoch) for epoch in losses]),
        ),
        "last loss of each epoch": (
            "You give one loss for each epoch, that of its last batch: append it in the inner loop.",
            told_otherwise(lambda losses: [epoch[-1] for epoch in losses]),
        ),
        "losses begin anew": (
            "You give the losses of the last epoch only: make the empty list once, before both loops.",
            told_otherwise(lambda losses: losses[-1]),
        ),
        "losses as tensors": (
            "Your losses are tensors: `.item()` makes a Python float of each.",
            told_otherwise(lambda losses: [torch.tensor(loss) for epoch in losses for loss in epoch]),
        ),
    }
