"""Every notebook as a learner meets it: opened in JupyterLab, Run All, looked at."""

import importlib
import re

import pytest
from lab import LAPTOP, ROOT, SCREENSHOTS
from notebook_page import wait_until
from seen_in_page import ASTRAY
from test_draw_digit import Desk, drawing
from widget_keys import WIDGETS
from widget_page import WidgetPage

from course_utils.exercises import LESSONS

pytestmark = pytest.mark.browser

# How many exercises wait for an answer in the notebook as it is handed out.
CHECKS = {
    f"{number:02}_{lesson}.ipynb": len(importlib.import_module(f"course_utils.exercises.{lesson}").EXERCISES)
    for number, lesson in enumerate(LESSONS, start=1)
}
# The program that a learner writes in an empty file is not there, in the solved lesson neither.
NO_FILE = {"11_test_accuracy.ipynb": ["not started"]}
# The three epochs of the lecture's program: pytest --nbval runs them to the end.
LONG = "in enumerate(train_loader)"
# One with pictures, widgets and exercises; make nbval runs what is in the others, make thorough runs them here, too.
FIRST = "01_pixels_to_vectors.ipynb"
NAMES = [
    pytest.param(path.name, marks=() if path.name == FIRST else pytest.mark.thorough)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
]
# The folder of a lesson's widgets, each that a cell makes, and what an output holds that shows one.
FOLDER, MADE = re.compile(r"from course_utils\.widgets import (\w+) as widgets"), re.compile(r"\bwidgets\.(\w+)\(")
VIEW = "application/vnd.jupyter.widget-view+json"
DRAWS = "paper of 14 by 14 cells", "Space"  # moves the paper to draw on; each other widget its first keys
# That a lesson takes once it has run: it is handed in, sent by mail, kept in version control. No lesson shall come over
# 300,000, and what a learner writes and draws takes room, too.
MOST_BYTES = 290_000
NARROW = {"width": 800, "height": 900}


def states(notebook_page):
    """What every check says in the page, in order."""
    texts = notebook_page.node.locator(".jp-OutputArea strong").all_text_contents()
    return [match[1] for text in texts if (match := re.match(r"[○!✗✓] \w+: (not started|crashed|wrong|right)$", text))]


def keep_pictures(jupyterlab, notebook_page, name):
    """Keep a picture of each screen of a lesson, on a laptop in light, in a narrow window in dark."""
    for theme, size in {"Light": LAPTOP, "Dark": NARROW}.items():
        jupyterlab.set_theme(theme)
        jupyterlab.set_size(size)
        notebook_page.screenshots(SCREENSHOTS / theme.lower(), name)


def run_all(notebook_page):
    """Choose Run All; end the long program with ■ and go on below it. Give the code cells but for that one."""
    long = [number for number, cell in enumerate(notebook_page.code_cells()) if LONG in cell.source]
    if not long:
        return notebook_page.run_all()
    (number,) = long
    notebook_page.run_above(number)
    notebook_page.begin_cell(number)
    notebook_page.wait_for_output(number, "step  30", seconds=120)
    notebook_page.interrupt()
    notebook_page.wait_for_output(number, "KeyboardInterrupt", seconds=10)
    notebook_page.settle()
    notebook_page.run_below(number + 1)
    cells = notebook_page.code_cells()
    return cells[:number] + cells[number + 1 :]


def move_each_widget(notebook_page):
    """See that each widget is shown that the lesson makes, that a key moves it, and that none meets another's ids.

    Give the numbers of their cells by their names.
    """
    cells = notebook_page.code_cells()
    program = "\n".join(cell.source for cell in cells)
    names = [f"{FOLDER.search(program)[1]}.{function}" for function in MADE.findall(program)]
    numbers = [number for number, cell in enumerate(cells) if any(VIEW in out.get("data", ()) for out in cell.outputs)]
    assert notebook_page.node.locator(".course-widget").count() == len(numbers) == len(names)
    for number, name in zip(numbers, names, strict=True):
        widget = WidgetPage(notebook_page, number)
        label, key = DRAWS if name == "test_accuracy.draw_digit" else WIDGETS[name][0][:2]
        before = widget.spoken(), widget.shown()
        widget.press(label, key)
        wait_until(lambda: (widget.spoken(), widget.shown()) != before)  # noqa: B023
    assert notebook_page.page.evaluate(ASTRAY) == [[], []]
    return dict(zip(names, numbers, strict=True))


def leave_much_in(notebook_page, numbers):
    """Do what makes a notebook's file larger: draw the longest digit and save it, go to the end of the training."""
    if number := numbers.get("test_accuracy.draw_digit"):
        desk = Desk(notebook_page, number)
        desk.unfold()
        desk.by_mouse(drawing(8))
        desk.press("name")
        assert desk.where().startswith("Saved as")
    if number := numbers.get("test_accuracy.weights_over_training"):
        WidgetPage(notebook_page, number).press("batches so far", "End")
    notebook_page.settle()


@pytest.mark.parametrize("name", NAMES)
def test_run_all_reaches_the_end_each_widget_moves_and_all_can_be_read_in_a_narrow_window(jupyterlab, name):
    with jupyterlab.opened(f"notebooks/{name}") as notebook_page:
        assert jupyterlab.dialogs() == []
        notebook_page.lay_out_every_cell()

        cells = run_all(notebook_page)

        assert [output for cell in cells for output in cell.outputs if output.output_type == "error"] == []
        assert all(cell.execution_count for cell in cells)
        leave_much_in(notebook_page, move_each_widget(notebook_page))
        notebook_page.panel.evaluate("panel => panel.context.save()")
        assert (jupyterlab.lab.folder / "notebooks" / name).stat().st_size < MOST_BYTES
        if jupyterlab.keeps_pictures:
            keep_pictures(jupyterlab, notebook_page, name.removesuffix(".ipynb"))
        jupyterlab.set_theme("Dark")
        jupyterlab.set_size(NARROW)  # what fits a narrow window fits a laptop's
        wide = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 2).length"
        assert notebook_page.node.locator(".jp-RenderedMarkdown").evaluate_all(wide) == 0
        if name in CHECKS:
            assert states(notebook_page) == ["not started"] * CHECKS[name] + NO_FILE.get(name, [])
        assert notebook_page.node.locator(".jp-OutputArea-output img:not([alt])").count() == 0
