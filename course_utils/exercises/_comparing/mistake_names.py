"""Name a wrong answer: the mistake of the catalogue that behaves as it does, or what can be seen at a look."""

import contextlib
import copy
import inspect
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from course_utils.exercises._cases import Case, argument_names, draw_cases, leaves, left, own_copy, watch
from course_utils.exercises._comparing.behaviours import alike, behaviour, comparable, same_value
from course_utils.exercises._comparing.compare import missed_rung
from course_utils.exercises._comparing.number_built_in import number_built_in
from course_utils.exercises._comparing.slips_in_numbers import pairs_of_numbers, rounded, signs
from course_utils.exercises._content import Content, Wrong
from course_utils.exercises._globals_read import unused_inputs
from course_utils.exercises._running.guarded_call import Call, look
from course_utils.exercises._running.program_settings import other_random_numbers

_MANY = 1_000_000
CHANGES_ITS_MIND = (
    "Called twice with the same input, your function gives two different results. Does it keep something from call "
    "to call, such as a list made outside it? Make that inside it. Or does it draw random numbers, or use "
    "`torch.empty`, which may hold any? Leave these out."
)
_ONE_RESULT = (
    "You give one and the same tensor or list at each call, so the next call overwrites what the last one gave: make a "
    "new one inside your function."
)
_KEPT = (
    "For other numbers of the same shape your function gives the same result: does it look at the numbers that come "
    "in, or does it keep results from before, such as in a dictionary made outside it?"
)


def used_in_all_cases(
    exercise: Content, function: Callable, cases: list[Case], calls: list[Call], deadline: float
) -> list[Call]:
    """Give what an answer does in every case, after its first calls, which are at hand; fewer where it was stopped."""
    used = [*calls]
    for case in cases[len(calls) :]:
        if used[-1].stopped:
            break
        used.append(watch(exercise, function, own_copy(case.given), left(deadline)))
    return used


def name_mistake(
    exercise: Content, function: Callable, cases: list[Case], calls: list[Call], deadline: float
) -> tuple[str, str]:
    """Look the answer up in the catalogue: it must behave like the mistake in every case. Else say what can be seen."""
    if len(calls) < len(cases):
        return "", ""  # it was stopped in one of them
    if any(not comparable(one.value) for one in calls):
        return "", ""
    if any(look(str, one.error, otherwise=None) is None for one in calls):
        return "", ""  # an error whose text never ends; to look for it once more at each mistake takes long
    answers = [*map(behaviour, calls)]
    for name, (message, wrong_answer) in exercise.mistakes.items():
        if alike(exercise, wrong_answer, cases, answers):
            return name, message
    if seen := look(_explained, exercise, cases, calls, otherwise=""):
        return "", _changes_its_mind(exercise, function, cases, deadline) or seen
    for seen_in in (_in_brackets, rounded, signs):
        if seen := look(seen_in, exercise, cases, calls, otherwise=""):
            return "", seen
    # Where each result is right, what is wrong is what was changed on the way.
    failing = next((place for place, one in enumerate(calls) if _is_wrong(exercise, cases[place], one)), None)
    if failing is not None and (seen := number_built_in(exercise, function, cases, failing)):
        return "", seen
    # Before what is alike in all cases: one object at each call is, and so is what is drawn at random.
    seen = _changes_its_mind(exercise, function, cases, deadline)
    seen = seen or look(_ignores_arguments, exercise, function, cases, calls, otherwise="")
    return "", seen or _keeps_results(exercise, function, cases, calls, deadline)


def _is_wrong(exercise: Content, case: Case, gave: Call) -> bool:
    if gave.error is not None:
        return True
    missed: object = "it cannot be looked at"
    return look(missed_rung, gave.value, case.right, exercise.result_names, otherwise=missed) is not None


def _explained(exercise: Content, cases: list[Case], calls: list[Call]) -> str:
    """Ask the exercise itself; "" where it says nothing, or an answer crashed or was refused."""
    if exercise.explain is None or any(one.error is not None for one in calls):
        return ""
    return exercise.explain(exercise, [case.given for case in cases], [one.value for one in calls])


