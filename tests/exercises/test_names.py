"""What is said of a name, a function of a library or an error of Python is true, and leads where it should."""

import linecache
import math
import textwrap

import numpy as np
import pytest
import torch
from test_catalogue import EXERCISES
from torch import nn
from torch.nn import functional as F

from course_utils.exercises._advice.errors import lesson_of_each_name

BY_NAME = {exercise.name: exercise for exercise in EXERCISES}
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("draws_once")]
_TRAIN = "weight, bias, loader, learning_rate, epochs"
_HEADS = {
    "distance": "a, b",
    "mse_loss": "pred, target",
    "squared_error": "pred, target",
    "mse_gradient": "pred, target",
    "flatten_image": "image",
    "flatten_batch": "images",
    "normalize": "pixels",
    "pixel_index": "row, col",
    "one_hot": "labels, depth=10",
    "from_one_hot": "targets",
    "finite_difference": "f, x, little",
    "gradient_step": "weight, grad, learning_rate",
    "descend": "grad_of, weight, learning_rate, steps",
    "linear": "x, weight, bias",
    "linear_gradients": "x, grad_out",
    "relu": "x",
    "relu_gradient": "x, grad_out",
    "forward": "x, params",
    "momentum_step": "params, grads, velocities, learning_rate, momentum",
    "start_layer": "n, m",
    "train_step": "net, optimizer, images, labels",
    "train": "net, loader, optimizer, epochs",
    "predict": "net, images",
    "accuracy": "predicted, labels",
    "confusion_matrix": "predicted, labels",
    "evaluate": "net, loader",
    "double": "number",
}


def written(name, body, **cell):
    """The function that a cell of a notebook makes, its lines at hand as they are there."""
    text = (
        body if body.startswith(("def ", "class ")) else f"def {name}({_HEADS[name]}):\n{textwrap.indent(body, '    ')}"
    )
    file = f"<cell {abs(hash(text))}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space = {"__name__": "__main__", "torch": torch, **cell}
    exec(compile(text, file, "exec"), space)
    return space[name]


def said_of(name, body, **cell):
    return BY_NAME[name].judge(written(name, body, **cell)).message


