"""Progress: kept on this computer, never lost, never in the way."""

import json
import os
import stat
import subprocess
import sys
import time

import pytest

from course_utils.exercises import pixels_to_vectors, progress


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    path = tmp_path / "data" / "progress.json"
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(path))
    monkeypatch.setattr(progress, "_said_unwritable", False)
    return path


def pixel_index(row, col):
    return 28 * row + col


def test_a_right_answer_is_kept_with_its_source():
    pixels_to_vectors.pixel_index.check(pixel_index)
    entry = progress.load()["pixels_to_vectors"]["pixel_index"]
    assert entry == {"state": "right", "source": "def pixel_index(row, col):\n    return 28 * row + col\n"}
    assert "1 of 4 solved" in repr(pixels_to_vectors.progress())


def test_a_solved_exercise_stays_solved_when_its_solution_is_looked_at():
    progress.record("lesson", "exercise", "right", "code")
    progress.record("lesson", "exercise", "seen")
    assert progress.load()["lesson"]["exercise"] == {"state": "right", "source": "code"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_it(file):
    progress.record("lesson", "exercise", "right")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_kernels_that_write_at_once_lose_nothing(tmp_path):
    code = """
import os, sys, time
from course_utils.exercises import progress
open(sys.argv[1], "w").close()
while not os.path.exists("go"):
    time.sleep(0.001)
for number in range(100):
    progress.record("lesson", f"{sys.argv[1]}{number}", "right")
"""
    both = [subprocess.Popen([sys.executable, "-c", code, name], cwd=tmp_path) for name in "ab"]
    while not all((tmp_path / name).exists() for name in "ab"):
        assert [process.poll() for process in both] == [None, None]
        time.sleep(0.05)

    (tmp_path / "go").touch()

    assert [process.wait() for process in both] == [0, 0]
    assert len(progress.load()["lesson"]) == 200


@pytest.mark.parametrize("content", ["", "{", "[]", '{"lessons": 3}', '{"lessons": {"a": {"b": 1}}}', "\x00\x01"])
def test_a_damaged_file_is_set_aside_and_said(file, content):
    file.parent.mkdir()
    file.write_text(content)
    with pytest.warns(UserWarning, match="kept as"):
        assert progress.load() == {}
    (aside,) = file.parent.glob("progress-damaged-*.json")
    assert aside.read_text() == content


def test_an_unwritable_place_is_said_once_and_the_course_goes_on(file):
    file.parent.write_text("a file is in the way")
    with pytest.warns(UserWarning, match="could not be saved"):
        assert pixels_to_vectors.pixel_index.check(pixel_index).state == "right"
    assert pixels_to_vectors.pixel_index.check(pixel_index).state == "right"


def test_reset_begins_anew_and_keeps_a_backup(file):
    progress.record("lesson", "exercise", "right")
    backup = progress.reset()
    assert progress.load() == {} and json.loads(backup.read_text())["lessons"]["lesson"]
    assert progress.reset() is None


def test_running_the_solutions_counts_nothing(file, tmp_path, monkeypatch):
    (tmp_path / "solutions").mkdir()
    monkeypatch.chdir(tmp_path / "solutions")
    progress.record("lesson", "exercise", "right")
    assert not file.exists()
