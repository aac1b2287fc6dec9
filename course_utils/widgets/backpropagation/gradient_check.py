"""Three witnesses for one gradient of the real network, in float64: a formula, autograd and a finite difference.

The finite difference moves one entry by h and watches the loss: ``(loss(w + h) - loss(w - h)) / 2h`` up and down,
``(loss(w + h) - loss(w)) / h`` up only. Its error is what the curve between the two adds, which falls with h, and what
rounding adds, about 1e-16 · loss / h, which grows as h falls (Nocedal and Wright, "Numerical Optimization", section
8.1). As ReLU is made of straight pieces, the loss along one entry is made of parabolas, for which up and down is exact.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from course_utils._messages import Phrase, sentence
from course_utils._own_numbers import network_of
from course_utils.labels import one_hot
from course_utils.mnist import load_mnist
from course_utils.network import MLP

NAMES = ("w1", "b1", "w2", "b2", "w3", "b3")
EXPONENTS = range(-12, 0)
ENTRIES = 10  # of each parameter; b3 has no more
ENOUGH = 1e-6  # a relative difference below it counts as agreement, as in lesson 07
_PICTURES = 8

Backward = Callable[[Tensor, Sequence[Tensor], Tensor, Tensor, Tensor], Sequence[Tensor]]
Mask = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Case:
    """The network of lesson 07 from seed 0 on the first eight training pictures, all float64."""

    x: Tensor  # [8, 784]
    targets: Tensor  # [8, 10], one-hot
    params: list[Tensor]  # w1, b1, w2, b2, w3, b3
    h1: Tensor  # [8, 256]
    h2: Tensor  # [8, 64]
    grad_out: Tensor  # [8, 10], the gradient of the MSE with respect to out
    autograd: list[Tensor]  # the six gradients as PyTorch computes them

    def loss(self, params: Sequence[Tensor]) -> float:
        """Give the MSE with other parameters."""
        return F.mse_loss(_forward(self.x, params)[2], self.targets).item()


@functools.cache
def case() -> Case:
    """Build the case, once a process, with numbers of its own."""
    with torch.enable_grad(), torch.device("cpu"):
        net = network_of(MLP, torch.Generator().manual_seed(0)).double()
        images, labels = load_mnist()
        x, targets = images[:_PICTURES].reshape(_PICTURES, 784).double(), one_hot(labels[:_PICTURES]).double()
        autograd = list(torch.autograd.grad(F.mse_loss(net(x), targets), list(net.parameters())))
    params = [parameter.detach() for parameter in net.parameters()]
    h1, h2, out = _forward(x, params)
    return Case(x, targets, params, h1, h2, 2 * (out - targets) / out.numel(), autograd)


def entry(name: str, rank: int) -> tuple[int, ...]:
    """Say where a gradient is largest, then where in another row: each entry has a unit of its own."""
    grad = case().autograd[NAMES.index(name)]
    row, column = _order(name)[rank - 1]
    return (row,) if grad.dim() == 1 else (row, column)


@functools.cache
def _order(name: str) -> list[tuple[int, int]]:
    size = case().autograd[NAMES.index(name)].abs()
    # Rounded, so that rounding noise does not decide between two that are equal.
    size = (size / size.max()).round(decimals=9).reshape(len(size), -1)
    largest, columns = size.sort(dim=1, descending=True, stable=True)
    rows = largest[:, 0].sort(descending=True, stable=True).indices[:ENTRIES]
    return list(zip(rows.tolist(), columns[rows, 0].tolist(), strict=True))


@functools.lru_cache(maxsize=64)
def differences(name: str, rank: int) -> dict[int, tuple[float, float]]:
    """Compute the finite differences of one entry for every step from 1e-12 to 0.1."""
    given, which, place = case(), NAMES.index(name), entry(name, rank)
    there, params = given.loss(given.params), list(given.params)
    params[which] = params[which].clone()  # once: w1 is large

    def moved(little: float) -> float:
        params[which][place] = given.params[which][place] + little
        return given.loss(params)

    found = {}
    for exponent in EXPONENTS:
        little = 10.0**exponent
        up, down = moved(little), moved(-little)
        found[exponent] = (up - down) / (2 * little), (up - there) / little
    return found


def apart(a: float, b: float) -> float:
    """Give the relative difference of two numbers: 0 when they are equal, nan when one is none."""
    return 0.0 if a == b else abs(a - b) / max(abs(a), abs(b))


def hold(grads: Sequence[Tensor]) -> list[bool]:
    """Say of each parameter whether all its gradients agree with autograd's, as lesson 07 measures it."""
    pairs = zip(grads, case().autograd, strict=True)
    return [((mine - theirs).abs().max() / theirs.abs().max()).item() < ENOUGH for mine, theirs in pairs]


