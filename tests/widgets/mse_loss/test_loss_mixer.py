import json
import math

import pytest
import torch
from torch.nn import functional as F

from course_utils import one_hot
from course_utils.widgets.mse_loss.loss_mixer import loss_mixer, mixer_link, mixer_view, squares

FIRST = [0.1, 0.01, 0.01, 0.03, 0.01, 0.8, 0.01, 0.01, 0.01, 0.01]
BUTTONS = {"zeros": 0, "tenths": 0, "first": 0}


def named(outputs):
    return {f"output{place}": value for place, value in enumerate(outputs)}


def shown(outputs, label="5"):
    return mixer_view(**named(outputs), label=label, **BUTTONS)


def alt(view):
    return view.parts[0].get("aria-label")


def drawn_squares(view):
    """The sides of the squares in the picture: those of the ten outputs, of all together, and of their mean."""
    nodes = [
        node for node in view.parts[0].iter("rect") if "stroke:" in node.get("style") and node.get("width") != "11"
    ]
    nodes = [node for node in nodes if "fill: none" not in node.get("style")]
    assert all(node.get("width") == node.get("height") for node in nodes)
    return [float(node.get("width")) for node in nodes]


@pytest.mark.parametrize(
    ("outputs", "label", "total", "distance", "mse", "whose"),
    [
        (FIRST, "5", "0.0516", "0.2272", "0.00516", "; output 5 adds the most, 78 %"),
        ([0] * 10, "5", "1", "1", "0.1", "; output 5 adds the most, 100 %"),
        ([0.1] * 10, "2", "0.9", "0.9487", "0.09", "; output 2 adds the most, 90 %"),
        ([0] * 9 + [1], "9", "0", "0", "0", "; every output is right"),
        ([-0.5] * 10, "0", "4.5", "2.1213", "0.45", "; output 0 adds the most, 50 %"),
        ([0] * 5 + [0.8, 0, 0.2, 0, 0], "5", "0.08", "0.2828", "0.008", "; outputs 5 and 7 add the most, 50 % each"),
        ([0.5] * 10, "0", "2.5", "1.5811", "0.25", ""),
    ],
)
def test_the_sentence_says_sum_distance_and_mse(outputs, label, total, distance, mse, whose):
    assert shown(outputs, label).text == (
        f"MSE = {total} / 10 = {mse}: the ten squares make {total}, and √{total} = {distance} is the distance{whose}."
    )


def test_the_parts_add_up_to_what_torch_computes():
    outputs = (torch.rand(10, generator=torch.Generator().manual_seed(0), dtype=torch.float64) * 2 - 0.5).tolist()
    parts = squares(outputs, 4)
    expected = F.mse_loss(torch.tensor([outputs]).double(), one_hot([4]).double()).item()
    assert sum(parts) / 10 == pytest.approx(expected, rel=1e-6)


def test_the_picture_says_each_output_with_its_target_and_its_square():
    said = alt(shown(FIRST)).split("; ")
    assert len(said) == 11
    assert said[0] == "output 0 is 0.10, target 0, square 0.0100"
    assert said[3] == "output 3 is 0.03, target 0, square 0.0009"
    assert said[5] == "output 5 is 0.80, target 1, square 0.0400"
    assert said[10] == "all ten squares together 0.0516, their mean 0.00516"


def test_the_picture_itself_says_sum_mse_and_distance():
    html = shown(FIRST).html
    assert all(f">{told}</text>" in html for told in ("sum 0.0516", "MSE 0.00516", "side 0.2272"))


def test_squares_are_drawn_as_squares_in_the_unit_of_the_bars():
    sides = drawn_squares(shown(FIRST))
    unit = drawn_squares(shown([0] * 10))[5]  # the square of 1
    assert len(sides) == 12
    assert sides[11] == pytest.approx(math.sqrt(0.00516) * unit, abs=0.06)  # the mean, a tenth of their area
    assert sides[5] == pytest.approx(0.2 * unit, abs=0.06) and sides[0] == pytest.approx(0.1 * unit, abs=0.06)
    assert sides[10] == pytest.approx(math.sqrt(0.0516) * unit, abs=0.06)


def test_squares_without_room_are_both_smaller_and_say_so():
    assert "sides ×" not in shown([0] * 10).html
    view = shown([1.5] * 10)
    assert "sides × 0.30" in view.html  # 1.35 of √20.5
    whole, mean = drawn_squares(view)[-2:]
    assert whole < 140 and mean == pytest.approx(whole / math.sqrt(10), abs=0.06)


@pytest.mark.parametrize(("button", "outputs"), [("zeros", [0.0] * 10), ("tenths", [0.1] * 10), ("first", FIRST)])
def test_a_button_sets_all_outputs_and_nothing_else(button, outputs):
    before = {**named([1.5] * 10), "label": "3", **BUTTONS}
    assert mixer_link({button}, **{**before, button: 1}) == named(outputs)


def test_a_dragged_bar_moves_its_own_output_only():
    assert mixer_link({"output0"}, **{**named(FIRST), "label": "5", **BUTTONS, "output0": 0.5}) == {}


def test_each_output_is_grabbed_over_the_height_of_its_bar():
    areas = [node for node in loss_mixer()._view.parts[0].iter() if node.get("data-grab")]
    assert [area.get("aria-label") for area in areas] == [f"output {k}" for k in range(10)]
    assert json.loads(areas[5].get("data-grab"))["y"] == ["output5", -0.5, 1.5, -0.5, 1.5, 0.05]
    assert len({(area.get("y"), area.get("height")) for area in areas}) == 1
    assert areas[5].get("aria-valuetext") == "output 5 0.8"


def test_the_widget_answers_buttons_and_hands():
    widget = loss_mixer()
    assert "= 0.00516:" in widget.text
    widget.values = {**widget.values, "tenths": 1}
    assert "= 0.09:" in widget.text
    widget.values = {**widget.values, "label": "0", "output0": 1}
    assert "= 0.009:" in widget.text


@pytest.mark.parametrize("hostile", [float("nan"), float("inf"), 1.51, -0.6, "x", True, None, [0.1]])
def test_what_no_output_can_be_is_refused(hostile):
    widget = loss_mixer()
    before = widget.values, widget.html
    widget._received(widget, {"changes": {"output3": hostile, "label": hostile}, "number": 1}, [])
    assert (widget.values, widget.html) == before
