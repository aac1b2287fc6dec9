"""Steps with one slip each, for the catalogues of this lesson."""

import torch
from torch.nn import functional as F

from course_utils.labels import one_hot


def step(net, optimizer, images, labels):
    """Do all as is right."""
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def squares(net, images, labels):
    return (net(images) - one_hot(labels)) ** 2


def in_order(*calls, loss_of=lambda net, images, labels: squares(net, images, labels).mean()):
    """Make a step that calls these in their order, with another loss where one is given."""

    def slip(net, optimizer, images, labels):
        loss = loss_of(net, images, labels)
        does = {
            "zero_grad": optimizer.zero_grad,
            "backward": lambda: loss.backward(retain_graph=True),
            "step": optimizer.step,
        }
        for call in calls:
            does[call]()
        return loss.item()

    return slip


def with_loss(loss_of):
    """Make a step with another loss."""
    return in_order("zero_grad", "backward", "step", loss_of=loss_of)


def giving(result):
    """Make a right step that gives something else."""

    def slip(net, optimizer, images, labels):
        out = net(images)
        loss = F.mse_loss(out, one_hot(labels))
        with_loss(lambda *_: loss)(net, optimizer, images, labels)
        return result(loss, out, labels)

    return slip


no_zero = in_order("backward", "step")
no_backward = in_order("zero_grad", "step")
no_step = in_order("zero_grad", "backward")
one_batch_behind = in_order("step", "zero_grad", "backward")
two_steps = in_order("zero_grad", "backward", "step", "step")
backward_twice = in_order("zero_grad", "backward", "backward", "step")


def own_optimizer(net, optimizer, images, labels):
    return step(net, torch.optim.SGD(net.parameters(), lr=0.01), images, labels)


def loss_afterwards(net, optimizer, images, labels):
    step(net, optimizer, images, labels)
    return F.mse_loss(net(images), one_hot(labels)).item()


def ten_times(net, optimizer, images, labels):
    return [step(net, optimizer, images, labels) for _ in range(10)][-1]


def one_by_one(net, optimizer, images, labels):
    losses = [step(net, optimizer, images[i : i + 1], labels[i : i + 1]) for i in range(len(labels))]
    return sum(losses) / len(losses)
