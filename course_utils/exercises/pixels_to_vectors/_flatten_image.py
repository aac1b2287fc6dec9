"""Exercise ``flatten_image`` of lesson 01."""

import torch

from course_utils.exercises._shared_slips import RETURN_IN_LOOP, STOPS_EARLY
from course_utils.exercises.exercise import Exercise, capital, two_things


def flatten_image(image):
    """Turn a picture, [28, 28] or [1, 28, 28], into one row, [1, 784]."""
    return image.reshape(1, 784)


_FIRST_ROW = "`image[0]` of a picture [28, 28] is only its first row, 28 numbers: reshape the whole `image`."
_ALL_IMAGES = "You reshape `images`, all pictures of the notebook: `image` is the picture that your function is given."
_DTYPE = "the dtype changed: is `dtype=image.dtype` missing, or a `.float()` too many?"
_COLUMNS = "the pixels come column by column: rows come first. Is there a transpose, or are two loops swapped?"
_EACH_ROW = (
    "You join along the first dimension: it holds the rows in [28, 28], but not in [1, 28, 28]. `reshape` takes either "
    "shape."
)


def first_row_filled(image):
    row = torch.zeros(1, 784)
    row[:, :28] = image.reshape(1, 784)[:, :28]
    return row


def without(places):
    """Make an answer that leaves 0 at these places of the row."""

    def fill(image):
        row = image.reshape(1, 784).clone()
        row[:, places] = 0
        return row

    return fill


def overlapping(image):
    row = torch.zeros(1, 784, dtype=image.dtype)
    for r, pixels in enumerate(image.reshape(28, 28)):
        row[0, r : r + 28] = pixels
    return row


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
            "The 784 numbers are right, but a network wants a batch: give one row, [1, 784].",
            lambda image: image.reshape(784),
        ),
        "a column": (
            "You give a column [784, 1]: one picture is one row, [1, 784].",
            lambda image: image.reshape(784, 1),
        ),
        "last pixel 0": (f"The last pixel is 0: {STOPS_EARLY}", without(slice(-1, None))),
        "last row 0": (f"The last row of 28 is 0: {STOPS_EARLY}", without(slice(-28, None))),
        "all 0": (
            "All 784 numbers are 0: are the pixels of `image` written into them? `reshape` needs no loop.",
            without(slice(None)),
        ),
        "only the first row filled in, as float32": (
            two_things(f"only the first row of 28 is filled in: {RETURN_IN_LOOP}", _DTYPE),
            first_row_filled,
        ),
        "columns before rows, as float32": (
            two_things(_DTYPE, _COLUMNS),
            lambda image: image.reshape(28, 28).T.reshape(1, 784).float(),
        ),
        "first row alone": (
            f"Only the first row of 28 is left: {RETURN_IN_LOOP}",
            lambda image: image.reshape(28, 28)[:1],
        ),
        "first column alone": (
            "Only the first pixel of each row is left: all 28 pixels of each row belong in your result.",
            lambda image: image.reshape(28, 28)[:, 0].reshape(1, 28),
        ),
        "last pixel left out": (
            f"The last pixel is left out: {STOPS_EARLY}",
            lambda image: image.reshape(1, 784)[:, :-1],
        ),
        "first dimension joined": (_EACH_ROW, lambda image: torch.cat(list(image)).unsqueeze(0)),
        "first dimension joined, as a vector": (_EACH_ROW, lambda image: torch.cat(list(image))),
        "all images": (_ALL_IMAGES, lambda image: torch.empty(60000, 784, device="meta").reshape(1, 784)),
        **{
            name: ("You change the numbers: nothing is computed here, only the shape changes.", wrong_answer)
            for name, wrong_answer in {
                "divided by 255": lambda image: image.reshape(1, 784) / 255,
                "normalised": lambda image: (image.reshape(1, 784).float() / 255 - 0.1307) / 0.3081,
            }.items()
        },
        "each row over the one before": (
            "Each row of 28 overwrites the one before but for its first pixel: row r begins at place `28 * r`.",
            overlapping,
        ),
        "columns before rows": (
            capital(_COLUMNS),
            lambda image: image.reshape(28, 28).T.reshape(1, 784),
        ),
        "only a dimension added": (
            "Rows and columns are still there, [1, 28, 28]: 28 and 28 should become 784.",
            lambda image: image.reshape(1, 28, 28),
        ),
        "turned into float32": (
            "The dtype changed: a uint8 or float64 picture keeps its dtype. Leave out what changes it, such as "
            "`.float()`; a tensor that you make takes it with `dtype=image.dtype`.",
            lambda image: image.reshape(1, 784).float(),
        ),
        "rows taken for a batch": (
            "You keep the first dimension, which for [28, 28] is its rows, not a batch. Reshape to [1, 784], whichever "
            "shape comes in.",
            lambda image: image.flatten(1),
        ),
        "length taken for a number of pictures": (
            "The length of one picture [28, 28] is 28, its rows, and does not count pictures: write 1 for it.",
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
            "The dtype changes, as it does where numbers go through a Python list: add `dtype=image.dtype`, or use "
            "`reshape` alone.",
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
