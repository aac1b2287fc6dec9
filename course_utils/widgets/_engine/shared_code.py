"""What all widgets of a notebook share in the browser, in a model of its own: a saved notebook so holds it once."""

from pathlib import Path

import ipywidgets
import traitlets

_HERE = Path(__file__).parent
_SENT: list["SharedCode"] = []


class SharedCode(ipywidgets.Widget):
    """The JavaScript and the look of every widget; nothing of it is shown, ``loader.js`` fetches it."""

    javascript = traitlets.Unicode().tag(sync=True)
    css = traitlets.Unicode().tag(sync=True)


def shared_code_id() -> str:
    """Give the id by which the browser finds the code; it is sent there the first time, or when it has been closed."""
    if not _SENT or _SENT[-1].comm is None:
        texts = ((_HERE / f"guided.{kind}").read_text("utf-8") for kind in ("js", "css"))
        _SENT[:] = [SharedCode(**dict(zip(("javascript", "css"), texts, strict=True)))]
    return _SENT[-1].model_id or ""
