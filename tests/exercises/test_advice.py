"""What often goes wrong is explained by a sentence that is true and helps."""

import inspect
import re

import numpy as np
import pytest
import torch
from test_catalogue import EXERCISES
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.transforms import Normalize

from course_utils import batches
from course_utils import one_hot as courses_one_hot
from course_utils.exercises import (
    backpropagation,
    gradient_descent,
    linear_classifier,
    one_hot_labels,
    pixels_to_vectors,
    pytorch_parts,
    slopes,
    test_accuracy,
    train_by_hand,
    train_the_mlp,
)
from course_utils.exercises._advice.errors import advice
from course_utils.exercises._running import guarded_call
from course_utils.exercises.mse_loss._mse_loss import exercise as mean_squared
from course_utils.exercises.train_the_mlp._make_loader import _wrong_versions as wrong_versions

train_step = pytorch_parts.train_step.reference


def endless_calls(a, b):
    return endless_calls(a, b) + 1


def sets_a_shape(a, b):
    a.shape = (1, 3)
    return a


@pytest.mark.parametrize(
    ("answer", "helps"),
    [
        (lambda a, b: ((a - b) ^ 2).sum(), "A power is written `**`"),
        (lambda a, b: np.float64(2)((a - b) ** 2), "is a `*` missing"),
        (lambda a, b: (a == b).mean(), "Whole numbers have no mean, nor have True and False: write `.float()` first"),
        (lambda a, b: a.long().std(), "Whole numbers have no standard deviation"),
        (
            lambda a, b: (a - b).sum() if a > b else a.sum(),
            "`x > 0` takes all its entries at once, and so does",
        ),
        (lambda a, b: (a - b).norm(dim=3), "fewer dimensions than that `dim`"),
        (lambda a, b: (a - b[:-1]).norm(), "Entry by entry the shapes must agree"),
        (lambda a, b: float(a - b), "makes floats of all entries"),
        (lambda a, b: (x for x in a), "square brackets around it"),
        (lambda a, b: [(a - b).norm()], "Leave out the brackets around your number"),
        (lambda a, b: [].append(a), "`print` or `append`, gives nothing back"),
        (lambda pred, c: (pred - c).sum() / (10 * b), "the number of its entries `pred.numel()`"),  # noqa: F821
        (lambda c, d: (c - d).sum() / b, "in Python it is the `len(...)` of the batch"),  # noqa: F821
        (lambda a, b: 5, "gives the same answer whatever it is given: does it use `a` and `b`?"),
        (lambda a, b: (a - b).norm().reshape(1, 1), "only in brackets: `[0, 0]` takes it out"),
        (lambda a, b: (a - b).norm().reshape(1).numpy(), "only in brackets: `[0]` takes it out"),
        (lambda a, b: (a - b).nrom(), "Is `norm` meant?"),
        (lambda a, b: (a - b).norm() + torch.zreos(1), "Is `torch.zeros` meant?"),
        (lambda first, b: (frist - b).norm(), "Is `first` meant?"),  # noqa: F821
        (lambda a, b: toch.norm(a - b), "Is `torch` meant?"),  # noqa: F821
        (lambda a, b: (a, b), "A comma between two values makes a pair of them"),
        (lambda a, b: str(2), "You give a text"),
        (lambda a, b: (a.T() - b).norm(), "`.T` takes no brackets"),
        (lambda a, b: (a - (b > 0)).norm(), "A mask holds True and False: multiply by it"),
        (lambda a, b: torch.cdist(a, b), "takes tables of rows"),
        (lambda a, b: Normalize((0,), (1,))(a), "wants a whole picture"),
        (lambda a, b: nn.functional.one_hot(a, 10), "are these one-hot rows already?"),
        (endless_calls, "calls itself without an end"),
        (sets_a_shape, "A shape is not set: `.reshape(...)`"),
        (lambda a, b: a[784], "Is a size fixed, as in `torch.zeros(2, 3)`"),
        (lambda a: a, "Does the `def` line name all"),
        (lambda a, b: a.argmax(0, False, 1), "More stands in the brackets of that call than it takes."),
        (lambda a, b: mine(a, b), "More stands in the brackets of that call than it takes: it takes `a`."),
        (lambda a, b: torch.zeros(a, 10), "`len(labels)` is how many labels there are"),
        (lambda a, b: torch.ones(a, 10), "Whole numbers are wanted here"),
        (lambda a, b: torch.zeros(a), "Whole numbers are wanted here"),
        (lambda a, b: torch.zeros((a, 10)), "Whole numbers are wanted here"),
        (lambda a, b: torch.zeros(10, a), "Whole numbers are wanted here"),
        (lambda a, b: torch.eye(a), "Whole numbers are wanted here"),
        (lambda a, b: list(range(a)), "Whole numbers are wanted here"),
        (lambda a, b: (a.reshape(-1, 5) - b).sum(), "must multiply to that number"),
        (lambda a, b: torch.nn.MSELoss(a, b), "is made first"),
        (lambda a, b: (a - b).norm, "Are the brackets of a call missing?"),
        (lambda a, b: (a - b).sum().abs().neg().sqrt(), "a root or a logarithm taken of a negative number"),
    ],
)
def test_what_often_goes_wrong_is_explained(answer, helps):
    said = one_hot_labels.distance.check(answer).message.splitlines()
    said = "\n".join(line for line in said if not line.startswith("in your line"))  # which quotes this table
    assert helps in said
    assert "`def` line" in helps or "`def` line" not in said  # the mistake is inside


