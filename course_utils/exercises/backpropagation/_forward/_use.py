"""How an answer to ``forward`` is called: what cannot be multiplied and what has a wrong shape is told by its sizes."""

import re

from torch import Tensor

from course_utils.exercises.core import Wrong, is_a

ENTERING = {"w1": "x", "w2": "h1", "w3": "h2"}
WEIGHTS = {(256, 784): "w1", (64, 256): "w2", (10, 64): "w3"}
TRANSPOSED = {shape[::-1]: name for shape, name in WEIGHTS.items()}
_ASKED = "Is a transpose missing or too many, or does one of the two belong to another layer?"


def use(answer, x, params):
    result = multiplying(_why_not, len(x), answer, x, params)
    if is_a(result, tuple | list) and len(result) == 3 and all(is_a(part, Tensor) for part in result):
        wanted = {"h1": (len(x), 256), "h2": (len(x), 64), "out": (len(x), 10)}
        shapes = in_order(wanted, result)
        name = next((name for name, got in shapes.items() if got != wanted[name]), "")
        why = name and _why_so(wanted[name], shapes[name])
        if why:
            raise Wrong(f"{name}: expected the shape {list(wanted[name])}, got {list(shapes[name])}. {why}")
    return result


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
        rule = f"The product [{rows}, {columns}] @ {behind} does not exist: behind the `@` expected"
        raise Wrong(f"{rule} {columns} rows, got {behind[0]}. {why}") from error


def in_order(wanted, result):
    """Give the shapes of what an answer gives; refuse the right ones in another order, whatever the numbers are."""
    shapes = [tuple(part.shape) for part in result]
    names = {shape: name for name, shape in wanted.items()}
    if shapes != [*wanted.values()] and {*shapes} == {*wanted.values()}:
        raise Wrong(f"expected {', '.join(wanted)}, in this order, got {', '.join(names[shape] for shape in shapes)}.")
    return dict(zip(wanted, shapes, strict=True))


def _why_not(front, behind, batch_size):
    if behind in WEIGHTS and front[1] == behind[1]:
        name = WEIGHTS[behind]
        return f"Behind the `@` stands `{name}.T`: `{name}` has a row for each output."
    first = WEIGHTS.get(front) or TRANSPOSED.get(front)
    if first:
        return f"The pictures come first, one row each: `{ENTERING[first]} @ {first}.T`."
    name = TRANSPOSED.get(behind)
    if name and front[0] == batch_size:
        return f"`{name}.T` is for `{ENTERING[name]}`, [b, {behind[0]}]: one of the two belongs to another layer."
    return ""


def _why_so(wanted, got):
    if len(got) == 2 and got[0] == wanted[1]:
        return "It lies on its side: a row belongs to a picture, as in `x @ w1.T`."
    if got in (wanted[1:], (1, wanted[1])):
        return "That is a single picture: keep all rows of x, or put those of a loop together with `torch.stack`."
    return ""
