"""Exercise ``from_one_hot`` of lesson 02."""

import torch

from course_utils.exercises._shared_slips import RETURN_IN_LOOP
from course_utils.exercises.exercise import Exercise, two_things


def from_one_hot(targets):
    """Turn one-hot rows, [b, depth], back into labels, int64 [b]."""
    return targets.argmax(dim=1)


def cases(generator):
    def drawn(batch_size, depth):
        return torch.eye(depth)[torch.randint(0, depth, (batch_size,), generator=generator)]

    return [
        (torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),),
        (torch.eye(10)[torch.tensor([7])],),
        (torch.eye(10)[torch.tensor([0, 9, 3, 3])],),
        (drawn(12, 10),),
        (drawn(7, 4),),
        (torch.eye(12)[torch.tensor([11, 0, 10])],),
        (drawn(65, 40),),  # more than any size that is built in
    ]


_SMALLEST = "you look for the smallest number: the label is where the largest is, `argmax`."
_COLUMNS = "you look down the columns: look along each row, `dim=1`."
_AS_MANY = "You look at as many columns as there are rows: the columns are counted by `targets.shape[1]`."


def _searched(targets, columns):
    """Look for the 1 of each row in the first columns only, and keep the places that are found."""
    return torch.tensor([j for row in targets for j in range(columns) if row[j] == 1])


exercise = Exercise(
    lesson="one_hot_labels",
    task="Turn one-hot rows [b, depth] back into labels, int64 [b].",
    reference=from_one_hot,
    cases=cases,
    mistakes={
        "no dim": (
            "You give one number, the first row's: is there an `argmax` without `dim`, a `return` inside a loop, or an "
            "index such as `[0]`?",
            lambda targets: targets.argmax(),
        ),
        "along the columns": (
            "You look down the columns, as `dim=0` does: one answer for each row comes from looking along the rows.",
            lambda targets: targets.argmax(dim=0),
        ),
        "dimension kept": (
            "The labels are right but each stands in a row of its own, [b, 1]: the shape is [b], without `keepdim`.",
            lambda targets: targets.argmax(dim=1, keepdim=True),
        ),
        "1 for every row": (
            "You give 1 for every row, its largest value or its sum: the place of the 1 is the label.",
            lambda targets: targets.max(dim=1).values,
        ),
        "values and places": (
            "`max` gives both, the values and their places: take the places, or use `argmax`.",
            lambda targets: targets.max(dim=1),
        ),
        "smallest instead of largest": (
            "You look for the smallest number of each row: the label is where the largest is.",
            lambda targets: targets.argmin(dim=1),
        ),
        "as floats": (
            "The labels are right, but they are floats: make whole numbers of them, `.long()`.",
            lambda targets: targets.argmax(dim=1).float(),
        ),
        "int32": (
            "The labels are right, but int32: PyTorch's labels are int64, `.long()`.",
            lambda targets: targets.argmax(dim=1).int(),
        ),
        "a list": (
            "The labels are right, but in a list: turn it into a tensor with `torch.tensor(...)`.",
            lambda targets: targets.argmax(dim=1).tolist(),
        ),
        "counted from 1": (
            "Every label is one too large: places count from 0, so add nothing.",
            lambda targets: targets.argmax(dim=1) + 1,
        ),
        "rows and columns of every 1": (
            "`nonzero` gives the row and the column of every 1: the column is the label, so keep only that.",
            lambda targets: targets.nonzero(),
        ),
        "number of the row": (
            "You give the number of each row: the number of the column where the 1 stands is the label.",
            lambda targets: targets.nonzero()[:, 0],
        ),
        "only the last row": (
            "You give one number, the last row's: does a loop overwrite the labels before it? Keep those of all rows.",
            lambda targets: targets[-1].argmax(),
        ),
        "1 for every row, as int64": (
            "You give 1 for every row, its value: the place of the 1 is the label.",
            lambda targets: targets.sum(dim=1).long(),
        ),
        "rows and columns, apart": (
            "You give two tensors, the row and the column of every 1: the column is the label, so keep the second.",
            lambda targets: torch.where(targets == 1),
        ),
        "batch of one lost": (
            "A batch of one row gives a number without dimensions: it should give [1], so leave out `squeeze`.",
            lambda targets: targets.argmax(dim=1).squeeze(),
        ),
        "one too small": (
            "Every label is one too small: places count from 0, so subtract nothing.",
            lambda targets: targets.argmax(dim=1) - 1,
        ),
        "in order of size": (
            "The labels come in order of size: the first label belongs to the first row.",
            lambda targets: targets.argmax(dim=1).sort().values,
        ),
        "as many columns as rows, in a list": (_AS_MANY, lambda targets: _searched(targets, len(targets))),
        "only the first label": (
            f"Only the first label is filled in: {RETURN_IN_LOOP}",
            lambda targets: targets.argmax(dim=1) * (torch.arange(len(targets)) < 1),
        ),
        "smallest, along the columns": (
            two_things(_SMALLEST, _COLUMNS),
            lambda targets: targets.argmin(dim=0),
        ),
        "where the 1 stands, as True": (
            "You give True where a 1 stands, in whole rows: the number of its column is the label, as `argmax` finds "
            "it.",
            lambda targets: targets == 1,
        ),
        "one row of labels": (
            "The labels are right, but there is one pair of brackets too many, [1, b]: the shape is [b].",
            lambda targets: targets.argmax(dim=1)[None],
        ),
        "the rows in whole numbers": (
            "You give whole rows as int64: find the place of the 1 in each.",
            lambda targets: targets.long(),
        ),
        "rows and columns of every 1, in one line": (
            "`nonzero` gives the row and the column of every 1: the column is the label, so keep only that.",
            lambda targets: targets.nonzero().flatten(),
        ),
        "the second row of places": (
            "`[1]` takes the second row of what `nonzero` gives: the labels are its second column, `[:, 1]`.",
            lambda targets: targets.nonzero()[1],
        ),
        "places times values": (
            "You multiply each number by its place: add these up along each row, `.sum(dim=1).long()`.",
            lambda targets: targets * torch.arange(targets.shape[1]),
        ),
        "sum of all labels": (
            "You give one number, the sum of all labels: give one label for each row.",
            lambda targets: targets.argmax(dim=1).sum(),
        ),
        "each label once": (
            "Each label comes only once, in order of size: give one for each row, in the order of the rows.",
            lambda targets: targets.argmax(dim=1).unique(),
        ),
        "index of a tensor": (
            "`index` finds a place in a Python list, but `targets` and its rows are tensors: `row.argmax()` does it.",
            lambda targets: targets[0].index(1),
        ),
        "index of all rows": (
            "`index(1)` looks for a 1 among whole rows: look in each row, in a loop, or use `argmax`.",
            lambda targets: targets.tolist().index(1),
        ),
    },
    hints=(
        "The label is not the largest number of a row: it is the place where that number stands.",
        "Behind a tensor you can write `.argmax(...)`: it gives the place of the largest number.",
        "Without more, `argmax` looks at the whole tensor; `dim=0` looks down the columns. You want the other one.",
    ),
    consequence="The same line reads a network's answer: the place of its largest number is the digit it sees.",
)
