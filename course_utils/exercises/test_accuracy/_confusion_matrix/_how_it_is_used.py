"""How an answer to ``confusion_matrix`` is looked at: few pairs and many, and what a matrix of another shape holds."""

import torch

from course_utils.exercises._comparing.compare import same
from course_utils.exercises._running.guarded_call import look
from course_utils.exercises.exercise import Wrong


def cases(generator):
    def drawn(count, most=10):
        return tuple(torch.randint(0, most, (2, count), generator=generator))

    return [
        (torch.tensor([0, 1, 0, 1]), torch.tensor([0, 1, 1, 1])),
        (torch.tensor([9]), torch.tensor([4])),
        (torch.tensor([3, 3, 8, 3, 3]), torch.tensor([3, 5, 8, 5, 3])),
        drawn(7),
        drawn(10, 5),
        drawn(64, 4),
        drawn(200),  # no more: also who goes through every pair comes to an end
        drawn(260, 1),  # a pair that comes more than 255 times
    ]


def observe(confusion_matrix, predicted, labels):
    counts = confusion_matrix(predicted, labels)
    if isinstance(counts, torch.Tensor) and counts.dim() == 2 and counts.shape != (10, 10):
        others = torch.full_like(predicted, 9), torch.full_like(labels, 8)
        again = look(confusion_matrix, *others, otherwise=None)
        todo = "Whichever digits come, count in ten rows and ten columns, `torch.zeros(10, 10, dtype=torch.int64)`."
        if look(same, again, counts, otherwise=False):
            todo = "Your function gives the same whatever it is given: use `predicted` and `labels`."
        if name := _of_another_cell(confusion_matrix, counts):
            todo = (
                f"You give `{name}`, which another cell has made: count in the matrix that your function makes, and "
                "give that."
            )
        wanted = "a matrix [10, 10], a row and a column for each of the ten digits"
        raise Wrong(f"{todo}\nexpected {wanted}\ngot      {list(counts.shape)}")
    if isinstance(counts, torch.Tensor) and look(_holds_fractions, counts, otherwise=False):
        todo = "Your counts are divided: leave out the division, or the mean."
        raise Wrong(f"{todo}\nexpected counts, which are whole numbers\ngot      shares")
    return counts


def _of_another_cell(function, counts):
    """Name the matrix of a cell of the notebook that an answer gives; "" where it gives one of its own."""
    return next((name for name, value in getattr(function, "__globals__", {}).items() if value is counts), "")


def _holds_fractions(counts):
    return counts.is_floating_point() and not torch.equal(counts, counts.round())
