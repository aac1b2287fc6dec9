"""What every test and every notebook under test shares: no window opens, and nothing of the learner's is touched."""

import os
import shutil
import tempfile

_OWN = {}


def pytest_configure(config):
    """Set the environment here, not in a fixture: the kernels of the notebook tests inherit it."""
    _OWN["folder"] = tempfile.mkdtemp(prefix="course_utils-tests-")
    os.environ["MPLBACKEND"] = "agg"
    if config.getoption("nbval", False) or config.getoption("nbval_lax", False):
        os.environ["TQDM_DISABLE"] = "1"  # whether a bar appears depends on the machine: it is no output to compare
    os.environ["COURSE_UTILS_DATA"] = _OWN["folder"]
    os.environ["COURSE_UTILS_PROGRESS"] = os.path.join(_OWN["folder"], "progress.json")


def pytest_unconfigure(config):
    """Remove the unpacked copy of MNIST."""
    shutil.rmtree(_OWN["folder"], ignore_errors=True)
