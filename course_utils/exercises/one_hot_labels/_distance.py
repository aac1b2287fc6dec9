"""Exercise ``distance`` of lesson 02."""

import torch

from course_utils.exercises._shared_slips import (
    BEGINS_LATE,
    OVERWRITTEN,
    RETURN_IN_LOOP,
    STOPS_EARLY,
    cut_to_a_whole_number,
    finished,
    not_squared_differences,
)
from course_utils.exercises.exercise import Exercise, capital, two_things


def distance(a, b):
    """Give the Euclidean distance between two vectors, [n]."""
    return ((a - b) ** 2).sum().sqrt()


def cases(generator):
    def drawn(length, dtype=torch.float32):
        return tuple(torch.randn(2, length, dtype=dtype, generator=generator))

    # The differences of one add up to -1, of the next to 1: a root of their sum is no number there, but a number here.
    return [
        (torch.tensor([4.0, 0.0, 1.0]), torch.tensor([1.0, 4.0, 1.0])),
        (torch.tensor([1.0, 5.0, 1.0]), torch.tensor([4.0, 1.0, 1.0])),
        (torch.eye(10)[9], torch.eye(10)[1]),
        (torch.tensor([2.0, -3.0]), torch.tensor([2.0, -3.0])),
        (torch.tensor([0.01234, 0.0]), torch.zeros(2)),  # small: rounding shows
        (torch.tensor([1.7, 0.0]), torch.zeros(2)),  # rounded it is another number than cut
        drawn(1),
        drawn(7),
        drawn(784),
        drawn(5, torch.float64),
    ]


_ROOT = "the square root is missing at the end."
# Where a loop goes through some of the places only.
_PLACES = {
    "only the first place": (f"only the first place counts: {RETURN_IN_LOOP}", slice(1)),
    "only the last place": (f"only the last place counts: {OVERWRITTEN}", slice(-1, None)),
    "last place left out": (f"the last place is left out: {STOPS_EARLY}", slice(-1)),
    "first place left out": (f"the first place is left out: {BEGINS_LATE}", slice(1, None)),
    "only two places, as a slice": ("only the first two places count: a vector may have any number of them.", slice(2)),
}
_ENTRIES = not_squared_differences("a", "b")


def root_of_sum(entries):
    return entries.sum().sqrt()


def sqrt_not_defined(a, b):
    raise NameError("name 'sqrt' is not defined")


def root_in_every_turn(a, b):
    total = torch.tensor(0.0)
    for x, y in zip(a, b, strict=True):
        total = (total + (x - y) ** 2).sqrt()
    return total


