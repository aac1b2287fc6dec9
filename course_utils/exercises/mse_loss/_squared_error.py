"""Exercise ``squared_error`` of lesson 03."""

import torch

from course_utils.exercises._shared_slips import (
    OVERWRITTEN,
    RETURN_IN_LOOP,
    STOPS_EARLY,
    cut_to_a_whole_number,
    finished,
    not_squared_differences,
)
from course_utils.exercises.exercise import Exercise, two_things


def squared_error(pred, target):
    """Add up the squared differences of all entries."""
    return ((pred - target) ** 2).sum()


def cases(generator):
    def drawn(*shape, dtype=torch.float32):
        return tuple(torch.randn(2, *shape, dtype=dtype, generator=generator))

    return [
        (torch.tensor([0.5, 0.0, 2.0]), torch.tensor([1.0, 0.0, 0.0])),
        # 1.8125: neither to be rounded nor to be cut, which are not the same here
        (torch.tensor([[0.75, 1.0], [0.0, 0.5]]), torch.tensor([[0.0, 1.0], [1.0, 1.0]])),
        (torch.tensor([0.0123, 0.0, 0.0]), torch.zeros(3)),  # small: rounding shows
        (torch.tensor([3.0, 0.5]), torch.tensor([0.5, 0.5])),  # a root of their differences, too, is a number
        drawn(1, 10),
        drawn(7, 10),
        drawn(10),
        drawn(2, 1, 3, 4),
        drawn(3, 10, dtype=torch.float64),
    ]


_SQUARES = not_squared_differences("pred", "target")


def of_some(entries):
    """Make an answer that adds up some of the squared differences only."""
    return lambda pred, target: entries((pred - target) ** 2).sum()


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
        **finished(_SQUARES, torch.sum),
        "squared after the sum": (
            "You square after adding up, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).sum() ** 2,
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
            "You add up each row and leave the rows apart: add up every entry, `.sum()` with nothing in its brackets.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=-1),
        ),
        "only the first dimension": (
            "You add up over the batch and leave the columns apart: add up every entry, `.sum()` with nothing in its "
            "brackets.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=0),
        ),
        "not added up": (
            "You give the squared differences one by one: add all of them up, `.sum()`.",
            lambda pred, target: (pred - target) ** 2,
        ),
        **{
            f"{name}, mean instead of sum": (
                two_things(_SQUARES[name][0], "you take the mean: add up with `.sum()`."),
                lambda pred, target, made=_SQUARES[name][1]: made(pred, target).mean(),
            )
            for name in ("absolute error", "each squared")
        },
        "only the first row": (f"Only the first row counts: {RETURN_IN_LOOP}", of_some(lambda squares: squares[0])),
        "only the first row, not added up": (
            f"Only the first row counts: {RETURN_IN_LOOP}",
            lambda pred, target: (pred[0] - target[0]) ** 2,
        ),
        "only the first entry": (
            f"Only the very first entry counts: {RETURN_IN_LOOP}",
            of_some(lambda squares: squares.flatten()[0]),
        ),
        "only the last row, not added up": (
            f"Only the last row counts: {OVERWRITTEN}",
            lambda pred, target: (pred[-1] - target[-1]) ** 2,
        ),
        "only the last entry": (
            f"Only the very last entry counts: {OVERWRITTEN}",
            of_some(lambda squares: squares.flatten()[-1]),
        ),
        "last entry left out": (
            f"The last entry is left out: {STOPS_EARLY}",
            of_some(lambda squares: squares.flatten()[:-1]),
        ),
        "brackets of a call missing": (
            "Brackets `()` are missing in front of `.sum`: without them nothing is called.",
            lambda pred, target: (pred - target).square.sum(),
        ),
        **cut_to_a_whole_number(squared_error, "sum"),
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
        "places of the largest": (
            "You ask whether the largest stands at the same place: a squared error compares every entry. Subtract, "
            "square, add up.",
            lambda pred, target: int(pred.argmax() != target.argmax()),
        ),
        "distance of the largest's places": (
            "You subtract the places of the largest entries: a squared error compares every entry. Subtract, square, "
            "add up.",
            lambda pred, target: (pred.argmax() - target.argmax()) ** 2,
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
