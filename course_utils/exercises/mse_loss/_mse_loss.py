"""Exercise ``mse_loss`` of lesson 03."""

import torch
from torch.nn import functional as F

from course_utils.exercises._shared_slips import (
    OVERWRITTEN,
    RETURN_IN_LOOP,
    STOPS_EARLY,
    cut_to_a_whole_number,
    finished,
    not_squared_differences,
)
from course_utils.exercises.exercise import Exercise, capital, two_things
from course_utils.exercises.mse_loss._squared_error import squared_error


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


_SQUARES = not_squared_differences("pred", "target")
_ONE_PICTURE = f"only the last picture counts: {OVERWRITTEN}"


exercise = Exercise(
    lesson="mse_loss",
    task="Give the mean of the squared differences over every entry of pred and target, [b, 10] both, as one number.",
    reference=mse_loss,
    cases=cases,
    mistakes={
        "sum for mean": (
            "You give the sum: divide by the number of entries, `10 * len(pred)`, or take the squares' `.mean()`.",
            lambda pred, target: ((pred - target) ** 2).sum(),
        ),
        "mean over the batch only": (
            "Your loss is exactly 10 times too large: divide by the ten outputs, too, so by `10 * len(pred)` in all.",
            lambda pred, target: ((pred - target) ** 2).sum() / len(pred),
        ),
        "mean over the ten outputs only": (
            "Your loss grows with the batch: divide by the number of pictures, `len(pred)`, too.",
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
        **finished(_SQUARES, torch.mean),
        "squared after the mean": (
            "You square after the mean, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).mean() ** 2,
        ),
        "halved": (
            "You halve the mean, as some books do: here it stays whole.",
            lambda pred, target: ((pred - target) ** 2).mean() / 2,
        ),
        "mean divided by the batch size": (
            "You divide by the batch size once too often: `.mean()` and `.numel()` count the pictures already.",
            lambda pred, target: ((pred - target) ** 2).mean() / len(pred),
        ),
        "mean divided by ten": (
            "You divide by 10 once too often: `.mean()` and `.numel()` count the ten outputs of each picture already.",
            lambda pred, target: ((pred - target) ** 2).mean() / 10,
        ),
        "one loss a picture": (
            "You give one loss for each picture: with empty brackets `.mean()` takes them all together.",
            lambda pred, target: ((pred - target) ** 2).mean(dim=1),
        ),
        "one loss an output": (
            "You give one loss for each output: with empty brackets `.mean()` takes them all together.",
            lambda pred, target: ((pred - target) ** 2).mean(dim=0),
        ),
        "not averaged": (
            "You give the squared differences one by one: take their mean, `.mean()`.",
            lambda pred, target: (pred - target) ** 2,
        ),
        "absolute error, mean over the batch only": (
            two_things(
                _SQUARES["absolute error"][0],
                "you divide by the number of pictures only: divide by the ten outputs, too.",
            ),
            lambda pred, target: (pred - target).abs().sum() / len(pred),
        ),
        "only the first picture": (
            f"Only the first picture counts: {RETURN_IN_LOOP}",
            lambda pred, target: mse_loss(pred[:1], target[:1]),
        ),
        "only the last picture": (
            capital(_ONE_PICTURE),
            lambda pred, target: mse_loss(pred[-1:], target[-1:]),
        ),
        "only the last picture, divided by all": (
            capital(_ONE_PICTURE),
            lambda pred, target: squared_error(pred[-1:], target[-1:]) / pred.numel(),
        ),
        "only the last picture, mean over the batch only": (
            two_things(_ONE_PICTURE, "you divide by the number of pictures only: divide by the ten outputs, too."),
            lambda pred, target: squared_error(pred[-1:], target[-1:]) / len(pred),
        ),
        "last output left out": (
            f"The last output is left out: {STOPS_EARLY}",
            lambda pred, target: mse_loss(pred[:, :-1], target[:, :-1]),
        ),
        **{
            f"divided by {number}": (
                f"You divide by {number}, whatever comes in: divide by `10 * len(pred)`, or use `.mean()`.",
                lambda pred, target, number=number: squared_error(pred, target) / number,
            )
            for number in (20, 40, 4000)
        },
        "divided by the batch size twice": (
            "You divide by the number of pictures twice: divide by `10 * len(pred)`, ten numbers for each picture.",
            lambda pred, target: squared_error(pred, target) / (len(pred) * len(target)),
        ),
        "shape of a tensor divided by": (
            "`pred.shape` is two numbers, rows and columns: divide by how many entries there are, `10 * len(pred)`.",
            lambda pred, target: squared_error(pred, target) / pred.shape,
        ),
        "400 copies": (
            "You give 400 times the sum: take `pred` and `target` as they come, without `repeat`, and use `.mean()`.",
            lambda pred, target: 400 * squared_error(pred, target),
        ),
        **cut_to_a_whole_number(mse_loss, "loss"),
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
        "divided by the batch size, multiplied by ten": (
            "You divide by `len(pred)` and multiply by 10: put `10 * len(pred)` in brackets, or use `.mean()`.",
            lambda pred, target: squared_error(pred, target) / len(pred) * 10,
        ),
        "squared after the sum": (
            "You square after adding up, so that too high and too low cancel: square each difference first.",
            lambda pred, target: (pred - target).sum() ** 2 / pred.numel(),
        ),
        "distance divided by the number of entries": (
            "You divide the distance by the number of entries: take the mean of the squares, without a root.",
            lambda pred, target: squared_error(pred, target).sqrt() / pred.numel(),
        ),
        "distance divided by the batch size": (
            "You divide the distance by the number of pictures: take the mean of the squares, `.mean()`, without a "
            "root.",
            lambda pred, target: squared_error(pred, target).sqrt() / len(pred),
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
    },
    hints=(
        "It is the squared error of the exercise before, divided by how many entries there are.",
        "All entries of the batch count, `10 * len(pred)` of them: leave the brackets of `.mean()` empty.",
        "As before the difference in brackets, squared; at the end `.mean()` stands where `.sum()` stood.",
    ),
    consequence="For a batch of any size you now have the one number that training makes smaller.",
)
