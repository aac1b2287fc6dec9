"""Every widget in a real JupyterLab, all in one notebook: moved by keys and mouse, it shows what its function gives."""

import json

import pytest
from widget_page import WidgetPage, in_both_themes, serious_findings, twin_of

pytestmark = pytest.mark.browser

# Widget -> the keys that move it, by the label of a control, and the values that are then expected.
WIDGETS = {
    "mse_loss.loss_mixer": [
        ("output 5", "ArrowUp", {"output5": 0.85}),
        ("label", "ArrowDown", {"label": "6"}),
        ("all zeros", "Enter", {"zeros": 1}),
        ("all 0.1", "Space", {"tenths": 1}),
        ("output 0", "Home", {"output0": -1}),
    ],
}
TRAINING = ["Run", "Train it"]  # buttons that train: pressed in test_playground
NOTHING_TO_GRAB = []
SHOWN_TWICE = ["mse_loss.loss_mixer"]
# Ids of widgets that are there twice, and what points outside its own widget or nowhere.
ASTRAY = """() => {
    const own = [...document.querySelectorAll(".course-widget, .course-widget *")];
    const twice = own.filter(node => node.id && document.querySelectorAll(`[id="${node.id}"]`).length > 1);
    const points = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list"];
    const astray = own.filter(node => points.flatMap(name => (node.getAttribute(name) ?? "").split(" ")).some(
        id => id && !node.closest(".course-widget").contains(document.getElementById(id))));
    return [twice, astray].map(nodes => nodes.map(node => node.outerHTML.slice(0, 80)));
}"""


def source(name):
    """Code that shows a widget."""
    return f"from course_utils.widgets import {name.split('.')[0]}\n\n{name}()"


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
def test_the_keyboard_moves_it(begin, name):
    widget, twin = begin(name)
    assert widget.spoken() == twin.text

    for label, key, expected in WIDGETS[name]:
        widget.press(label, key)
        twin.values = {**twin.values, **expected}
        widget.says_all(twin.text)

    assert widget.control(label).evaluate("node => getComputedStyle(node).outlineWidth") == "3px"  # the focus is seen
    widget.picture(f"{name.split('.')[1]}-moved")


@pytest.mark.parametrize("name", WIDGETS)
def test_the_mouse_moves_it(begin, name):
    widget, twin = begin(name)

    for this in twin.controls:
        label, value = this["label"], twin.values[this["name"]]
        if label in TRAINING or this["kind"] in ("held", "play"):
            continue
        if this["kind"] == "choice":
            value = this["options"][-1]
            widget.control(label).select_option(value)
        else:
            widget.click(label, 0.3)
            pressed = value + 1 if this["kind"] == "button" else not value
            value = json.loads(widget.control(label).input_value()) if this["kind"] == "slider" else pressed
        twin.values = {**twin.values, this["name"]: value}
        widget.says_all(twin.text)


@in_both_themes
def test_nothing_keeps_anybody_out_of_any_and_all_fit_a_narrow_window(jupyterlab, notebook_page, theme):
    jupyterlab.set_theme(theme)
    notebook_page.run_all()
    widgets = {name: WidgetPage(notebook_page, number) for number, name in enumerate(WIDGETS)}
    for name, widget in widgets.items():
        widget.picture(f"{name.split('.')[1]}-{theme.lower()}")
        for label, key, _ in WIDGETS[name]:
            widget.press(label, key)
    notebook_page.settle()

    assert serious_findings(notebook_page.page) == []
    wide = [widget.too_wide(f"{name.split('.')[1]}-{theme.lower()}") for name, widget in widgets.items()]
    assert wide == [[]] * len(WIDGETS)


def test_widgets_of_one_notebook_share_no_id_and_point_only_at_their_own(notebook_page):
    notebook_page.run_all()
    shown = notebook_page.node.locator(".course-widget")
    assert shown.count() == len(WIDGETS) + 2 * len(SHOWN_TWICE)
    assert notebook_page.page.evaluate(ASTRAY) == [[], []]


@pytest.mark.parametrize("name", [name for name in WIDGETS if name not in NOTHING_TO_GRAB])
def test_what_is_grabbed_follows_the_mouse_and_the_finger(begin, name):
    widget, twin = begin(name)
    assert widget.hands()
    for number in range(min(2, len(widget.hands()))):
        for move, start, end in [(widget.drag, (0.5, 0.5), (0.3, 0.8)), (widget.swipe, (0.3, 0.8), (0.6, 0.2))]:
            chosen = move(widget.hands()[number], start, end)
            twin.values = {**twin.values, **chosen}
            widget.says_all(twin.text)
    assert widget.node.locator(".course-held").count() == 0


def test_a_slider_reads_its_value_as_the_sentences_write_it(begin):
    widget, _ = begin("backpropagation.gradient_truth_panel")
    step = widget.control("step size, as a power of ten")
    assert step.get_attribute("aria-valuetext") == "−5"

    step.press("Home")

    assert step.get_attribute("aria-valuetext") == "−12"
    assert "−12" in widget.node.locator(".course-slider output").all_inner_texts()


def test_nothing_moves_by_itself_for_those_who_asked_for_that(notebook_page):
    longest = """nodes => Math.max(...nodes.map(node => getComputedStyle(node)).map(
        style => parseFloat(style.transitionDuration) + parseFloat(style.animationDuration)))"""
    notebook_page.page.emulate_media(reduced_motion="reduce")
    assert notebook_page.node.locator(".course-widget *").evaluate_all(longest) == 0
    notebook_page.page.emulate_media(reduced_motion="no-preference")
