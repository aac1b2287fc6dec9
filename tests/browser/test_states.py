"""What a check says in its four states, and hints, solution and progress, as a learner sees them."""

import pytest
from lab import SCREENSHOTS
from notebook_page import NotebookPage, write_notebook

pytestmark = pytest.mark.browser

CELLS = [
    "from course_utils.exercises import mse_loss as lesson\nfrom course_utils.exercises import own_network",
    "def squared_error(pred, target):\n    ...\n\n\nlesson.squared_error.check(squared_error)",
    "def squared_error(pred, target):\n    d = pred - targets\n    return (d**2).sum()\n\n\n"
    "lesson.squared_error.check(squared_error)",
    "def mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()\n\n\nlesson.mse_loss.check(mse_loss)",
    "def mse_loss(pred, target):\n    return ((pred - target) ** 2).mean()\n\n\nlesson.mse_loss.check(mse_loss)",
    "lesson.mse_gradient.hint()",
    "lesson.mse_gradient.solution()",
    "lesson.progress()",
    "own_network.assemble()",
]


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_every_state_is_told_by_word_and_sign_and_opens_its_hints_by_keyboard(lab, page, theme):
    lab.set_theme(f"JupyterLab {theme}")
    write_notebook(lab.folder / f"states-{theme}.ipynb", *CELLS)
    notebook_page = NotebookPage(lab, page, f"states-{theme}.ipynb")

    notebook = notebook_page.run_all()

    assert [output for output in notebook_page.outputs(notebook) if output.output_type == "error"] == []
    shown = page.locator("[role=status] strong").all_inner_texts()
    assert shown == [
        "○ squared_error: not started",
        "! squared_error: crashed",
        "✗ mse_loss: wrong",
        "✓ mse_loss: right",
    ]
    hints = page.locator("[role=status] details")
    assert hints.count() == 9  # none where it is right
    hints.nth(0).locator("summary").focus()
    page.keyboard.press("Enter")
    assert hints.nth(0).get_attribute("open") is not None
    notebook_page.screenshots(SCREENSHOTS / "states", theme.lower())
    wrong = page.locator(".jp-CodeCell", has_text="mse_loss: wrong")
    wrong.scroll_into_view_if_needed()
    wrong.screenshot(path=SCREENSHOTS / "states" / f"wrong-{theme.lower()}.png")
    assert notebook_page.console_errors == []
