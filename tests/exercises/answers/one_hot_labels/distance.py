"""Answers to ``distance`` of lesson 02, as beginners write them."""

import functools
import math

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def adds_floats(a, b):
    total = 0.0
    for i in range(len(a)):
        total += (a[i].item() - b[i].item()) ** 2
    return math.sqrt(total)


def adds_tensors(a, b):
    total = 0
    for x, y in zip(a, b):
        total = total + (x - y) ** 2
    return total**0.5


def step_by_step(a, b):
    difference = a - b
    squared = difference * difference
    total = torch.sum(squared)
    return torch.sqrt(total)


def dot_product(a, b):
    d = a - b
    return torch.sqrt(d @ d)


def works_on_a_copy(a, b):
    d = a.clone()
    d -= b
    d *= d
    return d.sum().sqrt().item()


RIGHT = [
    *defined(globals()),
    lambda a, b: sum((a[i] - b[i]) ** 2 for i in reversed(range(len(a)))).sqrt(),  # from the last to the first
    lambda a, b: (a - b).pow(2).sum().sqrt(),
    lambda a, b: ((b - a) ** 2).sum() ** 0.5,
    lambda a, b: ((a - b) ** 2).sum() ** (1 / 2),
    lambda a, b: math.sqrt(((a - b) ** 2).sum()),
    lambda a, b: math.dist(a.tolist(), b.tolist()),
    lambda a, b: math.hypot(*(a - b).tolist()),
    lambda a, b: math.sqrt(sum((x - y) ** 2 for x, y in zip(a.tolist(), b.tolist()))),
    lambda a, b: torch.dist(a, b),
    lambda a, b: torch.dist(a, b, p=2).item(),
    lambda a, b: torch.norm(a - b),
    lambda a, b: (a - b).norm(p=2),
    lambda a, b: torch.linalg.norm(a - b),
    lambda a, b: torch.linalg.vector_norm(b - a, 2),
    lambda a, b: torch.cdist(a[None], b[None])[0, 0],
    lambda a, b: torch.cdist(a.unsqueeze(0), b.unsqueeze(0)).squeeze(),
    lambda a, b: torch.cdist(a[None], b[None]).item(),
    lambda a, b: F.pairwise_distance(a, b),
    lambda a, b: nn.PairwiseDistance(eps=0)(a[None], b[None])[0],
    lambda a, b: F.mse_loss(a, b, reduction="sum").sqrt(),
    lambda a, b: (F.mse_loss(a, b) * len(a)) ** 0.5,
    lambda a, b: np.linalg.norm(a.numpy() - b.numpy()),
    lambda a, b: np.sqrt(np.sum(np.square(a.numpy() - b.numpy()))),
    lambda a, b: float(torch.einsum("i,i->", a - b, a - b)) ** 0.5,
    lambda a, b: ((a - b) ** 2).mean().mul(a.numel()).sqrt(),
    functools.partial(torch.dist, p=2),
    torch.dist,
]


def leaves_after_one(a, b):
    total = 0
    for i in range(len(a)):
        total += (a[i] - b[i]) ** 2
        return total.sqrt()


def only_the_last(a, b):
    for i in range(len(a)):
        total = (a[i] - b[i]) ** 2
    return total.sqrt()


def stops_one_early(a, b):
    total = 0.0
    for i in range(len(a) - 1):
        total += (a[i].item() - b[i].item()) ** 2
    return math.sqrt(total)


def begins_at_one(a, b):
    total = 0.0
    for i in range(1, len(a)):
        total += (a[i].item() - b[i].item()) ** 2
    return math.sqrt(total)


def prints_distance(a, b):
    print(((a - b) ** 2).sum().sqrt())


def forgets_distance(a, b):
    result = ((a - b) ** 2).sum().sqrt()


def keeps_the_root_in_the_loop(a, b):
    total = torch.tensor(0.0)
    for x, y in zip(a, b):
        total = (total + (x - y) ** 2).sqrt()
    return total


def changes_a(a, b):
    a -= b
    return (a**2).sum().sqrt()


def truncates_first(a, b):
    total = 0
    for x, y in zip(a, b):
        total += (int(x) - int(y)) ** 2
    return math.sqrt(total)


def half_power_in_integers(a, b):
    return ((a - b) ** 2).sum() ** 1 // 2


