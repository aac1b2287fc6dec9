"""The ways to install the course name the same packages with the same bounds, and none that is known to do harm."""

import re
import sys
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

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
    learner = [*project["dependencies"], *project["optional-dependencies"]["lab"]]  # of the tests' packages none
    assert conda == dict(split(entry) for entry in learner)


def test_jupyterlab_is_installed_only_where_it_is_asked_for(project):
    needed = {split(entry)[0] for entry in project["dependencies"]}
    assert not needed & {"jupyterlab", "notebook", "jupyter-server"}
    assert [split(entry)[0] for entry in project["optional-dependencies"]["lab"]] == ["jupyterlab"]


def test_conda_installs_the_course_itself_with_pip(environment):
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}
    assert environment["channels"] == ["conda-forge"]


@pytest.mark.parametrize(
    ("package", "version"),
    [
        ("filelock", "3.20.0"),  # empties the file that a link in place of its own leads to
        ("filelock", "3.23.0"),  # raises NotImplementedError where the file system has no flock
    ],
)
def test_versions_known_to_do_harm_are_refused(project, package, version):
    [bounds] = [Requirement(text).specifier for text in project["dependencies"] if text.startswith(package)]
    assert not bounds.contains(version)
