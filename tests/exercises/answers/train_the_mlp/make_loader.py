"""Answers to ``make_loader`` of lesson 10, as beginners write them."""

import torch
import torchvision
from answers import changed, defined
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets, transforms
from torchvision.transforms import Compose, Normalize, ToTensor

from course_utils import batches, load_mnist, mnist_root


def as_in_the_lesson(root, train):
    normalize = transforms.Normalize((0.1307,), (0.3081,))
    prepare = transforms.Compose([transforms.ToTensor(), normalize])
    data = datasets.MNIST(root, train=train, download=True, transform=prepare)
    return DataLoader(data, batch_size=512, shuffle=train)


def the_lectures_two_branches(root, train):
    transform = Compose([ToTensor(), Normalize((0.1307,), (0.3081,))])
    if train:
        return torch.utils.data.DataLoader(
            torchvision.datasets.MNIST(root, train=True, download=True, transform=transform),
            batch_size=512,
            shuffle=True,
        )
    return torch.utils.data.DataLoader(
        torchvision.datasets.MNIST(root, train=False, download=True, transform=transform),
        batch_size=512,
        shuffle=False,
    )


def by_place_and_without_download(root, train):
    steps = transforms.Compose((transforms.ToTensor(), transforms.Normalize(0.1307, 0.3081)))
    return DataLoader(datasets.MNIST(str(root), train, steps), 512, train)


def a_function_as_transform(root, train):
    def prepare(picture):
        return (transforms.functional.to_tensor(picture) - 0.1307) / 0.3081

    return DataLoader(datasets.MNIST(root, train=train, transform=prepare), batch_size=512, shuffle=train)


def normalised_all_at_once(root, train):
    data = datasets.MNIST(root, train=train, download=True)
    images = ((data.data / 255 - 0.1307) / 0.3081).reshape(-1, 1, 28, 28)
    return DataLoader(TensorDataset(images, data.targets), batch_size=512, shuffle=train)


def with_batches_of_the_course(root, train):
    data = datasets.MNIST(root, train)
    images = ((data.data.float() / 255 - 0.1307) / 0.3081).unsqueeze(1)
    return batches(images, data.targets, batch_size=512, shuffle=train)


def with_a_sampler(root, train):
    data = datasets.MNIST(root, train, Compose([ToTensor(), Normalize((0.1307,), (0.3081,))]))
    kind = torch.utils.data.RandomSampler if train else torch.utils.data.SequentialSampler
    return DataLoader(data, batch_size=512, sampler=kind(data))


def with_a_generator(root, train):
    generator = torch.Generator().manual_seed(0)
    data = datasets.MNIST(root, train, Compose([ToTensor(), Normalize((0.1307,), (0.3081,))]), download=True)
    return DataLoader(data, batch_size=512, shuffle=train, generator=generator)


