"""One server and one browser for all tests here, and a fresh page for each."""

import pytest
from lab import LAPTOP, chromium, serve


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")) as lab:
        yield lab


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser):
    """A fresh page of a laptop's size."""
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture(autouse=True)
def _kernels_end(request):
    """End the kernels of a test with it: the next opens its notebook with a fresh one."""
    yield
    if "lab" in request.fixturenames:
        request.getfixturevalue("lab").end_kernels()
