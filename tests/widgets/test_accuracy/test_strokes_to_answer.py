"""From strokes to pixels to an answer, without a browser."""

import re
import threading

import numpy as np
import pytest
import torch
import traitlets
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import features
from strokes import DIGITS, drawing
from torch import nn

from course_utils import MLP
from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets._engine.parts import written
from course_utils.widgets.test_accuracy import networks_to_ask
from course_utils.widgets.test_accuracy.draw_digit import draw_view, how_sure
from course_utils.widgets.test_accuracy.strokes_to_pixels import (
    MOST_POINTS,
    MOST_STROKES,
    as_drawn,
    paper,
    prepared,
    stroke,
)
from course_utils.widgets.test_accuracy.ten_bars import ten_bars

CORNERS = [(-0.2, -0.15), (0.2, -0.15), (-0.2, 0.15), (0.2, 0.15)]


@pytest.fixture(scope="module")
def course():
    return networks_to_ask.reader()


def read(net, strokes, prepare=True):
    """The digit that stands in the sentence."""
    return int(re.search(r"reads (\d)", draw_view(net, strokes, prepare=prepare).text)[1])


def always(digit):
    """A network that gives one answer for every picture."""
    return networks_to_ask.reader(lambda images: torch.eye(10)[digit].expand(len(images), 10))


@pytest.mark.parametrize("scale", [0.5, 0.75, 1, 1.2])
def test_at_least_eight_of_ten_drawn_digits_are_read_whatever_their_size(course, scale):
    answers = {digit: read(course, drawing(digit, scale=scale)) for digit in DIGITS}
    assert sum(digit == answer for digit, answer in answers.items()) >= 8, answers


def test_a_very_small_digit_is_mostly_read_wrong_because_the_pen_stays_as_thick(course):  # lesson 00 says so
    answers = [read(course, drawing(digit, scale=0.22)) for digit in DIGITS]
    assert sum(map(int.__eq__, DIGITS, answers)) <= 3 and answers.count(8) >= 5, answers


@pytest.mark.parametrize("corner", CORNERS)
def test_in_a_corner_it_is_read_as_before_when_prepared_and_hardly_ever_when_not(course, corner):
    middle = [read(course, drawing(digit, scale=0.6)) for digit in DIGITS]
    assert [read(course, drawing(digit, corner, 0.6)) for digit in DIGITS] == middle
    as_drawn_there = [read(course, drawing(digit, corner, 0.6), prepare=False) for digit in DIGITS]
    assert sum(map(int.__eq__, DIGITS, as_drawn_there)) <= 3
    assert sum(digit == read(course, drawing(digit), prepare=False) for digit in DIGITS) >= 6  # in the middle, large


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)), min_size=1, max_size=6))
def test_prepared_it_is_20_pixels_long_and_centred_by_its_mass_as_every_picture_of_mnist(points):
    levels = prepared(paper([stroke(points)])).astype(float)
    rows, columns = np.nonzero(levels)
    long = max(np.ptp(rows), np.ptp(columns)) + 1
    edges = {rows.min(), columns.min(), 27 - rows.max(), 27 - columns.max()}
    assume(0 not in edges)  # a shape so lopsided that it would stand out of the field is held within it
    assert long in (19, 20)  # an outermost row may be too thin to show
    for axis in (0, 1):
        centre = (levels.sum(axis=1 - axis) * np.arange(28)).sum() / levels.sum()
        assert abs(centre - 14) <= 0.5 + 1e-9


def test_it_is_anti_aliased_and_keeps_its_proportions_and_the_rubber_takes_a_dot_away():
    levels = prepared(paper([stroke([(0.4, 0.2), (0.6, 0.7)])]))
    rows, columns = levels.nonzero()
    assert len(np.unique(levels)) > 10
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == (20, 10)  # 0.59 by 0.29 of the paper, with the pen's width
    dots = [stroke([(0.3, 0.3)]), stroke([(0.7, 0.7)])]
    rubbed = paper([*dots, stroke([(0.7, 0.7)], rubber=True)])
    assert np.array_equal(as_drawn(rubbed), as_drawn(paper(dots[:1])))
    assert prepared(paper([])).sum() == as_drawn(paper([])).sum() == 0


# --- what is said of a drawing


def test_the_answer_stands_large_with_how_sure_it_is_and_the_bars(course):
    view = draw_view(course, drawing(3, (-0.2, -0.12), 0.6), prepare=True)
    found = re.fullmatch(r"The course’s network reads 3 \(output (\d\.\d)\), then (\d) \((\d\.\d)\)\.", view.text)
    assert found
    assert re.search(r'font-size: 5em[^"]*">3<', view.html) and "<strong>sure</strong>" in view.html
    first, second = (
        re.search(rf'aria-label="ten outputs: .*{digit}: ([\d.]+)', view.html)[1] for digit in (3, found[2])
    )
    assert f"output {first}<" in view.html and f"next: {found[2]}, {second}<" in view.html
    assert abs(float(first) - float(found[1])) <= 0.051 and abs(float(second) - float(found[3])) <= 0.051
    assert view.html.count(" (largest)") == 1 and view.html.count("<rect ") == 10


