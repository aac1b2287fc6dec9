"""Widget of lesson 04: a line through two points of a parabola, which becomes the tangent when the step shrinks.

The curve is the squared error of a difference d. ``slope of the line = (square(d + h) - square(d)) / h = 2 d + h``.
"""

from collections.abc import Collection, Mapping

from course_utils.widgets._engine.controls import Control, Value, held, play
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import press
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.tables import cells
from course_utils.widgets.slopes.secant_picture import draw_secant

POINT = held("d", "difference d", -1.0, 1.0, 0.5, 0.05)
_SHORTEST = 0.05  # step that a hand makes, and then
_TINIEST = 5e-5  # what is left of it when it has shrunk
STEP = held("h", "step", -1.0, 1.0, 1.0, _SHORTEST, least=_TINIEST)
TINY = 0.01  # a step at which the tangent is drawn, too
_STEPS = (-1.0, -0.1, -0.01, -0.001, 0.001, 0.01, 0.1, 1.0)
_TENTH, _THOUSANDTH = 20, 60  # how many moments it takes to shrink to this part


def square(d: float) -> float:
    """Give the squared error of a difference.

    Examples
    --------
    >>> square(0.5)
    0.25
    """
    return d * d


def secant_slope(d: float, h: float) -> float:
    """Divide the change of the squared error by the step.

    Examples
    --------
    >>> [round(secant_slope(0.5, h), 4) for h in (1, 0.1, 0.01, -0.1)]
    [2.0, 1.1, 1.01, 0.9]
    """
    return (square(d + h) - square(d)) / h


def secant_view(*, d: float, h: float, shrunk: int, whole: float) -> View:
    """Show the line through both points, under a lens as well, and the slope that it has."""
    tangent = 2 * d if abs(h) <= TINY else None
    if h == 0:
        told = (
            "No secant: a step of 0 changes nothing, and 0 / 0 is no number. The dashed line is the tangent, with the "
            f"slope {short(2 * d, 2)}."
        )
    else:
        change, slope = short(square(d + h) - square(d), 10), short(secant_slope(d, h), 4)
        told = (
            f"Slope {slope}: a step of {short(h, 7)} from {short(d, 2)} changes the squared error by {change}, "
            f"which is {slope} for each 1 that d grows."
        )
        if tangent is not None:
            told += f" The tangent has the slope {short(tangent, 2)}."
    pressed = [k for k, step in enumerate(_STEPS) if step == h]
    steps = cells(
        [short(step, 3) for step in _STEPS],
        caption="Press a step. A negative one leads to the left.",
        press=[press(f"step {short(step, 3)}", h=step) for step in _STEPS],
        pressed=pressed,
        chosen=pressed,
    )
    return View(told, draw_secant(square, POINT, STEP, {"d": d, "h": h}, tangent), steps)


def secant_link(
    changed: Collection[str], *, h: float, shrunk: int, whole: float, **others: Value
) -> Mapping[str, Value]:
    """Let the step shrink from where a hand has left it, each twentieth moment to a tenth."""
    if "h" in changed:
        return {"shrunk": 0, "whole": h if abs(h) >= _SHORTEST else (-1.0 if h < 0 else 1.0)}
    if "shrunk" in changed:
        return {"h": float(f"{whole * 10 ** (-shrunk / _TENTH):.3g}")}
    return {}


def secant_to_tangent() -> Guided:
    """Show a line through two points of a parabola, and what becomes of it when they come together.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> secant_to_tangent()
    Secant to tangent: Slope 2: a step of 1 from 0.5 changes the squared error by 2, which is 2 for each 1 that d grows.
    """
    controls: list[Control] = [
        POINT,
        STEP,
        held("shrunk", "how far the step has shrunk", 0, _THOUSANDTH, 0),
        held("whole", "step before it shrinks", -1.0, 1.0, 1.0, _SHORTEST, least=_SHORTEST),
        play("shrunk", "let the step shrink", main=True),
    ]
    return Guided(
        "Secant to tangent",
        "Drag the ring, or the dot by its triangle. The slope of the line is the change of the squared error / step.",
        controls,
        secant_view,
        secant_link,
        longest=(
            "Slope −1.2991: a step of 0.000946 from −0.65 changes the squared error by −0.0012289051, which is "
            "−1.2991 for each 1 that d grows. The tangent has the slope −1.3."
        ),
    )
