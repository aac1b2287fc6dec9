"""Exercise ``flatten_image`` of lesson 01."""

import torch

from course_utils.exercises.exercise import Exercise, capital, two_things


def flatten_image(image):
    """Turn a picture, [28, 28] or [1, 28, 28], into one row, [1, 784]."""
    return image.reshape(1, 784)


_FIRST_ROW = "`image[0]` of a picture [28, 28] is only its first row, 28 numbers: reshape the whole `image`."
_ALL_IMAGES = "You reshape `images`, all pictures of the notebook: `image` is the picture that your function is given."
_DTYPE = "the dtype changed: is `dtype=image.dtype` missing, or a `.float()` too many?"
_INSIDE = "does a `return` stand inside a loop?"
_COLUMNS = "the pixels come column by column: rows come first. Is there a transpose, or are two loops swapped?"
_EACH_ROW = (
    "You join along the first dimension: it holds the rows in [28, 28], but not in [1, 28, 28]. `reshape` takes either "
    "shape."
)
# Where a loop has been, when all other pixels are still 0.
_FILLED = {
    "only the first row filled in": (f"only the first row of 28 is filled in: {_INSIDE}", lambda row, col: row < 1),
    "only the first pixel filled in": (f"only the first pixel is filled in: {_INSIDE}", lambda row, col: row + col < 1),
    "last pixel 0": ("the last pixel is 0: does a loop stop one early?", lambda row, col: row + col < 54),
    "last row 0": ("the last row of 28 is 0: does a loop stop one early?", lambda row, col: row < 27),
    "last column 0": (
        "the last pixel of each row of 28 is 0: does a loop stop one early?",
        lambda row, col: (row >= 0) & (col < 27),
    ),
    "first pixel 0": ("the first pixel is 0: does a loop begin at 1?", lambda row, col: row + col > 0),
    "first row 0": ("the first row of 28 is 0: does a loop begin at 1?", lambda row, col: row > 0),
    "all 0": (
        "all 784 numbers are 0: are the pixels of `image` written into them? `reshape` needs no loop.",
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
            "The 784 numbers are right, but a network wants a batch: give one row, [1, 784].",
            lambda image: image.reshape(784),
        ),
        "a column": (
            "You give a column [784, 1]: one picture is one row, [1, 784].",
            lambda image: image.reshape(784, 1),
        ),
        **{
            name: (capital(says), lambda image, been=been: _filled(image, been))
            for name, (says, been) in _FILLED.items()
        },
        **{
            f"{name}, as float32": (
                two_things(says, _DTYPE),
                lambda image, been=been: _filled(image, been).float(),
            )
            for name, (says, been) in list(_FILLED.items())[:-1]
        },
        "columns before rows, as float32": (
            two_things(_DTYPE, _COLUMNS),
            lambda image: image.reshape(28, 28).T.reshape(1, 784).float(),
        ),
        "no batch of one, as float32": (
            two_things("a network wants a batch: give one row, [1, 784].", _DTYPE),
            lambda image: image.reshape(784).float(),
        ),
        "first row alone": (f"Only the first row of 28 is left: {_INSIDE}", lambda image: image.reshape(28, 28)[:1]),
        "first row alone, as a vector": (
            f"Only the first row of 28 is left: {_INSIDE}",
            lambda image: image.reshape(28, 28)[0],
        ),
        "last row alone": (
            "Only the last row of 28 is left: does a loop overwrite the rows before it? Keep all of them.",
            lambda image: image.reshape(28, 28)[-1:],
        ),
        "last row alone, as a vector": (
            "Only the last row of 28 is left: does a loop overwrite the rows before it? Keep all of them.",
            lambda image: image.reshape(28, 28)[-1],
        ),
        "first column alone": (
            "Only the first pixel of each row is left: all 28 pixels of each row belong in your result.",
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
            name: ("You change the numbers: nothing is computed here, only the shape changes.", make)
            for name, make in {
                "divided by 255": lambda image: image.reshape(1, 784) / 255,
                "normalised": lambda image: (image.reshape(1, 784).float() / 255 - 0.1307) / 0.3081,
                "normalised once more": lambda image: (image.reshape(1, 784) - 0.1307) / 0.3081,
            }.items()
        },
        "columns before rows": (
            capital(_COLUMNS),
            lambda image: image.reshape(28, 28).T.reshape(1, 784),
        ),
        "only a dimension added": (
            "Rows and columns are still there, [1, 28, 28]: 28 and 28 should become 784.",
            lambda image: image.reshape(1, 28, 28),
        ),
        "turned into float32": (
            "The dtype changed: a uint8 or float64 picture keeps its dtype.",
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
