"""A few kinks that add up to a bent line, dragged until it follows a curve that no straight line can follow.

The line is ``Σ slope · relu(number - place)``, one summand a kink. It is held against a curve, and against the best
straight line, by the mean squared error over 81 numbers from 0 to 4. That line has the slope ``cov(x, y) / var(x)``.
"""

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.controls import Value, button, choice, held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import grab
from course_utils.widgets._engine.numbers import short, short_loss
from course_utils.widgets._engine.pictures.axes import Axes, Scale, named
from course_utils.widgets._engine.pictures.svg import Svg

Kink = tuple[float, float]  # its place and its slope

_END, _STEEP = 4, 3.0  # the numbers go from 0 to the end; no kink is steeper
NUMBERS = np.arange(81) / 20
CURVES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "arch": lambda x: x * (4 - x) / 2,
    "rise": lambda x: x**2 / 8,
    "wave": lambda x: x * (x - 2) * (x - 4) / 3,
}
_WORDS = {"1": "One kink", "2": "Two kinks", "3": "Three kinks"}
_FIRST: Sequence[Kink] = ((0.0, 1.0), (1.0, -2.0), (2.0, -1.0))  # the first two are the tent of lesson 07
_ARM = 0.25  # how far right of its kink the knob stands that turns it
_PLACES = [held(f"place{k}", "place", 0.0, 3.5, place, 0.1) for k, (place, _) in enumerate(_FIRST, 1)]
_SLOPES = [held(f"slope{k}", "slope", -_STEEP, _STEEP, slope, 0.1) for k, (_, slope) in enumerate(_FIRST, 1)]
_BEGIN = {control.name: control.value for control in (*_PLACES, *_SLOPES)}
# The picture: the curve and the sum above, a lane for each kink below, all above the same numbers.
_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 68, 744, 28, 230
_HEIGHTS = (-2.2, 2.4)  # that the upper one shows
_LANES, _LANE, _APART = 276, 78, 86  # where the lanes begin, how high one is, and how far apart they are
_PER_HEIGHT = (_BOTTOM - _TOP) / (_HEIGHTS[1] - _HEIGHTS[0])  # pixels, in the lanes as above them
_PER_SLOPE = _ARM * _PER_HEIGHT  # pixels that a knob rises with each 1 of its slope
_HEIGHT = _LANES + 3 * _APART


def bent(kinks: Sequence[Kink], x: np.ndarray) -> np.ndarray:
    """Add up kinks.

    Examples
    --------
    >>> bent([(0, 1), (1, -2)], np.array([0.5, 1.0, 2.0])).tolist()
    [0.5, 1.0, 0.0]
    """
    return sum((slope * np.maximum(x - place, 0) for place, slope in kinks), np.zeros_like(x))


def error(kinks: Sequence[Kink], curve: str) -> float:
    """Give the mean squared error of a sum of kinks against a curve."""
    return float(((bent(kinks, NUMBERS) - CURVES[curve](NUMBERS)) ** 2).mean())


@functools.cache
def best_line(curve: str) -> tuple[float, float, float]:
    """Give the slope, the height at 0 and the mean squared error of the straight line that is closest to a curve."""
    wanted, off = CURVES[curve](NUMBERS), NUMBERS - NUMBERS.mean()
    slope = float((off * wanted).sum() / (off**2).sum())
    height = float(wanted.mean() - slope * NUMBERS.mean())
    return slope, height, float(((slope * NUMBERS + height - wanted) ** 2).mean())


def kinks_view(*, kinks: str, curve: str, again: int, **held_at: float) -> View:
    """Show the sum of the chosen kinks against a curve, and how far off it is."""
    chosen = [(held_at[f"place{k}"], held_at[f"slope{k}"]) for k in range(1, int(kinks) + 1)]
    mine, straight = error(chosen, curve), best_line(curve)[2]
    are, errors = "is" if kinks == "1" else "are", [short_loss(each) for each in (mine, straight)]
    how = f"closer to the {curve} than any" if mine < straight else f"farther from the {curve} than the best"
    if errors[0] == errors[1]:
        how = f"as close to the {curve} as the best"
    text = f"{_WORDS[kinks]} {are} {how} straight line: mean squared error {' against '.join(errors)}."
    return View(
        text, _picture(chosen, curve, held_at, f"{text} {_told(chosen)}"), idle=["again"] if held_at == _BEGIN else []
    )


def kinks_link(changed: Collection[str], **values: Value) -> Mapping[str, Value]:
    """Let a button put every kink back to where it began."""
    return _BEGIN if "again" in changed else {}


def kinks_against_a_curve() -> Guided:
    """Show two kinks to drag, one or three if one likes, whose sum shall follow a curve.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> widget = kinks_against_a_curve()
    >>> widget.text
    'Two kinks are farther from the arch than the best straight line: mean squared error 3.24 against 0.373.'
    >>> widget.values = {**widget.values, "place2": 2.0}
    >>> widget.text
    'Two kinks are closer to the arch than any straight line: mean squared error 0.132 against 0.373.'
    """
    return Guided(
        "Kinks against a curve",
        "Drag a green knob: sideways it moves a kink, up or down it turns it. The kinks add up to the bent line.",
        [
            *_PLACES,
            *_SLOPES,
            choice("kinks", "kinks", list(_WORDS), "2"),
            choice("curve", "curve to follow", list(CURVES)),
            button("again", "as at the beginning"),
        ],
        kinks_view,
        kinks_link,
        longest=(
            "Three kinks are farther from the wave than the best straight line: mean squared error 0.0296 against "
            "0.0233."
        ),
    )


