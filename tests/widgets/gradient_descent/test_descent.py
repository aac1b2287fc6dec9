import json
import math

import pytest
import torch
from torch.nn import functional as F

from course_utils import load_mnist, one_hot
from course_utils.widgets.gradient_descent.descent import (
    Bowl,
    bowl_of_two_weights,
    descent,
    descent_link,
    descent_on_two_weights,
    descent_view,
)

START = {"rate": 1.0, "middle": 0.0, "left": 0.0, "step": 0, "run": 0, "reset": 0}


@pytest.fixture(scope="module")
def real_loss():
    """The loss as the lesson computes it: two weights of the output "1", all others 0."""
    images, labels = load_mnist()
    pair, targets = images[:2000, 0, 14, [14, 11]].double(), one_hot(labels[:2000]).double()

    def loss(weights):
        return F.mse_loss(F.pad((pair @ weights)[:, None], (1, 8)), targets)

    return loss


@pytest.mark.parametrize("weights", [(0.0, 0.0), (0.1, -0.1), (-3.0, 2.0)])
def test_loss_and_slope_are_those_of_the_pictures(real_loss, weights):
    bowl = bowl_of_two_weights()
    variable = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
    expected = real_loss(variable)
    expected.backward()
    assert bowl.loss(weights) == pytest.approx(expected.item(), rel=1e-6)
    assert bowl.gradient(weights) == pytest.approx(variable.grad.tolist(), rel=1e-5)


def test_the_bottom_is_flat_and_the_axes_are_the_eigenvalues():
    bowl = bowl_of_two_weights()
    aa, ab, bb = bowl.curvature
    largest, smallest, angle = bowl.axes
    assert bowl.gradient(bowl.bottom) == pytest.approx((0, 0), abs=1e-12)
    assert (smallest, largest) == pytest.approx(torch.linalg.eigvalsh(torch.tensor([[aa, ab], [ab, bb]])).tolist())
    along = (math.cos(angle), math.sin(angle))
    assert (aa * along[0] + ab * along[1], ab * along[0] + bb * along[1]) == pytest.approx(
        (largest * along[0], largest * along[1])
    )


def test_a_step_goes_against_the_slope():
    bowl = Bowl((2.0, 0.0, 4.0), (0.0, -4.0), 2.0)
    assert descent(bowl, (1.0, 0.0), 0.25, 2) == [(1.0, 0.0), (0.5, 1.0), (0.25, 1.0)]


def test_the_path_is_the_one_of_the_lesson():
    html = descent_view(bowl_of_two_weights(), {**START, "run": 1}).html
    for numbers in ("0.060", "−0.006", "0.0976", "0.077", "−0.025", "0.0971", "0.111", "−0.077", "0.0965"):
        assert f">{numbers}</td>" in html


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({}, "Learning rate 1, step 0: the loss is 0.1000."),
        ({"step": 1}, "Learning rate 1, after 1 step: the loss fell from 0.1000 to 0.0976."),
        ({"run": 1}, "Learning rate 1, after 20 steps: the loss fell from 0.1000 to 0.0965, the lowest there is."),
        ({"run": 1, "rate": 0.05}, "Learning rate 0.05, after 20 steps: the loss fell from 0.1000 to 0.0979."),
        ({"run": 1, "since": 19}, "Learning rate 1, after 1 step: the loss fell from 0.1000 to 0.0976."),
        (
            {"run": 7, "rate": 0.05},
            "Learning rate 0.05, after 100 steps: the loss fell from 0.1000 to 0.0966. 100 steps are the most here.",
        ),
        (
            {"run": 1, "rate": 2.2},
            "Learning rate 2.2, after 20 steps: the loss is 0.1001 and grew with the last step. It diverges.",
        ),
        (
            {"run": 1, "rate": 3.0},
            "Learning rate 3, stopped after 10 steps: the loss is 104.0 and grows with every step. It diverges.",
        ),
    ],
)
def test_the_sentence_says_where_the_loss_went(changed, text):
    assert descent_view(bowl_of_two_weights(), {**START, **changed}).text == text


def test_the_edge_is_2_by_the_largest_curvature():
    bowl = bowl_of_two_weights()
    edge = 2 / bowl.axes[0]
    assert 2.15 < edge < 2.2

    def diverges(rate):
        return "diverges" in descent_view(bowl, {**START, "run": 5, "rate": rate}).text

    rates = [round(0.05 * i, 2) for i in range(1, 61)]
    assert [rate for rate in rates if diverges(rate)] == [rate for rate in rates if rate > edge]


@pytest.mark.parametrize("rate", [1.0, 2.0])
def test_rounding_at_the_bottom_is_no_divergence(rate):
    for steps in range(60, 101):
        assert "lowest" in descent_view(bowl_of_two_weights(), {**START, "rate": rate, "step": steps}).text


def test_what_leaves_the_map_is_said_and_stays_finite():
    html = descent_view(bowl_of_two_weights(), {**START, "run": 5, "rate": 3.0}).html
    assert "step 10 is outside the map" in html
    assert "nan" not in html and "inf" not in html
    assert "outside" not in descent_view(bowl_of_two_weights(), {**START, "run": 5}).html


@pytest.mark.parametrize(
    ("before", "changed", "expected"),
    [
        ({}, {"step": 1}, {"step": 1, "since": 0}),
        ({"step": 3, "run": 2}, {"reset": 1}, {"reset": 1, "since": 43}),
        ({"step": 3, "since": 3}, {"step": 4}, {"step": 4, "since": 3}),
        ({"step": 3, "since": 3, "reset": 1}, {"step": 4, "since": 0}, {"step": 4, "since": 3}),  # a press in a hurry
        ({}, {"across": 0, "down": 0}, {"middle": -0.1, "left": 0.1, "since": 0}),
        ({}, {"across": 20, "down": 20}, {"middle": 0.3, "left": -0.3, "since": 0}),
    ],
)
def test_buttons_and_clicks_change_what_they_say(before, changed, expected):
    before = {**START, **before}
    assert descent_link(before, {**before, **changed}) == {**before, **expected}


def test_the_widget_steps_runs_and_begins_anew():
    widget = descent_on_two_weights()

    widget.values = {**widget.values, "step": 1}
    widget.values = {**widget.values, "run": 1}
    assert "after 21 steps" in widget.text
    widget.values = {**widget.values, "rate": 3.0}  # the same steps, made anew
    assert "diverges" in widget.text
    widget.values = {**widget.values, "reset": 1}
    assert "step 0" in widget.text
    widget.values = {**widget.values, "step": 2}

    assert "after 1 step:" in widget.text
    assert json.loads(json.dumps(widget.values)) == widget.values
