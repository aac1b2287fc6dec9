"""Exercise ``predict`` of lesson 07."""

import torch
from torch import nn
from torch.nn import functional as F

from course_utils.exercises._run import call
from course_utils.exercises.core import Exercise, Mistake


def predict(net, images):
    """Give the digit that the net sees in each picture, int64 [b]."""
    with torch.no_grad():
        return net(images).argmax(dim=1)


def a_net(generator, lower=0):
    """Make a net without a hidden layer that takes pictures and rows of 784 alike; its outputs lie so much lower."""
    layer = nn.utils.skip_init(nn.Linear, 784, 10)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(10, 784, generator=generator) / 28)
        layer.bias.copy_(torch.randn(10, generator=generator) / 4 - lower)
    return nn.Sequential(nn.Flatten(), layer)


def pictures_of(net, digits, generator):
    """Make pictures that the net reads as these digits, the first most clearly; one other output is far below 0."""
    weight = net[1].weight.detach()
    clear = 6 * weight[digits] - 12 * weight[(digits + 5) % 10]
    clear[0] += 6 * weight[digits[0]]
    return (clear + torch.randn(clear.shape, generator=generator) / 4).reshape(-1, 1, 28, 28)


def cases(generator):
    net, other, low = a_net(generator), a_net(generator), a_net(generator, lower=60)
    return [
        (net, pictures_of(net, torch.tensor([7, 2, 1]), generator)),
        (other, pictures_of(other, torch.tensor([4]), generator)),
        (low, pictures_of(low, torch.tensor([3, 8]), generator)),  # all its outputs are below 0
        *((a_net(generator), torch.randn(size, 1, 28, 28, generator=generator)) for size in (7, 10, 64)),
    ]


class Witness(nn.Module):
    """A net that notes in which mode it is called."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(10, 784))
        self.with_gradients = self.for_training = False

    def forward(self, images):
        self.with_gradients |= torch.is_grad_enabled()
        self.for_training |= self.training
        return F.linear(images.flatten(1), self.weight)


def remark(predict):
    net = Witness()
    call(predict, (net, torch.zeros(2, 1, 28, 28)))
    if not net.with_gradients:
        return ""
    return "Inside `torch.no_grad()` it would save time and memory: no `backward()` follows."


def _of_the_outputs(result):
    return lambda net, images: result(net(images))


def _mistake(name, says, result):
    return Mistake(name, says, _of_the_outputs(result))


exercise = Exercise(
    lesson="test_accuracy",
    task="Give the net's answer for each picture of [b, 1, 28, 28]: the place of its largest output, int64 [b].",
    reference=predict,
    cases=cases,
    remark=remark,
    mistakes=(
        _mistake(
            "argmax over the wrong axis",
            "You look down the columns, from picture to picture: `dim=1` looks along each picture's ten outputs.",
            lambda out: out.argmax(dim=0),
        ),
        _mistake(
            "argmax of everything",
            "You look for the largest of all outputs: `dim=1` gives one answer for each picture.",
            lambda out: out.argmax(),
        ),
        _mistake(
            "value instead of place",
            "You give how large the largest output is: its place is the digit, `argmax`.",
            lambda out: out.max(dim=1).values,
        ),
        _mistake(
            "value and place",
            "`max(dim=1)` gives two things, the values and their places: the places are the answer.",
            lambda out: tuple(out.max(dim=1)),
        ),
        _mistake(
            "the largest of everything",
            "You give the largest of all outputs: one answer for each picture is asked for, a place.",
            lambda out: out.max(),
        ),
        _mistake(
            "dimension kept",
            "Each answer stands in brackets of its own, [b, 1]: leave out `keepdim`, or take them out, `[:, 0]`.",
            lambda out: out.argmax(dim=1, keepdim=True),
        ),
        _mistake(
            "the smallest",
            "You take the place of the smallest output: the largest is the answer, `argmax`.",
            lambda out: out.argmin(dim=1),
        ),
        _mistake(
            "the furthest from 0",
            "You drop the sign first: a very negative output is no answer, take the largest.",
            lambda out: out.abs().argmax(dim=1),
        ),
        _mistake(
            "search begun at 0",
            "Outputs below 0 are not looked at: all ten may lie there, so begin with the first of them, without ReLU.",
            lambda out: out.clamp(min=0).argmax(dim=1),
        ),
        _mistake(
            "outputs",
            "You give the ten outputs: which of them is the largest?",
            lambda out: out,
        ),
        _mistake(
            "shares",
            "You give ten shares for each picture: which of them is the largest?",
            lambda out: out.softmax(dim=1),
        ),
        _mistake(
            "softmax over the batch",
            "Your softmax compares pictures with each other, and answers change: leave it out.",
            lambda out: out.softmax(dim=0).argmax(dim=1),
        ),
        _mistake(
            "one-hot",
            "You turn the answers into one-hot rows: the digits themselves are asked for, [b].",
            lambda out: F.one_hot(out.argmax(dim=1), 10),
        ),
        _mistake(
            "counted from 1",
            "You add 1, but places count from 0: the place is the digit.",
            lambda out: out.argmax(dim=1) + 1,
        ),
        _mistake(
            "sorted",
            "You sort all ten places: only that of the largest output is asked for.",
            lambda out: out.argsort(dim=1),
        ),
        _mistake(
            "floats",
            "Your answers are floats: a digit is a whole number, leave out `.float()`.",
            lambda out: out.argmax(dim=1).float(),
        ),
        _mistake(
            "list",
            "You give a list: leave out `.tolist()`, or make a tensor of it. A tensor can be compared with all labels "
            "at once.",
            lambda out: out.argmax(dim=1).tolist(),
        ),
        _mistake(
            "one number taken out",
            "You take a single number out with `.item()`: there is an answer for each picture, leave it out.",
            lambda out: out.argmax(dim=1).item(),
        ),
        _mistake(
            "nothing returned",
            "You return nothing: the last line gives the answers, with `return` before it.",
            lambda out: None,
        ),
        _mistake(
            "first picture only",
            "You give an answer for the first picture only: does a `return` stand inside a loop?",
            lambda out: out[:1].argmax(dim=1),
        ),
        _mistake(
            "last picture only",
            "You give an answer for the last picture only: does a loop overwrite it?",
            lambda out: out[-1:].argmax(dim=1),
        ),
        Mistake(
            "brightest pixel",
            "You look for the brightest pixel: send the pictures through the net first.",
            lambda net, images: images.flatten(1).argmax(dim=1),
        ),
    ),
    hints=(
        "The net gives ten outputs for each picture, [b, 10]. Which of the ten is its answer?",
        "The place of the largest, along each row: there is a method for that, and `dim` says along which direction.",
        "Call the net inside `with torch.no_grad():`, then `argmax`; rows go along dimension 1.",
    ),
    consequence="Ten outputs have become one answer. Any net that gives ten outputs can be asked like this.",
)
