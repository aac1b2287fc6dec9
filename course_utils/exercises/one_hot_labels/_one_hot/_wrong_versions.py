"""Rows that are marked at other places than those of the labels."""

import torch


def few():
    """Give the labels of the lesson's tiny example, which are still there in the notebook."""
    return [2, 0, 3]


def marked(count, depth, places):
    rows = torch.zeros(count, depth)
    for i, place in places:
        rows[i, place] = 1
    return rows
