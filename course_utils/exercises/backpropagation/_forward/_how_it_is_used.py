"""How an answer to ``forward`` is called: what cannot be multiplied and what has a wrong shape is told by its sizes."""

import re

from torch import Tensor

from course_utils._messages import counted
from course_utils.exercises.exercise import Wrong, is_a

ENTERING = {"w1": "x", "w2": "h1", "w3": "h2"}
WEIGHTS = {(256, 784): "w1", (64, 256): "w2", (10, 64): "w3"}
TRANSPOSED = {shape[::-1]: name for shape, name in WEIGHTS.items()}
_ASKED = "Is a `.T` missing or too many, or does one of the two factors belong to another layer?"


def observe(answer, x, params):
    result = multiplying(_why_not, len(x), answer, x, params)
    if is_a(result, tuple | list) and len(result) == 3 and all(is_a(part, Tensor) for part in result):
        wanted = {"h1": (len(x), 256), "h2": (len(x), 64), "out": (len(x), 10)}
        shapes = in_order(wanted, result)
        name = next((name for name, got in shapes.items() if got != wanted[name]), "")
        refuse_shape(name, _why_so, wanted, shapes)
    return result


def refuse_shape(name, why_so, wanted, shapes, *others):
    """Refuse what has a wrong shape, if it is known how it came."""
    why = name and why_so(name, wanted[name], shapes[name], *others)
    if why:
        raise Wrong(f"{why}\nFor {name}:\nexpected the shape {list(wanted[name])}\ngot      {list(shapes[name])}")


def multiplying(why_not, batch_size, answer, *given):
    """Call an answer; say of a product that cannot be formed what is wrong with it, by the sizes of the two."""
    try:
        return answer(*given)
    except RuntimeError as error:
        sizes = re.search(r"\((\d+)x(\d+) and (\d+)x(\d+)\)", str(error))
        if not sizes:
            raise
        rows, columns, *behind = map(int, sizes.groups())
        why = why_not((rows, columns), tuple(behind), batch_size) or _ASKED
        product = f"For the product [{rows}, {columns}] @ {behind}"
        raise Wrong(
            f"{why}\n{product}:\nexpected {counted(columns, 'row')} behind the @\ngot      {behind[0]}"
        ) from error


def in_order(wanted, result):
    """Give the shapes of what an answer gives; refuse the right ones in another order, whatever the numbers are."""
    shapes = [tuple(part.shape) for part in result]
    names = {shape: name for name, shape in wanted.items()}
    if shapes != [*wanted.values()] and {*shapes} == {*wanted.values()}:
        got = ", ".join(names[shape] for shape in shapes)
        raise Wrong(f"What you give stands in another order.\nexpected {', '.join(wanted)}\ngot      {got}")
    return dict(zip(wanted, shapes, strict=True))


def _why_not(front, behind, batch_size):
    if behind in WEIGHTS and front[1] == behind[1]:
        name = WEIGHTS[behind]
        return f"`{name}` has a row for each output: write `{name}.T` behind the `@`."
    first = WEIGHTS.get(front) or TRANSPOSED.get(front)
    if first:
        return f"The rows of the pictures come first: write `{ENTERING[first]} @ {first}.T`."
    name = TRANSPOSED.get(behind)
    if name and front[0] == batch_size:
        return (
            f"`{name}.T` is for `{ENTERING[name]}`, [b, {behind[0]}]: one of your two factors belongs to another layer."
        )
    return ""


def _why_so(name, wanted, got):
    if len(got) == 2 and got[0] == wanted[1]:
        return f"Your {name} lies on its side: a row belongs to a picture, as in `x @ w1.T`."
    if got in (wanted[1:], (1, wanted[1])):
        return f"Your {name} holds a single picture: keep all rows of x, or join those of a loop with `torch.stack`."
    return ""
