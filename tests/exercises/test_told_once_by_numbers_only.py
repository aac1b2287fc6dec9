"""Likely slips that once met only numbers, or Python's own words: each is told its cause."""

import pytest
import torch
from answers import changed
from torch import nn
from torch.nn import functional as F

from course_utils.exercises import pixels_to_vectors, pytorch_parts, slopes, test_accuracy

pytestmark = [pytest.mark.usefixtures("time_to_look"), pytest.mark.filterwarnings("ignore")]


def normalize(pixels):
    x = pixels / 255
    return (x - 0.1307) / 0.3081


def pixel_index(row, col):
    return row * 28 + col


def finite_difference(f, x, little):
    return (f(x + little) - f(x)) / little


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


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Linear(784, 256)
        self.layer2 = nn.Linear(256, 64)
        self.layer3 = nn.Linear(64, 10)

    def forward(self, images):
        x = F.relu(self.layer1(images.reshape(len(images), 784)))
        return self.layer3(F.relu(self.layer2(x)))


class CommaBehind(Net):
    def __init__(self):
        super().__init__()
        del self.layer1
        self.layer1 = (nn.Linear(784, 256),)


class Compared(Net):
    def __init__(self):
        nn.Module.__init__(self)
        self.layer1 == nn.Linear(784, 256)  # noqa: B015 - the slip


SHARE = "(predicted == labels).float().mean().item()"


@pytest.mark.parametrize(
    ("exercise", "answer", "told"),
    [
        (pixels_to_vectors.normalize, changed(normalize, "0.3081", "0.3018"), "You take 0.3018: write `0.3081` in its"),
        (pixels_to_vectors.normalize, changed(normalize, "0.1307", "1.307"), "Look at your line"),
        (pixels_to_vectors.pixel_index, changed(pixel_index, "28", "38"), "You take 38: write `28` in its place"),
        (slopes.finite_difference, changed(finite_difference, "- f(x)", "- x"), "what f gives there, `f(x)`"),
        (slopes.finite_difference, changed(finite_difference, "f(x + little)", "x + little"), "`f(x + little)`"),
        (test_accuracy.accuracy, changed(accuracy, SHARE, "torch.equal(predicted, labels)"), "one True or False"),
        (test_accuracy.accuracy, changed(accuracy, SHARE, f"[{SHARE}]"), "Leave out the brackets around your number"),
        (test_accuracy.accuracy, changed(accuracy, SHARE, f"dict(share={SHARE})"), "Leave out the braces"),
        (test_accuracy.evaluate, changed(evaluate, "no_grad()", "no_grad"), "`with torch.no_grad():`"),
        (test_accuracy.evaluate, changed(evaluate, "torch.cat", "torch.stack"), "`torch.cat(...)` puts them one"),
        (test_accuracy.confusion_matrix, changed(confusion_matrix, ", minlength=100", ""), "`minlength=...` makes it"),
        (pytorch_parts.Net, CommaBehind, "of `self.layer1`, and makes a tuple of it: delete the comma."),
        (pytorch_parts.Net, Compared, "one `=` gives the layer its name"),
    ],
)
def test_the_cause_is_told(exercise, answer, told):
    outcome = exercise.judge(answer)
    assert outcome.state in ("wrong", "crashed") and told in outcome.message
