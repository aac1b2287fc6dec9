"""How a tensor on the way is made, drawn: pictures that come, one that becomes a row, a product of blocks, the loss."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import numpy as np

from course_utils._messages import counted
from course_utils.mnist import load_pixels
from course_utils.widgets._engine.pictures.svg import Svg

_WIDTH, _HEIGHT, _MIDDLE, _ROOM = 520.0, 162.0, 72.0, 82.0  # the last: how wide a term is at least
_SHOWN = 6  # of the pictures
_BATCH, _INNER, _OUTER = "green", "orange", "blue"  # sides of one colour are equally long


@dataclass(frozen=True)
class Block:
    """A tensor as a block: its left side is as long as it has rows, its top as it has columns."""

    name: str
    shape: Sequence[int]
    left: str = ""  # colour of that side
    top: str = _OUTER


@functools.cache
def first_pictures() -> np.ndarray:
    """Give the first pictures of MNIST, white on black as they are, uint8 [6, 28, 28].

    Examples
    --------
    >>> int(first_pictures()[:, 0].max())  # their upper edge is black
    0
    """
    return load_pixels()[0][:_SHOWN, 0].numpy()


def product(b: int, given: str, weight: str, bias: str, result: str, sides: tuple[int, int]) -> Element:
    """Draw how a layer multiplies: the inner sides are equally long, and the result has the two outer ones."""
    inputs, outputs = sides
    terms: list[Block | str] = [
        Block(given, [b, inputs], _BATCH, _INNER),
        "@",
        Block(f"{weight}.T", [inputs, outputs], _INNER),
        "+",
        Block(bias, [outputs]),
        "→" if result == "out" else "relu →",
        Block(result, [b, outputs], _BATCH),
    ]
    alt = f"[{b}, {inputs}] @ [{inputs}, {outputs}]: the inner sides are both {inputs}, and [{b}, {outputs}] comes out"
    return _in_a_row(terms, alt, "sides of one colour are equally long; not to scale")


def mean_of_squares(b: int) -> Element:
    """Draw how the loss is made."""
    pair = Block("out", [b, 10], _BATCH), "−", Block("targets", [b, 10], _BATCH)
    return _in_a_row([*pair, "→ squared, mean →", Block("loss", [])], f"the mean of {b} · 10 squares is one number")


def pictures(b: int) -> Element:
    """Draw the first pictures of a batch."""
    shown = min(b, _SHOWN)
    svg = Svg(_WIDTH, _HEIGHT, f"the first {shown} of {counted(b, 'picture')}, each 1 · 28 · 28")
    for k, picture in enumerate(first_pictures()[:shown]):
        _framed(svg, picture, 4 + 62 * k, _MIDDLE - 28, 56, 56)
    if b > shown:
        svg.text(10 + 62 * shown, _MIDDLE + 5, f"… and {b - shown} more", "start")
    svg.text(4, _MIDDLE + 52, "one number a pixel, 28 rows, 28 columns", "start", colour="soft")
    return svg.part


def one_row(b: int) -> Element:
    """Draw how a picture becomes a row: its rows stand one after the other."""
    picture = first_pictures()[0]
    svg = Svg(_WIDTH, _HEIGHT, "a picture of 28 rows of 28 pixels becomes one row of 784")
    _framed(svg, picture, 4, _MIDDLE - 42, 84, 84)
    svg.text(46, _MIDDLE + 62, "28 rows of 28", colour="soft")
    svg.arrow((98, _MIDDLE), (128, _MIDDLE), "soft")
    _framed(svg, picture.reshape(1, 784), 138, _MIDDLE - 6, 372, 12)
    svg.text(324, _MIDDLE + 30, "28 · 28 = 784 numbers in one row", colour="soft")
    return svg.part


def _framed(svg: Svg, pixels: np.ndarray, left: float, top: float, width: float, height: float) -> None:
    """Draw pixels in a thin frame: on a dark page one would not see where their black ends."""
    svg.pixels(pixels, left, top, width, height)
    svg.rectangle(left, top, width, height, stroke="soft")


def _in_a_row(terms: Sequence[Block | str], alt: str, more: str = "") -> Element:
    svg, x = Svg(_WIDTH, _HEIGHT, alt), 0.0
    svg.text(6, 14, more, "start", colour="soft")
    for term in terms:
        if isinstance(term, str):
            room = 10.0 + 9 * len(term)
            svg.text(x + room / 2, _MIDDLE + 5, term, size=15)
        else:
            room = max(_ROOM, _long(term.shape[-1] if term.shape else 1) + 16)
            _block(svg, x + room / 2, term)
        x += room
    return svg.part


def _block(svg: Svg, middle: float, block: Block) -> None:
    svg.text(middle, _HEIGHT - 22, block.name, bold=True)
    svg.text(middle, _HEIGHT - 5, str(list(block.shape)))
    if not block.shape:
        svg.dot(middle, _MIDDLE, 4, "blue")
        return
    rows, columns = [1, *block.shape][-2:]
    width, height = _long(columns), _long(rows)
    left, top = middle - width / 2, _MIDDLE - height / 2
    svg.rectangle(left, top, width, height, "blue", opacity=0.25)
    svg.line([(left, top), (left + width, top)], block.top, 4)
    if block.left:
        svg.line([(left, top), (left, top + height)], block.left, 4)


def _long(count: int) -> float:
    """Say how long a side is drawn: 10 beside 784 would not be seen, so ten times as many is 32 pixels more."""
    return 4 + 32 * math.log10(count)
