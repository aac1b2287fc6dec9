"""Exercise ``double`` of lesson 00."""

import torch

from course_utils.exercises.exercise import Exercise


def double(number):
    """Give twice the number."""
    return 2 * number


def cases(generator):
    drawn = torch.randint(6, 1000, (5,), generator=generator).tolist()
    return [(2,), (3,), (0,), (-4,), (1.5,), (1.25,), (0.0617,), (12.3456,), *((number,) for number in drawn)]


def observe(double, number):
    """Call it; the whole number 4 and 4.0 are equally right."""
    answer = double(number)
    return float(answer) if type(answer) is int else answer


exercise = Exercise(
    lesson="welcome",
    task="Give twice the number.",
    reference=double,
    cases=cases,
    observe=observe,
    mistakes={
        "squared": (
            "You multiply the number by itself: for 2 that happens to be right, but twice 3 is 6.",
            lambda number: number * number,
        ),
        "2 added": (
            "You add 2: for 2 that happens to be right, but twice 3 is 6.",
            lambda number: number + 2,
        ),
        "1 added": (
            "You add 1: multiply the number by 2 instead.",
            lambda number: number + 1,
        ),
        "halved": (
            "You halve the number: multiply it by 2.",
            lambda number: number / 2,
        ),
        "rounded first": (
            "You round the number before you multiply: leave out `round`, because twice 1.5 is 3.",
            lambda number: 2 * round(number),
        ),
        "sign lost": (
            "The minus sign is lost: leave out `abs`, because twice -4 is -8.",
            lambda number: abs(2 * number),
        ),
        "a power of 2": (
            "You give 2 to the power of the number: a single `*` multiplies.",
            lambda number: 2**number,
        ),
        "three times": (
            "You give three times the number: multiply it by 2.",
            lambda number: 3 * number,
        ),
        "a text": (
            "The number is right, but it stands in a text: leave out `str`, or the quotation marks and what belongs to "
            "them, the f before and the curly braces inside.",
            lambda number: f"{2 * number}",
        ),
        "rounded": (
            "You give whole numbers only: leave out `int` and `round`, and divide with `/` if you divide, because "
            "twice 1.25 is 2.5.",
            lambda number: int(2 * number),
        ),
        "a list twice": (
            "You give the number twice, as a star behind a list does, `[2] * 2` is `[2, 2]`: give one number, without "
            "square brackets and without a comma.",
            lambda number: [number] * 2,
        ),
        "given as it came": (
            "You give the number as it came: multiply it before you return it.",
            lambda number: number,
        ),
    },
    hints=(
        "How much are two coins of the same value worth?",
        "Multiply the number, and give the result back with `return`.",
        "In the place of the three dots write `return`, and after it two, a star, and the name of the number.",
    ),
    consequence="This is how nearly every exercise of the course works: you write a function, and the check tries it.",
)