NAMES = [
    ("mse_loss", "return ((pred - target) ** 2).avg()", "The average is `.mean()`."),
    ("mse_loss", "return mean((pred - target) ** 2)", "Write it behind the tensor, `.mean(...)`"),
    ("normalize", "return (pixels / 255 - mean) / std", "write 0.1307"),
    ("mse_loss", "return ((prediction - target) ** 2).mean()", "Is `pred` meant? That is the name that comes in."),
    ("mse_loss", "diff = pred - target\nreturn (difference ** 2).mean()", "Is `diff` meant?"),
    ("mse_loss", "return ((pred - target) ** 2).pow2()", "A square is written `** 2`"),
    ("squared_error", "return torch.sqr(pred - target).sum()", "A square is written `** 2`"),
    ("mse_loss", "return ((pred - x) ** 2).mean()", "what comes in is `pred` and `target`."),
    ("mse_loss", "d = pred - target\nreturn (e**2).mean()", "made above it is `d`."),
    ("mse_gradient", "return 2 * (pred - target) / pred.count()", "is `.numel()`, how many rows `len(...)`"),
    ("mse_gradient", "return 2 * (pred - target) / n", "a tensor has `len(...)` rows and `.numel()` entries"),
    ("mse_gradient", "return 2 * (pred - target) / pred.nume1()", "Is `numel` meant?"),
    ("gradient_step", "return weight - lr * grad", "Is `learning_rate` meant?"),
    ("gradient_step", "return weight - learning_rate * gradient", "Is `grad` meant?"),
    ("gradient_step", "return w - learning_rate * grad", "Is `weight` meant?"),
    ("pixel_index", "return row * 28 + column", "Is `col` meant?"),
    ("pixel_index", "index = row * 28 + col\nreturn idx", "Is `index` meant?"),
    ("pixel_index", "return row * width + col", "A row has 28 pixels"),
    ("normalize", "return pixels.astype(float) / 255", "`astype` is numpy's"),
    ("normalize", "return pixels.to(float32) / 255", "`torch.float32`"),
    ("one_hot", "return eye(depth)[labels]", "Write `torch.eye(...)`."),
    ("one_hot", "return torch.identity(depth)[labels]", "`torch.eye(n)`"),
    ("distance", "return np.sqrt(((a - b) ** 2).sum())", "none is needed: a tensor has `.sqrt(...)` itself"),
    ("linear", "return x @ weight.T + b", "Is `bias` meant?"),
    ("finite_difference", "return (f(x + step) - f(x)) / step", "called `little` here, not `step`"),
    ("descend", "return [grad_at(weight)]", "handed in as `grad_of`"),
    ("relu", "return ReLU(x)", "Is `relu` meant?"),
    ("train", "return [train_stp(net, optimizer, *batch) for batch in loader]", "Is `train_step` meant?"),
    (
        "momentum_step",
        "for p, g, v in zip(params, grads, velocities):\n    v += grad",
        "Is `grads` meant, or one of its entries, under the name that a loop gives it?",
    ),
    ("mse_loss", "total = 0\nfor p in pred:\n    totl += p\nreturn total", "Is `total` meant?"),
    ("mse_loss", "return (pred - target).mean().value", "is `.item()`"),
    ("momentum_step", "velocity[0] = grads[0]", "Is `velocities` meant, or one of its entries"),
    ("finite_difference", "return (F(x + little) - F(x)) / little", "Is `f` meant?"),
    ("confusion_matrix", "return torch.zeros(10, 10, dtype=torch.int46)", "`torch.int64`"),
    ("train", "for images, labels in train_loader:\n    pass", "Is `loader` meant?"),
    ("train", "return [criterion(net(x), y) for x, y in loader]", "The loss of this course is `F.mse_loss(...)`"),
    ("predict", "return model(images).argmax(dim=1)", "write `net` for `model`"),
    ("accuracy", "return (pred == labels).float().mean()", "Is `predicted` meant?"),
    ("accuracy", "return accuracy_score(labels, predicted)", "No function of that name is there"),
    ("evaluate", "for x, y in loader:\n    right += (net(x) == y).sum()", "Make `right` before the loop"),
    (
        "distance",
        "distance = distance(a, b)\nreturn distance",
        "`distance` is a function, and here it is also the name",
    ),
    ("one_hot", "len = len(labels)\nreturn torch.zeros(len, depth)", "`len` is a function of Python, and here"),
    ("squared_error", "sum = (pred - target) ** 2\nreturn sum(sum)", "which hides Python's own `sum`"),
    ("relu", "return x(x > 0)", "`x` is a value and no function: is a `*` missing"),
    (
        "momentum_step",
        "for param, grad in zip(params, grads):\n    velocity *= momentum",
        "is it to be taken out of `velocities`, by a loop",
    ),
]


@pytest.mark.parametrize(("name", "body", "said"), NAMES)
def test_what_is_meant_by_a_name_that_is_not_there_is_said_only_where_it_can_be(name, body, said):
    assert said in said_of(name, body)


