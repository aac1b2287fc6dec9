"""The tiny network: its numbers are those of autograd, and each step says what it computes."""

import itertools
import json
import re

import pytest
import torch
from torch.nn import functional as F

from course_utils.widgets.backpropagation.stepper import (
    backprop_stepper,
    stepper_link,
    stepper_view,
    tiny_pass,
)
from course_utils.widgets.backpropagation.stepper_steps import LAST, STEPS, equations, since

INPUTS = {"x0": 1, "x1": 2, "w": -1, "target": "[1, 0]"}
START = {"step": 9, "back": 0, "next": 0, **INPUTS}


@pytest.mark.parametrize("target", ["[1, 0]", "[0, 1]"])
@pytest.mark.parametrize("w", [-2, -0.5, 0, 1.5, 2])
def test_the_tiny_numbers_are_those_of_autograd_and_a_step_never_lets_the_loss_grow(w, target):
    for x0, x1 in itertools.product([-2, -1, 0, 1, 2], repeat=2):
        there = tiny_pass(x0=x0, x1=x1, w=w, target=target)
        w1, w2 = (
            torch.tensor(weight, requires_grad=True) for weight in ([[1.0, w], [1.0, 0.5]], [[1.0, 1.0], [2.0, -0.5]])
        )
        x, wanted = torch.tensor([[float(x0), x1]]), torch.tensor([json.loads(target)], dtype=torch.float32)
        z1 = x @ w1.T
        h1 = F.relu(z1)
        out = h1 @ w2.T
        loss = F.mse_loss(out, wanted)
        for part in (z1, h1, out):
            part.retain_grad()
        loss.backward()
        with torch.no_grad():
            again = F.mse_loss(F.relu(x @ (w1 - 0.1 * w1.grad).T) @ (w2 - 0.1 * w2.grad).T, wanted)

        rows = {"z1": z1, "h1": h1, "out": out, "grad_z1": z1.grad, "grad_h1": h1.grad, "grad_out": out.grad}
        for name, expected in rows.items():
            assert getattr(there, name) == pytest.approx(expected[0].tolist()), (name, x0, x1)
        assert there.grad_w1 == [pytest.approx(row) for row in w1.grad.tolist()]
        assert there.grad_w2 == [pytest.approx(row) for row in w2.grad.tolist()]
        assert there.loss == pytest.approx(loss.item())
        assert there.stepped().loss == pytest.approx(again.item(), rel=1e-5, abs=1e-7)
        assert there.stepped().loss <= there.loss


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, "z1[0] = w1[0, 0] · x[0] + w1[0, 1] · x[1] = 1 · 1 + (−1) · 2 = −1"),
        (2, "h1[0] = relu(z1[0]) = relu(−1) = 0"),
        (3, "out[1] = w2[1, 0] · h1[0] + w2[1, 1] · h1[1] = 2 · 0 + (−0.5) · 2 = −1"),
        (4, "loss = ((2 − 1)² + (−1 − 0)²) / 2 = 1"),
        (5, "grad_out[1] = 2 · (out[1] − target[1]) / 2 = 2 · (−1 − 0) / 2 = −1"),
        (6, "grad_w2[1, 1] = grad_out[1] · h1[1] = (−1) · 2 = −2"),
        (7, "grad_h1[0] = w2[0, 0] · grad_out[0] + w2[1, 0] · grad_out[1] = 1 · 1 + 2 · (−1) = −1"),
        (8, "grad_z1[0] = 0: h1[0] is 0, so grad_h1[0] = −1 is stopped"),
        (9, "grad_w1[1, 1] = grad_z1[1] · x[1] = 1.5 · 2 = 3"),
        (10, "w1 = [[1, −1], [1, 0.5]] − 0.1 · [[0, 0], [1.5, 3]] = [[1, −1], [0.85, 0.2]]"),
    ],
)
def test_every_step_writes_its_computation_bold_and_thick(place, expected):
    html = stepper_view(**{**START, "step": place}).html
    assert expected in equations(tiny_pass(**INPUTS), place) and expected in html
    assert "stroke-width: 3;" in html or 'stroke-width: 3"' in html
    assert "font-weight: bold" in html.split(">hidden units</text>")[1]  # in the network, not on the strip alone


