"""Draw a digit in a real JupyterLab: with mouse, finger, pen and keys, and the network reads it."""

import re
import runpy
from itertools import pairwise

import pytest
from lab import ROOT
from widget_page import NARROW, WidgetPage

from course_utils.widgets.test_accuracy.draw_digit import PREPARE, draw_view
from course_utils.widgets.test_accuracy.networks_to_ask import reader
from course_utils.widgets.test_accuracy.strokes_to_pixels import stroke

pytestmark = pytest.mark.browser

drawing = runpy.run_path(str(ROOT / "tests" / "widgets" / "test_accuracy" / "strokes.py"))["drawing"]
CELLS = 14
EMPTY = "Nothing is drawn yet: draw a digit with mouse, finger, pen or keys."


class Desk(WidgetPage):
    """The widget as a person handles it."""

    @property
    def pad(self):
        return self.node.locator(".course-pad")

    def clear(self):
        self.click("Clear")
        self.says_all(EMPTY)

    def points(self, line):
        """Where the points of a stroke lie in the window."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        return [(box["x"] + x * box["width"], box["y"] + y * box["width"]) for x, y in line["points"]]

    def by_mouse(self, strokes):
        for line in strokes:
            first, *others = self.points(line)
            self.page.mouse.move(*first)
            self.page.mouse.down()
            for point in others:
                self.page.mouse.move(*point, steps=3)
            self.page.mouse.up()

    def where(self):
        return self.node.locator(".course-where").text_content()

    def digit(self):
        """The digit that is read, once all is drawn and answered."""
        self.notebook_page.settle()
        return int(re.search(r"reads (\d)", self.spoken())[1])


@pytest.fixture(scope="module")
def notebook_page(jupyterlab):
    with jupyterlab.opened(
        "draw.ipynb", "from course_utils.widgets import test_accuracy\n\ntest_accuracy.draw_digit()"
    ) as page:
        yield page


@pytest.fixture
def desk(notebook_page):
    """The widget as it is at the beginning."""
    return Desk(notebook_page).show_anew()


@pytest.mark.thorough
def test_the_mouse_draws_ten_digits_and_at_least_eight_are_read(desk):
    assert desk.spoken() == EMPTY

    read = {}
    for digit in range(10):
        desk.clear()
        desk.by_mouse(drawing(digit))
        read[digit] = desk.digit()

    assert sum(digit == answer for digit, answer in read.items()) >= 8, read


def test_undo_takes_back_the_last_stroke_and_a_clear(desk):
    desk.by_mouse(drawing(1))
    assert desk.digit() == 1
    one = desk.spoken()

    desk.click("Clear")
    desk.says_all(EMPTY)
    desk.click("Undo")
    desk.says_all(one)
    desk.click("Undo")
    desk.says_all(EMPTY)
    desk.click("Undo")
    assert desk.where() == "Nothing to undo."


def test_without_the_preparation_a_digit_in_a_corner_is_not_read(desk):
    desk.by_mouse(drawing(2, (-0.2, 0.2), 0.6))
    assert desk.digit() == 2
    picture = desk.node.locator(".course-shown img")
    before = picture.get_attribute("src")

    desk.press(PREPARE, "Space")
    desk.says("prepared as MNIST was")
    assert desk.digit() != 2
    assert picture.get_attribute("src") != before

    desk.press(PREPARE, "Space")
    desk.says(f"{reader().name} reads 2 ")


def test_a_finger_draws_and_a_pen_draws_and_rubs_out(desk):
    desk.clear()
    browser = desk.page.context.new_cdp_session(desk.page)
    points = desk.points(drawing(1)[0])

    for kind, place in [("touchStart", points[0]), *(("touchMove", place) for place in points[1:]), ("touchEnd", None)]:
        touches = [{"x": place[0], "y": place[1]}] if place else []
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    assert desk.digit() == 1

    desk.clear()
    kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 1), "mouseReleased"]
    for kind, (x, y) in zip(kinds, [*points, points[-1]], strict=True):
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "pointerType": "pen", "clickCount": 1}
        browser.send("Input.dispatchMouseEvent", event)
    assert desk.digit() == 1


def test_keys_alone_draw_speak_erase_undo_and_leave_the_notebook_alone(desk):
    net, cell, cells = reader(), 1 / CELLS, desk.notebook_page.cells.count()
    keyboard = desk.page.keyboard
    desk.press("Clear")
    desk.says_all(EMPTY)
    desk.pad.focus()
    assert desk.where() == "Row 8, column 8 of 14: empty."
    assert desk.node.locator(".course-cell").is_visible()

    for _ in range(5):
        keyboard.press("ArrowUp")
    for _ in range(9):
        keyboard.press("Shift+ArrowDown")
    assert desk.where() == "Row 12, column 8 of 14: ink."
    x, rows = 7.5 * cell, [(row + 0.5) * cell for row in range(2, 12)]
    lines = [stroke([(x, top), (x, bottom)]) for top, bottom in pairwise(rows)]
    as_drawn = draw_view(net, lines, prepare=True, again=0).text
    desk.says_all(as_drawn)
    assert "reads 1" in as_drawn

    keyboard.press("Backspace")
    assert desk.where() == "Row 12, column 8 of 14: empty."
    rubbed = [*lines, stroke([(x, 11.5 * cell)], rubber=True)]
    desk.says_all(draw_view(net, rubbed, prepare=True, again=0).text)
    keyboard.press("Control+z")
    desk.says_all(as_drawn)

    for key in ["ArrowLeft", "ArrowLeft", " "]:
        keyboard.press(key)
    assert desk.where() == "Row 12, column 6 of 14: ink."
    desk.says_all(draw_view(net, [*lines, stroke([(5.5 * cell, 11.5 * cell)])], prepare=True, again=0).text)
    keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.textContent") == "Undo"
    assert desk.notebook_page.cells.count() == cells


def test_a_drawing_is_saved_under_a_name_and_shown_again(desk):
    desk.by_mouse(drawing(7))
    seven = desk.digit(), desk.spoken()
    desk.control("name").fill('my <b>"7"</b>')
    desk.press("name")
    assert desk.where() == 'Saved as “my <b>"7"</b>”.'

    desk.clear()
    desk.click("Show")
    desk.says_all(seven[1])
    assert seven[0] == 7


def test_a_digit_drawn_by_mouse_and_moved_on_by_keys_keeps_nobody_out(notebook_page):
    desk = Desk(notebook_page).show_anew()
    desk.by_mouse(drawing(5))
    assert desk.digit() == 5
    assert desk.keeps_somebody_out("draw_digit-drawn") == []
    desk.pad.press("ArrowLeft")
    assert desk.keeps_somebody_out("draw_digit-keys") == []
    for width, size in NARROW.items():
        notebook_page.jupyterlab.set_size(size)
        desk.picture(f"draw_digit-keys-{width}")
        assert desk.unreadable() == []


@pytest.mark.parametrize(
    "size", [{"width": 1280, "height": 720}, NARROW["zoom"], NARROW["600"]], ids=["laptop", "zoom", "600"]
)
def test_the_answer_and_the_bars_stand_beside_the_paper_and_are_seen_while_one_draws(notebook_page, size):
    notebook_page.jupyterlab.set_size(size)
    desk = Desk(notebook_page).show_anew()
    desk.by_mouse(drawing(3))
    answer = desk.node.locator(".course-shown p", has_text=str(desk.digit())).first.bounding_box()
    bars, paper = desk.node.locator(".course-shown svg").bounding_box(), desk.pad.bounding_box()
    assert desk.unreadable() == []
    for part in (answer, bars):
        assert paper["x"] + paper["width"] <= part["x"]
        assert paper["y"] <= part["y"] and part["y"] + part["height"] <= paper["y"] + paper["height"]
        assert part["y"] > 0 and part["y"] + part["height"] < size["height"]
