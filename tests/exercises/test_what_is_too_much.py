"""What to delete in an answer is told where that alone makes it right, and only there."""

import pytest
import torch
from quoted_lines import endless_when_changed, quoted
from torch.nn import functional

from course_utils.exercises import (
    backpropagation,
    linear_classifier,
    mse_loss,
    one_hot_labels,
    pixels_to_vectors,
    slopes,
    test_accuracy,
)
from course_utils.labels import one_hot

pytestmark = pytest.mark.usefixtures("time_to_look")

normalize = pixels_to_vectors.normalize.reference
mse_gradient = slopes.mse_gradient.reference
linear_gradients = linear_classifier.linear_gradients.reference


def scaled_once_more(pixels):
    bright = pixels.float() / 255
    return normalize(pixels) / bright.numel()


def moved_to_mean_0(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            images -= images.mean()
            x, targets = images.reshape(len(images), 784), one_hot(labels)
            out = x @ weight.T + bias
            losses.append(((out - targets) ** 2).mean().item())
            grads = linear_gradients(x, mse_gradient(out, targets))
            weight -= learning_rate * grads[0]
            bias -= learning_rate * grads[1]
    return losses


def in_one_line(pred, target):
    return 3 * ((pred - target) ** 2).sum()


def of_the_first_row(pred, target):
    return ((pred - target) ** 2)[:2].mean()


def around(x, params):
    h1, h2, out = backpropagation.forward.reference(x, params)
    return h1, h2, torch.tanh(out)


def in_percent(predicted, labels):
    right = (predicted == labels).sum()
    return 100 * right / len(labels)


def either_of_three(pred, target):
    total = ((pred - target) ** 2).sum() + 1
    total = total + 1 - 1
    return total + 1 - 1


def both_of_two(pred, target):
    squares = 3 * (pred - target) ** 2
    return squares.sum() / 7


def the_wrong_gradient(pred, target):
    guess = pred.clone().requires_grad_()  # without `clone` the result would be right, and `pred` watched from then on
    functional.mse_loss(guess, target).backward()
    return pred.grad


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("exercise", "answer", "left_out", "line"),
    [
        (
            pixels_to_vectors.normalize,
            scaled_once_more,
            "Delete `/ bright.numel()` in ",
            "return normalize(pixels) / bright.numel()",
        ),
        (linear_classifier.train_linear, moved_to_mean_0, "Delete ", "images -= images.mean()"),
        (
            backpropagation.forward,
            around,
            "Replace `torch.tanh(out)` with `out` in ",
            "return h1, h2, torch.tanh(out)",
        ),
    ],
)
def test_what_is_too_much_is_told_with_its_line(exercise, answer, left_out, line):
    assert f"{left_out}{quoted(answer, line)}\nThen your answer is right.\n" in exercise.judge(answer).message


def squared_twice(pred, target):
    d = pred - target
    return (d**2).sum() ** 2


def divided_twice(pixels):
    x = pixels.to(torch.float32)
    return (x / 255 - 0.1307) / 0.3081 / 255


def over_three_lines(x, weight, bias):
    out = (
        x @ weight.T
        + bias
        + .5
    )  # fmt: skip
    return out


def begun_in_one_line(x, weight, bias):
    out = x @ weight.T + bias + torch.tensor(
        0.5)  # fmt: skip
    return out


def a_loop_too_much(row, col):
    index = 28 * row + col
    for _ in range(row):
        index += 1
    return index


