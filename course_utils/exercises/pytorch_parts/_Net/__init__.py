"""Exercise ``Net`` of lesson 09, judged by behaviour: what its layers are called and how they are held is free."""

import functools

import torch
from torch import nn
from torch.nn import functional as F

from course_utils.exercises.core import Exercise
from course_utils.exercises.pytorch_parts._Net import _slips as slips
from course_utils.exercises.pytorch_parts._Net._use import use


class Net(nn.Module):
    """Take images [b, 1, 28, 28] and give ten outputs for each, [b, 10]."""

    def __init__(self):
        super().__init__()
        self.layer1 = nn.Linear(784, 256)
        self.layer2 = nn.Linear(256, 64)
        self.layer3 = nn.Linear(64, 10)

    def forward(self, images):
        x = images.reshape(len(images), 784)
        h1 = F.relu(self.layer1(x))
        h2 = F.relu(self.layer2(h1))
        return self.layer3(h2)


def cases(generator):
    return [(torch.randn(batch_size, 1, 28, 28, generator=generator),) for batch_size in (1, 7)]


def _slip(*widths, **options):
    return functools.partial(slips.Slip, *widths, **options)


exercise = Exercise(
    lesson="pytorch_parts",
    task="Write the class Net, an nn.Module 784-256-64-10 with ReLU after the first two layers: images "
    "[b, 1, 28, 28] in, flattened in the first line of forward, [b, 10] out.",
    reference=Net,
    cases=cases,
    use=use,
    mistakes={
        "takes only [b, 784]": (
            "Your net takes only flattened images: flatten them in the first line of `forward`, as in lesson 1.",
            _slip(rows=torch.clone),
        ),
        "softmax at the end": (
            "Your outputs are shares that add up to 1: leave out the softmax, the last layer has nothing after it.",
            _slip(last=functools.partial(F.softmax, dim=1)),
        ),
        "log_softmax at the end": (
            "Your outputs are logarithms of shares: leave out log_softmax, which belongs to another loss.",
            _slip(last=functools.partial(F.log_softmax, dim=1)),
        ),
        "ReLU at the end": (
            "ReLU also follows your last layer: an output may be negative, so leave it out there.",
            _slip(last=F.relu),
        ),
        "sigmoid at the end": (
            "Your outputs are squeezed between 0 and 1: leave out the sigmoid after the last layer.",
            _slip(last=torch.sigmoid),
        ),
        "no ReLU": (
            "No ReLU is at work: put F.relu around the first two layers and use what it returns.",
            _slip(inner=(torch.clone, torch.clone)),
        ),
        "first ReLU missing": (
            "After the first layer the negative numbers stay: a ReLU is missing there.",
            _slip(inner=(torch.clone, F.relu)),
        ),
        "second ReLU missing": (
            "After the second layer the negative numbers stay: a ReLU is missing there.",
            _slip(inner=(F.relu, torch.clone)),
        ),
        "ReLU before the layers": (
            "ReLU also changes the images: it comes after the first two layers, and nothing before them.",
            _slip(rows=lambda images: F.relu(images.flatten(1))),
        ),
        "sigmoid inside": (
            "You use sigmoid after the first two layers: this network has ReLU there.",
            _slip(inner=(torch.sigmoid, torch.sigmoid)),
        ),
        "tanh inside": (
            "You use tanh after the first two layers: this network has ReLU there.",
            _slip(inner=(torch.tanh, torch.tanh)),
        ),
        "the digit instead of the outputs": (
            "You return the place of the largest output: return all ten, a loss cannot learn from the place alone.",
            _slip(last=functools.partial(torch.argmax, dim=1)),
        ),
        "all layers returned": (
            "You return the hidden layers too: only the ten outputs are asked for, PyTorch remembers the rest.",
            slips.AllLayers,
        ),
        "batch swallowed": (
            "The batch was swallowed: flatten each image, and keep the first dimension for the batch.",
            _slip(rows=torch.flatten),
        ),
        "one row for the whole batch": (
            "You lay all images into one row: keep the first dimension for the batch, `len(images)`.",
            _slip(rows=lambda images: images.reshape(1, -1)),
        ),
        "dropout": (
            "Your net leaves numbers out at random: the network of this course has no dropout.",
            _slip(inner=(lambda x: F.dropout(F.relu(x)), F.relu)),
        ),
        "batch normalisation": (
            "You added a batch normalisation: this network has three linear layers and nothing else to learn.",
            slips.with_batch_norm,
        ),
        "super().__init__() forgotten": (
            "An nn.Module must get itself ready first: begin `__init__` with `super().__init__()`, brackets included.",
            slips.NoSuper,
        ),
        "layers in a plain list": (
            "PyTorch finds no layer in your net: keep each as an attribute, `self.layer1 = ...`, and not "
            "in a plain list. If you did so: does `__init__` have two underscores on each side?",
            slips.PlainList,
        ),
        "layers built at every call": (
            "You build new layers whenever forward is called: build them once, in `__init__`, so that they can learn.",
            slips.BuiltAtEveryCall,
        ),
        "layers built again in forward": (
            "Your layers are not used: forward builds others each time. Call those of `__init__`, `self.layer1(...)`.",
            slips.BuiltAgain,
        ),
        "no gradient": (
            "Your net computes without gradients: leave out `no_grad` and `detach`, training needs them.",
            slips.WithoutGradient,
        ),
        "in and out swapped": (
            "The two numbers of each layer are swapped: nn.Linear takes how many come in first, then how many go out.",
            functools.partial(slips.InAndOutSwapped, 0, 1, 2),
        ),
        "in and out of the first layer swapped": (
            "The two numbers of your first layer are swapped: nn.Linear takes how many come in first, then how many "
            "go out.",
            functools.partial(slips.InAndOutSwapped, 0),
        ),
        "in and out of the second layer swapped": (
            "The two numbers of your second layer are swapped: nn.Linear takes how many come in first, then how many "
            "go out.",
            functools.partial(slips.InAndOutSwapped, 1),
        ),
        "in and out of the third layer swapped": (
            "The two numbers of your third layer are swapped: nn.Linear takes how many come in first, then how many "
            "go out.",
            functools.partial(slips.InAndOutSwapped, 2),
        ),
        "256 and 64 swapped": (
            "The widths are swapped: 784 become 256 first, and then 64.",
            _slip(784, 64, 256, 10),
        ),
        "no hidden layer": ("Two layers are missing: 784 become 256, then 64, then 10.", _slip(784, 10)),
        "one hidden layer": ("The layer of 64 is missing: 784 become 256, then 64, then 10.", _slip(784, 256, 10)),
        "128 instead of 256": ("Your first layer has 128 units: this network has 256.", _slip(784, 128, 64, 10)),
        "128 instead of 64": ("Your second layer has 128 units: this network has 64.", _slip(784, 256, 128, 10)),
        "a layer too many": ("You have four layers: 784 become 256, then 64, then 10.", _slip(784, 256, 128, 64, 10)),
        "one output": ("Your net has one output: there are ten, one for each digit.", _slip(784, 256, 64, 1)),
        "bias=False": ("Your layers have no bias: leave out `bias=False`.", _slip(bias=False)),
    },
    hints=(
        "`__init__` makes the three layers and keeps each as an attribute; `forward` sends the images through them.",
        "Lesson 7 has the formulas: `h1 = relu(x @ w1.T + b1)` and so on. A layer, called, does the part in brackets.",
        "First `images.reshape(len(images), 784)`, then `F.relu` around each of the first two layers, none around the "
        "third.",
    ),
    consequence="All 218,058 weights and biases are found by `net.parameters()`, and each of them can learn.",
)
