"""Answers that take what another cell has made: which input is meant is said, and what is said is right."""

import re

import pytest
import torch
from test_catalogue import EXERCISES

from course_utils import batches
from course_utils.exercises._globals_read import instead_of_an_input

BY_NAME = {exercise.name: exercise for exercise in EXERCISES}
# What the cells above have made.
NOTEBOOK = {
    "b": 4,
    "entries": 20,
    "images": torch.zeros(3, 28, 28),
    "labels": torch.tensor([1, 2, 3, 4]),
    "losses": [3.0],
    "pred": torch.zeros(4, 10),
    "target": torch.zeros(4, 10),
    "two": 2,
    "w": torch.zeros(10, 784),
}
# (exercise, answer, the name of another cell, what is meant).
TAKEN = [
    ("mse_gradient", "def f(pred, t):\n    return 2 * (pred - target) / pred.numel()", "target", "t"),
    ("mse_gradient", "def f(p, target):\n    return 2 * (pred - target) / target.numel()", "pred", "p"),
    ("mse_gradient", "def f(pred, target):\n    return 2 * (pred - target) / (10 * two)", "two", "len(pred)"),
    ("mse_gradient", "def f(pred, target):\n    return 2 * (pred - target) / entries", "entries", "pred.numel()"),
    ("squared_error", "def f(pred, right):\n    return ((pred - target) ** 2).sum()", "target", "right"),
    ("flatten_batch", "def f(batch):\n    return images.reshape(len(images), 784)", "images", "batch"),
    ("flatten_batch", "def f(batch):\n    return batch.reshape(b, 784)", "b", "len(batch)"),
    ("linear", "def f(x, weight, bias):\n    return x @ w.T + bias", "w", "weight"),
    ("linear_gradients", "def f(x, g):\n    return (lambda: g.T @ images)(), g.sum(0)", "images", "x"),
    ("accuracy", "def f(predicted, truth):\n    return (predicted == labels).float().mean()", "labels", "truth"),
]


LAYERS = (
    "    h1 = (x @ w1.T + b1).clamp(min=0)\n    h2 = (h1 @ w2.T + b2).clamp(min=0)\n    return h1, h2, h2 @ w3.T + b3"
)


def written(text, **others):
    """The function that a cell with this text makes in the notebook."""
    cell = {"torch": torch, **NOTEBOOK, **others}
    exec(text, cell)
    return cell["f"]


@pytest.mark.parametrize(("name", "text", "taken", "meant"), TAKEN)
def test_it_is_said_which_input_is_meant_and_with_it_the_answer_is_right(name, text, taken, meant):
    said = BY_NAME[name].judge(written(text)).message.splitlines()[0]

    assert said.startswith(f"`{taken}` is no input of your function")
    assert f"Write `{meant}` in its place" in said
    head, body = text.split("\n", 1)
    body = re.sub(rf"\b{taken}\b", meant, body)
    assert BY_NAME[name].judge(written(f"{head}\n{body}")).state == "right"


def test_a_loader_of_another_cell_is_said_to_be_none_of_the_inputs():
    text = "def f(net, given):\n    return sum((net(x).argmax(1) == y).sum() for x, y in loader) / len(given.dataset)"
    other = batches(torch.zeros(5, 1, 28, 28), torch.arange(5), batch_size=2, shuffle=False)
    said = BY_NAME["evaluate"].judge(written(text, loader=other)).message
    assert said.startswith("`loader` is no input of your function") and "Write `given` in its place" in said


@pytest.mark.parametrize(
    ("name", "text", "taken"),
    [
        ("forward", "def f(x, params):\n    _, b1, w2, b2, w3, b3 = params\n" + LAYERS, "`w1` is no input"),
        ("forward", "def f(x, params):\n    w1, _, w2, b2, w3, b3 = params\n" + LAYERS, "`b1` is no input"),
        ("forward", "def f(x, params):\n" + LAYERS, "`w1`, `b1`, `w2`, `b2`, `w3` and `b3` are no inputs"),
        (
            "backward",
            "def f(x, params, h1, h2, grad):\n    g2 = (grad @ w3) * (h2 > 0)\n    g1 = (g2 @ w2) * (h1 > 0)\n"
            "    return g1.T @ x, g1.sum(0), g2.T @ h1, g2.sum(0), grad.T @ h2, grad.sum(0)",
            "`w3` and `w2` are no inputs",
        ),
    ],
)
def test_a_parameter_of_another_cell_is_told_and_no_other_cause_beside_it(name, text, taken):
    shapes = {"w1": (3, 4), "b1": (3,), "w2": (2, 3), "b2": (2,), "w3": (1, 2), "b3": (1,)}
    made = {name: torch.rand(shape) for name, shape in shapes.items()}
    said = BY_NAME[name].judge(written(text, **made)).message
    assert said.startswith(taken) and "begin with `w1, b1, w2, b2, w3, b3 = params`" in said
    assert "`.T`" not in said and "A layer adds its own bias" not in said


def test_an_input_that_is_not_used_is_told_where_something_else_is_wrong_too():
    outcome = BY_NAME["mse_gradient"].judge(written("def f(p, t):\n    return 3 * (pred - target) / pred.numel()"))
    said = "Your function does not use its inputs `p` and `t`, but `pred` and `target` from another cell"
    assert outcome.message.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "def f(pred, target):\n    return 3 * (pred - target) / pred.numel()",  # reads nothing from outside
        "def f(pred, target):\n    return b * (pred - target) / pred.numel()",  # a setting, and wrong
        "f = torch.sub",
        "class f:\n    pass",
    ],
)
def test_nothing_is_said_where_no_input_is_meant(text):
    exercise = BY_NAME["mse_gradient"]
    assert "another cell" not in exercise.judge(written(text)).message
    assert instead_of_an_input(written(text), lambda answer: False) == ""


def test_an_input_that_is_not_used_is_told():
    said = BY_NAME["relu_gradient"].judge(written("def f(x, grad_out):\n    return (x > 1).float()")).message
    assert said.startswith("Your function does not use its input `grad_out`: what comes in there counts, too.")


def test_a_function_that_is_given_back_is_not_told_to_be_another_each_time():
    said = BY_NAME["relu"].judge(written("def f(x):\n    return lambda: x")).message
    assert "Called twice" not in said


def test_a_list_that_grows_from_call_to_call_is_told():
    step = "losses.append(start - learning_rate * slope(start) * steps)"
    text = f"def f(slope, start, learning_rate, steps):\n    {step}\n    return losses"
    said = BY_NAME["descend"].judge(written(text)).message
    assert "Called twice with the same input, your function gives two different results" in said
