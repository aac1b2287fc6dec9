"""Answers to lesson 07, as beginners write them."""
# ruff: noqa: B007, B905, F841, RUF059
# Beginners write what a linter forbids, and some of it is right.

import collections
import functools

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


# predict, right
@torch.no_grad()
def decorated(net, images):
    return net(images).argmax(dim=1)


def without_gradients(net, images):
    net.eval()
    with torch.no_grad():
        out = net(images)
    return torch.argmax(out, dim=1)


def inference(net, images):
    with torch.inference_mode():
        values, places = net(images).max(dim=1)
        return places.clone()


def row_by_row(net, images):
    answers = []
    for row in net(images):
        answers.append(row.argmax().item())
    return torch.tensor(answers)


def picture_by_picture(net, images):
    return torch.stack([net(image[None])[0].argmax() for image in images])


def compares_one_by_one(net, images):
    answers = torch.zeros(len(images), dtype=torch.long)
    for i, row in enumerate(net(images).tolist()):
        best = 0
        for digit in range(1, 10):
            if row[digit] > row[best]:
                best = digit
        answers[i] = best
    return answers


def through_numpy(net, images):
    return torch.from_numpy(net(images).detach().numpy().argmax(axis=1))


def in_small_pieces(net, images):
    return torch.cat([net(part).argmax(-1) for part in images.split(2)])


def restores_the_mode(net, images):
    mode = net.training
    net.eval()
    try:
        with torch.no_grad():
            return net(images).max(1)[1]
    finally:
        net.train(mode)


def flattens_itself(net, images):
    return net(images.view(images.size(0), 784)).argmax(1)


class Predictor(nn.Module):
    def forward(self, net, images):
        return net(images).argmax(dim=1)

    def method(self, net, images):
        return self(net, images)


def along(dim, net, images):
    return net(images).argmax(dim=dim)


# predict, wrong
def returns_the_outputs(net, images):
    return net(images)


def prints_answers(net, images):
    print(net(images).argmax(dim=1))


def forgets_return(net, images):
    predicted = net(images).argmax(dim=1)


def first_only(net, images):
    for image in images:
        return net(image.unsqueeze(0)).argmax(dim=1)


def keeps_the_last(net, images):
    for image in images:
        predicted = net(image.unsqueeze(0)).argmax(dim=1)
    return predicted


def threshold(net, images):
    return (net(images) > 0.5).nonzero()[:, 1]


def one_picture_at_a_time(net, images):
    return net(images).argmax().item()


def trains_on_the_way(net, images):
    out = net(images)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.mul_(0.9)
    return out.argmax(dim=1)


# accuracy, right
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


def with_numpy(predicted, labels):
    return np.mean(predicted.numpy() == labels.numpy())


def with_eq(predicted, labels):
    return predicted.eq(labels.view_as(predicted)).sum().item() / predicted.size(0)


def picks_the_right(predicted, labels):
    return len(predicted[predicted == labels]) / len(predicted)


def share(predicted, labels, total=None):
    return (predicted == labels).sum() / (total or len(labels))


class Counter:
    def __init__(self):
        self.right = 0

    def __call__(self, predicted, labels):
        return (predicted == labels).double().mean().item()


# accuracy, wrong
def accuracy_printed(predicted, labels):
    print((predicted == labels).float().mean())


def stops_at_the_first(predicted, labels):
    right = 0
    for p, y in zip(predicted, labels):
        if p == y:
            right += 1
        return right / len(labels)


def counts_from_one(predicted, labels):
    right = 1
    for p, y in zip(predicted, labels):
        if p == y:
            right += 1
    return right / len(labels)


def as_sets(predicted, labels):
    return len(set(predicted.tolist()) & set(labels.tolist())) / len(labels)


def skips_the_first(predicted, labels):
    right = 0
    for i in range(1, len(labels)):
        right += (predicted[i] == labels[i]).item()
    return right / len(labels)


def sorts_first(predicted, labels):
    return (predicted.sort().values == labels.sort().values).float().mean()


def changes_predicted(predicted, labels):
    predicted -= labels
    return (predicted == 0).float().mean()