def test_what_the_equations_say_is_true_wherever_the_controls_stand():
    for x0, x1, w, place in itertools.product([-2, 1, 2], [-2, 0, 2], [-1, 0.5], [1, 3, 5, 6, 7, 9]):
        for equation in equations(tiny_pass(**{**INPUTS, "x0": x0, "x1": x1, "w": w}), place):
            *_, numbers, result = equation.split(" = ")
            assert eval(numbers.replace("−", "-").replace("·", "*")) == float(result.replace("−", "-")), equation


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"step": 0}, "forward: x = [1, 2] goes in, target = [1, 0] is wanted"),
        ({"step": 2}, "forward: h1[0] is silent; h1 = [0, 2]"),
        ({"step": 8}, "backward: the mask stops the error at the silent h1[0]; grad_z1 = [0, 1.5]"),
        ({"step": 8, "x1": 0}, "backward: the error passes both hidden units; grad_z1 = [4, 0.25]"),
        ({"step": 8, "x1": 1}, "backward: the mask stops the error at the silent h1[0]; grad_z1 = [0, 0.875]"),
        ({"step": 8, "x0": -2, "x1": 0}, "backward: the mask stops the error at both hidden units; grad_z1 = [0, 0]"),
        ({"step": 10}, "the weights have moved, and the loss falls from 1 to 0.0703"),
        ({"step": 10, "x0": -2, "x1": 0}, "all slopes are 0, so no weight moves, and the loss is still 0.5"),
    ],
)
def test_the_sentence_follows_the_step_and_the_mask(changed, text):
    assert (
        stepper_view(**{**START, **changed}).text
        == f"Step {changed['step']} of 10{':' if changed['step'] == 10 else ','} {text}."
    )


def alt(html):
    return re.search(r'aria-label="(Network[^"]+)"', html)[1] + ","


def test_nothing_is_told_or_drawn_before_it_is_computed_and_a_silent_unit_is_dashed():
    for x1 in (2, 0):
        html = stepper_view(**{**START, "x1": x1}).html
        assert (">slope, silent<" in html) == ("stroke-dasharray" in html) == (x1 == 2)
    walk = [stepper_view(**{**START, "step": place}).html for place in range(LAST + 1)]
    assert [">slope, silent<" in html for html in walk] == [place >= 2 for place in range(LAST + 1)]
    assert ["stroke-dasharray" in html for html in walk] == [place >= 2 for place in range(LAST + 1)]
    known = {"z1[1]": 1, "h1[1]": 2, "out[0]": 3, "loss": 4, "grad_out[0]": 5, "grad_w2[0, 1]": 6}
    known |= {"grad_h1[1]": 7, "grad_z1[1]": 8, "grad_w1[1, 1]": 9, "loss after the update": 10}
    for name, place in known.items():
        assert [f" {name} = " in alt(html) for html in walk] == [at >= place for at in range(LAST + 1)], name
        assert since(re.sub(r"\[.*| after.*", "", name)) == place or name == "loss after the update"


@pytest.mark.parametrize("place", range(LAST + 1))
def test_the_picture_holds_exactly_the_numbers_that_are_known(place):
    html = stepper_view(**{**START, "step": place}).html
    numbers = re.findall(r'text-anchor="end"[^>]*>(−?[\d.]+)</text>', html)
    drawn = {"loss": 1, "after": 1, "w1": 0, "w2": 0, "grad_w1": 0, "grad_w2": 0}  # in boxes; of the others 2 each
    seen = [name for step in STEPS[: place + 1] for name in step.known]
    assert len(numbers) == sum(drawn.get(name, 2) for name in seen)
    assert html.count(">grad ") == 4 * sum(f"grad_{name}" in seen for name in ("w1", "w2"))
    assert html.count("▸") == sum(drawn.get(name, 2) for name in STEPS[place].known)


def test_the_next_line_is_named_but_not_its_answer():
    html = stepper_view(**{**START, "step": 0}).html
    assert "<p style" in html and "z1 = x @ w1.T" in html and "−1 = " not in html and "grad_w1 = [[" not in html
    assert "This was the last step." in stepper_view(**{**START, "step": LAST}).html


