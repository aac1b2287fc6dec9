"""Where an answer to ``backward`` goes wrong first, seen from the back, and why.

A layer is judged by the slopes that the layers behind it pass on, so slips in several layers are told one after the
other. What is said holds in all cases: the gradients of the layer come out exactly as the slip makes them.
"""

import math
from collections.abc import Callable, Sequence
from itertools import starmap
from typing import TypeGuard

from torch import Tensor

from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable, factor
from course_utils.exercises._content import Content
from course_utils.exercises.backpropagation._forward._how_it_is_used import ENTERING
from course_utils.exercises.backpropagation._relu_gradient import relu_gradient

Mask = Callable[[Tensor, Tensor], Tensor]
Each = list[Tensor]  # a tensor for each case

_UNMASKED = "You send the gradient of h2 through w2 before the mask: send what has passed the mask."
_DIVIDED = "grad_out has been divided already, when the loss took its mean."
_LOOK_AT = {
    3: "Look at what you do with grad_out and h2.",
    2: "Layer 3 is right: look at `grad_out @ w3`, at the mask at h2, and at the lines that make these two.",
    1: "Layers 3 and 2 are right: compare your lines for layer 1 with those for layer 2. What goes through w2 has "
    "passed the mask at h2, and the last mask looks at h1.",
}


def from_the_back(
    masks: dict[str, tuple[str, Mask]], backward: Content, cases: Sequence[tuple], results: Sequence[object]
) -> str:
    """Say what goes wrong in the last layer that is not right; "" where the answer gives no six gradients."""
    six: list[Sequence[Tensor]] = []
    for (_, params, *_), grads in zip(cases, results, strict=True):
        if not _are_gradients(grads, params):
            return ""
        six.append(grads)
    x, params, h1, h2, slopes = (list(each) for each in zip(*cases, strict=True))
    unmasked: Each = []
    for layer, entered, left in ((3, h2, []), (2, h1, h2), (1, x, h1)):
        weights, biases = ([grads[2 * layer - end] for grads in six] for end in (2, 1))
        ways = {"": slopes}
        if left:
            passed = [grad @ each[2 * layer] for grad, each in zip(slopes, params, strict=True)]
            ways = {"": _masked(relu_gradient, left, passed)}
            ways |= {f"At h{layer} {clause}": _masked(mask, left, passed) for clause, mask in masks.values()}
            if unmasked:
                before = [grad @ each[2] for grad, each in zip(unmasked, params, strict=True)]
                ways[_UNMASKED] = _masked(relu_gradient, left, before)
            unmasked = passed
        if said := _wrong_in(layer, ways, entered, weights, biases):
            return said
        slopes = ways[""]
    return ""


def _are_gradients(grads: object, params: Sequence[Tensor]) -> TypeGuard[Sequence[Tensor]]:
    if not isinstance(grads, tuple | list) or len(grads) != len(params):
        return False
    return all(starmap(comparable, zip(grads, params, strict=True)))


def _masked(mask: Mask, left: Each, passed: Each) -> Each:
    return list(map(mask, left, passed))


def _wrong_in(layer: int, ways: dict[str, Each], entered: Each, weights: Each, biases: Each) -> str:
    """Say what is wrong with the gradients of a layer, "" where they are right; "" is also the right way to it."""
    names = f"grad_w{layer}", f"grad_b{layer}"
    slopes = ways[""]
    right = [grad.T @ each for grad, each in zip(slopes, entered, strict=True)], [grad.sum(dim=0) for grad in slopes]
    times = [list(map(_times, got, wanted)) for got, wanted in zip((weights, biases), right, strict=True)]
    is_right = [all(map(_is_one, each)) for each in times]
    if all(is_right):
        return ""
    wrong = " and ".join(name for name, right in zip(names, is_right, strict=True) if not right)
    first = f"Checked from layer 3 back to layer 1, the first mistake shows in {wrong}. "
    if said := _multiplied(names, times, is_right, slopes):
        return first + said
    for clause, others in ways.items():  # a slip in the bias alone, beside one on the way, is told next
        if clause and not is_right[0] and all(map(_is_product, weights, others, entered)):
            return first + clause
    if any(is_right):
        made = (
            "add it up over the batch" if is_right[0] else f"multiply it by {ENTERING[f'w{layer}']}, which entered it"
        )
        the_other = names[0] if is_right[0] else names[1]
        return f"{first}{the_other} is right: take the same gradient of the layer for {wrong}, and {made}."
    return f"{first}{_LOOK_AT[layer]}"


def _is_product(weight: Tensor, slopes: Tensor, entered: Tensor) -> bool:
    """Tell whether the gradient of a weight is what some slopes make; its first row says it mostly."""
    return same(weight[0], slopes.T[0] @ entered) and same(weight, slopes.T @ entered)


def _times(got: Tensor, right: Tensor) -> float:
    """Give the number that a gradient is another one times, NaN where there is none."""
    return factor(got, right) or (1.0 if same(got, right) else math.nan)


def _is_one(times: float) -> bool:
    return math.isclose(times, 1, rel_tol=1e-3)


def _multiplied(names: tuple[str, str], times: list[list[float]], is_right: list[bool], slopes: Each) -> str:
    """Say what gradients are multiplied with in all cases, where that is one and the same or goes by the batch size."""
    wrong = [(name, each) for name, each, right in zip(names, times, is_right, strict=True) if not right]
    if len(wrong) == 2 and all(math.isclose(*pair, rel_tol=1e-3) for pair in zip(*times, strict=True)):
        wrong = [(" and ".join(names), times[0])]
    return next(filter(None, (_factor(name, each, slopes) for name, each in wrong)), "")


def _factor(name: str, times: list[float], slopes: Each) -> str:
    if all(_is_one(one * len(each)) for one, each in zip(times, slopes, strict=True)):
        if name.startswith("grad_b"):
            return f"You average {name} over the batch. Add up instead, `.sum(dim=0)`: {_DIVIDED}"
        return f"You divide {name} by the batch size. Leave that out: {_DIVIDED}"
    if not all(math.isclose(one, times[0], rel_tol=1e-3) for one in times):
        return ""
    if _is_one(-times[0]):
        return (
            f"The signs of {name} are turned: look for a minus in the lines that lead there. It belongs in no gradient."
        )
    twice, is_are = _is_one(times[0] / 2), "are" if " and " in name else "is"
    size = "twice" if twice else f"{times[0]:.4g} times"
    why = ": the 2 of the square is in grad_out already" if twice else ""
    return f"{name} {is_are} {size} as large as wanted{why}."
