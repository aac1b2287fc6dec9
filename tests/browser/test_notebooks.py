"""Every notebook as a learner meets it: opened in JupyterLab, Run All, looked at."""

import importlib
import re

import pytest
from lab import ROOT, SCREENSHOTS

from course_utils.exercises import LESSONS

pytestmark = pytest.mark.browser

# How many exercises wait for an answer in the notebook as it is handed out.
CHECKS = {
    f"{number:02}_{lesson}.ipynb": len(importlib.import_module(f"course_utils.exercises.{lesson}").EXERCISES)
    for number, lesson in enumerate(LESSONS, start=1)
}
# The program that a learner writes in an empty file is not there, in the solved lesson neither.
NO_FILE = {"11_test_accuracy.ipynb": ["not started"]}
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
NARROW = {"width": 800, "height": 900}


def states(notebook_page):
    """What every check says in the page, in order."""
    texts = notebook_page.node.locator(".jp-OutputArea strong").all_text_contents()
    return [match[1] for text in texts if (match := re.match(r"[○!✗✓] \w+: (not started|crashed|wrong|right)$", text))]


@pytest.mark.parametrize("name", NAMES)
def test_run_all_reaches_the_end(jupyterlab, name):
    with jupyterlab.opened(f"notebooks/{name}") as notebook_page:
        assert jupyterlab.dialogs() == []

        notebook = notebook_page.run_all()

        code_cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        notebook_page.screenshots(SCREENSHOTS / "light", name.removesuffix(".ipynb"))
        assert [output for cell in code_cells for output in cell.outputs if output.output_type == "error"] == []
        assert all(cell.execution_count for cell in code_cells)
        if name in CHECKS:
            assert states(notebook_page) == ["not started"] * CHECKS[name] + NO_FILE.get(name, [])
        assert notebook_page.node.locator(".jp-OutputArea-output img:not([alt])").count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_solved_notebook_can_be_read_in_the_dark_and_in_a_narrow_window(jupyterlab, name):
    with jupyterlab.opened(f"solutions/{name}", theme="Dark") as notebook_page:
        jupyterlab.set_size(NARROW)
        notebook_page.screenshots(SCREENSHOTS / "dark-narrow", name.removesuffix(".ipynb"))
        if name in CHECKS:
            # As they were stored: nothing was run.
            assert states(notebook_page) == ["right"] * CHECKS[name] + NO_FILE.get(name, [])
        wide = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 2).length"
        assert notebook_page.node.locator(".jp-RenderedMarkdown").evaluate_all(wide) == 0
