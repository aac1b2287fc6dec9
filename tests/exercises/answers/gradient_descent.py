"""Answers to lesson 04, as beginners write them."""
# ruff: noqa: B007, B905, F841, RUF059
# Beginners write what a linter forbids, and some of it is right.

import copy
import functools

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from course_utils import one_hot


# gradient_step, right
def in_two_lines(weight, grad, learning_rate):
    step = learning_rate * grad
    return weight - step


def on_a_clone(weight, grad, learning_rate):
    new_weight = weight.clone()
    new_weight -= learning_rate * grad
    return new_weight


def on_a_deep_copy(weight, grad, learning_rate):
    new_weight = copy.deepcopy(weight)
    new_weight.sub_(grad, alpha=learning_rate)
    return new_weight


def number_by_number(weight, grad, learning_rate):
    pairs = zip(weight.flatten().tolist(), grad.flatten().tolist())
    return torch.tensor([w - learning_rate * g for w, g in pairs]).reshape(weight.shape)


def fills_zeros(weight, grad, learning_rate):
    new_weight = torch.zeros(weight.shape)
    for i in range(len(weight)):
        new_weight[i] = weight[i] - learning_rate * grad[i]
    return new_weight


def stacks_rows(weight, grad, learning_rate):
    return torch.stack([w - learning_rate * g for w, g in zip(weight, grad)])


def by_numpy(weight, grad, learning_rate):
    return torch.from_numpy(weight.numpy() - np.float32(learning_rate) * grad.numpy())


def by_an_optimizer(weight, grad, learning_rate):
    parameter = nn.Parameter(weight.clone())
    parameter.grad = grad.clone()
    torch.optim.SGD([parameter], lr=learning_rate).step()
    return parameter


def without_grad(weight, grad, learning_rate):
    with torch.no_grad():
        return weight.detach().clone() - grad * learning_rate


class Stepper:
    def __init__(self, sign):
        self.sign = sign

    def step(self, weight, grad, learning_rate):
        return weight + self.sign * learning_rate * grad


# gradient_step, wrong
def forgets_to_return(weight, grad, learning_rate):
    new_weight = weight - learning_rate * grad


def returns_the_old_one(weight, grad, learning_rate):
    new_weight = weight - learning_rate * grad
    return weight


def moves_the_given_one(weight, grad, learning_rate):
    weight -= learning_rate * grad
    return weight


def moves_and_returns_nothing(weight, grad, learning_rate):
    weight -= learning_rate * grad


def subtracts_in_place(weight, grad, learning_rate):
    return weight.sub_(learning_rate * grad)


def believes_it_copies(weight, grad, learning_rate):
    new_weight = weight
    new_weight -= learning_rate * grad
    return new_weight


def scales_grad_in_place(weight, grad, learning_rate):
    grad *= learning_rate
    return weight - grad


def moves_uphill_in_place(weight, grad, learning_rate):
    weight += learning_rate * grad
    return weight


def detours_over_data(weight, grad, learning_rate):
    weight.data = weight.data - learning_rate * grad
    return weight


def prints_it(weight, grad, learning_rate):
    print(weight - learning_rate * grad)


def two_steps(weight, grad, learning_rate):
    weight = weight - learning_rate * grad
    weight = weight - learning_rate * grad
    return weight


def only_the_first_entry(weight, grad, learning_rate):
    new_weight = weight.clone()
    new_weight[0] = weight[0] - learning_rate * grad[0]
    return new_weight


def all_but_the_last(weight, grad, learning_rate):
    new_weight = weight.clone()
    for i in range(len(weight) - 1):
        new_weight[i] = weight[i] - learning_rate * grad[i]
    return new_weight


def returns_in_the_loop(weight, grad, learning_rate):
    for w, g in zip(weight, grad):
        return w - learning_rate * g


def gradient_of_its_own(weight, grad, learning_rate):
    grad = 2 * weight
    return weight - learning_rate * grad


# linear, right
def forward_by_hand(x, weight, bias):
    product = torch.matmul(x, weight.transpose(0, 1))
    return product + bias


