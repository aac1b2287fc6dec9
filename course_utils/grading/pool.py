"""Many submissions at once: on the cores of this computer, or on the workers of a Dask cluster."""

import collections
import contextlib
import multiprocessing.connection
import signal
import tempfile
import threading
from collections.abc import Generator, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

import course_utils
from course_utils._messages import Phrase, sentence
from course_utils.grading.judging import Result, grade
from course_utils.grading.notebooks import Submission

_SECONDS = "20s"


def grade_here(submissions: Sequence[Submission], jobs: int) -> Iterator[list[Result]]:
    """Grade on this computer, each submission as soon as one of `jobs` processes is free.

    Where a process dies, as when the memory is used up, another takes its place. What it graded is begun anew at the
    end, when nothing else is graded, so that what kills a process again takes no other submission with it.
    """
    with tempfile.TemporaryDirectory(prefix="course_utils-grading-", ignore_cleanup_errors=True) as folder:
        left = yield from _grade_in_processes(submissions, jobs, folder)
        for one in left:
            if (yield from _grade_in_processes([one], 1, folder)):
                yield [_untold(one, ChildProcessError("the process that graded it has died twice"))]


def _grade_in_processes(
    submissions: Sequence[Submission], jobs: int, folder: str
) -> Generator[list[Result], None, list[Submission]]:
    """Grade each submission; give those whose process has died."""
    graders = [_Grader(folder) for _ in range(min(jobs, len(submissions)))]
    waiting = collections.deque(submissions)
    busy: dict[_Grader, Submission] = {}
    left: list[Submission] = []
    try:
        while True:
            for grader in graders:
                if waiting and grader not in busy:
                    busy[grader] = waiting.popleft()
                    grader.begin(busy[grader])
            if not busy:
                return left
            ready = multiprocessing.connection.wait([one.pipe for one in busy])
            for grader in [one for one in busy if one.pipe in ready]:
                submission, results = busy.pop(grader), grader.take()
                if results is None:
                    left.append(submission)
                else:
                    yield results
    except BaseException:  # who stops does not want to wait for what has begun
        for grader in graders:
            grader.stop()
        raise
    finally:
        with _unheard_ctrl_c():  # a second one would leave them waiting for ever
            for grader in graders:
                grader.end()


class _Grader:
    """A process that grades one submission after the other, and another one where it has died.

    Each has a pipe of its own. The pool of concurrent.futures shares its pipes, and waits for ever where one process
    dies while the next is started (Python 3.11: what is handed over at that moment is forgotten).
    """

    _process: SpawnProcess | None = None

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def begin(self, submission: Submission) -> None:
        """Hand over a submission; `pipe` is ready when it is graded, or when the process has died."""
        if self._process is None:
            self._start()
        with contextlib.suppress(OSError):  # it has died, which take() will find
            self.pipe.send(submission)

    def take(self) -> list[Result] | None:
        """Give the results, or None where the process has died."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return None

    def stop(self) -> None:
        """Let it grade no more."""
        if self._process is not None:
            self._process.terminate()

    def end(self) -> None:
        """Wait until it has ended."""
        if self._process is not None:
            self.pipe.close()
            self._process.join()
            self._process = None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a forked one would have what this one holds open
        self.pipe, its_end = context.Pipe()
        with _unheard_ctrl_c():
            process = context.Process(target=_grade_each, args=(its_end, self._folder))
            process.start()
            self._process = process
            its_end.close()  # so that this end is closed when the process ends


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


def _grade_each(pipe: Connection, folder: str) -> None:
    """Grade what comes through the pipe until it is closed, all that is written in the folder.

    Ctrl-C is left to the process that started this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(grade_or_say_why(pipe.recv()))


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
