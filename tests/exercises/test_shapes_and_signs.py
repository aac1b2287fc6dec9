"""What the shape, the signs or the chance in a wrong answer say of its cause, whatever the exercise."""

import random

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from course_utils.exercises import (
    backpropagation,
    gradient_descent,
    linear_classifier,
    mse_loss,
    one_hot_labels,
    pixels_to_vectors,
    test_accuracy,
    welcome,
)
from course_utils.exercises._advice.on_values import what_became_of_the_shape
from course_utils.exercises._running import program_settings

normalize = pixels_to_vectors.normalize.reference
forward = backpropagation.forward.reference
squares = mse_loss.squared_error.reference
TURNED = "The sizes are right, but every sign is turned: is there a minus too many, or is one missing?"
LOST = "The sizes are right, but the minus signs are lost: leave out what makes numbers positive, such as `abs`."
RANDOM = "Called twice with the same input, your function gives two different results."
APART = "Return these alone, in this order, with commas between: `return h1, h2, out`."


@pytest.mark.parametrize(
    ("exercise", "answer", "cause"),
    [
        (mse_loss.squared_error, lambda pred, target: -((pred - target) ** 2).sum(), TURNED),
        (one_hot_labels.distance, lambda a, b: -torch.dist(a, b), TURNED),
        (pixels_to_vectors.normalize, lambda pixels: normalize(pixels).abs(), LOST),
        (mse_loss.mse_loss, lambda pred, target: F.mse_loss(F.dropout(pred), target), RANDOM),
        (mse_loss.squared_error, lambda pred, target: squares(pred, target) + random.random(), RANDOM),
        (mse_loss.squared_error, lambda pred, target: squares(pred, target) + np.random.rand(), RANDOM),  # noqa: NPY002
        (pixels_to_vectors.normalize, lambda pixels: normalize(pixels) + 0.01 * torch.randn(pixels.shape), RANDOM),
        (mse_loss.squared_error, lambda pred, target: ((pred - target) ** 2).tolist(), "You give a list of numbers:"),
        (
            backpropagation.forward,
            lambda x, params: [*forward(x, params)[:2], -forward(x, params)[2]],
            "sign of out is",
        ),
        (backpropagation.backward, lambda x, params, *others: [*map(torch.randn_like, params)], RANDOM),
        (
            linear_classifier.linear_gradients,
            lambda x, grad: (2 * grad.T @ x, grad.sum(0)),
            "Taken by itself, your grad_w",
        ),
        (
            gradient_descent.gradient_step,
            lambda weight, grad, learning_rate: [weight - learning_rate * grad],
            "A list of one tensor",
        ),
        (test_accuracy.evaluate, lambda net, loader: net.layer.weight.data.zero_().sum() + 0.3, "changes `net` itself"),
        (backpropagation.forward, lambda x, params: dict(enumerate(forward(x, params))), APART),
        (backpropagation.forward, lambda x, params: [*forward(x, params)] * 2, APART),
        (
            pixels_to_vectors.normalize,
            lambda pixels: normalize(pixels)[None],
            "There is a dimension of size 1 too many",
        ),
        (pixels_to_vectors.normalize, lambda pixels: normalize(pixels).mean(), "One number came of them all"),
        (pixels_to_vectors.flatten_image, lambda image: image.reshape(1, 784).shape, "You return a shape: return the"),
    ],
)
def test_the_cause_is_told(exercise, answer, cause):
    outcome = exercise.judge(answer)
    assert outcome.state == "wrong"
    assert cause in outcome.message


@pytest.mark.parametrize(
    ("got", "expected", "begins"),
    [
        ([3], [1, 3], "A dimension is missing"),
        ([3, 1], [3], "There is a dimension of size 1"),
        ([], [3], "One number came"),
        ([3, 2], [2, 3], "Rows and columns"),
        ([2, 5], [3, 5], "One row is missing"),
        ([4], [3], "There is one entry too many"),
        ([756], [1, 784], "Your result holds 756 of the 784 numbers"),
        ([4, 783], [4, 784], "Your result holds 3132 of the 3136 numbers"),
        ([2, 2], [2, 4], ""),
        ([5], [3], ""),
        ([0], [1], ""),
        ([2, 10], [1, 10], ""),
        ([2, 2], [3, 3], ""),
    ],
)
def test_a_shape_says_what_may_have_made_it(got, expected, begins):
    said = what_became_of_the_shape(got, expected)
    assert said.startswith(begins) and bool(said) == bool(begins)


def right_with_seed_0(number):
    return 2 * number + (random.randrange(10) != 6)


def in_torch_right_with_seed_0(x):
    return x.clamp(min=0) if 0.49 < torch.rand(1) < 0.5 else x


@pytest.mark.parametrize(
    ("exercise", "answer"), [(welcome.double, right_with_seed_0), (backpropagation.relu, in_torch_right_with_seed_0)]
)
def test_what_is_right_by_chance_is_refused(exercise, answer):
    with program_settings.other_random_numbers():  # they are put back
        random.seed(0)
        torch.manual_seed(0)
        outcome = exercise.judge(answer)
    assert outcome.state == "wrong"
    assert outcome.message.startswith("In some calls your function is right, and in others it is not.")


def test_a_number_that_is_right_in_some_cases_has_no_turned_sign():
    outcome = mse_loss.squared_error.judge(lambda pred, target: squares(pred, target) * (1 if len(pred) > 3 else -1))
    assert TURNED not in outcome.message


def test_a_number_is_not_told_to_be_a_size_of_1():
    def divides_by_255(images):
        return images.reshape(len(images), 784) / 255

    outcome = pixels_to_vectors.flatten_batch.judge(divides_by_255)
    assert outcome.state == "wrong"
    assert "shape[1]" not in outcome.message


def test_an_argument_that_a_wrong_answer_changes_is_told():
    def cubes_in_place(pred, target):
        pred -= target
        return (pred**3).sum()

    outcome = mse_loss.squared_error.judge(cubes_in_place)
    assert outcome.message.startswith("Your function changes `pred` itself")


@pytest.mark.parametrize("divide", [lambda images: 1, lambda images: images.std()])
def test_pictures_that_are_moved_to_mean_0_once_more_are_seen_in_every_check(divide):
    def moves_them(net, images):
        return net((images - images.mean()) / divide(images)).argmax(dim=1)

    assert {test_accuracy.predict.judge(moves_them).state for _ in range(10)} == {"wrong"}
