"""Answers to lesson 02, as beginners write them."""
# ruff: noqa: B006, B905, F821, F841
# Beginners write what a linter forbids, and some of it is right.

import functools
import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from course_utils import from_one_hot as course_from_one_hot
from course_utils import one_hot as course_one_hot


# one_hot, right
def loops_over_rows(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(len(labels)):
        rows[i, labels[i]] = 1
    return rows


def loops_with_enumerate(labels, depth=10):
    rows = torch.zeros(labels.shape[0], depth, dtype=torch.float32)
    for i, label in enumerate(labels.tolist()):
        rows[i][label] = 1.0
    return rows


def appends_rows(labels, depth=10):
    rows = []
    for label in labels:
        row = torch.zeros(depth)
        row[label] = 1
        rows.append(row)
    return torch.stack(rows)


def nested_lists(labels, depth=10):
    return torch.tensor([[1.0 if place == label else 0.0 for place in range(depth)] for label in labels.tolist()])


def scatters(labels, depth=10):
    targets = torch.zeros(labels.size(0), depth)
    targets.scatter_(1, labels.view(-1, 1), 1)
    return targets


def scatters_sources(labels, depth=10):
    return torch.zeros(len(labels), depth).scatter(1, labels.unsqueeze(1), torch.ones(len(labels), 1))


def flat_places(labels, depth=10):
    flat = torch.zeros(len(labels) * depth)
    flat[torch.arange(len(labels)) * depth + labels] = 1
    return flat.view(len(labels), depth)


def picks_in_numpy(labels, depth=10):
    return torch.from_numpy(np.eye(depth, dtype=np.float32)[labels.numpy()])


def zips_rows(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    for row, label in zip(targets, labels):
        row[label] = 1
    return targets


class OneHot(nn.Module):
    def forward(self, labels, depth=10):
        return F.one_hot(labels, num_classes=depth).to(torch.float32)


def sparse(labels, depth=10):
    places = torch.stack([torch.arange(len(labels)), labels])
    return torch.sparse_coo_tensor(places, torch.ones(len(labels)), (len(labels), depth)).to_dense()


# one_hot, wrong
def writes_the_label(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    targets[torch.arange(len(labels)), labels] = labels.float()
    return targets


def writes_the_label_in_a_loop(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(len(labels)):
        rows[i, labels[i]] = labels[i]
    return rows


def marks_every_row(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    targets[:, labels] = 1
    return targets


def marks_by_label_as_row(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    targets[labels] = 1
    return targets


def depth_from_the_batch(labels, depth=10):
    targets = torch.zeros(len(labels), len(labels))
    targets[torch.arange(len(labels)), labels] = 1
    return targets


def labels_down_rows(labels, depth=10):
    targets = torch.zeros(depth, len(labels))
    targets[labels, torch.arange(len(labels))] = 1
    return targets


def ten_always(labels, depth=10):
    targets = torch.zeros(len(labels), 10)
    targets[torch.arange(len(labels)), labels] = 1
    return targets


def three_rows_always(labels, depth=10):
    targets = torch.zeros(3, depth)
    targets[torch.arange(3), labels] = 1
    return targets


def two_labels_always(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(2):
        rows[i, labels[i]] = 1
    return rows


def counts_places_from_one(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    targets[torch.arange(len(labels)), labels - 1] = 1
    return targets


def one_place_too_far(labels, depth=10):
    targets = torch.zeros(len(labels), depth + 1)
    targets[torch.arange(len(labels)), labels + 1] = 1
    return targets


def returns_the_last_row(labels, depth=10):
    for label in labels:
        row = torch.zeros(depth)
        row[label] = 1
    return row


def returns_the_first_row(labels, depth=10):
    for label in labels:
        row = torch.zeros(depth)
        row[label] = 1
        return row


def one_row_for_all(labels, depth=10):
    row = torch.zeros(depth)
    for label in labels:
        row[label] = 1
    return row


def the_same_row_again(labels, depth=10):
    rows, row = [], torch.zeros(depth)
    for label in labels:
        row[label] = 1
        rows.append(row)
    return torch.stack(rows)


def never_cleared(labels, depth=10):
    rows, row = [], torch.zeros(depth)
    for label in labels:
        row[label] = 1
        rows.append(row.clone())
    return torch.stack(rows)


def list_of_rows(labels, depth=10):
    rows = []
    for label in labels:
        row = torch.zeros(depth)
        row[label] = 1
        rows.append(row)
    return rows


def all_rows_in_one(labels, depth=10):
    rows = []
    for label in labels:
        row = torch.zeros(depth)
        row[label] = 1
        rows.append(row)
    return torch.cat(rows)


def no_return(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    targets[torch.arange(len(labels)), labels] = 1


def prints_rows(labels, depth=10):
    print(F.one_hot(labels, depth).float())


def skips_zero(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    for i, label in enumerate(labels):
        if label:
            targets[i, label] = 1
    return targets


def last_row_forgotten(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    for i in range(len(labels) - 1):
        targets[i, labels[i]] = 1
    return targets


def scatters_down(labels, depth=10):
    return torch.zeros(len(labels), depth).scatter_(0, labels[None], 1.0)


def scatters_labels(labels, depth=10):
    return torch.zeros(len(labels), depth).scatter_(1, labels[:, None], labels[:, None].float())


def moves_the_labels(labels, depth=10):
    labels -= 1
    return F.one_hot(labels + 1, depth).float()


def remembers_the_rows(labels, depth=10, rows=[]):
    for label in labels:
        rows.append(torch.eye(depth)[label])
    return torch.stack(rows)


def sorts_the_labels_in_place(labels, depth=10):
    targets = F.one_hot(labels, depth).float()
    labels.copy_(labels.sort().values)
    return targets


def yields_rows(labels, depth=10):
    for label in labels:
        yield F.one_hot(label, depth).float()


def starts_from_ones(labels, depth=10):
    targets = torch.ones(len(labels), depth)
    targets[torch.arange(len(labels)), labels] = 0
    return targets


def starts_from_empty(labels, depth=10):
    targets = torch.full((len(labels), depth), -1.0)
    targets[torch.arange(len(labels)), labels] = 1
    return targets


def int_zeros(labels, depth=10):
    targets = torch.zeros(len(labels), depth, dtype=torch.int64)
    targets[torch.arange(len(labels)), labels] = 1
    return targets


def thermometer(labels, depth=10):
    return (torch.arange(depth)[None, :] <= labels[:, None]).float()


# from_one_hot, right
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


def asks_numpy(targets):
    return torch.from_numpy(np.argmax(targets.numpy(), axis=1))


def sorts_rows(targets):
    return torch.sort(targets, dim=1, descending=True).indices[:, 0]


# from_one_hot, wrong
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


def list_of_labels(targets):
    labels = []
    for row in targets:
        labels.append(row.argmax())
    return labels


def float_labels(targets):
    labels = torch.zeros(len(targets))
    for i, row in enumerate(targets):
        labels[i] = row.argmax()
    return labels


def ten_weights(targets):
    return (targets * torch.arange(10)).sum(dim=1).long()


def three_weights(targets):
    return (targets * torch.tensor([0, 1, 2])).sum(dim=1).long()


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


def yields_labels(targets):
    for row in targets:
        yield row.argmax()


def without_the_last(targets):
    return torch.tensor([int(targets[i].argmax()) for i in range(len(targets) - 1)])


# distance, right
def adds_floats(a, b):
    total = 0.0
    for i in range(len(a)):
        total += (a[i].item() - b[i].item()) ** 2
    return math.sqrt(total)


def adds_tensors(a, b):
    total = 0
    for x, y in zip(a, b):
        total = total + (x - y) ** 2
    return total**0.5


def step_by_step(a, b):
    difference = a - b
    squared = difference * difference
    total = torch.sum(squared)
    return torch.sqrt(total)


def dot_product(a, b):
    d = a - b
    return torch.sqrt(d @ d)


def works_on_a_copy(a, b):
    d = a.clone()
    d -= b
    d *= d
    return d.sum().sqrt().item()


def from_the_last_to_the_first(a, b):
    return sum((a[i] - b[i]) ** 2 for i in reversed(range(len(a)))).sqrt()


# distance, wrong
def leaves_after_one(a, b):
    total = 0
    for i in range(len(a)):
        total += (a[i] - b[i]) ** 2
        return total.sqrt()


def only_the_last(a, b):
    for i in range(len(a)):
        total = (a[i] - b[i]) ** 2
    return total.sqrt()


def stops_one_early(a, b):
    total = 0.0
    for i in range(len(a) - 1):
        total += (a[i].item() - b[i].item()) ** 2
    return math.sqrt(total)


def begins_at_one(a, b):
    total = 0.0
    for i in range(1, len(a)):
        total += (a[i].item() - b[i].item()) ** 2
    return math.sqrt(total)


def two_entries(a, b):
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def prints_distance(a, b):
    print(((a - b) ** 2).sum().sqrt())


def forgets_distance(a, b):
    result = ((a - b) ** 2).sum().sqrt()


def keeps_the_root_in_the_loop(a, b):
    total = torch.tensor(0.0)
    for x, y in zip(a, b):
        total = (total + (x - y) ** 2).sqrt()
    return total


def changes_a(a, b):
    a -= b
    return (a**2).sum().sqrt()


def root_in_every_step(a, b):
    total = 0.0
    for x, y in zip(a, b):
        total += torch.sqrt((x - y) ** 2)
    return total


def truncates_first(a, b):
    total = 0
    for x, y in zip(a, b):
        total += (int(x) - int(y)) ** 2
    return math.sqrt(total)


RIGHT = {
    "one_hot": [
        lambda labels, depth=10: F.one_hot(labels, depth).float(),
        lambda labels, depth=10: F.one_hot(labels, num_classes=depth) * 1.0,
        lambda labels, depth=10: torch.eye(depth)[labels],
        lambda labels, depth=10: torch.eye(depth).index_select(0, labels),
        lambda labels, depth=10: (labels[:, None] == torch.arange(depth)).float(),
        lambda labels, depth=10: torch.where(labels.view(-1, 1) == torch.arange(depth).view(1, -1), 1.0, 0.0),
        lambda labels, depth=10: torch.zeros(len(labels), depth).scatter_(1, labels[:, None], 1.0),
        lambda labels, depth=10: torch.zeros(len(labels), depth).index_put(
            (torch.arange(len(labels)), labels), torch.tensor(1.0)
        ),
        lambda labels, depth=10: F.embedding(labels, torch.eye(depth)),
        lambda labels, depth=10: nn.Embedding.from_pretrained(torch.eye(depth))(labels),
        lambda labels, depth=10: torch.stack([torch.eye(depth)[label] for label in labels]),
        lambda labels, depth=10: torch.tensor(np.eye(depth)[labels.numpy()]).float(),
        lambda labels, depth=10: torch.tensor(np.eye(depth)[labels.tolist()], dtype=torch.float32),
        lambda labels, depth=10: torch.cat([F.one_hot(label, depth)[None] for label in labels]).type(torch.float),
        lambda labels, depth=10: torch.ones(len(labels), 1) * torch.eye(depth)[labels, :],
        lambda y, n=10: torch.einsum("bi,ij->bj", F.one_hot(y, n).float(), torch.eye(n)),
        course_one_hot,
        loops_over_rows,
        loops_with_enumerate,
        appends_rows,
        nested_lists,
        scatters,
        scatters_sources,
        flat_places,
        picks_in_numpy,
        zips_rows,
        sparse,
        OneHot(),
        OneHot().forward,
    ],
    "from_one_hot": [
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
        loops_for_places,
        fills_labels,
        weighs_places,
        asks_numpy,
        sorts_rows,
    ],
    "distance": [
        lambda a, b: (a - b).pow(2).sum().sqrt(),
        lambda a, b: ((b - a) ** 2).sum() ** 0.5,
        lambda a, b: ((a - b) ** 2).sum() ** (1 / 2),
        lambda a, b: math.sqrt(((a - b) ** 2).sum()),
        lambda a, b: math.dist(a.tolist(), b.tolist()),
        lambda a, b: math.hypot(*(a - b).tolist()),
        lambda a, b: math.sqrt(sum((x - y) ** 2 for x, y in zip(a.tolist(), b.tolist()))),
        lambda a, b: torch.dist(a, b),
        lambda a, b: torch.dist(a, b, p=2).item(),
        lambda a, b: torch.norm(a - b),
        lambda a, b: (a - b).norm(p=2),
        lambda a, b: torch.linalg.norm(a - b),
        lambda a, b: torch.linalg.vector_norm(b - a, 2),
        lambda a, b: torch.cdist(a[None], b[None])[0, 0],
        lambda a, b: torch.cdist(a.unsqueeze(0), b.unsqueeze(0)).squeeze(),
        lambda a, b: torch.cdist(a[None], b[None]).item(),
        lambda a, b: F.pairwise_distance(a, b),
        lambda a, b: nn.PairwiseDistance(eps=0)(a[None], b[None])[0],
        lambda a, b: F.mse_loss(a, b, reduction="sum").sqrt(),
        lambda a, b: (F.mse_loss(a, b) * len(a)) ** 0.5,
        lambda a, b: np.linalg.norm(a.numpy() - b.numpy()),
        lambda a, b: np.sqrt(np.sum(np.square(a.numpy() - b.numpy()))),
        lambda a, b: float(torch.einsum("i,i->", a - b, a - b)) ** 0.5,
        lambda a, b: ((a - b) ** 2).mean().mul(a.numel()).sqrt(),
        functools.partial(torch.dist, p=2),
        torch.dist,
        adds_floats,
        adds_tensors,
        step_by_step,
        dot_product,
        works_on_a_copy,
        from_the_last_to_the_first,
    ],
}

WRONG = {
    "one_hot": [
        lambda labels, depth=10: F.one_hot(labels, depth),
        lambda labels, depth=10: F.one_hot(labels),
        lambda labels, depth=10: F.one_hot(labels).float(),
        lambda labels, depth=10: F.one_hot(labels, 10).float(),
        lambda labels, depth=10: F.one_hot(labels, len(labels)).float(),
        lambda labels, depth=10: F.one_hot(labels, len(labels.unique())).float(),
        lambda labels, depth=10: F.one_hot(labels, depth + 1).float(),
        lambda labels, depth=10: F.one_hot(labels, depth - 1).float(),
        lambda labels, depth=10: F.one_hot(labels, depth).double(),
        lambda labels, depth=10: F.one_hot(labels, depth).bool(),
        lambda labels, depth=10: F.one_hot(labels, depth).int(),
        lambda labels, depth=10: F.one_hot(labels, depth).half(),
        lambda labels, depth=10: F.one_hot(labels, depth).float().tolist(),
        lambda labels, depth=10: F.one_hot(labels, depth).float().numpy(),
        lambda labels, depth=10: F.one_hot(labels, depth).float().T,
        lambda labels, depth=10: F.one_hot(labels, depth).float()[0],
        lambda labels, depth=10: F.one_hot(labels, depth).float().unsqueeze(1),
        lambda labels, depth=10: F.one_hot(labels, depth).float().squeeze(),
        lambda labels, depth=10: F.one_hot(labels, depth).float().flatten(),
        lambda labels, depth=10: (F.one_hot(labels, depth).float(),),
        lambda labels, depth=10: F.one_hot(labels, depth).float().flip(1),
        lambda labels, depth=10: F.one_hot(labels, depth).float() * labels[:, None],
        lambda labels, depth=10: F.one_hot(labels, depth).float() * 0.8 + 0.02,
        lambda labels, depth=10: F.one_hot(labels, depth).float().softmax(dim=1),
        lambda labels, depth=10: 1 - F.one_hot(labels, depth).float(),
        lambda labels, depth: F.one_hot(labels, depth).float(),  # the default is lost
        lambda labels: F.one_hot(labels, 10).float(),
        lambda labels, depth=10: torch.eye(depth),
        lambda labels, depth=10: torch.eye(10)[labels],
        lambda labels, depth=10: torch.eye(10)[labels][:, :depth],
        lambda labels, depth=10: torch.tensor(np.eye(depth)[labels]).float(),  # numpy takes a tensor of one for an int
        lambda labels, depth=10: torch.eye(len(labels), depth),
        lambda labels, depth=10: torch.eye(depth)[:, labels],
        lambda labels, depth=10: torch.eye(depth, dtype=torch.int64)[labels],
        lambda labels, depth=10: torch.from_numpy(np.eye(depth)[labels.numpy()]),
        lambda labels, depth=10: torch.eye(depth)[labels - 1],
        lambda labels, depth=10: torch.zeros(len(labels), depth),
        lambda labels, depth=10: [[1.0 if j == label else 0.0 for j in range(depth)] for label in labels],
        lambda labels, depth=10: torch.tensor([[1 if j == y else 0 for j in range(depth)] for y in labels]),
        lambda labels, depth=10: labels.float().reshape(-1, 1).expand(-1, depth),
        lambda labels, depth=10: (torch.arange(depth)[:, None] == labels).float(),
        lambda labels, depth=10: labels[:, None] == torch.arange(depth),
        lambda labels, depth=10: torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
        lambda labels, depth=10: (row for row in torch.eye(depth)[labels]),
        writes_the_label,
        writes_the_label_in_a_loop,
        marks_every_row,
        marks_by_label_as_row,
        depth_from_the_batch,
        labels_down_rows,
        ten_always,
        three_rows_always,
        two_labels_always,
        counts_places_from_one,
        one_place_too_far,
        returns_the_last_row,
        returns_the_first_row,
        one_row_for_all,
        the_same_row_again,
        never_cleared,
        list_of_rows,
        all_rows_in_one,
        no_return,
        prints_rows,
        skips_zero,
        last_row_forgotten,
        scatters_down,
        scatters_labels,
        moves_the_labels,
        remembers_the_rows,
        sorts_the_labels_in_place,
        yields_rows,
        starts_from_ones,
        starts_from_empty,
        int_zeros,
        thermometer,
    ],
    "from_one_hot": [
        lambda targets: targets.argmax(0),
        lambda targets: targets.argmax(),
        lambda targets: targets.argmax().item(),
        lambda targets: targets.argmax(dim=1).item(),
        lambda targets: targets.argmax(dim=1, keepdim=True),
        lambda targets: targets.argmax(dim=1).float(),
        lambda targets: targets.argmax(dim=1).int(),
        lambda targets: targets.argmax(dim=1).to(targets.dtype),
        lambda targets: targets.argmax(dim=1).tolist(),
        lambda targets: targets.argmax(dim=1).numpy(),
        lambda targets: targets.argmax(dim=1).squeeze(),  # a batch of one loses its dimension
        lambda targets: targets.argmax(dim=1) + 1,
        lambda targets: targets[:, :10].argmax(dim=1),
        lambda targets: targets.argmax(dim=1) - 1,
        lambda targets: targets.argmax(dim=1)[0],
        lambda targets: targets.argmax(dim=1).unsqueeze(0),
        lambda targets: targets.argmax(dim=1).sort().values,
        lambda targets: targets.argmax(dim=1).unique(),
        lambda targets: targets.argmax(dim=1).flip(0),
        lambda targets: targets.argmin(dim=1),
        lambda targets: targets.max(dim=1),
        lambda targets: targets.max(dim=1).values,
        lambda targets: targets.max(dim=1)[0].long(),
        lambda targets: targets.max(),
        lambda targets: targets.amax(dim=1),
        lambda targets: targets.nonzero(),
        lambda targets: targets.nonzero()[:, 0],
        lambda targets: targets.nonzero().flatten(),
        lambda targets: targets.nonzero()[1],
        lambda targets: targets[0].nonzero(),
        lambda targets: torch.where(targets == 1),
        lambda targets: torch.where(targets == 1)[0],
        lambda targets: targets.topk(1, dim=1).indices,
        lambda targets: targets.sum(dim=1).long(),
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
        first_label,
        last_label,
        prints_labels,
        forgets_labels,
        list_of_labels,
        float_labels,
        ten_weights,
        three_weights,
        counts_from_one,
        remembers_labels,
        starts_with_a_zero,
        empties_targets,
        yields_labels,
        without_the_last,
    ],
    "distance": [
        lambda a, b: round((a - b).norm().item(), 4),
        lambda a, b: ((a - b) ** 2).sum(),
        lambda a, b: ((a - b) ** 2).sqrt().sum(),
        lambda a, b: ((a - b) ** 2).sqrt(),
        lambda a, b: (a - b) ** 2,
        lambda a, b: ((a - b) ** 2).mean().sqrt(),
        lambda a, b: ((a - b) ** 2).mean(),
        lambda a, b: ((a - b) ** 2).sum().sqrt() / len(a),
        lambda a, b: ((a - b) ** 2).sum() / 2,
        lambda a, b: ((a - b) ** 2).sum() ** 1 / 2,  # the power binds first
        lambda a, b: ((a - b) ** 2).sum() ** 2,
        lambda a, b: ((a - b) * 2).sum().sqrt(),
        lambda a, b: ((a - b) ** 3).sum().sqrt(),
        lambda a, b: ((a - b) ^ 2).sum().sqrt(),
        lambda a, b: (a - b**2).sum().sqrt(),
        lambda a, b: (a**2 - b**2).sum().sqrt(),
        lambda a, b: (a**2 + b**2).sum().sqrt(),
        lambda a, b: (a**2).sum().sqrt() - (b**2).sum().sqrt(),
        lambda a, b: ((a + b) ** 2).sum().sqrt(),
        lambda a, b: ((a * b) ** 2).sum().sqrt(),
        lambda a, b: (a - b).sum() ** 2,
        lambda a, b: ((a - b).sum() ** 2).sqrt(),
        lambda a, b: (a - b).sum().sqrt(),
        lambda a, b: (a - b).sum(),
        lambda a, b: (a - b).sum().abs(),
        lambda a, b: (a - b).abs().sum(),
        lambda a, b: (a - b).abs().max(),
        lambda a, b: (a - b).abs(),
        lambda a, b: (a - b).abs().mean(),
        lambda a, b: (a - b).sqrt().sum() ** 2,
        lambda a, b: a - b,
        lambda a, b: torch.dot(a, b),
        lambda a, b: (a @ b).sqrt(),
        lambda a, b: F.cosine_similarity(a, b, dim=0),
        lambda a, b: F.mse_loss(a, b),
        lambda a, b: F.mse_loss(a, b).sqrt(),
        lambda a, b: torch.cdist(a, b),
        lambda a, b: torch.cdist(a[None], b[None]),
        lambda a, b: torch.cdist(a[:, None], b[:, None]),
        lambda a, b: torch.norm(a) - torch.norm(b),
        lambda a, b: torch.norm(a - b, p=1),
        lambda a, b: torch.dist(a, b).round(),
        lambda a, b: int(torch.dist(a, b)),
        lambda a, b: round(torch.dist(a, b).item(), 1),
        lambda a, b: str(torch.dist(a, b).item()),
        lambda a, b: (torch.dist(a, b),),
        lambda a, b: [math.dist(a.tolist(), b.tolist())],
        lambda a, b: torch.tensor([torch.dist(a, b)]),
        lambda a, b: ((a - b) ** 2).sum(dim=0, keepdim=True).sqrt(),
        lambda a, b: -torch.dist(a, b),
        lambda a, b: torch.dist(a, torch.rand(len(b))),
        lambda a, b: torch.dist(a.softmax(0), b.softmax(0)),
        lambda a, b: distance(a, b),  # asks for itself: not defined here
        lambda a, b: 2**0.5,  # two labels are always that far apart
        lambda a, b: 5,
        lambda a, b: math.sqrt((a - b) ** 2),
        lambda a, b: math.sqrt(a - b),
        lambda a, b: sum((x - y) ** 2 for x, y in zip(a, b)),
        lambda a, b: ((x - y) ** 2 for x, y in zip(a, b)),
        lambda a, b: ((a.int() - b.int()) ** 2).sum().sqrt(),
        lambda a, b: abs(a.argmax() - b.argmax()),
        lambda a: (a**2).sum().sqrt(),
        leaves_after_one,
        only_the_last,
        stops_one_early,
        begins_at_one,
        two_entries,
        prints_distance,
        forgets_distance,
        keeps_the_root_in_the_loop,
        changes_a,
        root_in_every_step,
        truncates_first,
    ],
}
