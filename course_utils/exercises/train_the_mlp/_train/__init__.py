"""Exercise ``train`` of lesson 10."""

from course_utils.exercises.exercise import Exercise
from course_utils.exercises.linear_classifier._train_linear._wrong_versions import full_only, loops_swapped
from course_utils.exercises.pytorch_parts._train_step import exercise as one_step
from course_utils.exercises.pytorch_parts._train_step import train_step
from course_utils.exercises.train_the_mlp._train import _wrong_versions as wrong_versions
from course_utils.exercises.train_the_mlp._train._how_it_is_used import cases, observe, remark


def train(net, loader, optimizer, epochs):
    """Go through the loader several times; give one loss a batch."""
    losses = []
    for _ in range(epochs):
        for images, labels in loader:
            losses.append(train_step(net, optimizer, images, labels))
    return losses


_OF_ONE_STEP = (
    "two steps",
    "loss times the batch",
)  # in a step that is written out in the loop, named as in its exercise

exercise = Exercise(
    lesson="train_the_mlp",
    task="Go through the loader as often as epochs says, take a train_step with each batch, and give the list of "
    "losses, one a batch, as Python floats.",
    reference=train,
    cases=cases,
    observe=observe,
    remark=remark,
    mistakes={
        "one epoch only": (
            "You go through the loader once: is `epochs` used, and does `return` stand outside both loops?",
            lambda net, loader, optimizer, epochs: wrong_versions.by_epoch(net, loader, optimizer, 1)[0],
        ),
        "one batch only": (
            "You stop after the first batch: does `return` stand inside a loop? Move it to the left, outside both.",
            lambda net, loader, optimizer, epochs: [train_step(net, optimizer, *next(iter(loader)))],
        ),
        "one batch an epoch": (
            "Each epoch ends after its first batch: go on through the whole loader.",
            lambda net, loader, optimizer, epochs: wrong_versions.first_batches(net, loader, optimizer, epochs),
        ),
        "the first batch again and again": (
            "You take the first batch every time: loop over the loader, `for images, labels in loader`.",
            lambda net, loader, optimizer, epochs: wrong_versions.first_batches(
                net, loader, optimizer, epochs * len(loader)
            ),
        ),
        "last loss of each epoch": (
            "You keep one loss an epoch, the last: append one a batch, inside the inner loop.",
            wrong_versions.giving(lambda losses: [epoch[-1] for epoch in losses]),
        ),
        "first loss of each epoch": (
            "You keep one loss an epoch, the first: does an `if`, such as `step % 30 == 0`, stand before `append`? "
            "Append one a batch.",
            wrong_versions.giving(lambda losses: [epoch[0] for epoch in losses]),
        ),
        "only the first loss, in a list": (
            "Your list holds the very first loss only: does an `if`, such as `step % 100 == 0`, stand before `append`? "
            "Append one a batch.",
            wrong_versions.giving(lambda losses: losses[0][:1]),
        ),
        "mean of each epoch": (
            "You average the losses of each epoch: keep every one of them, one a batch.",
            wrong_versions.giving(lambda losses: [sum(epoch) / len(epoch) for epoch in losses]),
        ),
        "sum of each epoch": (
            "You add up the losses of each epoch: keep every one of them, one a batch.",
            wrong_versions.giving(lambda losses: [sum(epoch) for epoch in losses]),
        ),
        "losses reset each epoch": (
            "Your list holds the last epoch alone: make it once, before both loops, and append in every epoch.",
            wrong_versions.giving(lambda losses: losses[-1]),
        ),
        "only the last loss, in a list": (
            "Your list holds the last loss only: make it once, before both loops, and append.",
            wrong_versions.giving(lambda losses: losses[-1][-1:]),
        ),
        "batches kept": (
            "You keep the batches of the first epoch: go through `loader` anew in each epoch. A loader that shuffles "
            "then gives them in another order.",
            lambda net, loader, optimizer, epochs: train(net, [*loader], optimizer, epochs),
        ),
        "lists in a list": (
            "You give a list for each epoch: put all losses into one list.",
            wrong_versions.giving(lambda losses: losses),
        ),
        "empty list": (
            "Your list stays empty: append what train_step gives.",
            wrong_versions.giving(lambda losses: []),
        ),
        "list of nothing": (
            "Your list holds None for every batch: does your train_step return the loss?",
            wrong_versions.giving(lambda losses: [None for epoch in losses for _ in epoch]),
        ),
        "nothing returned": (
            "You return nothing: the last line gives the list of losses, with `return` before it.",
            wrong_versions.giving(lambda losses: None),
        ),
        "the last loss": (
            "You return the last loss: all losses are asked for, in a list.",
            wrong_versions.giving(lambda losses: losses[-1][-1]),
        ),
        "the last loss of one epoch": (
            "You go through the loader once, and return its last loss: put a loop over `range(epochs)` around it, and "
            "append every loss to a list.",
            lambda net, loader, optimizer, epochs: wrong_versions.flat(net, loader, optimizer, 1)[-1],
        ),
        "the sum of all losses": (
            "You return the sum of all losses: the losses themselves are asked for, in a list.",
            wrong_versions.giving(lambda losses: sum(map(sum, losses))),
        ),
        "the mean loss": (
            "You return the mean of all losses: the losses themselves are asked for, in a list.",
            wrong_versions.giving(lambda losses: sum(map(sum, losses)) / sum(map(len, losses))),
        ),
        "each in a list": (
            "You put each loss into a list of its own: append the number alone, without square brackets.",
            wrong_versions.giving_flat(lambda losses: [[loss] for loss in losses]),
        ),
        "divided by the number of batches": (
            "You divide every loss by the number of batches: append it as it is.",
            wrong_versions.giving(lambda losses: [loss / len(epoch) for epoch in losses for loss in epoch]),
        ),
        "rounded to 4 digits": (
            "You round to 4 digits: keep each loss as it is, and round when you print it.",
            wrong_versions.giving_flat(lambda losses: [round(loss, 4) for loss in losses]),
        ),
        "added up": (
            "Each entry holds the sum of all losses so far: append the loss of the batch alone.",
            wrong_versions.giving_flat(lambda losses: [sum(losses[: i + 1]) for i in range(len(losses))]),
        ),
        "running mean": (
            "Each entry holds the mean of all losses so far: append the loss of the batch alone.",
            wrong_versions.giving_flat(lambda losses: [sum(losses[: i + 1]) / (i + 1) for i in range(len(losses))]),
        ),
        "newest first": (
            "Your losses stand in the wrong order: `append` each one, so that the first batch comes first.",
            wrong_versions.giving_flat(lambda losses: losses[::-1]),
        ),
        "loss tensors": (
            "Your list holds tensors: `.item()` takes the Python float out of a loss.",
            wrong_versions.with_step(wrong_versions.keeping_the_graph),
        ),
        "zero_grad missing": (
            "Old gradients are left over from the batch before: clear them for each batch, or call train_step. Where "
            "your loss is lower, it is no better: the sum with old gradients has taken a larger step.",
            wrong_versions.with_step(wrong_versions.no_zero),
        ),
        "zero_grad once an epoch": (
            "You clear the gradients once an epoch, so they add up: clear them for each batch.",
            wrong_versions.zero_once_an_epoch,
        ),
        "one step an epoch": (
            "You step once an epoch: take one step for each batch.",
            wrong_versions.step_once_an_epoch,
        ),
        "no step": (
            "Nobody moves the weights: call `optimizer.step()`, or train_step, in the inner loop.",
            wrong_versions.with_step(wrong_versions.no_step),
        ),
        "only looks": (
            "No gradient reaches the weights of this net: call train_step for each batch, with the net that is given.",
            wrong_versions.with_step(wrong_versions.only_loss),
        ),
        "last batch left out": (
            "You leave out the last batch of each epoch: loop over the whole loader.",
            wrong_versions.of_some(lambda batches: batches[:-1]),
        ),
        "first batch left out": (
            "You leave out the first batch of each epoch: loop over the whole loader.",
            wrong_versions.of_some(lambda batches: batches[1:]),
        ),
        "short batch left out": (
            "You leave out a batch that is shorter than the others: its pictures count too.",
            wrong_versions.of_some(full_only),
        ),
        "loops swapped": (
            "Your loops are swapped: the epochs are the outer loop, so that all batches come before any comes again.",
            loops_swapped(train, 1),
        ),
        "one epoch too few": (
            "You train one epoch too few: `range(epochs)` is as many as epochs says.",
            wrong_versions.of_epochs(lambda epochs, batches: epochs - 1),
        ),
        "one epoch too many": (
            "You train one epoch too many: `range(epochs)` is as many as epochs says.",
            wrong_versions.of_epochs(lambda epochs, batches: epochs + 1),
        ),
        "an epoch for each batch": (
            "You go through the loader as often as it has batches: the outer loop is `for _ in range(epochs)`.",
            wrong_versions.of_epochs(lambda epochs, batches: batches),
        ),
        "epochs times batches": (
            "You go through the whole loader once for every batch: the outer loop is `for _ in range(epochs)`.",
            wrong_versions.of_epochs(lambda epochs, batches: epochs * batches),
        ),
        **{
            f"always {number} epochs": (
                f"You always train {number} epochs: take as many as epochs says.",
                wrong_versions.of_epochs(lambda epochs, batches, number=number: number),
            )
            for number in (2, 3, 10)
        },
        "each batch twice": (
            "You call train_step twice for each batch, and the first loss is lost: call it once, inside `append`.",
            wrong_versions.with_step(lambda *given: wrong_versions.two_steps(*given)[1]),
        ),
        "each batch twice, both losses": (
            "You call train_step twice for each batch: once is enough.",
            wrong_versions.giving_twice,
        ),
        "an optimizer of its own": (
            "The optimizer that is passed in never steps: use `optimizer`, and make no new one.",
            wrong_versions.own_optimizer,
        ),
        **{
            name: (one_step.mistakes[name][0], wrong_versions.with_step(one_step.mistakes[name][1]))
            for name in _OF_ONE_STEP
        },
    },
    hints=(
        "Two loops, one inside the other, and a list that both fill. Which loop is the outer one?",
        "Make the list first. For each epoch, for each batch of the loader: one train_step, one loss more in the list.",
        "The inner loop is `for images, labels in loader`, its body one `append`; `return` stands outside both loops.",
    ),
    consequence="This loop is all there is between a random net and one that reads digits.",
)
