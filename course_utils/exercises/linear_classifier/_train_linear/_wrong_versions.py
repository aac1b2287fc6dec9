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


def mixed(images):
    """Make a row for each picture, as many as there are, of the pixels of several."""
    return images.reshape(784, len(images)).T


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


def one_step_with_all_gradients(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        start = weight.clone(), bias.clone()
        for batch in loader:
            moved = start[0].clone(), start[1].clone()
            losses += as_is_right(*moved, [batch], learning_rate, 1)
            weight += moved[0] - start[0]
            bias += moved[1] - start[1]
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


def set_to_zero(weight, bias, *others):
    return as_is_right(weight.zero_(), bias.zero_(), *others)


def loss_after_the_step(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for batch in loader:
            as_is_right(weight, bias, [batch], learning_rate, 1)
            losses += as_is_right(weight, bias, [batch], 0.0, 1)
    return losses


def of_batches(train, loader_at, chosen):
    """Make a training that goes through some of its batches only; its loader is so far behind what it is given."""
    return lambda *given: train(*given[:loader_at], chosen([*given[loader_at]]), *given[loader_at + 1 :])


def loops_swapped(train, loader_at):
    """Make a training that goes through all epochs with a batch before the next comes."""
    return lambda *given: [
        loss for batch in given[loader_at] for loss in train(*given[:loader_at], [batch], *given[loader_at + 1 :])
    ]


def full_only(batches):
    """Leave out a batch that is shorter than the first."""
    return [batch for batch in batches if len(batch[0]) == len(batches[0][0])]


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


def of_any_training(train, loader_at, differing):
    """Give the entries of the catalogue that any training by hand may be told, from how it is made to differ."""
    return {
        "loops swapped": (
            "Your loops are swapped: the epochs are the outer loop, so that all batches come before any comes again.",
            loops_swapped(train, loader_at),
        ),
        "only the first batch": (
            "You stop after the first batch: does a `return` stand inside a loop? Move it behind both loops.",
            lambda *given: of_batches(train, loader_at, lambda batches: batches[:1])(*given[:-1], 1),
        ),
        "short batch dropped": (
            "You leave out the last, short batch: it counts as well, with the mean over its own pictures.",
            of_batches(train, loader_at, full_only),
        ),
        "loss summed": (
            "Your losses are sums: take the mean over b times 10 entries, `.mean()`.",
            differing(loss=lambda out, targets: ((out - targets) ** 2).sum().item()),
        ),
        "sum for mean": (
            "You take the sum of the squares for the loss, and send its gradient back: take the mean in both, over b "
            "times 10 entries.",
            differing(
                loss=lambda out, targets: ((out - targets) ** 2).sum().item(),
                grad_out=lambda out, targets: 2 * (out - targets),
            ),
        ),
        "root of the loss": (
            "You take the root of the loss: the MSE loss is the mean of the squares itself.",
            differing(loss=lambda out, targets: mean_square(out, targets) ** 0.5),
        ),
        "gradient without mean": (
            "The mean is missing from your gradient: divide it by b times 10, `out.numel()`.",
            differing(grad_out=lambda out, targets: 2 * (out - targets)),
        ),
        "gradient averaged over the batch only": (
            "Your gradient is 10 times too large: the MSE loss also averages over the ten outputs.",
            differing(grad_out=lambda out, targets: 2 * (out - targets) / len(out)),
        ),
        "factor 2 missing": (
            "Your gradient is half of what it should be: the slope of a square is two times the difference.",
            differing(grad_out=lambda out, targets: (out - targets) / out.numel()),
        ),
        "labels in a column, not one-hot": (
            "You compare all ten outputs with the label itself: turn the labels into rows first, `one_hot(labels)`.",
            differing(targets=lambda labels: labels[:, None]),
        ),
        "labels not one-hot": (
            "You compare labels [b] with outputs [b, 10]: turn the labels into rows first, `one_hot(labels)`.",
            differing(targets=lambda labels: labels),
        ),
    }
