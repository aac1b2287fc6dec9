"""Every widget in a real JupyterLab: moved by keyboard and by mouse, it shows what its pure function gives."""

import importlib
import json
import time

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_notebook
from notebook_page import NotebookPage

from conftest import SCREENSHOTS

pytestmark = pytest.mark.browser

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
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
    "train_the_mlp.shape_ledger": [
        ("batch size", "Home", {"batch_size": 1}),
    ],
}


def open_widget(lab, page, name, theme):
    lab.set_theme(f"JupyterLab {theme}")
    module, function = name.split(".")
    code = f"from course_utils.widgets import {module}\n\n{module}.{function}()"
    path = lab.folder / f"{function}-{theme}.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(code)], metadata=KERNEL), path)
    notebook_page = NotebookPage(lab, page, path.name)
    notebook_page.run_all()
    page.locator(".course-widget").wait_for(timeout=30_000)
    return notebook_page


def spoken(page):
    return page.locator(".course-spoken").inner_text()


def wait_for(page, text):
    deadline = time.monotonic() + 10
    while spoken(page) != text and time.monotonic() < deadline:
        time.sleep(0.02)
    assert spoken(page) == text


@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize("name", WIDGETS)
def test_the_keyboard_moves_it_and_nothing_keeps_anybody_out(lab, page, name, theme):
    notebook_page = open_widget(lab, page, name, theme)
    module, function = name.split(".")
    twin = getattr(importlib.import_module(f"course_utils.widgets.{module}"), function)()
    assert spoken(page) == twin.text
    for label, key, expected in WIDGETS[name]:
        button = page.locator(".course-widget").get_by_role("button", name=label, exact=True)
        page.get_by_label(label, exact=True).or_(button).focus()
        page.keyboard.press(key)
        twin.values = {**twin.values, **expected}
        wait_for(page, twin.text)
    findings = Axe().run(page, context=".course-widget").response["violations"]
    serious = [f"{v['id']}: {v['help']}" for v in findings if v["impact"] in ("serious", "critical")]
    (SCREENSHOTS / "widgets").mkdir(parents=True, exist_ok=True)
    page.locator(".course-widget").screenshot(path=SCREENSHOTS / "widgets" / f"{function}-{theme.lower()}.png")
    assert serious == [], json.dumps(serious)
    assert notebook_page.console_errors == []
