"""The ways to install the course name the same packages with the same bounds."""

import re
import sys
from pathlib import Path

import pytest
import yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
# conda-forge's names where they differ from PyPI's
CONDA_NAMES = {"matplotlib-base": "matplotlib", "pytorch-cpu": "torch"}


def split(requirement):
    name, bounds = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement).groups()
    return CONDA_NAMES.get(name, name), bounds


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_conda_and_pip_ask_for_the_same_packages(project, environment):
    conda = dict(split(entry) for entry in environment["dependencies"] if isinstance(entry, str))
    assert conda.pop("python") == project["requires-python"]
    assert conda.pop("pip") == ""
    assert conda == dict(split(entry) for entry in project["dependencies"])


def test_conda_installs_the_course_itself_with_pip(environment):
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}
    assert environment["channels"] == ["conda-forge"]
