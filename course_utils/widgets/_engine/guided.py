"""How every widget works: controls, a pure function from their values to what is shown, a picture without a browser.

A widget's content is the list of its controls and that function. What is chosen reaches Python as the trait ``values``;
what is shown goes back as ``html`` and ``text``. Nothing else moves, so nothing flickers, and the function is tested
without a browser. Callbacks may run on another thread than the cells: state is shared behind one lock, and
``matplotlib.pyplot`` is never touched.
"""

import base64
import html
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course_utils import _palette
from course_utils._terminal import printable

_HERE = Path(__file__).parent
# The colours of guided.css, for where that does not reach: on paper, and in a viewer without widgets.
_COLOURS = {
    name: getattr(_palette, name.upper()).lower() for name in ("ink", "soft", "line", "ground", "blue", "orange")
}
_STILL = "color: #222; background: #fff; " + "; ".join(f"--course-{name}: {is_}" for name, is_ in _COLOURS.items())
_PICTURE = re.compile(
    r'<svg(?=[^>]*role="img")(?=[^>]*aria-label="(?P<label>[^"]*)")'
    r'(?=[^>]*viewBox="0 0 (?P<width>\S+) (?P<height>[^" ]+)")'
    r"(?:(?!<svg).|<svg.*?</svg>)*?</svg>",  # one may hold another
    re.DOTALL,
)
Value = float | str | bool  # a whole number is a float to the type, as Python has it
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Control:
    """One thing to move."""

    kind: str  # "slider", "choice", "switch" or "button"
    name: str  # in the values
    label: str  # what stands beside it, and what a screen reader says
    value: Value = 0  # where it stands at the beginning; a button counts how often it was pressed
    low: float = 0
    high: float = 1
    step: float = 1
    options: Sequence[str] = field(default_factory=list)

    def fits(self, value: object) -> bool:
        """Say whether it can stand there: what comes from a browser may be anything."""
        if self.kind == "choice":
            return isinstance(value, str) and value in self.options
        if self.kind == "switch" or isinstance(value, bool):
            return self.kind == "switch" and isinstance(value, bool)
        if self.kind == "button":
            return isinstance(value, int) and value >= 0
        whole = isinstance(self.low, int) and isinstance(self.step, int)
        return isinstance(value, int if whole else int | float) and self.low <= value <= self.high


def slider(name: str, label: str, low: float, high: float, value: float, step: float = 1) -> Control:
    """Make a slider from low to high."""
    return Control("slider", name, label, value, low, high, step)


def choice(name: str, label: str, options: Sequence[str], value: str | None = None) -> Control:
    """Make a choice of one of some texts."""
    return Control("choice", name, label, options[0] if value is None else value, options=list(options))


def switch(name: str, label: str, value: bool = False) -> Control:
    """Make something to switch on and off."""
    return Control("switch", name, label, value)


def button(name: str, label: str) -> Control:
    """Make a button; its value counts how often it was pressed."""
    return Control("button", name, label, 0)


@dataclass(frozen=True)
class View:
    """What a widget shows."""

    html: str  # pictures and numbers; every picture in it has an alternative text
    text: str  # the same in one sentence: read aloud when it changes, stored where widgets cannot run


def _as_image(match: re.Match) -> str:
    """Turn an svg element into an img: viewers that do not trust a notebook, as on the web, leave out the first."""
    svg, width, height = match[0], match["width"], match["height"]
    for name, colour in _COLOURS.items():
        svg = svg.replace(f"var(--course-{name})", colour)
    size = f'width="{width}" height="{height}" font-family="sans-serif" fill="#222"'
    svg = svg.replace("<svg", f'<svg xmlns="http://www.w3.org/2000/svg" {size}', 1).replace("currentColor", "#222")
    data = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{match["label"]}" width="{width}" height="{height}" src="data:image/svg+xml;base64,{data}">'


class Guided(anywidget.AnyWidget):
    """A widget that carries one idea: `show` is a pure function from the values of its controls to what is shown.

    A `link` takes the values before and after a change and gives them as they should be, where one control follows
    another or a button does something; what a click on the picture chooses and no control shows, it turns into those.
    """

    _esm: Path | str = _HERE / "guided.js"
    _css: Path | str = _HERE / "guided.css"
    title = traitlets.Unicode().tag(sync=True)
    teaches = traitlets.Unicode().tag(sync=True)
    controls: traitlets.List = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Float().tag(sync=True)
    own_id = traitlets.Unicode().tag(sync=True)  # by which the browser finds Jupyter's own model of it

    def __init__(
        self,
        title: str,
        teaches: str,
        controls: Sequence[Control],
        show: Callable[[Values], View],
        link: Callable[[Values, Values], Values] | None = None,
        clicked: Sequence[Control] = (),
    ) -> None:
        self._show, self._link, self._lock = show, link, threading.RLock()
        self._known = {control.name: control for control in [*controls, *clicked]}
        self.watched = False  # whether any browser shows it
        values = {control.name: control.value for control in controls}
        first = show(values)
        super().__init__(
            title=title,
            teaches=teaches,
            controls=[asdict(control) for control in controls],
            values=values,
            html=first.html,
            text=first.text,
        )
        self.own_id = self.model_id or ""
        self.observe(self._changed, names="values")
        self.on_msg(self._received)
        self._hear_while_a_cell_runs()

    def _received(self, widget: "Guided", content: dict, buffers: list) -> None:
        """Take what was moved in the browser, and say which message that answers."""
        self.watched = True
        changes = content.get("changes")
        if not isinstance(changes, dict):  # a browser only says that it shows the widget
            return
        with self._lock, self.hold_sync():
            self.values = {**self.values, **changes}
            self.answered = content["number"]

    def _changed(self, change: dict) -> None:
        """Take what fits the controls, ignore the rest, and show what follows."""
        with self._lock:
            before = change["old"]
            fitting = {n: v for n, v in change["new"].items() if n in self._known and self._known[n].fits(v)}
            values = {**before, **fitting}
            self.unobserve(self._changed, names="values")
            try:
                self.values = dict(self._link(before, values)) if self._link else values
            finally:
                self.observe(self._changed, names="values")
            self.show(self._show(self.values))

    def show(self, view: View) -> None:
        """Show something; safe from any thread."""
        with self._lock:
            with self.hold_sync():
                self.html, self.text = view.html, view.text
            self._hear_while_a_cell_runs()

    def refresh(self) -> None:
        """Show how things stand, while something goes on; skipped as long as no browser shows the widget."""
        if self.watched:
            self.show(self._show(self.values))

    def _hear_while_a_cell_runs(self) -> None:
        """Let the browser's messages be handled where the browser sends them, in a subshell.

        From 7.4 on ipykernel hands them to where the widget last sent from, which a thread of ours or a cell makes the
        main shell: there Stop would wait for the end of the very cell that waits for the training.
        """
        if self.comm is not None:  # as it is once the widget is closed
            self.comm.__dict__.pop("_reply_subshell_id", None)

    def __repr__(self) -> str:
        return printable(f"{self.title}: {self.text}")

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        """Add what stands there where widgets cannot run: the first picture and its sentence."""
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        head = f"<p><strong>{html.escape(self.title)}</strong> {html.escape(self.teaches)}</p>"
        shown = _PICTURE.sub(_as_image, self.html)
        still = f'<div style="{_STILL}">{head}{shown}<p>{html.escape(self.text)}</p></div>'
        return {**data, "text/plain": repr(self), "text/html": still}, metadata
