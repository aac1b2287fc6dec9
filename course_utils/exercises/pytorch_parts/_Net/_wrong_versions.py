"""Nets with one slip each, for the catalogue of mistakes."""

import itertools

import torch
from torch import nn
from torch.nn import functional as F


class Slip(nn.Module):
    """A net with one slip: other widths, other functions between its layers, or one after the last."""

    def __init__(self, *widths, rows=lambda x: x.flatten(1), inner=(F.relu, F.relu), last=torch.clone, **options):
        super().__init__()
        widths = widths or (784, 256, 64, 10)
        self.rows, self.after = rows, [*(inner * 2)[: len(widths) - 2], last]
        pairs = itertools.pairwise(widths)
        self.layers = nn.ModuleList(nn.Linear(n, m, **options) for n, m in pairs)
        with torch.no_grad():
            # One number a row: 218,058 would take longer than all the rest. Both signs: ReLU leaves many of any image.
            for parameter in self.parameters():
                parameter.copy_(torch.randn(len(parameter), *[1] * (parameter.dim() - 1)) / 28)

    def forward(self, images):
        x = self.rows(images)
        for layer, function in zip(self.layers, self.after, strict=True):
            x = function(layer(x))
        return x


class NoSuper(nn.Module):
    def __init__(self):
        self.layer1 = nn.Linear(784, 256)


class PlainList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [Slip()]

    def forward(self, images):
        return self.layers[0](images)


class BuiltAtEveryCall(nn.Module):
    def forward(self, images):
        return Slip()(images)


class BuiltAgain(Slip):
    def forward(self, images):
        return Slip()(images)


class AllLayers(Slip):
    def forward(self, images):
        h1 = F.relu(self.layers[0](images.flatten(1)))
        h2 = F.relu(self.layers[1](h1))
        return h1, h2, self.layers[2](h2)


class AfterEval(Slip):
    """A net that does something to its outputs unless it is trained."""

    def __init__(self, last):
        super().__init__()
        self._last = last

    def forward(self, images):
        out = super().forward(images)
        return out if self.training else self._last(out)


class WithoutGradient(Slip):
    def forward(self, images):
        with torch.no_grad():
            return super().forward(images)


def with_batch_norm():
    first, *rest = Slip().layers
    return nn.Sequential(nn.Flatten(), first, nn.BatchNorm1d(256), nn.ReLU(), rest[0], nn.ReLU(), rest[1])
