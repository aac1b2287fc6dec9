"""Answers to ``double`` of lesson 00, as beginners write them."""

import operator

import numpy as np
import torch
from answers import defined


def in_two_steps(number):
    result = number + number
    return result


def in_a_loop(number):
    total = 0
    for _ in range(2):
        total += number
    return total


def by_cases(number):
    if number == 0:
        return 0
    return number * 2


RIGHT = [
    *defined(globals()),
    lambda number: number * 2,
    lambda number: 2.0 * number,
    lambda x: x + x,
    lambda number: sum([number, number]),
    lambda number: number / 0.5,
    lambda number: torch.tensor(number) * 2,
    lambda number: np.multiply(number, 2),
    lambda number: operator.mul(number, 2),
]


def prints_it(number):
    print(2 * number)


def forgets_return(number):
    result = 2 * number


def stops_after_the_first_turn(number):
    total = 0
    for _ in range(2):
        total += number
        return total


def counts_up(number):
    return [number, number]


def positive_ones_only(number):
    if number > 0:
        return 2 * number


WRONG = [
    *defined(globals()),
    lambda number: number**2,
    lambda number: number + 2,
    lambda number: 2 + number,
    lambda number: 2**number,
    lambda number: 3 * number,
    lambda number: int(2 * number),
    lambda number: "2 * number",
    lambda number: f"{2 * number}",
    lambda number: [2 * number],
    lambda number: (2 * number,),
    lambda number: 2,
    lambda number: 6,
    lambda number: number + 1,
    lambda number: 2 * number + 1,
    lambda number: 22 * number,
    lambda number: abs(2 * number),
    lambda number: 2 * round(number),
    lambda number: numbr * 2,  # a slip of the keyboard
    lambda number: [number] * 2,
    lambda number: (number, number),
    lambda number: number / 2,
    lambda number: round(2 * number, 1),
]
