"""The types hold over the whole package: what make quick asks alone is one test among all here, beside the others."""

import subprocess
import sys
from pathlib import Path


def test_mypy_finds_nothing():
    told = subprocess.run([sys.executable, "-m", "mypy"], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert told.stdout.startswith("Success"), told.stdout + told.stderr
