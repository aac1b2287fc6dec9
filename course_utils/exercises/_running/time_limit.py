"""Stop a learner's function in time, and let a real interrupt through.

On the main thread of Linux and macOS a timer's signal wakes loops and sleeping functions alike. Elsewhere (Windows, or
another thread) a second thread asks Python to raise an error in the learner's: that stops a loop, but a sleep only when
it ends. Where the learner's own ``except`` catches a stop, the next one comes at the first line behind it, for Python
traces lines then, until one meets a line that no ``try`` of theirs covers; what their ``with`` and ``finally`` put back
is put back. An import comes to its end first, and the time begins anew behind it: one that is cut off leaves modules
half made, and whatever needs them fails until the kernel is restarted. On a busy machine a process that has had the
processor for less than half of its time waits a little longer. What no signal reaches is a loop inside a function
written in C: those over something endless or very long are made to step in Python (:mod:`.endless_iterators`), and for
what remains the learner is told to restart the kernel (:mod:`.hanging`).
"""

import contextlib
import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import CodeType, FrameType
from typing import TypeVar

_AGAIN = 0.01  # seconds until the next attempt
_GENTLY = 20  # attempts that let the learner's ``except``, ``with`` and ``finally`` come to their end
_PATIENCE = 2.0  # seconds at most, and as long again at most, that a process waits for its turn on a busy machine
_IMPORTS = 20.0  # seconds at most that imports are waited for
_IMPORTLIB = "<frozen importlib._bootstrap>"  # the file of what runs an import, as Python calls it
_LATE = 0.02  # seconds in which an alarm that is on its way still finds who hears it: afterwards it would do harm
_undisturbed: set[CodeType] = set()
_running: dict[int, "_Alarm"] = {}  # thread -> what stops the code of a learner's that runs in it
Ours = TypeVar("Ours", bound=Callable)
_leaving = threading.Lock()  # held where it is decided whether the learner's code still runs


class Stopped(BaseException):
    """The time is up. Not an Exception, so that a learner's ``except Exception`` does not swallow it."""

    def __init__(self) -> None:
        super().__init__()
        _stop_at_the_next_line(sys._getframe().f_back, _GENTLY)  # in an ``except`` that never ends, say

    def __del__(self) -> None:
        _stop_at_the_next_line(sys._getframe().f_back)  # which is the one behind the ``except`` that has caught it


def learners(function: Callable, arguments: tuple) -> object:
    """Mark where the learner's code runs: only there may the alarm raise, never while things are put back."""
    try:
        return function(*arguments)
    finally:
        with _leaving:
            pass  # what another thread has sent comes now, before anything of ours goes on


def undisturbed(function: Ours) -> Ours:
    """Mark a function of ours that the learner's code may call: no alarm raises in it, so it needs a limit of its own.

    An error that comes at any instruction would leave locks held, and what it keeps half changed.
    """
    _undisturbed.add(function.__code__)
    return function


@contextlib.contextmanager
def interrupts() -> Iterator[list[bool]]:
    """Tell a real interrupt from a KeyboardInterrupt that the learner's code raises: the list is then not empty."""
    interrupted: list[bool] = []
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def note(number, frame):
        interrupted.append(True)
        if _in_learners(frame) and hasattr(signal, "setitimer"):
            _hurry()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise Stopped in this thread when the time is up, in the learner's code alone."""
    thread, alarm, traced = threading.get_ident(), _Alarm(seconds), sys.gettrace()
    outer, _running[thread] = _running.get(thread), alarm
    try:
        with _limit_by_signal(alarm, seconds) if _hears_signals() else _limit_by_thread(alarm, seconds):
            yield
    finally:
        if alarm.rings:
            sys.settrace(traced)
        if outer is None:
            del _running[thread]
        else:
            _running[thread] = outer


def overdue(thread: int, seconds: float) -> FrameType | None:
    """Give the frame at which a thread runs code of a learner's that should have been stopped so long ago, or None."""
    alarm, frame = _running.get(thread), sys._current_frames().get(thread)
    if alarm is None or time.monotonic() < alarm.due + seconds or _imports(frame) or not _in_learners(frame):
        return None
    return frame


