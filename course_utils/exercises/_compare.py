"""The ladder: returns something, type, dtype, shape, finite, value. The first rung missed is the message."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

import numpy as np
import torch
from torch import Tensor

from course_utils._messages import counted, describe, sentence
from course_utils.exercises._advice_on_values import how_a_dimension_gets_lost, how_to_make_a_tensor, how_to_run
from course_utils.exercises._show_values import show

_DENSE = "`.to_dense()` makes an ordinary tensor of a sparse one."


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


_NOTHING = Difference(
    advice="It returns nothing. Is there a `return` that is always reached, with a value behind it? (A call that "
    "only does something, such as `print` or `append`, gives nothing back.)"
)


def missed_rung(got: object, expected: object, names: Sequence[str] = (), follows: str = "") -> Difference | None:
    """Say which rung of the ladder an answer misses first; None where it misses none.

    Parameters
    ----------
    got : object
        What the learner's function returned.
    expected : Tensor, int, float, tuple of Tensor, list of float, dict or None
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
        return _NOTHING
    if isinstance(expected, tuple):
        return _several(got, expected, names, follows)
    if isinstance(expected, list):
        return _floats(got, expected)
    if isinstance(expected, Tensor) and expected.dim():
        return _tensor(got, expected, follows)
    if not _is_number(expected):
        raise TypeError(sentence("a reference that gives a number or tensors", expected, "see the Parameters"))
    return _number(got, expected, whole=isinstance(expected, int))


def same(a: object, b: object) -> bool:
    """Tell whether two answers are alike in type, dtype, shape and value; a number may also be a tensor of one."""
    if _is_number(a) and _is_number(b):
        return _near(_as_float(a), _as_float(b))
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        if _unusual(a) or _unusual(b):
            return False
        return a.dtype == b.dtype and a.shape == b.shape and not _different(a, b).any()
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and np.allclose(a, b, rtol=1e-4, equal_nan=True)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and same([*a.values()], [b[name] for name in a])
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        # The smallest first: most answers differ there too, and a catalogue is compared in milliseconds.
        pairs = sorted(zip(a, b, strict=False), key=lambda pair: pair[0].numel() if type(pair[0]) is Tensor else 0)
        return len(a) == len(b) and all(same(x, y) for x, y in pairs)
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    return a is None and b is None


def _tensor(got: object, expected: Tensor, follows: str) -> Difference | None:
    if isinstance(got, Tensor) and _unusual(got):
        return Difference("an ordinary tensor with all its numbers", f"another kind ({got.layout})", _DENSE)
    both = describe(expected), describe(got)
    if not isinstance(got, Tensor):
        return Difference(*both, how_to_make_a_tensor(got, expected))
    if got.dtype != expected.dtype and got.shape == expected.shape:
        return Difference(*both, _to(got, expected, follows))
    if got.dtype != expected.dtype or got.shape != expected.shape:
        return Difference(*both, how_a_dimension_gets_lost(got.shape, expected.shape))
    if got.is_floating_point() and not torch.isfinite(got).all() and torch.isfinite(expected).all():
        return _place(got, expected, ~torch.isfinite(got), "Was something divided by 0?")
    different = _different(got, expected)
    if not different.any():
        return None
    return _place(got, expected, different, _digits_lost(got, expected, follows) or _cut_off(got, expected, different))


def _cut_off(got: Tensor, expected: Tensor, different: Tensor) -> str:
    """Say at which limits numbers are cut off that are right between these; "" where that may be chance."""
    if not got.is_floating_point() or not got.isfinite().all():
        return ""
    low, high = got.min(), got.max()
    is_inside = ~different & (got > low) & (got < high) & (got != 0)
    if different.sum() < 3 or is_inside.sum() < 3 or _different(got, expected.clamp(low, high)).any():
        return ""
    limits = (("above", high, expected[different] > high), ("below", low, expected[different] < low))
    sides = [f"{side} {limit.item():.6g}" for side, limit, beyond in limits if beyond.any()]
    return f"What lies {' and '.join(sides)} is cut off there: leave it as it is, however far out it lies."


def _digits_lost(got: Tensor, expected: Tensor, follows: str) -> str:
    """Say that float64 numbers are right in as many digits as float32 keeps, and hold no more; "" where they differ."""
    kept = got.detach().float()
    if not follows or got.dtype != torch.float64 or not torch.equal(kept.double(), got):
        return ""
    if _different(kept, expected.float()).any():
        return ""
    return (
        f"The numbers were float32 on the way, which keeps seven digits, and no `.to({follows}.dtype)` brings the "
        "others back. Leave out what changes the dtype, such as `.float()`; a tensor that you make takes it with "
        f"`dtype={follows}.dtype`."
    )


def _unusual(got: Tensor) -> bool:
    """Tell a sparse, nested or empty shell of a tensor: most operations refuse those."""
    return got.is_nested or got.is_meta or got.layout != torch.strided


def _to(got: Tensor, expected: Tensor, follows: str) -> str:
    """Say what a dtype says about an answer whose shape is right, and how to change it where it alone is wrong."""
    if not _different(got.float(), expected.float()).any():
        if follows:
            return (
                f"Only the dtype is not right: it is to stay that of `{follows}`. Leave out what changes it, such as "
                f"`.float()`; a tensor that you make takes it with `dtype={follows}.dtype`."
            )
        return f"Only the dtype is not right: `.to({expected.dtype})` changes it."
    if got.dtype == torch.bool:
        return "A comparison was made last: is it in brackets?"
    whole = not got.is_floating_point() and got.dtype != torch.bool and expected.is_floating_point()
    cut = whole and not _different(got.to(expected.dtype), expected.trunc()).any()
    return "Numbers with a decimal point were cut off on the way." if cut else "Dtype and values are not right yet."