# evaluate, right
def in_two_counts(net, loader):
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            right += (net(images).argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return right / count


def with_the_dataset(net, loader):
    net.eval()
    correct = 0
    with torch.no_grad():
        for data, target in loader:
            output = net(data)
            pred = output.argmax(dim=1, keepdim=True)
            correct += pred.eq(target.view_as(pred)).sum().item()
    return correct / len(loader.dataset)


def without_any_care(net, loader):
    right = 0
    for x, y in loader:
        right += (net(x).argmax(1) == y).sum()
    return right / len(loader.dataset)


def collects_first(net, loader):
    predicted, labels = [], []
    for x, y in loader:
        predicted.append(decorated(net, x))
        labels.append(y)
    return (torch.cat(predicted) == torch.cat(labels)).float().mean()


def collects_in_lists(net, loader):
    hits = []
    for x, y in loader:
        hits += (decorated(net, x) == y).tolist()
    return sum(hits) / len(hits)


def weighs_the_batches(net, loader):
    total = 0.0
    for x, y in loader:
        total += counts_in_a_loop(decorated(net, x), y) * len(y)
    return total / len(loader.dataset)


def counts_the_wrong(net, loader):
    wrong = 0
    for x, y in loader:
        wrong += (decorated(net, x) != y).sum().item()
    return 1 - wrong / len(loader.dataset)


def all_at_once(net, loader):
    images, labels = zip(*loader)
    return share(decorated(net, torch.cat(images)), torch.cat(labels))


def in_one_line(net, loader):
    return sum((net(x).argmax(1) == y).sum().item() for x, y in loader) / len(loader.dataset)


def eval_and_back(net, loader):
    net.eval()
    try:
        with torch.inference_mode():
            return sum((net(x).argmax(1) == y).sum().item() for x, y in loader) / len(loader.dataset)
    finally:
        net.train()


def only_eval(net, loader):
    net.eval()
    return in_one_line(net, loader)


def enumerates(net, loader):
    right = 0
    for number, batch in enumerate(loader):
        right = right + with_eq(decorated(net, batch[0]), batch[1]) * batch[1].size(0)
    return right / sum(len(y) for _, y in loader)


def any_predict(predict, net, loader):
    right = 0
    for images, labels in loader:
        right += (predict(net, images) == labels).sum().item()
    return right / len(loader.dataset)


class Tester:
    def test(self, net, loader):
        self.right = self.count = 0
        for images, labels in loader:
            self.right += int((decorated(net, images) == labels).sum())
            self.count += images.shape[0]
        return self.right / self.count


# evaluate, wrong
def mean_of_the_batches(net, loader):
    accuracies = []
    for x, y in loader:
        accuracies.append(counts_in_a_loop(decorated(net, x), y))
    return sum(accuracies) / len(accuracies)


def mean_of_the_batches_again(net, loader):
    total = 0
    for x, y in loader:
        total += (net(x).argmax(1) == y).float().mean().item()
    return total / len(loader)


def the_last_batch(net, loader):
    for x, y in loader:
        result = counts_in_a_loop(decorated(net, x), y)
    return result


def the_first_batch(net, loader):
    for x, y in loader:
        return counts_in_a_loop(decorated(net, x), y)


def returns_in_the_loop(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
        return right / len(loader.dataset)


def next_of_the_loader(net, loader):
    x, y = next(iter(loader))
    return share(decorated(net, x), y)


def overwrites_the_count(net, loader):
    for x, y in loader:
        right = (decorated(net, x) == y).sum().item()
    return right / len(loader.dataset)


def counts_again_each_batch(net, loader):
    for x, y in loader:
        right = 0
        right += (decorated(net, x) == y).sum().item()
    return right / len(loader.dataset)


def by_the_batches(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
    return right / len(loader)


def by_the_last_batch(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
    return right / len(y)


def by_full_batches(net, loader):
    right, size = 0, 0
    for x, y in loader:
        size = max(size, len(y))
        right += (decorated(net, x) == y).sum().item()
    return right / (size * len(loader))


def by_512(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
    return right / (512 * len(loader))


def by_the_batch_size(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
    return right / (loader.batch_size * len(loader))


def by_ten_thousand(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
    return right / 10_000


def sums_accuracies(net, loader):
    return sum(counts_in_a_loop(decorated(net, x), y) for x, y in loader)


def list_of_accuracies(net, loader):
    return [counts_in_a_loop(decorated(net, x), y) for x, y in loader]


def only_the_count(net, loader):
    return sum((decorated(net, x) == y).sum().item() for x, y in loader)


def count_and_total(net, loader):
    return only_the_count(net, loader), len(loader.dataset)


def in_percent(net, loader):
    return 100 * in_one_line(net, loader)


def as_text(net, loader):
    return f"{100 * in_one_line(net, loader):.1f} %"


def error_rate(net, loader):
    return 1 - in_one_line(net, loader)


def whole_division(net, loader):
    return only_the_count(net, loader) // len(loader.dataset)


def wrong_axis(net, loader):
    right = 0
    for x, y in loader:
        right += (net(x).argmax(dim=0) == y).sum().item()
    return right / len(loader.dataset)


def no_axis(net, loader):
    right = 0
    for x, y in loader:
        right += (net(x).argmax() == y).sum().item()
    return right / len(loader.dataset)


def keepdim_broadcasts(net, loader):
    right = 0
    for x, y in loader:
        right += (net(x).argmax(dim=1, keepdim=True) == y).sum().item()
    return right / len(loader.dataset)


def compares_the_largest_output(net, loader):
    right = 0
    for x, y in loader:
        right += (net(x).max(dim=1).values == y).sum().item()
    return right / len(loader.dataset)


def one_if_the_whole_batch_is_right(net, loader):
    right = 0
    for x, y in loader:
        if (decorated(net, x) == y).all():
            right += 1
    return right / len(loader.dataset)


def drops_the_short_batch(net, loader):
    right, count, size = 0, 0, None
    for x, y in loader:
        size = size or len(y)
        if len(y) == size:
            right += (decorated(net, x) == y).sum().item()
            count += len(y)
    return right / count


def prints_it(net, loader):
    print(in_one_line(net, loader))


def losses(net, loader):
    total = 0
    for x, y in loader:
        total += F.mse_loss(net(x), F.one_hot(y, 10).float()).item()
    return total / len(loader)


def loops_over_the_dataset(net, loader):
    right = 0
    for image, label in loader.dataset:
        right += (net(image).argmax() == label).item()
    return right / len(loader)


def trains_on_the_test(net, loader):
    result = in_one_line(net, loader)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for x, y in loader:
        optimizer.zero_grad()
        F.mse_loss(net(x), F.one_hot(y, 10).float()).backward()
        optimizer.step()
    return result


def rounds(net, loader):
    return round(in_one_line(net, loader), 1)


# confusion_matrix, right
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


def counts_places(predicted, labels):
    return torch.bincount(10 * labels + predicted, minlength=100).reshape(10, 10)


def multiplies_one_hots(predicted, labels):
    return F.one_hot(labels, 10).T @ F.one_hot(predicted, 10)


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


def of_size(classes, predicted, labels):
    return torch.einsum("bi,bj->ij", F.one_hot(labels, classes), F.one_hot(predicted, classes))


# confusion_matrix, wrong
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


def shares_of_all(predicted, labels):
    return two_loops(predicted, labels) / len(labels)


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


def list_of_lists(predicted, labels):
    return two_loops(predicted, labels).tolist()


def same_row_ten_times(predicted, labels):
    rows = [[0] * 10] * 10
    for label, answer in zip(labels.tolist(), predicted.tolist()):
        rows[label][answer] += 1
    return torch.tensor(rows)


def array(predicted, labels):
    return two_loops(predicted, labels).numpy()


def diagonal(predicted, labels):
    return two_loops(predicted, labels).diagonal()


def short_integers(predicted, labels):
    return two_loops(predicted, labels).int()


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


def search_begun_at_0(net, images):
    digits = []
    for row in net(images).tolist():
        best, digit = 0, 0
        for k in range(10):
            if row[k] > best:
                best, digit = row[k], k
        digits.append(digit)
    return torch.tensor(digits)


def freezes_the_net(net, images):
    net.requires_grad_(False)
    return net(images).argmax(dim=1)


def makes_the_net_double(net, images):
    return net.double()(images.double()).argmax(dim=1)


def adds_the_wrong_way_round(predicted, labels):
    right = 0
    for p, label in zip(predicted, labels):
        if p == label:
            right = +1
    return right / len(labels)


def adds_nothing(net, loader):
    right = 0
    for images, labels in loader:
        right + (net(images).argmax(dim=1) == labels).sum().item()
    return right / len(loader.dataset)


RIGHT = {
    "predict": [
        decorated,
        without_gradients,
        inference,
        row_by_row,
        picture_by_picture,
        compares_one_by_one,
        through_numpy,
        in_small_pieces,
        restores_the_mode,
        flattens_itself,
        Predictor(),
        Predictor().method,
        functools.partial(along, 1),
        functools.partial(along, -1),
        lambda net, images: net(images).argmax(1),
        lambda net, images: net.forward(images).softmax(dim=1).argmax(dim=1),
        lambda net, images: net(images).topk(1).indices.squeeze(1),
        lambda net, images: net(images).argmax(dim=1, keepdim=True).flatten(),
        lambda net, images: net(images).argsort(dim=1)[:, -1],
        lambda net, images: torch.max(net(images).detach(), 1).indices,
        lambda net, images: net(images).T.argmax(0),
        lambda net, images: (-net(images)).argmin(dim=1),
        lambda net, images: torch.tensor([max(range(10), key=row.__getitem__) for row in net(images).tolist()]),
    ],
    "accuracy": [
        counts_in_a_loop,
        counts_by_index,
        one_minus_the_wrong,
        with_numpy,
        with_eq,
        picks_the_right,
        share,
        Counter(),
        functools.partial(share, total=None),
        lambda predicted, labels: (predicted == labels).float().mean(),
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
    ],
    "evaluate": [
        in_two_counts,
        with_the_dataset,
        without_any_care,
        collects_first,
        collects_in_lists,
        weighs_the_batches,
        counts_the_wrong,
        all_at_once,
        in_one_line,
        eval_and_back,
        only_eval,
        enumerates,
        functools.partial(any_predict, decorated),
        functools.partial(any_predict, picture_by_picture),
        Tester().test,
        lambda net, loader: in_two_counts(net, loader),
    ],
    "confusion_matrix": [
        two_loops,
        in_python,
        every_pair,
        puts,
        counts_places,
        multiplies_one_hots,
        with_eye,
        adds_at,
        with_a_histogram,
        with_a_counter,
        row_after_row,
        sparse,
        scatters,
        unique_pairs,
        functools.partial(of_size, 10),
        lambda predicted, labels: two_loops(labels, predicted).T,
    ],
}

WRONG = {
    "predict": [
        search_begun_at_0,
        lambda net, images: F.relu(net(images)).argmax(dim=1),
        freezes_the_net,
        makes_the_net_double,
        returns_the_outputs,
        prints_answers,
        forgets_return,
        first_only,
        keeps_the_last,
        threshold,
        one_picture_at_a_time,
        trains_on_the_way,
        functools.partial(along, 0),
        lambda net, images: net(images).argmax(),
        lambda net, images: net(images).argmax(dim=2),
        lambda net, images: net(images).argmax(dim=1, keepdim=True),
        lambda net, images: net(images).argmin(dim=1),
        lambda net, images: net(images).max(dim=1),
        lambda net, images: net(images).max(dim=1).values,
        lambda net, images: net(images).max(dim=1)[0],
        lambda net, images: net(images).max(),
        lambda net, images: net(images).softmax(dim=1),
        lambda net, images: net(images).softmax(dim=0).argmax(dim=1),
        lambda net, images: net(images).abs().argmax(dim=1),
        lambda net, images: net(images).round().long(),
        lambda net, images: net(images).argmax(dim=1).tolist(),
        lambda net, images: net(images).argmax(dim=1).numpy(),
        lambda net, images: net(images).argmax(dim=1).float(),
        lambda net, images: net(images).argmax(dim=1).int(),
        lambda net, images: net(images).argmax(dim=1).item(),
        lambda net, images: F.one_hot(net(images).argmax(dim=1), 10),
        lambda net, images: net(images).argmax(dim=1) + 1,
        lambda net, images: net(images[0]).argmax(dim=1),
        lambda net, images: net(images[:1]).argmax(dim=1),
        lambda net, images: net(images).topk(3).indices,
        lambda net, images: net(images).argsort(dim=1),
        lambda net, images: images.argmax(dim=1),
        lambda net, images: images.flatten(1).argmax(dim=1),
        lambda net, images: net.argmax(images),
        lambda net, images: np.argmax(net(images)),
        lambda net, images: (net(images).argmax(dim=1), net(images)),
        lambda net, images: [net(image).argmax() for image in images],
        lambda net, images: net(images.reshape(1, -1)).argmax(dim=1),
    ],
    "accuracy": [
        adds_the_wrong_way_round,
        accuracy_printed,
        stops_at_the_first,
        counts_from_one,
        as_sets,
        skips_the_first,
        sorts_first,
        changes_predicted,
        lambda predicted, labels: predicted == labels,
        lambda predicted, labels: (predicted == labels).float(),
        lambda predicted, labels: (predicted == labels).tolist(),
        lambda predicted, labels: (predicted == labels).mean(),
        lambda predicted, labels: (predicted == labels).all(),
        lambda predicted, labels: torch.equal(predicted, labels),
        lambda predicted, labels: (predicted == labels).any(),
        lambda predicted, labels: (predicted == labels).sum(),
        lambda predicted, labels: (predicted == labels).sum().item(),
        lambda predicted, labels: (predicted != labels).sum(),
        lambda predicted, labels: (predicted != labels).float().mean(),
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
        lambda predicted, labels: round((predicted == labels).float().mean().item()),
        lambda predicted, labels: f"{(predicted == labels).float().mean():.0%}",
        lambda predicted, labels: len(predicted == labels) / len(labels),
        lambda predicted, labels: (predicted - labels).float().mean(),
        lambda predicted, labels: (predicted - labels).abs().float().mean(),
        lambda predicted, labels: ((predicted - labels) ** 2).float().mean(),
        lambda predicted, labels: predicted.float().mean() / labels.float().mean(),
        lambda predicted, labels: F.mse_loss(predicted.float(), labels.float()),
        lambda predicted, labels: (predicted.argmax(dim=1) == labels).float().mean(),
        lambda predicted, labels: (predicted == labels[0]).float().mean(),
        lambda predicted, labels: ((predicted == labels).sum(), len(labels)),
        lambda predicted, labels: (predicted is labels) / 1,
        lambda predicted, labels: 0.887,
    ],
    "evaluate": [
        adds_nothing,
        mean_of_the_batches,
        mean_of_the_batches_again,
        the_last_batch,
        the_first_batch,
        returns_in_the_loop,
        next_of_the_loader,
        overwrites_the_count,
        counts_again_each_batch,
        by_the_batches,
        by_the_last_batch,
        by_full_batches,
        by_512,
        by_the_batch_size,
        by_ten_thousand,
        sums_accuracies,
        list_of_accuracies,
        only_the_count,
        count_and_total,
        in_percent,
        as_text,
        error_rate,
        whole_division,
        wrong_axis,
        no_axis,
        keepdim_broadcasts,
        compares_the_largest_output,
        one_if_the_whole_batch_is_right,
        drops_the_short_batch,
        prints_it,
        losses,
        loops_over_the_dataset,
        trains_on_the_test,
        rounds,
        lambda net, loader: (net(loader).argmax(1) == loader.labels).float().mean(),
        lambda net, loader: 0.8865,
    ],
    "confusion_matrix": [
        swapped,
        only_the_right_ones,
        only_the_wrong_ones,
        plain_zeros,
        shares_of_the_row,
        shares_of_all,
        as_many_as_there_are,
        as_many_as_differ,
        adds_once,
        puts_once,
        sets_one,
        result_of_plus_forgotten,
        list_of_lists,
        same_row_ten_times,
        array,
        diagonal,
        short_integers,
        starts_at_one,
        returns_too_early,
        starts_over,
        forgets_the_matrix,
        counts_whole_rows,
        labels_against_labels,
        counts_both_ways,
        ten_per_row_only,
        nine_digits,
        one_digit_too_late,
        or_instead_of_and,
        lambda predicted, labels: torch.zeros(10, 10, dtype=torch.int64),
        lambda predicted, labels: torch.stack([labels, predicted]),
        lambda predicted, labels: torch.bincount(10 * labels + predicted),
        lambda predicted, labels: torch.bincount(10 * labels + predicted, minlength=100),
        lambda predicted, labels: torch.bincount(10 * predicted + labels, minlength=100).reshape(10, 10),
        lambda predicted, labels: torch.bincount(labels + predicted, minlength=100).reshape(10, 10),
        lambda predicted, labels: F.one_hot(labels, 10) @ F.one_hot(predicted, 10).T,
        lambda predicted, labels: F.one_hot(labels, 10).T.float() @ F.one_hot(predicted, 10).float(),
        lambda predicted, labels: (labels[:, None] == predicted).long(),
        lambda predicted, labels: (predicted == labels).sum(),
        lambda predicted, labels: np.histogram2d(labels, predicted, bins=10),
    ],
}
