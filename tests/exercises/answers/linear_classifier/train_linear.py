"""Answers to ``train_linear`` of lesson 06, as beginners write them."""

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F

from course_utils import one_hot


def as_the_lesson(weight, bias, loader, learning_rate, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            x = images.view(images.size(0), 28 * 28)
            targets = one_hot(labels)
            out = x @ weight.T + bias
            loss = ((out - targets) ** 2).mean()
            grad_out = 2 * (out - targets) / out.numel()
            weight -= learning_rate * (grad_out.T @ x)
            bias -= learning_rate * grad_out.sum(dim=0)
            losses.append(loss.item())
    return losses


def watched(weight, bias, loader, learning_rate, epochs):
    weight.requires_grad_()
    bias.requires_grad_()
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            loss = F.mse_loss(images.flatten(1) @ weight.T + bias, F.one_hot(labels, 10).float())
            loss.backward()
            with torch.no_grad():
                for parameter in (weight, bias):
                    parameter -= learning_rate * parameter.grad
                    parameter.grad = None
            losses.append(loss.item())
    return losses


def with_sgd(weight, bias, loader, learning_rate, epochs):
    optimizer = torch.optim.SGD([weight.requires_grad_(), bias.requires_grad_()], lr=learning_rate)
    criterion = nn.MSELoss()
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            optimizer.zero_grad()
            loss = criterion(F.linear(images.reshape(-1, 784), weight, bias), one_hot(labels))
            loss.backward()
            optimizer.step()
            losses.append(float(loss))
    return losses


def in_numpy_on_shared_memory(weight, bias, loader, learning_rate, epochs):
    w, b, losses = weight.numpy(), bias.numpy(), []
    for _ in range(epochs):
        for images, labels in loader:
            x = images.numpy().reshape(len(images), -1)
            difference = x @ w.T + b - np.eye(10, dtype=np.float32)[labels.numpy()]
            losses.append(float(np.mean(difference**2)))
            grad = 2 * difference / difference.size
            w -= np.float32(learning_rate) * grad.T @ x
            b -= np.float32(learning_rate) * grad.sum(axis=0)
    return losses


def copies_at_the_end(weight, bias, loader, learning_rate, epochs):
    w, b, losses = weight.clone(), bias.clone(), []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), one_hot(labels)
            out = x @ w.T + b
            g = 2 * (out - y) / out.numel()
            w, b = w - learning_rate * g.T @ x, b - learning_rate * g.sum(0)
            losses.append(((out - y) ** 2).mean().item())
    weight.copy_(w)
    bias.copy_(b)
    return losses


def slice_assignment(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), torch.eye(10)[labels]
            out = torch.addmm(bias, x, weight.t())
            losses.append(F.mse_loss(out, y).item())
            g = (out - y) / (5 * len(x))
            weight[:] = weight - learning_rate * g.T @ x
            bias[:] = bias - learning_rate * g.sum(0)
    return losses


def through_data(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), one_hot(labels)
            out = x @ weight.T + bias
            losses += [((out - y) ** 2).mean().item()]
            g = 2 * (out - y) / out.numel()
            weight.data = weight.data - learning_rate * g.T @ x
            bias.data = bias.data - learning_rate * g.sum(0)
    return losses


def helper_functions(weight, bias, loader, learning_rate, epochs):
    def batch(images, labels):
        x, y = images.flatten(start_dim=1), one_hot(labels)
        difference = x @ weight.T + bias - y
        weight.sub_(learning_rate * 2 / difference.numel() * (difference.T @ x))
        bias.sub_(learning_rate * 2 / difference.numel() * difference.sum(0))
        return difference.pow(2).mean().item()

    return [batch(images, labels) for _ in range(epochs) for images, labels in loader]


