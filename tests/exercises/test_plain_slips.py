"""What an answer shows in its own code is said before its numbers: it is true whatever comes in."""

import pytest
import torch
from answers import changed
from torch.nn import functional as F

from course_utils.exercises import (
    backpropagation,
    gradient_descent,
    linear_classifier,
    mse_loss,
    one_hot_labels,
    pixels_to_vectors,
    pytorch_parts,
    slopes,
    test_accuracy,
    train_by_hand,
)
from course_utils.exercises._plain_slips import (
    comma_for_a_point,
    line_without_effect,
    order_of_inputs,
    slip_in_a_loop,
)

pytestmark = [pytest.mark.usefixtures("time_to_look"), pytest.mark.filterwarnings("ignore")]


def linear(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            out[i, j] = (x[i] * weight[j]).sum() + bias[j]
    return out


def one_hot(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(len(labels)):
        rows[i, labels[i]] = 1
    return rows


def squared_error(pred, target):
    total = 0
    for p, t in zip(pred.flatten(), target.flatten(), strict=True):
        total += (p - t) ** 2
    return total


def distance(a, b):
    total = 0
    for x, y in zip(a, b, strict=True):
        total += (x - y) ** 2
    return total**0.5


def normalize(pixels):
    pixels = pixels / 255
    pixels = pixels - 0.1307
    pixels = pixels / 0.3081
    return pixels


def predict(net, images):
    out = net(images)
    out = out.argmax(dim=1)
    return out


def from_one_hot(targets):
    rows = []
    for row in targets:
        found = []
        for place, number in enumerate(row):
            if number == 1:
                found.append(place)
        rows.append(found[0])
    return torch.tensor(rows)


momentum_step, train_step, pixel_index, mse_gradient, descend, Net = (
    exercise.reference
    for exercise in (
        train_by_hand.momentum_step,
        pytorch_parts.train_step,
        pixels_to_vectors.pixel_index,
        slopes.mse_gradient,
        gradient_descent.descend,
        pytorch_parts.Net,
    )
)
RIGHT = {
    linear: linear_classifier.linear,
    one_hot: one_hot_labels.one_hot,
    squared_error: mse_loss.squared_error,
    distance: one_hot_labels.distance,
    normalize: pixels_to_vectors.normalize,
    momentum_step: train_by_hand.momentum_step,
    train_step: pytorch_parts.train_step,
    pixel_index: pixels_to_vectors.pixel_index,
    mse_gradient: slopes.mse_gradient,
    predict: test_accuracy.predict,
    descend: gradient_descent.descend,
    from_one_hot: one_hot_labels.from_one_hot,
    Net: pytorch_parts.Net,
}


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: answer.__name__)
def test_a_right_answer_has_none(answer):
    assert RIGHT[answer].judge(answer).state == "right"
    said = [look_at(answer) for look_at in (line_without_effect, comma_for_a_point, slip_in_a_loop)]
    assert [*said, order_of_inputs(RIGHT[answer], answer)] == [""] * 4


@pytest.mark.parametrize(
    ("answer", "slips", "told"),
    [
        (linear, ["x, weight, bias", "x, bias, weight"], "and what comes in is `x, weight, bias`, in this order"),
        (linear, ["x, weight, bias", "weight, x, bias"], "and what comes in is `x, weight, bias`, in this order"),
        (mse_gradient, ["(pred, target)", "(target, pred)"], "and what comes in is `pred, target`, in this order"),
        (pixel_index, ["(row, col)", "(col, row)"], "and what comes in is `row, col`, in this order"),
        (descend, ["learning_rate, steps", "steps, learning_rate"], "what comes in is `grad_of, weight, learning_"),
        (linear, ["out[i, j] =", "out[i, j] =="], "your line 5 only compares: one `=` gives `out[i, j]` a new value."),
        (normalize, ["pixels = pixels / 0.3", "pixels / 0.3"], "write `pixels = pixels / 0.3081`."),
        (momentum_step, ["velocity += grad", "velocity + grad"], "write `velocity += grad`."),
        (predict, ["out = out.argmax", "out.argmax"], "leaves `out` as it is: write `out = out.argmax(dim=1)`."),
        (
            train_step,
            ["    loss.backward", "    return loss.item()\n    loss.backward"],
            "what stands below it never runs",
        ),
        (one_hot, ["    return rows", "        return rows"], "move it to the left, below the loop."),
        (linear, ["    return out", "            return out"], "move it to the left, below all loops."),
        (squared_error, ["        total +=", "        total = 0\n        total +="], "move it above the loop."),
        (
            one_hot,
            ["        rows[i", "        rows = torch.zeros(len(labels), depth)\n        rows[i"],
            "above the loop.",
        ),
        (
            distance,
            [
                "for x, y in zip(a, b, strict=True):",
                "for x in a:",
                "        total += (x - y) ** 2",
                "        for y in b:\n            total += (x - y) ** 2",
            ],
            "pair each of `a` with each of `b`",
        ),
        (distance, ["total**0.5", "total**0,5"], "A number is written with a point, `0.5`: with the comma"),
        (
            from_one_hot,
            ["        rows.append", "    rows.append"],
            "only the last `found` is put in: move it to the right",
        ),
        (Net, ["return self.layer3(h2)", "self.layer3(h2)\n        return h2"], "`self.layer3(h2)` in your line"),
    ],
)
def test_a_slip_is_quoted_with_its_line(answer, slips, told):
    outcome = RIGHT[answer].judge(changed(answer, *slips))
    assert outcome.state in ("wrong", "crashed") and told in outcome.message


def test_a_sum_that_begins_anew_in_the_inner_loop_is_moved_above_it():
    def sums(rows):
        out = []
        for row in rows:
            for one in row:
                total = 0
                total += one
            out.append(total)
        return out

    assert "`total = 0` in your" in slip_in_a_loop(sums) and "above the loop" in slip_in_a_loop(sums)


def test_a_loop_that_begins_anew_for_each_row_is_no_slip():
    def sums(rows):
        out = []
        for row in rows:
            total = 0
            for one in row:
                total += one
            out.append(total)
        return out

    assert slip_in_a_loop(sums) == ""


def test_what_works_in_place_and_a_missing_return_are_none():
    def in_place(x):
        F.relu(x, inplace=True)
        F.relu_(x)
        return x

    def nothing_returned(pred, target):
        2 * (pred - target) / pred.numel()

    assert line_without_effect(in_place) == line_without_effect(nothing_returned) == ""


def test_what_is_told_of_the_code_is_not_counted_as_the_mistake_that_has_the_same_numbers():
    turned = pixels_to_vectors.pixel_index.judge(changed(pixel_index, "(row, col)", "(col, row)"))
    as_numbers = pixels_to_vectors.pixel_index.judge(changed(pixel_index, "28 * row + col", "28 * col + row"))
    assert turned.mistake == "" and as_numbers.mistake


def flatten_image(image):
    return image.reshape(1, 784) if image.dim() == 2 else image[0].flatten()


def test_the_shape_with_which_it_goes_wrong_is_told():
    message = pixels_to_vectors.flatten_image.judge(flatten_image).message
    assert message.startswith("It was right for `image` of shape [28, 28]: here the shape is [1, 28, 28].")


def returned_in_the_loop(x, params):
    w1, b1, w2, b2, w3, b3 = params
    for w, b in ((w1, b1), (w2, b2), (w3, b3)):
        x = (x @ w.T + b).clamp(min=0)
        return x


def test_no_other_advice_stands_beside_it():
    message = backpropagation.forward.judge(returned_in_the_loop).message
    assert "inside the loop" in message and "Return these" not in message
