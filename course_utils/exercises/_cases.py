"""The cases of a check: what an answer is called with, and what is right there."""

import copy
import functools
import inspect
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import FunctionType

from torch import Generator, Tensor, nn
from torch.utils.data import DataLoader

from course_utils.exercises._content import Content
from course_utils.exercises._running.guarded_call import Call, call
from course_utils.exercises._running.program_settings import SETTINGS

_AT_LEAST_SECONDS = 0.2


class Elsewhere:
    """An answer that lives in another process and is used there as its exercise says: see ``grading``."""

    def __call__(self, *given: object) -> object:
        """Refuse to be called here."""
        raise TypeError("expected to be used in its own process, got a call; use `watch`.")

    def watch(self, given: tuple, seconds: float | None) -> Call:
        """Use it in one of its exercise's cases, and give what it did."""
        raise NotImplementedError


@dataclass(frozen=True)
class Case:
    """One set of arguments, what is right for it, and what the arguments are afterwards."""

    given: tuple
    right: object
    afterwards: tuple
    follows: str = ""  # the argument whose dtype is that of the result, in all cases of a check


def generator() -> Generator:
    """Give a generator of the check's own: the learner's seed is neither used nor moved."""
    own = Generator()
    own.seed()
    return own


def watch(exercise: Content, function: Callable, given: tuple, seconds: float | None = None) -> Call:
    """Use a function in one case, as the exercise says, on arguments that belong to it alone."""
    if isinstance(function, Elsewhere):
        return function.watch(given, seconds)
    return call(functools.partial(exercise.observe, function), given, seconds, SETTINGS)


def draw_cases(exercise: Content) -> list[Case]:
    """Draw the cases of one check, with what is right in each."""
    cases = []
    for given in exercise.cases(generator()):
        afterwards = own_copy(given)
        cases.append(Case(given, exercise.observe(exercise.reference, *afterwards), afterwards))
    follows = _followed(exercise, cases)
    return [replace(case, follows=follows) for case in cases]


def _followed(exercise: Content, cases: list[Case]) -> str:
    """Name the argument whose dtype the results take; "" where none does, or only one dtype comes."""
    for place, name in enumerate(argument_names(exercise, min(len(case.given) for case in cases))):
        dtypes = [{leaf.dtype for leaf in leaves([case.given[place], case.right])} for case in cases]
        tensors = all(isinstance(case.given[place], Tensor) and _holds_a_tensor(case.right) for case in cases)
        if tensors and all(len(both) == 1 for both in dtypes) and len(set.union(*dtypes)) > 1:
            return name
    return ""


def _holds_a_tensor(value: object) -> bool:
    return any(True for _ in leaves(value))


def leaves(value: object) -> Iterator[Tensor]:
    """Give every tensor that an argument or a result holds: of a net also its gradients, of a loader its data."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, nn.Module):
        yield from (*value.parameters(), *value.buffers())
        yield from (parameter.grad for parameter in value.parameters() if parameter.grad is not None)
    elif isinstance(value, DataLoader):
        yield from leaves(getattr(value.dataset, "tensors", ()))
    elif isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)


def own_copy(given: tuple) -> tuple:
    """Copy arguments for one call as deepcopy does, in a tenth of its time where tensors are plain ones."""
    all_of_them = [leaf for leaf in leaves(given) if type(leaf) is Tensor and not leaf.requires_grad]
    share = {id(one) for leaf in all_of_them if leaf._is_view() for one in (leaf, leaf._base)}  # their numbers
    plain = [leaf for leaf in all_of_them if id(leaf) not in share and leaf.is_contiguous()]
    return copy.deepcopy(given, {id(leaf): leaf.clone() for leaf in plain})


def argument_names(exercise: Content, count: int, function: Callable | None = None) -> list[str]:
    """Name the arguments of a case as the learner's function does, where it is one that names them, or as the task."""
    if isinstance(function, FunctionType) and function.__code__.co_argcount >= count:
        return [*function.__code__.co_varnames[:count]]
    _, *parameters = inspect.signature(exercise.observe).parameters.values()
    if parameters[0].kind == inspect.Parameter.VAR_POSITIONAL:  # called as it is
        parameters = list(inspect.signature(exercise.reference).parameters.values())
    names = [parameter.name for parameter in parameters]
    return names[:count] + [names[-1]] * (count - len(names))


def left(deadline: float) -> float:
    """Give the seconds that are left: all calls of a check share one limit."""
    return max(deadline - time.monotonic(), _AT_LEAST_SECONDS)
