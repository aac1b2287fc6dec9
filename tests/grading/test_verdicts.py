"""Each kind of submission gets its verdict, and nothing that it does reaches beyond its process."""

import ast
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from handed_in import KINDS, LINUX_ONLY, SAYS, expected, hand_in, lesson_03, notebook, solved

from course_utils.exercises import my_program, progress
from course_utils.grading import _limits, judging
from course_utils.grading.class_report import best_of_each
from course_utils.grading.judging import grade
from course_utils.grading.learner_process import LearnerProcess
from course_utils.grading.notebooks import find_submissions

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets us forbid it")
ENDLESS = [kind for kind in KINDS if "endless" in kind]


def graded(kind, folder, **places):
    hand_in(kind, folder / "Ada Lovelace", **places)
    return best_of_each(result for submission in find_submissions(folder) for result in grade(submission))


def grade_one(kind, folder):
    """Give the result of the second exercise of a kind, or of cells of its own."""
    if isinstance(kind, str):
        hand_in(kind, folder)
    else:
        folder.mkdir(parents=True)
        (folder / "03_mse_loss.ipynb").write_bytes(notebook(*kind))
    (submission,) = find_submissions(folder)
    return grade(submission)[-1]


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[linux_only] if kind in LINUX_ONLY else []) for kind in KINDS]
)
@pytest.mark.thorough
def test_each_kind_gets_its_verdict(kind, tmp_path, monkeypatch):
    if kind in ENDLESS:  # how long it is waited for hangs on how busy the machine is
        monkeypatch.setattr(judging, "SECONDS", 1.0)
        monkeypatch.setattr(judging, "_MOST_PATIENCE", 2.0)
    elif kind == "takes 3 GB in four processes":  # how long it takes to fill them does, too
        monkeypatch.setattr(judging, "SECONDS", 60.0)
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


@linux_only
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("asks another program")])
def test_no_other_program_is_reached(kind, tmp_path):
    """Unix sockets are neither files to be opened nor the network: a desktop's bus and Docker listen on them."""
    place = Path(tempfile.mkdtemp()) / "s"  # their names are short
    sockets = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM if "pair" in kind else socket.SOCK_STREAM)
    with sockets as server:
        server.bind(str(place))
        place.parent.chmod(0o777)
        place.chmod(0o777)
        server.settimeout(0.1)
        if server.type == socket.SOCK_STREAM:
            server.listen()
        results = graded(kind, tmp_path, place=place)
        with pytest.raises(TimeoutError):
            server.recv(1) if "pair" in kind else server.accept()
    shutil.rmtree(place.parent)
    assert not any(one.missing for one in results), results


@linux_only
def test_all_processes_of_an_answer_share_one_limit_of_memory(tmp_path, monkeypatch):
    from course_utils.grading import starting

    tells, told = starting.take_too_much, {}

    def keep(process, pytorch):
        told.setdefault(process, []).append(tells(process, pytorch))
        return told[process][-1]

    monkeypatch.setattr(starting, "take_too_much", keep)
    monkeypatch.setattr(judging, "SECONDS", 60.0)  # how long it takes to fill them hangs on how busy the machine is
    results = graded("takes 3 GB in four processes", tmp_path)
    assert [answers[:-1].count(True) for answers in told.values() if answers[-1]] == [0], told
    assert {(one.exercise, one.state, one.mistake) for one in results} == expected("takes 3 GB in four processes")


SLOW = "import time\n\n\ndef mse_loss(pred, target):\n    time.sleep(0.6)\n    "


@pytest.mark.parametrize(
    ("line", "state"), [("return ((pred - target) ** 2).sum()", "wrong"), ("raise ValueError('no')", "crashed")]
)
def test_one_deadline_holds_for_all_that_is_done_with_an_answer(line, state, tmp_path, monkeypatch):
    """A slow answer is not called once more for each of ten cases; that its mistake has no name is told."""
    monkeypatch.setattr(judging, "SECONDS", 1.0)
    monkeypatch.setattr(judging, "_MOST_PATIENCE", 1.0)
    grade_one("right", tmp_path / "first")  # loads what the first needs
    result = grade_one(lesson_03(SLOW + line), tmp_path / "slow")
    assert (result.state, result.mistake) == (state, ""), result
    assert "its time was up before a name was found" in result.message
    assert result.seconds < 3.5, result


@linux_only
def test_what_the_system_cannot_give_is_said(tmp_path):
    """Here no process may leave anything behind; what is forbidden by other means still is."""
    program = "import sys, handed_in, test_verdicts as t; from pathlib import Path\n"
    program += "if __name__ == '__main__': print(t.grade_one('right', Path(sys.argv[1])).missing)"
    limit = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    run = subprocess.run(
        ["unshare", "--user", "--map-root-user", "sh", "-c", limit, "-", sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, [Path(__file__).parent, Path(__file__).parents[2]]))},
    )
    if "unshare" in run.stderr:
        pytest.skip("this system has no such namespaces")
    said = set(ast.literal_eval(run.stdout))
    assert {*_limits.NOT_APART} <= said and _limits.NO_SOCKETS not in said, run


WORKERS = ", num_workers=2, persistent_workers=True"  # the box has no memory that processes could share


@pytest.mark.thorough
@pytest.mark.parametrize("workers", ["", WORKERS])
def test_a_right_program_is_right(workers, tmp_path):
    solution = Path(my_program.__file__).with_name("solution.py").read_text(encoding="utf-8")
    program = solution.replace("batch_size=512", f"batch_size=512{workers}")
    (tmp_path / "my_program.py").write_text(program, encoding="utf-8")
    (tmp_path / "x.ipynb").write_bytes(notebook("from course_utils.exercises import test_accuracy as lesson"))
    (submission,) = find_submissions(tmp_path)
    result = grade(submission)[-1]
    assert (result.exercise, result.state) == ("my_program", "right"), result


@pytest.mark.thorough
def test_loaders_that_would_start_processes_are_right(tmp_path):
    lesson = "10_train_the_mlp"
    files, wanted = solved(lesson, "make_loader train", "shuffle=train)\n", f"shuffle=train{WORKERS})\n")
    (tmp_path / f"{lesson}.ipynb").write_bytes(files[f"{lesson}.ipynb"])
    (submission,) = find_submissions(tmp_path)
    assert {one.exercise: one.state for one in grade(submission)} == wanted


def _runs(process):
    """Tell whether a process still does anything: one that has ended may wait to be asked how it ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


@linux_only
def test_no_process_is_left_behind(tmp_path):
    before = {process.pid for process in psutil.process_iter()}
    graded("a fork bomb", tmp_path)
    late = [process for process in psutil.process_iter(["cmdline"]) if process.pid not in before]
    ours = [one for one in late if any("course_utils.grading" in part for part in one.info["cmdline"] or ())]
    _, alive = psutil.wait_procs(ours, timeout=5)
    assert len([*filter(_runs, alive)]) <= 1  # the one that forks


def test_the_progress_of_who_grades_is_not_touched(tmp_path):
    progress.record("mse_loss", "mse_loss", "seen")
    before = progress.path().read_bytes()
    graded("forged progress, inside", tmp_path / "forged")
    graded("right", tmp_path / "right")
    assert progress.path().read_bytes() == before


def test_a_learners_process_knows_nothing_of_the_teachers_environment(tmp_path, monkeypatch):
    from course_utils.grading import starting

    monkeypatch.setenv("SECRET_KEY", "of the teacher")
    assert "SECRET_KEY" not in starting._environment(str(tmp_path))
    assert starting._environment(str(tmp_path))["HOME"] == str(tmp_path) != os.environ.get("HOME")
