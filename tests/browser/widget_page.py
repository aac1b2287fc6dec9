"""A widget in a notebook as a person handles it: open, move, read, look."""

import importlib
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import LAPTOP, SCREENSHOTS
from notebook_page import NotebookPage, write_notebook

# A window of 800 pixels, and one of 1280 at 200 % zoom, which leaves the page half as many.
NARROW = {"800": {"width": 800, "height": 900}, "zoom": {"width": 640, "height": 900}}

in_both_themes = pytest.mark.parametrize("theme", ["Light", "Dark"])


def open_widget(lab, page, name, theme):
    lab.set_theme(f"JupyterLab {theme}")
    module, function = name.split(".")
    path = lab.folder / f"{function}-{theme}.ipynb"
    write_notebook(path, f"from course_utils.widgets import {module}\n\n{module}.{function}()")
    notebook_page = NotebookPage(lab, page, path.name)
    notebook_page.run_all()
    page.locator(".course-widget").wait_for(timeout=30_000)
    return notebook_page


def twin_of(name):
    """The same widget here, without a browser."""
    module, function = name.split(".")
    return getattr(importlib.import_module(f"course_utils.widgets.{module}"), function)()


def control(page, label):
    """What is moved, by its name: a button or what has a label."""
    widget = page.locator(".course-widget")
    return widget.get_by_label(label, exact=True).or_(widget.get_by_role("button", name=label, exact=True)).first


def spoken(page):
    return page.locator(".course-spoken").inner_text()


def wait_for(page, text):
    deadline = time.monotonic() + 10
    while spoken(page) != text and time.monotonic() < deadline:
        time.sleep(0.02)
    assert spoken(page) == text


def serious_findings(page):
    """What axe finds that keeps somebody out."""
    findings = Axe().run(page, context=".course-widget").response["violations"]
    return [f"{v['id']}: {v['help']}" for v in findings if v["impact"] in ("serious", "critical")]


def look_at_it_narrow(page, name):
    """Make the window narrow, keep a picture of each width, and tell where the widget is wider than its place."""
    page.locator(".jp-SideBar .lm-TabBar-tab[title^='File Browser']").click()  # closes the file list
    wide = []
    for width, size in NARROW.items():
        page.set_viewport_size(size)
        time.sleep(0.3)
        widget = page.locator(".course-widget")
        widget.screenshot(path=SCREENSHOTS / "widgets" / f"{name}-{width}.png")
        if widget.evaluate("node => node.scrollWidth > node.clientWidth + 2"):
            wide.append(width)
    page.set_viewport_size(LAPTOP)
    return wide


def wait_until(what, seconds=30):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def keep_picture(page, name, theme):
    (SCREENSHOTS / "widgets").mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({**LAPTOP, "height": 1800})  # all of it
    page.locator(".course-widget").screenshot(path=SCREENSHOTS / "widgets" / f"{name}-{theme.lower()}.png")
    page.set_viewport_size(LAPTOP)
