"""Every widget in a real JupyterLab: moved by keyboard and by mouse, it shows what its pure function gives."""

import json
import time

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_notebook
from notebook_page import NotebookPage

from conftest import SCREENSHOTS
from course_utils.widgets import pixels_to_vectors

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
    function = name.split(".")[1]
    twin = getattr(pixels_to_vectors, function)()
    assert spoken(page) == twin.text
    for label, key, expected in WIDGETS[name]:
        page.get_by_label(label, exact=True).focus()
        page.keyboard.press(key)
        twin.values = {**twin.values, **expected}
        wait_for(page, twin.text)
    findings = Axe().run(page, context=".course-widget").response["violations"]
    serious = [f"{v['id']}: {v['help']}" for v in findings if v["impact"] in ("serious", "critical")]
    (SCREENSHOTS / "widgets").mkdir(parents=True, exist_ok=True)
    page.locator(".course-widget").screenshot(path=SCREENSHOTS / "widgets" / f"{function}-{theme.lower()}.png")
    assert serious == [], json.dumps(serious)
    assert notebook_page.console_errors == []
