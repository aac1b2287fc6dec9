"""Exercise ``confusion_matrix`` of lesson 11."""

import torch
from torch.nn import functional as F

from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.test_accuracy._confusion_matrix._how_it_is_used import cases, observe


def confusion_matrix(predicted, labels):
    """Count every pair, int64 [10, 10]: rows true, columns predicted."""
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels.tolist(), predicted.tolist(), strict=True):
        counts[label, answer] += 1
    return counts


def _counts(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    return counts.index_put_((labels, predicted), torch.tensor(1), accumulate=True)


def _of_the_counts(result):
    """Count as is right, and do something to it."""
    return lambda predicted, labels: result(_counts(predicted, labels))


def _of_some(places):
    """Count some of the pairs only."""
    return lambda predicted, labels: _counts(predicted[places], labels[places])


def _from_the_swapped_pair(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted, strict=True):
        counts[label, answer] = counts[answer, label] + 1
    return counts


def _by_place(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for i in range(len(labels)):
        counts[i, predicted[i]] += 1
    return counts


# torch.zeros without a dtype makes floats, and that often comes together with another slip.
_ALSO_IN_FLOATS = {
    "rows and columns swapped": (
        "Rows and columns are swapped: the true digit names the row, the predicted one the column.",
        _of_the_counts(lambda counts: counts.T),
    ),
    "only the diagonal": (
        "You count the right answers only: count the wrong ones too. They stand beside the diagonal.",
        _of_the_counts(lambda counts: counts.diagonal().diag()),
    ),
    "only the mistakes": (
        "You count the wrong answers only: count the right ones too. They stand on the diagonal.",
        _of_the_counts(lambda counts: counts - counts.diagonal().diag()),
    ),
    "only the mistakes, swapped": (
        two_things(
            "you count the wrong answers only: count the right ones too.",
            "rows and columns are swapped: the true digit names the row.",
        ),
        _of_the_counts(lambda counts: (counts - counts.diagonal().diag()).T),
    ),
    "each pair once": (
        "A pair that comes again is counted only once. Go through the pairs in a loop, and add with `+= 1`.",
        _of_the_counts(lambda counts: (counts > 0).long()),
    ),
    "counted in uint8": (
        "Your counts outgrow their dtype, as more than 255 do in uint8, and begin anew: `dtype=torch.int64` in "
        "torch.zeros.",
        _of_the_counts(lambda counts: counts % 256),
    ),
    "counted from 1": (
        "Your counts begin at 1: begin with zeros.",
        _of_the_counts(lambda counts: counts + 1),
    ),
    "first pair left out": (
        "The first pair is not counted: places begin at 0.",
        _of_some(slice(1, None)),
    ),
    "last pair left out": (
        "The last pair is not counted: `range(len(labels))` goes through all places.",
        _of_some(slice(-1)),
    ),
    "return inside the loop": (
        "Only the first pair counts: does a `return` stand inside the loop? Move it to the left, outside.",
        _of_some(slice(1)),
    ),
    "pictures against pictures": (
        "You compare pictures with pictures, [b, b]: rows and columns are digits, so transpose the first one-hot.",
        lambda predicted, labels: F.one_hot(labels, 10) @ F.one_hot(predicted, 10).T,
    ),
}


def _in_floats(name):
    message, wrong_answer = _ALSO_IN_FLOATS[name]
    whole = "Also make the counts whole numbers: `dtype=torch.int64` in torch.zeros, or `.long()` at the end."
    return f"{message} {whole}", lambda predicted, labels: wrong_answer(predicted, labels).float()


exercise = Exercise(
    lesson="test_accuracy",
    task="Count every pair of label and answer, int64 [b] both, in a matrix int64 [10, 10]: row for the true digit, "
    "column for the predicted one.",
    reference=confusion_matrix,
    cases=cases,
    observe=observe,
    mistakes={
        "ten numbers": (
            "You give the diagonal, ten numbers: the whole matrix is asked for, [10, 10].",
            _of_the_counts(lambda counts: counts.diagonal()),
        ),
        "floats": (
            "Your counts are floats: `dtype=torch.int64` in torch.zeros makes whole numbers.",
            _of_the_counts(lambda counts: counts.float()),
        ),
        "int32": (
            "Your counts are int32: the course counts in int64, `dtype=torch.int64`.",
            _of_the_counts(lambda counts: counts.int()),
        ),
        "all zeros": (
            "Your matrix stays 0: `counts[label, answer] += 1` changes it, while `+ 1` alone does not.",
            _of_the_counts(lambda counts: counts * 0),
        ),
        "counted on from the swapped pair": (
            "You read `counts[answer, label]` and write to `counts[label, answer]`: the same place stands on "
            "both sides, as in `counts[label, answer] += 1`.",
            _from_the_swapped_pair,
        ),
        "both ways": (
            "You count each pair twice, once each way: only [label, answer] gets 1 more.",
            _of_the_counts(lambda counts: counts + counts.T),
        ),
        "nested list": (
            "You give a list of lists: `torch.tensor(...)` around it makes a matrix.",
            _of_the_counts(lambda counts: counts.tolist()),
        ),
        "not folded": (
            "You give a hundred counts in a row: `.reshape(10, 10)` folds them into a matrix.",
            _of_the_counts(lambda counts: counts.flatten()),
        ),
        "nothing returned": (
            "You return nothing: the last line gives the matrix, with `return` before it.",
            _of_the_counts(lambda counts: None),
        ),
        "nine digits": (
            "The digit 9 is left out: `range(10)` goes from 0 to 9.",
            _of_the_counts(lambda counts: F.pad(counts[:9, :9], (0, 1, 0, 1))),
        ),
        "nine digits from 1": (
            "The digit 0 is left out: `range(10)` goes from 0 to 9.",
            _of_the_counts(lambda counts: F.pad(counts[1:, 1:], (1, 0, 1, 0))),
        ),
        "one row for all": (
            "All your rows are the same: add 1 at one place, `counts[label, answer]`. A list `[[0] * 10] * 10` would "
            "hold one row ten times.",
            _of_the_counts(lambda counts: counts.sum(dim=0).expand(10, 10)),
        ),
        "whole rows of the answer": (
            "You add 1 to a whole row, that of the answer: two indices, `counts[label, answer]`, name one place.",
            _of_the_counts(lambda counts: counts.sum(dim=0)[:, None].expand(10, 10)),
        ),
        "whole rows": (
            "You add 1 to a whole row: two indices, `counts[label, answer]`, name one place.",
            _of_the_counts(lambda counts: counts.sum(dim=1)[:, None].expand(10, 10)),
        ),
        "labels against labels": (
            "You count labels only: the column belongs to the answer.",
            _of_the_counts(lambda counts: counts.sum(dim=1).diag()),
        ),
        "numbers of the pictures": (
            "Your rows are the numbers of the pictures: the row is the true digit, `labels[i]`.",
            _by_place,
        ),
        "answers against answers": (
            "You count answers only: the row belongs to the label.",
            _of_the_counts(lambda counts: counts.sum(dim=0).diag()),
        ),
        "begun anew for each pair": (
            "Your matrix holds the last pair alone: make the zeros once, before the loop, and count inside the loop.",
            _of_some(slice(-1, None)),
        ),
        "every pair": (
            "You pair every label with every answer: go through both side by side, with `zip`.",
            _of_the_counts(lambda counts: torch.outer(counts.sum(dim=1), counts.sum(dim=0))),
        ),
        "or instead of and": (
            "You count where one of the two fits: both must, so join the two by `and`, or, of whole tensors, each in "
            "brackets, by `&`.",
            _of_the_counts(lambda counts: counts.sum(dim=1)[:, None] + counts.sum(dim=0) - counts),
        ),
        **_ALSO_IN_FLOATS,
        **{
            f"{name}, in floats": _in_floats(name)
            for name in (
                "rows and columns swapped",
                "only the mistakes, swapped",
                "each pair once",
                "last pair left out",
                "return inside the loop",
            )
        },
    },
    hints=(
        "Begin with a 10 by 10 matrix of zeros. Which place gets 1 more when a 4 is taken for a 9?",
        "Go through labels and answers side by side; each pair adds 1 at one place, row first.",
        "`torch.zeros(10, 10, dtype=torch.int64)`, a loop with `zip`, and `+= 1` at [label, answer].",
    ),
    consequence="The row sums tell how often each digit came, the diagonal how often it was found.",
)
