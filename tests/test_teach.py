"""What the teacher's page says is what the lessons say: minutes, what they build on, names of mistakes."""

import importlib
import re
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pytest

from course_utils.exercises.exercise import Exercise
from course_utils.grading.notebooks import find_submissions
from course_utils.widgets.playground.broken_programs import MISTAKES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "teach.md").read_text(encoding="utf-8")
LESSONS = sorted((ROOT / "solutions").glob("*.ipynb"))
EXPRESS = re.findall(r"\d\d", re.search(r"take ([\d, and]+), which are", PAGE)[1])

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)


def rows(text):
    """Give the cells of each row of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


OVERVIEW = {
    re.search(r"notebooks/(.+)\.ipynb", row[0])[1]: row
    for row in rows(PAGE.split("## The lessons")[1].split("\n## ")[0])
}
SECTIONS = {section[:2]: section for section in PAGE.split("\n### ")[1:]}


def header(lesson):
    return nbformat.read(lesson, as_version=4).cells[0].source


def minutes(lesson):
    return int(re.search(r"takes about (\d+) minutes", header(lesson))[1])


def exercises(lesson):
    """Give the exercises of a lesson by their names; the last lessons have none."""
    try:
        content = importlib.import_module(f"course_utils.exercises.{lesson.stem[3:]}")
    except ModuleNotFoundError:
        return {}
    return {it.name: it for it in vars(content).values() if isinstance(it, Exercise)}


def test_every_lesson_is_on_the_page_in_order_and_under_its_title_in_the_readme():
    assert list(OVERVIEW) == [lesson.stem for lesson in LESSONS]
    titles = re.findall(r"^\| \[(\d\d .+?)\]\(notebooks/", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert [re.match(r"\[(.+?)\]", row[0])[1] for row in OVERVIEW.values()] == titles
    assert [section.splitlines()[0] for section in SECTIONS.values()] == titles


@every_lesson
def test_it_takes_as_long_as_its_first_cell_says(lesson):
    assert int(OVERVIEW[lesson.stem][1]) == minutes(lesson)


@every_lesson
def test_it_builds_on_the_lessons_that_its_first_cell_names(lesson):
    asked = header(lesson).split("You need", 1)[1]
    named = set()
    for first, last in re.findall(r"lessons? (\d+)(?: to (\d+))?", asked):
        named |= set(range(int(first), int(last or first) + 1))
    told = OVERVIEW[lesson.stem][2]
    assert told == (", ".join(map(str, sorted(named))) or "none")


@every_lesson
def test_learners_write_the_exercises_that_it_has(lesson):
    told = re.findall(r"`(\w+)`", OVERVIEW[lesson.stem][3])
    assert sorted(told) == sorted(exercises(lesson))


def test_the_sums_are_right():
    whole = int(re.search(r"Together they take (\d+) minutes", PAGE)[1])
    assert whole == sum(map(minutes, LESSONS))
    express = int(re.search(r"which are (\d+) minutes", PAGE)[1])
    assert express == sum(minutes(lesson) for lesson in LESSONS if lesson.stem[:2] in EXPRESS)


@every_lesson
def test_five_mistakes_have_the_names_of_the_catalogue_and_a_question(lesson):
    told = rows(SECTIONS[lesson.stem[:2]])
    asked = exercises(lesson)
    assert len(told) == (3 if lesson.stem == "00_welcome" else 5)
    for exercise, mistake, question in told:
        if lesson.stem != "13_further":  # its mistakes have no catalogue
            named = asked[exercise.strip("`")].mistakes if asked else MISTAKES
            assert mistake.replace("`", "") in named
        assert re.search(r"\? → .+\.$", question), question
    assert len({(exercise, mistake) for exercise, mistake, _ in told}) == len(told)


def test_what_learners_hand_in_through_moodle_is_found_under_their_names(tmp_path):
    told = re.search(r"called by the name, a number and `(\w+)`", " ".join(PAGE.split()))[1]
    folder = tmp_path / f"A Learner_12345_{told}"
    folder.mkdir()
    for name in ["03_mse_loss.ipynb", "11_test_accuracy.ipynb"]:
        shutil.copy(ROOT / "notebooks" / name, folder)
    (folder / "my_program.py").write_text("mine")
    found = find_submissions(tmp_path)
    assert [it.learner for it in found] == ["A Learner"] * 2
    assert [(it.lesson, it.program) for it in found] == [("mse_loss", None), ("test_accuracy", b"mine")]


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="no clone of git")
def test_the_folder_without_the_answers_holds_all_that_learners_need_and_no_solved_lesson(tmp_path):
    command = re.search(r"^ +(git archive .+)$", PAGE, flags=re.M)[1]
    made = subprocess.run(
        shlex.split(command.replace("course.zip", str(tmp_path / "course.zip"))), cwd=ROOT, capture_output=True
    )
    assert made.returncode == 0, made.stderr
    names = zipfile.ZipFile(tmp_path / "course.zip").namelist()
    assert not [name for name in names if name.startswith(("course/solutions/", "course/tests/"))]
    lab = ["Makefile", "README.md", "pyproject.toml", "tools/install.py", "tools/update.py", "course_utils/mnist.py"]
    assert {f"course/{name}" for name in [*lab, *(f"notebooks/{it.name}" for it in LESSONS)]} <= set(names)
