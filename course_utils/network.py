"""The network of the course, 784-256-64-10, its training and its test: the reference from lesson 9 on.

``h1 = relu(W1 x + b1)``, ``h2 = relu(W2 h1 + b2)``, ``out = W3 h2 + b3``; the loss is the mean squared error between
``out`` and the one-hot labels, the answer is ``argmax(out)``.
"""

from collections.abc import Iterable, Iterator, Sized
from contextlib import suppress

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim import Optimizer

from course_utils._inputs import whole_number
from course_utils._messages import Phrase, describe, sentence
from course_utils._progress_bar import progress_bar
from course_utils.labels import one_hot


class MLP(nn.Module):
    """The multilayer perceptron 784-256-64-10: three linear layers with a ReLU after the first two.

    Examples
    --------
    >>> net = MLP()
    >>> net(torch.zeros(5, 1, 28, 28)).shape
    torch.Size([5, 10])
    >>> sum(parameter.numel() for parameter in net.parameters())
    218058
    """

    def __init__(self) -> None:
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Give ten scores for each picture.

        Parameters
        ----------
        images : Tensor, float32, shape [b, 1, 28, 28] or [b, 784]
            Normalised pictures.

        Returns
        -------
        Tensor, float32, shape [b, 10]
            The largest of a row stands at the network's answer.

        Raises
        ------
        ValueError
            Pictures of another shape or dtype, or on another device than the network.
        """
        fits = isinstance(images, Tensor) and images.dim() >= 2 and len(images) and images[0].numel() == 784
        if not fits or images.dtype != self.fc1.weight.dtype:
            wanted = str(self.fc1.weight.dtype).removeprefix("torch.")
            raise ValueError(
                sentence(f"{wanted} pictures of shape [b, 1, 28, 28] or [b, 784]", images, "load_mnist() gives such")
            )
        if images.device != (device := self.fc1.weight.device):
            got = Phrase(f"pictures on {images.device}")
            raise ValueError(
                sentence(f"pictures on {device}, where the network is", got, f'write images.to("{device}")')
            )
        x = images.reshape(len(images), 784)
        h1 = F.relu(self.fc1(x), inplace=True)  # in place: a few per cent faster, the same numbers
        h2 = F.relu(self.fc2(h1), inplace=True)
        return self.fc3(h2)


def train(net: nn.Module, loader: Iterable, optimizer: Optimizer, epochs: int) -> list[float]:
    """Train a network with the mean squared error against one-hot labels.

    Interrupting it (the stop button, or Ctrl-C) ends the training after the batch at hand: the network keeps what it
    has learnt, and the losses so far are returned.

    Parameters
    ----------
    net : nn.Module
        Takes pictures [b, 1, 28, 28], gives scores [b, 10]. It is changed in place, on whatever device it is.
    loader : iterable of (images [b, 1, 28, 28], labels [b])
        One epoch of mini-batches, such as :func:`batches` or a DataLoader.
    optimizer : Optimizer
        Holds the parameters of `net`.
    epochs : int
        How often to go through the loader, 0 or more.

    Returns
    -------
    list of float
        One loss a batch, in order: ``epochs * len(loader)`` of them unless interrupted.

    Raises
    ------
    TypeError
        When the network, the loader or the number of epochs is something else.
    ValueError
        A negative number of epochs.

    Examples
    --------
    >>> from course_utils import batches
    >>> net = MLP()
    >>> loader = batches(torch.zeros(8, 1, 28, 28), torch.arange(8), batch_size=4)
    >>> losses = train(net, loader, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9), epochs=3)
    >>> len(losses)
    6
    """
    steps = _check_training(net, loader, optimizer)
    count = whole_number(epochs)
    if count is None:
        raise TypeError(sentence("epochs to be a whole number", epochs, "the course trains for epochs=3"))
    if count < 0:
        raise ValueError(sentence("epochs to be 0 or more", epochs, "the course trains for epochs=3"))
    net.train()
    losses: list[float] = []
    with progress_bar(total=count * steps) as progress:
        try:
            for _ in range(count):
                for images, labels in _pairs(loader):
                    losses.append(_step(net, optimizer, images, labels))
                    progress.update()
        except KeyboardInterrupt:
            print(f"Stopped after {len(losses)} batches; the network keeps what it has learnt so far.")
    return losses


def evaluate(net: nn.Module, loader: Iterable) -> float:
    """Count which share of the pictures a network gets right.

    Parameters
    ----------
    net : nn.Module
        Takes pictures [b, 1, 28, 28], gives scores [b, 10]. Its mode, train or eval, is the same afterwards.
    loader : iterable of (images [b, 1, 28, 28], labels [b])
        The pictures to test on; the last batch may be short.

    Returns
    -------
    float, range 0 to 1
        The accuracy: right answers divided by all answers.

    Raises
    ------
    TypeError
        When the network or the loader is something else.
    ValueError
        When the loader gives no picture.

    Examples
    --------
    >>> from course_utils import batches
    >>> scores = nn.Flatten()  # ten "pixels" are taken as the ten scores
    >>> evaluate(scores, batches(torch.eye(10), torch.arange(10), batch_size=4, shuffle=False))
    1.0
    """
    steps = _check(net, loader)
    device = _device(net)
    mode = net.training
    net.eval()
    right = count = 0
    try:
        with torch.no_grad(), progress_bar(total=steps) as progress:
            for images, labels in _pairs(loader):
                predicted = net(images.to(device)).argmax(dim=1)
                right += (predicted == labels.to(device)).sum().item()
                count += len(labels)
                progress.update()
    finally:
        net.train(mode)
    if count == 0:
        got = Phrase("none")
        raise ValueError(sentence("a loader with at least one picture", got, "check what the loader is made from"))
    return right / count


def _step(net: nn.Module, optimizer: Optimizer, images: Tensor, labels: Tensor) -> float:
    """Make one step on the device of the network; give the loss before it."""
    device = _device(net)
    loss = F.mse_loss(net(images.to(device)), one_hot(labels).to(device))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def _check(net: object, loader: object) -> int:
    """Refuse what is no network, has no weights yet, or is no loader; give how many batches it has."""
    if not isinstance(net, nn.Module):
        todo = "make one first: net = MLP()" if isinstance(net, type) else "pass a network such as MLP()"
        raise TypeError(sentence("a network", net, todo))
    if _device(net).type == "meta":
        raise ValueError(sentence("a network with weights", Phrase("one on meta"), 'make it under torch.device("cpu")'))
    if isinstance(loader, Sized) and isinstance(loader, Iterable) and not isinstance(loader, str):
        with suppress(TypeError):  # a DataLoader over a stream has no length
            return len(loader)
    raise TypeError(sentence("a loader of mini-batches", loader, "make one with batches(images, labels)"))


def _check_training(net: object, loader: object, optimizer: object) -> int:
    """Refuse what cannot be trained, or not with that; give how many batches the loader has."""
    steps = _check(net, loader)
    if not isinstance(optimizer, Optimizer):
        raise TypeError(sentence("an optimizer", optimizer, "write torch.optim.SGD(net.parameters(), lr=0.01)"))
    return steps


def _pairs(loader: Iterable) -> Iterator[tuple[Tensor, Tensor]]:
    """Go through a loader once, and say so when what it gives is no batch: broadcasting would hide it."""
    for batch in loader:
        fits = isinstance(batch, tuple | list) and len(batch) == 2 and all(isinstance(part, Tensor) for part in batch)
        if not fits or batch[1].dim() != 1 or batch[0].dim() == 0 or len(batch[0]) != len(batch[1]):
            got = Phrase(" and ".join(map(describe, batch))) if isinstance(batch, tuple | list) and batch else batch
            raise ValueError(
                sentence("batches of images [b, ...] and labels [b]", got, "make them with batches(images, labels)")
            )
        yield batch[0], batch[1]


def _device(net: nn.Module) -> torch.device:
    """Tell where a network lives; one without parameters lives anywhere."""
    return next((parameter.device for parameter in net.parameters()), torch.device("cpu"))
