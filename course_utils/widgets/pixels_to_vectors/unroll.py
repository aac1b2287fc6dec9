"""Widget of lesson 01: a picture whose rows lay themselves end to end, until they are a vector of 784."""

from functools import partial
from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.controls import play, slider
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import grab, press
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets.pixels_to_vectors.chosen_picture import chosen_picture

_SIDE = 28  # rows, and the numbers of a row
_LAID = slider("laid", "rows in the line", 0, _SIDE, 7)
# The picture: the line above, where a number is one unit wide; what is left of the digit below.
_WIDTH, _MARGIN = 800, 8
_LINE_TOP, _LINE_HIGH = 26, 44
_PIXEL, _DIGIT_TOP = 9, 130
_DIGIT_LEFT, _DIGIT_SIZE = (_WIDTH - _SIDE * _PIXEL) / 2, _SIDE * _PIXEL
_GLIDE = 0.2  # seconds that a row takes from the digit to the line


def unroll_view(picture: np.ndarray, *, laid: int) -> View:
    """Show how many rows lie in the line, and where the next one will begin."""
    return View(_sentence(laid), _drawing(picture, laid))


def unroll_picture(index: int = 0) -> Guided:
    """Show a training picture that unrolls: one row after the other, until all 784 numbers stand in one line.

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
    >>> print(unroll_picture().text)
    7 of 28 rows lie in the line: 196 numbers, index 0 to 195. Row 7 will begin at index 196.
    """
    return Guided(
        "Unroll a picture",
        "Press Unroll, or the picture, or drag along the line: the rows are laid end to end.",
        [_LAID, play("laid", "Unroll", main=True)],
        partial(unroll_view, chosen_picture(index)),
        longest="All 28 rows lie in the line: 784 numbers, index 0 to 783. This is the vector of the picture.",
    )


def _sentence(laid: int) -> str:
    count = _SIDE * laid
    if laid == 0:
        return "All 28 rows are in the picture, and the line is empty. Row 0 will begin at index 0."
    rows = "1 of 28 rows lies" if laid == 1 else "All 28 rows lie" if laid == _SIDE else f"{laid} of 28 rows lie"
    then = f"Row {laid} will begin at index {count}." if laid < _SIDE else "This is the vector of the picture."
    return f"{rows} in the line: {count} numbers, index 0 to {count - 1}. {then}"


def _drawing(picture: np.ndarray, laid: int) -> Element:
    """Draw each row where it is, as a picture of its own, so that it glides to where it will be."""
    bottom = _LINE_TOP + _LINE_HIGH
    left = f"rows {laid} to 27 are left in the picture" if laid < _SIDE else "no row is left in the picture"
    alt = f"a line with room for 784 numbers, its first {_SIDE * laid} filled by {laid} rows of the digit; {left}"
    svg = Svg(_WIDTH, _DIGIT_TOP + _DIGIT_SIZE + 4, alt, most=860, size=17)
    svg.rectangle(_MARGIN, _LINE_TOP, _SIDE * _SIDE, _LINE_HIGH, stroke="soft")
    svg.rectangle(_DIGIT_LEFT, _DIGIT_TOP, _DIGIT_SIZE, _DIGIT_SIZE, stroke="line", dashed="3 4")
    # Behind the rows: between two of them the page's own ground would shine through as a line.
    svg.rectangle(_DIGIT_LEFT, _DIGIT_TOP + laid * _PIXEL, _DIGIT_SIZE, (_SIDE - laid) * _PIXEL, "#000")
    for row in range(_SIDE):
        if row < laid:
            place: tuple[float, ...] = (_slot(row), _LINE_TOP, _SIDE, _LINE_HIGH)
        else:
            place = (_DIGIT_LEFT, _DIGIT_TOP + row * _PIXEL, _DIGIT_SIZE, _PIXEL)
        svg.pixels(picture[row : row + 1], *place, smooth=row < laid, glide=_GLIDE)
    for row in range(1, _SIDE):
        svg.line([(_slot(row), _LINE_TOP), (_slot(row), bottom)], "soft", 0.8)
    if laid < _SIDE:
        _next(svg, laid)
    if laid > 3:
        svg.text(_MARGIN, _LINE_TOP - 8, "index 0", "start")
    if laid < _SIDE - 6 or laid == _SIDE:
        svg.text(_WIDTH - _MARGIN, _LINE_TOP - 8, "index 783", "end")
    line = grab("the line", across=_LAID, at={"laid": laid}, told=f"{laid} rows, {_SIDE * laid} numbers")
    svg.area(_MARGIN, _LINE_TOP, _SIDE * _SIDE, _LINE_HIGH, line)
    if laid < _SIDE:
        svg.area(_DIGIT_LEFT, _DIGIT_TOP, _DIGIT_SIZE, _DIGIT_SIZE, press("lay the next row", laid=laid + 1))
    return svg.part


def _slot(row: int) -> float:
    return _MARGIN + _SIDE * row


def _next(svg: Svg, row: int) -> None:
    """Mark the next row, and the place in the line that waits for it."""
    top, bottom = _DIGIT_TOP + row * _PIXEL, _LINE_TOP + _LINE_HIGH
    svg.rectangle(_slot(row), _LINE_TOP, _SIDE, _LINE_HIGH, stroke="orange", thick=3)
    svg.rectangle(_DIGIT_LEFT, top, _DIGIT_SIZE, _PIXEL, stroke="orange", thick=2.5)
    svg.arrow((_WIDTH / 2, top - 3), (_slot(row) + _SIDE / 2, bottom + 5), "orange", 2.5)
    svg.text(_DIGIT_LEFT - 10, top + 10, f"row {row}", "end", bold=True)
    anchor = "start" if row < 2 else "end" if row > _SIDE - 3 else "middle"
    at = _slot(row) + {"start": 0, "middle": _SIDE / 2, "end": _SIDE}[anchor]
    svg.text(at, _LINE_TOP - 8, f"index {_SIDE * row}", anchor, bold=True)
