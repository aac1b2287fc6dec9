"""Trainings with one slip each, for the catalogue of mistakes."""

import torch

from course_utils.exercises.pytorch_parts._train_step._wrong_versions import giving as step_giving
from course_utils.exercises.pytorch_parts._train_step._wrong_versions import no_step, no_zero, squares, step

keeping_the_graph = step_giving(lambda loss, out, labels: loss)


def only_loss(net, optimizer, images, labels):
    return squares(net, images, labels).mean().item()


def by_epoch(net, loader, optimizer, epochs, step=step):
    """Train as is right; give the losses of each epoch in a list of their own."""
    return [[step(net, optimizer, *batch) for batch in loader] for _ in range(epochs)]


def flat(net, loader, optimizer, epochs, step=step):
    return [loss for losses in by_epoch(net, loader, optimizer, epochs, step) for loss in losses]


def giving(result):
    """Make a right training that gives something else, from the losses of each epoch."""
    return lambda net, loader, optimizer, epochs: result(by_epoch(net, loader, optimizer, epochs))


def giving_flat(result):
    return lambda net, loader, optimizer, epochs: result(flat(net, loader, optimizer, epochs))


def with_step(step):
    return lambda net, loader, optimizer, epochs: flat(net, loader, optimizer, epochs, step)


def first_batches(net, loader, optimizer, times):
    return [step(net, optimizer, *next(iter(loader))) for _ in range(times)]


def zero_once_an_epoch(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        losses += [no_zero(net, optimizer, *batch) for batch in loader]
    return losses


def step_once_an_epoch(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        losses += [no_step(net, optimizer, *batch) for batch in loader]
        optimizer.step()
    return losses


class Some:
    """Some of a loader's batches, chosen anew whenever they are gone through."""

    def __init__(self, loader, chosen):
        self._loader, self._chosen = loader, chosen

    def __iter__(self):
        return iter(self._chosen([*self._loader]))


def of_some(chosen):
    """Train as is right with some of the batches only."""
    return lambda net, loader, optimizer, epochs: flat(net, Some(loader, chosen), optimizer, epochs)


def of_epochs(number):
    """Train another number of epochs, made from how many there should be and the number of batches."""
    return lambda net, loader, optimizer, epochs: flat(net, loader, optimizer, number(epochs, len(loader)))


def two_steps(net, optimizer, images, labels):
    return [step(net, optimizer, images, labels) for _ in range(2)]


def giving_twice(net, loader, optimizer, epochs):
    return [loss for losses in flat(net, loader, optimizer, epochs, two_steps) for loss in losses]


def own_optimizer(net, loader, optimizer, epochs):
    return flat(net, loader, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9), epochs)
