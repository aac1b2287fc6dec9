"""Answers to ``pixel_index`` of lesson 01, as beginners write them."""

import functools
import operator

import numpy as np
import torch
from answers import changed, defined


def counts_rows(row, col):
    place = 0
    for _ in range(row):
        place += 28
    return place + col


def counts_pixels(row, col):
    count = 0
    for r in range(28):
        for c in range(28):
            if r == row and c == col:
                return count
            count += 1


def looks_for_it(row, col):
    for place in range(784):
        if divmod(place, 28) == (row, col):
            return place


def marks_and_finds(row, col):
    picture = torch.zeros(28, 28)
    picture[row, col] = 1
    return picture.flatten().argmax()


def marks_and_finds_in_numpy(row, col):
    picture = np.zeros((28, 28))
    picture[row][col] = 1
    return np.where(picture.ravel() == 1)[0][0]


class _Grid:
    def __init__(self, width=28):
        self.width = width

    def place(self, row, col):
        return self.width * row + col

    def __call__(self, row, col):
        return self.place(row, col)


RIGHT = [
    *defined(globals()),
    lambda row, col: row * 28 + col,
    lambda row, col: col + row * 28,
    lambda r, c: (r << 5) - (r << 2) + c,
    lambda row, col: sum([28] * row) + col,
    lambda row, col: int(row * 28.0 + col),
    lambda row, col: torch.arange(784).reshape(28, 28)[row, col],
    lambda row, col: torch.arange(28 * 28).view(28, 28)[row][col].item(),
    lambda row, col: np.arange(784).reshape(28, 28)[row, col],
    lambda row, col: np.ravel_multi_index((row, col), (28, 28)),
    lambda row, col: torch.tensor([row, col]) @ torch.tensor([28, 1]),
    lambda row, col: np.dot([28, 1], [row, col]),
    lambda row, col: torch.tensor(28 * row + col, dtype=torch.int32),
    lambda row, col: [(r, c) for r in range(28) for c in range(28)].index((row, col)),
    lambda row, col: functools.reduce(lambda place, step: place + step, [28] * row, col),
    lambda row, col: len(range(28 * row)) + col,
    lambda row, col: operator.add(operator.mul(row, 28), col),
    functools.partial(lambda width, row, col: width * row + col, 28),
    _Grid().place,
    _Grid(28),
]


def prints_index(row, col):
    print(28 * row + col)


def forgets_return(row, col):
    place = 28 * row + col


def counts_rows_only(row, col):
    count = 0
    for r in range(28):
        for c in range(28):
            if r == row and c == col:
                return count
        count += 1


def leaves_the_loop_at_once(row, col):
    place = 0
    for _ in range(row):
        place += 28
        return place + col


def returns_inside_if(row, col):
    if row == 0:
        return col


def returns_a_function(row, col):
    def place():
        return 28 * row + col

    return place


def only_if_the_row_is_full(row, col):
    place = 28 * row
    if col == 27:
        place += col
    return place


def looks_from_one_on(row, col):
    for place in range(1, 784):
        if divmod(place, 28) == (row, col):
            return place


def asks_itself(row, col):
    return asks_itself(row - 1, col) + 28  # where does it begin?


WRONG = [
    *defined(globals()),
    lambda row, col: torch.tensor(row, dtype=torch.uint8) * 28 + col,  # bytes overflow
    lambda row, col: row + 28 * col,
    lambda row, col: (row + 1) * (col + 1),
    lambda row, col: 10 * row + col,
    lambda row, col: 784 * row + col,
    lambda row, col: f"{28 * row + col}",
    lambda row, col: (row, col),
    lambda row, col: (28 * row, col),
    lambda row, col: [28 * row + col],
    lambda row, col: torch.tensor([28 * row + col]),
    lambda row, col: 28.0 * row + col,
    lambda row, col: torch.tensor(28.0 * row + col),
    lambda row, col: (28 * row + col) / 1,
    lambda row, col: 28 * row + col / 28,
    lambda row, col: row // 28 + col,
    lambda row, col: row % 28 + col,
    lambda row, col: row * 28 // col,
    lambda row, col: divmod(row, col),
    lambda row, col: (27 - row) * 28 + col,
    lambda row, col: 28 * row + (27 - col),
    lambda row, col: 784 - (28 * row + col),
    lambda row, col: torch.arange(784).view(28, 28)[col, row],
    lambda row, col: torch.arange(1, 785).view(28, 28)[row, col],
    lambda row, col: torch.zeros(28, 28)[row, col],  # the pixel, not its place
    lambda row, col: images[row, col],  # a name of the notebook that nobody defined
    lambda row, col: sum(range(28 * row + col)),
    lambda row, col: 5,
    lambda index: 28 * index,
    changed(counts_rows, "+=", "="),
    changed(counts_rows, "range(row)", "range(row + 1)"),
    lambda row, col: torch.arange(784)[row, col],
    lambda row, col: 27 * col + row,
    lambda row, col: 27 * row + col,
    lambda row, col: 28 * (row - 1) + col,
    lambda row, col: row * col,
    lambda row, col: 28 * row + col - 1,
    lambda row, col: 28 * (row - 1) + (col - 1),
    lambda row, col: 28 * (row + col),
    lambda row, col: 28 * row * col,
    lambda row, col: 28 * row,
    lambda row, col: 3 * row + col,  # the tiny picture's width,
    lambda row, col: int(f"{row}{col}"),
    lambda row, col: row * (28 + col),
    lambda row, col: row * 28 - col,
    lambda row, col: row * 27 + col + 1,
]
