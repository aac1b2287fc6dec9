"""What is passed on: the wheel holds all that the course needs and no more, and says its version and its licences."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from IPython.core.inputtransformer2 import TransformerManager
from packaging.specifiers import SpecifierSet

import course_utils
from course_utils._lesson_versions import KEY, handed_out

ROOT = Path(__file__).parents[1]
LESSON = "02_one_hot_labels.ipynb"


def build(course, folder):
    """Build the wheel of a course's folder; give its path."""
    pytest.importorskip("hatchling")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=course, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with zipfile.ZipFile(build(ROOT, tmp_path_factory.mktemp("wheel"))) as file:
        yield file


@pytest.fixture
def newer_wheel(tmp_path):
    """Build the wheel of a version to come, whose lesson 02 begins with another text."""
    course = tmp_path / "newer"
    for name in ["course_utils", "notebooks", "docs", "tools"]:
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [*ROOT.glob("LICENSE*"), *(ROOT / name for name in ["README.md", "course_utils_html_export.py"])]:
        shutil.copy(path, course)
    shutil.copy(ROOT / "pyproject.toml", course)
    version = course / "course_utils" / "__init__.py"
    version.write_text(version.read_text("utf-8").replace(f'"{course_utils.__version__}"', '"99.0.0"'), "utf-8")
    lesson = course / "notebooks" / LESSON
    newer = json.loads(lesson.read_text("utf-8"))
    newer["cells"][0]["source"] = ["new in 99.0.0"]
    newer["metadata"][KEY] = handed_out(newer)
    lesson.write_text(json.dumps(newer), "utf-8")
    return build(course, tmp_path / "dist")


class Environment:
    """An environment of its own, with a pip of its own; all but the course it has from the one of the tests."""

    def __init__(self, folder):
        venv.create(folder, with_pip=True)
        self.python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        self._others = Path(self.run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip(), "all.pth")

    def install(self, wheel):
        """Install a wheel as a learner does, but without the network; the others' packages are not there for pip."""
        self._others.unlink(missing_ok=True)
        self.run("-m", "pip", "install", "--no-deps", "--no-index", "--disable-pip-version-check", wheel)
        self._others.write_text(sysconfig.get_path("purelib"), "utf-8")

    def run(self, *arguments, **options):
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP"))}
        done = subprocess.run([self.python, *arguments], env=clean, capture_output=True, text=True, **options)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


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
    settings = [
        "share/jupyter/lab/settings/overrides.json",
        "etc/jupyter/jupyter_server_config.d/course_utils.json",
        "etc/jupyter/jupyter_nbconvert_config.json",
    ]
    assert all(any(name.endswith(f"/{where}") for name in wheel.namelist()) for where in settings)


@pytest.mark.thorough
def test_a_wheel_is_installed_puts_the_lessons_down_and_a_newer_one_keeps_what_was_written(
    wheel, newer_wheel, tmp_path
):
    fresh = Environment(tmp_path / "fresh")
    fresh.install(wheel.filename)
    said = fresh.run("-m", "course_utils", "notebooks", "mine", cwd=tmp_path)
    assert said.endswith("and begin.\n") and said.count(": new\n") == len(list(ROOT.glob("notebooks/[0-9]*.ipynb"))) + 2
    for path in [*tmp_path.glob("mine/notebooks/*.ipynb"), *tmp_path.glob("mine/docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            if target.endswith((".ipynb", ".md", ".svg", ".png")):
                assert (path.parent / target).is_file(), f"{path.name} links to {target}"
    lesson = tmp_path / "mine" / "notebooks" / LESSON
    lesson.write_text(lesson.read_text("utf-8").replace("...  # your code here", "return mine", 1), "utf-8")

    fresh.install(newer_wheel)

    told = "import course_utils; print(course_utils.__version__, course_utils.__file__)"
    version, place = fresh.run("-c", told, cwd=tmp_path).split(maxsplit=1)
    assert version == "99.0.0" and Path(place.strip()).is_relative_to(tmp_path / "fresh")
    assert (tmp_path / "fresh" / "share" / "jupyter" / "lab" / "settings" / "overrides.json").is_file()
    said = fresh.run("-m", "course_utils", "notebooks", "mine", cwd=tmp_path)
    assert f"{LESSON}: updated: 1 cell changed, 1 of yours kept\n" in said and said.count("as it was\n") == 15
    assert "new in 99.0.0" in lesson.read_text("utf-8") and "return mine" in lesson.read_text("utf-8")


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


def test_every_python_from_the_oldest_that_is_allowed_to_the_newest_is_in_ci(wheel):
    [metadata] = [wheel.read(name).decode() for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    allowed = SpecifierSet(re.search(r"^Requires-Python: (.+)$", metadata, flags=re.M)[1])
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))["jobs"]
    tried = set(re.findall(r"'(3\.\d+)'", str(jobs)))
    newest = max(int(version.split(".")[1]) for version in tried)
    assert tried == {f"3.{minor}" for minor in range(newest + 1) if f"3.{minor}" in allowed}


PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text):
        other = page.parent / target if target else page
        assert other.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), flags=re.M)
            assert anchor in [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


def test_every_page_names_the_wheel_of_this_version_and_none_asks_pypi_for_the_course(wheel):
    told = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
    named = {name for text in told.values() for name in re.findall(r"course_utils-[\w.]+-py3-none-any\.whl", text)}
    assert named == {Path(wheel.filename).name}
    asks = {name for name, text in told.items() if re.search(r"pip install [^\n]*course-utils", text)}
    assert asks == set()


def test_the_cells_for_other_places_can_be_run_by_ipython():
    cells = re.findall(r"```\n(.*?)```\n", (ROOT / "docs" / "elsewhere.md").read_text(encoding="utf-8"), flags=re.S)
    assert len(cells) == 4
    for cell in cells:
        ast.parse(TransformerManager().transform_cell(cell))
        assert set(re.findall(r"^%(\w+)", cell, flags=re.M)) <= {"cd", "env", "pip"}
