"""Call a learner's function so that whatever it does, the check goes on and nothing stays changed."""

import contextlib
import io
import linecache
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

import torch

from course_utils._threads import threads as our_threads
from course_utils.exercises._advice.errors import advice, advice_on
from course_utils.exercises._content import Wrong
from course_utils.exercises._running.endless_iterators import stepping_in_python
from course_utils.exercises._running.program_settings import OF_TORCH, Setting, default_device, unchanged
from course_utils.exercises._running.time_limit import Stopped, interrupts, learners, limit

SECONDS = 4.0
_LOOK = 1.0  # seconds for one look at what an answer made
Seen = TypeVar("Seen")
_CPU = torch.device("cpu")
_OURS = str(Path(__file__).parents[2])
_PYTHONS_OWN = str(Path(threading.__file__).parent)
_NO_MEMORY = "can't allocate memory"  # as PyTorch says it, behind the place in its own code
_SHORTLY = 0.1  # seconds in which a thread may still come to its end


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
    goes_on : bool
        Whether a thread that it has started still runs.
    watched : set of str
        The names of the arguments that it left to be watched by autograd.
    afterwards : tuple or None
        The arguments as they are afterwards.
    """

    value: object = None
    error: BaseException | None = None
    stopped: bool = False
    changed: list[str] = field(default_factory=list)
    printed: bool = False
    warned: set[str] = field(default_factory=set)
    goes_on: bool = False
    watched: set[str] = field(default_factory=set)
    afterwards: tuple | None = None


def call(function: Callable, arguments: tuple, seconds: float | None = None, settings: Sequence[Setting] = ()) -> Call:
    """Call a function, catch all that it raises, stop it when the time is up, put back what it changed.

    An interrupt by the learner (the stop button) is not caught. Without `settings`, those of torch are put back.
    """
    result, before = Call(), {*threading.enumerate()}
    printed = _Forgetful()
    quiet = contextlib.ExitStack()
    quiet.enter_context(contextlib.redirect_stdout(printed))
    quiet.enter_context(contextlib.redirect_stderr(printed))
    # A stop may land in a destructor, where Python can only report it. Written in C, so that no other lands in this.
    quiet.callback(setattr, sys, "unraisablehook", sys.unraisablehook)
    sys.unraisablehook = id
    caught = quiet.enter_context(warnings.catch_warnings(record=True))
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", "Converting a tensor with requires_grad=True to a scalar")  # as right as `item()`
    with quiet, unchanged(settings or OF_TORCH, result.changed), interrupts() as interrupted:
        try:
            with stepping_in_python(function), limit(SECONDS if seconds is None else seconds):
                result.value = learners(function, arguments)
        except Stopped:
            if interrupted:
                raise KeyboardInterrupt from None
            result.stopped = True
        except BaseException as error:  # SystemExit and a KeyboardInterrupt of the learner's own code too
            if interrupted:
                raise
            result.error = error
    result.printed = printed.used
    result.goes_on = any(_goes_on(thread) for thread in threading.enumerate() if thread not in before)
    result.warned = {_first_sentence(warning.message) for warning in caught} - {""}
    return result


def look(function: Callable[..., Seen], *arguments: object, otherwise: Seen) -> Seen:
    """Look at what the learner's code made, which may never end or raise whatever it likes: then give `otherwise`."""
    result = call(function, arguments, _LOOK)
    return otherwise if result.stopped or result.error is not None else cast(Seen, result.value)


def _goes_on(thread: threading.Thread) -> bool:
    """Tell whether a thread runs the learner's code, and will for long."""
    code = getattr(getattr(thread, "_target", None) or type(thread).run, "__code__", None)
    if code is None or not is_learners(code.co_filename) or code.co_filename.startswith(_PYTHONS_OWN):
        return False
    thread.join(_SHORTLY)
    return thread.is_alive()


def _first_sentence(warning: object) -> str:
    """Leave out what PyTorch adds for its own makers; "" where there is no text."""
    try:
        line = str(warning).strip().splitlines()[0]
    except Exception:  # empty, or a text that cannot be made
        return ""
    return f"{line.split(' (Triggered')[0].split('. ')[0].rstrip('.')}."


def where(error: BaseException, lesson: str = "", advises: bool = True) -> str:
    """Say which line of the learner's code raised an error, what the error says, and what is usually behind it.

    A line of another function of theirs than the one that is checked is called a line of that function.
    """
    name = type(error).__name__
    try:
        said = str(error).strip().splitlines()
    except Exception:  # an error whose text cannot be made
        said = []
    if issubclass(type(error), MemoryError) or (said and _NO_MEMORY in said[0]):
        said = ["there is not enough memory for what is made here"]
    frames, line = learners_frames(error), line_that_raised(error)
    helps = ""
    if said and advises:
        is_elsewhere = hasattr(error, "frames_elsewhere")  # its names are there, not here
        helps = advice(said[0], line, lesson) if is_elsewhere else advice_on(error, line, lesson)
    text = f"{name}: {_without_its_end(said[0]) if helps else said[0]}{helps}" if said else name
    if not line:
        return text
    functions = [frame.name for frame in frames if not frame.name.startswith("<")]  # no `<lambda>`, no `<listcomp>`
    other = functions[-1] if functions and functions[-1] != frames[0].name else ""
    if not other:
        return f"{text}\nin your line {frames[-1].lineno}: `{line}`"
    caller = _line_of(frames[0])
    called = f"\ncalled in your line {frames[0].lineno}: `{caller}`" if caller else ""
    return f"{text}\nin line {frames[-1].lineno} of your `{other}`: `{line}`{called}"


def line_that_raised(error: BaseException) -> str:
    """Give the last line of the learner's code that an error came through, or ""."""
    frames = learners_frames(error)
    return _line_of(frames[-1]) if frames else ""


def _line_of(frame: traceback.FrameSummary) -> str:
    return (frame.line or linecache.getline(frame.filename, frame.lineno or 0)).strip()


def _without_its_end(said: str) -> str:
    """Leave out what stands before the advice otherwise: a full stop, or what announces a list of PyTorch's own."""
    return said.removesuffix(".").removesuffix(", but expected one of:")


def learners_frames(error: BaseException) -> list[traceback.FrameSummary]:
    """Give the lines of the learner's code that an error came from; one of another process brings them along."""
    elsewhere = getattr(error, "frames_elsewhere", None)
    if elsewhere is not None:
        return elsewhere
    return [frame for frame in traceback.extract_tb(error.__traceback__) if is_learners(frame.filename)]


def is_learners(filename: str) -> bool:
    # The last of the three is numpy before 1.25.
    ours = (_OURS, "<frozen", "<__array_function__ ")
    return not filename.startswith(ours) and "site-packages" not in filename


class _Forgetful(io.StringIO):
    """Forgets what is printed: a check calls a function often, and ten thousand lines help nobody."""

    used = False

    def write(self, text: str) -> int:
        self.used = True
        return len(text)


_judging = threading.local()


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
    device, threads = default_device(), torch.get_num_threads()
    if device != _CPU:  # a GPU, say: cases, reference and the learner's own `torch.zeros` have to agree
        torch.set_default_device(_CPU)
    torch.set_num_threads(1)  # checks are small: on a busy machine threads would wait for each other
    try:
        with our_threads.held(), torch.inference_mode(False), torch.enable_grad(), torch.random.fork_rng(devices=[]):
            yield
    finally:
        torch.set_num_threads(threads)
        torch.set_default_device(None)
        if default_device() != device:
            torch.set_default_device(device)
