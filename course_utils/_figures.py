"""How every picture of the course is made and shown: one place for backends, resolution and alternative text.

In a notebook a figure is drawn on a canvas of its own and sent as PNG with its text; pyplot, whose state is global, is
not touched, so that a widget's callback on another thread can draw too. In a plain script it is a pyplot figure, so
that ``plt.savefig`` after a helper still finds it.
"""

import base64
import html
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from course_utils._bar import in_a_kernel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DOTS_PER_INCH = 72
_SHARPER = 2  # pixels drawn for each pixel shown: crisp on a high-resolution screen
_KEPT_OPEN = 10  # Matplotlib warns from 20 on
_open: list["Figure"] = []


def new_axes(width: float, height: float) -> "tuple[Figure, Axes]":
    """Make an empty white figure, in inches, with one pair of axes."""
    figure, (axes,) = new_grid(1, 1, width, height)
    return figure, axes


def new_grid(count: int, columns: int, width: float, height: float) -> "tuple[Figure, list[Axes]]":
    """Make a figure with so many axes, in rows of so many, each so wide and high."""
    columns = min(columns, count)
    rows = -(-count // columns)
    make: Callable[..., Figure]
    if _in_notebook():
        from matplotlib.figure import Figure as make
    else:
        from matplotlib.pyplot import figure as make
    figure = make(figsize=(columns * width, rows * height), layout="constrained", facecolor="white")
    grid = list(figure.subplots(rows, columns, squeeze=False).flat)
    for axes in grid[count:]:
        axes.set_visible(False)
    return figure, grid[:count]


def drawable(values: np.ndarray) -> np.ndarray:
    """Keep numbers where Matplotlib can subtract them; what is not finite becomes a gap."""
    numbers = values.astype(float)
    return np.where(np.isfinite(numbers), numbers.clip(-1e300, 1e300), np.nan)


def show(figure: "Figure", text: str) -> None:
    """Show a figure wherever this runs, with a text that says what it shows."""
    from matplotlib.text import Text

    for words in figure.findobj(Text):
        if "$" in words.get_text():  # a learner's label, no formula
            words.set_parse_math(False)
    if _in_notebook():
        _display(figure, text)
        return
    import matplotlib
    import matplotlib.pyplot as plt
    from matplotlib.backends import BackendFilter, backend_registry

    backend = matplotlib.get_backend().lower()
    # Everything else can show a picture, PyCharm's and other backends of the form module://... too.
    if "inline" not in backend and backend not in backend_registry.list_builtin(BackendFilter.NON_INTERACTIVE):
        plt.show()
        return
    print(f"[{text}]")  # it stands for the picture
    _open.append(figure)
    for old in _open[:-_KEPT_OPEN]:
        plt.close(old)
    del _open[:-_KEPT_OPEN]


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
    if not in_a_kernel():
        return False
    import matplotlib

    # The learner may have asked for windows with a magic such as %matplotlib qt; the inline backend is the default.
    backend = matplotlib.get_backend(auto_select=False)
    return backend is None or "inline" in backend or backend.lower() == "agg"
