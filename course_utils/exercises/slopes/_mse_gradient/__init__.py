"""Exercise ``mse_gradient`` of lesson 04."""

import torch

from course_utils.exercises.exercise import Exercise, capital, two_things
from course_utils.exercises.slopes._mse_gradient._how_it_is_used import cases, observe


def mse_gradient(pred, target):
    """Give the gradient of the MSE loss, [b, 10]: a slope for each entry."""
    return 2 * (pred - target) / pred.numel()


def all_but_the_last_row(pred, target):
    gradient = mse_gradient(pred, target)
    gradient[-1] = 0
    return gradient


def all_but_the_last_output(pred, target):
    gradient = mse_gradient(pred, target)
    gradient[:, -1] = 0
    return gradient


def first_row_alone(pred, target):
    gradient = torch.zeros_like(pred)
    gradient[0] = mse_gradient(pred, target)[0]
    return gradient


_BRACKETS = "brackets are missing, so that only the target is divided: divide the whole difference."


_DOUBLED = "brackets are missing, so that only the prediction is doubled: double the whole difference."


_MEAN = "the mean is missing: divide by the number of entries, b times 10."


_OUTPUTS = "you divide by the number of pictures only: MSE also averages over the ten outputs."


_SIGN = "the sign is the other way round: take prediction minus target."


_TWO = "the factor 2 is missing: the slope of d² is 2d."


