"""Answers to ``linear_gradients`` of lesson 06, as beginners write them."""

import torch
from answers import changed, defined
from torch import nn


def outer_products(x, grad_out):
    grad_weight = torch.zeros(grad_out.shape[1], x.shape[1])
    grad_bias = torch.zeros(grad_out.shape[1])
    for picture, grad in zip(x, grad_out):
        grad_weight += torch.outer(grad, picture)
        grad_bias += grad
    return grad_weight, grad_bias


def entry_by_entry(x, grad_out):
    columns = x.T
    grad_weight = [[(grad_out[:, j] * column).sum() for column in columns] for j in range(grad_out.shape[1])]
    grad_bias = [grad_out[:, j].sum() for j in range(grad_out.shape[1])]
    return [torch.tensor(grad_weight), torch.tensor(grad_bias)]


def by_autograd(x, grad_out):
    weight = torch.zeros(grad_out.shape[1], x.shape[1], requires_grad=True)
    bias = torch.zeros(grad_out.shape[1], requires_grad=True)
    (x @ weight.T + bias).backward(grad_out)
    return weight.grad, bias.grad


def by_autograd_grad(x, grad_out):
    layer = nn.Linear(x.shape[1], grad_out.shape[1])
    return torch.autograd.grad(layer(x), [layer.weight, layer.bias], grad_out)


def as_the_lesson(x, grad_out):
    grad_weight = torch.zeros(grad_out.shape[1], x.shape[1])
    grad_bias = torch.zeros(grad_out.shape[1])
    for slopes, pixels in zip(grad_out, x):
        for i in range(len(slopes)):
            grad_weight[i] = grad_weight[i] + slopes[i] * pixels
            grad_bias[i] = grad_bias[i] + slopes[i]
    return grad_weight, grad_bias


def in_numpy(x, grad_out):
    g = grad_out.numpy()
    return torch.from_numpy(g.T @ x.numpy()), torch.from_numpy(g.sum(axis=0))


def all_pictures_then_sum(x, grad_out):
    each = grad_out.unsqueeze(2) * x.unsqueeze(1)  # [b, m, n]
    return each.sum(0), grad_out.sum(0)


RIGHT = [
    *defined(globals()),
    lambda x, grad_out: (torch.einsum("bm,bn->mn", grad_out, x), torch.einsum("bm->m", grad_out)),  # with einsum
    lambda x, grad_out: ((x.T @ grad_out).T, grad_out.sum(dim=0)),  # transposed at the end
    lambda x, grad_out: (grad_out.T @ x, torch.ones(len(x)) @ grad_out),  # as a bias of ones
    lambda x, grad_out: (sum(g[:, None] * p for g, p in zip(grad_out, x)), sum(grad_out)),  # python sum
    lambda x, grad_out: [grad_out.t().mm(x), torch.sum(grad_out, dim=0)],
    lambda x, grad_out: (torch.matmul(grad_out.transpose(0, 1), x), grad_out.mean(dim=0) * len(x)),
]


def leaves_the_loop(x, grad_out):
    for picture, grad in zip(x, grad_out):
        return torch.outer(grad, picture), grad


def forgets_return(x, grad_out):
    grad_weight = grad_out.T @ x
    grad_bias = grad_out.sum(0)


def as_large_as_the_example(x, grad_out):
    grad_weight = torch.zeros(2, 3)
    for picture, slopes in zip(x, grad_out):
        for i in range(2):
            grad_weight[i] = grad_weight[i] + slopes[i] * picture
    return grad_weight, grad_out.sum(dim=0)


def as_many_rows_as_the_example(x, grad_out):
    grad_weight = torch.zeros(2, 3)
    for picture, slopes in zip(x, grad_out):
        for i in range(len(slopes)):
            grad_weight[i] = grad_weight[i] + slopes[i] * picture
    return grad_weight, grad_out.sum(dim=0)


def scales_given(x, grad_out):
    grad_out /= len(x)
    return grad_out.T @ x, grad_out.sum(0)


def one_matrix(x, grad_out):
    return grad_out.T @ x


_kept = {}


def adds_to_what_is_kept(x, grad_out):
    new = grad_out.T @ x
    fits = "weight" in _kept and _kept["weight"].shape == new.shape
    _kept["weight"] = _kept["weight"] + new if fits else new
    return _kept["weight"], grad_out.sum(0)


def two_rows(x, grad_out):
    grad_weight = torch.zeros(grad_out.shape[1], x.shape[1])
    for k in range(len(x)):
        for i in range(2):
            grad_weight[i] = grad_weight[i] + grad_out[k, i] * x[k]
    return grad_weight, grad_out.sum(dim=0)


