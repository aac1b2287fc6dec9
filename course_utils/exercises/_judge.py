"""How an answer is judged: case by case against the reference, then against the catalogue of mistakes."""

import copy
import functools
import inspect
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import FunctionType

import numpy as np
import torch
from torch import Generator, Tensor, nn

from course_utils._messages import describe
from course_utils.exercises import _run
from course_utils.exercises._compare import missed_rung, same, show, show_argument
from course_utils.exercises._content import Content, Wrong
from course_utils.exercises._outcome import Outcome
from course_utils.exercises._program_settings import SETTINGS
from course_utils.exercises._run import Call, call, look, where

_ENDLESS = (
    "It did not come to an end within a few seconds and was stopped. Does a loop run for ever? Or does it go through "
    "very many numbers one by one? That is right but slow: PyTorch does it for a whole tensor at once."
)
_AT_LEAST_SECONDS = 0.2
_IMPORTS_MUCH = 20
_ORDINARY = {Tensor, float, int, bool, str, type(None)}  # they do nothing of their own when they are compared


@dataclass(frozen=True)
class _Case:
    """One set of arguments, what is right for it, and what the arguments are afterwards."""

    given: tuple
    right: object
    afterwards: tuple
    follows: str = ""  # the argument whose dtype is that of the result, in all cases of a check


def judge(exercise: Content, function: Callable) -> Outcome:
    """Try all cases until one fails, then look for the mistake's name; on its own, see ``_run.on_its_own``."""
    cases = _cases(exercise)
    deadline = time.monotonic() + _run.SECONDS
    calls: list[Call] = []
    for case in cases:
        failed = _try(exercise, function, case, calls, deadline)
        if failed:
            state, message = failed
            mistake, says = _name_mistake(exercise, function, cases, calls, deadline)
            message = f"{says}\n{message}" if says else message
            return Outcome(exercise.name, state, message, exercise.hints, mistake, _remarks(calls))
    remark = look(exercise.remark, function, otherwise="") if exercise.remark else ""
    remarks = (*_remarks(calls), remark) if remark else _remarks(calls)
    return Outcome(exercise.name, "right", exercise.consequence, remarks=remarks)


def generator() -> Generator:
    """Give a generator of the check's own: the learner's seed is neither used nor moved."""
    own = Generator()
    own.seed()
    return own


def watch(exercise: Content, function: Callable, given: tuple, seconds: float | None = None) -> Call:
    """Use a function in one case, as the exercise says, on arguments that belong to it alone."""
    return call(functools.partial(exercise.use, function), given, seconds, SETTINGS)


def _cases(exercise: Content) -> list[_Case]:
    """Draw the cases of one check, with what is right in each."""
    cases = []
    for given in exercise.cases(generator()):
        afterwards = copy.deepcopy(given)
        cases.append(_Case(given, exercise.use(exercise.reference, *afterwards), afterwards))
    follows = _followed(exercise, cases)
    return [replace(case, follows=follows) for case in cases]


def _followed(exercise: Content, cases: list[_Case]) -> str:
    """Name the argument whose dtype the results take; "" where none does, or only one dtype comes."""
    for place, name in enumerate(_names(exercise, min(len(case.given) for case in cases))):
        dtypes = [{leaf.dtype for leaf in _leaves([case.given[place], case.right])} for case in cases]
        tensors = all(isinstance(case.given[place], Tensor) and _holds_a_tensor(case.right) for case in cases)
        if tensors and all(len(both) == 1 for both in dtypes) and len(set.union(*dtypes)) > 1:
            return name
    return ""


def _holds_a_tensor(value: object) -> bool:
    return any(True for _ in _leaves(value))


def _mistaken(exercise: Content, make: Callable, case: _Case) -> Call:
    """Use a wrong version of the catalogue in one case."""
    return call(functools.partial(exercise.use, make), copy.deepcopy(case.given))


