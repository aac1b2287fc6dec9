"""Exercise ``distance`` of lesson 02."""

import torch

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
        drawn(1),
        drawn(7),
        drawn(784),
        drawn(5, torch.float64),
    ]


_ROOT = "the square root is missing at the end."
_TWICE = "you multiply each difference by 2: square it with `** 2`."
# What stands in the place of the squared differences, and what is done with them: one slip of each is often made.
_ENTRIES = {
    "not squared": (
        "nothing is squared: square each difference, so that + and − do not cancel.",
        lambda a, b: a - b,
    ),
    "added instead of subtracted": ("you add the two vectors: subtract them.", lambda a, b: (a + b) ** 2),
    "brackets missing": (
        "brackets are missing: put them around the difference, `(a - b) ** 2`.",
        lambda a, b: a - b**2,
    ),
    "each vector squared": (
        "you square before you subtract: subtract first, `(a - b) ** 2`.",
        lambda a, b: a**2 - b**2,
    ),
    "squares of both added": (
        "you add the squares of the two vectors: subtract first, then square, `(a - b) ** 2`.",
        lambda a, b: a**2 + b**2,
    ),
}
_ENDS = {
    "no root": (_ROOT, lambda entries: entries.sum()),
    "mean instead of sum": ("you average: add up with `.sum()`.", lambda entries: entries.mean().sqrt()),
    "mean, no root": ("you give the mean: take the square root of the sum.", lambda entries: entries.mean()),
    "halved instead of the root": (
        "you halve the sum, as `** 1 / 2` does: write `.sqrt()`.",
        lambda entries: entries.sum() / 2,
    ),
    "not added up": ("nothing is added up: add up all places, then take the root.", lambda entries: entries),
}
_PLACES = {
    "only the first place": ("only the first place counts: does a `return` stand inside a loop?", slice(1)),
    "only the last place": ("only the last place counts: does a loop say `=` where `+=` is meant?", slice(-1, None)),
    "last place left out": ("the last place is left out: does a loop stop one early?", slice(-1)),
    "first place left out": ("the first place is left out: does a loop begin at 1?", slice(1, None)),
    "only two places, as a slice": ("only the first two places count: a vector may have any number of them.", slice(2)),
}


def unknown(name):
    def raises(a, b):
        raise NameError(f"name '{name}' is not defined")

    return raises


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
        "root of absolute differences": (
            "You take the root of the differences without their sign: square each difference, add up, then take the "
            "root.",
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
            "You square before you subtract: subtract first, then square.",
            lambda a, b: (a**2 - b**2).sum().sqrt(),
        ),
        "difference of two lengths": (
            "You subtract the lengths of the two vectors: subtract the vectors, then take the length of the "
            "difference.",
            lambda a, b: a.norm() - b.norm(),
        ),
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
        "multiplied by two": (
            capital(_TWICE),
            lambda a, b: ((a - b) * 2).sum().sqrt(),
        ),
        "root of the sum of differences": (
            "You take the root, but nothing is squared: square each difference before you add them up.",
            lambda a, b: (a - b).sum().sqrt(),
        ),
        "divided by the length": (
            "You divide by the number of places: a distance is no average, so leave that out.",
            lambda a, b: ((a - b) ** 2).sum().sqrt() / len(a),
        ),
        "mean of absolute differences": (
            "You average the differences without their sign: square each, add up, then take the root.",
            lambda a, b: (a - b).abs().mean(),
        ),
        **{
            f"{entry}, {end}": (
                two_things(first, then),
                lambda a, b, made=made, ended=ended: ended(made(a, b)),
            )
            for entry, (first, made) in _ENTRIES.items()
            for end, (then, ended) in _ENDS.items()
        },
        **{
            place: (
                capital(says),
                lambda a, b, part=part: ((a[part] - b[part]) ** 2).sum().sqrt(),
            )
            for place, (says, part) in _PLACES.items()
        },
        **{
            f"{place}, no root": (
                two_things(says, _ROOT),
                lambda a, b, part=part: ((a[part] - b[part]) ** 2).sum(),
            )
            for place, (says, part) in _PLACES.items()
        },
        **{
            f"rounded to {places} places": (
                "You round the distance: leave out `round`.",
                lambda a, b, places=places: round(distance(a, b).item(), places),
            )
            for places in range(1, 5)
        },
        **{
            f"{name} not defined": (
                f"Python does not know `{name}` here: `.sqrt()` behind the sum takes the root.",
                unknown(name),
            )
            for name in ("sqrt", "math", "np")
        },
        "squares of both added": (
            capital(_ENTRIES["squares of both added"][0]),
            lambda a, b: (a**2 + b**2).sum().sqrt(),
        ),
        "multiplied by two, no root": (
            two_things(_TWICE, _ROOT),
            lambda a, b: ((a - b) * 2).sum(),
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
