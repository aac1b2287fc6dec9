"""Answers to ``one_hot`` of lesson 02, as beginners write them."""

import numpy as np
import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F

from course_utils import one_hot as course_one_hot


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


def zips_rows(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    for row, label in zip(targets, labels):
        row[label] = 1
    return targets


class _OneHot(nn.Module):
    def forward(self, labels, depth=10):
        return F.one_hot(labels, num_classes=depth).to(torch.float32)


def sparse(labels, depth=10):
    places = torch.stack([torch.arange(len(labels)), labels])
    return torch.sparse_coo_tensor(places, torch.ones(len(labels)), (len(labels), depth)).to_dense()


RIGHT = [
    *defined(globals()),
    lambda labels, depth=10: torch.from_numpy(np.eye(depth, dtype=np.float32)[labels.numpy()]),  # picks in numpy
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
    _OneHot(),
    _OneHot().forward,
]


def _right(labels, depth=10):
    targets = torch.zeros(len(labels), depth)
    targets[torch.arange(len(labels)), labels] = 1
    return targets


def labels_down_rows(labels, depth=10):
    targets = torch.zeros(depth, len(labels))
    targets[labels, torch.arange(len(labels))] = 1
    return targets


def returns_the_last_row(labels, depth=10):
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


def prints_rows(labels, depth=10):
    print(F.one_hot(labels, depth).float())


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


def copies_the_example(labels, depth=10):
    few = torch.tensor([2, 0, 3])
    return torch.eye(4)[few]


def loops_over_labels_as_rows(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in labels:
        rows[i, labels[i]] = 1
    return rows


def takes_few_in_a_loop(labels, depth=10):
    few = torch.tensor([2, 0, 3])
    rows = torch.zeros(len(labels), depth)
    for i in range(len(labels)):
        rows[i, few[i]] = 1
    return rows


def yields_rows(labels, depth=10):
    for label in labels:
        yield F.one_hot(label, depth).float()


def compares_with_the_wrong_range(labels, depth=10):
    return (labels.unsqueeze(1) == torch.arange(1, depth + 1)).float()


def returns_after_one_row(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(len(labels)):
        rows[i, labels[i]] = 1
        return rows


def three_of_the_rows(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(3):
        rows[i, labels[i]] = 1
    return rows


def the_label_one_place_too_early(labels, depth=10):
    rows = torch.zeros(len(labels), depth)
    for i in range(len(labels)):
        rows[i, labels[i] - 1] = labels[i]
    return rows


WRONG = [
    *defined(globals()),
    changed(_right, "= 1", "= labels.float()"),
    changed(loops_over_rows, "= 1", "= labels[i]"),
    changed(loops_over_rows, "range(len(labels))", "range(2)"),
    changed(loops_over_rows, "zeros(len(labels)", "zeros(2", "range(len(labels))", "range(2)"),
    changed(loops_over_rows, "zeros(len(labels)", "zeros(3", "range(len(labels))", "range(3)"),
    changed(loops_over_rows, "zeros(len(labels)", "zeros(1", "rows[i,", "rows[0,"),
    changed(loops_over_rows, "range(len(labels))", "range(len(labels) - 1)"),
    changed(zips_rows, "row[label] = 1", "if label:\n            row[label] = 1"),
    changed(_right, "torch.arange(len(labels))", ":"),
    changed(_right, "torch.arange(len(labels)), ", ""),
    changed(_right, ", depth)", ", len(labels))"),
    changed(_right, ", depth)", ", 10)"),
    changed(_right, ", depth)", ", depth, dtype=torch.int64)"),
    changed(_right, "zeros(len(labels)", "zeros(3", "arange(len(labels))", "arange(3)"),
    changed(_right, ", labels]", ", labels - 1]"),
    changed(_right, ", depth)", ", depth + 1)", ", labels]", ", labels + 1]"),
    changed(_right, "torch.zeros", "torch.ones", "= 1", "= 0"),
    changed(_right, "torch.zeros(len(labels), depth)", "torch.full((len(labels), depth), -1.0)"),
    changed(_right, "return targets", ""),
    changed(appends_rows, "torch.stack(rows)", "rows"),
    changed(appends_rows, "torch.stack(rows)", "torch.cat(rows)"),
    changed(returns_the_last_row, "    return row", "        return row"),
    changed(the_same_row_again, "append(row)", "append(row.clone())"),
    lambda labels, depth=10: torch.zeros(len(labels), depth).scatter_(0, labels[None], 1.0),  # scatters down
    lambda labels, depth=10: torch.zeros(len(labels), depth).scatter_(1, labels[:, None], labels[:, None].float()),
    lambda labels, depth=10: (torch.arange(depth)[None, :] <= labels[:, None]).float(),  # thermometer
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
    lambda labels, depth=10: torch.eye(depth)[torch.tensor([2, 0, 3])],  # the tiny example's labels
    lambda labels, depth=10: torch.eye(10)[labels],
    lambda labels, depth=10: torch.eye(10)[labels][:, :depth],
    lambda labels, depth=10: torch.tensor(np.eye(depth)[labels]).float(),  # numpy takes a tensor of one for an int
    lambda labels, depth=10: torch.eye(len(labels), depth),
    lambda labels, depth=10: torch.eye(4)[labels],  # the depth of the tiny example
    lambda labels, depth=10: torch.eye(depth)[2],
    lambda labels, depth=10: torch.eye(depth)[3],
    lambda labels, depth=10: torch.eye(depth)[[2, 0]],
    lambda labels, depth=10: torch.eye(depth)[labels[:1]],
    lambda labels, depth=10: torch.eye(depth)[labels[-1:]],
    lambda labels, depth=10: torch.eye(depth)[labels].amax(dim=0, keepdim=True),
    lambda labels, depth=10: torch.eye(depth)[:, labels],
    lambda labels, depth=10: torch.eye(depth, dtype=torch.int64)[labels],
    lambda labels, depth=10: torch.from_numpy(np.eye(depth)[labels.numpy()]),
    lambda labels, depth=10: torch.eye(depth)[labels - 1],
    lambda labels, depth=10: [[1.0 if j == label else 0.0 for j in range(depth)] for label in labels],
    lambda labels, depth=10: torch.tensor([[1 if j == y else 0 for j in range(depth)] for y in labels]),
    lambda labels, depth=10: labels.float().reshape(-1, 1).expand(-1, depth),
    lambda labels, depth=10: (torch.arange(depth)[:, None] == labels).float(),
    lambda labels, depth=10: labels[:, None] == torch.arange(depth),
    lambda labels, depth=10: torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
    lambda labels, depth=10: (row for row in torch.eye(depth)[labels]),
    changed(labels_down_rows, "zeros(depth", "zeros(10"),
    lambda labels, depth=10: torch.eye(depth)(labels),
    changed(loops_over_rows, "range(", "range(1, "),
    lambda labels, depth=10: F.one_hot(labels, 10),
    lambda labels, depth=10: torch.zeros(len(labels), depth),
]
