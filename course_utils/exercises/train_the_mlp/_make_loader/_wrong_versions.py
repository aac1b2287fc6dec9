"""Loaders with one slip each, for the catalogue of mistakes."""

from torch.utils.data import DataLoader

from course_utils.exercises.train_the_mlp._make_loader._torchvision import datasets, transforms
from course_utils.mnist import mnist_root


def normalize(mean=0.1307, std=0.3081):
    return transforms.Normalize((mean,), (std,))


def composed(*steps):
    """Make a transform of some steps: each is one, or the name of one that is right."""
    right = {"ToTensor": transforms.ToTensor(), "Normalize": normalize()}
    return transforms.Compose([right[step] if isinstance(step, str) else step for step in steps])


def loader_of(root, train, *steps, **options):
    """Make the right loader but for what is said."""
    transform = composed(*(steps or ("ToTensor", "Normalize")))
    data = datasets.MNIST(root, train=train, download=True, transform=transform)
    return DataLoader(data, **{"batch_size": 512, "shuffle": train} | options)


def with_transform(*steps):
    return lambda root, train: loader_of(root, train, *steps)


def with_normalize(mean, std):
    return lambda root, train: loader_of(root, train, "ToTensor", normalize(mean, std))


def without_a_transform(root, train):
    return DataLoader(datasets.MNIST(root, train=train), batch_size=512, shuffle=train)


def flattened(root, train):
    return loader_of(root, train, "ToTensor", "Normalize", lambda image: image.view(784))


def with_options(**options):
    """Make it with other options for the loader; a function of `train` gives one that depends on it."""
    return lambda root, train: loader_of(
        root, train, **{name: value(train) if callable(value) else value for name, value in options.items()}
    )


def with_train(chosen):
    """Make it with other pictures, and shuffle it as is right."""
    return lambda root, train: loader_of(root, chosen(train), shuffle=train)


def brackets_missing(root, train):
    return loader_of(root, train, transforms.ToTensor, "Normalize")


def with_one_number(root, train):
    return transforms.Normalize((0.1307,))


def for_three_colors(root, train):
    return loader_of(root, train, "ToTensor", transforms.Normalize((0.1307,) * 3, (0.3081,) * 3))


def called_too_early(root, train):
    return composed(transforms.ToTensor()())


def composed_and_called(root, train):
    return composed("ToTensor", "Normalize")()


def transforms_for_transform(root, train):
    return datasets.MNIST(root, train=train, transforms=composed("ToTensor", "Normalize"))


def without_a_list(root, train):
    return transforms.Compose(transforms.ToTensor(), normalize())


def root_not_passed(root, train):
    return datasets.MNIST(train=train)


def transform_in_the_loader(root, train):
    return DataLoader(composed("ToTensor", "Normalize"), batch_size=512, shuffle=train)


def option_of_the_other(name):
    """Hand the loader what belongs to the data set."""
    return lambda root, train: DataLoader(loader_of(root, train).dataset, batch_size=512, **{name: train})


def root_in_the_loader(root, train):
    return DataLoader(root, batch_size=512, shuffle=train)


def root_missing(root, train):
    return datasets.MNIST(train, root)


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


def data_set_of_the_notebook(root, train):
    return DataLoader(loader_of(mnist_root(), True).dataset, batch_size=512, shuffle=train)