def two_things_in_brackets(x, weight, bias):
    out = x @ weight.T + bias
    return torch.clamp(out * (out == out) + 0.5 * out - 0.5 * out, -0.01, 0.01)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("exercise", "answer", "todo", "line"),
    [
        (mse_loss.squared_error, squared_twice, "Delete the last `** 2` in ", "return (d**2).sum() ** 2"),
        (
            pixels_to_vectors.normalize,
            divided_twice,
            "Delete the last `/ 255` in ",
            "return (x / 255 - 0.1307) / 0.3081 / 255",
        ),
        (
            linear_classifier.linear,
            begun_in_one_line,
            "Delete `+ torch.tensor( ...` in ",
            "out = x @ weight.T + bias + torch.tensor(",
        ),
        (linear_classifier.linear, over_three_lines, "Delete `+ .5` in ", "+ .5"),
        (
            pixels_to_vectors.pixel_index,
            a_loop_too_much,
            "Delete the 2 lines that begin with ",
            "for _ in range(row):",
        ),
        (
            linear_classifier.linear,
            two_things_in_brackets,
            "Replace `torch.clamp(...)` with what stands first in its brackets, "
            "`out * (out == out) + 0.5 * out - 0.5 * out`, in ",
            "return torch.clamp(out * (out == out) + 0.5 * out - 0.5 * out, -0.01, 0.01)",
        ),
    ],
)
def test_it_can_be_followed_to_the_letter(exercise, answer, todo, line):
    assert f"{todo}{quoted(answer, line)}\nThen your answer is right.\n" in exercise.judge(answer).message


@pytest.mark.usefixtures("patient")
def test_where_the_mistake_has_a_name_the_line_alone_is_shown():
    outcome = test_accuracy.accuracy.judge(in_percent)
    assert outcome.mistake == "percent"
    assert "`return 100 * right / len(labels)`" in outcome.message and "Delete" not in outcome.message


def divided_here_and_there(pred, target):
    squares = (pred - target) ** 2 / pred.numel()
    total = squares.sum()
    return total / pred.numel()


@pytest.mark.usefixtures("patient")
def test_one_of_two_alike_is_too_much():
    first, second = (
        quoted(divided_here_and_there, line)
        for line in ("squares = (pred - target) ** 2 / pred.numel()", "return total / pred.numel()")
    )
    told = f"Delete `/ pred.numel()` in {first}\nor in {second}, but not both.\nThen your answer is right.\n"
    assert told in mse_loss.mse_loss.judge(divided_here_and_there).message


def squared_after_the_root(a, b):
    root = ((a - b) ** 2).sum().sqrt()
    return root**2


def times_what_it_was_divided_by(pred, target):
    slopes_of_all = 2 * (pred - target) / pred.numel()
    return slopes_of_all * pred.numel()


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("exercise", "answer", "left_out", "line"),
    [
        (one_hot_labels.distance, squared_after_the_root, "`**2`", "return root**2"),
        (slopes.mse_gradient, times_what_it_was_divided_by, "`* pred.numel()`", "return slopes_of_all * pred.numel()"),
    ],
)
def test_what_stands_there_and_is_undone_is_not_called_missing(exercise, answer, left_out, line):
    outcome = exercise.judge(answer)
    assert f"Delete {left_out} in {quoted(answer, line)}\nThen your answer is right.\n" in outcome.message
    assert not outcome.mistake and "missing" not in outcome.message


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("exercise", "answer", "left_out"),
    [
        (mse_loss.squared_error, in_one_line, "`3 *`"),
        (mse_loss.mse_loss, of_the_first_row, "`[:2]`"),
    ],
)
def test_of_a_single_line_no_number_is_told(exercise, answer, left_out):
    assert f"Delete {left_out}. Then your answer is right.\n" in exercise.judge(answer).message


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        (mse_loss.squared_error, either_of_three),
        (mse_loss.squared_error, both_of_two),
        (slopes.mse_gradient, the_wrong_gradient),
        (mse_loss.squared_error, lambda pred, target: 3 * ((pred - target) ** 2).sum()),
        (mse_loss.squared_error, torch.add),
    ],
)
def test_nothing_is_told_where_it_is_not_known(exercise, answer):
    outcome = exercise.judge(answer)
    assert outcome.state == "wrong" and "your answer is right" not in outcome.message


def test_an_answer_that_never_ends_without_a_part_is_judged_in_time():
    outcome = test_accuracy.accuracy.judge(endless_when_changed)
    assert outcome.state == "wrong" and outcome.mistake == "counted from 1"


def test_an_answer_that_crashes_is_told_too():
    def too_deep(pred, target):
        difference = pred - target
        return (difference.squeeze(dim=3) ** 2).sum()

    outcome = mse_loss.squared_error.judge(too_deep)
    assert outcome.state == "crashed" and "Delete `.squeeze(dim=3)` in your line" in outcome.message
