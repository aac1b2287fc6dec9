"""Trainings in a real JupyterLab: watched, stopped, interrupted, gone on with, closed and opened again."""

import re
import time

import nbformat
import pytest
from lab import ROOT
from notebook_page import NotebookPage, write_notebook
from widget_page import control, in_both_themes, keep_picture, serious_findings, spoken, wait_until

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


def done(page):
    """How many batches the widget says are done."""
    match = DONE.search(spoken(page))
    return int(match[1] or match[2]) if match else 0


def stays_stopped(page):
    wait_until(lambda: spoken(page).startswith("Stopped after"))
    before = done(page)
    time.sleep(0.5)
    return done(page) == before


@pytest.fixture
def training(lab, page):
    """A notebook in which a long training has begun."""
    lab.set_theme("JupyterLab Light")
    write_notebook(
        lab.folder / "live.ipynb", SETUP, "print('waiting')\nlen(live.wait())", "print('kept', len(live.losses))"
    )
    notebook_page = NotebookPage(lab, page, "live.ipynb")
    notebook_page.run_cell(0)
    wait_until(lambda: page.locator(".course-widget").count() and done(page) > 10)
    return notebook_page


@in_both_themes
def test_it_comes_to_its_end_and_tells_the_accuracy_after_each_epoch(lab, page, theme):
    lab.set_theme(f"JupyterLab {theme}")
    write_notebook(lab.folder / "three.ipynb", SETUP.replace("200", "3"))
    notebook_page = NotebookPage(lab, page, "three.ipynb")
    notebook_page.run_cell(0)
    page.locator(".course-widget").wait_for(timeout=30_000)

    wait_until(lambda: spoken(page).startswith("Trained for 3 epochs, 354 batches, loss 0.0"))

    accuracies = re.findall(r"epoch \d: (0\.\d{3})", page.locator(".course-shown").inner_text())
    assert len(accuracies) == 3 and float(accuracies[2]) > 0.85
    keep_picture(page, "live_training", theme)
    assert serious_findings(page) == []
    assert notebook_page.console_errors == []


def test_stop_in_mid_training_keeps_everything_and_train_on_goes_on(training, page):
    control(page, "Stop").focus()
    page.keyboard.press("Enter")
    assert stays_stopped(page)
    stopped = done(page)

    training.run_cell(2)
    training.wait_for_output(2, f"kept {stopped}")  # the kernel is free, and every loss is there
    assert serious_findings(page) == []

    control(page, "Train on").click()
    wait_until(lambda: done(page) > stopped)
    control(page, "Stop").click()
    assert stays_stopped(page)
    assert training.console_errors == []


def test_an_interrupt_of_the_waiting_cell_stops_it_and_it_works_again(training, page):
    training.run_cell(1)
    training.wait_for_output(1, "waiting")
    before = done(page)
    wait_until(lambda: done(page) > before)  # the curve grows while the cell waits

    training.interrupt()

    assert stays_stopped(page)
    training.wait_for_output(1, "the network keeps what it has learnt")
    stopped = done(page)
    control(page, "Train on").click()
    wait_until(lambda: done(page) > stopped)
    training.run_cell(1)
    control(page, "Stop").click()  # while the cell waits
    assert stays_stopped(page)
    training.wait_for_output(1, str(done(page)))
    assert training.console_errors == []


def test_it_is_shown_about_ten_times_a_second_and_the_page_stands_still(training, page):
    page.evaluate(
        """() => { window.changes = 0;
        new MutationObserver(() => { window.changes += 1 })
            .observe(document.querySelector('.course-shown'), { childList: true }) }"""
    )
    area = page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer")
    place = area.evaluate("node => node.scrollTop"), page.locator(".course-widget").bounding_box()
    began = time.monotonic()

    time.sleep(3)

    updates = page.evaluate("window.changes") / (time.monotonic() - began)
    assert 3 < updates < 13  # not more than it says; fewer only where the machine is busy
    assert (area.evaluate("node => node.scrollTop"), page.locator(".course-widget").bounding_box()) == place
    control(page, "Stop").click()
    assert stays_stopped(page)


def test_a_notebook_that_was_closed_shows_it_again(lab, training, page):
    control(page, "Stop").click()
    assert stays_stopped(page)
    text = spoken(page)
    notebook = training.saved()  # while a button of the widget has the focus
    assert any("text/html" in output.get("data", {}) for output in training.outputs(notebook))

    page.goto("about:blank")
    again = NotebookPage(lab, page, "live.ipynb")

    page.locator(".course-widget").wait_for(timeout=30_000)
    wait_until(lambda: spoken(page) == text)
    control(page, "Train on").click()  # the kernel was still there
    wait_until(lambda: spoken(page) != text)
    control(page, "Stop").click()
    assert stays_stopped(page)
    assert again.console_errors == []


# A batch takes a twentieth of a second longer, so that no machine is at the end before the interrupt reaches it.
SLOWLY = """
import time
at_once = one_hot
def one_hot(labels):
    time.sleep(0.05)
    return at_once(labels)"""
# Lesson -> a text in the cell that trains, what appears once it does, and what must have been kept.
INTERRUPTED = {
    "04_gradient_descent": ("for learning_rate in (0.003", "0.003:", "bool(weight.any()), len(runs) >= 1"),
    "05_backpropagation": (
        "bar = progress_bar(",
        re.compile(r"[1-9]\d*/354"),
        "1 <= len(losses) < 354, bool(velocities[0].any())",
    ),
    "06_train_the_mlp": ("began = time.perf_counter()\n", "batch  30", "30 <= len(losses) < 118, seconds > 0"),
}


@pytest.mark.parametrize("name", INTERRUPTED)
def test_an_interrupt_of_a_training_cell_keeps_what_was_learnt(lab, page, name):
    lab.set_theme("JupyterLab Light")
    cell_text, sign, kept = INTERRUPTED[name]
    sources = [cell.source for cell in nbformat.read(ROOT / "solutions" / f"{name}.ipynb", 4).cells if is_code(cell)]
    (training_cell,) = [number for number, source in enumerate(sources) if cell_text in source]
    # One cell: JupyterLab keeps only those in the page that can be seen.
    before = "\n".join([*sources[:training_cell], SLOWLY])
    write_notebook(lab.folder / f"stop-{name}.ipynb", before, sources[training_cell], kept)
    notebook_page = NotebookPage(lab, page, f"stop-{name}.ipynb")
    for number in range(2):
        notebook_page.run_cell(number)
    notebook_page.wait_for_output(1, sign, seconds=120)
    time.sleep(0.5)  # some batches further, also where a new run began with the sign

    notebook_page.interrupt()

    notebook_page.wait_for_output(1, "KeyboardInterrupt", seconds=10)
    notebook_page.wait_until_idle()
    notebook_page.run_cell(2)
    notebook_page.wait_for_output(2, "(True, True)")


def is_code(cell):
    return cell.cell_type == "code"
