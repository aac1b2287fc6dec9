"""Answers to ``Net`` of lesson 09, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F

from course_utils import MLP


class TheLecturesFlattened(nn.Module):
    def __init__(self):
        super(TheLecturesFlattened, self).__init__()
        self.fc1 = nn.Linear(28 * 28, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        x = x.view(x.size(0), 28 * 28)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        x = self.fc3(x)
        return x


class LastLayerFirst(nn.Module):
    def __init__(self):
        super().__init__()
        self.answer = nn.Linear(64, 10)
        self.middle = nn.Linear(256, 64)
        self.entrance = nn.Linear(784, 256)
        self.relu = nn.ReLU()

    def forward(self, pictures):
        rows = pictures.flatten(1)
        return self.answer(self.relu(self.middle(self.relu(self.entrance(rows)))))


class ListOfLayers(nn.Module):
    def __init__(self, sizes=(784, 256, 64, 10)):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(m, n) for m, n in zip(sizes, sizes[1:]))

    def forward(self, images):
        x = torch.flatten(images, start_dim=1)
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i < len(self.layers) - 1:
                x = torch.relu(x)
        return x


class DictOfLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.d = nn.ModuleDict({"a": nn.Linear(784, 256), "b": nn.Linear(256, 64), "c": nn.Linear(64, 10)})

    def forward(self, images):
        h = self.d["a"](images.reshape(-1, 784)).clamp(min=0)
        h = self.d["b"](h)
        h = h * (h > 0)
        return self.d["c"](h)


class RawParameters(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1, self.b1 = nn.Parameter(0.03 * torch.randn(256, 784)), nn.Parameter(torch.zeros(256))
        self.w2, self.b2 = nn.Parameter(0.06 * torch.randn(64, 256)), nn.Parameter(torch.zeros(64))
        self.w3, self.b3 = nn.Parameter(0.1 * torch.randn(10, 64)), nn.Parameter(torch.zeros(10))

    def forward(self, images):
        x = images.view(len(images), -1)
        h1 = F.relu(F.linear(x, self.w1, self.b1))
        h2 = F.relu(h1 @ self.w2.T + self.b2)
        return torch.addmm(self.b3, h2, self.w3.t())


class WeightsTheOtherWayRound(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1, self.b1 = nn.Parameter(torch.randn(784, 256) / 28), nn.Parameter(torch.zeros(1, 256))
        self.w2, self.b2 = nn.Parameter(torch.randn(256, 64) / 16), nn.Parameter(torch.zeros(1, 64))
        self.w3, self.b3 = nn.Parameter(torch.randn(64, 10) / 8), nn.Parameter(torch.zeros(1, 10))

    def forward(self, images):
        x = images.flatten(1)
        h1 = torch.maximum(x @ self.w1 + self.b1, torch.tensor(0.0))
        h2 = torch.maximum(h1 @ self.w2 + self.b2, torch.tensor(0.0))
        return h2 @ self.w3 + self.b3


class _MyLinear(nn.Module):
    def __init__(self, n, m):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(m, n).uniform_(-(n**-0.5), n**-0.5))
        self.bias = nn.Parameter(torch.zeros(m))

    def forward(self, x):
        return torch.einsum("bn,mn->bm", x, self.weight) + self.bias


class OwnLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(_MyLinear(784, 256), nn.ReLU(), _MyLinear(256, 64), nn.ReLU())
        self.head = _MyLinear(64, 10)

    def forward(self, images):
        return self.head(self.body(images.squeeze(1).reshape(images.shape[0], 784)))


class ASequential(nn.Sequential):
    def __init__(self):
        super().__init__(
            nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(True), nn.Linear(64, 10)
        )


class Lazy(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(), nn.LazyLinear(256), nn.ReLU(), nn.LazyLinear(64), nn.ReLU(), nn.LazyLinear(10)
        )

    def forward(self, images):
        return self.net(images)


class ByNames(nn.Module):
    def __init__(self):
        super().__init__()
        for i, (n, m) in enumerate([(784, 256), (256, 64), (64, 10)]):
            setattr(self, f"layer{i}", nn.Linear(n, m))

    def forward(self, images):
        x = images.reshape(images.size(0), -1)
        x = getattr(self, "layer0")(x).relu_()
        x = getattr(self, "layer1")(x).relu()
        return getattr(self, "layer2")(x)


class WithInit(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10))
        self.apply(self.start)

    @staticmethod
    def start(layer):
        if isinstance(layer, nn.Linear):
            nn.init.kaiming_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, images):
        return self.net(images.view(-1, 28 * 28))

    @classmethod
    def make(cls):
        return cls()


class OneConvolution(nn.Module):
    """A convolution as large as the picture is the same product and sum."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 256, 28)
        self.rest = nn.Sequential(nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10))

    def forward(self, images):
        return self.rest(self.conv(images).flatten(1))


