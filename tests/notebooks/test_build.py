"""How notebooks/ is derived from solutions/, and that a changed output is noticed."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[2]
BUILD = [sys.executable, "-m", "nbconvert", "--config", str(ROOT / "tools/notebooks_config.py"), "--to", "notebook"]


def build(sources, folder):
    command = [*BUILD, "--output-dir", str(folder), *map(str, sources)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def write(path, *cells):
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    nbformat.write(new_notebook(cells=list(cells), metadata=metadata), path)
    return path


def test_notebooks_equal_a_fresh_build_of_solutions(tmp_path):
    solutions = sorted((ROOT / "solutions").glob("*.ipynb"))

    result = build(solutions, tmp_path)

    assert result.returncode == 0, result.stderr
    built = {path.name: path.read_bytes() for path in tmp_path.glob("*.ipynb")}
    handed_out = {path.name: path.read_bytes() for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert built.keys() == handed_out.keys(), "run make notebooks"
    assert [name for name in built if built[name] != handed_out[name]] == [], "run make notebooks"


def test_a_solution_becomes_a_stub_and_everything_else_stays(tmp_path):
    code = "def f(x):\n    ### BEGIN SOLUTION\n    y = 2 * x\n    return y\n    ### END SOLUTION\n\n\nf(1)"
    solved = new_code_cell(code, outputs=[], execution_count=1, metadata={"tags": ["a"]})
    extra = new_code_cell("answer = 42", metadata={"tags": ["solution"]})
    source = write(tmp_path / "01_lesson.ipynb", new_markdown_cell("# Why?"), solved, extra)

    result = build([source], tmp_path / "out")

    assert result.returncode == 0, result.stderr
    notebook = nbformat.read(tmp_path / "out" / "01_lesson.ipynb", as_version=4)
    assert [cell.source for cell in notebook.cells] == [
        "# Why?",
        "def f(x):\n    ...  # your code here\n\n\nf(1)",
    ]
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in nbformat.read(source, 4).cells[:2]]
    assert notebook.cells[1].metadata == {} and notebook.cells[1].execution_count is None
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize(
    "code",
    [
        "x = 1\n### BEGIN SOLUTION\ny = 2",
        "x = 1\n### END SOLUTION",
        "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION",
        "# here BEGIN SOLUTION stands in a comment",
    ],
    ids=["a lone BEGIN", "a lone END", "BEGIN twice", "the words elsewhere"],
)
def test_marks_that_do_not_pair_are_an_error_that_names_file_and_cell(tmp_path, code):
    source = write(tmp_path / "09_broken.ipynb", new_markdown_cell("# Why?"), new_code_cell(code))

    result = build([source], tmp_path / "out")

    assert result.returncode != 0
    assert "09_broken, cell 2" in result.stderr


@pytest.mark.parametrize(
    ("stored", "passes"), [("2\n", True), ("3\n", False)], ids=["the right output", "a changed output"]
)
def test_nbval_notices_a_changed_output(tmp_path, stored, passes):
    output = nbformat.v4.new_output("stream", name="stdout", text=stored)
    path = write(tmp_path / "lesson.ipynb", new_code_cell("print(1 + 1)", outputs=[output], execution_count=1))

    result = nbval(path, tmp_path)

    assert (result.returncode == 0) == passes, result.stdout


@pytest.mark.parametrize("changed", [False, True])
def test_nbval_notices_a_changed_picture_by_its_text(tmp_path, changed):
    code = "from course_utils import plot_curve\nplot_curve([0.1, 0.05])"
    text = "a curve of 2 values, from 0.1 to 0.05, lowest 0.05, highest 0.1"
    shown = text.replace("0.05,", "0.06,") if changed else text
    data = {
        "image/png": "",
        "text/plain": shown,
        "text/html": f'<img alt="{shown}" width="432" src="data:image/png;base64,AAAA">',
    }
    picture = nbformat.v4.new_output("display_data", data=data)
    path = write(tmp_path / "lesson.ipynb", new_code_cell(code, outputs=[picture], execution_count=1))

    result = nbval(path, tmp_path)

    assert (result.returncode != 0) == changed, result.stdout


def nbval(path, folder):
    """Run nbval as make test does, away from this project's own pytest settings."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    sanitize = ["--nbval-sanitize-with", str(ROOT / "tools/nbval_sanitize.cfg")]
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", *sanitize, path.name]
    environment = {**os.environ, "TQDM_DISABLE": "1"}  # as conftest.py sets it
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment)
