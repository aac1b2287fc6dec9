"""Many submissions at once: on the cores of this computer, or on the workers of a Dask cluster."""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

import course_utils
from course_utils._messages import Phrase, sentence
from course_utils.grading.judging import Result, grade
from course_utils.grading.notebooks import Submission

_SECONDS = "20s"


def grade_here(submissions: Sequence[Submission], jobs: int) -> Iterator[list[Result]]:
    """Grade on this computer, each submission as soon as one of `jobs` processes is free."""
    context = multiprocessing.get_context("spawn")  # a forked one would have what this one holds open
    pool = ProcessPoolExecutor(
        min(jobs, len(submissions)) or 1, mp_context=context, initializer=_leave_ctrl_c_to_the_first
    )
    try:
        for done in as_completed([pool.submit(grade_or_say_why, one) for one in submissions]):
            yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def grade_on_cluster(submissions: Sequence[Submission], address: str) -> Iterator[list[Result]]:
    """Grade on the workers of a Dask cluster; what a worker that dies had begun is begun anew by another.

    Raises
    ------
    OSError
        When there is no cluster at this address, or its workers have another version of the course; one sentence.
    ImportError
        When ``distributed`` is not installed; one sentence.
    """
    try:
        import distributed
    except ImportError as error:
        todo = "install it with: pip install 'course-utils[class]'"
        raise ImportError(sentence("the package distributed", Phrase("none"), todo)) from error
    try:
        client = distributed.Client(address, timeout=_SECONDS)
    except (OSError, ValueError, TypeError) as error:  # ValueError, TypeError: no address at all
        todo = "give the address that the scheduler prints, such as tcp://127.0.0.1:8786"
        got = Phrase(f"no answer from {address!r}")
        raise OSError(sentence("a Dask scheduler", got, todo)) from error
    with client:
        _refuse_another_version(client)
        futures = client.map(grade_or_say_why, submissions, pure=False)
        whose = dict(zip((one.key for one in futures), submissions, strict=True))
        for done in distributed.as_completed(futures):
            if done.status == "finished":
                yield done.result()
            else:  # a submission that kills each worker it is given to
                yield [_untold(whose[done.key], done.exception())]


def grade_or_say_why(submission: Submission) -> list[Result]:
    """Grade a submission; what goes wrong with it, a fault of ours too, must not stop the class."""
    try:
        return grade(submission)
    except Exception as error:
        return [_untold(submission, error)]


def _leave_ctrl_c_to_the_first() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _untold(submission: Submission, error: BaseException | None) -> Result:
    got = Phrase(f"{type(error).__name__}: {error}")
    message = sentence(f"to grade {submission.file!r}", got, "look at it yourself, and tell those who make the course")
    return Result(submission.learner, "", "", "unreadable", message=message, file=submission.file)


def _refuse_another_version(client: Any) -> None:
    versions = client.run(_version)
    others = sorted({one for one in versions.values() if one != course_utils.__version__})
    if others or not versions:
        got = Phrase(", ".join(others) if versions else "no worker")
        todo = "start workers of the same version there: dask worker ADDRESS"
        raise OSError(sentence(f"workers with course-utils {course_utils.__version__}", got, todo))


def _version() -> str:
    return course_utils.__version__
