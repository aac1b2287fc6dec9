"""Answers to ``train_by_hand`` of lesson 08, as beginners write them."""

import torch
from answers import changed, defined
from torch.nn import functional as F

from course_utils import one_hot
from course_utils.exercises.backpropagation._backward import backward
from course_utils.exercises.backpropagation._forward import forward
from course_utils.exercises.slopes._mse_gradient import mse_gradient
from course_utils.exercises.train_by_hand._momentum_step import momentum_step


def as_the_lesson(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            x = images.view(images.size(0), 28 * 28)
            targets = one_hot(labels)
            h1, h2, out = forward(x, params)
            loss = ((out - targets) ** 2).mean()
            grad_out = 2 * (out - targets) / out.numel()
            grads = backward(x, params, h1, h2, grad_out)
            momentum_step(params, grads, velocities, learning_rate, momentum)
            losses.append(loss.item())
    return losses


def written_out(params, velocities, loader, learning_rate, momentum, epochs):
    w1, b1, w2, b2, w3, b3 = params
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), F.one_hot(labels, 10).float()
            h1 = F.relu(F.linear(x, w1, b1))
            h2 = F.relu(F.linear(h1, w2, b2))
            out = F.linear(h2, w3, b3)
            losses.append(F.mse_loss(out, y).item())
            g3 = (out - y) / (5 * len(x))
            g2 = (g3 @ w3) * (h2 > 0)
            g1 = (g2 @ w2) * (h1 > 0)
            grads = [g1.T @ x, g1.sum(0), g2.T @ h1, g2.sum(0), g3.T @ h2, g3.sum(0)]
            for p, g, v in zip(params, grads, velocities):
                v[:] = momentum * v + g
                p -= learning_rate * v
    return losses


