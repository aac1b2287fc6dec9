"""Answers to ``train_step`` of lesson 09, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F

from course_utils import MLP, one_hot


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


def _any_loss(loss_function, net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = loss_function(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


class _Trainer:
    def __init__(self):
        self.losses = []

    def __call__(self, net, optimizer, images, labels):
        self.losses.append(_any_loss(F.mse_loss, net, optimizer, images, labels))
        return self.losses[-1]

    def step(self, net, optimizer, images, labels):
        return self(net, optimizer, images, labels)


RIGHT = [
    *defined(globals()),
    functools.partial(_any_loss, nn.MSELoss()),
    functools.partial(_any_loss, lambda out, target: (out - target).pow(2).mean(dim=1).mean()),
    _Trainer(),
    _Trainer().step,
    lambda net, optimizer, images, labels: _any_loss(F.mse_loss, net, optimizer, images, labels),
]


def _zero_first(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def _loss_first(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


zero_forgotten = changed(_loss_first, "optimizer.zero_grad()", "")
step_forgotten = changed(_loss_first, "optimizer.step()", "")
returns_the_tensor = changed(_loss_first, "return loss.item()", "return loss")
returns_nothing = changed(_zero_first, "return loss.item()", "")


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


def picture_by_picture(net, optimizer, images, labels):
    losses = [as_in_the_lesson(net, optimizer, images[i : i + 1], labels[i : i + 1]) for i in range(len(labels))]
    return sum(losses) / len(losses)


def trains_ten_times(net, optimizer, images, labels):
    for epoch in range(10):
        loss = as_in_the_lesson(net, optimizer, images, labels)
    return loss


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


WRONG = [
    *defined(globals()),
    changed(_zero_first, "return loss.item()", "print(loss.item())"),
    changed(_zero_first, "return loss.item()", "return net"),
    changed(as_in_the_lesson, "return loss.item()", "return loss.item(), out"),
    changed(_zero_first, "optimizer.step()", "optimizer.step()\n    optimizer.step()"),
    changed(_loss_first, "loss =", "optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)\n    loss ="),
    changed(_loss_first, "loss =", "optimizer = torch.optim.Adam(net.parameters())\n    loss ="),
    changed(_loss_first, "loss.backward()", ""),
    changed(_zero_first, "optimizer.step()", "optimizer.step"),
    changed(_zero_first, "loss.backward()", "loss.backward"),
    changed(_zero_first, "optimizer.zero_grad()", "optimizer.zero_grad"),
    changed(_zero_first, "loss.backward()\n    optimizer.step()", "optimizer.step()\n    loss.backward()"),
    changed(
        _loss_first, "optimizer.step()", "", "optimizer.zero_grad()", "optimizer.step()\n    optimizer.zero_grad()"
    ),
    changed(_loss_first, "optimizer.zero_grad()\n    loss.backward()", "loss.backward()\n    optimizer.zero_grad()"),
    changed(_zero_first, "loss.item()", "loss.detach()"),
    changed(_zero_first, "loss.item()", "loss.detach().numpy()"),
    changed(as_in_the_lesson, "loss.item()", "(out.argmax(dim=1) == labels).float().mean().item()"),
    changed(_zero_first, "one_hot(labels)", "labels"),
    changed(_zero_first, "one_hot(labels)", "labels.float()"),
    changed(_zero_first, "one_hot(labels)", "labels.float().unsqueeze(1)"),
    changed(_zero_first, "one_hot(labels)", "one_hot(labels) * labels.unsqueeze(1)"),
    changed(_zero_first, "net(images), one_hot(labels)", "net(images).argmax(dim=1).float(), labels.float()"),
    changed(_zero_first, "net(images), one_hot(labels)", "net(images).max(dim=1).values, labels.float()"),
    changed(_zero_first, "F.mse_loss", "F.cross_entropy", "one_hot(labels)", "labels"),
    changed(_zero_first, "F.mse_loss", "F.l1_loss"),
    changed(_zero_first, "one_hot(labels)", 'one_hot(labels), reduction="sum"'),
    changed(as_in_the_lesson, "F.mse_loss(out, one_hot(labels))", "((out - one_hot(labels)) ** 2).sum() / len(labels)"),
    changed(_zero_first, "F.mse_loss(net(images), one_hot(labels))", "(net(images) - one_hot(labels)) ** 2"),
    changed(_zero_first, "one_hot(labels))", "one_hot(labels)).sqrt()"),
    changed(_zero_first, "net(images)", "net(images).softmax(dim=1)"),
    changed(_loss_first, "return loss", "return F.mse_loss(net(images), one_hot(labels))"),
    changed(_zero_first, "loss =", "with torch.no_grad():\n        loss ="),
    changed(_zero_first, "one_hot(labels))", "one_hot(labels)).item()", "return loss.item()", "return loss"),
    changed(_zero_first, "loss.backward()", "torch.tensor(loss.item(), requires_grad=True).backward()"),
    changed(_zero_first, "loss.backward()", "loss.backward(retain_graph=True)\n    loss.backward()"),
    changed(_zero_first, "F.mse_loss", "nn.MSELoss"),
    changed(_zero_first, "loss.backward()", "optimizer.backward(loss)"),
    changed(_zero_first, "optimizer.step()", "loss.step()"),
    changed(_zero_first, "net(images)", "net"),
    changed(_zero_first, "net(images), one_hot(labels)", "net(images).argmax(dim=1), labels"),
    changed(_zero_first, "one_hot(labels)", "F.one_hot(labels)"),
    changed(_zero_first, "loss.backward()", "net.backward()"),
    changed(as_in_the_lesson, "F.mse_loss(out, one_hot(labels))", "(out - one_hot(labels)).mean()"),
    changed(as_in_the_lesson, "F.mse_loss(out, one_hot(labels))", "(out - one_hot(labels)).mean() ** 2"),
    changed(_zero_first, "one_hot(labels))", "one_hot(labels)) / len(images)"),
    changed(_zero_first, "one_hot(labels)", 'one_hot(labels), reduction="sum"', "loss.backward()", ""),
    changed(_zero_first, "optimizer.step()", "nn.utils.clip_grad_norm_(net.parameters(), 0.01)\n    optimizer.step()"),
    lambda net, optimizer, images, labels: f"{as_in_the_lesson(net, optimizer, images, labels):.4f}",  # returns text
    lambda net, optimizer, images, labels: [as_in_the_lesson(net, optimizer, images, labels)],  # returns a list
    lambda net, optimizer, images, labels: as_in_the_lesson(net, optimizer, images, labels) * images.size(0),
    lambda net, optimizer, images, labels: as_in_the_lesson(net, optimizer, images, labels) / len(images),
    lambda net, optimizer, images, labels: round(as_in_the_lesson(net, optimizer, images, labels), 2),  # rounds
    lambda net, optimizer, images, labels: int(as_in_the_lesson(net, optimizer, images, labels)),  # whole number
    lambda net, optimizer, images, labels: as_in_the_lesson(net, optimizer, images[:1], labels[:1]),
    torch.no_grad()(as_in_the_lesson),
    lambda net, optimizer, images, labels: F.mse_loss(net(images), one_hot(labels)).item(),
    lambda net, optimizer, images, labels: F.mse_loss(net(images), one_hot(labels)),
    lambda net, images, labels: 0.1,
    changed(as_in_the_lesson, "loss.item()", "F.mse_loss(net(images), one_hot(labels)).item()"),
]
