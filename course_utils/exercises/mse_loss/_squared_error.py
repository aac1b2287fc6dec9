"""Exercise ``squared_error`` of lesson 03."""

import torch

from course_utils.exercises.core import Exercise


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
        drawn(1, 10),
        drawn(7, 10),
        drawn(10),
        drawn(2, 1, 3, 4),
        drawn(3, 10, dtype=torch.float64),
    ]


exercise = Exercise(
    lesson="mse_loss",
    task="Give the sum of the squared differences over every entry of two tensors of the same shape, as one number.",
    reference=squared_error,
    cases=cases,
    mistakes={
        "mean instead of sum": (
            "You take the mean: here the sum is asked for, the mean comes in the next exercise.",
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
            "You square predictions and targets and subtract then: subtract first, then square.",
            lambda pred, target: (pred**2 - target**2).sum(),
        ),
        "added instead of subtracted": (
            "You add prediction and target: subtract the target instead.",
            lambda pred, target: ((pred + target) ** 2).sum(),
        ),
        "multiplied by two": (
            "You multiply each difference by 2: to square is to multiply it by itself, `** 2`.",
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
            "You add up each row and leave the rows apart: add up every entry, the batch too.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=-1),
        ),
        "only the first dimension": (
            "You add up over the batch and leave the columns apart: add up every entry, `.sum()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=0),
        ),
        "brackets and the sum missing": (
            "Brackets and the sum are missing: subtract first, then square, then add all of them up, `.sum()`.",
            lambda pred, target: pred - target**2,
        ),
        "only subtracted": (
            "You give the differences one by one: square each of them, then add all of them up, `.sum()`.",
            lambda pred, target: pred - target,
        ),
        "absolute differences one by one": (
            "You give absolute differences one by one: square each instead, then add all of them up, `.sum()`.",
            lambda pred, target: (pred - target).abs(),
        ),
        "not added up": (
            "You give the squared differences one by one: add all of them up, `.sum()`.",
            lambda pred, target: (pred - target) ** 2,
        ),
        "only the first": (
            "You count the first row only: every row counts.",
            lambda pred, target: ((pred[0] - target[0]) ** 2).sum(),
        ),
        "only the first entry": (
            "Only the very first entry counts: does the `return` stand inside a loop?",
            lambda pred, target: (pred.flatten()[0] - target.flatten()[0]) ** 2,
        ),
        "only the last entry": (
            "Only the very last entry counts: does a loop overwrite the sum instead of adding to it?",
            lambda pred, target: (pred.flatten()[-1] - target.flatten()[-1]) ** 2,
        ),
        "last entry left out": (
            "The last entry is left out: does a loop stop one early?",
            lambda pred, target: ((pred - target) ** 2).flatten()[:-1].sum(),
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