@pytest.mark.parametrize(
    "answer",
    [
        lambda pred, target: ((pred - target) ** 2).mean(dim=1),  # right in the first case, of one picture
        lambda pred, target: (pred - target).mean(dim=1),
        lambda pred, target: ((pred - target) ** 2)[:1, :1],
    ],
)
def test_a_number_is_taken_out_of_brackets_only_where_it_is_right_in_every_case(answer):
    assert "`[0" not in mean_squared.judge(answer).message


@pytest.mark.parametrize(
    ("multiply", "helps"),
    [
        (lambda images, weight: images.flatten() @ weight.T, "The whole batch became one row. Each picture"),
        (lambda images, weight: weight @ images.flatten(), "The whole batch became one row. Each picture"),
        (lambda images, weight: images @ weight.T, "Each picture must become a row of 784 first"),
        (lambda images, weight: weight[:, :2] @ images, "A tensor of more than two dimensions came into a product"),
        (lambda images, weight: images.reshape(784) @ weight.T, "begins with the number of pictures"),
        (lambda images, weight: images.reshape(1, 784) @ weight.T, "begins with the number of pictures"),
        (lambda images, weight: images[0, 0, 0].reshape(1, 784) @ weight.T, "less than one picture, 784 numbers"),
        (lambda images, weight: images[:, 0, 0].reshape(2, 784) @ weight.T, "less than one picture, 784 numbers"),
        (lambda images, weight: images.reshape(2, 784) @ weight, "is a `.T` missing"),
        (lambda images, weight: weight[:, 0] @ weight.T, "is a `.T` missing"),
    ],
)
def test_pictures_that_are_no_rows_are_recognised_where_they_are_multiplied(multiply, helps):
    with pytest.raises(RuntimeError) as caught:
        multiply(torch.zeros(2, 1, 28, 28), torch.zeros(10, 784))
    assert helps in advice(str(caught.value))


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
        (with_a_whole_batch, "take it apart in the loop, `for images, labels in loader`"),
        (with_net_and_optimizer_swapped, "the net comes first"),
        (with_a_loader_of_the_notebook, "Does your loop go through `loader`, the one that is passed in?"),
    ],
)
def test_what_often_goes_wrong_in_a_training_is_explained(answer, helps):
    assert helps in train_the_mlp.train.check(answer).message


def test_a_step_to_both_sides_is_right_and_told_why_the_example_differs():
    outcome = slopes.finite_difference.check(lambda f, x, little: (f(x + little) - f(x - little)) / (2 * little))
    assert outcome.state == "right" and outcome.remarks[0].startswith("You step to both sides.")
    assert slopes.finite_difference.judge(slopes.finite_difference.reference).remarks == ()


def test_a_loader_that_needs_a_value_of_another_cell_is_right_and_told_so(monkeypatch):
    monkeypatch.setattr(guarded_call, "SECONDS", 60)  # on a busy machine too: a thousand pictures are decoded
    reference = train_the_mlp.make_loader.reference
    source = inspect.getsource(reference).replace("    prepare = ", "    _ = ")
    space = vars(inspect.getmodule(reference)) | {"prepare": wrong_versions.composed("ToTensor", "Normalize")}
    exec(source, space)

    outcome = train_the_mlp.make_loader.judge(space["make_loader"])

    assert outcome.state == "right" and outcome.remarks[0].startswith("It uses `prepare` from another cell.")
    assert train_the_mlp.make_loader.judge(reference).remarks == ()


@pytest.mark.parametrize("kind", [list, tuple])
def test_several_transforms_without_compose_are_told_what_makes_one_of_them(kind):
    def answer(root, train):
        several = kind([wrong_versions.transforms.ToTensor(), wrong_versions.normalize()])
        return DataLoader(datasets.MNIST(root, train, several, download=True), 512, shuffle=train)

    message = train_the_mlp.make_loader.judge(answer).message
    assert message.startswith("`transform` takes one thing: put `transforms.Compose([...])` around your transforms")
    assert message.endswith(f"expected one transform\ngot      a {kind.__name__} of them")
    assert "not callable" not in message


