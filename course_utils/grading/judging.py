"""One submission graded: each of its exercises in a process of its own, and compared in this one.

This process never runs what a learner wrote, and reads nothing of it but data: see ``_values``.
"""

import contextlib
import dataclasses
import importlib
import math
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from course_utils.exercises import LESSONS
from course_utils.exercises._advice.errors import lesson_of_each_name
from course_utils.exercises._cases import generator
from course_utils.exercises._failed_case import ENDLESS
from course_utils.exercises._running import guarded_call
from course_utils.exercises._running.guarded_call import where
from course_utils.exercises.exercise import Exercise
from course_utils.grading._calls import Sent, error_from
from course_utils.grading._stand_ins import Called, Numbered, Observed
from course_utils.grading._values import CannotTravel
from course_utils.grading.definitions import Answer, find_answer
from course_utils.grading.learner_process import Ended, LearnerProcess
from course_utils.grading.notebooks import Submission, numbered

# For all that is done with one answer: its definitions, all calls, and those that look for its mistake's name. Half as
# much again as in a notebook; on a busy machine more, see _patience.
SECONDS, _MOST_PATIENCE = 6.0, 10.0
LEFT = (
    "Its process ended in the middle: the code leaves the program (`exit`, `os._exit`), ends its process, or takes "
    "more memory than it may."
)
_ENDLESS_CELLS = "The cells that define it did not come to an end and were stopped."
_UNNAMED = "It was slow, and its time was up before a name was found for its mistake."
_OURS = "The function of the course stands in for the learner's."


@dataclasses.dataclass(frozen=True)
class Result:
    """What came of one exercise of one learner.

    Parameters
    ----------
    learner, lesson, exercise : str
        Whose, of which lesson ("03_mse_loss"), and which.
    state : str
        "right", "wrong", "crashed", "not started", or "unreadable" for a whole notebook.
    mistake : str
        The name of the typical mistake that it behaves like, or "".
    seconds : float
        How long it took.
    message : str
        What the learner would have been told.
    way : str
        "called", "observed" or "program": see docs/grade.md; "" where nothing was run.
    to_look_at : tuple of str
        Names in the answer that a person should look at.
    missing : tuple of str
        What the system could not forbid to the learner's process.
    file : str
        The notebook.
    """

    learner: str
    lesson: str
    exercise: str
    state: str
    mistake: str = ""
    seconds: float = 0.0
    message: str = ""
    way: str = ""
    to_look_at: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    file: str = ""

    def __post_init__(self) -> None:
        # What a learner's error says may hold halves of letters, which no file can hold.
        object.__setattr__(self, "message", self.message.encode("utf-8", "backslashreplace").decode())


_one_at_a_time = threading.Lock()


def grade(submission: Submission) -> list[Result]:
    """Grade all exercises of one notebook; one at a time in a process, because PyTorch's settings belong to it."""
    with _one_at_a_time, _patience():
        if submission.trouble:
            return [_result(submission, "", "unreadable", message=submission.trouble)]
        module = importlib.import_module(f"course_utils.exercises.{submission.lesson}")
        results: list[Result] = []
        for exercise in module.EXERCISES:
            not_right = [one.exercise for one in results if one.state != "right"]
            results.append(_grade_exercise(submission, exercise, module.EXERCISES, not_right))
        if submission.program is not None:
            from course_utils.grading.program import grade_program  # late: only lesson 11 has one

            results.append(grade_program(submission))
        return results


def way_of(exercise: Exercise) -> str:
    """Tell how an answer is used: "called" where all that it is given can be sent to another process."""
    if isinstance(exercise.reference, type):
        return "observed"
    try:
        for given in exercise.cases(generator()):
            Sent(given, {}, lambda function: 0)
    except CannotTravel:
        return "observed"
    return "called"


