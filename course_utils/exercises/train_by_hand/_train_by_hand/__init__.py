"""Exercise ``train_by_hand`` of lesson 08."""

from functools import partial

from course_utils.exercises.backpropagation._backward import backward
from course_utils.exercises.backpropagation._forward import forward
from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.linear_classifier._train_linear._losses_or_steps import losses_or_steps
from course_utils.exercises.linear_classifier._train_linear._wrong_versions import (
    losses_told_otherwise,
    of_any_training,
    of_batches,
)
from course_utils.exercises.slopes._mse_gradient import mse_gradient
from course_utils.exercises.train_by_hand._momentum_step import momentum_step
from course_utils.exercises.train_by_hand._momentum_step._wrong_versions import slip
from course_utils.exercises.train_by_hand._train_by_hand import _wrong_versions as wrong_versions
from course_utils.exercises.train_by_hand._train_by_hand._how_it_is_used import cases, observe
from course_utils.labels import one_hot


def train_by_hand(params, velocities, loader, learning_rate, momentum, epochs):
    """Train the six params in place; give one loss a batch."""
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.reshape(len(images), 784), one_hot(labels)
            h1, h2, out = forward(x, params)
            losses.append(((out - targets) ** 2).mean().item())
            grads = backward(x, params, h1, h2, mse_gradient(out, targets))
            momentum_step(params, grads, velocities, learning_rate, momentum)
    return losses


