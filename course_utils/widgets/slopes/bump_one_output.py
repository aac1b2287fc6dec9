"""Widget of lesson 04: ten outputs, one of them bumped, and what the loss does then.

``measured slope = (loss after the bump - loss before) / bump``, and the formula: ``2 (pred - target) / 10``.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Value, button, choice, held, held_choice
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.tables import table
from course_utils.widgets.mse_loss.loss_mixer import PRED, squares
from course_utils.widgets.slopes.bump_picture import draw_outputs

LABEL = 5
_NONE = "none"
_BUMPS = ("0.001", "0.01", "0.1")
_ALL = 2**10 - 1  # all ten, a bit each


def loss_of(pred: Sequence[float]) -> float:
    """Give the MSE of ten outputs for a picture of a 5.

    Examples
    --------
    >>> round(loss_of(PRED), 5)
    0.00516
    """
    return math.fsum(squares(pred, LABEL)) / len(pred)


def bumped(k: int, bump: float) -> list[float]:
    """Give the ten outputs, the one at index k larger by a bump."""
    return [output + bump * (place == k) for place, output in enumerate(PRED)]


def measured(k: int, bump: float) -> float:
    """Bump one output, and divide the change of the loss by the bump.

    Examples
    --------
    >>> [round(measured(k, 0.001), 4) for k in (0, 5)], round(measured(0, 0.1), 4)
    ([0.0201, -0.0399], 0.03)
    """
    return (loss_of(bumped(k, bump)) - loss_of(PRED)) / bump


def formula(k: int) -> float:
    """Give the slope by one output from the formula.

    Examples
    --------
    >>> [round(formula(k), 4) for k in (0, 5)]
    [0.02, -0.04]
    """
    return 2 * (PRED[k] - (k == LABEL)) / len(PRED)


def bump_view(*, output: str, seen: int, bump: str, again: int) -> View:
    """Show the ten outputs, the bumped one, and the slopes of all that were bumped so far."""
    size = float(bump)
    slopes = {k: measured(k, size) for k in range(10) if seen >> k & 1}
    rules = {k: formula(k) for k in slopes}
    picture = draw_outputs(PRED, LABEL, None if output == _NONE else int(output), size, slopes, rules)
    if output == _NONE:
        told = f"Press an output: it grows by {bump}, and nine stand still. Which way will the loss go?"
        return View(told, picture, _numbers(None, size), idle=["again"] if bump == _BUMPS[0] else [])
    k = int(output)
    slope, change, rule = short(slopes[k], 4), short(slopes[k] * size, 7), short(rules[k], 4)
    told = f"Slope {slope}: output {k} grew by {bump}, and the loss changed by {change}. The formula gives {rule}."
    if seen == _ALL:
        told += " All ten together are the gradient."
    return View(told, picture, _numbers(k, size))


def bump_link(changed: Collection[str], *, output: str, seen: int, **others: Value) -> Mapping[str, Value]:
    """Remember which outputs were bumped; forget it at the button, and with another bump, which measures anew."""
    if "again" in changed:
        return {"output": _NONE, "seen": 0, "bump": _BUMPS[0]}
    if "bump" in changed and "output" not in changed:
        return {"output": _NONE, "seen": 0}
    if "output" in changed and output != _NONE:
        return {"seen": seen | 1 << int(output)}
    if "seen" in changed:  # it follows from the presses, whatever arrives
        return {"seen": 0 if output == _NONE else 1 << int(output)}
    return {}


def bump_one_output() -> Guided:
    """Show ten outputs of which one is bumped, and compare the change of the loss with the formula of its slope.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> print(bump_one_output().text[:60])
    Press an output: it grows by 0.001, and nine stand still. Wh
    """
    return Guided(
        "Bump one output",
        "Press one of the ten outputs. The loss has a slope for each of them, and the ten slopes are the gradient.",
        [
            held_choice("output", "bumped output", [_NONE, *map(str, range(10))], _NONE),
            held("seen", "outputs bumped so far", 0, _ALL, 0),
            choice("bump", "bump by", _BUMPS),
            button("again", "as at the beginning"),
        ],
        bump_view,
        bump_link,
        longest=(
            "Slope −0.0399: output 5 grew by 0.001, and the loss changed by −0.0000399. The formula gives −0.04. "
            "All ten together are the gradient."
        ),
    )


def _numbers(k: int | None, bump: float) -> Element:
    """Write what the bump changes: one output, its square, and the loss; not the nine other squares."""

    def of(pred: Sequence[float]) -> list[float]:
        others = squares(pred, LABEL)
        own = others.pop(k or 0)
        return [pred[k or 0], own, math.fsum(others), loss_of(pred)]

    before, after = of(PRED), of(bumped(k or 0, bump))
    rows = [before, after, [new - old for old, new in zip(before, after, strict=True)]]
    written = [[short(number, 8) if k is not None else "?" for number in row] for row in rows]
    written[0][-1] = short(before[-1], 8)
    head = ["", "the output" if k is None else f"output {k}", "its square", "the other nine squares", "the loss"]
    names = ["before", "after", "change"]
    return table(head, [[name, *line] for name, line in zip(names, written, strict=True)], wide=True, bold=[(2, 4)])
