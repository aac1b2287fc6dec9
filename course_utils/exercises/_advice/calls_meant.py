"""What is wrong with a call: what is called is no function, or its brackets hold the wrong things."""

import builtins
import dis
import inspect
import linecache
import re
import traceback
from collections.abc import Callable
from types import FrameType

import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader

from course_utils.exercises._advice.frames import closest, frames_of, inputs_of, listed

_STEP = ("net", "optimizer", "images", "labels")
_KEYWORDS = ("dim", "keepdim", "min", "max", "dtype", "shape", "size")


def call_meant(error: BaseException, line: str) -> str:
    """Say what is wrong with a call in the line that raised a TypeError, or give ""."""
    frames = frames_of(error)
    if not line or not frames or not isinstance(error, TypeError):
        return ""
    said, there = str(error), {**frames[0].f_globals}
    for frame in frames:
        there |= frame.f_locals
    return _too_little(said, line, there) or _another_keyword(said, there) or _odd_combination(said)


def value_called(error: BaseException, line: str) -> str:
    """Say which value is called as if it were a function, where the line that raised a TypeError does that."""
    frames = frames_of(error)
    if not line or not frames or not str(error).endswith("object is not callable"):
        return ""
    inside = {name: value for frame in frames for name, value in frame.f_locals.items()}
    there = {**frames[0].f_globals, **inside}
    for name in dict.fromkeys(re.findall(r"(?<![\w.])(\w+)\(", line)):
        if name not in there or callable(there[name]):
            continue
        if hasattr(builtins, name) and name in inside:
            return f"Your function names a value `{name}`, which hides Python's own `{name}`: take another name."
        if hasattr(builtins, name):
            return f"A cell above gives the name `{name}` to a value: `del {name}` brings Python's own `{name}` back."
        if name in inputs_of(frames) and _is_made_anew(frames, name):
            return (
                f"`{name}` is what comes in only until your function gives the name a new value, which is no function: "
                f"if `{name}` is called later, take another name for that value."
            )
        return f"`{name}` is a value and no function: is a `*` missing before the bracket, or is `{name}[...]` meant?"
    return ""


def _is_made_anew(frames: list[FrameType], name: str) -> bool:
    """Tell whether a function gives a new value to a name that comes in."""
    return any(step.opname == "STORE_FAST" and step.argval == name for step in dis.get_instructions(frames[-1].f_code))


def the_function_itself(error: BaseException, line: str) -> str:
    """Say that an answer calculates with itself, where what comes in is meant."""
    frames = frames_of(error)
    if not frames or not isinstance(error, TypeError) or "'function'" not in str(error):
        return ""
    name, inputs = frames[-1].f_code.co_name, inputs_of(frames)
    if not inputs or not re.search(rf"(?<![\w.]){re.escape(name)}\b(?!\()", line):
        return ""
    return f"`{name}` is your function itself, and what comes in is {listed(inputs)}."


def in_another_order(error: BaseException, line: str) -> str:
    """Say in which order a function takes its inputs that the line of an error hands over under their names."""
    called_in = ""
    for frame, number in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        takes = code.co_varnames[: code.co_argcount]
        # The error may come from within a function of the learner's own: then its caller's line hands things over.
        found = re.search(rf"(?<![\w.]){re.escape(code.co_name)}\((\w+(?:, *\w+)+)\)", f"{called_in}\n{line}")
        given = re.split(", *", found[1]) if found else []
        if any(name in takes and takes.index(name) != place for place, name in enumerate(given)):
            return f"`{code.co_name}` takes {listed(takes)}, in this order."
        is_ours = str(frame.f_globals.get("__name__")).startswith("course_utils.")
        called_in = "" if is_ours else linecache.getline(code.co_filename, number)
    return ""


