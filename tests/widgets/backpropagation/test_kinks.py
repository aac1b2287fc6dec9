"""Kinks that add up to a bend: their numbers, what the sentence says, and that each is grabbed where it is drawn."""

import json
import re

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from course_utils.widgets.backpropagation.kinks import (
    CURVES,
    NUMBERS,
    bent,
    best_line,
    error,
    kinks_against_a_curve,
    kinks_link,
    kinks_view,
)

AT = {"place1": 0.0, "place2": 1.0, "place3": 2.0, "slope1": 1.0, "slope2": -2.0, "slope3": -1.0}
START = {"kinks": "2", "curve": "arch", "again": 0, **AT}


@pytest.mark.parametrize("curve", CURVES)
def test_the_sum_and_its_error_are_those_of_pytorch(curve):
    kinks = [(0.3, 1.5), (1.2, -2.2), (2.9, 0.7)]
    x = torch.tensor(NUMBERS)
    line = sum(slope * F.relu(x - place) for place, slope in kinks)
    assert bent(kinks, NUMBERS) == pytest.approx(line.numpy())
    assert error(kinks, curve) == pytest.approx(F.mse_loss(line, torch.tensor(CURVES[curve](NUMBERS))).item())


@pytest.mark.parametrize("curve", CURVES)
def test_no_straight_line_is_better_than_the_best(curve):
    slope, height, least = best_line(curve)
    wanted = CURVES[curve](NUMBERS)
    assert np.polyfit(NUMBERS, wanted, 1) == pytest.approx([slope, height], abs=1e-9)
    for turned, moved in ((0, 0.01), (0, -0.01), (0.01, 0), (-0.01, 0)):
        assert (((slope + turned) * NUMBERS + height + moved - wanted) ** 2).mean() > least


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({}, "Two kinks are farther from the arch than the best straight line: mean squared error 3.24 against 0.373."),
        ({"place2": 2.0}, "Two kinks are closer to the arch than any straight line: mean squared error 0.132"),
        ({"slope1": 1.2, "place2": 2.0, "slope2": -2.4}, "mean squared error 0.0528 against 0.373."),
        ({"kinks": "1"}, "One kink is farther from the arch"),
        ({"kinks": "1", "curve": "rise", "place1": 1.2, "slope1": 0.7}, "One kink is closer to the rise"),
        ({"curve": "rise", "place1": 0.5, "slope1": 0.4, "place2": 3.5, "slope2": 0.6},
         "Two kinks are as close to the rise as the best straight line: mean squared error 0.0233 against 0.0233."),
        ({"kinks": "3"}, "Three kinks are farther from the arch"),
        ({"kinks": "3", "curve": "wave", "slope1": 1.6, "place2": 0.8, "slope2": -2.6, "place3": 3.2, "slope3": 2.4},
         "Three kinks are closer to the wave"),
    ],
)  # fmt: skip
def test_the_sentence_says_who_is_closer_and_both_errors(changed, text):
    view = kinks_view(**{**START, **changed})
    assert text in view.text and len(view.text) <= 110
    assert view.text in view.html and "kink 1: " in view.html  # read aloud with the picture


@pytest.mark.parametrize("curve", CURVES)
def test_it_opens_with_kinks_that_fit_badly(curve):
    for count in "123":
        assert "farther" in kinks_view(**{**START, "curve": curve, "kinks": count}).text, count


def test_only_the_chosen_kinks_can_be_grabbed_and_add_up():
    for count in (1, 2, 3):
        html = kinks_view(**{**START, "kinks": str(count)}).html
        assert html.count("data-grab") == count and html.count("not added") == 3 - count
    alt = re.search('aria-label="([^"]+)"', kinks_view(**START).html)[1]
    assert alt.endswith("kink 1: 1 · relu(number); kink 2: −2 · relu(number − 1)")


@pytest.mark.parametrize(("place", "slope"), [(0.0, 3.0), (1.7, -1.3), (3.5, -3.0)])
def test_a_knob_stands_where_it_is_grabbed(place, slope):
    html = kinks_view(**{**START, "kinks": "1", "place1": place, "slope1": slope}).html
    area = re.search(r'data-grab="([^"]+)"[^>]*><rect[^>]* width="([\d.]+)" height="([\d.]+)"', html)
    width, height = map(float, area.groups()[1:])
    grabbed = json.loads(area[1].replace("&quot;", '"'))
    x, y = map(float, re.search(r'cx="([\d.]+)" cy="([\d.]+)" r="9"', html).groups())  # inside a window at left, top
    for axis, part, value in (("x", x / width, place), ("y", 1 - y / height, slope)):
        _, first, last, *_ = grabbed[axis]
        assert first + part * (last - first) == pytest.approx(value, abs=0.02)


@pytest.mark.parametrize("slope", [0.5, 1.0, -2.0])
def test_a_lane_is_as_steep_as_the_curve_above_and_the_axis_has_a_name(slope):
    html = kinks_view(**{**START, "kinks": "1", "slope1": slope}).html
    lines = [
        [tuple(map(float, point.split(","))) for point in points.split()]
        for points in re.findall(
            r'<polyline points="([^"]+)" style="stroke: var\(--course-blue\); stroke-width: [23];', html
        )
    ]
    steep = [(line[-1][1] - line[-2][1]) / (line[-1][0] - line[-2][0]) for line in lines]
    above, lane = filter(None, steep)  # the line of the key is level
    assert lane == pytest.approx(above, rel=0.02) and above * slope < 0
    assert ">number</text>" in html


def test_a_button_puts_the_kinks_back_and_leaves_the_curve():
    widget = kinks_against_a_curve()
    widget.values = {**widget.values, "place1": 2.0, "slope2": 0.5, "curve": "wave", "kinks": "3"}
    widget.values = {**widget.values, "again": 1}
    assert {name: widget.values[name] for name in AT} == AT
    assert (widget.values["curve"], widget.values["kinks"]) == ("wave", "3")
    assert kinks_link({"place1"}, **START) == {}


@pytest.mark.parametrize("hostile", [float("nan"), float("inf"), 99, "1", None, True, [1]])
def test_what_fits_no_control_changes_nothing(hostile):
    widget = kinks_against_a_curve()
    before = widget.values, widget.html
    for name in ("place1", "slope2", "curve"):
        widget._received(widget, {"changes": {name: hostile}, "number": 1}, [])
    assert (widget.values, widget.html) == before
