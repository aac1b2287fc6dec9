"""Each kind of submission gets its verdict, and nothing that it does reaches beyond its process."""

import os
import socket
import sys
import time
from pathlib import Path

import psutil
import pytest
from handed_in import KINDS, LINUX_ONLY, SAYS, expected, hand_in, notebook

from course_utils.exercises import my_program, progress
from course_utils.grading import judging
from course_utils.grading.class_report import best_of_each
from course_utils.grading.judging import grade
from course_utils.grading.learner_process import LearnerProcess
from course_utils.grading.notebooks import find_submissions

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets us forbid it")
ENDLESS = [kind for kind in KINDS if "endless" in kind]


def graded(kind, folder, **places):
    hand_in(kind, folder / "Ada Lovelace", **places)
    return best_of_each(result for submission in find_submissions(folder) for result in grade(submission))


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[linux_only] if kind in LINUX_ONLY else []) for kind in KINDS]
)
@pytest.mark.thorough
def test_each_kind_gets_its_verdict(kind, tmp_path, monkeypatch):
    if kind in ENDLESS:  # how long it is waited for hangs on how busy the machine is
        monkeypatch.setattr(judging, "SECONDS", 1.0)
        monkeypatch.setattr(judging, "_MOST_PATIENCE", 2.0)
    results = graded(kind, tmp_path, place=tmp_path / "there.txt")
    assert {(one.exercise, one.state, one.mistake) for one in results} == expected(kind), results
    said = "\n".join(one.message for one in results if one.state == "crashed")
    assert any(words in said for words in SAYS.get(kind, "").split("|")), results
    assert not any(one.missing for one in results) or not sys.platform.startswith("linux"), results


def test_an_endless_function_is_called_endless_however_long_its_end_takes(tmp_path, monkeypatch):
    monkeypatch.setattr(judging, "SECONDS", 0.5)
    monkeypatch.setattr(judging, "_MOST_PATIENCE", 1.0)
    ends = LearnerProcess.end
    monkeypatch.setattr(LearnerProcess, "end", lambda process: (ends(process), time.sleep(0.1)))
    said = [one.message for one in graded("endless function", tmp_path) if one.state == "crashed"]
    assert len(said) == 1 and SAYS["endless function"] in said[0], said


@linux_only
def test_no_file_is_written_and_no_server_is_reached(tmp_path):
    open_to_all = tmp_path / "open to all"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)  # whoever a learner's process runs as, it is not the rights of this folder that stop it
    place = open_to_all / "there.txt"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        graded("writes files", tmp_path / "class", place=place)
        graded("asks the network", tmp_path / "class", address=server.getsockname())
        with pytest.raises(TimeoutError):
            server.accept()
    assert not place.exists() and not list(tmp_path.glob("**/here.txt"))


@pytest.mark.thorough
def test_a_right_program_is_right(tmp_path):
    solution = Path(my_program.__file__).with_name("solution.py").read_bytes()
    (tmp_path / "my_program.py").write_bytes(solution)
    (tmp_path / "x.ipynb").write_bytes(notebook("from course_utils.exercises import test_accuracy as lesson"))
    (submission,) = find_submissions(tmp_path)
    result = grade(submission)[-1]
    assert (result.exercise, result.state) == ("my_program", "right"), result


@linux_only
def test_no_process_is_left_behind(tmp_path):
    before = {process.pid for process in psutil.process_iter()}
    graded("a fork bomb", tmp_path)
    late = [process for process in psutil.process_iter(["cmdline"]) if process.pid not in before]
    ours = [one for one in late if any("course_utils.grading" in part for part in one.info["cmdline"] or ())]
    _, alive = psutil.wait_procs(ours, timeout=5)
    assert len(alive) <= 1  # the one that forks


def test_the_progress_of_who_grades_is_not_touched(tmp_path):
    progress.record("mse_loss", "mse_loss", "seen")
    before = progress.path().read_bytes()
    graded("forged progress, inside", tmp_path / "forged")
    graded("right", tmp_path / "right")
    assert progress.path().read_bytes() == before


def test_a_learners_process_knows_nothing_of_the_teachers_environment(tmp_path, monkeypatch):
    from course_utils.grading import learner_process

    monkeypatch.setenv("SECRET_KEY", "of the teacher")
    assert "SECRET_KEY" not in learner_process._environment(str(tmp_path))
    assert learner_process._environment(str(tmp_path))["HOME"] == str(tmp_path) != os.environ.get("HOME")
