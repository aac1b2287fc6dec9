"""Ten outputs as bars with their numbers, one a digit."""

import html
from collections.abc import Mapping, Sequence

from course_utils.widgets._engine.numbers import fixed

_ROW, _WIDTH = 21, 330
_NUMBER, _LEFT, _RIGHT = 74, 84, 246  # where the numbers end, and where the bars may go


def bars(values: Sequence[float], what: str, notes: Mapping[int, str]) -> str:
    """Show numbers as bars, left of the line below zero, right of it above."""
    finite = [value for value in values if abs(value) < float("inf")]
    low, high = min([-0.4, *finite]), max([1.1, *finite])
    scale = (_RIGHT - _LEFT) / (high - low)
    zero = _LEFT - low * scale
    rows = "".join(_bar(i, value, notes.get(i, ""), zero, scale) for i, value in enumerate(values))
    spoken = [f"{i}: {fixed(v, 2)}" + (f" ({notes[i]})" if i in notes else "") for i, v in enumerate(values)]
    label = html.escape(f"{what}: {', '.join(spoken)}")
    height = _ROW * len(values)
    line = f'<path d="M{zero:.0f} 0V{height}" style="stroke: var(--course-soft)"/>'
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {_WIDTH} {height}" '
        f'style="width: 100%; max-width: {_WIDTH}px; font-size: 14px; font-variant-numeric: tabular-nums">'
        f"{rows}{line}</svg>"
    )


def _bar(row: int, value: float, note: str, zero: float, scale: float) -> str:
    middle = row * _ROW + 15
    bold = ' font-weight="bold"' if note else ""
    end = zero + value * scale if abs(value) < float("inf") else zero
    colour = "var(--course-orange)" if note else "var(--course-blue)"
    return (
        f'<g{bold}><text x="12" y="{middle}">{row}</text><text x="{_NUMBER}" y="{middle}" text-anchor="end">'
        f"{fixed(value, 2)}</text>"
        f'<rect x="{min(zero, end):.0f}" y="{row * _ROW + 3}" width="{abs(end - zero):.0f}" height="{_ROW - 6}" '
        f'style="fill: {colour}"/>'
        + (f'<text x="{max(zero, end) + 8:.0f}" y="{middle}">{html.escape(note)}</text>' if note else "")
        + "</g>"
    )
