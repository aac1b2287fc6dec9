"""Many submissions at once: on the cores of this computer, or on the workers of a Dask cluster."""

import contextlib
import multiprocessing
import signal
import tempfile
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import course_utils
from course_utils._messages import Phrase, sentence
from course_utils.grading.judging import Result, grade
from course_utils.grading.notebooks import Submission

_SECONDS = "20s"


def grade_here(submissions: Sequence[Submission], jobs: int) -> Iterator[list[Result]]:
    """Grade on this computer, each submission as soon as one of `jobs` processes is free.

    Where a process dies, as when the memory is used up, those that are left are begun anew one by one, so that what
    kills a process again takes no other submission with it.
    """
    with tempfile.TemporaryDirectory(prefix="course_utils-grading-", ignore_cleanup_errors=True) as folder:
        left = yield from _grade_in_processes(submissions, jobs, folder)
        for one in left:
            if (yield from _grade_in_processes([one], 1, folder)):
                yield [_untold(one, BrokenProcessPool("the process that graded it has died twice"))]


def _grade_in_processes(
    submissions: Sequence[Submission], jobs: int, folder: str
) -> Generator[list[Result], None, list[Submission]]:
    """Grade each submission; give those that are left where a process has died."""
    context = multiprocessing.get_context("spawn")  # a forked one would have what this one holds open
    others = {*multiprocessing.active_children()}
    pool = ProcessPoolExecutor(
        min(jobs, len(submissions)) or 1, mp_context=context, initializer=_begin, initargs=(folder,)
    )
    left: list[Submission] = []
    graded: dict[Future, Submission] = {}
    try:
        with _unheard_ctrl_c():
            for one in submissions:
                try:
                    graded[pool.submit(grade_or_say_why, one)] = one
                except BrokenProcessPool:  # a process has died while the first were handed over
                    left.append(one)
        for done in as_completed(graded):
            try:
                results = done.result()
            except BrokenProcessPool:
                left.append(graded[done])
            else:
                yield results
    except BaseException:  # who stops does not want to wait for what has begun
        for process in {*multiprocessing.active_children()} - others:
            process.terminate()
        raise
    finally:
        with _unheard_ctrl_c():  # a second one would leave them waiting for ever
            pool.shutdown(cancel_futures=True)
    return left


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
        todo = "install it with: python -m pip install 'distributed>=2024.5'"
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


@contextlib.contextmanager
def _unheard_ctrl_c() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C from their first moment on; this one hears it when they are started."""
    is_main = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "pthread_sigmask") or not is_main:  # Windows; no other thread hears it
        yield
        return
    heard: list[int] = []
    # Processes inherit what is blocked. Here the system may give it to another thread, of PyTorch's, and Python then
    # calls what hears it all the same.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    hears = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, hears)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        if heard:
            raise KeyboardInterrupt


def _begin(folder: str) -> None:
    """Leave Ctrl-C to the process that started this one, and all that is written to the folder that it removes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder


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
