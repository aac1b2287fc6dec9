"""Pixels and marks as HTML: PNG through Pillow for pixels, SVG text for what is drawn with few lines."""

import base64
import html
import io
import json
from collections.abc import Mapping

import numpy as np
from PIL import Image


def pixels(grey: np.ndarray, width: int, alt: str, click: Mapping[str, tuple[str, int]] | None = None) -> str:
    """Show grey levels as a picture.

    Parameters
    ----------
    grey : array, uint8, shape [rows, columns] or [rows, columns, 3]
        0 is black, 255 white.
    width : int
        How wide it is shown, in pixels of the page; every pixel stays a sharp square.
    alt : str
        What it shows.
    click : mapping, optional
        Which values a click chooses, "x" or "y" -> name and how many, such as ``{"x": ("col", 28), "y": ("row", 28)}``.

    Returns
    -------
    str
        An img element that holds its PNG.

    Examples
    --------
    >>> pixels(np.zeros((2, 3), np.uint8), 30, "black")[:40]
    '<img alt="black" width="30" height="20" '
    """
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, format="png", compress_level=1)
    png = base64.b64encode(buffer.getvalue()).decode()
    height = round(width * grey.shape[0] / grey.shape[1])
    target = f' data-click="{html.escape(json.dumps(click))}"' if click else ""
    size = f'width="{width}" height="{height}"'
    return f'<img alt="{html.escape(alt)}" {size}{target} src="data:image/png;base64,{png}">'