def with_autograd(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            watched = [p.clone().requires_grad_() for p in params]
            loss = F.mse_loss(forward(images.flatten(1), watched)[2], one_hot(labels))
            loss.backward()
            momentum_step(params, [p.grad for p in watched], velocities, learning_rate, momentum)
            losses.append(loss.item())
    return losses


def with_sgd(params, velocities, loader, learning_rate, momentum, epochs):
    watched = [p.requires_grad_() for p in params]
    optimizer = torch.optim.SGD(watched, lr=learning_rate, momentum=momentum)
    for p, v in zip(watched, velocities):
        optimizer.state[p]["momentum_buffer"] = v
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            optimizer.zero_grad()
            loss = F.mse_loss(forward(images.flatten(1), watched)[2], one_hot(labels))
            loss.backward()
            optimizer.step()
            losses.append(float(loss))
    return losses


def copies_at_the_end(params, velocities, loader, learning_rate, momentum, epochs):
    mine = [p.clone() for p in params]
    losses = as_the_lesson(mine, velocities, loader, learning_rate, momentum, epochs)
    for p, m in zip(params, mine):
        p.copy_(m)
    return losses


def by_index(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for e in range(epochs):
        for batch in loader:
            x = batch[0].reshape(-1, 784)
            results = forward(x, params)
            difference = results[2] - torch.eye(10)[batch[1]]
            losses = losses + [float(difference.pow(2).mean())]
            grads = list(backward(x, params, results[0], results[1], mse_gradient(difference, torch.zeros(1, 10))))
            for i in range(6):
                velocities[i] = momentum * velocities[i] + grads[i]
                params[i].sub_(learning_rate * velocities[i])
    return losses


def own_helper(params, velocities, loader, learning_rate, momentum, epochs):
    def one_batch(images, labels):
        x, targets = images.flatten(start_dim=1), one_hot(labels)
        h1, h2, out = forward(x, params)
        momentum_step(
            params, backward(x, params, h1, h2, mse_gradient(out, targets)), velocities, learning_rate, momentum
        )
        return torch.mean((out - targets) ** 2).item()

    return [one_batch(*batch) for _ in range(epochs) for batch in loader]


def epoch_by_epoch(params, velocities, loader, learning_rate, momentum, epochs):
    if epochs == 0:
        return []
    first = as_the_lesson(params, velocities, loader, learning_rate, momentum, 1)
    return first + epoch_by_epoch(params, velocities, loader, learning_rate, momentum, epochs - 1)


RIGHT = [
    *defined(globals()),
    lambda *given: tuple(as_the_lesson(*given)),
    torch.no_grad()(as_the_lesson),
]


def _right(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.reshape(len(images), 784), one_hot(labels)
            h1, h2, out = forward(x, params)
            losses.append(((out - targets) ** 2).mean().item())
            grads = backward(x, params, h1, h2, mse_gradient(out, targets))
            momentum_step(params, grads, velocities, learning_rate, momentum)
    return losses


def step_after_the_epoch(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.reshape(len(images), 784), one_hot(labels)
            h1, h2, out = forward(x, params)
            losses.append(((out - targets) ** 2).mean().item())
            grads = backward(x, params, h1, h2, mse_gradient(out, targets))
        momentum_step(params, grads, velocities, learning_rate, momentum)
    return losses


def only_the_weights(params, velocities, loader, learning_rate, momentum, epochs):
    before = [p.clone() for p in params[1::2]]
    losses = as_the_lesson(params, velocities, loader, learning_rate, momentum, epochs)
    for p, b in zip(params[1::2], before):
        p.copy_(b)
    return losses


def batch_swallowed_and_labels_as_they_are(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.reshape(1, -1), labels
            h1, h2, out = forward(x, params)
            losses.append(((out - targets) ** 2).mean().item())
            grads = backward(x, params, h1, h2, mse_gradient(out, targets))
            momentum_step(params, grads, velocities, learning_rate, momentum)
    return losses


def mean_of_each_epoch(params, velocities, loader, learning_rate, momentum, epochs):
    losses = []
    for _ in range(epochs):
        of_this_epoch = as_the_lesson(params, velocities, loader, learning_rate, momentum, 1)
        losses.append(sum(of_this_epoch) / len(of_this_epoch))
    return losses


def another_list_each_epoch_and_the_loss_too_late(params, velocities, loader, learning_rate, momentum, epochs):
    for epoch in range(epochs):
        losses = []
        for images, labels in loader:
            x, targets = images.reshape(len(images), 784), one_hot(labels)
            h1, h2, out = forward(x, params)
            grads = backward(x, params, h1, h2, mse_gradient(out, targets))
            momentum_step(params, grads, velocities, learning_rate, momentum)
            losses.append(F.mse_loss(forward(x, params)[2], targets).item())
    return losses


WRONG = [
    *defined(globals()),
    changed(written_out, "v[:] = ", "v += "),
    changed(
        written_out,
        "F.mse_loss(out, y).item()",
        "((out - y) ** 2).sum().item()",
        "(out - y) / (5 * len(x))",
        "2 * (out - y)",
    ),
    changed(
        written_out,
        "F.relu(F.linear(x, w1, b1))",
        "F.linear(x, w1, b1).clamp(0, 6)",
        "F.relu(F.linear(h1, w2, b2))",
        "F.relu6(F.linear(h1, w2, b2))",
    ),
    changed(_right, "            momentum_step(params, grads, velocities, learning_rate, momentum)\n", ""),
    changed(_right, "learning_rate, momentum)\n    ", "-learning_rate, momentum)\n    "),
    changed(_right, "learning_rate, momentum)\n    ", "momentum, learning_rate)\n    "),
    changed(_right, "learning_rate, momentum)\n    ", "0.01, 0.9)\n    "),
    changed(_right, "learning_rate, momentum)\n    ", "learning_rate, 0.9)\n    "),
    changed(_right, "learning_rate, momentum)\n    ", "0.01, momentum)\n    "),
    changed(_right, "            momentum_step(", "            params = momentum_step("),
    changed(_right, "params, grads, velocities", "grads, params, velocities"),
    changed(_right, "params, grads, velocities", "params, velocities, grads"),
    changed(_right, "losses = []", "losses, velocities = [], [torch.zeros_like(p) for p in params]"),
    changed(
        _right,
        "            x, targets",
        "            velocities = [torch.zeros_like(p) for p in params]\n            x, targets",
    ),
    changed(
        _right,
        "        for images",
        "        velocities = [torch.zeros_like(p) for p in params]\n        for images",
    ),
    changed(_right, "losses = []", "losses, params = [], [p.clone() for p in params]"),
    changed(_right, "losses = []", "", "range(epochs):", "range(epochs):\n        losses = []"),
    changed(_right, "    return losses", "        return losses"),
    changed(_right, "    return losses", "            return losses"),
    changed(_right, "return losses", ""),
    changed(_right, "return losses", "return params"),
    changed(_right, "return losses", "return torch.tensor(losses)"),
    changed(_right, ".mean().item()", ".mean()"),
    changed(_right, ".mean().item()", ".sum().item()"),
    changed(_right, "mse_gradient(out, targets)", "out - targets"),
    changed(_right, "mse_gradient(out, targets)", "out"),
    changed(_right, "mse_gradient(out, targets)", "mse_gradient(targets, out)"),
    changed(_right, "mse_gradient(out, targets)", "losses[-1]"),
    changed(_right, "mse_gradient(out, targets)", "2 * (out - targets) / len(out)"),
    changed(_right, "h1, h2, mse", "h2, h1, mse"),
    changed(_right, "h1, h2, out = ", "out = "),
    changed(_right, "h1, h2, out = ", "out, h1, h2 = "),
    changed(_right, "one_hot(labels)", "labels"),
    changed(_right, "one_hot(labels)", "labels[:, None]"),
    changed(_right, "images.reshape(len(images), 784)", "images"),
    changed(_right, "images.reshape(len(images), 784)", "images.reshape(1, -1)"),
    changed(
        _right,
        "_ in range(epochs):\n        for images, labels in loader",
        "images, labels in loader:\n        for _ in range(epochs)",
    ),
    changed(_right, "range(epochs)", "range(epochs + 1)"),
    changed(_right, "range(epochs)", "range(1, epochs)"),
    changed(_right, "range(epochs)", "range(1)", ".mean().item()", ".mean()"),
    changed(_right, ".mean().item())", ".mean().item() / len(x))"),
    changed(_right, ".mean().item())", ".mean().sqrt().item())"),
    changed(_right, ".append(((", ".append(round(((", ".item())", ".item(), 4))"),
    changed(_right, "mse_gradient(out, targets)", "mse_gradient(out, targets) / len(x)"),
    changed(_right, "labels in loader", "labels in [next(iter(loader))]"),
    changed(_right, "losses = []", "losses, params = [], [torch.randn_like(param) / 100 for param in params]"),
    changed(_right, "images.reshape(len(images), 784)", "images.reshape(784, len(images)).T"),
    lambda *given: [0.0, 0.049, 0.0, 0.049, 0.0, 0.1],
    lambda params, velocities, loader, rate, momentum, epochs: as_the_lesson(
        params, velocities, loader, rate, momentum, epochs
    )[-1],
    changed(as_the_lesson, "            losses.append(loss.item())", "        losses.append(loss.item())"),
    changed(as_the_lesson, " / out.numel()", ""),
    changed(as_the_lesson, "2 * (out - targets)", "(out - targets)"),
    changed(
        as_the_lesson,
        "losses.append(loss.item())",
        "losses.append(((forward(x, params)[2] - targets) ** 2).mean().item())",
    ),
    changed(as_the_lesson, "range(epochs):\n", "range(epochs):\n        [v.zero_() for v in velocities]\n"),
    changed(
        as_the_lesson,
        "            losses.append",
        "            for p, g in zip(params, grads): p -= learning_rate * g\n            losses.append",
    ),
    changed(
        _right, "for images, labels in loader:", "for _ in loader:\n            images, labels = next(iter(loader))"
    ),
    changed(_right, "in loader:", "in loader:\n            if len(images) < len(next(iter(loader))[0]): continue"),
    changed(_right, "losses = []", "losses, velocities = [], [velocity.clone() for velocity in velocities]"),
]
