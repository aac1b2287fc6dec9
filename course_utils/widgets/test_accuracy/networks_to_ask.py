"""Networks that a widget asks: the learner's, an own network made of functions, or the course's, trained once.

The course's is the network of lesson 09 from seed 0, trained for three epochs; a copy is kept at some moments.
"""

import copy
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import torch
from torch import Tensor, nn

from course_utils._grey_levels import normalised_levels
from course_utils._messages import Phrase, describe, sentence
from course_utils._own_numbers import batches_of, network_of
from course_utils._progress_bar import progress_bar
from course_utils.mnist import load_mnist
from course_utils.network import MLP, train

MOMENTS = (0, 5, 20, 59, 118, 236, 354)  # batches; one epoch has 118
_AT_ONCE = 512
_PIECE = 20  # batches trained in one go, between two looks at the bar


@dataclass(frozen=True)
class Reader:
    """A network that reads pictures."""

    name: str  # what it is called at the beginning of a sentence
    ask: Callable[[Tensor], Tensor]  # takes grey levels, uint8 [b, 1, 28, 28], gives ten outputs each, [b, 10]

    def read(self, pixels: Tensor) -> Tensor:
        """Give the ten outputs of each picture."""
        wanted = "a network that takes pictures [b, 1, 28, 28] and gives ten outputs each, [b, 10]"
        todo = "let it flatten in its first line, as Net of lesson 09 does, or pass None for the course's"
        parts = []
        for part in pixels.split(_AT_ONCE):
            try:
                with torch.no_grad():
                    out = self.ask(part)
            except Exception as error:
                reason = next(iter(str(error).splitlines()), "")
                raise ValueError(sentence(wanted, Phrase(f"{type(error).__name__} '{reason}'"), todo)) from error
            if not isinstance(out, Tensor) or out.shape != (len(part), 10):
                raise ValueError(sentence(wanted, Phrase(f"{describe(out)} for {len(part)} pictures"), todo))
            parts.append(out.detach().float().cpu())
        return torch.cat(parts)


def reader(net: object = None) -> Reader:
    """Make a reader of a network."""
    if net is None:
        return Reader("The course’s network", functools.partial(_ask_module, course_net()))
    if isinstance(net, nn.Module):
        return Reader("Your network", functools.partial(_ask_module, net))
    if all(hasattr(net, part) for part in ("params", "normalize", "flatten_batch", "forward")):
        return Reader("Your own network", functools.partial(_ask_own, net))
    if isinstance(net, type) or not callable(net):
        todo = "make one first: net = MLP()" if isinstance(net, type) else "pass a network such as MLP()"
        raise TypeError(sentence("a network", net, todo))
    return Reader("Your network", lambda pixels: net(normalised_levels(pixels)))


def course_net() -> MLP:
    """Give a copy of the course's trained network; the first call trains it, about 1.5 s."""
    return copy.deepcopy(course_training()[-1])


@functools.cache
def course_training() -> tuple[MLP, ...]:
    """Train the course's network once a process, with numbers of its own; give a copy at each of MOMENTS."""
    with torch.device("cpu"):
        numbers = torch.Generator().manual_seed(0)
        net = network_of(MLP, numbers)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
        loader = batches_of(*load_mnist(train=True), numbers)
        stream = (batch for _ in range(3) for batch in loader)
        copies = [copy.deepcopy(net)]
        with progress_bar(total=MOMENTS[-1]) as bar:
            for before, after in pairwise(MOMENTS):
                for done in range(before, after, _PIECE):
                    count = min(_PIECE, after - done)
                    losses = train(net, _Part(stream, count), optimizer, epochs=1)
                    if len(losses) < count:  # interrupted: half a training must not be kept as the whole
                        raise KeyboardInterrupt
                    bar.update(count)
                copies.append(copy.deepcopy(net))
    return tuple(copies)


class _Part:
    """The next few batches of a stream, as something to train on."""

    def __init__(self, stream: Iterator, count: int) -> None:
        self._stream, self._count = stream, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator:
        return islice(self._stream, self._count)


def _ask_module(net: nn.Module, pixels: Tensor) -> Tensor:
    """Ask a network in eval mode, on its own device and in its own dtype, and leave its mode as it was."""
    images, mode = normalised_levels(pixels), net.training
    parameter = next((p for p in net.parameters() if p.is_floating_point()), images)
    net.eval()
    try:
        return net(images.to(parameter.device, parameter.dtype))
    finally:
        net.train(mode)


def _ask_own(net: Any, pixels: Tensor) -> Tensor:
    """Ask an own network through its parts, the learner's functions."""
    return net.forward(net.flatten_batch(net.normalize(pixels)), net.params)[2]
