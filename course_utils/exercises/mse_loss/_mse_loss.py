"""Exercise ``mse_loss`` of lesson 03."""

import torch
from torch.nn import functional as F

from course_utils.exercises.exercise import Exercise, capital, two_things
from course_utils.exercises.mse_loss._squared_error import ENTRIES, squared_error


def mse_loss(pred, target):
    """Give the mean of the squared differences over all entries of [b, 10]."""
    return ((pred - target) ** 2).mean()


def cases(generator):
    def drawn(batch_size, dtype=torch.float32):
        pred = torch.randn(batch_size, 10, dtype=dtype, generator=generator)
        labels = torch.randint(0, 10, (batch_size,), generator=generator)
        return pred, torch.eye(10, dtype=dtype)[labels]

    half = torch.tensor([[0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]])
    return [
        (half, torch.eye(10)[[3]]),
        (torch.full((2, 10), 0.5), torch.eye(10)[[3, 5]]),
        (torch.full((1, 10), 0.0123), torch.zeros(1, 10)),  # small: rounding shows
        drawn(7),
        drawn(1),
        drawn(512),
        drawn(3, torch.float64),
        (1 + torch.rand(4, 10, generator=generator), torch.rand(4, 10, generator=generator) - 0.5),  # roots are numbers
    ]


_SUM = "you give the sum: take the mean, `.mean()`."
_PICTURES = "you divide by the number of pictures only: divide by the ten outputs, too."
# What is done with the entries, where something else may stand in the place of the squared differences, too.
_ENDS = {
    "sum for mean": (_SUM, lambda entries: entries.sum()),
    "mean over the batch only": (_PICTURES, lambda entries: entries.sum() / len(entries)),
    "mean over the ten outputs only": (
        "you divide by 10 only: divide by the number of pictures, too.",
        lambda entries: entries.sum() / 10,
    ),
    "root taken": ("you take a root: leave it out.", lambda entries: entries.mean().sqrt()),
    "one loss a picture": (
        "you give one loss for each picture: average over the pictures, too, `.mean()` without a dimension.",
        lambda entries: entries.mean(dim=1),
    ),
    "one loss an output": (
        "you give one loss for each output: average over the outputs, too, `.mean()` without a dimension.",
        lambda entries: entries.mean(dim=0),
    ),
    "not averaged": ("nothing is averaged: take the mean of all entries, `.mean()`.", lambda entries: entries),
}
_ALL = slice(None)
_PARTS = {
    "only the first picture": ("only the first picture counts: does a `return` stand inside a loop?", slice(1), _ALL),
    "only the last picture": (
        "only the last picture counts: does a loop say `=` where `+=` is meant?",
        slice(-1, None),
        _ALL,
    ),
    "last picture left out": ("the last picture is left out: does a loop stop one early?", slice(-1), _ALL),
    "first picture left out": ("the first picture is left out: does a loop begin at 1?", slice(1, None), _ALL),
    "last output left out": ("the last output is left out: does a loop stop one early?", _ALL, slice(-1)),
    "first output left out": ("the first output is left out: does a loop begin at 1?", _ALL, slice(1, None)),
}
# A sum over a part of the entries is divided by that part's number or by that of all, or by too little.
_DIVIDED = {
    "": ("", lambda part, pred: part.mean()),
    ", divided by all": ("", lambda part, pred: part.sum() / pred.numel()),
    ", sum for mean": (_SUM, lambda part, pred: part.sum()),
    ", mean over the batch only": (_PICTURES, lambda part, pred: part.sum() / len(pred)),
}


