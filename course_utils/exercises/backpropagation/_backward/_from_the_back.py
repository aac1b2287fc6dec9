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
from course_utils.exercises.backpropagation._forward._how_it_is_used import ENTERING
from course_utils.exercises.backpropagation._relu_gradient import relu_gradient

Mask = Callable[[Tensor, Tensor], Tensor]
Each = list[Tensor]  # a tensor for each case

_UNMASKED = "you pass on the gradient of h2 as it was before the mask: send what has passed the mask through w2."
_LOOK_AT = {
    3: "look at what you do with grad_out and h2",
    2: "look at `grad_out @ w3` and at the mask at h2",
    1: "look at what you send through w2, and at the mask at h1",
}


def from_the_back(masks: dict[str, tuple[str, Mask]], cases: Sequence[tuple], results: Sequence[object]) -> str:
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
            ways |= {f"at h{layer} {clause}": _masked(mask, left, passed) for clause, mask in masks.values()}
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
    first = f"From the back, layer {layer} is the first to go wrong: "
    names = f"grad_w{layer}", f"grad_b{layer}"
    slopes = ways[""]
    right = [grad.T @ each for grad, each in zip(slopes, entered, strict=True)], [grad.sum(dim=0) for grad in slopes]
    times = [list(map(_times, got, wanted)) for got, wanted in zip((weights, biases), right, strict=True)]
    is_right = [all(map(_is_one, each)) for each in times]
    if all(is_right):
        return ""
    if said := _multiplied(names, times, is_right, slopes):
        return first + said
    for clause, others in ways.items():  # a slip in the bias alone, beside one on the way, is told next
        if clause and not is_right[0] and all(map(_is_product, weights, others, entered)):
            return first + clause
    if any(is_right):
        right_one, wrong = names if is_right[0] else names[::-1]
        how = ".sum(dim=0)" if is_right[0] else f".T @ {ENTERING[f'w{layer}']}"
        return f"{first}{right_one} is right, and from the same slopes `grad{how}` makes {wrong}."
    return f"{first}{_LOOK_AT[layer]}."


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
            return f"you average {name} over the batch: add up, `.sum(dim=0)`, because the loss has averaged already."
        return f"you divide {name} by the batch size: leave that out, because the loss has averaged already."
    if not all(math.isclose(one, times[0], rel_tol=1e-3) for one in times):
        return ""
    if _is_one(-times[0]):
        return f"every sign of {name} is turned. Only the step goes against the gradients."
    twice = _is_one(times[0] / 2)
    how, it = "twice" if twice else f"{times[0]:.4g} times", "they" if " and " in name else "it"
    why = ": the 2 of the square is in grad_out already" if twice else ""
    return f"{name} came {how} as large as {it} should be{why}."
