"""What holds for every widget of the course, found by itself: what is grabbed moves, and what is hostile is refused."""

import itertools
import json
import math
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import torch
from test_widget_errors import RIGHT, WIDGETS

from course_utils.widgets._engine.trainings.background_training import Progress
from course_utils.widgets._engine.trainings.live_training import LiveTraining, Watched
from course_utils.widgets.test_accuracy.drawing_pad import _EXAMPLE, Drawing
from course_utils.widgets.test_accuracy.networks_to_ask import reader

HOSTILE = [None, "junk", [], {}, True, -1e30, 10**400, math.nan, math.inf, [0.5] * 1_000_000]


@pytest.fixture(scope="module", params=sorted(WIDGETS))
def widget(request):
    """A widget as it opens; what has to train is given a small net, and has ended."""
    if request.param == "live_training":
        live = WIDGETS["live_training"](**RIGHT, epochs=1)
        live.wait()
        return live
    return WIDGETS[request.param]()


def elements(widget):
    return list(ElementTree.fromstring(f"<div>{closed(widget.html)}</div>").iter())


def closed(html):
    """HTML as XML: what has no end there gets one."""
    import re

    return re.sub(r"<(img|br|input)\b([^>]*)>", r"<\1\2/>", html)


def moved(widget, **changes):
    """Send what a browser would; give what is shown then, and put everything back."""
    before = dict(widget.values)
    widget._received(widget, {"changes": changes, "number": 1}, [])
    shown = widget.text, widget.html
    widget._received(widget, {"changes": before, "number": 2}, [])
    if hasattr(widget, "wait"):  # what began to train would change what is shown in the middle of another test
        widget.wait()
    return shown


def test_what_can_be_grabbed_or_pressed_changes_what_is_shown(widget):
    shown = widget.text, widget.html
    for part in elements(widget):
        if "data-grab" in part.attrib:
            axes = json.loads(part.get("data-grab"))
            for name, _, _, low, high, _ in (axes[axis] for axis in "xy" if axis in axes):
                assert widget.values[name] in (low, high) or low < widget.values[name] < high
                assert any(moved(widget, **{name: end}) != shown for end in (low, high)), name
        if "data-press" in part.attrib:
            assert set(json.loads(part.get("data-press"))) <= set(widget.values)


def test_what_is_reached_by_keys_has_a_name_and_every_picture_says_what_it_shows(widget):
    for part in elements(widget):
        if part.get("tabindex") == "0" or part.tag == "button":
            assert part.get("aria-label") or "".join(part.itertext()).strip()
        if part.get("role") == "img":
            assert len(part.get("aria-label")) > 10
        if part.tag == "img":
            assert part.get("alt")
    assert 10 < len(widget.text) < 260


def ends(control):
    """The values at the ends of a control, or all that it offers; a button has none."""
    low, high = (False, True) if control.kind == "switch" else (control.low, control.high)
    return [] if control.counts else [{control.name: value} for value in control.options or (low, high)]


def told(widget):
    """Sentences of a widget: at each end of its controls, two by two, and what only a training or a network makes."""
    for one, other in itertools.combinations([*filter(None, map(ends, widget._known.values())), [{}]], 2):
        yield from (moved(widget, **each, **more)[0] for each in one for more in other)
    if isinstance(widget, LiveTraining):
        losses = [0.109] * 353 + [0.0123]  # of the recipe, in three epochs
        for state in ({"stopped": True}, {"accuracies": [0.812, 0.873, 0.885]}):
            yield widget._show.func(Watched(Progress(3, 118, losses, **state)), stop=0, go_on=0).text
    if isinstance(widget, Drawing):
        for net in (None, lambda images: torch.full((len(images), 10), math.nan)):
            for prepare in (True, False):
                yield widget._draw(replace(reader(net), name=reader().name), _EXAMPLE, prepare=prepare).text


