"""Ten outputs as bars with their numbers, one a digit."""

import math
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets._engine.svg import Svg

_ROW, _WIDTH = 21, 330
_NUMBER, _LEFT, _RIGHT = 74, 84, 246  # where the numbers end, and where the bars may go


def bars(values: Sequence[float], what: str, notes: Mapping[int, str], *, most: float = 420) -> Element:
    """Show numbers as bars, left of the line below zero, right of it above; `most` is how wide it may grow."""
    finite = [value for value in values if abs(value) < math.inf]
    low, high = min([-0.4, *finite]), max([1.1, *finite])
    scale = (_RIGHT - _LEFT) / (high - low)
    zero = _LEFT - low * scale
    spoken = [f"{i}: {fixed(v, 2)}" + (f" ({notes[i]})" if i in notes else "") for i, v in enumerate(values)]
    height = _ROW * len(values)
    svg = Svg(_WIDTH, height, f"{what}: {', '.join(spoken)}", most=most, size=14)
    for row, value in enumerate(values):
        _bar(svg, row, value, notes.get(row, ""), zero, scale)
    svg.line([(zero, 0), (zero, height)], "soft", 1)
    return svg.part


def _bar(svg: Svg, row: int, value: float, note: str, zero: float, scale: float) -> None:
    middle, bold = row * _ROW + 15, bool(note)
    end = zero + value * scale if abs(value) < math.inf else zero
    svg.text(12, middle, str(row), bold=bold)
    svg.text(_NUMBER, middle, fixed(value, 2), "end", bold=bold)
    svg.rectangle(zero, row * _ROW + 3, end - zero, _ROW - 6, "orange" if note else "blue")
    if note:
        svg.text(max(zero, end) + 8, middle, note, "start", bold=True)
