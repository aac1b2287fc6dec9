"""Exercise ``flatten_image`` of lesson 01."""

import torch

from course_utils.exercises.core import Exercise


def flatten_image(image):
    """Turn a picture, [28, 28] or [1, 28, 28], into one row, [1, 784]."""
    return image.reshape(1, 784)


_FIRST_ROW = "`image[0]` of a picture [28, 28] is only its first row, 28 numbers: reshape the whole `image`."
_ALL_IMAGES = "You reshape `images`, all pictures of the notebook: `image` is the picture that your function is given."
_DTYPE = "Two things: the dtype changed, is `dtype=image.dtype` missing or a `.float()` too many?"
_INSIDE = "Does the `return` stand inside the loop?"
_EACH_ROW = (
    "You join the rows of `image`, but the first dimension of [1, 28, 28] is not its rows: `image.reshape(1, 784)` "
    "takes either shape."
)
# Where a loop has been, when all other pixels are still 0.
_FILLED = {
    "only the first row filled in": (f"Only the first row of 28 is filled in. {_INSIDE}", lambda row, col: row < 1),
    "only the first pixel filled in": (f"Only the first pixel is filled in. {_INSIDE}", lambda row, col: row + col < 1),
    "last pixel 0": ("The last pixel is 0: does a loop stop one early?", lambda row, col: row + col < 54),
    "last row 0": ("The last row of 28 is 0: does a loop stop one early?", lambda row, col: row < 27),
    "last column 0": (
        "The last pixel of each row of 28 is 0: does a loop stop one early?",
        lambda row, col: (row >= 0) & (col < 27),
    ),
    "first pixel 0": ("The first pixel is 0: does a loop begin at 1?", lambda row, col: row + col > 0),
    "first row 0": ("The first row of 28 is 0: does a loop begin at 1?", lambda row, col: row > 0),
    "all 0": (
        "The whole row is 0: the pixels of `image` must be written into it, as `reshape` does.",
        lambda row, col: row + col < 0,
    ),
}


def _filled(image, been):
    places = torch.arange(28)
    return image.reshape(1, 784) * been(places[:, None], places).expand(28, 28).reshape(1, 784)


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
        **{name: (says, lambda image, been=been: _filled(image, been)) for name, (says, been) in _FILLED.items()},
        **{
            f"{name}, as float32": (
                f"{_DTYPE} {says}",
                lambda image, been=been: _filled(image, been).float(),
            )
            for name, (says, been) in list(_FILLED.items())[:-1]
        },
        "columns before rows, as float32": (
            f"{_DTYPE} The pixels come column by column: rows come first.",
            lambda image: image.reshape(28, 28).T.reshape(1, 784).float(),
        ),
        "no batch of one, as float32": (
            f"{_DTYPE} A network wants a batch: one row, shape [1, 784].",
            lambda image: image.reshape(784).float(),
        ),
        "first row alone": (f"Only the first row of 28 is left. {_INSIDE}", lambda image: image.reshape(28, 28)[:1]),
        "first row alone, as a vector": (
            f"Only the first row of 28 is left. {_INSIDE}",
            lambda image: image.reshape(28, 28)[0],
        ),
        "last row alone": (
            "Only the last row of 28 is left: a loop must keep all rows.",
            lambda image: image.reshape(28, 28)[-1:],
        ),
        "last row alone, as a vector": (
            "Only the last row of 28 is left: a loop must keep all rows.",
            lambda image: image.reshape(28, 28)[-1],
        ),
        "first column alone": (
            "Only the first pixel of each row is left: all 28 of each row belong into it.",
            lambda image: image.reshape(28, 28)[:, 0].reshape(1, 28),
        ),
        "last pixel left out": (
            "The last pixel is left out: does a loop stop one early?",
            lambda image: image.reshape(1, 784)[:, :-1],
        ),
        "first dimension joined": (_EACH_ROW, lambda image: torch.cat(list(image)).unsqueeze(0)),
        "first dimension joined, as a vector": (_EACH_ROW, lambda image: torch.cat(list(image))),
        "all images": (_ALL_IMAGES, lambda image: torch.empty(60000, 784, device="meta").reshape(1, 784)),
        "all images, as a vector": (_ALL_IMAGES, lambda image: torch.empty(60000, 784, device="meta").reshape(784)),
        **{
            name: ("You change the numbers: nothing is computed here, only the shape is another.", make)
            for name, make in {
                "divided by 255": lambda image: image.reshape(1, 784) / 255,
                "normalised": lambda image: (image.reshape(1, 784).float() / 255 - 0.1307) / 0.3081,
                "normalised once more": lambda image: (image.reshape(1, 784) - 0.1307) / 0.3081,
            }.items()
        },
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
