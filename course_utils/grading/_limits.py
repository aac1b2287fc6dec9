"""What a process that runs a learner's code may do: little, as far as the system lets us forbid the rest.

Each of the functions below names what it could not have; the report of a class says so.
"""

import contextlib
import ctypes
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

MEMORY = 1_500_000_000  # bytes beside what PyTorch takes itself
FILE = 20_000_000  # bytes of one file
FOLDER, FILES = 100_000_000, 10_000  # bytes of all files together, and how many
PROCESSES = 48  # threads count, too
CPU_SECONDS = 120

# What each way of keeping apart is called where it cannot be had.
NO_NETWORK = "no network"
NO_WRITING = "no writing outside an empty folder"
NO_PROCESSES_LEFT = "no process left behind"
NO_SOCKETS = "no connection to other programs of this computer"
MEMORY_LIMIT, PROCESS_LIMIT, FILE_LIMIT = "a limit of memory", "a limit of processes", "a limit of a file's size"
ALL_MEMORY, ALL_FILES = "a limit of memory of all its processes", "a limit of the size of all its files"
NOT_APART = [NO_NETWORK, NO_PROCESSES_LEFT, ALL_MEMORY, ALL_FILES]

_NEWUSER, _NEWPID, _NEWNET, _NEWIPC, _NEWNS = 0x10000000, 0x20000000, 0x40000000, 0x08000000, 0x00020000
_NOSUID, _NODEV = 2, 4
_PR_SET_PDEATHSIG, _PR_SET_SECUREBITS, _PR_SET_NO_NEW_PRIVS = 1, 28, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 47, 2
_KEEP_CAPABILITIES_WITH_ANOTHER_USER = 1 << 2  # SECBIT_NO_SETUID_FIXUP
_NOBODY = 65534
_READ_ALL = 1 << 2  # CAP_DAC_READ_SEARCH
# Numbers of system calls that are the same on all processors Linux runs on.
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
# To write a file, to remove and to make what is in folders, and, from version 2 and 3 on, to move and to cut short.
_WRITE_FILE, _MOVE, _CUT_SHORT = 1 << 1, 1 << 13, 1 << 14
_WRITES = {1: _WRITE_FILE | sum(1 << bit for bit in range(4, 13))}
_WRITES |= {2: _WRITES[1] | _MOVE, 3: _WRITES[1] | _MOVE | _CUT_SHORT}


def apart(home: str, maps: Callable[[str, str], bool]) -> list[str]:
    """Leave the network, the other processes and the disk behind (Linux); give what could not be had.

    Parameters
    ----------
    home : str
        The folder that becomes one in memory, of limited size, which is gone with the last process.
    maps : callable
        Asks the process that started this one to write the users and groups of the new namespace: two texts as in
        ``/proc/PID/uid_map`` and ``gid_map``. True where it could.
    """
    if not sys.platform.startswith("linux"):
        return NOT_APART
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEWUSER | _NEWPID | _NEWNET | _NEWIPC | _NEWNS) != 0:
        return NOT_APART
    users = f"{user} {user} 1" if user != 0 else f"0 0 1\n1 {_NOBODY} 1"
    if not maps(users, f"{group} {group} 1"):
        return NOT_APART
    options = f"size={FOLDER},nr_inodes={FILES},mode=777".encode()
    mounted = libc.mount(b"tmpfs", os.fsencode(home), b"tmpfs", ctypes.c_ulong(_NOSUID | _NODEV), options) == 0
    if user == 0:
        # The limit of processes does not hold for root: another user takes over, with root's right to read files.
        libc.prctl(_PR_SET_SECUREBITS, _KEEP_CAPABILITIES_WITH_ANOTHER_USER, 0, 0, 0)
        os.setresuid(1, 1, 1)
    _keep_rights(libc, 0 if user != 0 else _READ_ALL)
    return [] if mounted else [ALL_FILES]


def _keep_rights(libc: ctypes.CDLL, rights: int) -> None:
    """Give up all special rights but these, so that none of what was given up can be taken back."""
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    libc.capset(head, (ctypes.c_uint32 * 6)(rights, rights, rights, 0, 0, 0))
    for number in range(rights.bit_length()):
        if rights >> number & 1:  # also for the programs that it starts, such as my_program.py
            libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, number, 0, 0)


