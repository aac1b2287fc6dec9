"""Weights as colours, and the curve that is grabbed to go through a training."""

import json
import re

import numpy as np
import pytest

from course_utils.widgets._engine.controls import held
from course_utils.widgets._engine.parts import written
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.pictures.weight_pictures import draw_key, signed
from course_utils.widgets._engine.trainings.training_moments import draw_moments

MOMENT = held("moment", "batches so far", 0, 2, 0)


def test_the_sign_is_the_colour_and_the_size_is_how_strong_it_is():
    (low, zero, half, high), (beyond, *_) = signed(np.array([[-1.0, 0.0, 0.5, 1.0], [-7.0, 0, 0, 0]]), 1.0).tolist()
    assert low == [0, 114, 178, 255] == beyond and high == [213, 94, 0, 255]
    assert zero[3] == 0 and half == [213, 94, 0, 128]


def test_zeros_are_no_colour_at_all():
    assert not signed(np.zeros((28, 28), np.float32), 0.0)[..., 3].any()


@pytest.mark.parametrize(("largest", "ends"), [(0.0047, ["−0.0047", "0.0047"]), (0.0, [])])
def test_the_key_says_both_colours_and_where_they_are_strongest(largest, ends):
    svg = Svg(700, 40, "key")
    draw_key(svg, largest, 350, 0, ("lowers", "raises"))
    assert re.findall(">([^<>]+)</text>", written(svg.part)) == ["blue: lowers", "orange: raises", *ends]


@pytest.mark.parametrize(("now", "points"), [(0, 1), (1, 2), (2, 3)])
def test_the_curve_ends_at_the_present_moment(now, points):
    svg = Svg(700, 200, "curve")
    draw_moments(svg, MOMENT, {"moment": now}, [0, 5, 118], [0.1, 0.5, 0.86], (40, 0, 600, 200))
    html = written(svg.part)
    curve = re.search(r'points="([^"]+)" style="stroke: var\(--course-green\)', html)[1].split()
    assert len(curve) == points == html.count("<circle ")
    assert f">{[10, 50, 86][now]} of 100 right<" in html and ("drag the dot" in html) == (now == 0)
    assert f'aria-valuetext="after {[0, 5, 118][now]} batches"' in html


def test_each_moment_is_grabbed_over_its_own_column():
    svg = Svg(700, 200, "curve")
    draw_moments(svg, MOMENT, {"moment": 0}, [0, 5, 118], [0.1, 0.5, 0.86], (40, 0, 600, 200))
    area = next(node for node in svg.part.iter() if node.get("data-grab"))
    _, first, last, *_ = json.loads(area.get("data-grab"))["x"]
    for part, moment in [(0.05, 0), (0.3, 0), (0.36, 1), (0.64, 1), (0.7, 2), (0.99, 2)]:
        assert round(first + part * (last - first)) == moment
