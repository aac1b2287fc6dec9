"""``python -m course_utils grade``: what it prints and writes, and one sentence where it cannot."""

import csv
import io
import os
import subprocess
import sys

import pytest
from handed_in import hand_in, notebook

from course_utils.__main__ import main
from course_utils.grading import class_page, class_report
from course_utils.grading.judging import Result


@pytest.fixture
def at_once(monkeypatch):
    """Grade in this process: what a pool does is looked at elsewhere."""
    from course_utils.grading import pool

    monkeypatch.setattr(pool, "grade_here", lambda submissions, jobs: map(pool.grade_or_say_why, submissions))


def test_a_class_is_told_in_a_table_a_csv_file_and_a_page(tmp_path, capsys, at_once):
    hand_in("right", tmp_path / "class" / "Öz, Jörg")
    hand_in("sum for mean", tmp_path / "class" / "Ada <b>")
    hand_in("broken file", tmp_path / "class" / "Broken")
    table, page = tmp_path / "class.csv", tmp_path / "class.html"
    assert main(["grade", str(tmp_path / "class"), "--csv", str(table), "--html", str(page)]) == 1
    said = capsys.readouterr().out
    assert "Öz, Jörg  03_mse_loss    2/2\n" in said
    assert "Ada <b>   03_mse_loss    1/2  ✗ mse_loss: sum for mean" in said
    assert "To explain tomorrow:\n   1 learner  mse_loss: You give the sum" in said
    assert "Broken: expected a notebook '03_mse_loss.ipynb', got a broken or very old one" in said
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert tuple(rows[0]) == class_report.COLUMNS
    assert [row[:5] for row in rows[1:3]] == [
        ["Ada <b>", "03_mse_loss", "squared_error", "right", ""],
        ["Ada <b>", "03_mse_loss", "mse_loss", "wrong", "sum for mean"],
    ]
    html = page.read_text(encoding="utf-8")
    assert "Ada &lt;b&gt;" in html and "Ada <b>" not in html and "Öz, Jörg" in html
    assert "<small>sum for mean</small>" in html and "prefers-color-scheme: dark" in html


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing"], "expected a folder 'missing', got none of that name; name the folder that holds what"),
        (["file.txt"], "expected a folder 'file.txt', got a file; "),
        (["empty"], "expected notebooks (.ipynb) in 'empty', got none; "),
        (["broken"], "expected a notebook 'x.ipynb', got a broken or very old one; ask for it again"),
        (["class", "--lesson", "99"], "expected a lesson from 00 to 11, got the str '99'; write --lesson 03."),
        (["class", "--lesson", "three"], "expected a lesson from 00 to 11, got the str 'three'; write --lesson 03."),
        (["class", "--lesson", "05"], "expected notebooks of lesson 05, got none"),
        (["class", "--csv", "missing/x.csv"], "expected to write the file "),
        (["class", "--html", "empty"], "expected to write the file 'empty', got a folder; name another place."),
        (["class", "--jobs", "0"], "expected a whole number, 1 or more, got '0'; write --jobs 2."),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_each_slip_is_told_in_a_sentence(tmp_path, monkeypatch, capsys, arguments, says):
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "broken", "class"):
        (tmp_path / folder).mkdir()
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "broken" / "x.ipynb").write_text("{")
    hand_in("right", tmp_path / "class")
    try:
        code = main(["grade", *arguments])
    except SystemExit as stop:  # argparse's own
        code = stop.code
    told = capsys.readouterr()
    assert code == 2 and says in told.err and "Traceback" not in told.err and told.out == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told_in_a_sentence(tmp_path, capsys):
    (tmp_path / "class").mkdir(mode=0)
    assert main(["grade", str(tmp_path / "class")]) == 2
    assert "expected to read the folder" in capsys.readouterr().err


@pytest.mark.thorough
def test_two_processes_grade_a_class_from_the_command_line(tmp_path):
    for name, kind in ("a", "right"), ("b", "sum for mean"), ("c", "leaves by os._exit"):
        hand_in(kind, tmp_path / name)
    command = [sys.executable, "-m", "course_utils", "grade", str(tmp_path), "--jobs", "2", "--lesson", "3"]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    rows = [line.split()[:3] for line in done.stdout.splitlines()[1:4]]
    assert rows == [["a", "03_mse_loss", "2/2"], ["b", "03_mse_loss", "1/2"], ["c", "03_mse_loss", "1/2"]]


def result(learner="a", exercise="mse_loss", state="right", **others):
    return Result(learner, "03_mse_loss", exercise, state, **others)


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["endless function", "endless function that lets nothing through"])
def test_a_class_of_endless_functions_comes_to_its_end(tmp_path, kind):
    for place in range(6):
        hand_in(kind, tmp_path / "class" / f"learner {place}")
    command = [sys.executable, "-m", "course_utils", "grade", "class", "--jobs", "2"]
    # Where an alarm once came in the midst of asking, a lock stayed held, and the command never ended.
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert told.stdout.count("! mse_loss") == 6, told


def test_the_best_of_two_counts():
    best = class_report.best_of_each(
        [result(state="wrong", mistake="x"), result(state="right"), result(state="crashed"), result("b", state="wrong")]
    )
    assert [(one.learner, one.state) for one in best] == [("a", "right"), ("b", "wrong")]


def test_exercises_stand_in_the_order_of_the_lesson():
    best = class_report.best_of_each([result(exercise="mse_loss"), result(exercise="squared_error")])
    assert [one.exercise for one in best] == ["squared_error", "mse_loss"]


def test_the_frequent_mistakes_come_first_in_the_words_of_the_check():
    results = [result(name, state="wrong", mistake="sum for mean") for name in "abc"]
    results += [result("d", state="wrong", mistake="halved")]
    found = class_report.frequent_mistakes(results)
    assert [(count, name) for count, _, name, _ in found] == [(3, "sum for mean"), (1, "halved")]
    said = class_report.said_of("03_mse_loss", "mse_loss", "sum for mean")
    assert said.startswith("You give the sum") and said.partition("`")[0] in class_page.page(results)


def test_a_name_that_a_spreadsheet_takes_for_a_formula_stays_a_text():
    (row,) = list(csv.reader(io.StringIO(class_report.as_csv([result("=1+1")]).decode("utf-8-sig"))))[1:]
    assert row[0] == "'=1+1"


def test_what_the_system_could_not_give_and_where_was_judged_is_said():
    said = class_report.notes(
        [result(missing=("no network",)), result(exercise="Net", way="observed"), result(to_look_at=("inspect",))]
    )
    assert any("could not give the learners' processes: no network." in one for one in said)
    assert any("Net" in one and "compared elsewhere" in one for one in said)
    assert any("look at inspect" in one for one in said)


def test_a_fault_of_ours_does_not_stop_the_class(monkeypatch, tmp_path):
    from course_utils.grading import pool
    from course_utils.grading.notebooks import Submission

    monkeypatch.setattr(pool, "grade", lambda submission: 1 / 0)
    (one,) = pool.grade_or_say_why(Submission("Ada", "Ada/x.ipynb"))
    assert one.state == "unreadable" and "ZeroDivisionError" in one.message and "Ada/x.ipynb" in one.message


def test_a_notebook_of_a_learner_of_nothing_is_left_out_and_said(tmp_path, capsys, at_once):
    hand_in("half of it", tmp_path / "a")
    (tmp_path / "a" / "notes.ipynb").write_bytes(notebook("print('hello')"))
    assert main(["grade", str(tmp_path)]) == 1
    assert "got one that names none in 'a/notes.ipynb'; it is left out." in capsys.readouterr().out
