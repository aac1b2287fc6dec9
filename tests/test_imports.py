"""What importing the package costs, and that its public names are documented."""

import inspect
import subprocess
import sys

import pytest

import course_utils

LATE = ["torchvision", "ipywidgets", "matplotlib", "IPython", "jupyter_client", "packaging.requirements"]
FUNCTIONS = [name for name in course_utils.__all__ if callable(getattr(course_utils, name))]


def test_what_is_not_always_used_is_imported_late():
    code = f"import sys, course_utils; print([name for name in {LATE} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr


def test_the_map_names_every_public_function():
    assert all(name in course_utils.__doc__ for name in FUNCTIONS)
    assert sorted(course_utils.__all__) == sorted(set(course_utils.__all__))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_is_documented_with_an_example_that_runs(name):
    documentation = inspect.getdoc(getattr(course_utils, name))
    assert ">>> " in documentation
    if inspect.signature(getattr(course_utils, name)).parameters:
        assert "Parameters\n" in documentation
