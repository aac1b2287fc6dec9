"""Exercise ``train_linear`` of lesson 06."""

from functools import partial

import torch

from course_utils.exercises.exercise import Exercise
from course_utils.exercises.linear_classifier._linear import linear
from course_utils.exercises.linear_classifier._linear_gradients import linear_gradients
from course_utils.exercises.linear_classifier._train_linear import _wrong_versions as wrong_versions
from course_utils.exercises.linear_classifier._train_linear._how_it_is_used import cases, observe
from course_utils.exercises.linear_classifier._train_linear._losses_or_steps import losses_or_steps
from course_utils.exercises.slopes._mse_gradient import mse_gradient
from course_utils.labels import one_hot


def train_linear(weight, bias, loader, learning_rate, epochs):
    """Train weight [10, 784] and bias [10] in place; give one loss a batch."""
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            x, targets = images.reshape(len(images), 784), one_hot(labels)
            out = linear(x, weight, bias)
            losses.append(((out - targets) ** 2).mean().item())
            grads = linear_gradients(x, mse_gradient(out, targets))
            weight -= learning_rate * grads[0]
            bias -= learning_rate * grads[1]
    return losses


exercise = Exercise(
    lesson="linear_classifier",
    task="Train weight [10, 784] and bias [10], both moved in place, on every batch of the loader, as many epochs as "
    "asked for. Give a list: the MSE loss of each batch before its step, as a Python float.",
    reference=train_linear,
    cases=cases,
    observe=observe,
    explain=partial(losses_or_steps, lambda given: given[:2]),
    mistakes={
        "uphill": (
            "You step uphill: the gradient points to where the loss grows, so subtract it with `-=`. Or did "
            "`mse_gradient` get the targets first and the outputs second?",
            wrong_versions.differing(move=torch.Tensor.add_),
        ),
        "pictures mixed": (
            "The pixels of several pictures are mixed: make a row of each picture, `images.reshape(len(images), 784)`.",
            wrong_versions.differing(
                outputs=lambda x, weight, bias: linear(wrong_versions.mixed(x), weight, bias),
                pixels=wrong_versions.mixed,
            ),
        ),
        "weight and bias rebound": (
            "The losses are right, but the weight and the bias that you were given have not moved. Does "
            "`weight = weight - ...` or `weight.clone()` make new tensors? Move the given ones with `-=`.",
            lambda weight, bias, *others: train_linear(weight.clone(), bias.clone(), *others),
        ),
        "bias rebound": (
            "Your weight moves in place, but your bias does not: does `bias = bias - ...` or `bias.clone()` make a new "
            "tensor? Write `-=`.",
            lambda weight, bias, *others: train_linear(weight, bias.clone(), *others),
        ),
        "bias not moved": (
            "Your bias never moves: it takes a step too, with its own gradient.",
            wrong_versions.differing(move_bias=lambda tensor, step: None),
        ),
        "new weight subtracted": (
            "You subtract the new weight, not the step, as `weight -= gradient_step(...)` does: with `-=` write only "
            "`learning_rate * ...` on the right.",
            wrong_versions.differing(move=wrong_versions.new_subtracted),
        ),
        "new weight subtracted, bias right": (
            "You subtract the new weight, not the step: with `weight -=` write only `learning_rate * ...` on the "
            "right.",
            wrong_versions.differing(move=wrong_versions.new_subtracted, move_bias=torch.Tensor.sub_),
        ),
        "new bias subtracted, weight right": (
            "You subtract the new bias, not the step: with `bias -=` write only `learning_rate * ...` on the right.",
            wrong_versions.differing(move_bias=wrong_versions.new_subtracted),
        ),
        "weight not moved": (
            "Your weight never moves: it takes a step too, with its own gradient.",
            wrong_versions.differing(move=lambda tensor, step: None, move_bias=torch.Tensor.sub_),
        ),
        "weight rebound": (
            "Your bias moves in place, but your weight does not: does `weight = weight - ...` or `weight.clone()` make "
            "a new tensor? Write `-=`.",
            lambda weight, bias, *others: train_linear(weight.clone(), bias, *others),
        ),
        "outputs of zeros": (
            "Your outputs do not change from batch to batch: compute them with the `weight` and `bias` that your "
            "function is given, not with `zero_weight`.",
            wrong_versions.differing(outputs=lambda x, weight, bias: linear(x, 0 * weight, 0 * bias)),
        ),
        "outputs without the bias": (
            "Your outputs do not change with the bias: add the `bias` that your function is given, not `zero_bias`.",
            wrong_versions.differing(outputs=lambda x, weight, bias: x @ weight.T),
        ),
        "nothing moved": (
            "Weight and bias never move: `weight - ...` alone changes nothing, so write `weight -= ...`.",
            wrong_versions.differing(move=lambda tensor, step: None),
        ),
        "learning rate fixed at 0.01": (
            "Your learning rate is always 0.01: take the one that is given, `learning_rate`.",
            lambda weight, bias, loader, rate, epochs: train_linear(weight, bias, loader, 0.01, epochs),
        ),
        "learning rate left out": (
            "You step by the whole gradient: multiply it by `learning_rate`.",
            lambda weight, bias, loader, rate, epochs: train_linear(weight, bias, loader, 1.0, epochs),
        ),
        "only one epoch": (
            "You stop after the first epoch: go through the loader `epochs` times, and return after both loops.",
            lambda weight, bias, loader, rate, epochs: train_linear(weight, bias, loader, rate, 1),
        ),
        "last batch left out": (
            "You leave out the last batch of each epoch: it counts as well.",
            wrong_versions.of_batches(train_linear, 2, lambda batches: batches[:-1]),
        ),
        "own weights": (
            "You train a weight and a bias of your own, from 0: move the tensors that are given.",
            lambda weight, bias, *others: train_linear(torch.zeros(10, 784), torch.zeros(10), *others),
        ),
        "gradients accumulate": (
            "Your gradients add up from batch to batch: each batch begins with a new gradient.",
            wrong_versions.accumulating,
        ),
        "set to 0": (
            "You set weight and bias to 0: begin with the numbers that they have.",
            wrong_versions.set_to_zero,
        ),
        "one step an epoch": (
            "You step once an epoch, with the last batch's gradient: the step belongs in the inner loop.",
            wrong_versions.one_step_an_epoch,
        ),
        "one step an epoch, gradients added": (
            "Each epoch moves by the gradients of all batches at its start. In the inner loop belong the outputs, the "
            "gradients and the step, one batch after the other.",
            wrong_versions.one_step_with_all_gradients,
        ),
        "bias moved once an epoch": (
            "You move the bias once an epoch: its step belongs in the inner loop, like that of the weight.",
            wrong_versions.bias_moved_once_an_epoch,
        ),
        "one step in all": (
            "You take one step at the very end, with the last batch's gradient: the step belongs in the inner loop.",
            wrong_versions.one_step_in_all,
        ),
        "loss after the step": (
            "You measure the loss after the step: take it before, from the outputs that give the gradient.",
            wrong_versions.loss_after_the_step,
        ),
        **wrong_versions.losses_told_otherwise(wrong_versions.told_otherwise),
        **wrong_versions.of_any_training(wrong_versions.as_is_right, 2, wrong_versions.differing),
        "nothing returned": (
            "You return nothing: append each batch's loss to a list, and return it at the end. Go through the loader "
            "`epochs` times.",
            wrong_versions.told_otherwise(lambda losses: None),
        ),
        "one loss": (
            "You give one loss: append each batch's loss to a list, and return the list at the end.",
            wrong_versions.told_otherwise(lambda losses: losses[-1][-1]),
        ),
        **{
            f"losses rounded to {places} places": (
                "You round the losses: give them as they are, without `round`.",
                wrong_versions.differing(
                    loss=lambda out, targets, places=places: round(wrong_versions.mean_square(out, targets), places)
                ),
            )
            for places in (2, 4)
        },
        "weight returned": (
            "You return the weight, which is to be moved in place, with `-=`: return the list of losses alone.",
            lambda weight, bias, *others: train_linear(weight, bias, *others) and (weight, bias),
        ),
        "gradients swapped": (
            "What is subtracted from the weight has not its shape, [10, 784]: is it the gradient of the bias, or one "
            "that lies on its side? `linear_gradients(x, grad_out)` gives grad_weight first, then grad_bias.",
            wrong_versions.differing(gradients=lambda x, grad_out: linear_gradients(x, grad_out)[::-1]),
        ),
        "loss averaged over the batch only": (
            "Your losses are 10 times too large: the MSE loss is the mean over the ten outputs, too.",
            wrong_versions.differing(loss=lambda out, targets: 10 * wrong_versions.mean_square(out, targets)),
        ),
        "loss divided by the batch again": (
            "You divide the loss by the batch size once more: the mean has done that already.",
            wrong_versions.differing(loss=lambda out, targets: wrong_versions.mean_square(out, targets) / len(out)),
        ),
        "loss without squares": (
            "Your loss is the mean of the differences: square them first, `** 2`.",
            wrong_versions.differing(loss=lambda out, targets: (out - targets).mean().item()),
        ),
        "bias moved by the mean": (
            "Your bias moves by the mean of its slopes: add them up over the batch, as `linear_gradients` does.",
            wrong_versions.differing(gradients=lambda x, grad_out: (grad_out.T @ x, grad_out.mean(dim=0))),
        ),
        "divided by 5,120": (
            "You divide by 512 times 10 always: a batch may be smaller, so divide by `out.numel()`.",
            wrong_versions.differing(grad_out=lambda out, targets: 2 * (out - targets) / 5120),
        ),
        "differences instead of slopes": (
            "Your slopes by the outputs are the differences `out - targets`: `mse_gradient(out, targets)` gives the "
            "slopes, with the factor 2 and the mean.",
            wrong_versions.differing(grad_out=lambda out, targets: out - targets),
        ),
        "divided by the batch again": (
            "You divide by the batch size once more: the mean of the loss has done that already.",
            wrong_versions.differing(
                grad_out=lambda out, targets: wrong_versions.mse_gradient(out, targets) / len(out)
            ),
        ),
        "labels in mse_gradient": (
            "You give `mse_gradient` the labels, [b]: it needs the targets, `one_hot(labels)`, [b, 10].",
            wrong_versions.differing(grad_out=lambda out, targets: mse_gradient(out, targets.argmax(dim=1))),
        ),
        "labels in the loss": (
            "Your loss subtracts the labels, [b], from the outputs: it needs the targets, `one_hot(labels)`, [b, 10].",
            wrong_versions.differing(loss=lambda out, targets: wrong_versions.mean_square(out, targets.argmax(dim=1))),
        ),
        "images in linear_gradients": (
            "You give `linear_gradients` the images, [b, 1, 28, 28]: give it the flattened x, [b, 784].",
            wrong_versions.differing(pixels=lambda images: images),
        ),
        "outputs in linear_gradients": (
            "You give `linear_gradients` the outputs: give it the slopes by the outputs, `mse_gradient(out, targets)`.",
            wrong_versions.differing(grad_out=lambda out, targets: out),
        ),
    },
    hints=(
        "You need two loops, one inside the other: over the epochs, and over the batches of the loader. Each batch "
        "takes a step.",
        "For each batch, write the six points of the list in the lesson: `look_at` shows the first three, and then "
        "come `mse_gradient`, `linear_gradients` and the two steps.",
        "The step is `weight -= learning_rate * ...`. Append the loss's `.item()` in the inner loop, and return the "
        "list after both loops.",
    ),
    consequence="You have written a whole training yourself: it moves 7,850 numbers, batch by batch.",
)
