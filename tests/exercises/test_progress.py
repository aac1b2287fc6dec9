"""Progress: kept on this computer, never lost, never in the way."""

import contextlib
import errno
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from course_utils.exercises import LESSONS, course_progress, linear_classifier, pixels_to_vectors, progress
from course_utils.exercises._kept_answers import gather

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, modes or signals")
ENTRY = {"state": "right", "source": "code"}
# The progress without PyTorch, whose loading takes seconds.
LIGHT = f"""
import os, sys, time, types
for name, folder in [("course_utils", {str(Path(progress.__file__).parents[1])!r}), ("course_utils.exercises", "")]:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder or {str(Path(progress.__file__).parent)!r}]
from course_utils.exercises import progress
"""


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    path = tmp_path / "data" / "progress.json"
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(path))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_unsaved", [])
    return path


def pixel_index(row, col):
    return 28 * row + col


def contents(folder):
    """Everything that lies in a folder, with its bytes where it is a file."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def test_a_right_answer_is_kept_with_its_source_for_its_owner_alone(file):
    pixels_to_vectors.pixel_index.check(pixel_index)
    entry = progress.load()["pixel_index"]
    assert entry == {"state": "right", "source": "def pixel_index(row, col):\n    return 28 * row + col\n"}
    assert "1 of 4 solved" in repr(pixels_to_vectors.progress())
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]


def test_a_solved_exercise_stays_solved_when_its_solution_is_looked_at():
    progress.record("lesson", "exercise", "right", "code")
    progress.record("lesson", "exercise", "seen")
    assert progress.load()["exercise"] == ENTRY


def test_kernels_that_write_and_begin_anew_at_once_lose_nothing(file, tmp_path):
    code = """
progress._SECONDS = 60
open(sys.argv[1], "w").close()
while not os.path.exists("go"):
    time.sleep(0.001)
for number in range(40):
    progress.record("lesson", f"{sys.argv[1]}{number}", "right")
    if number % 10 == 9:
        progress.reset()
