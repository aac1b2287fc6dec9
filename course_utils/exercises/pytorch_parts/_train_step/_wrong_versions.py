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


def with_loss(loss_of):
    """Make a step with another loss."""

    def slip(net, optimizer, images, labels):
        loss = loss_of(net, images, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return slip


def giving(result):
    """Make a right step that gives something else."""

    def slip(net, optimizer, images, labels):
        out = net(images)
        loss = F.mse_loss(out, one_hot(labels))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return result(loss, out, labels)

    return slip


def no_zero(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def no_backward(net, optimizer, images, labels):
    optimizer.zero_grad()
    optimizer.step()
    return F.mse_loss(net(images), one_hot(labels)).item()


def no_step(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


def one_batch_behind(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


def own_optimizer(net, optimizer, images, labels):
    return step(net, torch.optim.SGD(net.parameters(), lr=0.01), images, labels)


def loss_afterwards(net, optimizer, images, labels):
    step(net, optimizer, images, labels)
    return F.mse_loss(net(images), one_hot(labels)).item()


def two_steps(net, optimizer, images, labels):
    loss = step(net, optimizer, images, labels)
    optimizer.step()
    return loss


def backward_twice(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward(retain_graph=True)
    loss.backward()
    optimizer.step()
    return loss.item()


def ten_times(net, optimizer, images, labels):
    return [step(net, optimizer, images, labels) for _ in range(10)][-1]


def one_by_one(net, optimizer, images, labels):
    losses = [step(net, optimizer, images[i : i + 1], labels[i : i + 1]) for i in range(len(labels))]
    return sum(losses) / len(losses)