@pytest.mark.parametrize(
    ("name", "body", "misleading"),
    [
        ("normalize", "return (pixels / 255 - mean) / std", "`.mean()`"),
        ("squared_error", "return torch.sqr(pred - target).sum()", "sqrt"),
        ("mse_gradient", "return 2 * (pred - target) / pred.count()", "bincount"),
        ("gradient_step", "return weight - learning_rate * gradient", "mse_gradient"),
        ("relu_gradient", "def relu_gradient(x, grad_out):\n    return grad * (x > 0)", "`.grad()`"),
        ("train", "for images, labels in train_loader:\n    pass", "train_linear"),
        ("pixel_index", "index = row * 28 + col\nreturn idx", "Is `id` meant"),
        ("linear", "return x @ weight.T + b", "stands only in shapes"),
        ("flatten_batch", "return images.reshape(images.size, 784)", "More stands in the brackets"),
        ("mse_gradient", "return 2 * (pred - target) / np.size(pred)", "brackets of a call missing"),
        ("one_hot", "return torch.eye[depth][labels]", "missing, as in `.numel()`"),
        ("forward", "w1, b1 = params\nreturn x", "no index behind it"),
        ("train_step", "backward(net)", "lesson 7"),
        ("predict", "return net.eval(images).argmax(dim=1)", "More stands"),
    ],
)
def test_nothing_is_proposed_that_leads_away(name, body, misleading):
    assert misleading not in said_of(name, body, np=np)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("linear", "return np.dot(x, weight.T) + bias", "leave numpy out. A product of matrices is `@`"),
        ("mse_loss", "return np.mean((pred - target) ** 2)", "use those of the tensor, such as `.mean()`"),
        ("linear_gradients", "return grad_out.T @ x, np.sum(grad_out, axis=0)", "such as `.mean()` and `.sum(dim=0)`"),
        ("linear_gradients", "return grad_out.T @ x, sum(grad_out, dim=0)", "Python's own `sum` knows no `dim`"),
        ("flatten_batch", "return images.reshape(784, images.shape)", "Only whole numbers may stand in its brackets"),
        ("flatten_batch", "return images.reshape(len(images, 784))", "does its bracket close too late?"),
        ("flatten_batch", "return images.reshape(-1, -1)", "`-1` may stand once"),
        ("mse_loss", "return ((pred - target) ** 2).mean(dims=0)", "`mean` knows no `dims`. Is `dim` meant?"),
        ("relu", "return torch.relu()", "the tensor itself is missing"),
        ("relu", "return x.clamp(minimum=0)", "`clamp` knows no `minimum`. Is `min` meant?"),
        ("relu", "return x.to('meta').clamp(min=0)", "Leave out `meta`"),
        ("one_hot", "return torch.eye[depth][labels]", "gets round ones, `(...)`"),
        ("one_hot", "return torch.eye(depth)[labels.float()]", "Places are whole numbers, and these are floats"),
        ("squared_error", "return (pred - 'target') ** 2", "What stands in quotation marks is a text"),
        ("squared_error", "if pred == target:\n    return 0", "`.sum()` counts those that are True"),
        ("normalize", "return (pixels / 255 - 0,1307) / 0,3081", "A number is written with a point, `0.3081`"),
        ("forward", "w1, b1 = params\nreturn x", "`params` holds six"),
        ("forward", "return x @ params['w1'].T", "`params` is a list without names"),
        ("train", "return [0.1] * len(epochs)", "That is a number already"),
        ("train", "losses = ()\nlosses.append(1)", "begin with a list, `[]`"),
        ("train_step", "loss = F.mse_loss(net(labels), labels)", "The labels are handed to the net"),
        (
            "train_step",
            "net.requires_grad_(False)\nnet(images).sum().backward()",
            "The weights of the net are set not to",
        ),
        ("evaluate", "return predict(loader)", "it takes `net` and `images`"),
        ("evaluate", "return [images.predict(net) for images, _ in loader]", "the tensor stands in its brackets"),
        ("mse_loss", "return ((pred - target) ** 2).total()", "The sum is `.sum()`"),
        ("mse_loss", "return torch.total((pred - target) ** 2)", "or `torch.sum(...)`"),
        ("mse_loss", "return Null", "Python's word for nothing is `None`"),
        ("mse_loss", "return torch.cat(pred, target).mean()", "take all tensors in one list"),
        ("mse_loss", "return torch.stack(pred, target).mean()", "take all tensors in one list"),
        ("flatten_batch", "return torch.nested.nested_tensor([image.flatten() for image in images])", "`torch.stack("),
    ],
)
def test_the_cause_of_an_error_of_python_or_of_a_library_is_said(name, body, said):
    assert said in said_of(name, body, np=np, math=math, F=F, predict=BY_NAME["predict"].reference)


def test_inputs_in_another_order_are_told_where_a_function_of_an_earlier_lesson_raises():
    linear = BY_NAME["linear"].reference
    body = "for images, labels in loader:\n    x = images.flatten(1)\n    out = linear(weight, x, bias)\nreturn [0.1]"
    train = written("train_linear", f"def train_linear({_TRAIN}):\n{textwrap.indent(body, '    ')}", linear=linear)
    assert "`linear` takes `x`, `weight` and `bias`, in this order.\n" in BY_NAME["train_linear"].judge(train).message


def forward(x, params):
    w1, b1, w2, b2, w3, b3 = params
    return x, w1, b1, w2, b2, w3, b3


