"""Exercise ``Net`` of lesson 09, judged by behaviour: what its layers are called and how they are held is free."""

import functools

import torch
from torch import nn
from torch.nn import functional as F

from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.pytorch_parts._Net import _wrong_versions as wrong_versions
from course_utils.exercises.pytorch_parts._Net._how_it_is_used import observe


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
    # Images so bright that outputs lie far beyond 100: ReLU6 and clamped outputs were right on usual ones.
    bright = 200 * torch.randn(64, 1, 28, 28, generator=generator)
    return [*((torch.randn(batch_size, 1, 28, 28, generator=generator),) for batch_size in (1, 7)), (bright,)]


def _all_zero(net):
    for parameter in net.parameters():
        nn.init.zeros_(parameter)
    return net


def _slip(*widths, **options):
    return functools.partial(wrong_versions.Slip, *widths, **options)


exercise = Exercise(
    lesson="pytorch_parts",
    task="Write the class Net, an nn.Module 784-256-64-10 with ReLU after the first two layers: images "
    "[b, 1, 28, 28] in, flattened in the first line of forward, [b, 10] out.",
    reference=Net,
    cases=cases,
    observe=observe,
    mistakes={
        "begins at 0": (
            "All your weights and biases begin at 0, and from there only the last bias can learn: leave them as "
            "`nn.Linear` draws them.",
            lambda: _all_zero(Net()),
        ),
        "takes only [b, 784]": (
            "Your net takes only flattened images: flatten them in the first line of `forward`, as in lesson 1.",
            _slip(rows=torch.clone),
        ),
        "softmax at the end": (
            "Your outputs are shares that add up to 1: leave out the softmax. Nothing comes after the last layer.",
            _slip(last=functools.partial(F.softmax, dim=1)),
        ),
        "softmax over the batch at the end": (
            "Your outputs add up to 1 over the batch: leave out the softmax. Nothing comes after the last layer.",
            _slip(last=functools.partial(F.softmax, dim=0)),
        ),
        "log_softmax at the end": (
            "Your outputs are logarithms of shares: leave out log_softmax, which belongs to another loss.",
            _slip(last=functools.partial(F.log_softmax, dim=1)),
        ),
        **{
            f"second ReLU missing, {name} at the end": (
                two_things(
                    "a ReLU is missing after the second layer: put F.relu around it.",
                    f"{name} follows the last layer: leave it out.",
                ),
                _slip(inner=(F.relu, torch.clone), last=functools.partial(last, dim=1)),
            )
            for name, last in (("softmax", F.softmax), ("log_softmax", F.log_softmax))
        },
        **{
            f"{name} only after eval": (
                f"After `net.eval()` your outputs go through {name}: leave it out. Nothing comes after the last layer, "
                "in training or later.",
                functools.partial(wrong_versions.AfterEval, last),
            )
            for name, last in (("softmax", functools.partial(F.softmax, dim=1)), ("ReLU", F.relu))
        },
        "ReLU at the end": (
            "ReLU also follows your last layer: an output may be negative, so leave ReLU out there.",
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
        "ReLU at the end, not after the second": (
            "ReLU stands at the wrong places: it follows the first and the second layer, and not the third.",
            _slip(inner=(F.relu, torch.clone), last=F.relu),
        ),
        "ReLU at the end alone": (
            "ReLU stands at the wrong place: it follows the first and the second layer, and not the third.",
            _slip(inner=(torch.clone, torch.clone), last=F.relu),
        ),
        "ReLU before the first two layers": (
            "ReLU comes before your layers: put it around each of the first two, `F.relu(self.layer1(x))`.",
            _slip(rows=lambda images: F.relu(images.flatten(1)), inner=(F.relu, torch.clone)),
        ),
        "divided by 255": (
            "You divide the images by 255: leave that out, because they come in normalised.",
            _slip(rows=lambda images: images.flatten(1) / 255),
        ),
        "ReLU before the first layer": (
            "ReLU comes before your first layer: put it around that layer, `F.relu(self.layer1(x))`.",
            _slip(rows=lambda images: F.relu(images.flatten(1)), inner=(torch.clone, F.relu)),
        ),
        "ReLU before the layers": (
            "ReLU also changes the images: it belongs after the first two layers only.",
            _slip(rows=lambda images: F.relu(images.flatten(1))),
        ),
        **{
            f"{name} inside": (
                f"You use {name} after the first two layers: this network has ReLU there.",
                _slip(inner=(bent, bent)),
            )
            for name, bent in (
                ("sigmoid", torch.sigmoid),
                ("tanh", torch.tanh),
                ("ReLU6", F.relu6),
                ("leaky ReLU", F.leaky_relu),
            )
        },
        "nothing returned": (
            "Your `forward` gives nothing back: end it with `return` and the ten outputs.",
            _slip(last=lambda out: None),
        ),
        "the digit instead of the outputs": (
            "You return the place of the largest output: return all ten, because nothing can be learned from the "
            "place alone.",
            _slip(last=functools.partial(torch.argmax, dim=1)),
        ),
        "all layers returned": (
            "You return the hidden layers too: only the ten outputs are asked for. PyTorch remembers the rest.",
            wrong_versions.AllLayers,
        ),
        "batch swallowed": (
            "The batch was swallowed: flatten each image, and keep the first dimension for the batch.",
            _slip(rows=torch.flatten),
        ),
        "images mixed": (
            "You mix the pixels of several images: make a row of each image, `images.reshape(len(images), 784)`.",
            _slip(rows=lambda images: images.reshape(784, -1).T),
        ),
        "only the first image": (
            "You answer the first image only: flatten all of them, `images.reshape(len(images), 784)`.",
            _slip(rows=lambda images: images[:1].flatten(1)),
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
            wrong_versions.with_batch_norm,
        ),
        "super().__init__() forgotten": (
            "An nn.Module must get itself ready first: begin `__init__` with `super().__init__()`, brackets included.",
            wrong_versions.NoSuper,
        ),
        "layers in a plain list": (
            "PyTorch finds no layer in your net: keep each as an attribute, `self.layer1 = ...`, and not "
            "in a plain list or the like.",
            wrong_versions.PlainList,
        ),
        "layers built at every call": (
            "You build new layers whenever forward is called: build them once, in `__init__`, so that they can learn.",
            wrong_versions.BuiltAtEveryCall,
        ),
        "layers built again in forward": (
            "Your layers are not used: forward builds others each time. Call those of `__init__`, `self.layer1(...)`.",
            wrong_versions.BuiltAgain,
        ),
        "gradient for some": (
            "Not every layer can learn: call all three in `forward`, one after the other, give back what the last one "
            "gives, and leave out what hides them from autograd, such as `no_grad`, `detach` or `.data`.",
            _slip(inner=(lambda x: F.relu(x).detach(), F.relu)),
        ),
        "no gradient": (
            "Your net computes without gradients, which training needs: leave out `no_grad`, `detach`, `.data` and "
            "`requires_grad_(False)`.",
            wrong_versions.WithoutGradient,
        ),
    },
    hints=(
        "`__init__` makes the three layers and keeps each as an attribute; `forward` sends the images through them.",
        "Lesson 7 has the formulas: `h1 = relu(x @ w1.T + b1)` and so on. A layer, called, does the part in brackets.",
        "First `images.reshape(len(images), 784)`, then `F.relu` around each of the first two layers, none around the "
        "third.",
    ),
    consequence="All 218,058 weights and biases are found by `net.parameters()`, and each of them can learn.",
)
