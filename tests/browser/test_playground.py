"""The playground and the break-it lab in a real JupyterLab: trained, stopped, compared, diagnosed."""

import re

import pytest
from notebook_page import NotebookPage, write_notebook
from widget_page import control, in_both_themes, keep_picture, serious_findings, spoken, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def playground(lab, page):
    """A notebook that shows the playground."""

    def opened(theme):
        lab.set_theme(f"JupyterLab {theme}")
        write_notebook(
            lab.folder / "play.ipynb",
            "from course_utils.widgets import playground as widgets\n\nplay = widgets.playground()\nplay",
            "[run['stopped'] for run in play.runs]",
        )
        notebook_page = NotebookPage(lab, page, "play.ipynb")
        notebook_page.run_cell(0)
        page.locator(".course-widget").wait_for(timeout=30_000)
        return notebook_page

    return opened


@in_both_themes
def test_a_run_of_the_playground_by_keyboard_alone(playground, page, theme):
    notebook_page = playground(theme)

    def press(label, key):
        control(page, label).focus()
        page.keyboard.press(key)

    press("Run", "Enter")
    wait_until(lambda: spoken(page).startswith("Predict first"))
    press("your prediction: test accuracy in %", "ArrowRight")
    press("Run", "Enter")
    wait_until(lambda: spoken(page).startswith("Run 1: test accuracy"))
    press("epochs", "End")
    press("your prediction: test accuracy in %", "ArrowRight")
    press("lay over it", "ArrowDown")
    press("Run", "Enter")
    wait_until(lambda: "epoch 2 of 10" in spoken(page))
    press("Stop", "Enter")
    wait_until(lambda: "stopped after" in spoken(page))

    assert re.search(r"That is [\d.]+ points (more|less) than run 1\.$", spoken(page))
    keep_picture(page, "playground-two-runs", theme)
    assert serious_findings(page) == []
    notebook_page.run_cell(1)
    notebook_page.wait_for_output(1, "[False, True]")
    assert notebook_page.console_errors == []


def test_a_run_of_the_playground_by_mouse(playground, page):
    notebook_page = playground("Light")

    def click(label, share=0.5):
        box = control(page, label).bounding_box()
        page.mouse.click(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)

    click("your prediction: test accuracy in %", 0.8)
    click("epochs", 0.99)
    click("Run")
    wait_until(lambda: "epoch 2 of 10" in spoken(page))
    click("Stop")
    wait_until(lambda: "stopped after" in spoken(page))

    notebook_page.run_cell(1)
    notebook_page.wait_for_output(1, "[True]")
    assert notebook_page.console_errors == []


@in_both_themes
def test_a_broken_program_is_trained_diagnosed_and_mended(lab, page, theme):
    lab.set_theme(f"JupyterLab {theme}")
    write_notebook(
        lab.folder / "broken.ipynb",
        "from course_utils.widgets import playground as widgets\n\nwidgets.break_it_lab()",
    )
    notebook_page = NotebookPage(lab, page, "broken.ipynb")
    notebook_page.run_cell(0)
    page.locator(".course-widget").wait_for(timeout=30_000)

    control(page, "program").select_option("C")
    control(page, "Train it").click()
    wait_until(lambda: spoken(page).startswith("Program C: first loss 0.1"))
    control(page, "your diagnosis").select_option("raw pixels, 0 to 255")
    control(page, "Diagnose").click()
    wait_until(lambda: spoken(page).startswith("Not that: with “raw pixels, 0 to 255”"))
    assert page.locator(".course-shown pre").count() == 0
    control(page, "your diagnosis").select_option("no zero_grad")
    control(page, "Diagnose").click()
    wait_until(lambda: spoken(page).startswith("Right, program C has no zero_grad"))

    assert page.locator(".course-shown pre").count() == 2
    keep_picture(page, "break_it_lab-diagnosed", theme)
    assert serious_findings(page) == []
    assert notebook_page.console_errors == []
