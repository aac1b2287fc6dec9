"""The plain Jupyter Notebook, for those who prefer it: pictures show, a widget moves, Stop is heard."""

import re

import pytest
from lab import SCREENSHOTS
from notebook_page import write_notebook
from widget_page import control, spoken, twin_of, wait_for

pytestmark = pytest.mark.browser

# What Notebook 7.6 says of itself, of an empty notebook too.
OWN = re.compile(r"reading 'schema'|Command 'filebrowser:open-path' not registered")


@pytest.fixture
def run(lab, page):
    """Open a notebook of some cells in Notebook 7 and choose Run All Cells."""
    errors = []
    page.on("pageerror", lambda error: OWN.search(str(error)) or errors.append(str(error)))

    def open_and_run(*sources):
        write_notebook(lab.folder / "seven.ipynb", *sources)
        page.goto(f"{lab.url}/notebooks/seven.ipynb")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
        for _ in range(5):  # the sign says idle before there is a kernel, and then nothing runs
            page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
            page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
            page.wait_for_timeout(2000)
            if page.locator(".jp-InputPrompt", has_text=re.compile(r"\[(\*|\d+)\]")).count():
                break
        page.locator(".course-widget").wait_for(timeout=60_000)

    yield open_and_run
    assert errors == []


def test_a_picture_shows_and_a_widget_moves(run, page):
    run(
        "from course_utils import load_mnist, plot_image\n\nplot_image(*load_mnist(), 'label')",
        "from course_utils.widgets import pixels_to_vectors as widgets\n\nwidgets.flatten_microscope()",
    )
    assert page.get_by_alt_text("6 digits, labelled 5 0 4 1 9 2").count() == 1
    twin = twin_of("pixels_to_vectors.flatten_microscope")
    wait_for(page, twin.text)
    control(page, "row").focus()
    page.keyboard.press("ArrowRight")
    twin.values = {**twin.values, "row": 8}
    wait_for(page, twin.text)
    (SCREENSHOTS / "notebook-7").mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "notebook-7" / "microscope.png")


def test_a_training_is_watched_and_stopped(run, page):
    run(
        "import torch\nfrom course_utils import MLP, batches, load_mnist\n"
        "from course_utils.widgets import train_the_mlp as widgets\n\nnet = MLP()\n"
        "optimizer = torch.optim.SGD(net.parameters(), lr=0.01)\n"
        "widgets.live_training(net, batches(*load_mnist()), optimizer, 200)",
    )
    page.wait_for_function("document.querySelector('.course-spoken').textContent.startsWith('Batch ')")
    control(page, "Stop").click()
    page.wait_for_function("document.querySelector('.course-spoken').textContent.startsWith('Stopped after ')")
    assert "the network keeps what it has learnt" in spoken(page)
