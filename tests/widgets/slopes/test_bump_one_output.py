import pytest
import torch
from torch.nn import functional as F

from course_utils import one_hot
from course_utils.widgets.slopes.bump_one_output import (
    LABEL,
    PRED,
    bump_link,
    bump_one_output,
    bump_view,
    bumped,
    formula,
    loss_of,
    measured,
)


def shown(**changed):
    return bump_view(**{"output": "none", "seen": 0, "bump": "0.001", "again": 0, **changed})


def alt(view):
    return view.parts[0].get("aria-label")


def test_loss_and_formula_are_those_of_torch():
    pred = torch.tensor([PRED], dtype=torch.float64, requires_grad=True)
    loss = F.mse_loss(pred, one_hot([LABEL]).double())
    loss.backward()
    assert loss_of(PRED) == pytest.approx(loss.item())
    assert [formula(k) for k in range(10)] == pytest.approx(pred.grad[0].tolist())


@pytest.mark.parametrize("bump", [0.001, 0.01, 0.1])
def test_a_measurement_is_a_tenth_of_the_bump_more_than_the_formula(bump):
    for k in range(10):
        assert measured(k, bump) == pytest.approx(formula(k) + bump / 10, abs=1e-9)


def test_nine_outputs_stand_still():
    assert bumped(5, 0.1) == pytest.approx([*PRED[:5], 0.9, *PRED[6:]])


def test_nothing_is_answered_before_the_first_press():
    view = shown()
    assert view.text == "Press an output: it grows by 0.001, and nine stand still. Which way will the loss go?"
    for answer in ("formula gives", "−0.0399", "0.0201", "0.0061", "0.0021"):
        assert answer not in view.html
    assert "slope" not in alt(view)
    assert view.html.count(">?<") >= 10


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (
            {"output": "5"},
            "Slope −0.0399: output 5 grew by 0.001, and the loss changed by −0.0000399. The formula gives −0.04.",
        ),
        (
            {"output": "0"},
            "Slope 0.0201: output 0 grew by 0.001, and the loss changed by 0.0000201. The formula gives 0.02.",
        ),
        (
            {"output": "0", "bump": "0.1"},
            "Slope 0.03: output 0 grew by 0.1, and the loss changed by 0.003. The formula gives 0.02.",
        ),
        (
            {"output": "5", "bump": "0.1"},
            "Slope −0.03: output 5 grew by 0.1, and the loss changed by −0.003. The formula gives −0.04.",
        ),
    ],
)
def test_the_sentence_says_slope_change_and_formula(changed, text):
    assert shown(**{**changed, "seen": 1 << int(changed["output"])}).text == text


def test_the_table_says_what_moves_and_what_stands_still():
    html = shown(output="5", seen=32).html
    for number in ("0.801", "0.039601", "0.0116", "0.00516", "0.0051201", "−0.0000399", "−0.000399"):
        assert f">{number}</td>" in html
    assert html.count(">0.0116</td>") == 2


def test_the_picture_says_the_slopes_that_were_measured():
    said = alt(shown(output="0", seen=33)).split("; ")
    assert said[0] == "output 0 is 0.1, target 0, bumped by 0.001, slope measured 0.0201, by the formula 0.02"
    assert said[5] == "output 5 is 0.8, target 1, slope measured −0.0399, by the formula −0.04"
    assert said[1] == "output 1 is 0.01, target 0"


@pytest.mark.parametrize(
    ("changed", "values", "expected"),
    [
        ({"output"}, {"output": "5"}, {"seen": 32}),
        ({"output"}, {"output": "5", "seen": 33}, {"seen": 33}),
        ({"output"}, {"output": "9", "seen": 33}, {"seen": 545}),
        ({"bump"}, {"output": "9", "seen": 33}, {"output": "none", "seen": 0}),  # measured with another one
        ({"again"}, {"output": "9", "seen": 33, "bump": "0.1"}, {"output": "none", "seen": 0, "bump": "0.001"}),
        ({"seen"}, {"output": "none", "seen": 1023}, {"seen": 0}),
        ({"seen"}, {"output": "1", "seen": 0}, {"seen": 2}),
    ],
)
def test_slopes_are_collected_press_by_press(changed, values, expected):
    assert bump_link(changed, **{"output": "none", "seen": 0, "bump": "0.001", "again": 0, **values}) == expected


def test_ten_presses_make_the_gradient():
    widget = bump_one_output()
    for k in range(10):
        widget.values = {**widget.values, "output": str(k)}
    assert widget.values["seen"] == 1023
    assert widget._view.parts[0].get("aria-label").count("by the formula") == 10
    widget.values = {**widget.values, "again": 1}
    assert widget.text.startswith("Press an output")
    assert widget.values["seen"] == 0


def test_each_output_is_pressed_by_its_name():
    areas = [node for node in bump_one_output()._view.parts[0].iter() if node.get("data-press")]
    assert [area.get("aria-label") for area in areas] == [f"bump output {k}" for k in range(10)]
    assert areas[7].get("data-press") == '{"output": "7"}'


@pytest.mark.parametrize("hostile", [float("nan"), -1, "10", "0.5", True, None, [1]])
def test_what_is_no_output_and_no_bump_is_refused(hostile):
    widget = bump_one_output()
    before = widget.values, widget.html
    widget._received(widget, {"changes": dict.fromkeys(("output", "bump", "seen"), hostile), "number": 1}, [])
    assert (widget.values, widget.html) == before
