"""Draw a digit in a real JupyterLab: with mouse, finger, pen and keys, and the network reads it."""

import json
import re
import runpy
import time
from itertools import pairwise

import pytest
from lab import ROOT, SCREENSHOTS
from widget_page import look_at_it_narrow, open_widget, serious_findings, spoken, wait_for

from course_utils.widgets._ink import stroke
from course_utils.widgets._readers import reader
from course_utils.widgets.test_accuracy import draw_view

pytestmark = pytest.mark.browser

drawing = runpy.run_path(str(ROOT / "tests" / "widgets" / "strokes.py"))["drawing"]
CELLS = 14
EMPTY = "Nothing is drawn yet: draw a digit with mouse, finger, pen or keys."


class Desk:
    """The widget as a person handles it."""

    def __init__(self, lab, page, theme="Light"):
        self.page = page
        self.notebook = open_widget(lab, page, "test_accuracy.draw_digit", theme)
        self.pad = page.locator(".course-pad")
        self.pad.scroll_into_view_if_needed()

    def press(self, text):
        self.page.get_by_role("button", name=text, exact=True).click()

    def box(self):
        box = self.pad.bounding_box()
        return box["x"], box["y"], box["width"]

    def by_mouse(self, strokes):
        left, top, side = self.box()
        for line in strokes:
            (x, y), *others = line["points"]
            self.page.mouse.move(left + x * side, top + y * side)
            self.page.mouse.down()
            for x, y in others:
                self.page.mouse.move(left + x * side, top + y * side, steps=3)
            self.page.mouse.up()

    def where(self):
        return self.page.locator(".course-where").inner_text()

    def digit(self):
        """The digit that is read, once nothing moves any more."""
        last = None
        while (now := spoken(self.page)) != last:
            last = now
            time.sleep(0.5)
        return int(re.search(r"reads (\d)", last)[1])

    def wait_until_empty(self):
        wait_for(self.page, EMPTY)


def test_the_mouse_draws_ten_digits_and_at_least_eight_are_read(lab, page):
    desk = Desk(lab, page)
    assert desk.digit() == 3  # the example

    read = {}
    for digit in range(10):
        desk.press("Clear")
        desk.wait_until_empty()
        desk.by_mouse(drawing(digit))
        page.wait_for_function(f"document.querySelector('.course-spoken').textContent !== {json.dumps(EMPTY)}")
        read[digit] = desk.digit()

    assert sum(digit == answer for digit, answer in read.items()) >= 8, read
    assert desk.notebook.console_errors == []


def test_the_first_stroke_replaces_the_example_and_undo_brings_it_back(lab, page):
    desk = Desk(lab, page)
    example = spoken(page)

    desk.by_mouse(drawing(1))
    assert desk.digit() == 1
    desk.press("Undo")
    wait_for(page, example)
    desk.press("Undo")
    assert desk.where() == "Nothing to undo."

    desk.press("Clear")
    desk.wait_until_empty()
    desk.press("Undo")
    wait_for(page, example)


def test_without_the_preparation_a_digit_in_a_corner_is_not_read(lab, page):
    desk = Desk(lab, page)
    net = reader()
    desk.press("Clear")
    desk.by_mouse(drawing(2, (-0.2, 0.2), 0.6))
    assert desk.digit() == 2
    before = page.locator(".course-shown img").get_attribute("src")

    page.get_by_label("prepare it as MNIST was").focus()
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.course-spoken').textContent.includes('prepared as MNIST was')")
    assert desk.digit() != 2
    assert page.locator(".course-shown img").get_attribute("src") != before

    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.course-spoken').textContent.includes('without the prep')")
    assert desk.digit() == 2
    assert net.name in spoken(page)