def test_what_the_preparation_does_is_not_told_before_it_is_switched_off(course):
    small = drawing(3, (-0.2, -0.12), 0.6)
    assert "prepared" not in draw_view(course, small, prepare=True).text
    assert draw_view(course, small, prepare=False).text.startswith("The course’s network reads 4 (output ")
    assert draw_view(course, small, prepare=False).text.endswith("), as drawn; prepared as MNIST was it would read 3.")
    text = draw_view(course, drawing(3), prepare=False).text
    assert text.endswith("), as drawn; prepared as MNIST was it would read 3 too.")


@pytest.mark.parametrize(
    ("margin", "told"),
    [(1.2, "sure"), (0.5, "sure"), (0.49, "not quite sure"), (0.2, "not quite sure"), (0.19, "torn: 3 or 8")],
)
def test_how_sure_it_is_is_how_far_it_lies_above_the_next(margin, told):
    assert how_sure(margin, 3, 8) == told


@pytest.mark.parametrize("prepare", [True, False])
def test_nothing_drawn_and_outputs_that_are_not_finite_are_said(prepare):
    view = draw_view(always(3), [], prepare=prepare)
    assert view.text == "Nothing is drawn yet: draw a digit with mouse, finger, pen or keys."
    assert ">?</p>" in view.html and "<rect " not in view.html
    broken = networks_to_ask.reader(lambda images: torch.full((len(images), 10), float("nan")))
    view = draw_view(broken, drawing(1), prepare=prepare)
    assert view.text.startswith("Your network gives outputs that are not finite") and "nan" in view.html
    assert ">?</p>" in view.html


def test_a_bar_goes_left_of_the_line_below_zero():
    svg = written(ten_bars([-0.4, 0.0, 1.0], None))
    starts, widths = (
        [float(n) for n in re.findall(rf'<rect [^>]*\b{name}="([\d.]+)"', svg)] for name in ("x", "width")
    )
    line = float(re.search(r'points="([\d.]+),', svg)[1])
    assert starts[0] + widths[0] == pytest.approx(line, abs=0.1) and widths[1] == 0 and starts[2] == line


# --- the widget around it


@pytest.fixture
def widget():
    return widgets.draw_digit()


def answering(digit):
    """A network that gives one answer, whatever it is shown."""
    net = MLP()
    with torch.no_grad():
        net.fc3.weight.zero_()
        net.fc3.bias.copy_(torch.eye(10)[digit])
    return net


def test_the_preparation_stands_in_sight_and_says_what_it_does(widget):
    (seen,) = [control for control in widget.controls if not control["folded"]]
    assert (
        seen["label"] == "prepare it as MNIST was: as large as its digits, its ink balanced around the middle"
        and seen["value"]
    )
    assert "preparation" not in widget.extension  # nor is it said to be folded away


def test_it_opens_with_an_empty_paper_and_a_small_3_is_at_hand(widget):
    assert widget.strokes == [] and widget.text.startswith("Nothing is drawn yet")
    assert list(widget.saved) == ["a small 3"]
    widget.strokes = widget.saved["a small 3"]
    assert " reads 3 " in widget.text
    widget.values = {**widget.values, "prepare": False}
    assert " reads 4 " in widget.text


@pytest.mark.parametrize("how", ["set again", "button", "shown again"])
def test_another_network_reads_the_same_drawing_and_anew_after_more_training(widget, how):
    widget.strokes = drawing(7)
    assert widget.text.startswith("The course’s network reads 7 ")
    widget.net = net = answering(2)
    assert widget.net is net and widget.text.startswith("Your network reads 2 (output 1.0)")
    with torch.no_grad():
        net.fc3.bias.copy_(torch.eye(10)[6])
    if how == "set again":
        widget.net = net
    elif how == "button":
        widget.values = {**widget.values, "again": 1}
    else:
        widget._repr_mimebundle_()
    assert widget.text.startswith("Your network reads 6 ")


def test_what_is_no_network_leaves_the_one_before(widget):
    before = widget.text
    with pytest.raises(ValueError, match="expected a network"):
        widget.net = nn.Flatten()
    assert widget.net is None and widget.text == before
    widget.strokes = drawing(1)
    assert widget.text.startswith("The course’s network reads 1 ")


def test_saved_drawings_stay_with_the_widget_and_go_to_another(widget):
    widget.saved = {"my 7": drawing(7)}
    other = widgets.draw_digit(always(4).ask)
    other.saved = widget.saved
    other.strokes = other.saved["my 7"]
    assert other.strokes == drawing(7)


def test_a_notebook_keeps_a_drawing_in_ten_letters_a_point(widget):
    drawn = [*drawing(8), stroke([(0.5, 0.125), (-0.0004, 1)], rubber=True)]
    widget.strokes, widget.saved = drawn, {"my 8": drawn}
    kept = widget.get_state(["strokes", "saved"])
    assert kept["strokes"] == kept["saved"]["my 8"] and kept["strokes"][1] == "rubber 500,125 -0,1000"
    assert len("".join(kept["strokes"])) < 10 * sum(len(line["points"]) for line in drawn)
    assert widget.strokes == drawn and widget.saved == {"my 8": drawn}


