"""Exercise ``flatten_batch`` of lesson 01."""

import torch

from course_utils.exercises._shared_slips import BEGINS_LATE, RETURN_IN_LOOP, STOPS_EARLY
from course_utils.exercises.exercise import Exercise, capital, two_things


def flatten_batch(images):
    """Turn a batch of pictures, [b, 1, 28, 28], into rows, [b, 784]."""
    return images.reshape(len(images), 784)


_TWO_SIZES = "Give `reshape` two sizes: how many pictures there are, `len(images)`, and 784 for each."
_FIRST = "Only the first picture is left: `images[0]` is one picture. Reshape all `images`."
_LIST = "The rows are right, but they stand in a Python list. No loop is needed: one `reshape` of all `images` does it."


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(b, 784)`, filled in a loop, is a right answer.
    return [
        (torch.arange(2.0 * 784).reshape(2, 1, 28, 28),),  # numbers tell which pixel stands in a wrong place
        (torch.randn(1, 1, 28, 28, generator=generator),),
        (torch.randn(7, 1, 28, 28, generator=generator),),
        (torch.randn(3, 1, 28, 28, generator=generator),),
        (torch.randn(65, 1, 28, 28, generator=generator),),  # more than any number that is built in
    ]


def b_as_a_variable(images):
    raise NameError("name 'b' is not defined")


_LEFT = "Only the last picture is left: does a loop make a new row each time? Keep the rows of all pictures."
_FIRST_EMPTY = f"the numbers of the first picture are all 0: {BEGINS_LATE}"


def _written(images, first, end):
    rows = torch.zeros(len(images), 784)
    rows[first:end] = images[first:end].flatten(1)
    return rows


exercise = Exercise(
    lesson="pixels_to_vectors",
    task="Turn a batch of pictures [b, 1, 28, 28] into rows [b, 784].",
    reference=flatten_batch,
    cases=cases,
    mistakes={
        "batch swallowed": (
            f"The batch was swallowed: all pictures became one vector. {_TWO_SIZES}",
            lambda images: images.flatten(),
        ),
        "one row for all": (
            f"All pictures stand in one row. {_TWO_SIZES}",
            lambda images: images.reshape(1, -1),
        ),
        "only the first picture": (
            "Only the first picture is left: every picture gets its row. Does a `return` stand inside a loop, or do "
            "you reshape `images[0]`?",
            lambda images: images[0].reshape(1, 784),
        ),
        "the first picture shaped as a batch": (_FIRST, lambda images: images[0].reshape(len(images), 784)),
        "the first picture as a vector": (_FIRST, lambda images: images[0].reshape(784)),
        "one colour left": (
            "You give [b, 1, 784]: flatten the colour too, [b, 784].",
            lambda images: images.reshape(len(images), 1, 784),
        ),
        "rows and columns kept": (
            "You took the colour away, but rows and columns are still there: 28 and 28 become 784.",
            lambda images: images.reshape(len(images), 28, 28),
        ),
        "pictures in columns": (
            "Each picture stands in a column: put it into a row, [b, 784].",
            lambda images: images.reshape(len(images), 784).T,
        ),
        "pictures mixed": (
            "The shape is right, but the pictures are mixed: each row holds pixels of "
            "several. Reshape to [b, 784] at once.",
            lambda images: images.reshape(784, len(images)).T,
        ),
        "columns before rows": (
            "The pixels come column by column: rows come first. Is there a transpose, or are two loops swapped?",
            lambda images: images.transpose(2, 3).reshape(len(images), 784),
        ),
        **{
            name: (
                f"Your batch size is always {sizes[0]}: use the batch size of this input, `len(images)`.",
                lambda images, sizes=sizes: images.reshape(*sizes),
            )
            for name, sizes in {
                "1 written in": (1, 784),
                "2 written in": (2, 784),
                "2 and the rest": (2, -1),
                "512 written in": (512, 784),
                "60000 written in": (60000, 784),
            }.items()
        },
        "batch left out": (
            "You ask for one vector of 784, but there are several pictures: give two sizes, the batch size "
            "`len(images)` and 784.",
            lambda images: images.reshape(784),
        ),
        "b taken for a variable": (
            "In the shapes b stands for the batch size, but `b` is no variable: write `len(images)`.",
            b_as_a_variable,
        ),
        "sizes swapped": (
            "The two sizes are swapped: the batch comes first, then 784.",
            lambda images: images.reshape(784, -1),
        ),
        "a row for each 28 pixels": (
            "Every 28 pixels have a row of their own: all 784 of a picture belong in one row.",
            lambda images: images.reshape(-1, 28),
        ),
        "squeezed": (
            "You take away dimensions of size 1, but rows and columns are left: 28 and 28 become 784.",
            lambda images: images.squeeze(),
        ),
        "batch of one lost": (
            "A batch of one picture loses its first dimension: it should become [1, 784], like any other batch.",
            lambda images: images.squeeze().flatten(1),
        ),
        "given as it came": (
            "You give the batch as it came: `images` stays what it is, so return what `reshape` or `view` gives.",
            lambda images: images,
        ),
        "a list of vectors": (_LIST, lambda images: [image.flatten() for image in images]),
        "a list of rows": (_LIST, lambda images: [image.reshape(1, 784) for image in images]),
        "a list of nothing": (
            "Each of your rows is None: does `flatten_image` give something back already? Solve it first, or write the "
            "`reshape` out here.",
            lambda images: [None for _ in images],
        ),
        "the first picture everywhere": (
            "Every row holds the first picture: does a loop take `images[0]` each time? Take `images[i]`.",
            lambda images: images[0].reshape(1, 784).repeat(len(images), 1),
        ),
        "only the first row filled in": (
            f"Only the first picture is filled in: {RETURN_IN_LOOP}",
            lambda images: _written(images, 0, 1),
        ),
        "first row empty": (capital(_FIRST_EMPTY), lambda images: _written(images, 1, None)),
        "last row empty": (
            f"The numbers of the last picture are all 0: {STOPS_EARLY}",
            lambda images: _written(images, 0, -1),
        ),
        "first row empty, pictures in columns": (
            two_things("each picture stands in a column: put it into a row, [b, 784].", _FIRST_EMPTY),
            lambda images: _written(images, 1, None).T,
        ),
        "only the last picture, as a vector": (_LEFT, lambda images: images[-1].reshape(784)),
        "first picture left out": (
            f"The first picture is left out: {BEGINS_LATE}",
            lambda images: images[1:].flatten(1),
        ),
        **{
            f"kept as {dtype}": (
                "Your numbers are kept as whole numbers, and what stands after the decimal point is cut off: a tensor "
                "that you fill must have the dtype `images.dtype` from the start.",
                lambda images, dtype=dtype: images.flatten(1).to(dtype),
            )
            for dtype in (torch.int64, torch.int32)
        },
        "normalised once more": (
            "You change the numbers: nothing is computed here, only the shape changes.",
            lambda images: (images.flatten(1) - 0.1307) / 0.3081,
        ),
    },
    hints=(
        "The batch stays as it is; the other three dimensions become one.",
        "How many pictures there are is `len(images)`.",
        "Reshape to two numbers: the batch size of this input, and 784.",
    ),
    consequence="Now all 60,000 training pictures can be one table with a row for each picture: [60000, 784].",
)