exercise = Exercise(
    lesson="slopes",
    task="Give the gradient of the MSE loss, [b, 10]: a slope for each entry of pred.",
    reference=mse_gradient,
    cases=cases,
    observe=observe,
    mistakes={
        "mean missing": (
            "The mean is missing: MSE divides by the number of entries, b times 10, and so does its slope.",
            lambda pred, target: 2 * (pred - target),
        ),
        "mean over the batch only": (
            "Your gradient is exactly 10 times too large: MSE also averages over the ten outputs.",
            lambda pred, target: 2 * (pred - target) / len(pred),
        ),
        "mean over the ten outputs only": (
            "You divide by the same number for any batch, but the MSE divides by all entries: by 20 with 2 pictures.",
            lambda pred, target: 2 * (pred - target) / 10,
        ),
        "factor 2 missing": (
            "Your gradient is exactly half of what it should be: the slope of a square brings a factor 2.",
            lambda pred, target: (pred - target) / pred.numel(),
        ),
        "factor 2 and mean missing": (
            two_things(_TWO, _MEAN),
            lambda pred, target: pred - target,
        ),
        "factor 2 missing, mean over the batch only": (
            two_things(_TWO, _OUTPUTS),
            lambda pred, target: (pred - target) / len(pred),
        ),
        "a tenth of the differences": (
            "Your slopes are a tenth of the differences for any batch, but the MSE divides 2 times the differences by "
            "as many entries as there are: by 10 with one picture, by 20 with two, by 70 with seven.",
            lambda pred, target: (pred - target) / 10,
        ),
        "wrong sign": (
            "The sign is the other way round: take prediction minus target, and no minus in front, so that too high is "
            "positive.",
            lambda pred, target: 2 * (target - pred) / pred.numel(),
        ),
        "wrong sign, mean missing": (
            two_things(_SIGN, _MEAN),
            lambda pred, target: 2 * (target - pred),
        ),
        "wrong sign, factor 2 missing": (
            two_things(_SIGN, _TWO),
            lambda pred, target: (target - pred) / pred.numel(),
        ),
        "still squared": (
            "The difference is still squared: the slope of d² is 2d, without a square.",
            lambda pred, target: (pred - target) ** 2,
        ),
        "the loss": (
            "You give the loss, one number: its gradient has one number for every entry of pred.",
            lambda pred, target: ((pred - target) ** 2).mean(),
        ),
        "one row of all": (
            "You make one row of all pictures, as `.sum(dim=0)` and `.mean(dim=0)` do: every picture keeps its own, "
            "[b, 10].",
            lambda pred, target: (2 * (pred - target)).mean(dim=0),
        ),
        "first picture alone": (
            "You give the first picture's slopes alone: each picture has its row. Is a `return` inside a loop?",
            lambda pred, target: mse_gradient(pred, target)[0],
        ),
        "last picture alone": (
            "You give the last picture's slopes alone: every picture has its own row, and no loop is needed.",
            lambda pred, target: mse_gradient(pred, target)[-1],
        ),
        "all in one row": (
            "Your slopes stand in one long row: `.reshape(pred.shape)` gives them the shape of `pred`.",
            lambda pred, target: mse_gradient(pred, target).flatten(),
        ),
        "pictures in columns": (
            "Your pictures are columns, [10, b], and should be rows: leave out `.T`, or stack columns with `dim=1`.",
            lambda pred, target: mse_gradient(pred, target).T,
        ),
        "one number a picture": (
            "You make one number of a picture's ten slopes: every output keeps its own, [b, 10].",
            lambda pred, target: (2 * (pred - target)).mean(dim=1),
        ),
        "target left out": (
            "The target is missing: subtract it from `pred` first.",
            lambda pred, target: 2 * pred / pred.numel(),
        ),
        "added instead of subtracted": (
            "You add prediction and target: subtract the target instead.",
            lambda pred, target: 2 * (pred + target) / pred.numel(),
        ),
        "brackets missing": (
            capital(_BRACKETS),
            lambda pred, target: 2 * pred - target / pred.numel(),
        ),
        "brackets missing, both doubled": (
            capital(_BRACKETS),
            lambda pred, target: 2 * pred - 2 * target / pred.numel(),
        ),
        "only the signs": (
            "You give only the signs of the differences: take the differences themselves, since the slope of d² grows "
            "with d.",
            lambda pred, target: (pred - target).sign() / pred.numel(),
        ),
        "divided by 20": (
            "You divide by 2 instead of multiplying by it: take 2 times the difference, divided by b times 10.",
            lambda pred, target: (pred - target) / (2 * pred.numel()),
        ),
        "twice too large": (
            "Your gradient is exactly twice what it should be: is there a second factor 2, or a second `backward()`?",
            lambda pred, target: 4 * (pred - target) / pred.numel(),
        ),
        "divided by ten, multiplied by the batch": (
            "You divide by 10 and multiply by b: put 10 times b in brackets, or use `pred.numel()`.",
            lambda pred, target: 2 * (pred - target) / 10 * len(pred),
        ),
        "sign lost": (
            "You take the differences without their sign: keep the sign, because a prediction that is too low has a "
            "negative slope.",
            lambda pred, target: 2 * (pred - target).abs() / pred.numel(),
        ),
        "step taken": (
            "You have taken the step already and give the better prediction: give the gradient alone.",
            lambda pred, target: pred - 2 * (pred - target) / pred.numel(),
        ),
        "last row empty": ("The last row is all 0: does a loop stop one row too early?", all_but_the_last_row),
        "last output empty": (
            "The last column is all 0: does a loop stop one output too early?",
            all_but_the_last_output,
        ),
        "only the first row": (
            "Only the first row is filled: does a `return` stand inside a loop?",
            first_row_alone,
        ),
        "whole division": (
            "`//` drops what stands behind the point: divide with `/`.",
            lambda pred, target: 2 * (pred - target) // pred.numel(),
        ),
        "multiplied by the entries": (
            "You multiply by the number of entries: divide by it, as the mean does.",
            lambda pred, target: 2 * (pred - target) * pred.numel(),
        ),
        "always 0": (
            "All your slopes are 0: are they computed, and put into the table that you return?",
            lambda pred, target: torch.zeros_like(pred),
        ),
        "brackets missing, mean over the batch only": (
            two_things(_BRACKETS, _OUTPUTS),
            lambda pred, target: 2 * pred - target / len(pred),
        ),
        "wrong sign, mean over the batch only": (
            two_things(_SIGN, _OUTPUTS),
            lambda pred, target: 2 * (target - pred) / len(pred),
        ),
        "only the prediction doubled": (
            capital(_DOUBLED),
            lambda pred, target: (2 * pred - target) / pred.numel(),
        ),
        "brackets missing, factor 2 missing": (
            two_things(_BRACKETS, _TWO),
            lambda pred, target: pred - target / pred.numel(),
        ),
        "brackets and mean missing": (
            two_things(_DOUBLED, _MEAN),
            lambda pred, target: 2 * pred - target,
        ),
    },
    hints=(
        "Change one entry of pred a little: only its own square in the mean changes. What is the slope of d²?",
        "The slope of the square: 2 times the difference. The mean divides: by how many entries?",
        "`pred.numel()` counts all entries, b times 10. Mind the order: prediction minus target.",
    ),
    consequence="For every output you now know which way it should go and how far it is off. In the next lesson the "
    "numbers of a network learn from that.",
)
