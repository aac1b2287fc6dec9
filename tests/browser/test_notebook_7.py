"""The plain Jupyter Notebook, for those who prefer it: pictures show, widgets move, Stop is heard."""

import re
import shutil

import pytest
from lab import SCREENSHOTS
from notebook_page import JupyterLab, NotebookPage, wait_until, write_notebook
from twins import moved, twin_of
from widget_keys import WIDGETS, source
from widget_page import WidgetPage

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

# What Notebook 7.6 says of itself, of an empty notebook too.
OWN = re.compile(r"reading 'schema'|Command 'filebrowser:open-path' not registered")
CELLS = [
    "from course_utils import load_mnist, plot_image\n\nplot_image(*load_mnist(), 'label')",
    "from course_utils.widgets import pixels_to_vectors as widgets\n\nwidgets.flatten_microscope()",
    "import torch\nfrom course_utils import MLP, batches\nfrom course_utils.widgets import train_the_mlp as widgets\n\n"
    "net = MLP()\noptimizer = torch.optim.SGD(net.parameters(), lr=0.01)\n"
    "widgets.live_training(net, batches(*load_mnist()), optimizer, 200)",
]


def test_a_picture_shows_a_widget_moves_and_a_training_is_watched_and_stopped(lab, page):
    write_notebook(lab.folder / "seven.ipynb", *CELLS)
    notebook_7 = JupyterLab(lab, page, "notebooks/seven.ipynb")
    notebook_page = NotebookPage(notebook_7)
    notebook_page.run_all()

    assert page.get_by_alt_text("6 digits, labelled 5 0 4 1 9 2").count() == 1
    microscope, twin = WidgetPage(notebook_page, 1), twin_of("pixels_to_vectors.flatten_microscope")
    microscope.says_all(twin.text)
    microscope.press("the picture", "ArrowDown")
    twin.values = {**twin.values, "row": 11}
    microscope.says_all(twin.text)
    (SCREENSHOTS / "notebook-7").mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "notebook-7" / "microscope.png")

    live = WidgetPage(notebook_page, 2)
    live.says("Batch ")
    live.click("Stop")
    live.says("Stopped after ")
    assert "the network keeps what it has learnt" in live.spoken()
    notebook_page.close()
    assert [text for text in notebook_7.complaints if not OWN.search(text)] == []


def test_each_widget_moves_and_after_a_restart_and_on_the_next_day_is_greyed_and_says_what_it_said(lab, page):
    write_notebook(lab.folder / "evening.ipynb", *map(source, WIDGETS))
    evening = NotebookPage(JupyterLab(lab, page, "notebooks/evening.ipynb"))
    evening.lay_out_every_cell()
    evening.run_all()
    widgets = [WidgetPage(evening, number) for number in range(len(WIDGETS))]
    for widget, (name, [(label, key, expected), *_]) in zip(widgets, WIDGETS.items(), strict=True):
        twin = twin_of(name)
        widget.press(label, key)
        moved(twin, expected)
        widget.shows(twin)
    evening.settle()
    said = [(widget.spoken(), widget.shown()) for widget in widgets]
    evening.panel.evaluate("panel => panel.context.save()")
    evening.panel.evaluate("panel => panel.sessionContext.session.kernel.restart()")
    wait_until(lambda: all(widget.is_lost() for widget in widgets))
    evening.close()

    shutil.copy(lab.folder / "evening.ipynb", lab.folder / "morning7.ipynb")
    notebook_7 = JupyterLab(lab, page, "notebooks/morning7.ipynb")
    morning = NotebookPage(notebook_7)
    morning.lay_out_every_cell()
    widgets = [WidgetPage(morning, number) for number in range(len(WIDGETS))]
    wait_until(lambda: all(widget.is_lost() for widget in widgets))
    assert [(widget.spoken(), widget.shown()) for widget in widgets] == said
    morning.run_all()
    wait_until(lambda: all(widget.is_alive() for widget in widgets))
    morning.close()
    assert [text for text in notebook_7.complaints if not OWN.search(text)] == []
