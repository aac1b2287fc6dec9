"""The ladder: returns something, type, dtype, shape, finite, value. The first rung missed is the message."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import counted, describe, sentence
from course_utils.exercises._advice.on_values import (
    FLOAT,
    FLOATS,
    LOOP,
    NOTHING,
    NUMBER,
    TENSOR,
    advice_on,
    what_became_of_the_shape,
)
from course_utils.exercises._comparing.slips_in_numbers import cut_off, digits_lost
from course_utils.exercises._comparing.tolerance import (
    as_float,
    how_to_make_it_usual,
    is_near,
    is_number,
    is_unusual,
    where_different,
)
from course_utils.exercises._show_values import show


@dataclass(frozen=True)
class Difference:
    """What keeps an answer from being the right one; where nothing can be compared, the advice alone says it."""

    expected: str = ""
    got: str = ""
    advice: str = ""
    place: str = ""  # where it is found: "at [0, 0]", "grad_bias", "entry 3"

    def within(self, name: str) -> "Difference":
        """Say also in what it is found."""
        return replace(self, place=f"{name}, {self.place}" if self.place else name)

    def told(self, call: str, advises: bool = True) -> str:
        """Write it in lines: what to do, the call in which it is found, what was expected, and below it what came."""
        if not self.expected:
            return self.advice
        head = f"{call}, {self.place}:" if self.place else f"{call}:"
        advice = [self.advice] if self.advice and advises else []
        return "\n".join([*advice, head, f"expected {self.expected}", f"got      {self.got}"])


def missed_rung(got: object, expected: object, names: Sequence[str] = (), follows: str = "") -> Difference | None:
    """Say which rung of the ladder an answer misses first; None where it misses none.

    Parameters
    ----------
    got : object
        What the learner's function returned.
    expected : Tensor, int, float, tuple or list of Tensor, list of float, dict or None
        What the reference returned. A tensor without dimensions asks for a number, an int for a whole number, a list of
        floats for Python floats; a dict holds all that was looked at, name -> value; None asks for nothing.
    names : sequence of str
        What to call the parts of a tuple.
    follows : str
        The argument whose dtype a tensor is to take, where there is one.
    """
    if expected is None:
        return None
    if isinstance(expected, dict) and isinstance(got, dict):  # both come from the ``observe`` of the exercise
        missed = ((name, missed_rung(got[name], value, (), follows)) for name, value in expected.items())
        return next((one.within(name) for name, one in missed if one), None)
    if got is None:
        return Difference("a result", "nothing", NOTHING)
    if isinstance(expected, tuple) or (isinstance(expected, list) and isinstance(expected[0], Tensor)):
        return _several(got, expected, names, follows)
    if isinstance(expected, list):
        return _floats(got, expected)
    if isinstance(expected, Tensor) and expected.dim():
        return _tensor(got, expected, follows)
    if not is_number(expected):
        raise TypeError(sentence("a reference that gives a number or tensors", expected, "see the Parameters"))
    return _number(got, expected, whole=isinstance(expected, int))


def same(a: object, b: object, right: object = None) -> bool:
    """Tell whether two answers are alike in type, dtype, shape and value; a number may also be a tensor of one.

    What is right says how large the numbers are that both come from: where nearly all is 0, rounding is no difference.
    """
    if is_number(a) and is_number(b):
        return is_near(as_float(a), as_float(b))
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        if is_unusual(a) or is_unusual(b):
            return False
        return a.dtype == b.dtype and a.shape == b.shape and not where_different(a, b, right).any()
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and np.allclose(a, b, rtol=1e-4, equal_nan=True)
    if isinstance(a, dict) and isinstance(b, dict):
        of_each = [right.get(name) for name in a] if isinstance(right, dict) else None
        return a.keys() == b.keys() and same([*a.values()], [b[name] for name in a], of_each)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        # The smallest first: most answers differ there too, and a catalogue is compared in milliseconds.
        rights = right if isinstance(right, list | tuple) and len(right) == len(a) else [None] * len(a)
        triples = zip(a, b, rights, strict=False)
        smallest_first = sorted(triples, key=lambda triple: triple[0].numel() if type(triple[0]) is Tensor else 0)
        return len(a) == len(b) and all(same(*triple) for triple in smallest_first)
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    return a is None and b is None


def _tensor(got: object, expected: Tensor, follows: str) -> Difference | None:
    if isinstance(got, Tensor) and is_unusual(got):
        return Difference("an ordinary tensor with all its numbers", *how_to_make_it_usual(got))
    both = describe(expected), describe(got)
    if not isinstance(got, Tensor):
        return Difference(*both, advice_on(TENSOR, got, expected))
    if got.dtype != expected.dtype and got.shape == expected.shape:
        return Difference(*both, _to(got, expected, follows))
    if got.dtype != expected.dtype or got.shape != expected.shape:
        return Difference(*both, what_became_of_the_shape(got.shape, expected.shape))
    if got.is_floating_point() and not torch.isfinite(got).all() and torch.isfinite(expected).all():
        return _place(
            got,
            expected,
            ~torch.isfinite(got),
            "Was something divided by 0, or a root or a logarithm taken of a negative number?",
        )
    different = where_different(got, expected)
    if not different.any():
        return None
    return _place(got, expected, different, digits_lost(got, expected, follows) or cut_off(got, expected, different))


def _to(got: Tensor, expected: Tensor, follows: str) -> str:
    """Say what a dtype says about an answer whose shape is right, and how to change it where it alone is wrong."""
    if not where_different(got.float(), expected.float()).any():
        if follows:
            return (
                f"Only the dtype is not right: it is to stay that of `{follows}`. Leave out what changes it, such as "
                f"`.float()`; a tensor that you make takes it with `dtype={follows}.dtype`."
            )
        return f"Only the dtype is not right: `.to({expected.dtype})` changes it."
    if got.dtype == torch.bool:
        return "A comparison was made last: is it in brackets?"
    whole = not got.is_floating_point() and got.dtype != torch.bool and expected.is_floating_point()
    cut = whole and not where_different(got.to(expected.dtype), expected.trunc()).any()
    return "Numbers with a decimal point were cut off on the way." if cut else "Dtype and values are not right yet."


def _several(got: object, expected: tuple | list, names: Sequence[str], follows: str) -> Difference | None:
    """Compare tensor by tensor; a tuple and a list are equally welcome."""
    many = counted(len(expected), "tensor")
    kind, some = (f"{many}: {', '.join(names)}", "") if names else (f"a list of {many}", "a list of ")
    apart = f"Return these alone, in this order, with commas between: `return {', '.join(names)}`." if names else ""
    names = names or [f"tensor {place}" for place in range(len(expected))]
    if not isinstance(got, list | tuple):
        return Difference(kind, describe(got), advice_on(LOOP, got) or apart)
    if len(got) != len(expected):
        return Difference(kind, f"{some}{len(got)}", apart)
    for name, part, right in zip(names, got, expected, strict=True):
        missed = Difference(describe(right), "None") if part is None else missed_rung(part, right, (), follows)
        if missed:
            return missed.within(name)
    return None


def _floats(got: object, expected: list) -> Difference | None:
    """Compare a row of Python floats, such as the losses of a training."""
    kind = f"a list of {counted(len(expected), 'Python float')}"
    if not isinstance(got, list | tuple):
        return Difference(kind, describe(got), advice_on(FLOATS, got))
    if len(got) != len(expected):
        inside = [part for part in got if isinstance(part, list) and len(part) == len(expected)]
        if isinstance(got, tuple) and inside:
            todo = "A comma behind `return` gives several things: the list alone is asked for."
            return Difference(kind, f"a tuple of {len(got)}, the list among them", todo)
        if isinstance(got, tuple):
            todo = "A comma behind `return` gives several things: a list of all of them is asked for, and it alone."
            return Difference(kind, f"a tuple of {len(got)}", todo)
        pairs = any(isinstance(part, list | tuple) for part in got)
        todo = "Each entry holds several things in brackets: append the number alone." if pairs else ""
        return Difference(kind, f"a list of {len(got)}", todo)
    for place, (value, right) in enumerate(zip(got, expected, strict=True)):
        missed = _missed_float(value, right)
        if missed:
            return missed.within(f"entry {place}")
    return None


def _missed_float(value: object, right: float) -> Difference | None:
    """Say what keeps a value from being this Python float; a tensor of one number is not one."""
    if not isinstance(value, float | np.floating):
        return Difference("a Python float", describe(value), advice_on(FLOAT, value))
    value = float(value)
    return None if is_near(value, right) else Difference(show(right), show(value))


def _place(got: Tensor, expected: Tensor, different: Tensor, advice: str = "") -> Difference:
    index = tuple(different.nonzero()[0].tolist())
    right, made = expected[index].item(), got[index].item()
    both = (show(right), show(made)) if show(right) != show(made) else (f"{right:.12g}", f"{made:.12g}")
    return Difference(*both, advice, f"at {list(index)}")


def _number(got: object, expected: float | Tensor, whole: bool) -> Difference | None:
    kind = "a whole number" if whole else "a single number"
    if isinstance(got, Tensor) and is_unusual(got):
        return Difference(kind, *how_to_make_it_usual(got))
    if isinstance(got, Tensor | np.ndarray) and got.ndim:
        return Difference(kind, describe(got), "" if whole else "One number for all entries is asked for.")
    value = got.item() if isinstance(got, Tensor | np.ndarray | np.generic) else got
    if not is_number(value):
        return Difference(kind, describe(got), advice_on(NUMBER, value))
    if whole:
        if not isinstance(value, int):
            return Difference(kind, repr(value), "An index counts, so it has no decimal point.")
        return None if int(value) == expected else Difference(str(expected), show(int(value)))
    right = as_float(expected)
    if math.isnan(as_float(value)) and not math.isnan(right):
        return Difference(
            show(right), "nan", "Was a root or a logarithm taken of a negative number, or 0 divided by 0?"
        )
    return None if is_near(as_float(value), right) else Difference(show(right), show(value))
