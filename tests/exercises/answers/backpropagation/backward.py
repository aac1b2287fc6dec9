"""Answers to ``backward`` of lesson 07, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from answers.backpropagation.forward import in_a_loop, three_linears
from torch.nn import functional as F


def step_by_step(x, params, h1, h2, grad_out):
    w1, b1, w2, b2, w3, b3 = params
    grad_w3 = grad_out.T @ h2
    grad_b3 = grad_out.sum(dim=0)
    grad_h2 = grad_out @ w3
    grad_h2 = grad_h2 * (h2 > 0)
    grad_w2 = grad_h2.T @ h1
    grad_b2 = grad_h2.sum(dim=0)
    grad_h1 = grad_h2 @ w2
    grad_h1 = grad_h1 * (h1 > 0)
    grad_w1 = grad_h1.T @ x
    grad_b1 = grad_h1.sum(dim=0)
    return grad_w1, grad_b1, grad_w2, grad_b2, grad_w3, grad_b3


def backward_in_a_loop(x, params, h1, h2, grad_out):
    entered, grads, grad = [x, h1, h2], [], grad_out
    for layer in (2, 1, 0):
        grads = [grad.T @ entered[layer], grad.sum(0)] + grads
        if layer:
            grad = (grad @ params[2 * layer]) * (entered[layer] > 0)
    return grads


def backward_by_autograd(x, params, h1, h2, grad_out):
    watched = [param.clone().requires_grad_() for param in params]
    _, _, out = three_linears(x, watched)
    out.backward(grad_out)
    return [param.grad for param in watched]


def backward_by_autograd_grad(x, params, h1, h2, grad_out):
    for param in params:
        param.requires_grad_(True)
    out = in_a_loop(x, params)[-1]
    return torch.autograd.grad(out, params, grad_outputs=grad_out)


def backward_by_sums(x, params, h1, h2, grad_out):
    w2, w3 = params[2], params[4]
    grad_z2 = torch.einsum("bo,oh->bh", grad_out, w3) * (h2 > 0).to(x.dtype)
    grad_z1 = torch.einsum("bo,oh->bh", grad_z2, w2) * (h1 > 0).to(x.dtype)
    pairs = (grad_z1, x), (grad_z2, h1), (grad_out, h2)
    return [t for g, a in pairs for t in (torch.einsum("bo,bi->oi", g, a), torch.einsum("bo->o", g))]


def backward_picture_by_picture(x, params, h1, h2, grad_out):
    grads = [torch.zeros_like(param) for param in params]
    for i in range(len(x)):
        g2 = (params[4].T @ grad_out[i]) * (h2[i] > 0)
        g1 = (params[2].T @ g2) * (h1[i] > 0)
        for k, (g, a) in enumerate([(g1, x[i]), (g2, h1[i]), (grad_out[i], h2[i])]):
            grads[2 * k] += torch.outer(g, a)
            grads[2 * k + 1] += g
    return grads


def backward_in_numpy(x, params, h1, h2, grad_out):
    x, h1, h2, g3 = (part.numpy() for part in (x, h1, h2, grad_out))
    g2 = np.where(h2 > 0, g3 @ params[4].numpy(), 0).astype(g3.dtype)
    g1 = np.where(h1 > 0, g2 @ params[2].numpy(), 0).astype(g3.dtype)
    grads = g1.T @ x, g1.sum(axis=0), g2.T @ h1, g2.sum(axis=0), g3.T @ h2, g3.sum(axis=0)
    return tuple(torch.from_numpy(grad) for grad in grads)


def backward_from_the_sums(x, params, h1, h2, grad_out):
    w1, b1, w2, b2, w3, b3 = params
    z1 = x @ w1.T + b1
    z2 = h1 @ w2.T + b2
    g2 = torch.where(z2 > 0, grad_out @ w3, torch.zeros_like(z2))
    g1 = torch.where(z1 > 0, g2 @ w2, torch.zeros_like(z1))
    ones = torch.ones(len(x), dtype=x.dtype)
    return g1.T @ x, ones @ g1, g2.T @ h1, ones @ g2, grad_out.T @ h2, ones @ grad_out


def other_way_round(x, params, h1, h2, grad_out):
    g3 = grad_out.T  # [10, b]: columns all the way
    g2 = params[4].T @ g3 * (h2.T > 0)
    g1 = params[2].T @ g2 * (h1.T > 0)
    return g1 @ x, g1.sum(1), g2 @ h1, g2.sum(1), g3 @ h2, g3.sum(1)


@torch.no_grad()
def blanked_in_its_own_memory(x, params, h1, h2, grad_out):
    g2 = grad_out.mm(params[4])
    g2[h2 == 0] = 0
    g1 = g2.mm(params[2])
    g1[h1 == 0] = 0
    return (x.T @ g1).T, g1.sum(0), (h1.T @ g2).T, g2.sum(0), (h2.T @ grad_out).T, grad_out.sum(0)


class _Way:
    def back(self, x, params, h1, h2, grad_out):
        return step_by_step(x, params, h1, h2, grad_out)


def _chain(mask2, mask1, x, params, h1, h2, grad_out):
    g2 = mask2(grad_out @ params[4], h2)
    g1 = mask1(g2 @ params[2], h1)
    return g1.T @ x, g1.sum(0), g2.T @ h1, g2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def _masked(g, h):
    return g * (h > 0)


RIGHT = [
    *defined(globals()),
    functools.partial(_chain, _masked, _masked),
    _Way().back,
]


def _right(x, params, h1, h2, grad_out):
    g2 = grad_out @ params[4] * (h2 > 0)
    g1 = g2 @ params[2] * (h1 > 0)
    return g1.T @ x, g1.sum(0), g2.T @ h1, g2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def _same(g, h):
    return g


def by_layers(x, params, h1, h2, grad_out):
    g = step_by_step(x, params, h1, h2, grad_out)
    return [(g[0], g[1]), (g[2], g[3]), (g[4], g[5])]


def weights_then_biases(*given):
    w1, b1, w2, b2, w3, b3 = step_by_step(*given)
    return w1, w2, w3, b1, b2, b3


def as_computed(*given):
    w1, b1, w2, b2, w3, b3 = step_by_step(*given)
    return w3, b3, w2, b2, w1, b1


def stops_at_h1(x, params, h1, h2, grad_out):
    g2 = _masked(grad_out @ params[4], h2)
    return torch.zeros(256, 784), torch.zeros(256), g2.T @ h1, g2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def bias_kept_as_a_row(x, params, h1, h2, grad_out):
    return [g if g.dim() == 2 else g[None] for g in step_by_step(x, params, h1, h2, grad_out)]


def divides_by_all(x, params, h1, h2, grad_out):
    return [2 * grad / grad_out.numel() for grad in step_by_step(x, params, h1, h2, grad_out)]


def divides_the_weights(x, params, h1, h2, grad_out):
    return [g / len(x) if g.dim() == 2 else g for g in step_by_step(x, params, h1, h2, grad_out)]


def unmasked_goes_on(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4]
    grad_h1 = grad_h2 @ params[2]
    z2, z1 = grad_h2 * (h2 > 0), grad_h1 * (h1 > 0)
    return z1.T @ x, z1.sum(0), z2.T @ h1, z2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def mask_after_the_weights(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4]
    grad_w2, grad_b2 = grad_h2.T @ h1, grad_h2.sum(0)
    grad_h1 = (grad_h2 * (h2 > 0)) @ params[2]
    grad_w1, grad_b1 = grad_h1.T @ x, grad_h1.sum(0)
    return grad_w1, grad_b1, grad_w2, grad_b2, grad_out.T @ h2, grad_out.sum(0)


def no_transpose_at_all(x, params, h1, h2, grad_out):
    w1, b1, w2, b2, w3, b3 = params
    grad_w3 = grad_out @ h2
    grad_h2 = grad_out @ w3 * (h2 > 0)
    grad_w2 = grad_h2 @ h1
    grad_h1 = grad_h2 @ w2 * (h1 > 0)
    return grad_h1 @ x, grad_h1.sum(0), grad_w2, grad_h2.sum(0), grad_w3, grad_out.sum(0)


def already_steps(x, params, h1, h2, grad_out):
    return [p - 0.01 * g for p, g in zip(params, step_by_step(x, params, h1, h2, grad_out))]


def keeps_the_graph_only(x, params, h1, h2, grad_out):
    watched = [param.clone().requires_grad_() for param in params]
    three_linears(x, watched)[2].backward(grad_out)
    return [param.grad for param in params]


def gradient_of_the_sum_of_out(x, params, h1, h2, grad_out):
    watched = [param.clone().requires_grad_() for param in params]
    three_linears(x, watched)[2].sum().backward()
    return [param.grad for param in watched]


def prints_them(*given):
    print(step_by_step(*given))


def bias_before_the_mask(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4]
    g = step_by_step(x, params, h1, h2, grad_out)
    return g[0], g[1], g[2], grad_h2.sum(0), g[4], g[5]


def second_layer_takes_the_pictures(x, params, h1, h2, grad_out):
    gz2 = _masked(grad_out @ params[4], h2)
    g = step_by_step(x, params, h1, h2, grad_out)
    return g[0], g[1], gz2.T @ x, g[3], g[4], g[5]


def backward_popping(x, params, h1, h2, grad_out):
    b3, w3, b2, w2 = params.pop(), params.pop(), params.pop(), params.pop()
    grad_z2 = (grad_out @ w3) * (h2 > 0)
    grad_z1 = (grad_z2 @ w2) * (h1 > 0)
    return grad_z1.T @ x, grad_z1.sum(0), grad_z2.T @ h1, grad_z2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def moves_the_params(x, params, h1, h2, grad_out):
    grads = step_by_step(x, params, h1, h2, grad_out)
    return [param - grad for param, grad in zip(params, grads)]


WRONG = [
    *defined(globals()),
    lambda x, params, h1, h2, grad_out: _right(x, params, h1, h2, 2 * grad_out),
    changed(_right, " * (h2 > 0)", "", "g1.sum", "g1.mean", "g2.sum", "g2.mean", "grad_out.sum", "grad_out.mean"),
    changed(_right, "g1.sum(0)", "g1", "g2.sum(0)", "g2", "grad_out.sum(0)", "grad_out"),
    changed(_right, "g1.sum", "g1.mean", "g2.sum", "g2.mean", "grad_out.sum", "grad_out.mean"),
    changed(_right, "g1.sum(0)", "g1.sum()", "g2.sum(0)", "g2.sum()", "grad_out.sum(0)", "grad_out.sum()"),
    changed(_right, "g1.sum(0)", "g1.sum(1)", "g2.sum(0)", "g2.sum(1)", "grad_out.sum(0)", "grad_out.sum(1)"),
    changed(_right, "g1.T @ x", "g1.T @ h1"),
    changed(_right, "params[4]", "params[4].T", "params[2]", "params[2].T"),
    changed(_right, "params[4]", "params[2]"),
    changed(_right, "grad_out @ params[4]", "grad_out.T @ params[4]"),
    changed(_right, "grad_out @ params[4]", "params[4] @ grad_out"),
    changed(_right, "grad_out.T @ h2", "grad_out.T @ h2.T"),
    changed(_right, "grad_out.T @ h2", "grad_out @ h2.T"),
    changed(_right, "g2.T @ h1", "g1.T @ h1"),
    changed(_right, "g2.sum(0)", "g1.sum(0)"),
    changed(_right, "* (h1 > 0)", "", "g1.sum(0)", "g1.sum(1)", "g2.sum(0)", "g2.sum(1)"),
    changed(_right, "params[4] * (h2", "params[4] * (h1", "params[2] * (h1", "params[2] * (h2"),
    lambda *given: _chain(_same, _same, *given),  # not masked
    lambda *given: _chain(lambda g, h: g * (h >= 0), lambda g, h: g * (h >= 0), *given),  # masked at 0 too
    lambda *given: _chain(_same, _masked, *given),  # masked at h1 only
    lambda *given: _chain(_masked, _same, *given),  # masked at h2 only
    lambda *given: _chain(lambda g, h: g * (h <= 0), lambda g, h: g * (h <= 0), *given),  # masked on the wrong side
    lambda *given: _chain(lambda g, h: g * (h < 0), lambda g, h: g * (h < 0), *given),  # masked below 0
    lambda *given: _chain(lambda g, h: F.relu(g), lambda g, h: F.relu(g), *given),  # cut like relu
    lambda *given: _chain(lambda g, h: _masked(h, g), lambda g, h: _masked(h, g), *given),  # arguments swapped
    lambda *given: _chain(lambda g, h: g * (g > 0), _masked, *given),  # mask from the slopes, at h2
    lambda *given: _chain(_masked, lambda g, h: g * (g > 0), *given),  # mask from the slopes, at h1
    lambda *given: _chain(lambda g, h: g * h, lambda g, h: g * h, *given),  # times h
    lambda *given: _chain(lambda g, h: g * h * (1 - h), lambda g, h: g * h * (1 - h), *given),  # times sigmoid slope
    lambda *given: _chain(_masked, lambda g, h: g * h, *given),  # times h, at h1
    lambda *given: [torch.ones(3, 2), torch.ones(3), torch.ones(2, 3), torch.ones(2), torch.ones(1, 2), torch.ones(1)],
    lambda *given: list(reversed(step_by_step(*given))),  # reversed order
    lambda *given: dict(zip(["w1", "b1", "w2", "b2", "w3", "b3"], step_by_step(*given))),  # as a dict
    lambda *given: step_by_step(*given)[::2],  # weights only
    lambda *given: step_by_step(*given)[2:],  # without the first layer
    lambda *given: [grad.T if grad.dim() == 2 else grad for grad in step_by_step(*given)],  # transposed
    lambda x, params, h1, h2, grad_out: [grad / len(x) for grad in step_by_step(x, params, h1, h2, grad_out)],
    lambda *given: [-grad for grad in step_by_step(*given)],  # minus signs
    lambda x, params, h1, h2, grad_out: step_by_step(x, params, h1, h2, grad_out * (grad_out > 0)),  # masks grad out
    lambda x, params, h1, h2, grad_out: params,
    lambda x, params, h1, h2, grad_out: [torch.zeros_like(param) for param in params],
    lambda x, params, h1, h2, grad_out: grad_out,
    lambda x, params, h1, h2, grad_out: step_by_step(x, params, h1, h2, grad_out)[0],
    lambda *given: _chain(lambda g, h: g * (h <= 0), _masked, *given),
    lambda *given: _chain(_masked, lambda g, h: g * (h <= 0), *given),
    lambda *given: _chain(lambda g, h: _masked(h, g), _masked, *given),
    lambda *given: _chain(_masked, lambda g, h: _masked(h, g), *given),
    lambda *given: _chain(lambda g, h: g * h, _masked, *given),
    changed(_right, "g1.sum(0)", "(g2 @ params[2]).sum(0)"),
    changed(_right, "g1.sum(0)", "(g2 @ params[2]).sum(0)", "g2.sum(0)", "(grad_out @ params[4]).sum(0)"),
    changed(_right, "(h2 > 0)", "(h2 > 0) / len(x)", "(h1 > 0)", "(h1 > 0) / len(x)"),
    changed(moves_the_params, "param - grad", "param - 0.1 * grad"),
]
