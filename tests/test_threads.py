"""PyTorch's threads: all cores where nobody else computes, fewer where others do, and what the learner has chosen."""

import os
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
import torch

from course_utils import _threads, batches, setup_check
from course_utils.exercises._running import guarded_call


@pytest.fixture
def machine(monkeypatch):
    """Be a machine of four cores, on which PyTorch has four threads and the test says who computes."""
    for name in [*_threads._OWN_CHOICE, "CPU_LIMIT", "JUPYTERHUB_USER"]:
        monkeypatch.delenv(name, raising=False)
    machine = SimpleNamespace(at=0.0, busy=0.0, mine=0.0, threads=4, allowed=4)
    monkeypatch.setattr(_threads, "all_cores", lambda: 4)
    monkeypatch.setattr(_threads, "allowed_cores", lambda: machine.allowed)
    monkeypatch.setattr(_threads, "_look", lambda: _threads._Look(machine.at, machine.busy, machine.mine))
    monkeypatch.setattr(_threads.time, "monotonic", lambda: machine.at)
    monkeypatch.setattr(torch, "get_num_threads", lambda: machine.threads)
    monkeypatch.setattr(torch, "set_num_threads", lambda count: setattr(machine, "threads", count))
    return machine


def passes(machine, seconds, others, mine):
    """Let time pass in which others and this process keep so many cores busy."""
    machine.at += seconds
    machine.busy += seconds * (others + mine)
    machine.mine += seconds * mine


@pytest.mark.parametrize(
    ("others", "mine", "count"),
    [(0, 0, 4), (0, 4, 4), (0.4, 3.6, 4), (1, 3, 3), (2.6, 1.4, 1), (4, 0, 1), (5, 0, 1)],
)
def test_there_are_as_many_threads_as_cores_that_nobody_else_uses(machine, others, mine, count):
    threads = _threads.Threads()
    passes(machine, 0.3, others, mine)
    threads.adjust()
    assert machine.threads == count


def test_company_comes_and_goes(machine):
    threads = _threads.Threads()
    counts = []
    for others in [0, 3, 3, 0]:
        passes(machine, 0.3, others, 1)
        threads.adjust()
        counts.append(machine.threads)
    assert counts == [4, 1, 1, 4]


def test_too_short_a_time_tells_nothing(machine):
    threads = _threads.Threads()
    passes(machine, 0.1, 4, 0)
    threads.adjust()
    assert machine.threads == 4
    passes(machine, 0.2, 4, 0)
    threads.adjust()
    assert machine.threads == 1


def test_a_limit_holds_from_the_beginning_and_is_never_exceeded(machine):
    machine.allowed = 2
    threads = _threads.Threads()
    assert machine.threads == 2
    passes(machine, 0.3, 0, 2)
    threads.adjust()
    assert machine.threads == 2


@pytest.mark.parametrize("name", _threads._OWN_CHOICE)
def test_a_number_in_the_environment_is_the_learners(machine, monkeypatch, name):
    monkeypatch.setenv(name, "4")
    machine.allowed = 2
    threads = _threads.Threads()
    passes(machine, 0.3, 4, 0)
    threads.adjust()
    assert machine.threads == 4 and threads.chosen_by == name


def test_a_number_that_the_learner_sets_is_the_learners_until_it_is_set_back(machine):
    threads = _threads.Threads()
    machine.threads = 2
    passes(machine, 0.3, 4, 0)
    threads.adjust()
    assert machine.threads == 2 and threads.chosen_by == "torch.set_num_threads"
    machine.threads = 4
    passes(machine, 0.3, 4, 0)
    threads.adjust()
    assert machine.threads == 1 and not threads.chosen_by


def test_a_check_keeps_its_one_thread_and_gives_back_what_there_was(machine, monkeypatch):
    threads = _threads.Threads()
    monkeypatch.setattr(guarded_call, "our_threads", threads)
    passes(machine, 0.3, 4, 0)
    threads.adjust()
    with guarded_call.on_its_own():
        passes(machine, 0.3, 0, 1)
        threads.adjust()
        assert machine.threads == 1
    passes(machine, 0.3, 0, 1)
    threads.adjust()
    assert machine.threads == 4 and not threads.chosen_by


def test_where_the_system_does_not_tell_who_computes_nothing_changes(machine, monkeypatch):
    monkeypatch.setattr(_threads, "_look", lambda: None)
    threads = _threads.Threads()
    machine.at += 1
    threads.adjust()
    assert machine.threads == 4 and threads.others == 0


def test_without_psutil_nothing_is_seen(monkeypatch):
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert _threads._look() is None


def test_what_this_process_does_is_not_taken_for_company():
    before = _threads._look()
    sum(range(3_000_000))
    after = _threads._look()
    assert after.mine > before.mine and before.busy <= after.busy


@pytest.mark.parametrize("shuffle", [True, False])
def test_every_batch_is_an_occasion_to_look(monkeypatch, shuffle):
    looks = []
    monkeypatch.setattr(_threads.threads, "adjust", lambda: looks.append(1))
    list(batches(torch.zeros(10, 1), torch.zeros(10), batch_size=4, shuffle=shuffle))
    assert len(looks) == 3


