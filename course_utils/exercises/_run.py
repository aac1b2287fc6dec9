"""Call a learner's function so that whatever it does, the check goes on and nothing stays changed.

An endless answer is stopped after :data:`SECONDS`. On the main thread of Linux and macOS a timer's signal wakes loops
and sleeping functions alike. Elsewhere (Windows, or another thread) a second thread asks Python to interrupt the main
thread: that stops a loop, but a sleep only when it ends.
"""

import _thread
import contextlib
import io
import linecache
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch

from course_utils.exercises._advice import advice

SECONDS = 4.0
_CPU = torch.device("cpu")
_OURS = str(Path(__file__).parents[1])


class Stopped(BaseException):
    """The time is up. Not an Exception, so that a learner's ``except Exception`` does not swallow it."""


@dataclass
class Call:
    """What one call did.

    Parameters
    ----------
    value : object
        What it returned.
    error : BaseException or None
        What it raised.
    stopped : bool
        Whether the time was up.
    changed : list of str
        Settings of torch that it left changed; they have been put back.
    printed : bool
        Whether it printed anything.
    warned : set of str
        The first sentences of the warnings that came.
    watched : set of str
        The names of the arguments that it left to be watched by autograd.
    """

    value: object = None
    error: BaseException | None = None
    stopped: bool = False
    changed: list[str] = field(default_factory=list)
    printed: bool = False
    warned: set[str] = field(default_factory=set)
    watched: set[str] = field(default_factory=set)


def call(function: Callable, arguments: tuple, seconds: float | None = None) -> Call:
    """Call a function, catch all that it raises, stop it when the time is up, put back what it changed.

    An interrupt by the learner (the stop button) is not caught.
    """
    result = Call()
    printed = _Forgetful()
    quiet = contextlib.ExitStack()
    quiet.enter_context(contextlib.redirect_stdout(printed))
    quiet.enter_context(contextlib.redirect_stderr(printed))
    caught = quiet.enter_context(warnings.catch_warnings(record=True))
    warnings.simplefilter("always")
    with quiet, _unchanged(result.changed), _interrupts() as interrupted:
        try:
            with _limit(SECONDS if seconds is None else seconds):
                result.value = _learners(function, arguments)
        except Stopped:
            result.stopped = True
        except BaseException as error:  # SystemExit and a KeyboardInterrupt of the learner's own code too
            if interrupted:
                raise
            result.error = error
    result.printed = printed.used
    result.warned = {_first_sentence(warning.message) for warning in caught} - {""}
    return result


def _learners(function: Callable, arguments: tuple) -> object:
    """Mark where the learner's code runs: only there may the alarm raise, never while things are put back."""
    return function(*arguments)


def _first_sentence(warning: object) -> str:
    """Leave out what PyTorch adds for its own makers; "" where there is no text."""
    try:
        line = str(warning).strip().splitlines()[0]
    except Exception:  # empty, or a text that cannot be made
        return ""
    return f"{line.split(' (Triggered')[0].split('. ')[0].rstrip('.')}."


def where(error: BaseException, lesson: str = "") -> str:
    """Say which line of the learner's code raised an error, and what the error says; not our own frames.

    A line of another function of theirs than the one that is checked is called a line of that function.
    """
    name = type(error).__name__
    try:
        said = str(error).strip().splitlines()
    except Exception:  # an error whose text cannot be made
        said = []
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_learners(frame.filename)]
    line = ""
    if frames:
        line = (frames[-1].line or linecache.getline(frames[-1].filename, frames[-1].lineno or 0)).strip()
    helps = advice(said[0], line, lesson) if said else ""
    text = f"{name}: {said[0].removesuffix('.') if helps else said[0]}{helps}" if said else name
    if not line:
        return text
    functions = [frame.name for frame in frames if not frame.name.startswith("<")]  # no `<lambda>`, no `<listcomp>`
    other = functions[-1] if functions and functions[-1] != frames[0].name else ""
    place = f"in line {frames[-1].lineno} of your `{other}`" if other else f"in your line {frames[-1].lineno}"
    return f"{text}\n{place}: `{line}`"


def _is_learners(filename: str) -> bool:
    return not filename.startswith((_OURS, "<frozen")) and "site-packages" not in filename


class _Forgetful(io.StringIO):
    """Forgets what is printed: a check calls a function often, and ten thousand lines help nobody."""

    used = False

    def write(self, text: str) -> int:
        self.used = True
        return len(text)


@contextlib.contextmanager
def on_its_own() -> Iterator[None]:
    """Judge on the CPU, in one thread, with gradients and random numbers apart, whatever the notebook has set."""
    device, threads = torch.get_default_device(), torch.get_num_threads()
    if device != _CPU:  # a GPU, say: cases, reference and the learner's own `torch.zeros` have to agree
        torch.set_default_device(_CPU)
    torch.set_num_threads(1)  # checks are small: on a busy machine threads would wait for each other
    try:
        with torch.inference_mode(False), torch.enable_grad(), torch.random.fork_rng(devices=[]):
            yield
    finally:
        torch.set_num_threads(threads)
        torch.set_default_device(None)
        if torch.get_default_device() != device:
            torch.set_default_device(device)


@contextlib.contextmanager
def _unchanged(changed: list[str]) -> Iterator[None]:
    """Put back torch's settings, and note which ones the learner's function had changed."""
    dtype, state = torch.get_default_dtype(), torch.get_rng_state()
    try:
        yield
    finally:
        if torch.get_default_dtype() != dtype:
            torch.set_default_dtype(dtype)
            changed.append("torch's default dtype")
        if not torch.is_grad_enabled():
            torch.set_grad_enabled(True)
            changed.append("torch's grad mode")
        if torch.get_default_device() != _CPU:
            torch.set_default_device(_CPU)
            changed.append("torch's default device")
        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
            changed.append("torch's number of threads")
        if not torch.equal(torch.get_rng_state(), state):
            torch.set_rng_state(state)
            changed.append("torch's random state")


@contextlib.contextmanager
def _interrupts() -> Iterator[list[bool]]:
    """Tell a real interrupt from a KeyboardInterrupt that the learner's code raises: the list is then not empty."""
    interrupted: list[bool] = []
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def note(number, frame):
        interrupted.append(True)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise Stopped in this thread when the time is up."""
    if threading.current_thread() is not threading.main_thread():
        yield  # nothing can stop another thread's code
        return
    if hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGALRM, _stop)
        # Again and again: a bare except may swallow the first one.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return
    over = threading.Event()

    def interrupt():
        over.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, interrupt)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if over.is_set():
            raise Stopped from None
        raise
    finally:
        timer.cancel()


def _stop(number, frame):
    """Raise Stopped, unless the learner's code has ended already and this is a late alarm."""
    while frame is not None:
        if frame.f_code is _learners.__code__:
            raise Stopped
        frame = frame.f_back
