"""What the gradient truth panel says of one gradient: the three numbers, how far apart they are, who agrees."""

import html
import math
from collections.abc import Mapping, Sequence

from torch import Tensor

from course_utils.widgets._engine.numbers import with_minus
from course_utils.widgets.backpropagation import gradient_check as truth

_ENTITLED = "text-align: left; font-weight: normal; padding: 0.15em 0.7em 0.15em 0"


def verdict(chosen: str, mine: float | None, theirs: float, difference: float, power: int) -> str:
    """Say who agrees with whom, as the end of a sentence."""
    witness = agree(theirs, difference)
    why = "rounding takes over" if power < -5 else "a ReLU switches on the way"
    off = f"the finite difference is off: with a step of 1e{power}, {why}"
    if mine is None:
        others = "autograd and the finite difference agree" if witness else off
        return f"{others}; of your formula there is no number."
    right = agree(mine, theirs)
    if right and witness:
        return f"all three agree to a millionth, on {_written(theirs, 4)}."
    if right:
        return f"formula and autograd agree, {off}."
    if witness:
        return f"autograd and the finite difference agree, the formula ({chosen}) does not."
    return f"the formula ({chosen}) does not agree with autograd, and {off}."


def agree(a: float, b: float) -> bool:
    """Say whether two numbers agree to a millionth."""
    return truth.apart(a, b) < truth.ENOUGH


def witnesses(said: Sequence[tuple[str, float | None]]) -> str:
    """Show what each says, side by side: (who, number or None)."""
    cells = "".join(
        '<div style="flex: 1 1 9em; border: 1px solid var(--course-line); border-radius: 6px; padding: 0.3em 0.6em">'
        f"<div>{html.escape(what)}</div>"
        f'<strong style="font-variant-numeric: tabular-nums">{_written(value, 8)}</strong></div>'
        for what, value in said
    )
    return f'<div style="display: flex; flex-wrap: wrap; gap: 0.5em">{cells}</div>'


def pairs(mine: float | None, theirs: float, difference: float) -> str:
    """Show how far apart each two of them are, as a table."""
    rows = ""
    for pair, a, b in (
        ("formula, autograd", mine, theirs),
        ("formula, finite difference", mine, difference),
        ("autograd, finite difference", theirs, difference),
    ):
        far = "" if a is None else f"{truth.apart(a, b):.0e}"
        said = "no number" if a is None else "✓ agree" if agree(a, b) else "<strong>✗ differ</strong>"
        number = f'<td style="text-align: right; padding-right: 0.7em; white-space: nowrap">{far}</td>'
        rows += (
            f'<tr><th scope="row" style="{_ENTITLED}">{pair}</th>'
            f'{number}<td style="white-space: nowrap">{said}</td></tr>'
        )
    columns = "who", "how far apart", '<span style="white-space: nowrap">below 1e-6</span>'
    heads = "".join(f'<th scope="col" style="{_ENTITLED}">{column}</th>' for column in columns)
    return f'<table style="border-collapse: collapse; text-align: left"><tr>{heads}</tr>{rows}</table>'


def whole(grads: list[Tensor] | None) -> str:
    """Say at which parameters the formula agrees with autograd in every entry, not in this one only."""
    if grads is None:
        return ""
    marks = zip(truth.NAMES, truth.hold(grads), strict=True)
    shown = ", ".join(f"{name}&nbsp;✓" if holds else f"<strong>{name}&nbsp;✗</strong>" for name, holds in marks)
    return f'<p style="margin: 0.5em 0 0">Formula and autograd, over all entries: {shown}</p>'


def message(broken: str | None) -> str:
    """Show why the learner's backward gives nothing; empty where it does."""
    if broken is None:
        return ""
    return (
        '<p style="margin: 0.6em 0 0; border-left: 4px solid var(--course-orange); padding-left: 0.6em">'
        f"<strong>Your backward:</strong> {html.escape(broken)}</p>"
    )


def parabola(errors: Mapping[int, tuple[float, float]]) -> str:
    """Say why up and down is right even with the largest step, where it is."""
    if errors[max(errors)][0] > 1e-9:
        return ""
    return (
        '<p style="margin: 0">Along this entry the loss is a parabola, for which up and down is exact: '
        "what is left is rounding.</p>"
    )


def _written(value: float | None, digits: int) -> str:
    """Write a number with so many digits that count."""
    if value is None:
        return "no number"
    if not math.isfinite(value):
        return str(value)
    return with_minus(f"{value:.{digits}g}")
