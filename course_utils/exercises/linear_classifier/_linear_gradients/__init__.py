"""Exercise ``linear_gradients`` of lesson 06."""

import torch

from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.linear_classifier._linear_gradients._how_it_is_used import cases, observe


def linear_gradients(x, grad_out):
    """Give grad_weight [m, n] and grad_bias [m], from [b, n] and [b, m]."""
    return grad_out.T @ x, grad_out.sum(dim=0)


def weight_gradient(x, grad_out):
    return grad_out.T @ x


def filled(table, x, grad_out, rows):
    for slopes, pixels in zip(grad_out, x, strict=True):
        for i in range(rows):
            table[i] = table[i] + slopes[i] * pixels
    return table


_FIXED = (
    "Your table always has the shape of the example, [2, 3]: take the sizes from what comes in, m outputs and n "
    "pixels, `torch.zeros(grad_out.shape[1], x.shape[1])`."
)


def with_bias(grad_bias):
    """Make an answer whose grad_weight is right and whose grad_bias is this."""
    return lambda x, grad_out: (weight_gradient(x, grad_out), grad_bias(x, grad_out))


def with_weight(grad_weight):
    """Make an answer whose grad_bias is right and whose grad_weight is this."""
    return lambda x, grad_out: (grad_weight(x, grad_out), grad_out.sum(0))


