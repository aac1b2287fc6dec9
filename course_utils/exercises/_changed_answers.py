"""A wrong answer, changed in one place after the other, and which of these changes make it do what is right."""

import ast
import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from course_utils.exercises._learner_source import compiled
from course_utils.exercises._running.guarded_call import look

Test = Callable[[Callable], bool]  # tells whether a changed answer does what is right
_A_FEW = 5  # changes, which tell how long all of them take


@dataclass(frozen=True)
class Change:
    """Another part of an answer in the place of one that it has, and what can be said of that."""

    parent: ast.AST
    field: str
    was: object
    new: object
    line: int
    todo: str = ""  # in words


def right_changes(
    written: ast.FunctionDef,
    function: Callable,
    changes: Iterable[Change],
    tests: tuple[Test, Test],
    seconds: float,
) -> list[Change]:
    """Give the changes that make an answer right; none where the processor needs longer than these seconds.

    The first test looks at the case alone in which the answer went wrong, quickly; the other at all of them.
    """
    fits, is_right = tests
    none: list[tuple[Callable, Change]] = []
    fitting = look(partial(_fitting, seconds), written, function, [*changes], fits, otherwise=none)
    return [change for changed, change in fitting if is_right(changed)]


def _fitting(
    seconds: float, written: ast.FunctionDef, function: Callable, changes: list[Change], fits: Test
) -> list[tuple[Callable, Change]]:
    began, found = time.process_time(), []
    for count, change in enumerate(changes, start=1):
        setattr(change.parent, change.field, change.new)
        with contextlib.suppress(Exception):  # a change may mean nothing at all
            changed = compiled(written, function)
            if fits(changed):
                found.append((changed, change))
        setattr(change.parent, change.field, change.was)
        taken = time.process_time() - began
        if taken > seconds or (count >= _A_FEW and taken / count * len(changes) > seconds):
            return []  # what was not tried may do as well
    return found
