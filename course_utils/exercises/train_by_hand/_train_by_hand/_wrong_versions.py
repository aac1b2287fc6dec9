"""Trainings by hand with one slip each, for the catalogue of mistakes."""

import torch

from course_utils.exercises.backpropagation._backward import backward
from course_utils.exercises.backpropagation._forward import forward
from course_utils.exercises.linear_classifier._train_linear._wrong_versions import mean_square
from course_utils.exercises.slopes._mse_gradient import mse_gradient
from course_utils.exercises.train_by_hand._momentum_step import momentum_step
from course_utils.labels import one_hot


def flat(images):
    return images.reshape(len(images), 784)


def cut_off_at_6(x, params):
    """Put ReLU6 in the place of ReLU."""
    w1, b1, w2, b2, w3, b3 = params
    h1 = (x @ w1.T + b1).clamp(0, 6)
    h2 = (h1 @ w2.T + b2).clamp(0, 6)
    return h1, h2, h2 @ w3.T + b3


def differing(
    flat=flat,
    targets=one_hot,
    loss=mean_square,
    grad_out=mse_gradient,
    back=backward,
    step=momentum_step,
    there=forward,
):
    """Make a training that goes wrong in one place."""

    def train(params, velocities, loader, learning_rate, momentum, epochs):
        losses = []
        for _ in range(epochs):
            for images, labels in loader:
                x, wanted = flat(images), targets(labels)
                h1, h2, out = there(x, params)
                losses.append(loss(out, wanted))
                grads = back(x, params, h1, h2, grad_out(out, wanted))
                step(params, grads, velocities, learning_rate, momentum)
        return losses

    return train


as_is_right = differing()


def given(change):
    """Make a training that is right but for what it is given: ``change`` takes all six and gives all six."""
    return lambda *arguments: as_is_right(*change(*arguments))


def zeros(rows):
    return [torch.zeros_like(row) for row in rows]


def clones(rows):
    return [row.clone() for row in rows]


def told_otherwise(tell):
    """Make a training that is right and tells its losses, one list an epoch, in another way."""

    def train(params, velocities, loader, learning_rate, momentum, epochs):
        return tell([as_is_right(params, velocities, loader, learning_rate, momentum, 1) for _ in range(epochs)])

    return train


def new_velocities_each_epoch(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        losses += as_is_right(params, zeros(params), loader, learning_rate, momentum, 1)
    return losses


def one_step_an_epoch(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        *first, last = loader
        for batch in first:
            losses += as_is_right(clones(params), clones(velocities), [batch], learning_rate, momentum, 1)
        losses += as_is_right(params, velocities, [last], learning_rate, momentum, 1)
    return losses


def loss_after_the_step(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        for batch in loader:
            as_is_right(params, velocities, [batch], learning_rate, momentum, 1)
            losses += as_is_right(clones(params), clones(velocities), [batch], 0.0, 0.0, 1)
    return losses


def out_is_all_three(params, velocities, loader, learning_rate, momentum, epochs):
    for images, labels in loader:
        return forward(flat(images), params) - one_hot(labels)


def unpacked_in_another_order(params, velocities, loader, learning_rate, momentum, epochs):
    for images, labels in loader:
        out, _, _ = forward(flat(images), params)
        return out - one_hot(labels)


def params_from_the_step(params, velocities, loader, learning_rate, momentum, epochs):
    for images, labels in [*loader] * epochs:
        x, targets = flat(images), one_hot(labels)
        h1, h2, out = forward(x, params)
        grads = backward(x, params, h1, h2, mse_gradient(out, targets))
        params = momentum_step(params, grads, velocities, learning_rate, momentum)


def plain_step(params, grads, velocities, learning_rate, momentum):
    for param, grad in zip(params, grads, strict=True):
        param -= learning_rate * grad


def uphill(params, grads, velocities, learning_rate, momentum):
    momentum_step(params, grads, velocities, -learning_rate, momentum)


def velocities_before_grads(params, grads, velocities, learning_rate, momentum):
    momentum_step(params, velocities, grads, learning_rate, momentum)
