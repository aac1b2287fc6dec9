"""Every widget in a real JupyterLab, all in one notebook: moved by keys and mouse, it shows what its function gives."""

import json
import time

import pytest
from notebook_page import wait_until
from pressed_page import WAYS, press_each
from seen_in_page import ASTRAY
from twins import moved, twin_of
from widget_keys import NOTHING_TO_GRAB, SHOWN_TWICE, TO_PRESS, TRAINING, WIDGETS, source
from widget_page import LEAST, WINDOWS, WidgetPage, in_both_themes, serious_findings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def notebook_page(jupyterlab):
    """One notebook of all widgets, with some that are shown twice at the end."""
    cells = [source(name) for name in WIDGETS]
    cells += [f"again = {name}()\ndisplay(again, again)" for name in SHOWN_TWICE]
    with jupyterlab.opened("widgets.ipynb", *cells) as notebook_page:
        notebook_page.lay_out_every_cell()
        notebook_page.run_all()
        yield notebook_page


@pytest.fixture
def begin(notebook_page):
    """Show a widget as it is at the beginning; give it and its twin here."""

    def shown(name):
        return WidgetPage(notebook_page, list(WIDGETS).index(name)).show_anew(), twin_of(name)

    return shown


@pytest.mark.parametrize("name", WIDGETS)
def test_keys_the_mouse_and_the_finger_move_it(begin, name):
    widget, twin = begin(name)
    assert widget.spoken() == twin.text
    assert ("data-press" in twin.html) == (name in TO_PRESS)

    for label, key, expected in WIDGETS[name]:
        widget.press(label, key)
        moved(twin, expected)
        widget.says_all(twin.text)
    assert widget.control(label).evaluate("node => getComputedStyle(node).outlineWidth") == "3px"  # the focus is seen
    widget.picture(f"{name.split('.')[1]}-moved")

    beside = [this for this in twin.controls if this["label"] not in TRAINING and this["kind"] not in ("held", "play")]
    for touched, share in [(widget.click, 0.3), (widget.tap, 0.7)]:  # one after the other: each press is a change
        for this in beside:
            label, value = this["label"], twin.values[this["name"]]
            if this["kind"] == "choice":
                value = this["options"][-1]
                widget.control(label).select_option(value)
            else:
                touched(label, share)
                pressed = value + 1 if this["kind"] == "button" else not value
                value = json.loads(widget.control(label).input_value()) if this["kind"] == "slider" else pressed
            moved(twin, {this["name"]: value})
            widget.says_all(twin.text)


def at_most(few):
    """Try so many parts of each widget in make test, and all of them in make thorough."""
    return pytest.mark.parametrize("most", [few, pytest.param(99, marks=pytest.mark.thorough)])


@at_most(2)
@pytest.mark.parametrize("name", [name for name in WIDGETS if name not in NOTHING_TO_GRAB])
def test_what_is_grabbed_follows_the_mouse_the_finger_and_a_key(begin, name, most):
    widget, twin = begin(name)
    hands = widget.hands()
    assert hands
    ways = [(widget.drag, (0.5, 0.5), (0.33, 0.78)), (widget.swipe, (0.33, 0.78), (0.62, 0.22))]
    ways += [(widget.drag, (0.21, 0.6), (0.21, 0.6)), (widget.swipe, (0.7, 0.4), (0.7, 0.4))]  # a click and a tap
    for hand in hands[:most]:
        for move, start, end in ways:
            widget.follows(twin, move(hand, start, end))
        widget.leave()
        value, _, _, low, high, _ = next(iter(json.loads(hand.get_attribute("data-grab")).values()))
        key, end = ("Home", low) if twin.values[value] == high else ("End", high)
        hand.press(key)
        widget.follows(twin, [{value: end}])
    assert widget.node.locator(".course-held").count() == 0


@at_most(1)
@pytest.mark.parametrize("name", TO_PRESS)
def test_what_is_pressed_hears_the_mouse_the_finger_and_a_key(begin, name, most):
    widget, twin = begin(name)
    for way in WAYS:
        assert press_each(widget, twin, way, most)


@in_both_themes
def test_nothing_keeps_anybody_out_of_any(jupyterlab, notebook_page, theme):
    jupyterlab.set_theme(theme)
    notebook_page.run_all()
    for number, name in enumerate(WIDGETS):
        widget = WidgetPage(notebook_page, number)
        widget.picture(f"{name.split('.')[1]}-{theme.lower()}")
        widget.unfold()
        for label, key, _ in WIDGETS[name]:
            widget.press(label, key)
    notebook_page.settle()
    assert serious_findings(notebook_page.page) == []


