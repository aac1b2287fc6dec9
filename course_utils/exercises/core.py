"""What an exercise is, and how any answer is checked: mechanism only; what a lesson asks stands in its own module.

A check calls the learner's function with fresh inputs, compares what comes back with an independent reference, rung by
rung, and looks an answer that is wrong up in the exercise's catalogue of typical mistakes.
"""

import copy
import dis
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Generator, Tensor

from course_utils._messages import describe
from course_utils.exercises import progress
from course_utils.exercises._compare import missed_rung, same, show
from course_utils.exercises._outcome import Outcome
from course_utils.exercises._run import Call, call, where

_ENDLESS = "It did not come to an end within a few seconds and was stopped. Does a loop run for ever?"
_CHANGED = "The result is right, but what you were given was changed on the way. Work on a new tensor."


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
    name : str
        The name of the function that the learner writes.
    lesson : str
        The stem of the lesson, such as "pixels_to_vectors".
    task : str
        What to write, in a sentence.
    reference : callable
        A right answer; its source is what ``solution()`` shows.
    gives : str
        "tensor", "number" or "whole number".
    cases : callable
        Takes a torch Generator, gives a list of tuples of arguments; the smallest first, then other sizes and dtypes.
    mistakes : tuple of Mistake
        The catalogue.
    hints : tuple of three str
        From the idea to almost the code; none gives the answer.
    consequence : str
        What a right answer makes possible.
    """

    name: str
    lesson: str
    task: str
    reference: Callable
    gives: str
    cases: Callable[[Generator], list[tuple]]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str, str]
    consequence: str
    _hints_given: int = field(default=0, repr=False)

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
        arguments = self.cases(_generator())
        calls = []
        for given in arguments:
            outcome = self._try(function, given, calls)
            if outcome:
                return self._name_mistake(outcome, arguments, calls, function)
        progress.record(self.lesson, self.name, "right", _source(function))
        remarks = _remarks(calls)
        return Outcome(self.name, "right", self.consequence, remarks=remarks)

    def hint(self, number: int | None = None) -> Outcome:
        """Show the next hint, or the one with this number, 1 to 3."""
        if number is None:
            self._hints_given = min(self._hints_given + 1, len(self.hints))
            number = self._hints_given
        if number not in range(1, len(self.hints) + 1):
            message = f"expected a hint from 1 to {len(self.hints)}, got {show(number)}."
            return Outcome(self.name, "not started", message)
        return Outcome(self.name, "not started", f"Hint {number} of {len(self.hints)}: {self.hints[number - 1]}")

    def solution(self) -> Outcome:
        """Show the reference code; the exercise then counts as seen, not solved."""
        progress.record(self.lesson, self.name, "seen")
        code = textwrap.dedent(inspect.getsource(self.reference))
        return Outcome(self.name, "not started", f"One right answer:\n{code}")

    def _try(self, function: Callable, given: tuple, calls: list[Call]) -> Outcome | None:
        """Call with one set of arguments; None when all is right."""
        passed = copy.deepcopy(given)
        result = call(function, passed)
        calls.append(result)
        if result.stopped:
            return self._outcome("crashed", _ENDLESS)
        if result.error is not None:
            came = ", ".join(show(value) for value in given)
            return self._outcome("crashed", f"{where(result.error)}\nIt was called with {came}.")
        missed = missed_rung(result.value, self.reference(*copy.deepcopy(given)), self.gives)
        if missed:
            shown = ", ".join(show(value) for value in given)
            return self._outcome("wrong", f"For `{self.name}({shown})`: {missed}")
        for before, after in zip(given, passed, strict=True):
            if isinstance(before, Tensor) and not torch.equal(before, after):
                return self._outcome("wrong", _CHANGED)
        return None

    def _name_mistake(self, outcome: Outcome, arguments: list[tuple], calls: list[Call], function: Callable) -> Outcome:
        """Look the answer up in the catalogue: it must behave like the mistake on every input."""
        if outcome.state == "wrong":
            for given in arguments[len(calls) :]:
                calls.append(call(function, copy.deepcopy(given)))
                if calls[-1].stopped or calls[-1].error:
                    return outcome
            answers = [result.value for result in calls]
            for mistake in self.mistakes:
                made = [call(mistake.make, copy.deepcopy(given)) for given in arguments]
                if all(m.error is None and same(m.value, answer) for m, answer in zip(made, answers, strict=True)):
                    return self._outcome("wrong", f"{mistake.says}\n{outcome.message}", mistake.name)
        return outcome

    def _outcome(self, state: str, message: str, mistake: str = "") -> Outcome:
        return Outcome(self.name, state, message, self.hints, mistake)


def lesson_progress(lesson: str, exercises: tuple[Exercise, ...]) -> Callable[[], progress.LessonProgress]:
    """Make the function ``progress()`` of a lesson's module."""

    def show_progress() -> progress.LessonProgress:
        """Show which exercises of this lesson you have solved."""
        return progress.of_lesson(lesson, [exercise.name for exercise in exercises])

    return show_progress


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
    return tuple(f"Your function changed {name}; it has been put back." for name in changed)