@pytest.mark.parametrize("place", [6, 9])
def test_no_line_runs_through_a_label_and_the_frame_has_room_for_all_of_them(place):
    svg = next(stepper_view(**{**START, "step": place}).parts[0].iter("svg"))
    nodes = list(svg.iter())
    name = STEPS[place].name.removeprefix("grad_")
    frame = next(node for node in nodes if "stroke-width: 3" in node.get("style", "") and float(node.get("y", 0)) > 60)
    left, right = float(frame.get("x")), float(frame.get("x")) + float(frame.get("width"))
    labels = [(k, node) for k, node in enumerate(nodes) if (node.text or "").startswith(f"{name}[")]
    assert len(labels) == 4
    for k, node in labels:
        x, y, half = float(node.get("x")), float(node.get("y")), 3.3 * len(node.text)  # 13 pixels high
        assert left < x - half and x + half < right, node.text
        if nodes[k - 1].tag == "rect":  # the ground that breaks a crossing edge
            assert float(nodes[k - 1].get("y")) < y - 10 and "course-ground" in nodes[k - 1].get("style")
        else:  # a straight edge runs below it
            assert min(abs(y + 8 - middle) for middle in (150, 346)) < 1


def test_labels_of_crossing_weights_keep_away_from_the_crossing():
    html = stepper_view(**START).html
    places = {
        name: (float(x), float(y))
        for x, y, name in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(w\d\[\d, \d\])', html)
    }
    assert len(places) == 8
    for name in ("w1", "w2"):
        middle = sum(places[f"{name}[{i}, {j}]"][1] for i in (0, 1) for j in (0, 1)) / 4
        for one in ("[0, 1]", "[1, 0]"):
            assert abs(places[name + one][1] - middle) > 25
        heights = sorted(places[f"{name}[{i}, {j}]"][1] for i in (0, 1) for j in (0, 1))
        assert min(b - a for a, b in itertools.pairwise(heights)) > 36  # room for two lines each


@pytest.mark.parametrize(
    ("step", "changed", "walked"),
    [
        (9, {"next"}, {"step": 10}),
        (10, {"next"}, {"step": 10}),
        (4, {"back"}, {"step": 3}),
        (0, {"back"}, {"step": 0}),
        (7, {"step"}, {}),
        (4, {"x0"}, {}),
    ],
)
def test_the_buttons_walk_as_far_as_there_are_steps(step, changed, walked):
    assert stepper_link(changed, **{**START, "step": step}) == walked


def test_the_stepper_walks_from_the_start_to_the_end():
    widget = backprop_stepper()
    assert widget.text.startswith("Step 0 of 10") and backprop_stepper(9).text.startswith("Step 9 of 10")
    for press in range(1, 13):
        widget.values = {**widget.values, "next": press}
        assert widget.text.startswith(f"Step {min(press, 10)} of 10")
    assert json.loads(json.dumps(widget.values)) == widget.values


@pytest.mark.parametrize("name", ["x0", "x1", "w"])
@pytest.mark.parametrize("value", [-2, 0, 2])
def test_a_knob_stands_where_it_is_grabbed(name, value):
    html = stepper_view(**{**START, name: value}).html
    for area in re.finditer(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*data-grab="([^"]+)"', html):
        grabbed, first, last, *_ = json.loads(area[3].replace("&quot;", '"'))["x"]
        if grabbed == name:
            break
    left, width = float(area[1]), float(area[2])
    knobs = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', html)]
    knob = left + (value - first) / (last - first) * width
    assert grabbed == name and any(abs(knob - x) < 0.2 for x in knobs)


@pytest.mark.parametrize("hostile", [float("nan"), 2.5, 99, -99, "1", None, True, [1]])
def test_what_fits_no_control_changes_nothing(hostile):
    widget = backprop_stepper()
    before = widget.values, widget.html
    for name in ("step", "x0", "x1"):
        widget._received(widget, {"changes": {name: hostile}, "number": 1}, [])
    assert (widget.values, widget.html) == before


@pytest.mark.parametrize("step", [-1, 11, 2.5, None])
def test_a_step_that_there_is_not_is_refused(step):
    with pytest.raises(ValueError, match=r"^expected step to be a whole number from 0 to 10, got .*; step=0 is the"):
        backprop_stepper(step)
