"""With which answers and labels ``accuracy`` is tried, and what is said of a share that is no number."""

import torch

from course_utils.exercises.exercise import Wrong


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


def one_number(given):
    """Say how one number is made of the other things that a share is given as; hand on all else."""
    if isinstance(given, bool):
        raise Wrong(
            "You give one True or False for all pairs together: `predicted == labels` gives one for each pair, and "
            f"their mean is the share.\nexpected a number\ngot      {given}"
        )
    if isinstance(given, list) and len(given) != 1:
        raise Wrong(
            "Add up how many are right, and divide once by how many there are.\nexpected one number\ngot      a list"
        )
    if isinstance(given, tuple) and len(given) == 2:
        todo = "Is one to be divided by the other? Write `/`, and no comma."
        raise Wrong(f"{todo}\nexpected one number\ngot      two")
    if isinstance(given, str):
        todo = "A text is for printing: give the number itself, without an f-string or quotation marks."
        raise Wrong(f"{todo}\nexpected a number\ngot      a text")
    return given


def observe(accuracy, predicted, labels):
    return one_number(accuracy(predicted, labels))
