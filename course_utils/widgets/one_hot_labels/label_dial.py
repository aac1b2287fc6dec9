"""Widget of lesson 02: a one-hot row to press, and how far it is from every label, as a number and as a row."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.controls import held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import press
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.parts import paragraph, strong
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.tables import cells

_DEPTH = 10
_FIRST = 3  # the label that it begins with
_COLUMN, _BAR = 74, 38  # of the bars: a column for each label, as wide as its cell, after one for words
_NUMBER_UNIT, _ROW_UNIT = 12, 50  # how high a bar is for a distance of 1
_MOST = {"blue": 9, "orange": 1.5}  # the largest distance that has room


def distances(label: int, other: int | None = None) -> tuple[list[float], list[float]]:
    """Measure how far a label, or half one and half another, is from all ten, as a number and as a one-hot row.

    Examples
    --------
    >>> as_numbers, as_rows = distances(8)
    >>> as_numbers, [round(value, 4) for value in as_rows[6:]]
    ([8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0, 1.0], [1.4142, 1.4142, 0.0, 1.4142])
    """
    second = label if other is None else other
    rows = np.eye(_DEPTH)
    row = (rows[label] + rows[second]) / 2
    as_rows = np.sqrt(((rows - row) ** 2).sum(axis=1))
    return [abs((label + second) / 2 - each) for each in range(_DEPTH)], as_rows.tolist()


def dial_view(*, label: int, other: int, seen: int) -> View:
    """Show the row of a label, or of two halves, and below how far it is from each label: as a row once one pressed."""
    as_numbers, as_rows = distances(label, other)
    on = sorted({label, other})
    value = "1" if len(on) == 1 else "0.5"
    row = cells(
        [value if place in on else "0" for place in range(_DEPTH)],
        caption="Press a cell to switch it on, or off while another is on. A third one replaces the older of the two.",
        chosen=on,
        above=[str(place) for place in range(_DEPTH)],
        press=[press(f"cell {place}", **_pressed(place, label, other)) for place in range(_DEPTH)],
        pressed=on,
        large=True,
        lines=("index", "value"),
        names=[f"cell {place}" for place in range(_DEPTH)],
    )
    numbers = _bars(as_numbers, 1, _NUMBER_UNIT, "blue", on)
    rows = _bars(as_rows if seen else None, 2, _ROW_UNIT, "orange", on)
    told = paragraph(_meaning(on)), _as_numbers(on), numbers, _as_rows(on, seen), rows
    return View(_sentence(on, seen), row, *told)


def label_dial() -> Guided:
    """Show a one-hot row to press, with its distances to all labels; two cells may be on, with a half each.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> print(label_dial().text)
    Label 3: the others are 1 to 6 away as numbers. And as rows? Predict, then press a cell.
    """
    last = _DEPTH - 1
    return Guided(
        "Label dial",
        "Press a cell. As numbers some labels are closer than others: are they as one-hot rows, too?",
        [
            held("label", "label", 0, last, _FIRST),
            held("other", "the other label", 0, last, _FIRST),
            held("seen", "whether a cell was pressed", 0, 1, 0),
        ],
        dial_view,
        longest="Half 8, half 9: the row is nearest to these two. As a number it is 8.5, which nobody meant.",
    )


def _pressed(place: int, label: int, other: int) -> dict[str, int]:
    """Say which labels are on after a press: the newest and the one before it, or one alone, named twice."""
    if place not in (label, other):
        return {"label": place, "other": label, "seen": 1}
    stays = other if place == label else label
    return {"label": stays, "other": stays, "seen": 1}


def _sentence(on: Sequence[int], seen: int) -> str:
    if len(on) == 1:
        apart = [value for value in distances(on[0])[0] if value]
        span = f"{min(apart):g} to {max(apart):g}"
        if not seen:
            return f"Label {on[0]}: the others are {span} away as numbers. And as rows? Predict, then press a cell."
        return f"Label {on[0]}: the others are {span} away as numbers, always √2 = 1.4142 as one-hot rows."
    half = sum(on) / 2
    nobody = "which nobody meant" if half.is_integer() else "which is no label"
    return f"Half {on[0]}, half {on[1]}: the row is nearest to these two. As a number it is {half:g}, {nobody}."


def _meaning(on: Sequence[int]) -> str:
    if len(on) == 1:
        return f"As a target this row says: it is a {on[0]}, and no other digit."
    return f"As a target this row says: it is a {on[0]} or a {on[1]}, equally likely, and no third digit."


def _as_numbers(on: Sequence[int]) -> Element:
    start = f"half-way between {on[0]} and {on[1]} is {sum(on) / 2:g}. From there" if len(on) == 2 else f"from {on[0]}"
    return paragraph(strong("As numbers"), f", {start} to each label:")


def _as_rows(on: Sequence[int], seen: int) -> Element:
    if not seen:
        roots = "the root of the sum of ten squares. How large is it?"
    elif len(on) == 1:
        roots = "√(1² + 1²) = √2 = 1.4142, or 0 to itself."
    else:
        roots = "√(0.5² + 0.5²) = 0.7071, or √(0.5² + 0.5² + 1²) = 1.2247."
    return paragraph(strong("As rows"), f", from this row to the one-hot row of each label: {roots}")


def _bars(values: Sequence[float] | None, digits: int, unit: float, colour: str, on: Sequence[int]) -> Element:
    """Draw a bar for each label, below its cell; a question mark where it is still to be predicted."""
    texts = ["?"] * _DEPTH if values is None else [short(value, digits) for value in values]
    floor = _MOST[colour] * unit + 24
    alt = f"distances to the labels 0 to 9: {', '.join(texts)}"
    width = (_DEPTH + 1) * _COLUMN
    svg = Svg(width, floor + 26, alt, most=860, size=18)
    for place, value in enumerate(values or [0.0] * _DEPTH):
        middle, top = (place + 1.5) * _COLUMN, floor - value * unit
        svg.rectangle(middle - _BAR / 2, top, _BAR, floor - top, colour)
        svg.text(middle, top - 5, texts[place], bold=place in on)
        svg.text(middle, floor + 20, str(place), bold=place in on, colour="ink" if place in on else "soft")
    svg.text(0, floor + 20, "label", "start", colour="soft")
    svg.line([(_COLUMN, floor), (width, floor)], "soft", 1)
    return svg.part
