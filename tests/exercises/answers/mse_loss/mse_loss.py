"""Answers to ``mse_loss`` of lesson 03, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def mean_of_row_means(pred, target):
    rows = [((p - t) ** 2).mean() for p, t in zip(pred, target)]
    return sum(rows) / len(rows)  # every row has ten, so the mean of means is the mean


def double_loop(pred, target):
    total = 0.0
    for i in range(pred.shape[0]):
        for j in range(pred.shape[1]):
            total += (pred[i, j].item() - target[i, j].item()) ** 2
    return total / (pred.shape[0] * pred.shape[1])


class _Loss(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.MSELoss(reduction="mean")

    def forward(self, pred, target):
        return self.inner(pred, target)


RIGHT = [
    *defined(globals()),
    lambda pred, target: ((pred - target) ** 2).mean(0).mean(0),  # columns first
    lambda pred, target: ((pred - target) ** 2).sum() / pred.numel(),
    lambda pred, target: ((pred - target) ** 2).sum() / (len(pred) * 10),
    lambda pred, target: ((pred - target) ** 2).sum().item() / 10 / pred.shape[0],
    lambda pred, target: (pred - target).pow(2).mean().item(),
    lambda pred, target: torch.mean((target - pred) ** 2),
    lambda pred, target: torch.square(pred - target).mean(dim=1).mean(),
    lambda pred, target: ((pred - target) ** 2).sum(dim=1).mean() / 10,
    lambda pred, target: ((pred - target) ** 2).mean(dim=(0, 1)),
    lambda pred, target: F.mse_loss(pred, target),
    lambda pred, target: F.mse_loss(pred, target, reduction="none").mean(),
    lambda pred, target: F.mse_loss(target, pred, reduction="sum") / target.numel(),
    lambda pred, target: float(np.mean((pred.numpy() - target.numpy()) ** 2)),
    lambda pred, target: np.average(np.square((pred - target).numpy())),
    lambda pred, target: torch.dist(pred, target) ** 2 / pred.numel(),
    lambda pred, target: sum(((p - t) ** 2).sum() for p, t in zip(pred, target)) / (10 * len(target)),
    lambda pred, target: torch.einsum("bi,bi->", pred - target, pred - target) / pred.numel(),
    lambda pred, target: torch.stack([((p - t) ** 2).mean() for p, t in zip(pred, target)]).mean(),
    lambda pred, target: 2 * F.huber_loss(pred, target, delta=1e6),
    lambda pred, target: ((pred - target) ** 2).T.flatten().mean(),
    functools.partial(F.mse_loss, reduction="mean"),
    F.mse_loss,
    nn.MSELoss(),
    _Loss(),
    _Loss().forward,
]


def forgets_the_loss(pred, target):
    loss = ((pred - target) ** 2).mean()


def prints_the_loss(pred, target):
    print("loss:", ((pred - target) ** 2).mean().item())


def divides_in_the_loop(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += ((p - t) ** 2).sum()
        total /= 10
    return total


def returns_in_the_loop(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += ((p - t) ** 2).mean()
        return total


def mean_of_the_last_row(pred, target):
    for p, t in zip(pred, target):
        loss = ((p - t) ** 2).mean()
    return loss


def one_random_picture(pred, target):
    i = torch.randint(0, len(pred), (1,))
    return ((pred[i] - target[i]) ** 2).mean()


def moves_pred(pred, target):
    pred -= target
    return (pred**2).mean()


def mean_first(pred, target):
    return (pred.mean() - target.mean()) ** 2


def divides_by_shape_zero_twice(pred, target):
    b = len(pred)
    return ((pred - target) ** 2).sum() / (b * b)


def crosses_entropy(pred, target):
    return F.cross_entropy(pred, target)


def softmaxes_first(pred, target):
    return ((pred.softmax(dim=1) - target) ** 2).mean()


WRONG = [
    *defined(globals()),
    lambda pred, target: ((pred - target) ** 2).sum() / len(pred) * 10,
    lambda pred, target: ((pred - target) ** 2).sum() / (2 * 10),  # batch of two
    lambda pred, target: ((pred - target) ** 2).sum() / 40,  # batch of four
    lambda pred, target: F.mse_loss(F.dropout(pred), target),  # with dropout
    lambda pred, target: F.mse_loss(pred, F.one_hot(target, 10).float()),  # labels expected
    lambda pred, target: F.mse_loss(pred.argmax(dim=1).float(), target.argmax(dim=1).float()),  # labels made
    lambda pred, target: round(((pred - target) ** 2).mean().item(), 4),
    lambda pred, target: ((pred - target) ** 2).sum() / pred.shape[1],
    lambda pred, target: ((pred - target) ** 2).sum(dim=1).mean(),
    lambda pred, target: ((pred - target) ** 2).sum(dim=0).mean(),
    lambda pred, target: ((pred - target) ** 2).mean(dim=1).sum(),
    lambda pred, target: ((pred - target) ** 2).mean(dim=0).sum(),
    lambda pred, target: ((pred - target) ** 2).sum() / (pred.numel() - 1),
    lambda pred, target: ((pred - target) ** 2).sum() // pred.numel(),
    lambda pred, target: (pred - target) ** 2 / len(pred),
    lambda pred, target: (pred - target) ** 2 / (10 * len(pred)),
    lambda pred, target: (pred * target).sum(),
    lambda pred, target: (pred * target).mean(),
    lambda pred, target: ((pred - target) ^ 2).mean(),
    lambda pred, target: ((pred - target) ** 2).median(),
    lambda pred, target: ((pred - target) ** 2).var(),
    lambda pred, target: (pred - target).std() ** 2,
    lambda pred, target: ((pred - target) ** 2).mean().round(decimals=2),
    lambda pred, target: round(((pred - target) ** 2).mean().item(), 2),
    lambda pred, target: int(((pred - target) ** 2).mean()),
    lambda pred, target: [((pred - target) ** 2).mean()],
    lambda pred, target: (((pred - target) ** 2).mean(),),
    lambda pred, target: ((pred - target) ** 2).mean().unsqueeze(0),
    lambda pred, target: torch.tensor([((pred - target) ** 2).mean()]),
    lambda pred, target: str(((pred - target) ** 2).mean()),
    lambda pred, target: ((pred - target) ** 2).mean,
    lambda pred, target: -((pred - target) ** 2).mean(),
    lambda pred, target: sum((pred - target) ** 2) / len(pred),
    lambda pred, target: np.mean(sum((pred - target).numpy() ** 2)),
    lambda pred, target: F.mse_loss(pred, target, reduction="sum"),
    lambda pred, target: F.mse_loss(pred, target, reduction="none"),
    lambda pred, target: F.l1_loss(pred, target),
    lambda pred, target: F.smooth_l1_loss(pred, target),
    lambda pred, target: nn.MSELoss(pred, target),
    lambda pred, target: torch.dist(pred, target),
    lambda pred, target: torch.dist(pred, target) / pred.numel(),
    lambda pred, target: torch.cdist(pred, target).mean(),
    lambda pred, target: ((pred - target) ** 2 for _ in pred),
    lambda pred, target: 0.25,  # the example copied
    lambda pred, target: ((pred[:, :9] - target[:, :9]) ** 2).mean(),
    nn.MSELoss,  # the class instead of a loss
    changed(mean_of_the_last_row, "return loss", "return loss / len(pred)"),
    lambda pred, target: ((pred - target) ** 2).sum() / 4000,
    lambda pred, target: ((pred.repeat(400, 1) - target.repeat(400, 1)) ** 2).sum(),
    lambda pred, target: ((pred - target) ** 2).sum() / pred.shape,
    lambda pred, target: ((pred[-1] - target[-1]) ** 2).sum() / len(pred),
    lambda pred, target: (pred - target).abs().sum() / len(pred),
    lambda pred, target: ((pred - target) ** 2).mean().sqrt(),
    lambda pred, target: (pred - target).mean(),
    lambda pred, target: (pred - target**2).mean(),
    lambda pred, target: (pred**2 - target**2).mean(),
    lambda pred, target: ((pred + target) ** 2).mean(),
    lambda pred, target: ((pred - target) * 2).mean(),
    lambda pred, target: ((pred - target) ** 2).mean() / 2,
    lambda pred, target: ((pred - target) ** 2).mean() / len(pred),
    lambda pred, target: ((pred - target) ** 2).mean() / 10,
    lambda pred, target: ((pred - target) ** 2).mean(dim=1),
    lambda pred, target: ((pred - target) ** 2).sum() / 10 * len(pred),  # brackets missing,
    lambda pred, target: (pred - target).sum() ** 2 / pred.numel(),
    lambda pred, target: ((pred - target) ** 2).sum().sqrt() / len(pred),
]