def hidden_by_an_assignment(error: BaseException, line: str) -> str:
    """Say why a name of the function has no value yet: it is also that of a function, or of what comes in."""
    frames = frames_of(error)
    name = next(iter(re.findall(r"variable '(\w+)'", str(error))), "")
    if not frames or not name:
        return ""
    others = frames[0].f_globals.get(name, getattr(builtins, name, None))
    if callable(others) and re.search(rf"(?<![\w.]){name}\(", line):
        whose = "a function of Python" if hasattr(builtins, name) else "a function"
        return (
            f"`{name}` is {whose}, and here it is also the name of a value that your function makes: take another name."
        )
    inputs = inputs_of(frames)
    if near := closest(name, inputs):
        return f"It gets no value before this line: is it to be taken out of `{near}`, by a loop, or is `{near}` meant?"
    made = [one for frame in frames for one in frame.f_locals if one not in inputs]
    if near := closest(name, made):
        return f"Is `{near}` meant?"
    if re.match(rf"{name} *= *.*\b{name}[.()\[]", line) and inputs:
        return f"It gets its value in this very line, and what comes in is {listed(inputs)}."
    return ""


def left_out_of_train_step(said: str, line: str) -> str:
    """Say which of the four things of a training step a call leaves out."""
    if "train_step() missing" not in said or "train_step(" not in line:
        return ""
    left_out = [name for name in _STEP if not re.search(rf"\b{name}\b", line)]
    if not left_out:
        return "All four stand there, but two of them in brackets of their own: hand them over one by one."
    if {"images", "labels"} & {*left_out}:
        return ""  # a whole batch, say: the table tells
    return f"The call leaves out {listed(left_out)}: it is `train_step(net, optimizer, images, labels)`."


def _too_little(said: str, line: str, there: dict) -> str:
    """Say what a function takes that is called with less, or more."""
    found = re.match(r"(?:\w+\.)?(\w+)\(\) (missing \d+ required|takes )", said)
    if not found:
        return ""
    is_less = found[2].startswith("missing")
    base = ("Less" if is_less else "More") + " stands in the brackets of that call than it takes"
    function = there.get(found[1])
    if inspect.isfunction(function) and re.search(rf"(?<![\w.]){found[1]}\(", line):
        count = function.__code__.co_argcount
        names = listed([*function.__code__.co_varnames[:count]])
        return f"{base}: it takes {names}." if names else ""
    if is_less and re.search(r"arguments?: [\"']input[\"']$", said):
        return f"{base}: the tensor itself is missing."
    return ""


def _another_keyword(said: str, there: dict) -> str:
    """Say how a named argument is called, where one nearly alike is there."""
    found = re.match(r"(\w+)(?:\.__init__)?\(\) got an unexpected keyword argument '(\w+)'", said)
    if not found:
        return ""
    places = (vars(torch), vars(nn), vars(functional), {"DataLoader": DataLoader}, there)
    function: Callable | None = next((one[found[1]] for one in reversed(places) if found[1] in one), None)
    try:
        names = [*inspect.signature(function).parameters] if function else []
    except (TypeError, ValueError):  # written in C
        names = []
    near = closest(found[2], names or _KEYWORDS)
    if near:
        return f"Is `{near}` meant?"
    return f"It takes {listed(names)}." if inspect.isfunction(function) and 0 < len(names) < 7 else ""


def _odd_combination(said: str) -> str:
    """Say that the brackets of one of PyTorch's functions hold what it does not take."""
    found = re.match(r"(\w+)\(\) received an invalid combination of arguments - got \((.*?)(?:, )?\)", said)
    if not found:
        return ""
    names = re.findall(r"(\w+)=", found[2])
    unknown = [name for name in names if name not in _KEYWORDS]
    if unknown:
        near = closest(unknown[0], _KEYWORDS) or next((one for one in _KEYWORDS if unknown[0].startswith(one)), "")
        return f"`{found[1]}` knows no `{unknown[0]}`." + (f" Is `{near}` meant?" if near else "")
    return f"`{found[1]}` does not take what stands in its brackets, or not in this order: {found[2]}."
