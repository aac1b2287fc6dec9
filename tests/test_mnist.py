"""The data set is the same as torchvision's."""

import pytest
import torch
from torchvision import datasets, transforms

from course_utils import MEAN, STD, _files, load_mnist, mnist, mnist_root


@pytest.mark.parametrize(("train", "count", "first"), [(True, 60_000, [5, 0, 4]), (False, 10_000, [7, 2, 1])])
def test_load_mnist_gives_normalised_pictures_and_labels(train, count, first):
    images, labels = load_mnist(train=train)

    assert images.shape == (count, 1, 28, 28) and images.dtype == torch.float32
    assert labels.shape == (count,) and labels.dtype == torch.int64
    assert labels[:3].tolist() == first
    assert round(images.min().item(), 4) == -0.4242
    assert round(images.max().item(), 4) == 2.8215


@pytest.mark.parametrize(("train", "step"), [(True, 60), (False, 10)])  # every pixel, and 1,000 pictures normalised
def test_load_mnist_equals_torchvision_to_the_last_bit(train, step):
    prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((MEAN,), (STD,))])
    dataset = datasets.MNIST(mnist_root(), train=train, download=True, transform=prepare)
    images, labels = load_mnist(train=train)

    chosen = range(0, len(dataset), step)

    assert torch.equal(images[::step], torch.stack([dataset[index][0] for index in chosen]))
    assert torch.equal(mnist.load_pixels(train)[0].squeeze(1), dataset.data) and torch.equal(labels, dataset.targets)


def test_the_files_are_parsed_once_a_process(monkeypatch):
    calls = []
    read = _files.read
    monkeypatch.setattr(_files, "read", lambda name: calls.append(name) or read(name))
    mnist._parse.cache_clear()

    load_mnist(train=False)
    load_mnist(train=False)

    assert len(calls) == 2  # one for the pictures, one for the labels


def test_what_a_learner_does_to_the_pictures_stays_with_them():
    images, labels = load_mnist(train=False)
    images.zero_()
    labels.zero_()

    fresh_images, fresh_labels = load_mnist(train=False)

    assert fresh_images.abs().sum() > 0 and fresh_labels.sum() > 0
