"""What an answer has done to its arguments: changed one that was to stay, or let autograd watch it from now on."""

import torch
from torch import Tensor, nn

from course_utils.exercises._cases import Case, leaves


def changed(case: Case, passed: tuple) -> int | None:
    """Give the place of the first argument that the reference leaves as it is and the answer does not."""
    for place, (before, right, after) in enumerate(zip(case.given, case.afterwards, passed, strict=True)):
        tensors = list(leaves(before)), list(leaves(right)), list(leaves(after))
        if len(tensors[0]) == len(tensors[1]) != len(tensors[2]):
            return place
        if any(_equal(x, y) and not _equal(x, z) for x, y, z in zip(*tensors, strict=False)):
            return place
    return None


def _equal(a: Tensor, b: Tensor) -> bool:
    learns = isinstance(a, nn.Parameter) and a.requires_grad != b.requires_grad
    return a.dtype == b.dtype and torch.equal(a, b) and not learns


def watched(case: Case, passed: tuple) -> tuple[int, ...]:
    """Give the places of the arguments that autograd watches from now on, of those that are to stay as they are."""
    places = []
    for place, (before, right, after) in enumerate(zip(case.given, case.afterwards, passed, strict=True)):
        stays = not isinstance(after, nn.Module) and all(map(_equal, leaves(before), leaves(right)))
        if stays and any(leaf.requires_grad for leaf in leaves(after)):
            places.append(place)
    return tuple(places)
