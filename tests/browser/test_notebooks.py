"""Every notebook as a learner meets it: opened in JupyterLab, Run All, looked at."""

import importlib
import re

import pytest
from lab import ROOT, SCREENSHOTS
from notebook_page import NotebookPage

from course_utils.exercises import LESSONS

pytestmark = pytest.mark.browser

# How many exercises wait for an answer in the notebook as it is handed out.
CHECKS = {
    f"{number:02}_{lesson}.ipynb": len(importlib.import_module(f"course_utils.exercises.{lesson}").EXERCISES)
    for number, lesson in enumerate(LESSONS, start=1)
}
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def states(notebook_page, notebook):
    """What every check of a notebook answered, in order."""
    texts = [output.data["text/plain"] for output in notebook_page.outputs(notebook) if "data" in output]
    return [match[1] for text in texts if (match := re.match(r"[○!✗✓] \w+: (not started|crashed|wrong|right)\n", text))]


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
    if name in CHECKS:
        assert states(notebook_page, notebook) == ["not started"] * CHECKS[name]
    assert notebook_page.dialogs() == []
    assert notebook_page.console_errors == []
    assert page.locator(".jp-OutputArea-output img:not([alt])").count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_solved_notebook_can_be_read_in_the_dark_and_in_a_narrow_window(lab, page, name):
    lab.set_theme("JupyterLab Dark")
    notebook_page = NotebookPage(lab, page, f"solutions/{name}")
    if name in CHECKS:
        assert states(notebook_page, notebook_page.run_all()) == ["right"] * CHECKS[name]
    # Only now: a narrow toolbar hides the sign that tells when the kernel is ready.
    page.set_viewport_size({"width": 800, "height": 900})
    page.locator(".jp-SideBar .lm-TabBar-tab[title^='File Browser']").click()  # closes the file list

    assert page.locator("body[data-jp-theme-name='JupyterLab Dark']").count() == 1
    notebook_page.screenshots(SCREENSHOTS / "dark-narrow", name.removesuffix(".ipynb"))
    assert notebook_page.console_errors == []
    wide = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 2).length"
    assert page.locator(".jp-RenderedMarkdown:visible").evaluate_all(wide) == 0
