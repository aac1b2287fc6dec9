"""Answers to ``train`` of lesson 10, as beginners write them."""

import functools

import numpy as np
import torch
from answers import changed, defined
from answers.pytorch_parts.train_step import (
    _Trainer,
    as_in_the_lesson,
    flattens_itself,
    returns_nothing,
    returns_the_tensor,
    step_forgotten,
    with_a_closure,
    zero_first,
    zero_forgotten,
    zero_last,
)
from torch.nn import functional as F

from course_utils import MLP, batches, load_mnist, one_hot


def two_loops(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def writes_it_out(net, loader, optimizer, epochs):
    net.train()
    losses = []
    epoch = 0
    while epoch < epochs:
        for batch in loader:
            x, y = batch
            optimizer.zero_grad()
            out = net(x)
            loss = F.mse_loss(out, F.one_hot(y, 10).float())
            loss.backward()
            optimizer.step()
            losses += [loss.item()]
        epoch += 1
    return losses


def counts_batches(net, loader, optimizer, epochs):
    losses = [0.0] * (epochs * len(loader))
    for epoch in range(1, epochs + 1):
        for number, (images, labels) in enumerate(loader):
            losses[(epoch - 1) * len(loader) + number] = zero_last(net, optimizer, images, labels)
    return losses


def epoch_by_epoch(net, loader, optimizer, epochs):
    def one_epoch():
        return [as_in_the_lesson(net, optimizer, x, y) for x, y in loader]

    losses = []
    for _ in range(epochs):
        losses.extend(one_epoch())
    return losses


def by_hand_iterator(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        iterator = iter(loader)
        for _ in range(len(loader)):
            images, labels = next(iterator)
            losses.append(flattens_itself(net, optimizer, images, labels))
    return losses


def calls_itself(net, loader, optimizer, epochs):
    if epochs == 0:
        return []
    first = [as_in_the_lesson(net, optimizer, *batch) for batch in loader]
    return first + calls_itself(net, loader, optimizer, epochs - 1)


def generates(net, loader, optimizer, epochs):
    def losses():
        for _ in range(epochs):
            for images, labels in loader:
                yield with_a_closure(net, optimizer, images, labels)

    return list(losses())


def converts_at_the_end(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            losses.append(torch.tensor(as_in_the_lesson(net, optimizer, images, labels)))
    return torch.stack(losses).tolist()


def _any_step(step, net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            losses.append(step(net, optimizer, images, labels))
    return losses


class _Training:
    def run(self, net, loader, optimizer, epochs):
        self.losses = []
        for _ in range(epochs):
            for images, labels in loader:
                self.losses.append(as_in_the_lesson(net, optimizer, images, labels))
        return self.losses


RIGHT = [
    *defined(globals()),
    changed(two_loops, "    return", '        print(f"epoch {epoch}: loss {losses[-1]:.4f}")\n    return'),
    lambda net, loader, optimizer, epochs: [zero_first(net, optimizer, x, y) for _ in range(epochs) for x, y in loader],
    lambda net, loader, optimizer, epochs: tuple(two_loops(net, loader, optimizer, epochs)),  # as a tuple
    functools.partial(_any_step, with_a_closure),
    functools.partial(_any_step, _Trainer()),
    _Training().run,
    lambda net, loader, optimizer, epochs: sum(
        ([as_in_the_lesson(net, optimizer, x, y) for x, y in loader] for _ in range(epochs)), []
    ),
]


def epochs_ignored(net, loader, optimizer, epochs):
    return [as_in_the_lesson(net, optimizer, x, y) for x, y in loader]


def mean_of_each_epoch(net, loader, optimizer, epochs):
    means = []
    for epoch in range(epochs):
        losses = [as_in_the_lesson(net, optimizer, x, y) for x, y in loader]
        means.append(sum(losses) / len(losses))
    return means


def sum_of_each_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        running_loss = 0.0
        for images, labels in loader:
            running_loss += as_in_the_lesson(net, optimizer, images, labels)
        losses.append(running_loss)
    return losses


def only_looks(net, loader, optimizer, epochs):
    with torch.no_grad():
        return [F.mse_loss(net(x), one_hot(y)).item() for _ in range(epochs) for x, y in loader]


def list_stays_empty(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            loss = as_in_the_lesson(net, optimizer, images, labels)
    return losses


def adds_them_up(net, loader, optimizer, epochs):
    total = 0
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            total += as_in_the_lesson(net, optimizer, images, labels)
            losses.append(total)
    return losses


def short_batch_left_out(net, loader, optimizer, epochs):
    losses = []
    size = len(next(iter(loader))[1])
    for epoch in range(epochs):
        for images, labels in loader:
            if len(labels) == size:
                losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def one_batch_an_epoch(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        images, labels = next(iter(loader))
        losses.append(as_in_the_lesson(net, optimizer, images, labels))
    return losses


def makes_a_net(net, loader, optimizer, epochs):
    net = MLP()
    return two_loops(net, loader, optimizer, epochs)


def by_epoch_number(net, loader, optimizer, epochs):
    return {epoch: epochs_ignored(net, loader, optimizer, 1) for epoch in range(epochs)}


def all_in_one_batch(net, loader, optimizer, epochs):
    images, labels = (torch.cat(parts) for parts in zip(*loader))
    return [as_in_the_lesson(net, optimizer, images, labels) for _ in range(epochs)]


def train_yields(net, loader, optimizer, epochs):
    for _ in range(epochs):
        for images, labels in loader:
            yield F.mse_loss(net(images), one_hot(labels)).item()


def train_full_batches_only(net, loader, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            if len(labels) < 512:
                continue
            losses.append(F.mse_loss(net(images), one_hot(labels)).item())
    return losses


def the_loader_of_the_notebook(net, loader, optimizer, epochs):
    return two_loops(net, batches(*load_mnist(train=False)), optimizer, epochs)


def notes_some(net, loader, optimizer, epochs):
    losses = []
    for epoch in range(epochs):
        for step, (images, labels) in enumerate(loader):
            loss = as_in_the_lesson(net, optimizer, images, labels)
            if step % 30 == 0:
                losses.append(loss)
    return losses


def makes_a_net_of_its_own(net, loader, optimizer, epochs):
    net = MLP()
    return [as_in_the_lesson(net, optimizer, *batch) for epoch in range(epochs) for batch in loader]


WRONG = [
    *defined(globals()),
    functools.partial(_any_step, step_forgotten),
    changed(two_loops, "    return", "    loader.dataset.tensors[0].zero_()\n    return"),
    changed(
        two_loops,
        "epoch in range(epochs):\n        for images, labels in loader",
        "images, labels in loader:\n        for epoch in range(epochs)",
    ),
    changed(two_loops, "in loader", "in list(loader)[:-1]"),
    changed(one_batch_an_epoch, "range(epochs)", "range(epochs * len(loader))"),
    changed(adds_them_up, "append(total)", "append(total / (len(losses) + 1))"),
    changed(list_stays_empty, "losses = []", "", "loss = ", "", "return losses", ""),
    lambda net, loader, optimizer, epochs: [epochs_ignored(net, loader, optimizer, 1) for _ in range(epochs)],
    lambda net, loader, optimizer, epochs: [[loss] for loss in two_loops(net, loader, optimizer, epochs)],
    changed(two_loops, "return losses", "return net"),
    changed(two_loops, "return losses", "return net, losses"),
    changed(two_loops, "return losses", "return sum(losses) / len(losses)"),
    changed(two_loops, "return losses", "return [100 * loss / losses[0] for loss in losses]"),
    changed(
        two_loops, "losses =", "optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)\n    losses ="
    ),
    changed(
        two_loops, "range(epochs):", "range(epochs):\n        optimizer = torch.optim.SGD(net.parameters(), lr=0.01)"
    ),
    changed(two_loops, "in loader:", "in loader:\n            optimizer = torch.optim.SGD(net.parameters(), lr=0.01)"),
    functools.partial(_any_step, zero_forgotten),
    functools.partial(_any_step, returns_the_tensor),
    functools.partial(_any_step, returns_nothing),
    changed(two_loops, "range(epochs)", "epochs"),
    changed(two_loops, "range(epochs)", "range(1, epochs)"),
    changed(two_loops, "range(epochs)", "range(epochs + 1)"),
    changed(two_loops, "in loader", "in reversed(list(loader))"),
    changed(two_loops, "optimizer, images, labels", "images, labels, optimizer"),
    changed(two_loops, "    return losses", "        return losses"),
    changed(two_loops, "    return losses", "            return losses"),
    changed(two_loops, "labels))", "labels))\n            break"),
    changed(two_loops, "losses = []", "", "range(epochs):", "range(epochs):\n        losses = []"),
    changed(two_loops, "losses = []", "", "in loader:", "in loader:\n            losses = []"),
    changed(list_stays_empty, "    return", "        losses.append(loss)\n    return"),
    changed(two_loops, "as_in_the_lesson", "zero_forgotten", "(epochs):", "(epochs):\n        optimizer.zero_grad()"),
    changed(two_loops, "as_in_the_lesson", "step_forgotten", "    return", "        optimizer.step()\n    return"),
    lambda net, loader, optimizer, epochs: torch.tensor(two_loops(net, loader, optimizer, epochs)),  # one tensor
    lambda net, loader, optimizer, epochs: np.array(two_loops(net, loader, optimizer, epochs)),  # one array
    lambda net, loader, optimizer, epochs: two_loops(net, loader, optimizer, epochs)[-1],  # the last loss
    lambda net, loader, optimizer, epochs: two_loops(net, loader, optimizer, 3),  # three epochs
    lambda net, loader, optimizer, epochs: two_loops(net, loader, optimizer, epochs)[::-1],  # newest first
    changed(two_loops, "optimizer, images, labels", "optimizer, labels, images"),
    changed(two_loops, "net, optimizer, images, labels)", "images, labels, net, optimizer)"),
    changed(two_loops, "images, labels in", "labels, images in"),
    changed(two_loops, "in loader", "in enumerate(loader)"),
    changed(
        two_loops, "losses.append(", "as_in_the_lesson(net, optimizer, images, labels)\n            losses.append("
    ),
    changed(
        two_loops,
        "losses.append(as_in_the_lesson(net, optimizer, images, labels))",
        "losses += [as_in_the_lesson(net, optimizer, images, labels) for _ in range(2)]",
    ),
    changed(two_loops, "labels))", "labels))\n            optimizer.step()"),
    changed(two_loops, "in loader", "in list(loader)[1:]"),
    *(
        changed(two_loops, "range(epochs)", f"range({number})")
        for number in ("2", "10", "len(loader)", "epochs * len(loader)")
    ),
    *(
        changed(two_loops, "return losses", f"return {given}")
        for given in ("sum(losses)", "[round(loss, 4) for loss in losses]", "[loss / len(loader) for loss in losses]")
    ),
    changed(two_loops, "labels))", "labels) * len(labels))"),
    lambda net, loader, optimizer, epochs: epochs_ignored(net, loader, optimizer, 1)[-1],  # the last loss of one epoch
    changed(
        two_loops,
        "losses = []",
        "losses, batch = [], next(iter(loader))",
        "images, labels in",
        "_ in",
        "images, labels))",
        "*batch))",
    ),
    changed(two_loops, "losses = []", "losses, loader = [], list(loader)"),
    changed(
        notes_some,
        "% 30",
        "% 100",
        "step, (images, labels) in enumerate(loader)",
        "images, labels in loader",
        "losses = []",
        "losses, step = [], 0",
        "losses.append(loss)",
        "losses.append(loss)\n            step += 1",
    ),
]
