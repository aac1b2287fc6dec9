"""Widget of lesson 02: a label as a number and as a one-hot row, and how far it is from every other label."""

from collections.abc import Sequence

import numpy as np

from course_utils.mnist import load_pixels
from course_utils.widgets._engine.guided import Guided, Values, View, slider, switch
from course_utils.widgets._engine.images import pixels

_DEPTH = 10
_FIRST = 3  # the label that it begins with
_BAR = 5  # pixels of a bar for a distance of 1: 9, the largest, still fits
_CLICK = f'{{"x": ["label", {_DEPTH}]}}'  # the ten places are all of one width
_CAPTION = '<caption style="text-align: left; color: inherit; padding: 0 0 0.3em">'


def distances(label: int) -> tuple[list[int], list[float]]:
    """Measure how far a label is from all ten, as a number and as a one-hot row.

    Examples
    --------
    >>> as_numbers, as_rows = distances(8)
    >>> as_numbers, [round(value, 4) for value in as_rows[6:]]
    ([8, 7, 6, 5, 4, 3, 2, 1, 0, 1], [1.4142, 1.4142, 0.0, 1.4142])
    """
    rows = np.eye(_DEPTH)
    as_rows = np.sqrt(((rows - rows[label]) ** 2).sum(axis=1))
    return [abs(label - other) for other in range(_DEPTH)], as_rows.tolist()


def dial_view(pictures: Sequence[str], values: Values) -> View:
    """Show the one-hot row of a label, and under each place the distance to that label."""
    label = int(values["label"])
    as_numbers, as_rows = distances(label)
    places = "".join(f'<th scope="col" style="text-align: center">{place}</th>' for place in range(_DEPTH))
    row = "".join(_place(place == label) for place in range(_DEPTH))
    numbers = "".join(_distance(value, str(value), "blue") for value in as_numbers)
    rows = "".join(_distance(value, f"{value:.2f}" if value else "0", "orange") for value in as_rows)
    start = f"From {label} to each label"
    html = (
        '<div style="display: flex; flex-wrap: wrap; gap: 1em 1.5em; align-items: center">'
        f'{pictures[label]}<div style="flex: 1; min-width: min(26em, 100%); max-width: 40em">'
        '<table style="width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 2px 0">'
        f"{_CAPTION}Label {label} as a one-hot row, place 0 to 9</caption>"
        f"<thead><tr>{places}</tr></thead>"
        f"<tbody><tr data-click='{_CLICK}'>{row}</tr></tbody>"
        f"<tbody>{_head(f'{start}, as numbers: the larger minus the smaller')}<tr>{numbers}</tr></tbody>"
        f"<tbody>{_head(f'{start}, as one-hot rows: √(1² + 1²) = √2 = 1.4142')}<tr>{rows}</tr></tbody>"
        "</table></div></div>"
    )
    nearest, furthest = min(value for value in as_numbers if value), max(as_numbers)
    text = (
        f"Label {label}: a 1 at place {label}. Other labels are {nearest} to {furthest} away as numbers, "
        "always √2 = 1.4142 as one-hot rows."
    )
    return View(html, text)


def dial_link(before: Values, after: Values) -> Values:
    """Let the places follow the label, or the label the place that was switched on; one place is always on."""
    label = int(after["label"])
    if label == before["label"]:
        on = [place for place in range(_DEPTH) if after[f"place{place}"] and not before[f"place{place}"]]
        label = on[0] if on else label
    return {**after, "label": label, **{f"place{place}": place == label for place in range(_DEPTH)}}


def label_dial() -> Guided:
    """Show a label and its one-hot row: turn one and see the other follow, with the distances to all labels.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> label_dial()
    Label dial: Label 3: a 1 at place 3. Other labels are 1 to 6 away as numbers, always √2 = 1.4142 as one-hot rows.
    """
    images, labels = (part.numpy() for part in load_pixels())
    chosen = [int((labels == digit).argmax()) for digit in range(_DEPTH)]
    pictures = [pixels(images[chosen[digit], 0], 112, f"a handwritten {digit}") for digit in range(_DEPTH)]
    places = [switch(f"place{place}", f"place {place}", place == _FIRST) for place in range(_DEPTH)]
    return Guided(
        "Label dial",
        "The place says which digit, the value says yes or no; so any two labels are equally far apart.",
        [slider("label", "label", 0, _DEPTH - 1, _FIRST), *places],
        lambda values: dial_view(pictures, values),
        dial_link,
    )


def _head(text: str) -> str:
    style = "text-align: left; padding-top: 0.8em; font-weight: normal"
    return f'<tr><th scope="rowgroup" colspan="{_DEPTH}" style="{style}">{text}</th></tr>'


def _place(hot: bool) -> str:
    mark = (
        "border: 3px solid var(--course-orange); font-weight: bold" if hot else "border: 1px solid var(--course-line)"
    )
    return f'<td style="text-align: center; padding: 0.3em 0; {mark}">{int(hot)}</td>'


def _distance(value: float, number: str, colour: str) -> str:
    bar = f'<div style="height: {value * _BAR:.0f}px; background: var(--course-{colour})"></div>'
    return f'<td style="text-align: center; vertical-align: bottom; padding: 0.3em 0 0">{number}{bar}</td>'
