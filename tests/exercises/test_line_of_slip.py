"""The line of a slip is named where changing it makes the answer right, and only there."""

import pytest
import torch
from quoted_lines import endless_when_changed, quoted

from course_utils.exercises import gradient_descent, test_accuracy

pytestmark = pytest.mark.usefixtures("time_to_look")


def uphill(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight = weight + learning_rate * grad_of(weight)
        path.append(weight)
    return path


def one_step_more(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps + 1):
        weight = weight - learning_rate * grad_of(weight)
        path.append(weight)
    return path


def two_slips(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps + 1):
        weight = weight + learning_rate * grad_of(weight)
        path.append(weight)
    return path


def either_line(predicted, labels):
    right = (predicted == labels).sum() + 1
    return (right + 1 - 1) / len(labels)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (uphill, "weight = weight + learning_rate * grad_of(weight)"),
        (one_step_more, "for _ in range(steps + 1):"),
    ],
)
def test_the_line_that_makes_it_right_is_named(answer, line):
    message = gradient_descent.descend.judge(answer).message
    assert f"\nLook at {quoted(answer, line)}\n" in message


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        (gradient_descent.descend, two_slips),
        (test_accuracy.accuracy, either_line),
        (test_accuracy.accuracy, lambda predicted, labels: (predicted != labels).float().mean()),
        (gradient_descent.gradient_step, torch.add),
    ],
)
def test_no_line_is_named_where_none_is_known(exercise, answer):
    assert "Look at your line" not in exercise.judge(answer).message


def test_an_answer_that_a_change_makes_endless_is_judged_in_time():
    outcome = test_accuracy.accuracy.judge(endless_when_changed)
    assert outcome.state == "wrong" and outcome.mistake == "counted from 1"
