"""Every widget in a real JupyterLab: moved by keyboard and by mouse, it shows what its pure function gives."""

import json

import pytest
from lab import SCREENSHOTS
from widget_page import (
    control,
    in_both_themes,
    look_at_it_narrow,
    open_widget,
    serious_findings,
    spoken,
    twin_of,
    wait_for,
)

pytestmark = pytest.mark.browser

# Widget -> the keys that move it, by the label of a control, and the values that are then expected.
WIDGETS = {
    "pixels_to_vectors.flatten_microscope": [
        ("row", "ArrowRight", {"row": 8, "place": 236}),
        ("column", "End", {"col": 27, "place": 251}),
        ("place", "Home", {"row": 0, "col": 0, "place": 0}),
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


@in_both_themes
@pytest.mark.parametrize("name", WIDGETS)
def test_the_keyboard_moves_it_and_nothing_keeps_anybody_out(lab, page, name, theme):
    (SCREENSHOTS / "widgets").mkdir(parents=True, exist_ok=True)
    notebook_page = open_widget(lab, page, name, theme)
    picture = f"{name.split('.')[1]}-{theme.lower()}"
    page.locator(".course-widget").screenshot(path=SCREENSHOTS / "widgets" / f"{picture}.png")
    twin = twin_of(name)
    assert spoken(page) == twin.text

    for label, key, expected in WIDGETS[name]:
        control(page, label).focus()
        page.keyboard.press(key)
        twin.values = {**twin.values, **expected}
        wait_for(page, twin.text)

    assert control(page, label).evaluate("node => getComputedStyle(node).outlineWidth") == "3px"  # the focus is seen
    page.locator(".course-widget").screenshot(path=SCREENSHOTS / "widgets" / f"{picture}-moved.png")
    serious = serious_findings(page)
    assert serious == [], json.dumps(serious)
    assert look_at_it_narrow(page, picture) == []
    assert notebook_page.console_errors == []
    assert notebook_page.asked_outside == []


@pytest.mark.parametrize("name", WIDGETS)
def test_the_mouse_moves_it(lab, page, name):
    notebook_page = open_widget(lab, page, name, "Light")
    twin = twin_of(name)
    page.locator(".course-widget").scroll_into_view_if_needed()

    for this in twin.controls:
        moved = control(page, this["label"])
        if this["kind"] == "slider":
            box = moved.bounding_box()
            page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
            value = float(moved.input_value())
            value = int(value) if value.is_integer() else value
        elif this["kind"] == "choice":
            value = this["options"][-1]
            moved.select_option(value)
        elif this["label"] in TRAINING:
            continue
        else:
            moved.click()
            value = not twin.values[this["name"]] if this["kind"] == "switch" else twin.values[this["name"]] + 1
        twin.values = {**twin.values, this["name"]: value}
        wait_for(page, twin.text)

    assert notebook_page.console_errors == []


def test_a_click_on_the_picture_chooses_the_pixel(lab, page):
    open_widget(lab, page, "pixels_to_vectors.flatten_microscope", "Light")
    twin = twin_of("pixels_to_vectors.flatten_microscope")
    picture = page.locator(".course-shown img[data-click]").first
    box = picture.bounding_box()

    page.mouse.click(box["x"] + box["width"] * 20.5 / 28, box["y"] + box["height"] * 3.5 / 28)

    twin.values = {**twin.values, "row": 3, "col": 20}
    wait_for(page, twin.text)


def test_a_slider_reads_its_value_as_the_sentences_write_it(lab, page):
    open_widget(lab, page, "backpropagation.gradient_truth_panel", "Light")
    step = control(page, "step size, as a power of ten")
    assert step.get_attribute("aria-valuetext") == "−5"

    step.focus()
    page.keyboard.press("Home")

    assert step.get_attribute("aria-valuetext") == "−12"
    assert "−12" in page.locator(".course-slider output").all_inner_texts()


def test_nothing_moves_by_itself_for_those_who_asked_for_that(lab, page):
    page.emulate_media(reduced_motion="reduce")
    open_widget(lab, page, "gradient_descent.descent_on_two_weights", "Light")
    longest = """nodes => Math.max(...nodes.map(node => getComputedStyle(node)).map(
        style => parseFloat(style.transitionDuration) + parseFloat(style.animationDuration)))"""
    assert page.locator(".course-widget *").evaluate_all(longest) == 0
