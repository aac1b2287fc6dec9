"""Answers to ``evaluate`` of lesson 11, as beginners write them."""

import functools

import torch
from answers import changed, defined
from answers.test_accuracy.accuracy import counts_in_a_loop, share, with_eq
from answers.test_accuracy.predict import decorated, picture_by_picture
from torch.nn import functional as F


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


def _any_predict(predict, net, loader):
    right = 0
    for images, labels in loader:
        right += (predict(net, images) == labels).sum().item()
    return right / len(loader.dataset)


class _Tester:
    def test(self, net, loader):
        self.right = self.count = 0
        for images, labels in loader:
            self.right += int((decorated(net, images) == labels).sum())
            self.count += images.shape[0]
        return self.right / self.count


RIGHT = [
    *defined(globals()),
    functools.partial(_any_predict, decorated),
    functools.partial(_any_predict, picture_by_picture),
    _Tester().test,
    lambda net, loader: in_two_counts(net, loader),
]


def _right(net, loader):
    right = 0
    for x, y in loader:
        right += (decorated(net, x) == y).sum().item()
    return right / len(loader.dataset)


def the_last_batch(net, loader):
    for x, y in loader:
        result = counts_in_a_loop(decorated(net, x), y)
    return result


def the_first_batch(net, loader):
    for x, y in loader:
        return counts_in_a_loop(decorated(net, x), y)


def next_of_the_loader(net, loader):
    x, y = next(iter(loader))
    return share(decorated(net, x), y)


def by_full_batches(net, loader):
    right, size = 0, 0
    for x, y in loader:
        size = max(size, len(y))
        right += (decorated(net, x) == y).sum().item()
    return right / (size * len(loader))


def only_the_count(net, loader):
    return sum((decorated(net, x) == y).sum().item() for x, y in loader)


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


def counts_batches(net, loader):
    right, batches = 0, 0
    for images, labels in loader:
        pred = net(images).argmax(dim=1)
        if (pred == labels).all():
            right += 1
        batches += 1
    return right / batches


def percent_of_the_last_batch(net, loader):
    for images, labels in loader:
        right = (net(images).argmax(dim=1) == labels).sum().item()
    return 100 * right / len(labels)


WRONG = [
    *defined(globals()),
    changed(_right, "    return right", "        return right"),
    changed(_right, "    return right", "    loader.dataset.tensors[0].zero_()\n    return right"),
    changed(_right, "right = 0", "", "right +=", "right ="),
    changed(_right, "right = 0", "", "in loader:", "in loader:\n        right = 0"),
    changed(_right, "right +=", "right +"),
    changed(_right, "len(loader.dataset)", "len(loader)"),
    changed(_right, "len(loader.dataset)", "len(y)"),
    changed(_right, "len(loader.dataset)", "(512 * len(loader))"),
    changed(_right, "len(loader.dataset)", "(loader.batch_size * len(loader))"),
    changed(_right, "len(loader.dataset)", "10_000"),
    changed(_right, "sum()", "float().mean()", "len(loader.dataset)", "len(loader)"),
    changed(_right, "sum().item()", "float().mean().item() * 512"),
    changed(_right, "sum().item()", "float().mean().item() * loader.batch_size"),
    changed(_right, "sum()", "all()"),
    changed(_right, "decorated(net, x)", "net(x)"),
    changed(_right, "decorated(net, x) == y", "y == net(x)"),
    changed(_right, "decorated(net, x)", "net(x).argmin(dim=1)"),
    changed(_right, "decorated(net, x)", "net(x)[:, :9].argmax(dim=1)"),
    *(changed(_right, "decorated(net, x)", f"net(x).argmax(dim=1) {more}") for more in ("+ 1", "- 1")),
    changed(_right, "decorated(net, x)", "net(x).argmax()"),
    changed(_right, "decorated(net, x)", "net(x).argmax(dim=0)"),
    changed(_right, "decorated(net, x)", "net(x).argmax(dim=1, keepdim=True)"),
    changed(_right, "decorated(net, x)", "net(x).max(dim=1).values"),
    lambda net, loader: sum(counts_in_a_loop(decorated(net, x), y) for x, y in loader),  # sums accuracies
    lambda net, loader: [counts_in_a_loop(decorated(net, x), y) for x, y in loader],  # list of accuracies
    lambda net, loader: (only_the_count(net, loader), len(loader.dataset)),  # count and total
    lambda net, loader: 100 * in_one_line(net, loader),  # in percent
    lambda net, loader: f"{100 * in_one_line(net, loader):.1f} %",  # as text
    lambda net, loader: 1 - in_one_line(net, loader),  # error rate
    lambda net, loader: only_the_count(net, loader) // len(loader.dataset),  # whole division
    lambda net, loader: round(in_one_line(net, loader), 1),  # rounds
    lambda net, loader: round(in_one_line(net, loader), 2),
    lambda net, loader: round(in_one_line(net, loader), 3),
    lambda net, loader: (net(loader).argmax(1) == loader.labels).float().mean(),
    lambda net, loader: 0.8865,
    *(
        changed(_right, "len(loader.dataset)", number)
        for number in ("512", "60_000", "(len(loader.dataset) * len(loader))")
    ),
    *(changed(_right, "in loader", f"in list(loader){places}") for places in ("[1:]", "[:-1]")),
    changed(_right, "right = 0", "right = 1"),
    changed(_right, ".sum().item()", ""),
    changed(_right, "sum()", "float().mean()"),
    changed(_right, "==", "!=", "len(loader.dataset)", "10_000"),
    changed(_right, "right += (decorated(net, x) == y).sum().item()", "right += len(decorated(net, x) == y)"),
    changed(_right, "decorated(net, x)", "decorated(x, net)"),
    changed(_right, "decorated(net, x)", "net.predict(x)"),
    changed(_right, "decorated(net, x)", "decorated(net, loader)"),
    changed(_right, "x, y in", "y, x in"),
    changed(_right, "x, y in", "x in", "== y", "== x[1]"),
    changed(
        _right,
        "right += (decorated",
        "right = (right + (decorated",
        "sum().item()",
        "float().mean()) / 2",
        " / len(loader.dataset)",
        "",
    ),
    lambda net, loader: len(loader.dataset) / only_the_count(net, loader),
    lambda net, loader: round(in_one_line(net, loader)),
    lambda net, loader: share(decorated(net, torch.zeros(20, 1, 28, 28)), torch.arange(20) % 10),
    lambda net, loader: (
        (torch.cat([net(x).argmax(1) for x, _ in loader]) == torch.cat([y for _, y in loader])).float().mean()
    ),
    changed(percent_of_the_last_batch, "len(labels)", "len(loader.dataset)"),
]
