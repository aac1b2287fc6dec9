"""What an exercise is, and how any answer is checked: mechanism only; what a lesson asks stands in its own module.

A check calls the learner's function with fresh inputs, compares what comes back with an independent reference, rung by
rung, and looks an answer that is wrong up in the exercise's catalogue of typical mistakes.
"""

import copy
import dis
import inspect
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Generator, Tensor

from course_utils._messages import describe
from course_utils.exercises import _run, progress
from course_utils.exercises._compare import missed_rung, same, show
from course_utils.exercises._map import LessonProgress
from course_utils.exercises._outcome import Note, Outcome
from course_utils.exercises._run import Call, call, where

_ENDLESS = "It did not come to an end within a few seconds and was stopped. Does a loop run for ever?"
_CHANGED = "The result is right, but what you were given was changed on the way. Work on a new tensor."
_AT_LEAST_SECONDS = 0.2
# The names of all exercises made so far: a check recognises the function of another one.
_names: set[str] = set()


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer: the function that makes it, and the sentence that names it.

    Parameters
    ----------
    name : str
        Short and unique in its exercise.
    says : str
        What the learner is told.
    make : callable
        Answers as the mistake does; the catalogue tests itself with it.
    """

    name: str
    says: str
    make: Callable


@dataclass
class Exercise:
    """One exercise: what is asked, what is right, what is typically wrong.

    Parameters
    ----------
    lesson : str
        The stem of the lesson, such as "pixels_to_vectors".
    task : str
        What to write, in a sentence.
    reference : callable
        A right answer, named as the learner's function should be. Its source is what ``solution()`` shows. It returns
        a tensor, a whole number (int), or any number (float or a tensor without dimensions).
    cases : callable
        Takes a torch Generator, gives a list of tuples of arguments; the smallest first, then other sizes and dtypes.
    mistakes : tuple of Mistake
        The catalogue.
    hints : tuple of three str
        From the idea to almost the code; none gives the answer.
    consequence : str
        What a right answer makes possible.
    """

    lesson: str
    task: str
    reference: Callable
    cases: Callable[[Generator], list[tuple]]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str, str]
    consequence: str
    _hints_given: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        _names.add(self.name)

    @property
    def name(self) -> str:
        """The name of the function that the learner writes."""
        return self.reference.__name__

    def check(self, function: Callable | None = None) -> Outcome:
        """Check an answer.

        Parameters
        ----------
        function : callable
            Your function: a def, a lambda, a method, a functools.partial.

        Returns
        -------
        Outcome
            Shows itself; whatever the function does, an Outcome comes back.
        """
        usage = f"Pass your function to the check: `lesson.{self.name}.check({self.name})`."
        if function is None:
            return self._outcome("not started", usage)
        if not callable(function):
            return self._outcome("wrong", f"expected a function, got {describe(function)}. {usage}")
        if _is_stub(function):
            return self._outcome("not started", f"{self.task} Put your code where `...` stands, then run this again.")
        calls: list[Call] = []
        outcome = self._judge(function, calls)
        passed = getattr(function, "__name__", "")
        if outcome.state != "right" and passed in _names - {self.name}:
            return self._outcome("wrong", f"You passed `{passed}`, the function of another exercise. {usage}")
        if outcome.state == "right":
            progress.record(self.lesson, self.name, "right", _source(function))
        return outcome

    def hint(self, number: int | None = None) -> Note:
        """Show the next hint, or the one with this number, 1 to 3."""
        if number is None:
            self._hints_given = min(self._hints_given + 1, len(self.hints))
            number = self._hints_given
        if not isinstance(number, int) or number not in range(1, len(self.hints) + 1):
            return Note(self.name, f"expected a hint from 1 to {len(self.hints)}, got {show(number)}.")
        return Note(self.name, f"Hint {number} of {len(self.hints)}: {self.hints[number - 1]}")

    def solution(self) -> Note:
        """Show the reference code; the exercise then counts as seen, not solved."""
        progress.record(self.lesson, self.name, "seen")
        return Note(self.name, "One right answer:", inspect.getsource(self.reference))

    def _judge(self, function: Callable, calls: list[Call]) -> Outcome:
        """Try all cases until one fails, then look for the mistake's name."""
        arguments = self.cases(_generator())
        deadline = time.monotonic() + _run.SECONDS
        for given in arguments:
            outcome = self._try(function, given, calls, deadline)
            if outcome:
                return self._name_mistake(outcome, arguments, calls, function, deadline)
        return Outcome(self.name, "right", self.consequence, remarks=_remarks(calls))

    def _try(self, function: Callable, given: tuple, calls: list[Call], deadline: float) -> Outcome | None:
        """Call with one set of arguments; None when all is right."""
        passed = copy.deepcopy(given)
        result = call(function, passed, _left(deadline))
        calls.append(result)
        shown = ", ".join(show(value) for value in given)
        if result.stopped:
            return self._outcome("crashed", f"{_ENDLESS}\nIt was called with {shown}.", calls)
        if result.error is not None:
            return self._outcome("crashed", f"{where(result.error)}\nIt was called with {shown}.", calls)
        missed = missed_rung(result.value, self.reference(*copy.deepcopy(given)))
        if missed:
            return self._outcome("wrong", f"For `{self.name}({shown})`: {missed}", calls)
        for before, after in zip(given, passed, strict=True):
            if isinstance(before, Tensor) and not torch.equal(before, after):
                return self._outcome("wrong", _CHANGED, calls)
        return None

    def _name_mistake(
        self, outcome: Outcome, arguments: list[tuple], calls: list[Call], function: Callable, deadline: float
    ) -> Outcome:
        """Look the answer up in the catalogue: it must behave like the mistake on every input."""
        for given in arguments[len(calls) :]:
            if calls[-1].stopped:
                return outcome
            calls.append(call(function, copy.deepcopy(given), _left(deadline)))
        right = [self.reference(*copy.deepcopy(given)) for given in arguments]
        for mistake in self.mistakes:
            made = [call(mistake.make, copy.deepcopy(given)) for given in arguments]
            if _alike(made, calls, right):
                return self._outcome(outcome.state, f"{mistake.says}\n{outcome.message}", calls, mistake.name)
        return outcome

    def _outcome(self, state: str, message: str, calls: list[Call] | None = None, mistake: str = "") -> Outcome:
        return Outcome(self.name, state, message, self.hints, mistake, _remarks(calls or []))


