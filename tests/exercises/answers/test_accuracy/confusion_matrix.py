"""Answers to ``confusion_matrix`` of lesson 07, as beginners write them."""

import collections
import functools

import numpy as np
import torch
from answers import defined
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


def swapped(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[answer, label] += 1
    return counts


def only_the_right_ones(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        if label == answer:
            counts[label, answer] += 1
    return counts


def only_the_wrong_ones(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        if label != answer:
            counts[label, answer] += 1
    return counts


def plain_zeros(predicted, labels):
    counts = torch.zeros(10, 10)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
    return counts


def shares_of_the_row(predicted, labels):
    counts = two_loops(predicted, labels)
    return counts / counts.sum(dim=1, keepdim=True)


def as_many_as_there_are(predicted, labels):
    size = int(labels.max()) + 1
    counts = torch.zeros(size, size, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
    return counts


def as_many_as_differ(predicted, labels):
    size = len(labels.unique())
    counts = torch.zeros(size, size, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
    return counts


def adds_once(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    counts[labels, predicted] += 1
    return counts


def puts_once(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    counts.index_put_((labels, predicted), torch.tensor(1))
    return counts


def sets_one(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] = 1
    return counts


def result_of_plus_forgotten(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] + 1
    return counts


def same_row_ten_times(predicted, labels):
    rows = [[0] * 10] * 10
    for label, answer in zip(labels.tolist(), predicted.tolist()):
        rows[label][answer] += 1
    return torch.tensor(rows)


def starts_at_one(predicted, labels):
    counts = torch.ones(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
    return counts


def returns_too_early(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
        return counts


def starts_over(predicted, labels):
    for label, answer in zip(labels, predicted):
        counts = torch.zeros(10, 10, dtype=torch.int64)
        counts[label, answer] += 1
    return counts


def forgets_the_matrix(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1


def counts_whole_rows(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label] += 1
    return counts


def labels_against_labels(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label in labels:
        counts[label, label] += 1
    return counts


def counts_both_ways(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label, answer] += 1
        counts[answer, label] += 1
    return counts


def ten_per_row_only(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for i in range(10):
        counts[labels[i], predicted[i]] += 1
    return counts


def nine_digits(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for i in range(9):
        for j in range(9):
            counts[i, j] = ((labels == i) & (predicted == j)).sum()
    return counts


def one_digit_too_late(predicted, labels):
    counts = torch.zeros(11, 11, dtype=torch.int64)
    for label, answer in zip(labels, predicted):
        counts[label + 1, answer + 1] += 1
    return counts


def or_instead_of_and(predicted, labels):
    counts = torch.zeros(10, 10, dtype=torch.int64)
    for i in range(10):
        for j in range(10):
            counts[i, j] = ((labels == i) | (predicted == j)).sum()
    return counts


WRONG = [
    *defined(globals()),
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
]
