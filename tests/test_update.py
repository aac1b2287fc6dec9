"""``make update``: a new version comes, by git or as a download; nothing that a learner did is lost or conflicts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils._lesson_versions import handed_out

ROOT = Path(__file__).parents[1]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
TOOL = [
    "tools/update.py",
    *(f"course_utils/{name}.py" for name in ("_files", "_lesson_folders", "_lesson_versions", "_terminal")),
]
# Of a version that does not note yet which cells it hands out.
OLD, NEW, MINE = '{"cells": ["old"]}\n', '{"cells": ["new"]}\n', '{"cells": ["half solved"]}\n'


def lesson(*texts):
    """Hand out a lesson: a cell for each of these texts, which all have other first letters."""
    cells = [{"id": text[0], "cell_type": "markdown", "metadata": {}, "source": [text]} for text in texts]
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps({**made, "metadata": {"course_utils": handed_out(made)}})


def git(folder, *arguments):
    # Nothing of the settings of whoever runs this.
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    person = {f"GIT_{who}_{what}": "x@y" for who in ["AUTHOR", "COMMITTER"] for what in ["NAME", "EMAIL"]}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **settings, **person}, check=True)


def write(folder, **lessons):
    (folder / "notebooks").mkdir(exist_ok=True)
    for name, text in lessons.items():
        (folder / "notebooks" / f"{name.removeprefix('_')}.ipynb").write_text(text, encoding="utf-8", newline="\n")


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a version")


def put_tool_into(folder):
    for name in TOOL:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)


@pytest.fixture
def teacher(tmp_path):
    """Give the folder in which versions are made."""
    folder = tmp_path / "teacher"
    put_tool_into(folder)
    for name in [".gitignore", ".gitattributes"]:
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


def update(folder, *old):
    # -I: this Python alone, without the packages that whoever runs this may have for himself
    done = subprocess.run(
        [sys.executable, "-I", "tools/update.py", *map(str, old)], cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def lessons(folder):
    return {path.stem: path.read_text() for path in (folder / "notebooks").glob("*.ipynb")}


def kept(folder):
    return sorted(path.read_text() for path in (folder / "my_notebooks").glob("*"))


@needs_git
def test_half_solved_lessons_get_what_is_new_and_keep_what_was_written(teacher, learner):
    write(teacher, _01_one=lesson("a1", "b1", "c1"), _02_two=lesson("a1", "b1"), _03_three=lesson("a1"))
    commit(teacher)
    assert update(learner)[0] == 0
    write(learner, _01_one=lessons(learner)["01_one"].replace('["b1"]', '["mine"]'))
    write(learner, _02_two=lessons(learner)["02_two"].replace('["b1"]', '["me, too"]'))
    (teacher / "notebooks" / "02_two.ipynb").unlink()
    write(teacher, _01_one=lesson("a2", "n2", "b1"), _03_two=lesson("a2", "b2"), _04_three=lesson("a1"))
    commit(teacher)

    code, said = update(learner)

    assert code == 0 and not kept(learner), said
    assert cells(learner, "01_one") == ["a2", "n2", "mine"] and cells(learner, "03_two") == ["a2", "me, too"]
    assert "01_one.ipynb: updated: 3 cells changed, 1 of yours kept" in said
    assert update(learner)[0] == 0 and cells(learner, "01_one") == ["a2", "n2", "mine"]


def cells(folder, name):
    return ["".join(cell["source"]) for cell in json.loads(lessons(folder)[name])["cells"]]


@pytest.fixture
def download(tmp_path):
    """Give what makes a version's folder as it is downloaded, without git."""

    def make(name, **lessons):
        put_tool_into(tmp_path / name)
        write(tmp_path / name, **lessons)
        return tmp_path / name

    return make


def test_without_git_a_new_download_takes_over_what_was_written_into_the_old_one(download):
    old = download("old", _01_one=lesson("a1", "b1"), _02_two=lesson("a1"), _03_three=OLD, _04_gone=lesson("a1"))
    new = download("new", _01_one=lesson("a2", "b2"), _03_two=lesson("a2"), _03_three=NEW, _05_new=lesson("a2"))
    write(old, _01_one=lesson("a1", "b1").replace('["b1"]', '["mine"]'))
    (old / "notebooks" / "my_program.py").write_text("mine")
    before = lessons(old)

    code, said = update(new, old)

    assert code == 0, said
    assert [cells(new, name) for name in ("01_one", "03_two", "05_new")] == [["a2", "mine"], ["a2"], ["a2"]]
    assert lessons(new)["03_three"] == NEW and kept(new) == [OLD] and lessons(new)["04_gone"] == before["04_gone"]
    assert (new / "notebooks" / "my_program.py").read_text() == "mine" and lessons(old) == before
    for told in ["01_one.ipynb: updated: 1 cell changed, 1 of yours kept", "05_new.ipynb: new", "04_gone.ipynb: yours"]:
        assert told in said
    assert "01_one.ipynb: you have worked in it here" in update(new, old)[1] and cells(new, "01_one") == ["a2", "mine"]


@pytest.mark.parametrize(
    ("folder", "says"), [("gone", "no lesson lies"), ("new/tools", "no lesson lies"), ("new", "got this folder")]
)
def test_a_folder_that_is_none_of_an_older_version_is_told(download, tmp_path, folder, says):
    new = download("new", _01_one=lesson("a1"))
    code, said = update(new, tmp_path / folder)
    assert code == 1 and says in said and said.count("\n") == 1


@needs_git
def test_half_solved_lessons_of_an_older_kind_are_kept_and_the_new_ones_come(teacher, learner):
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


@needs_git
def test_work_kept_twice_on_one_day_is_kept_twice(teacher, learner):
    for text in ["first", "second"]:
        write(learner, one=text)
        write(teacher, one=NEW + text)
        commit(teacher)
        assert update(learner)[0] == 0
    assert kept(learner) == ["first", "second"]


@needs_git
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


@needs_git
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


@needs_git
def test_a_clone_holds_the_same_bytes_where_git_turns_line_ends_into_those_of_windows(teacher, tmp_path):
    for name in ["notebooks/00_welcome.ipynb", "docs/path.svg", "docs/a-check.png", "course_utils/data/LICENCE.md"]:
        (teacher / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, teacher / name)
    commit(teacher)

    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(teacher), "windows")

    files = [path.relative_to(teacher) for path in teacher.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(files) > 7
    assert [name for name in files if (teacher / name).read_bytes() != (tmp_path / "windows" / name).read_bytes()] == []


@pytest.mark.skipif(os.name == "nt", reason="no pipe of a shell there")
@pytest.mark.parametrize("reader", ["true", "cat"], ids=["nobody reads", "a terminal that does not know the sign"])
def test_what_is_said_cannot_stop_the_work(learner, tmp_path, reader):
    newer = tmp_path / "newer"
    put_tool_into(newer)
    write(newer, one=NEW)
    (learner / "notebooks" / "数.txt").write_text("mine")
    (learner / "notebooks" / "zz.txt").write_text("mine")
    write(learner, **{"00_a": lesson("a")})
    write(newer, **{"00_a": lesson("a", "b")})
    command = f"{{ {sys.executable} tools/update.py {learner}; echo code $? >&2; }} | {reader}"
    result = subprocess.run(
        ["sh", "-c", command], cwd=newer, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True
    )
    assert result.stderr == b"code 0\n"
    assert (newer / "notebooks" / "数.txt").exists() and (newer / "notebooks" / "zz.txt").exists()
