"""Answers to ``from_one_hot`` of lesson 02, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from torch.nn import functional as F

from course_utils import from_one_hot as course_from_one_hot


def loops_for_places(targets):
    labels = []
    for row in targets:
        for place in range(len(row)):
            if row[place] == 1:
                labels.append(place)
    return torch.tensor(labels)


def fills_labels(targets):
    labels = torch.zeros(len(targets), dtype=torch.int64)
    for i, row in enumerate(targets):
        labels[i] = row.argmax()
    return labels


def weighs_places(targets):
    places = torch.arange(targets.shape[1])
    return (targets * places).sum(dim=1).long()


RIGHT = [
    *defined(globals()),
    lambda targets: torch.from_numpy(np.argmax(targets.numpy(), axis=1)),  # asks numpy
    lambda targets: torch.sort(targets, dim=1, descending=True).indices[:, 0],  # sorts rows
    lambda targets: targets.argmax(1),
    lambda targets: targets.argmax(-1),
    lambda targets: targets.argmax(axis=1),
    lambda targets: torch.argmax(targets, dim=1),
    lambda targets: targets.max(dim=1).indices,
    lambda targets: torch.max(targets, 1)[1],
    lambda targets: targets.nonzero()[:, 1],
    lambda targets: targets.nonzero(as_tuple=True)[1],
    lambda targets: torch.where(targets == 1)[1],
    lambda targets: targets.topk(1, dim=1).indices.squeeze(1),
    lambda targets: targets.topk(1).indices.flatten(),
    lambda targets: targets.argmax(dim=1, keepdim=True).view(-1),
    lambda targets: torch.stack([row.argmax() for row in targets]),
    lambda targets: torch.tensor([row.index(1) for row in targets.tolist()]),
    lambda targets: torch.tensor([int(row.argmax()) for row in targets]),
    lambda targets: torch.tensor(list(map(torch.argmax, targets))),
    lambda targets: torch.LongTensor([np.argmax(row) for row in targets.numpy()]),
    lambda targets: (targets.cumsum(dim=1) == 0).sum(dim=1),
    lambda targets: (targets.float() @ torch.arange(targets.shape[1]).float()).round().long(),
    lambda targets: torch.multinomial(targets.float(), 1)[:, 0],  # only one place has a chance
    lambda targets: targets.T.argmax(dim=0),
    lambda targets: torch.einsum("bd,d->b", targets.long(), torch.arange(targets.size(1))),
    functools.partial(torch.argmax, dim=1),
    course_from_one_hot,
]


def first_label(targets):
    for row in targets:
        return row.argmax()


def last_label(targets):
    for row in targets:
        label = row.argmax()
    return label


def prints_labels(targets):
    print(targets.argmax(dim=1))


def forgets_labels(targets):
    labels = targets.argmax(dim=1)


def counts_from_one(targets):
    places = torch.arange(1, targets.shape[1] + 1)
    return (targets * places).sum(dim=1).long()


def remembers_labels(targets, labels=[]):
    for row in targets:
        labels.append(int(row.argmax()))
    return torch.tensor(labels)


def starts_with_a_zero(targets):
    labels = [0]
    for row in targets:
        labels.append(int(row.argmax()))
    return torch.tensor(labels)


def empties_targets(targets):
    labels = targets.argmax(dim=1)
    targets.zero_()
    return labels


def copies_the_example(targets):
    by_hand = torch.eye(4)[[2, 0, 3]]
    return by_hand.argmax(dim=1)


def yields_labels(targets):
    for row in targets:
        yield row.argmax()


WRONG = [
    *defined(globals()),
    lambda targets: (targets * torch.arange(10)).sum(dim=1).long(),  # ten weights
    lambda targets: (targets * torch.tensor([0, 1, 2])).sum(dim=1).long(),  # three weights
    lambda targets: torch.tensor([int(targets[i].argmax()) for i in range(len(targets) - 1)]),  # without the last
    lambda targets: targets.argmax(0),
    lambda targets: targets.argmax().item(),
    lambda targets: targets.argmax(dim=1).item(),
    lambda targets: targets.argmax(dim=1).to(targets.dtype),
    lambda targets: targets.argmax(dim=1).numpy(),
    lambda targets: targets[:, :10].argmax(dim=1),
    lambda targets: targets.argmax(dim=1)[0],
    lambda targets: targets.argmax(dim=1).unsqueeze(0),
    lambda targets: targets.argmax(dim=1).unique(),
    lambda targets: targets.argmax(dim=1).flip(0),
    lambda targets: targets.max(dim=1)[0].long(),
    lambda targets: targets.max(),
    lambda targets: targets.amax(dim=1),
    lambda targets: targets.nonzero().flatten(),
    lambda targets: targets.nonzero()[1],
    lambda targets: targets[0].nonzero(),
    lambda targets: torch.where(targets == 1)[0],
    lambda targets: targets.topk(1, dim=1).indices,
    lambda targets: targets.sum(dim=0).long(),
    lambda targets: targets.long(),
    lambda targets: targets.flatten().long(),
    lambda targets: targets.sort(dim=1).indices[:, 0],
    lambda targets: targets.T.argmax(dim=1),
    lambda targets: targets.tolist().index(1),
    lambda targets: [row.index(1) for row in targets.tolist()],
    lambda targets: [row.argmax() for row in targets],
    lambda targets: (row.argmax() for row in targets),
    lambda targets: torch.tensor([row.tolist().index(0) for row in targets]),
    lambda targets: torch.Tensor([row.argmax() for row in targets]),
    lambda targets: torch.tensor([2, 0]),
    lambda targets: torch.tensor([targets[0].argmax(), targets[1].argmax()]),
    lambda targets: torch.tensor([targets[i].argmax() for i in range(10)]),
    lambda targets: F.one_hot(targets.argmax(dim=1)),
    lambda targets: targets * torch.arange(targets.shape[1]),
    lambda targets: (targets * torch.arange(targets.shape[1])).sum().long(),
    lambda targets: (targets * torch.arange(targets.shape[1])).sum(dim=1),
    lambda targets: (targets * torch.arange(targets.shape[1])).sum(dim=0).long(),
    lambda targets: torch.argmax(targets, dim=2),
    changed(fills_labels, "\n    return", "\n        return"),
    changed(loops_for_places, "range(len(row))", "range(len(targets))"),
    lambda targets: targets.argmin(dim=0),
    lambda targets: torch.tensor([row.index(1) for row in targets]),
    lambda targets: targets.max(dim=1),
    lambda targets: targets.argmax(dim=1).int(),
    lambda targets: targets.nonzero(),
    lambda targets: torch.where(targets == 1),
    lambda targets: targets.argmax(dim=1).squeeze(),  # a batch of one loses its dimension,
    lambda targets: targets.argmax(dim=1) - 1,
    lambda targets: targets.argmax(dim=1).sort().values,
    lambda targets: targets == 1,
]
