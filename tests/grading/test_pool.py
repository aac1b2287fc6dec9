"""A class that is stopped half-way ends at once, with one sentence; where a process dies, all are graded."""

import contextlib
import os
import signal
import subprocess
import sys
import time

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


class _Dies(pool._Grader):
    """A process that grades and is killed at a certain moment; `left` says how often that happens."""

    left = 0
    when = ""

    def begin(self, submission):
        if self.when == "before" and self._process is None:
            self._start()
            self._kill()
        super().begin(submission)
        if self.when == "after":
            self._kill()

    def _kill(self):
        if _Dies.left:
            _Dies.left -= 1
            self._process.kill()
            self._process.join()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_that_dies_while_submissions_are_handed_over_takes_none_with_it(when, tmp_path, monkeypatch):
    for number in range(3):
        hand_in("right", tmp_path / f"learner {number}")
    monkeypatch.setattr(_Dies, "left", 2)
    monkeypatch.setattr(_Dies, "when", when)
    monkeypatch.setattr(pool, "_Grader", _Dies)
    graded = [one for several in pool.grade_here(find_submissions(tmp_path), 2) for one in several]
    assert [one.state for one in graded] == ["right"] * 6, graded
    assert not _Dies.left


def test_a_submission_whose_process_dies_twice_is_told_and_takes_no_other_with_it(tmp_path, monkeypatch):
    for number in range(2):
        hand_in("right", tmp_path / f"learner {number}")
    begin = pool._Grader.begin

    def begin_and_die(self, submission):
        begin(self, submission)
        if submission.learner == "learner 0":
            self._process.kill()

    monkeypatch.setattr(pool._Grader, "begin", begin_and_die)
    right, untold = pool.grade_here(find_submissions(tmp_path), 2)
    assert [one.state for one in right] == ["right", "right"], right
    assert untold[0].state == "unreadable" and "has died twice" in untold[0].message, untold


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
