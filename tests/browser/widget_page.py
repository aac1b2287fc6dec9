"""A widget in a notebook as a person handles it: move, read, look."""

import re
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import LAPTOP, SCREENSHOTS
from mouse_and_fingers import MouseAndFingers
from notebook_page import wait_until
from seen_in_page import DRAWN, UNREADABLE, WRITTEN

# A window of 800 pixels, one of 1280 at 200 % zoom, which leaves the page half as many, and one of 600.
NARROW = {name: {"width": width, "height": 900} for name, width in {"800": 800, "zoom": 640, "600": 600}.items()}
WINDOWS = {"1280": LAPTOP, **NARROW}
LEAST = {"1280": 11.9, "800": 11.9, "zoom": 10.5, "600": 10.5}  # pixels that letters are high there


LOST = (
    "This widget has lost its kernel, so nothing moves. "
    "Run this cell again, after those above it: menu Run, Run All Cells."
)
THEMES = ["Light", "Dark"]
# One in make test, both in make thorough.
in_both_themes = pytest.mark.parametrize("theme", ["Light", pytest.param("Dark", marks=pytest.mark.thorough)])


def without_room(shown):
    """A picture as text, but for what follows from the room and the focus that it has."""
    return re.sub(r' ?--course-least: [^;"]+;?| data-lm-suppress-shortcuts=""', "", shown)


class WidgetPage(MouseAndFingers):
    """The widget that a code cell of a notebook shows, cells counted from 0."""

    def __init__(self, notebook_page, number=0):
        self.notebook_page, self.number, self.page = notebook_page, number, notebook_page.page
        self.node = notebook_page.cells.nth(number).locator("css:light=.course-widget")
        hears = notebook_page.panel.evaluate("panel => panel.sessionContext.session.kernel.handleComms")
        assert hears, "what its kernel says to widgets goes to another open notebook"

    def show_anew(self, theme="Light"):
        """Run the cell again, in that theme."""
        self.notebook_page.jupyterlab.set_theme(theme)
        self.notebook_page.run_cell(self.number)
        self.notebook_page.settle()
        self.node.wait_for()
        self.unfold()
        return self

    def unfold(self):
        """Open what is seldom needed."""
        self.node.evaluate("node => node.querySelectorAll('.course-more').forEach(more => { more.open = true })")

    def control(self, label):
        """What is moved, by its name: a button or what has a label."""
        return self.node.get_by_label(label, exact=True).or_(self.node.get_by_role("button", name=label, exact=True))

    def press(self, label, key="Enter"):
        """Go to a control and press a key there."""
        self.control(label).focus()
        self.page.keyboard.press(key)

    def shown(self):
        """Its picture, and what else it shows, but for what follows from the room and the focus that it has."""
        return without_room(self.node.locator("css:light=.course-shown").evaluate(WRITTEN))

    def is_alive(self):
        """Tell whether it can be reached, and says nothing else."""
        told, body = self.node.locator("css:light=.course-lost"), self.node.locator("css:light=.course-body")
        return told.text_content() == "" and not body.evaluate("node => node.inert")

    def is_lost(self):
        """Tell whether it is greyed, cannot be reached and says what to do; a saved one takes its time to be there."""
        if not self.node.locator("css:light=.course-body").count():
            return False
        greyed = self.node.evaluate("""node => [".course-spoken", ".course-body"].every(
            part => Number(getComputedStyle(node.querySelector(part)).opacity) < 0.6)""")
        unreached = self.node.locator("css:light=.course-body").evaluate("node => node.inert")
        return greyed and unreached and self.node.locator("css:light=.course-lost").text_content() == LOST

    def spoken(self):
        return self.node.locator("css:light=.course-spoken").text_content()

    def says(self, part, seconds=30):
        """Wait until its sentence contains a text."""
        with suppress(AssertionError):
            wait_until(lambda: part in self.spoken(), seconds)
        assert part in self.spoken()

    def says_all(self, text):
        """Wait until its sentence is a text."""
        with suppress(AssertionError):
            self.says(text, seconds=10)
        assert self.spoken() == text

    def follows(self, twin, chosen):
        """Wait until its sentence is that of its twin with one of some values, which the twin then keeps."""
        texts = {}
        for values in reversed(chosen):
            twin.values = {**twin.values, **values}
            texts[twin.text] = dict(twin.values)
        with suppress(AssertionError):
            wait_until(lambda: self.spoken() in texts, 10)
        spoken = self.spoken()
        assert spoken in texts
        twin.values = texts[spoken]

    def shows(self, twin, but="$^"):
        """Wait until sentence and picture are those of its twin, but for what a pattern finds."""
        wanted = [re.sub(but, "", text) for text in (twin.text, without_room(self.page.evaluate(DRAWN, twin.html)))]

        def seen():
            return [re.sub(but, "", text) for text in (self.spoken(), self.shown())]

        with suppress(AssertionError):
            wait_until(lambda: seen() == wanted, 10)
        assert seen() == wanted

    def picture(self, name):
        """Keep a picture of it, if pictures are wanted; what is higher than the window would be cut off."""
        if not self.notebook_page.jupyterlab.keeps_pictures:
            return
        self.leave()
        (SCREENSHOTS / "widgets").mkdir(parents=True, exist_ok=True)
        height, window = self.node.bounding_box()["height"], self.page.viewport_size
        around = 250  # menus, toolbar and status bar
        if height + around > window["height"]:
            self.page.set_viewport_size({**window, "height": round(height) + around})
        self.node.screenshot(path=SCREENSHOTS / "widgets" / f"{name}.png", caret="initial")
        self.page.set_viewport_size(window)

    def keeps_somebody_out(self, name):
        """Keep a picture of it in each theme, and tell what keeps somebody out there."""
        findings = []
        for theme in reversed(THEMES):  # ends in the theme in which tests begin
            self.notebook_page.jupyterlab.set_theme(theme)
            self.picture(f"{name}-{theme.lower()}")
            findings += serious_findings(self.page)
        return findings

    def smallest_letter(self):
        """How high the letters of its pictures are at least, in pixels of the screen."""
        texts = self.node.locator(".course-shown svg text")
        return texts.evaluate_all("""texts => Math.min(99, ...texts.map(text => {
            const { a, b } = text.getScreenCTM();
            return Math.hypot(a, b) * parseFloat(getComputedStyle(text).fontSize);
        }))""")

    def unreadable(self):
        """What of it cannot be read as it stands, in words."""
        return self.node.evaluate(UNREADABLE)

    def height_of_sentence(self):
        """How much room its sentence takes, in pixels."""
        return self.node.locator("css:light=.course-point").bounding_box()["height"]


def serious_findings(page):
    """What axe finds in the widgets of the page that keeps somebody out."""
    findings = Axe().run(page, context=".course-widget").response["violations"]
    serious = [finding for finding in findings if finding["impact"] in ("serious", "critical")]
    return [(finding["help"], [node["html"] for node in finding["nodes"]]) for finding in serious]
