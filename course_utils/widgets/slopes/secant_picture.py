"""The picture of a line through two points of a curve: as a whole, and through a lens that follows the step."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Control
from course_utils.widgets._engine.hands import grab
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.pictures.axes import Axes, Scale, named
from course_utils.widgets._engine.pictures.svg import Svg

_WIDTH, _HEIGHT = 760, 372
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 476, 12, 322
_X, _Y = (-2.0, 2.0), (-0.8, 4.0)
_LENS_LEFT, _LENS_TOP, _LENS = 506, 36, 250
_AXES = Axes(Scale(*_X, _LEFT, _RIGHT), Scale(*_Y, _BOTTOM, _TOP))
_ACROSS = (_RIGHT - _LEFT) / (_X[1] - _X[0])  # pixels for a difference of 1
_UPWARDS = (_BOTTOM - _TOP) / (_Y[1] - _Y[0])  # pixels for a squared error of 1


def draw_secant(
    curve: Callable[[float], float], point: Control, step: Control, at: Mapping[str, float], tangent: float | None
) -> Element:
    """Draw the curve, the line through the points at d and at d + h, and the tangent where it is known."""
    d, h = at["d"], at["h"]
    other = d + h
    slope = (curve(other) - curve(d)) / h if h else None
    alt = (
        f"The parabola d²; a point at d = {short(d, 2)} with the squared error {short(curve(d), 4)}, a second one at "
        f"{short(other, 4)} with {short(curve(other), 6)}"
    )
    alt += f"; the line through both has the slope {short(slope, 4)}" if slope is not None else "; no line"
    alt += f"; the tangent has the slope {short(tangent, 2)}" if tangent is not None else ""
    svg = Svg(_WIDTH, _HEIGHT, alt, most=860, size=14)
    _AXES.draw(svg, "difference d", "", named(range(-2, 3)), named(range(5)))
    svg.text(_LEFT + 8, _TOP + 14, "squared error d²", "start")
    window = svg.window(_LEFT, _TOP, _RIGHT - _LEFT, _BOTTOM - _TOP)
    inside = Axes(Scale(*_X, 0, window.width), Scale(*_Y, window.height, 0))
    _lines(window, inside, curve, d, slope, tangent)
    places = _AXES.at(d, curve(d)), _AXES.at(other, curve(other))
    svg.line([places[0], (places[0][0], _AXES.y(0))], "ink", 1, dashed="2 3")
    svg.line([places[1], (places[1][0], _AXES.y(0))], "ink", 1, dashed="2 3")
    _draw_step(svg, d, h)
    svg.dot(*places[1], 10, "orange", open_=True)  # a ring around the dot where the step is small
    svg.dot(*places[0], 6, "blue")
    _lens(svg, curve, d, h, slope, tangent)
    whole = (_LEFT, _TOP, _RIGHT - _LEFT, _BOTTOM - _TOP)
    first = grab("point", across=point, at=at, edges={point.name: _X})
    svg.knob(*whole, [places[0], (places[0][0], _AXES.y(-0.4))], first, 22)
    second = grab("second point", across=step, at=at, edges={step.name: (_X[0] - d, _X[1] - d)})
    svg.knob(*whole, [places[1]], second)
    return svg.part


def _draw_step(svg: Svg, d: float, h: float) -> None:
    """Draw the step below the axis, as an arrow from one point to the other."""
    start, end, y = _AXES.x(d), _AXES.x(d + h), _AXES.y(-0.28)
    svg.arrow((start, y), (end, y), "orange", 2.5)
    svg.line([(start - 6, y + 16), (start, y + 6), (start + 6, y + 16), (start - 6, y + 16)], "blue", 1, fill="blue")
    svg.text((start + end) / 2 + (14 if h >= 0 else -14), y + 17, f"step {short(h, 7)}", "start" if h >= 0 else "end")


def _lines(
    svg: Svg, axes: Axes, curve: Callable[[float], float], d: float, slope: float | None, tangent: float | None
) -> None:
    """Draw the curve and the lines through its point at d."""
    ends = axes.x.low, axes.x.high  # the widest line first: they lie on each other where the step is small
    if tangent is not None:
        svg.line([axes.at(x, curve(d) + tangent * (x - d)) for x in ends], "green", 9, dashed="10 8")
    if slope is not None:
        svg.line([axes.at(x, curve(d) + slope * (x - d)) for x in ends], "orange", 5 if tangent is not None else 2.5)
    axes.curve(svg, curve)


def _lens(
    svg: Svg, curve: Callable[[float], float], d: float, h: float, slope: float | None, tangent: float | None
) -> None:
    """Draw what lies around both points so large that the step fills the lens, as wide as high as in the whole."""
    svg.rectangle(_LENS_LEFT, _LENS_TOP, _LENS, _LENS, "ground", stroke="ink")
    if slope is None:
        svg.text(_LENS_LEFT + _LENS / 2, _LENS_TOP + _LENS / 2, "no step, no secant")
        return
    rise = slope * h
    larger = max(1.0, 0.6 * _LENS / max(abs(h) * _ACROSS, abs(rise) * _UPWARDS))
    across, upwards = _LENS / _ACROSS / larger, _LENS / _UPWARDS / larger
    middle = d + h / 2, curve(d) + rise / 2
    window = svg.window(_LENS_LEFT, _LENS_TOP, _LENS, _LENS)
    axes = Axes(
        Scale(middle[0] - across / 2, middle[0] + across / 2, 0, _LENS),
        Scale(middle[1] - upwards / 2, middle[1] + upwards / 2, _LENS, 0),
    )
    _lines(window, axes, curve, d, slope, tangent)
    start, corner, end = axes.at(d, curve(d)), axes.at(d + h, curve(d)), axes.at(d + h, curve(d + h))
    window.arrow(start, corner, "ink", 1.5)
    window.arrow(corner, end, "ink", 1.5)
    window.dot(*end, 10, "orange", open_=True)
    window.dot(*start, 6, "blue")
    if tangent is not None:
        place = (_LENS - 10, "end") if tangent >= 0 else (10, "start")
        window.text(place[0], _LENS - 12, "dashed: the tangent", place[1])
    below = 17 if rise >= 0 else -8
    window.text((start[0] + corner[0]) / 2, start[1] + below, f"step {short(h, 7)}")
    right, below = _LENS_LEFT + _LENS, _LENS_TOP + _LENS
    svg.text(right, below + 21, f"change {short(rise, 10)}", "end")
    svg.text(right, below + 42, f"/ step {short(h, 7)}", "end")
    svg.text(right, below + 63, f"= slope {short(slope, 4)}", "end", bold=True)
    rounded = float(f"{larger:.2g}")
    times = f"{rounded:,.{0 if larger > 9 else 1}f} times larger" if larger > 1.05 else "as large as on the left"
    svg.text(_LENS_LEFT, _LENS_TOP - 10, f"lens: {times}", "start")