def _hears_signals() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def _limit_by_signal(alarm: "_Alarm", seconds: float) -> Iterator[None]:
    before, began = signal.signal(signal.SIGALRM, alarm), time.monotonic()
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    except (Stopped, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, 0)
        time.sleep(_LATE)
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if outer:  # the one around this is still to come
            signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - began), _AGAIN), _AGAIN)


@contextlib.contextmanager
def _limit_by_thread(alarm: "_Alarm", seconds: float) -> Iterator[None]:
    thread, over = threading.get_ident(), threading.Event()

    def stop() -> None:
        wait = seconds
        while not over.wait(wait):
            with _leaving:
                frame = sys._current_frames()[thread]
                more = alarm.more_time(frame)
                if not more and _in_learners(frame):
                    alarm.rings += 1
                    _raise_soon(thread)
            wait = more or 0.1

    timer = threading.Thread(target=stop)
    timer.start()
    try:
        yield
    finally:
        over.set()


class _Alarm:
    """Raises Stopped, unless the learner's code has ended already and this is a late alarm, or an import runs."""

    def __init__(self, seconds: float) -> None:
        self.rings = 0
        self._seconds, self._waited, began = seconds, False, time.monotonic()
        self._latest, self._patient = began + seconds + _IMPORTS, began + seconds + min(seconds, _PATIENCE)
        self._enough = time.process_time() + seconds / 2
        self.due = self._patient  # when it has stopped, if anything can

    def __call__(self, number, frame):
        if not _in_learners(frame):
            return
        if more := self.more_time(frame):
            signal.setitimer(signal.ITIMER_REAL, more, _AGAIN)
            return
        self.rings += 1
        raise Stopped

    def hurry(self) -> None:
        """Wait for nothing any more: the learner has pressed Stop."""
        self._latest = 0.0

    def more_time(self, frame: FrameType | None) -> float:
        """Give the seconds to wait on: for an import that runs, behind it as long as at first, for a turn; else 0."""
        if time.monotonic() > self._latest:
            return 0.0
        waited, self._waited = self._waited, _imports(frame)
        if self._waited or waited:
            self.due = time.monotonic() + self._seconds + _PATIENCE
            return _AGAIN if self._waited else self._seconds
        missing, patience = self._enough - time.process_time(), self._patient - time.monotonic()
        return max(min(missing, patience), _AGAIN) if missing > 0 and patience > 0 else 0.0


def _in_learners(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code is not learners.__code__:
        if frame.f_code in _undisturbed:
            return False
        frame = frame.f_back
    return frame is not None


def _imports(frame: FrameType | None) -> bool:
    """Tell whether an import of the learner's code runs."""
    while frame is not None and frame.f_code is not learners.__code__:
        if frame.f_code.co_filename == _IMPORTLIB:
            return True
        frame = frame.f_back
    return False


def _hurry() -> None:
    """Let the alarm come in a moment, and again: an ``except`` of the learner's may catch what comes now."""
    alarm = signal.getsignal(signal.SIGALRM)
    if isinstance(alarm, _Alarm):
        alarm.hurry()
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)


def _stop_at_the_next_line(frame: FrameType | None, rings: int = 0) -> None:
    """Let Python look at each line of the learner's code from here on, if the alarm has rung more often than that."""
    alarm = _running.get(threading.get_ident())
    if alarm is None or alarm.rings <= rings or not _in_learners(frame):
        return
    sys.settrace(_at_a_line)
    while frame is not None and frame.f_code is not learners.__code__:
        frame.f_trace = _at_a_line
        frame = frame.f_back


def _at_a_line(frame: FrameType, event: str, argument: object) -> Callable:
    if event == "line" and _in_learners(frame) and not _imports(frame):
        raise Stopped  # Python traces no more then, until one that was caught is dropped
    return _at_a_line


def _raise_soon(thread: int) -> None:
    """Let Stopped come in another thread, at the next instruction at which Python looks for errors."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Stopped))