def picture_after_picture(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            grad_weight, grad_bias, loss = torch.zeros(10, 784), torch.zeros(10), 0.0
            for image, label in zip(images, labels):
                x = image.flatten()
                difference = weight @ x + bias
                difference[label] -= 1
                loss += (difference**2).sum().item()
                grad_weight += torch.outer(2 * difference, x)
                grad_bias += 2 * difference
            count = 10 * len(labels)
            weight -= learning_rate * grad_weight / count
            bias -= learning_rate * grad_bias / count
            losses.append(loss / count)
    return losses


def a_layer_that_shares(weight, bias, loader, learning_rate, epochs):
    layer = nn.Linear(784, 10)
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
    optimizer = torch.optim.SGD(layer.parameters(), lr=learning_rate)
    losses = []
    for epoch in range(epochs):
        for number, batch in enumerate(loader):
            images, labels = batch
            optimizer.zero_grad()
            loss = F.mse_loss(layer(images.flatten(1)), one_hot(labels))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    assert len(losses) == epochs * len(loader)
    return losses


class _Trainer:
    def train(self, weight, bias, loader, learning_rate, epochs):
        return as_the_lesson(weight, bias, loader, learning_rate, epochs)


def one_row_more(weight, bias, loader, learning_rate, epochs):
    wide, losses = torch.cat([weight, bias[:, None]], dim=1), []
    for _ in range(epochs):
        for images, labels in loader:
            x = torch.cat([images.reshape(len(images), 784), torch.ones(len(images), 1)], dim=1)
            difference = x @ wide.T - one_hot(labels)
            losses.append(np.float64((difference**2).mean().item()))
            wide -= learning_rate * 2 * difference.T @ x / difference.numel()
    weight.copy_(wide[:, :-1])
    bias.copy_(wide[:, -1])
    return losses


RIGHT = [
    *defined(globals()),
    _Trainer().train,
    lambda *given: tuple(as_the_lesson(*given)),
    torch.no_grad()(as_the_lesson),
]


def _parts(weight, bias, images, labels):
    x, targets = images.reshape(len(images), 784), one_hot(labels)
    out = x @ weight.T + bias
    grad_out = 2 * (out - targets) / out.numel()
    return x, out, targets, grad_out, ((out - targets) ** 2).mean()


def _right(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


forgets_the_bias = changed(_right, "bias -= learning_rate * grad_out.sum(0)", "")


def once_an_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)
            losses.append(loss.item())
        weight -= learning_rate * grad_out.T @ x
        bias -= learning_rate * grad_out.sum(0)
    return losses


def adds_gradients_up(weight, bias, loader, learning_rate, epochs):
    losses, grad_weight, grad_bias = [], torch.zeros(10, 784), torch.zeros(10)
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)
            grad_weight += grad_out.T @ x
            grad_bias += grad_out.sum(0)
            weight -= learning_rate * grad_weight
            bias -= learning_rate * grad_bias
            losses.append(loss.item())
    return losses


def one_loss_an_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for images, labels in loader:
            x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            total += loss.item()
        losses.append(total / len(loader))
    return losses


def takes_the_first_batch_of_each_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        images, labels = next(iter(loader))
        x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)
        weight -= learning_rate * grad_out.T @ x
        bias -= learning_rate * grad_out.sum(0)
        losses.append(loss.item())
    return losses


def full_batches_only(weight, bias, loader, learning_rate, epochs):
    size = len(next(iter(loader))[0])
    full = [(images, labels) for images, labels in loader if len(images) == size]
    return as_the_lesson(weight, bias, full, learning_rate, epochs)


def one_step_at_the_end(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)
            losses.append(loss.item())
    weight -= learning_rate * grad_out.T @ x
    bias -= learning_rate * grad_out.sum(0)
    return losses


def steps_after_the_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for epoch in range(epochs):
        grad_weight, grad_bias = torch.zeros_like(weight), torch.zeros_like(bias)
        for images, labels in loader:
            x = images.reshape(len(images), 784)
            targets = one_hot(labels)
            out = x @ weight.T + bias
            losses.append(((out - targets) ** 2).mean().item())
            grad_out = 2 * (out - targets) / out.numel()
            grad_weight += grad_out.T @ x
            grad_bias += grad_out.sum(dim=0)
        weight -= learning_rate * grad_weight
        bias -= learning_rate * grad_bias
    return losses


