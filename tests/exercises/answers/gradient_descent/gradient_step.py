"""Answers to ``gradient_step`` of lesson 05, as beginners write them."""

import copy
import functools

import numpy as np
import torch
from answers import changed, defined
from torch import nn


def in_two_lines(weight, grad, learning_rate):
    step = learning_rate * grad
    return weight - step


def on_a_clone(weight, grad, learning_rate):
    new_weight = weight.clone()
    new_weight -= learning_rate * grad
    return new_weight


def on_a_deep_copy(weight, grad, learning_rate):
    new_weight = copy.deepcopy(weight)
    new_weight.sub_(grad, alpha=learning_rate)
    return new_weight


def number_by_number(weight, grad, learning_rate):
    pairs = zip(weight.flatten().tolist(), grad.flatten().tolist())
    return torch.tensor([w - learning_rate * g for w, g in pairs]).reshape(weight.shape)


def fills_zeros(weight, grad, learning_rate):
    new_weight = torch.zeros(weight.shape)
    for i in range(len(weight)):
        new_weight[i] = weight[i] - learning_rate * grad[i]
    return new_weight


def by_an_optimizer(weight, grad, learning_rate):
    parameter = nn.Parameter(weight.clone())
    parameter.grad = grad.clone()
    torch.optim.SGD([parameter], lr=learning_rate).step()
    return parameter


def without_grad(weight, grad, learning_rate):
    with torch.no_grad():
        return weight.detach().clone() - grad * learning_rate


class _Stepper:
    def __init__(self, sign):
        self.sign = sign

    def step(self, weight, grad, learning_rate):
        return weight + self.sign * learning_rate * grad


RIGHT = [
    *defined(globals()),
    lambda weight, grad, learning_rate: torch.stack([w - learning_rate * g for w, g in zip(weight, grad)]),
    lambda weight, grad, learning_rate: torch.from_numpy(weight.numpy() - np.float32(learning_rate) * grad.numpy()),
    lambda weight, grad, learning_rate: weight.sub(grad, alpha=learning_rate),
    lambda weight, grad, learning_rate: torch.add(weight, grad, alpha=-learning_rate),
    lambda weight, grad, learning_rate: -(learning_rate * grad - weight),
    lambda w, g, lr: w + (-g) * lr,
    lambda w, g, lr: w.lerp(w - g, lr),
    _Stepper(-1).step,
    functools.partial(lambda sign, weight, grad, rate: weight + sign * rate * grad, -1),
]


def forgets_to_return(weight, grad, learning_rate):
    new_weight = weight - learning_rate * grad


def returns_the_old_one(weight, grad, learning_rate):
    new_weight = weight - learning_rate * grad
    return weight


def detours_over_data(weight, grad, learning_rate):
    weight.data = weight.data - learning_rate * grad
    return weight


def prints_it(weight, grad, learning_rate):
    print(weight - learning_rate * grad)


def two_steps(weight, grad, learning_rate):
    weight = weight - learning_rate * grad
    weight = weight - learning_rate * grad
    return weight


def only_the_first_entry(weight, grad, learning_rate):
    new_weight = weight.clone()
    new_weight[0] = weight[0] - learning_rate * grad[0]
    return new_weight


def all_but_the_last(weight, grad, learning_rate):
    new_weight = weight.clone()
    for i in range(len(weight) - 1):
        new_weight[i] = weight[i] - learning_rate * grad[i]
    return new_weight


def returns_in_the_loop(weight, grad, learning_rate):
    for w, g in zip(weight, grad):
        return w - learning_rate * g


def gradient_of_its_own(weight, grad, learning_rate):
    grad = 2 * weight
    return weight - learning_rate * grad


def moves_and_returns_nothing(weight, grad, learning_rate):
    weight -= learning_rate * grad


def scales_grad_in_place(weight, grad, learning_rate):
    grad *= learning_rate
    return weight - grad


WRONG = [
    *defined(globals()),
    lambda weight, grad, learning_rate: weight.sub_(grad),  # in place, and without the rate
    lambda weight, grad, learning_rate: weight.sub_(learning_rate * grad),  # subtracts in place
    lambda weight, grad, learning_rate: (weight - grad) * learning_rate,
    lambda weight, grad, learning_rate: weight - learning_rate - grad,
    lambda weight, grad, learning_rate: weight - learning_rate / grad,
    lambda weight, grad, learning_rate: weight - learning_rate * grad.norm(),
    lambda weight, grad, learning_rate: weight - learning_rate * grad * weight,
    lambda weight, grad, learning_rate: weight * (1 - learning_rate) + learning_rate * grad,
    lambda weight, grad, learning_rate: weight * learning_rate * grad,
    lambda weight, grad, learning_rate: weight - grad**learning_rate,
    lambda weight, grad, learning_rate: weight - learning_rate * grad**2,
    lambda weight, grad, learning_rate: (weight - learning_rate * grad).sum(),
    lambda weight, grad, learning_rate: (weight - learning_rate * grad).tolist(),
    lambda weight, grad, learning_rate: (weight - learning_rate * grad).numpy(),
    lambda weight, grad, learning_rate: (weight - learning_rate * grad).int(),
    lambda weight, grad, learning_rate: (weight, weight - learning_rate * grad),
    lambda weight, grad, learning_rate: weight - learning_rate @ grad,
    lambda weight, grad, learning_rate: weight - learning_rate(grad),
    lambda weight, grad: weight - 0.1 * grad,
    lambda weight, grad, learning_rate: torch.tensor([3 - 0.1 * 20]),
    lambda weight, grad, learning_rate: weight - 0.1 * grad,
    lambda weight, grad, learning_rate: weight - 0.5 * learning_rate * grad,
    lambda weight, grad, learning_rate: weight + grad / learning_rate,
    lambda weight, grad, learning_rate: (weight + learning_rate) * grad,
    changed(fills_zeros, "torch.zeros(weight.shape)", "weight.clone()", "range(len(weight))", "range(1, len(weight))"),
    changed(on_a_clone, "weight.clone()", "weight", "-=", "+="),
    lambda weight, grad, learning_rate: weight + learning_rate * grad,
    lambda weight, grad, learning_rate: weight - grad,
    lambda weight, grad, learning_rate: weight + grad,
    lambda weight, grad, learning_rate: learning_rate * grad,
    lambda weight, grad, learning_rate: -learning_rate * grad,
    lambda weight, grad, learning_rate: learning_rate * grad - weight,
    lambda weight, grad, learning_rate: (weight - learning_rate) * grad,
    lambda weight, grad, learning_rate: grad - learning_rate * weight,
    lambda weight, grad, learning_rate: weight - learning_rate,
    lambda weight, grad, learning_rate: weight - learning_rate * weight,
    lambda weight, grad, learning_rate: weight - learning_rate * grad.sign(),
    lambda weight, grad, learning_rate: weight - learning_rate * grad.abs(),
    lambda weight, grad, learning_rate: weight - grad / learning_rate,
    lambda weight, grad, learning_rate: weight - learning_rate * grad.mean(),
    lambda weight, grad, learning_rate: weight - learning_rate * grad.sum(),
    lambda weight, grad, learning_rate: torch.stack([weight[0] - learning_rate * grad[0]]),
    lambda weight, grad, learning_rate: [w - learning_rate * g for w, g in zip(weight, grad)],
]
