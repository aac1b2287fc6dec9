"""Exercise ``flatten_image`` of lesson 01."""

import torch

from course_utils.exercises.core import Exercise


def flatten_image(image):
    """Turn a picture, [28, 28] or [1, 28, 28], into one row, [1, 784]."""
    return image.reshape(1, 784)


_FIRST_ROW = "`image[0]` of a picture [28, 28] is only its first row, 28 numbers: reshape the whole `image`."


def cases(generator):
    return [
        (torch.arange(784.0).reshape(28, 28),),  # each pixel is its own place: a wrong one is seen by its number
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
    mistakes={
        "no batch of one": (
            "The 784 numbers are right, but a network wants a batch: one row, shape [1, 784].",
            lambda image: image.reshape(784),
        ),
        "a column": (
            "You give a column [784, 1]: one picture is one row, [1, 784].",
            lambda image: image.reshape(784, 1),
        ),
        "columns before rows": (
            "The pixels come column by column: rows come first. Is there a transpose, or are two loops swapped?",
            lambda image: image.reshape(28, 28).T.reshape(1, 784),
        ),
        "only a dimension added": (
            "You add a dimension but the rows and columns are still there: 28 and 28 should become 784.",
            lambda image: image.reshape(1, 28, 28),
        ),
        "turned into float32": (
            "The dtype changed: a uint8 or float64 picture should stay what it is.",
            lambda image: image.reshape(1, 784).float(),
        ),
        "rows taken for a batch": (
            "You keep the first dimension, which for [28, 28] is its rows, not a batch: either shape gives [1, 784].",
            lambda image: image.flatten(1),
        ),
        "length taken for a number of pictures": (
            "`len(image)` does not count pictures here: one picture [28, 28] has the length 28, its rows. Write 1.",
            lambda image: image.reshape(len(image), 784),
        ),
        "given as it came": (
            "You give the picture as it came: `image` stays what it is, so return what `reshape` gives.",
            lambda image: image,
        ),
        "one more dimension": (
            "You put one more dimension in front and keep all others: 28 and 28 should become 784.",
            lambda image: image.unsqueeze(0),
        ),
        "a square": (
            "You give a square, [28, 28]: its rows should stand one after the other, [1, 784].",
            lambda image: image.reshape(28, 28),
        ),
        "one dimension too many": (
            "The 784 numbers are right, but there is one dimension too many: [1, 784].",
            lambda image: image.reshape(1, 1, 784),
        ),
        "only the first row": (_FIRST_ROW, lambda image: image[0].reshape(1, 784)),
        "only the first row, its length left open": (_FIRST_ROW, lambda image: image[0].reshape(1, -1)),
        "only the first row, as a vector": (_FIRST_ROW, lambda image: image[0].flatten()),
        "only the first row, as it came": (_FIRST_ROW, lambda image: image[0]),
        "dtype lost in a list": (
            "The dtype is lost where the numbers become a Python list: `torch.tensor` chooses one by itself.",
            lambda image: torch.tensor(image.reshape(1, 784).tolist()),
        ),
    },
    hints=(
        "Nothing is computed: the 784 numbers stay in their order and only the shape changes.",
        "`.reshape(...)` gives a tensor another shape: you have used it above.",
        "The new shape has two numbers: how many pictures, and how many pixels each.",
    ),
    consequence="A picture is now one row of numbers, and a formula can take it.",
)