WRONG = [
    *defined(globals()),
    lambda x, grad_out: (grad_out.sum(), grad_out.T @ x),  # order swapped, and one number for the biases
    lambda x, grad_out: (grad_out.T @ x, grad_out.sum()),  # sums everything
    lambda x, grad_out: (torch.outer(grad_out[0], x[0]), grad_out[0]),  # first picture only
    lambda x, grad_out: {"weight": grad_out.T @ x, "bias": grad_out.sum(0)},  # in a dict
    lambda x, grad_out: (grad_out.unsqueeze(2) * x.unsqueeze(1), grad_out),  # batch kept
    lambda x, grad_out: (-0.01 * grad_out.T @ x, -0.01 * grad_out.sum(0)),  # steps with it
    lambda x, grad_out: (x.T @ grad_out, grad_out.sum(0)),
    lambda x, grad_out: (grad_out @ x, grad_out.sum(0)),
    lambda x, grad_out: (x @ grad_out, grad_out.sum(0)),
    lambda x, grad_out: (x @ grad_out.T, grad_out.sum(0)),
    lambda x, grad_out: (grad_out @ x.T, grad_out.sum(0)),
    lambda x, grad_out: (grad_out * x, grad_out.sum(0)),
    lambda x, grad_out: (grad_out.T @ x, grad_out),
    lambda x, grad_out: (grad_out.T @ x, grad_out.mean(0)),
    lambda x, grad_out: (grad_out.T @ x, grad_out.sum(1)),
    lambda x, grad_out: (grad_out.T @ x, grad_out.sum(0, keepdim=True)),
    lambda x, grad_out: (grad_out.T @ x, grad_out[0]),
    lambda x, grad_out: ((grad_out.T @ x).sum(), grad_out.sum(0)),
    lambda x, grad_out: (grad_out[-1][:, None] * x[-1], grad_out.sum(0)),
    lambda x, grad_out: (grad_out.T @ x, torch.ones(grad_out.shape[1])),
    lambda x, grad_out: (grad_out.T @ x, 1),
    lambda x, grad_out: (grad_out.T @ x, x.sum(0)),
    lambda x, grad_out: (grad_out.T @ x, torch.zeros(grad_out.shape[1])),
    lambda x, grad_out: (grad_out.T @ x / len(x), grad_out.sum(0) / len(x)),
    lambda x, grad_out: (grad_out.T @ x / len(x), grad_out.sum(0)),
    lambda x, grad_out: (2 * grad_out.T @ x / grad_out.numel(), 2 * grad_out.sum(0) / grad_out.numel()),
    lambda x, grad_out: (x.T @ grad_out, grad_out.mean(0)),
    lambda x, grad_out: (grad_out.sum(0)[:, None] * x.sum(0), grad_out.sum(0)),
    lambda x, grad_out: (torch.outer(grad_out.mean(0), x.mean(0)), grad_out.mean(0)),
    lambda x, grad_out: (x.sum(0).expand(grad_out.shape[1], -1), grad_out.sum(0)),
    lambda x, grad_out: (x, torch.ones(grad_out.shape[1])),
    lambda x, grad_out: ((grad_out.T @ x).abs(), grad_out.sum(0).abs()),
    lambda x, grad_out: ((grad_out.T @ x).sum(1), grad_out.sum(0)),
    lambda x, grad_out: ((grad_out.T @ x).tolist(), grad_out.sum(0).tolist()),
    lambda x, grad_out: (grad_out.T @ x).T,
    lambda x, grad_out: torch.cat([grad_out.T @ x, grad_out.sum(0)[:, None]], dim=1),
    lambda x, grad_out: (grad_out.T @ x, grad_out.sum(0), x),
    lambda x, grad_out: ((x.T @ grad_out).reshape(grad_out.shape[1], -1), grad_out.sum(0)),
    lambda x, grad_out: (grad_out.T @ x, sum(grad_out.T)),
    lambda x, grad_out: (torch.outer(grad_out, x), grad_out.sum(0)),
    changed(as_the_lesson, "= grad_weight[i] + ", "= "),
    changed(as_the_lesson, "= grad_bias[i] + ", "= "),
    changed(as_the_lesson, "            grad_bias[i] = grad_bias[i] + slopes[i]\n", ""),
    changed(as_the_lesson, "range(len(slopes))", "range(len(slopes) - 1)"),
    changed(as_the_lesson, "zip(grad_out, x)", "zip(grad_out[:-1], x[:-1])"),
    changed(as_the_lesson, "return", "    return"),
    lambda x, grad_out: (torch.tensor([[0.5, 3, -0.5], [5, -2, -3]]), torch.tensor([3.5, 3])),
    lambda x, grad_out: (grad_out @ x, grad_out.mean(0)),
    lambda x, grad_out: (x.T @ grad_out / len(x), grad_out),
    lambda x, grad_out: (grad_out.T @ x, (grad_out.T @ x).sum(dim=1)),
    lambda x, grad_out: grad_out.sum(dim=0),
    lambda x, grad_out: (grad_out.T @ x, grad_out.sum(dim=0) / 10),
    changed(as_the_lesson, "grad_out.shape[1], x.shape[1]", "len(x), x.shape[1]"),
    lambda x, grad_out: (grad_out.T @ x / grad_out.numel(), grad_out.sum(0) / grad_out.numel()),
    lambda x, grad_out: (2 * grad_out.T @ x, 2 * grad_out.sum(0)),
    lambda x, grad_out: (-grad_out.T @ x, -grad_out.sum(0)),
    lambda x, grad_out: (grad_out.sum(0), grad_out.T @ x),
    changed(
        two_rows,
        "(grad_out.shape[1], x.shape[1])",
        "(2, 3)",
        "[i] = grad_weight[i] + grad_out[k, i] * x[k]",
        "[i, :3] += grad_out[k, i] * x[k, :3]",
    ),
]
