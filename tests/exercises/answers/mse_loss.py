"""Answers to lesson 03, as beginners write them."""
# ruff: noqa: B905, F823, F841
# Beginners write what a linter forbids, and some of it is right.

import functools
import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


# squared_error, right
def step_by_step(pred, target):
    difference = pred - target
    squares = difference * difference
    return torch.sum(squares)


def adds_floats(pred, target):
    total = 0.0
    for p, t in zip(pred.flatten().tolist(), target.flatten().tolist()):
        total += (p - t) ** 2
    return total


def adds_tensors(pred, target):
    p, t = pred.reshape(-1), target.reshape(-1)
    total = torch.tensor(0.0)
    for i in range(len(p)):
        total = total + (p[i] - t[i]) ** 2
    return total


def one_dimension_after_the_other(pred, target):
    squares = (pred - target) ** 2
    while squares.dim() > 0:
        squares = squares.sum(dim=0)
    return squares


def calls_itself(pred, target):
    if pred.dim() == 0:
        return (pred - target).item() ** 2
    return sum(calls_itself(p, t) for p, t in zip(pred, target))


def on_a_copy(pred, target):
    d = pred.clone()
    d -= target
    d.pow_(2)
    return d.sum().item()


# squared_error, wrong
def leaves_after_one(pred, target):
    total = 0
    for p, t in zip(pred.flatten(), target.flatten()):
        total += (p - t) ** 2
        return total


def keeps_the_last(pred, target):
    for p, t in zip(pred.flatten(), target.flatten()):
        total = (p - t) ** 2
    return total


def stops_one_early(pred, target):
    p, t = pred.flatten(), target.flatten()
    total = 0
    for i in range(len(p) - 1):
        total += (p[i] - t[i]) ** 2
    return total


def ten_entries(pred, target):
    total = 0
    for i in range(10):
        total += (pred[i] - target[i]) ** 2
    return total


def three_entries(pred, target):
    total = 0
    for i in range(3):
        total += (pred[i] - target[i]) ** 2
    return total


