"""Batches from memory are those of a DataLoader, to the last bit, on any device and with any generator."""

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from course_utils import batches, train

CUDA = pytest.param("cuda", marks=pytest.mark.gpu)


@pytest.fixture
def small():
    return torch.randn(96, 1, 4, 4), torch.arange(96)


def stock(images, labels, batch_size, shuffle=True, generator=None):
    return DataLoader(TensorDataset(images, labels), batch_size, shuffle=shuffle, generator=generator)


def epochs(make, small, generator, leave_after=None, **options):
    """Three epochs, of which the first may be left; and the next number of each generator."""
    torch.manual_seed(7)
    generator = torch.Generator().manual_seed(7) if generator else None
    loader, seen = make(*small, generator=generator, **options), []
    for epoch in range(3):
        for number, batch in enumerate(loader, start=1):
            seen.append(batch)
            if epoch == 0 and number == leave_after:
                break
    return seen, torch.rand(1, generator=generator), torch.rand(1)


@pytest.mark.parametrize("leave_after", [None, 1, 4, 6, 7])  # 6 and 7: the last batch, after which nothing is asked
@pytest.mark.parametrize("batch_size", [16, 15, 96, 200])
@pytest.mark.parametrize("generator", [True, False])
@pytest.mark.parametrize("shuffle", [True, False])
def test_batches_and_all_that_is_drawn_for_them_are_those_of_a_dataloader(
    small, shuffle, generator, batch_size, leave_after
):
    options = {"batch_size": batch_size, "shuffle": shuffle}
    ours, *drawn = epochs(batches, small, generator, leave_after, **options)
    theirs, *drawn_there = epochs(stock, small, generator, leave_after, **options)

    assert drawn == drawn_there
    for mine, other in zip(ours, theirs, strict=True):
        assert all(map(torch.equal, mine, other))


def in_one_epoch(images, labels, source):
    """All pictures and labels in the order in which they come."""
    torch.manual_seed(2)
    generator = None if source is None else torch.Generator(source).manual_seed(1)
    return map(torch.cat, zip(*batches(images, labels, batch_size=40, generator=generator), strict=True))


@pytest.mark.parametrize("device", ["cpu", CUDA])
@pytest.mark.parametrize("source", [None, "cpu", CUDA])
def test_pictures_stay_on_their_device_whatever_device_the_order_comes_from(small, device, source):
    images, labels = (part.to(device) for part in small)

    x, y = in_one_epoch(images, labels, source)

    assert x.device.type == y.device.type == device
    assert y.tolist() != labels.tolist() == y.sort().values.tolist() and torch.equal(x, images[y])
    assert y.tolist() == list(in_one_epoch(*small, source))[1].tolist()


def test_pictures_and_labels_may_lie_on_two_devices(small):
    x, y = next(iter(batches(small[0].to("meta"), small[1], batch_size=8)))
    assert x.device.type == "meta" and x.shape == (8, 1, 4, 4) and y.device.type == "cpu"


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("generator", [True, False])
def test_a_default_device_does_not_disturb_batches_that_lie_elsewhere(small, shuffle, generator):
    usual = epochs(batches, small, generator, batch_size=16, shuffle=shuffle)[0]
    generator = torch.Generator().manual_seed(7) if generator else None
    torch.manual_seed(7)
    with torch.device("meta"):  # what torch.set_default_device sets, for as long as this block
        loader = batches(*small, batch_size=16, shuffle=shuffle, generator=generator)
        there = [batch for _ in range(3) for batch in loader]

    for mine, other in zip(there, usual, strict=True):
        assert all(map(torch.equal, mine, other))


@pytest.mark.parametrize("shuffle", [True, False])
def test_it_has_the_length_and_the_data_set_of_a_loader_and_its_last_batch_is_short(small, shuffle):
    loader = batches(*small, batch_size=40, shuffle=shuffle)

    assert len(loader) == 3 and loader.batch_size == 40 and isinstance(loader, DataLoader)
    assert loader.dataset.tensors == small
    assert [len(y) for x, y in loader] == [40, 40, 16]


@pytest.mark.parametrize("shuffle", [True, False])
def test_what_a_learner_does_to_a_batch_stays_with_the_batch(small, shuffle):
    images, labels = (tensor.clone() for tensor in small)

    for x, y in batches(images, labels, batch_size=16, shuffle=shuffle):
        x.zero_()
        y.zero_()

    assert torch.equal(images, small[0]) and torch.equal(labels, small[1])


@pytest.mark.gpu
@pytest.mark.parametrize("source", [None, "cpu", "cuda"])
def test_a_network_on_a_gpu_trains_with_pictures_that_lie_there(source):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).cuda()
    images, labels = torch.randn(100, 1, 28, 28).cuda(), torch.arange(100).cuda() % 10
    generator = None if source is None else torch.Generator(source).manual_seed(0)

    losses = train(net, batches(images, labels, 32, generator=generator), torch.optim.SGD(net.parameters(), 0.1), 3)

    assert len(losses) == 12 and losses[-1] < losses[0]
