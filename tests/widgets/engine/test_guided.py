"""What every widget does, without a browser."""

import base64
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from course_utils import _palette
from course_utils.widgets import backpropagation, gradient_descent, mse_loss, pixels_to_vectors
from course_utils.widgets._engine import guided
from course_utils.widgets._engine.guided import Guided, View, button, choice, slider, switch
from course_utils.widgets._engine.images import pixels
from course_utils.widgets.test_accuracy import drawing as paper


def shown(values):
    return View(f"<p>{values}</p>", f"a is {values['a']}.")


def widget(link=None):
    controls = [slider("a", "a", 0, 9, 3), switch("b", "b"), choice("c", "c", ["x", "y"]), button("d", "d")]
    controls.append(slider("e", "e", 0, 9, 0.5, 0.5))
    return Guided("Title", "It teaches.", controls, shown, link)


def test_it_begins_with_the_values_of_its_controls():
    assert widget().values == {"a": 3, "b": False, "c": "x", "d": 0, "e": 0.5}
    assert repr(widget()) == "Title: a is 3."


def test_a_change_shows_what_the_pure_function_gives():
    moved = widget()
    moved.values = {**moved.values, "a": 4}
    assert (moved.text, moved.html) == ("a is 4.", shown(moved.values).html)


def test_a_link_settles_the_values_once():
    seen = []

    def link(before, after):
        seen.append(after["a"])
        return {**after, "a": min(5, after["a"])}

    moved = widget(link)
    moved.values = {**moved.values, "a": 8}
    assert moved.values["a"] == 5 and moved.text == "a is 5." and seen == [8]


def test_a_message_of_the_browser_holds_only_what_was_moved():
    moved = widget(lambda before, after: {**after, "c": "y" if after["b"] else "x"})
    moved._received(moved, {"changes": {"b": True}, "number": 7}, [])
    moved._received(moved, {"changes": {"a": 5}, "number": 8}, [])
    assert moved.values == {"a": 5, "b": True, "c": "y", "d": 0, "e": 0.5}
    assert moved.text == "a is 5." and moved.answered == 8


JUNK = [None, "junk", "", [], {}, True, -1, 1e30, -(10**400), float("nan"), float("inf"), 2.5]


@pytest.mark.parametrize("how", ["message", "trait"])
@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "unknown"])
def test_what_no_control_can_be_is_ignored_and_the_next_message_is_heard(name, how):
    moved = widget(lambda before, after: {**after, "b": after["a"] + after["d"] > 4})
    moved.values, before = {"a": 3}, dict(moved.values)
    for value in JUNK:
        if how == "message":
            moved._received(moved, {"changes": {name: value}, "number": 1}, [])
        else:
            moved.values = {**moved.values, name: value}
        fits = (name, value) == ("e", 2.5)  # whole numbers only for the other slider
        assert fits or {**moved.values, "e": 0.5} == before, value

    moved._received(moved, {"changes": {"a": 5}, "number": 2}, [])
    assert moved.text == "a is 5." and moved.values["b"] is True


@pytest.mark.parametrize("make", [backpropagation.backprop_stepper, gradient_descent.descent_on_two_weights])
def test_a_stepper_walks_on_after_a_press_that_is_none(make):
    moved = make()
    name = "back" if "back" in moved.values else "run"
    moved._received(moved, {"changes": {name: "junk", "since": 10**6, "across": -5}, "number": 1}, [])
    before = moved.text
    moved._received(moved, {"changes": {name: 1}, "number": 2}, [])
    assert moved.text != before and "unknown" not in moved.values


def test_values_that_are_left_out_stay_and_no_message_but_changes_moves_anything():
    moved = widget()
    moved.values = {"a": 4}
    assert moved.values == {"a": 4, "b": False, "c": "x", "d": 0, "e": 0.5}
    for content in ({"seen": True}, {"changes": None, "number": 1}, {"changes": [1], "number": 2}):
        moved._received(moved, content, [])
    assert moved.text == "a is 4."


def test_the_colours_of_the_style_sheet_are_those_of_the_palette():
    css, drawing = (Path(of.__file__).with_suffix(".css").read_text("utf-8").upper() for of in (guided, paper))
    assert f"BORDER: 3PX SOLID {_palette.ORANGE};" in drawing
    light, dark = (re.findall(r"--COURSE-(BLUE|ORANGE): (#\w+)", part) for part in css.split("DATA-JP-THEME-LIGHT"))
    pairs = {name: getattr(_palette, name) for name in ("BLUE", "ORANGE")}
    assert dict(light) == pairs
    assert dict(dark) == {name: _palette.ON_DARK[colour] for name, colour in pairs.items()}
    for name in ("INK", "SOFT", "LINE", "GROUND"):
        assert re.search(rf"--COURSE-{name}: VAR\([^)]*, (#\w+)\)", css)[1] == getattr(_palette, name).upper()


def test_where_widgets_cannot_run_its_picture_and_its_sentence_stand():
    data, _ = widget()._repr_mimebundle_()
    assert data["text/plain"] == "Title: a is 3."
    assert "<strong>Title</strong> It teaches." in data["text/html"] and "a is 3." in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.parametrize(
    "make",
    [
        gradient_descent.descent_on_two_weights,
        backpropagation.backprop_stepper,
        backpropagation.gradient_truth_panel,
        mse_loss.loss_mixer,
    ],
)
def test_where_widgets_cannot_run_its_drawings_are_images_with_their_text_and_colours(make):
    still = make()._repr_mimebundle_()[0]["text/html"]
    images = re.findall(r'<img alt="([^"]+)"[^>]* src="data:image/svg\+xml;base64,([^"]+)">', still)
    assert images and 'role="img"' not in still
    for label, data in images:
        svg = base64.b64decode(data).decode()
        assert len(label) > 10 and label in svg and "var(" not in svg
        assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_what_is_sent_to_the_browser_is_json():
    state = widget().get_state()
    assert json.loads(json.dumps(state["controls"]))[0]["label"] == "a"


def test_a_picture_has_its_text_escaped():
    html = pixels(np.zeros((2, 4), np.uint8), 40, 'a "quoted" <text>', {"x": ("col", 4)})
    assert 'alt="a &quot;quoted&quot; &lt;text&gt;" width="40" height="20"' in html
    assert 'data-click="{&quot;x&quot;: [&quot;col&quot;, 4]}"' in html


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ({"row": 8}, {"row": 8, "col": 12, "place": 236}),
        ({"col": 0}, {"row": 7, "col": 0, "place": 196}),
        ({"place": 783}, {"row": 27, "col": 27, "place": 783}),
        ({"place": 0}, {"row": 0, "col": 0, "place": 0}),
    ],
)
def test_the_microscope_goes_both_ways(moved, expected):
    microscope = pixels_to_vectors.flatten_microscope()
    microscope.values = {**microscope.values, **moved}
    assert microscope.values == expected
    row, col, place = expected.values()
    assert f"Row {row}, column {col} stands at index {place} of the vector;" in microscope.text
    assert "28 ·" not in microscope.text + microscope.html + microscope.teaches  # lesson 01 asks for that formula
