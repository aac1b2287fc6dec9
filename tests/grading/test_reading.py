"""Which notebooks are found, whose they are, and what of them an answer needs."""

import errno
import importlib
import json
import os
import re
from pathlib import Path

import pytest
from handed_in import LESSON, NOTEBOOKS, RIGHT, SQUARED, lesson_03, notebook

from course_utils.grading.definitions import find_answer
from course_utils.grading.notebook_cells import (
    ALL_LESSONS,
    WITHOUT_EXERCISES,
    Cell,
    as_python,
    numbered,
    parses,
    read_cells,
)
from course_utils.grading.notebooks import find_submissions, look_through


def cells(*sources):
    return tuple(Cell(number, source) for number, source in enumerate(sources, start=1))


def exercises_of(path):
    stem = path.stem[3:]
    return importlib.import_module(f"course_utils.exercises.{stem}").EXERCISES if stem in ALL_LESSONS else ()


def lines(answer):
    """Give the statements that would be run."""
    return [source.splitlines()[line - 1] for _, source, begins in answer.cells for line in begins]


def put(folder, *names):
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(notebook(*lesson_03(RIGHT)))


def test_a_folder_is_a_learner_and_a_file_beside_them_is_one_by_its_name(tmp_path):
    put(tmp_path, "Ada L/a.ipynb", "Ada L/later/b.ipynb", "öz/x.ipynb", "anna_03_mse_loss.ipynb", "03_mse_loss.ipynb")
    found = [(one.learner, one.lesson, one.file) for one in find_submissions(tmp_path)]
    assert found == [
        ("Ada L", "mse_loss", "Ada L/a.ipynb"),
        ("Ada L", "mse_loss", "Ada L/later/b.ipynb"),
        ("anna", "mse_loss", "anna_03_mse_loss.ipynb"),
        (tmp_path.name, "mse_loss", "03_mse_loss.ipynb"),
        ("öz", "mse_loss", "öz/x.ipynb"),
    ]


def test_a_number_that_a_browser_or_jupyter_adds_makes_no_other_learner(tmp_path):
    put(tmp_path, "Klaus_03_mse_loss.ipynb", "Klaus_03_mse_loss (1).ipynb", "Klaus_03_mse_loss(12).ipynb")
    put(tmp_path, "03_mse_loss-Copy1.ipynb", "Klaus 2_03_mse_loss.ipynb")
    assert sorted({one.learner for one in find_submissions(tmp_path)}) == ["Klaus", "Klaus 2", tmp_path.name]


def test_moodles_folders_are_shown_by_their_names_unless_two_learners_became_one(tmp_path):
    for name in (
        "Ada Lovelace_12_assignsubmission_file_",
        "Ada Lovelace_12_assignsubmission_onlinetext_",
        "Jörg_13_assignsubmission_file",
        "Jörg_14_assignsubmission_file",
        "Klaus_15_assignsubmission_file_",
        "Klaus",
    ):
        put(tmp_path, f"{name}/03_mse_loss.ipynb")
    put(tmp_path, "Emmy_16_assignsubmission_file_mine_03_mse_loss.ipynb")
    shown = {one.learner for one in find_submissions(tmp_path)}
    assert shown == {"Ada Lovelace", "Emmy", "Jörg_13", "Jörg_14", "Klaus_15", "Klaus"}


