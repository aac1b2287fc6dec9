"""Answers to ``relu_gradient`` of lesson 07, as beginners write them."""

import numpy as np
import torch
from answers import changed, defined
from torch.nn import functional as F


def grad_filled(x, grad_out):
    grad = torch.zeros_like(grad_out)
    grad[x > 0] = grad_out[x > 0]
    return grad


def grad_blanked(x, grad_out):
    grad = grad_out.clone()
    grad[x <= 0] = 0
    return grad


def grad_by_autograd(x, grad_out):
    watched = x.clone().requires_grad_()
    watched.relu().backward(grad_out)
    return watched.grad


def grad_by_autograd_grad(x, grad_out):
    watched = x.detach().clone().requires_grad_(True)
    (grad,) = torch.autograd.grad((F.relu(watched) * grad_out).sum(), watched)
    return grad


def grad_one_by_one(x, grad_out):
    pairs = zip(x.flatten().tolist(), grad_out.flatten().tolist())
    return torch.tensor([g if v > 0 else 0.0 for v, g in pairs], dtype=x.dtype).reshape(x.shape)


def grad_with_no_grad(x, grad_out):
    with torch.no_grad():
        mask = torch.gt(x, 0).to(grad_out.dtype)
        return torch.mul(mask, grad_out)


RIGHT = [
    *defined(globals()),
    lambda x, grad_out: torch.from_numpy(np.where(x.numpy() > 0, grad_out.numpy(), 0)),  # grad through numpy
    lambda x, grad_out: (x > 0) * grad_out,
    lambda x, grad_out: grad_out * (x > 0).to(grad_out.dtype),
    lambda x, grad_out: torch.where(x > 0, grad_out, 0),
    lambda x, grad_out: torch.where(x > 0, grad_out, torch.zeros_like(grad_out)),
    lambda x, grad_out: grad_out.masked_fill(x <= 0, 0),
    lambda x, grad_out: grad_out * ~(x <= 0),
    lambda x, grad_out: grad_out * x.sign().clamp(min=0),
    lambda x, grad_out: grad_out * torch.heaviside(x, torch.zeros(1, dtype=x.dtype)),
    lambda x, grad_out: torch.ops.aten.threshold_backward(grad_out, x, 0),
]


def blanks_in_place(x, grad_out):
    grad_out[x <= 0] = 0
    return grad_out


def blanks_the_negative(x, grad_out):
    grad = grad_out.clone()
    grad[x < 0] = 0
    return grad


def python_if_gradient(x, grad_out):
    if x > 0:
        return grad_out
    else:
        return 0


def returns_none_of_backward(x, grad_out):
    watched = x.clone().requires_grad_()
    return watched.relu().backward(grad_out)


def returns_one(x, grad_out):
    for i in range(len(x)):
        if x[i] > 0:
            return grad_out[i]
        else:
            return 0


def blanks_x(x, grad_out):
    x[x > 0] = 1
    x[x < 0] = 0
    return x * grad_out


def gradient_of_the_sum(x, grad_out):
    watched = x.clone().requires_grad_()
    watched.relu().sum().backward()
    return watched.grad


def gradient_not_asked_for(x, grad_out):
    x.relu().backward(grad_out)
    return x.grad


def makes_the_mask_of_grad_out(x, grad_out):
    return x * (grad_out > 0)


WRONG = [
    *defined(globals()),
    lambda x, grad_out: grad_out * ((x > 0) & (x < 6)),
    lambda x, grad_out: 2 * grad_out * (x > 0),
    changed(grad_one_by_one, ", dtype=x.dtype).reshape(x.shape)", ")"),
    changed(grad_one_by_one, "0.0", "0", ", dtype=x.dtype).reshape(x.shape)", ")"),
    changed(grad_filled, "zeros_like(grad_out)", "zeros(x.shape)"),
    lambda x, grad_out: torch.tensor([10.0, -40.0]) * torch.tensor([False, True]),
    lambda x, grad_out: F.relu(x) * grad_out,  # through relu
    lambda x, grad_out: F.relu(grad_out),  # relu of the gradient
    lambda x, grad_out: x,
    lambda x, grad_out: (x > 0).int(),
    lambda x, grad_out: grad_out * ~(x > 0),
    lambda x, grad_out: grad_out * (grad_out > 0),
    lambda x, grad_out: grad_out * (grad_out > 0) * (x > 0),
    lambda x, grad_out: x * (x > 0),
    lambda x, grad_out: (x * grad_out).clamp(min=0),
    lambda x, grad_out: grad_out / x,
    lambda x, grad_out: grad_out + (x > 0),
    lambda x, grad_out: grad_out - (x > 0),
    lambda x, grad_out: (grad_out * (x > 0)).sum(),
    lambda x, grad_out: (grad_out * (x > 0)).mean(),
    lambda x, grad_out: (grad_out * (x > 0)).sum(0),
    lambda x, grad_out: (grad_out * (x > 0)).tolist(),
    lambda x, grad_out: grad_out * (x > 0) / x.numel(),
    lambda x, grad_out: grad_out * (x > 0) / len(x),
    lambda x, grad_out: 2 * grad_out * (x > 0),
    lambda x, grad_out: grad_out @ (x > 0),
    lambda x, grad_out: grad_out and x > 0,
    lambda x, grad_out: torch.where(x > 0, grad_out, x),
    lambda x, grad_out: torch.where(x > 0, x, grad_out),
    lambda x, grad_out: torch.where(x > 0, 1, 0),
    lambda x, grad_out: torch.where(x > 0, 1.0, 0.0),
    lambda x, grad_out: grad_out * x * (1 - x),
    lambda x, grad_out: grad_out * (1 - x.tanh() ** 2),
    lambda x, grad_out: grad_out * (x > 0.5),
    lambda x, grad_out: grad_out * (x > 1),
    lambda x, grad_out: grad_out * x.clamp(0, 1),
    lambda x, grad_out: (grad_out * (x > 0),),
    lambda x, grad_out: grad_out * (x < 0),
    lambda x, grad_out: grad_out * (x != 0),
    lambda x, grad_out: grad_out,
    lambda x, grad_out: x > 0,
    lambda x, grad_out: x * grad_out,
    lambda x, grad_out: grad_out * x.sign(),
    lambda x, grad_out: torch.where(x > 0, grad_out, 0.01 * grad_out),
    lambda x, grad_out: grad_out * x.sigmoid() * (1 - x.sigmoid()),
    lambda x, grad_out: -grad_out * (x > 0),
    lambda x, grad_out: grad_out[x > 0],
    lambda x, grad_out: grad_out * x > 0,
    lambda x, grad_out: (grad_out * (x > 0)).float(),
    lambda x, grad_out: (grad_out * (x > 0)).flatten(),
    lambda x, grad_out: [g if n > 0 else 0.0 for n, g in zip(x.flatten().tolist(), grad_out.flatten().tolist())],
    lambda x, grad_out: grad_out @ (x > 0).float(),
    lambda x, grad_out: grad_out * (x > 1),
]
