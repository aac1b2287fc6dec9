"""A script that carried its own helpers runs unchanged with the course's: as a script and in a notebook."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

SCRIPT = Path(__file__).parent / "scripts" / "train.py"


def assert_right(printed):
    accuracy = float(re.search(r"test acc: ([\d.]+)", printed).group(1))
    assert 0.870 <= accuracy <= 0.900
    assert len(re.findall(r"^\d \d+ [\d.]+$", printed, flags=re.M)) == 36  # every tenth of 118 batches, three times


def test_it_runs_as_a_script_without_a_display():
    hidden = {"MPLBACKEND", "DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}

    result = subprocess.run(
        [sys.executable, SCRIPT.name], cwd=SCRIPT.parent, env=environment, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert_right(result.stdout)
    assert "[a curve of 354 values, from " in result.stdout


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_it_runs_in_a_notebook():
    notebook = new_notebook(cells=[new_code_cell(SCRIPT.read_text(encoding="utf-8"))])

    NotebookClient(notebook, kernel_name="python3", timeout=300).execute()

    outputs = notebook.cells[0].outputs
    assert_right("".join(output.text for output in outputs if output.output_type == "stream"))
    pictures = [output.data["text/plain"] for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 3
    assert pictures[2].startswith("6 digits, labelled 7 2 1 0 4 ")
    assert nbformat.validate(notebook) is None