exercise = Exercise(
    lesson="linear_classifier",
    task="Give grad_weight [m, n] and grad_bias [m] of a linear layer, from its input x [b, n] and grad_out [b, m].",
    reference=linear_gradients,
    cases=cases,
    observe=observe,
    result_names=("grad_weight", "grad_bias"),
    mistakes={
        "grad_weight transposed": (
            "Your grad_weight is [n, m], transposed: it has the shape of weight, [m, n]. Write `grad_out.T @ x`.",
            with_weight(lambda x, grad_out: x.T @ grad_out),
        ),
        "missing transpose": (
            "The transpose is missing: [b, m] @ [b, n] does not fit, but `grad_out.T` is [m, b].",
            with_weight(lambda x, grad_out: grad_out @ x),
        ),
        "missing transpose, order swapped": (
            two_things(
                "the order is swapped: grad_out stands on the left.", "the transpose is missing: take `grad_out.T`."
            ),
            with_weight(lambda x, grad_out: x @ grad_out),
        ),
        "x transposed": (
            "You transpose x: to add over the pictures, transpose grad_out instead, [m, b] @ [b, n].",
            with_weight(lambda x, grad_out: grad_out @ x.T),
        ),
        "pictures paired with pictures": (
            "Your product pairs pictures with pictures, [b, b]: it should add over the pictures, [m, b] @ [b, n].",
            with_weight(lambda x, grad_out: x @ grad_out.T),
        ),
        "reshaped instead of transposed": (
            "`reshape` keeps the order of the numbers: only `.T` turns rows into columns.",
            with_weight(lambda x, grad_out: (x.T @ grad_out).reshape(grad_out.shape[1], -1)),
        ),
        "entry by entry": (
            "`*` multiplies entry by entry: `@` also adds up over the pictures.",
            with_weight(lambda x, grad_out: grad_out * x),
        ),
        "grad_weight not summed": (
            "You keep a grad_weight for each picture, [b, m, n]: add them up over the batch.",
            with_weight(lambda x, grad_out: grad_out[:, :, None] * x[:, None, :]),
        ),
        "summed before multiplied": (
            "You add over the pictures first and then multiply: multiply each picture's slopes by its own pixels, "
            "then add.",
            with_weight(lambda x, grad_out: grad_out.sum(0)[:, None] * x.sum(0)),
        ),
        "the shape of the example": (
            _FIXED,
            lambda x, grad_out: (filled(torch.zeros(2, 3), x, grad_out, 2), grad_out.sum(0)),
        ),
        "the shape of the example, with a row for every output": (
            _FIXED,
            lambda x, grad_out: (filled(torch.zeros(2, 3), x, grad_out, grad_out.shape[1]), grad_out.sum(0)),
        ),
        "a row for each picture": (
            "Your table has a row for each picture: it needs one for each output, `grad_out.shape[1]`.",
            with_weight(lambda x, grad_out: filled(torch.zeros(x.shape), x, grad_out, grad_out.shape[1])),
        ),
        "grad_out left out": (
            "Your grad_weight holds the pixels alone: multiply each pixel by the slope by the output.",
            with_weight(lambda x, grad_out: x.sum(0).expand(grad_out.shape[1], -1)),
        ),
        "bias not summed": (
            "Your grad_bias still has a row for each picture, [b, m]: add the rows together.",
            with_bias(lambda x, grad_out: grad_out),
        ),
        "bias averaged": (
            "You average grad_bias over the batch: only add, because the mean of the loss is in grad_out already.",
            with_bias(lambda x, grad_out: grad_out.mean(0)),
        ),
        "bias summed over the outputs": (
            "You add grad_bias up over the outputs, [b]: add over the pictures, with `dim=0` of `grad_out` as it "
            "comes in.",
            with_bias(lambda x, grad_out: grad_out.sum(1)),
        ),
        "bias one number": (
            "Your grad_bias is one number: every output has its own bias, so add grad_out over the pictures, with "
            "`.sum(dim=0)`.",
            with_bias(lambda x, grad_out: grad_out.sum()),
        ),
        "the lesson's pictures": (
            "You take the lesson's `tiny_pictures` and `tiny_slopes`: take what comes in, `x` and `grad_out`.",
            with_weight(lambda x, grad_out: torch.tensor([[0.5, 3.0, -0.5], [5.0, -2.0, -3.0]])),
        ),
        "bias kept as a row": (
            "Your grad_bias is [1, m]: the bias is [m], so leave out `keepdim` or the brackets around it.",
            with_bias(lambda x, grad_out: grad_out.sum(0, keepdim=True)),
        ),
        "bias gradient all ones": (
            "Your grad_bias says how fast an output grows with its bias, but not how fast the loss does: add up "
            "grad_out.",
            with_bias(lambda x, grad_out: torch.ones(grad_out.shape[1])),
        ),
        "bias from x": (
            "Your grad_bias adds up x: the bias belongs to the outputs, so add up grad_out.",
            with_bias(lambda x, grad_out: x.sum(0)),
        ),
        "divided by the batch again": (
            "You divide by the batch size once more: the mean of the loss is in grad_out already, so only add up.",
            lambda x, grad_out: (grad_out.T @ x / len(x), grad_out.mean(0)),
        ),
        "divided by all outputs again": (
            "You divide by b times m once more: the mean of the loss is in grad_out already, so only add up.",
            lambda x, grad_out: (grad_out.T @ x / grad_out.numel(), grad_out.sum(0) / grad_out.numel()),
        ),
        "doubled": (
            "Your gradients are exactly twice what they should be: the factor 2 of the square is in grad_out already.",
            lambda x, grad_out: (2 * grad_out.T @ x, 2 * grad_out.sum(0)),
        ),
        "wrong sign": (
            "The sign is the other way round: give the slopes as they are, because the step will subtract them.",
            lambda x, grad_out: (-grad_out.T @ x, -grad_out.sum(0)),
        ),
        "order swapped": (
            "Your numbers are right, in the other order: grad_weight comes first, then grad_bias.",
            lambda x, grad_out: (grad_out.sum(0), grad_out.T @ x),
        ),
        "only grad_weight": (
            "You give grad_weight alone: give grad_bias as well, after a comma.",
            weight_gradient,
        ),
        "first picture only": (
            "Your grad_weight counts the first picture only: add the tables of all pictures of the batch.",
            with_weight(lambda x, grad_out: grad_out[0][:, None] * x[0]),
        ),
        "last picture only": (
            "Your grad_weight keeps the last picture only: make the zeros before the loop, and add each picture's "
            "products, `table[i] = table[i] + ...`.",
            with_weight(lambda x, grad_out: grad_out[-1][:, None] * x[-1]),
        ),
        "last picture left out": (
            "The last picture is left out: does a loop stop one too early?",
            lambda x, grad_out: linear_gradients(x[:-1], grad_out[:-1]),
        ),
        "last output left out": (
            "The last row of grad_weight is all 0: does a loop stop one output too early?",
            with_weight(lambda x, grad_out: torch.cat([grad_out[:, :-1].T @ x, torch.zeros(1, x.shape[1])])),
        ),
        "pixels alone": (
            "You give x for grad_weight: multiply each pixel by the slope by the output, and add over the pictures.",
            with_weight(lambda x, grad_out: x),
        ),
        "averaged before multiplied": (
            "You average over the pictures first and then multiply: multiply each picture's slopes by its own pixels, "
            "then add.",
            with_weight(lambda x, grad_out: grad_out.mean(0)[:, None] * x.mean(0)),
        ),
        "grad_weight summed over the pixels": (
            "You add grad_weight up over the pixels: every weight has its own slope, [m, n].",
            with_weight(lambda x, grad_out: (grad_out.T @ x).sum(1)),
        ),
        "grad_weight without signs": (
            "Your grad_weight has lost its signs: leave out `abs`, because a slope may be negative.",
            with_weight(lambda x, grad_out: (grad_out.T @ x).abs()),
        ),
        "only grad_bias": (
            "You give grad_bias alone: give grad_weight as well, before it, with a comma between them.",
            lambda x, grad_out: grad_out.sum(0),
        ),
        "bias all 0": (
            "Your grad_bias is all 0: add the rows of grad_out up, with `.sum(dim=0)`.",
            with_bias(lambda x, grad_out: torch.zeros(grad_out.shape[1])),
        ),
        "bias from grad_weight": (
            "Your grad_bias adds up grad_weight: no pixel counts for a bias, so add up grad_out.",
            with_bias(lambda x, grad_out: (grad_out.T @ x).sum(1)),
        ),
        "grad_bias of the first picture only": (
            "Your grad_bias counts the first picture only: add the rows of all pictures of the batch.",
            with_bias(lambda x, grad_out: grad_out[0]),
        ),
        "grad_bias of the last picture only": (
            "Your grad_bias keeps the last picture only: add the rows of all pictures of the batch.",
            with_bias(lambda x, grad_out: grad_out[-1]),
        ),
        "grad_weight summed into one number": (
            "You add grad_weight up into one number: every weight has its own slope, and `@` has already added over "
            "the pictures.",
            with_weight(lambda x, grad_out: (grad_out.T @ x).sum()),
        ),
    },
    hints=(
        "For one picture, the slope by a weight is the slope by its output times the pixel. Then add over the "
        "pictures.",
        "grad_weight has the shape of weight, [m, n]. Which product of [b, m] and [b, n] adds over the b pictures?",
        "`grad_out.T` is [m, b], and x is [b, n]. For the biases, add the rows of grad_out together, with "
        "`.sum(dim=0)`.",
    ),
    consequence="Every weight and every bias now knows its slope: 7,850 numbers for one batch of pictures.",
)
