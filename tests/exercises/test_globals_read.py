"""Answers that take what another cell has made: which input is meant is said, and what is said is right."""

import linecache
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


def in_a_cell(text, **others):
    """The same, and its lines are at hand as a notebook has them."""
    file = f"<cell {abs(hash(text))}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    cell = {"__name__": "__main__", "torch": torch, **others}
    exec(compile(text, file, "exec"), cell)
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


BY_HAND = (
    "def f(params, velocities, loader, learning_rate, momentum, epochs):\n    losses = []\n"
    "    for epoch in range(epochs):\n"
    "        for images, labels in loader:\n            x = images.flatten(1)\n            target = one_hot(labels)\n"
    "            h1, h2, pred = forward(x, params)\n            losses.append(((pred - target) ** 2).mean().item())\n"
    "            grad = 2 * (pred - target) / pred.numel()\n            grads = backward(x, params, h1, h2, grad)\n"
    "            momentum_step(params, grads, velocities, learning_rate, momentum)\n    return losses"
)
LINEAR = (
    "def f(weight, bias, loader, learning_rate, epochs):\n    losses = []\n    for epoch in range(epochs):\n"
    "        for images, labels in loader:\n            x = images.flatten(1)\n            target = one_hot(labels)\n"
    "            out = linear(x, weight, bias)\n            losses.append(((out - target) ** 2).mean().item())\n"
    "            grad_weight, grad_bias = linear_gradients(x, 2 * (out - target) / out.numel())\n"
    "            weight -= learning_rate * grad_weight\n            bias -= learning_rate * grad_bias\n"
    "    return losses"
)
TRAIN = (
    "def f(net, loader, optimizer, epochs):\n    losses = []\n    for epoch in range(epochs):\n"
    "        for images, labels in loader:\n            losses.append(train_step(net, optimizer, images, labels))\n"
    "    return losses"
)
MOMENTUM = (
    "def f(params, grads, velocities, learning_rate, momentum):\n"
    "    for param, grad, velocity in zip(params, grads, velocities):\n        velocity *= momentum\n"
    "        velocity += grad\n        param -= learning_rate * velocity"
)
BACKWARD = (
    "def f(x, params, h1, h2, grad_out):\n    w1, b1, w2, b2, w3, b3 = params\n"
    "    grad_z2 = (grad_out @ w3) * (h2 > 0)\n"
    "    grad_z1 = (grad_z2 @ w2) * (h1 > 0)\n    return (grad_z1.T @ x, grad_z1.sum(dim=0), grad_z2.T @ h1,\n"
    "            grad_z2.sum(dim=0), grad_out.T @ h2, grad_out.sum(dim=0))"
)
EVALUATE = (
    "def f(net, loader):\n    right = 0\n    for images, labels in loader:\n        predicted = predict(net, images)\n"
    "        right += (predicted == labels).sum().item()\n    return right / len(loader.dataset)"
)
_TEN = torch.arange(10)
# (exercise, a right answer, what of it a beginner writes otherwise, what for it, what other cells have made).
OF_OTHER_CELLS = [
    ("train_by_hand", BY_HAND, "forward(x,", "forward(some_x,", {"some_x": torch.zeros(4, 784)}),
    ("train_by_hand", BY_HAND, "h2, grad)", "h2, some_grad)", {"some_grad": torch.zeros(4, 10)}),
    ("train_by_hand", BY_HAND, "params, h1,", "params, hidden_1,", {"hidden_1": torch.zeros(4, 256)}),
    ("train_by_hand", BY_HAND, "one_hot(labels)", "one_hot(all_labels)", {"all_labels": _TEN}),
    ("train_linear", LINEAR, "weight -=", "moved_weight -=", {"moved_weight": torch.zeros(10, 784)}),
    ("train_linear", LINEAR, "out - target", "out - some_target", {"some_target": torch.zeros(5, 10)}),
    ("train", TRAIN, "(net, optimizer", "(net, old_optimizer", {"old_optimizer": None}),
    ("train", TRAIN, "images, labels))", "few_images, few_labels))", {"few_images": torch.zeros(10, 1, 28, 28)}),
    ("momentum_step", MOMENTUM, "+= grad", "+= ball_grad", {"ball_grad": torch.tensor(1.0)}),
    ("momentum_step", MOMENTUM, "rate * velocity", "rate * ball_velocity", {"ball_velocity": torch.tensor(1.0)}),
    ("backward", BACKWARD, "grad_z2.sum", "tiny_grad_z2.sum", {"tiny_grad_z2": torch.zeros(3, 2)}),
    ("backward", BACKWARD, "(grad_z2 @ w2)", "(tiny_grad_z2 @ w2)", {"tiny_grad_z2": torch.zeros(3, 2)}),
    ("evaluate", EVALUATE, "== labels", "== test_labels", {"test_labels": _TEN}),
    ("evaluate", EVALUATE, "predict(net, images)", "predict(net, test_images)", {"test_images": torch.zeros(9, 784)}),
]


@pytest.mark.parametrize(("name", "right", "own", "taken", "cells"), OF_OTHER_CELLS)
def test_it_is_said_which_name_of_the_answers_own_is_meant_and_with_it_the_answer_is_right(
    name, right, own, taken, cells
):
    net = torch.nn.Linear(1, 1)
    cells = {key: torch.optim.SGD(net.parameters(), lr=0.1) if value is None else value for key, value in cells.items()}
    ours = {one.name: one.reference for one in EXERCISES if one.name != name} | {"few_labels": _TEN} | cells
    assert BY_NAME[name].judge(in_a_cell(right, **ours)).state == "right"

    said = BY_NAME[name].judge(in_a_cell(right.replace(own, taken), **ours)).message
    first = next(iter(cells))
    assert re.match(rf"`{first}`.* (is a value|are values|but a value) that another cell has made\. Write `", said), (
        said
    )
    assert "and the result is right" in said.splitlines()[0]
    assert "`.T`" not in said and "Does your loop go through" not in said and "Make `" not in said


@pytest.mark.parametrize(
    ("name", "text", "cells"),
    [
        ("pixel_index", "def f(row, col):\n    return five[row, col]", {"five": torch.rand(28, 28)}),
        ("linear", "def f(x, weight, bias):\n    return x @ weight.T + bias * tiny_b1", {"tiny_b1": torch.ones(3)}),
    ],
)
def test_where_more_is_wrong_it_is_said_that_a_value_of_another_cell_is_taken(name, text, cells):
    said = BY_NAME[name].judge(in_a_cell(text, **cells)).message
    assert said.startswith(f"Your function takes `{next(iter(cells))}` from another cell")


def test_a_class_too_is_told_what_it_takes_from_another_cell():
    text = (
        "class f(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.fc1, self.fc2, self.fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)\n"
        "    def forward(self, x):\n        h1 = layers[0](x.flatten(1)).relu()\n"
        "        return self.fc3(self.fc2(h1).relu())"
    )
    said = BY_NAME["Net"].judge(in_a_cell(text, nn=torch.nn, layers=[torch.nn.Linear(784, 256)])).message
    assert said.startswith("Your class takes `layers` from another cell")
