"""What the playground trains: the parts that settings make, and the program that does the same.

:func:`assemble` and :func:`program` say the same thing twice, once as objects and once as text; a test runs the text
and compares.
"""

import functools
import math
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader

from course_utils._messages import sentence
from course_utils._own_numbers import network_of
from course_utils.labels import one_hot
from course_utils.mnist import batches, load_mnist
from course_utils.network import evaluate
from course_utils.widgets._engine.trainings.background_training import Progress
from course_utils.widgets.playground.settings import MSE, Settings

Pictures = tuple[Tensor, Tensor]
_FAR = 10  # times the first loss: no training that goes well comes so high


@dataclass
class Run:
    """One training."""

    number: int  # from 1 on
    settings: Settings  # what was chosen
    prediction: float | None  # the test accuracy that was predicted, in per cent
    progress: Progress  # how far it is
    own: Collection[str] = ()  # "train" and "test" where these pictures are not MNIST's
    accuracy: float = math.nan  # the test accuracy at its end, in per cent

    @property
    def program(self) -> str:
        """The program that does the same."""
        stopped_after = len(self.progress.losses) if self.progress.stopped else None
        return program(self.settings, stopped_after, self.own)

    @property
    def last_loss(self) -> float:
        """The loss of the last batch."""
        return self.progress.losses[-1] if self.progress.losses else math.nan

    @property
    def diverged(self) -> bool:
        """Whether its loss is no number any more, or far above that of the untrained network."""
        losses = self.progress.losses
        return bool(losses) and (not math.isfinite(self.last_loss) or self.last_loss > _FAR * losses[0])

    def as_dict(self) -> dict[str, object]:
        """Give settings and results, without the losses of all batches."""
        return {
            "number": self.number,
            **asdict(self.settings),
            "prediction": self.prediction,
            "accuracy": self.accuracy,
            "accuracies": [percent(accuracy) for accuracy in self.progress.accuracies],
            "seconds": round(self.progress.seconds, 2),
            "last_loss": self.last_loss,
            "stopped": self.progress.stopped,
        }


@functools.cache
def mnist() -> tuple[Pictures, Pictures]:
    """Give pictures and labels to train on and to test on, loaded once a process."""
    return load_mnist(), load_mnist(train=False)


def new_net(widths: tuple[int, int], generator: torch.Generator) -> nn.Sequential:
    """Make the network with weights from a generator."""

    def net() -> nn.Sequential:
        first, second = nn.Linear(784, widths[0]), nn.Linear(*widths)
        return nn.Sequential(nn.Flatten(), first, nn.ReLU(), second, nn.ReLU(), nn.Linear(widths[1], 10))

    return network_of(net, generator)


def assemble(
    settings: Settings, train: Pictures, test: Pictures
) -> tuple[Callable[[Tensor, Tensor], float], DataLoader, Callable[[], float]]:
    """Make what :func:`program` makes, without touching torch's global generator."""
    net = new_net(settings.widths, torch.Generator().manual_seed(settings.seed)).to(train[0].device)
    optimizer: torch.optim.Optimizer
    if settings.optimizer == "SGD":
        optimizer = torch.optim.SGD(net.parameters(), lr=settings.learning_rate, momentum=settings.momentum)
    else:
        optimizer = torch.optim.Adam(net.parameters(), lr=settings.learning_rate)
    order = torch.Generator().manual_seed(settings.seed)
    loader = batches(*train, batch_size=settings.batch_size, generator=order)
    # A loader draws a number whenever it is gone through, shuffled or not: this one too from a generator of its own.
    test_loader = batches(*test, shuffle=False, generator=torch.Generator())

    def step(images: Tensor, labels: Tensor) -> float:
        out = net(images)
        loss = F.mse_loss(out, one_hot(labels)) if settings.loss == MSE else F.cross_entropy(out, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step, loader, lambda: evaluate(net, test_loader)


def program(settings: Settings, stopped_after: int | None = None, own: Collection[str] = ()) -> str:
    """Write the program that trains with these settings and prints the same test accuracy.

    `stopped_after` so many batches it stops, as the run did; `own` says whether the pictures "train" and "test" are
    not MNIST's: then they have to be there under these names.
    """
    s, (first, second) = settings, settings.widths
    momentum = f", momentum={s.momentum!r}" if s.optimizer == "SGD" else ""
    loss = "F.mse_loss(net(images), one_hot(labels))" if s.loss == MSE else "F.cross_entropy(net(images), labels)"
    imported = ["batches", "evaluate", "load_mnist"][: 2 if len(own) == 2 else 3] + (
        ["one_hot"] if s.loss == MSE else []
    )
    train = "train" if "train" in own else "load_mnist()"
    test = "test" if "test" in own else "load_mnist(train=False)"
    count = stop = ""
    if stopped_after is not None:
        count = "trained = 0\n"
        stop = f"        if trained == {stopped_after}:  # the run was stopped here\n            break\n"
        stop += "        trained += 1\n"
    return f"""\
import torch
from torch import nn
from torch.nn import functional as F
from course_utils import {", ".join(imported)}

torch.manual_seed({s.seed})
net = nn.Sequential(
    nn.Flatten(), nn.Linear(784, {first}), nn.ReLU(), nn.Linear({first}, {second}), nn.ReLU(), nn.Linear({second}, 10)
)
optimizer = torch.optim.{s.optimizer}(net.parameters(), lr={s.learning_rate!r}{momentum})
order = torch.Generator().manual_seed({s.seed})
loader = batches(*{train}, batch_size={s.batch_size}, generator=order)

{count}for epoch in range({s.epochs}):
    for images, labels in loader:
{stop}        loss = {loss}
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

accuracy = evaluate(net, batches(*{test}, shuffle=False))
print(f"test accuracy {{100 * accuracy:.2f}} %")
"""


def percent(share: float) -> float:
    """Turn a share into per cent: of 10,000 pictures, two places say it all."""
    return round(100 * share, 2)


def check_pictures(name: str, given: object, giver: str) -> None:
    """Refuse what is no pair of pictures and as many labels, at least one."""
    if given is None:
        return
    parts = given if isinstance(given, tuple | list) else ()
    shapes = [part.shape for part in parts if isinstance(part, Tensor)]
    if len(parts) != 2 or len(shapes) != 2 or len(shapes[0]) != 4 or not shapes[0][0] or shapes[1] != shapes[0][:1]:
        wanted = f"{name} to be pictures [n, 1, 28, 28] and their labels [n]"
        raise TypeError(sentence(wanted, given, f"pass what course_utils.mnist.{giver}() gives"))
