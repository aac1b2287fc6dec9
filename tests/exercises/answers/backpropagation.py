"""Answers to lesson 05, as beginners write them."""
# ruff: noqa: B007, B905, F841, RUF005, RUF059
# Beginners write what a linter forbids, and some of it is right.

import functools

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


# relu, right
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


def numpy_there_and_back(x):
    return torch.from_numpy(np.maximum(x.numpy(), 0))


class Kink:
    def apply(self, x):
        return x * (x > 0)


# relu, wrong
def cuts_in_place(x):
    x[x < 0] = 0
    return x


def forgets_the_answer(x):
    y = x.clamp(min=0)


def python_if(x):
    if x > 0:
        return x
    return 0


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


def list_of_numbers(x):
    return [max(value, 0) for value in x]


def wrong_zero(x):
    return torch.where(x > 0, x, torch.ones_like(x))


# relu_gradient, right
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


def grad_through_numpy(x, grad_out):
    return torch.from_numpy(np.where(x.numpy() > 0, grad_out.numpy(), 0))


def grad_with_no_grad(x, grad_out):
    with torch.no_grad():
        mask = torch.gt(x, 0).to(grad_out.dtype)
        return torch.mul(mask, grad_out)


# relu_gradient, wrong
def blanks_in_place(x, grad_out):
    grad_out[x <= 0] = 0
    return grad_out


def blanks_the_negative(x, grad_out):
    grad = grad_out.clone()
    grad[x < 0] = 0
    return grad


def blanks_the_positive(x, grad_out):
    grad = grad_out.clone()
    grad[x > 0] = 0
    return grad


def blanks_by_the_gradient(x, grad_out):
    grad = grad_out.clone()
    grad[grad_out < 0] = 0
    return grad


def ones_where_positive(x, grad_out):
    grad = torch.zeros_like(x)
    grad[x > 0] = 1
    return grad


def through_relu(x, grad_out):
    return F.relu(x) * grad_out


def relu_of_the_gradient(x, grad_out):
    return F.relu(grad_out)


def python_if_gradient(x, grad_out):
    if x > 0:
        return grad_out
    else:
        return 0


def returns_none_of_backward(x, grad_out):
    watched = x.clone().requires_grad_()
    return watched.relu().backward(grad_out)


def gradient_of_the_sum(x, grad_out):
    watched = x.clone().requires_grad_()
    watched.relu().sum().backward()
    return watched.grad


def gradient_not_asked_for(x, grad_out):
    x.relu().backward(grad_out)
    return x.grad


# forward, right
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


