"""The whole program of lesson 11, graded: its own check runs it, inside the process that may do little."""

import time

from course_utils.exercises import my_program as whole_program
from course_utils.grading.judging import LEFT, Result
from course_utils.grading.learner_process import Ended, LearnerProcess
from course_utils.grading.notebooks import Submission, numbered

_SECONDS = whole_program.SECONDS + 60


def grade_program(submission: Submission) -> Result:
    """Grade ``my_program.py``; it is tested where it runs, so what it says of itself has to be believed."""
    began = time.monotonic()
    state, message = "crashed", LEFT
    missing: tuple[str, ...] = ()
    with LearnerProcess("program") as process:
        process.put("my_program.py", submission.program or b"")
        try:
            told, _ = process.ask({"way": "program"}, [], _SECONDS)
            state, message, missing = str(told["state"]), str(told["message"]), tuple(map(str, told["missing"]))
        except (Ended, KeyError, TypeError):
            pass
    return Result(
        submission.learner,
        numbered(submission.lesson),
        whole_program.NAME,
        state if state in ("right", "wrong", "not started") else "crashed",
        seconds=round(time.monotonic() - began, 2),
        message=message,
        way="program",
        missing=missing,
        file=submission.file,
    )
