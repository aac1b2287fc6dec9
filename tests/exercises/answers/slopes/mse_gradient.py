"""Answers to ``mse_gradient`` of lesson 04, as beginners write them."""

import functools
import math

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def by_autograd(pred, target):
    guess = pred.clone().requires_grad_()
    F.mse_loss(guess, target).backward()
    return guess.grad


def by_autograd_grad(pred, target):
    guess = pred.detach().clone().requires_grad_(True)
    loss = ((guess - target) ** 2).mean()
    return torch.autograd.grad(loss, guess)[0]


def watches_the_input(pred, target):
    pred.requires_grad_()
    nn.MSELoss()(pred, target).backward()
    return pred.grad


def fills_entries(pred, target):
    gradient = torch.zeros_like(pred)
    for i in range(pred.shape[0]):
        for j in range(pred.shape[1]):
            gradient[i, j] = 2 * (pred[i, j] - target[i, j]) / (pred.shape[0] * pred.shape[1])
    return gradient


def fills_plain_zeros(pred, target):
    gradient = torch.zeros(len(pred), 10)
    for i in range(len(pred)):
        for j in range(10):
            gradient[i, j] = 2 * (pred[i, j] - target[i, j]) / (len(pred) * 10)
    return gradient


def plain_lists(pred, target):
    rows = zip(pred.tolist(), target.tolist())
    return torch.tensor([[2 * (p - t) / (10 * len(pred)) for p, t in zip(*row)] for row in rows])


def row_by_row(pred, target):
    rows = []
    for p, t in zip(pred, target):
        rows.append(2 * (p - t) / (10 * len(pred)))
    return torch.stack(rows)


def finite_differences(pred, target):
    exact, goal, step = pred.double(), target.double(), 1e-3
    gradient = torch.zeros_like(exact)
    for i in range(len(pred)):
        for j in range(10):
            more, less = exact.clone(), exact.clone()
            more[i, j] += step
            less[i, j] -= step
            gradient[i, j] = (((more - goal) ** 2).mean() - ((less - goal) ** 2).mean()) / (2 * step)
    return gradient.to(pred.dtype)


def starts_from_a_copy(pred, target):
    gradient = pred.clone()
    gradient -= target
    gradient *= 2
    gradient /= gradient.numel()
    return gradient


def named_sizes(pred, target):
    b, outputs = pred.shape
    return (pred - target) * 2 / (b * outputs)


RIGHT = [
    *defined(globals()),
    lambda pred, target: torch.from_numpy(2 * (pred.numpy() - target.numpy()) / np.prod(pred.shape).item()),
    lambda pred, target: 2 / pred.numel() * (pred - target),
    lambda pred, target: (pred - target) / 5 / len(pred),
    lambda pred, target: (pred - target).mul(2).div(pred.numel()),
    lambda pred, target: (2 * pred - 2 * target) / (10 * pred.size(0)),
    lambda pred, target: -2 * (target - pred) / pred.numel(),
    lambda pred, target: 2.0 * torch.sub(pred, target) / math.prod(pred.shape),
    lambda pred, target: 2 * (pred - target) / torch.ones_like(pred).sum(),
    lambda pred, target: 2 * torch.stack([p - t for p, t in zip(pred, target)]) / pred.numel(),
    lambda pred, target: torch.func.grad(lambda p: ((p - target) ** 2).mean())(pred),
    lambda pred, target: torch.func.grad(F.mse_loss)(pred, target),
    lambda pred, target: torch.autograd.functional.jacobian(lambda p: F.mse_loss(p, target), pred),
    lambda pred, target: torch.tensor(
        [[2 * (p - t) / pred.numel() for p, t in zip(*rows)] for rows in zip(pred.tolist(), target.tolist())],
        dtype=pred.dtype,
    ),
    lambda pred, target: torch.lerp(target, pred, 2 / pred.numel()) - target,
    lambda pred, target: torch.einsum("bi,->bi", pred - target, torch.tensor(2 / pred.numel(), dtype=pred.dtype)),
    functools.partial(lambda factor, pred, target: factor * (pred - target) / pred.numel(), 2),
]


def forgets_requires_grad(pred, target):
    F.mse_loss(pred, target).backward()
    return pred.grad


def forgets_the_gradient(pred, target):
    gradient = 2 * (pred - target) / pred.numel()


def prints_the_gradient(pred, target):
    print(2 * (pred - target) / pred.numel())


def changes_pred_on_the_way(pred, target):
    pred -= target
    return 2 * pred / pred.numel()


def multiplies_without_a_star(pred, target):
    two, difference = 2, pred - target
    return two(difference) / pred.numel()


def keeps_the_graph(pred, target):
    guess = pred.clone().requires_grad_()
    return torch.autograd.grad(F.mse_loss(guess, target), guess, create_graph=True)[0].sum()


def last_row_missing(pred, target):
    gradient = torch.zeros_like(pred)
    for i in range(len(pred) - 1):
        gradient[i] = 2 * (pred[i] - target[i]) / pred.numel()
    return gradient


def first_row_only(pred, target):
    for p, t in zip(pred, target):
        return 2 * (p - t) / 10


def measures_in_a_loop(pred, target):
    gradient = torch.zeros(len(pred), 10)
    before = ((pred - target) ** 2).mean().item()
    for i in range(len(pred)):
        for j in range(10):
            moved = pred.clone()
            moved[i, j] = moved[i, j] + 0.001
            gradient[i, j] = (((moved - target) ** 2).mean().item() - before) / 0.001
    return gradient