@pytest.mark.parametrize(
    ("said", "line", "helps"),
    [
        ("name 'F' is not defined", "x = F.relu(x)", "It is not imported: `from torch.nn import functional as F`."),
        ("name 'd' is not defined", "(f(d + little) - f(d)) / little", "The place is called `x` here"),
        ("name 'd' is not defined", "return 2 * d / 10", "The difference is `pred - target`"),
        ("too many values to unpack (expected 2)", "for p, l in predicted, labels:", "`zip(...)` goes through several"),
        ("Net.forward() missing 1 required positional argument: 'self'", "net(images)", "`net = Net()`"),
        (
            "The size of tensor a (10) must match the size of tensor b (512) at non-singleton dimension 1",
            "loss = F.mse_loss(net(images), labels)",
            "are the labels made one-hot rows first",
        ),
    ],
)
def test_what_is_missing_is_said(said, line, helps):
    assert helps in advice(said, line, "slopes")


@pytest.mark.parametrize(
    ("lesson", "said", "line", "helps"),
    [
        ("backpropagation", "name 'w1' is not defined", "h1 = relu(x @ w1.T + b1)", "w1, b1, w2, b2, w3, b3 = params"),
        ("pixels_to_vectors", "'torch.Size' object is not callable", "image.shape(1, 784)", "`.reshape(...)` gives"),
        ("train_the_mlp", "'DataLoader' object is not subscriptable", "images, labels = loader[i]", "has no places"),
        ("one_hot_labels", "one_hot() missing 1 required positional argument: 'depth'", "", "`depth=10` in the `def`"),
        (
            "test_accuracy",
            "The size of tensor a (10) must match the size of tensor b (4) at non-singleton dimension 1",
            "right += (net(images) == labels).sum()",
            "take the argmax first, as `predict` does",
        ),
        (
            "test_accuracy",
            "The size of tensor a (4) must match the size of tensor b (10) at non-singleton dimension 1",
            "right += (labels == net(images)).sum()",
            "take the argmax first, as `predict` does",
        ),
    ],
)
def test_what_goes_wrong_in_one_lesson_is_explained(lesson, said, line, helps):
    assert helps in advice(said, line, lesson)


def test_a_name_of_one_lesson_is_not_explained_in_another():
    assert advice("name 'd' is not defined", "return 2 * d", "linear_classifier") == ""


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_a_def_line_with_too_few_names_or_too_many_crashes_and_is_told_of(exercise):
    for answer in (lambda: 1, lambda a, b, c, d, e, f, g: 1):
        outcome = exercise.judge(answer)
        if exercise.name == "Net":  # it is called with nothing, and a number is no network
            assert outcome.state == "wrong"
            continue
        assert outcome.state == "crashed"
        assert re.search(
            r"Does the `def` line name (all that|more than) the task says comes in\?$", outcome.message, re.M
        )
        assert "cannot be looked at" not in outcome.message and "?." not in outcome.message


def test_the_class_of_a_transform_without_brackets_is_not_taken_for_a_fault_of_the_def_line():
    message = train_the_mlp.make_loader.judge(wrong_versions.brackets_missing).message
    assert "`transforms.ToTensor()` makes the object" in message and "`def` line" not in message


def without_download(root, train):
    return DataLoader(datasets.MNIST(root, train, wrong_versions.composed("ToTensor", "Normalize")), 512, shuffle=train)


def with_download_for_the_training_alone(root, train):
    data = datasets.MNIST(root, train, wrong_versions.composed("ToTensor", "Normalize"), download=train)
    return DataLoader(data, 512, shuffle=train)


@pytest.mark.parametrize("answer", [without_download, with_download_for_the_training_alone])
def test_a_loader_that_would_find_nothing_in_an_empty_folder_is_right_and_told_so(answer, monkeypatch):
    monkeypatch.setattr(guarded_call, "SECONDS", 60)
    outcome = train_the_mlp.make_loader.judge(answer)

    assert outcome.state == "right"
    (remark,) = outcome.remarks
    assert remark.startswith("In an empty folder it would stop with the error 'Dataset not found'")
    assert "`download=True`" in remark


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
        ([torch.tensor(1.0)] * 784, "`torch.stack(...)` makes one tensor of your list, and `.reshape(...)`"),
        ([torch.zeros(784)], "`torch.stack(...)` makes one tensor of your list of tensors."),
        (
            [torch.zeros(1, 784)],
            "A list of one tensor, which has the shape that is asked for, is no tensor: leave out the brackets",
        ),
        ([torch.zeros(28)] * 28, "One tensor is asked for."),
        ([torch.zeros(3)] * 2, "One tensor is asked for: which is it?"),
    ],
)
def test_what_makes_one_tensor_of_a_list_is_true(parts, helps):
    outcome = pixels_to_vectors.flatten_image.check(lambda image: parts)
    assert f"whatever it is given: does it use `image`?\n{helps}" in outcome.message, outcome.message


