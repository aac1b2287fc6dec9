"""What the shape, the signs or the chance in a wrong answer say of its cause, whatever the exercise."""

import pytest
import torch
from torch.nn import functional as F

from course_utils.exercises import backpropagation, mse_loss, one_hot_labels, pixels_to_vectors
from course_utils.exercises._advice.on_values import what_became_of_the_shape

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
        (pixels_to_vectors.normalize, lambda pixels: normalize(pixels) + 0.01 * torch.randn(pixels.shape), RANDOM),
        (mse_loss.squared_error, lambda pred, target: ((pred - target) ** 2).tolist(), "You give a list of numbers:"),
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
        ([2, 5], [3, 5], "One entry is missing"),
        ([4], [3], "There is one entry too many"),
        ([5], [3], ""),
        ([2, 2], [3, 3], ""),
    ],
)
def test_a_shape_says_what_may_have_made_it(got, expected, begins):
    said = what_became_of_the_shape(got, expected)
    assert said.startswith(begins) and bool(said) == bool(begins)


def test_a_number_that_is_right_in_some_cases_has_no_turned_sign():
    outcome = mse_loss.squared_error.judge(lambda pred, target: squares(pred, target) * (1 if len(pred) > 3 else -1))
    assert TURNED not in outcome.message
