"""The data set is the same as torchvision's."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torchvision import datasets, transforms

from course_utils import MEAN, STD, _files, _grey_levels, load_mnist, mnist, mnist_root


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


@pytest.mark.parametrize(("name", "train"), [("train", True), ("t10k", False)])
def test_what_lies_in_the_cache_is_what_normalising_gives(name, train):
    images, _ = load_mnist(train)
    computed = mnist._parsed_pixels(name).float().div_(255).sub_(MEAN).div_(STD)

    assert torch.equal(images, computed)
    assert hashlib.sha256(images.numpy()).hexdigest() == _files.NORMALISED[f"{name}-images-float32"]


def test_the_pictures_are_read_from_the_package_once_a_computer(monkeypatch):
    load_mnist(train=False)
    calls = []
    read = _files.read
    monkeypatch.setattr(_files, "read", lambda name: calls.append(name) or read(name))
    mnist._labels.cache_clear()

    load_mnist(train=False)
    load_mnist(train=False)

    assert calls == ["t10k-labels-idx1-ubyte"]


def test_what_a_learner_does_to_the_pictures_stays_with_them():
    images, labels = load_mnist(train=False)
    images.zero_()
    labels.zero_()

    fresh_images, fresh_labels = load_mnist(train=False)

    assert fresh_images.abs().sum() > 0 and fresh_labels.sum() > 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how much memory is shared")
@pytest.mark.thorough
def test_two_processes_share_the_memory_of_the_pictures():
    images, _ = load_mnist(train=False)
    code = """if True:
        import sys
        from course_utils import load_mnist
        images, labels = load_mnist(train=False)
        images.sum()
        print(flush=True)
        sys.stdin.readline()
        """
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    other.stdout.readline()
    images.sum()

    mine, shared = memory_of_a_mapping("t10k-images-float32")
    other.communicate(b"\n")

    assert mine == 0 and shared > 30_000


def memory_of_a_mapping(name):
    """Give how many kB of a mapped file belong to this process alone, and how many it shares."""
    mine = shared = 0
    inside = False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if not line.split()[0].endswith(":"):
            inside = line.endswith(name)
        elif inside:
            what, kilobytes = line.split()[:2]
            mine += int(kilobytes) if what.startswith("Private_") else 0
            shared += int(kilobytes) if what.startswith("Shared_") else 0
    return mine, shared


def test_pictures_are_normalised_on_the_cpu_whatever_the_default_device_is():
    with torch.device("meta"):
        levels = _grey_levels.all_levels()
    assert [round(float(level), 4) for level in levels[[0, 255]]] == [-0.4242, 2.8215]
