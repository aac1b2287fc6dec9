"""The faults that a data set meets: killed, full, damaged, read-only, no home. It mends itself or says what to do."""

import errno
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from torchvision import datasets

from course_utils import _files, load_mnist, mnist, mnist_root

PACKAGE = Path(_files.__file__).parent
CALL = "from course_utils import mnist_root; print(mnist_root())"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Choose an empty folder of this test's own."""
    monkeypatch.setenv("COURSE_UTILS_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(code, **options):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, **options)


def raw_files(root):
    return {path.name: path for path in (root / "MNIST" / "raw").iterdir()}


def assert_whole(root):
    assert set(raw_files(root)) == set(_files.SHA256), "other files were left behind"
    _files._seen_whole.clear()
    assert all(_files._is_whole(path) for path in raw_files(root).values())


def test_torchvision_takes_the_folder_as_complete_and_downloads_nothing(root, monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)

    sizes = [len(datasets.MNIST(mnist_root(), train=train, download=True)) for train in (True, False)]

    assert sizes == [60_000, 10_000]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes in another way")
@pytest.mark.parametrize("moment", ["half-way through a file", "before it is renamed"])
def test_a_process_killed_half_way_leaves_nothing_that_looks_whole(root, moment):
    die = "os.kill(os.getpid(), signal.SIGKILL)"
    half = f"""
import os, signal
from course_utils import mnist_root
fdopen = os.fdopen
def open_and_die(handle, mode):
    file = fdopen(handle, mode)
    class Dying:
        def __enter__(self): return self
        def __exit__(self, *error): file.close()
        def write(self, raw):
            file.write(raw[: len(raw) // 2]); file.flush(); {die}
    return Dying()
def replace_and_die(*names): {die}
"""
    half += "os.fdopen = open_and_die" if moment.startswith("half") else "os.replace = replace_and_die"
    killed = run(half + "\nmnist_root()")
    assert killed.returncode == -signal.SIGKILL
    assert not set(raw_files(root)) & set(_files.SHA256)

    again = run(CALL)

    assert again.returncode == 0, again.stderr
    left = [path for name, path in raw_files(root).items() if name not in _files.SHA256]
    assert len(left) == 1  # a young unfinished file may belong to a process that still runs

    old = time.time() - 2 * _files._STALE_SECONDS
    os.utime(left[0], (old, old))
    mnist_root()
    assert_whole(root)


def test_two_processes_at_once_both_succeed(root):
    both = [subprocess.Popen([sys.executable, "-c", CALL], stderr=subprocess.PIPE, text=True) for _ in range(2)]

    errors = [process.communicate()[1] for process in both]

    assert [process.returncode for process in both] == [0, 0], errors
    assert_whole(root)


class FullDisk(io.FileIO):
    """A file that takes half of what it is given."""

    def write(self, raw):
        super().write(raw[: len(raw) // 2])
        no_room()


def no_room(*names):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(("step", "fails"), [("fdopen", FullDisk), ("replace", no_room)])
def test_a_full_disk_is_said_in_one_sentence_and_leaves_no_half_file(root, monkeypatch, step, fails):
    with monkeypatch.context() as patch:
        patch.setattr(os, step, fails)
        with pytest.raises(OSError, match=r"No space left on device.*COURSE_UTILS_DATA") as caught:
            mnist_root()

    assert "\n" not in str(caught.value)
    assert raw_files(root) == {}
    mnist_root()
    assert_whole(root)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a small file system of its own")
def test_a_really_full_disk(root):
    root.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", root], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small file system is not allowed here")
    try:
        failed = run(CALL)
        assert "COURSE_UTILS_DATA" in failed.stderr.splitlines()[-1]
        assert raw_files(root) == {}
    finally:
        subprocess.run(["umount", root], check=True)


@pytest.mark.parametrize("damage", ["truncated", "one bit flipped", "removed"])
@pytest.mark.parametrize("where", ["in this process", "in a new process"])
def test_a_damaged_cached_file_is_mended_by_the_next_call(root, damage, where):
    mnist_root()
    path = raw_files(root)["t10k-images-idx3-ubyte"]
    whole = path.read_bytes()
    if damage == "truncated":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "removed":
        path.unlink()
    else:
        path.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])

    if where == "in this process":
        mnist_root()
    else:
        assert run(CALL).returncode == 0

    assert path.read_bytes() == whole