def _formula(kink: Kink) -> str:
    place, slope = kink
    return f"{short(slope, 1)} · relu(number{f' − {short(place, 1)}' if place else ''})"


def _told(kinks: Sequence[Kink]) -> str:
    return "; ".join(f"kink {k}: {_formula(kink)}" for k, kink in enumerate(kinks, 1))


def _picture(kinks: Sequence[Kink], curve: str, at: Mapping[str, Value], alt: str) -> Element:
    svg = Svg(_WIDTH, _HEIGHT, alt, most=840)
    axes = Axes(Scale(0, _END, _LEFT, _RIGHT), Scale(*_HEIGHTS, _BOTTOM, _TOP))
    axes.draw(svg, "number", "height", named(range(_END + 1)), named([-2, -1, 0, 1, 2]))
    for place, _ in kinks:  # a kink is where the bend is
        svg.line([(axes.x(place), _TOP), (axes.x(place), _BOTTOM)], "green", 1.5, dashed="2 4")
    _compared(svg, kinks, curve)
    for k in range(3):
        _lane(svg, k, kinks[k] if k < len(kinks) else None, axes.x, at)
    return svg.part


def _compared(svg: Svg, kinks: Sequence[Kink], curve: str) -> None:
    """Draw the curve, the best straight line, the sum of the kinks, and what lies between sum and curve."""
    inside = svg.window(_LEFT, _TOP, _RIGHT - _LEFT, _BOTTOM - _TOP)
    axes = Axes(Scale(0, _END, 0, inside.width), Scale(*_HEIGHTS, inside.height, 0))
    slope, height, _ = best_line(curve)
    wanted = [axes.at(x, y) for x, y in zip(NUMBERS.tolist(), CURVES[curve](NUMBERS).tolist(), strict=True)]
    corners = sorted({0.0, *(place for place, _ in kinks), float(_END)})
    line = [axes.at(x, y) for x, y in zip(corners, bent(kinks, np.array(corners)).tolist(), strict=True)]
    inside.line([*wanted, *reversed(line)], "blue", 0, fill="blue", opacity=0.13)
    inside.line([axes.at(0, height), axes.at(_END, height + slope * _END)], "soft", 2, dashed="3 5")
    inside.line(wanted, "orange", 4, dashed="10 6")
    inside.line(line, "blue", 3)
    for left, name, style in (
        (_LEFT, f"the {curve}", ("orange", 4, "10 6")),
        (_LEFT + 150, "sum of the kinks", ("blue", 3, "")),
        (_LEFT + 350, "best straight line", ("soft", 2, "3 5")),
    ):
        svg.line([(left, 12), (left + 38, 12)], *style[:2], dashed=style[2])
        svg.text(left + 46, 16, name, "start")


def _lane(svg: Svg, k: int, kink: Kink | None, x: Scale, at: Mapping[str, Value]) -> None:
    """Draw one kink alone, as steep as in the picture above, with the knob that moves and turns it."""
    top = _LANES + k * _APART
    middle = top + _LANE / 2
    svg.rectangle(_LEFT, top, _WIDTH - _LEFT - 1, _LANE, stroke="line", radius=4, dashed="" if kink else "2 4")
    svg.text(2, middle + 4, f"kink {k + 1}", "start", bold=kink is not None, colour="ink" if kink else "soft")
    if kink is None:
        svg.text(_LEFT + 12, middle + 4, "not added", "start", colour="soft")
        return
    place, slope = kink
    inside = svg.window(_LEFT, top, _WIDTH - _LEFT, _LANE)
    hinge, knob = x(place) - _LEFT, x(place + _ARM) - _LEFT
    for number in range(1, _END + 1):
        inside.line([(x(number) - _LEFT, 0), (x(number) - _LEFT, _LANE)], "line", 0.7)
    inside.line([(0, _LANE / 2), (inside.width, _LANE / 2)], "line", 0.7)
    inside.line([(hinge, 0), (hinge, _LANE)], "green", 1.5, dashed="2 4")
    far = 1 + (inside.width - knob) / (knob - hinge)
    rise = slope * _PER_SLOPE
    inside.line([(0, _LANE / 2), (hinge, _LANE / 2), (hinge + far * (knob - hinge), _LANE / 2 - far * rise)], "blue", 2)
    inside.dot(hinge, _LANE / 2, 4, "blue")
    inside.dot(knob, _LANE / 2 - rise, 9, "green")
    side = ("start", _LEFT + 12) if place > _END / 2 else ("end", _WIDTH - 10)
    svg.text(side[1], top + (17 if slope < 0 or place > _END / 2 else _LANE - 8), _formula(kink), side[0])
    across, upwards = _PLACES[k], _SLOPES[k]
    low, high = (_END * (edge - _LEFT) / (_RIGHT - _LEFT) - _ARM for edge in (_LEFT, _WIDTH - 1))
    reach = _LANE / 2 / _PER_SLOPE
    edges = {across.name: (low, high), upwards.name: (-reach, reach)}
    grabbed = grab(f"kink {k + 1}", across=across, upwards=upwards, at=at, edges=edges)
    places = [(_LEFT + knob, middle - rise), (_LEFT + hinge, middle)]
    svg.knob(_LEFT, top, _WIDTH - 1 - _LEFT, _LANE, places, grabbed)
