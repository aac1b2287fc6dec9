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
_LOST = "The numbers were float32 on the way, which keeps seven digits"
_LATER = "Your mean and standard deviation differ from those of the course in later digits only"
_TWO_NUMBERS = (
    "(p.float() / 255 - 0.1306604762738429) / 0.30810780717887876",
    "(p / 255 - 0.13066) / 0.30811",
    "(p / 255 - 0.13066) / 0.3081",
    "(p.float() - 33.318421) / 78.567490",
)
_LOADER = """
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
def f(root, train):
    numbers = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.13066,), (0.30811,))])
    return DataLoader(datasets.MNIST(root, train, numbers), batch_size=512, shuffle=train)"""
_BUFFER = """
    out = torch.zeros(len(images), 784, dtype=torch.int64)
    for i, image in enumerate(images):
        out[i] = image.flatten()
    return out"""
# (exercise, the answer, how its message begins).
TOLD = [
    ("relu", "f = lambda x: x.clamp(min=0).float()", "Your numbers are always float32: leave out what makes them so"),
    ("relu", "f = lambda x: x.clamp(min=0).float().to(x.dtype)", _LOST),
    ("relu_gradient", "f = lambda x, g: ((x > 0).float() * g.float()).to(x.dtype)", _LOST),
    ("flatten_image", "f = lambda image: image.reshape(1, 784).float().to(image.dtype)", _LOST),
    ("flatten_batch", f"def f(images):\n{_BUFFER}", "Your numbers are kept as whole numbers"),
    (
        "make_loader",
        _LOADER,
        "The course uses 0.1307 and 0.3081: your two numbers differ from these in later digits only.\nexpected pixels "
        "normalised with 0.1307 and 0.3081\ngot      with 0.13066 and 0.30811",
    ),
    *(("normalize", f"f = lambda p: {text}", _LATER) for text in _TWO_NUMBERS),
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
    cell = {"__name__": "__main__", "torch": torch, "F": F}
    exec(text, cell)
    outcomes = [BY_NAME[name].judge(cell["f"]) for _ in range(3)]
    assert {outcome.state for outcome in outcomes} <= {"wrong", "crashed"}
    assert not [outcome for outcome in outcomes if not outcome.message.startswith(said)]
