"""Call a learner's function so that whatever it does, the check goes on and nothing stays changed.

An endless answer is stopped after :data:`SECONDS`. On the main thread of Linux and macOS a timer's signal wakes loops
and sleeping functions alike. Elsewhere (Windows, or another thread) a second thread asks Python to raise an error in
the learner's: that stops a loop, but a sleep only when it ends. A stop that the learner's own ``except`` catches comes
again a few instructions later, until it meets one that no ``try`` of theirs covers. What no signal reaches is a loop
inside a function written in C, such as ``sum`` of something endless: there the kernel has to be restarted.
"""

import contextlib
import ctypes
import io
import linecache
import operator
import os
import random
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import torch

from course_utils.exercises._advice import advice
from course_utils.exercises._content import Wrong

SECONDS = 4.0
_SOON = 1e-6, 5e-5  # seconds until a stop that was caught comes again: in the few instructions that no ``try`` covers
_AGAIN = 0.01  # seconds until the next attempt
_LOOK = 1.0  # seconds for one look at what an answer made
Seen = TypeVar("Seen")
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
        Settings of the program that it left changed; they have been put back.
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


def call(
    function: Callable, arguments: tuple, seconds: float | None = None, settings: "Sequence[_Setting]" = ()
) -> Call:
    """Call a function, catch all that it raises, stop it when the time is up, put back what it changed.

    An interrupt by the learner (the stop button) is not caught. Without `settings`, those of torch are put back.
    """
    result = Call()
    printed = _Forgetful()
    quiet = contextlib.ExitStack()
    quiet.enter_context(contextlib.redirect_stdout(printed))
    quiet.enter_context(contextlib.redirect_stderr(printed))
    caught = quiet.enter_context(warnings.catch_warnings(record=True))
    warnings.simplefilter("always")
    with quiet, _unchanged(settings or _OF_TORCH, result.changed), _interrupts() as interrupted:
        try:
            with _limit(SECONDS if seconds is None else seconds):
                result.value = _learners(function, arguments)
        except Stopped:
            if interrupted:
                raise KeyboardInterrupt from None
            result.stopped = True
        except BaseException as error:  # SystemExit and a KeyboardInterrupt of the learner's own code too
            if interrupted:
                raise
            result.error = error
    result.printed = printed.used
    result.warned = {_first_sentence(warning.message) for warning in caught} - {""}
    return result


def look(function: Callable[..., Seen], *arguments: object, otherwise: Seen) -> Seen:
    """Look at what the learner's code made, which may never end or raise whatever it likes: then give `otherwise`."""
    result = call(function, arguments, _LOOK)
    return otherwise if result.stopped or result.error is not None else cast(Seen, result.value)


def _learners(function: Callable, arguments: tuple) -> object:
    """Mark where the learner's code runs: only there may the alarm raise, never while things are put back."""
    try:
        return function(*arguments)
    finally:
        with _leaving:
            pass  # what another thread has sent comes now, before anything of ours goes on


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


_chance = random.Random()  # the learner's own numbers stay as they are
_judging = threading.local()
_leaving = threading.Lock()  # held where it is decided whether the learner's code still runs


@contextlib.contextmanager
def once(name: str) -> Iterator[None]:
    """Refuse a check inside a check: it stands in the very function that it calls, and would go on for ever."""
    if getattr(_judging, "now", False):
        raise Wrong(
            "A check stands inside your function, so the function checks itself: put "
            f"`lesson.{name}.check(...)` into a cell of its own, or at the left edge."
        )
    _judging.now = True
    try:
        yield
    finally:
        _judging.now = False


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


class _Setting(NamedTuple):
    """Something that a whole program shares: how it is read, put back, and compared."""

    name: str
    get: Callable[[], Any]
    put: Callable[[Any], object]
    same: Callable[[Any, Any], bool] = operator.eq


def _put_environment(before: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(before)


def _same_numpy_state(a: tuple, b: tuple) -> bool:
    return np.array_equal(a[1], b[1]) and a[2:] == b[2:]


_OF_TORCH = (
    _Setting("torch's default dtype", torch.get_default_dtype, torch.set_default_dtype),
    _Setting("torch's grad mode", torch.is_grad_enabled, torch.set_grad_enabled),
    _Setting("torch's default device", torch.get_default_device, torch.set_default_device),
    _Setting("torch's number of threads", torch.get_num_threads, torch.set_num_threads),
    _Setting("torch's random state", torch.get_rng_state, torch.set_rng_state, torch.equal),
    _Setting(
        "torch's deterministic mode", torch.are_deterministic_algorithms_enabled, torch.use_deterministic_algorithms
    ),
)
SETTINGS = (
    *_OF_TORCH,
    _Setting("numpy's random state", np.random.get_state, np.random.set_state, _same_numpy_state),
    _Setting("Python's random state", random.getstate, random.setstate),
    _Setting("Python's recursion limit", sys.getrecursionlimit, sys.setrecursionlimit),
    _Setting("`sys.path`", lambda: list(sys.path), lambda before: sys.path.__setitem__(slice(None), before)),
    _Setting("the environment", lambda: dict(os.environ), _put_environment),
    _Setting("the current folder", os.getcwd, os.chdir),
)


@contextlib.contextmanager
def _unchanged(settings: Sequence[_Setting], changed: list[str]) -> Iterator[None]:
    """Put back settings of the program, and note which ones the learner's function had changed."""
    before = [setting.get() for setting in settings]
    try:
        yield
    finally:
        for setting, value in zip(settings, before, strict=True):
            if not setting.same(setting.get(), value):
                setting.put(value)
                changed.append(setting.name)


@contextlib.contextmanager
def _interrupts() -> Iterator[list[bool]]:
    """Tell a real interrupt from a KeyboardInterrupt that the learner's code raises: the list is then not empty."""
    interrupted: list[bool] = []
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def note(number, frame):
        interrupted.append(True)
        if _in_learners(frame) and hasattr(signal, "setitimer"):
            _raise_again()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise Stopped in this thread when the time is up, in the learner's code alone."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return
    thread, over = threading.get_ident(), threading.Event()

    def stop() -> None:
        while not over.wait(0.1):
            with _leaving:
                if _in_learners(sys._current_frames()[thread]):
                    _raise_soon(thread)

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    finally:
        over.set()
        timer.cancel()


def _stop(number, frame):
    """Raise Stopped, unless the learner's code has ended already and this is a late alarm."""
    if _in_learners(frame):
        _raise_again()
        raise Stopped


def _in_learners(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code is not _learners.__code__:
        frame = frame.f_back
    return frame is not None


def _raise_again() -> None:
    """Let the alarm come once more, any moment: an ``except`` of the learner's may catch the one that comes now."""
    if signal.getsignal(signal.SIGALRM) is _stop:
        signal.setitimer(signal.ITIMER_REAL, _chance.uniform(*_SOON), _AGAIN)


def _raise_soon(thread: int) -> None:
    """Let Stopped come in another thread, at the next instruction at which Python looks for errors."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Stopped))
