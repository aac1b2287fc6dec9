"""What an exercise is: mechanism only; what a lesson asks stands in its own folder.

A check calls the learner's function with fresh inputs, compares what comes back with an independent reference, rung by
rung, and looks an answer that is wrong up in the exercise's catalogue of typical mistakes: see ``_judge``.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from course_utils._messages import Phrase, counted, sentence
from course_utils.exercises import progress
from course_utils.exercises._advice.errors import lesson_of_each_name
from course_utils.exercises._advice.what_was_passed import no_function, not_their_own
from course_utils.exercises._content import Content, Wrong, capital, is_a, two_things
from course_utils.exercises._judge import judge
from course_utils.exercises._learner_source import is_stub, source, what_to_write
from course_utils.exercises._outcome import Note, Outcome
from course_utils.exercises._progress_view import LessonProgress
from course_utils.exercises._running.guarded_call import look, on_its_own, once
from course_utils.exercises._running.hanging import said_where_it_hangs
from course_utils.exercises._show_values import show

__all__ = ["Exercise", "Wrong", "capital", "is_a", "lesson_progress", "lesson_yours_or_ours", "two_things"]


@dataclass
class Exercise(Content):
    """One exercise: its content, and what a learner asks of it.

    Parameters
    ----------
    *content, **content
        As for :class:`Content`.
    """

    _hints_given: int = field(default=0, init=False, repr=False)

    def check(self, function: Callable | None = None) -> Outcome:
        """Check an answer, and keep it with your progress when it is right.

        Parameters
        ----------
        function : callable
            Your function: a def, a lambda, a method, a functools.partial, a class.

        Returns
        -------
        Outcome
            Shows itself; whatever the function does, an Outcome comes back.
        """
        if look(_is_the_courses, function, otherwise=False):  # from yours_or_ours, say, under the learner's name
            todo = "The function of the course stands in for yours. Run the cell with your own function, then this one."
            return Outcome(self.name, "not started", todo, self.hints)
        with said_where_it_hangs():
            outcome = self.judge(function)
        if function is not None and outcome.state == "right":
            with on_its_own():
                code = look(source, function, otherwise="")
            progress.record(self.lesson, self.name, "right", code)
        return outcome

    def judge(self, function: Callable | None = None) -> Outcome:
        """Check an answer and keep nothing."""
        with once(self.name), on_its_own():
            return self._judge(function)

    @property
    def _usage(self) -> str:
        return f"Pass your function to the check: `lesson.{self.name}.check({self.name})`."

    def _judge(self, function: Callable | None) -> Outcome:
        if function is None:
            return Outcome(self.name, "not started", self._usage, self.hints)
        if not callable(function):
            otherwise = f"expected a function, got something that is none. {self._usage}"
            return Outcome(self.name, "wrong", look(no_function, function, self.name, otherwise=otherwise), self.hints)
        if look(is_stub, function, otherwise=False):
            todo = f"{self.task} {what_to_write(function)}, run its cell, then run this one again."
            return Outcome(self.name, "not started", todo, self.hints)
        hides = look(isinstance, function, Exercise, otherwise=None) is None  # whoever asks for its class gets an error
        outcome = judge(self, (lambda *given: function(*given)) if hides else function)
        other = "" if outcome.state == "right" else self._not_for_this(function, outcome.mistake)
        return Outcome(self.name, "wrong", other, self.hints) if other else outcome

    def _not_for_this(self, function: Callable, mistake: str) -> str:
        """Say that something came that was not written for this exercise; "" if it was."""
        asks_for_a_class = inspect.isclass(self.reference)
        if mistake and not asks_for_a_class:
            return ""
        if other := look(not_their_own, function, self.name, asks_for_a_class, otherwise=""):
            return other
        passed = look(lambda: str(getattr(function, "__name__", "")), otherwise="")
        if mistake or passed not in lesson_of_each_name().keys() - {self.name}:
            return ""
        return f"You passed `{passed}`, the function of another exercise. {self._usage}"

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


def _is_the_courses(function: object) -> bool:
    """Tell whether the course's own package made a function or a class, or a class that this one takes all from."""
    owners = function.__mro__ if isinstance(function, type) else (function,)
    return any(str(getattr(owner, "__module__", "")).partition(".")[0] == "course_utils" for owner in owners)


class Listed(Protocol):
    """What a list of progress names: an exercise, or the program of lesson 11."""

    @property
    def lesson(self) -> str:
        """The stem of its lesson."""

    @property
    def name(self) -> str:
        """The name that it is kept under."""

    @property
    def names(self) -> tuple[str, ...]:
        """That name, and those that it had in older versions."""


def lesson_progress(exercises: Sequence[Listed]) -> Callable[[], LessonProgress]:
    """Make the function ``progress()`` of a lesson's module."""

    def show_progress() -> LessonProgress:
        """Show which exercises of this lesson you have solved."""
        entries = progress.load()
        states = {one.name: progress.reached(entries, one.names).get("state", "") for one in exercises}
        return LessonProgress(exercises[0].lesson, states)

    return show_progress


def lesson_yours_or_ours(exercises: tuple[Exercise, ...]) -> Callable[..., tuple[Callable, ...]]:
    """Make the function ``yours_or_ours()`` of a lesson's module."""
    names = [exercise.name for exercise in exercises]

    def yours_or_ours(*functions: Callable) -> tuple[Callable, ...]:
        """Take your functions where they are right, the course's elsewhere, and say which: the lesson can go on.

        Parameters
        ----------
        *functions : callable
            Your functions, in the order of the lesson's exercises; the first few will do.

        Returns
        -------
        tuple of callable
            As many, each of them right.
        """
        if not 1 <= len(functions) <= len(exercises):
            got = Phrase(counted(len(functions), "function"))
            raise TypeError(sentence(", ".join(names), got, "pass the functions of this lesson in this order"))
        pairs = list(zip(exercises, functions, strict=False))
        right = [  # the course's own, handed out by an earlier call, does not become theirs
            function is not exercise.reference and exercise.judge(function).state == "right"
            for exercise, function in pairs
        ]
        others = [name for name, is_right in zip(names, right, strict=False) if not is_right]
        ending = f"; the course's for now: {', '.join(others)}" if others else ""
        print(f"{sum(right)} of {counted(len(right), 'function')} yours{ending}.")
        return tuple(
            function if is_right else exercise.reference
            for (exercise, function), is_right in zip(pairs, right, strict=True)
        )

    return yours_or_ours
