"""Pixels as PNG, through Pillow: as a part of their own, and as what an svg may hold."""

import base64
import io
from collections.abc import Mapping
from xml.etree.ElementTree import Element

import numpy as np
from PIL import Image

from course_utils.widgets._engine.parts import element


def pixels(grey: np.ndarray, width: int, alt: str, grabbed: Mapping[str, str] | None = None) -> Element:
    """Show grey levels or colours, uint8 [h, w] or [h, w, 3], as a picture; it shrinks where there is no room."""
    height = round(width * grey.shape[0] / grey.shape[1])
    style = "max-width: 100%; height: auto; image-rendering: pixelated"
    return element(
        "img",
        {"alt": alt, "width": width, "height": height, "style": style, "src": as_png(grey), **(grabbed or {})},
    )


def as_png(grey: np.ndarray) -> str:
    """Write grey levels or colours as the address of a PNG that carries its bytes itself."""
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, format="png", compress_level=1)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"