def test_a_learner_who_handed_in_no_notebook_is_told_with_what_lies_there(tmp_path):
    put(tmp_path, "Ada/x.ipynb")
    for name in (
        "empty/.hidden",
        "packed/mine.ZIP",
        "program/mine.py",
        "notebook/03_mse_loss.ipynb/readme",
        "class.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    put(tmp_path, "playful/12_playground.ipynb")
    (tmp_path / "playful/12_playground.ipynb").write_bytes(notebook("1"))
    expected = {
        "empty": "an empty folder",
        "packed": "a zip: unpack it first",
        "program": "mine.py",
        "notebook": "03_mse_loss.ipynb, a folder; readme",
        "playful": "12_playground.ipynb, which has no exercises",
    }
    assert look_through(tmp_path)[1] == expected
    for number in range(5):
        (tmp_path / "program" / f"{number}.py").write_text("x")
    assert look_through(tmp_path)[1]["program"].endswith("; 3 more")
    try:
        (tmp_path / "linked").symlink_to(tmp_path / "Ada")
    except OSError:  # Windows may not allow it
        return
    assert look_through(tmp_path)[1]["linked"] == "linked, a link"


def test_folders_of_the_course_itself_are_no_learners(tmp_path):
    put(tmp_path, "notebooks/03_mse_loss.ipynb", "my_notebooks/03_mse_loss-2026-01-31.ipynb", "docs/x.ipynb")
    found, nothing = look_through(tmp_path)
    assert [one.learner for one in found] == ["notebooks"] and nothing == {}
    (tmp_path / "notebooks").rename(tmp_path / "Ada")
    assert [one.learner for one in find_submissions(tmp_path)] == ["Ada", "docs", "my_notebooks"]


def test_a_folder_that_may_not_be_read_is_a_trouble_of_its_learner(tmp_path, monkeypatch):
    put(tmp_path, "Ada/x.ipynb", "Jörg/a/x.ipynb", "Jörg/b/x.ipynb")
    scandir = os.scandir

    def refuse(folder):
        if Path(folder) == tmp_path / "Jörg" / "b":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)  # whoever runs this may be root
    found = [(one.learner, one.file, one.trouble.partition(", got")[0]) for one in find_submissions(tmp_path)]
    assert found == [
        ("Ada", "Ada/x.ipynb", ""),
        ("Jörg", "Jörg/a/x.ipynb", ""),
        ("Jörg", "Jörg/b", f"expected to read the folder {str(tmp_path / 'Jörg' / 'b')!r}"),
    ]


def test_the_lessons_are_those_of_the_course_with_exercises_or_without():
    there = [numbered(lesson) for lesson in (*ALL_LESSONS, *WITHOUT_EXERCISES)]
    assert there == sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


def test_a_whole_folder_of_lessons_has_no_trouble():
    assert {one.trouble for one in find_submissions(NOTEBOOKS)} == {""}


def test_copies_and_links_are_passed_over(tmp_path):
    put(tmp_path, "a/x.ipynb", "a/.ipynb_checkpoints/x.ipynb", "__MACOSX/a/x.ipynb", "a/._x.ipynb", ".git/x.ipynb")
    put(tmp_path.parent / "other", "secret.ipynb")
    try:
        (tmp_path / "a" / "link.ipynb").symlink_to(tmp_path.parent / "other" / "secret.ipynb")
        (tmp_path / "b").symlink_to(tmp_path.parent / "other")
    except OSError:  # Windows may not allow it
        pass
    assert [one.file for one in find_submissions(tmp_path)] == ["a/x.ipynb"]


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links cannot be told there when a file is opened")
def test_a_link_that_takes_the_place_of_a_file_is_not_followed(tmp_path, monkeypatch):
    put(tmp_path.parent / "other", "secret.ipynb")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "link.ipynb").symlink_to(tmp_path.parent / "other" / "secret.ipynb")
    monkeypatch.setattr(Path, "is_symlink", lambda path: False)  # as it was when the folder was looked through
    (submission,) = find_submissions(tmp_path)
    assert submission.trouble.startswith("expected to read 'link.ipynb', got ") and not submission.cells


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "got an empty file"),
        (b"{", "got a broken or very old one"),
        (b"\xff\xfe", "broken"),
        (b"[]", "broken"),
        (b'{"cells": 3}', "broken"),
        (b'{"cells": [{"cell_type": "code"}]}', "broken"),
        (b"[" * 100_000, "broken"),
        (json.dumps({"worksheets": []}).encode(), "very old"),
        (notebook("1 + 1"), "names none"),
        (notebook(f"x = [{'1, ' * 200_000}]"), "got more than 500,000 signs of code"),
    ],
)
def test_what_is_no_notebook_is_told_in_a_sentence(tmp_path, raw, says):
    (tmp_path / "x.ipynb").write_bytes(raw)
    (one,) = find_submissions(tmp_path)
    assert says in one.trouble and "'x.ipynb'" in one.trouble and "\n" not in one.trouble and one.trouble[-1] == "."


