import json
import math

import pytest
import torch
from torch.nn import functional as F

from course_utils import load_mnist, one_hot
from course_utils.widgets.gradient_descent.descent import descent_link, descent_on_two_weights, descent_view
from course_utils.widgets.gradient_descent.loss_bowl import Bowl, bowl_of_two_weights, descent

START = {"rate": 1.0, "middle": 0.0, "left": 0.0, "steps": 0, "step": 0, "reset": 0}


def shown(**changed):
    return descent_view(**{**START, **changed})


def alt(view):
    return view.parts[0].get("aria-label")


def drawn(view, tag):
    return list(view.parts[0].iter(tag))


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
    html = shown(steps=20).html
    for numbers in ("0.060", "−0.006", "0.0976", "0.077", "−0.025", "0.0971", "0.111", "−0.077", "0.0965"):
        assert f">{numbers}</td>" in html


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({}, "Learning rate 1, step 0: the loss is 0.1000."),
        ({"steps": 1}, "Learning rate 1, after 1 step: the loss fell from 0.1000 to 0.0976."),
        ({"steps": 20}, "Learning rate 1, after 20 steps: the loss fell from 0.1000 to 0.0965, the lowest there is."),
        ({"steps": 20, "rate": 0.05}, "Learning rate 0.05, after 20 steps: the loss fell from 0.1000 to 0.0979."),
        (
            {"steps": 100, "rate": 0.05},
            "Learning rate 0.05, after 100 steps: the loss fell from 0.1000 to 0.0966. 100 steps are the most here.",
        ),
        (
            {"steps": 1, "rate": 0.05, "middle": 0.04, "left": 0.02},
            "Learning rate 0.05, after 1 step: the loss is still 0.0986.",
        ),
        (
            {"steps": 100, "middle": 0.11, "left": -0.08},
            "Learning rate 1, after 100 steps: the loss is still 0.0965, the lowest there is. "
            "100 steps are the most here.",
        ),
        (
            {"steps": 20, "rate": 2.2},
            "Learning rate 2.2, after 20 steps: the loss is 0.1001 and grew with the last step. It diverges.",
        ),
        (
            {"steps": 20, "rate": 3.0},
            "Learning rate 3, stopped after 10 steps: the loss is 104.0 and grows with every step. It diverges.",
        ),
    ],
)
def test_the_sentence_says_where_the_loss_went(changed, text):
    assert shown(**changed).text == text


def test_the_edge_is_2_by_the_largest_curvature():
    bowl = bowl_of_two_weights()
    edge = 2 / bowl.axes[0]
    assert 2.15 < edge < 2.2

    rates = [round(0.05 * i, 2) for i in range(1, 61)]
    assert [rate for rate in rates if "diverges" in shown(steps=100, rate=rate).text] == [
        rate for rate in rates if rate > edge
    ]


@pytest.mark.parametrize("rate", [1.0, 2.0])
def test_rounding_at_the_bottom_is_no_divergence(rate):
    for steps in range(60, 101):
        assert "lowest" in shown(rate=rate, steps=steps).text


def test_what_leaves_the_map_is_said_and_stays_finite():
    view = shown(steps=100, rate=3.0)
    assert "step 10 is outside the map" in view.html
    assert "outside the map" in alt(view)
    assert "nan" not in view.html and "inf" not in view.html
    assert "outside" not in shown(steps=100).html


def test_the_picture_says_its_numbers():
    assert alt(shown(steps=1)) == (
        "Map of the loss over the two weights, lowest at (0.111, −0.077); the path begins at (0, 0), "
        "step 1 at (0.06, −0.006), with the slope (−0.017, 0.02)"
    )


