"""Answers to ``squared_error`` of lesson 03, as beginners write them."""

import functools
import math

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def step_by_step(pred, target):
    difference = pred - target
    squares = difference * difference
    return torch.sum(squares)


def adds_floats(pred, target):
    total = 0.0
    for p, t in zip(pred.flatten().tolist(), target.flatten().tolist()):
        total += (p - t) ** 2
    return total


def adds_tensors(pred, target):
    p, t = pred.reshape(-1), target.reshape(-1)
    total = torch.tensor(0.0)
    for i in range(len(p)):
        total = total + (p[i] - t[i]) ** 2
    return total


def one_dimension_after_the_other(pred, target):
    squares = (pred - target) ** 2
    while squares.dim() > 0:
        squares = squares.sum(dim=0)
    return squares


def calls_itself(pred, target):
    if pred.dim() == 0:
        return (pred - target).item() ** 2
    return sum(calls_itself(p, t) for p, t in zip(pred, target))


def on_a_copy(pred, target):
    d = pred.clone()
    d -= target
    d.pow_(2)
    return d.sum().item()


RIGHT = [
    *defined(globals()),
    lambda pred, target: (pred - target).pow(2).sum(),
    lambda pred, target: ((target - pred) ** 2).sum().item(),
    lambda pred, target: torch.sum((pred - target) ** 2),
    lambda pred, target: torch.square(pred - target).sum(),
    lambda pred, target: F.mse_loss(pred, target, reduction="sum"),
    lambda pred, target: nn.MSELoss(reduction="sum")(pred, target),
    lambda pred, target: F.mse_loss(pred, target) * pred.numel(),
    lambda pred, target: torch.dist(pred, target) ** 2,
    lambda pred, target: torch.norm(pred - target) ** 2,
    lambda pred, target: torch.linalg.vector_norm(pred - target).item() ** 2,
    lambda pred, target: (pred - target).flatten() @ (pred - target).flatten(),
    lambda pred, target: torch.dot((pred - target).reshape(-1), (pred - target).reshape(-1)),
    lambda pred, target: torch.einsum("i,i->", (pred - target).flatten(), (pred - target).flatten()),
    lambda pred, target: sum((p - t) ** 2 for p, t in zip(pred.flatten(), target.flatten())),
    lambda pred, target: math.fsum(((pred - target) ** 2).flatten().tolist()),
    lambda pred, target: np.sum((pred.numpy() - target.numpy()) ** 2),
    lambda pred, target: np.square(np.subtract(pred.numpy(), target.numpy())).sum().item(),
    lambda pred, target: ((pred - target) ** 2).flatten().cumsum(0)[-1],
    lambda pred, target: ((pred - target) ** 2).mean() * pred.numel(),
    lambda pred, target: ((pred - target) ** 2).flatten().flip(0).sum(),
    lambda pred, target: ((pred - target).abs() ** 2).sum(),
    functools.partial(F.mse_loss, reduction="sum"),
    nn.MSELoss(reduction="sum"),
]


def leaves_after_one(pred, target):
    total = 0
    for p, t in zip(pred.flatten(), target.flatten()):
        total += (p - t) ** 2
        return total


def keeps_the_last(pred, target):
    for p, t in zip(pred.flatten(), target.flatten()):
        total = (p - t) ** 2
    return total


def stops_one_early(pred, target):
    p, t = pred.flatten(), target.flatten()
    total = 0
    for i in range(len(p) - 1):
        total += (p[i] - t[i]) ** 2
    return total


def ten_entries(pred, target):
    total = 0
    for i in range(10):
        total += (pred[i] - target[i]) ** 2
    return total


def three_entries(pred, target):
    total = 0
    for i in range(3):
        total += (pred[i] - target[i]) ** 2
    return total


