"""``python -m course_utils notebooks``: the lessons come, a newer version keeps what was written, nothing is lost."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils import __main__, _lesson_folders
from course_utils._lesson_versions import handed_out

ROOT = Path(__file__).parents[1]
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "the disk")


def notebook(*texts):
    """Hand out a lesson: a cell for each of these texts, which all have other first letters."""
    cells = [{"id": text[0], "cell_type": "markdown", "metadata": {}, "source": [text]} for text in texts]
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return {**made, "metadata": {"course_utils": handed_out(made)}}


def save(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (
        content
        if isinstance(content, str)
        else json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    )
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def write(path, name, text):
    """Write something into a cell, as a learner does."""
    content = json.loads(path.read_text(encoding="utf-8"))
    next(cell for cell in content["cells"] if cell["id"] == name)["source"] = text
    return save(path, content)


def texts(path):
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def version(tmp_path, monkeypatch):
    """Give what makes a version of the course the installed one: its lessons, and a word for its pages."""
    made = []

    def install(page="old", **lessons):
        folder = tmp_path / f"version {len(made)}"
        made.append(folder)
        for name, content in lessons.items():
            save(folder / "notebooks" / f"{name[1:]}.ipynb", content)
        for name in _lesson_folders._PAGES:
            save(folder / name, page)
        monkeypatch.setattr(_lesson_folders, "_SOURCES", (folder,))
        return folder

    return install


@pytest.fixture
def learner(version, tmp_path, capsys):
    """Give a folder into which the lessons of a first version were put."""
    version(_00_welcome=notebook("a1", "b1"), _01_one=notebook("a1", "b1", "c1"), _02_two=notebook("a1"))
    assert put_down(tmp_path / "mine", capsys)[0] == 0
    return tmp_path / "mine"


def put_down(folder, capsys):
    code = __main__.main(["notebooks", str(folder)])
    return code, capsys.readouterr().out


def test_the_lessons_come_into_a_new_folder_and_into_one_that_is_there(version, tmp_path, capsys):
    source = version(_00_welcome=notebook("a1"), _01_one=notebook("a1"))
    save(tmp_path / "mine" / "notebooks" / "my_program.py", "mine")
    for folder in [tmp_path / "new" / "folder", tmp_path / "mine"]:
        code, said = put_down(folder, capsys)
        assert code == 0 and said.count(": new\n") == 4
        assert said.endswith(f"Open {folder / 'notebooks' / '00_welcome.ipynb'} and begin.\n")
        assert everything(folder).items() >= everything(source).items()
    assert (tmp_path / "mine" / "notebooks" / "my_program.py").read_text() == "mine"


def test_without_a_folder_the_lessons_come_where_one_is(version, tmp_path, monkeypatch, capsys):
    version(_00_welcome=notebook("a1"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert __main__.main(["notebooks"]) == 0
    assert (tmp_path / "here" / "notebooks" / "00_welcome.ipynb").is_file()


def test_a_second_time_nothing_changes(learner, capsys):
    write(learner / "notebooks" / "01_one.ipynb", "b", "mine")
    before = everything(learner)
    code, said = put_down(learner, capsys)
    assert code == 0 and everything(learner) == before
    assert "01_one.ipynb: as it was; 1 of yours kept\n" in said and said.count("as it was") == 5


def test_a_newer_version_keeps_what_was_written_and_says_so_for_each_lesson(version, learner, capsys):
    write(learner / "notebooks" / "01_one.ipynb", "b", "mine")
    version(_00_welcome=notebook("a2", "b1"), _01_one=notebook("a2", "n2", "b2"), _02_two=notebook("a1"), _03_new="{}")

    code, said = put_down(learner, capsys)

    assert code == 0
    assert said.splitlines()[:4] == [
        "notebooks/00_welcome.ipynb: updated: 1 cell changed, 0 of yours kept",
        "notebooks/01_one.ipynb: updated: 3 cells changed, 1 of yours kept",
        "notebooks/02_two.ipynb: as it was",
        "notebooks/03_new.ipynb: new",
    ]
    assert "Copy what you have not saved, close it without saving" in said
    assert texts(learner / "notebooks" / "01_one.ipynb") == ["a2", "n2", "mine"]


def test_what_nobody_touched_is_the_newer_version_byte_for_byte(version, learner, capsys):
    source = version("new", _00_welcome=notebook("ä2", "b2"), _01_one=notebook("n2"), _02_two=notebook("a1"))
    assert put_down(learner, capsys)[0] == 0
    now = everything(learner)
    assert {name: now[name] for name in everything(source)} == everything(source)
    assert sorted(now.keys() - everything(source).keys()) == [  # the pages might have had notes
        *(f"my_notebooks/{name}" for name in kept(learner))
    ]
    assert len(kept(learner)) == 2


def kept(folder):
    return sorted(path.name for path in (folder / "my_notebooks").glob("*"))


def test_a_lesson_that_has_another_number_now_takes_what_was_written_along(version, learner, capsys):
    write(learner / "notebooks" / "01_one.ipynb", "b", "mine")
    version(_00_welcome=notebook("a1", "b1"), _01_two=notebook("a2"), _02_one=notebook("a1", "b1", "c1"))
    said = put_down(learner, capsys)[1]
    assert sorted(path.name for path in (learner / "notebooks").iterdir()) == [
        *["00_welcome.ipynb", "01_two.ipynb", "02_one.ipynb"]
    ]
    assert texts(learner / "notebooks" / "02_one.ipynb") == ["a1", "mine", "c1"]
    assert "02_one.ipynb: updated: 0 cells changed, 1 of yours kept; it was 01_one.ipynb\n" in said


def test_a_notebook_that_does_not_say_what_was_handed_out_is_kept_whole(version, learner, capsys):
    old = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = save(learner / "notebooks" / "01_one.ipynb", old)
    before = path.read_bytes()
    code, said = put_down(learner, capsys)
    [name] = kept(learner)
    assert code == 0 and f"the one that was there is kept as my_notebooks/{name}\n" in said
    assert re.fullmatch(r"01_one-\d{4}-\d\d-\d\d\.ipynb", name)
    assert (learner / "my_notebooks" / name).read_bytes() == before and texts(path) == ["a1", "b1", "c1"]
    save(path, old)
    put_down(learner, capsys)
    assert len(kept(learner)) == 2


@pytest.mark.parametrize(
    "broken", ["", "no notebook", "[]", "{}", '{"cells": [1]}', '{"cells": []}', "[" * 100_000, '{"cells": "\\ud800"}']
)
def test_what_is_no_notebook_stays_and_all_others_come(version, learner, capsys, broken):
    path = save(learner / "notebooks" / "01_one.ipynb", broken)
    version(_00_welcome=notebook("a2"), _01_one=notebook("a2"), _02_two=notebook("a2"))
    code, said = put_down(learner, capsys)
    assert code == 2 and "01_one.ipynb: cannot be read as a notebook, and stays; rename it" in said
    assert path.read_text() == broken and texts(learner / "notebooks" / "02_two.ipynb") == ["a2"]


def test_a_folder_that_is_a_file_is_told_in_a_sentence(version, tmp_path, capsys):
    version(_00_welcome=notebook("a1"))
    file = save(tmp_path / "file", "mine")
    for folder in (file, file / "below"):
        code, said = put_down(folder, capsys)
        assert code == 2 and f"{file}, which is a file; name another folder" in said and said.count("\n") == 1
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FULL, "a full disk at the disk; make room"),
        (PermissionError(errno.EACCES, "no", "the folder"), "the folder, where you may not write"),
        (OSError(errno.EIO, "broken", "it"), "it (broken)"),
    ],
)
@pytest.mark.parametrize("after", [0, 1, 2])
def test_where_it_cannot_be_written_everything_is_whole_and_that_is_told(
    version, learner, capsys, monkeypatch, error, says, after
):
    write(learner / "notebooks" / "01_one.ipynb", "b", "mine")
    before = everything(learner)
    version(_00_welcome=notebook("a2"), _01_one=notebook("a2", "b2"), _02_two=notebook("a2"))
    real, calls = os.replace, []

    def replace(*names):
        calls.append(names)
        if len(calls) > after:
            raise error
        real(*names)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        code, said = put_down(learner, capsys)

    assert code == 2 and says in said.splitlines()[-1] and len(said.splitlines()) == after + 1
    assert len([name for name, content in everything(learner).items() if before[name] != content]) == after
    assert put_down(learner, capsys)[0] == 0
    assert texts(learner / "notebooks" / "01_one.ipynb") == ["a2", "mine"]


def test_a_notebook_that_another_program_writes_meanwhile_is_not_overwritten(version, learner, capsys, monkeypatch):
    path = learner / "notebooks" / "00_welcome.ipynb"
    version(_00_welcome=notebook("a2"))
    real = _lesson_folders.merge

    def merge_while_jupyter_saves(*both):
        write(path, "b", "mine")
        return real(*both)

    monkeypatch.setattr(_lesson_folders, "merge", merge_while_jupyter_saves)
    code, said = put_down(learner, capsys)
    assert code == 2 and "another program is writing it" in said and texts(path) == ["a1", "mine"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes and rarely links")
def test_modes_and_links_stay(version, learner, capsys):
    path = learner / "notebooks" / "01_one.ipynb"
    path.rename(learner / "elsewhere.ipynb").chmod(0o640)
    path.symlink_to(learner / "elsewhere.ipynb")
    mask = os.umask(0o027)
    try:
        version(_01_one=notebook("a2"), _09_new=notebook("a1"))
        put_down(learner, capsys)
    finally:
        os.umask(mask)
    assert path.is_symlink() and texts(path) == ["a2"]
    assert (path.stat().st_mode & 0o777, (learner / "notebooks" / "09_new.ipynb").stat().st_mode & 0o777) == (
        0o640,
        0o640,
    )


def test_the_folder_of_the_course_itself_is_left_alone(capsys):
    before = {path: path.stat().st_mtime_ns for path in (ROOT / "notebooks").iterdir()}
    code, said = put_down(ROOT, capsys)
    assert code == 0 and "make update" in said and said.count("\n") == 1
    assert before == {path: path.stat().st_mtime_ns for path in (ROOT / "notebooks").iterdir()}


def test_an_installation_without_lessons_is_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(_lesson_folders, "_SOURCES", (tmp_path / "none",))
    code, said = put_down(tmp_path, capsys)
    assert code == 2 and "install the course again" in said and everything(tmp_path) == {}


def test_the_help_says_what_the_command_does(capsys):
    with pytest.raises(SystemExit):
        __main__.main(["notebooks", "--help"])
    assert "what you wrote stays" in " ".join(capsys.readouterr().out.split())


def test_neither_module_needs_more_than_python():
    code = f"""if True:
        import sys, types
        sys.modules["course_utils"] = package = types.ModuleType("course_utils")
        package.__path__ = [{str(ROOT / "course_utils")!r}]
        from course_utils import _lesson_folders
        print([name for name in ("torch", "numpy", "nbformat", "IPython") if name in sys.modules])"""
    result = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pipe of a shell there")
def test_a_reader_that_stops_early_does_not_stop_the_work(tmp_path):
    command = f"{sys.executable} -m course_utils notebooks {tmp_path / 'class'} | head -1"
    subprocess.run(["sh", "-c", command], check=True, capture_output=True)
    assert len(list((tmp_path / "class" / "notebooks").glob("*.ipynb"))) == 14


def folder_in_the_way(path, monkeypatch):
    path.mkdir()
    return "is a folder"


def pipe_in_the_way(path, monkeypatch):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no such files there")
    os.mkfifo(path)
    return "is no regular file"


def closed_file_in_the_way(path, monkeypatch):
    save(path, "mine")
    monkeypatch.setattr(os, "access", lambda name, mode: Path(name) != path)  # whoever runs this may be root
    return "may not be read"


@pytest.mark.parametrize("in_the_way", [folder_in_the_way, pipe_in_the_way, closed_file_in_the_way])
@pytest.mark.parametrize("name", ["notebooks/01_one.ipynb", "docs/glossary.md"])
def test_what_is_no_file_stays_is_said_and_all_others_come(version, learner, capsys, monkeypatch, in_the_way, name):
    version("new", _00_welcome=notebook("a2"), _01_one=notebook("a2"), _02_two=notebook("a2"))
    (learner / name).unlink()
    kind = in_the_way(learner / name, monkeypatch)
    code, said = put_down(learner, capsys)
    assert code == 2 and f"{name}: {kind}, and stays; rename it, then run this again\n" in said
    assert said.count(": updated") == 4 and texts(learner / "notebooks" / "02_two.ipynb") == ["a2"]
