"""Widget of lesson 03: ten outputs to drag, and how wrong they are.

``sum of squares = Σ (pred - target)²``, ``distance = √sum``, ``MSE = sum / 10``.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Value, button, choice, held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import grab
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets._engine.pictures.svg import Svg

PRED = (0.1, 0.01, 0.01, 0.03, 0.01, 0.8, 0.01, 0.01, 0.01, 0.01)
_PRESETS = {"zeros": (0.0,) * 10, "tenths": (0.1,) * 10, "first": PRED}
_LOW, _HIGH = -0.5, 1.5
_OUTPUTS = [held(f"output{k}", f"output {k}", _LOW, _HIGH, PRED[k], 0.05) for k in range(10)]
# The picture: a column for each output, and a last one for all together.
_COLUMN, _LEFT, _TOP, _UNIT = 57, 70, 24, 92  # pixels; a unit is how long a bar of 1 and the side of a square of 1 are
_ZERO = _TOP + _HIGH * _UNIT
_FLOOR = _TOP + (_HIGH - _LOW) * _UNIT
_ALL, _MOST = _LEFT + 10 * _COLUMN + 10, 1.35  # where the square of all together stands, and the longest side with room
_WIDTH, _HEIGHT, _BAR = _ALL + 150, _FLOOR + 92, 14
_STAGGER = 18  # the squares of odd outputs stand lower: side by side there is no room for all their digits


def squares(pred: Sequence[float], label: int) -> list[float]:
    """Square the difference between each output and its target.

    Examples
    --------
    >>> [round(part, 2) for part in squares([0.1] * 10, 9)]
    [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.81]
    """
    differences = [output - (place == label) for place, output in enumerate(pred)]
    return [difference * difference for difference in differences]


def mixer_view(*, label: str, zeros: int, tenths: int, first: int, **outputs: float) -> View:
    """Show each output as a bar, its difference from the target as a square, and what all squares give together."""
    target, pred = int(label), [outputs[control.name] for control in _OUTPUTS]
    parts = squares(pred, target)
    total = math.fsum(parts)  # rounds the same in every Python, as sum does not
    whose = _most(parts, total)
    text = (
        f"MSE = {short(total, 4)} / 10 = {short(total / 10, 5)}: the ten squares make {short(total, 4)}, and "
        f"√{short(total, 4)} = {short(math.sqrt(total), 4)} is the distance{whose}."
    )
    there = [name for name, preset in _PRESETS.items() if pred == list(preset)]
    return View(text, _picture(pred, target, parts, outputs), idle=there)


def _most(parts: Sequence[float], total: float) -> str:
    """Say which output adds the most; where more than two add as much, that is no news."""
    if not total:
        return "; every output is right"
    largest = round(max(parts), 6)
    most = [place for place in range(10) if round(parts[place], 6) == largest]
    share = f"{100 * parts[most[0]] / total:.0f} %"
    if len(most) > 2:
        return ""
    if len(most) == 2:
        return f"; outputs {most[0]} and {most[1]} add the most, {share} each"
    return f"; output {most[0]} adds the most, {share}"


def mixer_link(changed: Collection[str], **values: Value) -> Mapping[str, Value]:
    """Let a button set all ten outputs."""
    for name, outputs in _PRESETS.items():
        if name in changed:
            return {control.name: output for control, output in zip(_OUTPUTS, outputs, strict=True)}
    return {}


def loss_mixer() -> Guided:
    """Show ten outputs to drag, and the squared error, the distance and the MSE that they give.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> print(loss_mixer().text[:61])
    MSE = 0.0516 / 10 = 0.00516: the ten squares make 0.0516, and
    """
    return Guided(
        "Loss mixer",
        "Drag a bar's knob: each output adds the square of what it is off by. The MSE is the mean of the ten squares.",
        [
            *_OUTPUTS,
            choice("label", "label", [str(digit) for digit in range(10)], "5"),
            button("zeros", "all zeros"),
            button("tenths", "all 0.1"),
            button("first", "as at the beginning"),
        ],
        mixer_view,
        mixer_link,
        longest=(
            "MSE = 10.6175 / 10 = 1.06175: the ten squares make 10.6175, and √10.6175 = 3.2585 is the distance; "
            "outputs 0 and 7 add the most, 21 % each."
        ),
    )


def _picture(pred: Sequence[float], label: int, parts: Sequence[float], outputs: Mapping[str, float]) -> Element:
    """Draw a bar to each output, and beside it the square whose side lies between the bar's end and the target."""
    total = math.fsum(parts)
    alt = "; ".join(
        f"output {k} is {fixed(pred[k], 2)}, target {int(k == label)}, square {fixed(parts[k], 4)}" for k in range(10)
    )
    alt += f"; all ten squares together {fixed(total, 4)}, their mean {fixed(total / 10, 5)}"
    svg = Svg(_WIDTH, _HEIGHT, alt, most=860, size=14)
    for value in (0, 1):
        svg.line([(_LEFT, _ZERO - value * _UNIT), (_LEFT + 10 * _COLUMN, _ZERO - value * _UNIT)], "line", 0.7)
        svg.text(_LEFT - 8, _ZERO - value * _UNIT + 5, str(value), "end")
    rows = [_FLOOR + 22, _FLOOR + 43, _FLOOR + 64]
    for y, name in zip(rows, ("output", "is", "square"), strict=True):
        svg.text(_LEFT - 8, y, name, "end")
    for k in range(10):
        middle, bold = _LEFT + (k + 0.5) * _COLUMN, k == label
        _column(svg, middle - 10, pred[k], int(bold))
        for y, written in zip(rows, (str(k), fixed(pred[k], 2), fixed(parts[k], 4)), strict=True):
            svg.text(
                middle, y + (_STAGGER if k % 2 and y == rows[-1] else 0), written, bold=bold and y != rows[1]
            )  # bold, two of them would touch
        if bold:
            svg.text(middle, _ZERO - _UNIT - 9, "target 1")
    _together(svg, total, rows)
    for k, control in enumerate(_OUTPUTS):
        area = (_LEFT + k * _COLUMN + 1, _TOP, _COLUMN - 2, _FLOOR - _TOP)
        knob = (_LEFT + (k + 0.5) * _COLUMN - 10, _ZERO - pred[k] * _UNIT)
        svg.knob(*area, [knob], grab(control.label, upwards=control, at=outputs))
    return svg.part


