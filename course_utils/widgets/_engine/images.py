"""Pixels and marks as HTML: PNG through Pillow for pixels, SVG text for what is drawn with few lines."""

import base64
import html
import io
import json
from collections.abc import Mapping

import numpy as np
from PIL import Image


def pixels(grey: np.ndarray, width: int, alt: str, click: Mapping[str, tuple[str, int]] | None = None) -> str:
    """Show grey levels as a picture."""
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, format="png", compress_level=1)
    png = base64.b64encode(buffer.getvalue()).decode()
    height = round(width * grey.shape[0] / grey.shape[1])
    target = f' data-click="{html.escape(json.dumps(click))}"' if click else ""
    size = f'width="{width}" height="{height}"'
    return f'<img alt="{html.escape(alt)}" {size}{target} src="data:image/png;base64,{png}">'


def beside(head: str, grey: np.ndarray, alt: str, width: int, more: str) -> str:
    """Put a picture and what is said of it side by side, one under the other where it is narrow."""
    picture = f'<div style="width: {width}px"><p style="margin: 0 0 0.3em">{head}</p>{pixels(grey, width, alt)}</div>'
    return (
        '<div style="display: flex; flex-wrap: wrap; gap: 1em 1.5em; align-items: flex-start">'
        f'{picture}<div style="flex: 1; min-width: 260px">{more}</div></div>'
    )