def _several(got: object, expected: tuple, names: Sequence[str], follows: str) -> Difference | None:
    """Compare tensor by tensor; a tuple and a list are equally welcome."""
    many = counted(len(expected), "tensor")
    kind, some = (f"{many}: {', '.join(names)}", "") if names else (f"a list of {many}", "a list of ")
    names = names or [f"tensor {place}" for place in range(len(expected))]
    if not isinstance(got, list | tuple):
        return Difference(kind, describe(got), how_to_run(got))
    if len(got) != len(expected):
        return Difference(kind, f"{some}{len(got)}")
    for name, part, right in zip(names, got, expected, strict=True):
        missed = Difference(describe(right), "None") if part is None else missed_rung(part, right, (), follows)
        if missed:
            return missed.within(name)
    return None


def _floats(got: object, expected: list) -> Difference | None:
    """Compare a row of Python floats, such as the losses of a training."""
    kind = f"a list of {counted(len(expected), 'Python float')}"
    if not isinstance(got, list | tuple):
        todo = "`.tolist()` makes a list of your numbers." if isinstance(got, Tensor | np.ndarray) else how_to_run(got)
        return Difference(kind, describe(got), todo)
    if len(got) != len(expected):
        return Difference(kind, f"a list of {len(got)}")
    for place, (value, right) in enumerate(zip(got, expected, strict=True)):
        missed = _missed_float(value, right)
        if missed:
            return missed.within(f"entry {place}")
    return None


def _missed_float(value: object, right: float) -> Difference | None:
    """Say what keeps a value from being this Python float; a tensor of one number is not one."""
    if not isinstance(value, float | np.floating):
        single = (value.numel() if isinstance(value, Tensor) else getattr(value, "size", 0)) == 1
        todo = "Are the brackets of a call missing?" if callable(value) else ""
        if single:
            todo = "`.item()` makes a Python float of a single number."
        return Difference("a Python float", describe(value), todo)
    value = float(value)
    return None if _near(value, right) else Difference(show(right), show(value))


def _place(got: Tensor, expected: Tensor, different: Tensor, advice: str = "") -> Difference:
    index = tuple(different.nonzero()[0].tolist())
    right, made = expected[index].item(), got[index].item()
    both = (show(right), show(made)) if show(right) != show(made) else (f"{right:.12g}", f"{made:.12g}")
    return Difference(*both, advice, f"at {list(index)}")


def _number(got: object, expected: float | Tensor, whole: bool) -> Difference | None:
    kind = "a whole number" if whole else "a single number"
    if isinstance(got, Tensor) and _unusual(got):
        return Difference(kind, f"another kind of tensor ({got.layout})", _DENSE)
    if isinstance(got, Tensor | np.ndarray) and got.ndim:
        return Difference(kind, describe(got), "" if whole else "One number for all entries is asked for.")
    value = got.item() if isinstance(got, Tensor | np.ndarray | np.generic) else got
    if not _is_number(value):
        todo = "Are the brackets of a call missing?" if callable(value) else how_to_run(value)
        if isinstance(value, list | tuple) and len(value) == 1:
            todo = "Leave out the brackets around your number, or a comma behind it."
        elif isinstance(value, tuple):
            todo = "A comma between two values makes a pair of them: give one number."
        elif isinstance(value, str):
            todo = "You give a text: a number stands in no quotation marks, and in no `str(...)`."
        return Difference(kind, describe(got), todo)
    if whole:
        if not isinstance(value, int):
            return Difference(kind, repr(value), "An index counts, so it has no decimal point.")
        return None if int(value) == expected else Difference(str(expected), show(int(value)))
    right = _as_float(expected)
    if math.isnan(_as_float(value)) and not math.isnan(right):
        return Difference(show(right), "nan", "Was a root taken of a negative number, or 0 divided by 0?")
    return None if _near(_as_float(value), right) else Difference(show(right), show(value))


def _is_number(value: object) -> TypeGuard[float | Tensor]:
    if isinstance(value, Tensor):
        return not _unusual(value) and value.dim() == 0 and not value.is_complex() and value.dtype != torch.bool
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def _as_float(value: float | Tensor) -> float:
    try:
        return float(value.detach() if isinstance(value, Tensor) else value)
    except OverflowError:  # a Python int may be as large as it likes
        return math.inf


def _near(a: float, b: float) -> bool:
    """Compare two numbers; the second tolerance is for what should be 0 and is computed from float32 numbers."""
    return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-5) or (math.isnan(a) and math.isnan(b))


def _different(a: Tensor, b: Tensor) -> Tensor:
    """Tell entry by entry; another order of summation may differ by rounding, in float64 by far less."""
    if not (a.is_floating_point() or b.is_floating_point()):
        return a != b
    if torch.equal(a, b):
        return torch.zeros(a.shape, dtype=torch.bool)
    fine = a.dtype == b.dtype == torch.float64
    a, b = (x.detach().as_subclass(Tensor).double() for x in (a, b))
    scale = b.nan_to_num(0.0, 0.0, 0.0).abs().max().item() if b.numel() else 0.0
    relative = 1e-9 if fine else 1e-4
    near = torch.isclose(a, b, rtol=relative, atol=relative * 0.1 * scale + 1e-12, equal_nan=True)
    return ~near
