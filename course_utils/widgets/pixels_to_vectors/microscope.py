"""Widget of lesson 01: where a pixel of the picture stands in the vector of 784."""

import numpy as np

from course_utils._inputs import whole_number
from course_utils._messages import sentence
from course_utils._palette import ORANGE
from course_utils.mnist import load_pixels
from course_utils.widgets._engine.guided import Guided, Values, View, slider
from course_utils.widgets._engine.images import pixels

_AROUND = 7  # places shown on each side of the chosen one
_MARK = tuple(bytes.fromhex(ORANGE[1:]))


def microscope_view(picture: np.ndarray, values: Values) -> View:
    """Show one pixel in the picture and in the vector."""
    row, col = int(values["row"]), int(values["col"])
    place, level = 28 * row + col, int(picture[row, col])
    square = _marked(picture, np.s_[row, col])
    vector = _marked(picture.reshape(1, 784), np.s_[0, place])
    strip = np.repeat(vector, 36, axis=0)
    first = max(0, min(place - _AROUND, 784 - 2 * _AROUND - 1))
    cells = "".join(_cell(i, int(picture.flat[i]), i == place) for i in range(first, first + 2 * _AROUND + 1))
    alt = f"the picture, row {row}, column {col} marked"
    html = (
        '<div style="display: flex; flex-wrap: wrap; gap: 1.5em; align-items: flex-start">'
        f"{pixels(square, 252, alt, {'x': ('col', 28), 'y': ('row', 28)})}"
        '<div style="flex: 1; min-width: 18em">'
        f"<p>All 784 numbers of the vector, index {place} marked:</p>"
        f"{pixels(strip, 560, f'the vector of 784, index {place} marked', {'x': ('place', 784)})}"
        f"<p>The numbers around index {place}:</p><table><tr>{cells}</tr></table></div></div>"
    )
    text = f"Row {row}, column {col} stands at index {place} of the vector; its grey level is {level}."
    return View(html, text)


def microscope_link(before: Values, after: Values) -> Values:
    """Let the index follow row and column, or row and column the index, whichever was moved."""
    if after["place"] != before["place"]:
        row, col = divmod(int(after["place"]), 28)
        return {**after, "row": row, "col": col}
    return {**after, "place": 28 * int(after["row"]) + int(after["col"])}


def flatten_microscope(index: int = 0) -> Guided:
    """Show a training picture and its vector: move over one and see its place in the other.

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
    >>> flatten_microscope()
    Flatten microscope: Row 7, column 12 stands at index 208 of the vector; its grey level is 253.
    """
    place = whole_number(index)
    if place is None or not 0 <= place < 60_000:
        wanted = "index to be a whole number from 0 to 59,999"
        raise ValueError(sentence(wanted, index, "the first picture has index=0"))
    picture = load_pixels()[0][place, 0].numpy()
    return Guided(
        "Flatten microscope",
        "Each pixel of the picture has one index in the vector, counted in the order in which you read a page.",
        [slider("row", "row", 0, 27, 7), slider("col", "column", 0, 27, 12), slider("place", "index", 0, 783, 208)],
        lambda values: microscope_view(picture, values),
        microscope_link,
    )


def _marked(grey: np.ndarray, place: tuple) -> np.ndarray:
    colours = np.stack([grey] * 3, axis=-1)
    colours[place] = _MARK
    return colours


def _cell(place: int, level: int, chosen: bool) -> str:
    weight = "outline: 3px solid var(--course-orange); font-weight: bold" if chosen else "color: var(--course-soft)"
    return f'<td style="text-align: center; padding: 0 0.3em; {weight}">{level}<br><small>{place}</small></td>'
