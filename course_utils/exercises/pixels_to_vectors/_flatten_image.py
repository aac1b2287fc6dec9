"""Exercise ``flatten_image`` of lesson 01."""

import torch

from course_utils.exercises.core import Exercise, Mistake


def flatten_image(image):
    """Turn a picture, [28, 28] or [1, 28, 28], into one row, [1, 784]."""
    return image.reshape(1, 784)


def cases(generator):
    return [
        (torch.randn(28, 28, generator=generator),),
        (torch.randn(1, 28, 28, generator=generator),),
        (torch.randn(28, 28, dtype=torch.float64, generator=generator),),
        (torch.randint(0, 256, (1, 28, 28), dtype=torch.uint8, generator=generator),),
    ]


exercise = Exercise(
    lesson="pixels_to_vectors",
    task="Turn one picture, [28, 28] or [1, 28, 28], into a row [1, 784] of the same dtype.",
    reference=flatten_image,
    cases=cases,
    mistakes=(
        Mistake(
            "no batch of one",
            "The 784 numbers are right, but a network wants a batch: one row, shape [1, 784].",
            lambda image: image.reshape(784),
        ),
        Mistake(
            "a column",
            "You give a column [784, 1]: one picture is one row, [1, 784].",
            lambda image: image.reshape(784, 1),
        ),
        Mistake(
            "columns before rows",
            "The pixels come column by column: leave out the transpose, rows come first.",
            lambda image: image.reshape(28, 28).T.reshape(1, 784),
        ),
        Mistake(
            "only a dimension added",
            "You add a dimension but the rows and columns are still there: 28 and 28 should become 784.",
            lambda image: image.reshape(1, 28, 28),
        ),
        Mistake(
            "turned into float32",
            "The dtype changed: a uint8 or float64 picture should stay what it is.",
            lambda image: image.reshape(1, 784).float(),
        ),
    ),
    hints=(
        "Nothing is computed: the 784 numbers stay in their order and only the shape changes.",
        "A tensor has a method that gives it another shape: `.reshape(...)`, or `.view(...)`.",
        "The new shape has two numbers: how many pictures, and how many pixels each.",
    ),
    consequence="A picture is now one row of numbers, and a formula can multiply it by weights.",
)