exercise = Exercise(
    lesson="mse_loss",
    task="Give the mean of the squared differences over every entry of pred and target, [b, 10] both, as one number.",
    reference=mse_loss,
    cases=cases,
    mistakes={
        "sum for mean": (
            "You give the sum: divide by the number of entries, `10 * len(pred)`, or use `.mean()`.",
            lambda pred, target: ((pred - target) ** 2).sum(),
        ),
        "mean over the batch only": (
            "Your loss is exactly 10 times too large: MSE also averages over the ten outputs.",
            lambda pred, target: ((pred - target) ** 2).sum() / len(pred),
        ),
        "mean over the ten outputs only": (
            "Your loss grows with the batch: average over the pictures, too.",
            lambda pred, target: ((pred - target) ** 2).sum() / 10,
        ),
        "labels not one-hot": (
            "You compare labels, not vectors, as if a 9 were more wrong than a 4: leave out `argmax`.",
            lambda pred, target: ((pred.argmax(dim=1) - target.argmax(dim=1)) ** 2).float().mean(),
        ),
        "root taken": (
            "You take the square root of the mean: leave it out, MSE stays squared.",
            lambda pred, target: ((pred - target) ** 2).mean().sqrt(),
        ),
        "distance": (
            "You give the Euclidean distance: take the mean of the squares and no root.",
            lambda pred, target: ((pred - target) ** 2).sum().sqrt(),
        ),
        "mean distance": (
            "You average the distance of each row: average the squares themselves, without a root.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=1).sqrt().mean(),
        ),
        "absolute error": (
            "You average the differences without their sign: square each difference instead.",
            lambda pred, target: (pred - target).abs().mean(),
        ),
        "not squared": (
            "You average the differences as they are, so that too high and too low cancel: square each of them first.",
            lambda pred, target: (pred - target).mean(),
        ),
        "squared after the mean": (
            "You square after averaging, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).mean() ** 2,
        ),
        "brackets missing": (
            "Brackets are missing: only the target is squared. Subtract first, then square.",
            lambda pred, target: (pred - target**2).mean(),
        ),
        "added instead of subtracted": (
            "You add prediction and target: subtract the target instead.",
            lambda pred, target: ((pred + target) ** 2).mean(),
        ),
        "target left out": (
            "You average the squares of the predictions alone: subtract the target first.",
            lambda pred, target: (pred**2).mean(),
        ),
        "halved": (
            "You halve the mean, as some books do: here it stays whole.",
            lambda pred, target: ((pred - target) ** 2).mean() / 2,
        ),
        "divided twice": (
            "You take the mean and then divide once more: `.mean()` has divided by the number of entries already.",
            lambda pred, target: ((pred - target) ** 2).mean() / pred.numel(),
        ),
        "mean divided by the batch size": (
            "You take the mean and then divide by the batch size: `.mean()` has done that already.",
            lambda pred, target: ((pred - target) ** 2).mean() / len(pred),
        ),
        "mean divided by ten": (
            "You take the mean and then divide by 10: `.mean()` has done that already.",
            lambda pred, target: ((pred - target) ** 2).mean() / 10,
        ),
        "one loss a picture": (
            "You give one loss for each picture: average over the pictures too, `.mean()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).mean(dim=1),
        ),
        "one loss an output": (
            "You give one loss for each of the ten outputs: average over them too, `.mean()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).mean(dim=0),
        ),
        "one squared error a picture": (
            "You give the squared error of each picture: average over all entries, `.mean()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=1),
        ),
        "not averaged": (
            "You give the squared differences one by one: average all of them, `.mean()`.",
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
        **{
            f"{name}{divided}": (
                two_things(says, also) if also else capital(says),
                lambda pred, target, part=(rows, columns), divide=divide: divide(((pred - target) ** 2)[part], pred),
            )
            for name, (says, rows, columns) in _PARTS.items()
            for divided, (also, divide) in _DIVIDED.items()
        },
        **{
            f"only the {place} entry{divided}": (
                f"Only the very {place} entry counts: {why}",
                lambda pred, target, at=at, count=count: (pred - target).flatten()[at] ** 2 / count(pred),
            )
            for place, at, why in (
                ("first", 0, "does a `return` stand inside a loop?"),
                ("last", -1, "does a loop say `=` where `+=` is meant?"),
            )
            for divided, count in (("", lambda pred: 1), (", divided by all", torch.numel))
        },
        **{
            f"divided by {number}": (
                f"You divide by {number}, whatever comes in: divide by `10 * len(pred)`, or use `.mean()`.",
                lambda pred, target, number=number: squared_error(pred, target) / number,
            )
            for number in (4, 20, 40, 100, 400, 512, 4000, 5120)
        },
        **{
            f"rounded to {places} places": (
                "You round the loss: leave out `round`.",
                lambda pred, target, places=places: round(mse_loss(pred, target).item(), places),
            )
            for places in range(1, 5)
        },
        **{
            f"shape of {name} divided by": (
                "`pred.shape` is two numbers, rows and columns: divide by how many entries there are, `pred.numel()`.",
                lambda pred, target, total=total: total / pred.shape,
            )
            for name, total in (("a tensor", torch.tensor(1.0)), ("a number", 1.0))
        },
        "400 copies": (
            "You give 400 times the sum: take `pred` and `target` as they come, without `repeat`, and use `.mean()`.",
            lambda pred, target: 400 * squared_error(pred, target),
        ),
        "divided by the batch size, multiplied by ten": (
            "You divide by `len(pred)` and multiply by 10: put `10 * len(pred)` in brackets, or use `.mean()`.",
            lambda pred, target: squared_error(pred, target) / len(pred) * 10,
        ),
        "brackets of a call missing": (
            "Brackets `()` are missing in front of `.mean`: without them nothing is called.",
            lambda pred, target: (pred - target).square.mean(),
        ),
        "cut to a whole number": (
            "You cut the loss to a whole number: give what stands after the decimal point, too.",
            lambda pred, target: int(mse_loss(pred, target)),
        ),
        "cross-entropy": (
            "That is another loss, cross-entropy: here the mean of the squared differences is asked for.",
            lambda pred, target: F.cross_entropy(pred, target),
        ),
        "softmax first": (
            "You turn the predictions into shares with softmax first: compare them as they are.",
            lambda pred, target: ((pred.softmax(dim=1) - target) ** 2).mean(),
        ),
        "divided by ten, multiplied by the batch": (
            "You divide by 10 and multiply by `len(pred)`: put `10 * len(pred)` in brackets, or use `.mean()`.",
            lambda pred, target: ((pred - target) ** 2).sum() / 10 * len(pred),
        ),
        "multiplied by two": (
            "You multiply each difference by 2: square it with `** 2`.",
            lambda pred, target: ((pred - target) * 2).mean(),
        ),
        "each squared": (
            "You square before you subtract: subtract first, then square.",
            lambda pred, target: (pred**2 - target**2).mean(),
        ),
        "squared after the sum": (
            "You square after adding up, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).sum() ** 2 / pred.numel(),
        ),
        **{
            f"distance divided by {name}": (
                f"You divide the distance by {name}: average the squares, without a root.",
                lambda pred, target, count=count: squared_error(pred, target).sqrt() / count(pred),
            )
            for name, count in (
                ("the number of entries", torch.numel),
                ("the batch size", len),
                ("ten", lambda pred: 10),
            )
        },
        "divided by the batch size, not added up": (
            "You divide each squared difference and leave them apart: take `.mean()`, which adds up and divides.",
            lambda pred, target: (pred - target) ** 2 / len(pred),
        ),
        "divided by all, not added up": (
            "You divide each squared difference and leave them apart: `.sum()` before you divide is missing.",
            lambda pred, target: (pred - target) ** 2 / pred.numel(),
        ),
        "product instead of difference": (
            "You multiply prediction and target: subtract the target, then square.",
            lambda pred, target: (pred * target).mean(),
        ),
        "sum of products": (
            "You add up prediction times target: subtract the target, square the difference, and take the mean.",
            lambda pred, target: (pred * target).sum(),
        ),
    },
    hints=(
        "It is the squared error of the exercise before, divided by how many entries there are.",
        "All entries of the batch count, `10 * len(pred)` of them: leave the brackets of `.mean()` empty.",
        "As before the difference in brackets, squared; at the end `.mean()` stands where `.sum()` stood.",
    ),
    consequence="For a batch of any size you now have the one number that training makes smaller.",
)
