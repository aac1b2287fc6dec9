"""What a wrong answer is told first: its cause, in every check, whatever numbers are drawn."""

import pytest
import torch
from test_catalogue import EXERCISES
from torch.nn import functional as F

BY_NAME = {exercise.name: exercise for exercise in EXERCISES}
_COUNTS = (
    "    right = 0\n    for x, y in loader:\n        right += ({} == {}).sum()\n    return right / len(loader.dataset)"
)
_OUTPUTS = "You compare the ten outputs of a picture with its label: take the place of the largest first"
# (exercise, the answer, how its message begins).
TOLD = [
    *(
        ("evaluate", f"def f(net, loader):\n{_COUNTS.format(*sides)}", said)
        for sides, said in {
            ("net(x)", "y"): _OUTPUTS,
            ("y", "net(x)"): _OUTPUTS,
            ("net(x).argmin(dim=1)", "y"): "You take the place of the smallest output",
            ("net(x).argmax(dim=1) + 1", "y"): "You add 1",
            ("net(x).argmax(dim=1) - 1", "y"): "You subtract 1",
        }.items()
    ),
    (
        "mse_gradient",
        "f = lambda pred, target: 2 * (pred - target) / 20",
        "Your slopes are a tenth of the differences for",
    ),
    (
        "mse_gradient",
        "f = lambda pred, target: ((pred + 0.001 - target) ** 2 - (pred - target) ** 2) / 0.001",
        "Two things. Your slopes are measured, or rounded",
    ),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(("name", "text", "said"), TOLD)
def test_the_cause_is_told_in_every_check(name, text, said):
    cell = {"torch": torch, "F": F}
    exec(text, cell)
    outcomes = [BY_NAME[name].judge(cell["f"]) for _ in range(3)]
    assert {outcome.state for outcome in outcomes} <= {"wrong", "crashed"}
    assert not [outcome for outcome in outcomes if not outcome.message.startswith(said)]
