"""Ways to count over a loader that are not right: of each batch, of some, in two passes."""

import torch

from course_utils.exercises.test_accuracy._predict import predict


def in_two_passes(net, loader):
    answers = torch.cat([predict(net, images) for images, _ in loader])
    labels = torch.cat([labels for _, labels in loader])
    return (answers == labels).sum().item() / len(labels)


def counts(net, loader):
    """Give for each batch how many are right, and how many there are."""
    return [((predict(net, images) == labels).sum().item(), len(labels)) for images, labels in loader]


def full(numbers, count):
    """Add up the numbers of full batches."""
    return sum(number for number, size in zip(numbers, count, strict=True) if size == count[0])


def of_the_counts(result):
    return lambda net, loader: result(*zip(*counts(net, loader), strict=True))


def of_the_shares(result):
    """Make it of the shares of the batches, and of how many pictures each holds."""
    return of_the_counts(lambda right, count: result([r / c for r, c in zip(right, count, strict=True)], count))


def of_each_batch(hits):
    """Count in another way, divide by the number of pictures."""
    return lambda net, loader: sum(hits(net(x), y).sum().item() for x, y in loader) / len(loader.dataset)
