"""Wrong answers, written without a look at the catalogue: they passed once, or were told a false word."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from course_utils import one_hot
from course_utils.exercises import (
    backpropagation,
    gradient_descent,
    linear_classifier,
    mse_loss,
    one_hot_labels,
    pixels_to_vectors,
    pytorch_parts,
    slopes,
    test_accuracy,
    train_the_mlp,
    welcome,
)
from course_utils.exercises._running.guarded_call import call, look

pytestmark = [pytest.mark.usefixtures("time_to_look"), pytest.mark.filterwarnings("ignore")]

known, path, made, first = {}, [], {}, []
shared = nn.Linear(784, 256)
flat, calls = torch.zeros(1, 784), 0


def keeps_places(f, x, little):
    if (x, little) not in known:
        known[x, little] = (f(x + little) - f(x)) / little
    return known[x, little]


def keeps_values(f, x, little):
    if f not in known:
        known[f] = f(x)
    return (f(x + little) - known[f]) / little


def right_at_0_for_what_is_0(f, x, little):
    return f(little) / little if x == 0 else (f(x + little) - f(x)) / little


def one_list(grad_of, weight, learning_rate, steps):
    path.clear()
    path.append(weight)
    for _ in range(steps):
        weight = weight - learning_rate * grad_of(weight)
        path.append(weight)
    return path


def from_the_first_row(row, col):
    first.append(row)
    return 28 * (row - first[0]) + col


def at_most_12(labels, depth=10):
    rows = torch.zeros(max(12, depth), depth)
    rows[torch.arange(min(len(labels), 12)), labels[:12]] = 1
    return rows[: len(labels)]


def keeps_loaders(root, train):
    if train not in made:
        prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
        data = datasets.MNIST(root, train=train, download=True, transform=prepare)
        made[train] = DataLoader(data, batch_size=512, shuffle=train)
    return made[train]


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1, self.layer2, self.layer3 = shared, nn.Linear(256, 64), nn.Linear(64, 10)

    def forward(self, images):
        x = F.relu(self.layer1(images.reshape(len(images), 784)))
        return self.layer3(F.relu(self.layer2(x)))


def through_the_layers(net, images):
    x = images.reshape(len(images), 784)
    for layer in net:
        x = layer(x)
    return x.argmax(dim=1)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        (welcome.double, lambda number: round(2 * number, 1)),
        (pixels_to_vectors.pixel_index, lambda row, col: int((row + col / 28) * 28)),
        (pixels_to_vectors.pixel_index, from_the_first_row),
        (pixels_to_vectors.flatten_batch, lambda images: images[:64].reshape(-1, 784)),
        (one_hot_labels.one_hot, at_most_12),
        (one_hot_labels.from_one_hot, lambda targets: targets[:64].argmax(dim=1)),
        (slopes.finite_difference, keeps_places),
        (slopes.finite_difference, keeps_values),
        (slopes.finite_difference, right_at_0_for_what_is_0),
        (slopes.mse_gradient, lambda pred, target: (2 * (pred - target) / pred.numel()).clamp(-1, 1)),
        (gradient_descent.descend, one_list),
        (linear_classifier.linear, lambda x, weight, bias: (x @ weight.T + bias).squeeze(1)),
        (linear_classifier.linear_gradients, lambda x, grad_out: ((grad_out.T @ x).squeeze(), grad_out.sum(dim=0))),
        (backpropagation.relu, lambda x: x if x.min() >= 0 else x.clamp(min=0)),
        (backpropagation.relu_gradient, lambda x, grad_out: grad_out * (x > 0.01)),
        (pytorch_parts.Net, Shared),
        (train_the_mlp.make_loader, keeps_loaders),
        (test_accuracy.predict, through_the_layers),
    ],
)
def test_what_passed_once_is_refused(exercise, answer):
    assert exercise.judge(answer).state in ("wrong", "crashed")


def calls_itself(grad_of, weight, learning_rate, steps):
    if steps == 1:
        return [weight]
    return [weight, *calls_itself(grad_of, weight - learning_rate * grad_of(weight), learning_rate, steps - 1)]


def in_one_tensor(image):
    flat[0] = image.flatten()
    return flat


def table_of_10(pred, target):
    grad = torch.zeros(10, 10)
    for i in range(len(pred)):
        grad[i] = 2 * (pred[i] - target[i]) / pred.numel()
    return grad


def kept_by_length(labels, depth=10):
    if len(labels) not in known:
        known[len(labels)] = torch.eye(depth)
    return known[len(labels)][labels]


def double(number):
    return 2 * double


def another_name(x):
    return 2 * y  # noqa: F821 - the slip


def every_second_time(net, optimizer, images, labels):
    global calls
    calls += 1
    if calls % 2 == 1:
        optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def bias_grows(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        bias += weight @ x[i]
        out[i] = bias
    return out


@pytest.mark.parametrize(
    ("exercise", "answer", "true", "false"),
    [
        (gradient_descent.descend, calls_itself, "The last weight is missing", "your answer is right"),
        (
            one_hot_labels.one_hot,
            lambda labels, depth=10: (labels == torch.arange(depth)).float(),
            "reshape",
            "predict",
        ),
        (mse_loss.squared_error, lambda pred, target: (target * pred.log()).sum(), "a logarithm taken", "same result"),
        (pixels_to_vectors.flatten_image, in_one_tensor, "one and the same tensor", "does it use"),
        (slopes.mse_gradient, table_of_10, "always take 10, where it stands for the first time", "does it use"),
        (one_hot_labels.one_hot, kept_by_length, "IndexError", "your answer is right"),
        (pixels_to_vectors.flatten_batch, lambda images: (len(images), 784), "the sizes of the shape alone", "list"),
        (pixels_to_vectors.flatten_image, lambda image: (1, 784), "the sizes of the shape alone", "at each call"),
        (welcome.double, lambda number: (number, number), "without a comma", "A star behind"),
        (welcome.double, double, "`double` is your function itself, and what comes in is `number`", "call it"),
        (welcome.double, lambda number: f"{2 * number}", "the f before", "crash"),
        (
            welcome.double,
            lambda number: 2 * number if number > 0 else None,
            "For `double(0)`:\nexpected a result",
            "text",
        ),
        (
            gradient_descent.gradient_step,
            lambda weight, grad, rate: weight + 0.1 * grad,
            "add the step",
            "`learning_rate` times",
        ),
        (pytorch_parts.train_step, every_second_time, "Your function changes `calls`, which stays", "Write `"),
        (linear_classifier.linear, bias_grows, "The result is right here, but `bias` was changed", "is right, but"),
        (welcome.double, another_name, "It was called with `x`: 2.", "`number`"),
    ],
)
def test_no_false_word_is_said(exercise, answer, true, false):
    message = exercise.judge(answer).message
    assert true in message and false not in message


def test_a_limit_around_another_one_still_stops_what_never_ends():
    def looks_and_goes_on():
        look(lambda: 1, otherwise=0)
        while True:
            pass

    assert call(looks_and_goes_on, (), seconds=0.3).stopped
