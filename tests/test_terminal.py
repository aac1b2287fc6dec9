"""What the course prints can be printed wherever it runs; a terminal that knows the signs shows them."""

import contextlib
import io
import sys

import pytest
import torch

from course_utils import plot_image
from course_utils._terminal import printable
from course_utils.exercises import course_progress, pixels_to_vectors
from course_utils.exercises._outcome import Note, Outcome
from course_utils.exercises._progress_view import LessonProgress
from course_utils.exercises.own_network import assemble
from course_utils.setup_check import Row, SetupReport

FOREIGN = "Größe = “x” − 数 × ✓"
SHOWN = {
    "outcome": (lambda: Outcome("x", "wrong", FOREIGN), "✗ x: wrong", "x x: wrong"),
    "note": (lambda: Note("x", "One right answer:", FOREIGN), "x: One", "x: One"),
    "lesson": (lambda: LessonProgress("a", {"x": "right", "y": "seen"}), "✓ solved: x", "+ solved: x"),
    "course": (course_progress, "○ open pixel_index", "o open pixel_index"),
    "network": (assemble, "○ the course's", "o the course's"),
    "set-up": (lambda: SetupReport((Row("x", "y", "z", "do"),)), "✗ to do  x", "x to do  x"),
    "check": (lambda: pixels_to_vectors.pixel_index.check(...), "✗ pixel_index: wrong", "x pixel_index: wrong"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("name", SHOWN)
def test_whatever_shows_itself_can_be_printed(encoding, name, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(tmp_path / "progress.json"))
    make, signs, plain = SHOWN[name]
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    with contextlib.redirect_stdout(stream):
        print(make())
        stream.flush()
    assert (signs if encoding == "utf-8" else plain) in stream.buffer.getvalue().decode(encoding)


def test_the_text_that_stands_for_a_picture_can_be_printed(monkeypatch):
    monkeypatch.setattr("matplotlib.get_backend", lambda **options: "agg")
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    with contextlib.redirect_stdout(stream):
        plot_image(torch.zeros(2, 1, 28, 28), ["✓ 7", "✗ 3"], "answer")
        stream.flush()
    assert stream.buffer.getvalue().decode("cp1252").strip() == "[2 digits, answer: + 7 x 3]"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", FOREIGN),
        (None, FOREIGN),
        ("no such encoding", FOREIGN),
        ("cp1252", "Größe = “x” - \\u6570 × +"),
        ("gbk", "Gr\\xf6\\xdfe = “x” - 数 × +"),
        ("ascii", 'Gr\\xf6\\xdfe = "x" - \\u6570 x +'),
    ],
)
def test_only_what_the_terminal_does_not_know_is_replaced(encoding, expected, monkeypatch):
    monkeypatch.setattr(sys, "stdout", type("Stream", (io.StringIO,), {"encoding": encoding})())
    assert printable(FOREIGN) == expected
