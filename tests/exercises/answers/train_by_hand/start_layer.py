"""Answers to ``start_layer`` of lesson 08, as beginners write them."""

import math
import random

import numpy as np
import torch
from answers import changed, defined
from torch import nn


def as_the_lesson(n, m):
    weight = (2 * torch.rand(m, n) - 1) / n**0.5
    bias = (2 * torch.rand(m) - 1) / n**0.5
    return weight, bias


def with_math(n, m):
    limit = 1 / math.sqrt(n)
    return torch.rand(m, n) * 2 * limit - limit, torch.rand(m) * 2 * limit - limit


def with_uniform(n, m):
    limit = 1 / np.sqrt(n)
    return torch.empty(m, n).uniform_(-limit, limit), torch.empty(m).uniform_(-limit, limit)


def torchs_layer(n, m):
    layer = nn.Linear(n, m)
    return layer.weight.detach(), layer.bias.detach()


def torchs_layer_watched(n, m):
    layer = nn.Linear(n, m)
    return layer.weight, layer.bias


def with_init(n, m):
    weight, bias = torch.zeros(m, n), torch.zeros(m)
    nn.init.kaiming_uniform_(weight, a=math.sqrt(5))
    nn.init.uniform_(bias, -1 / math.sqrt(n), 1 / math.sqrt(n))
    return weight, bias


def in_numpy(n, m):
    limit = n**-0.5
    weight = np.random.default_rng().uniform(-limit, limit, size=(m, n)).astype(np.float32)
    bias = np.random.default_rng().uniform(-limit, limit, size=m)
    return torch.from_numpy(weight), torch.tensor(bias, dtype=torch.float32)


def in_loops(n, m):
    limit = 1 / n**0.5
    weight = [[random.uniform(-limit, limit) for _ in range(n)] for _ in range(m)]
    return torch.tensor(weight), torch.tensor([random.uniform(-limit, limit) for _ in range(m)])


def both_at_once(n, m):
    drawn = (torch.rand(m, n + 1) - 0.5) * 2 / torch.tensor(n).sqrt()
    return drawn[:, :n], drawn[:, n]


def transposed(n, m):
    return [(1 - 2 * torch.rand(n, m)).T / n**0.5, (1 - 2 * torch.rand(m)) / n**0.5]


def from_a_distribution(n, m):
    even = torch.distributions.Uniform(-1 / n**0.5, 1 / n**0.5)
    return even.sample((m, n)), even.sample((m,))


RIGHT = [
    *defined(globals()),
    lambda n, m: tuple((2 * torch.rand(*shape) - 1) / n**0.5 for shape in ((m, n), (m,))),
    torch.no_grad()(as_the_lesson),
]


def _right(n, m):
    weight = (2 * torch.rand(m, n) - 1) / n**0.5
    bias = (2 * torch.rand(m) - 1) / n**0.5
    return weight, bias


def prints_them(n, m):
    print((2 * torch.rand(m, n) - 1) / n**0.5, (2 * torch.rand(m) - 1) / n**0.5)


def one_for_all(n, m):
    one = (2 * torch.rand(1) - 1) / n**0.5
    return one * torch.ones(m, n), one * torch.ones(m)


def uninitialised_in_float64(n, m):
    return torch.zeros(m, n, dtype=torch.float64), torch.zeros(m, dtype=torch.float64)


def cut_bell(n, m):
    limit = n**-0.5
    return (torch.randn(m, n) * limit).clamp(-limit, limit), (torch.randn(m) * limit).clamp(-limit, limit)


def two_values(n, m):
    return (2 * torch.randint(0, 2, (m, n)) - 1) / n**0.5, (2 * torch.randint(0, 2, (m,)) - 1) / n**0.5


def sum_of_two(n, m):
    return (torch.rand(m, n) - torch.rand(m, n)) / n**0.5, (torch.rand(m) - torch.rand(m)) / n**0.5


def as_arrays(n, m):
    return np.random.default_rng().uniform(-1, 1, (m, n)) / n**0.5, np.random.default_rng().uniform(-1, 1, m) / n**0.5


def as_arrays_in_tensors(n, m):
    return tuple(map(torch.tensor, as_arrays(n, m)))


def a_whole_layer(n, m):
    return nn.Linear(n, m)


def xavier(n, m):
    weight = nn.init.xavier_uniform_(torch.empty(m, n))
    return weight, torch.zeros(m)


def for_784(n, m):
    weight = (2 * torch.rand(m, n) - 1) / 28
    bias = (2 * torch.rand(m) - 1) / 28
    return weight, bias


def row_by_row_but_the_last(n, m):
    weight, bias = torch.zeros(m, n), torch.zeros(m)
    for i in range(m - 1):
        weight[i] = (2 * torch.rand(n) - 1) / n**0.5
        bias[i] = (2 * torch.rand(1).item() - 1) / n**0.5
    return weight, bias