def gradients(backward: Backward) -> list[Tensor] | str:
    """Ask a backward for the six gradients, on copies, so that what it changes is its own."""
    given = case()
    copies = given.x.clone(), [p.clone() for p in given.params], given.h1.clone(), given.h2.clone()
    wanted = "six gradients, of w1, b1, w2, b2, w3, b3"
    try:
        found = backward(*copies, given.grad_out.clone())
    except Exception as error:  # whatever a learner's function raises is shown, not thrown
        reason = next(iter(str(error).splitlines()), "")
        said = Phrase(f"{type(error).__name__}{f' ({reason})' if reason else ''}")
        return sentence(wanted, said, "run its check, which says more")
    if not isinstance(found, list | tuple) or len(found) != len(NAMES):
        return sentence(wanted, found, "return them in this order")
    for name, part, parameter in zip(NAMES, found, given.params, strict=True):
        shape = list(parameter.shape)
        if not isinstance(part, Tensor) or part.is_complex() or list(part.shape) != shape:
            return sentence(f"the gradient of {name} to be a tensor of shape {shape}", part, f"give it that of {name}")
    return [part.detach().to("cpu", torch.float64) for part in found]


def made_with(
    mask: Mask = lambda h, grad: grad * (h > 0),
    bias: Callable[[Tensor], Tensor] = lambda grad: grad.sum(0),
    times: float = 1.0,
) -> Backward:
    """Make the formula of lesson 07, or one that differs from it in a mask, in the biases or by a factor."""

    def backward(x: Tensor, params: Sequence[Tensor], h1: Tensor, h2: Tensor, grad_out: Tensor) -> list[Tensor]:
        grad_out = times * grad_out
        grad_z2 = mask(h2, grad_out @ params[4])
        grad_z1 = mask(h1, grad_z2 @ params[2])
        layers = (grad_z1, x), (grad_z2, h1), (grad_out, h2)
        return [part for grad, entered in layers for part in (grad.T @ entered, bias(grad))]

    return backward


# Every one gives the right shapes: only the numbers tell.
FORMULAS: dict[str, Backward] = {
    "right": made_with(),
    "mask forgotten": made_with(mask=lambda h, grad: grad),
    "mask on the wrong side": made_with(mask=lambda h, grad: grad * (h <= 0)),
    "biases averaged": made_with(bias=lambda grad: grad.mean(0)),
    "batch size divided twice": made_with(times=1 / _PICTURES),
    "sign turned": made_with(times=-1.0),
}


@dataclass(frozen=True)
class Judged:
    """Six gradients, or why there are none, and at which parameters they agree with autograd everywhere."""

    grads: list[Tensor] | str
    holds: list[bool]


def judged(grads: list[Tensor] | str) -> Judged:
    """Judge six gradients as a whole: it takes longer than what is shown of a single entry, so it is done once."""
    return Judged(grads, [] if isinstance(grads, str) else hold(grads))


@functools.cache
def formula(name: str) -> Judged:
    """Give the six gradients of one of the formulas; computed once."""
    return judged(gradients(FORMULAS[name]))


def _forward(x: Tensor, params: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    w1, b1, w2, b2, w3, b3 = params
    h1 = (x @ w1.T + b1).clamp(min=0)
    h2 = (h1 @ w2.T + b2).clamp(min=0)
    return h1, h2, h2 @ w3.T + b3