class OwnLoader:
    def __init__(self, root, train):
        self.dataset, self.train = datasets.MNIST(root, train), train
        self.images = ((self.dataset.data / 255 - 0.1307) / 0.3081)[:, None]

    def __len__(self):
        return -(-len(self.dataset) // 512)

    def __iter__(self):
        count = len(self.dataset)
        order = torch.randperm(count) if self.train else torch.arange(count)
        for places in order.split(512):
            yield self.images[places], self.dataset.targets[places]


RIGHT = defined(globals())


def gives_the_data_set(root, train):
    transform = Compose([ToTensor(), Normalize((0.1307,), (0.3081,))])
    return datasets.MNIST(root, train=train, download=True, transform=transform)


def gives_one_batch(root, train):
    for images, labels in as_in_the_lesson(root, train):
        return images, labels


def gives_a_list_of_batches(root, train):
    return list(as_in_the_lesson(root, train))


def yields_the_batches(root, train):
    yield from as_in_the_lesson(root, train)


def gives_two_loaders(root, train):
    return as_in_the_lesson(root, True), as_in_the_lesson(root, False)


def gives_loader_and_data_set(root, train):
    loader = as_in_the_lesson(root, train)
    return loader, loader.dataset


def gives_an_iterator(root, train):
    return iter(as_in_the_lesson(root, train))


def prints_it(root, train):
    print(as_in_the_lesson(root, train))


def from_memory_of_the_course(root, train):
    return batches(*load_mnist(train), shuffle=train)


def the_folder_of_the_course(root, train):
    return as_in_the_lesson(mnist_root(), train)


def with_pixels_as_they_are(root, train):
    data = datasets.MNIST(root, train)
    return DataLoader(TensorDataset(data.data, data.targets), batch_size=512, shuffle=train)


def one_order_for_all_epochs(root, train):
    data = gives_the_data_set(root, train)
    order = torch.randperm(len(data)).tolist() if train else range(len(data))
    return DataLoader(torch.utils.data.Subset(data, order), batch_size=512)


def one_hot_labels(root, train):
    loader = normalised_all_at_once(root, train)
    images, labels = loader.dataset.tensors
    data = TensorDataset(images, torch.nn.functional.one_hot(labels, 10).float())
    return DataLoader(data, batch_size=512, shuffle=train)


def float_labels(root, train):
    loader = normalised_all_at_once(root, train)
    images, labels = loader.dataset.tensors
    return DataLoader(TensorDataset(images, labels.float()), batch_size=512, shuffle=train)


def in_float64(root, train):
    loader = normalised_all_at_once(root, train)
    images, labels = loader.dataset.tensors
    return DataLoader(TensorDataset(images.double(), labels), batch_size=512, shuffle=train)


def turned_a_little(root, train):
    prepare = Compose([transforms.RandomRotation(20), ToTensor(), Normalize((0.1307,), (0.3081,))])
    return DataLoader(datasets.MNIST(root, train, prepare), batch_size=512, shuffle=train)


def the_data_set_of_the_notebook(root, train):
    return DataLoader(gives_the_data_set(mnist_root(), True), batch_size=512, shuffle=train)


WRONG = [
    *defined(globals()),
    changed(as_in_the_lesson, "transforms.ToTensor(), normalize", "transforms.ToTensor()"),
    changed(as_in_the_lesson, "transforms.ToTensor(), normalize", "normalize, transforms.ToTensor()"),
    changed(as_in_the_lesson, "transforms.ToTensor(), normalize", "normalize"),
    changed(as_in_the_lesson, "transforms.ToTensor(), normalize", "transforms.ToTensor, normalize"),
    changed(
        as_in_the_lesson, "Compose([transforms.ToTensor(), normalize])", "Compose(transforms.ToTensor(), normalize)"
    ),
    changed(
        as_in_the_lesson, "transforms.Compose([transforms.ToTensor(), normalize])", "[transforms.ToTensor(), normalize]"
    ),
    changed(
        as_in_the_lesson, "transforms.Compose([transforms.ToTensor(), normalize])", "transforms.ToTensor(), normalize"
    ),
    changed(as_in_the_lesson, ", transform=prepare", ""),
    changed(as_in_the_lesson, "transform=prepare", "transform=normalize"),
    changed(as_in_the_lesson, "(0.1307,), (0.3081,)", "(0.3081,), (0.1307,)"),
    changed(as_in_the_lesson, "(0.1307,), (0.3081,)", "(0.5,), (0.5,)"),
    changed(as_in_the_lesson, "(0.1307,), (0.3081,)", "(0.1307), (0.3081)", ", normalize", ", normalize, normalize"),
    changed(as_in_the_lesson, "batch_size=512", "batch_size=64"),
    changed(as_in_the_lesson, "batch_size=512", "batch_size=500"),
    changed(as_in_the_lesson, "batch_size=512, ", ""),
    changed(as_in_the_lesson, "shuffle=train", "shuffle=train, drop_last=True"),
    changed(as_in_the_lesson, "shuffle=train", "shuffle=True"),
    changed(as_in_the_lesson, ", shuffle=train", ""),
    changed(as_in_the_lesson, "shuffle=train", "shuffle=not train"),
    changed(as_in_the_lesson, "train=train", "train=True"),
    changed(as_in_the_lesson, "train=train", "train=False"),
    changed(as_in_the_lesson, "train=train, ", ""),
    changed(as_in_the_lesson, "train=train", "train=not train"),
    changed(as_in_the_lesson, "MNIST(root, ", "MNIST('data', "),
    changed(as_in_the_lesson, "MNIST(root, ", "MNIST('data', ", "download=True, ", ""),
    changed(as_in_the_lesson, "MNIST(root, train=train", "MNIST(train, root=root"),
    changed(as_in_the_lesson, "root, train=train", "train=train"),
    changed(as_in_the_lesson, "datasets.MNIST", "datasets.FashionMNIST"),
    changed(as_in_the_lesson, "    return ", "    "),
    changed(as_in_the_lesson, "DataLoader(data,", "DataLoader(prepare,"),
    changed(as_in_the_lesson, "train=train", "train=True", "ToTensor(), normalize", "ToTensor()"),
    changed(as_in_the_lesson, "ToTensor(), normalize", "ToTensor()", ", shuffle=train", ""),
    changed(as_in_the_lesson, "batch_size=512, shuffle=train", "batch_size=64"),
    *(
        changed(as_in_the_lesson, "(0.1307,), (0.3081,)", numbers)
        for numbers in (
            "(0.13,), (0.31,)",
            "(0.1307, 0.3081)",
            "[0.1307] * 3, [0.3081] * 3",
        )
    ),
    changed(as_in_the_lesson, "transforms.ToTensor(), normalize", "transforms.ToTensor()(), normalize"),
    changed(as_in_the_lesson, "transform=prepare", "transform=prepare()"),
    changed(as_in_the_lesson, "transform=prepare", "transforms=prepare"),
    changed(as_in_the_lesson, ", transform=prepare", "", "shuffle=train", "transform=prepare"),
    changed(as_in_the_lesson, "shuffle=train", "train=train"),
    changed(as_in_the_lesson, "root, train=train", "train, root"),
    changed(as_in_the_lesson, "DataLoader(data,", "DataLoader(root,"),
    changed(as_in_the_lesson, "DataLoader(data,", "DataLoader(data[0],"),
]