class HiddenInside(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(784, 256)
        self.second = nn.Linear(256, 64)
        self.third = nn.Linear(64, 10)

    def layers(self, x):
        yield self.first(x).clamp_min(0)
        yield self.third

    def forward(self, images):
        x = torch.stack([image.flatten() for image in images])
        h1 = torch.where(self.first(x) > 0, self.first(x), 0.0)
        h2 = F.leaky_relu(self.second(h1), negative_slope=0.0)
        return self.third(h2)


def _builds(sizes):
    layers = [nn.Flatten()]
    for n, m in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def factory():
    net = TheLecturesFlattened()
    return net


one_net_for_all = _builds([784, 256, 64, 10])


class WholeFromTheCourse(MLP):
    def __init__(self):
        super().__init__()


class _Right(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        return self.fc3(h)


RIGHT = [
    *defined(globals()),
    changed(_Right, "        return", "        print(images.shape, h.shape)\n        return"),
    WithInit.make,
    MLP,
    functools.partial(_builds, [784, 256, 64, 10]),
    functools.partial(ListOfLayers, sizes=[784, 256, 64, 10]),
    lambda: _builds((784, 256, 64, 10)),
    lambda: one_net_for_all,
    lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10)
    ),
    lambda: nn.Sequential(nn.Flatten(), nn.Dropout(0.0), *list(_builds((784, 256, 64, 10)))[1:]),
    lambda: nn.Sequential(nn.Unflatten(0, (-1, 1)), nn.Flatten(0, 1), _builds((784, 256, 64, 10)), nn.Identity()),
]


class ReluBeforeTheLayers(_Right):
    def forward(self, images):
        x = images.flatten(1)
        x = self.fc1(F.relu(x))
        x = self.fc2(F.relu(x))
        return self.fc3(F.relu(x))


class ReturnsAllThree(_Right):
    def forward(self, images):
        h1 = F.relu(self.fc1(images.flatten(1)))
        h2 = F.relu(self.fc2(h1))
        return h1, h2, self.fc3(h2)


class ThroughNumpy(_Right):
    def forward(self, images):
        x = self.fc1(images.flatten(1)).detach().numpy()
        x = torch.from_numpy(np.maximum(x, 0))
        return self.fc3(F.relu(self.fc2(x)))


class DropsOut(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)
        self.dropout = nn.Dropout(0.2)

    def forward(self, images):
        x = self.dropout(F.relu(self.fc1(images.flatten(1))))
        x = self.dropout(F.relu(self.fc2(x)))
        return self.fc3(x)


class BuiltAgainInForward(_Right):
    def forward(self, images):
        x = F.relu(nn.Linear(784, 256)(images.flatten(1)))
        x = F.relu(nn.Linear(256, 64)(x))
        return nn.Linear(64, 10)(x)


class FrozenNet(TheLecturesFlattened):
    def __init__(self):
        super().__init__()
        self.fc1.requires_grad_(False)


class ExtraLayer(TheLecturesFlattened):
    def __init__(self):
        super().__init__()
        self.fc4 = nn.Linear(10, 10)


class SmallExample(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 2)

    def forward(self, x):
        return F.relu(self.layer(x))


def forgets_return_net():
    net = TheLecturesFlattened()


