"""Every widget in a real JupyterLab, all in one notebook: moved by keys and mouse, it shows what its function gives."""

import json

import pytest
from widget_page import WidgetPage, in_both_themes, serious_findings, twin_of

pytestmark = pytest.mark.browser

# Widget -> the keys that move it, by the label of a control, and the values that are then expected.
WIDGETS = {
    "pixels_to_vectors.flatten_microscope": [
        ("row", "ArrowRight", {"row": 8, "place": 236}),
        ("column", "End", {"col": 27, "place": 251}),
        ("index", "Home", {"row": 0, "col": 0, "place": 0}),
    ],
    "one_hot_labels.label_dial": [
        ("label", "ArrowRight", {"label": 4}),
        ("place 7", "Space", {"place7": True}),
        ("label", "End", {"label": 9}),
        ("place 9", "Space", {"place9": False}),  # stays 9: one place is always on
    ],
    "mse_loss.loss_mixer": [
        ("output 5", "ArrowRight", {"output5": 0.85}),
        ("label", "ArrowDown", {"label": "6"}),
        ("all zeros", "Enter", {"zeros": 1}),
        ("all 0.1", "Space", {"tenths": 1}),
        ("output 0", "Home", {"output0": -1}),
    ],
    "gradient_descent.descent_on_two_weights": [
        ("step", "Enter", {"step": 1}),
        ("run 20 steps", "Space", {"run": 1}),
        ("reset", "Enter", {"reset": 1}),
        ("run 20 steps", "Enter", {"run": 2}),
        ("start: left weight", "End", {"left": 0.1}),
        ("start: middle weight", "Home", {"middle": -0.1}),
        ("learning rate", "End", {"rate": 3}),
    ],
    "backpropagation.backprop_stepper": [
        ("next", "Enter", {"next": 1}),
        ("back", "Space", {"back": 1}),
        ("step", "Home", {"step": 0}),
        ("x[0]", "End", {"x0": 2}),
        ("x[1]", "ArrowLeft", {"x1": 1}),
        ("step", "End", {"step": 10}),
        ("w1[0, 1]", "Home", {"w": -2}),
        ("target", "ArrowDown", {"target": "[0, 1]"}),
    ],
    "backpropagation.gradient_truth_panel": [
        ("formula", "ArrowDown", {"formula": "mask forgotten"}),
        ("parameter", "End", {"parameter": "b3"}),
        ("step size, as a power of ten", "Home", {"step": -12}),
        ("parameter", "Home", {"parameter": "w1"}),
        ("entry, the largest first", "End", {"entry": 10}),
    ],
    "train_the_mlp.shape_ledger": [
        ("batch size", "Home", {"batch_size": 1}),
    ],
    "test_accuracy.draw_digit": [
        ("prepare it as MNIST was", "Space", {"prepare": False}),
        ("read again", "Enter", {"again": 1}),
        ("prepare it as MNIST was", "Space", {"prepare": True}),
    ],
    "test_accuracy.mistakes_browser": [
        ("true digit", "5", {"label": "5"}),
        ("predicted digit", "3", {"answer": "3"}),
        ("place in the list", "ArrowRight", {"place": 2}),
        ("place in the list", "End", {"place": 100}),
        ("predicted digit", "Home", {"answer": "any"}),
    ],
    "test_accuracy.weights_over_training": [
        ("moment", "ArrowLeft", {"moment": 5}),
        ("only what training has changed", "Space", {"change": True}),
        ("moment", "Home", {"moment": 0}),
    ],
    "playground.playground": [
        ("learning rate", "ArrowDown", {"learning_rate": "0.03"}),
        ("Run", "Enter", {"run": 1}),  # asks for a prediction first
        ("Stop", "Enter", {"stop": 1}),
        ("lay over it", "ArrowDown", {"beside": "the run before"}),
    ],
    "playground.break_it_lab": [
        ("program", "ArrowDown", {"patient": "B"}),
        ("Diagnose", "Enter", {"diagnose": 1}),  # asks for a training first
        ("Show me", "Space", {"reveal": 1}),
        ("your diagnosis", "ArrowDown", {"cause": "no zero_grad"}),
    ],
}
TRAINING = ["Run", "Train it"]  # buttons that train: pressed in test_playground
SHOWN_TWICE = ["pixels_to_vectors.flatten_microscope", "test_accuracy.draw_digit"]
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
        if label in TRAINING:
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


def test_a_click_on_the_picture_chooses_the_pixel(begin):
    widget, twin = begin("pixels_to_vectors.flatten_microscope")
    picture = widget.node.locator(".course-shown img[data-click]").first
    box = picture.bounding_box()

    picture.click(position={"x": box["width"] * 20.5 / 28, "y": box["height"] * 3.5 / 28})

    twin.values = {**twin.values, "row": 3, "col": 20}
    widget.says_all(twin.text)


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
