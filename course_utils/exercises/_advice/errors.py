"""What to do about errors whose own words do not help a beginner."""

import functools
import pkgutil
import re
from pathlib import Path
from types import ModuleType

from course_utils.exercises import LESSONS
from course_utils.exercises._advice.attributes_meant import attribute_meant
from course_utils.exercises._advice.calls_meant import (
    call_meant,
    hidden_by_an_assignment,
    in_another_order,
    left_out_of_train_step,
    the_function_itself,
    value_called,
)
from course_utils.exercises._advice.names_meant import input_meant, name_meant
from course_utils.exercises._advice.on_names import NAMES
from course_utils.exercises._advice.on_python import OF_PYTHON
from course_utils.exercises._advice.on_shapes import OF_SHAPES, ONE_ROW, PART
from course_utils.exercises._advice.table import ADVICE, NO_FUNCTION

_OF_THE_COURSE = ("one_hot", "from_one_hot", "evaluate", "train")


@functools.cache
def lesson_of_each_name() -> dict[str, str]:
    """Give the lesson of each of the course's exercises, name -> lesson, after their modules."""
    folder = Path(__file__).parents[1]
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
        _never_made(said, line),
        _name_not_there(said, line, lesson),
        _missing_function(said, lesson),
        _no_whole_pictures(said),
        _mask_and_slopes_apart(said, line, lesson),
        _another_layers_numbers(said, line),
        _in_table(said, line),
        _other_arguments(said, line),
    )
    found = next(filter(None, ways), "")
    return f". {found}" if found else ""


def advice_on(error: BaseException, line: str = "", lesson: str = "") -> str:
    """Give the same for an error that is at hand, so that its names can be looked at: what is nearest stands first."""
    said = next(iter(str(error).strip().splitlines()), "")
    nearest = (
        lambda: input_meant(error, line, only_inputs=bool(_never_made(said, line))),
        lambda: hidden_by_an_assignment(error, line) if isinstance(error, UnboundLocalError) else "",
        lambda: left_out_of_train_step(said, line),
        lambda: in_another_order(error, line),
        lambda: the_function_itself(error, line),
        lambda: value_called(error, line) if _in_table(said, line) == NO_FUNCTION else "",
        lambda: call_meant(error, line) if not _in_table(said, line) else "",
        lambda: _attribute(error, line) if isinstance(getattr(error, "obj", None), ModuleType) else "",
        lambda: advice(said, line, lesson).removeprefix(". "),
        lambda: _attribute(error, line),
        lambda: name_meant(error, line, lesson, _names_until(lesson)),
    )
    found = next(filter(None, (way() for way in nearest)), "")
    return f". {found}" if found else ""


def _attribute(error: BaseException, line: str) -> str:
    return attribute_meant(error, line) if isinstance(error, AttributeError) else ""


def _in_table(said: str, line: str) -> str:
    return next((text for error, code, text in (*OF_PYTHON, *OF_SHAPES, *ADVICE) if error in said and code in line), "")


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


def _another_layers_numbers(said: str, line: str) -> str:
    """Say how many numbers a layer takes and how many came, where the line that raised it calls a layer."""
    sizes = re.search(r"mat1 and mat2 shapes cannot be multiplied \(\d+x(\d+) and (\d+)x\d+\)", said)
    if not sizes or not re.search(r"self\.\w+\(", line) or sizes[1] == "28":  # 28: no picture is a row yet
        return ""
    if sizes[1] == "1":
        return (
            "Each picture must become a row of 784: the number of pictures stands first, `reshape(len(images), 784)`."
        )
    return (
        f"The layer takes {sizes[2]} numbers a picture, and {sizes[1]} came: is what stands in its brackets what the "
        "layer before gives? Or is its width another one?"
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
    unbound = re.findall(r"variable '(\w+)' (?:where it is not|referenced before)", said)
    name = _undefined(said) or next(iter(unbound), "")
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
    if name == "backward" and its_lesson != lesson:
        return "It stands behind the loss: `loss.backward()`."
    if its_lesson == lesson:
        return f"`{name}` is made in this notebook: run the cell that defines it, then this one."
    if its_lesson and LESSONS.index(its_lesson) < LESSONS.index(lesson):
        number = LESSONS.index(its_lesson) + 1
        return (
            f"`{name}` is from lesson {number} and is not in this notebook: write it out, or define it again in a cell "
            f"above{_at_hand(name, lesson)}."
        )
    return ""


def _at_hand(name: str, lesson: str) -> str:
    """Say where else a function is that an earlier lesson has taught: in the course's package, or in PyTorch."""
    if name in _OF_THE_COURSE:
        return f"; `from course_utils import {name}` brings the course's"
    with_layers = LESSONS.index(lesson) >= LESSONS.index("pytorch_parts")
    return f"; `F.{name}(...)` does the same" if with_layers and name in ("relu", "mse_loss") else ""
