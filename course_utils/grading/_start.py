"""How a process for a learner's code begins: ``python -m course_utils.grading._start``, started by ``starting``.

On Linux one process loads PyTorch, and for each answer forks one that needs milliseconds to be there. Elsewhere each
answer gets a process of its own that loads PyTorch itself. Neither has loaded any lesson's exercises.
"""

import contextlib
import functools
import gc
import os
import socket
import sys
from pathlib import Path

from course_utils.grading import _learner, _limits


def main() -> None:
    """Serve one answer on standard input and output, or, given the number of a socket, fork for each one asked for."""
    way, place = sys.argv[1:]
    if way == "for each":
        gc.freeze()
        _fork_for_each(socket.socket(fileno=int(place)))
    _get_ready(way)
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    _learner.serve(_wire(incoming, outgoing), place, _limits.NOT_APART)


@functools.cache
def _get_ready(way: str) -> None:
    """Load what takes seconds at the first optimizer or loader of a process."""
    if way == "observed":
        import torch
        import torchvision  # noqa: F401

        torch.optim.SGD([torch.zeros(1)], lr=0.1)


def _wire(incoming: int, outgoing: int) -> _learner.Wire:
    return _learner.Wire(os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb"))


def _fork_for_each(control: socket.socket) -> None:
    """Fork a process for each request: a way, an empty folder, and the two pipes to the process that judges."""
    control.send(b"ready")
    while True:
        request, pipes, _, _ = socket.recv_fds(control, 4096, 2)
        if not request:
            os._exit(0)
        way, _, home = request.decode().partition("/")
        _get_ready(way)
        control.send(str(_fork_one(control, pipes, home)).encode())
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _fork_one(control: socket.socket, pipes: list[int], home: str) -> int:
    here, there = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            control.close()
            here.close()
            _leave_and_serve(there, pipes, home)
        finally:
            os._exit(1)
    there.close()
    with here, contextlib.suppress(OSError):
        users, _, groups = here.recv(1000).decode().partition("/")
        here.send(b"yes" if users and _map(child, users, groups) else b"no")
    for pipe in pipes:
        os.close(pipe)
    return child


def _map(child: int, users: str, groups: str) -> bool:
    """Write the users and groups of a process that has left this one's; only a process outside may."""
    try:
        if os.geteuid() != 0:
            Path(f"/proc/{child}/setgroups").write_text("deny")
        Path(f"/proc/{child}/uid_map").write_text(users)
        Path(f"/proc/{child}/gid_map").write_text(groups)
    except OSError:
        return False
    return True


def _leave_and_serve(there: socket.socket, pipes: list[int], home: str) -> None:
    """Leave network and processes behind; the first process of its own world ends all others when it ends."""

    def maps(users: str, groups: str) -> bool:
        there.send(f"{users}/{groups}".encode())
        return there.recv(10) == b"yes"

    os.setsid()
    missing = _limits.apart(home, maps)
    there.close()
    for _ in range(2):
        _limits.end_with_the_parent()
        _fork_and_wait(pipes)
    _limits.end_with_the_parent()
    _learner.serve(_wire(*pipes), home, missing)


def _fork_and_wait(pipes: list[int]) -> None:
    """Go on in a child; the parent waits for its end and ends, too."""
    child = os.fork()
    if child == 0:
        return
    for pipe in pipes:
        os.close(pipe)
    while os.wait()[0] != child:
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