exercise = Exercise(
    lesson="train_by_hand",
    task="Train the six params, moved in place, on every batch of the loader, as many epochs as asked for, with a "
    "momentum_step a batch. Give a list: the MSE loss of each batch before its step, as a Python float.",
    reference=train_by_hand,
    cases=cases,
    observe=observe,
    explain=partial(losses_or_steps, lambda given: [*given[0], *given[1]]),
    mistakes={
        "uphill": (
            "You step uphill: momentum_step takes the gradients as they are, and subtracts them itself.",
            wrong_versions.differing(step=wrong_versions.uphill),
        ),
        "copies trained": (
            "The losses are right, but the params outside have not moved: train the tensors that are given, "
            "not copies of them.",
            wrong_versions.given(lambda params, *others: (wrong_versions.clones(params), *others)),
        ),
        "no step": (
            "The params never move: call momentum_step once for each batch, in the inner loop, with `params` first.",
            wrong_versions.differing(step=lambda *arguments: None),
        ),
        "velocities before grads": (
            "Gradients and velocities are swapped: call `momentum_step(params, grads, velocities, learning_rate, "
            "momentum)`.",
            wrong_versions.differing(step=wrong_versions.velocities_before_grads),
        ),
        "own params": (
            "You do not use the params that are given: hand `params` to forward, to backward and to momentum_step.",
            wrong_versions.given(lambda params, *others: (wrong_versions.zeros(params), *others)),
        ),
        "step without momentum": (
            "The velocities begin anew in every batch, or your step has none: pass on those that are given, and make "
            "no new ones.",
            wrong_versions.differing(step=wrong_versions.plain_step),
        ),
        "old velocity twice": (
            "Your velocities keep too much: `+=` adds to the old velocity, which is there already. First multiply it "
            "by momentum with `*=`, then add the gradient with `+=`.",
            wrong_versions.differing(step=slip(lambda v, g, rate, m: v + m * v + g)),
        ),
        "velocities begin anew": (
            "Your velocities begin at 0: go on with those that are given.",
            wrong_versions.given(
                lambda params, velocities, *others: (params, wrong_versions.zeros(velocities), *others)
            ),
        ),
        "copies of the velocities": (
            "Your training is right, but the velocities that your function is given have not changed. Hand these same "
            "tensors to momentum_step, not copies, so that the next call of your function can go on with them.",
            wrong_versions.given(
                lambda params, velocities, *others: (params, wrong_versions.clones(velocities), *others)
            ),
        ),
        "velocities begin anew each epoch": (
            "Your velocities begin at 0 in every epoch: go on with those that are given.",
            wrong_versions.new_velocities_each_epoch,
        ),
        "learning rate fixed at 0.01": (
            "Your learning rate is always 0.01: pass on the one that is given, `learning_rate`.",
            wrong_versions.given(lambda p, v, loader, rate, momentum, epochs: (p, v, loader, 0.01, momentum, epochs)),
        ),
        "momentum fixed at 0.9": (
            "Your momentum is always 0.9: pass on the one that is given, `momentum`.",
            wrong_versions.given(lambda p, v, loader, rate, momentum, epochs: (p, v, loader, rate, 0.9, epochs)),
        ),
        "both fixed": (
            "You always take 0.01 and 0.9: pass on `learning_rate` and `momentum`, whatever they are.",
            wrong_versions.given(lambda p, v, loader, rate, momentum, epochs: (p, v, loader, 0.01, 0.9, epochs)),
        ),
        "learning rate and momentum swapped": (
            "You swap the last two arguments of momentum_step: the learning rate comes before the momentum.",
            wrong_versions.given(lambda p, v, loader, rate, momentum, epochs: (p, v, loader, momentum, rate, epochs)),
        ),
        "only one epoch": (
            "You stop after the first epoch: go through the loader `epochs` times, and return after both loops.",
            wrong_versions.given(lambda p, v, loader, rate, momentum, epochs: (p, v, loader, rate, momentum, 1)),
        ),
        "one epoch too many": (
            "You train one epoch too many: `range(epochs)` counts as many as asked for.",
            wrong_versions.given(
                lambda p, v, loader, rate, momentum, epochs: (p, v, loader, rate, momentum, epochs + 1)
            ),
        ),
        "one epoch too few": (
            "You train one epoch too few: `range(epochs)` counts as many as asked for.",
            wrong_versions.given(
                lambda p, v, loader, rate, momentum, epochs: (p, v, loader, rate, momentum, epochs - 1)
            ),
        ),
        "the first batch again and again": (
            "You take the first batch again and again: `for images, labels in loader` goes through all of them.",
            of_batches(train_by_hand, 2, lambda batches: batches[:1] * len(batches)),
        ),
        "one batch an epoch": (
            "You take one batch an epoch, the first: `for images, labels in loader` goes through all of them.",
            of_batches(train_by_hand, 2, lambda batches: batches[:1]),
        ),
        "one step an epoch": (
            "You step once an epoch, with the last batch's gradients: move the step into the inner loop.",
            wrong_versions.one_step_an_epoch,
        ),
        "loss after the step": (
            "You measure the loss after the step: take it before, from the outputs that give the gradient.",
            wrong_versions.loss_after_the_step,
        ),
        "loss after the step, losses begin anew": (
            two_things(
                "you measure the loss after the step: take it before.",
                "your list holds the last epoch alone: make it once, before both loops.",
            ),
            lambda *given: wrong_versions.loss_after_the_step(*given)[-len(given[2]) :],
        ),
        **losses_told_otherwise(wrong_versions.told_otherwise),
        **of_any_training(wrong_versions.as_is_right, 2, wrong_versions.differing),
        "one number": (
            "You give one number: make an empty list before both loops, append the loss of each batch to it, and "
            "return it.",
            wrong_versions.told_otherwise(lambda losses: losses[-1][-1]),
        ),
        "losses rounded": (
            "You round the losses: append them as they are.",
            wrong_versions.told_otherwise(lambda losses: [round(loss, 4) for epoch in losses for loss in epoch]),
        ),
        "nothing returned": (
            "You return nothing: the last line gives the list of losses, with `return` before it.",
            wrong_versions.told_otherwise(lambda losses: None),
        ),
        "params returned": (
            "You return the params: return the losses. The params are moved in place, so the caller has them already.",
            lambda params, *others: train_by_hand(params, *others) and params,
        ),
        "loss divided again": (
            "You divide the losses by the batch size once more: they are means already.",
            wrong_versions.differing(loss=lambda out, targets: ((out - targets) ** 2).mean().item() / len(out)),
        ),
        "gradient divided again": (
            "You divide the gradient by the batch size once more: `mse_gradient` has divided already.",
            wrong_versions.differing(grad_out=lambda out, targets: mse_gradient(out, targets) / len(out)),
        ),
        "difference for gradient": (
            "You send `out - targets` back: send the gradient of the loss, `mse_gradient(out, targets)`.",
            wrong_versions.differing(grad_out=lambda out, targets: out - targets),
        ),
        "out for gradient": (
            "You send the outputs back: send the gradient of the loss, `mse_gradient(out, targets)`.",
            wrong_versions.differing(grad_out=lambda out, targets: out),
        ),
        "arguments of mse_gradient swapped": (
            "Your gradient has the wrong sign: the outputs come first, `mse_gradient(out, targets)`.",
            wrong_versions.differing(
                grad_out=lambda out, targets: mse_gradient(targets, out), loss=wrong_versions.mean_square
            ),
        ),
        "h1 and h2 cut off at 6": (
            "h1 and h2 never go above 6: ReLU leaves a positive number as it is, however large it is.",
            wrong_versions.differing(there=wrong_versions.cut_off_at_6),
        ),
        "pictures not flattened": (
            "You give forward the pictures as they are, [b, 1, 28, 28]: make a row of 784 pixels of each first.",
            wrong_versions.differing(flat=lambda images: images),
        ),
        "pictures mixed": (
            "You mix the pixels of several pictures: make a row of each picture, `images.reshape(len(images), 784)`.",
            wrong_versions.differing(flat=lambda images: images.reshape(784, -1).T),
        ),
        "all three for out": (
            "forward gives three tensors, and you take all of them for out: unpack them, `h1, h2, out = ...`.",
            wrong_versions.out_is_all_three,
        ),
        "unpacked in another order": (
            "forward gives h1, h2, out, in this order: unpack them in the same one.",
            wrong_versions.unpacked_in_another_order,
        ),
        "h1 and h2 swapped": (
            "What comes into backward as h1 and h2 is not these two: forward gives h1, h2, out, in this order, and "
            "backward takes x, params, h1, h2 and the gradient.",
            wrong_versions.differing(back=lambda x, params, h1, h2, grad: backward(x, params, h2, h1, grad)),
        ),
        "batch swallowed": (
            "You make one row of the whole batch: each picture keeps a row of its own, `reshape(len(images), 784)`.",
            wrong_versions.differing(flat=lambda images: images.reshape(1, -1)),
        ),
        "loss for gradient": (
            "You send the loss itself back: send its gradient by the outputs, `mse_gradient(out, targets)`.",
            wrong_versions.differing(grad_out=wrong_versions.mean_square),
        ),
        "params taken from the step": (
            "You put what momentum_step returns into params, and that is None: only call it. It moves the "
            "params in place.",
            wrong_versions.params_from_the_step,
        ),
    },
    hints=(
        "Two loops, as in lesson 6: over the epochs, and over the batches of the loader. Before them, an empty list.",
        "A batch: flatten, `one_hot`, `forward`, append the loss, `backward` with `mse_gradient`, `momentum_step`.",
        "Unpack `h1, h2, out`, hand h1 and h2 to `backward`, and what it gives to `momentum_step`.",
    ),
    consequence="This loop is all that stands between random numbers and a network that reads digits.",
)
