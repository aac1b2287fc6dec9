"""Widget of lesson 01: where a pixel of the picture stands in the vector of 784."""

from collections.abc import Collection, Mapping
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.controls import Value, held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import cell_edges, grab
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets.pixels_to_vectors.chosen_picture import chosen_picture

_SIDE, _COUNT = 28, 784
_ROW, _COL = held("row", "row", 0, _SIDE - 1, 10), held("col", "column", 0, _SIDE - 1, 12)
_START = 292  # what the text of the lesson speaks of: it stays marked
_PLACE = held("place", "index", 0, _COUNT - 1, _START)
_EDGES = {"row": (_SIDE - 0.5, -0.5), **cell_edges(_COL), **cell_edges(_PLACE)}  # row 0 is the upper one
_SEEN = 7  # numbers under the lens
# The picture: the digit at the left, the lens at the right, below them the vector, a number one unit wide.
_WIDTH, _MARGIN = 800, 8
_PIXEL, _LEFT, _TOP = 10, 78, 26
_LENS_LEFT, _LENS_TOP, _CELL = 400, 150, 56
_VECTOR_TOP, _VECTOR_HIGH = 360, 44


def microscope_view(picture: np.ndarray, *, row: int, col: int, place: int) -> View:
    """Show one pixel in the picture and in the vector."""
    level = int(picture[row, col])
    text = f"Row {row}, column {col} stands at index {place} of the vector; its grey level is {level}."
    return View(text, _drawing(picture, row, col, place))


