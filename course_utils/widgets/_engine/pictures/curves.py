"""One or two curves as SVG, told apart by solid and dashed lines and by their names as well as by colour."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.parts import element
from course_utils.widgets._engine.pictures.axes import Axes, Scale, Tick, named
from course_utils.widgets._engine.pictures.svg import Point, Svg

_WIDTH, _HEIGHT = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 14, 14, 46
_MOST_POINTS, _MOST_EPOCHS = 150, 10  # drawn, and named under the axis
_COLOURS, _DASHES = ("blue", "orange"), ("", "7 4")
LINES = ("solid", "dashed")
_NOTES = 5  # that have room beside each other
_USUAL = 0.9  # so large a share of the losses must have room in the picture


@dataclass(frozen=True)
class Curve:
    """Something to draw."""

    name: str  # what it is
    points: Sequence[Point]  # from left to right; a y that is no number ends the line, and a cross stands there


def thinned(losses: Sequence[float], batches: int, total: int) -> list[Point]:
    """Turn losses into points over epochs, each the mean of a few batches, so that 150 points are enough."""
    size, points = _thinning(total), []
    # The first loss stands alone: it is that of the untrained network, whatever comes after it.
    for start, end in [(0, 1), *((start, start + size) for start in range(1, len(losses), size))]:
        part = losses[start:end]
        mean = sum(part) / len(part) if part else 0.0
        if part:
            points.append(((start + len(part) / 2) / batches, mean if math.isfinite(mean) else math.nan))
        if not math.isfinite(mean):
            break
    return points


def means(*totals: int) -> str:
    """Say of trainings with so many batches how many losses a point is the mean of; "" where it is one."""
    sizes = {_thinning(total) for total in totals}
    return "" if sizes == {1} else f"{'up to ' if len(sizes) > 1 else ''}{max(sizes)} batches"


def _thinning(total: int) -> int:
    """Say how many batches one point stands for."""
    return max(1, math.ceil((total - 1) / (_MOST_POINTS - 1)))


def draw_curves(
    curves: Sequence[Curve],
    epochs: int,
    what: str,
    low: float,
    high: float,
    log: bool = False,
    notes: Mapping[float, str] | None = None,
    size: Point = (_WIDTH, _HEIGHT),
    each_of: str = "",
) -> Element:
    """Draw one or two curves over epochs; `notes` stand at the top, each at its place: how far epochs are.

    A point may be the mean `each_of` several batches, see :func:`means`.
    """
    width, height = size
    cut = any(high < value < math.inf for curve in curves for _, value in curve.points)
    alt = f"{what} over {epochs} epoch{'' if epochs == 1 else 's'}: {'; '.join(map(_spoken, curves))}"
    if notes:
        alt += f"; {'; '.join(f'after epoch {epoch:g}: {told}' for epoch, told in notes.items())}"
    svg = Svg(width, height, alt, most=max(width, 760))
    axes = Axes(Scale(0, epochs, _LEFT, width - _RIGHT), Scale(low, high, height - _BOTTOM, _TOP, log))
    each = -(-epochs // _MOST_EPOCHS)
    across = f"epochs (each point: mean of {each_of})" if each_of else "epochs"
    axes.draw(svg, across, what, named(range(0, epochs + 1, each)), _levels(low, high, log))
    for place, curve in reversed(list(enumerate(curves))):
        _line(svg, curve, place, axes)
    for epoch, told in (notes or {}).items():
        x = axes.x(epoch)
        svg.line([(x, _TOP), (x, height - _BOTTOM)], "green", 1.5, dashed="2 3")
        svg.text(x - 5, _TOP + 14, told, "end", bold=True)
    if cut:
        # On the side where no curve runs along the top: one that is cut off at its end grew, the others fall.
        grew = any(high < curve.points[-1][1] < math.inf for curve in curves if curve.points)
        at, anchor = (_LEFT + 4, "start") if grew else (width - _RIGHT - 4, "end")
        svg.text(at, _TOP + (30 if notes else 14), "cut off at the top", anchor)
    return element("div", None, *_legend(curves), svg.part)


def draw_losses(
    curves: Sequence[Curve],
    epochs: int,
    what: str,
    notes: Mapping[float, str] | None = None,
    size: Point = (_WIDTH, _HEIGHT),
    each_of: str = "",
) -> Element:
    """Draw one or two curves of losses from 0 on."""
    return draw_curves(curves, epochs, what, 0, top_of_losses(curves), notes=notes, size=size, each_of=each_of)


def top_of_losses(curves: Sequence[Curve]) -> float:
    """Say where the axis of losses ends: a few high ones must not flatten what comes after them."""
    ends = [0.12]
    for losses in ([value for _, value in curve.points] for curve in curves):
        finite = sorted(filter(math.isfinite, losses))
        if finite and math.isfinite(losses[0]):
            usual = finite[int(_USUAL * (len(finite) - 1))]
            ends.append(max(losses[0], min(usual, 2 * losses[0])))
    return round_top(max(ends))


def chosen_notes(tests: Sequence[Point], epochs: int) -> list[Point]:
    """Choose the tests that are named on a curve: where there are many, some of them and the latest."""
    every, latest = math.ceil(epochs / _NOTES), tests[-1][0] if tests else 0
    return [one for one in tests if one[0] == latest or (one[0] % every == 0 and latest - one[0] >= every)]


def round_top(value: float) -> float:
    """Give the next number above that is easily halved, for the top of an axis."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(round(part * power, 9) for part in (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10) if part * power >= value - 1e-12)


