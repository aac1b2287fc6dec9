"""How an answer is judged: case by case against the reference, then against the catalogue of mistakes."""

import inspect
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain
from types import FunctionType

from course_utils.exercises._cases import Case, draw_cases, left, own_copy, watch
from course_utils.exercises._comparing.compare import Difference, missed_rung
from course_utils.exercises._comparing.mistake_names import CHANGES_ITS_MIND, name_mistake, used_in_all_cases
from course_utils.exercises._content import Content, Wrong
from course_utils.exercises._failed_case import (
    Failed,
    another_shape,
    changed_on_the_way,
    of_what_is_named,
    without_a_cause,
    wrong_with,
)
from course_utils.exercises._globals_read import (
    instead_of_all_inputs,
    instead_of_an_input,
    kept_by_global,
    unused_inputs,
    values_of_other_cells,
)
from course_utils.exercises._learner_source import sets_for_adds
from course_utils.exercises._line_of_slip import line_of_slip
from course_utils.exercises._outcome import Outcome
from course_utils.exercises._plain_slips import (
    comma_for_a_point,
    line_without_effect,
    order_of_inputs,
    slip_in_a_loop,
)
from course_utils.exercises._running import guarded_call
from course_utils.exercises._running.guarded_call import Call, line_that_raised, look, where
from course_utils.exercises._running.program_settings import other_random_numbers
from course_utils.exercises._what_is_too_much import what_is_too_much

_KEEPS = (
    "In some calls your function is right, and in others it is not. Does it keep something from call to call, such as "
    "a list or a dictionary made outside it? Make that inside it. Or does it draw random numbers? Leave these out."
)
_OVERWRITTEN = (
    "Each result is right, until your next call overwrites it: you give the same tensor or list again and again. "
    "Make a new one inside your function."
)
_IMPORTS_MUCH = 20


def judge(exercise: Content, function: Callable) -> Outcome:
    """Try all cases until one fails, then look for the mistake's name; on its own, see ``guarded_call.on_its_own``.

    An answer that is right in all of them is tried once more, also with numbers drawn anew: it may keep its results.
    """
    cases = draw_cases(exercise)
    began = time.monotonic()
    deadline = began + guarded_call.SECONDS
    calls: list[Call] = []
    for case in cases:
        result, failed = _try(exercise, function, case, deadline)
        calls.append(result)
        if failed:
            return _told(exercise, function, cases, calls, failed, deadline)
    if time.monotonic() - began < guarded_call.SECONDS / 4:  # who needs longer does right, only slowly
        # The last first, and each with other numbers next: what is kept until the shape changes shows.
        for case in chain.from_iterable(zip(reversed(cases), reversed(draw_cases(exercise)), strict=True)):
            with other_random_numbers():
                result, failed = _try(exercise, function, case, deadline)
            if failed:
                message = f"{_KEEPS}\n{failed.message}"
                return Outcome(exercise.name, "wrong", message, exercise.hints, "", _remarks(calls), failed.called)
        if any(map(partial(_is_overwritten, exercise), cases, calls)):
            return Outcome(exercise.name, "wrong", _OVERWRITTEN, exercise.hints, "", _remarks(calls))
    remark = look(exercise.remark, function, otherwise="") if exercise.remark else ""
    remarks = (*_remarks(calls), remark) if remark else _remarks(calls)
    return Outcome(exercise.name, "right", exercise.consequence, remarks=remarks)


def _told(
    exercise: Content, function: Callable, cases: list[Case], calls: list[Call], failed: Failed, deadline: float
) -> Outcome:
    """Say what is wrong with an answer: its cause first, where that is found, then the case in which it failed."""
    case, result, is_a_class = cases[len(calls) - 1], calls[-1], isinstance(function, type)
    before = cases[: len(calls) - 1]
    calls = used_in_all_cases(exercise, function, cases, calls, deadline)
    mistake, message = name_mistake(exercise, function, cases, calls, deadline)
    is_right = partial(_is_right, exercise, cases, deadline)
    line = ""
    if taken := instead_of_an_input(function, is_right) or _said_in_vain(exercise, function, message):
        mistake = ""  # what is tried, or stands there, is nearer to the cause than what it does to the numbers
    elif mistake:
        taken = _answers_what_is_asked(function, message)
    else:
        taken = instead_of_all_inputs(function) or _in_the_line_that_raised(function, result.error)
        taken = taken or ("" if message else slip_in_a_loop(function))
    message = taken or message
    shape = "" if message else another_shape(exercise, function, before, case)
    if kept := kept_by_global(function):  # what it does hangs on the calls before: no change of it can be tried
        message = message if mistake else kept
    elif failed.state == "wrong":
        changes = partial(changed_on_the_way, exercise, case, result)
        others: list[Callable[[Callable], str]] = [sets_for_adds, unused_inputs, changes]
        if "another cell" not in failed.message:  # the exercise knows what for
            others.insert(0, values_of_other_cells)
        message = message or ("" if mistake else next(filter(None, (look_at(function) for look_at in others)), ""))
        if message and not mistake and not taken and "change" not in message + failed.message:
            message = "\n".join(filter(None, [changes(function), message]))
        if "your line" not in message:
            tests = partial(_fits, exercise, case), is_right
            is_named = bool(mistake) and "missing" not in message
            line = what_is_too_much(function, *tests, is_named)
            if line and not is_named and mistake:
                message = mistake = ""  # what would be missing stands there, and is undone by what is too much
            line = line or line_of_slip(function, *tests)
        if message and not mistake:
            none: Failed | None = None
            failed = look(of_what_is_named, exercise, cases, calls, message, otherwise=none) or failed
    elif not result.stopped and (not message or "missing" in message):
        line = what_is_too_much(function, partial(_fits, exercise, case), is_right, is_named=False)
        if line:
            message = mistake = ""
    of_others = values_of_other_cells(function) if is_a_class and message else ""  # layers, say, that never learn
    # These say themselves what to do, and general advice beside them may say something else.
    if mistake or taken or message.endswith(CHANGES_ITS_MIND):
        failed = wrong_with(exercise, function, case, result, advises=False) or failed
        failed = replace(failed, message=without_a_cause(failed.message))
    parts = dict.fromkeys(filter(None, [shape, of_others, message, line, failed.message]))  # none of them twice
    message = "\n".join(parts)
    return Outcome(exercise.name, failed.state, message, exercise.hints, mistake, _remarks(calls), failed.called)


