"""How an answer to ``predict`` is looked at: pictures that a net reads as known digits, and whether it is asked."""

import torch
from torch import nn
from torch.nn import functional as F

from course_utils.exercises._running.guarded_call import call
from course_utils.exercises.train_the_mlp._train._asked import asking


class Net(nn.Module):
    """A net that is called, as a learner's is: an ``nn.Sequential`` could also be gone through."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, images):
        return self.layer(images.flatten(1))


def a_net(generator, lower=0, biases=0.25):
    """Make a net without a hidden layer that takes pictures and rows of 784 alike; its outputs lie so much lower."""
    layer = nn.Linear(784, 10)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(10, 784, generator=generator) / 28)
        layer.bias.copy_(torch.randn(10, generator=generator) * biases - lower)
    return Net(layer)


def pictures_of(net, digits, generator, clearest=0):
    """Make pictures that the net reads as these digits, one most clearly; one other output is far below 0."""
    weight = net.layer.weight.detach()
    clear = 6 * weight[digits] - 12 * weight[(digits + 5) % 10]
    clear[clearest] += 6 * weight[digits[clearest]]
    return (clear + torch.randn(clear.shape, generator=generator) / 4).reshape(-1, 1, 28, 28)


def cases(generator):
    net, other, low = a_net(generator), a_net(generator), a_net(generator, lower=60)
    return [
        (net, pictures_of(net, torch.tensor([7, 2, 1]), generator)),
        (other, pictures_of(other, torch.tensor([4]), generator)),
        (low, pictures_of(low, torch.tensor([3, 8]), generator)),  # all its outputs are below 0
        # Each digit: 9 is looked at too. The largest of all outputs is not one of the first picture.
        (net, pictures_of(net, torch.randperm(10, generator=generator), generator, clearest=3)),
        (a_net(generator), torch.randn(7, 1, 28, 28, generator=generator)),
        # Who normalises once more sees others: these have a mean and a spread of their own, and the biases count.
        (a_net(generator, biases=2), 3 + 3 * torch.randn(64, 1, 28, 28, generator=generator)),
    ]


def observe(predict, net, images):
    return asking(
        lambda: predict(net, images),
        net,
        len(images),
        "images",
        "Ask the net about `images`, which is passed in: `net(images)`.",
    )


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
