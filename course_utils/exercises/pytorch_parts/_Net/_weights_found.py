"""Which weights and biases PyTorch finds in a net, and why others or none."""

import difflib
import inspect
import math

import torch
from torch import Tensor, nn

from course_utils._messages import counted
from course_utils.exercises.exercise import Wrong

_NAMES = "first", "second", "third"
SHAPES = [(256, 784), (256,), (64, 256), (64,), (10, 64), (10,)]


def check_shapes(net, parameters, images):
    """Compare by size: a weight may also lie the other way round, or have a dimension of 1 more."""
    shapes = [tuple(parameter.shape) for parameter in parameters]
    if sorted(map(math.prod, shapes)) == sorted(map(math.prod, SHAPES)):
        return
    if shapes:
        if cause := _a_class_for_a_layer(net):
            raise Wrong(f"{cause}\nexpected three layers\ngot      a class in the place of one")
        if cause := _a_layer_in_a_tuple(net):
            raise Wrong(f"{cause}\nexpected three layers\ngot      a tuple in the place of one")
        wanted, got = (", ".join(str(list(shape)) for shape in found) for found in (SHAPES, shapes))
        place = "\n".join(
            filter(None, [_gone(net) or _what_differs(shapes), "For the shapes of your weights and biases:"])
        )
        raise Wrong(f"{place}\nexpected {wanted}\ngot      {got}")
    if cause := _why_nothing_is_found(net):
        raise Wrong(f"{cause}\nexpected six weights and biases in net.parameters()\ngot      none")
    drawn = answers(net, images) and not torch.equal(net(images), net(images))
    ending = ", and new ones are drawn at every call" if drawn else ""
    raise Wrong(f"expected six weights and biases in net.parameters()\ngot      none{ending}")


def _gone(net):
    """Say which layer `__init__` makes without `self.`, where `forward` asks for it and the net does not hold it."""
    codes = [getattr(getattr(type(net), name, None), "__code__", None) for name in ("__init__", "forward")]
    if None in codes or "Linear" not in codes[0].co_names:
        return ""
    made = codes[0].co_varnames[codes[0].co_argcount :]
    gone = next((name for name in made if name in codes[1].co_names and not hasattr(net, name)), "")
    return (
        gone and f"`{gone}` is gone when `__init__` has ended: keep it in the net, as `self.{gone} = nn.Linear(...)`."
    )


def _what_differs(shapes):
    """Say which layers are there instead, where all that is there is linear layers."""
    weights = [shape for shape in shapes if len(shape) == 2]
    biases = [shape for shape in shapes if len(shape) == 1]
    if len(weights) + len(biases) < len(shapes) or len(biases) > len(weights):
        return ""
    if len(biases) < len(weights):
        return "A layer has no bias: leave out `bias=False`."
    if len(weights) != 3:
        layers = ", ".join(f"{n} → {m}" for m, n in weights)
        had = f"{counted(len(weights), 'layer')}, {layers}"
        return f"Your net has {had}: make three, 784 → 256, 256 → 64, 64 → 10."
    wrong = [(name, *pair) for name, *pair in zip(_NAMES, weights, SHAPES[::2], strict=True) if pair[0] != pair[1]]
    name, (out, entering), (m, n) = wrong[0]
    order = " The number that comes in stands first." if (entering, out) == (m, n) else ""
    return f"Your {name} layer is `nn.Linear({entering}, {out})`: it should take {n} numbers and make {m}.{order}"


def _why_nothing_is_found(net):
    """Say why no weight is found, where what the net and its class hold tells it; "" where a list hides the layers."""
    if cause := _a_class_for_a_layer(net) or _a_layer_in_a_tuple(net):
        return cause
    kept = vars(net)
    tensors = [name for name, value in kept.items() if isinstance(value, Tensor)]
    if tensors:
        return (
            f"`self.{tensors[0]}` is a plain tensor, and PyTorch finds only layers and `nn.Parameter(...)`: make each "
            "layer, weight and bias together, by `nn.Linear(...)`."
        )
    own = {name: value for name, value in vars(type(net)).items() if inspect.isfunction(value)}
    if layers := [name for name, value in vars(type(net)).items() if isinstance(value, nn.Module)]:
        return (
            f"`{layers[0]}` belongs to the class and not to the net: make each layer in `__init__`, below "
            f"`super().__init__()`, as `self.{layers[0]} = ...`."
        )
    if "__init__" not in own:
        meant = difflib.get_close_matches("__init__", [name for name in own if name != "forward"], 1, 0.6)
        if meant:
            return f"Python calls `__init__`, two underscores on each side, and yours is called `{meant[0]}`."
        return ""
    code = own["__init__"].__code__
    if code.co_nlocals > 1 and "Linear" in code.co_names and not _holds(kept):
        return (
            "Your layers are gone when `__init__` has ended: keep each in the net, with `self.` before its name, "
            "`self.layer1 = nn.Linear(784, 256)`."
        )
    return ""


def _a_class_for_a_layer(net):
    """Say that a class of layers is kept where a layer belongs; "" where none is."""
    for name, value in vars(net).items():
        if isinstance(value, type) and issubclass(value, nn.Linear):
            return f"`self.{name}` is the class `nn.Linear` itself: its brackets with two widths make a layer."
    return ""


def _a_layer_in_a_tuple(net):
    """Say that a layer is the only thing in a tuple, which a comma behind it makes; "" where none is."""
    for name, value in vars(net).items():
        if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], nn.Module):
            return f"A comma stands behind the layer of `self.{name}`, and makes a tuple of it: delete the comma."
    return ""


def _holds(kept):
    """Tell whether something of the net's own holds layers that PyTorch does not look into, such as a list."""
    return any(isinstance(value, list | tuple | dict) and value for name, value in kept.items() if name[0] != "_")


def answers(net, images):
    """Tell whether a net gives ten outputs for each image."""
    try:
        out = net(images)
    except Exception:
        return False
    return isinstance(out, Tensor) and out.shape == (len(images), 10)
