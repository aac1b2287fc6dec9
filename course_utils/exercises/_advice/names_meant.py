"""What was meant by a name that is not there: only what can be right is proposed, else what is there is said."""

import builtins
import re
from collections.abc import Iterable
from types import FrameType, ModuleType

import torch
from torch import Tensor, nn
from torch.nn import functional

from course_utils.exercises import LESSONS
from course_utils.exercises._advice.frames import closest, frames_of, inputs_of, listed
from course_utils.exercises._advice.on_names import OF_TORCH

_MODULES = {"torch", "nn", "F", "np", "numpy", "math"}
# Letters that count or stand for a size, and no input: `i` in `images[i]` is not short for `images`.
_NO_INPUTS = {*"abfhijkmnoxyz"}
_WITH_LAYERS = LESSONS.index("pytorch_parts")  # the lesson that brings `nn` and `F`


def input_meant(error: BaseException, line: str, only_inputs: bool = False) -> str:
    """Ask whether one of the values inside the function is meant by a name that is not there, or give ""."""
    frames = frames_of(error)
    if not frames or not isinstance(error, NameError) or isinstance(error, UnboundLocalError):
        return ""
    name, inputs = str(error.name), inputs_of(frames)
    if error.name is None or (name in _MODULES and f"{name}." in line):
        return ""
    there = {key: value for frame in frames for key, value in frame.f_locals.items()}
    if only_inputs:
        there = {key: value for key, value in there.items() if key in inputs}
    if is_called(name, line):
        there = {key: value for key, value in there.items() if callable(value)}
    found = closest(name, there) or _shortened(name, there)
    if not found and len(name) == 1 and (name not in _NO_INPUTS or (name == "b" and re.search(r"\+ *b\b", line))):
        found = _only(one for one in inputs if one.startswith(name.lower()) and len(one) > 2)
    if not found or re.search(rf"\b{found}\.append\(.*\b{re.escape(name)}\b", line):
        return ""  # what is put into a list is not that list
    if found in (f"{name}s", f"{name[:-1]}ies") and isinstance(there[found], list | tuple):
        return f"Is `{found}` meant, or one of its entries, under the name that a loop gives it?"
    return f"Is `{found}` meant?" + (" That is the name that comes in." if found in inputs else "")


def name_meant(error: BaseException, line: str, lesson: str, names: Iterable[str]) -> str:
    """Say what is meant by a name that is not there, or what is there instead; "" where that is open.

    With the names of the exercises that were there up to a lesson.
    """
    frames = frames_of(error)
    if not frames or not isinstance(error, NameError) or error.name is None or isinstance(error, UnboundLocalError):
        return ""
    name, called = error.name, is_called(error.name, line)
    return (
        _instead_of_numpy(name, line)
        or (_function_of_torch(name, line, lesson) if called else "")
        or _something_else_meant(name, line, frames[0], names)
        or _what_is_there(called, frames)
    )


def is_called(name: str, line: str) -> bool:
    """Tell whether a line calls a name that stands there alone."""
    return bool(re.search(rf"(?<![\w.]){re.escape(name)}\(", line))


def _only(found: Iterable[str]) -> str:
    several = [*found]
    return several[0] if len(several) == 1 else ""


def _shortened(name: str, there: Iterable[str]) -> str:
    """Give the one that a name is short for, or a part of, or the other way round, as `lr` for `learning_rate`."""

    def is_short(short: str, long: str) -> bool:
        if f"_{long}".endswith(f"_{short}") and len(short) > 2:
            return True
        letters = iter(long)
        begins = len(short) > 1 and short[0] == long[0] and not short[-1].isdigit()
        return begins and all(one in letters for one in short)

    return _only(one for one in there if is_short(name, one) or is_short(one, name))


def _instead_of_numpy(name: str, line: str) -> str:
    """Say what does without numpy what an answer asks of numpy, which is not imported."""
    found = re.search(rf"\b{re.escape(name)}\.(?:\w+\.)*(\w+)", line) if name in ("np", "numpy") else None
    if not found:
        return ""
    behind = callable(getattr(Tensor, found[1], None))
    todo = (
        f"a tensor has `.{found[1]}(...)` itself" if behind else "what is needed stands in `torch` or behind a tensor"
    )
    return f"Numpy is not imported here, and none is needed: {todo}."


def _function_of_torch(name: str, line: str, lesson: str) -> str:
    """Say how a function of PyTorch is called whose name stands there alone."""
    if name in OF_TORCH:
        return OF_TORCH[name]
    behind = callable(getattr(Tensor, name, None)) and not name.startswith("_")
    own = callable(getattr(torch, name, None)) and not isinstance(getattr(torch, name), type)
    if behind and own:
        return f"Write it behind the tensor, `.{name}(...)`, or as `torch.{name}(...)`."
    if behind or own:
        return f"Write `torch.{name}(...)`." if own else f"Write it behind the tensor, `.{name}(...)`."
    if lesson not in LESSONS or LESSONS.index(lesson) < _WITH_LAYERS:
        return ""
    makes_a_layer = bool(re.match(r"self\.\w+ *=", line))
    if not makes_a_layer and callable(getattr(functional, name.lower(), None)):
        return f"Write `F.{name.lower()}(...)`."
    return f"Write `nn.{name}(...)`." if hasattr(nn, name) else ""


def _something_else_meant(name: str, line: str, frame: FrameType, names: Iterable[str]) -> str:
    """Ask whether a function, a module or a word of Python is meant: what another cell made is no input."""
    called = is_called(name, line)
    kinds: tuple[type, ...] = (ModuleType,) if re.search(rf"\b{re.escape(name)}\.", line) else ()
    cells = [key for key, one in frame.f_globals.items() if isinstance(one, kinds) or (called and callable(one))]
    words = [key for key, one in vars(builtins).items() if callable(one) == called and not key.endswith("Error")]
    found = closest(name, [*cells, *words, *(names if called else ())])
    return f"Is `{found}` meant?" if found else ""


def _what_is_there(called: bool, frames: list[FrameType]) -> str:
    """Say what has a name inside the function, where nothing like the name has."""
    if called:
        return "No function of that name is there: define it in a cell above, or write out what it does."
    inputs = inputs_of(frames)
    made = [
        name for frame in frames for name in frame.f_locals if name not in (*inputs, "self", "_") and name[0] != "."
    ]
    if not inputs:
        return ""
    also = f", and made above it {'is' if len(made) == 1 else 'are'} {listed(made)}" if made else ""
    return f"Nothing has that name here: what comes in is {listed(inputs)}{also}."
