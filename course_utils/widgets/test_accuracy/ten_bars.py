"""Ten outputs as bars with their numbers, one a digit; an open bar is the label's."""

import math
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets._engine.pictures.svg import Svg

_ROW, _WIDTH = 21, 330
_NUMBER, _LEFT, _RIGHT = 74, 84, 246  # where the numbers end, and where the bars may go


def ten_bars(
    outputs: Sequence[float], answer: tuple[int, str] | None, label: int | None = None, *, most: float = 420
) -> Element:
    """Draw outputs as bars, left of the line below zero, right of it above; `most` is how wide it may grow.

    The bar of the `answer`, a digit and what stands beside it, is filled in a colour of its own; that of the `label` is
    open. So each is told from the other, and from the rest, by its look as well as by its word.
    """
    notes: Mapping[int, str] = dict([answer] if answer else []) | ({} if label is None else {label: "label"})
    finite = [value for value in outputs if abs(value) < math.inf]
    low, high = min([-0.4, *finite]), max([1.1, *finite])
    scale = (_RIGHT - _LEFT) / (high - low)
    zero = _LEFT - low * scale
    spoken = [f"{i}: {fixed(v, 2)}" + (f" ({notes[i]})" if i in notes else "") for i, v in enumerate(outputs)]
    height = _ROW * len(outputs)
    svg = Svg(_WIDTH, height, f"ten outputs: {', '.join(spoken)}", most=most, size=14)
    for digit, value in enumerate(outputs):
        top, note = digit * _ROW, notes.get(digit, "")
        end = zero + value * scale if abs(value) < math.inf else zero
        svg.text(12, top + 15, str(digit), bold=bool(note))
        svg.text(_NUMBER, top + 15, fixed(value, 2), "end", bold=bool(note))
        if digit == label:
            svg.rectangle(zero, top + 4, end - zero, _ROW - 8, stroke="green", thick=3)
        else:
            svg.rectangle(zero, top + 3, end - zero, _ROW - 6, "orange" if note else "blue")
        if note:
            svg.text(max(zero, end) + 8, top + 15, note, "start", bold=True)
    svg.line([(zero, 0), (zero, height)], "soft", 1)
    return svg.part


def no_bars(most: float = 420, told: str = "") -> Element:
    """Keep the place of the bars, with what is said there instead."""
    svg = Svg(_WIDTH, 10 * _ROW, f"ten outputs: none{' yet' if told else ''}", most=most, size=14)
    if told:
        for digit in range(10):
            svg.text(12, 15 + _ROW * digit, str(digit), colour="soft")
        svg.line([(125, 0), (125, 10 * _ROW)], "line", 1)
        svg.text(220, 110, told, colour="soft")
    return svg.part
