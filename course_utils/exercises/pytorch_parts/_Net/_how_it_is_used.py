"""How a net is looked at: its weights and biases by size, its outputs with those of the reference copied in."""

import functools
import inspect
import math
import re

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.parameter import UninitializedParameter

from course_utils._messages import counted, describe
from course_utils.exercises._comparing.compare import same
from course_utils.exercises.exercise import Wrong
from course_utils.exercises.pytorch_parts._Net._weights_found import SHAPES, answers, check_shapes

_NOT_CALLED = {  # what PyTorch says -> what is wrong, and what came instead of a tensor
    "must be Tensor, not ReLU": (
        "`nn.ReLU` is a class, and its brackets make a layer: write `F.relu(...)`, or `self.relu = nn.ReLU()` in "
        "`__init__`, and call that.",
        "a ReLU",
    ),
    "must be Tensor, not Flatten": (
        "`nn.Flatten` is a class, and its brackets make a layer: write `images.reshape(len(images), 784)`.",
        "a Flatten",
    ),
    "must be Tensor, not Linear": ("A layer is not called: write `F.relu(self.layer1(x))`.", "a layer"),
}
_NO_SUPER = "expected super().__init__() before the first layer\ngot      no call of it before that"
_FIXED = "Is a size fixed, as in `reshape(1, 784)`? Take it from the images, `len(images)`."
_SQUEEZED = "Does a `squeeze()` take the dimension of the batch away, too?"


def observe(Net, images):
    with torch.random.fork_rng(devices=[]):  # the random start of the layers
        net = _made(Net)
        if any(isinstance(parameter, UninitializedParameter) for parameter in net.parameters()):
            _outputs(net, images)  # layers that find their own sizes do so when they are first called
        parameters = list(net.parameters())
        check_shapes(net, parameters, images)
        _check_repeats(net, parameters, images)
        _check_start(parameters)
        _check_own(Net, parameters)
        before = [(parameter.detach().clone(), parameter.grad) for parameter in parameters]
        try:  # the net may be one that is in use elsewhere
            still = _unmoved(net, parameters, images / images.abs().max())
            return {**_compared(net, parameters, images), "weights and biases that three steps do not move": still}
        finally:
            for parameter, (value, grad) in zip(parameters, before, strict=True):
                parameter.data.copy_(value)
                parameter.grad = grad


def _made(Net):
    """Make the net, and say in a sentence why that does not work."""
    if isinstance(Net, nn.Module):
        raise Wrong("Leave out the brackets: `lesson.Net.check(Net)`.\nexpected the class\ngot      a net that is made")
    try:
        parameters = inspect.signature(Net).parameters.values()
    except (TypeError, ValueError):  # something built in
        parameters = ()
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    wanted = [p.name for p in parameters if p.default is p.empty and p.kind not in variable]
    if wanted:
        todo = "`Net()` is called with empty brackets: write `def __init__(self):`, with nothing else in its brackets."
        raise Wrong(f"{todo}\nexpected a class that takes nothing\ngot      one that wants {', '.join(wanted)}")
    try:
        net = Net()
    except AttributeError as error:
        if "__init__() call" not in str(error):
            raise
        raise Wrong(_NO_SUPER) from error
    except TypeError as error:
        if "of 'super' object needs an argument" in str(error):
            todo = "The brackets behind `super` are missing."
            raise Wrong(f"{todo}\nexpected super().__init__()\ngot      super without its brackets") from error
        if "__init__() takes 0 positional arguments" in str(error):
            todo = "Python hands the net itself to `__init__`, as `self`."
            raise Wrong(f"{todo}\nexpected def __init__(self):\ngot      one without self") from error
        raise
    if not isinstance(net, nn.Module):
        todo = "`Net()` gives no network: begin with `class Net(nn.Module):`, with these brackets."
        got = "nothing" if net is None else describe(net) if isinstance(net, type) else f"a {type(net).__name__}"
        raise Wrong(f"{todo}\nexpected a class that inherits from nn.Module\ngot      {got}")
    try:
        list(net.parameters())
    except AttributeError:
        raise Wrong(_NO_SUPER) from None
    return net


def _outputs(net, images):
    """Call the net; where it stops, find out for which images it does not."""
    try:
        return net(images)
    except NotImplementedError:
        todo = "The class has no method `forward`: write `def forward(self, images):` in it, indented as `__init__` is."
        raise Wrong(f"{todo}\nexpected a method forward\ngot      none of that name") from None
    except NameError as error:
        if isinstance(getattr(net, error.name or "", None), nn.Module):
            error.args = (f"`{error.name}` is kept in the object: write `self.{error.name}`",)
            error.name = None
        raise
    except Exception as error:
        for said, (todo, got) in _NOT_CALLED.items():
            if said in str(error):
                raise Wrong(f"{todo}\nexpected a tensor that goes from layer to layer\ngot      {got}") from None
        batch_size, fixed = len(images), re.match(r"shape '\[(\d+), 784\]' is invalid", str(error))
        if fixed and int(fixed[1]) != batch_size:
            todo = f"A batch need not hold {counted(int(fixed[1]), 'picture')}: use `len(images)`."
            if batch_size == 1 and fixed[1] == "28":  # the rows of the one picture
                todo = (
                    "Does a batch of one picture lose its first dimension, as by `squeeze`, so that its 28 rows are "
                    "counted? Use `images` as they come, and `len(images)`."
                )
            raise Wrong(
                f"{todo}\nexpected {counted(batch_size, 'row')}, one for each image\ngot      {fixed[1]} rows"
            ) from None
        if answers(net, images.flatten(1)):
            takes = f"expected a net that takes images [{batch_size}, 1, 28, 28]"
            raise Wrong(f"{takes}\ngot      one that takes only rows [{batch_size}, 784]") from None
        if batch_size > 1 and answers(net, images[:1]):
            crash = "a crash, while one alone works"
            raise Wrong(f"{_FIXED}\nexpected outputs for {batch_size} images\ngot      {crash}") from None
        if batch_size == 1 and answers(net, images.repeat(7, 1, 1, 1)):
            crash = "a crash, while seven images work"
            raise Wrong(f"{_SQUEEZED}\nexpected outputs for a batch of one image\ngot      {crash}") from None
        raise


