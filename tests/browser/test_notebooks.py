"""Every notebook as a learner meets it: opened in JupyterLab, Run All, looked at."""

import re

import pytest
from notebook_page import NotebookPage

from conftest import ROOT, SCREENSHOTS

pytestmark = pytest.mark.browser

# How many exercises wait for an answer in the notebook as it is handed out.
CHECKS = {"01_pixels_to_vectors.ipynb": 4}
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(autouse=True)
def _light(lab):
    lab.set_theme("JupyterLab Light")


@pytest.mark.parametrize("name", NAMES)
def test_run_all_reaches_the_end(lab, page, name):
    notebook_page = NotebookPage(lab, page, f"notebooks/{name}")
    assert notebook_page.dialogs() == []

    notebook = notebook_page.run_all()

    errors = [output for output in notebook_page.outputs(notebook) if output.output_type == "error"]
    notebook_page.screenshots(SCREENSHOTS / "light", name.removesuffix(".ipynb"))
    assert errors == []
    answers = [output.data["text/plain"] for output in notebook_page.outputs(notebook) if "data" in output]
    assert not [text for text in answers if re.match(r"\S \w+: (right|wrong|crashed)", text)], (
        "nothing was answered yet"
    )
    assert len([text for text in answers if text.startswith("○ ")]) == CHECKS.get(name, 0)
    assert notebook_page.dialogs() == []
    assert notebook_page.console_errors == []
    assert page.locator(".jp-OutputArea-output img:not([alt])").count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_solved_notebook_can_be_read_in_the_dark_and_in_a_narrow_window(lab, page, name):
    lab.set_theme("JupyterLab Dark")
    notebook_page = NotebookPage(lab, page, f"solutions/{name}")
    # Only now: a narrow toolbar hides the sign that tells when the kernel is ready.
    page.set_viewport_size({"width": 800, "height": 900})
    page.locator(".jp-SideBar .lm-TabBar-tab[title^='File Browser']").click()  # closes the file list

    assert page.locator("body[data-jp-theme-name='JupyterLab Dark']").count() == 1
    notebook_page.screenshots(SCREENSHOTS / "dark-narrow", name.removesuffix(".ipynb"))
    assert notebook_page.console_errors == []
    wide = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 2).length"
    assert page.locator(".jp-RenderedMarkdown:visible").evaluate_all(wide) == 0