def parallel(activation, x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = activation(x @ w1.T + b1)
    h2 = activation(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


# forward, wrong
def no_transpose(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1 + b1)
    h2 = F.relu(h1 @ w2 + b2)
    return h1, h2, h2 @ w3 + b3


def no_second_transpose(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2 + b2)
    return h1, h2, h2 @ w3 + b3


def weight_first(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(w1 @ x + b1)
    h2 = F.relu(w2 @ h1 + b2)
    return h1, h2, w3 @ h2 + b3


def other_order_of_params(x, params):
    w1, w2, w3, b1, b2, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


def relu_everywhere(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    out = F.relu(h2 @ w3.T + b3)
    return h1, h2, out


def relu_nowhere(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T + b1
    h2 = h1 @ w2.T + b2
    return h1, h2, h2 @ w3.T + b3


def relu_once(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = h1 @ w2.T + b2
    return h1, h2, h2 @ w3.T + b3


def relu_at_the_second_only(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T + b1
    h2 = F.relu(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


def gives_what_was_before(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T + b1
    h2 = F.relu(h1) @ w2.T + b2
    out = F.relu(h2) @ w3.T + b3
    return h1, h2, out


def relu_only_on_return(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T + b1
    h2 = h1 @ w2.T + b2
    return F.relu(h1), F.relu(h2), h2 @ w3.T + b3


def relu_not_assigned(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = x @ w1.T + b1
    F.relu(h1)
    h2 = h1 @ w2.T + b2
    F.relu(h2)
    out = h2 @ w3.T + b3
    return h1, h2, out


def gives_out(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    return h2 @ w3.T + b3


def gives_out_first(x, params):
    h1, h2, out = three_linears(x, params)
    return out, h1, h2


def gives_a_dict(x, params):
    h1, h2, out = three_linears(x, params)
    return {"h1": h1, "h2": h2, "out": out}


def gives_five(x, params):
    w1, b1, w2, b2, w3, b3 = params
    z1 = x @ w1.T + b1
    z2 = F.relu(z1) @ w2.T + b2
    return z1, F.relu(z1), z2, F.relu(z2), F.relu(z2) @ w3.T + b3


def without_bias(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T)
    h2 = F.relu(h1 @ w2.T)
    return h1, h2, h2 @ w3.T


def without_the_last_bias(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T


def bias_after_relu(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T) + b1
    h2 = F.relu(h1 @ w2.T) + b2
    return h1, h2, h2 @ w3.T + b3


def second_layer_from_x(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(x @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


def with_softmax(x, params):
    h1, h2, out = three_linears(x, params)
    return h1, h2, F.softmax(out, dim=1)


def with_argmax(x, params):
    h1, h2, out = three_linears(x, params)
    return h1, h2, out.argmax(dim=1)


def first_picture_only(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(w1 @ x[0] + b1)
    h2 = F.relu(w2 @ h1 + b2)
    return h1, h2, w3 @ h2 + b3


def last_picture_only(x, params):
    w1, b1, w2, b2, w3, b3 = params
    for picture in x:
        h1 = F.relu(w1 @ picture + b1)
        h2 = F.relu(w2 @ h1 + b2)
        out = w3 @ h2 + b3
    return h1, h2, out


def forgets_to_return(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    out = h2 @ w3.T + b3


def layers_of_its_own(x, params):
    fc1, fc2, fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)
    h1 = F.relu(fc1(x.float()))
    h2 = F.relu(fc2(h1))
    return h1, h2, fc3(h2)


def a_batch_of_seven(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = F.relu(x.reshape(7, 784) @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


def always_float32(x, params):
    x, params = x.float(), [param.float() for param in params]
    return three_linears(x, params)


# backward, right
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


class Way:
    def back(self, x, params, h1, h2, grad_out):
        return step_by_step(x, params, h1, h2, grad_out)


# backward, wrong
def chain(mask2, mask1, x, params, h1, h2, grad_out):
    g2 = mask2(grad_out @ params[4], h2)
    g1 = mask1(g2 @ params[2], h1)
    return g1.T @ x, g1.sum(0), g2.T @ h1, g2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def masked(g, h):
    return g * (h > 0)


def same(g, h):
    return g


def not_masked(*given):
    return chain(same, same, *given)


def masked_at_0_too(*given):
    return chain(lambda g, h: g * (h >= 0), lambda g, h: g * (h >= 0), *given)


def masked_at_h1_only(*given):
    return chain(same, masked, *given)


def masked_at_h2_only(*given):
    return chain(masked, same, *given)


def masked_on_the_wrong_side(*given):
    return chain(lambda g, h: g * (h <= 0), lambda g, h: g * (h <= 0), *given)


def masked_below_0(*given):
    return chain(lambda g, h: g * (h < 0), lambda g, h: g * (h < 0), *given)


def cut_like_relu(*given):
    return chain(lambda g, h: F.relu(g), lambda g, h: F.relu(g), *given)


def times_h(*given):
    return chain(lambda g, h: g * h, lambda g, h: g * h, *given)


def times_sigmoid_slope(*given):
    return chain(lambda g, h: g * h * (1 - h), lambda g, h: g * h * (1 - h), *given)


def by_layers(x, params, h1, h2, grad_out):
    g = step_by_step(x, params, h1, h2, grad_out)
    return [(g[0], g[1]), (g[2], g[3]), (g[4], g[5])]


def weights_then_biases(*given):
    w1, b1, w2, b2, w3, b3 = step_by_step(*given)
    return w1, w2, w3, b1, b2, b3


def as_computed(*given):
    w1, b1, w2, b2, w3, b3 = step_by_step(*given)
    return w3, b3, w2, b2, w1, b1


def reversed_order(*given):
    return list(reversed(step_by_step(*given)))


def as_a_dict(*given):
    return dict(zip(["w1", "b1", "w2", "b2", "w3", "b3"], step_by_step(*given)))


def weights_only(*given):
    return step_by_step(*given)[::2]


def without_the_first_layer(*given):
    return step_by_step(*given)[2:]


def stops_at_h1(x, params, h1, h2, grad_out):
    g2 = masked(grad_out @ params[4], h2)
    return torch.zeros(256, 784), torch.zeros(256), g2.T @ h1, g2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def transposed(*given):
    return [grad.T if grad.dim() == 2 else grad for grad in step_by_step(*given)]


def bias_per_picture(x, params, h1, h2, grad_out):
    g2 = masked(grad_out @ params[4], h2)
    g1 = masked(g2 @ params[2], h1)
    return g1.T @ x, g1, g2.T @ h1, g2, grad_out.T @ h2, grad_out


def bias_mean(x, params, h1, h2, grad_out):
    g2 = masked(grad_out @ params[4], h2)
    g1 = masked(g2 @ params[2], h1)
    return g1.T @ x, g1.mean(0), g2.T @ h1, g2.mean(0), grad_out.T @ h2, grad_out.mean(0)


def bias_sum_of_all(x, params, h1, h2, grad_out):
    g2 = masked(grad_out @ params[4], h2)
    g1 = masked(g2 @ params[2], h1)
    return g1.T @ x, g1.sum(), g2.T @ h1, g2.sum(), grad_out.T @ h2, grad_out.sum()


def bias_sum_of_rows(x, params, h1, h2, grad_out):
    g2 = masked(grad_out @ params[4], h2)
    g1 = masked(g2 @ params[2], h1)
    return g1.T @ x, g1.sum(1), g2.T @ h1, g2.sum(1), grad_out.T @ h2, grad_out.sum(1)


def bias_kept_as_a_row(x, params, h1, h2, grad_out):
    return [g if g.dim() == 2 else g[None] for g in step_by_step(x, params, h1, h2, grad_out)]


def divides_by_the_batch(x, params, h1, h2, grad_out):
    return [grad / len(x) for grad in step_by_step(x, params, h1, h2, grad_out)]


def divides_by_all(x, params, h1, h2, grad_out):
    return [2 * grad / grad_out.numel() for grad in step_by_step(x, params, h1, h2, grad_out)]


def divides_the_weights(x, params, h1, h2, grad_out):
    return [g / len(x) if g.dim() == 2 else g for g in step_by_step(x, params, h1, h2, grad_out)]


def first_layer_with_h1(x, params, h1, h2, grad_out):
    g = step_by_step(x, params, h1, h2, grad_out)
    g1 = masked(masked(grad_out @ params[4], h2) @ params[2], h1)
    return (g1.T @ h1, *g[1:])


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


def transposes_the_weight(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4].T * (h2 > 0)
    grad_h1 = grad_h2 @ params[2].T * (h1 > 0)
    return grad_h1.T @ x, grad_h1.sum(0), grad_h2.T @ h1, grad_h2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def mask_of_the_wrong_layer(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4] * (h1 > 0)
    grad_h1 = grad_h2 @ params[2] * (h2 > 0)
    return grad_h1.T @ x, grad_h1.sum(0), grad_h2.T @ h1, grad_h2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def already_steps(x, params, h1, h2, grad_out):
    return [p - 0.01 * g for p, g in zip(params, step_by_step(x, params, h1, h2, grad_out))]


def minus_signs(*given):
    return [-grad for grad in step_by_step(*given)]


def keeps_the_graph_only(x, params, h1, h2, grad_out):
    watched = [param.clone().requires_grad_() for param in params]
    three_linears(x, watched)[2].backward(grad_out)
    return [param.grad for param in params]


def gradient_of_the_sum_of_out(x, params, h1, h2, grad_out):
    watched = [param.clone().requires_grad_() for param in params]
    three_linears(x, watched)[2].sum().backward()
    return [param.grad for param in watched]


def masks_grad_out(x, params, h1, h2, grad_out):
    return step_by_step(x, params, h1, h2, grad_out * (grad_out > 0))


def prints_them(*given):
    print(step_by_step(*given))


# momentum_step, right
def with_underscores(params, grads, velocities, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocities):
        v.mul_(momentum).add_(g)
        p.sub_(learning_rate * v)


def by_index(params, grads, velocities, learning_rate, momentum):
    for i in range(len(params)):
        velocities[i] *= momentum
        velocities[i] += grads[i]
        params[i] -= learning_rate * velocities[i]


def by_copy(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        new_velocity = momentum * velocity + grad
        velocity.copy_(new_velocity)
        param.copy_(param - learning_rate * new_velocity)


def by_slices(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity[:] = momentum * velocity + grad
        param[:] = param - learning_rate * velocity


def by_data(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.data = momentum * velocity.data + grad.data
        param.data = param.data - learning_rate * velocity.data


def with_alpha(params, grads, velocities, learning_rate, momentum):
    with torch.no_grad():
        for p, g, v in zip(params, grads, velocities):
            v.mul_(momentum).add_(g)
            p.add_(v, alpha=-learning_rate)


def two_loops_of_steps(params, grads, velocities, learning_rate, momentum):
    for v, g in zip(velocities, grads):
        v *= momentum
        v += g
    for p, v in zip(params, velocities):
        p += -learning_rate * v


def gives_them_back(params, grads, velocities, learning_rate, momentum):
    with_underscores(params, grads, velocities, learning_rate, momentum)
    return params, velocities


def foreach(params, grads, velocities, learning_rate, momentum):
    torch._foreach_mul_(velocities, momentum)
    torch._foreach_add_(velocities, grads)
    torch._foreach_add_(params, velocities, alpha=-learning_rate)


def torchs_own(params, grads, velocities, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocities):
        weight = nn.Parameter(p)  # the same memory
        optimizer = torch.optim.SGD([weight], lr=learning_rate, momentum=momentum)
        weight.grad = g.clone()
        optimizer.state[weight]["momentum_buffer"] = v
        optimizer.step()
        if momentum == 0:
            v.copy_(g)


def in_numpy_memory(params, grads, velocities, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocities):
        vn, pn = v.numpy(), p.numpy()
        vn *= momentum
        vn += g.numpy()
        pn -= learning_rate * vn


def entry_by_entry(params, grads, velocities, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocities):
        pf, gf, vf = p.view(-1), g.view(-1), v.view(-1)
        for i in range(len(pf)):
            vf[i] = momentum * vf[i] + gf[i]
            pf[i] = pf[i] - learning_rate * vf[i]


class Stepper:
    def __init__(self, step):
        self.step = step

    def __call__(self, *given):
        self.step(*given)


# momentum_step, wrong
def names_only(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity = momentum * velocity + grad
        param = param - learning_rate * velocity


def puts_into_the_list(params, grads, velocities, learning_rate, momentum):
    for i in range(len(params)):
        velocities[i] = momentum * velocities[i] + grads[i]
        params[i] = params[i] - learning_rate * velocities[i]


def new_lists(params, grads, velocities, learning_rate, momentum):
    velocities = [momentum * v + g for v, g in zip(velocities, grads)]
    params = [p - learning_rate * v for p, v in zip(params, velocities)]
    return params, velocities


def new_velocities(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity = momentum * velocity + grad
        param -= learning_rate * velocity


def list_of_velocities(params, grads, velocities, learning_rate, momentum):
    for i in range(len(params)):
        velocities[i] = momentum * velocities[i] + grads[i]
        params[i] -= learning_rate * velocities[i]


def new_params(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity *= momentum
        velocity += grad
        param = param - learning_rate * velocity


def climbs(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param += learning_rate * velocity


def plain_step(params, grads, velocities, learning_rate, momentum):
    for param, grad in zip(params, grads):
        param -= learning_rate * grad


def average(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_((1 - momentum) * grad)
        param -= learning_rate * velocity


def rate_in_velocity(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(learning_rate * grad)
        param -= velocity


def textbook(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).sub_(learning_rate * grad)
        param += velocity


def rate_twice(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(learning_rate * grad)
        param -= learning_rate * velocity


def nesterov(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * (momentum * velocity + grad)


def starts_again(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.zero_()
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity


def own_velocities(params, grads, velocities, learning_rate, momentum):
    velocities = [torch.zeros_like(param) for param in params]
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity


def moves_by_the_gradient(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * grad


def param_moves_first(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        param -= learning_rate * velocity
        velocity.mul_(momentum).add_(grad)


def gradient_gets_momentum(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity += momentum * grad
        param -= learning_rate * velocity


def all_get_momentum(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity += grad
        velocity *= momentum
        param -= learning_rate * velocity


def no_friction(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity += grad
        param -= learning_rate * velocity


def no_rate(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= velocity


def gradient_as_memory(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        grad += momentum * velocity
        velocity.copy_(grad)
        param -= learning_rate * velocity


def scales_the_gradient(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        grad *= learning_rate
        param -= learning_rate * velocity


def clears_the_gradient(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity
        grad.zero_()


def leaves_after_the_first(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity
        return


def last_line_outside(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
    param -= learning_rate * velocity


def weights_not_biases(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        if param.dim() == 2:
            velocity.mul_(momentum).add_(grad)
            param -= learning_rate * velocity


def on_the_lists(params, grads, velocities, learning_rate, momentum):
    velocities = momentum * velocities + grads
    params -= learning_rate * velocities


def remembers_the_rate(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(0.9).add_(grad)
        param -= 0.01 * velocity


def forward_popping(x, params):
    w1, b1, w2, b2, w3, b3 = (params.pop(0) for _ in range(6))
    h1 = F.relu(x @ w1.T + b1)
    h2 = F.relu(h1 @ w2.T + b2)
    return h1, h2, h2 @ w3.T + b3


def backward_popping(x, params, h1, h2, grad_out):
    b3, w3, b2, w2 = params.pop(), params.pop(), params.pop(), params.pop()
    grad_z2 = (grad_out @ w3) * (h2 > 0)
    grad_z1 = (grad_z2 @ w2) * (h1 > 0)
    return grad_z1.T @ x, grad_z1.sum(0), grad_z2.T @ h1, grad_z2.sum(0), grad_out.T @ h2, grad_out.sum(0)


def momentum_step_popping(params, grads, velocities, learning_rate, momentum):
    while params:
        param, grad, velocity = params.pop(), grads.pop(), velocities.pop()
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity


def momentum_step_clears_grads(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity
        grad.zero_()


RIGHT = {
    "relu": [
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
        Kink().apply,
        fills_zeros,
        one_by_one,
        calls_itself,
        walks_over_a_copy,
        numpy_there_and_back,
    ],
    "relu_gradient": [
        lambda x, grad_out: grad_out * (x > 0),
        lambda x, grad_out: (x > 0) * grad_out,
        lambda x, grad_out: grad_out * (x > 0).to(grad_out.dtype),
        lambda x, grad_out: torch.where(x > 0, grad_out, 0),
        lambda x, grad_out: torch.where(x > 0, grad_out, torch.zeros_like(grad_out)),
        lambda x, grad_out: grad_out.masked_fill(x <= 0, 0),
        lambda x, grad_out: grad_out * ~(x <= 0),
        lambda x, grad_out: grad_out * x.sign().clamp(min=0),
        lambda x, grad_out: grad_out * torch.heaviside(x, torch.zeros(1, dtype=x.dtype)),
        lambda x, grad_out: torch.ops.aten.threshold_backward(grad_out, x, 0),
        grad_filled,
        grad_blanked,
        grad_by_autograd,
        grad_by_autograd_grad,
        grad_one_by_one,
        grad_through_numpy,
        grad_with_no_grad,
    ],
    "forward": [
        three_linears,
        with_addmm,
        with_einsum,
        columns,
        picture_by_picture,
        in_a_loop,
        forward_in_numpy,
        prepared_memory,
        with_layers,
        cut_in_its_own_memory,
        decorated,
        functools.partial(parallel, F.relu),
        functools.partial(parallel, nn.ReLU()),
        lambda x, params: parallel(lambda z: z.clamp(min=0), x, params),
    ],
    "backward": [
        step_by_step,
        backward_in_a_loop,
        backward_by_autograd,
        backward_by_autograd_grad,
        backward_by_sums,
        backward_picture_by_picture,
        backward_in_numpy,
        backward_from_the_sums,
        other_way_round,
        blanked_in_its_own_memory,
        functools.partial(chain, masked, masked),
        Way().back,
    ],
    "momentum_step": [
        with_underscores,
        by_index,
        by_copy,
        by_slices,
        by_data,
        with_alpha,
        two_loops_of_steps,
        gives_them_back,
        foreach,
        torchs_own,
        in_numpy_memory,
        entry_by_entry,
        torch.no_grad()(with_underscores),
        Stepper(by_index),
    ],
}

WRONG = {
    "relu": [
        lambda x: (x > 0).float(),
        lambda x: torch.where(x > 0, 1.0, 0.0),
        lambda x: x,
        lambda x: -x,
        lambda x: x.abs(),
        lambda x: x.clamp(max=0),
        lambda x: x.clamp(0, 1),
        lambda x: x.clamp(min=0, max=1),
        lambda x: x.clamp(min=1),
        lambda x: torch.clamp(x, 0, 255),
        lambda x: torch.clamp(-x, min=0),
        lambda x: -torch.clamp(x, min=0),
        lambda x: x > 0,
        lambda x: (x > 0).float(),
        lambda x: x[x > 0],
        lambda x: x * (x < 0),
        lambda x: x * x,
        lambda x: x * x * (x > 0),
        lambda x: max(x, 0),
        lambda x: max(0, x),
        lambda x: x.max(),
        lambda x: torch.max(x),
        lambda x: torch.max(x, 0),
        lambda x: torch.max(x, dim=0),
        lambda x: torch.maximum(x, 0),
        lambda x: np.maximum(x.numpy(), 0),
        lambda x: x.relu,
        lambda x: x.clamp_(min=0),
        lambda x: x.relu_(),
        lambda x: F.leaky_relu(x),
        lambda x: F.leaky_relu(x, 0.1),
        lambda x: torch.where(x > 0, x, 0.01 * x),
        lambda x: torch.sigmoid(x),
        lambda x: 1 / (1 + torch.exp(-x)),
        lambda x: torch.tanh(x),
        lambda x: F.gelu(x),
        lambda x: F.elu(x),
        lambda x: F.silu(x),
        lambda x: F.softplus(x),
        lambda x: F.softmax(x, dim=0),
        lambda x: F.relu6(x),
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
        cuts_in_place,
        forgets_the_answer,
        python_if,
        python_if_any,
        leaves_in_the_loop,
        one_loop,
        two_loops,
        list_of_numbers,
        wrong_zero,
    ],
    "relu_gradient": [
        lambda x, grad_out: grad_out,
        lambda x, grad_out: x,
        lambda x, grad_out: x > 0,
        lambda x, grad_out: (x > 0).float(),
        lambda x, grad_out: (x > 0).int(),
        lambda x, grad_out: (x > 0).to(x.dtype),
        lambda x, grad_out: grad_out * (x >= 0),
        lambda x, grad_out: grad_out * (x < 0),
        lambda x, grad_out: grad_out * (x <= 0),
        lambda x, grad_out: grad_out * ~(x > 0),
        lambda x, grad_out: grad_out * (x != 0),
        lambda x, grad_out: grad_out * (grad_out > 0),
        lambda x, grad_out: grad_out * (grad_out > 0) * (x > 0),
        lambda x, grad_out: x * (grad_out > 0),
        lambda x, grad_out: x * (x > 0),
        lambda x, grad_out: x * grad_out,
        lambda x, grad_out: (x * grad_out).clamp(min=0),
        lambda x, grad_out: x.clamp(min=0),
        lambda x, grad_out: grad_out.clamp(min=0),
        lambda x, grad_out: -grad_out * (x > 0),
        lambda x, grad_out: grad_out * x.sign(),
        lambda x, grad_out: grad_out / x,
        lambda x, grad_out: grad_out + (x > 0),
        lambda x, grad_out: grad_out - (x > 0),
        lambda x, grad_out: grad_out[x > 0],
        lambda x, grad_out: (grad_out * (x > 0)).sum(),
        lambda x, grad_out: (grad_out * (x > 0)).mean(),
        lambda x, grad_out: (grad_out * (x > 0)).sum(0),
        lambda x, grad_out: (grad_out * (x > 0)).tolist(),
        lambda x, grad_out: grad_out * (x > 0) / x.numel(),
        lambda x, grad_out: grad_out * (x > 0) / len(x),
        lambda x, grad_out: 2 * grad_out * (x > 0),
        lambda x, grad_out: grad_out @ (x > 0),
        lambda x, grad_out: grad_out and x > 0,
        lambda x, grad_out: grad_out if x > 0 else 0,
        lambda x, grad_out: torch.where(x > 0, grad_out, x),
        lambda x, grad_out: torch.where(x > 0, x, grad_out),
        lambda x, grad_out: torch.where(x > 0, 1, 0),
        lambda x, grad_out: torch.where(x > 0, 1.0, 0.0),
        lambda x, grad_out: torch.where(x > 0, grad_out, 0.01 * grad_out),
        lambda x, grad_out: grad_out * x.sigmoid() * (1 - x.sigmoid()),
        lambda x, grad_out: grad_out * x * (1 - x),
        lambda x, grad_out: grad_out * (1 - x.tanh() ** 2),
        lambda x, grad_out: grad_out * (x > 0.5),
        lambda x, grad_out: grad_out * (x > 1),
        lambda x, grad_out: grad_out * x.clamp(0, 1),
        lambda x, grad_out: grad_out.mul_(x > 0),
        lambda x, grad_out: (grad_out * (x > 0),),
        blanks_in_place,
        blanks_the_negative,
        blanks_the_positive,
        blanks_by_the_gradient,
        ones_where_positive,
        through_relu,
        relu_of_the_gradient,
        python_if_gradient,
        returns_none_of_backward,
        gradient_of_the_sum,
        gradient_not_asked_for,
    ],
    "forward": [
        forward_popping,
        no_transpose,
        no_second_transpose,
        weight_first,
        other_order_of_params,
        relu_everywhere,
        relu_nowhere,
        relu_once,
        relu_at_the_second_only,
        gives_what_was_before,
        relu_only_on_return,
        relu_not_assigned,
        gives_out,
        gives_out_first,
        gives_a_dict,
        gives_five,
        without_bias,
        without_the_last_bias,
        bias_after_relu,
        second_layer_from_x,
        with_softmax,
        with_argmax,
        first_picture_only,
        last_picture_only,
        forgets_to_return,
        layers_of_its_own,
        a_batch_of_seven,
        always_float32,
        functools.partial(parallel, torch.sigmoid),
        functools.partial(parallel, torch.tanh),
        functools.partial(parallel, F.leaky_relu),
        functools.partial(parallel, torch.abs),
        functools.partial(parallel, F.gelu),
        lambda x, params: list(reversed(three_linears(x, params))),
        lambda x, params: three_linears(x.relu(), params),
        lambda x, params: three_linears(x, params)[:2],
        lambda x, params: three_linears(x, params)[2].tolist(),
        lambda x, params: three_linears(x[0], params),
        lambda x, params: torch.cat(three_linears(x, params), dim=1),
        lambda x, params: [part.sum(0) for part in three_linears(x, params)],
        lambda x, params: three_linears(x, [param.abs() for param in params]),
        lambda x: x,
    ],
    "backward": [
        backward_popping,
        not_masked,
        masked_at_0_too,
        masked_at_h1_only,
        masked_at_h2_only,
        masked_on_the_wrong_side,
        masked_below_0,
        cut_like_relu,
        times_h,
        times_sigmoid_slope,
        by_layers,
        weights_then_biases,
        as_computed,
        reversed_order,
        as_a_dict,
        weights_only,
        without_the_first_layer,
        stops_at_h1,
        transposed,
        bias_per_picture,
        bias_mean,
        bias_sum_of_all,
        bias_sum_of_rows,
        bias_kept_as_a_row,
        divides_by_the_batch,
        divides_by_all,
        divides_the_weights,
        first_layer_with_h1,
        unmasked_goes_on,
        mask_after_the_weights,
        no_transpose_at_all,
        transposes_the_weight,
        mask_of_the_wrong_layer,
        already_steps,
        minus_signs,
        keeps_the_graph_only,
        gradient_of_the_sum_of_out,
        masks_grad_out,
        prints_them,
        lambda x, params, h1, h2, grad_out: params,
        lambda x, params, h1, h2, grad_out: [torch.zeros_like(param) for param in params],
        lambda x, params, h1, h2, grad_out: grad_out,
        lambda x, params, h1, h2, grad_out: step_by_step(x, params, h1, h2, grad_out)[0],
    ],
    "momentum_step": [
        momentum_step_popping,
        momentum_step_clears_grads,
        names_only,
        puts_into_the_list,
        new_lists,
        new_velocities,
        list_of_velocities,
        new_params,
        climbs,
        plain_step,
        average,
        rate_in_velocity,
        textbook,
        rate_twice,
        nesterov,
        starts_again,
        own_velocities,
        moves_by_the_gradient,
        param_moves_first,
        gradient_gets_momentum,
        all_get_momentum,
        no_friction,
        no_rate,
        gradient_as_memory,
        scales_the_gradient,
        clears_the_gradient,
        leaves_after_the_first,
        last_line_outside,
        weights_not_biases,
        on_the_lists,
        remembers_the_rate,
        lambda params, grads, velocities, learning_rate, momentum: [
            p - learning_rate * (momentum * v + g) for p, g, v in zip(params, grads, velocities)
        ],
        lambda params, grads, velocities, learning_rate, momentum: torch.optim.SGD(
            params, lr=learning_rate, momentum=momentum
        ).step(),
    ],
}