def test_strokes_that_come_on_another_thread_are_read(widget):
    threads = [threading.Thread(target=setattr, args=(widget, "strokes", drawing(digit))) for digit in (0, 1, 0, 1)]
    for act in (threading.Thread.start, threading.Thread.join):
        for thread in threads:
            act(thread)
    assert widget.text == draw_view(networks_to_ask.reader(), widget.strokes, **widget.values).text


@pytest.mark.parametrize(
    "junk",
    [7, "ink", None, {}, {"points": None}, {"points": []}, {"points": [1]}, {"points": [[0, 1, 2]]},
     {"points": [["a", "b"]]}, {"points": [[float("nan"), 0]]}, {"points": [[1e30, 0]]},
     {"points": [[True, False]]}, {"points": [[0.5, 0.5]], "junk": "x" * 5_000_000},
     {"points": [[0.5, 0.5]], "rubber": ["y" * 1_000_000]}, {"points": [[0.5, 0.5]], "rubber": 1}],
)  # fmt: skip
def test_strokes_that_are_none_leave_the_drawing_that_is_there(widget, junk):
    widget.strokes = drawing(1)
    with pytest.raises(traitlets.TraitError, match=r"expected strokes, each .*, got .*; draw one on the paper"):
        widget.strokes = [*drawing(7), junk]
    widget._received(widget, {"changes": {"strokes": [junk]}}, [])
    assert widget.strokes == drawing(1)
    assert " reads 1 " in widget._repr_mimebundle_()[0]["text/plain"]


@pytest.mark.parametrize(
    "junk",
    [None, 7, {"a": 7}, {"a": [{"points": [[float("nan"), 0]]}]}, {"a": [{"points": [[0.5, 0.5]] * 1_000_000}]},
     {"a" * 100_000: drawing(7)}, {f"{k}": drawing(7) for k in range(1000)}, {"half of a \ud83d": drawing(7)},
     {f"{k}": [{"points": [[0.5, 0.5]] * MOST_POINTS}] for k in range(100)}],
)  # fmt: skip
def test_what_is_no_drawing_is_not_saved(widget, junk):
    before = dict(widget.saved)
    widget._received(widget, {"changes": {"saved": junk}}, [])
    assert widget.saved == before
    widget._received(widget, {"changes": {"saved": {"mine": drawing(7)}}}, [])
    assert widget.saved == {"mine": drawing(7)}


@pytest.mark.parametrize(
    ("strokes", "points"), [(1, 1_000_000), (1, MOST_POINTS + 1), (MOST_STROKES + 1, 1), (2, MOST_POINTS // 2 + 1)]
)
def test_a_drawing_without_end_is_refused_and_the_widget_goes_on(widget, strokes, points):
    widget.strokes = drawing(1)
    endless = [{"points": [[0.5, 0.5]] * points, "rubber": False}] * strokes
    wanted = rf"^expected at most {MOST_STROKES} strokes with {MOST_POINTS} points in all, "
    with pytest.raises(traitlets.TraitError, match=rf"{wanted}got {strokes} strokes? with {strokes * points} points; "):
        widget.strokes = endless
    widget._received(widget, {"changes": {"strokes": endless}}, [])
    assert widget.strokes == drawing(1) and " reads 1 " in widget.text
    widget.strokes = [{"points": [[0.5, 0.5]] * (MOST_POINTS // MOST_STROKES), "rubber": False}] * MOST_STROKES
    assert " reads 1 " not in widget.text


def test_where_widgets_cannot_run_drawing_pixels_and_answer_stand_there(widget):
    widget.strokes = drawing(7)
    data, _ = widget._repr_mimebundle_()
    assert data["text/plain"] == f"Draw a digit: {widget.text}"
    assert shown_on_paper(data) == [2, 1]  # the drawing and the pixels, and the bars
    assert widget.text in data["text/html"] and "An example" not in data["text/html"]


def test_on_paper_an_example_stands_in_the_place_of_an_empty_paper(widget):
    data, _ = widget._repr_mimebundle_()
    assert shown_on_paper(data) == [2, 1]
    assert "An example: The course’s network reads 3 (output " in data["text/html"]
    assert widget.strokes == [] and widget.text.startswith("Nothing is drawn yet")


def shown_on_paper(data):
    assert "<svg" not in data["text/html"]
    lossless = "webp" if features.check("webp") else "png"  # as Pillow was built
    return [data["text/html"].count(f'src="data:image/{kind}') for kind in (lossless, "svg")]


def test_what_the_browser_does_beyond_the_engine_is_an_extension_of_it(widget):
    assert "export function extend(" in widget.extension and "export default" not in widget.extension
    assert widget.sizes["points"] == MOST_POINTS and widget.sizes["strokes"] == MOST_STROKES
    for what in widget.sizes:  # the page says itself what Python would refuse
        assert re.search(rf"\b{what}\b", widget.extension.split('model.get("sizes")')[0].splitlines()[-1])
    assert ".course-pad" in widget.own_css
