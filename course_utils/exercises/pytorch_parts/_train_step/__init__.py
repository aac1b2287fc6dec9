"""Exercise ``train_step`` of lesson 09."""

import torch
from torch.nn import functional as F

from course_utils.exercises.exercise import Exercise
from course_utils.exercises.pytorch_parts._train_step import _wrong_versions as wrong_versions
from course_utils.exercises.pytorch_parts._train_step._how_it_is_used import cases, observe, remark
from course_utils.labels import one_hot


def train_step(net, optimizer, images, labels):
    """Take one step with a batch and give its loss as a Python float."""
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


exercise = Exercise(
    lesson="pytorch_parts",
    task="Take one step with a batch: the MSE loss against one-hot labels, zero_grad, backward, step. Give the loss as "
    "a Python float.",
    reference=train_step,
    cases=cases,
    observe=observe,
    remark=remark,
    mistakes={
        "zero_grad missing": (
            "Old gradients are left over: call `optimizer.zero_grad()`, brackets included, before `loss.backward()`. "
            "Where your loss is lower, it is no better: the sum with old gradients has taken a larger step.",
            wrong_versions.no_zero,
        ),
        "backward missing, or cleared again": (
            "No gradient is there when `step()` comes. Call, brackets included and in this order: "
            "`optimizer.zero_grad()`, `loss.backward()`, `optimizer.step()`.",
            wrong_versions.no_backward,
        ),
        "step missing, or too early": (
            "Nobody moves the weights: call `optimizer.step()`, brackets included, after `loss.backward()`.",
            wrong_versions.no_step,
        ),
        "one batch behind": (
            "Your step takes the gradients of the batch before: call `optimizer.step()` last, after `loss.backward()`.",
            wrong_versions.one_batch_behind,
        ),
        "two steps": (
            "You step twice with the same gradients: take one step a batch.",
            wrong_versions.two_steps,
        ),
        "backward twice": (
            "You walk back twice, so every gradient counts double: call `loss.backward()` once.",
            wrong_versions.backward_twice,
        ),
        "ten times the same batch": (
            "You train ten times on this batch: take one step a call. The loop comes in lesson 10.",
            wrong_versions.ten_times,
        ),
        "picture by picture": (
            "You take a step for every image: take one step for the whole batch.",
            wrong_versions.one_by_one,
        ),
        "only the first picture": (
            "You train on the first image only: every image of the batch counts.",
            lambda net, optimizer, images, labels: wrong_versions.step(net, optimizer, images[:1], labels[:1]),
        ),
        "loss rounded": (
            "You round the loss: return it as it is.",
            wrong_versions.giving(lambda loss, out, labels: round(loss.item(), 4)),
        ),
        "loss in a list": (
            "You put the loss into a list: return the Python float alone.",
            wrong_versions.giving(lambda loss, out, labels: [loss.item()]),
        ),
        "loss as a tensor": (
            "You return the loss as a tensor: `.item()` takes the Python float out of it.",
            wrong_versions.giving(lambda loss, out, labels: loss),
        ),
        "nothing returned": (
            "You return nothing: the last line gives the loss, with `return` before it.",
            wrong_versions.giving(lambda loss, out, labels: None),
        ),
        "loss and outputs returned": (
            "You return the outputs too: the loss alone is asked for, one Python float.",
            wrong_versions.giving(lambda loss, out, labels: (loss.item(), out)),
        ),
        "accuracy returned": (
            "You return the share of right answers: return the loss.",
            wrong_versions.giving(lambda loss, out, labels: (out.argmax(dim=1) == labels).float().mean().item()),
        ),
        "loss times the batch": (
            "You multiply the loss by the batch size: leave that out, because it is a mean already.",
            wrong_versions.giving(lambda loss, out, labels: loss.item() * len(labels)),
        ),
        "loss divided by the batch": (
            "You divide the loss by the batch size once more: leave that out, because it is a mean already.",
            wrong_versions.giving(lambda loss, out, labels: loss.item() / len(labels)),
        ),
        "loss after the step": (
            "You compute the loss again after the step: return the one that backward() started from.",
            wrong_versions.loss_afterwards,
        ),
        "no way back": (
            "PyTorch did not watch how the loss came about: leave out `no_grad`, `detach` and `argmax` on the way to "
            "it.",
            lambda net, optimizer, images, labels: torch.no_grad()(wrong_versions.step)(net, optimizer, images, labels),
        ),
        "item before backward": (
            "You take the number out too early: call `loss.backward()` first. Write `.item()` only where you return "
            "the loss.",
            lambda net, optimizer, images, labels: wrong_versions.squares(net, images, labels).mean().item().backward(),
        ),
        "not averaged": (
            "Your loss is not one number: average the squared differences, as F.mse_loss does.",
            wrong_versions.with_loss(wrong_versions.squares),
        ),
        "not squared": (
            "The square is missing: `((net(images) - one_hot(labels)) ** 2).mean()`, or F.mse_loss.",
            wrong_versions.with_loss(lambda net, images, labels: (net(images) - one_hot(labels)).mean()),
        ),
        "squared last": (
            "You square the mean: square each difference first, then average, as F.mse_loss does.",
            wrong_versions.with_loss(lambda net, images, labels: (net(images) - one_hot(labels)).mean() ** 2),
        ),
        "divided by the batch before backward": (
            "You divide the loss by the batch size once more: leave that out, because it is a mean already.",
            wrong_versions.with_loss(
                lambda net, images, labels: F.mse_loss(net(images), one_hot(labels)) / len(labels)
            ),
        ),
        "labels not one-hot": (
            "You compare outputs with the labels themselves: turn the labels into one-hot rows, `one_hot(labels)`.",
            wrong_versions.with_loss(lambda net, images, labels: ((net(images) - labels) ** 2).mean()),
        ),
        "one-hot rows too short": (
            "`F.one_hot(labels)` makes rows as long as the largest label asks for: write `F.one_hot(labels, 10)`.",
            wrong_versions.with_loss(lambda net, images, labels: F.mse_loss(net(images), F.one_hot(labels))),
        ),
        "labels as a column": (
            "All ten outputs are pulled towards the label's number: turn the labels into one-hot rows first.",
            wrong_versions.with_loss(lambda net, images, labels: ((net(images) - labels[:, None]) ** 2).mean()),
        ),
        "label written into the row": (
            "Your target rows hold the label's number: a one-hot row holds a single 1, at the label's place.",
            wrong_versions.with_loss(
                lambda net, images, labels: F.mse_loss(net(images), one_hot(labels) * labels[:, None])
            ),
        ),
        "largest output against the label": (
            "You compare the largest output with the label's number: compare all ten outputs with one-hot rows.",
            wrong_versions.with_loss(
                lambda net, images, labels: ((net(images).max(dim=1).values - labels) ** 2).mean()
            ),
        ),
        "cross-entropy": (
            "That is another loss, cross-entropy: here the mean squared error is asked for.",
            wrong_versions.with_loss(lambda net, images, labels: F.cross_entropy(net(images), labels)),
        ),
        "sum for mean": (
            "Your loss is the sum of the squares, and so the steps are far too long: take the mean.",
            wrong_versions.with_loss(lambda net, images, labels: wrong_versions.squares(net, images, labels).sum()),
        ),
        "mean over the batch only": (
            "Your loss is ten times too large: MSE also averages over the ten outputs.",
            wrong_versions.with_loss(
                lambda net, images, labels: wrong_versions.squares(net, images, labels).sum() / len(labels)
            ),
        ),
        "root taken": (
            "You take a square root of the mean: leave it out, because MSE stays squared.",
            wrong_versions.with_loss(
                lambda net, images, labels: wrong_versions.squares(net, images, labels).mean().sqrt()
            ),
        ),
        "absolute error": (
            "You average absolute differences: square them, as F.mse_loss does.",
            wrong_versions.with_loss(lambda net, images, labels: F.l1_loss(net(images), one_hot(labels))),
        ),
        "softmax first": (
            "You send the outputs through softmax first: compare them as they are.",
            wrong_versions.with_loss(
                lambda net, images, labels: F.mse_loss(net(images).softmax(dim=1), one_hot(labels))
            ),
        ),
        "an optimizer of its own": (
            "You move the weights with an optimizer or a rule of your own: use `optimizer`, which is passed in.",
            wrong_versions.own_optimizer,
        ),
    },
    hints=(
        "Four things in a row: the loss of this batch, clear the old gradients, walk back, step.",
        "The targets are `one_hot(labels)`; the last three things are one call each, without arguments.",
        "After F.mse_loss come `optimizer.zero_grad()`, `loss.backward()` and `optimizer.step()`; `.item()` turns the "
        "loss into a float.",
    ),
    consequence="These four lines are the heart of nearly every PyTorch program.",
)
