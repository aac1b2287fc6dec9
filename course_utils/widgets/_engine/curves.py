"""One or two curves as SVG, told apart by solid and dashed lines and by their names as well as by colour."""

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course_utils.widgets._engine.numbers import short

_WIDTH, _HEIGHT = 600, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 12, 12, 40
_MOST_POINTS, _MOST_EPOCHS = 150, 10  # drawn, and named under the axis
_STYLES = (
    "fill: none; stroke: var(--course-blue); stroke-width: 2",
    "fill: none; stroke: var(--course-orange); stroke-width: 2; stroke-dasharray: 7 4",
)
_FILLS = ("fill: var(--course-blue)", "fill: var(--course-orange)")
LINES = ("solid", "dashed")
Point = tuple[float, float]
Scale = Callable[[float], float]  # from a value to where it stands in the picture


@dataclass(frozen=True)
class Curve:
    """Something to draw."""

    name: str  # what it is
    points: Sequence[Point]  # from left to right; a y that is no number ends the line, and a cross stands there


def thinned(losses: Sequence[float], batches: int, total: int) -> list[Point]:
    """Turn losses into points over epochs, each the mean of a few batches, so that 150 points are enough."""
    size = math.ceil(total / _MOST_POINTS)
    points = []
    for start in range(0, len(losses), size):
        part = losses[start : start + size]
        mean = sum(part) / len(part)
        points.append(((start + len(part) / 2) / batches, mean if math.isfinite(mean) else math.nan))
        if not math.isfinite(mean):
            break
    return points


def draw_curves(curves: Sequence[Curve], epochs: int, what: str, low: float, high: float, log: bool = False) -> str:
    """Draw one or two curves over epochs."""

    def x(epoch: float) -> float:
        return _LEFT + epoch / epochs * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        inside = min(max(value, low), high)
        part = math.log(inside / low) / math.log(high / low) if log else (inside - low) / (high - low)
        return _TOP + (1 - part) * (_HEIGHT - _TOP - _BOTTOM)

    cut = any(high < value < math.inf for curve in curves for _, value in curve.points)
    note = f'<text x="{_WIDTH - _RIGHT - 4}" y="{_TOP + 14}" text-anchor="end">cut off at the top</text>' if cut else ""
    drawn = "".join(_line(curve, place, x, y) for place, curve in reversed(list(enumerate(curves))))
    alt = html.escape(f"{what} over {epochs} epoch{'' if epochs == 1 else 's'}: {'; '.join(map(_spoken, curves))}")
    return (
        f'{_legend(curves)}<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{alt}" '
        f'style="width: 100%; max-width: {_WIDTH}px; font-size: 12px; display: block">'
        f"{_axes(epochs, what, _levels(low, high, log), x, y)}{drawn}{note}</svg>"
    )


def draw_losses(curves: Sequence[Curve], epochs: int, what: str) -> str:
    """Draw one or two curves of losses from 0 on; a loss beyond all bounds must not flatten everything else."""
    values = [value for curve in curves for _, value in curve.points if math.isfinite(value)]
    starts = [curve.points[0][1] for curve in curves if curve.points and math.isfinite(curve.points[0][1])]
    ends = max(values, default=0), 2 * max([*starts, 0.06])
    return draw_curves(curves, epochs, what, 0, round_top(max(0.12, min(ends))))


def round_top(value: float) -> float:
    """Give the next number above that is easily halved, for the top of an axis."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(round(part * power, 9) for part in (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10) if part * power >= value - 1e-12)


def _levels(low: float, high: float, log: bool) -> list[tuple[float, str]]:
    if not log:
        return [(level, short(level, 3)) for level in (low, (low + high) / 2, high)]
    first, last = round(math.log10(low)), round(math.log10(high))
    step = max(1, (last - first) // 4)
    powers = range(first, last + 1, step)
    return [(10.0**power, f"{10.0**power:g}" if -4 < power < 4 else f"1e{power}") for power in powers]


def _axes(
    epochs: int,
    what: str,
    levels: Sequence[tuple[float, str]],
    x: Scale,
    y: Scale,
) -> str:
    line = 'style="stroke: var(--course-line); stroke-width: 0.7"'
    across = "".join(
        f'<path d="M{_LEFT} {y(level):.1f}H{_WIDTH - _RIGHT}" {line}/>'
        f'<text x="{_LEFT - 6}" y="{y(level) + 4:.1f}" text-anchor="end">{text}</text>'
        for level, text in levels
    )
    down = "".join(
        f'<path d="M{x(epoch):.1f} {_TOP}V{_HEIGHT - _BOTTOM}" {line}/>'
        f'<text x="{x(epoch):.1f}" y="{_HEIGHT - _BOTTOM + 15}" text-anchor="middle">{epoch}</text>'
        for epoch in range(0, epochs + 1, -(-epochs // _MOST_EPOCHS))
    )
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    return (
        f'{across}{down}<text x="{(_LEFT + _WIDTH) / 2:.0f}" y="{_HEIGHT - 6}" text-anchor="middle">epochs</text>'
        f'<text transform="rotate(-90 12 {middle:.0f})" x="12" y="{middle:.0f}" text-anchor="middle">{what}</text>'
    )


def _line(curve: Curve, place: int, x: Scale, y: Scale) -> str:
    finite = [(x(epoch), y(value)) for epoch, value in curve.points if value == value]
    points = " ".join(f"{right:.1f},{down:.1f}" for right, down in finite)
    drawn = f'<polyline points="{points}" style="{_STYLES[place]}"/>'
    if len(curve.points) <= 10:  # few points are marked: one alone would not be seen as a line
        shape = '<circle cx="{:.1f}" cy="{:.1f}" r="4.5" style="{}"/>'
        if place:
            shape = '<path d="M{:.1f} {:.1f}m-5 -5h10v10h-10z" style="{}"/>'
        drawn += "".join(shape.format(*point, _FILLS[place]) for point in finite)
    lost = next((x(epoch) for epoch, value in curve.points if value != value), None)
    if lost is not None:
        top = _TOP + 12 + 20 * place
        cross = (
            f'<path d="M{lost - 5:.1f} {top - 5}l10 10m0 -10l-10 10" style="{_STYLES[place]}; stroke-dasharray: none"/>'
        )
        right = lost < _WIDTH * 0.6
        side = f'x="{lost + 10:.1f}"' if right else f'x="{lost - 10:.1f}" text-anchor="end"'
        drawn += f'{cross}<text {side} y="{top + 4}">{html.escape(curve.name)}: nan from here on</text>'
    return drawn


def _legend(curves: Sequence[Curve]) -> str:
    if len(curves) == 1:
        return ""
    entries = "".join(
        '<span style="white-space: nowrap"><svg aria-hidden="true" width="34" height="10" '
        f'style="vertical-align: middle"><path d="M1 5h32" style="{_STYLES[place]}"/></svg> '
        f"{html.escape(curve.name)} ({LINES[place]})</span>"
        for place, curve in enumerate(curves)
    )
    return f'<p style="margin: 0 0 0.3em; display: flex; flex-wrap: wrap; gap: 0.2em 1.5em">{entries}</p>'


def _spoken(curve: Curve) -> str:
    if not curve.points:
        return f"{curve.name}, nothing yet"
    first, last = (f"{curve.points[place][1]:.3g}" for place in (0, -1))
    return f"{curve.name} from {first} to {last}" if len(curve.points) > 1 else f"{curve.name} at {first}"
