"""``make update`` with a real git: a new version comes, nothing that a learner did is lost, nothing conflicts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD, NEW, MINE = '{"cells": ["old"]}\n', '{"cells": ["new"]}\n', '{"cells": ["half solved"]}\n'


def git(folder, *arguments):
    # Nothing of the settings of whoever runs this.
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    person = {f"GIT_{who}_{what}": "x@y" for who in ["AUTHOR", "COMMITTER"] for what in ["NAME", "EMAIL"]}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **settings, **person}, check=True)


def write(folder, **lessons):
    (folder / "notebooks").mkdir(exist_ok=True)
    for name, text in lessons.items():
        (folder / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8", newline="\n")


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a version")


@pytest.fixture
def teacher(tmp_path):
    """Give the folder in which versions are made."""
    folder = tmp_path / "teacher"
    (folder / "tools").mkdir(parents=True)
    for name in [".gitignore", ".gitattributes", "tools/update.py"]:
        shutil.copy(ROOT / name, folder / name)
    (folder / "README.md").write_text("old")
    write(folder, one=OLD, two=OLD, gone=OLD)
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


@pytest.fixture
def learner(teacher, tmp_path):
    """Give a learner's clone, made before the new version."""
    git(tmp_path, "clone", "--quiet", str(teacher), "learner")
    return tmp_path / "learner"


def new_version(teacher):
    write(teacher, one=NEW, added=NEW)
    (teacher / "notebooks" / "gone.ipynb").unlink()
    (teacher / "README.md").write_text("new")
    commit(teacher)


def update(folder):
    done = subprocess.run([sys.executable, "tools/update.py"], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def lessons(folder):
    return {path.stem: path.read_text() for path in (folder / "notebooks").glob("*.ipynb")}


def kept(folder):
    return sorted(path.read_text() for path in (folder / "my_notebooks").glob("*"))


def test_half_solved_lessons_are_kept_and_the_new_ones_come(teacher, learner):
    write(learner, one=MINE, two="solved", gone="before it went", added="of my own")
    new_version(teacher)

    code, said = update(learner)

    assert code == 0, said
    assert lessons(learner) == {"one": NEW, "two": "solved", "added": NEW}
    assert kept(learner) == sorted([MINE, "before it went", "of my own"])
    assert (learner / "README.md").read_text() == "new"
    assert "my_notebooks/one-20" in said and "two" not in said
    status = subprocess.run(["git", "status", "--porcelain"], cwd=learner, capture_output=True, text=True).stdout
    assert status == " M notebooks/two.ipynb\n"


def test_work_kept_twice_on_one_day_is_kept_twice(teacher, learner):
    for text in ["first", "second"]:
        write(learner, one=text)
        write(teacher, one=NEW + text)
        commit(teacher)
        assert update(learner)[0] == 0
    assert kept(learner) == ["first", "second"]


def test_a_lesson_that_the_learner_removed_comes_back_new(teacher, learner):
    (learner / "notebooks" / "one.ipynb").unlink()
    git(learner, "add", "--all")
    new_version(teacher)
    assert update(learner)[0] == 0
    assert lessons(learner)["one"] == NEW and not kept(learner)


def changed_outside_of_the_lessons(learner):
    (learner / "README.md").write_text("mine")


def commits_of_ones_own(learner):
    commit(learner)


def nobody_answers(learner):
    git(learner, "remote", "set-url", "origin", "gone")


def no_clone(learner):
    (learner / ".git").rename(learner / "no-git")


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (changed_outside_of_the_lessons, "put README.md elsewhere"),
        (commits_of_ones_own, "commits of your own"),
        (nobody_answers, "check the connection"),
        (no_clone, "not made by git clone"),
    ],
)
def test_where_it_cannot_be_done_nothing_is_changed(teacher, learner, case, says):
    write(learner, one=MINE)
    new_version(teacher)
    case(learner)

    code, said = update(learner)

    assert code != 0 and says in said
    assert lessons(learner) == {"one": MINE, "two": OLD, "gone": OLD} and not kept(learner)


def test_a_clone_holds_the_same_bytes_where_git_turns_line_ends_into_those_of_windows(teacher, tmp_path):
    for name in ["notebooks/00_welcome.ipynb", "docs/path.svg", "docs/a-check.png", "course_utils/data/LICENCE.md"]:
        (teacher / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, teacher / name)
    commit(teacher)

    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(teacher), "windows")

    files = [path.relative_to(teacher) for path in teacher.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(files) > 7
    assert [name for name in files if (teacher / name).read_bytes() != (tmp_path / "windows" / name).read_bytes()] == []
