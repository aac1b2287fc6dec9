"""Calls that Linux refuses to a process that runs a learner's code: those that reach around all other limits.

A Unix socket is a file that leads to another program of the same account, such as a desktop's bus or Docker; what
keeps files and the network apart does not keep it apart. And some kinds of memory are counted with no process.
"""

import ctypes
import errno
import platform
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
# How the system calls its processors, and the numbers of: socket, socketpair, mmap; shmget, msgget, memfd_create.
_PROCESSORS = {
    "x86_64": (0xC000003E, (41, 53, 9), (29, 68, 319)),
    "aarch64": (0xC00000B7, (198, 199, 222), (194, 186, 279)),
}
_IO_URING_SETUP = 425  # opens sockets without a call that could be refused
_OTHER_WAY_TO_CALL = 0x40000000  # from here on x86-64 has each call a second time
_AF_UNIX, _MAP_SHARED, _MAP_ANONYMOUS = 1, 1, 0x20
# Of struct seccomp_data: the call's number, the processor, the first and the fourth argument.
_NUMBER, _PROCESSOR, _FIRST, _FOURTH = 0, 4, 16, 40
# Of the language that a filter is written in: load, jump if equal, if at least, if these bits are set; end.
_LOAD, _EQUAL, _AT_LEAST, _HAS, _END = 0x20, 0x15, 0x35, 0x45, 0x06
_REFUSE, _ALLOW = 0x00050000 | errno.EACCES, 0x7FFF0000


class _Program(ctypes.Structure):
    _fields_ = (("count", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def refuse_calls() -> bool:
    """Refuse them to this process and all that it starts, for good; tell whether it could be done."""
    machine = platform.machine()
    if not sys.platform.startswith("linux") or sys.byteorder != "little" or machine not in _PROCESSORS:
        return False
    lines = _filter(*_PROCESSORS[machine])
    program = _Program(len(lines) // 8, lines)
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0


def _filter(processor: int, with_arguments: tuple[int, ...], always: tuple[int, ...]) -> bytes:
    """Write the filter; a program for another processor than this could mean other calls by the same numbers."""
    of_this_processor = _line(_LOAD, _PROCESSOR) + _line(_EQUAL, processor, 1, 0) + _line(_END, _REFUSE)
    socket, socketpair, mmap = with_arguments
    return b"".join(
        [
            of_this_processor,
            _refuse((_NUMBER, _AT_LEAST, _OTHER_WAY_TO_CALL)),
            *(_refuse((_NUMBER, _EQUAL, number)) for number in (*always, _IO_URING_SETUP)),
            *(_refuse((_NUMBER, _EQUAL, one), (_FIRST, _EQUAL, _AF_UNIX)) for one in (socket, socketpair)),
            # Shared memory of no file stays when no process looks at it any more.
            _refuse((_NUMBER, _EQUAL, mmap), (_FOURTH, _HAS, _MAP_SHARED), (_FOURTH, _HAS, _MAP_ANONYMOUS)),
            _line(_END, _ALLOW),
        ]
    )


def _refuse(*conditions: tuple[int, int, int]) -> bytes:
    """Refuse a call for which all conditions hold: what is looked at, how, with which value."""
    lines = b""
    for left, (place, how, value) in zip(range(len(conditions))[::-1], conditions, strict=True):
        lines += _line(_LOAD, place) + _line(how, value, 0, 2 * left + 1)
    return lines + _line(_END, _REFUSE)


def _line(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """Write one line; the last two numbers say how many lines are left out next."""
    return struct.pack("=HBBI", code, if_so, if_not, value)
