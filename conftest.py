"""What every test and every notebook under test shares: no window opens, and nothing of the learner's is touched."""

import contextlib
import copy
import itertools
import os
import shutil
import signal
import tempfile

import pytest

_OWN = {}
# A program that trains wherever it is imported; tests/exercises/test_my_program.py runs it.
collect_ignore = ["course_utils/exercises/my_program/solution.py"]


def pytest_addoption(parser):
    """Offer what the Makefile asks for beside the tests themselves."""
    parser.addoption("--again", action="store_true", help="with --nbval: run cells twice, and lessons from the middle")
    parser.addoption(
        "--screenshots", action="store_true", help="with -m browser: keep a picture of each lesson's screens"
    )


def pytest_configure(config):
    """Set the environment here, not in a fixture: the kernels of the notebook tests inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell starts what runs in its background deaf to Ctrl-C
        signal.signal(signal.SIGINT, signal.default_int_handler)
    _OWN["folder"] = tempfile.mkdtemp(prefix="course_utils-tests-")
    os.environ["MPLBACKEND"] = "agg"
    os.environ["OMP_NUM_THREADS"] = "1"  # PyTorch's threads wait for each other where another process computes too
    if _runs_notebooks(config):
        os.environ["TQDM_DISABLE"] = "1"  # whether a bar appears depends on the machine: it is no output to compare
    os.environ["COURSE_UTILS_DATA"] = _OWN["folder"]
    os.environ["COURSE_UTILS_PROGRESS"] = os.path.join(_OWN["folder"], "progress.json")


def pytest_unconfigure(config):
    """Remove the unpacked copy of MNIST."""
    shutil.rmtree(_OWN["folder"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_progress_from_another_test():
    """Forget what a test has solved: functions kept by one would be used by the next."""
    yield
    with contextlib.suppress(FileNotFoundError):
        os.remove(os.path.join(_OWN["folder"], "progress.json"))


def pytest_ignore_collect(collection_path, config):
    """Make ``pytest --nbval`` every notebook and nothing else, and ``pytest`` no file that a lesson has written."""
    in_a_lesson = collection_path.parent in (config.rootpath / "notebooks", config.rootpath / "solutions")
    if collection_path.suffix == ".py" and (in_a_lesson or _runs_notebooks(config)):
        return True
    return None


def pytest_collection_modifyitems(config, items):
    """Run each cell of a solved lesson twice in a row, and at its end the second half of the lesson once more.

    Once is enough for a cell tagged ``takes-long``, a training that makes anew all that it trains.
    """
    if not (_runs_notebooks(config) and config.option.again):
        return
    in_order = []
    for lesson, cells in itertools.groupby(items, lambda item: item.parent):
        cells = list(cells)
        in_order += cells
        if lesson.path.parent.name == "solutions":
            in_order[-len(cells) :] = [run for cell in cells for run in (cell, *_again([cell], "again"))]
            in_order += _again(cells[len(cells) // 2 :], "from the middle")
    items[:] = in_order


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the cells of a notebook together: ``pytest --nbval -n auto`` shares out whole notebooks."""
    if _runs_notebooks(config):
        from xdist.scheduler import LoadFileScheduling

        return LoadFileScheduling(config, log)
    return None


def pytest_runtest_setup(item):
    """Skip what needs a GPU where there is none."""
    if item.get_closest_marker("gpu"):
        import torch

        if not torch.cuda.is_available():
            pytest.skip("no GPU")


def _runs_notebooks(config):
    return config.getoption("nbval", False) or config.getoption("nbval_lax", False)


def _again(cells, when):
    """Make second runs of a notebook's cells, compared like the first."""
    return [
        # A copy of the cell: nbval joins its stored outputs in place, and would join them once more in the next run.
        type(item).from_parent(
            item.parent,
            name=f"{item.name} {when}",
            cell_num=item.cell_num,
            cell=copy.deepcopy(item.cell),
            options=item.options,
        )
        for item in cells
        if "takes-long" not in item.cell.metadata.get("tags", [])
    ]