def measures_to_both_sides(pred, target):
    gradient = torch.zeros(len(pred), 10)
    for i in range(len(pred)):
        for j in range(10):
            more, less = pred.clone(), pred.clone()
            more[i, j] += 0.001
            less[i, j] -= 0.001
            gradient[i, j] = (((more - target) ** 2).mean() - ((less - target) ** 2).mean()) / 0.002
    return gradient


def one_sided_difference(pred, target):
    little = 0.001
    return ((pred + little - target) ** 2 - (pred - target) ** 2) / little


def gradient_of_the_loss_as_number(pred, target):
    loss = ((pred - target) ** 2).mean()
    return 2 * loss


def steps_already(pred, target):
    return pred - 2 * (pred - target) / pred.numel()


WRONG = [
    *defined(globals()),
    changed(by_autograd, "guess.grad", "pred.grad"),
    changed(by_autograd, "guess, target", "guess.detach(), target"),
    changed(by_autograd, "pred.clone()", "torch.rand_like(pred)"),
    changed(by_autograd, "pred.clone()", "target.clone()", "guess, target", "pred, guess"),
    changed(by_autograd, "F.mse_loss", "torch.dist"),
    changed(by_autograd, "F.mse_loss(guess, target)", "((guess - target) ** 2).sum()"),
    changed(by_autograd, "F.mse_loss(guess, target)", "((guess - target) ** 2)"),
    changed(by_autograd, "F.mse_loss", "F.mse_loss(guess, target).backward()\n    F.mse_loss"),
    changed(by_autograd, "F.mse_loss", "return F.mse_loss", "return guess.grad", ""),
    changed(by_autograd_grad, "[0]", ""),
    lambda pred, target: [2 * (p - t) / pred.numel() for p, t in zip(pred, target)],  # list of rows
    lambda pred, target: (((pred - target) ** 2).mean(), 2 * (pred - target) / pred.numel()),
    lambda pred, target: 2 * (pred - target) / pred.shape[1],
    lambda pred, target: 2 * (pred - target) / 20,
    lambda pred, target: 2 / 20 * (pred - target),
    lambda pred, target: (pred - target) / 10,
    lambda pred, target: 2 * (pred - target) * pred.numel(),
    lambda pred, target: 2 * (pred - target) // pred.numel(),
    lambda pred, target: 3 * (pred - target) ** 2 / pred.numel(),
    lambda pred, target: (pred - target) / 2 / pred.numel(),
    lambda pred, target: (2 * (pred - target) / pred.numel()).sum(),
    lambda pred, target: (2 * (pred - target) / pred.numel())[0],
    lambda pred, target: (2 * (pred - target) / pred.numel()).T,
    lambda pred, target: (2 * (pred - target) / pred.numel()).flatten(),
    lambda pred, target: (2 * (pred - target) / pred.numel()).round(decimals=3),
    lambda pred, target: (2 * (pred - target) / pred.numel()).int(),
    lambda pred, target: (2 * (pred - target) / pred.numel()).tolist(),
    lambda pred, target: (2 * (pred - target) / pred.numel()).numpy(),
    lambda pred, target: (2 * (pred - target) / pred.numel(),),
    lambda pred, target: (2 * (pred - target) / pred.numel()).sign(),
    lambda pred, target: 2 * (pred - target) / pred.numel() ** 2,
    lambda pred, target: 2 * (pred - target) / (pred.numel() - 1),
    lambda pred, target: F.mse_loss(pred, target).grad,
    lambda pred, target: 2 * (pred - target) / pred.numel,
    lambda pred, target: 2 * (pred.softmax(dim=1) - target) / pred.numel(),
    lambda pred, target: torch.zeros_like(pred),
    lambda pred, target: torch.full_like(pred, 0.1),
    changed(fills_entries, "range(pred.shape[1])", "range(pred.shape[1] - 1)"),
    changed(fills_entries, "    return", "        return"),
    changed(row_by_row, "torch.stack(rows)", "rows[-1]"),
    changed(
        row_by_row, "rows.append(2 * (p - t) / (10 * len(pred)))", "rows += (2 * (p - t) / (10 * len(pred))).tolist()"
    ),
    lambda pred, target: 2 * (pred - target) ** 2 / len(pred),
    lambda pred, target: ((pred - target) ** 2).sum(dim=1),
    lambda pred, target: ((pred - target) ** 2).sum().item(),
    lambda pred, target: 2 * (pred - target).sum(dim=0) / 10,
    lambda pred, target: 2 * pred - target / len(pred),
    lambda pred, target: 2 * (target - pred) / len(pred),
    lambda pred, target: 2 * (pred - target) / (10 * 512),
    lambda pred, target: (2 * pred - target) / pred.numel(),
    lambda pred, target: 2 * (pred - target).abs() / len(pred),
    lambda pred, target: (2 * (pred - target)).mean(dim=1, keepdim=True),
    lambda pred, target: 2 * (pred - target) / len(pred),
    lambda pred, target: (pred - target) / pred.numel(),
    lambda pred, target: pred - target,
    lambda pred, target: (pred - target) / len(pred),
    lambda pred, target: 2 * (target - pred),
    lambda pred, target: (target - pred) / pred.numel(),
    lambda pred, target: ((pred - target) ** 2).mean(),
    lambda pred, target: 2 * pred / pred.numel(),
    lambda pred, target: 2 * (pred + target) / pred.numel(),
    lambda pred, target: 2 * pred - target / pred.numel(),
    lambda pred, target: 2 * (pred - target) / 10 * len(pred),
    lambda pred, target: pred - target / pred.numel(),
    lambda pred, target: 2 * pred - target,
    lambda pred, target: 2 * pred - 2 * target / pred.numel(),
]
