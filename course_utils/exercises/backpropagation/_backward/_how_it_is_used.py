"""How an answer to ``backward`` is called: each gradient has a shape of its own, which tells how a wrong one came."""

from torch import Tensor

from course_utils.exercises._comparing.compare_closer import comparable, factor
from course_utils.exercises.backpropagation._forward._how_it_is_used import (
    ENTERING,
    TRANSPOSED,
    WEIGHTS,
    in_order,
    multiplying,
    refuse_shape,
)
from course_utils.exercises.exercise import Wrong, is_a

_COLUMNS = {784: "x", 256: "h1", 64: "h2", 10: "grad_out"}


def observe(answer, x, params, h1, h2, grad_out):
    names = [f"grad_{name}" for name in ("w1", "b1", "w2", "b2", "w3", "b3")]
    wanted = dict(zip(names, (tuple(param.shape) for param in params), strict=True))
    w3, b3 = params[4:]  # the list may be another one afterwards
    result = multiplying(_why_not, len(x), answer, x, params, h1, h2, grad_out)
    if not is_a(result, tuple | list):
        return result
    if any(is_a(part, tuple | list) for part in result):
        six = f"six tensors in a row: {', '.join(wanted)}"
        raise Wrong(
            f"Your gradients stand in pairs or lists: take them apart.\nexpected {six}\ngot      pairs or lists"
        )
    if len(result) == 6 and all(is_a(part, Tensor) for part in result):
        shapes = in_order(wanted, result)
        name = next((name for name, got in shapes.items() if got != wanted[name]), "")
        refuse_shape(name, _why_no_bias if name.startswith("grad_b") else _why_so, wanted, shapes, len(x))
        if _has_moved(w3, result[4], grad_out.T @ h2) and _has_moved(b3, result[5], grad_out.sum(dim=0)):
            raise Wrong(f"expected {', '.join(wanted)}\ngot      params after a step")
    return result


def _has_moved(param, got, grad):
    """Tell whether what came for a gradient is its param, a step against the gradient further, however long."""
    return (factor(param - got, grad) or 0) > 0 and factor(got, grad) is None if comparable(got, param) else False


def _why_not(front, behind, batch_size):
    """Say what is wrong with a product: one that passes slopes on, or one that gives the gradient of a weight."""
    weight = WEIGHTS.get(behind)
    if behind in TRANSPOSED and front[1] == behind[1]:
        name = TRANSPOSED[behind]
        return f"On the way back the weight stands as it is: `... @ {name}`, without `.T`."
    if front in WEIGHTS or front in TRANSPOSED:
        return f"The slopes come first, then the weight as it is: `... @ {WEIGHTS.get(front) or TRANSPOSED[front]}`."
    if weight and front == (behind[0], batch_size):
        return f"To be passed on, slopes stay as they are: `... @ {weight}`, without `.T` in front."
    if weight and front[0] == batch_size:
        return (
            f"`{weight}` takes the slopes of its {behind[0]} outputs: before the `@` stand {front[1]} slopes a picture."
        )
    if front[0] == behind[0] == batch_size:
        return "A `.T` is missing: the gradient of a weight is `grad.T @ x`, with [outputs, b] before the `@`."
    if front[1] == behind[1] == batch_size:
        return "Only the slopes get a `.T`: the gradient of a weight is `grad.T @ x`."
    if front[0] == behind[1] == batch_size:
        return "It is the slopes that get the `.T`: the gradient of a weight is `grad.T @ x`."
    return ""


def _why_so(name, wanted, got, batch_size):
    if got == wanted[::-1]:
        return f"Your {name} lies on its side: `grad.T @ x`, with the slopes in front, has a row for each output."
    if len(got) == 2 and got[0] == wanted[0] and got[1] in _COLUMNS:
        entering = ENTERING[name.removeprefix("grad_")]
        return f"You multiply by {_COLUMNS[got[1]]} for {name}: what entered this layer is {entering}."
    if len(got) == 2 and got[0] in _COLUMNS and got[1] == wanted[1]:
        return (
            f"You take other slopes for {name}: this layer has {wanted[0]} outputs, so its slopes are [b, {wanted[0]}]."
        )
    return ""


def _why_no_bias(name, wanted, got, batch_size):
    if got in ((batch_size, *wanted), (1, *wanted)):
        return "A bias acts on all pictures: add up over the batch, `sum(dim=0)`, without `keepdim`."
    if got == (batch_size,):
        return f"Your {name} has a number for each picture: add up over the batch, `sum(dim=0)`, not along the rows."
    if got == ():
        return f"Your {name} is one number for all biases: add up its slopes, [b, {wanted[0]}], over the batch alone."
    if len(got) == 1 and got[0] in _COLUMNS:
        return (
            f"You take other slopes for {name}: this layer has {wanted[0]} outputs, so its slopes are [b, {wanted[0]}]."
        )
    return ""
