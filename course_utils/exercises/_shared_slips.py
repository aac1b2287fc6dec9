"""Slips that several exercises share: what is asked about a loop, and wrong versions made from a right answer."""

from collections.abc import Callable

from course_utils.exercises._content import Mistakes, capital

RETURN_IN_LOOP = "does a `return` stand inside a loop, or an index such as `[0]` behind what is meant as a whole?"
OVERWRITTEN = "does a loop say `=` where `+=` is meant?"
STOPS_EARLY = "does a loop stop one early?"
BEGINS_LATE = "does a loop begin at 1?"


def rounded_share(right: Callable) -> Mistakes:
    """Give the mistakes of an answer that rounds a share that is right."""
    return {
        f"rounded to {name}": (
            f"You round to {name}: give the share as it is, and round when you print it.",
            lambda *given, digits=digits: round(float(right(*given)), digits),
        )
        for digits, name in enumerate(("a whole number", "one digit", "two digits", "three digits"))
    }


def cut_to_a_whole_number(right: Callable, what: str) -> Mistakes:
    """Give the mistake of an answer that drops what stands after the decimal point."""
    message = f"You cut the {what} to a whole number: give what stands after the decimal point, too."
    return {"cut to a whole number": (message, lambda *given: int(right(*given)))}


def not_squared_differences(first: str, second: str) -> Mistakes:
    """Give what may stand in the place of the squared differences of two tensors of these names, each as a clause."""
    difference = f"`({first} - {second}) ** 2`"
    return {
        "not squared": (
            "nothing is squared: square each difference, so that too high and too low do not cancel.",
            lambda p, t: p - t,
        ),
        "absolute error": ("you leave out the sign of each difference: square it instead.", lambda p, t: (p - t).abs()),
        "brackets missing": (
            f"brackets are missing, so only `{second}` is squared: put them around the difference, {difference}.",
            lambda p, t: p - t**2,
        ),
        "each squared": (
            f"you square before you subtract: subtract first, {difference}.",
            lambda p, t: p**2 - t**2,
        ),
        "added instead of subtracted": (
            f"you add `{first}` and `{second}`: subtract, {difference}.",
            lambda p, t: (p + t) ** 2,
        ),
        "multiplied by two": ("you multiply each difference by 2: square it with `** 2`.", lambda p, t: (p - t) * 2),
    }


def finished(entries: Mistakes, end: Callable) -> Mistakes:
    """Give the mistakes of an answer that makes other entries than it should, and does with them what is right."""
    return {
        name: (capital(clause), lambda *given, made=made: end(made(*given))) for name, (clause, made) in entries.items()
    }
