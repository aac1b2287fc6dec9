"""Exercise ``linear`` of lesson 06."""

import torch

from course_utils.exercises.core import Exercise


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
        drawn(1, 784, 10),
        drawn(2, 784, 10),
        drawn(64, 20, 10),
    ]


def only_the_first(x, weight, bias):
    return linear(x, weight, bias)[0]


exercise = Exercise(
    lesson="linear_classifier",
    task="Give the outputs [b, m] of the pictures x [b, n]: multiply with weight [m, n], whose rows belong to the "
    "outputs, and add bias [m] to every row.",
    reference=linear,
    cases=cases,
    mistakes={
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
            "With weight on the left each picture becomes a column, and the biases meet pictures instead of outputs. "
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
            "`reshape` gives the right shape, but it keeps the order of the numbers: only `.T` turns rows into "
            "columns.",
            lambda x, weight, bias: x @ weight.reshape(-1, len(weight)) + bias,
        ),
        "bias left out": (
            "The bias is left out: add it to the product.",
            lambda x, weight, bias: x @ weight.T,
        ),
        "missing transpose, bias left out": (
            "Two things: `weight` is [m, n] and has to be transposed, and the bias is left out.",
            lambda x, weight, bias: x @ weight,
        ),
        "bias subtracted": (
            "You subtract the bias: it is added.",
            lambda x, weight, bias: x @ weight.T - bias,
        ),
        "bias multiplied": (
            "You multiply by the bias: it is added.",
            lambda x, weight, bias: x @ weight.T * bias,
        ),
        "bias as a column": (
            "You add the bias as a column, one for each picture: as it is, [m], it meets the m outputs of every row.",
            lambda x, weight, bias: x @ weight.T + bias[:, None],
        ),
        "one bias for all": (
            "You add the biases up into one number: every output has its own.",
            lambda x, weight, bias: x @ weight.T + bias.sum(),
        ),
        "bias averaged": (
            "You average the biases into one number: every output has its own.",
            lambda x, weight, bias: x @ weight.T + bias.mean(),
        ),
        "bias inside the product": (
            "You add the bias before the product, so it is added once for every pixel: leave out the brackets.",
            lambda x, weight, bias: x @ (weight.T + bias),
        ),
        "bias added to x": (
            "You add the bias to x: it belongs to the outputs, after the product.",
            lambda x, weight, bias: (x + bias) @ weight.T,
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
        "everything added up": (
            "`.sum()` adds the products of all outputs into one number: every output adds up its own, as `@` does.",
            lambda x, weight, bias: (x * weight).sum() + bias,
        ),
        "everything added up, bias left out": (
            "Two things: `.sum()` adds the products of all outputs into one number, where `@` makes a sum for every "
            "output, and the bias is left out.",
            lambda x, weight, bias: (x * weight).sum(),
        ),
        "one row of weight, everything added up": (
            "You use one row of `weight`, and `.sum()` adds everything into one number: `@` makes a sum for each "
            "picture and each output.",
            lambda x, weight, bias: (x * weight[0]).sum() + bias,
        ),
        "one row of weight, everything added up, bias left out": (
            "You use one row of `weight`, `.sum()` adds everything into one number, and the bias is left out: `@` "
            "makes a sum for each picture and each output.",
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
        "only output 0": (
            "You compute output 0 only: every output has its own row of `weight`, and `weight.T` has them all.",
            lambda x, weight, bias: x @ weight[0] + bias[0],
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
            "You give the first picture's outputs only: every picture of the batch has its row, [b, m].",
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
        "divided by the inputs": (
            "You divide by the number of inputs: the products are added up, not averaged.",
            lambda x, weight, bias: x @ weight.T / x.shape[1] + bias,
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
