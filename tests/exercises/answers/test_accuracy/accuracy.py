"""Answers to ``accuracy`` of lesson 11, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from answers.test_accuracy.confusion_matrix import two_loops
from torch.nn import functional as F


def counts_in_a_loop(predicted, labels):
    right = 0
    for p, y in zip(predicted, labels):
        if p == y:
            right += 1
    return right / len(labels)


def counts_by_index(predicted, labels):
    right = 0
    for i in range(predicted.shape[0]):
        right += int(predicted[i].item() == labels[i].item())
    return right / labels.shape[0]


def one_minus_the_wrong(predicted, labels):
    wrong = torch.count_nonzero(predicted - labels)
    return 1 - wrong / labels.numel()


def with_eq(predicted, labels):
    return predicted.eq(labels.view_as(predicted)).sum().item() / predicted.size(0)


def share(predicted, labels, total=None):
    return (predicted == labels).sum() / (total or len(labels))


class _Counter:
    def __init__(self):
        self.right = 0

    def __call__(self, predicted, labels):
        return (predicted == labels).double().mean().item()


RIGHT = [
    *defined(globals()),
    lambda predicted, labels: np.mean(predicted.numpy() == labels.numpy()),  # with numpy
    lambda predicted, labels: len(predicted[predicted == labels]) / len(predicted),  # picks the right
    _Counter(),
    functools.partial(share, total=None),
    lambda predicted, labels: (predicted == labels).float().mean().item(),
    lambda predicted, labels: (predicted == labels).double().mean(),
    lambda predicted, labels: (predicted == labels).sum() / len(labels),
    lambda predicted, labels: (predicted == labels).sum().item() / labels.numel(),
    lambda predicted, labels: torch.eq(predicted, labels).float().sum().div(labels.size(0)),
    lambda predicted, labels: sum(p == y for p, y in zip(predicted.tolist(), labels.tolist())) / len(labels),
    lambda predicted, labels: 1 - (predicted != labels).float().mean(),
    lambda predicted, labels: (predicted - labels == 0).nonzero().size(0) / predicted.size(0),
    lambda predicted, labels: torch.where(predicted == labels, 1.0, 0.0).mean(),
    lambda predicted, labels: np.count_nonzero((predicted == labels).numpy()) / len(labels),
    lambda predicted, labels: (F.one_hot(predicted, 10) * F.one_hot(labels, 10)).sum() / len(labels),
    lambda predicted, labels: two_loops(predicted, labels).trace() / len(labels),
]


def accuracy_printed(predicted, labels):
    print((predicted == labels).float().mean())


def changes_predicted(predicted, labels):
    predicted -= labels
    return (predicted == 0).float().mean()


WRONG = [
    *defined(globals()),
    lambda predicted, labels: len(set(predicted.tolist()) & set(labels.tolist())) / len(labels),  # as sets
    lambda predicted, labels: (predicted.sort().values == labels.sort().values).float().mean(),  # sorts first
    lambda predicted, labels: (predicted == labels).tolist(),
    lambda predicted, labels: (predicted == labels).mean(),
    lambda predicted, labels: torch.equal(predicted, labels),
    lambda predicted, labels: (predicted == labels).any(),
    lambda predicted, labels: (predicted == labels).sum().item(),
    lambda predicted, labels: 100 * (predicted == labels).float().mean(),
    lambda predicted, labels: 100 * (predicted == labels).sum().item() / len(labels),
    lambda predicted, labels: (predicted == labels).sum() // len(labels),
    lambda predicted, labels: (predicted == labels).sum() / 10,
    lambda predicted, labels: (predicted == labels).sum() / 10_000,
    lambda predicted, labels: (predicted == labels).sum() / 512,
    lambda predicted, labels: (predicted == labels).sum() / 3,
    lambda predicted, labels: (predicted == labels).sum() / labels.sum(),
    lambda predicted, labels: (predicted == labels).sum() / (predicted != labels).sum(),
    lambda predicted, labels: (predicted == labels).float().mean() / len(labels),
    lambda predicted, labels: (predicted == labels).float().std(),
    lambda predicted, labels: round((predicted == labels).float().mean().item(), 2),
    lambda predicted, labels: round((predicted == labels).float().mean().item(), 3),
    lambda predicted, labels: torch.round((predicted == labels).float().mean(), decimals=1),
    lambda predicted, labels: round((predicted == labels).float().mean().item()),
    lambda predicted, labels: f"{(predicted == labels).float().mean():.0%}",
    lambda predicted, labels: len(predicted == labels) / len(labels),
    lambda predicted, labels: predicted.float().mean() / labels.float().mean(),
    lambda predicted, labels: F.mse_loss(predicted.float(), labels.float()),
    lambda predicted, labels: (predicted.argmax(dim=1) == labels).float().mean(),
    lambda predicted, labels: (predicted == labels[0]).float().mean(),
    lambda predicted, labels: ((predicted == labels).sum(), len(labels)),
    lambda predicted, labels: (predicted is labels) / 1,
    lambda predicted, labels: 0.887,
    *(
        lambda predicted, labels, place=place: (predicted == labels)[place].sum() / len(labels)
        for place in (slice(1, None), slice(-1), slice(-1, None))
    ),
    lambda predicted, labels: int((predicted[1:] == labels[1:]).any()) / len(labels),  # skips the first, counts once
    *(
        lambda predicted, labels, number=number: (predicted == labels).sum() / number(len(labels))
        for number in (lambda count: 100, lambda count: count + 1, lambda count: 2 * count)
    ),
    lambda predicted, labels: (predicted == labels).sum().item() / (len(labels) - 1),
    lambda predicted, labels: (predicted == labels).float().mean() / 100,
    lambda predicted, labels: len(labels) / (predicted == labels).sum(),
    lambda predicted, labels: sum(1 if p == y else -1 for p, y in zip(predicted, labels)) / len(labels),
    lambda predicted, labels: len(predicted == labels),
    lambda predicted, labels: sum(p == y for p in predicted for y in labels) / len(labels),
    lambda predicted, labels: sum(p in labels for p in predicted) / len(labels),
    lambda predicted, labels: (predicted == labels).float().mean(dim=1),
    lambda predicted, labels: int((predicted == labels).float().mean()),
    lambda predicted, labels: (predicted != labels).sum(),
    lambda predicted, labels: predicted == labels,
    lambda predicted, labels: (predicted == labels).float(),
    lambda predicted, labels: (predicted == labels).all(),
    lambda predicted, labels: (predicted - labels).abs().float().mean(),
    lambda predicted, labels: (predicted - labels).float().mean(),
    changed(counts_in_a_loop, "    return", "        return"),
    changed(counts_in_a_loop, "    return", "            return"),
    changed(counts_in_a_loop, "right = 0", "right = 1"),
    changed(counts_in_a_loop, "right += 1", "right = +1"),
    changed(counts_in_a_loop, "==", "!="),
    changed(counts_in_a_loop, "p == y:\n            right", "p != y:\n            break\n        right"),
    lambda predicted, labels: round(100 * (predicted == labels).float().mean().item()),
    lambda predicted, labels: round(100 * (predicted == labels).float().mean().item(), 1),
    lambda predicted, labels: 1 - (predicted - labels).abs().float().mean(),
]
