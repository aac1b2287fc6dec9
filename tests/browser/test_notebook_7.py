"""The plain Jupyter Notebook, for those who prefer it: a lesson runs, and its widgets move."""

import re

import pytest
from lab import SCREENSHOTS
from test_widgets import control, twin_of, wait_for

pytestmark = pytest.mark.browser

OWN = "(reading 'schema')"  # what Notebook 7.6 says of itself, of an empty notebook too


def test_a_lesson_runs_and_its_widget_moves(lab, page):
    errors = []
    page.on("pageerror", lambda error: OWN in str(error) or errors.append(str(error)))
    page.goto(f"{lab.url}/notebooks/notebooks/01_pixels_to_vectors.ipynb")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    widget = page.locator(".course-widget")
    for _ in range(100):  # cells out of sight are not in the page
        if widget.count():
            break
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(300)
    widget.scroll_into_view_if_needed()

    twin = twin_of("pixels_to_vectors.flatten_microscope")
    wait_for(page, twin.text)
    control(page, "row").focus()
    page.keyboard.press("ArrowRight")
    twin.values = {**twin.values, "row": 8}
    wait_for(page, twin.text)

    (SCREENSHOTS / "notebook-7").mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "notebook-7" / "microscope.png")
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert errors == []
