"""Answers to lesson 06, as beginners write them."""
# ruff: noqa: B007, B009, B018, B905, F821, F841, RUF007, RUF017, UP008
# Beginners write what a linter forbids, and some of it is right.

import functools

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from course_utils import MLP, one_hot


# Net, right
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


class MyLinear(nn.Module):
    def __init__(self, n, m):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(m, n).uniform_(-(n**-0.5), n**-0.5))
        self.bias = nn.Parameter(torch.zeros(m))

    def forward(self, x):
        return torch.einsum("bn,mn->bm", x, self.weight) + self.bias


class OwnLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(MyLinear(784, 256), nn.ReLU(), MyLinear(256, 64), nn.ReLU())
        self.head = MyLinear(64, 10)

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


class PrintsItsShapes(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images):
        x = images.view(images.size(0), 784)
        print(x.shape)
        h1 = F.relu(self.fc1(x))
        print(h1.shape)
        h2 = F.relu(self.fc2(h1))
        return self.fc3(h2)


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


def builds(sizes):
    layers = [nn.Flatten()]
    for n, m in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def factory():
    net = TheLecturesFlattened()
    return net


one_net_for_all = builds([784, 256, 64, 10])


# Net, wrong
class TheLectures(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


class NoSuper(nn.Module):
    def __init__(self):
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class SuperNotCalled(nn.Module):
    def __init__(self):
        super().__init__
        self.fc1 = nn.Linear(784, 256)


class NoModule:
    def __init__(self):
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class Layers(nn.Module):
    """The right three layers, for the slips in forward."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)


class NoRelu(Layers):
    def forward(self, images):
        return self.fc3(self.fc2(self.fc1(images.flatten(1))))


class FirstReluMissing(Layers):
    def forward(self, images):
        return self.fc3(F.relu(self.fc2(self.fc1(images.flatten(1)))))


class SecondReluMissing(Layers):
    def forward(self, images):
        x = images.view(images.size(0), 784)
        h1 = F.relu(self.fc1(x))
        h2 = self.fc2(h1)
        return self.fc3(h2)


class ReluEverywhere(Layers):
    def forward(self, images):
        x = images.view(images.size(0), 784)
        for layer in (self.fc1, self.fc2, self.fc3):
            x = F.relu(layer(x))
        return x


class ReluResultDropped(Layers):
    def forward(self, images):
        x = self.fc1(images.flatten(1))
        F.relu(x)
        x = self.fc2(x)
        F.relu(x)
        return self.fc3(x)


class ReluBeforeTheLayers(Layers):
    def forward(self, images):
        x = images.flatten(1)
        x = self.fc1(F.relu(x))
        x = self.fc2(F.relu(x))
        return self.fc3(F.relu(x))


class SoftmaxAtTheEnd(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        return F.softmax(self.fc3(h), dim=1)


class LogSoftmaxAtTheEnd(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        return F.log_softmax(self.fc3(h), dim=1)


class SigmoidAtTheEnd(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        return torch.sigmoid(self.fc3(h))


class SigmoidsInside(Layers):
    def forward(self, images):
        h = torch.sigmoid(self.fc2(torch.sigmoid(self.fc1(images.flatten(1)))))
        return self.fc3(h)


class TanhInside(Layers):
    def forward(self, images):
        h = torch.tanh(self.fc2(torch.tanh(self.fc1(images.flatten(1)))))
        return self.fc3(h)


class ArgmaxAtTheEnd(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        return self.fc3(h).argmax(dim=1)


class ReturnsAllThree(Layers):
    def forward(self, images):
        h1 = F.relu(self.fc1(images.flatten(1)))
        h2 = F.relu(self.fc2(h1))
        return h1, h2, self.fc3(h2)


class ReturnForgotten(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        out = self.fc3(h)


class ReturnsTheHidden(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        out = self.fc3(h)
        return h


class ForwardMisspelt(Layers):
    def foward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class BatchSwallowed(Layers):
    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten())))))


class OneRowForAll(Layers):
    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.view(1, -1))))))


class BatchOf512(Layers):
    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.view(512, 784))))))


class SqueezesTheBatch(Layers):
    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.squeeze().flatten(1))))))


class OnlyTheFirst(Layers):
    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images[0].view(1, 784))))))


class WithoutSelf(Layers):
    def forward(self, images):
        return fc3(F.relu(fc2(F.relu(fc1(images.flatten(1))))))


class SelfForgotten(Layers):
    def forward(images):
        return images


class NoGradInside(Layers):
    def forward(self, images):
        with torch.no_grad():
            return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class Detaches(Layers):
    def forward(self, images):
        h = F.relu(self.fc2(F.relu(self.fc1(images.flatten(1)))))
        return self.fc3(h.detach())


class ThroughNumpy(Layers):
    def forward(self, images):
        x = self.fc1(images.flatten(1)).detach().numpy()
        x = torch.from_numpy(np.maximum(x, 0))
        return self.fc3(F.relu(self.fc2(x)))


class Normalises(Layers):
    def forward(self, images):
        x = (images.flatten(1) - 0.1307) / 0.3081
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


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


class PlainList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)]

    def forward(self, images):
        x = images.flatten(1)
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


class BuiltInForward(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, images):
        x = F.relu(nn.Linear(784, 256)(images.flatten(1)))
        x = F.relu(nn.Linear(256, 64)(x))
        return nn.Linear(64, 10)(x)


class BuiltAgainInForward(Layers):
    def forward(self, images):
        x = F.relu(nn.Linear(784, 256)(images.flatten(1)))
        x = F.relu(nn.Linear(256, 64)(x))
        return nn.Linear(64, 10)(x)


class LayersAreLocal(nn.Module):
    def __init__(self):
        super().__init__()
        fc1 = nn.Linear(784, 256)
        fc2 = nn.Linear(256, 64)
        fc3 = nn.Linear(64, 10)

    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class OneUnderscore(nn.Module):
    def _init_(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class WidthsSwapped(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 256)
        self.fc3 = nn.Linear(256, 10)

    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class InAndOutSwapped(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(256, 784)
        self.fc2 = nn.Linear(64, 256)
        self.fc3 = nn.Linear(10, 64)

    def forward(self, images):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(images.flatten(1))))))


class WantsSizes(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.fc1 = nn.Linear(sizes[0], sizes[1])

    def forward(self, images):
        return self.fc1(images.flatten(1))


class FrozenNet(TheLecturesFlattened):
    def __init__(self):
        super().__init__()
        self.fc1.requires_grad_(False)


class ExtraLayer(TheLecturesFlattened):
    def __init__(self):
        super().__init__()
        self.fc4 = nn.Linear(10, 10)


def net_of_images(images):
    return TheLecturesFlattened()(images)


def forgets_return_net():
    net = TheLecturesFlattened()


def gives_the_class():
    return TheLecturesFlattened


def gives_outputs():
    return TheLecturesFlattened()(torch.zeros(1, 1, 28, 28))


def chain(*sizes, **options):
    layers = [nn.Flatten()]
    for n, m in zip(sizes, sizes[1:]):
        layers += [nn.Linear(n, m, **options), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


# train_step, right
def as_in_the_lesson(net, optimizer, images, labels):
    out = net(images)
    loss = F.mse_loss(out, one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def zero_first(net, optimizer, images, labels):
    optimizer.zero_grad()
    target = F.one_hot(labels, num_classes=10).float()
    loss = nn.MSELoss()(net(images), target)
    loss.backward()
    optimizer.step()
    return float(loss)


def zero_last(net, optimizer, images, labels):
    y = torch.zeros(len(labels), 10).scatter_(1, labels.unsqueeze(1), 1.0)
    loss = ((net(images) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def zero_the_net(net, optimizer, images, labels):
    net.train()
    net.zero_grad()
    loss = F.mse_loss(net(images), torch.eye(10)[labels])
    loss.backward()
    optimizer.step()
    return loss.detach().numpy().item()


def flattens_itself(net, optimizer, images, labels):
    x = images.view(images.size(0), 28 * 28)
    loss = F.mse_loss(net(x), one_hot(labels))
    for parameter in net.parameters():
        parameter.grad = None
    loss.backward()
    optimizer.step()
    return loss.tolist()


def with_a_closure(net, optimizer, images, labels):
    def closure():
        optimizer.zero_grad()
        loss = F.mse_loss(net(images), one_hot(labels))
        loss.backward()
        return loss

    return optimizer.step(closure).item()


def by_autograd_grad(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    params = list(net.parameters())
    for parameter, grad in zip(params, torch.autograd.grad(loss, params)):
        parameter.grad = grad
    optimizer.step()
    return loss.item()


def adds_up_by_hand(net, optimizer, images, labels):
    optimizer.zero_grad(set_to_none=False)
    out = net(images)
    total = 0
    for i in range(len(labels)):
        for j in range(10):
            target = 1.0 if j == labels[i] else 0.0
            total = total + (out[i, j] - target) ** 2
    loss = total / (len(labels) * 10)
    loss.backward()
    optimizer.step()
    return loss.item()


def gradient_from_lesson_three(net, optimizer, images, labels):
    out = net(images)
    target = one_hot(labels)
    optimizer.zero_grad()
    out.backward(2 * (out.detach() - target) / out.numel())
    optimizer.step()
    return float(((out - target) ** 2).mean())


def numpy_float(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels), reduction="sum") / (10 * labels.shape[0])
    loss.backward()
    optimizer.step()
    return np.float64(loss.item())


def prints_and_returns(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net.forward(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    print(f"loss {loss.item():.4f}")
    return loss.item()


def any_loss(loss_function, net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = loss_function(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


class Trainer:
    def __init__(self):
        self.losses = []

    def __call__(self, net, optimizer, images, labels):
        self.losses.append(any_loss(F.mse_loss, net, optimizer, images, labels))
        return self.losses[-1]

    def step(self, net, optimizer, images, labels):
        return self(net, optimizer, images, labels)


# train_step, wrong
def zero_forgotten(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def backward_forgotten(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def step_forgotten(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


def step_without_brackets(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step
    return loss.item()


def backward_without_brackets(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward
    optimizer.step()
    return loss.item()


def zero_without_brackets(net, optimizer, images, labels):
    optimizer.zero_grad
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def step_too_early(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.step()
    loss.backward()
    return loss.item()


def one_batch_behind(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


def zero_too_late(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def returns_the_tensor(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


def returns_it_detached(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.detach()


def returns_numpy(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.detach().numpy()


def returns_text(net, optimizer, images, labels):
    return f"{as_in_the_lesson(net, optimizer, images, labels):.4f}"


def returns_nothing(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()


def prints_the_loss(net, optimizer, images, labels):
    print(as_in_the_lesson(net, optimizer, images, labels))


def returns_accuracy(net, optimizer, images, labels):
    out = net(images)
    loss = F.mse_loss(out, one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return (out.argmax(dim=1) == labels).float().mean().item()


def returns_both(net, optimizer, images, labels):
    out = net(images)
    loss = as_in_the_lesson(net, optimizer, images, labels)
    return loss, out


def returns_a_list(net, optimizer, images, labels):
    return [as_in_the_lesson(net, optimizer, images, labels)]


def returns_the_net(net, optimizer, images, labels):
    as_in_the_lesson(net, optimizer, images, labels)
    return net


def labels_as_they_are(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def labels_as_floats(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), labels.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def labels_as_a_column(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), labels.float().unsqueeze(1))
    loss.backward()
    optimizer.step()
    return loss.item()


def label_written_into_the_row(net, optimizer, images, labels):
    optimizer.zero_grad()
    target = one_hot(labels) * labels.unsqueeze(1)
    loss = F.mse_loss(net(images), target)
    loss.backward()
    optimizer.step()
    return loss.item()


def mse_of_answers(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images).argmax(dim=1).float(), labels.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def mse_of_maxima(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images).max(dim=1).values, labels.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def crosses_entropy(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.cross_entropy(net(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def absolute(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.l1_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def sums(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels), reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


def means_over_the_batch(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = ((net(images) - one_hot(labels)) ** 2).sum() / len(labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def no_mean(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = (net(images) - one_hot(labels)) ** 2
    loss.backward()
    optimizer.step()
    return loss.item()


def roots(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels)).sqrt()
    loss.backward()
    optimizer.step()
    return loss.item()


def softmaxes(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images).softmax(dim=1), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def loss_afterwards(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return F.mse_loss(net(images), one_hot(labels)).item()


def times_the_batch(net, optimizer, images, labels):
    return as_in_the_lesson(net, optimizer, images, labels) * images.size(0)


def by_the_batch(net, optimizer, images, labels):
    return as_in_the_lesson(net, optimizer, images, labels) / len(images)


def rounds(net, optimizer, images, labels):
    return round(as_in_the_lesson(net, optimizer, images, labels), 2)


def whole_number(net, optimizer, images, labels):
    return int(as_in_the_lesson(net, optimizer, images, labels))


def an_optimizer_of_its_own(net, optimizer, images, labels):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    return as_in_the_lesson(net, optimizer, images, labels)


def adam_of_its_own(net, optimizer, images, labels):
    optimizer = torch.optim.Adam(net.parameters())
    return as_in_the_lesson(net, optimizer, images, labels)


def moves_by_hand(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= 0.01 * parameter.grad
    return loss.item()


def moves_by_hand_and_steps(net, optimizer, images, labels):
    loss = as_in_the_lesson(net, optimizer, images, labels)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= 0.01 * parameter.grad
    return loss


def without_gradients(net, optimizer, images, labels):
    optimizer.zero_grad()
    with torch.no_grad():
        loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def item_too_early(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels)).item()
    loss.backward()
    optimizer.step()
    return loss


def a_new_loss_to_walk_back(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    torch.tensor(loss.item(), requires_grad=True).backward()
    optimizer.step()
    return loss.item()


def steps_twice(net, optimizer, images, labels):
    loss = as_in_the_lesson(net, optimizer, images, labels)
    optimizer.step()
    return loss


def walks_back_twice(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward(retain_graph=True)
    loss.backward()
    optimizer.step()
    return loss.item()


def only_the_first_picture(net, optimizer, images, labels):
    return as_in_the_lesson(net, optimizer, images[:1], labels[:1])


def picture_by_picture(net, optimizer, images, labels):
    losses = [as_in_the_lesson(net, optimizer, images[i : i + 1], labels[i : i + 1]) for i in range(len(labels))]
    return sum(losses) / len(losses)


def calls_the_loss(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = nn.MSELoss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def optimizer_on_the_loss(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.backward(loss)
    optimizer.step()
    return loss.item()


def clips(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 0.01)
    optimizer.step()
    return loss.item()


def trains_ten_times(net, optimizer, images, labels):
    for epoch in range(10):
        loss = as_in_the_lesson(net, optimizer, images, labels)
    return loss


# train, right
def two_loops(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def in_one_line(net, loader, optimizer, epochs):
    return [zero_first(net, optimizer, x, y) for _ in range(epochs) for x, y in loader]


def writes_it_out(net, loader, optimizer, epochs):
    net.train()
    losses = []
    epoch = 0
    while epoch < epochs:
        for batch in loader:
            x, y = batch
            optimizer.zero_grad()
            out = net(x)
            loss = F.mse_loss(out, F.one_hot(y, 10).float())
            loss.backward()
            optimizer.step()
            losses += [loss.item()]
        epoch += 1
    return losses


def counts_batches(net, loader, optimizer, epochs):
    losses = [0.0] * (epochs * len(loader))
    for epoch in range(1, epochs + 1):
        for number, (images, labels) in enumerate(loader):
            losses[(epoch - 1) * len(loader) + number] = zero_last(net, optimizer, images, labels)
    return losses


def epoch_by_epoch(net, loader, optimizer, epochs):
    def one_epoch():
        return [as_in_the_lesson(net, optimizer, x, y) for x, y in loader]

    losses = []
    for _ in range(epochs):
        losses.extend(one_epoch())
    return losses


def prints_each_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
        print(f"epoch {epoch}: loss {losses[-1]:.4f}")
    return losses


def by_hand_iterator(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        iterator = iter(loader)
        for _ in range(len(loader)):
            images, labels = next(iterator)
            losses.append(flattens_itself(net, optimizer, images, labels))
    return losses


def calls_itself(net, loader, optimizer, epochs):
    if epochs == 0:
        return []
    first = [as_in_the_lesson(net, optimizer, *batch) for batch in loader]
    return first + calls_itself(net, loader, optimizer, epochs - 1)


def as_a_tuple(net, loader, optimizer, epochs):
    return tuple(two_loops(net, loader, optimizer, epochs))


def generates(net, loader, optimizer, epochs):
    def losses():
        for _ in range(epochs):
            for images, labels in loader:
                yield with_a_closure(net, optimizer, images, labels)

    return list(losses())


def converts_at_the_end(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            losses.append(torch.tensor(as_in_the_lesson(net, optimizer, images, labels)))
    return torch.stack(losses).tolist()


def any_step(step, net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            losses.append(step(net, optimizer, images, labels))
    return losses


class Training:
    def run(self, net, loader, optimizer, epochs):
        self.losses = []
        for _ in range(epochs):
            for images, labels in loader:
                self.losses.append(as_in_the_lesson(net, optimizer, images, labels))
        return self.losses


# train, wrong
def epochs_ignored(net, loader, optimizer, epochs):
    return [as_in_the_lesson(net, optimizer, x, y) for x, y in loader]


def returns_after_the_first_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
        return losses


def returns_after_the_first_batch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
            return losses


def breaks_after_the_first_batch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
            break
    return losses


def last_loss_of_each_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            loss = as_in_the_lesson(net, optimizer, images, labels)
        losses.append(loss)
    return losses


def mean_of_each_epoch(net, loader, optimizer, epochs):
    means = []
    for epoch in range(epochs):
        losses = [as_in_the_lesson(net, optimizer, x, y) for x, y in loader]
        means.append(sum(losses) / len(losses))
    return means


def sum_of_each_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        running_loss = 0.0
        for images, labels in loader:
            running_loss += as_in_the_lesson(net, optimizer, images, labels)
        losses.append(running_loss)
    return losses


def starts_over_each_epoch(net, loader, optimizer, epochs):
    for epoch in range(epochs):
        losses = []
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def starts_over_each_batch(net, loader, optimizer, epochs):
    for epoch in range(epochs):
        for images, labels in loader:
            losses = []
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def lists_in_a_list(net, loader, optimizer, epochs):
    return [[as_in_the_lesson(net, optimizer, x, y) for x, y in loader] for _ in range(epochs)]


def each_loss_in_brackets(net, loader, optimizer, epochs):
    return [[as_in_the_lesson(net, optimizer, x, y)] for _ in range(epochs) for x, y in loader]


def loss_tensors(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(returns_the_tensor(net, optimizer, images, labels))
    return losses


def one_tensor(net, loader, optimizer, epochs):
    return torch.tensor(two_loops(net, loader, optimizer, epochs))


def one_array(net, loader, optimizer, epochs):
    return np.array(two_loops(net, loader, optimizer, epochs))


def without_zero(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(zero_forgotten(net, optimizer, images, labels))
    return losses


def zero_once_an_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        optimizer.zero_grad()
        for images, labels in loader:
            losses.append(zero_forgotten(net, optimizer, images, labels))
    return losses


def step_once_an_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(step_forgotten(net, optimizer, images, labels))
        optimizer.step()
    return losses


def never_steps(net, loader, optimizer, epochs):
    return [step_forgotten(net, optimizer, x, y) for _ in range(epochs) for x, y in loader]


def only_looks(net, loader, optimizer, epochs):
    with torch.no_grad():
        return [F.mse_loss(net(x), one_hot(y)).item() for _ in range(epochs) for x, y in loader]


def step_returns_nothing(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(returns_nothing(net, optimizer, images, labels))
    return losses


def losses_forgotten(net, loader, optimizer, epochs):
    for epoch in range(epochs):
        for images, labels in loader:
            as_in_the_lesson(net, optimizer, images, labels)


def list_stays_empty(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            loss = as_in_the_lesson(net, optimizer, images, labels)
    return losses


def the_last_loss(net, loader, optimizer, epochs):
    return two_loops(net, loader, optimizer, epochs)[-1]


def the_mean_loss(net, loader, optimizer, epochs):
    losses = two_loops(net, loader, optimizer, epochs)
    return sum(losses) / len(losses)


def adds_them_up(net, loader, optimizer, epochs):
    total = 0
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            total += as_in_the_lesson(net, optimizer, images, labels)
            losses.append(total)
    return losses


def smooths(net, loader, optimizer, epochs):
    losses = []
    total = 0
    for epoch in range(epochs):
        for images, labels in loader:
            total += as_in_the_lesson(net, optimizer, images, labels)
            losses.append(total / (len(losses) + 1))
    return losses


def short_batch_left_out(net, loader, optimizer, epochs):
    losses = []
    size = len(next(iter(loader))[1])
    for epoch in range(epochs):
        for images, labels in loader:
            if len(labels) == size:
                losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def stops_one_early(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for number, (images, labels) in enumerate(loader):
            if number == len(loader) - 1:
                break
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def always_the_first_batch(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs * len(loader)):
        images, labels = next(iter(loader))
        losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def one_batch_an_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        images, labels = next(iter(loader))
        losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def batches_outside(net, loader, optimizer, epochs):
    losses = []
    for images, labels in loader:
        for epoch in range(epochs):
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def begins_at_one(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(1, epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def one_epoch_more(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs + 1):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def three_epochs(net, loader, optimizer, epochs):
    return two_loops(net, loader, optimizer, 3)


def loops_over_a_number(net, loader, optimizer, epochs):
    losses = []
    for epoch in epochs:
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def makes_an_optimizer(net, loader, optimizer, epochs):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    return two_loops(net, loader, optimizer, epochs)


def makes_a_net(net, loader, optimizer, epochs):
    net = MLP()
    return two_loops(net, loader, optimizer, epochs)


def arguments_in_another_order(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, images, labels, optimizer))
    return losses


def net_and_losses(net, loader, optimizer, epochs):
    losses = two_loops(net, loader, optimizer, epochs)
    return net, losses


def only_the_net(net, loader, optimizer, epochs):
    two_loops(net, loader, optimizer, epochs)
    return net


def by_epoch_number(net, loader, optimizer, epochs):
    return {epoch: epochs_ignored(net, loader, optimizer, 1) for epoch in range(epochs)}


def newest_first(net, loader, optimizer, epochs):
    return two_loops(net, loader, optimizer, epochs)[::-1]


def backwards_in_the_loader(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in reversed(list(loader)):
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def percent_of_the_first(net, loader, optimizer, epochs):
    losses = two_loops(net, loader, optimizer, epochs)
    return [100 * loss / losses[0] for loss in losses]


def all_in_one_batch(net, loader, optimizer, epochs):
    images, labels = (torch.cat(parts) for parts in zip(*loader))
    return [as_in_the_lesson(net, optimizer, images, labels) for _ in range(epochs)]


class ShiftsItsInput(MLP):
    def forward(self, x):
        x = x.view(x.size(0), 784)
        x -= 0.5
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


class WholeFromTheCourse(MLP):
    def __init__(self):
        super().__init__()


def train_step_of_a_net_from_outside(model, optimizer, images, labels):
    net = MLP()
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_step_relu_on_the_outputs(net, optimizer, images, labels):
    loss = F.mse_loss(F.relu(net(images)), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_yields(net, loader, optimizer, epochs):
    for _ in range(epochs):
        for images, labels in loader:
            yield F.mse_loss(net(images), one_hot(labels)).item()


def train_full_batches_only(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            if len(labels) < 512:
                continue
            losses.append(F.mse_loss(net(images), one_hot(labels)).item())
    return losses


RIGHT = {
    "Net": [
        WholeFromTheCourse,
        TheLecturesFlattened,
        LastLayerFirst,
        ListOfLayers,
        DictOfLayers,
        RawParameters,
        WeightsTheOtherWayRound,
        OwnLayers,
        ASequential,
        Lazy,
        ByNames,
        PrintsItsShapes,
        WithInit,
        WithInit.make,
        OneConvolution,
        HiddenInside,
        MLP,
        factory,
        functools.partial(builds, [784, 256, 64, 10]),
        functools.partial(ListOfLayers, sizes=[784, 256, 64, 10]),
        lambda: builds((784, 256, 64, 10)),
        lambda: one_net_for_all,
        lambda: nn.Sequential(
            nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10)
        ),
        lambda: nn.Sequential(nn.Flatten(), nn.Dropout(0.0), *list(builds((784, 256, 64, 10)))[1:]),
        lambda: nn.Sequential(nn.Unflatten(0, (-1, 1)), nn.Flatten(0, 1), builds((784, 256, 64, 10)), nn.Identity()),
    ],
    "train_step": [
        as_in_the_lesson,
        zero_first,
        zero_last,
        zero_the_net,
        flattens_itself,
        with_a_closure,
        by_autograd_grad,
        adds_up_by_hand,
        gradient_from_lesson_three,
        numpy_float,
        prints_and_returns,
        functools.partial(any_loss, nn.MSELoss()),
        functools.partial(any_loss, lambda out, target: (out - target).pow(2).mean(dim=1).mean()),
        Trainer(),
        Trainer().step,
        lambda net, optimizer, images, labels: any_loss(F.mse_loss, net, optimizer, images, labels),
    ],
    "train": [
        two_loops,
        in_one_line,
        writes_it_out,
        counts_batches,
        epoch_by_epoch,
        prints_each_epoch,
        by_hand_iterator,
        calls_itself,
        as_a_tuple,
        generates,
        converts_at_the_end,
        functools.partial(any_step, with_a_closure),
        functools.partial(any_step, Trainer()),
        Training().run,
        lambda net, loader, optimizer, epochs: sum(
            ([as_in_the_lesson(net, optimizer, x, y) for x, y in loader] for _ in range(epochs)), []
        ),
    ],
}

WRONG = {
    "Net": [
        ShiftsItsInput,
        TheLectures,
        NoSuper,
        SuperNotCalled,
        NoModule,
        NoRelu,
        FirstReluMissing,
        SecondReluMissing,
        ReluEverywhere,
        ReluResultDropped,
        ReluBeforeTheLayers,
        SoftmaxAtTheEnd,
        LogSoftmaxAtTheEnd,
        SigmoidAtTheEnd,
        SigmoidsInside,
        TanhInside,
        ArgmaxAtTheEnd,
        ReturnsAllThree,
        ReturnForgotten,
        ReturnsTheHidden,
        ForwardMisspelt,
        BatchSwallowed,
        OneRowForAll,
        BatchOf512,
        SqueezesTheBatch,
        OnlyTheFirst,
        WithoutSelf,
        SelfForgotten,
        NoGradInside,
        Detaches,
        ThroughNumpy,
        Normalises,
        DropsOut,
        PlainList,
        BuiltInForward,
        BuiltAgainInForward,
        LayersAreLocal,
        OneUnderscore,
        WidthsSwapped,
        InAndOutSwapped,
        WantsSizes,
        FrozenNet,
        ExtraLayer,
        net_of_images,
        forgets_return_net,
        gives_the_class,
        gives_outputs,
        TheLecturesFlattened(),
        builds((784, 256, 64, 10)),
        MLP().forward,
        nn.Module,
        nn.Linear,
        nn.Sequential,
        lambda: chain(784, 10),
        lambda: chain(784, 256, 10),
        lambda: chain(784, 64, 10),
        lambda: chain(784, 128, 64, 10),
        lambda: chain(784, 256, 128, 10),
        lambda: chain(784, 512, 64, 10),
        lambda: chain(784, 256, 128, 64, 10),
        lambda: chain(784, 256, 64, 1),
        lambda: chain(784, 256, 64, 9),
        lambda: chain(764, 256, 64, 10),
        lambda: chain(28, 256, 64, 10),
        lambda: chain(784, 256, 64, 10, bias=False),
        lambda: nn.Sequential(*chain(784, 256, 64, 10), nn.Softmax(dim=1)),
        lambda: nn.Sequential(*chain(784, 256, 64, 10), nn.Softmax(dim=0)),
        lambda: nn.Sequential(*chain(784, 256, 64, 10), nn.ReLU()),
        lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.BatchNorm1d(256), *chain(784, 256, 64, 10)[2:]),
        lambda: nn.Sequential(*chain(784, 256, 64, 10)[1:]),
        lambda: nn.Sequential(nn.Flatten(0), *chain(784, 256, 64, 10)[1:]),
        lambda: nn.Sequential(
            nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10)
        ),
        lambda: [nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)],
        lambda: chain(784, 256, 64, 10).double(),
        lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.LeakyReLU(), *chain(784, 256, 64, 10)[3:]),
        lambda images: images.flatten(1),
    ],
    "train_step": [
        train_step_of_a_net_from_outside,
        train_step_relu_on_the_outputs,
        zero_forgotten,
        backward_forgotten,
        step_forgotten,
        step_without_brackets,
        backward_without_brackets,
        zero_without_brackets,
        step_too_early,
        one_batch_behind,
        zero_too_late,
        returns_the_tensor,
        returns_it_detached,
        returns_numpy,
        returns_text,
        returns_nothing,
        prints_the_loss,
        returns_accuracy,
        returns_both,
        returns_a_list,
        returns_the_net,
        labels_as_they_are,
        labels_as_floats,
        labels_as_a_column,
        label_written_into_the_row,
        mse_of_answers,
        mse_of_maxima,
        crosses_entropy,
        absolute,
        sums,
        means_over_the_batch,
        no_mean,
        roots,
        softmaxes,
        loss_afterwards,
        times_the_batch,
        by_the_batch,
        rounds,
        whole_number,
        an_optimizer_of_its_own,
        adam_of_its_own,
        moves_by_hand,
        moves_by_hand_and_steps,
        without_gradients,
        item_too_early,
        a_new_loss_to_walk_back,
        steps_twice,
        walks_back_twice,
        only_the_first_picture,
        picture_by_picture,
        calls_the_loss,
        optimizer_on_the_loss,
        clips,
        trains_ten_times,
        torch.no_grad()(as_in_the_lesson),
        lambda net, optimizer, images, labels: F.mse_loss(net(images), one_hot(labels)).item(),
        lambda net, optimizer, images, labels: F.mse_loss(net(images), one_hot(labels)),
        lambda net, images, labels: 0.1,
    ],
    "train": [
        train_yields,
        train_full_batches_only,
        epochs_ignored,
        returns_after_the_first_epoch,
        returns_after_the_first_batch,
        breaks_after_the_first_batch,
        last_loss_of_each_epoch,
        mean_of_each_epoch,
        sum_of_each_epoch,
        starts_over_each_epoch,
        starts_over_each_batch,
        lists_in_a_list,
        each_loss_in_brackets,
        loss_tensors,
        one_tensor,
        one_array,
        without_zero,
        zero_once_an_epoch,
        step_once_an_epoch,
        never_steps,
        only_looks,
        step_returns_nothing,
        losses_forgotten,
        list_stays_empty,
        the_last_loss,
        the_mean_loss,
        adds_them_up,
        smooths,
        short_batch_left_out,
        stops_one_early,
        always_the_first_batch,
        one_batch_an_epoch,
        batches_outside,
        begins_at_one,
        one_epoch_more,
        three_epochs,
        loops_over_a_number,
        makes_an_optimizer,
        makes_a_net,
        arguments_in_another_order,
        net_and_losses,
        only_the_net,
        by_epoch_number,
        newest_first,
        backwards_in_the_loader,
        percent_of_the_first,
        all_in_one_batch,
    ],
}