def _try(
    exercise: Content, function: Callable, case: _Case, calls: list[Call], deadline: float
) -> tuple[str, str] | None:
    """Use the function in one case; give state and message when something is wrong."""
    modules = len(sys.modules)
    passed = copy.deepcopy(case.given)
    result = watch(exercise, function, passed, _left(deadline))
    if result.stopped and len(sys.modules) > modules + _IMPORTS_MUCH:
        # The first optimizer of a process imports for seconds: that is not the learner's doing.
        passed = copy.deepcopy(case.given)
        result = watch(exercise, function, passed)
    calls.append(result)
    if result.stopped:
        return "crashed", f"{_ENDLESS}{_called(exercise, case.given)}"
    if isinstance(result.error, Wrong):
        return "wrong", str(result.error)
    if result.error is not None:
        said = look(where, result.error, exercise.lesson, otherwise=type(result.error).__name__)
        return "crashed", f"{said}{_called(exercise, case.given)}"
    made = f"{exercise.name}()" if inspect.isclass(exercise.reference) else exercise.name
    shown = f"{made}({', '.join(map(show_argument, case.given))})"
    odd = f"what it returned, an object of the type {type(result.value).__name__}, cannot be looked at."
    missed = look(missed_rung, result.value, case.right, exercise.gives, case.follows, otherwise=odd)
    if missed:
        return "wrong", f"For `{shown}`: {missed}"
    names = _names(exercise, len(passed))
    changed = look(_changed, case, passed, otherwise=None)
    if changed is not None:
        is_net = isinstance(passed[changed], nn.Module)
        todo = "It is only asked here: it neither learns nor becomes another." if is_net else "Work on a copy."
        return "wrong", f"The result is right, but `{names[changed]}` was changed on the way. {todo}"
    none: tuple[int, ...] = ()
    result.watched.update(names[place] for place in look(_watched, case, passed, otherwise=none))
    return None


def _changed(case: _Case, passed: tuple) -> int | None:
    """Give the place of the first argument that the reference leaves as it is and the answer does not."""
    for place, (before, right, after) in enumerate(zip(case.given, case.afterwards, passed, strict=True)):
        leaves = list(_leaves(before)), list(_leaves(right)), list(_leaves(after))
        if len(leaves[0]) == len(leaves[1]) != len(leaves[2]):
            return place
        if any(_equal(x, y) and not _equal(x, z) for x, y, z in zip(*leaves, strict=False)):
            return place
    return None


def _equal(a: Tensor, b: Tensor) -> bool:
    learns = isinstance(a, nn.Parameter) and a.requires_grad != b.requires_grad
    return a.dtype == b.dtype and torch.equal(a, b) and not learns


def _watched(case: _Case, passed: tuple) -> tuple[int, ...]:
    """Give the places of the arguments that autograd watches from now on, of those that are to stay as they are."""
    places = []
    for place, (before, right, after) in enumerate(zip(case.given, case.afterwards, passed, strict=True)):
        stays = not isinstance(after, nn.Module) and all(map(_equal, _leaves(before), _leaves(right)))
        if stays and any(leaf.requires_grad for leaf in _leaves(after)):
            places.append(place)
    return tuple(places)


