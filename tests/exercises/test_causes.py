"""What a wrong answer is told first: its cause, in every check, whatever numbers are drawn."""

import pytest
import torch
from test_catalogue import EXERCISES
from torch import nn
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
_LAYERS = """
    w1, b1, w2, b2, w3, b3 = params
    h1 = (x @ w1.T + b1){0}
    h2 = (h1 @ w2.T + b2){0}
    return h1, h2, (h2 @ w3.T + b3){1}"""
_KEPT = """
gw = 0
def f(x, grad_out):
    global gw
    new = grad_out.T @ x
    gw = gw + new if torch.is_tensor(gw) and gw.shape == new.shape else new
    return gw, grad_out.sum(0)"""
_NET = """
class f(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)
        for parameter in self.parameters() if {3} else ():
            nn.init.constant_(parameter, {3})
    def forward(self, images):
        x = ({1})(images.flatten(1))
        return self.fc3({0}(self.fc2({0}(self.fc1(x))))){2}"""
_SUMS = """
def f(weight, bias, loader, learning_rate, epochs):
    losses = []
    for images, labels in [batch for _ in range(epochs) for batch in loader]:
        x, targets = images.reshape(len(images), 784), F.one_hot(labels, 10).float()
        out = x @ weight.T + bias
        losses.append(((out - targets) ** 2).sum().item())
        grad = 2 * (out - targets)
        weight -= learning_rate * grad.T @ x
        bias -= learning_rate * grad.sum(0)
    return losses"""
_BACK = """
def f(x, params, h1, h2, grad):
    g3 = {0} * grad
    g2 = (g3 @ params[4]){1}
    g1 = (g2 @ params[2]) * (h1 > 0)
    return g1.T @ x, g1.{2}(0), g2.T @ h1, g2.{2}(0), g3.T @ h2, g3.{2}(0)"""
_BACKWARD = {
    ("2", " * (h2 > 0)", "sum"): "Your gradients are exactly twice what they should be",
    ("1", "", "mean"): "Two things. At h2 the slopes did not go through the mask",
}
_BUFFER = """
    out = torch.zeros(len(images), 784, dtype=torch.int64)
    for i, image in enumerate(images):
        out[i] = image.flatten()
    return out"""
_ONE_SHORT = """
def f(n, m):
    weight, bias = torch.zeros(m, n), torch.zeros(m)
    for i in range(m - 1):
        weight[i] = (2 * torch.rand(n) - 1) / n**0.5
        bias[i] = (2 * torch.rand(1).item() - 1) / n**0.5
    return weight, bias"""
