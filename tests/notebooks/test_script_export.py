"""A lesson can be taken out of Jupyter: ``jupyter nbconvert --to script`` gives a Python file."""

from pathlib import Path

import pytest
from nbconvert.exporters import ScriptExporter

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("[ns]o*s/*.ipynb")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_lesson_exported_as_a_script_is_a_python_file(path):
    text, resources = ScriptExporter().from_filename(str(path))

    assert resources["output_extension"] == ".py"
    compile(text, path.stem, "exec")