exercise = Exercise(
    lesson="one_hot_labels",
    task="Give the Euclidean distance between two vectors of the same length [n], as one number.",
    reference=distance,
    cases=cases,
    mistakes={
        "no root": (
            "You give the square of the distance: the last step, the square root, is missing.",
            lambda a, b: ((a - b) ** 2).sum(),
        ),
        "absolute differences": (
            "You add up the differences without their sign. Square each difference, add up, then take one root of the "
            "sum.",
            lambda a, b: (a - b).abs().sum(),
        ),
        "squared after the sum": (
            "You add up before you square, so that + and − cancel. Square each difference, add up, then take the root.",
            lambda a, b: (a - b).sum() ** 2,
        ),
        "squared after the sum, then the root": (
            "You add up the differences with their signs, so that + and − cancel: square each of them first, then add "
            "up.",
            lambda a, b: ((a - b).sum() ** 2).sqrt(),
        ),
        "mean instead of sum": (
            "You take the mean of the squares: the distance takes their sum.",
            lambda a, b: ((a - b) ** 2).mean().sqrt(),
        ),
        "mean, no root": (
            "You give the mean of the squares: the distance is the square root of their sum.",
            lambda a, b: ((a - b) ** 2).mean(),
        ),
        **finished(_ENTRIES, root_of_sum),
        "difference of two lengths": (
            "You subtract the lengths of the two vectors: subtract the vectors, then take the length of the "
            "difference.",
            lambda a, b: a.norm() - b.norm(),
        ),
        **{
            f"places that differ{name}": (
                "You count the places that differ: how far they differ counts, too. Subtract, square, add up, then "
                "take the root.",
                lambda a, b, end=end: end((a != b).sum()),
            )
            for name, end in (("", torch.clone), (", its root", torch.sqrt))
        },
        "only the largest difference": (
            "You take the largest difference only: every place counts. Square each, add up, then take the root.",
            lambda a, b: (a - b).abs().max(),
        ),
        "product instead of difference": (
            "You multiply the vectors place by place: a distance comes from their difference.",
            lambda a, b: (a * b).sum(),
        ),
        "squares not added up": (
            "You give the squared differences one by one: add them up, then take the root.",
            lambda a, b: (a - b) ** 2,
        ),
        "sum missing": (
            "You give each difference without its sign, as a root of each square does. Add up all squares first, then "
            "take one root of the sum.",
            lambda a, b: ((a - b) ** 2).sqrt(),
        ),
        "halved instead of the root": (
            "You give half the sum of the squares: `** 1 / 2` halves it, `** 0.5` or `.sqrt()` is the root.",
            lambda a, b: ((a - b) ** 2).sum() / 2,
        ),
        "divided by the length": (
            "You divide by the number of places: a distance is no average, so leave that out.",
            lambda a, b: ((a - b) ** 2).sum().sqrt() / len(a),
        ),
        "mean of absolute differences": (
            "You average the differences without their sign: square each, add up, then take the root.",
            lambda a, b: (a - b).abs().mean(),
        ),
        "not squared, no root": (two_things(_ENTRIES["not squared"][0], _ROOT), lambda a, b: (a - b).sum()),
        "not squared, not added up": (
            two_things(_ENTRIES["not squared"][0], "nothing is added up: add up all places, then take the root."),
            lambda a, b: a - b,
        ),
        "added instead of subtracted, mean instead of sum": (
            two_things(_ENTRIES["added instead of subtracted"][0], "you average: add up with `.sum()`."),
            lambda a, b: ((a + b) ** 2).mean().sqrt(),
        ),
        "brackets missing, no root": (
            two_things(_ENTRIES["brackets missing"][0], _ROOT),
            lambda a, b: (a - b**2).sum(),
        ),
        **{
            place: (
                capital(clause),
                lambda a, b, part=part: ((a[part] - b[part]) ** 2).sum().sqrt(),
            )
            for place, (clause, part) in _PLACES.items()
        },
        **{
            f"{place}, no root": (
                two_things(_PLACES[place][0], _ROOT),
                lambda a, b, part=_PLACES[place][1]: ((a[part] - b[part]) ** 2).sum(),
            )
            for place in ("only the last place", "only two places, as a slice")
        },
        "sqrt not defined": (
            "Python does not know `sqrt` here: `.sqrt()` behind the sum takes the root.",
            sqrt_not_defined,
        ),
        "squares of both added": (
            "You add the squares of the two vectors: subtract first, then square, `(a - b) ** 2`.",
            lambda a, b: (a**2 + b**2).sum().sqrt(),
        ),
        "root in every turn": (
            "You take a root in every turn of the loop: take it once, of the whole sum, after the loop.",
            root_in_every_turn,
        ),
        "root of the product": (
            "You multiply the vectors place by place: a distance comes from their difference.",
            lambda a, b: (a * b).sum().sqrt(),
        ),
        "squared once more": (
            "You square the sum once more: its square root is asked for, `.sqrt()`.",
            lambda a, b: ((a - b) ** 2).sum() ** 2,
        ),
        "only two places": (
            "Only the first two places count, as in a plane: a vector may have any number of them.",
            lambda a, b: ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2).sqrt(),
        ),
        "only two places, no root": (
            two_things(_PLACES["only two places, as a slice"][0], _ROOT),
            lambda a, b: (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2,
        ),
        **cut_to_a_whole_number(distance, "distance"),
    },
    hints=(
        "In a plane it is Pythagoras: the square root of (difference across)² + (difference up)².",
        "The same with more places: a difference at each place, its square, then all of them together.",
        "Four steps in this order: subtract, square each, add up, square root (`.sqrt()`).",
    ),
    consequence="The one-hot rows of any two different labels are √2 = 1.4142 apart, so as rows all labels are equally "
    "far from each other.",
)