"""
    both = [subprocess.Popen([sys.executable, "-c", LIGHT + code, name], cwd=tmp_path) for name in "ab"]
    while not all((tmp_path / name).exists() for name in "ab"):
        assert [process.poll() for process in both] == [None, None]
        time.sleep(0.01)

    (tmp_path / "go").touch()

    assert [process.wait() for process in both] == [0, 0]
    kept = [json.loads(path.read_text())["lessons"]["lesson"] for path in file.parent.glob("progress*.json")]
    assert sorted(name for lesson in kept for name in lesson) == sorted(f"{n}{i}" for n in "ab" for i in range(40))


@POSIX
def test_a_process_killed_while_it_writes_leaves_the_old_file_and_nothing_for_long(file):
    progress.record("lesson", "exercise", "right", "code")
    die = "os.replace = lambda *names: os.kill(os.getpid(), 9)\nprogress.record('lesson', 'another', 'right')"
    assert subprocess.run([sys.executable, "-c", LIGHT + die]).returncode == -signal.SIGKILL
    assert progress.load() == {"exercise": ENTRY} and list(file.parent.glob("*.part"))

    progress.record("lesson", "another", "right")

    assert set(contents(file.parent)) <= {"progress.json", "progress.json.lock"}


@pytest.mark.parametrize("name", ["progress.json", "mine.json"])
@pytest.mark.parametrize(
    ("content", "why", "named"),
    [
        ("", "damaged", True),
        ('{"version": 1, "lessons": {"a": {"b":', "damaged", True),
        ('{"version": 1, "lessons": {"a": {"b": 1}}}', "damaged", True),
        ('{"version": 99, "lessons": "other"}', "newer", True),
        ("[]", "damaged", False),
        ('{"lessons": {}}', "damaged", False),
        ("\x00\x01", "damaged", False),
        ("\xff", "damaged", False),
        ("[" * 100_000, "damaged", False),
    ],
)
def test_only_writing_sets_a_file_aside_that_cannot_be_used_and_only_one_of_ours(
    tmp_path, monkeypatch, name, content, why, named
):
    file = tmp_path / name
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(file))
    file.write_bytes(content.encode("latin-1"))
    before = contents(tmp_path)
    ours = named or name == "progress.json"

    with pytest.warns(UserWarning, match="a new one begins" if ours else "holds something else"):
        assert progress.load() == {}
    assert contents(tmp_path) == before

    with pytest.warns(UserWarning, match="kept as") if ours else contextlib.nullcontext():  # said once
        progress.record("lesson", "exercise", "right", "code")
    if ours:
        (aside,) = tmp_path.glob(f"{file.stem}-{why}-*.json")
        assert aside.read_bytes() == before[name] and progress.load() == {"exercise": ENTRY}
    else:
        assert contents(tmp_path) == before
        with pytest.raises(OSError, match=r"expected your progress, got: .* holds something else; set COURSE_UTILS_P"):
            progress.reset()


@pytest.mark.parametrize("head", [b'\xef\xbb\xbf{"version": 1', b'{"version": 1.0'])
def test_a_file_that_an_editor_has_saved_is_read(file, head):
    file.parent.mkdir()
    file.write_bytes(head + b', "lessons": {"lesson": {"exercise": {"state": "right", "source": "code"}}}}')
    assert progress.load() == {"exercise": ENTRY}


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda file: os.mkfifo(file), "it is no regular file", marks=POSIX),
        pytest.param(lambda file: file.symlink_to("/dev/null"), "it is no regular file", marks=POSIX),
        (lambda file: file.mkdir(), ""),
        (lambda file: (file.parent.rmdir(), file.parent.write_text("a file is in the way")), ""),
    ],
)
def test_what_cannot_hold_progress_is_left_alone_and_said_once(file, make, reason):
    file.parent.mkdir()
    make(file)
    with pytest.warns(UserWarning, match=rf"could not be saved \({reason}.*To save it, set COURSE_UTILS_PROGRESS"):
        assert pixels_to_vectors.pixel_index.check(pixel_index).state == "right"
    assert pixels_to_vectors.pixel_index.check(pixel_index).state == "right"
    assert progress.load() == {}
    assert not file.parent.is_dir() or os.listdir(file.parent) == ["progress.json"]


def test_a_file_that_cannot_be_read_for_now_is_not_overwritten(file, monkeypatch):
    progress.record("lesson", "exercise", "right")
    before = file.read_bytes()

    def fail(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(progress, "open_regular", fail)
    with pytest.warns(UserWarning, match="could not be saved"):
        progress.record("lesson", "another", "right")
    assert file.read_bytes() == before


@POSIX
def test_a_link_to_the_file_is_followed_and_stays(file, tmp_path):
    file.parent.mkdir()
    file.symlink_to(tmp_path / "elsewhere.json")
    progress.record("lesson", "exercise", "right", "code")
    assert file.is_symlink() and progress.load() == {"exercise": ENTRY}
    assert json.loads((tmp_path / "elsewhere.json").read_text())["version"] == progress.VERSION


@POSIX
def test_a_link_planted_as_the_lock_harms_nothing(file, tmp_path):
    file.parent.mkdir()
    (tmp_path / "thesis").write_text("years of work")
    Path(f"{file}.lock").symlink_to(tmp_path / "thesis")
    with pytest.warns(UserWarning, match="could not be saved"):
        assert pixels_to_vectors.pixel_index.check(pixel_index).state == "right"
    assert (tmp_path / "thesis").read_text() == "years of work"


@POSIX
@pytest.mark.filterwarnings("ignore:flock not supported")
def test_a_file_system_without_locks_keeps_progress(monkeypatch):
    import fcntl

    def flock(*arguments):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert pixels_to_vectors.pixel_index.check(pixel_index).state == "right"
    assert "1 of 4 solved" in repr(pixels_to_vectors.progress())


def test_a_lock_that_another_kernel_holds_is_waited_for_once_and_no_answer_is_lost(file, monkeypatch):
    monkeypatch.setattr(progress, "_SECONDS", 0.2)
    file.parent.mkdir()
    began = time.monotonic()
    with FileLock(f"{file}.lock"):
        with pytest.warns(UserWarning, match=r"holds .*progress.json.lock; your answer will be saved together with yo"):
            progress.record("lesson", "exercise", "right", "code")
        assert time.monotonic() - began >= 0.2
        monkeypatch.setattr(progress, "_SECONDS", 60)
        progress.record("lesson", "exercise", "seen")
    assert time.monotonic() - began < 30
    progress.record("lesson", "another", "right", "code")
    assert progress.load() == {"exercise": ENTRY, "another": ENTRY} and not progress._unsaved


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


def test_what_was_solved_before_exercises_moved_to_other_lessons_stays_solved(file):
    seen = {"state": "seen", "source": ""}
    before = {  # as nine lessons stored it
        "mse_loss": {"squared_error": ENTRY, "mse_loss": ENTRY, "mse_gradient": ENTRY},
        "gradient_descent": {"gradient_step": ENTRY, "linear": ENTRY, "linear_gradients": seen},
        "an exercise that is no more": {"sigmoid": ENTRY},
    }
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "lessons": before}), encoding="utf-8")

    states = {name: state for lesson in course_progress().lessons.values() for name, state in lesson.states.items()}
    linear_classifier.linear.solution()
    progress.record("linear_classifier", "linear_gradients", "right", "code")
    progress.record("linear_classifier", "train_linear", "right", "code")

    assert {name for name, state in states.items() if state == "right"} == {
        *("squared_error", "mse_loss", "mse_gradient", "gradient_step", "linear")
    }
    assert states["linear_gradients"] == "seen"
    assert list(linear_classifier.progress().states.values()) == ["right"] * 3
    before["gradient_descent"]["linear_gradients"] = ENTRY
    kept = json.loads(file.read_text(encoding="utf-8"))["lessons"]
    assert kept == {**before, "linear_classifier": {"train_linear": ENTRY}}


def test_when_everything_is_done_the_map_says_so():
    for exercises in course_progress().lessons.values():
        for name in exercises.states:
            progress.record(exercises.lesson, name, "right")
    assert course_progress().next == "Every exercise is done."


def test_reset_begins_anew_and_keeps_a_backup():
    progress.record("lesson", "exercise", "right")
    backup = progress.reset()
    assert progress.load() == {} and json.loads(backup.read_text())["lessons"]["lesson"]
    assert progress.reset() is None


@pytest.mark.parametrize("courses", [True, False])
def test_running_the_courses_solutions_counts_nothing_and_a_folder_of_that_name_does(
    file, tmp_path, monkeypatch, courses
):
    for folder in ["solutions", "notebooks"] if courses else ["solutions"]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "00_welcome.ipynb").touch()
    monkeypatch.chdir(tmp_path / "solutions")
    progress.record("lesson", "exercise", "right", "code")
    assert file.exists() is not courses and progress.load() == ({} if courses else {"exercise": ENTRY})


def test_what_was_solved_under_an_older_name_stays_solved_and_a_look_at_the_solution_changes_nothing(monkeypatch):
    progress.record(
        "linear_classifier", "rows_times_weights", "right", "def rows_times_weights(x, w, b): return x @ w.T + b"
    )
    assert "○ open: linear\n" in repr(linear_classifier.progress())

    monkeypatch.setattr(linear_classifier.linear, "formerly", ("rows_times_weights",))
    linear_classifier.linear.solution()

    assert "✓ solved: linear\n" in repr(linear_classifier.progress())
    assert "◐" not in repr(course_progress())
    parts, _ = gather(["linear_classifier"])
    assert parts["linear"].source.startswith("def linear(x, w, b)") and not parts["linear"].why


def test_beginning_anew_while_another_program_writes_says_what_to_do(file, monkeypatch):
    progress.record("lesson", "exercise", "right", "code")
    monkeypatch.setattr(progress, "_SECONDS", 0.05)
    with FileLock(f"{file}.lock"), pytest.raises(OSError, match=r"got another program that holds .*; close the other"):
        progress.reset()
    assert progress.load() == {"exercise": ENTRY}


def test_beginning_anew_leaves_a_file_that_came_meanwhile_and_is_not_ours(tmp_path, monkeypatch):
    file = tmp_path / "mine.json"
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(file))
    progress.record("lesson", "exercise", "right", "code")
    acquire = FileLock.acquire
    monkeypatch.setattr(FileLock, "acquire", lambda *a, **b: (file.write_text("a thesis"), acquire(*a, **b))[1])
    with pytest.raises(OSError, match="holds something else"):
        progress.reset()
    assert file.read_text() == "a thesis"
