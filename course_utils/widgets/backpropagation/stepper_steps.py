"""The eleven steps of the way through the tiny network: what each computes, where, and how it is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from course_utils.widgets._engine.numbers import moved, short
from course_utils.widgets.backpropagation.stepper_network import LEARNING_RATE, PAIR, Matrix, TinyPass


@dataclass(frozen=True)
class Step:
    """One step; the picture, the strip above it and the sentence are made from nothing else."""

    way: str  # "forward", "backward" or "update"
    name: str  # on the strip
    line: str  # the line of lesson 07 that computes it
    known: Sequence[str]  # whose numbers are known from here on
    where: str  # the part of the picture at which it is computed
    told: Callable[[TinyPass], str]
    equations: Callable[[TinyPass], list[str]]
    along: Mapping[str, int] = field(default_factory=dict)  # edges it goes along: 1 forward, −1 back, 0 neither


def number(value: float) -> str:
    """Write a number as the picture shows it, four digits after the point at most."""
    return short(value, 4)


def row(values: Sequence[float]) -> str:
    """Write two numbers as a row."""
    return f"[{', '.join(number(value) for value in values)}]"


def matrix(values: Matrix) -> str:
    """Write four numbers as two rows."""
    return f"[{row(values[0])}, {row(values[1])}]"


def since(name: str) -> int:
    """Say from which step on numbers are known."""
    return next(place for place, step in enumerate(STEPS) if name in step.known)


def told(there: TinyPass, place: int) -> str:
    """Say in one sentence what a step shows."""
    step = STEPS[place]
    return f"Step {place} of {LAST}{'' if step.way == 'update' else f', {step.way}'}: {step.told(there)}."


def equations(there: TinyPass, place: int) -> list[str]:
    """Write what is computed at a step, with names and with numbers."""
    return STEPS[place].equations(there)


def _bracketed(value: float) -> str:
    written = number(value)
    return f"({written})" if written.startswith("−") else written


def _sum(name: str, terms: Sequence[tuple[str, float, str, float]]) -> str:
    value = sum(a * b for _, a, _, b in terms)
    names = " + ".join(f"{a} · {b}" for a, _, b, _ in terms)
    numbers = " + ".join(f"{_bracketed(a)} · {_bracketed(b)}" for _, a, _, b in terms)
    return f"{name} = {names} = {numbers} = {number(value)}"


def _onward(made: str, name: str, weight: Matrix, came: str, entered: Sequence[float]) -> list[str]:
    """Write the sums of a layer on the way forward."""
    return [
        _sum(f"{made}[{i}]", [(f"{name}[{i}, {j}]", weight[i][j], f"{came}[{j}]", entered[j]) for j in PAIR])
        for i in PAIR
    ]


def _products(name: str, left: str, grads: Sequence[float], right: str, entered: Sequence[float]) -> list[str]:
    return [
        f"{name}[{i}, {j}] = {left}[{i}] · {right}[{j}] = {_bracketed(grads[i])} · {_bracketed(entered[j])} = "
        f"{number(grads[i] * entered[j])}"
        for i in PAIR
        for j in PAIR
    ]


def _paths(t: TinyPass) -> list[str]:
    return [
        _sum(f"grad_h1[{j}]", [(f"w2[{i}, {j}]", t.w2[i][j], f"grad_out[{i}]", t.grad_out[i]) for i in PAIR])
        for j in PAIR
    ]


def _loss(t: TinyPass) -> list[str]:
    squares = " + ".join(f"({number(t.out[i])} − {number(t.target[i])})²" for i in PAIR)
    return [f"loss = ({squares}) / 2 = {number(t.loss)}"]


def _grad_out(t: TinyPass) -> list[str]:
    return [
        f"grad_out[{i}] = 2 · (out[{i}] − target[{i}]) / 2 = 2 · ({number(t.out[i])} − {number(t.target[i])}) / 2 "
        f"= {number(t.grad_out[i])}"
        for i in PAIR
    ]


def _mask(t: TinyPass) -> list[str]:
    return [
        f"grad_z1[{j}] = 0: h1[{j}] is 0, so grad_h1[{j}] = {number(t.grad_h1[j])} is stopped"
        if j in t.silent
        else f"grad_z1[{j}] = grad_h1[{j}] = {number(t.grad_z1[j])}: h1[{j}] is positive, so it passes"
        for j in PAIR
    ]


def _update(t: TinyPass) -> list[str]:
    after = t.stepped()
    return [
        f"{name} = {matrix(weight)} − {LEARNING_RATE} · {matrix(grad)} = {matrix(moved)}"
        for name, weight, grad, moved in (("w1", t.w1, t.grad_w1, after.w1), ("w2", t.w2, t.grad_w2, after.w2))
    ] + [f"then out = {row(after.out)}, loss = {number(after.loss)}"]


def _weights_moved(t: TinyPass) -> str:
    still = not any(map(any, [*t.grad_w1, *t.grad_w2]))
    return "all slopes are 0, so no weight moves" if still else "the weights have moved"


def _loss_moved(t: TinyPass) -> str:
    before, after = t.loss, t.stepped().loss
    return moved("falls" if after < before else "grows", number(before), number(after))


def _units(t: TinyPass, none: str, one: str, both: str) -> str:
    """Choose what is said by how many hidden units are silent."""
    return (none, one.replace("?", str(t.silent[:1])[1:-1]), both)[len(t.silent)]


_PASSING = "both hidden units pass on their number", "h1[?] is silent", "both hidden units are silent"
_ENTERED = (
    "what came in, times the error",
    "h1[?] gave 0, so its weights get 0",
    "nothing came through h1, so every weight behind it gets 0",
)
_MASKED = (
    "the error passes both hidden units",
    "the mask stops the error at the silent h1[?]",
    "the mask stops the error at both hidden units",
)
_REACHED = (
    "the error has reached the first layer",
    "no error comes through the silent h1[?]",
    "both hidden units are silent, no error comes through",
)

STEPS = (
    Step(
        "forward", "x", "x", ("x", "target", "w1", "w2"), "x",
        lambda t: f"x = {row(t.x)} goes in, target = {row(t.target)} is wanted",
        lambda t: [f"x = {row(t.x)}", f"target = {row(t.target)}"],
    ),
    Step(
        "forward", "z1", "z1 = x @ w1.T", ("z1",), "h1",
        lambda t: f"each z1 is a sum over both inputs; z1 = {row(t.z1)}",
        lambda t: _onward("z1", "w1", t.w1, "x", t.x),
        {"w1": 1},
    ),
    Step(
        "forward", "h1", "h1 = relu(z1)", ("h1", "slope"), "h1",
        lambda t: f"{_units(t, *_PASSING)}; h1 = {row(t.h1)}",
        lambda t: [f"h1[{i}] = relu(z1[{i}]) = relu({number(t.z1[i])}) = {number(t.h1[i])}" for i in PAIR],
    ),
    Step(
        "forward", "out", "out = h1 @ w2.T", ("out",), "out",
        lambda t: f"without ReLU an output may be negative; out = {row(t.out)}",
        lambda t: _onward("out", "w2", t.w2, "h1", t.h1),
        {"w2": 1},
    ),
    Step(
        "forward", "loss", "loss = F.mse_loss(out, target)", ("loss",), "loss",
        lambda t: f"the loss is the mean of two squares, {number(t.loss)}",
        _loss,
        {"loss": 1},
    ),
    Step(
        "backward", "grad_out", "grad_out = 2 * (out - target) / out.numel()", ("grad_out",), "out",
        lambda t: f"an output that is too large gets a positive slope; grad_out = {row(t.grad_out)}",
        _grad_out,
        {"loss": -1},
    ),
    Step(
        "backward", "grad_w2", "grad_w2 = grad_out.T @ h1", ("grad_w2",), "w2",
        lambda t: f"{_units(t, *_ENTERED)}; grad_w2 = {matrix(t.grad_w2)}",
        lambda t: _products("grad_w2", "grad_out", t.grad_out, "h1", t.h1),
        {"w2": 0},
    ),
    Step(
        "backward", "grad_h1", "grad_h1 = grad_out @ w2", ("grad_h1",), "h1",
        lambda t: f"each is a sum over the two paths back; grad_h1 = {row(t.grad_h1)}",
        _paths,
        {"w2": -1},
    ),
    Step(
        "backward", "grad_z1", "grad_z1 = relu_gradient(h1, grad_h1)", ("grad_z1",), "h1",
        lambda t: f"{_units(t, *_MASKED)}; grad_z1 = {row(t.grad_z1)}",
        _mask,
    ),
    Step(
        "backward", "grad_w1", "grad_w1 = grad_z1.T @ x", ("grad_w1",), "w1",
        lambda t: f"{_units(t, *_REACHED)}; grad_w1 = {matrix(t.grad_w1)}",
        lambda t: _products("grad_w1", "grad_z1", t.grad_z1, "x", t.x),
        {"w1": 0},
    ),
    Step(
        "update", "update", f"w1 - {LEARNING_RATE} * grad_w1, w2 - {LEARNING_RATE} * grad_w2", ("after",), "loss",
        lambda t: f"{_weights_moved(t)}, and the loss {_loss_moved(t)}",
        _update,
        {"w1": 0, "w2": 0},
    ),
)  # fmt: skip
LAST = len(STEPS) - 1
