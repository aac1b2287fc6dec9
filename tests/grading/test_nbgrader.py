"""docs/nbgrader.md as it stands: a lesson becomes an assignment, and three learners get the points they have earned."""

import csv
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "nbgrader.md").read_text(encoding="utf-8")
pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="nbgrader is not installed: make nbgrader"),
]


def block(name):
    return re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", DOCS, re.DOTALL)[1]


def answered(notebook, **bodies):
    """Put answers where the stubs stand: function -> the line of its body."""
    for name, body in bodies.items():
        stub = rf"(def {name}\(.*?)(\.\.\.  # your code here)"
        notebook, count = re.subn(stub, lambda found, body=body: found[1] + body, notebook, count=1, flags=re.DOTALL)
        assert count == 1
    return notebook


@pytest.fixture
def course(tmp_path):
    """Give what runs a command of the page in a folder that holds what the page tells a teacher to save there."""
    environment = os.environ | {"COURSE_UTILS_PROGRESS": str(tmp_path / "progress.json"), "PYTHONPATH": str(ROOT)}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # it calls alembic
    environment |= {"JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter"), "TQDM_DISABLE": "1"}
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    (tmp_path / "prepare.py").write_text(block("prepare"), encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text(block("config"), encoding="utf-8")

    def run(command, code=0):
        program, *arguments = command.split()
        start = {"python": [sys.executable], "nbgrader": [sys.executable, "-m", "nbgrader"]}[program]
        done = subprocess.run([*start, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stderr

    return run


def hand_in(folder, **files):
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.removeprefix("_").replace("__", ".")).write_text(text, encoding="utf-8")


def points(folder):
    with open(folder / "grades.csv", encoding="utf-8") as grades:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(grades)}


def test_a_right_a_half_and_an_empty_notebook_get_their_points(course, tmp_path):
    prepare, generate, *rest = block("commands").strip().splitlines()
    course(prepare)
    course(generate)
    released = (tmp_path / "release" / "lesson_03" / "03_mse_loss.ipynb").read_text(encoding="utf-8")
    assert "SOLUTION" not in released and "** 2).mean()\\n    return" not in released
    squared = "return ((pred - target) ** 2).sum()"
    learners = {
        "ada": answered(released, squared_error=squared, mse_loss="return ((pred - target) ** 2).mean()"),
        "half": answered(released, squared_error=squared, mse_loss="return ((pred - target) ** 2).sum()"),
        "nobody": released,
    }
    for name, notebook in learners.items():
        hand_in(tmp_path / "submitted" / name / "lesson_03", _03_mse_loss__ipynb=notebook)
    for command in rest:
        course(command)
    assert points(tmp_path) == {"ada": 2.0, "half": 1.0, "nobody": 0.0}


@pytest.mark.parametrize("lesson", sorted(path.stem for path in (ROOT / "solutions").glob("*.ipynb")))
def test_each_exercise_gets_a_point_and_a_lesson_without_any_is_told(course, tmp_path, lesson):
    command = f"python prepare.py solutions/{lesson}.ipynb source/lesson"
    if importlib.util.find_spec(f"course_utils.exercises.{lesson[3:]}") is None:
        assert (
            course(command, code=1)
            == f"{lesson}.ipynb checks no exercise, so there is nothing that could get points.\n"
        )
        return
    course(command)
    asked = vars(importlib.import_module(f"course_utils.exercises.{lesson[3:]}")).values()
    cells = json.loads((tmp_path / "source" / "lesson" / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    graded = [cell["metadata"]["nbgrader"] for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    assert {it.name for it in asked if hasattr(it, "check")} == {
        one["grade_id"].removeprefix("check_") for one in graded
    }
    assert [one["points"] for one in graded] == [1] * len(graded)


def test_a_program_that_learners_wrote_alone_gets_its_point(course, tmp_path):
    lesson = tmp_path / "solutions" / "11_test_accuracy.ipynb"
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    # Of the lesson no more than this takes: it trains for a minute.
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if re.search(r"import test_accuracy|my_program\.check", "".join(cell["source"]))
    ]
    lesson.write_text(json.dumps(notebook), encoding="utf-8")
    course(f"python prepare.py solutions/{lesson.name} source/lesson_11")
    course("nbgrader generate_assignment lesson_11")
    released = (tmp_path / "release" / "lesson_11" / lesson.name).read_text(encoding="utf-8")
    for name in ["right_own_normalisation", "wrong_trained_too_little"]:
        program = (ROOT / "tests" / "exercises" / "programs" / f"{name}.py").read_text(encoding="utf-8")
        hand_in(tmp_path / "submitted" / name / "lesson_11", _11_test_accuracy__ipynb=released, my_program__py=program)
    hand_in(tmp_path / "submitted" / "nobody" / "lesson_11", _11_test_accuracy__ipynb=released)
    course("nbgrader autograde lesson_11")
    course("nbgrader export")
    assert points(tmp_path) == {"right_own_normalisation": 1.0, "wrong_trained_too_little": 0.0, "nobody": 0.0}