def loops_over_rows(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += (p - t) ** 2
    return total


def prints_the_sum(pred, target):
    print(((pred - target) ** 2).sum())


def forgets_the_sum(pred, target):
    total = ((pred - target) ** 2).sum()


total = 0


def adds_to_a_global(pred, target):
    global total
    total += ((pred - target) ** 2).sum()
    return total


def names_it_sum(pred, target):
    sum = sum((p - t) ** 2 for p, t in zip(pred.flatten(), target.flatten()))
    return sum


def dimension_by_dimension_up_to_three(pred, target):
    squares = (pred - target) ** 2
    if squares.dim() == 3:
        squares = squares.sum(0)
    if squares.dim() == 2:
        squares = squares.sum(0)
    return squares.sum(0)


def changes_pred(pred, target):
    pred -= target
    return (pred**2).sum()


def squares_in_place(pred, target):
    return pred.sub_(target).pow_(2).sum()


def sums_dim_one(pred, target):
    return ((pred - target) ** 2).sum(dim=1)


# mse_loss, right
def mean_of_row_means(pred, target):
    rows = [((p - t) ** 2).mean() for p, t in zip(pred, target)]
    return sum(rows) / len(rows)  # every row has ten, so the mean of means is the mean


def double_loop(pred, target):
    total = 0.0
    for i in range(pred.shape[0]):
        for j in range(pred.shape[1]):
            total += (pred[i, j].item() - target[i, j].item()) ** 2
    return total / (pred.shape[0] * pred.shape[1])


def columns_first(pred, target):
    return ((pred - target) ** 2).mean(0).mean(0)


class Loss(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.MSELoss(reduction="mean")

    def forward(self, pred, target):
        return self.inner(pred, target)


# mse_loss, wrong
def forgets_the_loss(pred, target):
    loss = ((pred - target) ** 2).mean()


def prints_the_loss(pred, target):
    print("loss:", ((pred - target) ** 2).mean().item())


def divides_in_the_loop(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += ((p - t) ** 2).sum()
        total /= 10
    return total


def returns_in_the_loop(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += ((p - t) ** 2).mean()
        return total


def mean_of_the_last_row(pred, target):
    for p, t in zip(pred, target):
        loss = ((p - t) ** 2).mean()
    return loss


def sums_row_means(pred, target):
    total = 0
    for p, t in zip(pred, target):
        total += ((p - t) ** 2).mean()
    return total


def batch_of_two(pred, target):
    return ((pred - target) ** 2).sum() / (2 * 10)


def one_random_picture(pred, target):
    i = torch.randint(0, len(pred), (1,))
    return ((pred[i] - target[i]) ** 2).mean()


def with_dropout(pred, target):
    return F.mse_loss(F.dropout(pred), target)


def moves_pred(pred, target):
    pred -= target
    return (pred**2).mean()


def labels_expected(pred, target):
    return F.mse_loss(pred, F.one_hot(target, 10).float())


def labels_made(pred, target):
    return F.mse_loss(pred.argmax(dim=1).float(), target.argmax(dim=1).float())


def crosses_entropy(pred, target):
    return F.cross_entropy(pred, target)


def softmaxes_first(pred, target):
    return ((pred.softmax(dim=1) - target) ** 2).mean()


# mse_gradient, right
def by_autograd(pred, target):
    guess = pred.clone().requires_grad_()
    F.mse_loss(guess, target).backward()
    return guess.grad


def by_autograd_grad(pred, target):
    guess = pred.detach().clone().requires_grad_(True)
    loss = ((guess - target) ** 2).mean()
    return torch.autograd.grad(loss, guess)[0]


def watches_the_input(pred, target):
    pred.requires_grad_()
    nn.MSELoss()(pred, target).backward()
    return pred.grad


def fills_entries(pred, target):
    gradient = torch.zeros_like(pred)
    for i in range(pred.shape[0]):
        for j in range(pred.shape[1]):
            gradient[i, j] = 2 * (pred[i, j] - target[i, j]) / (pred.shape[0] * pred.shape[1])
    return gradient


def fills_plain_zeros(pred, target):
    gradient = torch.zeros(len(pred), 10)
    for i in range(len(pred)):
        for j in range(10):
            gradient[i, j] = 2 * (pred[i, j] - target[i, j]) / (len(pred) * 10)
    return gradient


def plain_lists(pred, target):
    rows = zip(pred.tolist(), target.tolist())
    return torch.tensor([[2 * (p - t) / (10 * len(pred)) for p, t in zip(*row)] for row in rows])


def row_by_row(pred, target):
    rows = []
    for p, t in zip(pred, target):
        rows.append(2 * (p - t) / (10 * len(pred)))
    return torch.stack(rows)


def finite_differences(pred, target):
    exact, goal, step = pred.double(), target.double(), 1e-3
    gradient = torch.zeros_like(exact)
    for i in range(len(pred)):
        for j in range(10):
            more, less = exact.clone(), exact.clone()
            more[i, j] += step
            less[i, j] -= step
            gradient[i, j] = (((more - goal) ** 2).mean() - ((less - goal) ** 2).mean()) / (2 * step)
    return gradient.to(pred.dtype)


def starts_from_a_copy(pred, target):
    gradient = pred.clone()
    gradient -= target
    gradient *= 2
    gradient /= gradient.numel()
    return gradient


def through_numpy(pred, target):
    return torch.from_numpy(2 * (pred.numpy() - target.numpy()) / np.prod(pred.shape).item())


def named_sizes(pred, target):
    b, outputs = pred.shape
    return (pred - target) * 2 / (b * outputs)


# mse_gradient, wrong
def returns_backward(pred, target):
    guess = pred.clone().requires_grad_()
    return F.mse_loss(guess, target).backward()


def grad_of_the_original(pred, target):
    guess = pred.clone().requires_grad_()
    F.mse_loss(guess, target).backward()
    return pred.grad


def forgets_requires_grad(pred, target):
    F.mse_loss(pred, target).backward()
    return pred.grad


def detaches(pred, target):
    guess = pred.clone().requires_grad_()
    F.mse_loss(guess.detach(), target).backward()
    return guess.grad


def grad_is_a_tuple(pred, target):
    guess = pred.clone().requires_grad_()
    return torch.autograd.grad(F.mse_loss(guess, target), guess)


def grad_of_the_sum(pred, target):
    guess = pred.clone().requires_grad_()
    ((guess - target) ** 2).sum().backward()
    return guess.grad


def grad_of_the_distance(pred, target):
    guess = pred.clone().requires_grad_()
    torch.dist(guess, target).backward()
    return guess.grad


def grad_of_the_target(pred, target):
    goal = target.clone().requires_grad_()
    F.mse_loss(pred, goal).backward()
    return goal.grad


def backward_twice(pred, target):
    guess = pred.clone().requires_grad_()
    F.mse_loss(guess, target).backward()
    F.mse_loss(guess, target).backward()
    return guess.grad


def backward_of_many(pred, target):
    guess = pred.clone().requires_grad_()
    ((guess - target) ** 2).backward()
    return guess.grad


def forgets_the_gradient(pred, target):
    gradient = 2 * (pred - target) / pred.numel()


def prints_the_gradient(pred, target):
    print(2 * (pred - target) / pred.numel())


def changes_pred_on_the_way(pred, target):
    pred -= target
    return 2 * pred / pred.numel()


def steps_already(pred, target):
    return pred - 2 * (pred - target) / pred.numel()


def multiplies_without_a_star(pred, target):
    two, difference = 2, pred - target
    return two(difference) / pred.numel()


def random_start(pred, target):
    guess = torch.rand_like(pred).requires_grad_()
    F.mse_loss(guess, target).backward()
    return guess.grad


def keeps_the_graph(pred, target):
    guess = pred.clone().requires_grad_()
    return torch.autograd.grad(F.mse_loss(guess, target), guess, create_graph=True)[0].sum()


def last_row_missing(pred, target):
    gradient = torch.zeros_like(pred)
    for i in range(len(pred) - 1):
        gradient[i] = 2 * (pred[i] - target[i]) / pred.numel()
    return gradient


def first_row_only(pred, target):
    for p, t in zip(pred, target):
        return 2 * (p - t) / 10


def list_of_rows(pred, target):
    return [2 * (p - t) / pred.numel() for p, t in zip(pred, target)]


def one_sided_difference(pred, target):
    little = 0.001
    return ((pred + little - target) ** 2 - (pred - target) ** 2) / little


def returns_loss_and_gradient(pred, target):
    return ((pred - target) ** 2).mean(), 2 * (pred - target) / pred.numel()


RIGHT = {
    "squared_error": [
        lambda pred, target: (pred - target).pow(2).sum(),
        lambda pred, target: ((target - pred) ** 2).sum().item(),
        lambda pred, target: torch.sum((pred - target) ** 2),
        lambda pred, target: torch.square(pred - target).sum(),
        lambda pred, target: F.mse_loss(pred, target, reduction="sum"),
        lambda pred, target: nn.MSELoss(reduction="sum")(pred, target),
        lambda pred, target: F.mse_loss(pred, target) * pred.numel(),
        lambda pred, target: torch.dist(pred, target) ** 2,
        lambda pred, target: torch.norm(pred - target) ** 2,
        lambda pred, target: torch.linalg.vector_norm(pred - target).item() ** 2,
        lambda pred, target: (pred - target).flatten() @ (pred - target).flatten(),
        lambda pred, target: torch.dot((pred - target).reshape(-1), (pred - target).reshape(-1)),
        lambda pred, target: torch.einsum("i,i->", (pred - target).flatten(), (pred - target).flatten()),
        lambda pred, target: sum((p - t) ** 2 for p, t in zip(pred.flatten(), target.flatten())),
        lambda pred, target: math.fsum(((pred - target) ** 2).flatten().tolist()),
        lambda pred, target: np.sum((pred.numpy() - target.numpy()) ** 2),
        lambda pred, target: np.square(np.subtract(pred.numpy(), target.numpy())).sum().item(),
        lambda pred, target: ((pred - target) ** 2).flatten().cumsum(0)[-1],
        lambda pred, target: ((pred - target) ** 2).mean() * pred.numel(),
        lambda pred, target: ((pred - target) ** 2).flatten().flip(0).sum(),
        lambda pred, target: ((pred - target).abs() ** 2).sum(),
        functools.partial(F.mse_loss, reduction="sum"),
        nn.MSELoss(reduction="sum"),
        step_by_step,
        adds_floats,
        adds_tensors,
        one_dimension_after_the_other,
        calls_itself,
        on_a_copy,
    ],
    "mse_loss": [
        lambda pred, target: ((pred - target) ** 2).sum() / pred.numel(),
        lambda pred, target: ((pred - target) ** 2).sum() / (len(pred) * 10),
        lambda pred, target: ((pred - target) ** 2).sum().item() / 10 / pred.shape[0],
        lambda pred, target: (pred - target).pow(2).mean().item(),
        lambda pred, target: torch.mean((target - pred) ** 2),
        lambda pred, target: torch.square(pred - target).mean(dim=1).mean(),
        lambda pred, target: ((pred - target) ** 2).sum(dim=1).mean() / 10,
        lambda pred, target: ((pred - target) ** 2).mean(dim=(0, 1)),
        lambda pred, target: F.mse_loss(pred, target),
        lambda pred, target: F.mse_loss(pred, target, reduction="none").mean(),
        lambda pred, target: F.mse_loss(target, pred, reduction="sum") / target.numel(),
        lambda pred, target: float(np.mean((pred.numpy() - target.numpy()) ** 2)),
        lambda pred, target: np.average(np.square((pred - target).numpy())),
        lambda pred, target: torch.dist(pred, target) ** 2 / pred.numel(),
        lambda pred, target: sum(((p - t) ** 2).sum() for p, t in zip(pred, target)) / (10 * len(target)),
        lambda pred, target: torch.einsum("bi,bi->", pred - target, pred - target) / pred.numel(),
        lambda pred, target: torch.stack([((p - t) ** 2).mean() for p, t in zip(pred, target)]).mean(),
        lambda pred, target: 2 * F.huber_loss(pred, target, delta=1e6),
        lambda pred, target: ((pred - target) ** 2).T.flatten().mean(),
        functools.partial(F.mse_loss, reduction="mean"),
        F.mse_loss,
        nn.MSELoss(),
        Loss(),
        Loss().forward,
        mean_of_row_means,
        double_loop,
        columns_first,
    ],
    "mse_gradient": [
        lambda pred, target: 2 / pred.numel() * (pred - target),
        lambda pred, target: (pred - target) / 5 / len(pred),
        lambda pred, target: (pred - target).mul(2).div(pred.numel()),
        lambda pred, target: (2 * pred - 2 * target) / (10 * pred.size(0)),
        lambda pred, target: -2 * (target - pred) / pred.numel(),
        lambda pred, target: 2.0 * torch.sub(pred, target) / math.prod(pred.shape),
        lambda pred, target: 2 * (pred - target) / torch.ones_like(pred).sum(),
        lambda pred, target: 2 * torch.stack([p - t for p, t in zip(pred, target)]) / pred.numel(),
        lambda pred, target: torch.func.grad(lambda p: ((p - target) ** 2).mean())(pred),
        lambda pred, target: torch.func.grad(F.mse_loss)(pred, target),
        lambda pred, target: torch.autograd.functional.jacobian(lambda p: F.mse_loss(p, target), pred),
        lambda pred, target: torch.tensor(
            [[2 * (p - t) / pred.numel() for p, t in zip(*rows)] for rows in zip(pred.tolist(), target.tolist())],
            dtype=pred.dtype,
        ),
        lambda pred, target: torch.lerp(target, pred, 2 / pred.numel()) - target,
        lambda pred, target: torch.einsum("bi,->bi", pred - target, torch.tensor(2 / pred.numel(), dtype=pred.dtype)),
        functools.partial(lambda factor, pred, target: factor * (pred - target) / pred.numel(), 2),
        by_autograd,
        by_autograd_grad,
        watches_the_input,
        fills_entries,
        fills_plain_zeros,
        plain_lists,
        row_by_row,
        finite_differences,
        starts_from_a_copy,
        through_numpy,
        named_sizes,
    ],
}

WRONG = {
    "squared_error": [
        lambda pred, target: round(((pred - target) ** 2).sum().item(), 4),
        lambda pred, target: ((pred - target) ** 2).mean(),
        lambda pred, target: (pred - target) ** 2,
        lambda pred, target: (pred - target).sum() ** 2,
        lambda pred, target: (pred - target).sum(),
        lambda pred, target: (pred - target).abs().sum(),
        lambda pred, target: ((pred - target) ** 2).sum().sqrt(),
        lambda pred, target: ((pred - target) * 2).sum(),
        lambda pred, target: ((pred - target) ^ 2).sum(),
        lambda pred, target: ((pred - target) ** 3).sum(),
        lambda pred, target: ((pred - target) ** 0.5).sum(),
        lambda pred, target: (pred - target**2).sum(),
        lambda pred, target: (pred**2 - target**2).sum(),
        lambda pred, target: (pred**2).sum() - (target**2).sum(),
        lambda pred, target: ((pred + target) ** 2).sum(),
        lambda pred, target: ((pred * target) ** 2).sum(),
        lambda pred, target: (pred - target).mean() ** 2,
        lambda pred, target: ((pred - target) ** 2).sum() / 2,
        lambda pred, target: ((pred - target) ** 2).sum() / len(pred),
        lambda pred, target: ((pred - target) ** 2).sum() / 10,
        lambda pred, target: ((pred - target) ** 2).sum(dim=0),
        lambda pred, target: ((pred - target) ** 2).sum(dim=-1),
        lambda pred, target: ((pred - target) ** 2).max(),
        lambda pred, target: ((pred - target) ** 2).sum().round(),
        lambda pred, target: int(((pred - target) ** 2).sum()),
        lambda pred, target: round(((pred - target) ** 2).sum().item(), 2),
        lambda pred, target: ((pred - target) ** 2).sum().tolist,
        lambda pred, target: [((pred - target) ** 2).sum().item()],
        lambda pred, target: (((pred - target) ** 2).sum(),),
        lambda pred, target: ((pred - target) ** 2).sum().reshape(1),
        lambda pred, target: str(((pred - target) ** 2).sum().item()),
        lambda pred, target: ((pred - target) ** 2).tolist(),
        lambda pred, target: ((p - t) ** 2 for p, t in zip(pred, target)),
        lambda pred, target: sum((pred - target) ** 2),  # Python's sum: right for one dimension only
        lambda pred, target: ((pred[0] - target[0]) ** 2).sum(),
        lambda pred, target: (pred - target) @ (pred - target),
        lambda pred, target: ((pred - target) ** 2).trace(),
        lambda pred, target: F.mse_loss(pred, target),
        lambda pred, target: F.l1_loss(pred, target, reduction="sum"),
        lambda pred, target: F.smooth_l1_loss(pred, target, reduction="sum"),
        lambda pred, target: ((pred.int() - target.int()) ** 2).sum(),
        lambda pred, target: ((pred - target) // 1**2).sum(),
        lambda pred, target: -((pred - target) ** 2).sum(),
        lambda pred, target: ((pred - target.argmax()) ** 2).sum(),
        lambda pred, target: 0.74,
        lambda pred, target: (pred - target).square,
        lambda pred: (pred**2).sum(),
        leaves_after_one,
        keeps_the_last,
        stops_one_early,
        ten_entries,
        three_entries,
        loops_over_rows,
        prints_the_sum,
        forgets_the_sum,
        adds_to_a_global,
        names_it_sum,
        dimension_by_dimension_up_to_three,
        changes_pred,
        squares_in_place,
        sums_dim_one,
    ],
    "mse_loss": [
        lambda pred, target: round(((pred - target) ** 2).mean().item(), 4),
        lambda pred, target: ((pred - target) ** 2).sum(),
        lambda pred, target: ((pred - target) ** 2).sum() / len(pred),
        lambda pred, target: ((pred - target) ** 2).sum() / 10,
        lambda pred, target: ((pred - target) ** 2).sum() / pred.shape[1],
        lambda pred, target: ((pred - target) ** 2).sum(dim=1).mean(),
        lambda pred, target: ((pred - target) ** 2).sum(dim=0).mean(),
        lambda pred, target: ((pred - target) ** 2).mean(dim=1).sum(),
        lambda pred, target: ((pred - target) ** 2).mean(dim=0).sum(),
        lambda pred, target: ((pred - target) ** 2).mean(dim=1),
        lambda pred, target: ((pred - target) ** 2).mean(dim=0),
        lambda pred, target: (pred - target) ** 2,
        lambda pred, target: (pred - target).mean() ** 2,
        lambda pred, target: (pred - target).mean(),
        lambda pred, target: (pred - target).abs().mean(),
        lambda pred, target: (pred - target).sum() ** 2 / pred.numel(),
        lambda pred, target: ((pred - target) ** 2).mean().sqrt(),
        lambda pred, target: ((pred - target) ** 2).sum().sqrt() / pred.numel(),
        lambda pred, target: ((pred - target) ** 2).mean() / 2,
        lambda pred, target: ((pred - target) ** 2).mean() / len(pred),
        lambda pred, target: ((pred - target) ** 2).mean() / 10,
        lambda pred, target: ((pred - target) ** 2).sum() / (pred.numel() - 1),
        lambda pred, target: ((pred - target) ** 2).sum() / 10 * len(pred),  # brackets missing
        lambda pred, target: ((pred - target) ** 2).sum() // pred.numel(),
        lambda pred, target: ((pred - target) * 2).mean(),
        lambda pred, target: ((pred - target) ^ 2).mean(),
        lambda pred, target: (pred**2 - target**2).mean(),
        lambda pred, target: (pred - target**2).mean(),
        lambda pred, target: ((pred + target) ** 2).mean(),
        lambda pred, target: ((pred - target) ** 2).median(),
        lambda pred, target: ((pred - target) ** 2).var(),
        lambda pred, target: (pred - target).std() ** 2,
        lambda pred, target: ((pred[0] - target[0]) ** 2).mean(),
        lambda pred, target: ((pred - target) ** 2).mean().round(decimals=2),
        lambda pred, target: round(((pred - target) ** 2).mean().item(), 2),
        lambda pred, target: int(((pred - target) ** 2).mean()),
        lambda pred, target: [((pred - target) ** 2).mean()],
        lambda pred, target: (((pred - target) ** 2).mean(),),
        lambda pred, target: ((pred - target) ** 2).mean().unsqueeze(0),
        lambda pred, target: torch.tensor([((pred - target) ** 2).mean()]),
        lambda pred, target: str(((pred - target) ** 2).mean()),
        lambda pred, target: ((pred - target) ** 2).mean,
        lambda pred, target: -((pred - target) ** 2).mean(),
        lambda pred, target: sum((pred - target) ** 2) / len(pred),
        lambda pred, target: np.mean(sum((pred - target).numpy() ** 2)),
        lambda pred, target: F.mse_loss(pred, target, reduction="sum"),
        lambda pred, target: F.mse_loss(pred, target, reduction="none"),
        lambda pred, target: F.l1_loss(pred, target),
        lambda pred, target: F.smooth_l1_loss(pred, target),
        lambda pred, target: nn.MSELoss(pred, target),
        lambda pred, target: torch.dist(pred, target),
        lambda pred, target: torch.dist(pred, target) / pred.numel(),
        lambda pred, target: torch.cdist(pred, target).mean(),
        lambda pred, target: ((pred - target) ** 2 for _ in pred),
        lambda pred, target: 0.09,
        lambda pred, target: ((pred[:, :9] - target[:, :9]) ** 2).mean(),
        nn.MSELoss,  # the class instead of a loss
        forgets_the_loss,
        prints_the_loss,
        divides_in_the_loop,
        returns_in_the_loop,
        mean_of_the_last_row,
        sums_row_means,
        batch_of_two,
        one_random_picture,
        with_dropout,
        moves_pred,
        labels_expected,
        labels_made,
        crosses_entropy,
        softmaxes_first,
    ],
    "mse_gradient": [
        lambda pred, target: 2 * (pred - target),
        lambda pred, target: (pred - target) / pred.numel(),
        lambda pred, target: pred - target,
        lambda pred, target: 2 * (target - pred) / pred.numel(),
        lambda pred, target: (target - pred) / pred.numel(),
        lambda pred, target: 2 * (target - pred),
        lambda pred, target: 2 * (pred - target) / len(pred),
        lambda pred, target: 2 * (pred - target) / 10,
        lambda pred, target: 2 * (pred - target) / pred.shape[1],
        lambda pred, target: 2 * (pred - target) / 20,
        lambda pred, target: (pred - target) / len(pred),
        lambda pred, target: (pred - target) / 10,
        lambda pred, target: 2 * (pred - target) / 10 * len(pred),
        lambda pred, target: 2 * pred - target / pred.numel(),
        lambda pred, target: 2 * pred - target,
        lambda pred, target: pred - target / pred.numel(),
        lambda pred, target: 2 * (pred + target) / pred.numel(),
        lambda pred, target: 2 * pred / pred.numel(),
        lambda pred, target: 2 * (pred - target) * pred.numel(),
        lambda pred, target: 2 * (pred - target) // pred.numel(),
        lambda pred, target: 2 * (pred - target).abs() / pred.numel(),
        lambda pred, target: (pred - target) ** 2 / pred.numel(),
        lambda pred, target: 2 * (pred - target) ** 2 / pred.numel(),
        lambda pred, target: (pred - target) ** 2,
        lambda pred, target: 3 * (pred - target) ** 2 / pred.numel(),
        lambda pred, target: 4 * (pred - target) / pred.numel(),
        lambda pred, target: (pred - target) / 2 / pred.numel(),
        lambda pred, target: (pred - target) / (2 * pred.numel()),
        lambda pred, target: (2 * (pred - target)).mean(),
        lambda pred, target: (2 * (pred - target)).mean(dim=0),
        lambda pred, target: (2 * (pred - target)).mean(dim=1),
        lambda pred, target: (2 * (pred - target) / pred.numel()).sum(),
        lambda pred, target: (2 * (pred - target) / pred.numel()).sum(dim=0),
        lambda pred, target: (2 * (pred - target) / pred.numel())[0],
        lambda pred, target: (2 * (pred - target) / pred.numel()).T,
        lambda pred, target: (2 * (pred - target) / pred.numel()).flatten(),
        lambda pred, target: (2 * (pred - target) / pred.numel()).round(decimals=3),
        lambda pred, target: (2 * (pred - target) / pred.numel()).int(),
        lambda pred, target: (2 * (pred - target) / pred.numel()).tolist(),
        lambda pred, target: (2 * (pred - target) / pred.numel()).numpy(),
        lambda pred, target: (2 * (pred - target) / pred.numel(),),
        lambda pred, target: (2 * (pred - target) / pred.numel()).sign(),
        lambda pred, target: 2 * (pred - target) / pred.numel() ** 2,
        lambda pred, target: 2 * (pred - target) / (pred.numel() - 1),
        lambda pred, target: ((pred - target) ** 2).mean(),
        lambda pred, target: F.mse_loss(pred, target).grad,
        lambda pred, target: 2 * (pred - target) / pred.numel,
        lambda pred, target: 2 * (pred.softmax(dim=1) - target) / pred.numel(),
        lambda pred, target: torch.zeros_like(pred),
        lambda pred, target: torch.full_like(pred, 0.1),
        lambda pred, target: (pred - target).sign() / pred.numel(),
        returns_backward,
        grad_of_the_original,
        forgets_requires_grad,
        detaches,
        grad_is_a_tuple,
        grad_of_the_sum,
        grad_of_the_distance,
        grad_of_the_target,
        backward_twice,
        backward_of_many,
        forgets_the_gradient,
        prints_the_gradient,
        changes_pred_on_the_way,
        steps_already,
        multiplies_without_a_star,
        random_start,
        keeps_the_graph,
        last_row_missing,
        first_row_only,
        list_of_rows,
        one_sided_difference,
        returns_loss_and_gradient,
    ],
}
