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


# One epoch says all that three say, in a third of the time; what three reach, tests/test_network.py says.
ONE_EPOCH = SCRIPT.read_text(encoding="utf-8").replace("in range(3):", "in range(1):")
# What it learns, the script has shown; in a notebook it is its pictures that are other ones.
FEW_BATCHES = ONE_EPOCH.replace("loader(train=True), ", "loader(train=False), ")


def test_it_runs_as_a_script_without_a_display(tmp_path):
    hidden = {"MPLBACKEND", "DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}

    (tmp_path / "train.py").write_text(ONE_EPOCH, encoding="utf-8")

    result = subprocess.run([sys.executable, "train.py"], cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    accuracy = float(re.search(r"test acc: ([\d.]+)", result.stdout).group(1))
    assert 0.74 <= accuracy <= 0.84  # eight seeds: 0.770 to 0.812
    assert len(re.findall(r"^0 \d+ [\d.]+$", result.stdout, flags=re.M)) == 12  # every tenth of 118 batches
    assert "[a curve of 118 values, from " in result.stdout


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_it_runs_in_a_notebook():
    notebook = new_notebook(cells=[new_code_cell(FEW_BATCHES)])

    NotebookClient(notebook, kernel_name="python3", timeout=300).execute()

    outputs = notebook.cells[0].outputs
    printed = "".join(output.text for output in outputs if output.output_type == "stream")
    assert re.findall(r"^0 \d+", printed, flags=re.M) == ["0 0", "0 10"]  # of 20 batches
    assert "test acc: 0." in printed
    pictures = [output.data["text/plain"] for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 3
    assert re.fullmatch(r"6 digits, labelled( \d){6}", pictures[2])  # what it answers after few batches is chance
    assert nbformat.validate(notebook) is None
