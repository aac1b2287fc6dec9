"""The data set is the same as torchvision's, and batches are those of a DataLoader."""

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets, transforms

from course_utils import MEAN, STD, _files, batches, load_mnist, mnist, mnist_root


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


@pytest.fixture
def small():
    return torch.randn(100, 1, 28, 28), torch.arange(100)


@pytest.mark.parametrize("own_generator", [True, False])
def test_batches_come_in_the_order_of_a_dataloader_with_the_same_seed(small, own_generator):
    def order(make):
        torch.manual_seed(7)
        loader = make(torch.Generator().manual_seed(7) if own_generator else None)
        return [batch for _ in range(2) for batch in loader]  # the second epoch has an order of its own

    ours = order(lambda generator: batches(*small, batch_size=16, generator=generator))
    theirs = order(lambda generator: DataLoader(TensorDataset(*small), 16, shuffle=True, generator=generator))

    assert all(
        torch.equal(a, b) for mine, other in zip(ours, theirs, strict=True) for a, b in zip(mine, other, strict=True)
    )
    assert not torch.equal(ours[0][1], ours[7][1])


def test_batches_without_shuffle_keep_the_order_and_end_with_a_short_batch():
    loader = batches(*load_mnist(train=False), shuffle=False)

    sizes = [len(y) for x, y in loader]

    assert len(loader) == 20 and len(loader.dataset) == 10_000
    assert sizes == [512] * 19 + [272]
    assert torch.equal(torch.cat([y for x, y in loader]), load_mnist(train=False)[1])


@pytest.mark.parametrize("shuffle", [True, False])
def test_what_a_learner_does_to_a_batch_stays_with_the_batch(small, shuffle):
    images, labels = (tensor.clone() for tensor in small)

    for x, y in batches(images, labels, batch_size=16, shuffle=shuffle):
        x.zero_()
        y.zero_()

    assert torch.equal(images, small[0]) and torch.equal(labels, small[1])


def test_an_epoch_holds_every_picture_once(small):
    seen = torch.cat([y for x, y in batches(*small, batch_size=7)])
    assert seen.sort().values.tolist() == list(range(100))