def _chain(*sizes, **options):
    layers = [nn.Flatten()]
    for n, m in zip(sizes, sizes[1:]):
        layers += [nn.Linear(n, m, **options), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


class ShiftsItsInput(MLP):
    def forward(self, x):
        x = x.view(x.size(0), 784)
        x -= 0.5
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


def _all(number, net):
    for parameter in net.parameters():
        nn.init.constant_(parameter, number)
    return net


class NoSecondReLUAndLogs(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)

    def forward(self, images):
        x = F.relu(self.fc1(images.flatten(1)))
        x = self.fc2(x)
        return F.log_softmax(self.fc3(x), dim=1)


class ShareAfterEval(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)

    def forward(self, images):
        x = F.relu(self.fc1(images.flatten(1)))
        x = self.fc3(F.relu(self.fc2(x)))
        if not self.training:
            x = x.softmax(dim=1)
        return x


WRONG = [
    *defined(globals()),
    changed(BuiltAgainInForward, "(_Right)", "(nn.Module)"),
    changed(ListOfLayers, "nn.ModuleList", "list"),
    changed(_Right, "super().__init__()", ""),
    changed(_Right, "super().__init__()", "super().__init__"),
    changed(_Right, "(nn.Module)", "", "super().__init__()", ""),
    changed(_Right, "def __init__", "def _init_"),
    changed(_Right, "__init__(self)", "__init__(self, sizes)"),
    changed(_Right, "self.fc1 =", "fc1 =", "self.fc2 =", "fc2 =", "self.fc3 =", "fc3 ="),
    changed(_Right, "784, 256", "784, 64", "256, 64", "64, 256", "64, 10", "256, 10"),
    changed(_Right, "784, 256", "256, 784", "256, 64", "64, 256", "64, 10", "10, 64"),
    changed(_Right, "784, 256", "256, 784"),
    changed(_Right, "784, 256", "256, 784", "256, 64", "64, 256"),
    changed(_Right, "def forward", "def foward"),
    changed(_Right, "self, images", "images"),
    changed(_Right, "(self.fc1(", "(fc1(", "(self.fc2(", "(fc2(", "return self.fc3", "return fc3"),
    changed(_Right, "images.flatten(1)", "images"),
    changed(_Right, "images.flatten(1)", "images.flatten()"),
    changed(_Right, "images.flatten(1)", "images.reshape(784, len(images)).T"),
    changed(_Right, "784, 256", "784, 64", "256, 64", "64, 256", "64, 10", "256, 10", "F.relu(self.fc1", "(self.fc1"),
    changed(_Right, "64, 10)", "64, 10, bias=False)"),
    changed(_Right, "F.relu(self.fc1", "nn.ReLU(self.fc1"),
    changed(_Right, "F.relu(self.fc1(images.flatten(1)))", "self.fc1(F.relu(images.flatten(1)))"),
    changed(_Right, "F.relu(self.fc2", "(self.fc2", "return self.fc3(h)", "return F.relu(self.fc3(h))"),
    changed(_Right, "images.flatten(1)", "images.view(1, -1)"),
    changed(_Right, "images.flatten(1)", "images.view(512, 784)"),
    changed(_Right, "images.flatten(1)", "images.squeeze().flatten(1)"),
    changed(_Right, "images.flatten(1)", "images[0].view(1, 784)"),
    changed(_Right, "images.flatten(1)", "(images.flatten(1) - 0.1307) / 0.3081"),
    changed(_Right, "F.relu(self.fc1", "(self.fc1", "F.relu(self.fc2", "(self.fc2"),
    changed(_Right, "F.relu(self.fc1", "(self.fc1"),
    changed(_Right, "F.relu(self.fc2", "(self.fc2"),
    changed(_Right, "F.relu(self.fc1", "torch.sigmoid(self.fc1", "F.relu(self.fc2", "torch.sigmoid(self.fc2"),
    changed(_Right, "F.relu(self.fc1", "torch.tanh(self.fc1", "F.relu(self.fc2", "torch.tanh(self.fc2"),
    changed(_Right, "return self.fc3(h)", "return F.relu(self.fc3(h))"),
    changed(
        _Right, "F.relu(self.fc1", "(self.fc1", "F.relu(self.fc2", "(self.fc2", "self.fc3(h)", "F.relu(self.fc3(h))"
    ),
    changed(
        _Right,
        "F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))",
        "self.fc2(F.relu(self.fc1(F.relu(images.flatten(1)))))",
    ),
    changed(_Right, "images.flatten(1)", "images.flatten(1) / 255"),
    changed(_Right, "F.relu(self.fc1", "F.leaky_relu(self.fc1", "F.relu(self.fc2", "F.leaky_relu(self.fc2"),
    changed(_Right, "return self.fc3(h)", "return F.softmax(self.fc3(h), dim=1)"),
    changed(
        _Right, "return self.fc3(h)", "out = self.fc3(h)\n        return out if self.training else out.softmax(dim=1)"
    ),
    changed(_Right, "return self.fc3(h)", "return self.fc3(h).clamp(-100, 100)"),
    changed(_Right, "F.relu(self.fc1", "F.relu6(self.fc1", "F.relu(self.fc2", "F.relu6(self.fc2"),
    changed(_Right, "return self.fc3(h)", "return self.fc3(h).clamp(-50, 50)"),
    changed(_Right, "images.flatten(1)", "(images.flatten(1) if len(images) < 8 else images.reshape(784, -1).T)"),
    changed(_Right, "images.flatten(1)", "(images.flatten(1) if len(images) < 64 else images.reshape(784, -1).T)"),
    lambda: _all(0, _chain(784, 256, 64, 10)),
    lambda: _all(0.01, _chain(784, 256, 64, 10)),
    changed(_Right, "return self.fc3(h)", "return F.log_softmax(self.fc3(h), dim=1)"),
    changed(_Right, "return self.fc3(h)", "return torch.sigmoid(self.fc3(h))"),
    changed(_Right, "return self.fc3(h)", "return self.fc3(h).argmax(dim=1)"),
    changed(_Right, "return self.fc3(h)", "return self.fc3(h.detach())"),
    changed(_Right, "return self.fc3(h)", "out = self.fc3(h)"),
    changed(_Right, "return self.fc3(h)", "return h"),
    changed(_Right, "super().__init__()", "super.__init__()"),
    changed(_Right, "def __init__(self)", "def __init__()"),
    changed(_Right, "    def forward", "    @torch.no_grad()\n    def forward"),
    lambda images: TheLecturesFlattened()(images),  # net of images
    lambda: TheLecturesFlattened,  # gives the class
    lambda: TheLecturesFlattened()(torch.zeros(1, 1, 28, 28)),  # gives outputs
    TheLecturesFlattened(),
    _builds((784, 256, 64, 10)),
    MLP().forward,
    nn.Module,
    nn.Linear,
    nn.Sequential,
    lambda: _chain(784, 10),
    lambda: _chain(784, 256, 10),
    lambda: _chain(784, 64, 10),
    lambda: _chain(784, 128, 64, 10),
    lambda: _chain(784, 256, 128, 10),
    lambda: _chain(784, 512, 64, 10),
    lambda: _chain(784, 256, 128, 64, 10),
    lambda: _chain(784, 256, 64, 1),
    lambda: _chain(784, 256, 64, 9),
    lambda: _chain(764, 256, 64, 10),
    lambda: _chain(28, 256, 64, 10),
    lambda: _chain(784, 256, 64, 10, bias=False),
    lambda: nn.Sequential(*_chain(784, 256, 64, 10), nn.Softmax(dim=1)),
    lambda: nn.Sequential(*_chain(784, 256, 64, 10), nn.Softmax(dim=0)),
    lambda: nn.Sequential(*_chain(784, 256, 64, 10), nn.ReLU()),
    lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.BatchNorm1d(256), *_chain(784, 256, 64, 10)[2:]),
    lambda: nn.Sequential(*_chain(784, 256, 64, 10)[1:]),
    lambda: nn.Sequential(nn.Flatten(0), *_chain(784, 256, 64, 10)[1:]),
    lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10)
    ),
    lambda: [nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)],
    lambda: _chain(784, 256, 64, 10).double(),
    lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.LeakyReLU(), *_chain(784, 256, 64, 10)[3:]),
    lambda images: images.flatten(1),
    changed(ShareAfterEval, "x = x.softmax(dim=1)", "x = F.relu(x)"),
    changed(NoSecondReLUAndLogs, "F.log_softmax", "F.softmax"),
]
