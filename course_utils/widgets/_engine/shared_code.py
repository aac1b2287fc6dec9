"""What all widgets of a notebook share in the browser, in a model of its own: a saved notebook so holds it once."""

import re
from pathlib import Path

import ipywidgets
import traitlets

_HERE = Path(__file__).parent
_JAVASCRIPT = ("hands", "keep_in_notebook", "guided")  # the parts of one module
_FOR_WRITERS = re.compile(r"^\s+|\s*// [^\n]*|\s*/\*.*?\*/", re.M | re.S)  # indentation and comments
_SENT: list["SharedCode"] = []


class SharedCode(ipywidgets.Widget):
    """The JavaScript and the look of every widget; nothing of it is shown, ``loader.js`` fetches it."""

    javascript = traitlets.Unicode().tag(sync=True)
    css = traitlets.Unicode().tag(sync=True)

    def set_state(self, sync_data: object) -> None:
        """Ignore what is set from outside: every widget of the notebook runs it."""


def browser_file(name: str) -> str:
    """Read a part of what the browser's side does, or how it looks, without what a saved notebook need not keep."""
    return _FOR_WRITERS.sub("", (_HERE / name).read_text("utf-8"))


def shared_code_id() -> str:
    """Give the id by which the browser finds the code; it is sent there the first time, or when it has been closed."""
    if not _SENT or _SENT[-1].comm is None:
        javascript = "\n".join(browser_file(f"{name}.js") for name in _JAVASCRIPT)
        _SENT[:] = [SharedCode(javascript=javascript, css=browser_file("guided.css"))]
    return _SENT[-1].model_id or ""
