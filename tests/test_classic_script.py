"""A script that carried its own helpers runs unchanged with the course's: in an interpreter without a display."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "scripts" / "train.py"


# One epoch of the 10,000 test pictures says of the helpers all that the whole training says, in a twentieth of the
# time; what the training reaches, tests/test_network.py says.
FEW_BATCHES = (
    SCRIPT.read_text(encoding="utf-8")
    .replace("in range(3):", "in range(1):")
    .replace("loader(train=True), ", "loader(train=False), ")
)


@pytest.mark.thorough
def test_it_runs_as_a_script_without_a_display(tmp_path):
    hidden = {"MPLBACKEND", "DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}

    (tmp_path / "train.py").write_text(FEW_BATCHES, encoding="utf-8")

    result = subprocess.run([sys.executable, "train.py"], cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    accuracy = float(re.search(r"test acc: ([\d.]+)", result.stdout).group(1))
    assert 0.15 <= accuracy <= 0.6  # six seeds: 0.236 to 0.414; chance: 0.1
    assert re.findall(r"^0 (\d+) [\d.]+$", result.stdout, flags=re.M) == ["0", "10"]  # of 20 batches
    assert "[a curve of 20 values, from " in result.stdout
