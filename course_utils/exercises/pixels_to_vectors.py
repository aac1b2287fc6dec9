"""Lesson 01: how a picture becomes something a formula can take."""

import torch
from torch import Tensor

from course_utils.exercises.core import Exercise, Mistake, lesson_progress
from course_utils.mnist import MEAN, STD

LESSON = "pixels_to_vectors"


def _pixels(generator, *shape):
    return torch.randint(0, 256, shape, dtype=torch.uint8, generator=generator)


def _pictures(generator, *shape, dtype=torch.float32):
    return torch.randn(*shape, dtype=dtype, generator=generator)


# pixel_index --------------------


def _pixel_index(row, col):
    return 28 * row + col


def _places(generator):
    drawn = torch.randint(0, 28, (20, 2), generator=generator).tolist()
    return [(0, 5), (1, 0), (2, 3), (27, 27), *map(tuple, drawn)]


pixel_index = Exercise(
    name="pixel_index",
    lesson=LESSON,
    task="Give the place in the vector of 784 of the pixel in this row and column.",
    reference=_pixel_index,
    gives="whole number",
    cases=_places,
    mistakes=(
        Mistake(
            "columns before rows",
            "You count columns before rows: MNIST is stored row by row, so a whole row of 28 lies before the next row.",
            lambda row, col: 28 * col + row,
        ),
        Mistake(
            "27 in a row",
            "A row has 28 pixels: the last has index 27, but there are 28.",
            lambda row, col: 27 * row + col,
        ),
        Mistake(
            "counted from 1",
            "You count from 1: the first pixel, row 0 and column 0, has index 0.",
            lambda row, col: 28 * row + col + 1,
        ),
        Mistake(
            "row counted from 1",
            "You have one row too many: before row 1 lies one row, before row 0 none.",
            lambda row, col: 28 * (row + 1) + col,
        ),
        Mistake(
            "one row too few",
            "You have one row too few: rows count from 0, so nothing is to be subtracted.",
            lambda row, col: 28 * (row - 1) + col,
        ),
        Mistake(
            "row and column added", "You add row and column: each row stands for 28 pixels.", lambda row, col: row + col
        ),
        Mistake(
            "row times column", "You multiply row by column: each row stands for 28 pixels.", lambda row, col: row * col
        ),
    ),
    hints=(
        "Think of reading a page: how many pixels have you read before a row begins?",
        "Before row 1 lie 28 pixels, before row 2 lie 56. Then go as many further as the column says.",
        "The answer is a number of pixels for each row, times `row`, plus `col`.",
    ),
    consequence="Now every pixel has a place in the vector, from 0 for the top left to 783 for the bottom right.",
)


# normalize --------------------


def _normalize(pixels: Tensor) -> Tensor:
    return (pixels.float() / 255 - MEAN) / STD


def _greys(generator):
    levels = torch.tensor([0, 128, 255], dtype=torch.uint8)
    return [(levels,), (_pixels(generator, 28, 28),), (_pixels(generator, 7, 1, 28, 28),), (_pixels(generator, 2, 3),)]


normalize = Exercise(
    name="normalize",
    lesson=LESSON,
    task="Turn grey levels 0 to 255 into normalised float32 numbers of the same shape.",
    reference=_normalize,
    gives="tensor",
    cases=_greys,
    mistakes=(
        Mistake(
            "not divided by 255",
            "Divide by 255 first: the mean 0.1307 belongs to the scale from 0 to 1.",
            lambda p: (p.float() - MEAN) / STD,
        ),
        Mistake(
            "divided by 256",
            "You divide by 256: the largest grey level is 255, and it should become exactly 1.",
            lambda p: (p.float() / 256 - MEAN) / STD,
        ),
        Mistake(
            "only divided by 255",
            "So far it is on the scale from 0 to 1: subtract the mean, then divide by the standard deviation.",
            lambda p: p.float() / 255,
        ),
        Mistake(
            "not divided by the standard deviation",
            "You subtract the mean; dividing by the standard deviation 0.3081 is missing.",
            lambda p: p.float() / 255 - MEAN,
        ),
        Mistake(
            "mean not subtracted",
            "You divide by the standard deviation; subtracting the mean 0.1307 is missing.",
            lambda p: p.float() / 255 / STD,
        ),
        Mistake(
            "brackets missing",
            "Brackets are missing: only the mean is divided by the standard deviation.",
            lambda p: p.float() / 255 - MEAN / STD,
        ),
        Mistake(
            "multiplied by the standard deviation",
            "You multiply by the standard deviation: divide by it.",
            lambda p: (p.float() / 255 - MEAN) * STD,
        ),
        Mistake(
            "mean and standard deviation swapped",
            "Mean and standard deviation are swapped: 0.1307 is subtracted, 0.3081 divides.",
            lambda p: (p.float() / 255 - STD) / MEAN,
        ),
        Mistake(
            "mean added",
            "You add the mean: subtract it, so that an average pixel becomes 0.",
            lambda p: (p.float() / 255 + MEAN) / STD,
        ),
        Mistake(
            "wrapped round",
            "Subtracting while the numbers are still uint8 wraps round below 0: turn them into float32 first.",
            lambda p: (p - torch.tensor(33, dtype=torch.uint8)).float() / 255 / STD,
        ),
        Mistake(
            "its own mean",
            "You use the mean and standard deviation of this picture: use 0.1307 and 0.3081, "
            "those of all training pixels.",
            lambda p: (p.float() / 255 - (p.float() / 255).mean()) / (p.float() / 255).std(),
        ),
        Mistake(
            "float64",
            "The numbers are right but float64: networks use float32, which takes half the memory.",
            lambda p: (p.double() / 255 - MEAN) / STD,
        ),
    ),
    hints=(
        "Three steps, in this order: to the scale from 0 to 1, mean to 0, spread to 1.",
        "A uint8 cannot hold 0.5: begin with `pixels.float()`.",
        "Divide by 255, then subtract 0.1307, then divide all of it by 0.3081: mind the brackets.",
    ),
    consequence="Black is now -0.4242 and white 2.8215, and an average pixel is 0: numbers that training likes.",
)


# flatten_image --------------------


def _flatten_image(image: Tensor) -> Tensor:
    return image.reshape(1, 784)


def _images(generator):
    return [
        (_pictures(generator, 28, 28),),
        (_pictures(generator, 1, 28, 28),),
        (_pictures(generator, 28, 28, dtype=torch.float64),),
        (_pixels(generator, 1, 28, 28),),
    ]


flatten_image = Exercise(
    name="flatten_image",
    lesson=LESSON,
    task="Turn one picture, [28, 28] or [1, 28, 28], into a row [1, 784] of the same dtype.",
    reference=_flatten_image,
    gives="tensor",
    cases=_images,
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


# flatten_batch --------------------


def _flatten_batch(images: Tensor) -> Tensor:
    return images.reshape(len(images), 784)


def _batches(generator):
    return [
        (_pictures(generator, 2, 1, 28, 28),),
        (_pictures(generator, 1, 1, 28, 28),),
        (_pictures(generator, 7, 1, 28, 28),),
        (_pictures(generator, 3, 1, 28, 28, dtype=torch.float64),),
    ]


flatten_batch = Exercise(
    name="flatten_batch",
    lesson=LESSON,
    task="Turn a batch of pictures [b, 1, 28, 28] into rows [b, 784].",
    reference=_flatten_batch,
    gives="tensor",
    cases=_batches,
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

EXERCISES = (pixel_index, normalize, flatten_image, flatten_batch)
progress = lesson_progress(LESSON, EXERCISES)
