import json
import re

import pytest

from course_utils.widgets.slopes.secant_to_tangent import (
    secant_link,
    secant_slope,
    secant_to_tangent,
    secant_view,
    square,
)


def shown(**changed):
    return secant_view(**{"d": 0.5, "h": 1.0, "shrunk": 0, "whole": 1.0, **changed})


def alt(view):
    return view.parts[0].get("aria-label")


def grabs(view):
    return {
        node.get("aria-label"): json.loads(node.get("data-grab"))
        for node in view.parts[0].iter()
        if node.get("data-grab")
    }


@pytest.mark.parametrize("d", [-1.0, -0.2, 0.0, 0.5, 0.95])
@pytest.mark.parametrize("h", [-1.0, -0.1, 0.001, 0.05, 1.0])
def test_the_slope_of_the_line_is_the_change_divided_by_the_step(d, h):
    assert secant_slope(d, h) == pytest.approx(2 * d + h)
    assert square(d) + secant_slope(d, h) * h == pytest.approx(square(d + h))


@pytest.mark.parametrize(
    ("d", "h", "slope", "step", "start", "change", "tangent"),
    [
        (0.5, 1.0, "2", "1", "0.5", "2", ""),
        (0.5, 0.1, "1.1", "0.1", "0.5", "0.11", ""),
        (0.5, -0.1, "0.9", "−0.1", "0.5", "−0.09", ""),
        (0.5, 0.001, "1.001", "0.001", "0.5", "0.001001", " The tangent has the slope 1."),
        (-0.2, -0.001, "−0.401", "−0.001", "−0.2", "0.000401", " The tangent has the slope −0.4."),
    ],
)
def test_the_sentence_says_slope_step_and_change(d, h, slope, step, start, change, tangent):
    assert shown(d=d, h=h).text == (
        f"Slope {slope}: a step of {step} from {start} changes the squared error by {change}, "
        f"which is {slope} for each 1 that d grows.{tangent}"
    )


def test_a_step_of_0_has_no_slope():
    view = shown(h=0)
    assert view.text == (
        "No secant: a step of 0 changes nothing, and 0 / 0 is no number. The dashed line is the tangent, with the "
        "slope 1."
    )
    assert "no line" in alt(view)
    assert "nan" not in view.html and "inf" not in view.html


def test_the_tangent_appears_when_the_step_is_tiny():
    def greens(view):
        return sum("course-green" in (node.get("style") or "") for node in view.parts[0].iter("polyline"))

    assert [greens(shown(h=h)) for h in (1.0, 0.1, 0.011, 0.01, -0.01, 0.0)] == [0, 0, 0, 2, 2, 1]
    assert "tangent" not in shown(h=0.1).html


def test_the_picture_says_its_numbers():
    assert alt(shown(h=0.01)) == (
        "The parabola d²; a point at d = 0.5 with the squared error 0.25, a second one at 0.51 with 0.2601; "
        "the line through both has the slope 1.01; the tangent has the slope 1"
    )


def test_the_lens_grows_as_the_step_shrinks():
    assert "lens: 1.2 times larger" in shown().html
    assert "lens: 140 times larger" in shown(h=0.01).html
    assert "lens: 14,000 times larger" in shown(h=0.0001).html


def test_the_quotient_that_is_written_is_the_slope_that_is_written_at_every_moment():
    for shrunk in range(61):
        h = secant_link({"shrunk"}, d=0.5, h=1.0, shrunk=shrunk, whole=1.0)["h"]
        told = re.search(
            r"change ([\d.]+)</text>.*/ step ([\d.]+)</text>.*= slope ([\d.]+)</text>", shown(d=0.5, h=h).html
        )
        change, step, slope = map(float, told.groups())
        assert abs(change / step - slope) <= 0.000051, told[0]  # four digits are written