def test_inputs_in_another_order_are_told_where_a_function_of_the_notebook_raises():
    body = "for images, labels in loader:\n    h1, h2, out = forward(params, images)\nreturn [0.1]"
    head = "params, velocities, loader, learning_rate, momentum, epochs"
    train = written("train_by_hand", f"def train_by_hand({head}):\n{textwrap.indent(body, '    ')}", forward=forward)
    assert "`forward` takes `x` and `params`, in this order.\n" in BY_NAME["train_by_hand"].judge(train).message


LOOP = "losses = []\nfor _ in range(epochs):\n    for images, labels in loader:\n        losses.append({0})\nreturn {1}"
STEP = "train_step(net, optimizer, images, labels)"


@pytest.mark.parametrize(
    ("call", "end", "said"),
    [
        ("train_step(net, images, labels)", "losses", "The call leaves out `optimizer`"),
        ("train_step(net, optimizer, (images, labels))", "losses", "hand them over one by one"),
        ("train_step(net, loader, optimizer, epochs)", "losses", "the order is `train_step(net, optimizer, images"),
        (STEP, "net", "You give the network, which has changed on its own: give the list."),
        (
            "loss",
            "losses",
            "what comes in is `net`, `loader`, `optimizer` and `epochs`, and made above it are `losses`",
        ),
        (STEP, "losses, epochs", "A comma behind `return` gives several things"),
        (f"(1, {STEP})", "losses", "Each entry is one number"),
    ],
)
def test_what_is_wrong_with_the_call_or_the_list_of_a_training_is_said(call, end, said):
    step = BY_NAME["train_step"].reference
    assert said in said_of("train", LOOP.format(call, end), train_step=step)


NET = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images):
        x = images.reshape(len(images), 784)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)
