"""A loss over two weights as a map in SVG: its contours are ellipses, for it is quadratic; and a path over it."""

import html
import json
import math
from collections.abc import Callable, Sequence
from typing import Protocol

from course_utils.widgets._engine.numbers import short

GRID = 0.02  # how finely a start can be chosen
_SIDE = 320  # of the map, without the axes
_LEFT, _TOP = 52, 8
_LEVELS = 0.097, 0.1, 0.105, 0.11, 0.12, 0.13
_TICK = 0.1
_APART = 17  # pixels between a number on the path and its neighbours
_HALO = "paint-order: stroke; stroke: var(--course-ground); stroke-width: 4px; stroke-linejoin: round"

Weights = tuple[float, float]


class Quadratic(Protocol):
    """What the map needs to know of a loss."""

    @property
    def bottom(self) -> Weights:
        """The two weights with the lowest loss."""

    @property
    def axes(self) -> tuple[float, float, float]:
        """The largest and the smallest curvature, and the angle of the direction of the largest."""

    def loss(self, weights: Weights) -> float:
        """Give the loss at two weights."""


def draw_map(bowl: Quadratic, path: Sequence[Weights], across: Weights, up: Weights) -> str:
    """Draw contours and a path."""
    scale = _SIDE / (across[1] - across[0])

    def place(weights: Weights) -> Weights:
        return (weights[0] - across[0]) * scale, (up[1] - weights[1]) * scale

    places = [place(weights) for weights in path]
    inside = [0 <= x <= _SIDE and 0 <= y <= _SIDE for x, y in places]
    last = len(path) - 1
    where = f"step {last} at {_pair(path[-1])}" + ("" if inside[-1] else ", outside the map")
    label = (
        f"Map of the loss over the two weights, lowest at {_pair(bowl.bottom)}; the path begins at {_pair(path[0])}, "
        f"{where}"
    )
    count = round((across[1] - across[0]) / GRID) + 1
    click = html.escape(json.dumps({"x": ["across", count], "y": ["down", count]}))
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {_LEFT + _SIDE + 12} {_TOP + _SIDE + 44}" '
        f'style="width: 100%; max-width: {_LEFT + _SIDE + 12}px; font-size: 12px">'
        # A picture inside the picture cuts off what leaves the map.
        f'<svg x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}">'
        f"{_contours(bowl, place, scale)}{_path(places, inside)}{_cross(*place(bowl.bottom))}"
        f"{'' if inside[-1] else _text(_SIDE - 8, _SIDE - 10, f'step {last} is outside the map', anchor='end')}</svg>"
        f"{_axes(across, up, place)}"
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" data-click="{click}" '
        'style="fill: transparent; stroke: var(--course-ink)"/></svg>'
    )


def _contours(bowl: Quadratic, place: Callable[[Weights], Weights], scale: float) -> str:
    (x, y), (steep, flat, angle) = place(bowl.bottom), bowl.axes
    lowest = bowl.loss(bowl.bottom)
    drawn = []
    for level in _LEVELS:
        radii = [math.sqrt(2 * (level - lowest) / curvature) * scale for curvature in (steep, flat)]
        drawn.append(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{radii[0]:.1f}" ry="{radii[1]:.1f}" '
            f'transform="rotate({-math.degrees(angle):.2f} {x:.1f} {y:.1f})" '
            'style="fill: none; stroke: var(--course-blue)"/>'
        )
        # Its number stands where the contour crosses a line downwards that paths seldom take.
        line = (bowl.bottom[0] - 0.5, bowl.bottom[1] - 1.0)
        away = math.sqrt((level - lowest) / (bowl.loss(line) - lowest)) * scale
        if y + away < _SIDE - 12:
            drawn.append(_text(x - away / 2, y + away + 4, f"{level:g}"))
    return "".join(drawn)


def _path(places: Sequence[Weights], inside: Sequence[bool]) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    drawn = [f'<polyline points="{line}" style="fill: none; stroke: var(--course-orange); stroke-width: 1.5"/>']
    last = len(places) - 1
    dotted, numbered = (math.inf, math.inf), [places[last]]  # the last number has precedence
    for step, (x, y) in enumerate(places):
        if not inside[step]:
            continue
        if math.dist((x, y), dotted) >= 1:  # many steps at the bottom are one dot
            dotted = x, y
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" style="fill: var(--course-orange)"/>')
        if step == last or all(math.dist((x, y), other) >= _APART for other in numbered):
            numbered.append((x, y))
            drawn.append(_text(min(x + 6, _SIDE - 22), max(y - 6, 12), str(step), anchor="start", bold=True))
    return "".join(drawn)


def _cross(x: float, y: float) -> str:
    cross = 'style="stroke: var(--course-ink); stroke-width: 2"'
    return (
        f'<path d="M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10" {cross}/>'
        f'<path d="M{_SIDE - 68} 9l10 10m0 -10l-10 10" {cross}/>{_text(_SIDE - 8, 18, "lowest", anchor="end")}'
    )


def _axes(across: Weights, up: Weights, place: Callable[[Weights], Weights]) -> str:
    drawn = []
    for tick in range(round((across[1] - across[0]) / _TICK) + 1):
        right, top = across[0] + tick * _TICK, up[0] + tick * _TICK
        x, y = place((right, top))
        drawn.append(_text(_LEFT + x, _TOP + _SIDE + 16, short(right, 1)))
        drawn.append(_text(_LEFT - 6, _TOP + y + 4, short(top, 1), anchor="end"))
    drawn.append(_text(_LEFT + _SIDE / 2, _TOP + _SIDE + 34, "middle weight"))
    middle = _TOP + _SIDE / 2
    drawn.append(f'<text text-anchor="middle" transform="translate(14 {middle:.0f}) rotate(-90)">left weight</text>')
    return "".join(drawn)


def _text(x: float, y: float, text: str, anchor: str = "middle", bold: bool = False) -> str:
    weight = "; font-weight: bold" if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" style="{_HALO}{weight}">{text}</text>'


def _pair(weights: Weights) -> str:
    return f"({short(weights[0], 3)}, {short(weights[1], 3)})"