def loops_over_rows(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += (p - t) ** 2
    return total


def prints_the_sum(pred, target):
    print(((pred - target) ** 2).sum())


def forgets_the_sum(pred, target):
    total = ((pred - target) ** 2).sum()


total = 0


def adds_to_a_global(pred, target):
    global total
    total += ((pred - target) ** 2).sum()
    return total


def names_it_sum(pred, target):
    sum = sum((p - t) ** 2 for p, t in zip(pred.flatten(), target.flatten()))
    return sum


def dimension_by_dimension_up_to_three(pred, target):
    squares = (pred - target) ** 2
    if squares.dim() == 3:
        squares = squares.sum(0)
    if squares.dim() == 2:
        squares = squares.sum(0)
    return squares.sum(0)


def changes_pred(pred, target):
    pred -= target
    return (pred**2).sum()


def caret(pred, target):
    return sum((pred[i] - target[i]) ** 2 for i in range(len(pred))) / 2


WRONG = [
    *defined(globals()),
    lambda pred, target: pred.sub_(target).pow_(2).sum(),  # squares in place
    lambda pred, target: ((pred - target) ** 2).sum(dim=1),  # sums dim one
    lambda pred, target: round(((pred - target) ** 2).sum().item(), 4),
    lambda pred, target: ((pred - target) ^ 2).sum(),
    lambda pred, target: ((pred - target) ** 3).sum(),
    lambda pred, target: ((pred - target) ** 0.5).sum(),
    lambda pred, target: (pred**2).sum() - (target**2).sum(),
    lambda pred, target: (pred * target).sum(),
    lambda pred, target: ((pred * target) ** 2).sum(),
    lambda pred, target: ((pred - target) ** 2).sum().round(),
    lambda pred, target: int(((pred - target) ** 2).sum()),
    lambda pred, target: round(((pred - target) ** 2).sum().item(), 2),
    lambda pred, target: ((pred - target) ** 2).sum().tolist,
    lambda pred, target: [((pred - target) ** 2).sum().item()],
    lambda pred, target: (((pred - target) ** 2).sum(),),
    lambda pred, target: ((pred - target) ** 2).sum().reshape(1),
    lambda pred, target: str(((pred - target) ** 2).sum().item()),
    lambda pred, target: ((pred - target) ** 2).tolist(),
    lambda pred, target: ((p - t) ** 2 for p, t in zip(pred, target)),
    lambda pred, target: sum((pred - target) ** 2),  # Python's sum: right for one dimension only
    lambda pred, target: ((pred - target) ** 2).trace(),
    lambda pred, target: F.mse_loss(pred, target),
    lambda pred, target: F.l1_loss(pred, target, reduction="sum"),
    lambda pred, target: F.smooth_l1_loss(pred, target, reduction="sum"),
    lambda pred, target: ((pred.int() - target.int()) ** 2).sum(),
    lambda pred, target: ((pred - target) // 1**2).sum(),
    lambda pred, target: -((pred - target) ** 2).sum(),
    lambda pred, target: ((pred - target.argmax()) ** 2).sum(),
    lambda pred, target: 0.74,
    lambda pred, target: (pred - target).square,
    lambda pred: (pred**2).sum(),
    changed(loops_over_rows, "+=", "="),
    changed(loops_over_rows, "\n    return", "\n        return"),
    lambda pred, target: (pred - target).square.sum(),
    lambda pred, target: (pred**2 - target**2).mean(),
    lambda pred, target: ((pred - target) ** 2).sum().sqrt(),
    lambda pred, target: (pred - target).sum(),
    lambda pred, target: (pred - target**2).sum(),
    lambda pred, target: ((pred + target) ** 2).sum(),
    lambda pred, target: ((pred - target) * 2).sum(),
    lambda pred, target: (pred - target).sum() ** 2,
    lambda pred, target: ((pred - target) ** 2).sum() / 2,
    lambda pred, target: ((pred - target) ** 2).sum() / len(pred),
    lambda pred, target: ((pred - target) ** 2).sum(dim=-1),
    lambda pred, target: (pred - target) ** 2,
    lambda pred, target: ((pred[0] - target[0]) ** 2).sum(),
    lambda pred, target: ((pred - target) ** 2).sum() / 10,
    lambda pred, target: (pred - target).mean() ** 2,
    lambda pred, target: (pred - target) @ (pred - target),
    lambda pred, target: ((pred - target) ** 2).max(),
    lambda pred, target: (pred - target).abs().mean(),
    lambda pred, target: int(pred.argmax() != target.argmax()),
    lambda pred, target: (pred.argmax() - target.argmax()) ** 2,
]