def three_loops(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            total = bias[j]
            for k in range(x.shape[1]):
                total = total + x[i, k] * weight[j, k]
            out[i, j] = total
    return out


def output_by_output(x, weight, bias):
    columns = [(x * weight[j]).sum(dim=1) + bias[j] for j in range(len(weight))]
    return torch.stack(columns, dim=1)


def picture_by_picture(x, weight, bias):
    rows = []
    for picture in x:
        rows.append(weight @ picture + bias)
    return torch.stack(rows)


def weights_first(x, weight, bias):
    return (weight @ x.T + bias[:, None]).T


def a_one_for_the_bias(x, weight, bias):
    wide_x = torch.cat([x, torch.ones(len(x), 1)], dim=1)
    wide_weight = torch.cat([weight, bias.reshape(-1, 1)], dim=1)
    return wide_x @ wide_weight.T


def a_layer_of_torch(x, weight, bias):
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer(x)


def broadcast_and_sum(x, weight, bias):
    return (x[:, None, :] * weight[None, :, :]).sum(dim=-1) + bias


def numpy_dot(x, weight, bias):
    return torch.from_numpy(np.dot(x.numpy(), weight.numpy().T) + bias.numpy())


def adds_in_place(x, weight, bias):
    out = x @ weight.T
    out += bias
    return out


# linear, wrong
def no_bias_line(x, weight, bias):
    out = x @ weight.T
    out + bias
    return out


def no_return(x, weight, bias):
    out = x @ weight.T + bias


def bias_summed(x, weight, bias):
    return x @ weight.T + bias.sum()


def only_first_picture(x, weight, bias):
    for picture in x:
        return weight @ picture + bias


def bias_in_every_term(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            out[i, j] = (x[i] * weight[j] + bias[j]).sum()
    return out


def overwrites_instead_of_adding(x, weight, bias):
    out = torch.zeros(len(x), len(weight))
    for i in range(len(x)):
        for j in range(len(weight)):
            for k in range(3):
                out[i, j] = x[i, k] * weight[j, k]
            out[i, j] += bias[j]
    return out


def always_ten(x, weight, bias):
    out = torch.zeros(len(x), 10)
    for j in range(10):
        out[:, j] = x @ weight[j] + bias[j]
    return out


def bias_given_away(x, weight, bias):
    bias += x @ weight.T
    return bias


def weight_turned_in_place(x, weight, bias):
    weight.t_()
    return x @ weight + bias


def random_layer(x, weight, bias):
    return nn.Linear(weight.shape[1], weight.shape[0])(x)


# linear_gradients, right
def with_einsum(x, grad_out):
    return torch.einsum("bm,bn->mn", grad_out, x), torch.einsum("bm->m", grad_out)


def outer_products(x, grad_out):
    grad_weight = torch.zeros(grad_out.shape[1], x.shape[1])
    grad_bias = torch.zeros(grad_out.shape[1])
    for picture, grad in zip(x, grad_out):
        grad_weight += torch.outer(grad, picture)
        grad_bias += grad
    return grad_weight, grad_bias


def entry_by_entry(x, grad_out):
    columns = x.T
    grad_weight = [[(grad_out[:, j] * column).sum() for column in columns] for j in range(grad_out.shape[1])]
    grad_bias = [grad_out[:, j].sum() for j in range(grad_out.shape[1])]
    return [torch.tensor(grad_weight), torch.tensor(grad_bias)]


def transposed_at_the_end(x, grad_out):
    return (x.T @ grad_out).T, grad_out.sum(dim=0)


def as_a_bias_of_ones(x, grad_out):
    return grad_out.T @ x, torch.ones(len(x)) @ grad_out


def by_autograd(x, grad_out):
    weight = torch.zeros(grad_out.shape[1], x.shape[1], requires_grad=True)
    bias = torch.zeros(grad_out.shape[1], requires_grad=True)
    (x @ weight.T + bias).backward(grad_out)
    return weight.grad, bias.grad


def by_autograd_grad(x, grad_out):
    layer = nn.Linear(x.shape[1], grad_out.shape[1])
    return torch.autograd.grad(layer(x), [layer.weight, layer.bias], grad_out)


def in_numpy(x, grad_out):
    g = grad_out.numpy()
    return torch.from_numpy(g.T @ x.numpy()), torch.from_numpy(g.sum(axis=0))


def all_pictures_then_sum(x, grad_out):
    each = grad_out.unsqueeze(2) * x.unsqueeze(1)  # [b, m, n]
    return each.sum(0), grad_out.sum(0)


def python_sum(x, grad_out):
    return sum(g[:, None] * p for g, p in zip(grad_out, x)), sum(grad_out)


# linear_gradients, wrong
def one_matrix(x, grad_out):
    return grad_out.T @ x


def sums_everything(x, grad_out):
    return grad_out.T @ x, grad_out.sum()


def last_picture_only(x, grad_out):
    for picture, grad in zip(x, grad_out):
        grad_weight = torch.outer(grad, picture)
        grad_bias = grad
    return grad_weight, grad_bias


def first_picture_only(x, grad_out):
    return torch.outer(grad_out[0], x[0]), grad_out[0]


def leaves_the_loop(x, grad_out):
    for picture, grad in zip(x, grad_out):
        return torch.outer(grad, picture), grad


def forgets_return(x, grad_out):
    grad_weight = grad_out.T @ x
    grad_bias = grad_out.sum(0)


def in_a_dict(x, grad_out):
    return {"weight": grad_out.T @ x, "bias": grad_out.sum(0)}


def batch_kept(x, grad_out):
    return grad_out.unsqueeze(2) * x.unsqueeze(1), grad_out


def scales_given(x, grad_out):
    grad_out /= len(x)
    return grad_out.T @ x, grad_out.sum(0)


def steps_with_it(x, grad_out):
    return -0.01 * grad_out.T @ x, -0.01 * grad_out.sum(0)


# train_linear, right
def as_the_lesson(weight, bias, loader, learning_rate, epochs):
    losses = []
    for epoch in range(epochs):
        for images, labels in loader:
            x = images.view(images.size(0), 28 * 28)
            targets = one_hot(labels)
            out = x @ weight.T + bias
            loss = ((out - targets) ** 2).mean()
            grad_out = 2 * (out - targets) / out.numel()
            weight -= learning_rate * (grad_out.T @ x)
            bias -= learning_rate * grad_out.sum(dim=0)
            losses.append(loss.item())
    return losses


def watched(weight, bias, loader, learning_rate, epochs):
    weight.requires_grad_()
    bias.requires_grad_()
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            loss = F.mse_loss(images.flatten(1) @ weight.T + bias, F.one_hot(labels, 10).float())
            loss.backward()
            with torch.no_grad():
                for parameter in (weight, bias):
                    parameter -= learning_rate * parameter.grad
                    parameter.grad = None
            losses.append(loss.item())
    return losses


def with_sgd(weight, bias, loader, learning_rate, epochs):
    optimizer = torch.optim.SGD([weight.requires_grad_(), bias.requires_grad_()], lr=learning_rate)
    criterion = nn.MSELoss()
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            optimizer.zero_grad()
            loss = criterion(F.linear(images.reshape(-1, 784), weight, bias), one_hot(labels))
            loss.backward()
            optimizer.step()
            losses.append(float(loss))
    return losses


def in_numpy_on_shared_memory(weight, bias, loader, learning_rate, epochs):
    w, b, losses = weight.numpy(), bias.numpy(), []
    for _ in range(epochs):
        for images, labels in loader:
            x = images.numpy().reshape(len(images), -1)
            difference = x @ w.T + b - np.eye(10, dtype=np.float32)[labels.numpy()]
            losses.append(float(np.mean(difference**2)))
            grad = 2 * difference / difference.size
            w -= np.float32(learning_rate) * grad.T @ x
            b -= np.float32(learning_rate) * grad.sum(axis=0)
    return losses


def copies_at_the_end(weight, bias, loader, learning_rate, epochs):
    w, b, losses = weight.clone(), bias.clone(), []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), one_hot(labels)
            out = x @ w.T + b
            g = 2 * (out - y) / out.numel()
            w, b = w - learning_rate * g.T @ x, b - learning_rate * g.sum(0)
            losses.append(((out - y) ** 2).mean().item())
    weight.copy_(w)
    bias.copy_(b)
    return losses


def slice_assignment(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), torch.eye(10)[labels]
            out = torch.addmm(bias, x, weight.t())
            losses.append(F.mse_loss(out, y).item())
            g = (out - y) / (5 * len(x))
            weight[:] = weight - learning_rate * g.T @ x
            bias[:] = bias - learning_rate * g.sum(0)
    return losses


def through_data(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, y = images.flatten(1), one_hot(labels)
            out = x @ weight.T + bias
            losses += [((out - y) ** 2).mean().item()]
            g = 2 * (out - y) / out.numel()
            weight.data = weight.data - learning_rate * g.T @ x
            bias.data = bias.data - learning_rate * g.sum(0)
    return losses


def helper_functions(weight, bias, loader, learning_rate, epochs):
    def batch(images, labels):
        x, y = images.flatten(start_dim=1), one_hot(labels)
        difference = x @ weight.T + bias - y
        weight.sub_(learning_rate * 2 / difference.numel() * (difference.T @ x))
        bias.sub_(learning_rate * 2 / difference.numel() * difference.sum(0))
        return difference.pow(2).mean().item()

    return [batch(images, labels) for _ in range(epochs) for images, labels in loader]


def picture_after_picture(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            grad_weight, grad_bias, loss = torch.zeros(10, 784), torch.zeros(10), 0.0
            for image, label in zip(images, labels):
                x = image.flatten()
                difference = weight @ x + bias
                difference[label] -= 1
                loss += (difference**2).sum().item()
                grad_weight += torch.outer(2 * difference, x)
                grad_bias += 2 * difference
            count = 10 * len(labels)
            weight -= learning_rate * grad_weight / count
            bias -= learning_rate * grad_bias / count
            losses.append(loss / count)
    return losses


def a_layer_that_shares(weight, bias, loader, learning_rate, epochs):
    layer = nn.Linear(784, 10)
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
    optimizer = torch.optim.SGD(layer.parameters(), lr=learning_rate)
    losses = []
    for epoch in range(epochs):
        for number, batch in enumerate(loader):
            images, labels = batch
            optimizer.zero_grad()
            loss = F.mse_loss(layer(images.flatten(1)), one_hot(labels))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    assert len(losses) == epochs * len(loader)
    return losses


class Trainer:
    def train(self, weight, bias, loader, learning_rate, epochs):
        return as_the_lesson(weight, bias, loader, learning_rate, epochs)


def one_row_more(weight, bias, loader, learning_rate, epochs):
    wide, losses = torch.cat([weight, bias[:, None]], dim=1), []
    for _ in range(epochs):
        for images, labels in loader:
            x = torch.cat([images.reshape(len(images), 784), torch.ones(len(images), 1)], dim=1)
            difference = x @ wide.T - one_hot(labels)
            losses.append(np.float64((difference**2).mean().item()))
            wide -= learning_rate * 2 * difference.T @ x / difference.numel()
    weight.copy_(wide[:, :-1])
    bias.copy_(wide[:, -1])
    return losses


# train_linear, wrong
def parts(weight, bias, images, labels):
    x, targets = images.reshape(len(images), 784), one_hot(labels)
    out = x @ weight.T + bias
    grad_out = 2 * (out - targets) / out.numel()
    return x, out, targets, grad_out, ((out - targets) ** 2).mean()


def new_names(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight = weight - learning_rate * grad_out.T @ x
            bias = bias - learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def new_bias_name(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias = bias - learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def steps_are_not_kept(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight - learning_rate * grad_out.T @ x
            bias - learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def climbs(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight += learning_rate * grad_out.T @ x
            bias += learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def forgets_the_bias(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            losses.append(loss.item())
    return losses


def bias_at_the_end_of_the_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            losses.append(loss.item())
        bias -= learning_rate * grad_out.sum(0)
    return losses


def once_an_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            losses.append(loss.item())
        weight -= learning_rate * grad_out.T @ x
        bias -= learning_rate * grad_out.sum(0)
    return losses


def adds_gradients_up(weight, bias, loader, learning_rate, epochs):
    losses, grad_weight, grad_bias = [], torch.zeros(10, 784), torch.zeros(10)
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            grad_weight += grad_out.T @ x
            grad_bias += grad_out.sum(0)
            weight -= learning_rate * grad_weight
            bias -= learning_rate * grad_bias
            losses.append(loss.item())
    return losses


def no_zero_grad(weight, bias, loader, learning_rate, epochs):
    optimizer = torch.optim.SGD([weight.requires_grad_(), bias.requires_grad_()], lr=learning_rate)
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            loss = F.mse_loss(images.flatten(1) @ weight.T + bias, one_hot(labels))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses


def loss_tensors(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss)
    return losses


def stacked_losses(weight, bias, loader, learning_rate, epochs):
    return torch.tensor(as_the_lesson(weight, bias, loader, learning_rate, epochs))


def one_loss_an_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            total += loss.item()
        losses.append(total / len(loader))
    return losses


def last_loss_of_each_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
        losses.append(loss.item())
    return losses


def only_the_last_loss(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, loader, learning_rate, epochs)[-1]


def losses_begin_anew(weight, bias, loader, learning_rate, epochs):
    for _ in range(epochs):
        losses = []
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def returns_after_one_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss.item())
        return losses


def returns_after_one_batch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss.item())
            return losses


def takes_the_first_batch_of_each_epoch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        images, labels = next(iter(loader))
        x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
        weight -= learning_rate * grad_out.T @ x
        bias -= learning_rate * grad_out.sum(0)
        losses.append(loss.item())
    return losses


def steps_first(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((x @ weight.T + bias - targets) ** 2).mean().item())
    return losses


def weight_first_then_its_bias(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def sums_the_loss(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((out - targets) ** 2).sum().item())
    return losses


def gradient_of_the_sum(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.flatten(1), one_hot(labels)
            out = x @ weight.T + bias
            grad_out = 2 * (out - targets)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((out - targets) ** 2).mean().item())
    return losses


def gradient_by_the_batch(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.flatten(1), one_hot(labels)
            out = x @ weight.T + bias
            grad_out = 2 * (out - targets) / len(images)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((out - targets) ** 2).mean().item())
    return losses


def always_512(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.flatten(1), one_hot(labels)
            out = x @ weight.T + bias
            grad_out = 2 * (out - targets) / (512 * 10)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((out - targets) ** 2).mean().item())
    return losses


def no_two(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.flatten(1), one_hot(labels)
            out = x @ weight.T + bias
            grad_out = (out - targets) / out.numel()
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((out - targets) ** 2).mean().item())
    return losses


def plain_labels(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x = images.flatten(1)
            out = x @ weight.T + bias
            difference = out - labels[:, None]
            grad_out = 2 * difference / out.numel()
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append((difference**2).mean().item())
    return losses


def plain_labels_do_not_fit(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x = images.flatten(1)
            out = x @ weight.T + bias
            difference = out - labels
            grad_out = 2 * difference / out.numel()
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append((difference**2).mean().item())
    return losses


def labels_in_the_vector(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.flatten(1), one_hot(labels) * labels[:, None]
            out = x @ weight.T + bias
            grad_out = 2 * (out - targets) / out.numel()
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(((out - targets) ** 2).mean().item())
    return losses


def point_zero_one(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, loader, 0.01, epochs)


def no_learning_rate(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, loader, 1.0, epochs)


def one_epoch(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, loader, learning_rate, 1)


def one_epoch_more(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, loader, learning_rate, epochs + 1)


def three_epochs(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, loader, learning_rate, 3)


def full_batches_only(weight, bias, loader, learning_rate, epochs):
    size = len(next(iter(loader))[0])
    full = [(images, labels) for images, labels in loader if len(images) == size]
    return as_the_lesson(weight, bias, full, learning_rate, epochs)


def skips_the_last(weight, bias, loader, learning_rate, epochs):
    return as_the_lesson(weight, bias, list(loader)[:-1], learning_rate, epochs)


def batches_outside(weight, bias, loader, learning_rate, epochs):
    losses = []
    for images, labels in loader:
        for _ in range(epochs):
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            losses.append(loss.item())
    return losses


def own_start(weight, bias, loader, learning_rate, epochs):
    weight, bias = torch.zeros(10, 784), torch.zeros(10)
    return as_the_lesson(weight, bias, loader, learning_rate, epochs)


def starts_again(weight, bias, loader, learning_rate, epochs):
    weight.zero_()
    bias.zero_()
    return as_the_lesson(weight, bias, loader, learning_rate, epochs)


def trains_and_says_nothing(weight, bias, loader, learning_rate, epochs):
    losses = as_the_lesson(weight, bias, loader, learning_rate, epochs)


def gives_the_weights(weight, bias, loader, learning_rate, epochs):
    as_the_lesson(weight, bias, loader, learning_rate, epochs)
    return weight, bias


def gives_weights_and_losses(weight, bias, loader, learning_rate, epochs):
    losses = as_the_lesson(weight, bias, loader, learning_rate, epochs)
    return weight, bias, losses


def forgets_to_flatten(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            out = images @ weight.T + bias
            losses.append(((out - one_hot(labels)) ** 2).mean().item())
    return losses


def bias_averaged(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.mean(0)
            losses.append(loss.item())
    return losses


def divided_again(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x / len(images)
            bias -= learning_rate * grad_out.sum(0) / len(images)
            losses.append(loss.item())
    return losses


def loss_as_gradient(weight, bias, loader, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * loss
            bias -= learning_rate * loss
            losses.append(loss.item())
    return losses


def rounds_the_losses(weight, bias, loader, learning_rate, epochs):
    return [round(loss, 2) for loss in as_the_lesson(weight, bias, loader, learning_rate, epochs)]


def gives_a_generator(weight, bias, loader, learning_rate, epochs):
    for _ in range(epochs):
        for images, labels in loader:
            x, out, targets, grad_out, loss = parts(weight, bias, images, labels)
            weight -= learning_rate * grad_out.T @ x
            bias -= learning_rate * grad_out.sum(0)
            yield loss.item()


RIGHT = {
    "gradient_step": [
        lambda weight, grad, learning_rate: weight - learning_rate * grad,
        lambda weight, grad, learning_rate: weight.sub(grad, alpha=learning_rate),
        lambda weight, grad, learning_rate: torch.add(weight, grad, alpha=-learning_rate),
        lambda weight, grad, learning_rate: -(learning_rate * grad - weight),
        lambda w, g, lr: w + (-g) * lr,
        lambda w, g, lr: w.lerp(w - g, lr),
        in_two_lines,
        on_a_clone,
        on_a_deep_copy,
        number_by_number,
        fills_zeros,
        stacks_rows,
        by_numpy,
        by_an_optimizer,
        without_grad,
        Stepper(-1).step,
        functools.partial(lambda sign, weight, grad, rate: weight + sign * rate * grad, -1),
    ],
    "linear": [
        lambda x, weight, bias: x @ weight.T + bias,
        lambda x, weight, bias: bias + x.mm(weight.t()),
        lambda x, weight, bias: torch.addmm(bias, x, weight.T),
        lambda x, weight, bias: torch.einsum("bn,mn->bm", x, weight) + bias,
        lambda x, weight, bias: x.matmul(weight.permute(1, 0)) + bias.unsqueeze(0),
        lambda x, weight, bias: torch.tensordot(x, weight, dims=([1], [1])) + bias,
        F.linear,
        functools.partial(F.linear),
        forward_by_hand,
        three_loops,
        output_by_output,
        picture_by_picture,
        weights_first,
        a_one_for_the_bias,
        a_layer_of_torch,
        broadcast_and_sum,
        numpy_dot,
        adds_in_place,
    ],
    "linear_gradients": [
        lambda x, grad_out: (grad_out.T @ x, grad_out.sum(0)),
        lambda x, grad_out: [grad_out.t().mm(x), torch.sum(grad_out, dim=0)],
        lambda x, grad_out: (torch.matmul(grad_out.transpose(0, 1), x), grad_out.mean(dim=0) * len(x)),
        with_einsum,
        outer_products,
        entry_by_entry,
        transposed_at_the_end,
        as_a_bias_of_ones,
        by_autograd,
        by_autograd_grad,
        in_numpy,
        all_pictures_then_sum,
        python_sum,
    ],
    "train_linear": [
        as_the_lesson,
        watched,
        with_sgd,
        in_numpy_on_shared_memory,
        copies_at_the_end,
        a_layer_that_shares,
        slice_assignment,
        through_data,
        helper_functions,
        picture_after_picture,
        Trainer().train,
        one_row_more,
        lambda *given: tuple(as_the_lesson(*given)),
        torch.no_grad()(as_the_lesson),
    ],
}

WRONG = {
    "gradient_step": [
        lambda weight, grad, learning_rate: weight + learning_rate * grad,
        lambda weight, grad, learning_rate: weight - grad,
        lambda weight, grad, learning_rate: weight + grad,
        lambda weight, grad, learning_rate: weight - 0.1 * grad,
        lambda weight, grad, learning_rate: weight - 0.01 * grad,
        lambda weight, grad, learning_rate: learning_rate * grad,
        lambda weight, grad, learning_rate: -learning_rate * grad,
        lambda weight, grad, learning_rate: (weight - learning_rate) * grad,
        lambda weight, grad, learning_rate: learning_rate * (weight - grad),
        lambda weight, grad, learning_rate: (weight - grad) * learning_rate,
        lambda weight, grad, learning_rate: learning_rate * grad - weight,
        lambda weight, grad, learning_rate: grad - learning_rate * weight,
        lambda weight, grad, learning_rate: weight - learning_rate,
        lambda weight, grad, learning_rate: weight - learning_rate - grad,
        lambda weight, grad, learning_rate: weight - learning_rate * grad.sign(),
        lambda weight, grad, learning_rate: weight - learning_rate * grad.abs(),
        lambda weight, grad, learning_rate: weight - grad / learning_rate,
        lambda weight, grad, learning_rate: weight - learning_rate / grad,
        lambda weight, grad, learning_rate: weight - learning_rate * grad.mean(),
        lambda weight, grad, learning_rate: weight - learning_rate * grad.sum(),
        lambda weight, grad, learning_rate: weight - learning_rate * grad.norm(),
        lambda weight, grad, learning_rate: weight - learning_rate * weight,
        lambda weight, grad, learning_rate: weight - learning_rate * grad * weight,
        lambda weight, grad, learning_rate: weight * (1 - learning_rate) + learning_rate * grad,
        lambda weight, grad, learning_rate: weight * learning_rate * grad,
        lambda weight, grad, learning_rate: weight - grad**learning_rate,
        lambda weight, grad, learning_rate: weight - learning_rate * grad**2,
        lambda weight, grad, learning_rate: (weight - learning_rate * grad).sum(),
        lambda weight, grad, learning_rate: (weight - learning_rate * grad).tolist(),
        lambda weight, grad, learning_rate: (weight - learning_rate * grad).numpy(),
        lambda weight, grad, learning_rate: (weight - learning_rate * grad).int(),
        lambda weight, grad, learning_rate: (weight, weight - learning_rate * grad),
        lambda weight, grad, learning_rate: weight - learning_rate @ grad,
        lambda weight, grad, learning_rate: weight - learning_rate(grad),
        lambda weight, grad: weight - 0.1 * grad,
        forgets_to_return,
        returns_the_old_one,
        moves_the_given_one,
        moves_and_returns_nothing,
        subtracts_in_place,
        believes_it_copies,
        scales_grad_in_place,
        moves_uphill_in_place,
        detours_over_data,
        prints_it,
        two_steps,
        only_the_first_entry,
        all_but_the_last,
        returns_in_the_loop,
        gradient_of_its_own,
    ],
    "linear": [
        lambda x, weight, bias: x @ weight + bias,
        lambda x, weight, bias: weight @ x + bias,
        lambda x, weight, bias: weight @ x.T + bias,
        lambda x, weight, bias: weight @ x.T + bias[:, None],
        lambda x, weight, bias: weight.T @ x + bias,
        lambda x, weight, bias: x.T @ weight + bias,
        lambda x, weight, bias: weight.T @ x.T + bias,
        lambda x, weight, bias: x @ weight.T,
        lambda x, weight, bias: x @ weight,
        lambda x, weight, bias: x @ weight.T - bias,
        lambda x, weight, bias: x @ weight.T * bias,
        lambda x, weight, bias: x * weight + bias,
        lambda x, weight, bias: x * weight.T + bias,
        lambda x, weight, bias: (x * weight).sum() + bias,
        lambda x, weight, bias: (x * weight).sum(dim=1) + bias,
        lambda x, weight, bias: x @ (weight.T + bias),
        lambda x, weight, bias: (x + bias) @ weight.T,
        lambda x, weight, bias: x @ weight.T + bias[:, None],
        lambda x, weight, bias: x @ weight.T + bias.mean(),
        lambda x, weight, bias: x @ weight.T + bias[0],
        lambda x, weight, bias: x @ weight.T + 1,
        lambda x, weight, bias: x @ weight.reshape(weight.shape[1], weight.shape[0]) + bias,
        lambda x, weight, bias: x @ weight.view(-1, len(weight)) + bias,
        lambda x, weight, bias: (x @ weight.T + bias).T,
        lambda x, weight, bias: (x @ weight.T + bias).sum(),
        lambda x, weight, bias: (x @ weight.T + bias).sum(dim=1),
        lambda x, weight, bias: (x @ weight.T + bias).mean(dim=0),
        lambda x, weight, bias: (x @ weight.T + bias)[0],
        lambda x, weight, bias: (x @ weight.T + bias).flatten(),
        lambda x, weight, bias: (x @ weight.T + bias).argmax(dim=1),
        lambda x, weight, bias: torch.relu(x @ weight.T + bias),
        lambda x, weight, bias: torch.sigmoid(x @ weight.T + bias),
        lambda x, weight, bias: torch.softmax(x @ weight.T + bias, dim=1),
        lambda x, weight, bias: (x @ weight.T + bias) / x.shape[1],
        lambda x, weight, bias: (x @ weight.T + bias) / len(x),
        lambda x, weight, bias: (x @ weight.T + bias).tolist(),
        lambda x, weight, bias: (x @ weight.T + bias).numpy(),
        lambda x, weight, bias: (x @ weight.T + bias).double(),
        lambda x, weight, bias: x @ weight.T() + bias,
        lambda x, weight, bias: torch.dot(x, weight) + bias,
        lambda x, weight, bias: x.dot(weight.T) + bias,
        lambda x, weight, bias: torch.cat([x @ weight.T, bias[None]]),
        lambda x, weight, bias: (x @ weight.T, bias),
        lambda x, weight, bias: x @ weight.T + torch.ones(len(bias)),
        lambda x, weight, bias: nn.Linear(x, weight, bias),
        nn.Linear,
        no_bias_line,
        no_return,
        bias_summed,
        only_first_picture,
        bias_in_every_term,
        overwrites_instead_of_adding,
        always_ten,
        bias_given_away,
        weight_turned_in_place,
        random_layer,
    ],
    "linear_gradients": [
        lambda x, grad_out: (x.T @ grad_out, grad_out.sum(0)),
        lambda x, grad_out: (grad_out @ x, grad_out.sum(0)),
        lambda x, grad_out: (x @ grad_out, grad_out.sum(0)),
        lambda x, grad_out: (x @ grad_out.T, grad_out.sum(0)),
        lambda x, grad_out: (grad_out @ x.T, grad_out.sum(0)),
        lambda x, grad_out: (grad_out * x, grad_out.sum(0)),
        lambda x, grad_out: (grad_out.T @ x, grad_out),
        lambda x, grad_out: (grad_out.T @ x, grad_out.mean(0)),
        lambda x, grad_out: (grad_out.T @ x, grad_out.sum(1)),
        lambda x, grad_out: (grad_out.T @ x, grad_out.sum(0, keepdim=True)),
        lambda x, grad_out: (grad_out.T @ x, grad_out[0]),
        lambda x, grad_out: (grad_out.T @ x, torch.ones(grad_out.shape[1])),
        lambda x, grad_out: (grad_out.T @ x, 1),
        lambda x, grad_out: (grad_out.T @ x, x.sum(0)),
        lambda x, grad_out: (grad_out.T @ x, torch.zeros(grad_out.shape[1])),
        lambda x, grad_out: (grad_out.T @ x / len(x), grad_out.sum(0) / len(x)),
        lambda x, grad_out: (grad_out.T @ x / len(x), grad_out.mean(0)),
        lambda x, grad_out: (grad_out.T @ x / len(x), grad_out.sum(0)),
        lambda x, grad_out: (grad_out.T @ x / grad_out.numel(), grad_out.sum(0) / grad_out.numel()),
        lambda x, grad_out: (2 * grad_out.T @ x, 2 * grad_out.sum(0)),
        lambda x, grad_out: (2 * grad_out.T @ x / grad_out.numel(), 2 * grad_out.sum(0) / grad_out.numel()),
        lambda x, grad_out: (-grad_out.T @ x, -grad_out.sum(0)),
        lambda x, grad_out: (grad_out.sum(0), grad_out.T @ x),
        lambda x, grad_out: (x.T @ grad_out, grad_out.mean(0)),
        lambda x, grad_out: (x.T @ grad_out, grad_out),
        lambda x, grad_out: (grad_out.sum(0)[:, None] * x.sum(0), grad_out.sum(0)),
        lambda x, grad_out: (torch.outer(grad_out.mean(0), x.mean(0)), grad_out.mean(0)),
        lambda x, grad_out: (x.sum(0).expand(grad_out.shape[1], -1), grad_out.sum(0)),
        lambda x, grad_out: (x, torch.ones(grad_out.shape[1])),
        lambda x, grad_out: ((grad_out.T @ x).abs(), grad_out.sum(0).abs()),
        lambda x, grad_out: ((grad_out.T @ x).sum(1), grad_out.sum(0)),
        lambda x, grad_out: ((grad_out.T @ x).tolist(), grad_out.sum(0).tolist()),
        lambda x, grad_out: (grad_out.T @ x).T,
        lambda x, grad_out: torch.cat([grad_out.T @ x, grad_out.sum(0)[:, None]], dim=1),
        lambda x, grad_out: (grad_out.T @ x, grad_out.sum(0), x),
        lambda x, grad_out: ((x.T @ grad_out).reshape(grad_out.shape[1], -1), grad_out.sum(0)),
        lambda x, grad_out: (grad_out.T @ x, sum(grad_out.T)),
        lambda x, grad_out: (torch.outer(grad_out, x), grad_out.sum(0)),
        one_matrix,
        sums_everything,
        last_picture_only,
        first_picture_only,
        leaves_the_loop,
        forgets_return,
        in_a_dict,
        batch_kept,
        scales_given,
        steps_with_it,
    ],
    "train_linear": [
        new_names,
        new_bias_name,
        steps_are_not_kept,
        climbs,
        forgets_the_bias,
        bias_at_the_end_of_the_epoch,
        once_an_epoch,
        adds_gradients_up,
        no_zero_grad,
        loss_tensors,
        stacked_losses,
        one_loss_an_epoch,
        last_loss_of_each_epoch,
        only_the_last_loss,
        losses_begin_anew,
        returns_after_one_epoch,
        returns_after_one_batch,
        takes_the_first_batch_of_each_epoch,
        steps_first,
        weight_first_then_its_bias,
        sums_the_loss,
        gradient_of_the_sum,
        gradient_by_the_batch,
        always_512,
        no_two,
        plain_labels,
        plain_labels_do_not_fit,
        labels_in_the_vector,
        point_zero_one,
        no_learning_rate,
        one_epoch,
        one_epoch_more,
        three_epochs,
        full_batches_only,
        skips_the_last,
        batches_outside,
        own_start,
        starts_again,
        trains_and_says_nothing,
        gives_the_weights,
        gives_weights_and_losses,
        forgets_to_flatten,
        bias_averaged,
        divided_again,
        loss_as_gradient,
        rounds_the_losses,
        gives_a_generator,
    ],
}
