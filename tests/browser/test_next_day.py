"""A widget on the next day and after a restart: its kernel is gone, it says so, and a run brings it back."""

import shutil
from functools import partial

import nbformat
import pytest
from notebook_page import JupyterLab, NotebookPage, wait_until, write_notebook
from widget_keys import WIDGETS, source
from widget_page import WidgetPage

pytestmark = pytest.mark.browser

NAMES = list(WIDGETS)
SOURCES = [source(name) for name in NAMES]
MIXER = NAMES.index("mse_loss.loss_mixer")
LOST = "This widget has lost its kernel, so nothing moves. Choose Run, Run All Cells, and it moves again."


def widgets(notebook_page):
    return [WidgetPage(notebook_page, number) for number in range(len(SOURCES))]


def lost(widget):
    return widget.node.locator(".course-lost").text_content()


def moves(widget):
    """Tell whether it can be reached."""
    return not widget.node.locator(".course-body").evaluate("node => node.inert")


def are_alive(notebook_page):
    return all(moves(widget) and lost(widget) == "" for widget in widgets(notebook_page))


def are_lost(notebook_page):
    shown = widgets(notebook_page)
    drawn = all(widget.node.locator(".course-body").count() for widget in shown)  # a saved one takes its time
    return drawn and all(not moves(widget) and lost(widget) == LOST for widget in shown)


def models_kept(path):
    """The widgets that a saved notebook keeps, by the names of their models."""
    kept = nbformat.read(path, as_version=4).metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    return [model["model_name"] for model in kept.values()]


@pytest.mark.thorough
def test_after_a_restart_each_says_what_to_do_and_opened_again_each_shows_what_it_showed(jupyterlab):
    path = jupyterlab.lab.folder / "next_day.ipynb"
    write_notebook(path, *SOURCES)
    evening = NotebookPage(jupyterlab, "next_day.ipynb", jupyterlab.new_kernel())
    evening.lay_out_every_cell()
    evening.run_all()
    evening.run_all()
    assert are_alive(evening)
    widgets(evening)[MIXER].press("output 5", "ArrowUp")
    evening.settle()
    said = [widget.spoken() for widget in widgets(evening)]
    evening.panel.evaluate("panel => panel.context.save()")
    evening.panel.evaluate("panel => panel.sessionContext.session.kernel.restart()")
    wait_until(lambda: are_lost(evening))
    evening.close()
    assert models_kept(path).count("AnyModel") == len(SOURCES)  # what the first run showed is gone

    shutil.copy(path, path.with_name("morning.ipynb"))  # under its name the kernel of the evening may still be ending
    morning = NotebookPage(jupyterlab, "morning.ipynb", jupyterlab.new_kernel())
    morning.lay_out_every_cell()
    wait_until(partial(are_lost, morning))
    assert [widget.spoken() for widget in widgets(morning)] == said
    morning.panel.evaluate("panel => panel.context.save()")
    exported = morning.page.evaluate("fetch('/nbconvert/html/morning.ipynb').then(answer => answer.text())")
    assert exported.count('src="data:image/svg+xml,') >= len(SOURCES) and "widget-view+json" not in exported
    assert models_kept(path.with_name("morning.ipynb")).count("AnyModel") == len(SOURCES)  # and so for the day after
    morning.run_cell(MIXER)
    mixer = widgets(morning)[MIXER]
    wait_until(lambda: moves(mixer) and lost(mixer) == "")
    morning.close()


# The part of Jupyter's code where an output has asked for its widget, and that it is told as when it asks too late.
ASKS = "t=await o.get_model(r.model_id)"
TOO_LATE = """if (!(window.late ??= new Set()).has(r.model_id)) {
    window.late.add(r.model_id);
    while (!o.restoredStatus) await new Promise(done => setTimeout(done, 20));
    throw Error("widget model not found");
};"""


@pytest.mark.thorough
def test_an_output_that_gave_up_before_its_widget_was_there_shows_it_all_the_same(lab, page):
    def answer_late(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace(ASKS, TOO_LATE + ASKS))

    page.route("**/jupyterlab-manager/static/*.js*", answer_late)
    jupyterlab = JupyterLab(lab, page)
    with jupyterlab.opened("late.ipynb", SOURCES[MIXER], kernel=jupyterlab.new_kernel()) as notebook:
        notebook.run_all()
        notebook.panel.evaluate("panel => panel.context.save()")
    page.evaluate("window.late.clear()")
    with jupyterlab.opened("late.ipynb") as notebook:
        notebook.node.locator(".course-body").wait_for()
        assert page.evaluate("window.late.size") == 1
