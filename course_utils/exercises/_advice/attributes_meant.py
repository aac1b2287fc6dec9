"""What was meant by a method, or something of a module, that is not there: only what can be right is proposed."""

import builtins
import inspect
import re
from collections.abc import Callable
from types import ModuleType

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from course_utils.exercises._advice.frames import closest, frames_of, listed
from course_utils.exercises._advice.on_names import OF_ARRAYS, OF_LISTS, OF_NUMBERS, OF_TENSORS, OF_TORCH

_TABLES: tuple[tuple[Callable[[object], bool], dict[str, str]], ...] = (
    (lambda owner: isinstance(owner, Tensor), OF_TENSORS),
    (lambda owner: owner is torch, OF_TORCH),
    (lambda owner: isinstance(owner, np.ndarray), OF_ARRAYS),
    (lambda owner: isinstance(owner, list), OF_LISTS),
    (lambda owner: isinstance(owner, int | float), OF_NUMBERS),
)


def attribute_meant(error: AttributeError, line: str) -> str:
    """Say what is meant by an attribute that is not there, or give ""."""
    owner, name = error.obj, str(error.name)
    for is_so, table in _TABLES:
        if is_so(owner) and name in table:
            return table[name]
    if isinstance(owner, ModuleType):
        return _of_a_module(owner, name, line)
    if isinstance(owner, nn.Module):
        return _of_a_net(owner, name)
    if isinstance(owner, tuple | dict) and name == "append":
        kind, written = ("tuple", "()") if isinstance(owner, tuple) else ("dictionary", "{}")
        return f"`{written}` makes a {kind}, to which nothing is appended: begin with a list, `[]`."
    if isinstance(owner, int | float) and hasattr(Tensor, name):
        return f"That is a plain number, and only a tensor has `.{name}`."
    if isinstance(owner, list) and hasattr(Tensor, name):
        return f"A list has no `.{name}`, a tensor has: `torch.stack(...)` or `torch.tensor(...)` makes one of it."
    if isinstance(owner, list | tuple):
        kind = "list" if isinstance(owner, list) else "tuple"
        if len(owner) == 2 and isinstance(owner[0], Tensor) and re.search(r"\bimages\b", line):
            return "That is a batch, images and labels together: take it apart, `for images, labels in loader:`."
        return f"That is a {kind} of {len(owner)}: take one of its entries first, as with `[0]`."
    if inspect.isroutine(owner):
        return "That is a function and no value: are the brackets of its call missing?"
    if isinstance(owner, Tensor) and callable(_around(error).get(name)):
        return f"`{name}` is a function, and the tensor stands in its brackets: `{name}(...)`."
    there = [one for one in dir(owner) if not one.startswith("_") and (not one.endswith("_") or one == f"{name}_")]
    if found := closest(name, there):
        return f"Is `{found}` meant?"
    if isinstance(owner, Tensor) and callable(getattr(torch, name, None)):
        return f"It does not stand behind a tensor: write `torch.{name}(...)`."
    return ""


def _around(error: AttributeError) -> dict[str, object]:
    """Give what has a name where an error was raised, outside of the function."""
    frames = frames_of(error)
    return {**vars(builtins), **(frames[0].f_globals if frames else {})}


def _of_a_module(owner: ModuleType, name: str, line: str) -> str:
    """Say where a function is that is looked for in another part of PyTorch."""
    makes_a_layer = bool(re.match(r"self\.\w+ *=", line))
    if owner is nn and callable(getattr(functional, name, None)) and not makes_a_layer:
        return f"It is a function of `F`: `F.{name}(...)`."
    if owner is torch and re.fullmatch(r"(u?int|b?float)\d+", name):
        return "The whole numbers of this course are `torch.int64`, the others `torch.float32`."
    short = "F" if owner is functional else owner.__name__.rpartition(".")[2]
    if found := closest(name, [one for one in dir(owner) if not one.startswith("_") and not one.endswith("_")]):
        return f"Is `{short}.{found}` meant?"
    if owner is torch and callable(getattr(Tensor, name, None)):
        return f"It stands behind a tensor: `.{name}(...)`."
    if owner is torch and callable(getattr(functional, name, None)):
        return f"It is a function of `F`: `F.{name}(...)`."
    return f"It is a class of `nn`: `nn.{name}(...)`." if owner in (torch, functional) and hasattr(nn, name) else ""


def _of_a_net(net: nn.Module, name: str) -> str:
    """Say which parts a network has, where it is asked for another one."""
    parts = [part for part, _ in net.named_children()]
    if found := closest(name, [*parts, *(one for one in dir(net) if not one.startswith("_"))]):
        return f"Is `{found}` meant?"
    if name == "grad":
        return "A layer has no gradient of its own, its weight and bias have one: go through `net.parameters()`."
    if type(net).__module__.startswith("torch."):
        return ""
    if name.lower() == "relu":
        return f"`self.{name}` is never made: make it in `__init__`, `self.{name} = nn.ReLU()`, or write `F.relu(...)`."
    if not parts:
        return "No layer is made in `__init__` yet: has it two underscores on each side, and `self.` before each layer?"
    return f"It is not made in `__init__`: what the network has is {listed(parts)}."
