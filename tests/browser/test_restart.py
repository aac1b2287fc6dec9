"""A widget whose kernel was restarted: it says so, and a run brings it back."""

import pytest
from notebook_page import NEW_KERNEL, NotebookPage, wait_until, write_notebook
from test_widgets import source
from widget_page import WidgetPage

pytestmark = pytest.mark.browser

LOST = "This widget has lost its kernel, so nothing moves. Choose Run, Run All Cells, and it moves again."


def test_after_a_restart_of_the_kernel_it_says_what_to_do(jupyterlab):
    write_notebook(jupyterlab.lab.folder / "restarted.ipynb", source("mse_loss.loss_mixer"))
    notebook_page = NotebookPage(jupyterlab, "restarted.ipynb", jupyterlab.page.evaluate(NEW_KERNEL))
    notebook_page.run_all()
    widget = WidgetPage(notebook_page)
    said, controls = widget.node.locator(".course-lost"), widget.node.locator(".course-controls")
    assert (said.text_content(), controls.evaluate("node => node.inert")) == ("", False)

    notebook_page.panel.evaluate("panel => panel.sessionContext.session.kernel.restart()")

    wait_until(lambda: said.text_content() == LOST)
    assert controls.evaluate("node => node.inert")
    notebook_page.close()
