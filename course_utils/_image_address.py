"""Pictures as addresses that hold all of them, for a web page and for a notebook."""

import base64
import io

from PIL import Image, features


def lossless(picture: Image.Image) -> str:
    """Write a picture so that every pixel stays: as WebP, in half the room, where Pillow was built with it."""
    return written(picture, "webp", lossless=True) if features.check("webp") else png(picture)


def png(picture: Image.Image) -> str:
    """Write a picture as PNG, which everything shows."""
    return written(picture, "png", optimize=True)


def written(picture: Image.Image, kind: str, **options: bool) -> str:
    """Write a picture in a format of Pillow's."""
    picture.save(stored := io.BytesIO(), format=kind, **options)
    return address(kind, stored.getvalue())


def address(kind: str, stored: bytes) -> str:
    """Make an address of a stored picture: in base64, in which GitHub shows svg, too, in a notebook's outputs."""
    return f"data:image/{kind};base64,{base64.b64encode(stored).decode()}"
