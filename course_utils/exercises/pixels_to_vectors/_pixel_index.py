"""Exercise ``pixel_index`` of lesson 01."""

import torch

from course_utils.exercises.core import Exercise


def pixel_index(row, col):
    """Give the index, 0 to 783, of the pixel in this row and column."""
    return 28 * row + col


def cases(generator):
    drawn = torch.randint(0, 28, (20, 2), generator=generator).tolist()
    return [(0, 5), (1, 0), (2, 3), (27, 27), (0, 0), *map(tuple, drawn)]


_ONCE = (
    "However many rows lie above, you count 28 pixels once: `28 * row` counts them for each row. Is there a `=` in a "
    "loop that should be `+=`, or a `return` inside it?"
)
_ONE_INDEX = (
    "A vector takes one index, and you give it two. That one index is asked for: 28 pixels for each row above, plus "
    "`col`."
)


def only_one_loop_turn(row, col):
    return 28 + col if row else None


exercise = Exercise(
    lesson="pixels_to_vectors",
    task="Give the index, in the vector of 784, of the pixel in this row and column.",
    reference=pixel_index,
    cases=cases,
    mistakes={
        "columns before rows": (
            "You count columns before rows: MNIST is stored row by row, so a whole row of 28 lies before the next row.",
            lambda row, col: 28 * col + row,
        ),
        "27 in a row": (
            "A row has 28 pixels: the last has index 27, but there are 28.",
            lambda row, col: 27 * row + col,
        ),
        "counted from 1": (
            "You count from 1: the first pixel, row 0 and column 0, has index 0.",
            lambda row, col: 28 * row + col + 1,
        ),
        "row counted from 1": (
            "You have one row too many: before row 1 lies one row, before row 0 none.",
            lambda row, col: 28 * (row + 1) + col,
        ),
        "one row too few": (
            "You have one row too few: rows count from 0, so nothing is to be subtracted.",
            lambda row, col: 28 * (row - 1) + col,
        ),
        "row and column added": ("You add row and column: each row stands for 28 pixels.", lambda row, col: row + col),
        "row times column": ("You multiply row by column: each row stands for 28 pixels.", lambda row, col: row * col),
        "one place too few": (
            "Your index is one too small: columns count from 0, so nothing is to be subtracted.",
            lambda row, col: 28 * row + col - 1,
        ),
        "1 subtracted from both": (
            "You subtract 1 from row and column: both count from 0 already, so nothing is to be subtracted.",
            lambda row, col: 28 * (row - 1) + (col - 1),
        ),
        "column times 28 too": (
            "You multiply the column by 28 too: only a whole row is 28 pixels, a column is a single step.",
            lambda row, col: 28 * (row + col),
        ),
        "all multiplied": (
            "You multiply by the column: add it, it says how many steps to go on within the row.",
            lambda row, col: 28 * row * col,
        ),
        "column left out": (
            "You give the index where the row begins: go on from there, by as many pixels as the column says.",
            lambda row, col: 28 * row,
        ),
        "3 in a row": (
            "Your rows have 3 pixels, as in the tiny picture: a digit has 28 in a row.",
            lambda row, col: 3 * row + col,
        ),
        "written side by side": (
            "You write row and column side by side: count the pixels instead, 28 for each row.",
            lambda row, col: int(f"{row}{col}"),
        ),
        **{
            f"{width} in a row": (
                f"A row has 28 pixels and not {width}: write 28.",
                lambda row, col, width=width: width * row + col,
            )
            for width in (10, 29, 784)
        },
        "columns before rows, 27 in a row": (
            "Two things: `row` is multiplied, not `col`, and it is multiplied by 28, not by 27.",
            lambda row, col: 27 * col + row,
        ),
        "columns before rows, counted from 1": (
            "Two things: `row` is multiplied by 28, not `col`, and no 1 is added: the first pixel has index 0.",
            lambda row, col: 28 * col + row + 1,
        ),
        "27 in a row, counted from 1": (
            "Two things: a row has 28 pixels, not 27, and the first of all has index 0, so nothing is to be added.",
            lambda row, col: 27 * row + col + 1,
        ),
        "both counted from 1": (
            "You add 1 to row and column: both count from 0 already, so nothing is to be added.",
            lambda row, col: 28 * (row + 1) + col + 1,
        ),
        "all pixels of the corner": (
            "You count the pixels in the corner above and to the left: count whole rows of 28, then go on by `col`.",
            lambda row, col: (row + 1) * (col + 1),
        ),
        "28 once": (_ONCE, lambda row, col: 28 + col),
        "28 once, below row 0": (_ONCE, lambda row, col: 28 * min(row, 1) + col),
        "only one turn of a loop": (_ONCE, only_one_loop_turn),
        "only the row": ("You give the number of the row: each row stands for 28 pixels.", lambda row, col: row),
        "only the column": (
            "You give the number of the column: all pixels of the rows above lie before it, 28 for each.",
            lambda row, col: col,
        ),
        "28 columns": (
            "You multiply the column by 28 and leave out the row: write `28 * row` and add `col`.",
            lambda row, col: 28 * col,
        ),
        "row and column as they came": (
            "You give row and column as they came: one index is asked for, how many pixels lie before that pixel.",
            lambda row, col: (row, col),
        ),
        "two indices for a vector": (_ONE_INDEX, lambda row, col: torch.zeros(784)[row, col]),
        "two indices for a vector, one after the other": (_ONE_INDEX, lambda row, col: torch.zeros(784)[row][col]),
        "from the right": (
            "You count columns from the right: column 0 is the left one.",
            lambda row, col: 28 * row + 27 - col,
        ),
        "from the end": (
            "You count from the end: index 0 is at the top left.",
            lambda row, col: 783 - (28 * row + col),
        ),
        "from the bottom": (
            "You count rows from the bottom: row 0 is the top row.",
            lambda row, col: 28 * (27 - row) + col,
        ),
    },
    hints=(
        "Think of reading a page: how many pixels have you read before a row begins?",
        "Before row 1 lie 28 pixels, before row 2 lie 56. Then go as many further as the column says.",
        "The answer is a number of pixels for each row, times `row`, plus `col`.",
    ),
    consequence="Now every pixel has an index in the vector, from 0 for the top left to 783 for the bottom right.",
)
