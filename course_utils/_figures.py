"""How every picture of the course is made and shown: one place for backends, style, size and alternative text.

In a notebook a figure is drawn on a canvas of its own and sent as PNG with its text; pyplot, whose state is global, is
not touched, so that a widget's callback on another thread can draw too. In a plain script it is a pyplot figure, so
that ``plt.savefig`` after a helper still finds it.
"""

import html
import io
from typing import TYPE_CHECKING

import numpy as np

from course_utils._palette import DEEP, INK, LINE, PALE, PAPER
from course_utils._progress_bar import in_a_kernel
from course_utils._terminal import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

TEXT = 12  # the height of all text in pixels: no picture has smaller or larger text
DIGIT = 7.7  # the width of one of its digits
ON_PICTURE = "on picture"  # the mark of a text whose colour stands out from what is under it, and is left as it is
WIDTH = 640  # of a picture in pixels: what a notebook's column has room for
_DOTS_PER_INCH = 72  # a point of text is a pixel of the page
_SHARPER = 2  # pixels drawn for each pixel shown: crisp on a high-resolution screen
_COLOURS = 64  # in the file of a picture
# Matplotlib's own backends that show nothing; its list of them has had three places, and the list of 3.9 is this one.
_WITHOUT_WINDOWS = {"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"}
_KEPT_OPEN = 10  # Matplotlib warns from 20 on
_open: list["Figure"] = []


def new_axes(height: int) -> "tuple[Figure, Axes]":
    """Make an empty figure as wide as the column and so many pixels high, with one pair of axes."""
    figure, (axes,) = new_grid(1, 1, height)
    return figure, axes


def new_grid(count: int, columns: int, height: int) -> "tuple[Figure, list[Axes]]":
    """Make a figure as wide as the column with so many axes, in rows of so many, each row so many pixels high."""
    columns = min(columns, count)
    rows = -(-count // columns)
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    size = WIDTH / _DOTS_PER_INCH, rows * height / _DOTS_PER_INCH
    pad = 6 / _DOTS_PER_INCH
    layout = ConstrainedLayoutEngine(w_pad=pad, h_pad=pad, wspace=0, hspace=0)
    if _in_notebook():
        from matplotlib.figure import Figure

        figure = Figure(figsize=size, layout=layout)
    else:
        from matplotlib import pyplot

        figure = pyplot.figure(figsize=size, layout=layout)
    figure.set_facecolor(PAPER)
    grid = list(figure.subplots(rows, columns, squeeze=False).flat)
    for axes in grid[count:]:
        axes.set_visible(False)
    return figure, grid[:count]


def legend_above(axes: "Axes") -> None:
    """Name what is drawn above the axes, where it covers nothing, in a row if it fits; long lines show their dashes."""
    names = axes.get_legend_handles_labels()[1]
    row = sum(70 + 8 * len(name) for name in names)  # pixels: a line and its spaces, and 8 a letter
    columns = len(names) if row < WIDTH - 60 else 1
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1, 1),
        borderaxespad=0.2,
        ncols=columns,
        frameon=False,
        handlelength=3,
        fontsize=TEXT,  # its lengths are counted in letters
    )


def shades() -> "Colormap":
    """Give the colours of a map of numbers, the deeper the larger; ink is readable on all of them."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", [PALE, DEEP])


def drawable(values: np.ndarray) -> np.ndarray:
    """Keep numbers where Matplotlib can subtract them; what is not finite becomes a gap."""
    numbers = values.astype(float)
    return np.where(np.isfinite(numbers), numbers.clip(-1e300, 1e300), np.nan)


def show(figure: "Figure", text: str) -> None:
    """Show a figure wherever this runs, with a text that says what it shows."""
    _style(figure)
    if _in_notebook():
        _display(figure, text)
        return
    import matplotlib
    import matplotlib.pyplot as plt

    backend = matplotlib.get_backend().lower()
    # Everything else can show a picture, PyCharm's and other backends of the form module://... too.
    if "inline" not in backend and backend not in _WITHOUT_WINDOWS:
        plt.show()
    else:
        print(printable(f"[{text}]"))  # it stands for the picture
    _open.append(figure)  # also one that was shown: PyCharm's backend and others leave it open
    for old in _open[:-_KEPT_OPEN]:
        plt.close(old)
    del _open[:-_KEPT_OPEN]


def _style(figure: "Figure") -> None:
    """Give everything that was drawn the look of the course, whatever style the learner has set.

    It is done at the end and piece by piece because Matplotlib's own settings are global: a second thread that draws
    would meet them half changed.
    """
    from matplotlib.text import Text

    for axes in figure.axes:
        axes.tick_params(labelsize=TEXT, labelcolor=INK, color=LINE, pad=6)
        axes.xaxis.labelpad = axes.yaxis.labelpad = 8
        axes.spines[:].set_color(LINE)
        axes.set_facecolor(PAPER)
    for words in figure.findobj(Text):
        words.set(fontsize=TEXT, color=words.get_color() if words.get_gid() == ON_PICTURE else INK)
        if "$" in words.get_text():  # a learner's label, no formula
            words.set_parse_math(False)


def _display(figure: "Figure", text: str) -> None:
    """Send a figure to the notebook as PNG, and as HTML because JupyterLab gives only that an alternative text."""
    from IPython.display import display
    from PIL import Image

    from course_utils import _image_address

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=_DOTS_PER_INCH * _SHARPER, facecolor=PAPER)
    # A palette of 64 colours is enough for every picture here and makes the notebook's file a quarter as large.
    drawn = Image.open(buffer).convert("RGB")
    sharp, plain = (picture.quantize(_COLOURS, dither=Image.Dither.NONE) for picture in (drawn, drawn.reduce(_SHARPER)))
    png = _image_address.png(plain)  # for who shows no HTML, so it need not be sharp
    width = round(figure.get_figwidth() * _DOTS_PER_INCH)
    alt = html.escape(text, quote=True)
    display(
        {
            "image/png": png.partition(",")[2],
            "text/html": f'<img alt="{alt}" width="{width}" src="{_image_address.lossless(sharp)}">',
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
    # Read past what rcParams does when it is asked: it would choose one. Only from 3.10 on get_backend can do without.
    backend = dict.get(matplotlib.rcParams, "backend")
    return not isinstance(backend, str) or "inline" in backend or backend.lower() == "agg"
