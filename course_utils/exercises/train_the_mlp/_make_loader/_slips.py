"""Loaders with one slip each, for the catalogue of mistakes."""

from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from course_utils.mnist import mnist_root

NORMALIZE = transforms.Normalize((0.1307,), (0.3081,))
PREPARE = transforms.Compose([transforms.ToTensor(), NORMALIZE])


def loader_of(root, train, transform=PREPARE, **options):
    """Make the right loader but for what is said."""
    data = datasets.MNIST(root, train=train, download=True, transform=transform)
    return DataLoader(data, **{"batch_size": 512, "shuffle": train} | options)


def with_transform(*steps):
    return lambda root, train: loader_of(root, train, transforms.Compose(steps))


def with_normalize(mean, std):
    return with_transform(transforms.ToTensor(), transforms.Normalize((mean,), (std,)))


def with_options(**options):
    """Make it with other options for the loader; a function of `train` gives one that depends on it."""
    return lambda root, train: loader_of(
        root, train, **{name: value(train) if callable(value) else value for name, value in options.items()}
    )


def with_train(chosen):
    """Make it with other pictures, and shuffle it as is right."""
    return lambda root, train: loader_of(root, chosen(train), shuffle=train)


def brackets_missing(root, train):
    return loader_of(root, train, transforms.Compose([transforms.ToTensor, NORMALIZE]))


def without_a_list(root, train):
    return loader_of(root, train, transforms.Compose(transforms.ToTensor(), NORMALIZE))


def root_not_passed(root, train):
    return datasets.MNIST(train=train)


def transform_in_the_loader(root, train):
    return DataLoader(PREPARE, batch_size=512, shuffle=train)


def data_set(root, train):
    return loader_of(root, train).dataset


def nothing(root, train):
    loader_of(root, train)


def first_batch(root, train):
    return next(iter(loader_of(root, train)))


def read_from_another_folder(root, train):
    return loader_of("a folder that is not there", train)


def read_from_the_course(root, train):
    return loader_of(mnist_root(), train)
