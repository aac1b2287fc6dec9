"""Slips that the numbers of an answer show, whatever the exercise: cut off at a limit, float32 on the way, rounded."""

import torch
from torch import Tensor

from course_utils.exercises._cases import Case
from course_utils.exercises._comparing.tolerance import where_different
from course_utils.exercises._content import Content
from course_utils.exercises._running.guarded_call import Call

_FEW = 1000


def cut_off(got: Tensor, expected: Tensor, different: Tensor) -> str:
    """Say at which limits numbers are cut off that are right between these; "" where that may be chance."""
    if not got.is_floating_point() or not got.isfinite().all():
        return ""
    low, high = got.min(), got.max()
    is_inside = ~different & (got > low) & (got < high) & (got != 0)
    if different.sum() < 3 or is_inside.sum() < 3 or where_different(got, expected.clamp(low, high)).any():
        return ""
    limits = (("above", high, expected[different] > high), ("below", low, expected[different] < low))
    sides = [f"{side} {limit.item():.6g}" for side, limit, beyond in limits if beyond.any()]
    return f"What lies {' and '.join(sides)} is cut off there: leave it as it is, however far out it lies."


def digits_lost(got: Tensor, expected: Tensor, follows: str) -> str:
    """Say that float64 numbers are right in as many digits as float32 keeps, and hold no more; "" where they differ."""
    kept = got.detach().float()
    if not follows or got.dtype != torch.float64 or not torch.equal(kept.double(), got):
        return ""
    if where_different(kept, expected.float()).any():
        return ""
    return (
        f"The numbers were float32 on the way, which keeps seven digits, and no `.to({follows}.dtype)` brings the "
        "others back. Leave out what changes the dtype, such as `.float()`; a tensor that you make takes it with "
        f"`dtype={follows}.dtype`."
    )


def _that_differ(cases: list[Case], calls: list[Call]) -> tuple[Tensor, Tensor]:
    """Give the numbers of all results that are not right, and the right ones, in a row; none where one crashed."""
    pairs = [pair for one, case in zip(calls, cases, strict=True) for pair in pairs_of_numbers(one.value, case.right)]
    # What is looked at beside a result, such as an input that stays as it is, has its own digits and signs.
    pairs = [(got, right) for got, right in pairs if not torch.equal(got, right)]
    if not pairs or any(one.error is not None for one in calls):
        return torch.empty(0), torch.empty(0)
    got, right = (torch.cat([part.flatten() for part in parts]) for parts in zip(*pairs, strict=True))
    return got, right


def signs(exercise: Content, cases: list[Case], calls: list[Call]) -> str:
    """Say that an answer is right but for its signs, in all cases; "" where it is not, or no case can show it."""
    got, right = _that_differ(cases, calls)
    if len(got) < 2 or not bool((got * right < 0).any()) or not _nearly(got.abs(), right.abs()):
        return ""
    of = _of_those_that_differ(exercise, cases, calls)
    if _nearly(got, -right) and all(map(_shows_a_sign, calls, cases)):
        return f"The sizes are right, but every sign{of} is turned: is there a minus too many, or is one missing?"
    if bool((got >= 0).all()):
        return (
            "The sizes are right, but the minus signs are lost: leave out what makes numbers positive, such as `abs`."
        )
    return ""


def _of_those_that_differ(exercise: Content, cases: list[Case], calls: list[Call]) -> str:
    """Name the results, of several, that are not right in some case; "" where all of them are not."""
    wrong = {
        name
        for one, case in zip(calls, cases, strict=True)
        if isinstance(one.value, list | tuple) and isinstance(case.right, tuple)
        for name, got, right in zip(exercise.result_names, one.value, case.right, strict=False)
        if any(not torch.equal(*pair) for pair in pairs_of_numbers(got, right))
    }
    named = [name for name in exercise.result_names if name in wrong]
    return f" of {' and '.join(named)}" if 0 < len(named) < len(exercise.result_names) else ""


def _nearly(a: Tensor, b: Tensor) -> bool:
    return torch.allclose(a, b, rtol=1e-4, atol=1e-6)


def _shows_a_sign(one: Call, case: Case) -> bool:
    """Tell whether something differs in a case, or all is 0 in it, which has no sign."""
    return any(not torch.equal(*pair) or not pair[1].any() for pair in pairs_of_numbers(one.value, case.right))


def rounded(exercise: Content, cases: list[Case], calls: list[Call]) -> str:
    """Say to how many places an answer is rounded that is right but for that; "" where it is not, in all cases."""
    got, right = _that_differ(cases, calls)
    # One number may have few digits by chance, three different ones do not.
    some = got[got != 0]
    others = some[some != some[0]] if len(some) else some
    if not len(others) or (others == others[0]).all() or (got - right).abs().gt(1e-6).sum() < 2:
        return ""
    for places in range(5):
        # A few tell nearly always that an answer is not rounded, and a network has 218,058 of them.
        if _is_rounded(some[:: len(some) // _FEW + 1], places) and _is_rounded(some, places):
            digits = f"{places} places after the decimal point" if places > 1 else "few digits"
            # A rounded number that is calculated on with may lie some last places away.
            is_right = (got - right).abs().max() <= (0.51, 0.51, 5, 20, 20)[places] * 0.1**places
            return f"You round to {digits}: leave the rounding out, and round only what you print." if is_right else ""
    return ""


def _is_rounded(numbers: Tensor, places: int) -> bool:
    return bool(torch.isclose(numbers, numbers.round(decimals=places), rtol=1e-6, atol=1e-8).all())


def pairs_of_numbers(got: object, right: object) -> list[tuple[Tensor, Tensor]]:
    """Pair the numbers with a decimal point that an answer gives with the right ones, in float64."""
    if isinstance(got, Tensor | float) and isinstance(right, Tensor | float):
        both = [one if isinstance(one, Tensor) else torch.tensor(one, dtype=torch.float64) for one in (got, right)]
        made, wanted = (one.detach() for one in both)
        fits = made.shape == wanted.shape and made.is_floating_point() and wanted.is_floating_point()
        return [(made.double(), wanted.double())] if fits else []
    if isinstance(got, dict) and isinstance(right, dict):
        got, right = [got[name] for name in right], [*right.values()]
    if isinstance(got, list | tuple) and isinstance(right, list | tuple) and len(got) == len(right):
        return [pair for one, other in zip(got, right, strict=True) for pair in pairs_of_numbers(one, other)]
    return []
