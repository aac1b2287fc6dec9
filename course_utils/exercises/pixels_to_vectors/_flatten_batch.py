"""Exercise ``flatten_batch`` of lesson 01."""

import torch

from course_utils.exercises.core import Exercise, Mistake


def flatten_batch(images):
    """Turn a batch of pictures, [b, 1, 28, 28], into rows, [b, 784]."""
    return images.reshape(len(images), 784)


def cases(generator):
    return [
        (torch.randn(2, 1, 28, 28, generator=generator),),
        (torch.randn(1, 1, 28, 28, generator=generator),),
        (torch.randn(7, 1, 28, 28, generator=generator),),
        (torch.randn(3, 1, 28, 28, dtype=torch.float64, generator=generator),),
    ]


exercise = Exercise(
    lesson="pixels_to_vectors",
    task="Turn a batch of pictures [b, 1, 28, 28] into rows [b, 784].",
    reference=flatten_batch,
    cases=cases,
    mistakes=(
        Mistake(
            "batch swallowed",
            "The batch was swallowed: all pictures became one long row. Keep one row a picture.",
            lambda images: images.flatten(),
        ),
        Mistake(
            "one row for all",
            "All pictures stand in one row: keep the batch as the first dimension.",
            lambda images: images.reshape(1, -1),
        ),
        Mistake(
            "only the first picture",
            "Only the first picture is left: every picture of the batch gets its row.",
            lambda images: images[0].reshape(1, 784),
        ),
        Mistake(
            "one colour left",
            "You give [b, 1, 784]: flatten the colour too, [b, 784].",
            lambda images: images.reshape(len(images), 1, 784),
        ),
        Mistake(
            "rows and columns kept",
            "You took the colour away, but rows and columns are still there: 28 and 28 become 784.",
            lambda images: images.reshape(len(images), 28, 28),
        ),
        Mistake(
            "pictures in columns",
            "Each picture stands in a column: put it into a row, [b, 784].",
            lambda images: images.reshape(len(images), 784).T,
        ),
        Mistake(
            "pictures mixed",
            "The shape is right, but the pictures are mixed: each row holds pixels of "
            "several. Reshape to [b, 784] at once.",
            lambda images: images.reshape(784, len(images)).T,
        ),
        Mistake(
            "columns before rows",
            "The pixels come column by column: leave out the transpose, rows come first.",
            lambda images: images.transpose(2, 3).reshape(len(images), 784),
        ),
        Mistake(
            "batch of 512 or 64 written in",
            "The batch size is not always the same: take it from the input.",
            lambda images: images.reshape(2, -1),
        ),
    ),
    hints=(
        "The batch stays as it is; the other three dimensions become one.",
        "How many pictures there are stands in `images.size(0)`, or `len(images)`.",
        "Reshape to two numbers: the batch size of this input, and 784.",
    ),
    consequence="Now all 60,000 training pictures are one matrix [60000, 784].",
)
