"""A loss over two weights as a map, whose contours are ellipses, for it is quadratic; and a path over it."""

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Control
from course_utils.widgets._engine.hands import grab
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.pictures.axes import Axes, Scale, Tick
from course_utils.widgets._engine.pictures.svg import Point, Svg
from course_utils.widgets.gradient_descent.loss_bowl import Bowl, Weights

_SIDE = 480  # of the map, without the axes
_LEFT, _TOP = 66, 30
_LEVELS = 0.13, 0.12, 0.11, 0.105, 0.1, 0.097
_TICK = 0.1
_APART = 19  # pixels between a number on the path and its neighbours
_START = -10, 26  # from the start to its name, right and down
_NAME = 44, 20  # how wide and high the name of the start is, below it
_DEEPEST, _LIGHTER = 0.6, 0.3  # how blue the highest losses are, and how much of it each contour takes away inside


def draw_map(bowl: Bowl, path: Sequence[Weights], rate: float, across: Control, upwards: Control) -> Element:
    """Draw contours, a path, and at its end the slope and the step that follows from it."""
    axes = Axes(Scale(across.low, across.high, 0, _SIDE), Scale(upwards.low, upwards.high, _SIDE, 0))
    places = [axes.at(*weights) for weights in path]
    inside = [0 <= x <= _SIDE and 0 <= y <= _SIDE for x, y in places]
    last = len(path) - 1
    slope = bowl.gradient(path[-1])
    alt = (
        f"Map of the loss over the two weights, lowest at {_pair(bowl.bottom)}; the path begins at {_pair(path[0])}, "
        f"step {last} at {_pair(path[-1])}{'' if inside[-1] else ', outside the map'}, with the slope {_pair(slope)}"
    )
    svg = Svg(_LEFT + _SIDE + 14, _TOP + _SIDE + 44, alt, most=620, size=14)
    outside = Axes(
        Scale(across.low, across.high, _LEFT, _LEFT + _SIDE), Scale(upwards.low, upwards.high, _TOP + _SIDE, _TOP)
    )
    outside.draw(svg, across.label, upwards.label, _ticks(across), _ticks(upwards), lines=False)
    window = svg.window(_LEFT, _TOP, _SIDE, _SIDE)
    _contours(window, bowl, axes)
    _path(window.window(0, 0, _SIDE, _SIDE), places, inside)
    arrows = window.window(0, 0, _SIDE, _SIDE)
    if inside[-1]:
        _arrows(arrows, axes, path[-1], slope, rate)
    window.dot(*places[0], 9, "ink", open_=True)
    window.dot(*places[-1], 6, "orange")
    window.text(*_beside(places[0], *_START), "start", bold=True)
    if not inside[-1]:
        window.text(_SIDE - 8, _SIDE - 12, f"step {last} is outside the map", "end", bold=True)
    svg.rectangle(_LEFT, _TOP, _SIDE, _SIDE, stroke="ink")
    svg.arrow((_LEFT, 14), (_LEFT + 40, 14), "ink", 2.5, dashed="6 4")
    svg.text(_LEFT + 48, 19, "slope: uphill", "start")
    svg.arrow((_LEFT + 170, 14), (_LEFT + 210, 14), "green", 4)
    svg.text(_LEFT + 218, 19, "next step", "start")
    at = {across.name: path[0][0], upwards.name: path[0][1]}
    svg.area(_LEFT, _TOP, _SIDE, _SIDE, grab("start", across=across, upwards=upwards, at=at))
    return svg.part


def _contours(svg: Svg, bowl: Bowl, axes: Axes) -> None:
    """Colour the map, the deeper the higher the loss, with a line and a number at each level."""
    (x, y), (steep, flat, angle) = axes.at(*bowl.bottom), bowl.axes
    lowest, scale = bowl.loss(bowl.bottom), axes.x(1) - axes.x(0)
    svg.rectangle(0, 0, _SIDE, _SIDE, "blue", opacity=_DEEPEST)
    for level in _LEVELS:
        radii = [math.sqrt(2 * (level - lowest) / curvature) * scale for curvature in (steep, flat)]
        turned = -math.degrees(angle)
        svg.ellipse(x, y, (radii[0], radii[1]), turned, "soft", "ground", _LIGHTER)
    # A number stands where the contour crosses a line downwards that paths seldom take.
    line = (bowl.bottom[0] - 0.5, bowl.bottom[1] - 1.0)
    for level in _LEVELS:
        away = math.sqrt((level - lowest) / (bowl.loss(line) - lowest)) * scale
        if y + away < _SIDE - 12:
            svg.text(x - away / 2, y + away + 5, f"loss {level:g}")
    svg.cross(x, y, 6)
    svg.text(x + 12, y + 18, "lowest", "start")


def _path(svg: Svg, places: Sequence[Point], inside: Sequence[bool]) -> None:
    """Draw the steps, with a number where there is room; the last number has precedence."""
    svg.line(places, "orange", 2)
    last = len(places) - 1
    dotted, numbered = (math.inf, math.inf), [places[0], places[last]]
    for step, (x, y) in enumerate(places):
        if not inside[step] or step == 0:
            continue
        if math.dist((x, y), dotted) >= 1:  # many steps at the bottom are one dot
            dotted = x, y
            svg.dot(x, y, 4, "orange")
        if step == last or all(math.dist((x, y), other) >= _APART for other in numbered):
            numbered.append((x, y))
            right, down = _beside((x, y), 7, -8)
            if not _on_the_name(right, down, places[0]):
                svg.text(right, down, str(step), "start", bold=True)


def _on_the_name(x: float, y: float, start: Point) -> bool:
    """Say whether a number at a place would lie on the name of the start."""
    left, base = _beside(start, *_START)
    return left - _NAME[1] < x < left + _NAME[0] and abs(y - base) < _NAME[1]


def _arrows(svg: Svg, axes: Axes, weights: Weights, slope: Weights, rate: float) -> None:
    """Draw the slope, which leads up, and the step that follows from it; both as long as they are on the map."""
    start = axes.at(*weights)
    up = axes.at(weights[0] + slope[0], weights[1] + slope[1])
    down = axes.at(weights[0] - rate * slope[0], weights[1] - rate * slope[1])
    svg.arrow(start, up, "ink", 2.5, dashed="6 4")
    svg.arrow(start, down, "green", 4)


def _beside(place: Point, right: float, down: float) -> Point:
    """Find a place for a short text near a point, inside the map."""
    return min(max(place[0] + right, 24), _SIDE - 40), min(max(place[1] + down, 14), _SIDE - 6)


def _ticks(control: Control) -> list[Tick]:
    count = round((control.high - control.low) / _TICK)
    return [(control.low + k * _TICK, short(control.low + k * _TICK, 1)) for k in range(count + 1)]


def _pair(weights: Weights) -> str:
    return f"({short(weights[0], 3)}, {short(weights[1], 3)})"
