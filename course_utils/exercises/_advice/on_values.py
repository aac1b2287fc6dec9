"""What to do about a value that came where another was asked for: a table for each thing that can be asked for."""

import math
from collections.abc import Callable, Iterator, Sequence
from types import GeneratorType
from typing import Any

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import counted

# What came and what is right fit, and the sentence: as it stands, or made of the two.
Row = tuple[Callable[[Any, Any], object], str | Callable[[Any, Any], str]]

NOTHING = (
    "It returns nothing. Is there a `return` that is always reached, with a value behind it? (A call that only does "
    "something, such as `print` or `append`, gives nothing back.)"
)


def advice_on(table: Sequence[Row], got: object, expected: object = None) -> str:
    """Give the sentence of the first row that fits what came and what is right; "" where none does."""
    sentence = next((sentence for fits, sentence in table if fits(got, expected)), "")
    return sentence if isinstance(sentence, str) else sentence(got, expected)


def what_became_of_the_shape(got: Sequence[int], expected: Sequence[int]) -> str:
    """Ask what made another shape of the right one; which of several it was cannot be seen."""
    if len(got) < len(expected) and [*got] == [size for size in expected if size != 1]:
        return "A dimension is missing: is there a `squeeze`, an index such as `[0]`, a sum or a mean too many?"
    if len(got) > len(expected) and [size for size in got if size != 1] == [size for size in expected if size != 1]:
        return (
            "There is a dimension of size 1 too many: is there an `unsqueeze`, a `keepdim=True` or a bracket too many?"
        )
    if not got:
        return "One number came of them all: is there a sum, a mean or an index too many?"
    if len(got) == 2 and [*got] == [*expected][::-1]:
        return "Rows and columns are the other way round: is a `.T` missing or too many?"
    if [*got[1:]] == [*expected[1:]] and len(got) == len(expected) and abs(got[0] - expected[0]) == 1:
        what = "row" if len(got) > 1 else "entry"
        if 0 < got[0] < expected[0]:
            return (
                f"One {what} is missing: does a loop, a slice or a `return` inside the loop leave it out, or does "
                "`dim` name another dimension?"
            )
        if 1 < expected[0] < got[0]:
            return (
                f"There is one {what} too many: does `dim` name another dimension, or is something there before a loop "
                "begins, or added behind it?"
            )
    asked, given = math.prod(expected), math.prod(got)
    if asked / 2 < given < asked:  # what a sum or a mean over a dimension gives is half of them at most
        return (
            f"Your result holds {given} of the {asked} numbers: does a loop, a slice or an index leave out the others?"
        )
    return ""


def _is(*kinds: type) -> Callable[[Any, Any], bool]:
    return lambda got, expected: isinstance(got, kinds)


def _is_list_of(*kinds: type) -> Callable[[Any, Any], bool]:
    return lambda got, expected: (
        isinstance(got, list | tuple) and len(got) > 0 and all(isinstance(part, kinds) for part in got)
    )


def _is_loop_with_yield(got: object, expected: object) -> bool:
    return isinstance(got, GeneratorType) and got.gi_code.co_name != "<genexpr>"


def _is_single(got: Any, expected: object) -> bool:
    return (got.numel() if isinstance(got, Tensor) else getattr(got, "size", 0)) == 1


def _of_a_list(parts: Sequence[Tensor], expected: Tensor) -> str:
    """Say how the tensors of a list become the one that is asked for: ``cat`` refuses tensors without dimensions."""
    if sum(part.numel() for part in parts) != expected.numel():
        return "One tensor is asked for: which is it?"
    if len(parts) == 1 and parts[0].shape == expected.shape:
        return (
            "A list of one tensor, which has the shape that is asked for, is no tensor: leave out the brackets around "
            "it, or join what a loop has put into the list with `torch.cat(...)`."
        )
    if all(part.dim() == 0 for part in parts):
        shaped = "" if expected.dim() == 1 else ", and `.reshape(...)` gives it the shape that is asked for"
        return f"`torch.stack(...)` makes one tensor of your list{shaped}."
    if len(parts) == len(expected) and all(part.shape == expected.shape[1:] for part in parts):
        return "`torch.stack(...)` makes one tensor of your list of tensors."
    joins = all(part.dim() and part.shape[1:] == expected.shape[1:] for part in parts)
    return "`torch.cat(...)` joins the tensors of your list to one." if joins else "One tensor is asked for."


