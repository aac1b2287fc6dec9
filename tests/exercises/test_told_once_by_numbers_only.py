"""Likely slips that once met only numbers, or Python's own words: each is told its cause."""

import pytest
import torch
from answers import changed
from torch import nn

from course_utils.exercises import (
    backpropagation,
    linear_classifier,
    pixels_to_vectors,
    pytorch_parts,
    slopes,
    test_accuracy,
)

pytestmark = [pytest.mark.usefixtures("time_to_look"), pytest.mark.filterwarnings("ignore")]


def normalize(pixels):
    x = pixels / 255
    return (x - 0.1307) / 0.3081


def accuracy(predicted, labels):
    return (predicted == labels).float().mean().item()


def evaluate(net, loader):
    hits = []
    for images, labels in loader:
        with torch.no_grad():
            hits.append((net(images).argmax(dim=1) == labels).float())
    return torch.cat(hits).mean().item()


def confusion_matrix(predicted, labels):
    return torch.bincount(labels * 10 + predicted, minlength=100).reshape(10, 10)


class OfTheClass(nn.Module):
    layer1, layer2, layer3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)
    forward = pytorch_parts.Net.reference.forward


def linear(x, weight, bias):
    weight = weight.T
    return x @ weight + bias


def forward(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = (x @ w1.T + b1).clamp(min=0)
    h2 = (h1 @ w2.T + b2).clamp(min=0)
    return h1, h2, h2 @ w3.T + b3


NET, SLOPE = pytorch_parts.Net.reference, slopes.finite_difference.reference
SHARE = "(predicted == labels).float().mean().item()"


@pytest.mark.parametrize(
    ("exercise", "answer", "told"),
    [
        (pixels_to_vectors.normalize, changed(normalize, "0.3081", "0.3018"), "You take 0.3018: write `0.3081` in its"),
        (pixels_to_vectors.normalize, changed(normalize, "0.1307", "1.307"), "Look at your line"),
        (
            pixels_to_vectors.pixel_index,
            changed(pixels_to_vectors.pixel_index.reference, "28", "38"),
            "You take 38: write `28` in its place",
        ),
        (slopes.finite_difference, changed(SLOPE, "- f(x)", "- x"), "what f gives there, `f(x)`"),
        (slopes.finite_difference, changed(SLOPE, "f(x + little)", "x + little"), "`f(x + little)`"),
        (test_accuracy.accuracy, changed(accuracy, SHARE, "torch.equal(predicted, labels)"), "one True or False"),
        (test_accuracy.accuracy, changed(accuracy, SHARE, f"[{SHARE}]"), "Leave out the brackets around your number"),
        (test_accuracy.accuracy, changed(accuracy, SHARE, f"dict(share={SHARE})"), "Leave out the braces"),
        (test_accuracy.evaluate, changed(evaluate, "no_grad()", "no_grad"), "`with torch.no_grad():`"),
        (test_accuracy.evaluate, changed(evaluate, "torch.cat", "torch.stack"), "`torch.cat(...)` puts them one"),
        (test_accuracy.confusion_matrix, changed(confusion_matrix, ", minlength=100", ""), "`minlength=...` makes it"),
        (pixels_to_vectors.flatten_batch, lambda images: images.reshape(images.shape(0), 784), "with `.shape[0]`."),
        (slopes.finite_difference, changed(SLOPE, "return", "f = f(x)\n    return"), "take another name"),
        (linear_classifier.linear, changed(linear, "x @ weight", "x @ weight.T"), "Delete your line 2: `weight = weig"),
        (
            backpropagation.forward,
            changed(forward, "h1 = (x @ w1.T + b1).clamp(min=0)", "h1 = x @ w1.T + b1.clamp(min=0)"),
            "ReLU takes the bias alone: put it around product plus bias.",
        ),
        (backpropagation.relu, lambda x: nn.ReLU(x), "as in `nn.ReLU()(x)`."),
        (test_accuracy.predict, lambda net, images: max(net(images)), "`.argmax(dim=1)` behind a tensor"),
        (
            pytorch_parts.train_step,
            changed(pytorch_parts.train_step.reference, "loss.backward()", "loss = loss.backward()"),
            "give nothing back",
        ),
        (pytorch_parts.Net, OfTheClass, "`layer1` belongs to the class and not to the net"),
        (
            pytorch_parts.Net,
            changed(NET, "nn.Linear(784, 256)", "nn.Linear(784, 256),"),
            "of `self.layer1`, and makes a tuple of it: delete the comma.",
        ),
        (pytorch_parts.Net, changed(NET, "self.layer1 =", "self.layer1 =="), "one `=` gives `self.layer1` a new value"),
    ],
)
def test_the_cause_is_told(exercise, answer, told):
    outcome = exercise.judge(answer)
    assert outcome.state in ("wrong", "crashed") and told in outcome.message