@pytest.fixture(scope="module", params=WINDOWS)
def walk(request, jupyterlab, notebook_page):
    """What all widgets were like in a window of one size, before they were moved by keys and after it."""
    size = request.param
    jupyterlab.set_size(WINDOWS[size])
    jupyterlab.set_theme("Light")
    notebook_page.run_all()
    seen = {}
    for number, (name, moves) in enumerate(WIDGETS.items()):
        widget = WidgetPage(notebook_page, number)
        widget.unfold()
        seen[name] = [widget.unreadable()], [widget.height_of_sentence()], widget.smallest_letter()
        for label, key, _ in moves:
            widget.press(label, key)
            notebook_page.settle()
            seen[name][1].append(widget.height_of_sentence())
        seen[name][0].append(widget.unreadable())
        widget.picture(f"{name.split('.')[1]}-light-{size}")
    return seen, LEAST[size]


def test_every_text_can_be_read_in_windows_of_every_width(walk):
    seen, least = walk
    assert {name: faults for name, (faults, _, _) in seen.items() if any(faults)} == {}
    assert {name: letter for name, (_, _, letter) in seen.items() if letter < least} == {}


@pytest.mark.thorough
def test_every_text_can_be_read_however_wide_the_widget_is(jupyterlab, notebook_page):
    jupyterlab.set_size({"width": 1400, "height": 900})
    notebook_page.run_all()
    seen = {}
    for number, name in enumerate(WIDGETS):
        widget = WidgetPage(notebook_page, number)
        widget.unfold()
        for width in range(480, 850, 20):  # from what a window of 600 pixels leaves to the widest
            widget.node.evaluate("(node, width) => { node.style.maxWidth = `${width}px` }", width)
            notebook_page.settle()
            seen[name, width] = widget.unreadable()
    assert {where: faults for where, faults in seen.items() if faults} == {}


def test_what_is_below_the_sentence_stays_where_it_is_when_the_sentence_changes(walk):
    heights = {name: {round(height) for height in steps} for name, (_, steps, _) in walk[0].items()}
    assert {name: several for name, several in heights.items() if len(several) > 1} == {}


def test_widgets_of_one_notebook_share_no_id_and_no_style_and_point_only_at_their_own(notebook_page):
    notebook_page.run_all()  # the styles of the others come after that of the paper
    shown = notebook_page.node.locator(".course-widget")
    assert shown.count() == len(WIDGETS) + 2 * len(SHOWN_TWICE)
    assert notebook_page.page.evaluate(ASTRAY) == [[], []]
    assert notebook_page.node.locator(".course-pad").first.bounding_box()["width"] < 260


def test_what_is_played_walks_to_its_end_or_is_there_at_once_for_those_who_asked_for_that(begin, jupyterlab):
    for motion in ["no-preference", "reduce"]:
        unrolled, _ = begin("pixels_to_vectors.unroll_picture")
        jupyterlab.page.emulate_media(reduced_motion=motion)
        seen = []
        unrolled.click("Unroll")
        wait_until(lambda: seen.append(unrolled.spoken()) or seen[-1].startswith("All 28 rows lie in the line"))  # noqa: B023
        assert (len(set(seen)) > 3) == (motion == "no-preference")
        assert unrolled.control("Unroll").text_content() == "Unroll"


def test_what_is_played_can_be_paused_and_goes_so_far_as_its_button_says(begin, jupyterlab):
    descent, _ = begin("gradient_descent.descent_on_two_weights")
    descent.click("go 20 steps")
    descent.says("after 20 steps")

    jupyterlab.page.emulate_media(reduced_motion="no-preference")
    descent.click("go 20 steps")
    descent.says("after 2")
    descent.click("Pause")
    jupyterlab.page.emulate_media(reduced_motion="reduce")
    descent.notebook_page.settle()
    paused = descent.spoken()
    time.sleep(0.5)  # to be watched that long: a step takes less than half of that
    assert descent.spoken() == paused and "after 40 steps" not in paused


def test_a_slider_says_its_value_to_a_screen_reader(begin):
    ball, _ = begin("train_by_hand.momentum_ball")
    momentum = ball.control("momentum")
    assert momentum.get_attribute("aria-valuetext") == "0.99"
    momentum.press("Home")
    assert momentum.get_attribute("aria-valuetext") == "0"


def test_what_moves_glides_but_not_for_those_who_asked_for_that(notebook_page):
    longest = """nodes => Math.max(...nodes.map(node => getComputedStyle(node)).map(
        style => parseFloat(style.transitionDuration) + parseFloat(style.animationDuration)))"""
    everything = notebook_page.node.locator(".course-widget *")
    drawn = notebook_page.node.locator(".course-shown svg :is(circle, rect)")
    assert everything.evaluate_all(longest) == 0
    notebook_page.page.emulate_media(reduced_motion="no-preference")
    assert 0.1 < drawn.evaluate_all(longest) < 0.3
    notebook_page.page.emulate_media(reduced_motion="reduce")