def _leaves(value: object) -> Iterator[Tensor]:
    """Give every tensor that an argument or a result holds."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, nn.Module):
        yield from (*value.parameters(), *value.buffers())
    elif isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)


def _called(exercise: Content, given: tuple) -> str:
    """Say what an answer was called with: shapes and dtypes, which explain most crashes."""
    named = zip(_names(exercise, len(given)), given, strict=True)
    what = ", ".join(
        f"`{name}`: {describe(value) if isinstance(value, Tensor | FunctionType) else show(value)}"
        for name, value in named
    )
    return f"\nIt was called with {what}." if what else ""


def _names(exercise: Content, count: int) -> list[str]:
    """Name the arguments of a case as the task does."""
    _, *parameters = inspect.signature(exercise.use).parameters.values()
    if parameters[0].kind == inspect.Parameter.VAR_POSITIONAL:  # called as it is
        parameters = list(inspect.signature(exercise.reference).parameters.values())
    names = [parameter.name for parameter in parameters]
    return names[:count] + [names[-1]] * (count - len(names))


def _name_mistake(
    exercise: Content, function: Callable, cases: list[_Case], calls: list[Call], deadline: float
) -> tuple[str, str]:
    """Look the answer up in the catalogue: it must behave like the mistake in every case."""
    for case in cases[len(calls) :]:
        if calls[-1].stopped:
            return "", ""
        calls.append(watch(exercise, function, copy.deepcopy(case.given), _left(deadline)))
    if any(not _comparable(one.value) for one in calls):
        return "", ""
    for name, (says, make) in exercise.mistakes.items():
        # Case by case: most mistakes differ in the first one already.
        if _alike(exercise, make, cases, calls):
            return name, says
    return "", _at_a_look(exercise, cases, calls)


def _at_a_look(exercise: Content, cases: list[_Case], calls: list[Call]) -> str:
    """Say what can be seen of wrong answers to any exercise; "" where nothing can."""
    return look(_in_brackets, exercise, cases, calls, otherwise="") or look(
        _ignores_arguments, exercise, cases, calls, otherwise=""
    )


def _in_brackets(exercise: Content, cases: list[_Case], calls: list[Call]) -> str:
    """Say that an answer gives the right number in brackets, and that in all cases; "" where it does not."""
    values = [one.value for one in calls if isinstance(one.value, Tensor | np.ndarray) and {*one.value.shape} == {1}]
    if len(values) < len(cases):
        return ""
    numbers = [value[(0,) * value.ndim] for value in values]
    missed = any(missed_rung(number, case.right) for number, case in zip(numbers, cases, strict=True))
    out = f"`[{', '.join('0' * values[0].ndim)}]` takes it out of them, as a sum over all would."
    return "" if missed else f"The number is right, only in brackets: {out}"


def _ignores_arguments(exercise: Content, cases: list[_Case], calls: list[Call]) -> str:
    """Say that an answer is one and the same in all cases, as a copied example is; "" where it is not."""
    if any(one.error is not None or one.value is None for one in calls) or inspect.isclass(exercise.reference):
        return ""
    if not all(_same(calls[0].value, one.value) for one in calls) or all(
        _same(cases[0].right, case.right) for case in cases
    ):
        return ""
    names = _names(exercise, max(len(case.given) for case in cases))
    *others, last = [f"`{name}`" for name in names]
    named = f"{', '.join(others)} and {last}" if others else last
    return f"Your function gives the same answer whatever it is given: does it use {named}?"


def _alike(exercise: Content, make: Callable, cases: list[_Case], calls: list[Call]) -> bool:
    """Tell whether two answers behave alike: the same values, crashes in the same cases, and wrong in one at least.

    The last keeps a crash in every case from being taken for a mistake that crashes too, unless in the same words.
    """
    wrong = False
    for case, answer in zip(cases, calls, strict=True):
        made = _mistaken(exercise, make, case)
        if isinstance(made.error, Wrong) and isinstance(answer.error, Wrong):
            if str(made.error) != str(answer.error):
                return False
            wrong = True
        elif made.error is not None or answer.error is not None:
            if made.error is None or answer.error is None:
                return False
            wrong = wrong or _said(made.error) == _said(answer.error)
        elif not _same(made.value, answer.value):
            return False
        else:
            wrong = wrong or bool(missed_rung(answer.value, case.right, exercise.gives))
    return wrong


def _same(made: object, answer: object) -> bool:
    """Compare; an object that refuses it, or takes too long, is no catalogued mistake."""
    if type(answer) in _ORDINARY:
        return same(made, answer)
    return look(same, made, answer, otherwise=False)


def _comparable(value: object) -> bool:
    """Tell whether a value lets itself be compared, if only with itself: it may never come to an end."""
    return type(value) in _ORDINARY or look(same, value, value, otherwise=None) is not None


def _said(error: BaseException) -> str:
    """Give an error's kind and text; one whose text cannot be made is like no other."""
    return look(lambda: f"{type(error).__name__}: {error}", otherwise=str(id(error)))


def _left(deadline: float) -> float:
    """Give the seconds that are left: all calls of a check share one limit."""
    return max(deadline - time.monotonic(), _AT_LEAST_SECONDS)


def _remarks(calls: list[Call]) -> tuple[str, ...]:
    changed = sorted({name for result in calls for name in result.changed})
    remarks = [f"Your function changed {name}; it has been put back." for name in changed]
    remarks += [
        f"`{name}` is watched by autograd from now on: a step in place on it stops with an error, and a second "
        "`backward()` adds to its `.grad`. Work on a copy, `.detach().clone().requires_grad_()`."
        for name in sorted({name for result in calls for name in result.watched})
    ]
    if any(result.printed for result in calls):
        remarks.append("What your function prints is not shown here: call it yourself to see it.")
    remarks += [
        f"A warning came with it: {text}" for text in sorted({w for result in calls for w in result.warned})[:1]
    ]
    return tuple(remarks)