def test_the_map_is_coloured_by_contours_of_one_loss_each():
    view, bowl = shown(), bowl_of_two_weights()
    contours = drawn(view, "ellipse")
    labels = [text.text for text in drawn(view, "text") if (text.text or "").startswith("loss ")]
    assert len(contours) == 6
    assert labels == ["loss 0.11", "loss 0.105", "loss 0.1", "loss 0.097"]
    # Its longer half axis: how far one has to go along the flattest direction to get to this loss.
    far = float(contours[-1].get("ry")) / (480 / 0.4)
    angle = bowl.axes[2] + math.pi / 2
    there = (bowl.bottom[0] + far * math.cos(angle), bowl.bottom[1] + far * math.sin(angle))
    assert bowl.loss(there) == pytest.approx(0.097, abs=2e-6)


def test_the_slope_leads_up_and_the_next_step_is_so_many_times_as_long_the_other_way():
    def ends(view):
        """Where the heads of the two arrows are, from the place where the path stands, in pixels."""
        heads = [line for line in drawn(view, "polyline") if len(line.get("points").split()) == 4]
        points = [
            tuple(map(float, line.get("points").split()[0].split(","))) for line in heads[:-2]
        ]  # the last two say what each means
        return [(x - 120, y - 120) for x, y in points]  # (0, 0) of the weights stands at 120, 120

    slope, step = ends(shown(rate=2.0))
    assert slope == pytest.approx((-0.0596 * 1200, -0.0055 * 1200), abs=0.2)  # upwards is less in a picture
    assert step == pytest.approx((-2 * slope[0], -2 * slope[1]), abs=0.2)
    assert ends(shown(rate=3.0, steps=100)) == []  # outside the map


@pytest.mark.parametrize(
    ("changed", "steps", "expected"),
    [
        ({"step"}, 0, {"steps": 1}),
        ({"step"}, 20, {"steps": 21}),
        ({"step"}, 100, {"steps": 100}),
        ({"reset"}, 43, {"steps": 0}),
        ({"step", "reset"}, 43, {"steps": 0}),  # pressed in a hurry
        ({"middle", "left", "rate"}, 7, {}),
    ],
)
def test_buttons_change_what_they_say(changed, steps, expected):
    assert descent_link(changed, **{**START, "steps": steps}) == expected


def test_the_widget_steps_runs_and_begins_anew():
    widget = descent_on_two_weights()

    widget.values = {**widget.values, "step": 1}
    for steps in range(2, 22):  # as the button that walks does
        widget.values = {**widget.values, "steps": steps}
    assert "after 21 steps" in widget.text
    widget.values = {**widget.values, "rate": 3.0}  # the same steps, made anew
    assert "diverges" in widget.text
    widget.values = {**widget.values, "reset": 1}
    assert "step 0" in widget.text
    widget.values = {**widget.values, "step": 2}

    assert "after 1 step:" in widget.text
    assert json.loads(json.dumps(widget.values)) == widget.values


def test_the_start_is_dragged_all_over_the_map_and_nowhere_else():
    widget = descent_on_two_weights()
    (area,) = (node for node in widget._view.parts[0].iter() if node.get("data-grab"))
    grabbed = json.loads(area.get("data-grab"))
    assert area.get("aria-label") == "start"
    assert grabbed["x"] == ["middle", -0.1, 0.3, -0.1, 0.3, 0.01]
    assert grabbed["y"] == ["left", -0.3, 0.1, -0.3, 0.1, 0.01]

    widget.values = {**widget.values, "middle": 0.3, "left": -0.3}
    assert "begins at (0.3, −0.3)" in widget._view.parts[0].get("aria-label")
    for hostile in (float("nan"), 3.31, "0", None, True, [0]):
        widget._received(widget, {"changes": {"middle": hostile, "steps": hostile, "rate": hostile}, "number": 1}, [])
    assert widget.values == {**START, "middle": 0.3, "left": -0.3}


def test_one_button_goes_twenty_steps_one_after_another():
    (walk,) = (control for control in descent_on_two_weights().controls if control["kind"] == "play")
    assert (walk["plays"], walk["by"], walk["main"]) == ("steps", 20, True)
