"""What every widget does, without a browser."""

import base64
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from IPython.core.formatters import DisplayFormatter

from course_utils import _palette
from course_utils.widgets import mse_loss
from course_utils.widgets._engine import guided, parts
from course_utils.widgets._engine.controls import button, choice, held, play, slider, switch
from course_utils.widgets._engine.guided import Guided, View


def shown(*, a, b, c, d, e, f):
    return View(f"a is {a}.", parts.paragraph(f"{b} {c} {d} {e} {f}"))


def widget(link=None):
    controls = [slider("a", "a", 0, 9, 3), switch("b", "b"), choice("c", "c", ["x", "y"]), button("d", "d")]
    controls += [slider("e", "e", 0, 9, 0.5, 0.5), held("f", "f", 0, 9, 0), play("a", "walk")]
    return Guided("Title", "It teaches.", controls, shown, link)


def test_it_begins_with_the_values_of_its_controls():
    assert widget().values == {"a": 3, "b": False, "c": "x", "d": 0, "e": 0.5, "f": 0}
    assert repr(widget()) == "Title: a is 3."


def test_a_change_shows_what_the_pure_function_gives():
    moved = widget()
    moved.values = {**moved.values, "a": 4}
    assert (moved.text, moved.html) == ("a is 4.", shown(**moved.values).html)


def test_a_link_settles_the_values_once():
    seen = []

    def link(changed, *, a, **others):
        seen.append((changed, a))
        return {"a": min(5, a)}

    moved = widget(link)
    moved.values = {**moved.values, "a": 8}
    assert moved.values["a"] == 5 and moved.text == "a is 5." and seen == [({"a"}, 8)]


def test_a_message_of_the_browser_holds_only_what_was_moved():
    moved = widget(lambda changed, *, b, **others: {"c": "y" if b else "x"})
    moved._received(moved, {"changes": {"b": True}, "number": 7}, [])
    moved._received(moved, {"changes": {"a": 5}, "number": 8}, [])
    assert moved.values == {"a": 5, "b": True, "c": "y", "d": 0, "e": 0.5, "f": 0}
    assert moved.text == "a is 5." and moved.answered == 8


JUNK = [None, "junk", "", [], {}, True, -1, 1e30, -(10**400), float("nan"), float("inf"), 2.5]


def test_a_message_without_a_number_is_heard_all_the_same():
    moved = widget()
    for number in ("junk", None, [], True):
        moved._received(moved, {"changes": {"a": 4}, "number": number}, [])
    assert (moved.text, moved.answered) == ("a is 4.", 0)


@pytest.mark.parametrize("how", ["message", "trait"])
@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "f", "unknown", "play a"])
def test_what_no_control_can_be_is_ignored_and_the_next_message_is_heard(name, how):
    moved = widget(lambda changed, *, a, d, **others: {"b": a + d > 4})
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


@pytest.mark.parametrize("fails", ["show", "link"])
def test_what_cannot_be_shown_is_put_back_answered_and_forgotten(fails):
    def broken(*, a, **others):
        return View(f"a is {a}: {6 / (a - 7)}." if fails == "show" else f"a is {a}.")

    def link(changed, *, a, **others):
        return {"b": bool(6 / (a - 7))} if fails == "link" else {}

    moved = Guided(
        "Title", "It teaches.", [slider("a", "a", 0, 9, 3), switch("b", "b"), button("d", "d")], broken, link
    )
    before = moved.values, moved.text, moved.html
    with pytest.raises(ZeroDivisionError):
        moved._received(moved, {"changes": {"a": 7, "d": 1}, "number": 5}, [])
    assert (moved.values, moved.text, moved.html) == before and moved.answered == 5

    moved._received(moved, {"changes": {"a": 5}, "number": 6}, [])
    assert moved.text.startswith("a is 5") and moved.answered == 6


def test_values_that_are_left_out_stay_and_no_message_but_changes_moves_anything():
    moved = widget()
    moved.values = {"a": 4}
    assert moved.values == {"a": 4, "b": False, "c": "x", "d": 0, "e": 0.5, "f": 0}
    for content in (
        None,
        7,
        "junk",
        [1],
        {"seen": True},
        {"changes": None, "number": 1},
        {"changes": [1], "number": 2},
    ):
        moved._received(moved, content, [])
    assert moved.text == "a is 4."


def test_the_colours_of_the_style_sheet_are_those_of_the_palette():
    css = Path(guided.__file__).with_suffix(".css").read_text("utf-8").upper()
    names = "BLUE", "ORANGE", "GREEN"
    light, dark = (
        re.findall(r"--COURSE-(BLUE|ORANGE|GREEN): (#\w+)", part) for part in css.split("DATA-JP-THEME-LIGHT")
    )
    pairs = {name: getattr(_palette, name) for name in names}
    assert dict(light) == pairs
    assert dict(dark) == {name: _palette.ON_DARK[colour] for name, colour in pairs.items()}
    for name in ("INK", "SOFT", "LINE", "GROUND"):
        assert re.search(rf"--COURSE-{name}: VAR\([^)]*, (#\w+)\)", css)[1] == getattr(_palette, name).upper()


def test_where_widgets_cannot_run_its_picture_and_its_sentence_stand():
    data, _ = widget()._repr_mimebundle_()
    assert data["text/plain"] == "Title: a is 3."
    assert "<strong>Title</strong> It teaches." in data["text/html"] and "a is 3." in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_what_a_notebook_stores_holds_the_widget_and_its_picture():
    data, _ = DisplayFormatter().format(widget())
    assert data.keys() >= {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}


def test_where_widgets_cannot_run_a_drawing_is_an_image_with_its_text_and_colours():
    still = mse_loss.loss_mixer()._repr_mimebundle_()[0]["text/html"]
    ((label, data),) = re.findall(r'<img alt="([^"]+)"[^>]* src="data:image/svg\+xml;base64,([^"]+)">', still)
    svg = ElementTree.fromstring(base64.b64decode(data))
    assert "<svg" not in still and "data-grab" not in still
    assert svg.tag.endswith("svg") and svg.get("aria-label") == label and label.startswith("output 0 is 0.10")
    assert f"--course-blue: {_palette.BLUE.lower()}" in svg[0].text


class Kernel:
    """What a kernel says of the message that it works on."""

    def __init__(self):
        self.parent = {}

    def runs(self, cell, run):
        self.parent = {"metadata": {"cellId": cell}, "header": {"msg_id": run}}

    def get_parent(self):
        return self.parent


def test_a_cell_that_is_run_again_closes_what_it_showed_before_and_nothing_that_another_shows(monkeypatch):
    kernel = Kernel()
    monkeypatch.setattr(guided, "get_ipython", lambda: type("Shell", (), {"kernel": kernel}))
    monkeypatch.setattr(guided, "_SHOWN", {})
    closed = []
    monkeypatch.setattr(Guided, "close", lambda widget: closed.append(widget))
    first, beside, second, kept = (widget() for _ in range(4))

    kernel.runs("a", 1)
    for shown_there in (first, beside, kept):
        shown_there._repr_mimebundle_()
    kernel.runs("b", 2)
    kept._repr_mimebundle_()
    assert closed == []

    kernel.runs("a", 3)
    second._repr_mimebundle_()
    assert closed == [first, beside]
    kernel.runs("a", 4)
    second._repr_mimebundle_()
    assert closed == [first, beside]


def test_what_is_sent_to_the_browser_is_json():
    state = widget().get_state()
    assert json.loads(json.dumps(state["controls"]))[0]["label"] == "a"
