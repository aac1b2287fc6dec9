"""What an answer does in a case, as a value that can be compared: it gives something, is refused, or crashes."""

import functools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from course_utils.exercises._cases import Case, own_copy
from course_utils.exercises._comparing.compare import missed_rung, same
from course_utils.exercises._content import Content, Wrong
from course_utils.exercises._running.guarded_call import Call, call, look

_ORDINARY = {Tensor, float, int, bool, str, type(None)}  # they do nothing of their own when they are compared
_FRACTION = re.compile(r"-?\d+\.\d+(?:e[-+]\d+)?")


class Behaviour:
    """What a call did. Two of them are compared by the one that a wrong version of the catalogue shows."""

    def is_like(self, answer: Any, right: object) -> bool:
        """Tell whether an answer's, of the same kind, is the same; what is right says how large the numbers are."""
        raise NotImplementedError

    def shows_a_mistake(self, answer: Any, exercise: Content, right: object) -> bool:
        """Tell whether an answer's, which is like it, cannot be that of a right answer, nor of another mistake."""
        raise NotImplementedError


@dataclass(frozen=True)
class Gives(Behaviour):
    """It returns something, or leaves it behind."""

    value: object

    def is_like(self, answer: "Gives", right: object) -> bool:
        return same_value(self.value, answer.value, right)

    def shows_a_mistake(self, answer: "Gives", exercise: Content, right: object) -> bool:
        return missed_rung(answer.value, right, exercise.result_names) is not None


@dataclass(frozen=True)
class Refused(Behaviour):
    """The exercise says a sentence about it."""

    sentence: str

    def is_like(self, answer: "Refused", right: object) -> bool:
        return read_alike(self.sentence, answer.sentence)

    def shows_a_mistake(self, answer: "Refused", exercise: Content, right: object) -> bool:
        return True


@dataclass(frozen=True)
class Crashes(Behaviour):
    """It raises an error: in every case most mistakes do it in words of their own, so only the same words show one."""

    error: BaseException

    def is_like(self, answer: "Crashes", right: object) -> bool:
        return True

    def shows_a_mistake(self, answer: "Crashes", exercise: Content, right: object) -> bool:
        return _said(self.error) == _said(answer.error)


def behaviour(one: Call) -> Behaviour:
    """Say what a call did."""
    if isinstance(one.error, Wrong):
        return Refused(str(one.error))
    return Gives(one.value) if one.error is None else Crashes(one.error)


def mistaken(exercise: Content, wrong_answer: Callable, case: Case) -> Behaviour:
    """Use a wrong version of the catalogue in a case, and say what it does."""
    return behaviour(call(functools.partial(exercise.observe, wrong_answer), own_copy(case.given)))


def alike(exercise: Content, wrong_answer: Callable, cases: list[Case], answers: list[Behaviour]) -> bool:
    """Tell whether an answer behaves as a wrong version does: alike in all cases, and showing the mistake in one."""
    shown = False
    for case, answer in zip(cases, answers, strict=True):  # most differ in the first one already
        made = mistaken(exercise, wrong_answer, case)
        if type(made) is not type(answer) or not made.is_like(answer, case.right):
            return False
        shown = shown or made.shows_a_mistake(answer, exercise, case.right)
    return shown


def read_alike(one: str, other: str) -> bool:
    """Compare two texts; of a number with a decimal point the last digit may be another, by rounding."""
    words, other_words = (_FRACTION.sub("#", text) for text in (one, other))
    numbers = zip(_FRACTION.findall(one), _FRACTION.findall(other), strict=False)
    return words == other_words and all(math.isclose(float(a), float(b), rel_tol=1e-3) for a, b in numbers)


def same_value(made: object, answer: object, right: object = None) -> bool:
    """Compare; an object that refuses it, or takes too long, is no catalogued mistake."""
    if type(answer) in _ORDINARY:
        return same(made, answer, right)
    return look(same, made, answer, right, otherwise=False)


def comparable(value: object) -> bool:
    """Tell whether a value lets itself be compared, if only with itself: it may never come to an end."""
    return type(value) in _ORDINARY or look(same, value, value, otherwise=None) is not None


def _said(error: BaseException) -> str:
    """Give an error's kind and text; one whose text cannot be made is like no other."""
    return look(lambda: f"{type(error).__name__}: {error}", otherwise=str(id(error)))
