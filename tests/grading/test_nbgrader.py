"""docs/nbgrader.md as it stands: a lesson becomes an assignment, and three learners get the points they have earned."""

import csv
import importlib.util
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


def test_a_right_a_half_and_an_empty_notebook_get_their_points(tmp_path):
    environment = os.environ | {"COURSE_UTILS_PROGRESS": str(tmp_path / "progress.json"), "PYTHONPATH": str(ROOT)}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # it calls alembic
    environment |= {"JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter"), "TQDM_DISABLE": "1"}
    (tmp_path / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / "03_mse_loss.ipynb", tmp_path / "solutions")
    (tmp_path / "prepare.py").write_text(block("prepare"), encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text(block("config"), encoding="utf-8")

    def run(command):
        program, *arguments = command.split()
        start = {"python": [sys.executable], "nbgrader": [sys.executable, "-m", "nbgrader"]}[program]
        done = subprocess.run([*start, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"

    prepare, generate, *rest = block("commands").strip().splitlines()
    run(prepare)
    run(generate)
    released = (tmp_path / "release" / "lesson_03" / "03_mse_loss.ipynb").read_text(encoding="utf-8")
    assert "SOLUTION" not in released and "** 2).mean()\\n    return" not in released
    squared = "return ((pred - target) ** 2).sum()"
    learners = {
        "ada": answered(released, squared_error=squared, mse_loss="return ((pred - target) ** 2).mean()"),
        "half": answered(released, squared_error=squared, mse_loss="return ((pred - target) ** 2).sum()"),
        "nobody": released,
    }
    for name, notebook in learners.items():
        folder = tmp_path / "submitted" / name / "lesson_03"
        folder.mkdir(parents=True)
        (folder / "03_mse_loss.ipynb").write_text(notebook, encoding="utf-8")
    for command in rest:
        run(command)
    with open(tmp_path / "grades.csv", encoding="utf-8") as grades:
        points = {row["student_id"]: float(row["score"]) for row in csv.DictReader(grades)}
    assert points == {"ada": 2.0, "half": 1.0, "nobody": 0.0}
