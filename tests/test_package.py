"""What is passed on: the wheel holds all that the course needs and no more, and says its version and its licences."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import course_utils

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as file:
        yield file


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel):
    kinds = ("*.py", "*.js", "*.css", "py.typed", "data/*")
    # The lessons that learners open, and what these link to; of all else that may lie in notebooks/ nothing.
    handed_out = [
        *(f"notebooks/{path.name}" for path in ROOT.glob("solutions/*.ipynb")),
        "docs/glossary.md",
        "docs/path.svg",
    ]
    package = {path.relative_to(ROOT).as_posix() for kind in kinds for path in ROOT.glob(f"course_utils/**/{kind}")}
    held = {name for name in wheel.namelist() if not re.match(r"course_utils-[\d.]+\.(dist-info|data)/", name)}
    assert held == package | {
        "course_utils_html_export.py",
        *(f"course_utils/handed_out/{name}" for name in handed_out),
    }
    for name in handed_out:
        assert wheel.read(f"course_utils/handed_out/{name}") == (ROOT / name).read_bytes()
    assert len([name for name in held if name.endswith(".gz")]) == 4 and "course_utils/py.typed" in held
    settings = ["share/jupyter/lab/settings/overrides.json", "etc/jupyter/jupyter_server_config.d/course_utils.json"]
    assert all(any(name.endswith(f"/{where}") for name in wheel.namelist()) for where in settings)


@pytest.mark.thorough
def test_the_installed_wheel_puts_the_lessons_down_and_all_their_links_lead_somewhere(wheel, tmp_path):
    wheel.extractall(tmp_path / "installed")
    command = [sys.executable, "-m", "course_utils", "notebooks", "mine"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.endswith("and begin.\n") and said.count(": new\n") == len(list(ROOT.glob("notebooks/[0-9]*.ipynb"))) + 2
    for path in [*tmp_path.glob("mine/notebooks/*.ipynb"), *tmp_path.glob("mine/docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            if target.endswith((".ipynb", ".md", ".svg", ".png")):
                assert (path.parent / target).is_file(), f"{path.name} links to {target}"


def test_the_wheel_says_its_version_and_its_licences(wheel):
    [metadata] = [wheel.read(name).decode() for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    assert f"\nVersion: {course_utils.__version__}\n" in metadata
    assert "\nLicense-Expression: MIT AND CC-BY-4.0 AND CC-BY-SA-3.0\n" in metadata
    licences = {name.split("/licenses/")[1] for name in wheel.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-CONTENT.md", "course_utils/data/LICENCE.md"}


def test_the_version_is_said_in_one_place_and_its_changes_are_told():
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)
    assert newest.group(1) == course_utils.__version__
    assert not re.search("^version *=", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.M)


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text):
        other = page.parent / target if target else page
        assert other.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), flags=re.M)
            assert anchor in [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]
