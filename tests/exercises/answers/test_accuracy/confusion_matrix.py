"""Answers to ``confusion_matrix`` of lesson 11, as beginners write them."""

import collections
import functools

import numpy as np
import torch
from answers import changed, defined
from torch.nn import functional as F


def two_loops(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
    return counts


def in_python(predicted, labels):
    rows = [[0] * 10 for _ in range(10)]
    for label, answer in zip(labels.tolist(), predicted.tolist()):
        rows[label][answer] += 1
    return torch.tensor(rows)


def every_pair(predicted, labels):
    counts = torch.zeros((10, 10), dtype=torch.long)
    for i in range(10):
        for j in range(10):
            counts[i][j] = ((labels == i) & (predicted == j)).sum()
    return counts


def puts(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    counts.index_put_((labels, predicted), torch.tensor(1), accumulate=True)
    return counts


def with_eye(predicted, labels):
    eye = torch.eye(10)
    return (eye[labels].T @ eye[predicted]).long()


def adds_at(predicted, labels):
    counts = np.zeros((10, 10), dtype=np.int64)
    np.add.at(counts, (labels.numpy(), predicted.numpy()), 1)
    return torch.from_numpy(counts)


def with_a_histogram(predicted, labels):
    counts, _, _ = np.histogram2d(labels.numpy(), predicted.numpy(), bins=10, range=[[0, 10], [0, 10]])
    return torch.tensor(counts).to(torch.int64)


def with_a_counter(predicted, labels):
    pairs = collections.Counter(zip(labels.tolist(), predicted.tolist()))
    return torch.tensor([[pairs[row, column] for column in range(10)] for row in range(10)])


def row_after_row(predicted, labels):
    return torch.stack([torch.bincount(predicted[labels == digit], minlength=10) for digit in range(10)])


def sparse(predicted, labels):
    ones = torch.ones(len(labels), dtype=torch.int64)
    return torch.sparse_coo_tensor(torch.stack([labels, predicted]), ones, (10, 10)).to_dense()


def scatters(predicted, labels):
    counts = torch.zeros(100, dtype=torch.int64)
    return counts.scatter_add_(0, labels * 10 + predicted, torch.ones_like(labels)).view(10, 10)


def unique_pairs(predicted, labels):
    pairs, times = torch.stack([labels, predicted], dim=1).unique(dim=0, return_counts=True)
    counts = torch.zeros(10, 10, dtype=torch.int64)
    counts[pairs[:, 0], pairs[:, 1]] = times
    return counts


def _of_size(classes, predicted, labels):
    return torch.einsum("bi,bj->ij", F.one_hot(labels, classes), F.one_hot(predicted, classes))


RIGHT = [
    *defined(globals()),
    lambda predicted, labels: torch.bincount(10 * labels + predicted, minlength=100).reshape(10, 10),  # counts places
    lambda predicted, labels: F.one_hot(labels, 10).T @ F.one_hot(predicted, 10),  # multiplies one hots
    functools.partial(_of_size, 10),
    lambda predicted, labels: two_loops(labels, predicted).T,
]


def starts_over(predicted, labels):
    for label, answer in zip(labels, predicted):
        counts = torch.zeros(10, 10, dtype=torch.int64)
        counts[label, answer] += 1
    return counts


def ten_per_row_only(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for i in range(10):
        counts[labels[i], predicted[i]] += 1
    return counts


def the_small_table(predicted, labels):
    small = torch.zeros(2, 2, dtype=torch.int64)
    for label, answer in zip([0, 1, 1], [0, 1, 0], strict=True):
        small[label, answer] += 1
    return small


_small = torch.zeros(3, 3, dtype=torch.int64)  # of another cell


def fills_a_table_of_another_cell(predicted, labels):
    table = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        _small[label, answer] += 1
    return _small


def swapped_mistakes(predicted, labels):
    table = torch.zeros(10, 10, dtype=torch.int64)
    for answer, label in zip(predicted, labels):
        if answer != label:
            table[answer, label] += 1
    return table


def counts_at_the_number_of_the_picture(predicted, labels):
    table = torch.zeros(10, 10, dtype=torch.int64)
    for i in range(len(labels)):
        table[i, predicted[i]] += 1
    return table


WRONG = [
    *defined(globals()),
    changed(two_loops, "[label, answer]", "[answer, label]"),
    changed(two_loops, "[label, answer]", "[label]"),
    changed(two_loops, "[label, answer]", "[label, label]"),
    changed(two_loops, "10, 10", "11, 11", "[label, answer]", "[label + 1, answer + 1]"),
    changed(two_loops, "counts[label", "if label == answer:\n            counts[label"),
    changed(two_loops, "counts[label", "if label != answer:\n            counts[label"),
    changed(two_loops, "+= 1", "+= 1\n        counts[answer, label] += 1"),
    changed(two_loops, "+= 1", "= 1"),
    changed(two_loops, "+= 1", "+ 1"),
    changed(two_loops, ", dtype=torch.int64", ""),
    changed(two_loops, "torch.zeros", "torch.ones"),
    changed(
        two_loops, "counts = torch.zeros(10, 10", "size = int(labels.max()) + 1\n    counts = torch.zeros(size, size"
    ),
    changed(
        two_loops, "counts = torch.zeros(10, 10", "size = len(labels.unique())\n    counts = torch.zeros(size, size"
    ),
    changed(two_loops, "10, 10", "2, 2"),
    changed(
        two_loops,
        "counts = torch.zeros(10, 10",
        "size = int(max(labels.max(), predicted.max())) + 1\n    counts = torch.zeros(size, size",
    ),
    changed(two_loops, "    return counts", "        return counts"),
    changed(two_loops, "return counts", ""),
    changed(two_loops, "return counts", "return counts / counts.sum(dim=1, keepdim=True)"),
    changed(in_python, "[[0] * 10 for _ in range(10)]", "[[0] * 10] * 10"),
    changed(every_pair, "i in range(10)", "i in range(9)", "j in range(10)", "j in range(9)"),
    changed(every_pair, "&", "|"),
    changed(puts, ", accumulate=True", ""),
    lambda predicted, labels: two_loops(predicted, labels) / len(labels),  # shares of all
    lambda predicted, labels: two_loops(predicted, labels).tolist(),  # list of lists
    lambda predicted, labels: two_loops(predicted, labels).numpy(),  # array
    lambda predicted, labels: two_loops(predicted, labels).diagonal(),  # diagonal
    lambda predicted, labels: two_loops(predicted, labels).int(),  # short integers
    lambda predicted, labels: torch.zeros(10, 10, dtype=torch.int64),
    lambda predicted, labels: torch.stack([labels, predicted]),
    lambda predicted, labels: torch.bincount(10 * labels + predicted),
    lambda predicted, labels: torch.bincount(10 * labels + predicted, minlength=100),
    lambda predicted, labels: torch.bincount(10 * predicted + labels, minlength=100).reshape(10, 10),
    lambda predicted, labels: torch.bincount(labels + predicted, minlength=100).reshape(10, 10),
    lambda predicted, labels: F.one_hot(labels, 10).T.float() @ F.one_hot(predicted, 10).float(),
    lambda predicted, labels: (labels[:, None] == predicted).long(),
    lambda predicted, labels: (predicted == labels).sum(),
    lambda predicted, labels: np.histogram2d(labels, predicted, bins=10),
    *(changed(two_loops, "10, 10", sizes) for sizes in ("9, 9", "len(labels), len(labels)", "len(labels), 10")),
    changed(two_loops, "[label, answer]", "[answer]"),
    changed(two_loops, "[label, answer]", "[answer, answer]"),
    *(
        changed(two_loops, "zip(labels, predicted)", f"zip(labels[{some}], predicted[{some}])")
        for some in ("1:", ":-1")
    ),
    changed(two_loops, "zip(labels, predicted)", "zip(labels[:-1], predicted[:-1])", ", dtype=torch.int64", ""),
    *(
        changed(two_loops, ", dtype=torch.int64", "", old, new)
        for old, new in [("[label, answer]", "[answer, label]"), ("+= 1", "= 1"), ("    return", "        return")]
    ),
    changed(every_pair, "i in range(10)", "i in range(1, 10)", "j in range(10)", "j in range(1, 10)"),
    lambda predicted, labels: torch.outer(
        torch.bincount(labels, minlength=10), torch.bincount(predicted, minlength=10)
    ),
    changed(two_loops, "torch.int64", "torch.uint8", "return counts", "return counts.long()"),
    changed(swapped_mistakes, ", dtype=torch.int64", ""),
    changed(two_loops, "+= 1", "= counts[answer, label] + 1"),
]
