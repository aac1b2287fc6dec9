"""The faults that a data set meets: killed, full, damaged, read-only, no home. It mends itself or says what to do."""

import errno
import hashlib
import io
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from torchvision import datasets

from course_utils import _files, load_mnist, mnist, mnist_root
from course_utils.exercises import pixels_to_vectors, progress

PACKAGE = Path(_files.__file__).parent
LABELS = [name for name in _files.SHA256 if "labels" in name]  # the small ones
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, signals or list of accounts")
# Unpacking without PyTorch, whose loading takes seconds.
LIGHT = f"""
import os, pathlib, sys, types
sys.modules["course_utils"] = types.ModuleType("course_utils")
sys.modules["course_utils"].__path__ = [{str(PACKAGE)!r}]
from course_utils import _files
def unpack(*names):
    for name in names:
        _files.unpack(name, pathlib.Path(os.environ["COURSE_UTILS_DATA"], "MNIST", "raw"))
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Choose an empty folder of this test's own, as a process does that has seen nothing yet."""
    monkeypatch.setenv("COURSE_UTILS_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(_files, "_seen_whole", {})
    (tmp_path / "data" / "MNIST" / "raw").mkdir(parents=True)
    return tmp_path / "data"


@pytest.fixture
def quick(monkeypatch):
    """Unpack the two small files alone: each file goes the same way."""
    monkeypatch.setattr(_files, "SHA256", {name: _files.SHA256[name] for name in LABELS})


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


HALF_WAY = """
fdopen = os.fdopen
def open_and_die(handle, mode):
    file = fdopen(handle, mode)
    class Dying:
        def __enter__(self): return self
        def __exit__(self, *error): file.close()
        def write(self, raw):
            file.write(raw[: len(raw) // 2]); file.flush(); os.kill(os.getpid(), 9)
    return Dying()
os.fdopen = open_and_die
"""


@POSIX
@pytest.mark.parametrize("die", [HALF_WAY, "os.replace = lambda *names: os.kill(os.getpid(), 9)"])
def test_a_process_killed_half_way_leaves_nothing_that_looks_whole(root, quick, die):
    killed = subprocess.run([sys.executable, "-c", f"{LIGHT}\n{die}\nunpack({LABELS[0]!r})"])
    assert killed.returncode == -signal.SIGKILL
    (left,) = raw_files(root).values()
    assert left.name not in _files.SHA256

    mnist_root()

    assert left.exists()  # a young unfinished file may belong to a process that still runs
    old = time.time() - 2 * _files._STALE_SECONDS
    os.utime(left, (old, old))
    mnist_root()
    assert_whole(root)


def test_two_processes_at_once_both_succeed(root):
    code = f"{LIGHT}\nunpack(*_files.SHA256)"
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(2)]

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


def assert_said_in_one_sentence(match):
    with pytest.raises(OSError, match=match) as caught:
        mnist_root()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("step", "fails"), [("fdopen", FullDisk), ("replace", no_room)])
def test_a_full_disk_is_said_in_one_sentence_and_leaves_no_half_file(root, quick, monkeypatch, step, fails):
    with monkeypatch.context() as patch:
        patch.setattr(os, step, fails)
        assert_said_in_one_sentence(r"No space left on device.*make room there.*COURSE_UTILS_DATA")

    assert raw_files(root) == {}
    mnist_root()
    assert_whole(root)


def truncate(path):
    path.write_bytes(path.read_bytes()[:1000])


def flip_one_bit(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])


def become_a_link_to_nothing(path):
    path.unlink()
    path.symlink_to("/nowhere")


@pytest.mark.parametrize(
    "damage", [truncate, flip_one_bit, Path.unlink, pytest.param(become_a_link_to_nothing, marks=POSIX)]
)
@pytest.mark.parametrize("seen", [True, False], ids=["in this process", "in a new process"])
def test_a_damaged_cached_file_is_mended_by_the_next_call(root, quick, damage, seen):
    mnist_root()
    damage(raw_files(root)[LABELS[1]])
    if not seen:
        _files._seen_whole.clear()
    mnist_root()
    assert_whole(root)


@POSIX
def test_a_fifo_in_place_of_a_cached_file_is_replaced(root, quick):
    for name in LABELS:
        os.mkfifo(root / "MNIST" / "raw" / name)
    subprocess.run([sys.executable, "-c", f"{LIGHT}\nunpack(*{LABELS})"], check=True, timeout=20)
    assert_whole(root)


def test_a_folder_in_place_of_a_cached_file_is_said(root, quick):
    (root / "MNIST" / "raw" / LABELS[1]).mkdir()
    assert_said_in_one_sentence(rf"^expected a file .*{LABELS[1]}, got a folder; remove it, or .*COURSE_UTILS_DATA")


def test_a_chosen_path_that_is_a_file_is_said_in_one_sentence(root):
    shutil.rmtree(root)
    root.write_text("in the way")
    assert_said_in_one_sentence(r"^expected a folder .*data, got a file in the way; rename .*COURSE_UTILS_DATA")