def _check_repeats(net, parameters, images):
    before = images.clone()
    first, second = _outputs(net, images), _outputs(net, images)
    if not torch.equal(before, images):
        todo = "You change the images: make a new tensor, `x = x - 1`, not `x -= 1`."
        raise Wrong(f"{todo}\nexpected images that stay as they are\ngot      others afterwards")
    if not isinstance(first, Tensor) or not isinstance(second, Tensor) or torch.equal(first, second):
        return
    if first.requires_grad:
        first.sum().backward()
    used = sum(parameter.grad is not None for parameter in parameters)
    net.zero_grad()
    taking_part = f"{used} of {len(parameters)} weights and biases take part"
    raise Wrong(f"expected the same outputs for the same images\ngot      others the second time; {taking_part}")


def _check_start(parameters):
    """Refuse weights and biases that are one number in each layer; where all are 0, less can learn: see _unmoved."""
    many = [parameter.detach() for parameter in parameters if parameter.numel() > 10]
    if all(part.min() == part.max() for part in many) and any(part.any() for part in many):
        raise Wrong(
            "All weights of a layer begin with the same number, so all its units give the same, are moved alike, and "
            "can never differ: leave them as `nn.Linear` draws them.\nexpected weights that differ from the start\n"
            "got      the same number throughout a layer"
        )


def _check_own(Net, parameters):
    """Refuse layers that two nets share: to train one of them would move the other."""
    if not isinstance(Net, type):
        return  # a function may hand over one net that it was asked for
    first = {id(parameter) for parameter in parameters}
    if any(id(parameter) in first for parameter in _made(Net).parameters()):
        raise Wrong(
            "Two nets of your class share their layers, so that training one moves the other, too: make the layers in "
            "`__init__`, with `nn.Linear(...)`.\nexpected layers of its own for each net\n"
            "got      the same layers in two nets"
        )


def _unmoved(net, parameters, images):
    """Count what does not move from its start, such as zeros everywhere: three steps reach every layer."""
    before = [parameter.detach().clone() for parameter in parameters]
    for _ in range(3):
        out = _outputs(net, images)
        learn = all(parameter.requires_grad for parameter in parameters)
        if not learn or not isinstance(out, Tensor) or not out.requires_grad:
            return 0  # told by what is looked at before
        grads = torch.autograd.grad(((out - 1) ** 2).mean(), parameters, allow_unused=True)
        if any(grad is None for grad in grads):
            return 0
        with torch.no_grad():
            for parameter, grad in zip(parameters, grads, strict=True):
                parameter -= 0.1 * grad
    unmoved = sum(map(torch.equal, parameters, before))
    # One or two may stand still by chance: a unit that is 0 for all images, a bias whose slope is 0 but for rounding.
    return unmoved if unmoved > 3 else 0


@functools.cache
def _weights():
    """Give weights and biases to compare with, by how many numbers they hold: outputs of both signs, near 1."""
    generator = torch.Generator().manual_seed(0)
    return {
        math.prod(shape): torch.randn(shape, generator=generator) / math.sqrt(shape[1] / 2 if len(shape) > 1 else 4)
        for shape in SHAPES
    }


def _refuse_what_few_images_do_not_show(net, images, out):
    """Say that a net is right for some images and not for many."""
    few, weights = 7, _weights()
    if len(images) <= few:
        return
    x = images.flatten(1)
    for m, n in SHAPES[::2]:
        x = F.linear(x if n == 784 else F.relu(x), weights[m * n].reshape(m, n), weights[m])
    if same(_outputs(net, images[:few]), x[:few]) and not same(out, x):
        raise Wrong(
            "Your net does something else where a batch holds many images: each is to be treated as it is alone.\n"
            f"expected the outputs of {len(images)} images\ngot      others, while those of {few} are right"
        )


def _compared(net, parameters, images):
    with torch.no_grad():
        for parameter in parameters:
            parameter.grad = None
            weight = _weights()[parameter.numel()]
            parameter.copy_(weight.t() if parameter.shape == weight.t().shape else weight.reshape(parameter.shape))
    out = _outputs(net, images)
    if out is None:
        raise Wrong("expected ten outputs for each image\ngot      nothing")
    _refuse_what_few_images_do_not_show(net, images, out)
    if isinstance(out, Tensor) and out.requires_grad:
        out.sum().backward()
    was_training = net.training
    asked = _outputs(net.eval(), images)
    net.train(was_training)
    without = sum(parameter.grad is None for parameter in parameters)
    if 0 < without < len(parameters):
        raise Wrong("expected a gradient for each of the six weights and biases\ngot      one for some of them")
    return {
        "the outputs of your net, with weights that the check has put in": out,
        "weights and biases that get no gradient": without,
        "its outputs after `net.eval()`": asked,
    }
