"""Pixels as images: as a part of their own, and as what an svg may hold."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import numpy as np
from PIL import Image

from course_utils._image_address import lossless
from course_utils.widgets._engine.parts import element


def pixels(grey: np.ndarray, width: int, alt: str, grabbed: Mapping[str, str] | None = None) -> Element:
    """Show grey levels or colours, uint8 [h, w] or [h, w, 3], as a picture; it shrinks where there is no room."""
    height = round(width * grey.shape[0] / grey.shape[1])
    style = "max-width: 100%; height: auto; image-rendering: pixelated"
    return element(
        "img",
        {"alt": alt, "width": width, "height": height, "style": style, "src": as_address(grey), **(grabbed or {})},
    )


def as_address(grey: np.ndarray) -> str:
    """Write grey levels or colours as the address of an image, which holds all of it."""
    return lossless(Image.fromarray(grey))
