"""``python -m course_utils grade``: what it prints and writes, and one sentence where it cannot."""

import csv
import io
import os
import subprocess
import sys

import pytest
from handed_in import NOTEBOOKS, hand_in, lesson_03, notebook

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
    assert "<small>sum for mean</small></summary><p>You give the sum" in html and "prefers-color-scheme: dark" in html


def link(path, target):
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("links may not be made here")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing"], "expected a folder 'missing', got none of that name; name the folder that holds what"),
        (["file.txt"], "expected a folder 'file.txt', got a file; "),
        (["empty"], "expected notebooks (.ipynb) in 'empty', got none; "),
        (["broken"], "expected a notebook 'x.ipynb', got a broken or very old one; ask for it again"),
        (["class", "--lesson", "99"], "expected a lesson from 00 to 11, got '99'; write --lesson 03."),
        (["class", "--lesson", "three"], "expected a lesson from 00 to 11, got 'three'; write --lesson 03."),
        (
            ["class", "--lesson", "12"],
            "expected a lesson from 00 to 11, got '12', which has no exercises; write --lesson",
        ),
        (["class", "--lesson", "13"], "got '13', which has no exercises; write --lesson 03."),
        (["class", "--lesson", "05"], "expected notebooks of lesson 05 in 'class', got none; write another number, or"),
        (["packed"], "expected notebooks (.ipynb) in 'packed', got none, but a zip: unpack it first; name the folder"),
        (["class", "--csv", "-"], "expected to write the file '-', got no name of a file; name another place."),
        (
            ["class", "--csv", "nowhere"],
            "expected to write the file 'nowhere', got no regular file; name another place.",
        ),
        (
            ["class", "--class", "missing"],
            "expected to read 'missing', got 'No such file or directory'; save a text file",
        ),
        (["class", "--frob"], "expected what the help lists, got '--frob'; see: python -m course_utils grade --help"),
        (["class", "--csv"], "--csv: expected one argument; see: python -m course_utils grade --help"),
        (["class", "--csv", "missing/x.csv"], "expected to write the file "),
        (["class", "--html", "empty"], "expected to write the file 'empty', got a folder; name another place."),
        (["class", "--jobs", "0"], "expected a whole number, 1 or more, got '0'; write --jobs 2."),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_each_slip_is_told_in_a_sentence(tmp_path, monkeypatch, capsys, arguments, says):
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "broken", "class", "packed"):
        (tmp_path / folder).mkdir()
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "broken" / "x.ipynb").write_text("{")
    (tmp_path / "packed" / "x.zip").write_text("")
    hand_in("right", tmp_path / "class")
    if "nowhere" in arguments:
        link(tmp_path / "nowhere", "nowhere")
    try:
        code = main(["grade", *arguments])
    except SystemExit as stop:  # argparse's own
        code = stop.code
    told = capsys.readouterr()
    assert code == 2 and says in told.err and "Traceback" not in told.err and told.out == ""
    assert told.err.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told_in_a_sentence(tmp_path, capsys):
    (tmp_path / "class").mkdir(mode=0)
    assert main(["grade", str(tmp_path / "class")]) == 2
    assert "expected to read the folder" in capsys.readouterr().err


def test_a_file_that_a_link_leads_to_is_written_and_its_owner_alone_may_read_it(tmp_path, at_once):
    hand_in("right", tmp_path / "class" / "Ada")
    (tmp_path / "target.csv").write_text("before")
    link(tmp_path / "link.csv", tmp_path / "target.csv")
    assert main(["grade", str(tmp_path / "class"), "--csv", str(tmp_path / "link.csv")]) == 0
    assert (tmp_path / "link.csv").is_symlink() and b"Ada" in (tmp_path / "target.csv").read_bytes()
    assert os.name == "nt" or (tmp_path / "target.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files there")
def test_what_is_no_file_is_not_replaced(tmp_path, capsys):
    hand_in("right", tmp_path / "class")
    os.mkfifo(tmp_path / "pipe")  # never a device of the system: where this is red and root runs it, that would be gone
    assert main(["grade", str(tmp_path / "class"), "--html", str(tmp_path / "pipe")]) == 2
    assert "got no regular file" in capsys.readouterr().err and (tmp_path / "pipe").is_fifo()


