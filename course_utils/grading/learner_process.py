"""A process that runs what a learner wrote, seen from the process that judges, which runs none of it."""

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import course_utils
from course_utils.grading._calls import Message, Received
from course_utils.grading._values import MOST_BYTES, Unreadable, pack, unpack
from course_utils.mnist import mnist_root

FORKS = sys.platform.startswith("linux") and hasattr(socket, "send_fds")
# What a learner's process is told of the environment: no keys, no addresses, no paths of the teacher's.
_TOLD = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHASHSEED")
_STARTS = [sys.executable, "-m", "course_utils.grading._start"]


class Ended(Exception):
    """The process has ended, or was ended: it left, it was killed, its time was up, it sent what nobody can read."""


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
        self._end, self._out, self._in = _fork(way, self._home) if FORKS else _start(way, self._home)
        self.ended = False
        self.timed_out = False
        self.fault = ""

    def __enter__(self) -> "LearnerProcess":
        return self

    def __exit__(self, *raised: object) -> None:
        self.end()
        for pipe in (self._out, self._in):
            with contextlib.suppress(OSError):
                pipe.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def put(self, name: str, content: bytes) -> None:
        """Put a file into its folder."""
        Path(self._home, name).write_bytes(content)

    def end(self) -> None:
        """End it now."""
        self.ended = True
        self._end()

    def ask(
        self, tree: dict[str, Any], blobs: list[bytes], seconds: float, functions: dict[Any, Callable] | None = None
    ) -> Message:
        """Send a message and wait for the answer; meanwhile call for it those of our functions that it may use.

        Raises
        ------
        Ended
            When no answer comes in time, or none that can be read.
        """
        if self.ended:
            raise Ended

        def stop() -> None:
            self.timed_out = True
            self.end()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            self._send(tree, blobs)
            while True:
                tree, blobs = self._receive()
                if "fault" in tree:
                    self.fault = f" It said: {tree['fault']}."
                    raise EOFError
                if "ask" not in tree:
                    return tree, blobs
                self._send(*_served(tree, blobs, {} if functions is None else functions))
        except (OSError, EOFError, Unreadable, ValueError, KeyError, TypeError) as error:
            self.end()
            raise Ended from error
        except BaseException:  # an interrupt
            self.end()  # half a message may be on its way
            raise
        finally:
            watch.cancel()

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


def _environment(home: str) -> dict[str, str]:
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    package = str(Path(course_utils.__file__).parents[1])
    return told | {
        "HOME": home,
        "COURSE_UTILS_DATA": str(mnist_root()),  # in an empty home it would be unpacked again and again
        "PYTHONPATH": os.pathsep.join([package, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "PYTHONIOENCODING": "utf-8",
    }


Started = tuple[Callable[[], None], BinaryIO, BinaryIO]


def _start(way: str, home: str) -> Started:
    """Start a process that loads PyTorch itself."""
    process = subprocess.Popen(
        [*_STARTS, way, home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env=_environment(home),
        start_new_session=True,
    )

    def end() -> None:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()

    assert process.stdin is not None and process.stdout is not None
    return end, process.stdin, process.stdout  # type: ignore[return-value]


_server: list[tuple[subprocess.Popen, socket.socket]] = []


def _fork(way: str, home: str) -> Started:
    """Let the process that has loaded PyTorch already fork one."""
    control = _control()
    to_read, our_write = os.pipe()
    our_read, to_write = os.pipe()
    try:
        socket.send_fds(control, [f"{way}/{home}".encode()], [to_read, to_write])
        child = int(control.recv(100))
    except (OSError, ValueError) as error:
        _server.clear()
        raise Ended from error
    finally:
        os.close(to_read)
        os.close(to_write)

    def end() -> None:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(child, signal.SIGKILL)

    return end, os.fdopen(our_write, "wb"), os.fdopen(our_read, "rb")


def _control() -> socket.socket:
    """Give the line to the process that forks; start it where there is none."""
    if not _server:
        ours, theirs = socket.socketpair()
        process = subprocess.Popen(
            [*_STARTS, "for each", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(tempfile.gettempdir()),
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        if ours.recv(10) != b"ready":
            raise Ended
        _server.append((process, ours))
        atexit.register(_end_the_server)
    return _server[0][1]


def _end_the_server() -> None:
    for process, control in _server:
        control.close()
        process.terminate()
        process.wait()
    _server.clear()
