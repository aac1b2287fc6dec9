"""Two slips at once in a training by hand, one in its losses and one in its steps, are told one after the other."""

import pytest
import torch

from course_utils.exercises import linear_classifier
from course_utils.exercises import train_by_hand as lesson_08
from course_utils.exercises.backpropagation import backward, forward
from course_utils.exercises.linear_classifier import linear, linear_gradients
from course_utils.exercises.slopes import mse_gradient
from course_utils.labels import one_hot


def mean(out, targets):
    return ((out - targets) ** 2).mean()


def total(out, targets):
    return ((out - targets) ** 2).sum()


def root_of_the_sum(out, targets):
    return ((out - targets) ** 2).sum() ** 0.5


def of_one_layer(loss, gradient, move):
    def train_linear(weight, bias, loader, learning_rate, epochs):
        losses = []
        for _ in range(epochs):
            for images, labels in loader:
                x, targets = images.reshape(len(images), 784), one_hot(labels)
                out = linear.reference(x, weight, bias)
                losses.append(loss(out, targets).item())
                grads = linear_gradients.reference(x, gradient(out, targets))
                move(weight, learning_rate * grads[0])
                move(bias, learning_rate * grads[1])
        return losses

    return train_linear


def of_three_layers(loss, gradient):
    def train_by_hand(params, velocities, loader, learning_rate, momentum, epochs):
        losses = []
        for _ in range(epochs):
            for images, labels in loader:
                x, targets = images.reshape(len(images), 784), one_hot(labels)
                h1, h2, out = forward.reference(x, params)
                losses.append(loss(out, targets).item())
                grads = backward.reference(x, params, h1, h2, gradient(out, targets))
                lesson_08.momentum_step.reference(params, grads, velocities, learning_rate, momentum)
        return losses

    return train_by_hand


def right_gradient(out, targets):
    return mse_gradient.reference(out, targets)


def summed(out, targets):
    return 2 * (out - targets)


def half(out, targets):
    return right_gradient(out, targets) / 2


def thirty_times(out, targets):
    return 30 * right_gradient(out, targets)


SUBTRACT, ADD, LEAVE = torch.Tensor.sub_, torch.Tensor.add_, lambda tensor, step: None
ONLY_LOSSES = "All that you train comes out right. Only the numbers in your list of losses are wrong"
UPHILL = "You step uphill: the gradient points to where the loss grows"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (of_one_layer(root_of_the_sum, right_gradient, SUBTRACT), ONLY_LOSSES),
        (of_one_layer(root_of_the_sum, half, SUBTRACT), "Your gradient is half of what it should be"),
        (of_one_layer(root_of_the_sum, right_gradient, ADD), UPHILL),
        # Not that the loss is a sum, as of another answer with this gradient.
        (of_one_layer(root_of_the_sum, summed, SUBTRACT), "The mean is missing from your gradient"),
        (of_one_layer(total, right_gradient, ADD), UPHILL),
        (of_one_layer(total, thirty_times, SUBTRACT), "Your losses are sums: take the mean"),
        # Not that the losses are right, as the catalogue says of another answer that leaves them where they are.
        (of_one_layer(total, right_gradient, LEAVE), "Weight and bias never move"),
        (of_one_layer(total, summed, SUBTRACT), "You take the sum of the squares for the loss, and send its gradient"),
    ],
)
def test_the_training_of_one_layer(answer, told):
    outcome = linear_classifier.train_linear.judge(answer)
    assert outcome.state == "wrong"
    assert outcome.message.startswith(told)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (of_three_layers(root_of_the_sum, right_gradient), ONLY_LOSSES),
        (of_three_layers(root_of_the_sum, half), "Your gradient is half of what it should be"),
        (of_three_layers(total, thirty_times), "Your losses are sums: take the mean"),
        (of_three_layers(mean, thirty_times), "The first loss is right, and later numbers are wrong."),
    ],
)
def test_the_training_of_three_layers(answer, told):
    outcome = lesson_08.train_by_hand.judge(answer)
    assert outcome.state == "wrong"
    assert outcome.message.startswith(told)
