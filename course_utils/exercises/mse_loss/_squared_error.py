"""Exercise ``squared_error`` of lesson 03."""

import torch

from course_utils.exercises.exercise import Exercise, two_things


def squared_error(pred, target):
    """Add up the squared differences of all entries."""
    return ((pred - target) ** 2).sum()


def cases(generator):
    def drawn(*shape, dtype=torch.float32):
        return tuple(torch.randn(2, *shape, dtype=dtype, generator=generator))

    return [
        (torch.tensor([0.5, 0.0, 2.0]), torch.tensor([1.0, 0.0, 0.0])),
        (torch.tensor([[0.25, 1.0], [0.0, 0.5]]), torch.tensor([[0.0, 1.0], [1.0, 1.0]])),  # 1.3125: not to be rounded
        (torch.tensor([0.0123, 0.0, 0.0]), torch.zeros(3)),  # small: rounding shows
        (torch.tensor([3.0, 0.5]), torch.tensor([0.5, 0.5])),  # a root of their differences, too, is a number
        drawn(1, 10),
        drawn(7, 10),
        drawn(10),
        drawn(2, 1, 3, 4),
        drawn(3, 10, dtype=torch.float64),
    ]


# What stands in the place of the squared differences, and what is done with them: one slip of each is often made.
ENTRIES = {
    "not squared": (
        "nothing is squared: square each difference, so that too high and too low do not cancel.",
        lambda p, t: p - t,
    ),
    "absolute error": (
        "you leave out the sign of each difference: square it instead.",
        lambda p, t: (p - t).abs(),
    ),
    "brackets missing": (
        "brackets are missing: put them around the difference, `(pred - target) ** 2`.",
        lambda p, t: p - t**2,
    ),
    "each squared": (
        "you square before you subtract: subtract first, `(pred - target) ** 2`.",
        lambda p, t: p**2 - t**2,
    ),
    "added instead of subtracted": ("you add the target: subtract it.", lambda p, t: (p + t) ** 2),
    "multiplied by two": ("you multiply each difference by 2: square it with `** 2`.", lambda p, t: (p - t) * 2),
    "target left out": ("the target is left out: subtract it from `pred`, then square.", lambda p, t: p**2),
}
_ENDS = {
    "mean instead of sum": ("you average: add up with `.sum()`.", lambda entries: entries.mean()),
    "root taken": ("you take a root: leave it out.", lambda entries: entries.sum().sqrt()),
    "mean over the batch": (
        "you divide by the number of rows: leave that out.",
        lambda entries: entries.sum() / len(entries),
    ),
    "only the last dimension": (
        "you leave the rows apart: add up all entries, `.sum()` without a dimension.",
        lambda entries: entries.sum(dim=-1),
    ),
    "only the first dimension": (
        "you leave the columns apart: add up all entries, `.sum()` without a dimension.",
        lambda entries: entries.sum(dim=0),
    ),
    "not added up": ("nothing is added up: add up all entries, `.sum()`.", lambda entries: entries),
}
_INSIDE = "does a `return` stand inside a loop?"
_OVERWRITTEN = "does a loop overwrite the sum, with `=`, instead of adding to it, with `+=`?"
_EARLY = "is left out: does a loop stop one early?"
_LATE = "is left out: does a loop begin at 1?"
_PARTS = {
    "only the first row": (f"Only the first row counts: {_INSIDE}", lambda squares: squares[0].sum()),
    "only the first row, not added up": (f"Only the first row counts: {_INSIDE}", lambda squares: squares[0]),
    "only the first entry": (f"Only the very first entry counts: {_INSIDE}", lambda squares: squares.flatten()[0]),
    "only the last row": (f"Only the last row counts: {_OVERWRITTEN}", lambda squares: squares[-1].sum()),
    "only the last row, not added up": (f"Only the last row counts: {_OVERWRITTEN}", lambda squares: squares[-1]),
    "only the last entry": (f"Only the very last entry counts: {_OVERWRITTEN}", lambda squares: squares.flatten()[-1]),
    "last row left out": (f"The last row {_EARLY}", lambda squares: squares[:-1].sum()),
    "last row left out, columns apart": (f"The last row {_EARLY}", lambda squares: squares[:-1].sum(dim=0)),
    "last entry left out": (f"The last entry {_EARLY}", lambda squares: squares.flatten()[:-1].sum()),
    "first row left out": (f"The first row {_LATE}", lambda squares: squares[1:].sum()),
    "first row left out, columns apart": (f"The first row {_LATE}", lambda squares: squares[1:].sum(dim=0)),
    "first entry left out": (f"The first entry {_LATE}", lambda squares: squares.flatten()[1:].sum()),
}