@pytest.mark.parametrize("lost", [torch.squeeze, lambda out: out[0], lambda out: out.sum(dim=0)])
def test_a_dimension_that_is_lost_with_a_batch_of_one_is_said(lost):
    linear = linear_classifier.linear
    message = linear.judge(lambda x, weight, bias: lost(linear.reference(x, weight, bias) + 1)).message
    assert message.startswith("A dimension is missing") and "expected a float32 tensor of shape [1, 2]" in message


def test_an_error_that_ends_with_a_full_stop_gets_no_second_one_before_the_advice():
    said = one_hot_labels.distance.check(lambda a, b: torch.zeros(10, 2) @ torch.zeros(2, 1, 28, 28)).message
    assert "came into a product" in said and ".. " not in said


def of_another_layer(x, params, h1, h2, grad_out):
    grad_z2 = (grad_out @ params[4]) * (h2 > 0)
    return (grad_z2 @ params[2]) * (h2 > 0)


def of_another_layer_by_a_function_of_their_own(x, params, h1, h2, grad_out):
    def relu_gradient(x, grad_out):
        return grad_out * (x > 0)

    return relu_gradient(h1, grad_out @ params[4])


def not_through_the_weights(x, params, h1, h2, grad_out):
    mask = h2 > 0
    return grad_out * mask


@pytest.mark.parametrize(
    ("backward", "one", "other"),
    [
        (of_another_layer, 256, 64),
        (of_another_layer_by_a_function_of_their_own, 64, 256),
        (not_through_the_weights, 10, 64),
    ],
)
def test_a_mask_that_does_not_fit_the_slopes_is_explained(backward, one, other):
    said = backpropagation.backward.check(backward).message
    assert f"one has {one} columns and the other {other}: is it made of the h of another layer" in said


def test_a_bias_of_another_layer_is_recognised():
    def forward(x, params):
        h1 = (x @ params[0].T + params[1]).clamp(min=0)
        b = params[1]
        return h1, h1 @ params[2].T + b

    assert "has this bias as many numbers as the product has columns?" in backpropagation.forward.check(forward).message


def test_sizes_apart_in_a_lesson_without_masks_are_not_laid_to_a_mask():
    said = "The size of tensor a (4) must match the size of tensor b (5) at non-singleton dimension 1"
    assert "mask" not in advice(said, "(pred > 0) * labels", lesson="mse_loss")


def test_a_batch_of_one_that_is_squeezed_is_said():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(
                nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10)
            )

        def forward(self, images):
            x = images.squeeze()
            return self.layers(x.reshape(len(x), 784))

    assert "as by `squeeze`" in pytorch_parts.Net.judge(Net).message


def test_a_slip_in_making_the_net_is_told_and_nothing_is_said_of_images():
    class NoBrackets(torch.nn.Module):
        def __init__(self):
            super.__init__()

        def forward(self, images):
            return images.flatten(1)

    class NoSelf(torch.nn.Module):
        def __init__():
            super().__init__()

        def forward(self, images):
            return images.flatten(1)

    for net, helps in [(NoBrackets, "got      super without its brackets"), (NoSelf, "got      one without self")]:
        message = pytorch_parts.Net.judge(net).message
        assert helps in message and "called with" not in message


def unzipped(params, grads, velocities, learning_rate, momentum):
    for p, g, v in params, grads, velocities:
        p -= learning_rate * (momentum * v + g)


def with_another_slope(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * 10 * (path[-1] - 1))
    return path


@pytest.mark.parametrize(
    ("exercise", "answer", "says"),
    [
        (mean_squared, lambda pred, target: F.mse_loss(pred, courses_one_hot(target)), "one-hot rows already"),
        (linear_classifier.linear, lambda x, weight, bias: nn.Linear(784, 10)(x), "makes a new layer with random"),
        (linear_classifier.linear, lambda x, weight, bias: F.linear(weight, x, bias), "what comes in first, then"),
        (one_hot_labels.one_hot, lambda labels, depth=10: torch.eye(labels)[depth], "have changed places"),
        (train_by_hand.momentum_step, unzipped, "goes through several lists together: is it missing?"),
        (test_accuracy.predict, lambda net, images: round(net(images)), "a method of that name, `.round()`"),
    ],
)
def test_what_is_called_with_something_else_is_told(exercise, answer, says):
    assert says in exercise.check(answer).message


def test_a_step_that_asks_for_no_slope_is_not_told_how_long_it_is():
    message = gradient_descent.descend.check(with_another_slope).message
    assert "does not use its input `grad_of`" in message and "times the gradient" not in message