def microscope_link(changed: Collection[str], *, row: int, col: int, place: int) -> Mapping[str, Value]:
    """Let the index follow row and column, or row and column the index, whichever was moved."""
    if "place" in changed:
        return {"row": place // _SIDE, "col": place % _SIDE}
    return {"place": _SIDE * row + col}


def flatten_microscope(index: int = 0) -> Guided:
    """Show a training picture and its vector: move over one and see the same number in the other.

    Parameters
    ----------
    index : int
        Which of the 60,000 training pictures, 0 to 59,999.

    Returns
    -------
    Guided
        Shows itself.

    Raises
    ------
    ValueError
        An index that is not a whole number from 0 to 59,999.

    Examples
    --------
    >>> print(flatten_microscope().text)
    Row 10, column 12 stands at index 292 of the vector; its grey level is 253.
    """
    return Guided(
        "Flatten microscope",
        "Move over the picture, or over the line below it: each pixel is one number in the line.",
        [_ROW, _COL, _PLACE],
        partial(microscope_view, chosen_picture(index)),
        microscope_link,
        longest="Row 20, column 20 stands at index 580 of the vector; its grey level is 250.",
    )


def _drawing(picture: np.ndarray, row: int, col: int, place: int) -> Element:
    first = max(0, min(place - _SEEN // 2, _COUNT - _SEEN))
    seen = range(first, first + _SEEN)
    around = ", ".join(f"{picture.flat[i]} at index {i}" for i in seen)
    alt = f"the picture, row {row}, column {col} marked; the vector of 784, index {place} marked; under a lens {around}"
    svg = Svg(_WIDTH, _VECTOR_TOP + _VECTOR_HIGH + 26, alt, most=860, size=17)
    at = {"row": row, "col": col, "place": place}
    told = f"row {row}, column {col}, index {place}, grey level {picture[row, col]}"
    _digit(svg, picture, row, col, seen)
    _vector(svg, picture, place, seen)
    _lens(svg, picture, place, seen)
    size = _SIDE * _PIXEL
    hand = grab("the picture", across=_COL, upwards=_ROW, at=at, edges=_EDGES, hover=True, told=told)
    svg.area(_LEFT, _TOP, size, size, hand)
    hand = grab("the vector", across=_PLACE, at=at, edges=_EDGES, hover=True, told=told)
    svg.area(_MARGIN, _VECTOR_TOP, _COUNT, _VECTOR_HIGH, hand)
    return svg.part


def _digit(svg: Svg, picture: np.ndarray, row: int, col: int, seen: range) -> None:
    """Draw the picture, the pixels that are under the lens framed, the chosen one marked from its row and column."""
    size = _SIDE * _PIXEL
    left, top = _LEFT + col * _PIXEL, _TOP + row * _PIXEL
    middle_x, middle_y = left + _PIXEL / 2, top + _PIXEL / 2
    start_row, start_col = divmod(_START, _SIDE)
    svg.pixels(picture, _LEFT, _TOP, size, size)
    svg.rectangle(_LEFT, _TOP, size, size, stroke="line")
    for line, group in groupby(seen, lambda i: i // _SIDE):
        part = list(group)
        x, y = _LEFT + part[0] % _SIDE * _PIXEL, _TOP + line * _PIXEL
        svg.rectangle(x, y, len(part) * _PIXEL, _PIXEL, stroke="blue", thick=1.5)
    svg.rectangle(_LEFT + start_col * _PIXEL, _TOP + start_row * _PIXEL, _PIXEL, _PIXEL, stroke="green", thick=3)
    svg.rectangle(_LENS_LEFT + 2, _TOP + 2, _PIXEL, _PIXEL, stroke="green", thick=3)
    svg.text(_LENS_LEFT + 22, _TOP + 13, f"the green frame, index {_START}", "start")
    svg.line([(_LEFT, middle_y), (left, middle_y)], "orange", 1.5)
    svg.line([(middle_x, _TOP), (middle_x, top)], "orange", 1.5)
    svg.rectangle(left - 1, top - 1, _PIXEL + 2, _PIXEL + 2, stroke="orange", thick=3)
    svg.text(_LEFT - 8, middle_y + 5, f"row {row}", "end", bold=True)
    svg.text(min(max(middle_x, _LEFT + 20), _LEFT + size - 20), _TOP - 8, f"column {col}", bold=True)


def _vector(svg: Svg, picture: np.ndarray, place: int, seen: range) -> None:
    """Draw all 784 numbers in one line, where the lens looks, and where the chosen one stands."""
    bottom = _VECTOR_TOP + _VECTOR_HIGH
    strip = np.repeat(picture.reshape(1, -1), 2, axis=1)
    svg.pixels(strip, _MARGIN, _VECTOR_TOP, _COUNT, _VECTOR_HIGH, smooth=True)
    svg.rectangle(_MARGIN, _VECTOR_TOP, _COUNT, _VECTOR_HIGH, stroke="soft")
    left, right = _MARGIN + seen.start - 1, _MARGIN + seen.stop + 1
    svg.rectangle(left, _VECTOR_TOP, right - left, _VECTOR_HIGH, stroke="blue", thick=1.5)
    top, knee, end = _LENS_TOP, _TOP + _SIDE * _PIXEL + 8, _LENS_LEFT + _SEEN * _CELL
    left_side = [(_LENS_LEFT, top), (_LENS_LEFT, knee), (left, _VECTOR_TOP)]
    right_side = [(right, _VECTOR_TOP), (end, knee), (end, top)]
    svg.line([*left_side, *right_side], "blue", 0, fill="blue", opacity=0.15)
    svg.line(left_side, "blue")
    svg.line(right_side, "blue")
    begin = _MARGIN + _START + 0.5
    svg.line([(begin, _VECTOR_TOP), (begin, bottom + 10)], "green", 3)
    x = _MARGIN + place + 0.5
    svg.line([(x, bottom + 1), (x - 6, bottom + 11), (x + 6, bottom + 11), (x, bottom + 1)], "orange", 1, fill="orange")
    svg.line([(x, _VECTOR_TOP), (x, bottom)], "orange", 2)
    anchor = "start" if place < 50 else "end" if place > _COUNT - 50 else "middle"
    svg.text(x + {"start": 10, "middle": 0, "end": -10}[anchor], bottom + 25, f"index {place}", anchor, bold=True)
    if place > 140:
        svg.text(_MARGIN, bottom + 25, "index 0", "start")
    if place < _COUNT - 160:
        svg.text(_WIDTH - _MARGIN, bottom + 25, "index 783", "end")


def _lens(svg: Svg, picture: np.ndarray, place: int, seen: range) -> None:
    """Draw a few numbers of the vector so large that they can be read."""
    bottom = _LENS_TOP + _CELL
    for k, i in enumerate(seen):
        left, level = _LENS_LEFT + k * _CELL, int(picture.flat[i])
        svg.rectangle(left, _LENS_TOP, _CELL, _CELL, f"#{level:02x}{level:02x}{level:02x}", stroke="line")
        ink = "#fff" if level < 128 else "#000"
        svg.text(left + _CELL / 2, _LENS_TOP + 35, str(level), halo=False, bold=i == place, size=20, colour=ink)
        svg.text(left + _CELL / 2, bottom + 22, str(i), bold=i == place, halo=False)
    svg.text(_LENS_LEFT + _SEEN * _CELL / 2, bottom + 66, "a part of the line, magnified", halo=False)
    for line, group in groupby(seen, lambda i: i // _SIDE):
        part = [i - seen.start for i in group]
        left, width = _LENS_LEFT + part[0] * _CELL, len(part) * _CELL
        svg.text(left + width / 2, _LENS_TOP - 10, f"row {line}")
        svg.rectangle(left, _LENS_TOP, width, _CELL, stroke="blue", thick=2.5)
    svg.rectangle(_LENS_LEFT + (place - seen.start) * _CELL, _LENS_TOP, _CELL, _CELL, stroke="orange", thick=4)
