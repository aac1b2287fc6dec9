"""What an exercise is: mechanism only; what a lesson asks stands in its own folder.

A check calls the learner's function with fresh inputs, compares what comes back with an independent reference, rung by
rung, and looks an answer that is wrong up in the exercise's catalogue of typical mistakes: see ``_judge``.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field

from torch import Generator

from course_utils._messages import Phrase, counted, describe, sentence
from course_utils.exercises import progress
from course_utils.exercises._compare import show
from course_utils.exercises._judge import judge
from course_utils.exercises._learner import is_stub, source
from course_utils.exercises._map import LessonProgress
from course_utils.exercises._outcome import Note, Outcome

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


def call_it(function: Callable, *given: object) -> object:
    """Use an answer in the plainest way: call it with what is given, look at what it returns."""
    return function(*given)


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
        A right answer, named as the learner's should be. Its source is what ``solution()`` shows. It returns a tensor,
        a whole number (int), any number (float or a tensor without dimensions), a tuple of tensors, or a list of
        floats, which asks for Python floats.
    cases : callable
        Takes a torch Generator, gives a list of tuples of arguments; the smallest first, then other sizes and dtypes.
        What the reference leaves unchanged, an answer must leave unchanged too.
    mistakes : tuple of Mistake
        The catalogue.
    hints : tuple of three str
        From the idea to almost the code; none gives the answer.
    consequence : str
        What a right answer makes possible.
    gives : tuple of str, optional
        The names of what the reference returns, where that is a tuple.
    use : callable, optional
        Takes an answer and one set of arguments, uses the answer and gives what is to be compared: a dict, name ->
        value, compared in its order. Where calling it once and looking at what it returns says too little: an answer
        that changes what it is given, or a class. It may raise :class:`Wrong`.
    remark : callable, optional
        Takes a right answer, gives a sentence about what the lesson has not taught yet, or "".
    """

    lesson: str
    task: str
    reference: Callable
    cases: Callable[[Generator], list[tuple]]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str, str]
    consequence: str
    gives: tuple[str, ...] = ()
    use: Callable[..., object] = call_it
    remark: Callable[[Callable], str] | None = None
    _hints_given: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        _names.add(self.name)

    @property
    def name(self) -> str:
        """The name of the function, or class, that the learner writes."""
        return self.reference.__name__

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
        outcome = self.judge(function)
        if outcome.state == "right":
            progress.record(self.lesson, self.name, "right", source(function))
        return outcome

    def judge(self, function: Callable | None = None) -> Outcome:
        """Check an answer and keep nothing."""
        usage = f"Pass your function to the check: `lesson.{self.name}.check({self.name})`."
        if function is None:
            return Outcome(self.name, "not started", usage, self.hints)
        if not callable(function):
            return Outcome(self.name, "wrong", f"expected a function, got {describe(function)}. {usage}", self.hints)
        if is_stub(function):
            todo = f"{self.task} Put your code where `...` stands, then run this again."
            return Outcome(self.name, "not started", todo, self.hints)
        outcome = judge(self, function)
        passed = getattr(function, "__name__", "")
        if outcome.state != "right" and not outcome.mistake and passed in _names - {self.name}:
            other = f"You passed `{passed}`, the function of another exercise. {usage}"
            return Outcome(self.name, "wrong", other, self.hints)
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


def lesson_progress(exercises: tuple[Exercise, ...]) -> Callable[[], LessonProgress]:
    """Make the function ``progress()`` of a lesson's module."""

    def show_progress() -> LessonProgress:
        """Show which exercises of this lesson you have solved."""
        entries = progress.load().get(exercises[0].lesson, {})
        states = {exercise.name: entries.get(exercise.name, {}).get("state", "") for exercise in exercises}
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