def test_what_a_killed_process_left_goes_also_where_all_is_whole(root, monkeypatch):
    folder = root / "normalised"
    folder.mkdir()
    for name in ("t10k-images-float32.1.part", "t10k-images-float32.2.part"):
        (folder / name).touch()
    os.utime(folder / "t10k-images-float32.1.part", (0, 0))
    monkeypatch.setattr(_files, "map_whole", lambda path: b"whole")
    assert mnist._map_normalised(root, "t10k") == b"whole"
    assert [path.name for path in folder.iterdir()] == ["t10k-images-float32.2.part"]  # it may still be in use


def test_writing_clears_away_what_killed_writers_of_the_same_file_left(tmp_path):
    for name in ("mine.ipynb.1.part", "other.ipynb.1.part"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    _files.write_whole(tmp_path / "mine.ipynb", [b"text"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.ipynb", "other.ipynb.1.part"]


def test_nothing_is_written_into_the_package(root):
    def times():
        paths = [PACKAGE, *PACKAGE.rglob("*")]
        return {path: path.stat().st_mtime_ns for path in paths if "__pycache__" not in path.parts}

    before = times()
    mnist_root()
    mnist._labels.cache_clear()
    load_mnist(train=False)
    assert times() == before


@pytest.fixture
def homeless(tmp_path, monkeypatch):
    """Let nothing name a home, neither HOME nor the list of accounts; temporary files go into an empty folder."""
    import pwd

    def unknown(*account):
        raise KeyError("no such account")

    for function in ["getpwuid", "getpwnam"]:
        monkeypatch.setattr(pwd, function, unknown)
    for name in ["HOME", "COURSE_UTILS_DATA", "COURSE_UTILS_PROGRESS", "XDG_CACHE_HOME", "XDG_DATA_HOME"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@POSIX
@pytest.mark.parametrize("home", [None, "~", "not/absolute", "/dev/null/home"])
def test_without_a_home_directory_the_temporary_folder_is_taken(homeless, quick, tmp_path, monkeypatch, home):
    if home:
        monkeypatch.setenv("HOME", home)

    taken = mnist_root()

    assert [path.name for path in tmp_path.iterdir()] == [taken.name] and taken.parent == tmp_path
    assert_whole(taken)


@POSIX
def test_without_a_home_directory_an_answer_is_still_checked(homeless, tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "_said", set())
    with pytest.warns(UserWarning, match="there is no home directory"):
        assert pixels_to_vectors.pixel_index.check(lambda row, col: 28 * row + col).state == "right"
    assert repr(pixels_to_vectors.progress()).startswith("pixels_to_vectors: 0 of 4 solved")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the cache folder has another name")
def test_a_cache_path_that_is_a_file_is_not_in_the_way(quick, tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_UTILS_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "course_utils").write_text("in the way")
    assert_whole(mnist_root())


@pytest.mark.parametrize("damage", ["truncated", "removed", "another file"])
def test_a_damaged_packed_file_says_how_to_fetch_it_again(tmp_path, monkeypatch, damage):
    shutil.copytree(_files.PACKED, tmp_path / "data")
    path = tmp_path / "data" / f"{LABELS[1]}.gz"
    if damage == "removed":
        path.unlink()
    elif damage == "truncated":
        truncate(path)
    else:
        shutil.copy(tmp_path / "data" / f"{LABELS[0]}.gz", path)
    monkeypatch.setattr(_files, "PACKED", tmp_path / "data")
    mnist._labels.cache_clear()

    with pytest.raises(OSError, match=r"t10k-labels-idx1-ubyte.gz.*git checkout"):
        load_mnist(train=False)


# What load_mnist keeps in the cache. The pictures to test on go the same way as those to train on, and are smaller.

KEPT = "t10k-images-float32"


@pytest.fixture
def kept(root):
    """Keep the normalised pictures in a folder of this test's own."""
    load_mnist(train=False)
    return root / "normalised" / KEPT


@pytest.fixture(scope="module")
def right():
    return load_mnist(train=False)[0].clone()


def assert_right(right):
    assert torch.equal(load_mnist(train=False)[0], right)


def whole(path):
    return (
        path.stat().st_size == 31_360_000 and hashlib.sha256(path.read_bytes()).hexdigest() == _files.NORMALISED[KEPT]
    )


def change_a_picture(path):
    """Change one byte and nothing of what a listing shows but the time."""
    with path.open("r+b") as file:
        file.seek(5000)
        byte = file.read(1)[0]
        file.seek(5000)
        file.write(bytes([byte ^ 1]))


def become_a_folder(path):
    path.unlink()
    path.mkdir()


DAMAGES = [truncate, change_a_picture, Path.unlink, pytest.param(become_a_link_to_nothing, marks=POSIX)]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seen", [True, False], ids=["in this process", "in a new process"])
def test_damaged_normalised_pictures_are_mended_by_the_next_call(kept, right, damage, seen):
    damage(kept)
    if not seen:
        _files._seen_whole.clear()
    assert_right(right)
    assert whole(kept) and sorted(path.name for path in kept.parent.iterdir()) == [KEPT, KEPT + _files._STAMP]


@pytest.mark.parametrize("damage", [truncate, change_a_picture, Path.unlink, become_a_folder])
def test_a_damaged_stamp_is_as_good_as_none(kept, right, damage):
    damage_small = truncate_to_half if damage in (truncate, change_a_picture) else damage
    damage_small(kept.with_name(KEPT + _files._STAMP))
    _files._seen_whole.clear()
    assert_right(right)


def truncate_to_half(path):
    path.write_bytes(path.read_bytes()[:40])


def hashes_of(monkeypatch):
    """Count how often a file is checked byte for byte."""
    hashes = []
    sha256 = hashlib.sha256
    monkeypatch.setattr(hashlib, "sha256", lambda *raw: hashes.append(1) or sha256(*raw))
    return hashes


def test_a_new_process_trusts_a_stamp_and_reads_no_byte(kept, monkeypatch):
    _files._seen_whole.clear()
    hashes = hashes_of(monkeypatch)
    load_mnist(train=False)
    assert hashes == []


def test_a_copy_of_the_cache_is_checked_once_and_keeps_its_stamp_where_times_are_copied_in_seconds(kept, monkeypatch):
    second = int(kept.stat().st_mtime)
    os.utime(kept, (second, second))
    _files._seen_whole.clear()
    hashes = hashes_of(monkeypatch)
    load_mnist(train=False)
    assert hashes == []


@pytest.mark.parametrize("limit", ["no room to begin with", "it runs full", "it cannot be renamed"])
def test_on_a_full_disk_the_pictures_are_made_in_memory(root, right, monkeypatch, limit):
    with monkeypatch.context() as patch:
        if limit == "no room to begin with":
            patch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=100_000_000))
        else:
            patch.setattr(os, *{"it runs full": ("fdopen", FullDisk)}.get(limit, ("replace", no_room)))
        assert_right(right)
    assert list((root / "normalised").iterdir()) == []


@POSIX
@pytest.mark.thorough
def test_a_process_killed_while_it_keeps_pictures_leaves_nothing_that_looks_whole(root, right):
    code = f"from course_utils import load_mnist\nimport os\n{HALF_WAY}\nload_mnist(train=False)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGKILL
    assert KEPT not in [path.name for path in (root / "normalised").iterdir()]
    assert_right(right)


@pytest.mark.thorough
def test_two_processes_that_keep_pictures_at_once_both_succeed(root, right):
    code = "from course_utils import load_mnist; print(load_mnist(train=False)[0].sum().item())"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [float(process.communicate()[0]) for process in both]
    assert said == [right.sum().item()] * 2
    assert whole(root / "normalised" / KEPT) and len(list((root / "normalised").iterdir())) == 2


def test_what_is_replaced_under_an_open_notebook_stays_as_it_was(kept, right):
    images, _ = load_mnist(train=False)
    _files.write_whole(kept, [b"something else"])
    assert torch.equal(images, right)


def test_what_a_process_writes_into_the_pictures_stays_its_own(kept, right):
    load_mnist(train=False)[0].zero_()
    assert whole(kept)
    assert_right(right)


# One folder for all users of a machine, filled by an administrator.


@POSIX
@pytest.mark.thorough
def test_what_is_kept_can_be_read_by_all_whatever_the_umask(root, quick):
    shutil.rmtree(root)
    code = "import os; os.umask(0o077); from course_utils import *; mnist_root(); load_mnist(train=False)"
    root.mkdir()
    subprocess.run([sys.executable, "-c", code], check=True)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*")}
    assert len(modes) == 9
    assert set(modes.values()) == {0o755, 0o644}
    assert all(path.is_dir() == (mode == 0o755) for path, mode in modes.items())


def read_only(patch):
    """Refuse every file that is to be written, as a folder of another user does, or a disk that is read-only."""

    def refuse(*arguments, **options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    real = os.open
    patch.setattr(os, "open", lambda path, flags, *more: (refuse if flags & WRITING else real)(path, flags, *more))
    patch.setattr(tempfile, "mkstemp", refuse)
    for name in ["unlink", "utime", "chmod"]:
        patch.setattr(os, name, refuse)
    patch.setattr(Path, "mkdir", lambda path, *mode, **options: None if path.is_dir() else refuse())


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@pytest.mark.parametrize("stamped", [True, False])
def test_a_complete_folder_may_be_read_only(root, right, monkeypatch, stamped):
    mnist_root()
    load_mnist(train=False)
    if not stamped:
        (root / "normalised" / (KEPT + _files._STAMP)).unlink()
    _files._seen_whole.clear()
    with monkeypatch.context() as patch:
        read_only(patch)
        patch.setattr(_files, "read", lambda name: 1 / 0)
        mnist._labels("t10k")
        assert mnist_root() == root.resolve()
        assert_right(right)
        assert len(mnist.load_pixels(train=False)[0]) == 10_000


def test_an_empty_folder_that_is_read_only_is_said_and_load_mnist_works_without_it(root, right, monkeypatch):
    with monkeypatch.context() as patch:
        read_only(patch)
        with pytest.raises(OSError, match=r"Read-only.*ask whoever may write there.*chmod.*COURSE_UTILS_DATA"):
            mnist_root()
        assert_right(right)
