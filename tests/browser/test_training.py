"""Trainings in a real JupyterLab: watched, stopped, interrupted, gone on with, closed and opened again."""

import re
import time

import nbformat
import pytest
from lab import ROOT
from notebook_page import NotebookPage, wait_until
from widget_page import WidgetPage, serious_findings

pytestmark = pytest.mark.browser

SETUP = """import torch
from course_utils import MLP, batches, load_mnist
from course_utils.widgets import train_the_mlp as widgets

net = MLP()
loader, test_loader = batches(*load_mnist()), batches(*load_mnist(train=False), shuffle=False)
optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
live = widgets.live_training(net, loader, optimizer, 200, test_loader)
live"""
DONE = re.compile(r"Batch (\d+) of 23600|Stopped after (\d+) batches")


class LivePage(WidgetPage):
    """The widget of a training."""

    def done(self):
        """How many batches it says are done."""
        match = DONE.search(self.spoken())
        return int(match[1] or match[2]) if match else 0

    def goes_on(self):
        """Wait until it says more."""
        before = self.done()
        wait_until(lambda: self.done() > before)

    def stays_stopped(self):
        """Wait until it says that it stopped, and give after how many batches, if they stay as many."""
        self.says("Stopped after")
        before = self.done()
        time.sleep(0.3)  # a batch takes a hundredth of that: it would be seen
        return self.done() == before and before


def begun(notebook_page):
    """Begin a training and wait until it is under way."""
    live = LivePage(notebook_page).show_anew()
    wait_until(lambda: live.done() > 10)
    return live


@pytest.fixture(scope="module")
def notebook_page(jupyterlab):
    cells = [SETUP, "print('waiting')\nlen(live.wait())", "print('kept', len(live.losses))", "live.stop()"]
    with jupyterlab.opened("live.ipynb", *cells, SETUP.replace("200", "3")) as notebook_page:
        yield notebook_page


@pytest.fixture
def training(notebook_page):
    """A long training that has begun."""
    yield begun(notebook_page)
    notebook_page.run_cell(3)


def test_it_comes_to_its_end_and_tells_the_accuracy_after_each_epoch(notebook_page):
    live = WidgetPage(notebook_page, 4).show_anew()

    live.says("Trained for 3 epochs, 354 batches: the loss went from 0.1", seconds=120)  # 12 beside two other programs

    curve = live.node.locator("svg[aria-label*='after epoch 3: accuracy 0.']")
    curve.wait_for()  # the last test comes after the last batch
    accuracies = re.findall(r"accuracy (0\.\d+)", curve.get_attribute("aria-label"))
    assert len(accuracies) == 3 and float(accuracies[2]) > 0.85
    assert live.keeps_somebody_out("live_training-trained") == []


def test_stop_in_mid_training_keeps_everything_and_train_on_goes_on(training):
    training.press("Stop")
    stopped = training.stays_stopped()
    assert stopped

    training.notebook_page.run_cell(2)
    training.notebook_page.wait_for_output(2, f"kept {stopped}")  # the kernel is free, and every loss is there
    assert serious_findings(training.page) == []

    for touched in [training.click, training.tap]:
        touched("Train on")
        wait_until(lambda: training.done() > stopped)  # noqa: B023
        touched("Stop")
        stopped = training.stays_stopped()
        assert stopped


def test_an_interrupt_of_the_waiting_cell_stops_it_and_it_works_again(training):
    notebook_page = training.notebook_page
    notebook_page.begin_cell(1)
    notebook_page.wait_for_output(1, "waiting")
    training.goes_on()  # the curve grows while the cell waits

    notebook_page.interrupt()

    stopped = training.stays_stopped()
    assert stopped
    notebook_page.wait_for_output(1, "the network keeps what it has learnt")
    notebook_page.settle()
    training.click("Train on")
    wait_until(lambda: training.done() > stopped)
    notebook_page.begin_cell(1)
    notebook_page.wait_for_output(1, "waiting")
    training.click("Stop")  # while the cell waits
    assert training.stays_stopped()
    notebook_page.wait_for_output(1, str(training.done()))


def test_it_is_shown_about_ten_times_a_second_and_the_page_stands_still(training):
    training.node.locator(".course-shown").evaluate(
        """node => { window.changes = 0;
        const all = { childList: true, subtree: true, attributes: true, characterData: true };
        new MutationObserver(() => { window.changes += 1 }).observe(node, all) }"""
    )
    area = training.notebook_page.node.locator(".jp-WindowedPanel-outer")
    place = area.evaluate("node => node.scrollTop"), training.node.bounding_box()
    began = time.monotonic()

    time.sleep(2)  # to be watched that long

    updates = training.page.evaluate("window.changes") / (time.monotonic() - began)
    assert 3 < updates < 13  # not more than it says; fewer only where the machine is busy
    assert (area.evaluate("node => node.scrollTop"), training.node.bounding_box()) == place


@pytest.mark.thorough
def test_a_notebook_that_was_closed_shows_it_again(jupyterlab):
    with jupyterlab.opened("closed.ipynb", SETUP, kernel=jupyterlab.new_kernel()) as notebook_page:
        live = begun(notebook_page)
        live.click("Stop")
        assert live.stays_stopped()
        text = live.spoken()
        live.page.keyboard.press("Control+s")  # while a button of the widget has the focus
        saved = jupyterlab.lab.folder / "closed.ipynb"
        wait_until(lambda: '"text/html"' in saved.read_text(encoding="utf-8"))

    again = LivePage(NotebookPage(jupyterlab, "closed.ipynb"))
    again.says(text)
    again.click("Train on")  # the kernel was still there
    again.says("Batch ")
    again.click("Stop")
    assert again.stays_stopped()
    again.notebook_page.close()


# A batch takes a twentieth of a second longer, so that no machine is at the end before the interrupt reaches it.
SLOWLY = """
import time
from course_utils import one_hot as at_once
def one_hot(labels):
    time.sleep(0.05)
    return at_once(labels)"""
# Lesson -> a text in the cell that trains, what appears once it does, and what must have been kept.
INTERRUPTED = {
    "06_linear_classifier": ("for learning_rate in [0.003", "0.003 8", "bool(run_weight.any()), len(runs) >= 1"),
    "08_train_by_hand": (
        "my_losses += train_by_hand(",
        re.compile(r"[1-9]\d*/118"),
        "bool((my_params[0] != my_start[0]).any()), bool(my_velocities[0].any())",
    ),
}


@pytest.mark.parametrize("name", INTERRUPTED)
@pytest.mark.thorough
def test_an_interrupt_of_a_training_cell_keeps_what_was_learnt(jupyterlab, name):
    cell_text, sign, kept = INTERRUPTED[name]
    cells = nbformat.read(ROOT / "solutions" / f"{name}.ipynb", 4).cells
    sources = [cell.source for cell in cells if cell.cell_type == "code"]
    (training_cell,) = [number for number, source in enumerate(sources) if cell_text in source]
    before = "\n".join([*sources[:training_cell], SLOWLY])
    with jupyterlab.opened(f"stop-{name}.ipynb", before, sources[training_cell], kept) as notebook_page:
        notebook_page.run_cell(0)
        notebook_page.begin_cell(1)
        notebook_page.wait_for_output(1, sign, seconds=120)
        time.sleep(0.2)  # some batches further, also where a new run began with the sign

        notebook_page.interrupt()

        notebook_page.wait_for_output(1, "KeyboardInterrupt", seconds=10)
        notebook_page.settle()
        notebook_page.run_cell(2)
        notebook_page.wait_for_output(2, "(True, True)")