def _column(svg: Svg, middle: float, output: float, target: int) -> None:
    """Draw a bar with a knob at its end, the line of its target, and the square between the two."""
    end, aim = _ZERO - output * _UNIT, _ZERO - target * _UNIT
    svg.rectangle(middle - _BAR / 2, _ZERO, _BAR, end - _ZERO, "blue")
    svg.rectangle(middle + _BAR / 2, end, abs(aim - end), aim - end, "orange", opacity=0.4, stroke="orange")
    svg.line([(middle - 12, aim), (middle + 34, aim)], "orange", 3)
    svg.dot(middle, end, 6.5, "blue", open_=True)


def _together(svg: Svg, total: float, rows: Sequence[float]) -> None:
    """Draw one square as large as all ten, in it their mean; where there is no room both are smaller, and say so."""
    side = math.sqrt(total)
    scale = min(1.0, _MOST / side) if side else 1.0
    svg.text(_ALL, _TOP - 6, "all ten squares", "start")
    svg.line([(_ALL, _ZERO), (_WIDTH, _ZERO)], "line", 0.7)
    for area, fill, opacity in ((total, "orange", 0.4), (total / 10, "green", 1.0)):
        long = math.sqrt(area) * scale * _UNIT
        svg.rectangle(_ALL, _ZERO, long, -long, fill, opacity=opacity, stroke=fill, dashed="4 4" if scale < 1 else "")
    if scale < 1:
        svg.text(_ALL + _MOST * _UNIT / 2, _ZERO - _MOST * _UNIT + 18, f"sides × {scale:.2f}")
    svg.rectangle(_ALL, rows[0] - 11, 11, 11, "orange", opacity=0.4, stroke="orange")
    svg.rectangle(_ALL, rows[1] - 11, 11, 11, "green", stroke="green")
    told = (f"sum {fixed(total, 4)}", f"MSE {fixed(total / 10, 5)}", f"side {fixed(side, 4)}")
    for y, written in zip(rows, told, strict=True):
        svg.text(_ALL + 17, y, written, "start", bold=written.startswith("MSE"))
