"""What stands around an error in the learner's function: its frames, its inputs, and names that are nearly alike."""

import difflib
import re
import traceback
from collections.abc import Iterable
from types import FrameType


def frames_of(error: BaseException) -> list[FrameType]:
    """Give the frame of an error, and those around it whose values it sees, as those of a list in brackets does."""
    found: list[FrameType] = []
    for frame, _ in reversed([*traceback.walk_tb(error.__traceback__)]):
        found.append(frame)
        if not frame.f_code.co_name.startswith("<") or frame.f_code.co_name == "<lambda>":
            break
    return found


def inputs_of(frames: list[FrameType]) -> list[str]:
    """Give the names in the brackets of the ``def`` line."""
    code = frames[-1].f_code
    return [name for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if name != "self"]


def listed(names: Iterable[str]) -> str:
    """Write names one after the other, with "and" before the last."""
    *others, last = [f"`{name}`" for name in names] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def closest(name: str, there: Iterable[str]) -> str:
    """Give the one that is written nearly alike, or ""; another number in it makes it another thing."""
    there = [one for one in there if not one.startswith("__") and one != name]
    if alike := [one for one in there if _plain(one) == _plain(name)]:
        return alike[0]
    numbered = re.sub(r"\d+", "#", name)
    near = [one for one in there if len(one) > 2 and re.sub(r"\d+", "#", one) != numbered]
    return next(iter(difflib.get_close_matches(name, near, 1, 0.75)), "")


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
