"""One server, one browser and one page with JupyterLab for all tests here; what a test left behind is said."""

import pytest
from lab import LAPTOP, chromium, serve
from notebook_page import JupyterLab


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the tests of a file on one worker, which opens their page once; a lesson is opened anew wherever it runs."""
    from xdist.scheduler import LoadScopeScheduling

    class Files(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.split("::")[0]
            return nodeid if file.endswith("test_notebooks.py") else file

    return Files(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the file that takes longest, whatever the order: at the end one worker would wait for it alone."""
    items.sort(key=lambda item: item.path.name != "test_widgets.py")


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
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def jupyterlab(lab, browser, pytestconfig):
    """JupyterLab in a page that all tests share."""
    # Nothing glides: each step of a movement is painted anew, which took half of the browser's time.
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield JupyterLab(lab, context.new_page(), keeps_pictures=pytestconfig.option.screenshots)
    context.close()


@pytest.fixture(autouse=True)
def _nothing_complained(request):
    """No error in the console, no request outside, no dialog, in any test; the next begins in a laptop's window."""
    yield
    if "jupyterlab" in request.fixturenames:
        jupyterlab = request.getfixturevalue("jupyterlab")
        jupyterlab.set_size()
        complaints, jupyterlab.complaints = jupyterlab.complaints + jupyterlab.dialogs(), []
        assert complaints == []