def _levels(low: float, high: float, log: bool) -> list[Tick]:
    if not log:
        return [(level, short(level, 3) if level < 1e5 else f"{level:.0e}") for level in (low, (low + high) / 2, high)]
    first, last = round(math.log10(low)), round(math.log10(high))
    step = max(1, (last - first) // 4)
    powers = range(first, last + 1, step)
    return [(10.0**power, f"{10.0**power:g}" if -4 < power < 4 else f"1e{power}") for power in powers]


def _line(svg: Svg, curve: Curve, place: int, axes: Axes) -> None:
    colour = _COLOURS[place]
    finite = [(axes.x(epoch), axes.y.clamped(value)) for epoch, value in curve.points if value == value]
    svg.line(finite, colour, 2, dashed=_DASHES[place])
    if len(curve.points) <= 10:  # few points are marked: one alone would not be seen as a line
        for x, y in finite:
            if place:
                svg.rectangle(x - 5, y - 5, 10, 10, colour)
            else:
                svg.dot(x, y, 4.5, colour)
    lost = next((axes.x(epoch) for epoch, value in curve.points if value != value), None)
    if lost is not None:
        top = _TOP + 12 + 20 * place
        svg.cross(lost, top, colour=colour)
        beside = (lost + 10, "start") if lost < svg.width * 0.6 else (lost - 10, "end")
        svg.text(beside[0], top + 4, f"{curve.name}: nan from here on", beside[1])


def _legend(curves: Sequence[Curve]) -> list[Element]:
    if len(curves) == 1:
        return []
    entries = []
    for place, curve in enumerate(curves):
        sample = Svg(34, 10, f"a {LINES[place]} line", most=34)
        sample.line([(1, 5), (33, 5)], _COLOURS[place], 2, dashed=_DASHES[place])
        sample.part.set("style", "width: 34px; vertical-align: middle")
        style = "white-space: nowrap"
        entries.append(element("span", {"style": style}, sample.part, f" {curve.name} ({LINES[place]})"))
    style = "margin: 0 0 0.3em; display: flex; flex-wrap: wrap; gap: 0.2em 1.5em"
    return [element("p", {"style": style}, *entries)]


def _spoken(curve: Curve) -> str:
    if not curve.points:
        return f"{curve.name}, nothing yet"
    first, last = (f"{curve.points[place][1]:.3g}" for place in (0, -1))
    return f"{curve.name} from {first} to {last}" if len(curve.points) > 1 else f"{curve.name} at {first}"
