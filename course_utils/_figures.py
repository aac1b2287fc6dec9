"""How every picture of the course is made and shown: one place for backends, resolution and alternative text.

In a notebook a figure is drawn on a canvas of its own and sent as PNG with its text; pyplot, whose state is global, is
not touched, so that a widget's callback on another thread can draw too. In a plain script it is a pyplot figure, so
that ``plt.savefig`` after a helper still finds it.
"""

import base64
import html
import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DOTS_PER_INCH = 72
_SHARPER = 2  # pixels drawn for each pixel shown: crisp on a high-resolution screen


def new_figure(width: float, height: float) -> "Figure":
    """Make an empty white figure, in inches."""
    options = {"figsize": (width, height), "layout": "constrained", "facecolor": "white"}
    if _in_notebook():
        from matplotlib.figure import Figure

        return Figure(**options)
    import matplotlib.pyplot as plt

    return plt.figure(**options)


def show(figure: "Figure", text: str) -> None:
    """Show a figure wherever this runs, with a text that says what it shows."""
    if _in_notebook():
        _display(figure, text)
        return
    import matplotlib
    import matplotlib.pyplot as plt
    from matplotlib.backends import BackendFilter, backend_registry

    windows = {name.lower() for name in backend_registry.list_builtin(BackendFilter.INTERACTIVE)}
    if matplotlib.get_backend().lower() in windows:
        plt.show()
    else:  # no window can be opened here: the text stands for the picture
        print(f"[{text}]")


def _display(figure: "Figure", text: str) -> None:
    """Send a figure to the notebook as PNG, and as HTML because JupyterLab gives only that an alternative text."""
    from IPython.display import display

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=_DOTS_PER_INCH * _SHARPER)
    png = base64.b64encode(buffer.getvalue()).decode()
    width = round(figure.get_figwidth() * _DOTS_PER_INCH)
    alt = html.escape(text, quote=True)
    display(
        {
            "image/png": png,
            "text/html": f'<img alt="{alt}" width="{width}" src="data:image/png;base64,{png}">',
            "text/plain": text,
        },
        metadata={"image/png": {"alt": text, "width": width}},
        raw=True,
    )


def _in_notebook() -> bool:
    """Tell whether a Jupyter kernel runs this code and pictures belong into the notebook, not into windows."""
    if "ipykernel" not in sys.modules or "IPython" not in sys.modules:
        return False
    shell = sys.modules["IPython"].get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        return False
    import matplotlib

    # The learner may have asked for windows with a magic such as %matplotlib qt; the inline backend is the default.
    backend = matplotlib.get_backend(auto_select=False)
    return backend is None or "inline" in backend or backend.lower() == "agg"