def end_with_the_parent() -> None:
    """Let this process end as soon as the one that started it has ended (Linux)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)


def limited() -> list[str]:
    """Set limits of memory, processes and files; give what could not be had."""
    try:
        import resource
    except ImportError:  # Windows
        return [MEMORY_LIMIT, PROCESS_LIMIT, FILE_LIMIT]
    missing = []
    for name, kind, most in (
        (MEMORY_LIMIT, "RLIMIT_AS", _memory_now() + MEMORY),
        (PROCESS_LIMIT, "RLIMIT_NPROC", PROCESSES),
        (FILE_LIMIT, "RLIMIT_FSIZE", FILE),
        ("a limit of computing time", "RLIMIT_CPU", CPU_SECONDS),
        ("no memory dumped into a file", "RLIMIT_CORE", 0),
    ):
        try:
            if kind == "RLIMIT_AS" and not sys.platform.startswith("linux"):
                raise OSError  # macOS takes it and does not hold to it
            if kind == "RLIMIT_NPROC" and not _counts_alone():
                raise OSError  # all that the teacher's account runs would be counted with it
            hard = resource.getrlimit(getattr(resource, kind))[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(getattr(resource, kind), (most, most))
        except (OSError, ValueError, AttributeError):
            missing.append(name)
    return missing


def writes_only_into(folder: str) -> list[str]:
    """Forbid this process to change any file outside a folder (Linux 5.13 and later); give what could not be had."""
    missing = [NO_WRITING]
    if not sys.platform.startswith("linux"):
        return missing
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return missing
    writes = ctypes.c_uint64(_WRITES[min(version, 3)])
    rules = libc.syscall(_LANDLOCK_CREATE, ctypes.byref(writes), ctypes.c_size_t(8), 0)
    if rules < 0:
        return missing
    try:
        for place in (folder, os.devnull):
            _allow(libc, rules, place, writes.value)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return missing if libc.syscall(_LANDLOCK_RESTRICT, rules, 0) else []
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, place: str, rights: int) -> None:
    if not os.path.isdir(place):
        rights &= _WRITE_FILE | _CUT_SHORT
    handle = os.open(place, getattr(os, "O_PATH", 0))
    try:
        rule = rights.to_bytes(8, sys.byteorder) + handle.to_bytes(4, sys.byteorder)
        libc.syscall(_LANDLOCK_ADD, rules, 1, rule, 0)
    finally:
        os.close(handle)


def take_too_much(process: int, pytorch: int) -> bool:
    """Tell whether a process and all that it has started take more memory than they may (Linux).

    Parameters
    ----------
    process : int
        Its number.
    pytorch : int
        The number of the process it was forked from: it takes what PyTorch takes.
    """
    children: dict[int, list[int]] = {}
    for one in filter(str.isdecimal, os.listdir("/proc")):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            behind_its_name = Path(f"/proc/{one}/stat").read_bytes().rpartition(b")")[2]
            children.setdefault(int(behind_its_name.split()[1]), []).append(int(one))
    family = [process]
    for parent in family:
        family += children.get(parent, [])
    most = MEMORY + _resident(pytorch)
    # What they share is counted with each of them at first, which takes no time.
    return sum(map(_resident, family)) > most and sum(map(_its_share, family)) > most


def _resident(process: int) -> int:
    """Give the bytes of memory of a process, with all that it shares."""
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _its_share(process: int) -> int:
    """Give the bytes of memory of a process, what it shares divided by those who share it."""
    with contextlib.suppress(OSError):
        parts = Path(f"/proc/{process}/smaps_rollup").read_text()
        return 1024 * sum(map(int, re.findall(r"^(?:Pss|SwapPss): *(\d+)", parts, re.MULTILINE)))
    return _resident(process)


def _memory_now() -> int:
    """Give the bytes of address space that this process has now."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        import resource

        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 4_000_000_000


def _counts_alone() -> bool:
    """Tell whether the system counts the processes of this namespace by themselves: Linux 5.14 and later."""
    with contextlib.suppress(OSError, ValueError):
        kernel = tuple(int(part) for part in os.uname().release.split(".")[:2])
        own = Path("/proc/self/uid_map").read_text().split()
        return kernel >= (5, 14) and own[-1] != "4294967295"
    return False
