"""The playground and the break-it lab in a real JupyterLab: trained, stopped, compared, diagnosed."""

import re

import pytest
from pressed_page import WAYS, press_each
from widget_page import WINDOWS, WidgetPage

from course_utils.widgets.playground.broken_programs import CAUSES

pytestmark = pytest.mark.browser

CELLS = [
    "from course_utils.widgets import playground as widgets\n\nplay = widgets.playground()\nplay",
    "[run['stopped'] for run in play.runs]",
    "from course_utils.widgets import playground as widgets\n\nwidgets.break_it_lab()",
]


@pytest.fixture(scope="module")
def notebook_page(jupyterlab):
    with jupyterlab.opened("play.ipynb", *CELLS) as notebook_page:
        notebook_page.run_all()
        yield notebook_page


def test_a_run_of_the_playground_by_keyboard_alone(notebook_page):
    play = WidgetPage(notebook_page).show_anew()
    play.press("Run")
    play.says("Predict first")
    play.press("your prediction in %", "ArrowRight")
    play.press("Run")
    play.says("Run 1: test accuracy")
    play.press("epochs", "End")
    play.press("your prediction in %", "ArrowRight")
    play.press("Run")
    play.says("epoch 2 of 10")
    play.press("lay run 1 over it")
    play.press("Stop")
    play.says("stopped after")

    assert re.search(r"That is [\d.]+ points (more|less) than run 1\.$", play.spoken())
    assert play.keeps_somebody_out("playground-two-runs") == []
    assert unreadable_in_any_window(play) == []
    notebook_page.run_cell(1)
    notebook_page.wait_for_output(1, "[False, True]")


def unreadable_in_any_window(widget):
    """What cannot be read of it in one of the windows, in words; the last is the one in which tests begin."""
    faults = []
    for name, size in reversed(WINDOWS.items()):
        widget.notebook_page.jupyterlab.set_size(size)
        widget.notebook_page.settle()
        faults += [f"{name}: {fault}" for fault in widget.unreadable()]
    return faults


def test_a_run_of_the_playground_by_mouse_and_by_finger(notebook_page):
    play = WidgetPage(notebook_page).show_anew()
    play.click("your prediction in %", 0.8)
    play.click("epochs", 0.99)
    play.click("Run")
    play.says("epoch 2 of 10")
    play.click("Stop")
    play.says("stopped after")

    notebook_page.run_cell(1)
    notebook_page.wait_for_output(1, "[True]")

    play.tap("your prediction in %", 0.3)  # and with a finger
    play.tap("Run")
    play.says("epoch 2 of 10")
    play.tap("Stop")
    play.says("stopped after")
    notebook_page.run_cell(1)
    notebook_page.wait_for_output(1, "[True, True]")


def test_a_broken_program_is_trained_diagnosed_and_mended(notebook_page):
    broken = WidgetPage(notebook_page, 2).show_anew()
    broken.press("program C, not trained")
    broken.says("Program C ")
    broken.click("Train it")
    broken.says("Program C: first loss 0.1")
    broken.click("raw pixels, 0 to 255")
    broken.says("Not that: with “raw pixels, 0 to 255”")
    assert broken.node.locator(".course-shown pre").count() == 0
    broken.click("no zero_grad")
    broken.says("Right: program C has no zero_grad")

    assert broken.node.locator(".course-shown pre").count() == 2
    assert broken.keeps_somebody_out("break_it_lab-diagnosed") == []
    broken.tap("program A, not trained")  # its table is the widest
    broken.tap("Train it")
    broken.says("Program A: first loss 0.1")
    assert unreadable_in_any_window(broken) == []


MADE = """from course_utils.widgets import playground as widgets

play, lab = widgets.playground(), widgets.break_it_lab()"""
TRAINED = {"play": "play.run(80, epochs=1)\nplay.run(90, epochs=1, learning_rate=0.1)\nplay", "lab": "lab.train('C')"}
TO_PRESS = {"play": ["show run 1", "show run 2", "lay run", "take run"], "lab": [*CAUSES, "Show me"]}


@pytest.mark.thorough
@pytest.mark.parametrize("way", WAYS)
def test_what_is_pressed_after_a_training_hears_the_mouse_the_finger_and_a_key(jupyterlab, way):
    twins, cells = {}, [MADE, *TRAINED.values()]
    exec("\n".join(cells), twins)
    with jupyterlab.opened("trained-play.ipynb", *cells, kernel=jupyterlab.new_kernel()) as notebook_page:
        notebook_page.run_all()
        for number, (name, parts) in enumerate(TO_PRESS.items(), start=1):
            pressed = press_each(WidgetPage(notebook_page, number), twins[name], way, skip=["program"])
            assert [part for part in parts if not any(part in one for one in pressed)] == []
