"""The ten largest entries of a gradient, as a formula and as autograd give them; the entry is chosen in the picture."""

import math
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Control, Value
from course_utils.widgets._engine.hands import cell_edges, grab
from course_utils.widgets._engine.pictures.svg import Svg

_WIDTH, _HEIGHT, _TOP, _BOTTOM = 356, 262, 34, 216


def entry_bars(
    mine: Sequence[float] | None, theirs: Sequence[float], entry: Control, at: Mapping[str, Value], name: str
) -> Element:
    """Draw each entry of a formula, if there is one, as a bar, and autograd's as a line across it."""
    chosen, wide = int(at[entry.name]) - 1, _WIDTH / len(theirs)
    told = [
        f"entry {k + 1}: autograd {theirs[k]:.3g}" + ("" if mine is None else f", formula {mine[k]:.3g}")
        for k in range(len(theirs))
    ]
    svg = Svg(_WIDTH, _HEIGHT, f"The ten entries of {name}; {'; '.join(told)}", most=400)
    most, zero = max(map(abs, theirs)), (_TOP + _BOTTOM) / 2
    half = (_BOTTOM - _TOP) / 2 - 8
    svg.rectangle(chosen * wide, _TOP, wide, _BOTTOM - _TOP, "green", opacity=0.3)
    svg.line([(0, zero), (_WIDTH, zero)], "soft", 1)
    for k, value in enumerate(theirs):
        middle = (k + 0.5) * wide
        if mine is not None and math.isfinite(mine[k]):
            rise = max(-half - 8, min(mine[k] / most * half, half + 8))  # what is far too large ends at the edge
            svg.rectangle(middle - 8, zero, 16, -rise, "blue")
            if abs(mine[k]) > most * (1 + 8 / half):
                svg.text(
                    middle,
                    zero - rise + (14 if rise > 0 else -4),
                    "↑" if rise > 0 else "↓",
                    halo=False,
                    colour="ground",
                )
        level = zero - value / most * half
        svg.line([(middle - 14, level), (middle + 14, level)], "orange", 4)
        svg.text(middle, _BOTTOM + 17, str(k + 1), bold=k == chosen, halo=False)
    svg.text(_WIDTH / 2, _HEIGHT - 8, "entry, the largest first", halo=False)
    svg.rectangle(0, 6, 16, 16, "blue")
    svg.text(22, 18, "formula", "start")
    svg.line([(120, 14), (148, 14)], "orange", 4)
    svg.text(154, 18, "autograd", "start")
    edges = cell_edges(entry)
    svg.area(0, _TOP, _WIDTH, _BOTTOM + 20 - _TOP, grab(entry.label, across=entry, at=at, edges=edges))
    return svg.part
