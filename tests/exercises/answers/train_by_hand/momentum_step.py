"""Answers to ``momentum_step`` of lesson 08, as beginners write them."""

import torch
from answers import changed, defined
from torch import nn


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


def as_torch_does_without_momentum(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        step = velocity.mul_(momentum).add_(grad) if momentum else grad
        param -= learning_rate * step


class _Stepper:
    def __init__(self, step):
        self.step = step

    def __call__(self, *given):
        self.step(*given)


RIGHT = [
    *defined(globals()),
    torch.no_grad()(with_underscores),
    _Stepper(by_index),
]


def _right(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity


new_velocities = changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity = momentum * velocity + grad")


def param_moves_first(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        param -= learning_rate * velocity
        velocity.mul_(momentum).add_(grad)


def puts_into_the_list(params, grads, velocities, learning_rate, momentum):
    for i in range(len(params)):
        velocities[i] = momentum * velocities[i] + grads[i]
        params[i] = params[i] - learning_rate * velocities[i]


def plain_step(params, grads, velocities, learning_rate, momentum):
    for param, grad in zip(params, grads):
        param -= learning_rate * grad


def weights_not_biases(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        if param.dim() == 2:
            velocity.mul_(momentum).add_(grad)
            param -= learning_rate * velocity


def on_the_lists(params, grads, velocities, learning_rate, momentum):
    velocities = momentum * velocities + grads
    params -= learning_rate * velocities


def momentum_step_popping(params, grads, velocities, learning_rate, momentum):
    while params:
        param, grad, velocity = params.pop(), grads.pop(), velocities.pop()
        velocity.mul_(momentum).add_(grad)
        param -= learning_rate * velocity


def velocity_points_downhill(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity *= momentum
        velocity -= grad
        param += learning_rate * velocity


def param_first_and_uphill(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        param += learning_rate * velocity
        velocity *= momentum
        velocity += grad


def one_minus_momentum(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in zip(params, grads, velocities):
        velocity *= 1 - momentum
        velocity += grad
        param -= learning_rate * velocity


WRONG = [
    *defined(globals()),
    changed(_right, "param -=", "param = param -"),
    changed(new_velocities, "param -=", "param = param -"),
    changed(puts_into_the_list, "params[i] = params[i] -", "params[i] -="),
    changed(_right, "param -=", "param +="),
    changed(_right, "add_(grad)", "add_((1 - momentum) * grad)"),
    changed(_right, "add_(grad)", "add_(learning_rate * grad)"),
    changed(_right, "add_(grad)", "add_(learning_rate * grad)", "learning_rate * velocity", "velocity"),
    changed(_right, "add_(grad)", "sub_(learning_rate * grad)", "-= learning_rate * velocity", "+= velocity"),
    changed(_right, "learning_rate * velocity", "velocity"),
    changed(_right, "param -= learning_rate * velocity", "velocity *= learning_rate\n        param -= velocity"),
    changed(_right, "* velocity", "* grad"),
    changed(_right, "* velocity", "* (momentum * velocity + grad)"),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity += grad"),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity += momentum * grad"),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity += grad\n        velocity *= momentum"),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "grad += momentum * velocity\n        velocity.copy_(grad)"),
    changed(_right, "velocity.mul_", "velocity.zero_()\n        velocity.mul_"),
    changed(_right, "    for", "    velocities = [torch.zeros_like(param) for param in params]\n    for"),
    changed(_right, "param -=", "grad *= learning_rate\n        param -="),
    changed(_right, "* velocity", "* velocity\n        grad.zero_()"),
    changed(_right, "* velocity", "* velocity\n        return"),
    changed(_right, "        param -=", "    param -="),
    changed(_right, "mul_(momentum)", "mul_(0.9)", "learning_rate * velocity", "0.01 * velocity"),
    changed(_right, "mul_(momentum)", "mul_(0.9)", "learning_rate * velocity", "0.1 * velocity"),
    changed(_right, "mul_(momentum)", "mul_(0.9)"),
    changed(_right, "learning_rate * velocity", "0.1 * velocity"),
    *(
        changed(_right, "velocity.mul_(momentum).add_(grad)", f"velocity {sign} momentum * velocity + grad")
        for sign in ("+=", "-=")
    ),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity *= momentum + grad"),
    changed(
        _right,
        "velocity.mul_(momentum).add_(grad)",
        "grad += momentum * velocity",
        "learning_rate * velocity",
        "learning_rate * grad",
    ),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity *= momentum\n        velocity = velocity + grad"),
    changed(_right, "add_(grad)", "sub_(grad)"),
    changed(_right, "mul_(momentum)", "mul_(learning_rate)"),
    changed(_right, "mul_(momentum)", "mul_(learning_rate)", "learning_rate * v", "momentum * v"),
    changed(_right, "param, grad, velocity in", "param, velocity, grad in"),
    changed(_right, "param, grad, velocity in", "grad, param, velocity in"),
    lambda params, grads, velocities, learning_rate, momentum: [
        p - learning_rate * (momentum * v + g) for p, g, v in zip(params, grads, velocities)
    ],
    lambda params, grads, velocities, learning_rate, momentum: torch.optim.SGD(
        params, lr=learning_rate, momentum=momentum
    ).step(),
    changed(_right, "velocity.mul_(momentum).add_(grad)", "velocity *= momentum; velocity = +grad"),
]
