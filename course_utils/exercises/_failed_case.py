"""What is wrong with an answer in one case, as a learner reads it: what was called, expected, and came."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType

from torch import Tensor, nn

from course_utils._messages import describe
from course_utils.exercises._arguments_afterwards import changed, watched
from course_utils.exercises._cases import Case, argument_names
from course_utils.exercises._comparing.compare import Difference, missed_rung
from course_utils.exercises._content import Content, Wrong
from course_utils.exercises._running.guarded_call import Call, look, where
from course_utils.exercises._show_values import show, show_argument

ENDLESS = (
    "It did not come to an end within a few seconds and was stopped. Does a loop run for ever? Or does it go through "
    "very many numbers one by one? That is right but slow: PyTorch does it for a whole tensor at once."
)
_SHORT = 70  # characters of a call that stands in the message; a longer one stands below it


@dataclass(frozen=True)
class Failed:
    """What is wrong with an answer in one case."""

    state: str
    message: str
    called: str = ""  # the call, where it is too long for the message


def wrong_with(exercise: Content, function: Callable, case: Case, result: Call, advises: bool = True) -> Failed | None:
    """Say what is wrong with what a call did, and what is usually done about it."""
    if result.stopped:
        return Failed("crashed", f"{ENDLESS}{_called(exercise, function, case.given)}")
    if isinstance(result.error, Wrong):
        return Failed("wrong", str(result.error))
    if result.error is not None:
        said = look(where, result.error, exercise.lesson, advises, otherwise=type(result.error).__name__)
        return Failed("crashed", f"{said}{_called(exercise, function, case.given)}")
    odd: Difference | None = Difference(
        advice=f"What it returned, an object of the type {type(result.value).__name__}, cannot be looked at."
    )
    missed = look(missed_rung, result.value, case.right, exercise.result_names, case.follows, otherwise=odd)
    if missed:
        return _different(exercise, case, missed, advises)
    passed = result.afterwards or ()
    names = argument_names(exercise, len(passed), function)
    place = look(changed, case, passed, otherwise=None)
    if place is not None:
        is_net = isinstance(passed[place], nn.Module)
        todo = "It is only asked here: it neither learns nor becomes another." if is_net else "Work on a copy."
        return Failed("wrong", f"The result is right here, but `{names[place]}` was changed on the way. {todo}")
    none: tuple[int, ...] = ()
    result.watched.update(names[place] for place in look(watched, case, passed, otherwise=none))
    return None


def _different(exercise: Content, case: Case, missed: Difference, advises: bool = True) -> Failed:
    made = f"{exercise.name}()" if inspect.isclass(exercise.reference) else exercise.name
    shown = f"{made}({', '.join(map(show_argument, case.given))})"
    is_short = len(shown) <= _SHORT
    told = missed.told(f"For `{shown}`" if is_short else "In the call below", advises)
    return Failed("wrong", told, "" if is_short else shown)


def of_what_is_named(exercise: Content, cases: list[Case], calls: list[Call], said: str) -> Failed | None:
    """Show, of several results, the first that a cause names and that is wrong in a case; None where it names none."""
    named = [name for name in exercise.result_names if re.search(rf"\b{re.escape(name)}\b", said)]
    for name in sorted(named, key=said.find):
        place = exercise.result_names.index(name)
        for case, one in zip(cases, calls, strict=False):
            if not isinstance(one.value, tuple | list) or not isinstance(case.right, tuple):
                return None
            if missed := missed_rung(one.value[place], case.right[place], (), case.follows):
                return _different(exercise, case, missed.within(name), advises=False)
    return None


def another_shape(exercise: Content, function: Callable, before: list[Case], case: Case) -> str:
    """Say that an answer was right until an input came with another number of dimensions; "" where none did."""
    if not before:
        return ""
    names = argument_names(exercise, len(case.given), function)
    for place, (name, value) in enumerate(zip(names, case.given, strict=True)):
        earlier = [one.given[place] for one in before if len(one.given) > place]
        if not isinstance(value, Tensor):
            continue
        # With another dtype, too, either may be the cause.
        shapes = [[*one.shape] for one in earlier if isinstance(one, Tensor) and one.dtype == value.dtype]
        if shapes and value.dim() not in map(len, shapes):
            return f"It was right for `{name}` of shape {shapes[-1]}: here the shape is {[*value.shape]}."
    return ""


def changed_on_the_way(exercise: Content, case: Case, result: Call, function: Callable) -> str:
    """Say which argument a wrong answer changed that stays as it is in a right one; "" where there is none."""
    passed = result.afterwards or ()
    place = look(changed, case, passed, otherwise=None) if passed else None
    if place is None:
        return ""
    name = argument_names(exercise, len(passed), function)[place]
    is_tensor = isinstance(passed[place], Tensor)
    todo = f"work on a copy, `{name}.clone()`, or make a new one" if is_tensor else "work on a copy, or on what is new"
    if isinstance(passed[place], nn.Module):
        todo = "it is only asked here, and neither learns nor becomes another"
    return f"Your function changes `{name}` itself, which its caller still needs as it was: {todo}."


def _called(exercise: Content, function: Callable, given: tuple) -> str:
    """Say what an answer was called with: shapes and dtypes, which explain most crashes."""
    named = zip(argument_names(exercise, len(given), function), given, strict=True)
    what = ", ".join(
        f"`{name}`: {describe(value) if isinstance(value, Tensor | FunctionType) else show(value)}"
        for name, value in named
    )
    return f"\nIt was called with {what}." if what else ""


def without_a_cause(said: str) -> str:
    """Leave out of what an exercise says why something is wrong: what was compared and how it came out stays."""
    lines = said.splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith("expected ")), 0)
    return "\n".join(lines[max(first - 1, 0) if lines[first - 1].endswith(":") else first :])
