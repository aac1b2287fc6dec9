"""Widget of lesson 03: ten outputs to drag, and how wrong they are.

``sum of squares = Σ (pred - target)²``, ``distance = √sum``, ``MSE = sum / 10``.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Control, Value, button, choice, held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import grab
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets._engine.svg import Svg

_FIRST = (0.1, 0.01, 0.01, 0.03, 0.01, 0.8, 0.01, 0.01, 0.01, 0.01)
_PRESETS = {"zeros": (0.0,) * 10, "tenths": (0.1,) * 10, "first": _FIRST}
_LOW, _HIGH = -1.0, 1.5
_OUTPUTS = [held(f"output{k}", f"output {k}", _LOW, _HIGH, _FIRST[k], 0.05) for k in range(10)]
# The picture: a column for each output; the bars above, the squares below.
_COLUMN, _LEFT, _TOP, _UNIT = 66, 40, 30, 74  # pixels; a unit is how long a bar of 1 is, and how wide a square of 1
_ZERO = _TOP + _HIGH * _UNIT
_FLOOR = _TOP + (_HIGH - _LOW) * _UNIT
_WIDTH, _SQUARES = _LEFT + 10 * _COLUMN, 96  # how high the strip of the squares is: a column wide and its numbers


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
    most = max(range(10), key=lambda place: (round(parts[place], 6), -place))
    whose = f"output {most} adds the most, {100 * parts[most] / total:.0f} %" if total else "every output is right"
    text = (
        f"Label {label}: sum of squares {short(total, 4)}, distance √{short(total, 4)} = "
        f"{short(math.sqrt(total), 4)}, MSE {short(total, 4)} / 10 = {short(total / 10, 5)}; {whose}."
    )
    return View(text, _picture(pred, target, parts, outputs))


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
    >>> print(loss_mixer().text[:72])
    Label 5: sum of squares 0.0516, distance √0.0516 = 0.2272, MSE 0.0516 /
    """
    return Guided(
        "Loss mixer",
        "Drag a bar: every output adds the square of what it is off by, and the MSE is the mean of the ten squares.",
        [
            *_OUTPUTS,
            choice("label", "label", [str(digit) for digit in range(10)], "5"),
            button("zeros", "all zeros"),
            button("tenths", "all 0.1"),
            button("first", "as at the beginning"),
        ],
        mixer_view,
        mixer_link,
    )


def _picture(pred: Sequence[float], label: int, parts: Sequence[float], outputs: Mapping[str, float]) -> Element:
    """Draw ten bars with a line at each target, and below each bar the square of what lies between."""
    alt = "; ".join(
        f"output {k} is {fixed(pred[k], 2)}, target {int(k == label)}, square {fixed(parts[k], 4)}" for k in range(10)
    )
    svg = Svg(_WIDTH, _FLOOR + _SQUARES + 40, alt, most=860)
    for value, name in ((0, "0"), (1, "1")):
        svg.line([(_LEFT, _ZERO - value * _UNIT), (_WIDTH, _ZERO - value * _UNIT)], "line", 0.7)
        svg.text(_LEFT - 8, _ZERO - value * _UNIT + 4, name, "end")
    for k, control in enumerate(_OUTPUTS):
        left, middle = _LEFT + k * _COLUMN, _LEFT + (k + 0.5) * _COLUMN
        target, end = _ZERO - (k == label) * _UNIT, _ZERO - pred[k] * _UNIT
        svg.text(middle, 16, f"output {k}", bold=k == label)
        svg.rectangle(middle - 14, _ZERO, 28, end - _ZERO, "blue")
        svg.line([(left + 8, target), (left + _COLUMN - 8, target)], "orange", 3)
        svg.text(middle, min(end, _ZERO) - 5 if pred[k] >= 0 else max(end, _ZERO) + 15, fixed(pred[k], 2))
        side = min(abs(end - target) / _UNIT, 1.5) * 40  # 1.5 is the most that has room
        svg.rectangle(middle - side / 2, _FLOOR + 30, side, side, "orange", opacity=0.6, stroke="orange")
        svg.text(middle, _FLOOR + _SQUARES + 10, fixed(parts[k], 4), bold=k == label)
        svg.area(left + 2, _TOP, _COLUMN - 4, _FLOOR - _TOP, grab(control.label, upwards=control, at=outputs))
    svg.text(_LEFT, _FLOOR + 18, "the square of what lies between bar and orange line:", "start")
    svg.text(_WIDTH, _FLOOR + _SQUARES + 32, "the orange line is the target; a square's area is the squared error", "end")
    return svg.part
