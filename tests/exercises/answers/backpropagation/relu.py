"""Answers to ``relu`` of lesson 07, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def fills_zeros(x):
    out = x.clone()
    out[out < 0] = 0
    return out


def one_by_one(x):
    flat = [max(value, 0.0) for value in x.flatten().tolist()]
    return torch.tensor(flat, dtype=x.dtype).reshape(x.shape)


def calls_itself(x):
    if x.dim() == 0:
        return x if x > 0 else torch.zeros_like(x)
    return torch.stack([calls_itself(part) for part in x])


def walks_over_a_copy(x):
    out = x.clone()
    flat = out.view(-1)
    for i in range(len(flat)):
        if flat[i] < 0:
            flat[i] = 0
    return out


class _Kink:
    def apply(self, x):
        return x * (x > 0)


RIGHT = [
    *defined(globals()),
    lambda x: torch.from_numpy(np.maximum(x.numpy(), 0)),  # numpy there and back
    lambda x: torch.clamp(x, min=0),
    lambda x: torch.clamp(x, 0, float("inf")),
    lambda x: x * (x > 0),
    lambda x: torch.where(x > 0, x, 0),
    lambda x: torch.where(x > 0, x, torch.zeros_like(x)),
    lambda x: torch.maximum(x, torch.zeros_like(x)),
    lambda x: torch.max(x, torch.tensor(0.0, dtype=x.dtype)),
    lambda x: (x + x.abs()) / 2,
    lambda x: x.masked_fill(x < 0, 0),
    lambda x: F.threshold(x, 0, 0),
    lambda x: F.relu(x.clone(), inplace=True),
    torch.relu,
    F.relu,
    nn.ReLU(),
    nn.Sequential(nn.Identity(), nn.ReLU()),
    functools.partial(torch.clamp, min=0),
    _Kink().apply,
]


def cuts_in_place(x):
    x[x < 0] = 0
    return x


def forgets_the_answer(x):
    y = x.clamp(min=0)


def python_if_any(x):
    if (x > 0).any():
        return x
    return torch.zeros_like(x)


def leaves_in_the_loop(x):
    out = torch.zeros_like(x)
    for i in range(len(x)):
        if x[i] > 0:
            out[i] = x[i]
        return out


def one_loop(x):
    out = torch.zeros_like(x)
    for i in range(len(x)):
        if x[i] > 0:
            out[i] = x[i]
    return out


def two_loops(x):
    out = torch.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = max(x[i, j], 0)
    return out


WRONG = [
    *defined(globals()),
    changed(walks_over_a_copy, "    return out", "        return out"),
    changed(walks_over_a_copy, "x.clone()", "torch.zeros(x.shape)", "flat[i] < 0", "x.view(-1)[i] > 0", "= 0", "= 1"),
    changed(one_by_one, "0.0", "0", ", dtype=x.dtype).reshape(x.shape)", ")"),
    changed(one_by_one, ", dtype=x.dtype).reshape(x.shape)", ")"),
    changed(one_by_one, "torch.tensor(flat, dtype=x.dtype).reshape(x.shape)", "flat"),
    changed(fills_zeros, "x.clone()", "torch.zeros(x.shape)", "out[out < 0] = 0", "out[x > 0] = x[x > 0]"),
    changed(two_loops, "x.shape[1]", "len(x[0])"),
    lambda x: [max(value, 0.0) for value in [-2.0, -0.5, 0.0, 0.5, 2.0]],
    lambda x: [max(value, 0) for value in x],  # list of numbers
    lambda x: torch.where(x > 0, x, torch.ones_like(x)),  # wrong zero
    lambda x: torch.where(x > 0, 1.0, 0.0),
    lambda x: -x,
    lambda x: x.clamp(min=0, max=1),
    lambda x: torch.clamp(x, 0, 255),
    lambda x: torch.clamp(-x, min=0),
    lambda x: -torch.clamp(x, min=0),
    lambda x: x * (x < 0),
    lambda x: x * x,
    lambda x: x * x * (x > 0),
    lambda x: max(0, x),
    lambda x: x.max(),
    lambda x: torch.max(x),
    lambda x: torch.max(x, 0),
    lambda x: torch.max(x, dim=0),
    lambda x: torch.maximum(x, 0),
    lambda x: np.maximum(x.numpy(), 0),
    lambda x: x.relu,
    lambda x: x.relu_(),
    lambda x: torch.where(x > 0, x, 0.01 * x),
    lambda x: torch.sigmoid(x),
    lambda x: 1 / (1 + torch.exp(-x)),
    lambda x: torch.tanh(x),
    lambda x: F.gelu(x),
    lambda x: F.silu(x),
    lambda x: F.softmax(x, dim=0),
    lambda x: nn.ReLU(x),
    lambda x: x.clamp(min=0).int(),
    lambda x: x.clamp(min=0).float(),
    lambda x: x.clamp(min=0).sum(),
    lambda x: x.clamp(min=0).tolist(),
    lambda x: x.clamp(min=0).flatten(),
    lambda x: (x.clamp(min=0),),
    lambda x: x + x.abs(),
    lambda x, y: x,
    nn.ReLU,
    lambda x: x.abs(),
    lambda x: x,
    lambda x: F.leaky_relu(x, 0.1),
    lambda x: F.softplus(x),
    lambda x: F.elu(x),
    lambda x: x > 0,
    lambda x: F.relu6(x),
    lambda x: torch.max(x, 0).values,
    lambda x: x[x > 0],
    lambda x: x.clamp(min=1),
    lambda x: (x > 0).to(x.dtype),
    lambda x: x.clamp(min=4),
    lambda x: torch.where(x > 0, 1, 0),
]
