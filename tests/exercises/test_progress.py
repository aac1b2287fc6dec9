"""Progress: kept on this computer, never lost, never in the way."""

import json
import os
import stat
import subprocess
import sys
import time

import pytest

from course_utils.exercises import LESSONS, course_progress, pixels_to_vectors, progress


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


def test_a_file_of_an_older_version_is_taken_over(file):
    file.parent.mkdir()
    file.write_text('{"lessons": {"pixels_to_vectors": {"pixel_index": "right", "normalize": "seen"}}}')

    assert pixels_to_vectors.progress().states["normalize"] == "seen"
    pixels_to_vectors.flatten_image.check(lambda image: image.reshape(1, 784))

    states = pixels_to_vectors.progress().states
    assert states == {"pixel_index": "right", "normalize": "seen", "flatten_image": "right", "flatten_batch": ""}
    assert json.loads(file.read_text())["version"] == progress.VERSION


def test_a_file_of_a_newer_version_is_set_aside_and_said(file):
    file.parent.mkdir()
    file.write_text('{"version": 99, "something": "else"}')
    with pytest.warns(UserWarning, match="newer version"):
        progress.record("lesson", "exercise", "right")
    (aside,) = file.parent.glob("progress-newer-*.json")
    assert aside.read_text() == '{"version": 99, "something": "else"}'
    assert progress.load()["lesson"]["exercise"]["state"] == "right"


def test_a_file_that_cannot_be_read_for_now_is_not_overwritten(file, monkeypatch):
    progress.record("lesson", "exercise", "right")
    before = file.read_bytes()

    def fail(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(type(file), "read_text", fail)
        with pytest.warns(UserWarning, match="could not be saved"):
            progress.record("lesson", "another", "right")
    assert file.read_bytes() == before


def test_the_map_of_the_course_shows_every_lesson_and_where_to_go_on():
    assert repr(course_progress()).endswith("Go on with pixel_index in lesson 01.")
    pixels_to_vectors.pixel_index.check(pixel_index)
    pixels_to_vectors.normalize.solution()

    shown = course_progress()

    assert [number[3:] for number in shown.lessons] == list(LESSONS)
    assert "01_pixels_to_vectors: 1 of 4 solved\n  ✓ solved pixel_index, ◐ solution seen normalize" in repr(shown)
    assert shown.next == "Go on with flatten_image in lesson 01."
    page = shown._repr_html_()
    assert '<a href="01_pixels_to_vectors.ipynb">' in page and "✓ solved: <code>pixel_index</code>" in page


def test_when_everything_is_done_the_map_says_so():
    for exercises in course_progress().lessons.values():
        for name in exercises.states:
            progress.record(exercises.lesson, name, "right")
    assert course_progress().next == "Every exercise is done."


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
