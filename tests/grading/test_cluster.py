"""A real Dask scheduler and two workers, one of them killed half-way: each submission is graded once."""

import collections
import contextlib
import os
import signal
import subprocess
import sys
import threading

import pytest
from handed_in import KINDS, hand_in

distributed = pytest.importorskip("distributed", reason="distributed is not installed: it is in the extra `class`")

from course_utils.__main__ import main  # noqa: E402
from course_utils.grading.notebooks import find_submissions  # noqa: E402
from course_utils.grading.pool import grade_on_cluster  # noqa: E402

QUICK = ["right", "sum for mean", "half of it", "a name that is not there", "leaves by os._exit", "broken file"]
pytestmark = pytest.mark.filterwarnings("ignore")


def started(*arguments):
    """Start a process of Dask; a second thread reads on, so that it never waits for who reads."""
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"},
    )
    return process


def line_with(process, words):
    """Wait for a line, and read on in a thread."""
    for line in process.stdout:
        if words in line:
            threading.Thread(target=_read_on, args=[process.stdout], daemon=True).start()
            return line
    raise AssertionError(f"{process.args} has ended")


def _read_on(output):
    with output:
        collections.deque(output, maxlen=0)


@contextlib.contextmanager
def running_cluster(folder):
    """Give the address of a scheduler, and two workers."""
    scheduler = started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    processes = [scheduler]
    try:
        address = line_with(scheduler, "Scheduler at:").split()[-1]
        for number in range(2):
            place = ["--local-directory", str(folder / f"worker{number}"), "--no-dashboard"]
            processes.append(started("dask_worker", address, "--nthreads", "1", "--no-nanny", *place))
        for worker in processes[1:]:
            line_with(worker, "Registered to:")
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    with running_cluster(tmp_path) as running:
        yield running


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a process is killed otherwise on Windows")
@pytest.mark.thorough
def test_each_submission_is_graded_once_though_a_worker_dies(cluster, tmp_path):
    address, (first, _) = cluster
    for place in range(12):
        hand_in(QUICK[place % len(QUICK)], tmp_path / "class" / f"learner {place:02}")
    submissions = find_submissions(tmp_path / "class")
    results = []
    for one in grade_on_cluster(submissions, address):
        results.append(one)
        if len(results) == 3:
            first.send_signal(signal.SIGKILL)
    graded = collections.Counter(one[0].learner for one in results)
    assert graded == dict.fromkeys((one.learner for one in submissions), 1)
    for one in results:
        kind = QUICK[int(one[0].learner[-2:]) % len(QUICK)]
        said = {(row.exercise, row.state) for row in one}
        wanted = {(name, state if isinstance(state, str) else state[0]) for name, state in KINDS[kind][1].items()}
        assert said == wanted, one


def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(tmp_path, capsys, monkeypatch):
    from course_utils.grading import pool

    monkeypatch.setattr(pool, "_SECONDS", "0.5s")
    hand_in("right", tmp_path)
    for address in ("tcp://127.0.0.1:9", "no address"):
        assert main(["grade", str(tmp_path), "--dask", address]) == 2
        assert f"expected a Dask scheduler, got no answer from '{address}'" in capsys.readouterr().err
