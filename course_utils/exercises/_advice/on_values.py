"""What to do about a value that came where a tensor or a list was asked for."""

from collections.abc import Iterator, Sequence
from types import GeneratorType

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import counted


def how_to_make_a_tensor(got: object, expected: Tensor) -> str:
    """Say how to make a tensor of what came instead, for what comes often."""
    if isinstance(got, np.ndarray):
        return "Turn the array into a tensor: `torch.from_numpy(...)`."
    if isinstance(got, Iterator):
        return how_to_run(got)
    if isinstance(got, tuple) and hasattr(got, "indices"):  # what max(dim=...), topk and sort give
        return "What you give holds `.values` and `.indices`: take one of the two."
    if isinstance(got, list | tuple) and got and all(part is None for part in got):
        return (
            "Your list holds nothing but None: the function that makes its entries gives nothing back. Is it an "
            "exercise that is still to be solved?"
        )
    if isinstance(got, list | tuple) and got and all(isinstance(part, Tensor) for part in got):
        if len(got) == 1 and isinstance(got, tuple):
            return "Is there a comma too many?"
        return _of_a_list(got, expected)
    if isinstance(got, list | tuple):
        if len(got) != len(expected) and all(isinstance(part, int | float) for part in got):
            count = f"Your list has {counted(len(got), 'number')}, and {len(expected)} are asked for."
            return f"{count} Is it made once before the loop, and returned after it?"
        holds_others = any(isinstance(part, Tensor | tuple | str) for part in got)
        return "One tensor is asked for." if holds_others else "`torch.tensor(...)` makes a tensor of your list."
    if isinstance(got, torch.nn.Module | type):
        return "You give a network or a class itself: call it, and return what that gives."
    return "Are the brackets of a call missing?" if callable(got) else ""


def how_a_dimension_gets_lost(got: Sequence[int], expected: Sequence[int]) -> str:
    """Ask what took a dimension away; which one it was cannot be seen, where a bias has been added since."""
    if len(got) < len(expected) and [*got] == [size for size in expected if size != 1]:
        return "A dimension is missing: is there a `squeeze`, an index such as `[0]`, a sum or a mean too many?"
    return ""


def how_to_run(got: object) -> str:
    """Say how a loop that waits to be run becomes a list."""
    if not isinstance(got, Iterator):
        return ""
    if isinstance(got, GeneratorType) and got.gi_code.co_name != "<genexpr>":
        return "`yield` makes a loop that has not run: append to a list instead, and return it."
    return "You give a loop that has not run: square brackets around it, or `list(...)`, run it."


def _of_a_list(parts: Sequence[Tensor], expected: Tensor) -> str:
    """Say how the tensors of a list become the one that is asked for: ``cat`` refuses tensors without dimensions."""
    if sum(part.numel() for part in parts) != expected.numel():
        return "One tensor is asked for: which is it?"
    if all(part.dim() == 0 for part in parts):
        shaped = "" if expected.dim() == 1 else ", and `.reshape(...)` gives it the shape that is asked for"
        return f"`torch.stack(...)` makes one tensor of your list{shaped}."
    if len(parts) == len(expected) and all(part.shape == expected.shape[1:] for part in parts):
        return "`torch.stack(...)` makes one tensor of your list of tensors."
    joins = all(part.dim() and part.shape[1:] == expected.shape[1:] for part in parts)
    return "`torch.cat(...)` joins the tensors of your list to one." if joins else "One tensor is asked for."
