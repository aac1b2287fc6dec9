"""Which number of a wrong answer belongs to an example, or is mistyped, and what to take in its place.

What is said cannot be chance: the size, the number that comes in or that of the task is put there, and the changed
answer tried in all cases.
"""

import ast
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType

from torch import Tensor

from course_utils.exercises._cases import Case, own_copy
from course_utils.exercises._comparing.compare import missed_rung
from course_utils.exercises._content import Content
from course_utils.exercises._learner_source import PLACES, line_of, parsed, source
from course_utils.exercises._running.guarded_call import look

_TRIED = 100  # changes: a count says the same on every machine
_SECONDS = 0.6  # of a slow processor, for all of them: an answer whose calls take long is not to wait for this
_MOST = 3  # different numbers of which two at once may be those of an example, such as the sizes of a table
Change = tuple[list[ast.Constant], str]  # the places of one number, what is put there


def number_built_in(exercise: Content, function: Callable, cases: list[Case], failing: int) -> str:
    """Say which number, or which two, to take from what comes in; "" where that does not make the answer right."""
    written, text = parsed(function), source(function)
    if written is None or not isinstance(function, FunctionType):
        return ""
    none: tuple[Change, ...] = ()
    found = look(_found, exercise, function, (text, written), cases, failing, otherwise=none)
    if not found:
        return ""
    numbers = " and ".join(_which(written, text, nodes) for nodes, _ in found)
    instead = " and ".join(f"`{expression}`" for _, expression in found)
    take = "take" if all(expression in _of_the_task(exercise) for _, expression in found) else "always take"
    said = f"You {take} {numbers}: write {instead} in {'its' if len(found) == 1 else 'their'} place, and the"
    places = {node.lineno for nodes, _ in found for node in nodes}
    line = next(iter(places)) if len(places) == 1 and len(written.body) > 1 else 0
    where = f"\nLook at your {line_of(function, line)}" if line else ""
    return f"{said} result is right.{where}"


def _which(written: ast.FunctionDef, text: str, nodes: list[ast.Constant]) -> str:
    """Quote a number, and say at which place it is meant where it stands at others, too."""
    alike = [node for part in written.body for node in ast.walk(part) if isinstance(node, ast.Constant)]
    alike = sorted(
        (node for node in alike if type(node.value) is type(nodes[0].value) and node.value == nodes[0].value),
        key=lambda node: (node.lineno, node.col_offset),
    )
    quoted = ast.get_source_segment(text, nodes[0]) or ""
    if len(nodes) == len(alike):
        return quoted
    return f"{quoted}, where it stands for the {PLACES[min(alike.index(nodes[0]), len(PLACES) - 1)]} time"


def _found(
    exercise: Content, function: FunctionType, read: tuple[str, ast.FunctionDef], cases: list[Case], failing: int
) -> tuple[Change, ...]:
    """Give the first changes that make an answer right in all cases, the one in which it went wrong before all."""
    text, written = read
    ends = {id(part) for node in ast.walk(written) if isinstance(node, ast.Slice) for part in ast.walk(node)}
    began = time.process_time()
    given, of_the_task = max((case.given for case in cases), key=len), _of_the_task(exercise)
    for changes in itertools.islice(_changes(written, given, of_the_task), _TRIED):
        if time.process_time() - began > _SECONDS:
            return ()
        changed = _compiled(text, written.name, function, changes)
        if all(_fits(exercise, changed, case) for case in [cases[failing], *cases]):
            # A limit, as in `clamp`, is right with any number that is large enough: then it is not this one. So is the
            # end of a slice, but not with one less.
            other = "- 1" if all(id(node) in ends for nodes, _ in changes for node in nodes) else "+ 1"
            beside = _compiled(text, written.name, function, [(nodes, f"{meant} {other}") for nodes, meant in changes])
            return () if all(_fits(exercise, beside, case) for case in cases) else changes
    return ()


def _of_the_task(exercise: Content) -> list[str]:
    """Give the numbers of the right answer, as it writes them: the task says them, too."""
    right = parsed(exercise.reference)
    return [*dict.fromkeys(ast.unparse(node) for part in right.body for node in _constants(part))] if right else []


def _changes(written: ast.FunctionDef, given: tuple, of_the_task: list[str]) -> Iterator[tuple[Change, ...]]:
    """Give one number at a time, in all its places and in each, with all that may be meant; then pairs of numbers."""
    names = [parameter.arg for parameter in written.args.args]
    meant = [one for name, value in zip(names, given, strict=False) for one in _expressions(name, value)]
    places: dict[float, list[ast.Constant]] = {}
    for statement in written.body:
        for node in _constants(statement):
            places.setdefault(_number(node), []).append(node)
    for number in sorted(places, key=lambda one: one == 2):  # it stands in many formulas, and last here
        nodes = places[number]
        for some in [nodes, *([node] for node in nodes if len(nodes) > 1)]:
            mistyped = str(number) not in of_the_task
            yield from (((some, expression),) for expression in [*(of_the_task if mistyped else ()), *meant])
    sizes = [nodes for number, nodes in places.items() if type(number) is int and number > 1][:_MOST]
    for one, other in itertools.combinations(sizes, 2):
        yield from (((one, first), (other, then)) for first in meant for then in meant)


def _number(node: ast.Constant) -> float:
    return node.value if isinstance(node.value, int | float) else 0


def _constants(node: ast.AST) -> Iterator[ast.Constant]:
    """Give all numbers that may be those of an example: no 0 and no 1, no exponent, and none that is compared with.

    `if col == 27` would be right with `col` in the place of 27. Those of a text that is put together have no places.
    """
    if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1):
        yield node
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        yield from _constants(node.left)
    elif not isinstance(node, ast.JoinedStr | ast.Compare):
        for part in ast.iter_child_nodes(node):
            yield from _constants(part)


def _expressions(name: str, value: object) -> Iterator[str]:
    """Give what may be taken of an input in the place of a number."""
    if isinstance(value, Tensor):
        yield f"len({name})"
        if value.dim() > 1 and value.shape[1] > 1:  # to divide by a size of 1 is to leave it out
            yield from (f"{name}.shape[1]", f"{name}.numel()")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from (name, f"{name}**0.5")


def _compiled(text: str, name: str, function: FunctionType, changes: Sequence[Change]) -> Callable:
    lines = [line.encode() for line in text.splitlines(keepends=True)]  # ast counts bytes
    places = [(node, expression) for nodes, expression in changes for node in nodes]
    for node, expression in sorted(places, key=lambda place: (place[0].lineno, place[0].col_offset), reverse=True):
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line[: node.col_offset] + f"({expression})".encode() + line[node.end_col_offset :]
    names = {**function.__globals__}
    exec(compile(b"".join(lines), "<changed>", "exec"), names)
    return names[name]


def _fits(exercise: Content, function: Callable, case: Case) -> bool:
    try:
        given = exercise.observe(function, *own_copy(case.given))
        return missed_rung(given, case.right, exercise.result_names, case.follows) is None
    except Exception:  # a change may mean nothing at all
        return False