def test_nothing_is_written_into_the_package(root, tmp_path):
    copy = tmp_path / "read_only" / "course_utils"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*")}
    for path in [*before, copy]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    code = f"import course_utils; assert course_utils.__path__[0] == {str(copy)!r}; {CALL}; course_utils.load_mnist()"
    result = run(
        code, cwd=copy.parent, env={**os.environ, "PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    )

    assert result.returncode == 0, result.stderr
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*")} == before


HOMELESS = """
import pwd
def unknown(*account):
    raise KeyError("no such account")
pwd.getpwuid = pwd.getpwnam = unknown
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no list of accounts to take a home from")
@pytest.mark.parametrize(
    ("before", "home"),
    [(HOMELESS, None), (HOMELESS, "~"), (HOMELESS, "not/absolute"), ("", "/dev/null/home")],
    ids=["none at all", "a tilde", "a relative one", "one that cannot be made"],
)
def test_without_a_home_directory_the_temporary_folder_is_taken(tmp_path, before, home):
    """A wrong HOME is not enough: the system's list of accounts still knows the real one, which is then right."""
    hidden = {"HOME", "COURSE_UTILS_DATA", "XDG_CACHE_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"TMPDIR": str(tmp_path)} | ({"HOME": home} if home else {})

    result = run(before + CALL, cwd=tmp_path, env=environment)

    assert result.returncode == 0, result.stderr
    taken = Path(result.stdout.strip())
    assert [path.name for path in tmp_path.iterdir()] == [taken.name] and taken.parent == tmp_path
    assert_whole(taken)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no list of accounts to take a home from")
def test_without_a_home_directory_an_answer_is_still_checked(tmp_path):
    code = HOMELESS + "from course_utils.exercises import pixels_to_vectors as lesson\n"
    code += "print(lesson.pixel_index.check(lambda row, col: 28 * row + col).state, lesson.progress())"
    hidden = {"HOME", "COURSE_UTILS_PROGRESS", "XDG_DATA_HOME"}

    result = run(code, cwd=tmp_path, env={name: value for name, value in os.environ.items() if name not in hidden})

    assert result.stdout.startswith("right pixels_to_vectors: 0 of 4 solved"), result.stderr
    assert "there is no home directory" in result.stderr and list(tmp_path.iterdir()) == []


def test_a_cache_path_that_is_a_file_is_not_in_the_way(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "COURSE_UTILS_DATA"}
    (tmp_path / "course_utils").write_text("in the way")
    environment |= {"XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    if not sys.platform.startswith("linux"):
        pytest.skip("the cache folder has another name")

    result = run(CALL, env=environment)

    assert result.returncode == 0, result.stderr
    assert_whole(Path(result.stdout.strip()))


def test_a_chosen_path_that_is_a_file_is_said_in_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COURSE_UTILS_DATA", str(tmp_path / "file"))

    with pytest.raises(OSError, match=r"expected .* got .*; .*COURSE_UTILS_DATA") as caught:
        mnist_root()

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("damage", ["truncated", "removed", "another file"])
def test_a_damaged_packed_file_says_how_to_fetch_it_again(tmp_path, monkeypatch, damage):
    shutil.copytree(_files.PACKED, tmp_path / "data")
    path = tmp_path / "data" / "t10k-labels-idx1-ubyte.gz"
    if damage == "removed":
        path.unlink()
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:1000])
    else:
        shutil.copy(tmp_path / "data" / "train-labels-idx1-ubyte.gz", path)
    monkeypatch.setattr(_files, "PACKED", tmp_path / "data")
    mnist._parse.cache_clear()

    with pytest.raises(OSError, match=r"t10k-labels-idx1-ubyte.gz.*git checkout"):
        load_mnist(train=False)
