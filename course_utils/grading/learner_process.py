"""A process that runs what a learner wrote, seen from the process that judges, which runs none of it."""

import contextlib
import math
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from typing import Any

from course_utils.grading._calls import Message, Received
from course_utils.grading._values import MOST_BYTES, Unreadable, pack, unpack
from course_utils.grading.starting import Ended, start

_STARTING = 60.0  # seconds at most until it is there: on some systems it loads PyTorch
_EVERY = 0.05  # seconds between two looks at what it does
_LEAST = 0.05  # seconds: none would mean no limit


class LearnerProcess:
    """One process for one answer; ``with`` ends it, and whatever it has started, and removes its folder.

    Parameters
    ----------
    way : str
        "called", "observed" or "program": what the process gets ready.
    """

    def __init__(self, way: str = "called") -> None:
        self._home = tempfile.mkdtemp(prefix="course_utils-learner-")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            os.chmod(self._home, 0o777)  # another user runs there
        self._end, self._out, self._in, self._takes_too_much = start(way, self._home)
        self.ended = False
        self.timed_out = False
        self.fault = ""
        self.missing: tuple[str, ...] = ()  # what the system could not forbid it
        self._deadline = self._until = math.inf
        self._is_ready = False
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> "LearnerProcess":
        return self

    def __exit__(self, *raised: object) -> None:
        self._closed.set()
        self.end()
        for pipe in (self._out, self._in):
            with contextlib.suppress(OSError):
                pipe.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def put(self, name: str, content: bytes) -> None:
        """Put a file into its folder, before anything is asked."""
        self._wait_until_ready()
        self._send({"file": name}, [content])

    def end(self) -> None:
        """End it now."""
        self.ended = True
        self._end()

    def allow(self, seconds: float) -> None:
        """Let all that is asked from now on take so long together, then end it; what it needs to be there not counted.

        Raises
        ------
        Ended
            When it does not get ready.
        """
        self._wait_until_ready()
        self._deadline = time.monotonic() + seconds

    def left(self) -> float:
        """Give the seconds that are left of those it was allowed."""
        return max(self._deadline - time.monotonic(), _LEAST)

    def ask(
        self, tree: dict[str, Any], blobs: list[bytes], seconds: float, functions: dict[Any, Callable] | None = None
    ) -> Message:
        """Send a message and wait for the answer; meanwhile call for it those of our functions that it may use.

        Raises
        ------
        Ended
            When no answer comes in time, or none that can be read.
        """
        self._wait_until_ready()
        return self._ask(tree, blobs, seconds, {} if functions is None else functions)

    def _wait_until_ready(self) -> None:
        if not self._is_ready:
            tree, _ = self._ask(None, [], _STARTING, {})
            self._is_ready, self.missing = True, tuple(map(str, tree["missing"]))

    def _ask(
        self, tree: dict[str, Any] | None, blobs: list[bytes], seconds: float, functions: dict[Any, Callable]
    ) -> Message:
        if self.ended:
            raise Ended
        self._until = min(time.monotonic() + seconds, self._deadline)
        try:
            if tree is not None:
                self._send(tree, blobs)
            while True:
                tree, blobs = self._receive()
                if "fault" in tree:
                    self.fault = f" It said: {tree['fault']}."
                    raise EOFError
                if "ask" not in tree:
                    return tree, blobs
                self._send(*_served(tree, blobs, functions))
        except (OSError, EOFError, Unreadable, ValueError, KeyError, TypeError) as error:
            self.end()
            raise Ended from error
        except BaseException:  # an interrupt
            self.end()  # half a message may be on its way
            raise
        finally:
            self._until = math.inf

    def _watch(self) -> None:
        """End it when its time is up, or when it takes too much memory."""
        while not self._closed.wait(_EVERY):
            if time.monotonic() > self._until:
                self.timed_out = True
            if self.timed_out or self._takes_too_much():
                self.end()
                return

    def _send(self, tree: dict[str, Any], blobs: list[bytes]) -> None:
        self._out.write(pack(tree, blobs))
        self._out.flush()

    def _receive(self) -> Message:
        sizes = self._read(16)
        head, rest = int.from_bytes(sizes[:8], "big"), int.from_bytes(sizes[8:], "big")
        if head + rest > MOST_BYTES:
            raise Unreadable(f"{head + rest} bytes")
        return unpack(self._read(head), self._read(rest))

    def _read(self, count: int) -> bytes:
        raw = self._in.read(count)
        if len(raw) < count:
            raise EOFError
        return raw


def _served(tree: dict[str, Any], blobs: list[bytes], functions: dict[Any, Callable]) -> Message:
    """Call one of our functions for a learner's process."""
    came = Received(tree, blobs)
    try:
        return came.answer(functions[tree["ask"]](*came.given, **came.named))
    except Exception as error:  # what a learner hands over may be of any kind
        return came.answer(error=error)
