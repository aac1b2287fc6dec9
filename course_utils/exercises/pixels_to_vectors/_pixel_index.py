"""Exercise ``pixel_index`` of lesson 01."""

import torch

from course_utils.exercises.exercise import Exercise, capital, two_things


def pixel_index(row, col):
    """Give the index, 0 to 783, of the pixel in this row and column."""
    return 28 * row + col


def cases(generator):
    drawn = torch.randint(0, 28, (20, 2), generator=generator).tolist()
    # The first row is not 0: who keeps it and subtracts it is wrong. At (17, 5) decimal fractions, cut off, are.
    return [(2, 3), (0, 5), (1, 0), (27, 27), (0, 0), (17, 5), *map(tuple, drawn)]


_ONCE = (
    "However many rows lie above, you count 28 pixels once: `28 * row` counts them for each row. Is there a `=` in a "
    "loop that should be `+=`, or a `return` inside it?"
)
_27 = "a row has 28 pixels, not 27."
_FROM_1 = "you count from 1: the first pixel, row 0 and column 0, has index 0."
_COLUMNS = "you count columns before rows: multiply `row` by 28, not `col`."
_ONE_INDEX = (
    "A vector takes one index, and you give it two. Compute one index: 28 pixels for each row above, plus `col`."
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
            "You count columns before rows. MNIST is stored row by row: take 28 pixels for each row, then go on by "
            "`col`.",
            lambda row, col: 28 * col + row,
        ),
        "27 in a row": (
            "You count 27 pixels in a row: the last one is column 27, but columns begin at 0, so a row has 28.",
            lambda row, col: 27 * row + col,
        ),
        "counted from 1": (capital(_FROM_1), lambda row, col: 28 * row + col + 1),
        "row counted from 1": (
            "You have one row too many: before row 0 lies none, so multiply `row` as it comes.",
            lambda row, col: 28 * (row + 1) + col,
        ),
        "one row too few": (
            "You have one row too few: rows count from 0, so subtract nothing.",
            lambda row, col: 28 * (row - 1) + col,
        ),
        "row and column added": (
            "You add row and column: each row stands for 28 pixels, so multiply it by 28 first.",
            lambda row, col: row + col,
        ),
        "row times column": (
            "You multiply row by column: multiply the row by 28, and add the column.",
            lambda row, col: row * col,
        ),
        "one place too few": (
            "Your index is one too small: columns count from 0, so subtract nothing.",
            lambda row, col: 28 * row + col - 1,
        ),
        "1 subtracted from both": (
            "You subtract 1 from row and column: both count from 0 already, so subtract nothing.",
            lambda row, col: 28 * (row - 1) + (col - 1),
        ),
        "column times 28 too": (
            "You multiply the column by 28, too: a column is a single step. Only a row is 28 pixels.",
            lambda row, col: 28 * (row + col),
        ),
        "column inside the brackets": (
            "The column is added to 28 before you multiply: multiply first, `28 * row`, then add `col`.",
            lambda row, col: row * (28 + col),
        ),
        "column subtracted": (
            "You subtract the column: add it. It says how many steps to go on within the row.",
            lambda row, col: 28 * row - col,
        ),
        "all multiplied": (
            "You multiply by the column: add it. It says how many steps to go on within the row.",
            lambda row, col: 28 * row * col,
        ),
        "column left out": (
            "You give the index where the row begins: go on from there, by adding the column.",
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
            for width in (10, 784)
        },
        "27 in a row, counted from 1": (two_things(_27, _FROM_1), lambda row, col: 27 * row + col + 1),
        "columns before rows, 27 in a row": (
            two_things(_COLUMNS, _27),
            lambda row, col: 27 * col + row,
        ),
        "all pixels of the corner": (
            "You count the pixels in the corner above and to the left: count whole rows of 28, then go on by `col`.",
            lambda row, col: (row + 1) * (col + 1),
        ),
        "28 once, below row 0": (_ONCE, lambda row, col: 28 * min(row, 1) + col),
        "only one turn of a loop": (_ONCE, only_one_loop_turn),
        "only the row": (
            "You give the number of the row: each row stands for 28 pixels, and the column is added.",
            lambda row, col: row,
        ),
        "only the column": (
            "You give the number of the column: all pixels of the rows above lie before it, so add 28 for each.",
            lambda row, col: col,
        ),
        "row and column as they came": (
            "You give row and column as they came. Give one index: how many pixels lie before this pixel.",
            lambda row, col: (row, col),
        ),
        "two indices for a vector": (_ONE_INDEX, lambda row, col: torch.zeros(784)[row, col]),
        "from the right": (
            "You count columns from the right: column 0 is the left one.",
            lambda row, col: 28 * row + 27 - col,
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
