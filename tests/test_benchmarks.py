"""The benchmarks, which no test measures, can at least be begun."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "benchmarks"
BEGIN = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[1] + '/bench_widgets.py')"


@pytest.mark.thorough
def test_the_benchmarks_find_what_they_measure():
    result = subprocess.run([sys.executable, "-c", BEGIN, FOLDER], capture_output=True, text=True)  # takes bench.py in
    assert result.returncode == 0, result.stderr
