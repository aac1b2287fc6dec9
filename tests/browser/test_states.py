"""What a check says in its four states, and hints, solution and progress, as a learner sees them."""

import pytest
from lab import SCREENSHOTS
from widget_page import in_both_themes

pytestmark = pytest.mark.browser

CELLS = [
    "from course_utils.exercises import mse_loss as lesson\nfrom course_utils.exercises import own_network",
    "def squared_error(pred, target):\n    ...\n\n\nlesson.squared_error.check(squared_error)",
    "def squared_error(pred, target):\n    d = pred - targets\n    return (d**2).sum()\n\n\n"
    "lesson.squared_error.check(squared_error)",
    "def mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()\n\n\nlesson.mse_loss.check(mse_loss)",
    "def mse_loss(pred, target):\n    return ((pred - target) ** 2).mean()\n\n\nlesson.mse_loss.check(mse_loss)",
    "lesson.squared_error.hint()",
    "lesson.squared_error.solution()",
    "lesson.progress()",
    "own_network.assemble()",
]


@in_both_themes
def test_every_state_is_told_by_word_and_sign_and_opens_its_hints_by_keyboard(jupyterlab, theme):
    with jupyterlab.opened("states.ipynb", *CELLS, theme=theme) as notebook_page:
        cells = notebook_page.run_all()

        assert [out for cell in cells for out in cell.outputs if out.output_type == "error"] == []
        shown = notebook_page.node.locator("[role=status] strong").all_text_contents()
        assert shown == [
            "○ squared_error: not started",
            "! squared_error: crashed",
            "✗ mse_loss: wrong",
            "✓ mse_loss: right",
        ]
        hints = notebook_page.node.locator("[role=status] details", has_text="Hint ")
        assert hints.count() == 9  # none where it is right
        hints.first.locator("summary").press("Enter")
        assert hints.first.get_attribute("open") is not None
        notebook_page.screenshots(SCREENSHOTS / "states", theme.lower())
        wrong = notebook_page.cells.filter(has_text="mse_loss: wrong")
        wrong.screenshot(path=SCREENSHOTS / "states" / f"wrong-{theme.lower()}.png")