WRONG = [
    *defined(globals()),
    changed(
        _right,
        "grad_out.T",
        "10 * len(x) * grad_out.T",
        "grad_out.sum",
        "10 * len(x) * grad_out.sum",
        "loss.item()",
        "10 * len(x) * loss.item()",
    ),
    changed(_right, "weight -=", "weight = weight -", "bias -=", "bias = bias -"),
    changed(_right, "bias -=", "bias = bias -"),
    changed(_right, "losses = []", "losses, weight, bias = [], weight.clone(), bias.clone()"),
    changed(_right, "weight -=", "weight -", "bias -=", "bias -"),
    changed(_right, "weight -=", "weight +=", "bias -=", "bias +="),
    changed(_right, "weight -= ", "weight -= weight - ", "bias -= ", "bias -= bias - "),
    changed(_right, "weight -= ", "weight -= weight - "),
    changed(_right, "bias -= ", "bias -= bias - "),
    changed(as_the_lesson, "x @ weight.T + bias", "x @ torch.zeros(784, 10) + torch.zeros(10)"),
    changed(_right, "weight -= ", "weight = weight - ", "bias -= ", "bias -= bias - "),
    changed(forgets_the_bias, "    return", "        bias -= learning_rate * grad_out.sum(0)\n    return"),
    changed(
        _right, "bias -=", "x, out, targets, grad_out, loss = _parts(weight, bias, images, labels)\n            bias -="
    ),
    changed(_right, "grad_out.sum", "grad_out.mean"),
    changed(_right, "weight -= learning_rate * grad_out.T @ x", "weight -= learning_rate * grad_out.sum(dim=0)"),
    changed(_right, "@ x", "@ x / len(images)", "sum(0)", "sum(0) / len(images)"),
    changed(_right, "grad_out.T @ x", "loss", "grad_out.sum(0)", "loss"),
    changed(with_sgd, "optimizer.zero_grad()", ""),
    changed(as_the_lesson, " / out.numel()", ""),
    changed(as_the_lesson, "out.numel()", "len(images)"),
    changed(as_the_lesson, "out.numel()", "(512 * 10)"),
    changed(as_the_lesson, "2 * (out", "(out"),
    changed(as_the_lesson, "2 * (out - targets) / out.numel()", "out - targets"),
    changed(as_the_lesson, "2 * (out - targets)", "2 * (targets - out)"),
    changed(as_the_lesson, "one_hot(labels)", "labels"),
    changed(as_the_lesson, "one_hot(labels)", "labels[:, None]"),
    changed(as_the_lesson, "one_hot(labels)", "one_hot(labels) * labels[:, None]"),
    changed(as_the_lesson, "images.view(images.size(0), 28 * 28)", "images"),
    changed(as_the_lesson, "(grad_out.T @ x)", "(grad_out.T @ images)"),
    changed(as_the_lesson, "2 * (out - targets)", "2 * (out - labels)"),
    changed(as_the_lesson, "((out - targets) ** 2)", "((out - labels) ** 2)"),
    changed(as_the_lesson, "2 * (out - targets) / out.numel()", "out"),
    changed(_right, "loss.item()", "loss"),
    changed(_right, "loss.item()", "((out - targets) ** 2).sum().item()"),
    changed(_right, "loss.item()", "((x @ weight.T + bias - targets) ** 2).mean().item()"),
    changed(_right, "            losses.append", "        losses.append"),
    changed(_right, "losses = []", "", "range(epochs):", "range(epochs):\n        losses = []"),
    changed(_right, "    return losses", "        return losses"),
    changed(_right, "    return losses", "            return losses"),
    changed(_right, "return losses", ""),
    changed(_right, "return losses", "return weight, bias"),
    changed(_right, "return losses", "return weight, bias, losses"),
    changed(_right, "return losses", "return torch.tensor(losses)"),
    changed(_right, "return losses", "return [round(loss, 2) for loss in losses]"),
    changed(_right, "losses = []", "", "losses.append(loss.item())", "yield loss.item()", "return losses", ""),
    changed(_right, "in loader", "in list(loader)[:-1]"),
    changed(
        _right,
        "_ in range(epochs):\n        for images, labels in loader",
        "images, labels in loader:\n        for _ in range(epochs)",
    ),
    changed(_right, "losses = []", "losses, weight, bias = [], torch.zeros(10, 784), torch.zeros(10)"),
    changed(_right, "losses = []", "weight.zero_()\n    bias.zero_()\n    losses = []"),
    lambda weight, bias, loader, learning_rate, epochs: as_the_lesson(weight, bias, loader, learning_rate, epochs)[-1],
    lambda weight, bias, loader, learning_rate, epochs: as_the_lesson(weight, bias, loader, 0.01, epochs),
    lambda weight, bias, loader, learning_rate, epochs: as_the_lesson(weight, bias, loader, 1.0, epochs),
    lambda weight, bias, loader, learning_rate, epochs: as_the_lesson(weight, bias, loader, learning_rate, 1),
    lambda weight, bias, loader, learning_rate, epochs: as_the_lesson(weight, bias, loader, learning_rate, epochs + 1),
    lambda weight, bias, loader, learning_rate, epochs: as_the_lesson(weight, bias, loader, learning_rate, 3),
    changed(_right, "losses.append(loss.item())", "losses.append(round(loss.item(), 4))"),
    changed(_right, "loss.item()", "loss.sqrt().item()"),
    changed(_right, "loss.item()", "((out - targets) ** 2).sum(dim=1).mean().item()"),
    changed(_right, "loss.item()", "(out - targets).mean().item()"),
    changed(_right, "losses.append(loss.item())", "print(len(images), round(loss.item(), 4))", "return losses", ""),
    changed(forgets_the_bias, "for _ in range(epochs):", "if epochs:"),
    changed(as_the_lesson, " + bias", ""),
    changed(as_the_lesson, "2 * (out", "0.5 * (out"),
    changed(as_the_lesson, "losses = []", "losses = 0", "losses.append(loss.item())", "losses = loss.item()"),
    lambda *given: sum(as_the_lesson(*given)) / 6,
    changed(
        _right, "weight -=", "weight = weight -", "bias -=", "bias = bias -", "return losses", "return weight, bias"
    ),
    changed(_right, "loss.item()", "loss.item() / len(images)"),
    changed(
        _right,
        "    bias -= learning_rate * grad_out.sum(0)\n            losses.append(loss.item())",
        "    losses.append(loss.item())\n        bias -= learning_rate * grad_out.sum(0)",
    ),
    changed(_right, "return losses", "return weight"),
    changed(as_the_lesson, "            weight -= learning_rate * (grad_out.T @ x)\n", ""),
    changed(as_the_lesson, "weight -= learning_rate", "weight = weight - learning_rate"),
    changed(
        as_the_lesson,
        "weight -= learning_rate",
        "weight -= learning_rate / len(x)",
        "bias -= learning_rate",
        "bias -= learning_rate / len(x)",
    ),
    changed(
        as_the_lesson,
        "            bias -=",
        "            grad_out = 2 * (x @ weight.T + bias - targets) / out.numel()\n            bias -=",
    ),
    changed(as_the_lesson, "images.view(images.size(0), 28 * 28)", "images.reshape(784, len(images)).T"),
]
