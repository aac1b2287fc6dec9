"""Weights as pictures: blue below 0, orange above, and nothing at 0, so that the page's own ground shows."""

import numpy as np

from course_utils import _palette
from course_utils.widgets._engine.pictures.svg import Svg

_BLUE, _ORANGE = (
    np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) for colour in (_palette.BLUE, _palette.ORANGE)
)


def signed(values: np.ndarray, largest: float) -> np.ndarray:
    """Colour numbers, float [h, w], the stronger up to ±`largest`, in 32 steps: uint8 [h, w, 4].

    More steps nobody sees, and they double what a picture takes in the notebook's file.

    Examples
    --------
    >>> signed(np.array([[-1.0, 0.0, 0.5]]), 1.0)[0, :, 3].tolist()
    [255, 0, 128]
    """
    strength = np.clip(np.abs(values) / (largest or 1.0), 0, 1)[..., None]
    colours = np.where(values[..., None] < 0, _BLUE, _ORANGE)
    return np.concatenate([colours, np.minimum(8 * np.rint(32 * strength), 255)], axis=-1).astype(np.uint8)


def draw_signed(svg: Svg, values: np.ndarray, largest: float, left: float, top: float, side: float) -> None:
    """Draw numbers as a picture in a thin frame."""
    svg.pixels(signed(values, largest), left, top, side, side)
    svg.rectangle(left, top, side, side, stroke="line")


def draw_key(svg: Svg, largest: float, middle: float, top: float, words: tuple[str, str]) -> None:
    """Draw a strip of the colours, beside it what blue and orange mean, below it where they are strongest."""
    svg.pixels(signed(np.linspace(-1, 1, 64)[None], 1.0), middle - 50, top, 100, 13)
    svg.rectangle(middle - 50, top, 100, 13, stroke="line")
    for side, anchor, told in ((-1, "end", f"blue: {words[0]}"), (1, "start", f"orange: {words[1]}")):
        for row, line in enumerate(told.split("\n")):
            svg.text(middle + side * 58, top + 12 + 18 * row, line, anchor)
    for side, sign in ((-1, "−"), (1, "")) if largest else ():
        svg.text(middle + side * 50, top + 29, f"{sign}{largest:.2g}")
