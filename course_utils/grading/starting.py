"""How a process for a learner's code is started: forked from one that has loaded PyTorch, or all by itself."""

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import course_utils
from course_utils.grading._limits import take_too_much
from course_utils.mnist import mnist_root

_FORKS = sys.platform.startswith("linux") and hasattr(socket, "send_fds")
# What a learner's process is told of the environment: no keys, no addresses, no paths of the teacher's.
_TOLD = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHASHSEED")
_STARTS = [sys.executable, "-m", "course_utils.grading._start"]


class Ended(Exception):
    """The process has ended, or was ended: it left, it was killed, its time was up, it sent what nobody can read."""


Started = tuple[Callable[[], None], BinaryIO, BinaryIO, Callable[[], bool]]


def start(way: str, home: str) -> Started:
    """Start one; give what ends it, the pipes to it and from it, and what tells whether it takes too much memory."""
    return _fork(way, home) if _FORKS else _start(way, home)


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
    return end, process.stdin, process.stdout, lambda: False  # type: ignore[return-value]


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

    pytorch = _server[0][0].pid
    return end, os.fdopen(our_write, "wb"), os.fdopen(our_read, "rb"), lambda: take_too_much(child, pytorch)


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
