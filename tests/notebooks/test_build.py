"""How notebooks/ is derived from solutions/, and that a changed output is noticed."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import PyFileConfigLoader

from course_utils._lesson_versions import handed_out

ROOT = Path(__file__).parents[2]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def write(path, *cells):
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    nbformat.write(new_notebook(cells=list(cells), metadata=metadata), path)
    return path


def build(source):
    """Give what a notebook becomes, as ``make notebooks`` makes it."""
    config = PyFileConfigLoader("notebooks_config.py", path=str(ROOT / "tools")).load_config()
    return nbformat.reads(NotebookExporter(config=config).from_filename(str(source))[0], as_version=4)


def test_notebooks_equal_a_fresh_build_of_solutions(tmp_path):
    command = [sys.executable, "-m", "nbconvert", "--config", "tools/notebooks_config.py", "--to", "notebook"]
    solutions = map(str, sorted((ROOT / "solutions").glob("*.ipynb")))

    result = subprocess.run(
        [*command, "--output-dir", str(tmp_path), *solutions], capture_output=True, text=True, cwd=ROOT
    )

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

    notebook = build(source)

    assert [cell.source for cell in notebook.cells] == [
        "# Why?",
        "def f(x):\n    ...  # your code here\n\n\nf(1)",
    ]
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in nbformat.read(source, 4).cells[:2]]
    assert notebook.cells[1].metadata == {} and notebook.cells[1].execution_count is None
    assert set(notebook.metadata) == {"kernelspec", "language_info", "course_utils"}
    assert notebook.metadata["course_utils"] == handed_out(notebook)  # what a newer version knows its cells by


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
    with pytest.raises(ValueError, match="09_broken, cell 2"):
        build(source)


PLOT = "from course_utils import plot_curve\nplot_curve([0.1, 0.05])"
SHOWN = "a curve of 2 values, from 0.1 to 0.05, lowest 0.05, highest 0.1"


def printed(text):
    return new_output("stream", name="stdout", text=text)


def picture(text):
    """A picture of other bytes than this machine draws, with its text."""
    html = f'<img alt="{text}" width="640" src="data:image/png;base64,AAAA">'
    return new_output("display_data", data={"image/png": "AAAA", "text/plain": text, "text/html": html})


@pytest.mark.thorough
def test_nbval_passes_other_bytes_and_notices_what_is_told_differently(tmp_path):
    stored = [
        ("print(1 + 1)", printed("2\n")),
        ("print(1 + 1)", printed("3\n")),
        (PLOT, picture(SHOWN)),
        (PLOT, picture(SHOWN.replace("0.05,", "0.06,"))),
    ]
    cells = [new_code_cell(code, outputs=[out], execution_count=n) for n, (code, out) in enumerate(stored, start=1)]
    path = write(tmp_path / "lesson.ipynb", *cells)

    # The options stand in pyproject.toml, what the kernel inherits in conftest.py.
    command = [sys.executable, "-m", "pytest", "--nbval", "-c", "pyproject.toml", "-p", "conftest", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)

    assert re.findall(r"^FAILED .*(Cell \d)", result.stdout, flags=re.M) == ["Cell 1", "Cell 3"], result.stdout
    assert "2 failed, 2 passed" in result.stdout


@pytest.mark.thorough
def test_nbval_with_nothing_named_runs_every_notebook_and_nothing_else():
    command = [sys.executable, "-m", "pytest", "--nbval", "--collect-only", "-q"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    collected = {line.split("::")[0] for line in result.stdout.splitlines() if "::" in line}
    assert collected == {
        f"{folder}/{path.name}" for folder in ("notebooks", "solutions") for path in (ROOT / folder).glob("*.ipynb")
    }
