"""Answers to ``train_step`` of lesson 06, as beginners write them."""

import functools

import numpy as np
import torch
from answers import defined
from torch import nn
from torch.nn import functional as F

from course_utils import MLP, one_hot


def as_in_the_lesson(net, optimizer, images, labels):
    out = net(images)
    loss = F.mse_loss(out, one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def zero_first(net, optimizer, images, labels):
    optimizer.zero_grad()
    target = F.one_hot(labels, num_classes=10).float()
    loss = nn.MSELoss()(net(images), target)
    loss.backward()
    optimizer.step()
    return float(loss)


def zero_last(net, optimizer, images, labels):
    y = torch.zeros(len(labels), 10).scatter_(1, labels.unsqueeze(1), 1.0)
    loss = ((net(images) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def zero_the_net(net, optimizer, images, labels):
    net.train()
    net.zero_grad()
    loss = F.mse_loss(net(images), torch.eye(10)[labels])
    loss.backward()
    optimizer.step()
    return loss.detach().numpy().item()


def flattens_itself(net, optimizer, images, labels):
    x = images.view(images.size(0), 28 * 28)
    loss = F.mse_loss(net(x), one_hot(labels))
    for parameter in net.parameters():
        parameter.grad = None
    loss.backward()
    optimizer.step()
    return loss.tolist()


def with_a_closure(net, optimizer, images, labels):
    def closure():
        optimizer.zero_grad()
        loss = F.mse_loss(net(images), one_hot(labels))
        loss.backward()
        return loss

    return optimizer.step(closure).item()


def by_autograd_grad(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    params = list(net.parameters())
    for parameter, grad in zip(params, torch.autograd.grad(loss, params)):
        parameter.grad = grad
    optimizer.step()
    return loss.item()


def adds_up_by_hand(net, optimizer, images, labels):
    optimizer.zero_grad(set_to_none=False)
    out = net(images)
    total = 0
    for i in range(len(labels)):
        for j in range(10):
            target = 1.0 if j == labels[i] else 0.0
            total = total + (out[i, j] - target) ** 2
    loss = total / (len(labels) * 10)
    loss.backward()
    optimizer.step()
    return loss.item()


def gradient_from_lesson_three(net, optimizer, images, labels):
    out = net(images)
    target = one_hot(labels)
    optimizer.zero_grad()
    out.backward(2 * (out.detach() - target) / out.numel())
    optimizer.step()
    return float(((out - target) ** 2).mean())


def numpy_float(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels), reduction="sum") / (10 * labels.shape[0])
    loss.backward()
    optimizer.step()
    return np.float64(loss.item())


def prints_and_returns(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net.forward(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    print(f"loss {loss.item():.4f}")
    return loss.item()


def _any_loss(loss_function, net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = loss_function(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


class _Trainer:
    def __init__(self):
        self.losses = []

    def __call__(self, net, optimizer, images, labels):
        self.losses.append(_any_loss(F.mse_loss, net, optimizer, images, labels))
        return self.losses[-1]

    def step(self, net, optimizer, images, labels):
        return self(net, optimizer, images, labels)


RIGHT = [
    *defined(globals()),
    functools.partial(_any_loss, nn.MSELoss()),
    functools.partial(_any_loss, lambda out, target: (out - target).pow(2).mean(dim=1).mean()),
    _Trainer(),
    _Trainer().step,
    lambda net, optimizer, images, labels: _any_loss(F.mse_loss, net, optimizer, images, labels),
]


def zero_forgotten(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def backward_forgotten(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def step_forgotten(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


def step_without_brackets(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step
    return loss.item()


def backward_without_brackets(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward
    optimizer.step()
    return loss.item()


def zero_without_brackets(net, optimizer, images, labels):
    optimizer.zero_grad
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def step_too_early(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.step()
    loss.backward()
    return loss.item()


def one_batch_behind(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


def zero_too_late(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def returns_the_tensor(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


def returns_it_detached(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.detach()


def returns_numpy(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.detach().numpy()


def returns_nothing(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()


def prints_the_loss(net, optimizer, images, labels):
    print(as_in_the_lesson(net, optimizer, images, labels))


def returns_accuracy(net, optimizer, images, labels):
    out = net(images)
    loss = F.mse_loss(out, one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return (out.argmax(dim=1) == labels).float().mean().item()


def returns_both(net, optimizer, images, labels):
    out = net(images)
    loss = as_in_the_lesson(net, optimizer, images, labels)
    return loss, out


def returns_the_net(net, optimizer, images, labels):
    as_in_the_lesson(net, optimizer, images, labels)
    return net


def labels_as_they_are(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def labels_as_floats(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), labels.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def labels_as_a_column(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), labels.float().unsqueeze(1))
    loss.backward()
    optimizer.step()
    return loss.item()


def label_written_into_the_row(net, optimizer, images, labels):
    optimizer.zero_grad()
    target = one_hot(labels) * labels.unsqueeze(1)
    loss = F.mse_loss(net(images), target)
    loss.backward()
    optimizer.step()
    return loss.item()


def mse_of_answers(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images).argmax(dim=1).float(), labels.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def mse_of_maxima(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images).max(dim=1).values, labels.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def crosses_entropy(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.cross_entropy(net(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def absolute(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.l1_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def sums(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels), reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


def means_over_the_batch(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = ((net(images) - one_hot(labels)) ** 2).sum() / len(labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def no_mean(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = (net(images) - one_hot(labels)) ** 2
    loss.backward()
    optimizer.step()
    return loss.item()


def roots(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels)).sqrt()
    loss.backward()
    optimizer.step()
    return loss.item()


def softmaxes(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images).softmax(dim=1), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def loss_afterwards(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return F.mse_loss(net(images), one_hot(labels)).item()


def an_optimizer_of_its_own(net, optimizer, images, labels):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    return as_in_the_lesson(net, optimizer, images, labels)


def adam_of_its_own(net, optimizer, images, labels):
    optimizer = torch.optim.Adam(net.parameters())
    return as_in_the_lesson(net, optimizer, images, labels)


def moves_by_hand(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= 0.01 * parameter.grad
    return loss.item()


def moves_by_hand_and_steps(net, optimizer, images, labels):
    loss = as_in_the_lesson(net, optimizer, images, labels)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= 0.01 * parameter.grad
    return loss


def without_gradients(net, optimizer, images, labels):
    optimizer.zero_grad()
    with torch.no_grad():
        loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def item_too_early(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels)).item()
    loss.backward()
    optimizer.step()
    return loss


def a_new_loss_to_walk_back(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    torch.tensor(loss.item(), requires_grad=True).backward()
    optimizer.step()
    return loss.item()


def steps_twice(net, optimizer, images, labels):
    loss = as_in_the_lesson(net, optimizer, images, labels)
    optimizer.step()
    return loss


def walks_back_twice(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward(retain_graph=True)
    loss.backward()
    optimizer.step()
    return loss.item()


def picture_by_picture(net, optimizer, images, labels):
    losses = [as_in_the_lesson(net, optimizer, images[i : i + 1], labels[i : i + 1]) for i in range(len(labels))]
    return sum(losses) / len(losses)


def calls_the_loss(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = nn.MSELoss(net(images), one_hot(labels))
    loss.backward()
    optimizer.step()
    return loss.item()


def optimizer_on_the_loss(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.backward(loss)
    optimizer.step()
    return loss.item()


def clips(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = F.mse_loss(net(images), one_hot(labels))
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 0.01)
    optimizer.step()
    return loss.item()


def trains_ten_times(net, optimizer, images, labels):
    for epoch in range(10):
        loss = as_in_the_lesson(net, optimizer, images, labels)
    return loss


def train_step_of_a_net_from_outside(model, optimizer, images, labels):
    net = MLP()
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_step_relu_on_the_outputs(net, optimizer, images, labels):
    loss = F.mse_loss(F.relu(net(images)), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


WRONG = [
    *defined(globals()),
    lambda net, optimizer, images, labels: f"{as_in_the_lesson(net, optimizer, images, labels):.4f}",  # returns text
    lambda net, optimizer, images, labels: [as_in_the_lesson(net, optimizer, images, labels)],  # returns a list
    lambda net, optimizer, images, labels: as_in_the_lesson(net, optimizer, images, labels) * images.size(0),
    lambda net, optimizer, images, labels: as_in_the_lesson(net, optimizer, images, labels) / len(images),
    lambda net, optimizer, images, labels: round(as_in_the_lesson(net, optimizer, images, labels), 2),  # rounds
    lambda net, optimizer, images, labels: int(as_in_the_lesson(net, optimizer, images, labels)),  # whole number
    lambda net, optimizer, images, labels: as_in_the_lesson(net, optimizer, images[:1], labels[:1]),
    torch.no_grad()(as_in_the_lesson),
    lambda net, optimizer, images, labels: F.mse_loss(net(images), one_hot(labels)).item(),
    lambda net, optimizer, images, labels: F.mse_loss(net(images), one_hot(labels)),
    lambda net, images, labels: 0.1,
]
