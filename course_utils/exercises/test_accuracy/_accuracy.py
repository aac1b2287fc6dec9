"""Exercise ``accuracy`` of lesson 11."""

import torch

from course_utils.exercises.core import Exercise


def accuracy(predicted, labels):
    """Give the share of answers that are right, 0 to 1."""
    return (predicted == labels).float().mean()


def cases(generator):
    def drawn(count, right):
        labels = torch.randint(0, 10, (count,), generator=generator)
        wrong = torch.randint(1, 10, (count,), generator=generator)
        wrong[torch.randperm(count, generator=generator)[:right]] = 0
        return (labels + wrong) % 10, labels

    return [
        (torch.tensor([7, 2, 1]), torch.tensor([7, 2, 3])),
        (torch.tensor([3, 5, 1]), torch.tensor([0, 5, 1])),  # the first is wrong: a count that stops there shows
        drawn(1, 1),
        drawn(1, 0),
        drawn(7, 3),
        drawn(10, 9),
        drawn(64, 64),
        drawn(64, 41),
        drawn(512, 455),
    ]


def _share(predicted, labels):
    return (predicted == labels).float().mean()


def _right(predicted, labels):
    return (predicted == labels).sum()


def _nothing(predicted, labels):
    _share(predicted, labels)


exercise = Exercise(
    lesson="test_accuracy",
    task="Give the share of answers that equal their labels, int64 [b] both: a number from 0 to 1.",
    reference=accuracy,
    cases=cases,
    mistakes={
        "count instead of share": (
            "You give how many are right: divide by how many there are.",
            _right,
        ),
        "percent": (
            "You give percent: a share goes from 0 to 1, leave out the 100.",
            lambda predicted, labels: 100 * _share(predicted, labels),
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
            "`//` leaves only whole numbers, so nearly every share becomes 0: divide with `/`.",
            lambda predicted, labels: _right(predicted, labels) // len(labels),
        ),
        "divided by ten": (
            "You divide by the ten digits: divide by the number of pictures.",
            lambda predicted, labels: _right(predicted, labels) / 10,
        ),
        "divided by 10,000": (
            "You always divide by 10,000: divide by as many labels as came, `len(labels)`.",
            lambda predicted, labels: _right(predicted, labels) / 10_000,
        ),
        "divided by 512": (
            "You always divide by 512: divide by as many labels as came, the last batch is shorter.",
            lambda predicted, labels: _right(predicted, labels) / 512,
        ),
        "divided by three": (
            "You always divide by 3, as many as in the example: divide by `len(labels)`.",
            lambda predicted, labels: _right(predicted, labels) / 3,
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
            "You ask whether all are right: the share of them is asked for.",
            lambda predicted, labels: (predicted == labels).all(),
        ),
        "how far off": (
            "You measure how far answers lie from labels: a 9 for a 0 is no more wrong than a 1, so ask whether equal.",
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
        "rounded": (
            "You round to two digits: give the share as it is, and round when you print it.",
            lambda predicted, labels: round(_share(predicted, labels).item(), 2),
        ),
        "rounded to three digits": (
            "You round to three digits, as the example is shown: give the share as it is, and round when you print it.",
            lambda predicted, labels: round(_share(predicted, labels).item(), 3),
        ),
        "rounded to one digit": (
            "You round to one digit: give the share as it is, and round when you print it.",
            lambda predicted, labels: round(_share(predicted, labels).item(), 1),
        ),
        "nothing returned": (
            "You return nothing: the last line gives the share, with `return` before it.",
            _nothing,
        ),
        "return inside the loop": (
            "Your loop ends after the first pair: move `return` to the left, outside the loop.",
            lambda predicted, labels: _right(predicted[:1], labels[:1]) / len(labels),
        ),
        "count overwritten": (
            "Your count never passes 1: a right answer adds 1 to it, `+= 1`.",
            lambda predicted, labels: min(int(_right(predicted, labels)), 1) / len(labels),
        ),
        "counted from 1": (
            "Your count begins at 1: it begins at 0, so that only right answers count.",
            lambda predicted, labels: (_right(predicted, labels) + 1) / len(labels),
        ),
        "first pair skipped": (
            "The first pair is not counted: places begin at 0.",
            lambda predicted, labels: _right(predicted[1:], labels[1:]) / len(labels),
        ),
    },
    hints=(
        "For each picture: is the answer equal to the label? How many are, and out of how many?",
        "`predicted == labels` compares pair by pair and gives True or False; as floats they are 1 and 0.",
        "The mean of ones and zeros is the share of ones: `.float()` first, then one more method.",
    ),
    consequence="Now a network has a mark: the share of pictures that it reads right.",
)
