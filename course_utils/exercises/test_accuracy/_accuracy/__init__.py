"""Exercise ``accuracy`` of lesson 11."""

import torch

from course_utils.exercises._shared_slips import rounded_share
from course_utils.exercises.exercise import Exercise
from course_utils.exercises.test_accuracy._accuracy._how_it_is_used import cases, observe


def accuracy(predicted, labels):
    """Give the share of answers that are right, 0 to 1."""
    return (predicted == labels).float().mean()


def _share(predicted, labels):
    return (predicted == labels).float().mean()


def _right(predicted, labels):
    return (predicted == labels).sum()


def _counted(result):
    """Give something else, made of how many are right, as a Python number, and how many there are."""
    return lambda predicted, labels: result(_right(predicted, labels).item(), len(labels))


def _hits(result):
    """Give something else, made of 1 or 0 for each pair, divided by how many there are."""
    return lambda predicted, labels: result((predicted == labels).float()) / len(labels)


exercise = Exercise(
    lesson="test_accuracy",
    task="Give the share of answers that equal their labels, int64 [b] both: a number from 0 to 1.",
    reference=accuracy,
    cases=cases,
    observe=observe,
    mistakes={
        "count instead of share": (
            "You give how many are right: divide by how many there are.",
            _right,
        ),
        "percent": (
            "You give percent: leave out the 100. A share goes from 0 to 1.",
            lambda predicted, labels: 100 * _share(predicted, labels),
        ),
        **{
            f"percent, rounded to {name}": (
                f"You give percent, rounded to {name}: leave out the 100 and the rounding. A share goes from 0 to 1.",
                lambda predicted, labels, digits=digits: round(100 * _share(predicted, labels).item(), digits),
            )
            for digits, name in enumerate(("a whole number", "one digit"))
        },
        "1 minus how far off": (
            "You subtract from 1 how far answers lie from labels: ask whether they are equal, `==`. A 9 for a 0 is no "
            "more wrong than a 1.",
            lambda predicted, labels: 1 - (predicted - labels).abs().float().mean(),
        ),
        "error rate": (
            "You give the share that is wrong: count where both are equal, `==`.",
            lambda predicted, labels: (predicted != labels).float().mean(),
        ),
        "count of the wrong": (
            "You count the wrong answers: the share of the right ones is asked for.",
            lambda predicted, labels: (predicted != labels).sum(),
        ),
        "whole division": (
            "You give 1 where all answers are right, and 0 otherwise. Count the right ones and divide by how many "
            "there are with `/`, without `//` or `int(...)`.",
            _counted(lambda right, count: right // count),
        ),
        **{
            f"divided by {number:,}": (
                f"You always divide by {number:,}: divide by as many labels as came, `len(labels)`.",
                lambda predicted, labels, number=number: _right(predicted, labels) / number,
            )
            for number in (3, 10, 100, 512, 10_000)
        },
        "share divided by 100": (
            "You divide by 100 at the end: leave that out. A share goes from 0 to 1.",
            _counted(lambda right, count: right / count / 100),
        ),
        "divided by one less": (
            "You divide by one too few: divide by `len(labels)`.",
            _counted(lambda right, count: right / (count - 1)),
        ),
        "divided by one more": (
            "You divide by one too many: divide by `len(labels)`.",
            _counted(lambda right, count: right / (count + 1)),
        ),
        "divided by both lengths": (
            "You divide by twice as many as there are: divide by `len(labels)` alone.",
            _counted(lambda right, count: right / (2 * count)),
        ),
        "divided the wrong way round": (
            "You divide the wrong way round: how many are right, divided by how many there are.",
            lambda predicted, labels: len(labels) / _right(predicted, labels),
        ),
        "right minus wrong": (
            "A wrong answer takes 1 away: let it count 0, and subtract nothing.",
            _hits(lambda hits: (2 * hits - 1).sum()),
        ),
        "always 1": (
            "Your share is always 1, whatever is right: `len(...)` counts every entry of a comparison, while `.sum()` "
            "counts those that are True.",
            _counted(lambda right, count: 1),
        ),
        "always 0": (
            "Your share is always 0, whatever is right: compare with `==`, and let a right answer add 1 with `+= 1`.",
            _counted(lambda right, count: 0),
        ),
        "the number of pictures": (
            "You give how many pictures there are: count the right ones with `.sum()`, and divide by this number.",
            _counted(lambda right, count: count),
        ),
        "divided by the sum of the labels": (
            "You divide by the sum of the labels: divide by how many there are.",
            lambda predicted, labels: _right(predicted, labels) / labels.sum(),
        ),
        "right against wrong": (
            "You divide by the number of wrong answers: divide by the number of all.",
            lambda predicted, labels: _right(predicted, labels) / (predicted != labels).sum(),
        ),
        "divided twice": (
            "You take the mean and divide once more: `.mean()` has divided already.",
            lambda predicted, labels: _share(predicted, labels) / len(labels),
        ),
        "not averaged": (
            "You give True or False for each picture: average them, `.float().mean()`.",
            lambda predicted, labels: predicted == labels,
        ),
        "zeros and ones, not averaged": (
            "You give 1 or 0 for each picture: average them, `.mean()`.",
            lambda predicted, labels: (predicted == labels).float(),
        ),
        "all or nothing": (
            "You ask whether all are right: give the share that is right.",
            lambda predicted, labels: (predicted == labels).all(),
        ),
        "any at all": (
            "You ask whether any is right: give the share that is right.",
            lambda predicted, labels: (predicted == labels).any(),
        ),
        "how far off": (
            "You measure how far answers lie from labels: ask whether they are equal, `==`. A 9 for a 0 is no more "
            "wrong than a 1.",
            lambda predicted, labels: (predicted - labels).abs().float().mean(),
        ),
        "mean of the differences": (
            "You average differences: ask for each pair whether it is equal, `==`, and average that.",
            lambda predicted, labels: (predicted - labels).float().mean(),
        ),
        "squared differences": (
            "You average squared differences, as a loss does: ask for each pair whether it is equal, `==`.",
            lambda predicted, labels: ((predicted - labels) ** 2).float().mean(),
        ),
        **rounded_share(accuracy),
        "nothing returned": (
            "You return nothing: the last line gives the share, with `return` before it.",
            _counted(lambda right, count: None),
        ),
        "return inside the loop": (
            "Only the first pair counts: does a `return` stand inside the loop? Move it to the left, outside.",
            _hits(lambda hits: hits[0]),
        ),
        "count overwritten": (
            "Your count never passes 1: add 1 for each right answer, `+= 1`.",
            _counted(lambda right, count: min(right, 1) / count),
        ),
        "counted from 1": (
            "Your count begins at 1: let it begin at 0, so that only right answers count.",
            _counted(lambda right, count: (right + 1) / count),
        ),
        "first pair skipped": (
            "The first pair is not counted: places begin at 0.",
            _hits(lambda hits: hits[1:].sum()),
        ),
        "last pair skipped": (
            "The last pair is not counted: `range(len(labels))` goes through all places.",
            _hits(lambda hits: hits[:-1].sum()),
        ),
        "only the last pair": (
            "Only the last pair counts: put `right = 0` before the loop, and add to it with `+=`.",
            _hits(lambda hits: hits[-1]),
        ),
        "return at the first right one": (
            "Your function ends at the first right answer: does a `return` stand inside the loop? Move it to the left, "
            "outside.",
            _counted(lambda right, count: 1 / count if right else None),
        ),
        "stopped at the first wrong one": (
            "You stop counting at the first wrong answer: go through all of them.",
            _hits(lambda hits: hits.cumprod(dim=0).sum()),
        ),
        "every answer with every label": (
            "You compare every answer with every label: go through both side by side, with `zip`, or use `==` once.",
            lambda predicted, labels: (predicted[:, None] == labels).sum() / len(labels),
        ),
        "anywhere among the labels": (
            "You ask whether an answer is anywhere among the labels: compare it with the label of its own picture.",
            lambda predicted, labels: torch.isin(predicted, labels).float().mean(),
        ),
        "a dimension too many": (
            "`predicted` and `labels` are [b], one digit a picture: they have no dimension 1, and the argmax has been "
            "taken. Leave out `dim=1`, or the argmax.",
            lambda predicted, labels: predicted.argmax(dim=1),
        ),
    },
    hints=(
        "For each picture: is the answer equal to the label? How many are, and out of how many?",
        "`predicted == labels` compares pair by pair and gives True or False; as floats they are 1 and 0.",
        "The mean of ones and zeros is the share of ones: `.float()` first, then one more method.",
    ),
    consequence="Now a network has a mark: the share of pictures that it reads right.",
)
