"""Where a training by hand goes wrong that no name fits: in its losses, in its steps, or in both.

Its steps do not depend on what it writes down as its loss. So each of the two is compared with the catalogue by itself,
and two slips at once are told one after the other.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from torch import Tensor

from course_utils.exercises._cases import own_copy
from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable
from course_utils.exercises._content import Content
from course_utils.exercises._running.guarded_call import call

Moved = Callable[[tuple], Sequence[Tensor]]  # takes the arguments of a training, gives the tensors that it moves


class Trained(NamedTuple):
    """What a training gives, and the tensors that it has moved, as they are afterwards."""

    losses: list[float]
    tensors: list[Tensor]


def losses_or_steps(moved: Moved, exercise: Content, cases: Sequence[tuple], results: Sequence[object]) -> str:
    """Say which slip of the catalogue the steps show, or else the first losses; then which of the two is right."""
    rights = [*filter(None, _trained(exercise.reference, moved, cases))]
    gave = [*filter(None, map(_read, results, rights))]
    if len(gave) < len(cases):
        return ""
    if all(map(_moves_as, gave, rights)):
        return (
            "All that you train comes out right. Only the numbers in your list of losses are wrong: look at how you "
            "compute the loss that you append."
        )

    def slip(fits: Callable[[Trained, Trained, Trained], bool]) -> str:
        for message, wrong_answer in exercise.mistakes.values():
            losses = []
            for made, mine, right in zip(_trained(wrong_answer, moved, cases), gave, rights, strict=True):
                if made is None or not fits(made, mine, right):
                    break
                losses.append(same(made.losses, right.losses))
            else:
                if not all(losses):  # else its message may well say that the losses are right
                    return message
        return ""

    if said := slip(lambda made, mine, right: _moves_as(made, mine) and _begins_as(made, right)):
        return said
    if all(map(_begins_as, gave, rights)):
        return (
            "The first loss is right, and later numbers are wrong. In each turn of the loop, do you use the images and "
            "labels of this batch, and the weights as the last step left them? Are the gradients and the step right?"
        )
    return slip(lambda made, mine, right: _begins_as(made, mine) and _moves_as(made, right))


def _trained(training: Callable, moved: Moved, cases: Sequence[tuple]) -> Iterator[Trained | None]:
    """Train in one case after the other, as far as that is asked for; None where a training crashes."""
    for given in cases:
        passed = own_copy(given)
        losses = call(training, passed).value
        yield Trained(losses, [*moved(passed)]) if isinstance(losses, list) and losses else None


def _read(result: object, right: Trained) -> Trained | None:
    """Take apart what is looked at of an answer; None where its losses or tensors cannot be compared."""
    if not isinstance(result, dict):
        return None
    losses, *tensors = result.values()
    if not isinstance(losses, list) or len(losses) != len(right.losses) or {*map(type, losses)} != {float}:
        return None
    return Trained(losses, tensors) if all(map(comparable, tensors, right.tensors)) else None


def _moves_as(one: Trained, other: Trained) -> bool:
    return same(one.tensors, other.tensors, other.tensors)


def _begins_as(one: Trained, other: Trained) -> bool:
    """Compare the first loss, which no step has touched yet."""
    return same(one.losses[0], other.losses[0])
