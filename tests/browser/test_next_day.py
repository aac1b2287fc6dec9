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


def widgets(notebook_page):
    return [WidgetPage(notebook_page, number) for number in range(notebook_page.cells.count())]


def are_lost(notebook_page):
    return all(widget.is_lost() for widget in widgets(notebook_page))


def kept_over_night(evening, name):
    """Save a notebook, let its kernel go, and open it again under another name, with nothing run."""
    evening.panel.evaluate("panel => panel.context.save()")
    evening.panel.evaluate("panel => panel.sessionContext.session.kernel.restart()")
    wait_until(lambda: are_lost(evening))
    evening.close()
    folder, jupyterlab = evening.jupyterlab.lab.folder, evening.jupyterlab
    shutil.copy(folder / f"{name}.ipynb", folder / f"{name}-morning.ipynb")  # the kernel may still be ending
    morning = NotebookPage(jupyterlab, f"{name}-morning.ipynb", jupyterlab.new_kernel())
    morning.lay_out_every_cell()
    wait_until(partial(are_lost, morning))
    return morning


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
    assert all(widget.is_alive() for widget in widgets(evening))
    widgets(evening)[MIXER].press("output 5", "ArrowUp")
    evening.settle()
    said = [widget.spoken() for widget in widgets(evening)]

    morning = kept_over_night(evening, "next_day")

    assert models_kept(path).count("AnyModel") == len(SOURCES)  # what the first run showed is gone
    assert [widget.spoken() for widget in widgets(morning)] == said
    morning.panel.evaluate("panel => panel.context.save()")
    again = path.with_name("next_day-morning.ipynb")
    assert models_kept(again).count("AnyModel") == len(SOURCES)  # and so for the day after
    exported = morning.page.evaluate(f"fetch('/nbconvert/html/{again.name}').then(answer => answer.text())")
    assert exported.count('src="data:image/svg+xml;base64,') >= len(SOURCES) and "widget-view+json" not in exported
    morning.run_cell(MIXER)
    wait_until(widgets(morning)[MIXER].is_alive)
    morning.close()


# What has trained: to the end, twice with other settings, and one that is broken.
TRAINED = [
    "import torch\nfrom course_utils import MLP, batches, load_mnist\n"
    "from course_utils.widgets import train_the_mlp as widgets\n\n"
    "net = MLP()\noptimizer = torch.optim.SGD(net.parameters(), lr=0.01)\n"
    "live = widgets.live_training(net, batches(*load_mnist()), optimizer, 1)\ndisplay(live)\nlive.wait();",
    "from course_utils.widgets import playground as widgets\n\nplay = widgets.playground()\n"
    "play.run(prediction=80, epochs=1)\nplay.run(prediction=90, epochs=1, learning_rate=0.1)\nplay",
    "from course_utils.widgets import playground as widgets\n\nwidgets.break_it_lab().train('C')",
]
SAID = ["Trained for 1 epoch, 118 batches: ", "points more than run 1.", "Program C: first loss 0.1"]


@pytest.mark.thorough
def test_what_was_trained_is_there_the_next_day_with_sentence_and_picture(jupyterlab):
    write_notebook(jupyterlab.lab.folder / "trained.ipynb", *TRAINED)
    evening = NotebookPage(jupyterlab, "trained.ipynb", jupyterlab.new_kernel())
    evening.run_all()
    widgets(evening)[1].press("lay run 1 over it")
    for widget, part in zip(widgets(evening), SAID, strict=True):
        widget.says(part)
    evening.settle()
    before = [(widget.spoken(), widget.shown()) for widget in widgets(evening)]

    morning = kept_over_night(evening, "trained")

    assert [(widget.spoken(), widget.shown()) for widget in widgets(morning)] == before
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
