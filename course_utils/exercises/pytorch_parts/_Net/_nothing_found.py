"""Why PyTorch finds no weights in a net: what is kept in it, and under which name it was to be made."""

import difflib
import inspect

from torch import Tensor, nn


def why_nothing_is_found(net):
    """Say why no weight is found, where what the net and its class hold tells it; "" where a list hides the layers."""
    if cause := a_class_for_a_layer(net):
        return cause
    kept = vars(net)
    tensors = [name for name, value in kept.items() if isinstance(value, Tensor)]
    if tensors:
        return (
            f"`self.{tensors[0]}` is a plain tensor, and PyTorch finds only layers and `nn.Parameter(...)`: make each "
            "layer, weight and bias together, by `nn.Linear(...)`."
        )
    own = {name: value for name, value in vars(type(net)).items() if inspect.isfunction(value)}
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


def a_class_for_a_layer(net):
    """Say that a class of layers is kept where a layer belongs; "" where none is."""
    for name, value in vars(net).items():
        if isinstance(value, type) and issubclass(value, nn.Linear):
            return f"`self.{name}` is the class `nn.Linear` itself: its brackets with two widths make a layer."
    return ""


def _holds(kept):
    """Tell whether something of the net's own holds layers that PyTorch does not look into, such as a list."""
    return any(isinstance(value, list | tuple | dict) and value for name, value in kept.items() if name[0] != "_")
