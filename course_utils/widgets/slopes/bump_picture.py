"""The picture of ten outputs, of the one that is bumped, and of the slopes that were measured."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.hands import press
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.pictures.axes import Scale
from course_utils.widgets._engine.pictures.svg import Svg

_COLUMN, _LEFT = 65, 92
_WIDTH, _HEIGHT = _LEFT + 10 * _COLUMN, 366
_OUTPUT = Scale(0, 1, 156, 50)
_SLOPE = Scale(-0.04, 0.04, 318, 218)  # the slopes of the ten outputs end there
_BAR = 24


def draw_outputs(
    pred: Sequence[float],
    label: int,
    chosen: int | None,
    bump: float,
    slopes: Mapping[int, float],
    rules: Mapping[int, float],
) -> Element:
    """Draw a bar for each output with its target, and below it the slope, as measured and as the formula gives it."""
    alt = "; ".join(
        f"output {k} is {short(output, 2)}, target {int(k == label)}"
        + (f", bumped by {short(bump, 3)}" if k == chosen else "")
        + (f", slope measured {short(slopes[k], 4)}, by the formula {short(rules[k], 4)}" if k in slopes else "")
        for k, output in enumerate(pred)
    )
    svg = Svg(_WIDTH, _HEIGHT, alt, most=860, size=14)
    for k in range(len(pred)):
        svg.rectangle(_LEFT + k * _COLUMN + 2, 2, _COLUMN - 4, _HEIGHT - 28, stroke="line", radius=6)
    svg.text(0, 18, "output", "start")
    for scale, name in ((_OUTPUT, "value"), (_SLOPE, "slope")):
        svg.text(0, (scale.start + scale.end) / 2, name, "start")
        for value in sorted({scale.low, 0, scale.high}):
            svg.line([(_LEFT, scale(value)), (_WIDTH, scale(value))], "line", 1.2 if value == 0 else 0.7)
            svg.text(_LEFT - 8, scale(value) + 5, short(value, 2), "end")
    for k, output in enumerate(pred):
        middle = _LEFT + (k + 0.5) * _COLUMN
        _draw_output(svg, middle, k, output, int(k == label), bump if k == chosen else 0)
        if k in slopes:
            _draw_slope(svg, middle, slopes[k], rules[k])
        else:
            svg.text(middle, _SLOPE(0) + 5, "?", colour="soft")
    if slopes:
        svg.text(_WIDTH, _HEIGHT - 4, "green bar: measured with the bump; thin line: the formula", "end", colour="soft")
    for k in range(len(pred)):
        svg.area(_LEFT + k * _COLUMN + 2, 2, _COLUMN - 4, _HEIGHT - 28, press(f"bump output {k}", output=str(k)))
    return svg.part


def _draw_output(svg: Svg, middle: float, k: int, output: float, target: int, bump: float) -> None:
    """Draw an output with its index and its number, its target, and the arrow of its bump."""
    svg.text(middle, 18, str(k), bold=bool(bump))
    svg.rectangle(middle - _BAR / 2, _OUTPUT(0), _BAR, _OUTPUT(output) - _OUTPUT(0), "blue")
    aim = _OUTPUT(target)
    svg.line([(middle - 20, aim), (middle + 20, aim)], "orange", 3)
    if target:
        svg.text(middle, aim - 8, "target 1")
    top = _OUTPUT(output + bump)
    if bump:
        svg.rectangle(middle - _BAR / 2, _OUTPUT(output), _BAR, top - _OUTPUT(output), "green")
        svg.arrow((middle - 22, top + 2), (middle - 22, top - 22), "green", 3)
    svg.text(middle, _OUTPUT(0) + 19, short(output + bump, 3), bold=bool(bump))


def _draw_slope(svg: Svg, middle: float, slope: float, rule: float) -> None:
    """Draw a slope as it was measured, as a bar, and the line of the formula across it."""
    end = _SLOPE.clamped(slope)
    svg.rectangle(middle - _BAR / 2, _SLOPE(0), _BAR, end - _SLOPE(0), "green")
    svg.line([(middle - 20, _SLOPE(rule)), (middle + 20, _SLOPE(rule))], "ink", 2.5)
    svg.text(middle, _SLOPE(0) - 8 if slope < 0 else _SLOPE(0) + 19, short(slope, 4))