def test_a_thread_that_trains_has_a_number_of_its_own():
    """Run in a process of its own, because it changes what PyTorch uses."""
    code = """if True:
        import threading, torch
        from course_utils import _threads
        threads = _threads.Threads()
        torch.set_num_threads(threads._set)
        def train():
            torch.get_num_threads()
            threads._take(threads._set + 1)
            print(bool(threads.chosen_by))
        thread = threading.Thread(target=train); thread.start(); thread.join()
        print(bool(threads.chosen_by), torch.get_num_threads() == threads.most)
        threads._take(1)
        print(torch.get_num_threads())"""
    environment = {name: value for name, value in os.environ.items() if name not in _threads._OWN_CHOICE}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert result.stdout.split() == ["False", "False", "True", "1"], result.stderr


V2 = "0::/pods/one\n"
CPU = "cpu,cpuacct"
V1 = "5:cpu,cpuacct:/pods/one\n3:memory:/pods/one\n0::/\n"


@pytest.mark.parametrize(
    ("groups", "files", "cores"),
    [
        (V2, {"pods/one/cpu.max": "150000 100000\n"}, [1.5]),
        (V2, {"pods/one/cpu.max": "max 100000\n"}, []),
        (V2, {"pods/one/cpu.max": "max 100000\n", "pods/cpu.max": "200000 100000\n"}, [2.0]),
        (V2, {"cpu.max": "50000 100000\n"}, [0.5]),  # a container sees its own group as the top
        (V2, {"pods/one/cpu.max": "what?\n"}, []),
        (V2, {}, []),
        (V1, {f"{CPU}/pods/one/cpu.cfs_quota_us": "300000\n", f"{CPU}/pods/one/cpu.cfs_period_us": "100000\n"}, [3]),
        (V1, {f"{CPU}/cpu.cfs_quota_us": "-1\n", f"{CPU}/cpu.cfs_period_us": "100000\n"}, []),
        (None, {}, []),
    ],
)  # fmt: skip
def test_quotas_of_control_groups_are_read(monkeypatch, tmp_path, groups, files, cores):
    monkeypatch.setattr(_threads, "_CGROUPS", tmp_path / "cgroup")
    monkeypatch.setattr(_threads, "_MY_GROUPS", tmp_path / "groups")
    if groups is not None:
        (tmp_path / "groups").write_text(groups)
    for name, text in files.items():
        path = tmp_path / "cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert _threads._quotas() == cores


@pytest.mark.parametrize(
    ("quotas", "environment", "count"),
    [
        ([], {}, 8),
        ([2.9], {}, 2),
        ([0.5], {}, 1),
        ([], {"JUPYTERHUB_USER": "ada", "CPU_LIMIT": "2.0"}, 2),
        ([], {"JUPYTERHUB_USER": "ada", "CPU_LIMIT": "0"}, 8),  # no limit
        ([], {"CPU_LIMIT": "2.0"}, 8),  # no hub: the name may mean anything
        ([4], {"JUPYTERHUB_USER": "ada", "CPU_LIMIT": "2.0"}, 2),
    ],
)
def test_what_may_be_used_is_the_smallest_limit_rounded_down(monkeypatch, quotas, environment, count):
    for name in ["JUPYTERHUB_USER", "CPU_LIMIT"]:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(_threads, "_quotas", lambda: quotas)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)), raising=False)
    assert _threads.allowed_cores() == count


def test_a_cell_is_an_occasion_to_look_in_a_notebook(monkeypatch):
    registered = {}
    events = SimpleNamespace(register=lambda event, function: registered.update({event: function}))
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(events=events))
    looks = []
    monkeypatch.setattr(_threads.threads, "adjust", lambda: looks.append(threading.current_thread()))
    _threads.adjust_before_each_cell()
    registered["pre_run_cell"]("the cell's information")
    assert looks == [threading.current_thread()]


@pytest.mark.parametrize(
    ("count", "others", "chosen", "found", "todo"),
    [
        (4, 0.1, "", "4 threads, 4 cores of 4", ""),
        (1, 2.9, "", "1 thread, 4 cores of 4, others use 2.9", ""),
        (4, 2.9, "torch.set_num_threads", "4 threads, 4 cores of 4, as torch.set_num_threads says", ""),
        (8, 0.0, "MKL_NUM_THREADS", "8 threads, 4 cores of 4, as MKL_NUM_THREADS says", "set the environment variable"),
    ],
)  # fmt: skip
def test_the_set_up_check_says_how_many_threads_there_are_and_why(
    machine, monkeypatch, count, others, chosen, found, todo
):
    machine.threads = count
    monkeypatch.setattr(setup_check, "threads", SimpleNamespace(others=others, chosen_by=chosen))
    monkeypatch.setattr(setup_check, "all_cores", _threads.all_cores)
    monkeypatch.setattr(setup_check, "allowed_cores", _threads.allowed_cores)
    (row,) = setup_check._threads()
    assert (row.what, row.found, row.todo[: len(todo) or None]) == ("threads", found, todo)
