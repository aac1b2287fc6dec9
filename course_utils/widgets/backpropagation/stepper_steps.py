"""What is computed at each of the eleven places of the way through the tiny network, in numbers and in a sentence."""

from collections.abc import Sequence

from course_utils.widgets._engine.numbers import short
from course_utils.widgets.backpropagation.stepper_network import LEARNING_RATE, PAIR, Matrix, TinyPass

# What is computed, and the line of lesson 07 that computes it.
PLACES = (
    ("forward", "x"),
    ("forward", "z1 = x @ w1.T"),
    ("forward", "h1 = relu(z1)"),
    ("forward", "out = h1 @ w2.T"),
    ("forward", "loss = F.mse_loss(out, target)"),
    ("backward", "grad_out = 2 * (out - target) / out.numel()"),
    ("backward", "grad_w2 = grad_out.T @ h1"),
    ("backward", "grad_h1 = grad_out @ w2"),
    ("backward", "grad_z1 = relu_gradient(h1, grad_h1)"),
    ("backward", "grad_w1 = grad_z1.T @ x"),
    ("step", f"w1 - {LEARNING_RATE} * grad_w1, w2 - {LEARNING_RATE} * grad_w2"),
)
LAST = len(PLACES) - 1


def number(value: float) -> str:
    """Write a number as the picture shows it, four digits after the point at most."""
    return short(value, 4)


def row(values: Sequence[float]) -> str:
    """Write two numbers as a row."""
    return f"[{', '.join(number(value) for value in values)}]"


def equations(there: TinyPass, place: int) -> list[str]:
    """Write what is computed at a place, with names and with numbers."""
    t = there
    if place == 0:
        return [f"x = {row(t.x)}", f"target = {row(t.target)}"]
    if place == 1:
        return [_sum(f"z1[{i}]", [(f"w1[{i}, {j}]", t.w1[i][j], f"x[{j}]", t.x[j]) for j in PAIR]) for i in PAIR]
    if place == 2:
        return [f"h1[{i}] = relu(z1[{i}]) = relu({number(t.z1[i])}) = {number(t.h1[i])}" for i in PAIR]
    if place == 3:
        return [_sum(f"out[{i}]", [(f"w2[{i}, {j}]", t.w2[i][j], f"h1[{j}]", t.h1[j]) for j in PAIR]) for i in PAIR]
    if place == 4:
        squares = [f"({number(t.out[i])} − {number(t.target[i])})²" for i in PAIR]
        return [f"loss = ({' + '.join(squares)}) / 2 = {number(t.loss)}"]
    if place == 5:
        return [
            f"grad_out[{i}] = 2 · (out[{i}] − target[{i}]) / 2 = 2 · ({number(t.out[i])} − {number(t.target[i])}) / 2 "
            f"= {number(t.grad_out[i])}"
            for i in PAIR
        ]
    if place == 6:
        return _products("grad_w2", "grad_out", t.grad_out, "h1", t.h1)
    if place == 7:
        return [
            _sum(f"grad_h1[{j}]", [(f"w2[{i}, {j}]", t.w2[i][j], f"grad_out[{i}]", t.grad_out[i]) for i in PAIR])
            for j in PAIR
        ]
    if place == 8:
        return [
            f"grad_z1[{j}] = 0: h1[{j}] is 0, so grad_h1[{j}] = {number(t.grad_h1[j])} is stopped"
            if j in t.silent
            else f"grad_z1[{j}] = grad_h1[{j}] = {number(t.grad_z1[j])}: h1[{j}] is positive, so it passes"
            for j in PAIR
        ]
    if place == 9:
        return _products("grad_w1", "grad_z1", t.grad_z1, "x", t.x)
    after = t.stepped()
    return [
        f"{name} = {_matrix(weight)} − {LEARNING_RATE} · {_matrix(grad)} = {_matrix(moved)}"
        for name, weight, grad, moved in (("w1", t.w1, t.grad_w1, after.w1), ("w2", t.w2, t.grad_w2, after.w2))
    ] + [f"then out = {row(after.out)}, loss = {number(after.loss)}"]


def told(there: TinyPass, place: int) -> str:
    """Say in one sentence what a place shows; parameters as in :func:`equations`."""
    t = there
    after = t.stepped()
    sums = [f"z1 = {row(t.z1)}; each is a sum over both inputs", f"h1 = {row(t.h1)}; {_silent(t)}"]
    what = (
        f"x = {row(t.x)} goes in, target = {row(t.target)} is wanted",
        *sums,
        f"out = {row(t.out)}; without ReLU, so it may be negative",
        f"loss = {number(t.loss)}, the mean of two squares",
        f"grad_out = {row(t.grad_out)}; out is too large where it is positive",
        f"grad_w2 = {_matrix(t.grad_w2)}; {_columns(t)}",
        f"grad_h1 = {row(t.grad_h1)}; each is a sum over the two paths back",
        f"grad_z1 = {row(t.grad_z1)}; {_masked(t)}",
        f"grad_w1 = {_matrix(t.grad_w1)}; {_rows(t)}",
        f"the weights have moved, and the loss {_moved(t.loss, after.loss)}",
    )[place]
    way = PLACES[place][0]
    return f"Step {place} of {LAST}{'' if way == 'step' else f', {way}'}: {what}."


def _sum(name: str, terms: Sequence[tuple[str, float, str, float]]) -> str:
    value = sum(a * b for _, a, _, b in terms)
    names = " + ".join(f"{a} · {b}" for a, _, b, _ in terms)
    numbers = " + ".join(f"{_bracketed(a)} · {_bracketed(b)}" for _, a, _, b in terms)
    return f"{name} = {names} = {numbers} = {number(value)}"


def _products(name: str, left: str, grads: Sequence[float], right: str, entered: Sequence[float]) -> list[str]:
    return [
        f"{name}[{i}, {j}] = {left}[{i}] · {right}[{j}] = {_bracketed(grads[i])} · {_bracketed(entered[j])} = "
        f"{number(grads[i] * entered[j])}"
        for i in PAIR
        for j in PAIR
    ]


def _bracketed(value: float) -> str:
    written = number(value)
    return f"({written})" if written.startswith("−") else written


def _matrix(matrix: Matrix) -> str:
    return f"[{row(matrix[0])}, {row(matrix[1])}]"


def _one_or_both(there: TinyPass, none: str, one: str, both: str) -> str:
    return (none, one.replace("?", str(there.silent[:1])[1:-1]), both)[len(there.silent)]


def _silent(there: TinyPass) -> str:
    return _one_or_both(
        there, "both hidden units pass on their number", "h1[?] is silent", "both hidden units are silent"
    )


def _columns(there: TinyPass) -> str:
    both = "nothing came through h1, so every weight behind it gets 0"
    return _one_or_both(there, "what came in, times the error", "h1[?] gave 0, so its weights get 0", both)


def _masked(there: TinyPass) -> str:
    both = "the mask stops the error at both hidden units"
    return _one_or_both(
        there, "the error passes both hidden units", "the mask stops the error at the silent h1[?]", both
    )


def _rows(there: TinyPass) -> str:
    one = "the error has reached the first layer, but not through the silent h1[?]"
    both = "no error reaches the first layer, both hidden units are silent"
    return _one_or_both(there, "the error has reached the first layer", one, both)


def _moved(before: float, after: float) -> str:
    if number(before) == number(after):
        return f"stays at {number(before)}"
    return f"{'falls' if after < before else 'grows'} from {number(before)} to {number(after)}"
