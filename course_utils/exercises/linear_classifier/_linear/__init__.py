"""Exercise ``linear`` of lesson 06."""

import torch

from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import factor, farthest
from course_utils.exercises.exercise import Exercise, Wrong, capital, two_things
from course_utils.exercises.linear_classifier._linear._mistakes_of_loops import MISTAKES_OF_LOOPS
from course_utils.exercises.linear_classifier._linear._mistakes_of_the_bias import (
    MISTAKES_OF_THE_BIAS,
    NO_BIAS,
    SUBTRACTED,
)


def linear(x, weight, bias):
    """Give the outputs, [b, m], of x [b, n], weight [m, n] and bias [m]."""
    return x @ weight.T + bias


_TINY_WEIGHT, _TINY_BIAS = torch.tensor([[1.0, 0.0, -1.0], [0.5, 1.0, 0.0]]), torch.tensor([0.1, 0.2])


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(b, m)`, filled in a loop, is a right answer.
    def drawn(b, n, m):
        return tuple(torch.randn(*shape, generator=generator) for shape in [(b, n), (m, n), (m,)])

    return [
        (torch.tensor([[1.0, 2.0, 3.0]]), _TINY_WEIGHT, _TINY_BIAS),
        # Where sizes are the same, a product without transpose gives numbers, and so can be told from others.
        drawn(3, 3, 3),
        drawn(2, 4, 4),
        drawn(4, 6, 4),
        drawn(7, 5, 3),
        drawn(5, 4, 1),  # one output: a `squeeze` shows
        drawn(1, 784, 10),
        drawn(2, 784, 10),
        drawn(64, 20, 10),
    ]


def observe(linear, x, weight, bias):
    """Say by how much outputs are too large that are right but for a factor."""
    right = x @ weight.T + bias
    got = linear(x, weight, bias)
    times = factor(got, right)
    if times and not same(got, right):
        raise Wrong(
            f"All your outputs are {times:.5g} times what they should be: add up the products, then add the bias, no "
            f"more.\n{farthest(got, right)}"
        )
    return got


def only_the_first(x, weight, bias):
    return linear(x, weight, bias)[0]


_COLUMNS = "with weight on the left each picture becomes a column: write x on the left and `weight.T` on the right."


_FIRST = "you give the first picture's outputs only: every picture of the batch has its row, [b, m]."


_RESHAPED = "`reshape` keeps the order of the numbers: only `.T` turns rows into columns."


exercise = Exercise(
    lesson="linear_classifier",
    task="Give the outputs [b, m] of the pictures x [b, n]: multiply with weight [m, n], whose rows belong to the "
    "outputs, and add bias [m] to every row.",
    reference=linear,
    cases=cases,
    observe=observe,
    mistakes={
        **MISTAKES_OF_THE_BIAS,
        **MISTAKES_OF_LOOPS,
        "missing transpose": (
            "The transpose is missing: `weight` is [m, n], and a row of x needs columns of n numbers, so take "
            "`weight.T`.",
            lambda x, weight, bias: x @ weight + bias,
        ),
        "weight @ x": (
            "You write weight first: the pictures are the rows of x, so x stands on the left and `weight.T` on the "
            "right.",
            lambda x, weight, bias: weight @ x + bias,
        ),
        "weight @ x.T, bias along the wrong side": (
            "With weight on the left each picture becomes a column, and the biases meet pictures, not outputs. "
            "Write x on the left and `weight.T` on the right.",
            lambda x, weight, bias: weight @ x.T + bias,
        ),
        "outputs in rows": (
            "Your numbers are right, but each picture has a column, [m, b]: give each picture a row, [b, m].",
            lambda x, weight, bias: (x @ weight.T + bias).T,
        ),
        "weight.T @ x": (
            "You transpose the right tensor, but multiply in the wrong order: x stands on the left.",
            lambda x, weight, bias: weight.T @ x + bias,
        ),
        "x transposed": (
            "You transpose x, but the pictures have to stay its rows: transpose `weight` instead.",
            lambda x, weight, bias: x.T @ weight + bias,
        ),
        "both transposed": (
            "You transpose both: x stays as it is and stands on the left, and only `weight` is transposed.",
            lambda x, weight, bias: weight.T @ x.T + bias,
        ),
        "reshaped instead of transposed": (
            capital(_RESHAPED),
            lambda x, weight, bias: x @ weight.reshape(-1, len(weight)) + bias,
        ),
        "reshaped instead of transposed, bias subtracted": (
            two_things(_RESHAPED, SUBTRACTED),
            lambda x, weight, bias: x @ weight.reshape(-1, len(weight)) - bias,
        ),
        "missing transpose, bias left out": (
            two_things("the transpose is missing: `weight` is [m, n], so take `weight.T`.", NO_BIAS),
            lambda x, weight, bias: x @ weight,
        ),
        "entry by entry": (
            "`*` multiplies entry by entry and adds nothing up: `@` is the matrix product.",
            lambda x, weight, bias: x * weight + bias,
        ),
        "transposed, entry by entry": (
            "The transpose is right, but `*` multiplies entry by entry: `@` is the matrix product.",
            lambda x, weight, bias: x * weight.T + bias,
        ),
        "entry by entry, then added up": (
            "`*` multiplies each row of x with one row of weight: every picture needs all rows of weight, which `@` "
            "takes.",
            lambda x, weight, bias: (x * weight).sum(dim=1) + bias,
        ),
        "outputs added up, then the bias": (
            "A `.sum` is too many: `@` has added up the products of each output already, and every picture keeps its m "
            "outputs, [b, m].",
            lambda x, weight, bias: (x @ weight.T).sum(dim=1) + bias,
        ),
        "all outputs added up, then the bias": (
            "A `.sum` is too many: `@` has added up the products of each output already, and every picture keeps its m "
            "outputs, [b, m].",
            lambda x, weight, bias: (x @ weight.T).sum() + bias,
        ),
        "averaged instead of added up": (
            "You average the products: add them up, with `.sum()` in a loop, as `@` does.",
            lambda x, weight, bias: x @ weight.T / x.shape[1] + bias,
        ),
        "everything added up": (
            "`.sum()` adds the products of all outputs into one number: every output adds up its own, as `@` does.",
            lambda x, weight, bias: (x * weight).sum() + bias,
        ),
        "everything added up, bias left out": (
            two_things("all products become one number, as with `.sum()`: `@` makes a sum for every output.", NO_BIAS),
            lambda x, weight, bias: (x * weight).sum(),
        ),
        "one row of weight, everything added up": (
            "You use one row of `weight`, and `.sum()` adds everything into one number: `@` makes a sum for each "
            "picture and each output.",
            lambda x, weight, bias: (x * weight[0]).sum() + bias,
        ),
        "one row of weight, everything added up, bias left out": (
            two_things(
                "one row of `weight` is used, and all becomes one number: `@` makes a sum for each picture and output.",
                NO_BIAS,
            ),
            lambda x, weight, bias: (x * weight[0]).sum(),
        ),
        "one row of weight, everything added up, one bias": (
            "You compute output 0 only, and `.sum()` adds up all pictures: `@` makes a sum for each picture and each "
            "output.",
            lambda x, weight, bias: (x * weight[0]).sum() + bias[0],
        ),
        "one row of weight": (
            "You use one row of `weight`, that of output 0: every output has its own row, and `weight.T` has them all.",
            lambda x, weight, bias: x @ weight[0] + bias,
        ),
        "the lesson's weights": (
            "You use `tiny_weight` and `tiny_bias` of the example: take the `weight` and `bias` that come in.",
            lambda x, weight, bias: x @ _TINY_WEIGHT.T + _TINY_BIAS,
        ),
        "one number a picture": (
            "You add up over the outputs too: every picture keeps its m outputs, [b, m].",
            lambda x, weight, bias: (x @ weight.T + bias).sum(dim=1),
        ),
        "only the first picture": (
            capital(_FIRST),
            only_the_first,
        ),
        "averaged over the batch": (
            "You average over the pictures: every picture of the batch keeps its own row, [b, m].",
            lambda x, weight, bias: (x @ weight.T + bias).mean(dim=0),
        ),
        "the answer instead of the outputs": (
            "You give the place of the largest output: give the outputs themselves.",
            lambda x, weight, bias: (x @ weight.T + bias).argmax(dim=1),
        ),
        "ReLU": (
            "You replace negative outputs by 0: a linear layer leaves them as they are.",
            lambda x, weight, bias: torch.relu(x @ weight.T + bias),
        ),
        "softmax": (
            "You turn the outputs into shares with softmax: a linear layer leaves them as they are.",
            lambda x, weight, bias: (x @ weight.T + bias).softmax(dim=1),
        ),
        "weight @ x.T, bias left out": (
            two_things(_COLUMNS, NO_BIAS),
            lambda x, weight, bias: weight @ x.T,
        ),
        "both transposed, x on the left": (
            "You transpose both: x stays as it is, and only `weight` is transposed.",
            lambda x, weight, bias: x.T @ weight.T + bias,
        ),
        "only the first picture, bias left out": (
            two_things(_FIRST, NO_BIAS),
            lambda x, weight, bias: weight @ x[0],
        ),
        "not added up": (
            "You keep the products of all pixels apart, [b, m, n]: add them up over the pixels, as `@` does.",
            lambda x, weight, bias: x[:, None, :] * weight,
        ),
        "all in one row": (
            "Your outputs stand in one long row: every picture has its own, [b, m].",
            lambda x, weight, bias: (x @ weight.T + bias).flatten(),
        ),
        "sigmoid": (
            "You squeeze the outputs between 0 and 1 with a sigmoid: a linear layer leaves them as they are.",
            lambda x, weight, bias: torch.sigmoid(x @ weight.T + bias),
        ),
        "all outputs added up": (
            "You add all outputs up into one number: every picture keeps its m outputs, [b, m].",
            lambda x, weight, bias: (x @ weight.T + bias).sum(),
        ),
    },
    hints=(
        "For one output of one picture, multiply each pixel by its weight, add the products, and add the bias.",
        "`@` does this for all pictures and outputs when the inner numbers agree, [b, n] @ [n, m]. Which shape has "
        "`weight`?",
        "`weight.T` is [n, m], so it fits on the right of x. Then add the bias: broadcasting adds it to every row.",
    ),
    consequence="From 784 pixels your function computes ten outputs, with 7,840 weights and 10 biases.",
)
