"""What was handed to a check instead of the learner's own function, and what to hand over."""

import inspect
from collections.abc import Callable
from types import FunctionType, ModuleType

import numpy as np
from torch import Tensor, nn

from course_utils._messages import describe

_LIBRARIES = ("torch", "torchvision", "numpy", "math", "builtins", "operator", "statistics", "_operator")


def no_function(value: object, name: str) -> str:
    """Say what came that cannot be called, and what to do."""
    call = f"`lesson.{name}.check({name})`"
    if isinstance(value, str):
        return f"expected a function, got a text, {value[:40]!r}. Leave out the quotation marks: {call}."
    if isinstance(value, ModuleType):
        return f"expected a function, got the module {value.__name__}. Pass your function to the check: {call}."
    got = f"expected a function, got {describe(value)}."
    if isinstance(value, Tensor | np.ndarray | int | float):
        return (
            f"{got} If that is what your function gives, leave out its call: pass the function itself, {call}, with no "
            "brackets behind its name."
        )
    if isinstance(value, list | tuple):
        return f"{got} Pass the function itself, without brackets around or behind its name: {call}."
    return f"{got} Pass your function to the check: {call}."


def not_their_own(function: Callable, name: str, asks_for_a_class: bool) -> str:
    """Say that something of a library, a class or a method of a net came that does not do what is asked; "" if not."""
    kind = function if isinstance(function, type) else type(function)
    where = getattr(function, "__module__", "")  # nothing, where a learner's cell has no name
    if where is None and not isinstance(function, FunctionType):
        where = kind.__module__
    root = str(where).partition(".")[0]
    is_of_a_library = root in _LIBRARIES or inspect.isbuiltin(function)
    called = str(getattr(function, "__name__", "") or kind.__name__)
    why = got = ""
    if asks_for_a_class:
        owner, path = getattr(function, "__self__", None), str(getattr(function, "__qualname__", ""))
        if isinstance(owner, nn.Module) or path.endswith(".forward"):
            why, got = "You passed a method of a network: the class itself is asked for.", f"its method {called}"
        elif is_of_a_library and not isinstance(function, nn.Module):
            why, got = f"You passed `{called}`, which is not yours.", f"{called}, which is there already"
    elif isinstance(function, type) and root != "builtins":  # `float`, say, is called like a function
        why = f"You passed the class `{called}`, which makes an object when it is called: the task asks for a function."
        got = f"the class {called}"
    elif is_of_a_library and not isinstance(function, type | nn.Sequential):  # what stands in that is theirs
        why = f"You passed `{called}`, which is not yours and does not do here what the task asks."
        got = f"{called}, which is there already"
    if not why:
        return ""
    own = "class" if asks_for_a_class else "function"
    return f"{why} Pass your own {own}: `lesson.{name}.check({name})`.\nexpected a {own} of your own\ngot      {got}"