def _said_in_vain(exercise: Content, function: Callable, known: str) -> str:
    """Say what of an answer does not do what its words say; "" where there is nothing, or it is known already."""
    order = "" if "`def` line" in known else order_of_inputs(exercise, function)
    return order or comma_for_a_point(function) or ("" if "changes nothing" in known else line_without_effect(function))


def _answers_what_is_asked(function: Callable, message: str) -> str:
    """Put what a loop of the answer shows in the place of the question that a message ends with, or give ""."""
    said, _, asked = message.partition(": ")
    if "?" not in asked or "?" in said or message.startswith("Two things"):
        return ""
    answer = slip_in_a_loop(function)
    return f"{said}: {answer}" if answer else ""


def _in_the_line_that_raised(function: Callable, error: BaseException | None) -> str:
    """Say which values of other cells a line takes whose shapes or places do not fit; "" where it takes none."""
    if not isinstance(error, RuntimeError | ValueError | IndexError):
        return ""  # such as a name that is not there: advice knows more
    line = look(line_that_raised, error, otherwise="")
    return values_of_other_cells(function, line) if line else ""


def _is_overwritten(exercise: Content, case: Case, earlier: Call) -> bool:
    """Tell whether a result that was right is not any more, after other calls."""
    none: Difference | None = None
    return look(missed_rung, earlier.value, case.right, exercise.result_names, case.follows, otherwise=none) is not None


def _is_right(exercise: Content, cases: list[Case], deadline: float, function: Callable) -> bool:
    if time.monotonic() > deadline:
        return False
    results = []
    for case in cases:
        result, failed = _try(exercise, function, case, deadline)
        if failed or result.watched:
            return False
        results.append(result)
    return not any(map(partial(_is_overwritten, exercise), cases, results))


def _fits(exercise: Content, case: Case, function: Callable) -> bool:
    """Tell whether an answer gives what is right in one case; who asks holds the time and catches what it raises."""
    given = exercise.observe(function, *own_copy(case.given))
    return missed_rung(given, case.right, exercise.result_names, case.follows) is None


def _try(exercise: Content, function: Callable, case: Case, deadline: float) -> tuple[Call, Failed | None]:
    """Use the function in one case; give what it did, and what is wrong with that."""
    modules = len(sys.modules)
    passed = own_copy(case.given)
    result = watch(exercise, function, passed, left(deadline))
    if len(sys.modules) > modules + _IMPORTS_MUCH:
        # The first optimizer of a process imports for seconds, and sets what it needs: not the learner's doing.
        result.changed.clear()
        if result.stopped:
            passed = own_copy(case.given)
            result = watch(exercise, function, passed)
    if result.error is not None and _while_looking(exercise, result.error, function):
        why = look(where, result.error, otherwise=type(result.error).__name__)
        return result, Failed("wrong", f"What your function gives, or leaves behind, cannot be looked at: {why}")
    if result.afterwards is None:
        result.afterwards = passed
    return result, wrong_with(exercise, function, case, result)


def _while_looking(exercise: Content, error: BaseException, function: Callable) -> bool:
    """Tell whether an error came when the answer had ended already, and the exercise looked at what it had made."""
    if isinstance(error, Wrong) or not isinstance(function, FunctionType) or inspect.isclass(exercise.reference):
        return False
    codes = [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]
    is_called_wrongly = type(error) is TypeError and str(error).startswith(f"{function.__qualname__}() ")
    return function.__code__ not in codes and not is_called_wrongly


def _remarks(calls: list[Call]) -> tuple[str, ...]:
    changed = sorted({name for result in calls for name in result.changed})
    remarks = [f"Your function changed {name}; it has been put back." for name in changed]
    remarks += [
        f"`{name}` is watched by autograd from now on: a step in place on it stops with an error, and a second "
        "`backward()` adds to its `.grad`. Work on a copy, `.detach().clone().requires_grad_()`."
        for name in sorted({name for result in calls for name in result.watched})
    ]
    if any(result.goes_on for result in calls):
        remarks.append(
            "Your function has started a thread that still runs: what it prints may come up anywhere, and only a "
            "restart of the kernel ends it."
        )
    if any(result.printed for result in calls):
        remarks.append("What your function prints is not shown here: call it yourself to see it.")
    remarks += [
        f"A warning came with it: {text}" for text in sorted({w for result in calls for w in result.warned})[:1]
    ]
    return tuple(remarks)
