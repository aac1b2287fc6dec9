"""What stands here for an answer that lives in a learner's process: calling it or using it asks that process."""

import copy
import itertools
import math
from collections.abc import Callable
from typing import Any

from torch import Tensor

from course_utils.exercises._cases import Elsewhere
from course_utils.exercises._content import Wrong
from course_utils.exercises._running.guarded_call import Call
from course_utils.exercises._running.time_limit import Stopped, undisturbed
from course_utils.exercises.exercise import Exercise
from course_utils.grading._calls import Sent, error_from
from course_utils.grading._values import Reader, Unreadable
from course_utils.grading.learner_process import Ended, LearnerProcess


class Called:
    """Stands here for a function that lives in a learner's process."""

    def __init__(self, process: LearnerProcess, ours: dict[Any, Callable], name: str) -> None:
        self._process, self._ours = process, ours
        self.__name__ = name

    @undisturbed  # `ask` has a limit of its own, and what became of the process has to be noted
    def __call__(self, *given: Any, **named: Any) -> Any:
        functions, count = self._ours.copy(), itertools.count()

        def number(function: Callable) -> int:
            place = next(count)
            functions[place] = function
            return place

        sent = Sent(given, named, number)
        tree, blobs = sent.message
        tree["seconds"] = self._process.left()
        try:
            tree, blobs = self._process.ask(tree, blobs, math.inf, functions)
            if tree.get("stopped"):
                self._process.end()  # it has had its time
                self._process.timed_out = True
                raise Stopped
            return sent.take(tree, blobs)
        except (Ended, Unreadable, KeyError, TypeError, AttributeError) as error:
            if getattr(error, "frames_elsewhere", None) is not None:  # the learner's own error
                raise
            self._process.end()
            raise (Stopped if self._process.timed_out else Ended)() from error


class Numbered(tuple):
    """The arguments of a case, which know their place: the other process draws the same ones from the same seed."""

    seed: int
    place: int

    def __deepcopy__(self, memo: dict) -> "Numbered":
        return Numbered.of(copy.deepcopy(tuple(self), memo), self.seed, self.place)

    @classmethod
    def of(cls, given: tuple, seed: int, place: int) -> "Numbered":
        numbered_ = cls(given)
        numbered_.seed, numbered_.place = seed, place
        return numbered_

    @classmethod
    def draws(cls, exercise: Exercise) -> Callable:
        """Give what draws an exercise's cases with their places."""

        def cases(numbers: Any) -> list[tuple]:
            seed = numbers.initial_seed()
            return [cls.of(given, seed, place) for place, given in enumerate(exercise.cases(numbers))]

        return cases


class Observed(Elsewhere):
    """Stands here for an answer that is used in a learner's process as its exercise says."""

    def __init__(self, process: LearnerProcess) -> None:
        self._process = process

    def watch(self, given: tuple, seconds: float | None) -> Call:
        """Let it be used in the case of this place, and give what was observed."""
        assert isinstance(given, Numbered)
        limit = self._process.left() if seconds is None else min(seconds, self._process.left())
        asked = {"seed": given.seed, "place": given.place, "seconds": limit}
        result = Call()
        try:
            tree, blobs = self._process.ask(asked, [], math.inf)
            reader = Reader(blobs)
            result.stopped = bool(tree["stopped"])
            if "wrong" in tree:
                result.error = Wrong(str(tree["wrong"]))
            elif "error" in tree:
                result.error = error_from(tree["error"])
            result.value = reader.read(tree["value"])
            afterwards = reader.read(tree["afterwards"])
            if isinstance(afterwards, list) and len(afterwards) == len(given):
                result.afterwards = tuple(
                    theirs if _only_tensors(theirs) else mine for theirs, mine in zip(afterwards, given, strict=True)
                )
        except (Ended, Unreadable, KeyError, TypeError, AttributeError) as error:
            self._process.end()
            result.stopped, result.error = self._process.timed_out, Ended(str(error))
        return result


def _only_tensors(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, Tensor) for part in value)
