"""Errors against step sizes as SVG, both axes in powers of ten."""

import math
from collections.abc import Mapping

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 380, 270, 50, 366, 34, 226
_LOW, _HIGH = -16, 0  # powers of ten of the errors: below is rounding of a single number
_HALO = "paint-order: stroke; stroke: var(--course-ground); stroke-width: 4px; stroke-linejoin: round"


def error_plot(errors: Mapping[int, tuple[float, float]], chosen: int, enough: float) -> str:
    """Draw two curves of errors over the step size, and mark one step."""
    powers = sorted(errors)

    def x(power: float) -> float:
        return _LEFT + 14 + (power - powers[0]) / (powers[-1] - powers[0]) * (_RIGHT - _LEFT - 28)

    def y(error: float) -> float:
        power = math.log10(error) if error > 0 else _LOW
        return _BOTTOM - (min(max(power, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW) * (_BOTTOM - _TOP)

    axes = [
        f'<path d="M{_LEFT} {y(10.0**power):.1f}H{_RIGHT}" style="stroke: var(--course-line); stroke-width: 0.5"/>'
        + _text(_LEFT - 6, y(10.0**power) + 4, _power(power), "end")
        for power in range(_LOW, _HIGH + 1, 4)
    ]
    axes += [_text(x(power), _BOTTOM + 18, _power(power)) for power in powers[1::2]]
    axes.append(_text((_LEFT + _RIGHT) / 2, _HEIGHT - 6, "step size of the finite difference"))
    axes.append(_text(_LEFT - 6, y(enough) + 4, f"{enough:.0e}".replace("e-0", "e-"), "end"))
    axes.append(
        f'<path d="M{_LEFT} {y(enough):.1f}H{_RIGHT}" '
        'style="stroke: var(--course-ink); stroke-width: 1; stroke-dasharray: 2 3"/>'
    )
    middle = x(chosen)
    drawn = [
        f'<path d="M{middle:.1f} {_TOP}V{_BOTTOM}" style="stroke: var(--course-ink); stroke-width: 2"/>',
        _curve([(x(power), y(errors[power][1])) for power in powers], "orange", dashed=True),
        _curve([(x(power), y(errors[power][0])) for power in powers], "blue", dashed=False),
    ]
    for power in powers:
        drawn.append(_square(x(power), y(errors[power][1]), 6 if power == chosen else 3))
        drawn.append(_dot(x(power), y(errors[power][0]), 7 if power == chosen else 3.5))
    return (
        f'<svg role="img" aria-label="{_label(errors, chosen)}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'style="width: 100%; max-width: {_WIDTH}px; font-size: 12px">{_legend()}{"".join(axes)}{"".join(drawn)}</svg>'
    )


def _label(errors: Mapping[int, tuple[float, float]], chosen: int) -> str:
    powers = sorted(errors)
    parts = []
    for which, name in enumerate(("up and down", "up only")):
        best = min(powers, key=lambda power: (errors[power][which], -power))
        told = [f"{errors[power][which]:.0e} at {_power(power)}" for power in (powers[0], best, powers[-1])]
        parts.append(f"{name}: {told[0]}, smallest {told[1]}, {told[2]}")
    here = f"at the chosen step {_power(chosen)}: {errors[chosen][0]:.0e} and {errors[chosen][1]:.0e}"
    return f"Relative difference of finite difference and autograd against the step size; {'; '.join(parts)}; {here}"


def _legend() -> str:
    return (
        f"{_curve([(_LEFT, 12), (_LEFT + 28, 12)], 'blue', dashed=False)}{_dot(_LEFT + 14, 12, 3.5)}"
        f"{_text(_LEFT + 34, 16, 'up and down', 'start')}"
        f"{_curve([(_LEFT + 140, 12), (_LEFT + 168, 12)], 'orange', dashed=True)}{_square(_LEFT + 154, 12, 3)}"
        f"{_text(_LEFT + 174, 16, 'up only', 'start')}"
    )


def _curve(points: list[tuple[float, float]], colour: str, dashed: bool) -> str:
    dashes = "; stroke-dasharray: 6 4" if dashed else ""
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{line}" style="fill: none; stroke: var(--course-{colour}); stroke-width: 2{dashes}"/>'


def _dot(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" style="fill: var(--course-blue)"/>'


def _square(x: float, y: float, half: float) -> str:
    side = 2 * half
    style = "fill: var(--course-orange)"
    return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{side:g}" height="{side:g}" style="{style}"/>'


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" style="{_HALO}">{text}</text>'


def _power(power: int) -> str:
    return "1" if power == 0 else f"1e{power}"
