"""How a training is looked at: a few batches, a short one among them; the losses and the weights afterwards."""

from collections.abc import Iterator

import torch
from torch import nn

from course_utils._batches import FromMemory
from course_utils.exercises.exercise import Wrong
from course_utils.exercises.pytorch_parts._train_step._how_it_is_used import (
    a_net,
    after_eval,
    check_moved,
    is_tensor,
    note_calls,
    weights_of,
)
from course_utils.exercises.train_the_mlp._train._asked import asking

TODO = (
    "Does your loop go through `loader`, the one that is passed in? Each turn gives a batch, `for images, labels in "
    "loader`, and its images go into the net."
)


class CountedLoader(FromMemory):
    """Counts how often it is gone through: once an epoch, because it may shuffle anew each time."""

    _passes = 0

    def __init__(self, images, labels, batch_size):
        super().__init__(images, labels, batch_size, shuffle=False, generator=None)

    def __iter__(self):
        self._passes += 1
        return super().__iter__()

    def passes(self, epochs):
        """Give how often it was gone through; once more than there are epochs, to look at a batch, does no harm."""
        return min(self._passes, epochs)


def cases(generator):
    def drawn(count, batch_size, epochs, **options):
        net = a_net(generator, 784, 10)
        images = torch.randn(count, 1, 28, 28, generator=generator)
        labels = torch.randint(0, 10, (count,), generator=generator)
        loader = CountedLoader(images, labels, batch_size)
        return net, loader, torch.optim.SGD(net.parameters(), **options), epochs

    first = drawn(5, 2, 2, lr=0.001)
    nn.utils.vector_to_parameters(torch.zeros(7850), first[0].parameters())
    return [
        first,
        drawn(7, 3, 3, lr=0.002, momentum=0.9),
        drawn(6, 3, 1, lr=0.002, momentum=0.9),
        drawn(3, 8, 4, lr=0.002, momentum=0.5),
    ]


def remark(train):
    loader = CountedLoader(torch.zeros(3, 1, 28, 28), torch.arange(3), 2)
    return after_eval(lambda net, optimizer: train(net, loader, optimizer, 1))


def observe(train, net, loader, optimizer, epochs):
    before, asked = nn.utils.parameters_to_vector(net.parameters()).detach(), note_calls(net)
    stepped = []
    optimizer.register_step_post_hook(lambda *given: stepped.append(True))
    with torch.random.fork_rng(devices=[]):  # a loader draws a number whenever it starts
        losses = asking(lambda: train(net, loader, optimizer, epochs), net, len(loader.dataset), "loader", TODO)
    if isinstance(losses, Iterator):
        todo = "The loop that you return has not run: append to a list, and return the list."
        raise Wrong(f"{todo}\nexpected a list of losses\ngot      a loop that has not run")
    if isinstance(losses, list) and not losses and not asked:
        raise Wrong("No batch is trained with: are some left out?\nexpected one loss a batch\ngot      an empty list")
    check_moved(net, before, asked)
    if not stepped:
        raise Wrong("expected steps of the optimizer that is passed in\ngot      steps of another one")
    first = losses[0] if isinstance(losses, list | tuple) and losses else losses
    return {
        "the losses": losses,
        "is a tensor": is_tensor(first),
        **weights_of(net, "the training"),
        "passes through the loader": loader.passes(epochs),
    }
