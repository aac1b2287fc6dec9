"""Exercise ``distance`` of lesson 02."""

import torch

from course_utils.exercises.core import Exercise


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
        drawn(1),
        drawn(7),
        drawn(784),
        drawn(5, torch.float64),
    ]


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
        "not squared": (
            "You add up the differences as they are, so that + and − take each other away: square each of them first.",
            lambda a, b: (a - b).sum(),
        ),
        "absolute differences": (
            "You add up the differences without their sign, and a root of each square gives these, too. Add up all "
            "squares first, then take one root of the sum.",
            lambda a, b: (a - b).abs().sum(),
        ),
        "squared after the sum": (
            "You square after adding up, so that + and − take each other away: square each of them first, then add up.",
            lambda a, b: (a - b).sum() ** 2,
        ),
        "squared after the sum, then the root": (
            "You add up before you square, so that + and − take each other away: square each of them first, then add "
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
        "root of absolute differences": (
            "You take the root of absolute differences: square the differences, then add up, then take the root.",
            lambda a, b: (a - b).abs().sum().sqrt(),
        ),
        "added instead of subtracted": (
            "You add the two vectors: a distance comes from their difference.",
            lambda a, b: ((a + b) ** 2).sum().sqrt(),
        ),
        "brackets missing": (
            "Brackets are missing: only the second vector is squared. Subtract first, then square.",
            lambda a, b: (a - b**2).sum().sqrt(),
        ),
        "each vector squared": (
            "You square the vectors and subtract then: subtract first, then square.",
            lambda a, b: (a**2 - b**2).sum().sqrt(),
        ),
        "difference of two lengths": (
            "You subtract the lengths of the two vectors: subtract the vectors, then take the length of that.",
            lambda a, b: a.norm() - b.norm(),
        ),
        "only the largest difference": (
            "You take the largest difference only: every place counts, by its square.",
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
        "differences not added up": (
            "You give the differences one by one: square them, add them up, then take the root.",
            lambda a, b: a - b,
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
        "multiplied by two": (
            "You multiply each difference by 2: to square is to multiply it by itself, `** 2`.",
            lambda a, b: ((a - b) * 2).sum().sqrt(),
        ),
        "root of the sum of differences": (
            "You take the root, but nothing is squared: square each difference before you add them up.",
            lambda a, b: (a - b).sum().sqrt(),
        ),
        "divided by the length": (
            "You divide by the number of places: a distance is not an average.",
            lambda a, b: ((a - b) ** 2).sum().sqrt() / len(a),
        ),
        "mean of absolute differences": (
            "You average absolute differences: square each, add up, then take the root.",
            lambda a, b: (a - b).abs().mean(),
        ),
        "only the first place": (
            "Only the first place counts: does the `return` stand inside a loop?",
            lambda a, b: (a[0] - b[0]).abs(),
        ),
        "only the last place": (
            "Only the last place counts: does a loop overwrite the sum instead of adding to it?",
            lambda a, b: (a[-1] - b[-1]).abs(),
        ),
        "last place left out": (
            "The last place is left out: does a loop stop one early?",
            lambda a, b: ((a[:-1] - b[:-1]) ** 2).sum().sqrt(),
        ),
        "first place left out": (
            "The first place is left out: places count from 0.",
            lambda a, b: ((a[1:] - b[1:]) ** 2).sum().sqrt(),
        ),
        "only two places": (
            "Only the first two places count, as in a plane: a vector may have any number of them.",
            lambda a, b: ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2).sqrt(),
        ),
        "only two places, as a slice": (
            "Only the first two places count, as in a plane: a vector may have any number of them.",
            lambda a, b: ((a[:2] - b[:2]) ** 2).sum().sqrt(),
        ),
        "only two places, no root": (
            "Two things: only the first two places count, and the last step, the square root, is missing. A vector may "
            "have any number of places.",
            lambda a, b: (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2,
        ),
        "only two places as a slice, no root": (
            "Two things: only the first two places count, and the last step, the square root, is missing. A vector may "
            "have any number of places.",
            lambda a, b: ((a[:2] - b[:2]) ** 2).sum(),
        ),
        "cut to a whole number": (
            "You cut the distance to a whole number: give what stands after the decimal point, too.",
            lambda a, b: int(((a - b) ** 2).sum().sqrt()),
        ),
    },
    hints=(
        "In a plane it is Pythagoras: the square root of (difference across)² + (difference up)².",
        "The same with more places: a difference at each place, its square, then all of them together.",
        "Four steps in this order: subtract, square each, add up, square root (`.sqrt()`).",
    ),
    consequence="The one-hot rows of any two different labels are √2 = 1.4142 apart, so as rows all labels are equally "
    "far from each other.",
)