def test_a_finger_draws_and_a_pen_draws_and_rubs_out(lab, page):
    desk = Desk(lab, page)
    desk.press("Clear")
    desk.wait_until_empty()
    browser = page.context.new_cdp_session(page)
    left, top, side = desk.box()
    points = [(left + x * side, top + y * side) for x, y in drawing(1)[0]["points"]]

    for kind, place in [("touchStart", points[0]), *(("touchMove", place) for place in points[1:]), ("touchEnd", None)]:
        touches = [{"x": place[0], "y": place[1]}] if place else []
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    page.wait_for_function(f"document.querySelector('.course-spoken').textContent !== {json.dumps(EMPTY)}")
    assert desk.digit() == 1

    desk.press("Clear")
    desk.wait_until_empty()
    kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 1), "mouseReleased"]
    for kind, (x, y) in zip(kinds, [*points, points[-1]], strict=True):
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "pointerType": "pen", "clickCount": 1}
        browser.send("Input.dispatchMouseEvent", event)
    page.wait_for_function(f"document.querySelector('.course-spoken').textContent !== {json.dumps(EMPTY)}")
    assert desk.digit() == 1


def test_keys_alone_draw_speak_erase_undo_and_leave_the_notebook_alone(lab, page):
    desk = Desk(lab, page)
    net, cell = reader(), 1 / CELLS
    page.get_by_role("button", name="Clear", exact=True).focus()
    page.keyboard.press("Enter")
    desk.wait_until_empty()
    desk.pad.focus()
    assert desk.where() == "Row 8, column 8 of 14: empty."
    assert page.locator(".course-cell").is_visible()

    for _ in range(5):
        page.keyboard.press("ArrowUp")
    for _ in range(9):
        page.keyboard.press("Shift+ArrowDown")
    assert desk.where() == "Row 12, column 8 of 14: ink."
    x, rows = 7.5 * cell, [(row + 0.5) * cell for row in range(2, 12)]
    lines = [stroke([(x, top), (x, bottom)]) for top, bottom in pairwise(rows)]
    as_drawn = draw_view(net, lines, {"prepare": True}).text
    wait_for(page, as_drawn)
    assert "reads 1" in as_drawn

    page.keyboard.press("Backspace")
    assert desk.where() == "Row 12, column 8 of 14: empty."
    rubbed = [*lines, stroke([(x, 11.5 * cell)], rubber=True)]
    wait_for(page, draw_view(net, rubbed, {"prepare": True}).text)
    page.keyboard.press("Control+z")
    wait_for(page, as_drawn)

    for key in ["ArrowLeft", "ArrowLeft", " "]:
        page.keyboard.press(key)
    assert desk.where() == "Row 12, column 6 of 14: ink."
    wait_for(page, draw_view(net, [*lines, stroke([(5.5 * cell, 11.5 * cell)])], {"prepare": True}).text)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    assert page.locator(".jp-NotebookPanel:visible .jp-CodeCell").count() == 1


def test_a_drawing_is_saved_under_a_name_and_shown_again(lab, page):
    desk = Desk(lab, page)
    desk.by_mouse(drawing(7))
    seven = desk.digit(), spoken(page)
    page.get_by_label("name", exact=True).fill('my <b>"7"</b>')
    page.keyboard.press("Enter")
    assert desk.where() == 'Saved as “my <b>"7"</b>”.'

    desk.press("Clear")
    desk.wait_until_empty()
    desk.press("Show")
    wait_for(page, seven[1])
    assert seven[0] == 7


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_nothing_keeps_anybody_out_and_it_fits_a_narrow_window(lab, page, theme):
    desk = Desk(lab, page, theme)
    folder = SCREENSHOTS / "widgets"
    folder.mkdir(parents=True, exist_ok=True)
    desk.by_mouse(drawing(5))
    desk.digit()
    page.locator(".course-widget").screenshot(path=folder / f"draw_digit-drawn-{theme.lower()}.png")
    desk.pad.focus()
    page.keyboard.press("ArrowLeft")
    desk.pad.screenshot(path=folder / f"draw_digit-keys-{theme.lower()}.png")

    serious = serious_findings(page)
    assert serious == [], json.dumps(serious)
    assert look_at_it_narrow(page, f"draw_digit-drawn-{theme.lower()}") == []
    assert desk.notebook.console_errors == []