def lesson_progress(exercises: tuple[Exercise, ...]) -> Callable[[], LessonProgress]:
    """Make the function ``progress()`` of a lesson's module."""

    def show_progress() -> LessonProgress:
        """Show which exercises of this lesson you have solved."""
        entries = progress.load().get(exercises[0].lesson, {})
        states = {exercise.name: entries.get(exercise.name, {}).get("state", "") for exercise in exercises}
        return LessonProgress(exercises[0].lesson, states)

    return show_progress


def _left(deadline: float) -> float:
    """Give the seconds that are left: all calls of a check share one limit."""
    return max(deadline - time.monotonic(), _AT_LEAST_SECONDS)


def _alike(made: list[Call], calls: list[Call], right: list[object]) -> bool:
    """Tell whether two answers behave alike: the same values, crashes in the same cases, and wrong in one at least.

    The last keeps a crash in every case from being taken for a mistake that crashes too.
    """
    wrong = False
    for mistake, answer, expected in zip(made, calls, right, strict=True):
        if mistake.error is not None or answer.error is not None:
            if mistake.error is None or answer.error is None:
                return False
        elif not same(mistake.value, answer.value):
            return False
        else:
            wrong = wrong or bool(missed_rung(answer.value, expected))
    return wrong


def _generator() -> Generator:
    """Give a generator of the check's own: the learner's seed is neither used nor moved."""
    generator = Generator()
    generator.seed()
    return generator


def _is_stub(function: Callable) -> bool:
    """Tell whether nothing has been written yet: a body that names nothing and returns nothing."""
    code = getattr(function, "__code__", None)
    if code is None or code.co_names:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}
    busy = [step.opname for step in dis.get_instructions(code) if step.opname not in idle]
    constants = [value for value in code.co_consts if value not in (None, ...) and value != function.__doc__]
    return not busy and not constants


def _source(function: Callable) -> str:
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):  # a builtin, a partial, a function typed without a cell
        return ""


def _remarks(calls: list[Call]) -> tuple[str, ...]:
    changed = sorted({name for result in calls for name in result.changed})
    remarks = [f"Your function changed {name}; it has been put back." for name in changed]
    if any(result.printed for result in calls):
        remarks.append("What your function prints is not shown here: call it yourself to see it.")
    return tuple(remarks)