def _of_another_count(got: Sequence, expected: Tensor) -> str:
    what = counted(len(expected), "number") if expected.dim() == 1 else counted(len(expected), "row")
    count = f"What you give has {counted(len(got), 'number')}, and {what} are asked for."
    return f"{count} Where a loop collects them: is the list made once before it, and returned after it?"


_NO_BRACKETS: Row = (lambda got, expected: callable(got), "Are the brackets of a call missing?")
# A loop that waits to be run becomes a list.
LOOP: Sequence[Row] = (
    (_is_loop_with_yield, "`yield` makes a loop that has not run: append to a list instead, and return it."),
    (_is(Iterator), "You give a loop that has not run: square brackets around it, or `list(...)`, run it."),
)
# A tensor with dimensions is asked for.
TENSOR: Sequence[Row] = (
    (_is(np.ndarray), "Turn the array into a tensor: `torch.from_numpy(...)`."),
    *LOOP,
    (
        lambda got, expected: isinstance(got, tuple) and hasattr(got, "indices"),  # what max(dim=...), topk, sort give
        "What you give holds `.values` and `.indices`: take one of the two.",
    ),
    (
        _is_list_of(type(None)),
        "Your list holds nothing but None: the function that makes its entries gives nothing back. Is it an exercise "
        "that is still to be solved?",
    ),
    (
        lambda got, expected: isinstance(got, tuple) and len(got) == 1 and isinstance(got[0], Tensor),
        "Is there a comma too many?",
    ),
    (_is(torch.Size), "You return a shape: return the tensor itself, without `.shape`."),
    (
        lambda got, expected: _is_list_of(int)(got, expected) and tuple(got) == tuple(expected.shape),
        "You give the sizes of the shape alone: give the tensor that has this shape.",
    ),
    (_is_list_of(Tensor), _of_a_list),
    (
        lambda got, expected: (
            isinstance(got, list | tuple) and len(got) != len(expected) and all(isinstance(n, int | float) for n in got)
        ),
        _of_another_count,
    ),
    (
        lambda got, expected: (
            isinstance(got, list | tuple) and any(isinstance(part, Tensor | tuple | str) for part in got)
        ),
        "One tensor is asked for.",
    ),
    (_is(list, tuple), "`torch.tensor(...)` makes a tensor of your list."),
    (
        _is(torch.nn.Module, type),
        "You give a layer or a network itself: it is made first and then called, as in `nn.ReLU()(x)`.",
    ),
    _NO_BRACKETS,
)
# A single number is asked for.
NUMBER: Sequence[Row] = (
    (
        lambda got, expected: isinstance(got, list | tuple) and len(got) == 1,
        "Leave out the brackets around your number, or a comma behind it; of a list that a loop fills, give the one "
        "number that is to be made of its entries.",
    ),
    (_is(dict), "Leave out the braces `{ }` and the name: give the number alone."),
    (_is(tuple), "A comma between two values makes a pair of them: give one number."),
    (_is_list_of(int, float), "You give a list of numbers: which one number is to be made of them?"),
    (_is(str), "You give a text: a number stands in no quotation marks, and in no `str(...)`."),
    _NO_BRACKETS,
    *LOOP,
)
# A list of Python floats is asked for, and one of them.
FLOATS: Sequence[Row] = (
    (_is(Tensor, np.ndarray), "`.tolist()` makes a list of your numbers."),
    (_is(torch.nn.Module), "You give the network, which has changed on its own: give the list."),
    *LOOP,
)
FLOAT: Sequence[Row] = (
    (_is_single, "`.item()` makes a Python float of a single number."),
    (_is(tuple, list), "Each entry is one number: append the number alone, without brackets around it."),
    _NO_BRACKETS,
)