WRONG = [
    *defined(globals()),
    lambda a, b: ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5,  # two entries
    lambda a, b: (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2,  # two entries and no root
    lambda a, b: ((a[:2] - b[:2]) ** 2).sum().sqrt(),
    lambda a, b: ((a[:2] - b[:2]) ** 2).sum(),
    lambda a, b: round((a - b).norm().item(), 4),
    lambda a, b: ((a - b) ** 2).sqrt().sum(),
    lambda a, b: ((a - b) ** 2).sum() ** 1 / 2,  # the power binds first
    lambda a, b: ((a - b) ** 2).sum() ** 2,
    lambda a, b: ((a - b) ** 3).sum().sqrt(),
    lambda a, b: ((a - b) ^ 2).sum().sqrt(),
    lambda a, b: (a**2 + b**2).sum().sqrt(),
    lambda a, b: (a**2).sum().sqrt() - (b**2).sum().sqrt(),
    lambda a, b: ((a * b) ** 2).sum().sqrt(),
    lambda a, b: (a - b).sum().abs(),
    lambda a, b: (a - b).abs(),
    lambda a, b: (a - b).sqrt().sum() ** 2,
    lambda a, b: torch.dot(a, b),
    lambda a, b: (a @ b).sqrt(),
    lambda a, b: F.cosine_similarity(a, b, dim=0),
    lambda a, b: F.mse_loss(a, b),
    lambda a, b: F.mse_loss(a, b).sqrt(),
    lambda a, b: torch.cdist(a, b),
    lambda a, b: torch.cdist(a[None], b[None]),
    lambda a, b: torch.cdist(a[:, None], b[:, None]),
    lambda a, b: torch.norm(a) - torch.norm(b),
    lambda a, b: torch.norm(a - b, p=1),
    lambda a, b: torch.dist(a, b).round(),
    lambda a, b: int(torch.dist(a, b)),
    lambda a, b: round(torch.dist(a, b).item(), 1),
    lambda a, b: str(torch.dist(a, b).item()),
    lambda a, b: (torch.dist(a, b),),
    lambda a, b: [math.dist(a.tolist(), b.tolist())],
    lambda a, b: torch.tensor([torch.dist(a, b)]),
    lambda a, b: ((a - b) ** 2).sum(dim=0, keepdim=True).sqrt(),
    lambda a, b: -torch.dist(a, b),
    lambda a, b: torch.dist(a, torch.rand(len(b))),
    lambda a, b: torch.dist(a.softmax(0), b.softmax(0)),
    lambda a, b: distance(a, b),  # asks for itself: not defined here
    lambda a, b: 2**0.5,  # two labels are always that far apart
    lambda a, b: 5,
    lambda a, b: math.sqrt((a - b) ** 2),
    lambda a, b: math.sqrt(a - b),
    lambda a, b: sum((x - y) ** 2 for x, y in zip(a, b)),
    lambda a, b: ((x - y) ** 2 for x, y in zip(a, b)),
    lambda a, b: ((a.int() - b.int()) ** 2).sum().sqrt(),
    lambda a, b: abs(a.argmax() - b.argmax()),
    lambda a: (a**2).sum().sqrt(),
    changed(adds_tensors, "total + ", "", "total**0.5", "total"),
    lambda a, b: ((a + b) ** 2).mean().sqrt(),
    lambda a, b: (a - b**2).sum(),
    lambda a, b: sqrt(((a - b) ** 2).sum()),
    lambda a, b: (a - b).sum() ** 2,
    lambda a, b: (a - b**2).sum().sqrt(),
    lambda a, b: ((a + b) ** 2).sum().sqrt(),
    lambda a, b: ((a - b) * 2).sum().sqrt(),
    lambda a, b: (a - b).abs().max(),
    lambda a, b: (a - b) ** 2,
    lambda a, b: ((a - b) ** 2).sum().sqrt() / len(a),
    lambda a, b: (a - b).abs().mean(),
    lambda a, b: (a - b).sum(),
    lambda a, b: a - b,
    lambda a, b: (a - b).sum().sqrt(),
    lambda a, b: (a - b).abs().sum().sqrt(),
    lambda a, b: (a**2 - b**2).sum().sqrt(),
    lambda a, b: (a != b).sum().sqrt(),
    lambda a, b: (a != b).float().sum(),
]