def _grade_exercise(submission: Submission, exercise: Exercise, others: tuple, not_right: list[str]) -> Result:
    began = time.monotonic()
    answer = find_answer(submission.cells, exercise.name)
    if answer is None:
        return _result(submission, exercise.name, "not started", message="The notebook has nothing of it.")
    way = way_of(exercise)
    told: dict[str, Any] = {"way": way, "to_look_at": answer.to_look_at}
    if answer.broken:
        state, told["message"] = "crashed", answer.broken
    else:
        ours = _References(exercise.lesson, {one.name: one.reference for one in others if one.name in not_right})
        with LearnerProcess(way) as process:
            state, told["message"], told["mistake"] = _judge(exercise, answer, way, process, ours)
            told["missing"] = process.missing
    return _result(submission, exercise.name, state, seconds=round(time.monotonic() - began, 2), **told)


def _judge(
    exercise: Exercise, answer: Answer, way: str, process: LearnerProcess, ours: dict[Any, Callable]
) -> tuple[str, str, str]:
    """Give state, message and mistake."""
    task = {
        "way": way,
        "lesson": exercise.lesson,
        "exercise": exercise.name,
        "cells": answer.cells,
        "answer": answer.expression,
        "seconds": guarded_call.SECONDS,
        "ours": [*ours],
    }
    try:
        process.allow(guarded_call.SECONDS)
        made, _ = process.ask(task, [], math.inf, ours)
    except Ended:
        return "crashed", _ENDLESS_CELLS if process.timed_out else LEFT + process.fault, ""
    if made.get("stopped"):
        return "crashed", _ENDLESS_CELLS, ""
    if made.get("error"):
        return "crashed", where(_error(made["error"]), exercise.lesson), ""
    if made.get("ours"):
        return "not started", _OURS, ""
    if made.get("stub"):
        return "not started", exercise.task, ""
    if not made.get("callable"):
        return "wrong", f"expected a function, got {made.get('kind')!s}.", ""
    function: Callable
    if way == "called":
        function = Called(process, ours, str(made.get("name")))
    else:
        function = Observed(process)
        exercise = dataclasses.replace(exercise, cases=Numbered.draws(exercise), remark=None)
    outcome = exercise.judge(function)
    if process.ended and outcome.state != "right" and not process.timed_out:
        return "crashed", LEFT + process.fault, ""
    unnamed = process.timed_out and not outcome.mistake and ENDLESS not in outcome.message
    return outcome.state, f"{outcome.message}\n{_UNNAMED}" if unnamed else outcome.message, outcome.mistake


class _References(dict):
    """The course's functions that a learner's process may let be called: of earlier lessons, and some of its own."""

    def __init__(self, lesson: str, own: dict[Any, Callable]) -> None:
        super().__init__(own)
        self._lesson = lesson

    def copy(self) -> "_References":
        return _References(self._lesson, self)

    def __missing__(self, name: object) -> Callable:
        lesson = lesson_of_each_name().get(str(name), self._lesson)
        if self._lesson not in LESSONS or LESSONS.index(lesson) >= LESSONS.index(self._lesson):
            raise KeyError(name)
        module = importlib.import_module(f"course_utils.exercises.{lesson}")
        self[name] = next(one.reference for one in module.EXERCISES if one.name == name)
        return self[name]


def _error(told: Any) -> BaseException:
    try:
        return error_from(told)
    except (KeyError, TypeError, AttributeError, ValueError):
        return Exception("an error that cannot be told")


def _result(submission: Submission, exercise: str, state: str, **others: Any) -> Result:
    lesson = numbered(submission.lesson) if submission.lesson else ""
    return Result(submission.learner, lesson, exercise, state, file=submission.file, **others)


@contextlib.contextmanager
def _patience() -> Any:
    """Leave an answer more time than a notebook does, as much more as there are processes that wait for a core."""
    before = guarded_call.SECONDS
    load = os.getloadavg()[0] / (os.cpu_count() or 1) if hasattr(os, "getloadavg") else 1.0
    guarded_call.SECONDS = SECONDS * min(max(1.0, load), _MOST_PATIENCE)
    try:
        yield
    finally:
        guarded_call.SECONDS = before