def test_no_sentence_is_longer_than_the_one_whose_room_is_kept_free(widget):
    assert [text for text in told(widget) if len(text) > len(widget.longest)] == []


def test_what_is_hostile_is_refused_and_the_widget_goes_on(widget):
    shown, values = (widget.text, widget.html), dict(widget.values)
    for name in [*values, "unknown"]:
        for value in HOSTILE:
            if isinstance(value, bool) and isinstance(values.get(name), bool):
                continue
            widget._received(widget, {"changes": {name: value}, "number": value}, [])
    for content in HOSTILE:
        widget._received(widget, content, [])
    assert dict(widget.values) == values and (widget.text, widget.html) == shown


def test_what_a_browser_sets_past_the_checks_is_ignored_and_the_next_message_is_heard(widget):
    before, sent = widget.get_state(), widget.answered + 1
    for name in before:
        for value in [*HOSTILE[:-1], {"output0": math.nan}, "<b>x</b>", "x" * 10_000_000]:
            update = {"method": "update", "state": {name: value}, "buffer_paths": []}
            widget._handle_msg({"content": {"data": update}, "buffers": []})
    assert widget.get_state() == before
    moved = {"method": "custom", "content": {"changes": dict(widget.values), "number": sent}}
    widget._handle_msg({"content": {"data": moved}, "buffers": []})
    assert {**widget.get_state(), "answered": before["answered"]} == before and widget.answered == sent


def test_a_number_however_small_is_shown_or_refused(widget):
    numbers = [each.name for each in widget._known.values() if isinstance(each.low, float) or each.step % 1]
    for name in numbers:
        for tiny in (1e-4, 1e-8, 1e-17, 1e-300, 5e-324):
            for value in (tiny, -tiny):
                moved(widget, **{name: value})  # would raise


def test_a_button_can_be_pressed_again_however_often_it_seems_to_have_been(widget, monkeypatch):
    monkeypatch.setattr(widget, "_link", None)  # nothing shall train
    for name in (each.name for each in widget._known.values() if each.counts):
        before = widget.values[name]
        widget._received(widget, {"changes": {name: 10**9 - 1}}, [])
        next_press = widget.values[name] + 1  # what the page counts on from
        widget._received(widget, {"changes": {name: next_press}}, [])
        assert widget.values[name] == next_press
        widget._received(widget, {"changes": {name: before}}, [])


def test_where_widgets_cannot_run_a_still_picture_stands(widget):
    data = widget._repr_mimebundle_()[0]
    still = data["text/html"]
    assert widget.text in data["text/plain"] or data["text/plain"].isascii()
    assert all(word not in still for word in ("<svg", "<button", "data-grab", "data-press", "tabindex"))
    assert len(still) < 100_000


OF_EACH = [
    test_what_can_be_grabbed_or_pressed_changes_what_is_shown,
    test_what_is_reached_by_keys_has_a_name_and_every_picture_says_what_it_shows,
    test_what_is_hostile_is_refused_and_the_widget_goes_on,
    test_what_a_browser_sets_past_the_checks_is_ignored_and_the_next_message_is_heard,
    test_a_number_however_small_is_shown_or_refused,
    test_where_widgets_cannot_run_a_still_picture_stands,
]


def test_a_widget_whose_picture_does_not_follow_is_found():
    from course_utils.widgets._engine.controls import held
    from course_utils.widgets._engine.guided import Guided, View
    from course_utils.widgets._engine.hands import grab
    from course_utils.widgets._engine.pictures.svg import Svg

    control = held("a", "a", 0, 9, 3)

    def deaf(*, a):
        svg = Svg(10, 10, "nothing that moves")
        svg.area(0, 0, 10, 10, grab("a", across=control, at={"a": 3}))
        return View("It stays as it is.", svg.part)

    with pytest.raises(AssertionError):
        test_what_can_be_grabbed_or_pressed_changes_what_is_shown(Guided("t", "t", [control], deaf))
