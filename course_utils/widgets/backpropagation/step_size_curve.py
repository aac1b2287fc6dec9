"""Errors of finite differences against their step sizes, both axes in powers of ten; the step is dragged in it."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Control, Value
from course_utils.widgets._engine.hands import cell_edges, grab
from course_utils.widgets._engine.pictures.axes import Axes, Scale
from course_utils.widgets._engine.pictures.svg import Svg

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 456, 262, 52, 450, 34, 216
_LOW, _HIGH = -16, 0  # powers of ten of the errors: below is rounding of a single number
_WAYS = ("up and down", "up only")


def error_plot(
    errors: Mapping[int, tuple[float, float]], enough: float, step: Control, at: Mapping[str, Value]
) -> Element:
    """Draw two curves of errors over the step size, and the step of `at` as a line that is dragged."""
    powers, chosen = sorted(errors), int(at[step.name])
    svg = Svg(_WIDTH, _HEIGHT, _alt(errors, chosen), most=560)
    apart = (_RIGHT - _LEFT) / len(powers)  # each step is as wide as every other
    across = Scale(10.0 ** powers[0], 10.0 ** powers[-1], _LEFT + apart / 2, _RIGHT - apart / 2, log=True)
    axes = Axes(across, Scale(10.0**_LOW, 10.0**_HIGH, _BOTTOM, _TOP, log=True))
    wide = Axes(Scale(0, 1, _LEFT, _RIGHT), axes.y)
    wide.draw(svg, "", "", [], [(10.0**power, _power(power)) for power in range(_LOW, _HIGH + 1, 4)])
    for power in powers[1::2]:
        svg.text(across(10.0**power), _BOTTOM + 17, _power(power), halo=False)
    svg.text((_LEFT + _RIGHT) / 2, _HEIGHT - 8, "step size of the finite difference", halo=False)
    svg.line([(_LEFT, axes.y(enough)), (_RIGHT, axes.y(enough))], "ink", 1, dashed="2 3")
    svg.text(_LEFT - 6, axes.y(enough) + 4, f"{enough:.0e}".replace("e-0", "e-"), "end")
    middle = across(10.0**chosen)
    svg.rectangle(middle - 4, _TOP, 8, _BOTTOM - _TOP, "green", opacity=0.45)
    svg.rectangle(middle - 9, _BOTTOM - 26, 18, 24, "green", radius=5)  # what one takes hold of
    for which in (1, 0):
        points = [(across(10.0**power), axes.y.clamped(errors[power][which])) for power in powers]
        svg.line(points, *_line(which)[:2], dashed=_line(which)[2])
        for power, (x, y) in zip(powers, points, strict=True):
            _mark(svg, which, x, y, power == chosen)
        sample = _LEFT + 150 * which
        svg.line([(sample, 14), (sample + 34, 14)], *_line(which)[:2], dashed=_line(which)[2])
        _mark(svg, which, sample + 17, 14, False)
        svg.text(sample + 42, 18, _WAYS[which], "start")
    edges = cell_edges(step)
    told = f"step size {_power(chosen)}"
    svg.area(
        _LEFT, _TOP, _RIGHT - _LEFT, _BOTTOM + 20 - _TOP, grab(step.label, across=step, at=at, edges=edges, told=told)
    )
    return svg.part


def _line(which: int) -> tuple[str, float, str]:
    return ("orange", 2, "6 4") if which else ("blue", 2, "")


def _mark(svg: Svg, which: int, x: float, y: float, large: bool) -> None:
    """Mark a point: with a square where the entry moves up only, with a dot where it moves up and down."""
    half = 6 if large else 3
    if which:
        svg.rectangle(x - half, y - half, 2 * half, 2 * half, "orange")
    else:
        svg.dot(x, y, half + 1, "blue")


def _alt(errors: Mapping[int, tuple[float, float]], chosen: int) -> str:
    powers: Sequence[int] = sorted(errors)
    parts = []
    for which, name in enumerate(_WAYS):
        best = min(powers, key=lambda power: (errors[power][which], -power))
        told = [f"{errors[power][which]:.0e} at {_power(power)}" for power in (powers[0], best, powers[-1])]
        parts.append(f"{name}: {told[0]}, smallest {told[1]}, {told[2]}")
    here = f"at the chosen step {_power(chosen)}: {errors[chosen][0]:.0e} and {errors[chosen][1]:.0e}"
    return f"Relative difference of finite difference and autograd against the step size; {'; '.join(parts)}; {here}"


def _power(power: int) -> str:
    return "1" if power == 0 else f"1e{power}"
