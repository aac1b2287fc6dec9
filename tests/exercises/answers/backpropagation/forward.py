"""Answers to ``forward`` of lesson 07, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def three_linears(x, params):
    h1 = F.relu(F.linear(x, params[0], params[1]))
    h2 = F.relu(F.linear(h1, params[2], params[3]))
    return [h1, h2, F.linear(h2, params[4], params[5])]


def with_addmm(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = torch.addmm(b1, x, w1.t()).relu()
    h2 = torch.addmm(b2, h1, w2.t()).relu()
    return h1, h2, torch.addmm(b3, h2, w3.t())


def with_einsum(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = torch.einsum("bn,mn->bm", x, w1).add(b1).clamp(min=0)
    h2 = torch.einsum("bn,mn->bm", h1, w2).add(b2).clamp(min=0)
    return h1, h2, torch.einsum("bn,mn->bm", h2, w3) + b3


def columns(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = torch.relu(w1 @ x.T + b1[:, None])
    h2 = torch.relu(w2 @ h1 + b2.unsqueeze(1))
    return h1.T, h2.T, (w3 @ h2 + b3.reshape(10, 1)).T


def picture_by_picture(x, params):
    w1, b1, w2, b2, w3, b3 = params
    rows = []
    for picture in x:
        h1 = (w1 @ picture + b1).clamp(min=0)
        h2 = (w2 @ h1 + b2).clamp(min=0)
        rows.append((h1, h2, w3 @ h2 + b3))
    return tuple(torch.stack(part) for part in zip(*rows))


def in_a_loop(x, params):
    given = []
    h = x
    for i in range(0, 6, 2):
        h = h @ params[i].T + params[i + 1]
        if i < 4:
            h = h * (h > 0)
        given.append(h)
    return given


def forward_in_numpy(x, params):
    w1, b1, w2, b2, w3, b3 = [param.numpy() for param in params]
    h1 = np.maximum(x.numpy() @ w1.T + b1, 0)
    h2 = np.maximum(h1 @ w2.T + b2, 0)
    return [torch.from_numpy(part) for part in (h1, h2, h2 @ w3.T + b3)]


def prepared_memory(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = torch.zeros(len(x), 256, dtype=x.dtype)
    h2 = torch.zeros(len(x), 64, dtype=x.dtype)
    out = torch.zeros(len(x), 10, dtype=x.dtype)
    h1[:] = (x @ w1.T + b1).clamp(min=0)
    h2[:] = (h1 @ w2.T + b2).clamp(min=0)
    out[:] = h2 @ w3.T + b3
    return h1, h2, out


def with_layers(x, params):
    fc1, fc2, fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)
    layers = (fc1, params[:2]), (fc2, params[2:4]), (fc3, params[4:])
    for layer, (weight, bias) in layers:
        layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
    h1 = fc1(x).relu()
    h2 = fc2(h1).relu()
    return h1, h2, fc3(h2)


def cut_in_its_own_memory(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T
    h1 += b1
    h1[h1 < 0] = 0
    h2 = h1 @ w2.T
    h2 += b2
    h2.clamp_(min=0)
    return h1, h2, h2 @ w3.T + b3


@torch.no_grad()
def decorated(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = torch.maximum(x.mm(w1.t()) + b1, torch.zeros(1, dtype=x.dtype))
    h2 = torch.maximum(h1.mm(w2.t()) + b2, torch.zeros(1, dtype=x.dtype))
    return h1, h2, h2.mm(w3.t()) + b3


def _parallel(activation, x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = activation(x @ w1.T + b1)
    h2 = activation(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


RIGHT = [
    *defined(globals()),
    functools.partial(_parallel, F.relu),
    functools.partial(_parallel, nn.ReLU()),
    lambda x, params: _parallel(lambda z: z.clamp(min=0), x, params),
]


def _right(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


def gives_what_was_before(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T + b1
    h2 = F.relu(h1) @ w2.T + b2
    out = F.relu(h2) @ w3.T + b3
    return h1, h2, out


def gives_five(x, params):
    w1, b1, w2, b2, w3, b3 = params
    z1 = x @ w1.T + b1
    z2 = F.relu(z1) @ w2.T + b2
    return z1, F.relu(z1), z2, F.relu(z2), F.relu(z2) @ w3.T + b3


def last_picture_only(x, params):
    w1, b1, w2, b2, w3, b3 = params
    for picture in x:
        h1 = F.relu(w1 @ picture + b1)
        h2 = F.relu(w2 @ h1 + b2)
        out = w3 @ h2 + b3
    return h1, h2, out


def layers_of_its_own(x, params):
    fc1, fc2, fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)
    h1 = F.relu(fc1(x.float()))
    h2 = F.relu(fc2(h1))
    return h1, h2, fc3(h2)


def always_float32(x, params):
    x, params = x.float(), [param.float() for param in params]
    return three_linears(x, params)


def relu_on_the_input(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = torch.relu(x) @ w1.T + b1
    h2 = torch.relu(h1) @ w2.T + b2
    out = torch.relu(h2) @ w3.T + b3
    return h1, h2, out


def masks_alone(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = (x @ w1.T + b1 > 0).float()
    h2 = (h1 @ w2.T + b2 > 0).float()
    return h1, h2, h2 @ w3.T + b3


def one_name_for_all_layers(x, params):
    w1, b1, w2, b2, w3, b3 = params
    x = F.relu(x @ w1.T + b1)
    x = F.relu(x @ w2.T + b2)
    x = x @ w3.T + b3
    return x, x, x


def one_name_for_two_layers(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h = F.relu(x @ w1.T + b1)
    h = F.relu(h @ w2.T + b2)
    return h, h, h @ w3.T + b3


WRONG = [
    *defined(globals()),
    *(functools.partial(_parallel, bent) for bent in (F.relu6, lambda z: z.clamp(0, 100))),
    changed(_right, "h2 @ w3.T + b3", "(h2 @ w3.T + b3).clamp(-10, 10)"),
    changed(_right, "w1.T", "w1", "w2.T", "w2", "w3.T", "w3"),
    changed(_right, "w2.T", "w2", "w3.T", "w3"),
    changed(_right, "x @ w1.T", "w1 @ x", "h1 @ w2.T", "w2 @ h1", "h2 @ w3.T", "w3 @ h2"),
    changed(_right, "x @ w1.T", "w1 @ x[0]", "h1 @ w2.T", "w2 @ h1", "h2 @ w3.T", "w3 @ h2"),
    changed(_right, "w1, b1, w2, b2, w3, b3", "w1, w2, w3, b1, b2, b3"),
    changed(_right, "= params", "= (params.pop(0) for _ in range(6))"),
    changed(_right, "F.relu(x", "(x", "F.relu(h1", "(h1"),
    changed(_right, "F.relu(x", "(x"),
    changed(_right, "F.relu(h1", "(h1"),
    changed(_right, "h2 @ w3.T + b3", "F.relu(h2 @ w3.T + b3)"),
    changed(_right, "F.relu(x", "(x", "F.relu(h1", "(h1", "return h1, h2", "return F.relu(h1), F.relu(h2)"),
    changed(_right, " + b1", "", " + b2", "", " + b3", ""),
    changed(_right, " + b3", ""),
    changed(_right, "w1.T + b1)", "w1.T) + b1", "w2.T + b2)", "w2.T) + b2"),
    changed(_right, "h1 @", "x @"),
    changed(_right, "h2 @", "h1 @"),
    changed(_right, "x @ w1.T", "w1 @ x.T"),
    changed(_right, "x @ w1.T", "w1.T @ x"),
    changed(_right, "x @ w1", "F.relu(x) @ w1", "F.relu(h1 @", "(F.relu(h1) @", "h2 @", "F.relu(h2) @"),
    changed(_right, " + b2", "", "return h1, h2, h2 @ w3.T + b3", "return h2 @ w3.T + b3, h1, h2"),
    changed(_right, " + b1", "", " + b2", ""),
    changed(_right, "x @", "x.reshape(7, 784) @"),
    changed(_right, "return h1, h2,", "out ="),
    changed(_right, "return h1, h2,", "return"),
    changed(_right, "return h1, h2, h2 @ w3.T + b3", "return h2 @ w3.T + b3, h1, h2"),
    changed(_right, "return h1, h2, h2 @ w3.T + b3", 'return {"h1": h1, "h2": h2, "out": h2 @ w3.T + b3}'),
    changed(_right, "h2 @ w3.T + b3", "F.softmax(h2 @ w3.T + b3, dim=1)"),
    changed(_right, "h2 @ w3.T + b3", "(h2 @ w3.T + b3).argmax(dim=1)"),
    functools.partial(_parallel, torch.sigmoid),
    functools.partial(_parallel, torch.tanh),
    functools.partial(_parallel, F.leaky_relu),
    functools.partial(_parallel, torch.abs),
    functools.partial(_parallel, F.gelu),
    lambda x, params: (torch.ones(1, 3), torch.ones(1, 2), torch.ones(1, 1)),
    lambda x, params: list(reversed(three_linears(x, params))),
    lambda x, params: three_linears(x.relu(), params),
    lambda x, params: three_linears(x, params)[:2],
    lambda x, params: three_linears(x, params)[2].tolist(),
    lambda x, params: three_linears(x[0], params),
    lambda x, params: torch.cat(three_linears(x, params), dim=1),
    lambda x, params: [part.sum(0) for part in three_linears(x, params)],
    lambda x, params: three_linears(x, [param.abs() for param in params]),
    lambda x: x,
    changed(_right, "h1 = F.relu(x @ w1.T + b1)", "h1 = x @ w1.T + b1", "return h1,", "return F.relu(h1),"),
    changed(_right, "h2 = F.relu(h1 @ w2.T + b2)", "h2 = h1 @ w2.T + b2", "return h1, h2,", "return h1, F.relu(h2),"),
    changed(one_name_for_all_layers, "return x, x, x", "return x"),
]