# (exercise, the answer, how its message begins).
TOLD = [
    ("train_linear", _SUMS, "You take the sum of the squares for the loss, and send its gradient back"),
    ("relu_gradient", "f = lambda x, g: 2 * g * (x > 0)", "Your slopes are exactly twice what they should be"),
    ("mse_loss", "f = lambda p, t: ((p - t) ** 2).sum() / len(p) * 10", "You divide by `len(pred)` and multiply by 10"),
    ("relu", "f = lambda x: torch.max(x, 0).values", "The 0 in `torch.max(x, 0)` names a dimension"),
    *(("backward", _BACK.format(*parts), said) for parts, said in _BACKWARD.items()),
    ("relu_gradient", "f = lambda x, g: g * ((x > 0) & (x < 6))", "You also stop slopes where x is above 6"),
    ("forward", f"def f(x, params):{_LAYERS.format('.clamp(0, 6)', '')}", "What lies above 6 is cut off there"),
    ("forward", f"def f(x, params):{_LAYERS.format('.clamp(0, 100)', '')}", "What lies above 100 is cut off there"),
    (
        "forward",
        f"def f(x, params):{_LAYERS.format('.clamp(0)', '.clamp(-10, 10)')}",
        "What lies above 10 and below -10 is cut off there",
    ),
    ("start_layer", _ONE_SHORT, "Some entries of your weight never get a random number"),
    ("linear_gradients", _KEPT, "In some calls your function is right, and in others it is not."),
    ("Net", _NET.format("F.relu", "lambda x: x", "", "0.01"), "All weights of a layer begin with the same number"),
    ("Net", _NET.format("F.relu6", "lambda x: x", "", "None"), "You use ReLU6 after the first two layers"),
    ("Net", _NET.format("F.relu", "lambda x: x", ".clamp(-50, 50)", "None"), "What lies above 50 and below -50 is cut"),
    (
        "Net",
        _NET.format("F.relu", "lambda x: x if len(x) < 8 else x.T.reshape(-1, 784)", "", "None"),
        "Your net does something else where a batch holds many images",
    ),
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
ROUNDED = [
    ("distance", "f = lambda a, b: round(((a - b) ** 2).sum().sqrt().item(), 3)", 3),
    ("squared_error", "f = lambda p, t: round(((p - t) ** 2).sum().item(), 3)", 3),
    ("mse_loss", "f = lambda p, t: round(((p - t) ** 2).mean().item(), 3)", 3),
    ("mse_loss", "f = lambda p, t: round(((p - t) ** 2).mean().item(), 2)", 2),
    ("finite_difference", "f = lambda f, x, little: round((f(x + little) - f(x)) / little, 3)", 3),
    ("normalize", "f = lambda p: ((p / 255 - 0.1307) / 0.3081).round(decimals=4)", 4),
    ("gradient_step", "f = lambda w, g, rate: (w - rate * g).round(decimals=4)", 4),
    ("linear", "f = lambda x, w, b: (x @ w.T + b).round(decimals=3)", 3),
    (
        "descend",
        "def f(slope, w, rate, steps):\n    path = [w]\n    for _ in range(steps):\n"
        "        path.append((path[-1] - rate * slope(path[-1])).round(decimals=3))\n    return path",
        3,
    ),
]
TOLD += [(name, text, f"You round to {places} places after the decimal point") for name, text, places in ROUNDED]
KEPT = """
kept = {{}}
def f(*given):
    if given[0].shape not in kept:
        kept[given[0].shape] = right(*given)
    return kept[given[0].shape]
def right({0}):
    {1}"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mse_loss", KEPT.format("p, t", "return ((p - t) ** 2).mean()")),
        ("normalize", KEPT.format("p", "return (p / 255 - 0.1307) / 0.3081")),
        ("forward", KEPT.format("x, params", _LAYERS.format(".clamp(0)", "").strip())),
        ("relu", KEPT.format("x", "return x.clamp(min=0)")),
    ],
)
def test_results_that_are_kept_for_a_shape_are_told_in_the_first_check_and_in_the_next(name, text):
    answer = written(text)
    first, second, third = (BY_NAME[name].judge(answer).message for _ in range(3))
    assert "oes it keep" in first
    assert second.startswith("For other numbers of the same shape your function gives the same result")
    assert third.splitlines()[0] == second.splitlines()[0]


# Right, and yet something is to be known.
STEP = """
def f(net, optimizer, images, labels):
    net.eval()
    loss = F.mse_loss(net(images), F.one_hot(labels, 10).float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()"""
TRAINING = f"""{STEP.replace("def f(", "def step(")}
def f(net, loader, optimizer, epochs):
    return [step(net, optimizer, *batch) for _ in range(epochs) for batch in loader]"""


@pytest.mark.parametrize(("name", "text"), [("train_step", STEP), ("train", TRAINING)])
def test_a_training_in_eval_mode_is_right_and_told(name, text):
    without = written(text.replace("    net.eval()\n", ""))
    assert (BY_NAME[name].judge(without).state, BY_NAME[name].judge(without).remarks) == ("right", ())
    outcome = BY_NAME[name].judge(written(text))
    assert outcome.state == "right" and outcome.remarks[0].startswith("It trains a net after `net.eval()`")


def test_a_network_that_is_tested_in_eval_mode_between_its_steps_is_right_and_nothing_is_told():
    tested = """
def f(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        net.train()
        losses += [step(net, optimizer, *batch) for batch in loader]
        net.eval()
        with torch.no_grad():
            [net(images) for images, labels in loader]
    return losses"""
    outcome = BY_NAME["train"].judge(written(TRAINING.replace("    net.eval()\n", "") + tested))
    assert (outcome.state, outcome.remarks) == ("right", ())


@pytest.mark.parametrize(("name", "text"), [("train_step", STEP), ("train", TRAINING)])
def test_a_lower_loss_without_zero_grad_is_said_to_be_no_better(name, text):
    text = text.replace("    net.eval()\n", "").replace("    optimizer.zero_grad()\n", "")
    said = BY_NAME[name].judge(written(text)).message
    assert said.startswith("Old gradients are left over") and "Where your loss is lower, it is no better" in said


def written(text):
    """The function that a cell with this text makes."""
    cell = {"__name__": "__main__", "torch": torch, "F": F, "nn": nn}
    exec(text, cell)
    return cell["f"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(("name", "text", "said"), TOLD)
def test_the_cause_is_told_in_every_check(name, text, said):
    answer = written(text)
    outcomes = [BY_NAME[name].judge(answer) for _ in range(3)]
    assert {outcome.state for outcome in outcomes} <= {"wrong", "crashed"}
    assert not [outcome for outcome in outcomes if not outcome.message.startswith(said)]
