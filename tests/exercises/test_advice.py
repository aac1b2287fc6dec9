"""What often goes wrong is explained by a sentence that is true and helps."""

import inspect

import numpy as np
import pytest
import torch

from course_utils import batches
from course_utils.exercises import one_hot_labels, pixels_to_vectors, pytorch_parts, train_the_mlp
from course_utils.exercises.train_the_mlp._make_loader import _slips as slips

train_step = pytorch_parts.train_step.reference


@pytest.mark.parametrize(
    ("answer", "helps"),
    [
        (lambda a, b: ((a - b) ^ 2).sum(), "A power is written `**`"),
        (lambda a, b: np.float64(2)((a - b) ** 2), "is a `*` missing"),
        (lambda a, b: (a == b).mean(), "Only float32 numbers have a mean here: write `.float()` first"),
        (lambda a, b: a.long().std(), "Only float32 numbers have a standard deviation"),
        (
            lambda a, b: (a - b).sum() if a > b else a.sum(),
            "`x > 0` takes all its entries at once, and so does",
        ),
        (lambda a, b: (a - b).norm(dim=3), "fewer dimensions than that `dim`"),
        (lambda a, b: (a - b[:-1]).norm(), "Entry by entry the shapes must agree"),
        (lambda a, b: float(a - b), "makes floats of all entries"),
        (lambda a, b: (x for x in a), "square brackets around it"),
        (lambda a, b: [(a - b).norm()], "Leave out the brackets around it"),
        (lambda a, b: [].append(a), "`print` or `append`, gives nothing back"),
        (lambda pred, c: (pred - c).sum() / (10 * b), "in Python write `len(pred)`"),  # noqa: F821
        (lambda c, d: (c - d).sum() / b, "in Python it is the `len(...)` of the batch"),  # noqa: F821
        (lambda a, b: 5, "gives the same answer whatever it is given: does it use `a` and `b`?"),
        (lambda a, b: (a - b).sum().reshape(1, 1), "`[0, 0]` takes the number out"),
        (lambda a, b: (a.T() - b).norm(), "`.T` takes no brackets"),
        (lambda a, b: a[784], "Is a size fixed, as in `torch.zeros(2, 3)`"),
        (lambda a: a, "Does the `def` line name all"),
        (lambda a, b: (a.reshape(-1, 5) - b).sum(), "must multiply to that number"),
        (lambda a, b: torch.nn.MSELoss(a, b), "is made first"),
        (lambda a, b: (a - b).norm, "Are the brackets of a call missing?"),
        (lambda a, b: (a - b).sum().abs().neg().sqrt(), "a root taken of a negative number"),
    ],
)
def test_what_often_goes_wrong_is_explained(answer, helps):
    said = one_hot_labels.distance.check(answer).message.splitlines()
    assert helps in "\n".join(line for line in said if not line.startswith("in your line"))  # which quotes this table


def with_a_whole_batch(net, loader, optimizer, epochs):
    return [train_step(net, optimizer, batch) for batch in loader]


def with_net_and_optimizer_swapped(net, loader, optimizer, epochs):
    return [train_step(optimizer, net, images, labels) for images, labels in loader]


def with_a_loader_of_the_notebook(net, loader, optimizer, epochs):
    everything = batches(torch.zeros(60_000, 1, 28, 28), torch.zeros(60_000, dtype=torch.int64))
    return [train_step(net, optimizer, *batch) for _ in range(epochs) for batch in everything]


@pytest.mark.parametrize(
    ("answer", "helps"),
    [
        (with_a_whole_batch, "`*batch` passes the last two"),
        (with_net_and_optimizer_swapped, "the net comes first"),
        (with_a_loader_of_the_notebook, "Does your loop go through `loader`, the one that is passed in?"),
    ],
)
def test_what_often_goes_wrong_in_a_training_is_explained(answer, helps):
    assert helps in train_the_mlp.train.check(answer).message


def test_a_loader_that_needs_a_value_of_another_cell_is_right_and_told_so():
    reference = train_the_mlp.make_loader.reference
    source = inspect.getsource(reference).replace("    prepare = ", "    _ = ")
    space = vars(inspect.getmodule(reference)) | {"prepare": slips.composed("ToTensor", "Normalize")}
    exec(source, space)

    outcome = train_the_mlp.make_loader.judge(space["make_loader"])

    assert outcome.state == "right" and outcome.remarks[0].startswith("It uses `prepare` from another cell.")
    assert train_the_mlp.make_loader.judge(reference).remarks == ()


@pytest.mark.parametrize(
    ("name", "helps"),
    [
        ("one_cold", ""),
        ("flatten_batch", "`flatten_batch` is from lesson 1 and is not in this notebook: write it out, or"),
        ("from_one_hot", "`from_one_hot` is made in this notebook: run the cell that defines it"),
        ("mse_loss", ""),
    ],
    ids=["no exercise", "earlier", "the same lesson", "later"],
)
def test_a_function_of_another_lesson_that_is_missing_is_told_by_its_lesson(name, helps):
    answer = eval(f"lambda a, b: {name}(a)")
    said = one_hot_labels.distance.check(answer).message
    assert f"name '{name}' is not defined. {helps}".rstrip(". ") in said
    assert helps or "lesson" not in said


def mine(a):
    return a.item()


def calls_mine(a, b):
    return mine(a) - mine(b)


def test_a_line_in_another_function_of_the_learners_is_told_with_its_name():
    said = one_hot_labels.distance.check(calls_mine).message
    line = mine.__code__.co_firstlineno + 1
    assert f"\nin line {line} of your `mine`: `return a.item()`" in said
    said = one_hot_labels.distance.check(mine_alone).message
    assert f"\nin your line {line}" not in said and "\nin your line " in said


def mine_alone(a, b):
    return [x.nothing for x in a]


@pytest.mark.parametrize(
    ("parts", "helps"),
    [
        ([torch.tensor(1.0)] * 784, "`torch.tensor(...)` makes one tensor of them, and `.reshape(...)`"),
        ([torch.zeros(784)], "`torch.stack(...)` makes one tensor of them."),
        ([torch.zeros(1, 784)], "`torch.cat(...)` joins them to one."),
        ([torch.zeros(28)] * 28, "One tensor is asked for."),
        ([torch.zeros(3)] * 2, "which is it?"),
    ],
)
def test_what_makes_one_tensor_of_a_list_is_true(parts, helps):
    outcome = pixels_to_vectors.flatten_image.check(lambda image: parts)
    assert outcome.message.endswith(helps) or f"{helps} gives it" in outcome.message, outcome.message
