"""How every widget works: controls, a pure function from their values to what is shown, a picture without a browser.

A widget's content is the list of its controls and that function. What is moved reaches Python as the trait ``values``;
what is shown goes back as ``html`` and ``text``. Nothing else moves, so nothing flickers, and the function is tested
without a browser. Callbacks may run on another thread than the cells: state is shared behind one lock, and
``matplotlib.pyplot`` is never touched.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import anywidget
import traitlets
from IPython import get_ipython

from course_utils._terminal import printable
from course_utils.widgets._engine import parts, still
from course_utils.widgets._engine.controls import Control, Value
from course_utils.widgets._engine.shared_code import browser_file, shared_code_id

_LATEST = 1e15  # milliseconds: no message is numbered higher, and a float holds each lower one
_SHOWN: dict[str, tuple[str, list["Guided"]]] = {}  # a cell of the notebook -> one of its runs, and what that showed


class View:
    """What a widget shows.

    Attributes: ``text`` is its point in one sentence, which stands large at the top, is read aloud when it changes, and
    is stored where widgets cannot run; ``parts`` are pictures and tables, of :mod:`.parts` and :mod:`.svg`; ``idle``
    are the names of the buttons that could do nothing now, which the Tab key passes by.
    """

    def __init__(self, text: str, *shown: parts.Part, idle: Sequence[str] = ()) -> None:
        self.text, self.parts, self.idle = text, shown, list(idle)

    @property
    def html(self) -> str:
        """The parts as HTML."""
        return parts.written(*self.parts)


class Guided(anywidget.AnyWidget):
    """A widget that carries one idea: `show` is a pure function from the values of its controls to what is shown.

    `show` takes every value by its name. A `link` takes the names of what has changed, and every value by its name; it
    gives the values that are to be others then, where one follows another or a button does something. `longest` is the
    longest sentence that it says, whose room is kept free, so that nothing jumps; `settings` is where its controls
    stand: "below" the picture, "above" it, or "left" of it where there is room.
    """

    _esm = browser_file("loader.js")
    title = traitlets.Unicode().tag(sync=True)
    teaches = traitlets.Unicode().tag(sync=True)
    controls: traitlets.List = traitlets.List().tag(sync=True)
    settings = traitlets.Unicode().tag(sync=True)  # where the controls stand: "below" the picture, "above" it or "left"
    longest = traitlets.Unicode().tag(sync=True)  # a sentence that takes as much room as any that it says
    values = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    idle: traitlets.List = traitlets.List().tag(sync=True)  # the buttons that could do nothing now, by their names
    answered = traitlets.Float().tag(sync=True)
    own_id = traitlets.Unicode().tag(sync=True)  # by which the browser finds Jupyter's own model of it
    own_css = traitlets.Unicode().tag(sync=True)  # what is added to the look that all widgets share
    code_id = traitlets.Unicode().tag(sync=True)  # and that of the code which all widgets share
    extension = traitlets.Unicode().tag(sync=True)  # JavaScript of a widget that can do more; guided.js calls it

    def __init__(
        self,
        title: str,
        teaches: str,
        controls: Sequence[Control],
        show: Callable[..., View],
        link: Callable[..., Mapping[str, Value]] | None = None,
        *,
        settings: str = "below",
        longest: str = "",
    ) -> None:
        self._show, self._link, self._lock = show, link, threading.RLock()
        self._known = {control.name: control for control in controls if control.kind != "play"}
        self.watched = False  # whether any browser shows it
        values = {name: control.value for name, control in self._known.items()}
        self._view = show(**values)
        super().__init__(
            title=title,
            teaches=teaches,
            controls=[asdict(control) for control in controls],
            settings=settings,
            longest=longest,
            values=values,
            html=self._view.html,
            text=self._view.text,
            idle=self._view.idle,
            code_id=shared_code_id(),
        )
        self.own_id = self.model_id or ""
        self.observe(self._changed, names="values")
        self.on_msg(self._received)
        self._hear_while_a_cell_runs()

    def set_state(self, sync_data: object) -> None:
        """Ignore what is set from outside: a browser sends messages, and what they hold is checked as it is taken."""

    def _received(self, widget: "Guided", content: object, buffers: list) -> None:
        """Take what was moved in the browser, and say which message that answers; it may be anything."""
        self.watched = True
        changes = content.get("changes") if isinstance(content, dict) else None
        number = content.get("number") if isinstance(content, dict) else None
        if not isinstance(changes, dict):  # a browser only says that it shows the widget
            return
        with self._lock, self.hold_sync():
            try:
                self._take(changes)
            finally:  # also where it failed: the page waits for the answer
                if isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number < _LATEST:
                    self.answered = number

    def _take(self, changes: dict) -> None:
        """Take what was moved in the browser, by its name."""
        self.values = {**self.values, **changes}

    @traitlets.validate("values")
    def _fitting(self, proposal: traitlets.Bunch) -> dict:
        """Take what fits the controls, and ignore the rest."""
        wanted, before = proposal["value"].items(), self.values
        fitting = {
            name: self._known[name].taken(value, before.get(name, value))
            for name, value in wanted
            if name in self._known and self._known[name].fits(value)
        }
        return {**before, **fitting}

    def _changed(self, change: dict) -> None:
        """Let the other values follow, and show them all; what cannot be shown is not kept."""
        with self._lock:
            before, values = change["old"], change["new"]
            changed = {name for name, value in values.items() if value != before[name]}
            try:
                if self._link:
                    self._settle({**values, **self._link(changed, **values)})
                self.show(self._show(**self.values))
            except Exception:
                self._settle(before)  # else every later message would fail, too
                raise

    def _settle(self, values: dict) -> None:
        """Set values that nothing else follows."""
        self.unobserve(self._changed, names="values")
        try:
            self.values = values
        finally:
            self.observe(self._changed, names="values")

    def show(self, view: View) -> None:
        """Show something; safe from any thread."""
        with self._lock:
            self._view = view
            with self.hold_sync():
                self.html, self.text, self.idle = view.html, view.text, view.idle

    def show_again(self) -> None:
        """Show how things stand now, after something else than a control has changed."""
        with self._lock:
            self.show(self._show(**self.values))

    def refresh(self) -> None:
        """Show how things stand, while something goes on; skipped as long as no browser shows the widget."""
        if self.watched:
            self.show_again()

    def _hear_while_a_cell_runs(self) -> None:
        """Let the browser's messages be handled where the browser sends them, in a subshell.

        From 7.4 on ipykernel hands them to where the widget last sent from, which a thread of ours or a cell makes the
        main shell: there Stop would wait for the end of the very cell that waits for the training.
        """
        self.comm._reply_subshell_for = lambda data, asked: asked

    def _take_the_place_of_what_the_cell_showed(self) -> None:
        """Close what an earlier run of the same cell showed: nobody sees it, and a saved notebook would keep it."""
        kernel = getattr(get_ipython(), "kernel", None)
        parent = kernel.get_parent() if kernel is not None else {}
        cell, run = parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id")
        if cell is None or run is None:  # a front end that does not say it
            return
        before, there = _SHOWN.get(cell, (run, []))
        if before != run:
            elsewhere = [widget for name, (_, shown) in _SHOWN.items() if name != cell for widget in shown]
            for widget in there:
                if widget is not self and widget not in elsewhere:
                    widget.close()
            there = []
        _SHOWN[cell] = run, [*there, self]

    def __repr__(self) -> str:
        return printable(f"{self.title}: {self.text}")

    def _still(self) -> Sequence[parts.Part]:
        """Give what stands there where widgets cannot run, below the sentence."""
        return self._view.parts

    # ipywidgets 7 displays a widget itself and leaves its picture out; without that, IPython asks as it does with 8.
    _ipython_display_: Any = None

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        """Add what stands there where widgets cannot run."""
        self._take_the_place_of_what_the_cell_showed()
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        head = parts.paragraph(parts.strong(self.title), f" {self.teaches}")
        shown = still.still([head, parts.paragraph(self.text, large=True), *self._still()])
        made = parts.element("div", {"style": parts.styled(still.PAPER)}, *shown)
        return {**data, "text/plain": repr(self), "text/html": parts.written(made)}, metadata