def test_lessons_without_exercises_are_passed_over(tmp_path, capsys, at_once):
    hand_in("right", tmp_path / "Ada")
    for name in ("12_playground", "13_further"):
        (tmp_path / "Ada" / f"{name}.ipynb").write_bytes((NOTEBOOKS / f"{name}.ipynb").read_bytes())
    assert main(["grade", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Ada      03_mse_loss    2/2"]


def test_a_lesson_alone_is_told_of_without_the_troubles_of_others(tmp_path, capsys, at_once):
    hand_in("right", tmp_path / "Ada")
    hand_in("broken file", tmp_path / "Ada" / "again")
    hand_in("a notebook of their own", tmp_path / "Jörg")
    assert main(["grade", str(tmp_path), "--lesson", "05"]) == 2
    said = (
        f"expected notebooks of lesson 05 in {str(tmp_path)!r}, got none; write another number, or leave out --lesson."
    )
    assert capsys.readouterr().err == f"{said}\n"
    assert main(["grade", str(tmp_path), "--lesson", "03"]) == 1
    said = capsys.readouterr().out
    assert (
        "Jörg     -                   nothing handed in: no notebook of lesson 03\n" in said
        and "names none" not in said
    )
    (tmp_path / "Jörg" / "renamed.ipynb").write_text("{")  # it may be of the lesson
    assert main(["grade", str(tmp_path), "--lesson", "03"]) == 1
    assert "Jörg: expected a notebook 'renamed.ipynb'" in capsys.readouterr().out


def test_who_handed_in_nothing_has_a_row_everywhere(tmp_path, capsys, at_once):
    hand_in("right", tmp_path / "class" / "Ada")
    (tmp_path / "class" / "Jörg").mkdir()
    (tmp_path / "class" / "Jörg" / "mine.zip").write_text("")
    (tmp_path / "names.txt").write_text("ada\nJörg\n\nKlaus\n", encoding="utf-8-sig")
    table, page = tmp_path / "class.csv", tmp_path / "class.html"
    told = ["--csv", str(table), "--html", str(page), "--class", str(tmp_path / "names.txt")]
    assert main(["grade", str(tmp_path / "class"), *told]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Ada      03_mse_loss    2/2",
        "Jörg     -                   nothing handed in: a zip: unpack it first",
        "Klaus    -                   nothing handed in: no folder or notebook of that name",
    ]
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert ["Jörg", "", "", "nothing handed in", "", "0.00", "", "a zip: unpack it first"] in rows
    said = page.read_text(encoding="utf-8")
    assert '>Jörg</th><td class="told" colspan="2">nothing handed in: a zip: unpack it first</td>' in said


def test_what_is_waited_for_is_said(tmp_path, capsys, monkeypatch):
    from course_utils.grading import pool

    monkeypatch.setattr(pool, "grade_on_cluster", lambda submissions, address: map(pool.grade_or_say_why, submissions))
    hand_in("broken file", tmp_path)
    hand_in("half of it", tmp_path / "a")
    assert main(["grade", str(tmp_path), "--dask", "tcp://there:8786"]) == 1
    assert capsys.readouterr().err == "Waiting for the Dask scheduler at tcp://there:8786 ...\n"


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


def test_crashes_are_counted_by_their_first_sentence():
    says = "AttributeError: 'Tensor' object has no attribute 'flaten'. Is `flatten` meant?\nin your line {}"
    results = [result(name, state="crashed", message=says.format(name)) for name in "12"]
    results += [result("d", state="wrong", mistake="halved"), result("e", state="wrong", message="expected 1\ngot 2")]
    found = class_report.frequent_mistakes(results)
    first = "AttributeError: 'Tensor' object has no attribute 'flaten'."
    assert found[0] == (2, "mse_loss", "", first) and len(found) == 2
    assert f"2 learners  mse_loss: {first}\n" in class_report.told_mistakes(results)
    assert "2 learners, mse_loss</strong>: AttributeError: " in class_page.page(results)


def test_why_it_crashed_is_told_in_the_table_in_the_csv_file_and_on_the_page():
    message = f"ValueError: {'word ' * 30}\nin your line 1: `<b>\x1b[2J`"
    crashed = [result(state="crashed", message=message)]
    (line,) = class_report.table(crashed).splitlines()[1:]
    assert line.endswith(": word word …") or line.endswith("word word word …")
    row = list(csv.reader(io.StringIO(class_report.as_csv(crashed).decode("utf-8-sig"))))[1]
    assert row[-1] == f"ValueError: {'word ' * 30}in your line 1: `<b> [2J`"
    page = class_page.page(crashed)
    assert "<details><summary>" in page and "<br>in your line 1: <code>&lt;b&gt;" in page


def test_the_page_shows_each_learner_over_all_lessons():
    results = [result(), result(exercise="squared_error"), result("b", state="wrong")]
    results += [Result("b", "04_slopes", "mse_gradient", "right"), Result("c", "", "", "unreadable", file="c/x.ipynb")]
    overview = class_page.page(results).partition("Lesson by lesson")[0]
    assert '>a</th><td class="share">2/2</td><td class="share all">✓ 2/2</td><td>–</td>' in overview
    assert '>b</th><td class="share">1/2</td><td class="share">0/1</td><td class="share all">✓ 1/1</td>' in overview
    assert ">c</th>" in overview and "cannot be read: c/x.ipynb" in overview
    assert '>all of it right</th><td></td><td class="share">1/3</td><td class="share">1/3</td>' in overview


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


def test_pictures_that_cannot_be_unpacked_are_no_learners_fault(tmp_path, monkeypatch, capsys, at_once):
    hand_in("right", tmp_path / "a")
    (tmp_path / "file").touch()
    monkeypatch.setenv("COURSE_UTILS_DATA", str(tmp_path / "file" / "data"))
    assert main(["grade", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("expected a folder") and "COURSE_UTILS_DATA" in said.err


def test_half_a_letter_in_an_error_keeps_no_file_from_being_written(tmp_path, capsys, at_once):
    sly = "def mse_loss(pred, target):\n    raise ValueError('\\ud800')"
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "03_mse_loss.ipynb").write_bytes(notebook(*lesson_03(sly)))
    assert main(["grade", str(tmp_path), "--html", str(tmp_path / "a.html"), "--csv", str(tmp_path / "a.csv")]) == 0
    assert "\\ud800" in (tmp_path / "a.html").read_text() and "\\ud800" in (tmp_path / "a.csv").read_text()


def test_a_notebook_of_a_learner_of_nothing_is_left_out_and_said(tmp_path, capsys, at_once):
    hand_in("half of it", tmp_path / "a")
    (tmp_path / "a" / "notes.ipynb").write_bytes(notebook("print('hello')"))
    assert main(["grade", str(tmp_path)]) == 1
    assert "got one that names none in 'a/notes.ipynb'; it is left out." in capsys.readouterr().out