def test_the_lesson_is_that_of_the_checks():
    two = "from course_utils.exercises import own_network, pytorch_parts\n"
    two += "from course_utils.exercises import train_the_mlp as lesson"
    from course_utils.grading.notebook_cells import lesson_of

    assert lesson_of(cells(two, "lesson.train.check(train)")) == "train_the_mlp"
    assert lesson_of(cells(two)) == "train_the_mlp"
    assert lesson_of(cells("from course_utils.exercises import slopes")) == "slopes"
    assert lesson_of(cells("import torch")) == ""


def test_what_only_jupyter_understands_becomes_python_line_for_line():
    source = '%matplotlib inline\n!pip list\nx = 1\nfiles = !ls\ntext = """\nwhy?\n"""\nhelp?\n'
    left = as_python(source).splitlines()
    assert parses(as_python(source)) and (left[2], left[5], len(left)) == ("x = 1", "why?", 8)
    assert as_python("%%time\nx = 1\n!ls").splitlines()[:2] == ["", "x = 1"] and as_python("%%html\n<b>") == ""
    assert parses(as_python("if x:\n    !ls\n")) and as_python("x = 7 % 2") == "x = 7 % 2"


def test_only_what_an_answer_needs_is_run_and_in_the_notebooks_order():
    found = find_answer(
        cells(
            f"{LESSON}\nimport math",
            "n = 2\nprint(n)\nwhile True: pass",
            "def helper(x):\n    return x * n",
            "unused = helper(5)",
            "n = 3",
            "def mse_loss(pred, target):\n    return helper(pred)",
            "lesson.mse_loss.check(mse_loss)",
            "n = 4\nmse_loss = None",
        ),
        "mse_loss",
    )
    assert lines(found) == ["n = 2", "def helper(x):", "n = 3", "def mse_loss(pred, target):"]


def test_what_changes_a_value_that_an_answer_needs_is_run_too():
    changes = [
        "table[3, 3] = 1",
        "for k in range(3):",
        "settings.update(n=10)",
        "mse_loss.calls = 0",
        "weight.fill_(0)",
    ]
    found = find_answer(
        cells(
            "from torch import *\ntable, digits, settings, weight, other = eye(10), [], {}, ones(3), []",
            "other.append(3)\nother[0] = 4\nprint(table.sum())\nfor epoch in range(3):\n    optimizer.step()",
            "\n".join(changes).replace("):", "):\n    digits.append(k)"),
            "def mse_loss(pred, target):\n    return table[digits[0]], settings, weight",
        ),
        "mse_loss",
    )
    run = lines(found)
    assert run[0] == "from torch import *" and [line for line in run if line in changes] == changes
    assert not {"other.append(3)", "other[0] = 4", "print(table.sum())"} & {*run} and len(run) == 8


def test_names_that_no_file_can_hold_are_written_so_that_one_can(tmp_path):
    for name in [os.fsdecode(b"Ren\xe9"), "Zoe\u0308", "line\nbreak\x1b[31m"]:
        put(tmp_path, f"{name}/03_mse_loss.ipynb")
    found = [one.learner for one in find_submissions(tmp_path)]
    assert found == ["line\\nbreak\\x1b[31m", "Ren\\udce9", "Zo\xeb"]


def test_what_is_handed_to_the_check_is_the_answer():
    found = find_answer(cells(LESSON, "mine = torch.relu", "lesson.relu.check(mine)"), "relu")
    assert found.expression == "mine" and lines(found) == ["import torch", "mine = torch.relu"]


def test_a_lesson_without_its_checks_is_read_by_the_names():
    assert lines(find_answer(cells("x = 1", SQUARED, RIGHT), "mse_loss")) == ["def mse_loss(pred, target):"]
    assert find_answer(cells(LESSON, SQUARED), "mse_loss") is None


def test_a_stub_above_the_check_gives_way_to_what_stands_below():
    stub = 'def mse_loss(pred, target):\n    """Give it."""\n    ...  # your code here'
    found = find_answer(cells(LESSON, stub, "lesson.mse_loss.check(mse_loss)", RIGHT), "mse_loss")
    assert [label for label, _, _ in found.cells] == ["cell 2", "cell 4"]


def test_a_cell_that_is_no_python_is_told_unless_a_later_one_is():
    broken = "def mse_loss(pred, target)\n    return 0"
    assert "SyntaxError" in find_answer(cells(broken), "mse_loss").broken
    assert "in your line 1: `def mse_loss(pred, target)`" in find_answer(cells(RIGHT, broken), "mse_loss").broken
    assert find_answer(cells(broken, RIGHT), "mse_loss").broken == ""


