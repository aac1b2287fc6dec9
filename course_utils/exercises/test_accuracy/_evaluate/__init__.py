"""Exercise ``evaluate`` of lesson 11."""

import functools

from course_utils.exercises._shared_slips import rounded_share
from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.test_accuracy._evaluate._how_it_is_used import cases, observe, remark
from course_utils.exercises.test_accuracy._evaluate._wrong_versions import (
    counts,
    full,
    in_two_passes,
    of_each_batch,
    of_the_counts,
    of_the_shares,
)
from course_utils.exercises.test_accuracy._predict import predict


def evaluate(net, loader):
    """Give the share of all pictures that the net reads right, 0 to 1."""
    net.eval()
    right = 0
    for images, labels in loader:
        right += (predict(net, images) == labels).sum().item()
    return right / len(loader.dataset)


exercise = Exercise(
    lesson="test_accuracy",
    task="Give the share of all pictures of a loader that the net reads right, 0 to 1. The last batch may be short.",
    reference=evaluate,
    cases=cases,
    observe=observe,
    remark=remark,
    mistakes={
        "mean of batch means": (
            "You average the shares of the batches, so pictures of a short batch count more: add up the right "
            "answers of all batches. Then divide once, by the number of pictures.",
            of_the_shares(lambda shares, count: sum(shares) / len(shares)),
        ),
        "two passes": (
            "Answers and labels come from two passes through the loader, and one that shuffles gives another order in "
            "each: compare them in one loop, batch by batch.",
            in_two_passes,
        ),
        "only the last batch": (
            "You give the share of the last batch: count over all batches, and divide once at the end.",
            of_the_counts(lambda right, count: right[-1] / count[-1]),
        ),
        "only the first batch": (
            "You give the share of the first batch: go through all, in a loop. Does a `return` stand inside it?",
            of_the_counts(lambda right, count: right[0] / count[0]),
        ),
        "count of the last batch": (
            "Only the last batch counts: begin with 0 before the loop, and add with `+=` inside the loop.",
            of_the_counts(lambda right, count: right[-1] / sum(count)),
        ),
        "count of the first batch": (
            "You count the first batch only, and divide by all pictures: does a `return` stand inside the loop?",
            of_the_counts(lambda right, count: right[0] / sum(count)),
        ),
        "short batch left out": (
            "You leave out the short batch: its pictures count as much as any.",
            of_the_counts(lambda right, count: full(right, count) / full(count, count)),
        ),
        "divided by the number of batches": (
            "You divide by the number of batches, `len(loader)`: divide by the number of pictures.",
            of_the_counts(lambda right, count: sum(right) / len(right)),
        ),
        "divided by the last batch": (
            "You divide by the size of the last batch: divide by the number of all pictures.",
            of_the_counts(lambda right, count: sum(right) / count[-1]),
        ),
        "divided as if every batch were full": (
            "You divide as if every batch were full, but the last one is short: divide by `len(loader.dataset)`.",
            of_the_counts(lambda right, count: sum(right) / (len(count) * count[0])),
        ),
        "divided by the loader's batch size": (
            "You divide by `loader.batch_size` for each batch: divide by `len(loader.dataset)`. The last batch "
            "is short, and some loaders do not know their batch size.",
            lambda net, loader: sum(r for r, _ in counts(net, loader)) / (loader.batch_size * len(loader)),
        ),
        "divided by 512 a batch": (
            "You divide by 512 for each batch: `len(loader.dataset)` tells how many pictures there are.",
            of_the_counts(lambda right, count: sum(right) / (512 * len(count))),
        ),
        **{
            f"divided by {number:,}": (
                f"You always divide by {number:,}: `len(loader.dataset)` tells how many pictures there are.",
                of_the_counts(lambda right, count, number=number: sum(right) / number),
            )
            for number in (512, 10_000, 60_000)
        },
        "wrong ones divided by 10,000": (
            "Two things. You count the wrong answers: count with `==`. And you always divide by 10,000: divide by "
            "`len(loader.dataset)`.",
            of_the_counts(lambda right, count: (sum(count) - sum(right)) / 10_000),
        ),
        "divided twice": (
            "You divide by the number of batches too: divide once, by the number of pictures.",
            of_the_counts(lambda right, count: sum(right) / sum(count) / len(count)),
        ),
        "divided the wrong way round": (
            "You divide the wrong way round: how many are right, divided by how many there are.",
            of_the_counts(lambda right, count: sum(count) / sum(right)),
        ),
        "shares divided by the number of pictures": (
            "You add up the shares of the batches and divide by the number of pictures: add up how many are right, "
            "`.sum()`.",
            of_the_shares(lambda shares, count: sum(shares) / sum(count)),
        ),
        "running mean": (
            "You average again with every batch, so the last ones count most: count over all batches, and divide once.",
            of_the_shares(lambda shares, count: functools.reduce(lambda old, new: (old + new) / 2, shares, 0)),
        ),
        "always 1": (
            "Your share is always 1, whatever is right: `len(...)` counts every entry of a comparison, while `.sum()` "
            "counts those that are True.",
            of_the_counts(lambda right, count: 1),
        ),
        "counted from 1": (
            "Your count begins at 1: let it begin at 0, so that only right answers count.",
            of_the_counts(lambda right, count: (1 + sum(right)) / sum(count)),
        ),
        "first batch not counted": (
            "The first batch is not counted: loop over the whole loader.",
            of_the_counts(lambda right, count: sum(right[1:]) / sum(count)),
        ),
        "last batch not counted": (
            "The last batch is not counted: loop over the whole loader.",
            of_the_counts(lambda right, count: sum(right[:-1]) / sum(count)),
        ),
        "shares added up": (
            "You add up the shares of the batches: add up counts, and divide once at the end.",
            of_the_shares(lambda shares, count: sum(shares)),
        ),
        "shares times 512": (
            "You multiply the share of each batch by 512, but the last batch is short: count with `.sum()` instead.",
            of_the_shares(lambda shares, count: 512 * sum(shares) / sum(count)),
        ),
        "shares times the loader's batch size": (
            "You multiply each share by `loader.batch_size`, but the last batch is short: count with `.sum()` instead.",
            lambda net, loader: sum(loader.batch_size * r / c for r, c in counts(net, loader)) / len(loader.dataset),
        ),
        "count instead of share": (
            "You give how many are right: divide by how many there are.",
            of_the_counts(lambda right, count: sum(right)),
        ),
        "percent": (
            "You give percent: leave out the 100. A share goes from 0 to 1.",
            of_the_counts(lambda right, count: 100 * sum(right) / sum(count)),
        ),
        "percent, last batch only": (
            two_things(
                "only the last batch counts: begin with 0 before the loop, and add with `+=`.",
                "you give percent: leave out the 100.",
            ),
            of_the_counts(lambda right, count: 100 * right[-1] / count[-1]),
        ),
        "percent, count of the last batch": (
            two_things(
                "only the last batch counts: add with `+=`, inside the loop.", "you give percent: leave out the 100."
            ),
            of_the_counts(lambda right, count: 100 * right[-1] / sum(count)),
        ),
        "error rate": (
            "You give the share that is wrong: count where both are equal, `==`.",
            of_the_counts(lambda right, count: 1 - sum(right) / sum(count)),
        ),
        "whole division": (
            "You give 1 where all answers are right, and 0 otherwise. Count the right ones and divide by how many "
            "there are with `/`, without `//` or `int(...)`.",
            of_the_counts(lambda right, count: sum(right) // sum(count)),
        ),
        "share of the batches that are all right": (
            "You count batches in which everything is right: count pictures.",
            of_the_counts(lambda right, count: sum(r == c for r, c in zip(right, count, strict=True)) / len(count)),
        ),
        "batches all right": (
            "You count batches in which everything is right: count pictures.",
            of_the_counts(lambda right, count: sum(r == c for r, c in zip(right, count, strict=True)) / sum(count)),
        ),
        **rounded_share(evaluate),
        "nothing returned": (
            "You return nothing: the last line gives the share, with `return` before it.",
            of_the_counts(lambda right, count: None),
        ),
        "comparisons added up": (
            "You add up whole comparisons, an entry for each picture: first count the True ones of a batch with "
            "`.sum()`.",
            lambda net, loader: sum(predict(net, images) == labels for images, labels in loader) / len(loader.dataset),
        ),
        "outputs compared with labels": (
            "You compare the ten outputs of a picture with its label: take the place of the largest first, with "
            "`argmax(dim=1)`, as `predict` does.",
            of_each_batch(lambda out, labels: out == labels),
        ),
        "the smallest": (
            "You take the place of the smallest output: the largest is the answer, `argmax`.",
            of_each_batch(lambda out, labels: out.argmin(dim=1) == labels),
        ),
        **{
            f"1 {word}ed": (
                f"You {word} 1, but places count from 0: the place of the largest output is the digit.",
                of_each_batch(lambda out, labels, more=more: out.argmax(dim=1) + more == labels),
            )
            for word, more in (("add", 1), ("subtract", -1))
        },
        "argmax over the wrong axis": (
            "You look down the columns, from picture to picture: `dim=1`, or your `predict`, looks along rows.",
            of_each_batch(lambda out, labels: out.argmax(dim=0) == labels),
        ),
        "argmax of everything": (
            "You compare every label with one place, that of the largest of all outputs: `dim=1` gives one a picture.",
            of_each_batch(lambda out, labels: out.argmax() == labels),
        ),
        "dimension kept": (
            "Every answer is compared with every label of the batch: give answers [b], without `keepdim`.",
            of_each_batch(lambda out, labels: out.argmax(dim=1, keepdim=True) == labels),
        ),
        "nothing counted as right": (
            "No answer counts as right: compare digits, `predict(net, images) == labels`, and add with `+=`.",
            of_each_batch(lambda out, labels: out.max(dim=1).values == labels),
        ),
    },
    hints=(
        "Count the right answers of every batch, and divide once at the end. By how many?",
        "`right = 0` before the loop; in it, add how many of `predict(net, images)` equal their labels.",
        "`(... == labels).sum().item()` counts a batch; `len(loader.dataset)` is the number of all pictures.",
    ),
    consequence="One line now tests any net on any number of pictures, whatever the size of its batches.",
)
