"""A class that is stopped half-way ends at once, with one sentence; where a process dies, all are graded."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import psutil
import pytest
from handed_in import hand_in

from course_utils.grading import pool
from course_utils.grading.notebooks import find_submissions

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="Ctrl-C reaches processes otherwise on Windows")


def test_a_class_is_graded_whole_though_a_process_that_grades_dies(tmp_path):
    """As when the system takes away one that has used up the memory."""
    for number in range(6):
        hand_in("right", tmp_path / f"learner {number}")
    command = [sys.executable, "-m", "course_utils", "grade", str(tmp_path), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not (workers := _that_grade(process.pid)):
            assert process.poll() is None
            time.sleep(0.01)
        workers[0].kill()
        out, said = process.communicate(timeout=240)
    assert process.returncode == 0 and "Traceback" not in said, said
    assert out.count("  2/2") == 6, out


def test_a_process_that_dies_while_submissions_are_handed_over_takes_none_with_it(tmp_path, monkeypatch):
    class DiesAtOnce(ProcessPoolExecutor):
        """The first one loses a process when the first submission has been handed over."""

        has_died = False

        def submit(self, *given):
            future = super().submit(*given)
            if not DiesAtOnce.has_died:
                DiesAtOnce.has_died = True
                next(iter(self._processes.values())).kill()
                assert isinstance(future.exception(60), BrokenProcessPool)
            return future

    for number in range(2):
        hand_in("right", tmp_path / f"learner {number}")
    monkeypatch.setattr(pool, "ProcessPoolExecutor", DiesAtOnce)
    graded = [one for several in pool.grade_here(find_submissions(tmp_path), 2) for one in several]
    assert [one.state for one in graded] == ["right"] * 4, graded


@pytest.mark.parametrize("seconds", [0, *(pytest.param(one, marks=pytest.mark.thorough) for one in (0.5, 1, 2, 3))])
def test_ctrl_c_ends_all_with_one_sentence(seconds, tmp_path):
    """Also while the processes that grade still load PyTorch, and twice, as one presses it."""
    for number, kind in enumerate(["endless function", *["right"] * 7]):
        hand_in(kind, tmp_path / f"learner {number}")
    command = [sys.executable, "-m", "course_utils", "grade", str(tmp_path), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while not (workers := _that_grade(process.pid)):
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(seconds)
        all_of_them = [one for worker in workers for one in (worker, *worker.children(recursive=True))]
        for _ in range(2):
            os.killpg(process.pid, signal.SIGINT)
        began = time.monotonic()
        said = process.communicate(timeout=30)[1]
    assert process.returncode in (130, -signal.SIGINT) and said.splitlines()[-1] == "Stopped; nothing was written.", (
        said
    )
    assert "Traceback" not in said, said
    assert time.monotonic() - began < 5
    _, alive = psutil.wait_procs(all_of_them, timeout=5)
    assert not alive


def _that_grade(number):
    found = []
    for one in psutil.Process(number).children():
        with contextlib.suppress(psutil.Error):  # it has ended meanwhile
            found += [one] if any("spawn_main" in part for part in one.cmdline()) else []
    return found
