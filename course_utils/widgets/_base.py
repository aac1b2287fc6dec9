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

import anywidget
import traitlets

_HERE = Path(__file__).parent
# The colours of _base.css, for where that does not reach: on paper, and in a viewer without widgets.
_COLOURS = {
    "ink": "#222", "soft": "#555", "line": "#999", "ground": "#fff", "blue": "#0072b2", "orange": "#d55e00",
}  # fmt: skip
_STILL = "color: #222; background: #fff; " + "; ".join(f"--course-{name}: {is_}" for name, is_ in _COLOURS.items())
_PICTURE = re.compile(r'<svg(?=[^>]*role="img")(?:(?!<svg).|<svg.*?</svg>)*?</svg>', re.DOTALL)  # one may hold another
Values = Mapping[str, object]


@dataclass(frozen=True)
class Control:
    """One thing to move.

    Parameters
    ----------
    kind : str
        "slider", "choice", "switch" or "button".
    name : str
        Its name in the values.
    label : str
        What stands beside it, and what a screen reader says.
    value : int, float, bool or str
        Where it stands at the beginning; a button counts how often it was pressed.
    low, high, step : float
        Of a slider.
    options : list of str
        Of a choice.
    """

    kind: str
    name: str
    label: str
    value: object = 0
    low: float = 0
    high: float = 1
    step: float = 1
    options: Sequence[str] = field(default_factory=list)


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
    """What a widget shows.

    Parameters
    ----------
    html : str
        Pictures and numbers; every picture in it has an alternative text.
    text : str
        What it shows in one sentence: read aloud when it changes, stored where widgets cannot run.
    """

    html: str
    text: str


def _as_image(match: re.Match) -> str:
    """Turn an svg element into an img: viewers that do not trust a notebook, as on the web, leave out the first."""
    svg = match[0]
    label, (width, height) = (
        re.search(r'aria-label="([^"]*)"', svg)[1],
        re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups(),
    )
    for name, colour in _COLOURS.items():
        svg = svg.replace(f"var(--course-{name})", colour)
    size = f'width="{width}" height="{height}" font-family="sans-serif" fill="#222"'
    svg = svg.replace("<svg", f'<svg xmlns="http://www.w3.org/2000/svg" {size}', 1).replace("currentColor", "#222")
    data = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{label}" width="{width}" height="{height}" src="data:image/svg+xml;base64,{data}">'


class Guided(anywidget.AnyWidget):
    """A widget that carries one idea.

    Parameters
    ----------
    title : str
        Its name.
    teaches : str
        What it teaches, in one sentence.
    controls : sequence of Control
        What can be moved.
    show : callable
        Takes the values, name -> value, gives a View; a pure function.
    link : callable, optional
        Takes the values before and after a change, gives the values as they should be: where one control follows
        another, or a button does something. It is applied once a change.
    """

    _esm = _HERE / "_base.js"
    _css = _HERE / "_base.css"
    title = traitlets.Unicode().tag(sync=True)
    teaches = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Float().tag(sync=True)

    def __init__(
        self,
        title: str,
        teaches: str,
        controls: Sequence[Control],
        show: Callable[[Values], View],
        link: Callable[[Values, Values], Values] | None = None,
    ) -> None:
        self._show, self._link, self._lock = show, link, threading.RLock()
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
        self.observe(self._changed, names="values")
        self.on_msg(self._received)
        self._hear_while_a_cell_runs()

    def _received(self, widget: "Guided", content: dict, buffers: list) -> None:
        """Take what was moved in the browser, and say which message that answers."""
        self.watched = True
        if "changes" not in content:  # a browser only says that it shows the widget
            return
        with self._lock, self.hold_sync():
            self.values = {**self.values, **content["changes"]}
            self.answered = content["number"]

    def _changed(self, change: dict) -> None:
        with self._lock:
            values = change["new"]
            if self._link:
                values = dict(self._link(change["old"], values))
                self.unobserve(self._changed, names="values")
                try:
                    self.values = values
                finally:
                    self.observe(self._changed, names="values")
            self.show(self._show(values))

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
            vars(self.comm).pop("_reply_subshell_id", None)

    def __repr__(self) -> str:
        return f"{self.title}: {self.text}"

    def _repr_mimebundle_(self, **options: object) -> tuple[dict, dict]:
        """Add what stands there where widgets cannot run: the first picture and its sentence."""
        data, metadata = super()._repr_mimebundle_(**options)
        head = f"<p><strong>{html.escape(self.title)}</strong> {html.escape(self.teaches)}</p>"
        shown = _PICTURE.sub(_as_image, self.html)
        still = f'<div style="{_STILL}">{head}{shown}<p>{html.escape(self.text)}</p></div>'
        return {**data, "text/plain": repr(self), "text/html": still}, metadata
