"""Exercise ``mse_loss`` of lesson 03."""

import torch
from torch.nn import functional as F

from course_utils.exercises.core import Exercise


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
        tuple(torch.randn(2, 4, 10, generator=generator)),
    ]


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
            "Your loss grows with the batch: average over the pictures, too. For 0.5 at all outputs of two pictures "
            "you give 0.5 and not 0.25.",
            lambda pred, target: ((pred - target) ** 2).sum() / 10,
        ),
        "number of one batch typed in": (
            "You divide by 40, which is right for 4 pictures only: divide by `10 * len(pred)`, or use `.mean()`.",
            lambda pred, target: ((pred - target) ** 2).sum() / 40,
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
            "You average absolute differences: square each difference instead.",
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
        "brackets and the mean missing": (
            "Brackets and the mean are missing: subtract first, then square, then average all of them, `.mean()`.",
            lambda pred, target: pred - target**2,
        ),
        "only subtracted": (
            "You give the differences one by one: square each of them, then average all of them, `.mean()`.",
            lambda pred, target: pred - target,
        ),
        "absolute differences one by one": (
            "You give absolute differences one by one: square each instead, then average all of them, `.mean()`.",
            lambda pred, target: (pred - target).abs(),
        ),
        "one squared error a picture": (
            "You give the squared error of each picture: average over all entries, `.mean()` without a dimension.",
            lambda pred, target: ((pred - target) ** 2).sum(dim=1),
        ),
        "not averaged": (
            "You give the squared differences one by one: average all of them, `.mean()`.",
            lambda pred, target: (pred - target) ** 2,
        ),
        "only the first picture": (
            "You count the first picture only: every picture counts. Does a `return` stand inside a loop?",
            lambda pred, target: ((pred[0] - target[0]) ** 2).mean(),
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
            "You multiply each difference by 2: to square is to multiply it by itself, `** 2`.",
            lambda pred, target: ((pred - target) * 2).mean(),
        ),
        "each squared": (
            "You square predictions and targets and subtract then: subtract first, then square.",
            lambda pred, target: (pred**2 - target**2).mean(),
        ),
        "squared after the sum": (
            "You square after adding up, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).sum() ** 2 / pred.numel(),
        ),
        "distance divided": (
            "You divide the distance by the number of entries: average the squares, without a root.",
            lambda pred, target: ((pred - target) ** 2).sum().sqrt() / pred.numel(),
        ),
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
        "only the last picture": (
            "Only the last picture counts: does a loop overwrite the loss instead of adding to it?",
            lambda pred, target: ((pred[-1] - target[-1]) ** 2).mean(),
        ),
    },
    hints=(
        "It is the squared error of the exercise before, divided by how many entries there are.",
        "All entries of the batch count, `10 * len(pred)` of them: leave the brackets of `.mean()` empty.",
        "As before the difference in brackets, squared; at the end `.mean()` stands where `.sum()` stood.",
    ),
    consequence="For a batch of any size you now have the one number that training makes smaller.",
)
