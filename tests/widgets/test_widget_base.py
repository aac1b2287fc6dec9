"""What every widget does, without a browser."""

import base64
import json
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from course_utils.widgets import backpropagation, gradient_descent, mse_loss, pixels_to_vectors
from course_utils.widgets._base import Guided, View, button, choice, slider, switch
from course_utils.widgets._pictures import pixels


def shown(values):
    return View(f"<p>{values}</p>", f"a is {values['a']}.")


def widget(link=None):
    controls = [slider("a", "a", 0, 9, 3), switch("b", "b"), choice("c", "c", ["x", "y"]), button("d", "d")]
    return Guided("Title", "It teaches.", controls, shown, link)


def test_it_begins_with_the_values_of_its_controls():
    assert widget().values == {"a": 3, "b": False, "c": "x", "d": 0}
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
    assert moved.values == {"a": 5, "b": True, "c": "y", "d": 0}
    assert moved.text == "a is 5." and moved.answered == 8


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
    assert f"Row {row}, column {col} stands at place 28 · {row} + {col} = {place};" in microscope.text