"""
TENSORS = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1 = torch.randn(10, 784)

    def forward(self, images):
        return images.flatten(1) @ self.w1.T
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("F.relu(self", "nn.ReLU(self", "`nn.ReLU` is a class, and its brackets make a layer: write `F.relu(...)`"),
        ("F.relu(self", "self.relu(self", "`self.relu` is never made"),
        ("F.relu(self", "nn.relu(self", "It is a function of `F`: `F.relu(...)`."),
        ("F.relu(self", "ReLU(self", "Write `F.relu(...)`."),
        ("F.relu(self", "relu(self", "`F.relu(...)` does the same"),
        ("self.fc3(x)", "fc3(x)", "NameError: `fc3` is kept in the object: write `self.fc3`\n"),
        ("self.fc3(x)", "self.fc4(x)", "what the network has is `fc1`, `fc2` and `fc3`"),
        ("self.fc2(x)", "self.fc3(x)", "The layer takes 64 numbers a picture, and 256 came"),
        ("self.fc1(x)", "self.fc1[x]", "gets round ones, `(...)`"),
        ("self.fc1(x)", "self.fc1(784, 256)", "A network or a layer is called with one thing"),
        ("nn.Linear(784, 256)", "nn.Linear", "`self.fc1` is the class `nn.Linear` itself"),
        ("nn.Linear(784, 256)", "nn.linear(784, 256)", "Is `nn.Linear` meant?"),
        ("nn.Linear(784, 256)", "Linear(784, 256)", "Write `nn.Linear(...)`."),
        ("nn.Linear(784, 256)", "nn.Linear()", "`nn.Linear` takes two numbers"),
        (
            "__init__(self)",
            "_init_(self)",
            "Python calls `__init__`, two underscores on each side, and yours is called",
        ),
        ("self.fc", "fc", "Your layers are gone when `__init__` has ended"),
        ("images.reshape(len(images), 784)", "x.reshape(len(x), 784)", "and what comes in is `images`"),
        ("images.reshape(len(images), 784)", "nn.Flatten(images)", "`nn.Flatten` is a class"),
        ("(self, images)", "(self)", "takes `self` first, and then what comes in"),
        (NET, TENSORS, "`self.w1` is a plain tensor"),
        ("self.fc2 =", "fc2 =", "`fc2` is gone when `__init__` has ended: keep it in the net, as `self.fc2 ="),
    ],
)
def test_a_slip_in_the_class_of_a_net_is_told(old, new, said):
    assert said in said_of("Net", NET.replace(old, new), nn=nn, F=F)


Own = written("Net", NET, nn=nn, F=F)


@pytest.mark.parametrize(
    ("name", "passed", "said"),
    [
        ("mse_loss", nn.MSELoss, "You passed the class `MSELoss`"),
        ("relu", nn.ReLU, "You passed the class `ReLU`"),
        ("linear", nn.Linear(3, 2), "You passed `Linear`, which is not yours"),
        ("distance", np.linalg.norm, "You passed `norm`, which is not yours"),
        ("mse_loss", torch.tensor(0.5), "leave out its call"),
        ("pixel_index", 88, "leave out its call"),
        ("relu", "relu", "Leave out the quotation marks"),
        ("relu", F, "got the module torch.nn.functional"),
        ("train", [0.1, 0.09], "without brackets around or behind its name"),
        ("Net", Own().forward, "You passed a method of a network"),
        ("Net", Own.forward, "You passed a method of a network"),
        ("Net", nn.Module, "You passed `Module`, which is not yours"),
        ("Net", nn.Linear, "You passed `Linear`, which is not yours"),
        ("Net", Own(), "Leave out the brackets"),
    ],
)
def test_what_is_passed_in_place_of_the_function_is_told(name, passed, said):
    outcome = BY_NAME[name].judge(passed)
    assert outcome.state == "wrong"
    assert said in outcome.message and f"lesson.{name}.check({name})" in outcome.message


@pytest.mark.parametrize(
    ("name", "passed"),
    [("relu", torch.relu), ("relu", nn.ReLU()), ("mse_loss", nn.MSELoss()), ("linear", F.linear), ("Net", Own)],
)
def test_something_of_a_library_that_is_right_passes(name, passed):
    assert BY_NAME[name].judge(passed).state == "right"


def test_the_lessons_of_missing_functions_say_where_else_they_are():
    for name, said in {
        "one_hot": "`from course_utils import one_hot`",
        "mse_loss": "`F.mse_loss(...)` does the same",
    }.items():
        assert lesson_of_each_name()[name]
        assert said in said_of("train_step", f"return {name}(images, labels)")


def flatten_image(image):
    """What the notebook hands out."""
    ...


_ROWS = "rows = torch.zeros(len(labels), depth)\nfor i in range({}):\n    rows[i, labels[i]] = 1\nreturn rows"
_TABLE = (
    "grad_weight = torch.zeros({})\nfor k in range(len(x)):\n    for i in range(2):\n        for j in range({}):\n"
    "            grad_weight[i, j] += grad_out[k, i] * x[k, j]\nreturn grad_weight, grad_out.sum(dim=0)"
)
_START = "return (2 * torch.rand(m, n) - 1) / {0}, (2 * torch.rand(m) - 1) / {0}"
_MEASURED = (
    "before = loss_of(pred)\nslopes = []\nfor i in range(10):\n    moved = pred.clone()\n"
    "    moved[i] = moved[i] + 0.001\n    slopes.append((loss_of(moved) - before) / 0.001)\nreturn torch.tensor(slopes)"
)
_LAYERS = "w1, b1, w2, b2, w3, b3 = params\nh1 = (x @ w1.T + b1) > 0\nh2 = (h1 @ w2.T + b2) > 0\nreturn h1, h2, h2"
_DOWN = (
    "{}\npath = {}\nfor _ in range({}):\n    weight = weight - learning_rate * grad_of(weight)\n"
    "    path.append(weight)\nreturn path"
)
_IN_ITS_PLACE = "You always take {}: write `{}` in its place, and the result is right."


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("one_hot", _ROWS.format(3), f"{_IN_ITS_PLACE.format(3, 'len(labels)')}\nLook at your line 3: `for i in"),
        ("one_hot", _ROWS.format(4), _IN_ITS_PLACE.format(4, "len(labels)")),
        (
            "linear_gradients",
            _TABLE.format("grad_out.shape[1], x.shape[1]", "x.shape[1]"),
            _IN_ITS_PLACE.format(2, "grad_out.shape[1]"),
        ),
        (
            "linear_gradients",
            _TABLE.format("2, 3", 3),
            "You always take 2 and 3: write `grad_out.shape[1]` and `x.shape[1]` in their place, and the result is",
        ),
        ("linear", "return x @ weight.T + bias.repeat(4, 1)", _IN_ITS_PLACE.format(4, "len(x)")),
        ("start_layer", _START.format("4 ** 0.5"), _IN_ITS_PLACE.format(4, "n")),
        ("start_layer", _START.format(28), _IN_ITS_PLACE.format(28, "n**0.5")),
        ("predict", "return net(images[:3]).argmax(dim=1)", _IN_ITS_PLACE.format(3, "len(images)")),
        (
            "from_one_hot",
            "return (targets * torch.arange(10)).sum(dim=1).long()",
            _IN_ITS_PLACE.format(10, "targets.shape[1]"),
        ),
        ("from_one_hot", "return (targets * torch.arange(10)).sum(dim=1)", "a row need not have as many: count them"),
        ("from_one_hot", "return (targets @ torch.arange(10.0)).int()", "a row need not have as many: count them"),
        ("flatten_batch", "return torch.cat([flatten_image(image) for image in images])", "`flatten_image` gives not"),
        ("flatten_batch", "return [flatten_image(image) for image in images]", "Each of your rows is None: does"),
        ("one_hot", "return torch.cat([print(label) for label in labels])", "The list holds None: what makes its"),
        ("one_hot", "return [print(label) for label in labels]", "Your list holds nothing but None"),
        ("flatten_image", "return image.flatten(1, 784)", "`reshape(...)` takes the sizes of the new shape"),
        ("mse_gradient", _MEASURED, "The lesson's loop measures the slopes of a single row: use the formula"),
        ("relu_gradient", "return grad_out @ (x > 0)", "slopes and mask are multiplied entry by entry"),
        ("forward", _LAYERS, "brackets of its own, `... * (h > 0)`; ReLU keeps the positive numbers"),
        ("train_step", "return F.mse_loss(net(images.flatten()), labels)", "`images` go into the net as they"),
        ("train_step", "return F.mse(net(images), labels)", "The loss of this course is `F.mse_loss(...)`."),
        (
            "gradient_step",
            "return [w - learning_rate * g for w, g in zip(weight, grad)]",
            "`torch.stack(...)` makes one tensor of your list",
        ),
        ("descend", _DOWN.format("weight = 3.0", "[weight]", "steps"), "You put a new value into `weight`: begin"),
        (
            "descend",
            _DOWN.format("weight = torch.tensor([3.0])", "[weight]", "steps"),
            "You put a new value into `weight`: begin",
        ),
        ("descend", _DOWN.format("", "[]", "steps + 1"), "with the `weight` that comes in: is it put in before the"),
        ("train", f"net = Net()\n{LOOP.format(STEP, 'losses')}", "make no new one, as `net = Net()` does"),
    ],
)
def test_what_belongs_to_an_example_or_is_not_there_yet_is_told_with_what_to_write(name, body, said):
    course = {"flatten_image": flatten_image, "train_step": BY_NAME["train_step"].reference, "F": F}
    own = {
        "loss_of": lambda outputs: ((outputs - torch.eye(10)[5]) ** 2).mean().item(),
        "Net": BY_NAME["Net"].reference,
    }
    assert said in said_of(name, body, **course, **own)


def test_a_number_that_nothing_else_makes_right_is_not_said_to_belong_to_an_example():
    cut_off = _LAYERS.replace("> 0", "* 1").replace("h1, h2, h2", "h1.clamp(0), h2.clamp(0), h2.clamp(-10, 10)")
    for name, body in [
        ("linear", "return x @ weight.T + 2 * bias.abs()"),
        ("linear", "return (x @ weight.T + bias) ** 3 / 7"),
        ("linear", "return (x @ weight.T + bias).clamp(-2, 2)"),  # any limit that is large enough is right
        ("forward", cut_off),
        ("pixel_index", "index = 28 * row\nif col == 27:\n    index += col\nreturn index"),
        ("one_hot", "labels -= 3\nreturn torch.eye(depth)[labels + 3]"),  # right, but labels have changed
    ]:
        assert "You always take" not in said_of(name, body)


def test_a_matrix_of_another_cell_is_told_by_its_name():
    small = torch.zeros(3, 3, dtype=torch.int64)
    body = "table = torch.zeros(10, 10)\nfor pair in zip(labels, predicted):\n    small[pair] += 1\nreturn small"
    assert said_of("confusion_matrix", body, small=small).startswith("You give `small`, which another cell has made")


def test_a_count_that_hangs_on_no_number_is_not_said_to_be_kept_from_before():
    assert "keep results" not in said_of("distance", "return ((a != b).sum() + 1).sqrt()")