WRONG = [
    *defined(globals()),
    lambda n, m: with_math(m, n),
    changed(_right, "torch.rand(m, n)", "torch.randn(m, n)", "torch.rand(m)", "torch.randn(m)"),
    changed(_right, "(2 * torch.rand(m, n) - 1)", "torch.randn(m, n)", "(2 * torch.rand(m) - 1)", "torch.randn(m)"),
    changed(_right, "(2 * torch.rand(m, n) - 1)", "torch.rand(m, n)", "(2 * torch.rand(m) - 1)", "torch.rand(m)"),
    changed(_right, "m, n) - 1) / n**0.5", "m, n) - 1)", "rand(m) - 1) / n**0.5", "rand(m) - 1)"),
    changed(_right, "rand(m, n) - 1) / n**0.5", "rand(m, n) - 1) / n", "rand(m) - 1) / n**0.5", "rand(m) - 1) / n"),
    changed(_right, "m, n) - 1) / n**0.5", "m, n) - 1) / m**0.5", "rand(m) - 1) / n**0.5", "rand(m) - 1) / m**0.5"),
    changed(_right, "(2 * torch.rand(m, n) - 1)", "2 * torch.rand(m, n) - 1"),
    changed(_right, "m, n) - 1) / n**0.5", "m, n) - 1) / n**1/2", "rand(m) - 1) / n**0.5", "rand(m) - 1) / n**1/2"),
    changed(_right, "m, n) - 1) / n**0.5", "m, n) - 1) / n.sqrt()"),
    changed(_right, "m, n) - 1) / n**0.5", "m, n) - 1) / torch.sqrt(n)"),
    changed(_right, "m, n) - 1) / n**0.5", "m, n) - 1) / sqrt(n)"),
    changed(_right, "2 * torch.rand(m, n)", "torch.rand(m, n)"),
    changed(_right, "(2 * torch.rand(m, n) - 1)", "2 * (torch.rand(m, n) - 1)"),
    changed(_right, "2 * torch.rand(m, n)", "2 * torch.randn(m, n)"),
    changed(_right, "2 * torch.rand(m)", "2 * torch.randn(m)"),
    changed(_right, "rand(m)", "rand(1).expand(m)"),
    changed(_right, "rand(m, n)", "rand(m, 1).expand(m, n)"),
    changed(_right, "rand(m, n)", "rand(m * n)"),
    changed(_right, "_right(n, m)", "_right(m, n)"),
    changed(_right, "    weight =", "    torch.manual_seed(0)\n    weight =", "2 * torch.rand(m)", "torch.zeros(m)"),
    changed(_right, "(2 * torch.rand(m) - 1) / n**0.5", "torch.full((m,), 1 / n**0.5)"),
    changed(_right, "rand(m, n)", "rand(n, m)"),
    changed(_right, "rand(m)", "rand(n)"),
    changed(_right, "rand(m)", "rand(m, 1)"),
    changed(_right, "(2 * torch.rand(m) - 1) / n**0.5", "torch.zeros(m)"),
    changed(_right, "(2 * torch.rand(m) - 1) / n**0.5", "torch.rand(m) / n**0.5"),
    changed(_right, "weight, bias\n", "bias, weight\n"),
    changed(_right, "return weight, bias", "return weight"),
    changed(_right, "(2 * torch.rand(m) - 1) / n**0.5", "(2 * torch.rand(m) - 1) / m**0.5"),
    changed(_right, "return weight, bias", ""),
    changed(_right, "    weight =", "    torch.manual_seed(0)\n    weight ="),
    lambda n, m: (2 * torch.tensor([0.0, 0.25, 0.5, 1.0]) - 1) / 4**0.5,
    lambda n, m: (torch.randn(m, n) / 100, torch.zeros(m)),
    lambda n, m: (torch.randn(m, n), torch.zeros(m)),
    lambda n, m: (torch.zeros(m, n), torch.zeros(m)),
    lambda n, m: ((torch.rand(m, n) - 0.5) / n**0.5, (torch.rand(m) - 0.5) / n**0.5),
    lambda n, m: torch.cat([(2 * torch.rand(m, n) - 1) / n**0.5, (2 * torch.rand(m, 1) - 1) / n**0.5], dim=1),
    lambda n, m: ((2 * torch.rand(m, n) - 1) / n**0.5, torch.randn(m)),
    lambda n, m: (torch.rand(m, n), torch.rand(m)),
    lambda n, m: ((4 * torch.rand(m, n) - 2) / n**0.5, (4 * torch.rand(m) - 2) / n**0.5),
    lambda n, m: ((2 * torch.rand(m, n) - 1) / n**0.5, 2 * torch.rand(m) - 1),
    changed(
        _right,
        "m, n) - 1) / n**0.5",
        "m, n) - 1) / int(n**0.5)",
        "rand(m) - 1) / n**0.5",
        "rand(m) - 1) / (n**0.5 // 1)",
    ),
    lambda n, m: ((2 * torch.rand(m, n) - 1) * n**0.5, (2 * torch.rand(m) - 1) * n**0.5),
    lambda n, m: (lambda weight: (weight, weight[:, 0]))((2 * torch.rand(m, n) - 1) / n**0.5),
    row_by_row_but_the_last,
    changed(_right, "return weight", "weight[0] = bias[0]\n    return weight"),
]