@pytest.mark.parametrize("h", [0.0, 0.001, -0.05])
def test_the_ring_goes_around_the_dot_and_does_not_cover_it(h):
    circles = [
        node
        for node in shown(h=h).parts[0].iter("circle")
        if "stroke" in node.get("style") or "blue" in node.get("style")
    ]
    rings = [k for k, node in enumerate(circles) if "course-orange" in node.get("style")]
    dots = [k for k, node in enumerate(circles) if "course-blue" in node.get("style")]
    assert rings and len(rings) == len(dots)
    for ring, dot in zip(rings, dots, strict=True):
        assert ring < dot and float(circles[ring].get("r")) > float(circles[dot].get("r")) + 2


def test_both_points_are_grabbed_and_stay_below_the_pointer():
    both = grabs(shown(d=0.3))
    assert both["point"]["x"] == ["d", -2.0, 2.0, -1.0, 1.0, 0.05]
    assert both["second point"]["x"] == ["h", -2.3, 1.7, -1.0, 1.0, 0.05]  # d + h runs over the axis


@pytest.mark.parametrize(
    ("changed", "values", "expected"),
    [
        ({"h"}, {"h": -0.4}, {"shrunk": 0, "whole": -0.4}),
        ({"h"}, {"h": 0.001}, {"shrunk": 0, "whole": 1.0}),  # from there nothing more would be seen to shrink
        ({"h"}, {"h": -0.001}, {"shrunk": 0, "whole": -1.0}),
        ({"shrunk"}, {"shrunk": 20}, {"h": 0.1}),
        ({"shrunk"}, {"shrunk": 60, "whole": -0.5}, {"h": -0.0005}),
        ({"shrunk"}, {"shrunk": 0, "h": 0.001}, {"h": 1.0}),
        ({"d"}, {}, {}),
    ],
)
def test_the_step_shrinks_from_where_a_hand_has_left_it(changed, values, expected):
    assert secant_link(changed, **{"d": 0.5, "h": 1.0, "shrunk": 0, "whole": 1.0, **values}) == expected


def test_the_widget_shrinks_the_step_to_a_thousandth():
    widget = secant_to_tangent()
    slopes = []
    for shrunk in range(61):
        widget.values = {**widget.values, "shrunk": shrunk}
        slopes.append(float(widget.text.split(":")[0].removeprefix("Slope ")))
    assert slopes == sorted(slopes, reverse=True)
    assert (slopes[0], slopes[20], slopes[40], slopes[60]) == (2, 1.1, 1.01, 1.001)  # as the lesson measures
    widget.values = {**widget.values, "h": -1}
    assert widget.values == {"d": 0.5, "h": -1, "shrunk": 0, "whole": -1}


@pytest.mark.parametrize(
    "changes",
    [{"h": 1e-17}, {"h": -1e-8, "d": 0.0}, {"h": 4e-5}, {"whole": 1e-16, "shrunk": 60}, {"whole": 0.04, "shrunk": 1}],
)
def test_a_step_smaller_than_can_be_written_is_refused_and_the_next_message_is_heard(changes):
    widget = secant_to_tangent()
    widget._received(widget, {"changes": changes, "number": 1}, [])
    assert widget.values["whole"] == 1 and widget.values["h"] in (1, 0.001, 0.891) and widget.answered == 1
    widget._received(widget, {"changes": {"d": 0.3}, "number": 2}, [])
    assert " from 0.3 " in widget.text and widget.answered == 2


@pytest.mark.parametrize(("whole", "shrunk", "told"), [(0.05, 60, "0.00005"), (-1.0, 60, "−0.001")])
def test_the_smallest_steps_that_a_hand_can_leave_are_told(whole, shrunk, told):
    widget = secant_to_tangent()
    widget._received(widget, {"changes": {"h": whole}, "number": 1}, [])
    widget._received(widget, {"changes": {"shrunk": shrunk}, "number": 2}, [])
    assert f" a step of {told} from 0.5 " in widget.text


@pytest.mark.parametrize("hostile", [float("nan"), float("inf"), 1.01, "1", True, None, {}])
def test_what_no_point_can_be_is_refused(hostile):
    widget = secant_to_tangent()
    before = widget.values, widget.html
    changes = dict.fromkeys(("d", "h", "whole", "shrunk"), hostile)
    widget._received(widget, {"changes": changes, "number": 1}, [])
    assert (widget.values, widget.html) == before
