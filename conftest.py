"""What every test shares: no window opens, and nothing of the learner's is touched."""

import os

import pytest

os.environ["MPLBACKEND"] = "agg"


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory):
    """Unpack MNIST into a folder of the test run, not into the cache of whoever runs it."""
    os.environ["COURSE_UTILS_DATA"] = str(tmp_path_factory.mktemp("data"))
    yield
    del os.environ["COURSE_UTILS_DATA"]
