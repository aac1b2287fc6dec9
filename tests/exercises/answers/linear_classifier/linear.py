"""Answers to ``linear`` of lesson 06, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def forward_by_hand(x, weight, bias):
    product = torch.matmul(x, weight.transpose(0, 1))
    return product + bias


def three_loops(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            total = bias[j]
            for k in range(x.shape[1]):
                total = total + x[i, k] * weight[j, k]
            out[i, j] = total
    return out


def output_by_output(x, weight, bias):
    columns = [(x * weight[j]).sum(dim=1) + bias[j] for j in range(len(weight))]
    return torch.stack(columns, dim=1)


def picture_by_picture(x, weight, bias):
    rows = []
    for picture in x:
        rows.append(weight @ picture + bias)
    return torch.stack(rows)


def a_one_for_the_bias(x, weight, bias):
    wide_x = torch.cat([x, torch.ones(len(x), 1)], dim=1)
    wide_weight = torch.cat([weight, bias.reshape(-1, 1)], dim=1)
    return wide_x @ wide_weight.T


def a_layer_of_torch(x, weight, bias):
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer(x)


def adds_in_place(x, weight, bias):
    out = x @ weight.T
    out += bias
    return out


RIGHT = [
    *defined(globals()),
    lambda x, weight, bias: (weight @ x.T + bias[:, None]).T,  # weights first
    lambda x, weight, bias: (x[:, None, :] * weight[None, :, :]).sum(dim=-1) + bias,  # broadcast and sum
    lambda x, weight, bias: torch.from_numpy(np.dot(x.numpy(), weight.numpy().T) + bias.numpy()),  # numpy dot
    lambda x, weight, bias: bias + x.mm(weight.t()),
    lambda x, weight, bias: torch.addmm(bias, x, weight.T),
    lambda x, weight, bias: torch.einsum("bn,mn->bm", x, weight) + bias,
    lambda x, weight, bias: x.matmul(weight.permute(1, 0)) + bias.unsqueeze(0),
    lambda x, weight, bias: torch.tensordot(x, weight, dims=([1], [1])) + bias,
    F.linear,
    functools.partial(F.linear),
]


def no_bias_line(x, weight, bias):
    out = x @ weight.T
    out + bias
    return out


def no_return(x, weight, bias):
    out = x @ weight.T + bias


def only_first_picture(x, weight, bias):
    for picture in x:
        return weight @ picture + bias


def bias_in_every_term(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            out[i, j] = (x[i] * weight[j] + bias[j]).sum()
    return out


def overwrites_instead_of_adding(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            for k in range(3):
                out[i, j] = x[i, k] * weight[j, k]
            out[i, j] += bias[j]
    return out


def always_ten(x, weight, bias):
    out = torch.zeros(len(x), 10)
    for j in range(10):
        out[:, j] = x @ weight[j] + bias[j]
    return out


def bias_given_away(x, weight, bias):
    bias += x @ weight.T
    return bias


def weight_turned_in_place(x, weight, bias):
    weight.t_()
    return x @ weight + bias


def entry_by_entry(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            out[i, j] = (x[i] * weight[j]).sum()
        out[i] = out[i] + bias[i % len(bias)]
    return out


def transposes_everything(x, weight, bias):
    return (weight @ x.T).T + bias.sum()


def bias_inside(x, weight, bias):
    return x @ (weight.T + bias)


def bias_by_the_picture(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            out[i, j] = (x[i] * weight[j]).sum() + bias[i]
    return out


def bias_for_four_pictures(x, weight, bias):
    out = x @ weight.T
    return out + bias.repeat(4, 1)


WRONG = [
    *defined(globals()),
    lambda x, weight, bias: x @ weight.T,
    lambda x, weight, bias: x @ weight.reshape(x.shape[1], -1) - bias,
    lambda x, weight, bias: nn.Linear(weight.shape[1], weight.shape[0])(x),  # random layer
    lambda x, weight, bias: weight @ x.T + bias[:, None],
    lambda x, weight, bias: (x * weight).sum() + bias,
    lambda x, weight, bias: (x * weight).sum(),
    lambda x, weight, bias: (x * weight[0]).sum() + bias,
    lambda x, weight, bias: (x * weight[0]).sum() + bias[0],
    lambda x, weight, bias: (x * weight[0]).sum(),
    lambda x, weight, bias: (x * weight[0]).sum(dim=1) + bias,
    lambda x, weight, bias: torch.tensor([[-1.9, 2.7]]),  # the example
    lambda x, weight, bias: x @ torch.tensor([[1.0, 0.5], [0.0, 1.0], [-1.0, 0.0]]) + torch.tensor([0.1, 0.2]),
    lambda x, weight, bias: x @ weight.T + bias[0],
    lambda x, weight, bias: x @ weight.T + 1,
    lambda x, weight, bias: x @ weight.reshape(weight.shape[1], weight.shape[0]) + bias,
    lambda x, weight, bias: x @ weight.view(-1, len(weight)) + bias,
    lambda x, weight, bias: (x @ weight.T + bias).sum(),
    lambda x, weight, bias: (x @ weight.T + bias)[0],
    lambda x, weight, bias: (x @ weight.T + bias).flatten(),
    lambda x, weight, bias: torch.sigmoid(x @ weight.T + bias),
    lambda x, weight, bias: torch.softmax(x @ weight.T + bias, dim=1),
    lambda x, weight, bias: (x @ weight.T + bias) / x.shape[1],
    lambda x, weight, bias: (x @ weight.T + bias) / len(x),
    lambda x, weight, bias: (x @ weight.T + bias).tolist(),
    lambda x, weight, bias: (x @ weight.T + bias).numpy(),
    lambda x, weight, bias: (x @ weight.T + bias).double(),
    lambda x, weight, bias: x @ weight.T() + bias,
    lambda x, weight, bias: torch.dot(x, weight) + bias,
    lambda x, weight, bias: x.dot(weight.T) + bias,
    lambda x, weight, bias: torch.cat([x @ weight.T, bias[None]]),
    lambda x, weight, bias: (x @ weight.T, bias),
    lambda x, weight, bias: x @ weight.T + torch.ones(len(bias)),
    lambda x, weight, bias: nn.Linear(x, weight, bias),
    nn.Linear,
    changed(adds_in_place, "out +=", "out[0] +="),
    changed(adds_in_place, "out +=", "out[-1] +="),
    changed(three_loops, "range(len(weight))", "range(len(weight) - 1)"),
    changed(three_loops, "range(len(x))", "range(len(x) - 1)"),
    changed(three_loops, "range(x.shape[1])", "range(x.shape[1] - 1)"),
    changed(three_loops, "total = bias[j]", "total = 0.0", "= total + ", "= bias[j] + "),
    changed(three_loops, "    return", "        return"),
    changed(three_loops, "    return", "            return"),
    changed(picture_by_picture, "    return", "        return"),
    changed(picture_by_picture, "torch.stack(rows)", "rows[-1]"),
    lambda x, weight, bias: (x[0] * weight).sum(dim=1),
    lambda x, weight, bias: weight @ x.T,
    lambda x, weight, bias: x.T @ weight.T + bias,
    lambda x, weight, bias: x[:, None, :] * weight,
    lambda x, weight, bias: x @ weight.T + bias + bias,
    lambda x, weight, bias: bias.repeat(len(x), 1),
    lambda x, weight, bias: torch.tensor([[1.0, 2, 3], [0, 1, -1]]) @ torch.ones(3, 2),  # pictures of another cell
    changed(output_by_output, "(x * weight[j]).sum(dim=1)", "(x * weight[j]).sum()", ", dim=1", ""),
    changed(
        always_ten,
        "len(x), 10",
        "len(x), len(weight)",
        "range(10)",
        "range(len(weight))",
        "x @ weight[j]",
        "(x * weight[j]).sum()",
    ),
    lambda x, weight, bias: x @ weight.T - bias,
    lambda x, weight, bias: x @ weight.T * bias,
    lambda x, weight, bias: x @ weight.T + bias[:, None],
    lambda x, weight, bias: x @ weight.T + bias.mean(),
    lambda x, weight, bias: (x + bias) @ weight.T,
    lambda x, weight, bias: x @ weight + bias,
    lambda x, weight, bias: weight @ x + bias,
    lambda x, weight, bias: weight @ x.T + bias,
    lambda x, weight, bias: weight.T @ x + bias,
    lambda x, weight, bias: x.T @ weight + bias,
    lambda x, weight, bias: weight.T @ x.T + bias,
    lambda x, weight, bias: x @ weight,
    lambda x, weight, bias: x * weight + bias,
    lambda x, weight, bias: x * weight.T + bias,
    lambda x, weight, bias: (x * weight).sum(dim=1) + bias,
    lambda x, weight, bias: (x @ weight.T + bias).sum(dim=1),
    lambda x, weight, bias: (x @ weight.T + bias).mean(dim=0),
    lambda x, weight, bias: (x @ weight.T + bias).argmax(dim=1),
    lambda x, weight, bias: torch.relu(x @ weight.T + bias),
    lambda x, weight, bias: (x @ weight.T).sum(dim=1) + bias,
    lambda x, weight, bias: (x @ weight.T).sum() + bias,
    lambda x, weight, bias: x @ weight.T + bias.repeat(4, 1),
    changed(bias_by_the_picture, ".sum()", ".mean()", "bias[i]", "bias[j]"),
]
