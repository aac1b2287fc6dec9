"""What the gradient truth panel says of one gradient: the three numbers, how far apart they are, who agrees."""

import math
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine import parts, tables
from course_utils.widgets._engine.numbers import with_minus
from course_utils.widgets.backpropagation import gradient_check as truth


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
        return f"all three agree to a millionth, on about {_written(theirs, 4)}."
    if right:
        return f"formula and autograd agree, {off}."
    if witness:
        return f"autograd and the finite difference agree, the formula ({chosen}) does not."
    return f"the formula ({chosen}) does not agree with autograd, and {off}."


def agree(a: float, b: float) -> bool:
    """Say whether two numbers agree to a millionth."""
    return truth.apart(a, b) < truth.ENOUGH


def witnesses(said: Sequence[tuple[str, float | None]]) -> Element:
    """Show what each says, side by side: (who, number or None)."""
    return parts.boxes(*(parts.together(who, parts.paragraph(parts.strong(_written(value, 8)))) for who, value in said))


def pairs(mine: float | None, theirs: float, difference: float) -> Element:
    """Show how far apart each two of them are, as a table."""
    rows: list[Sequence[parts.Cell]] = []
    for pair, a, b in (
        ("formula, autograd", mine, theirs),
        ("formula, finite difference", mine, difference),
        ("autograd, finite difference", theirs, difference),
    ):
        far = "" if a is None else f"{truth.apart(a, b):.0e}"
        said: parts.Part = "no number" if a is None else "✓ agree" if agree(a, b) else parts.strong("✗ differ")
        rows.append((pair, far, said))
    return tables.table(["who", "how far apart, as a share", "less than a millionth?"], rows, left={2})


def millionth() -> Element:
    """Say how Python writes small numbers, as the table, the boxes and the curve do."""
    return parts.paragraph(
        "The share is the difference, divided by the larger of the two. A millionth, 0.000001, is 1e-6 in Python: the "
        "6 says at which place after the point the 1 stands. So 2e-16 is a 2 at the sixteenth place, and far less."
    )


def whole(holds: Sequence[bool]) -> parts.Part:
    """Say at which parameters the formula agrees with autograd in every entry, not in this one only."""
    if not holds:
        return ""
    marks = [
        parts.unbroken(f"{name}\u00a0✓") if holds else parts.strong(f"{name}\u00a0✗")
        for name, holds in zip(truth.NAMES, holds, strict=True)
    ]
    apart = [part for mark in marks for part in (" ", mark)]  # a line may end between two of them
    return parts.paragraph("Formula and autograd, over all entries:", *apart)


def message(broken: str | None) -> parts.Part:
    """Show why the learner's backward gives nothing; empty where it does."""
    return "" if broken is None else parts.note(parts.strong("Your backward: "), broken)


def parabola(errors: Mapping[int, tuple[float, float]]) -> parts.Part:
    """Say why up and down is right even with the largest step, where it is."""
    if errors[max(errors)][0] > 1e-9:
        return ""
    exact = "Along this entry the loss is a parabola, for which up and down is exact: what is left is rounding."
    return parts.paragraph(exact)


def _written(value: float | None, digits: int) -> str:
    """Write a number with so many digits that count."""
    if value is None:
        return "no number"
    if not math.isfinite(value):
        return str(value)
    return with_minus(f"{value:.{digits}g}")