def _in_brackets(exercise: Content, cases: list[Case], calls: list[Call]) -> str:
    """Say that an answer gives the right number in brackets, and that in all cases; "" where it does not."""
    values = [one.value for one in calls if isinstance(one.value, Tensor | np.ndarray) and {*one.value.shape} == {1}]
    if len(values) < len(cases):
        return ""
    numbers = [value[(0,) * value.ndim] for value in values]
    missed = any(missed_rung(number, case.right) for number, case in zip(numbers, cases, strict=True))
    out = f"`[{', '.join('0' * values[0].ndim)}]` takes it out of them, as a sum over all would."
    return "" if missed else f"The number is right, only in brackets: {out}"


def _has_fractions(value: object) -> bool:
    """Tell whether a value is no chance: zeros, say, or True for all numbers come again though nothing is kept."""
    return any(bool((numbers.isfinite() & (numbers % 1 != 0)).any()) for numbers, _ in pairs_of_numbers(value, value))


def _keeps_results(exercise: Content, function: Callable, cases: list[Case], calls: list[Call], deadline: float) -> str:
    """Say that an answer gives in new cases what it has given in the first ones, where others are right.

    Also with 0 for every number: one that counts, say, may well give the same for all numbers that are drawn.
    """
    found = 0
    for case, earlier, before in zip(draw_cases(exercise), cases, calls, strict=True):
        if same_value(case.right, earlier.right) or not look(_has_fractions, before.value, otherwise=False):
            continue
        after = watch(exercise, function, own_copy(case.given), left(deadline))
        if not same_value(before.value, after.value):
            return ""
        zeros = own_copy(case.given)
        with torch.no_grad():
            for leaf in leaves(zeros):
                leaf.zero_()
        if not found and not same_value(before.value, watch(exercise, function, zeros, left(deadline)).value):
            return ""
        found += 1
    return _KEPT if found > 1 else ""


def _ignores_arguments(exercise: Content, function: Callable, cases: list[Case], calls: list[Call]) -> str:
    """Say that an answer is one and the same in all cases, as a copied example is; "" where it is not."""
    if any(one.error is not None or one.value is None for one in calls) or inspect.isclass(exercise.reference):
        return ""
    is_one = isinstance(calls[0].value, Tensor | np.ndarray | list) and all(
        one.value is calls[0].value for one in calls
    )
    if is_one and not unused_inputs(function):
        return _ONE_RESULT
    first, *rest = (_first_looked_at(one.value) for one in calls)
    is_constant = first is not None and all(same_value(first, other) for other in rest)
    if not is_constant or all(same_value(cases[0].right, case.right) for case in cases):
        return ""
    names = argument_names(exercise, max(len(case.given) for case in cases))
    *others, last = [f"`{name}`" for name in names]
    named = f"{', '.join(others)} and {last}" if others else last
    return f"Your function gives the same answer whatever it is given: does it use {named}?"


def _changes_its_mind(exercise: Content, function: Callable, cases: list[Case], deadline: float) -> str:
    """Say that an answer gives another result for the same input, where the reference does not; "" where it is one."""
    firsts: dict[tuple[bool, int], object] = {}

    def asked(one: Callable, case: Case) -> object:
        done = watch(exercise, one, own_copy(case.given), left(deadline))
        if isinstance(done.error, Wrong):
            return str(done.error)
        return look(copy.deepcopy, done.value, otherwise=None)  # a list of the answer's may grow in its next call

    def differs(one: Callable, is_drawn_anew: bool) -> bool:
        place = len(cases) - 1 if is_drawn_anew else 0  # of many numbers hardly all come again
        if (one is function, place) not in firsts:
            firsts[one is function, place] = asked(one, cases[place])
        first = firsts[one is function, place]
        if first is None or (is_drawn_anew and isinstance(first, str)):  # what the exercise says of it is nearer
            return False
        with other_random_numbers() if is_drawn_anew else contextlib.nullcontext():
            second = asked(one, cases[place])
        # A function, say, is not even like itself here.
        return second is not None and same_value(first, first) and not same_value(first, second)

    draws_anew = (False, True, True, True)  # a choice between two comes out alike in one of two draws
    if not any(differs(function, anew) and not differs(exercise.reference, anew) for anew in draws_anew):
        return ""
    return CHANGES_ITS_MIND


def _first_looked_at(value: object) -> object:
    """Give what an answer returned, without what is looked at beside it; of very many numbers the first million."""
    if type(value) is dict and value:
        value = next(iter(value.values()))
    return value.flatten()[:_MANY] if type(value) is Tensor and value.numel() > _MANY else value
