"""What to do about errors whose own words do not help a beginner."""

import builtins
import difflib
import functools
import pkgutil
import re
import traceback
from pathlib import Path

from torch import Tensor

from course_utils.exercises import LESSONS
from course_utils.exercises._advice_on_names import NAMES
from course_utils.exercises._advice_table import ADVICE, ONE_ROW, PART


@functools.cache
def lesson_of_each_name() -> dict[str, str]:
    """Give the lesson of each of the course's exercises, name -> lesson, after their modules."""
    folder = Path(__file__).parent
    found = ((lesson, module) for lesson in LESSONS for module in pkgutil.iter_modules([str(folder / lesson)]))
    return {module.name.removeprefix("_"): lesson for lesson, module in found}


def advice(said: str, line: str = "", lesson: str = "") -> str:
    """Give a sentence that helps with an error, ready to be put behind it, or "".

    With the lesson in whose notebook it happened, a missing function of this or an earlier lesson is recognised.

    Examples
    --------
    >>> advice("shape '[5, 784]' is invalid for input of size 1568")
    '. The sizes of the new shape must multiply to that number.'
    >>> advice("shape '[512, 784]' is invalid for input of size 137984")
    '. The last batch may be shorter: use `len(images)`.'
    >>> advice("name 'mse_loss' is not defined", lesson="slopes")
    '. `mse_loss` is from lesson 3 and is not in this notebook: write it out, or define it again in a cell above.'
    >>> advice("no")
    ''
    """
    ways = (
        _missing_function(said, lesson),
        _no_whole_pictures(said),
        _mask_and_slopes_apart(said, line, lesson),
        _never_made(said, line),
        _name_not_there(said, line, lesson),
        next((text for error, code, text in ADVICE if error in said and code in line), ""),
        _other_arguments(said, line),
    )
    found = next(filter(None, ways), "")
    return f". {found}" if found else ""


def name_meant(error: BaseException, lesson: str = "") -> str:
    """Ask whether a name that is there was meant by one that is not, ready to be put behind the error, or ""."""
    if isinstance(error, NameError) and error.__traceback__:
        *_, (frame, _) = traceback.walk_tb(error.__traceback__)
        there = [*frame.f_locals, *frame.f_globals, *vars(builtins), *_names_until(lesson)]
    elif isinstance(error, AttributeError):
        there = dir(error.obj)
    else:
        return ""
    if isinstance(error, NameError) and hasattr(Tensor, str(error.name)):
        return f". Is `.{error.name}()` behind a tensor meant?"
    meant = next(iter(difflib.get_close_matches(str(error.name), there, 1, 0.75)), "")
    return f". Is `{meant}` meant?" if meant else ""


def _other_arguments(said: str, line: str) -> str:
    """Say whether the task's function takes too little or too much, or a line of the learner's hands over so."""
    if re.search(r"takes .*positional arguments? but", said):
        if not line:  # raised by the call of the check itself
            return "Does the `def` line name all that the task says comes in?"
        return "More stands in the brackets of that call than it takes."
    if re.search(r"missing \d+ required positional arguments?", said):
        if not line:
            return "Does the `def` line name more than the task says comes in?"
        return "Less stands in the brackets of that call than it takes."
    return ""


def _no_whole_pictures(said: str) -> str:
    """Say what came instead of a row for each picture, where the numbers in an error tell it."""
    if sizes := re.search(r"\(1x(\d+) and 784x|x\d+\), vec \((\d+)\)", said):
        entries = int(sizes[1] or sizes[2])
        return ONE_ROW if entries > 784 and entries % 784 == 0 else ""
    sizes = re.search(r"shape '\[(?:\d+, )?784\]' is invalid for input of size (\d+)", said)
    return PART if sizes and int(sizes[1]) < 784 else ""


def _mask_and_slopes_apart(said: str, line: str, lesson: str) -> str:
    """Say why a mask does not fit the slopes, where the line that raised it holds a mask or calls `relu_gradient`."""
    sizes = re.search(r"tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at .*dimension 1", said)
    if lesson != "backpropagation" or not sizes or not re.search(r"mask|> ?0|relu_gradient\(", line):
        return ""
    return (
        f"A mask has the shape of the slopes that pass it, and here one has {sizes[1]} columns and the other "
        f"{sizes[2]}: is it made of the h of another layer, or have the slopes not gone through the weights yet?"
    )


def _names_until(lesson: str) -> list[str]:
    """Give the exercises' names of a lesson and of those before it."""
    numbers = {name: LESSONS.index(its) for name, its in lesson_of_each_name().items() if its in LESSONS}
    return [name for name, number in numbers.items() if lesson in LESSONS and number <= LESSONS.index(lesson)]


def _undefined(said: str) -> str:
    return next(iter(re.findall(r"name '(\w+)' is not defined", said)), "")


def _name_not_there(said: str, line: str, lesson: str) -> str:
    """Say what is meant by a name that beginners use and that is not there."""
    fits = (
        text for its, name, code, text in NAMES if name == _undefined(said) and its in ("", lesson) and code in line
    )
    return next(fits, "")


def _never_made(said: str, line: str) -> str:
    """Say that a table is filled, a list appended to or a sum added to that was not made before."""
    name = _undefined(said)
    if not name or not re.match(rf"{name}(\[.*\] *[-+]?=|\.append\(| *[-+]=| *= *{name}\b)", line):
        return ""
    made = "[]" if ".append(" in line else "torch.zeros(...)" if line.startswith(f"{name}[") else "0"
    return f"Make `{name}` before the loop, as `{name} = {made}`, to have something to put into or to add to."


def _missing_function(said: str, lesson: str) -> str:
    """Say where a function of this or an earlier lesson is that the answer calls and that is not there."""
    if lesson not in LESSONS:
        return ""
    name = _undefined(said)
    its_lesson = lesson_of_each_name().get(name, "")
    if its_lesson == lesson:
        return f"`{name}` is made in this notebook: run the cell that defines it, then this one."
    if its_lesson and LESSONS.index(its_lesson) < LESSONS.index(lesson):
        number = LESSONS.index(its_lesson) + 1
        return (
            f"`{name}` is from lesson {number} and is not in this notebook: write it out, or define it again in a cell "
            "above."
        )
    return ""
