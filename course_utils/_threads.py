"""How many threads PyTorch works with: as many as there are cores that nobody else uses.

PyTorch takes a thread for each core of the machine, also where it may use a part of them only, or where others compute
on them. Its threads wait for each other many times a batch, so one that gets no core holds up all: three learners on
two cores took 70 s for three epochs that take each of them 5 s with one thread, and 1.5 s where nobody else computes.
"""

import contextlib
import math
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

_OWN_CHOICE = ("OMP_NUM_THREADS", "MKL_NUM_THREADS")
_LOOK_SECONDS = 0.25  # between two looks: in less time a system counts too little to tell
_CGROUPS, _MY_GROUPS = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")


@dataclass(frozen=True)
class _Look:
    """What a look at the machine saw, in seconds since it was started."""

    at: float
    busy: float  # of all cores together
    mine: float  # of this process


class Threads:
    """Keeps the number of threads at what the machine has to give, unless the learner has chosen one."""

    def __init__(self) -> None:
        self._set = torch.get_num_threads()  # one for each core; PyTorch counts two halves of a core as one
        self.most = min(self._set, allowed_cores())
        self.others = 0.0  # cores that others use
        self._last = _look()
        self._here = threading.local()  # OpenMP keeps a number for each thread that computes
        self._take(self.most)

    @property
    def chosen_by(self) -> str:
        """What a number has been chosen by: a variable of the environment, or a call of PyTorch; "" where none has."""
        call = "torch.set_num_threads" if torch.get_num_threads() != getattr(self._here, "number", self._set) else ""
        return next(filter(os.environ.get, _OWN_CHOICE), call)

    def adjust(self) -> None:
        """Take as many threads as there are free cores; called at every batch, it looks four times a second."""
        last = self._last
        if last is None or time.monotonic() - last.at < _LOOK_SECONDS or getattr(self._here, "held", False):
            return
        self._last = look = _look() or last
        if look.at > last.at:
            self.others = max(0.0, (look.busy - last.busy - look.mine + last.mine) / (look.at - last.at))
            self._take(max(1, min(self.most, math.floor(all_cores() - self.others + 0.5))))

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Change nothing meanwhile: who sets a number for a while, and then sets it back, is no learner who chooses."""
        self._here.held = True
        try:
            yield
        finally:
            self._here.held = False

    def _take(self, count: int) -> None:
        if self.chosen_by:
            return
        if count != torch.get_num_threads():
            torch.set_num_threads(count)
        self._set = self._here.number = count


def all_cores() -> int:
    """Give the number of cores of the machine."""
    return os.cpu_count() or 1


def allowed_cores() -> int:
    """Give how many cores this process may keep busy: the system, a container or a hub may allow it fewer than all."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else all_cores()
    limits = [cores, *_quotas(), *_limit_of_a_hub()]
    return max(1, math.floor(min(limits)))  # down: one thread more than may run is one that all the others wait for


def _limit_of_a_hub() -> list[float]:
    """Read what JupyterHub's spawner allows: https://jupyterhub.readthedocs.io/en/stable/reference/spawners.html."""
    try:
        limit = float(os.environ.get("CPU_LIMIT", ""))
    except ValueError:
        return []
    return [limit] if "JUPYTERHUB_USER" in os.environ and limit > 0 else []


def _quotas() -> list[float]:
    """Read the quotas of the control groups this process is in, Linux's and those above it, in cores.

    Version 2 writes "quota period" or "max period" into cpu.max, version 1 two numbers into two files, -1 for none.
    """
    try:
        lines = _MY_GROUPS.read_text(encoding="utf-8").splitlines()
    except OSError:  # no Linux
        return []
    found = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers and "cpu" not in controllers.split(","):
            continue
        top = _CGROUPS / controllers
        group = Path(f"{top}{path}")
        for folder in {top, group, *(parent for parent in group.parents if parent.is_relative_to(top))}:
            found += _quota(folder)
    return found


def _quota(folder: Path) -> list[float]:
    """Read the quota of one control group."""
    for files in [("cpu.max",), ("cpu.cfs_quota_us", "cpu.cfs_period_us")]:
        try:
            quota, period = " ".join((folder / name).read_text(encoding="ascii") for name in files).split()
            return [int(quota) / int(period)] if int(quota) > 0 else []
        except (OSError, ValueError):  # no such file, or "max"
            continue
    return []


def _look() -> _Look | None:
    """Read how long the cores were busy; None where the system does not tell."""
    try:
        import psutil  # it comes with ipykernel

        times = psutil.cpu_times()
    except (ImportError, OSError, RuntimeError):
        return None
    waiting = times.idle + getattr(times, "iowait", 0.0)
    # A guest's time is counted among the user's already, https://psutil.readthedocs.io/en/latest/#psutil.cpu_times.
    again = getattr(times, "guest", 0.0) + getattr(times, "guest_nice", 0.0)
    return _Look(time.monotonic(), sum(times) - waiting - again, time.process_time())


threads = Threads()


def adjust_before_each_cell() -> None:
    """Look before each cell of a notebook, too: a learner's own loop may come without the course's batches."""
    from IPython import get_ipython

    get_ipython().events.register("pre_run_cell", lambda *told: threads.adjust())