exercise = Exercise(
    lesson="mse_loss",
    task="Give the sum of the squared differences over every entry of two tensors of the same shape, as one number.",
    reference=squared_error,
    cases=cases,
    mistakes={
        "mean instead of sum": (
            "You take the mean: here the sum is asked for, `.sum()`.",
            lambda pred, target: ((pred - target) ** 2).mean(),
        ),
        "root taken": (
            "You take the square root at the end, which gives the distance: here the sum itself is asked for.",
            lambda pred, target: ((pred - target) ** 2).sum().sqrt(),
        ),
        "absolute error": (
            "You add up absolute differences: square each difference instead.",
            lambda pred, target: (pred - target).abs().sum(),
        ),
        "not squared": (
            "You add up the differences as they are, so that too high and too low cancel: square each of them first.",
            lambda pred, target: (pred - target).sum(),
        ),
        "squared after the sum": (
            "You square after adding up, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).sum() ** 2,
        ),
        "brackets missing": (
            "Brackets are missing: only the target is squared. Subtract first, then square.",
            lambda pred, target: (pred - target**2).sum(),
        ),
        "each squared": (
            "You square before you subtract: subtract first, then square.",
            lambda pred, target: (pred**2 - target**2).sum(),
        ),
        "added instead of subtracted": (
            "You add prediction and target: subtract the target instead.",
            lambda pred, target: ((pred + target) ** 2).sum(),
        ),
        "multiplied by two": (
            "You multiply each difference by 2: square it with `** 2`.",
            lambda pred, target: ((pred - target) * 2).sum(),
        ),
        "target left out": (
            "You square the predictions alone: subtract the target first.",
            lambda pred, target: (pred**2).sum(),
        ),
        "halved": (
            "You halve the sum, as some books do: here it stays whole.",
            lambda pred, target: ((pred - target) ** 2).sum() / 2,
        ),
        "mean over the batch": (
            "You divide by the number of rows: nothing is divided here.",
            lambda pred, target: ((pred - target) ** 2).sum() / len(pred),
        ),
        "only the last dimension": (
            "You add up each row and leave the rows apart: add up every entry, `.sum()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=-1),
        ),
        "only the first dimension": (
            "You add up over the batch and leave the columns apart: add up every entry, `.sum()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=0),
        ),
        "not added up": (
            "You give the squared differences one by one: add all of them up, `.sum()`.",
            lambda pred, target: (pred - target) ** 2,
        ),
        **{
            f"{entry}, {end}": (
                two_things(first, then),
                lambda pred, target, made=made, ended=ended: ended(made(pred, target)),
            )
            for entry, (first, made) in ENTRIES.items()
            for end, (then, ended) in _ENDS.items()
        },
        "mean of each column": (
            "You average each column: add up all entries instead, `.sum()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).mean(dim=0),
        ),
        "mean of each row": (
            "You average each row: add up all entries instead, `.sum()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).mean(dim=-1),
        ),
        "means of the rows added up": (
            "You add up the mean of each row: nothing is divided here, so add up all entries as they are.",
            lambda pred, target: sum(row.mean() for row in (pred - target) ** 2),
        ),
        "mean, then the root": (
            two_things(_ENDS["mean instead of sum"][0], _ENDS["root taken"][0]),
            lambda pred, target: ((pred - target) ** 2).mean().sqrt(),
        ),
        **{
            name: (says, lambda pred, target, part=part: part((pred - target) ** 2))
            for name, (says, part) in _PARTS.items()
        },
        **{
            f"rounded to {places} places": (
                "You round the sum: leave out `round`.",
                lambda pred, target, places=places: round(squared_error(pred, target).item(), places),
            )
            for places in range(1, 5)
        },
        "brackets of a call missing": (
            "Brackets `()` are missing in front of `.sum`: without them nothing is called.",
            lambda pred, target: (pred - target).square.sum(),
        ),
        "cut to a whole number": (
            "You cut the sum to a whole number: give what stands after the decimal point, too.",
            lambda pred, target: int(squared_error(pred, target)),
        ),
        "divided by ten": (
            "You divide by 10: nothing is divided here.",
            lambda pred, target: ((pred - target) ** 2).sum() / 10,
        ),
        "squared after the mean": (
            "You square the mean difference, so that too high and too low cancel: square each, then add up.",
            lambda pred, target: (pred - target).mean() ** 2,
        ),
        "matrix product": (
            "`@` adds up squares for vectors only: with more dimensions it multiplies matrices. Square each entry.",
            lambda pred, target: (pred - target) @ (pred - target),
        ),
        "product instead of difference": (
            "You multiply prediction and target: subtract the target, then square.",
            lambda pred, target: (pred * target).sum(),
        ),
        "only the largest": (
            "You give the largest squared difference only: every entry counts.",
            lambda pred, target: ((pred - target) ** 2).max(),
        ),
    },
    hints=(
        "Three steps: how far off is each entry, its square, all of them together.",
        "Tensors of the same shape can be subtracted and squared as a whole: `**` squares each entry.",
        "Put brackets around the difference, square it, and call `.sum()` without a dimension on the result.",
    ),
    consequence="One number now says how wrong a prediction is: 0 for a perfect one, more the farther it is off.",
)
