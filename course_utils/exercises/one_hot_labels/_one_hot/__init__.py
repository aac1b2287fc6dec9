"""Exercise ``one_hot`` of lesson 02."""

import torch

from course_utils.exercises._shared_slips import BEGINS_LATE, RETURN_IN_LOOP, STOPS_EARLY
from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.one_hot_labels._one_hot._how_it_is_used import cases
from course_utils.exercises.one_hot_labels._one_hot._wrong_versions import few, marked


def one_hot(labels, depth=10):
    """Turn labels, int64 [b], into one-hot rows, float32 [b, depth]."""
    return torch.eye(depth)[labels]


_ALWAYS_TEN = "the rows always have ten places: take their length from depth."
_INT64 = "the numbers are int64: add `.float()`."


exercise = Exercise(
    lesson="one_hot_labels",
    task="Turn labels, int64 [b], into rows with a single 1 at the label's place, float32 [b, depth].",
    reference=one_hot,
    cases=cases,
    mistakes={
        "label written into the vector": (
            "You write the label itself into its place: the place already says which label it is, so put a 1 there.",
            lambda labels, depth=10: one_hot(labels, depth) * labels[:, None],
        ),
        "depth taken from the batch": (
            "Your rows are as long as the batch is large: their length is depth, whatever the number of labels.",
            lambda labels, depth=10: one_hot(labels, len(labels)),
        ),
        "depth taken from the largest label": (
            "Your rows end at the largest label of this batch: their length is depth, whatever labels happen to come.",
            lambda labels, depth=10: one_hot(labels, int(labels.max()) + 1),
        ),
        "depth ignored": (
            "Your rows always have ten places: take their length from depth.",
            lambda labels, depth=10: one_hot(labels, 10),
        ),
        "depth fixed at 4": (
            "Your rows always have four places, as those of the example in the lesson: take their length from depth.",
            lambda labels, depth=10: torch.eye(4)[labels],
        ),
        "int64": (
            "Places and shape are right, but the numbers are int64: float32 is asked for, so add `.float()`.",
            lambda labels, depth=10: one_hot(labels, depth).long(),
        ),
        "float64": (
            "Places and shape are right, but the numbers are float64, as numpy makes them: add `.float()`.",
            lambda labels, depth=10: one_hot(labels, depth).double(),
        ),
        "True and False": (
            "Places and shape are right, but you give True and False: add `.float()` to make them 1 and 0.",
            lambda labels, depth=10: one_hot(labels, depth).bool(),
        ),
        "rows and columns swapped": (
            "Each label stands in a column: put it into a row, [b, depth].",
            lambda labels, depth=10: one_hot(labels, depth).T,
        ),
        "all labels in one row": (
            "All labels are marked in one row: every label gets a row of its own, [b, depth].",
            lambda labels, depth=10: one_hot(labels, depth).amax(dim=0),
        ),
        "all labels in the only row": (
            "You make one row only, and all labels are marked in it: every label gets a row of its own, [b, depth].",
            lambda labels, depth=10: one_hot(labels, depth).amax(dim=0, keepdim=True),
        ),
        "a row for one label only": (
            "You make one row only: every label gets a row of its own, `torch.zeros(len(labels), depth)`.",
            lambda labels, depth=10: one_hot(labels[:1], depth),
        ),
        "the row of the last label only": (
            "You make one row only: every label gets a row of its own, `torch.zeros(len(labels), depth)`.",
            lambda labels, depth=10: one_hot(labels[-1:], depth),
        ),
        "the row of the label 2": (
            "You give the row of the label 2, whatever labels come: make a row for each label in `labels`.",
            lambda labels, depth=10: torch.eye(depth)[2],
        ),
        "the row of the label 3": (
            "You give the row of the label 3, whatever labels come: make a row for each label in `labels`.",
            lambda labels, depth=10: torch.eye(depth)[3],
        ),
        "two fixed labels": (
            "You use the labels 2 and 0 of the example in the exercise: use `labels`, which come in.",
            lambda labels, depth=10: torch.eye(depth)[[2, 0]],
        ),
        **{
            f"always {word} rows": (
                f"You always make {word} rows, as the example has {word} labels: make as many as labels come, "
                "`len(labels)`.",
                lambda labels, depth=10, rows=rows: marked(rows, depth, ((i, labels[i]) for i in range(rows))),
            )
            for word, rows in (("two", 2), ("three", 3))
        },
        "only two rows filled": (
            "Only the first two rows are filled: go through all of them, `range(len(labels))`.",
            lambda labels, depth=10: marked(len(labels), depth, ((i, labels[i]) for i in range(2))),
        ),
        "only the first row filled": (
            f"Only the first row is filled: {RETURN_IN_LOOP} Move it behind the loop.",
            lambda labels, depth=10: marked(len(labels), depth, [(0, labels[0])]),
        ),
        "label written into the vector, one place too early": (
            two_things(
                "you write the label itself: write a 1, because the place says which label it is.",
                "it stands one place too early: places count from 0, so subtract nothing.",
            ),
            lambda labels, depth=10: one_hot(labels, depth).roll(-1, dims=1) * labels[:, None],
        ),
        "rows and columns swapped, depth ignored": (
            two_things("each label stands in a column: put it into a row, [b, depth].", _ALWAYS_TEN),
            lambda labels, depth=10: one_hot(labels, 10).T,
        ),
        "int64, depth ignored": (
            two_things(_INT64, _ALWAYS_TEN),
            lambda labels, depth=10: one_hot(labels, 10).long(),
        ),
        "int64, depth taken from the largest label": (
            two_things(_INT64, "the rows end at the largest label: take their length from depth."),
            lambda labels, depth=10: one_hot(labels, int(labels.max()) + 1).long(),
        ),
        "row and place swapped": (
            "Row and place are swapped, as in `rows[labels[i], i]`: the row comes first, then the label as its place.",
            lambda labels, depth=10: marked(len(labels), depth, ((labels[i], i) for i in range(len(labels)))),
        ),
        "number of the row marked, by eye": (
            "Row 0 has its 1 at place 0, row 1 at place 1, whatever labels come: the label says the place.",
            lambda labels, depth=10: torch.eye(len(labels), depth),
        ),
        "called like a function": (
            "Round brackets call a function, and a tensor is none: square brackets pick its rows, as in "
            "`torch.eye(depth)[labels]`.",
            lambda labels, depth=10: torch.eye(depth)(labels),  # type: ignore[operator]
        ),
        "all possible rows": (
            "You give the rows of all labels there are: `[labels]` behind `torch.eye(depth)` picks those that come.",
            lambda labels, depth=10: torch.eye(depth),
        ),
        "one dimension too many": (
            "The rows are right, but each stands in brackets of its own, [b, 1, depth]: [b, depth] is asked for.",
            lambda labels, depth=10: one_hot(labels, depth)[:, None],
        ),
        "one place too few": (
            "Your rows have one place too few: the labels 0 to depth - 1 need depth places.",
            lambda labels, depth=10: one_hot(labels, depth - 1),
        ),
        "first row empty": (
            f"The first row is all 0: {BEGINS_LATE} Rows count from 0.",
            lambda labels, depth=10: one_hot(labels, depth) * (torch.arange(len(labels)) > 0)[:, None],
        ),
        "0 left out": (
            "A label 0 gets no 1: does an `if` ask whether the label is not 0? 0 is a label like the others.",
            lambda labels, depth=10: one_hot(labels, depth) * (labels > 0)[:, None],
        ),
        "every label in every row": (
            "Every row holds the 1 of every label: `[:, labels]` means all rows, and one row made before a loop stays "
            "one and the same. Take a row of its own for each label, `[i, labels[i]]`.",
            lambda labels, depth=10: one_hot(labels, depth).amax(dim=0).repeat(len(labels), 1),
        ),
        "places counted from 1": (
            "You count the places from 1: they count from 0, as `torch.arange(depth)` does.",
            lambda labels, depth=10: (labels[:, None] == torch.arange(1, depth + 1)).float(),
        ),
        "one place too early": (
            "The 1 stands one place too early: places count from 0, so label 2 stands at place 2.",
            lambda labels, depth=10: one_hot(labels, depth).roll(-1, dims=1),
        ),
        "1 and 0 swapped": (
            "Ones and zeros are swapped: 1 at the label's place, 0 everywhere else.",
            lambda labels, depth=10: 1 - one_hot(labels, depth),
        ),
        "filled up to the label": (
            "Every place up to the label is 1: only the label's own place is.",
            lambda labels, depth=10: one_hot(labels, depth).flip(1).cumsum(1).flip(1),
        ),
        "empty rows": (
            "The rows are all 0: write a 1 at each label's place.",
            lambda labels, depth=10: torch.zeros(len(labels), depth),
        ),
        "first row alone": (
            f"Only the row of the first label comes back: {RETURN_IN_LOOP}",
            lambda labels, depth=10: one_hot(labels, depth)[0],
        ),
        "last row alone": (
            "Only the row of the last label comes back: does a loop make a new row each time? Keep all rows.",
            lambda labels, depth=10: one_hot(labels, depth)[-1],
        ),
        "last row empty": (
            f"The last row is all 0: {STOPS_EARLY}",
            lambda labels, depth=10: one_hot(labels, depth) * (torch.arange(len(labels)) < len(labels) - 1)[:, None],
        ),
        "ones left over": (
            "Each row also holds the ones of the labels before it: begin with a new row of zeros for every label.",
            lambda labels, depth=10: one_hot(labels, depth).cumsum(0).clamp(max=1),
        ),
        "labels taken for rows": (
            "Whole rows are filled with ones: a label is a place within a row, so name the row, too: in a loop "
            "over `i` that is `rows[i, labels[i]] = 1`.",
            lambda labels, depth=10: torch.zeros(len(labels), depth).index_fill(0, labels, 1.0),
        ),
        "labels taken for the numbers of the rows": (
            "You take the labels for the numbers of the rows, as `for i in labels` does: count the rows, "
            "`for i in range(len(labels))`.",
            lambda labels, depth=10: marked(len(labels), depth, ((i, labels[i]) for i in labels)),
        ),
        "few instead of labels": (
            "You use the three labels of the lesson's example, `few`: use `labels`, which come in.",
            lambda labels, depth=10: torch.eye(depth)[few()],
        ),
        "few instead of labels, in a loop": (
            "You use the three labels of the lesson's example, `few`: use `labels`, which come in.",
            lambda labels, depth=10: marked(len(labels), depth, ((i, few()[i]) for i in range(len(labels)))),
        ),
        "batch of one lost": (
            "A batch of one label loses its first dimension: it should give [1, depth], like any other batch.",
            lambda labels, depth=10: one_hot(labels, depth).squeeze(),
        ),
        "one long row": (
            "All rows stand one after the other in one long row: each label gets a row of its own, [b, depth].",
            lambda labels, depth=10: one_hot(labels, depth).flatten(),
        ),
        "a list of rows": (
            "The rows are right, but in a list: write them into one tensor, `torch.zeros(len(labels), depth)`.",
            lambda labels, depth=10: list(one_hot(labels, depth)),
        ),
        "one place too many": (
            "Your rows have one place too many: the labels 0 to depth - 1 need depth places.",
            lambda labels, depth=10: one_hot(labels, depth + 1),
        ),
    },
    hints=(
        "There are two ways: write a 1 into rows of zeros, or pick rows that are ready.",
        "`torch.eye(4)` holds the rows for four digits: here a row has depth places. Which rows do the labels pick?",
        "Make the rows with `torch.eye(...)`, and put the labels behind it in square brackets: they pick the rows.",
    ),
    consequence="Now 60,000 labels are one table [60000, 10]: each row is what a network should answer.",
)