HANDED_OUT = [
    pytest.param(read_cells(path), exercise.name, id=f"{path.stem}-{exercise.name}")
    for path in sorted((NOTEBOOKS.parent / "solutions").glob("*.ipynb"))
    for exercise in exercises_of(path)
]


@pytest.mark.parametrize(("solved", "exercise"), HANDED_OUT)
@pytest.mark.parametrize(
    ("was", "is_now", "says"),
    [
        (r"^((?:def|class) .*):$", r"\1", "SyntaxError: expected ':'\nin your line "),
        (r"^((?:def|class) .*)\)(.*):$", r"\1\2:", "SyntaxError: "),
        (r"^(def|class) ", r"  \1 ", "IndentationError: unexpected indent\nin your line "),
        (r"^    (?=### BEGIN)", "  x = 0\n    ", "IndentationError: "),
    ],
    ids=["no colon", "a bracket left open", "the first line indented", "a line of the body indented otherwise"],
)
def test_a_slip_in_the_cell_of_an_answer_is_told_in_each_lesson(solved, exercise, was, is_now, says):
    broken = tuple(
        Cell(cell.number, re.sub(was, is_now, cell.source, flags=re.MULTILINE))
        if re.search(rf"^(def|class) {exercise}\b", cell.source, re.MULTILINE)
        else cell
        for cell in solved
    )
    assert broken != solved and not find_answer(solved, exercise).broken
    again = Cell(len(broken) + 1, f"lesson.{exercise}.check({exercise})")  # once more, below what the course lends
    for notebook_now in (broken, (*broken, again)):
        assert find_answer(notebook_now, exercise).broken.startswith(says)


@pytest.mark.parametrize(("solved", "exercise"), HANDED_OUT)
def test_an_answer_under_a_misspelt_name_is_asked_for_in_each_lesson(solved, exercise):
    misspelt = f"{exercise}s"
    renamed = tuple(
        Cell(cell.number, re.sub(rf"^(def|class) {exercise}\b", rf"\1 {misspelt}", cell.source, flags=re.MULTILINE))
        for cell in solved
    )
    says = f"NameError: name '{exercise}' is not defined. `{misspelt}` stands there: is it meant?"
    assert find_answer(renamed, exercise).broken == says


def test_an_answer_under_a_misspelt_name_is_asked_for_in_a_small_notebook():
    misspelt = RIGHT.replace("mse_loss", "mse_los")
    found = find_answer(cells(LESSON, misspelt, "lesson.mse_loss.check(mse_loss)"), "mse_loss")
    assert found.broken == "NameError: name 'mse_loss' is not defined. `mse_los` stands there: is it meant?"
    assert find_answer(cells(LESSON, SQUARED, "lesson.mse_loss.check(mse_loss)"), "mse_loss") is None


def test_what_the_course_lends_below_the_check_is_no_answer_and_the_learners_own_is():
    lent = "yours = lesson.yours_or_ours(mse_loss)\nmse_loss = yours[0]"
    check = "lesson.mse_loss.check(mse_loss)"
    assert find_answer(cells(LESSON, check, lent), "mse_loss") is None
    assert lines(find_answer(cells(LESSON, check, lent, RIGHT), "mse_loss")) == ["def mse_loss(pred, target):"]
    other = "mse_loss = lesson.yours_or_ours(my_loss)[0]"
    assert "my_loss = len" in lines(find_answer(cells(LESSON, "my_loss = len", other, check), "mse_loss"))


@pytest.mark.parametrize("name", ["eval", "exec", "open"])
def test_a_method_of_a_harmless_name_is_nothing_to_look_at(name):
    answer = f"def mse_loss(pred, target):\n    return {{}}{name}(pred)"
    assert find_answer(cells(answer.format("net.")), "mse_loss").to_look_at == ()
    assert find_answer(cells(answer.format("")), "mse_loss").to_look_at == (name,)


def test_names_that_a_person_should_look_at_are_given():
    sly = "import sys\ndef mse_loss(pred, target):\n    return sys._getframe(1).f_locals['x']"
    assert set(find_answer(cells(sly), "mse_loss").to_look_at) == {"_getframe", "f_locals", "sys"}
    assert find_answer(cells(RIGHT), "mse_loss").to_look_at == ()
