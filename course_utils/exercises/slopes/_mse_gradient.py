"""Exercise ``mse_gradient`` of lesson 04."""

import torch

from course_utils._messages import describe
from course_utils.exercises._compare import same
from course_utils.exercises._compare_closer import comparable, compared, factor, farthest
from course_utils.exercises.exercise import Exercise, Wrong, capital, is_a, two_things

_NEARLY = 0.03  # of the largest slope: what a measurement with a step of a hundredth is off by, at most


def mse_gradient(pred, target):
    """Give the gradient of the MSE loss, [b, 10]: a slope for each entry."""
    return 2 * (pred - target) / pred.numel()


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(b, 10)`, filled in a loop, is a right answer.
    def drawn(batch_size):
        pred = torch.randn(batch_size, 10, generator=generator)
        return pred, torch.eye(10)[torch.randint(0, 10, (batch_size,), generator=generator)]

    # Of three that are not 0, one is negative: so absolute values, sums and signs can be told from each other.
    three = torch.tensor([[0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.2, 0.0, 0.0]])
    return [
        (three, torch.eye(10)[[3]]),
        (torch.full((2, 10), 0.1), torch.eye(10)[[3, 5]]),
        drawn(7),
        drawn(1),
        drawn(64),
        tuple(torch.randn(2, 4, 10, generator=generator)),
    ]


def observe(mse_gradient, pred, target):
    """Tell what no list of mistakes holds: a list, one number or row, any factor, numbers that are nearly right."""
    prediction, difference = pred.clone(), pred - target
    right = 2 * difference / pred.numel()
    got = mse_gradient(pred, target)
    if is_a(got, list) and got and all(is_a(part, list | float | torch.Tensor) for part in got):
        raise Wrong(
            "Your slopes stand in a list: calculate with the whole tensors `pred` and `target`, without a loop.\n"
            + compared(describe(right), f"a list of {len(got)}")
        )
    got = torch.tensor(got) if is_a(got, float) else got
    if not comparable(got, got) or got.is_complex() or same(got, right):
        return got
    if got.dim() == 0:
        raise Wrong(
            "You give one number, but every entry of `pred` keeps its own slope: is a `.mean()` or `.sum()` too many?\n"
            + compared(describe(right), f"one number, {got.item():.4g}")
        )
    if got.shape == right.shape[1:]:
        raise Wrong(
            "You give one row: every picture keeps its own, [b, 10].\n"
            + compared(describe(right), _one_row(got, difference))
        )
    if got.shape in (right.shape[:1], (len(right), 1)):
        raise Wrong(
            "You give one number for each picture: every output keeps its own slope, [b, 10].\n"
            + compared(describe(right), "one number for each picture")
        )
    others = {
        "squares of the differences": difference**2,
        "absolute differences": difference.abs(),
        "signs of the differences": difference.sign(),
        "sums of prediction and target": prediction + target,
        "predictions alone": prediction,
    }
    for what, other in others.items():
        if factor(got, other):
            raise Wrong(f"Your slopes are {what}, times a number: the differences `pred - target` belong there.")
    if comparable(got, right):
        if (got - right).abs().max() < _NEARLY * right.abs().max():
            raise Wrong(
                "Your slopes are nearly right: are they measured, or rounded? Use the formula, which is exact.\n"
                + farthest(got, right, digits=6)
            )
        if times := factor(got, right):
            formula = f": `2 * (pred - target)` is divided by `pred.numel()`, here {right.numel()}"
            is_divided = round(abs(times), 4) in (1, 2)  # a sign or a factor 2 is left
            raise Wrong(
                f"All your slopes are {times:.5g} times what they should be{'' if is_divided else formula}.\n"
                + farthest(got, right)
            )
    return got


def _one_row(got, difference):
    """Say which row came where there should be one for each picture."""
    if len(difference) == 1:
        return "one row without its brackets"
    rows = {
        "the row of the first picture alone": difference[0],
        "the row of the last picture alone": difference[-1],
        "all rows made into one": difference.sum(dim=0),
    }
    return next((what for what, row in rows.items() if factor(got, row)), "one row")


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
        "factor 2 missing, mean over the ten outputs only": (
            two_things(_TWO, "you divide by 10 only: MSE also averages over the b pictures."),
            lambda pred, target: (pred - target) / 10,
        ),
        "wrong sign": (
            "The sign is the other way round: take prediction minus target, so that too high is positive.",
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
            "Your pictures are columns, [10, b]: leave out `.T`.",
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
        "only the signs": (
            "You give only the signs of the differences: take the differences themselves, since the slope of d² grows "
            "with d.",
            lambda pred, target: (pred - target).sign() / pred.numel(),
        ),
        "divided by 20": (
            "You divide by 2 instead of multiplying by it: take 2 times the difference, divided by b times 10.",
            lambda pred, target: (pred - target) / (2 * pred.numel()),
        ),
        "divided by 40": (
            "You always divide by 40: ask `pred` how many entries it has, `pred.numel()`.",
            lambda pred, target: 2 * (pred - target) / 40,
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
        "brackets missing, target doubled too": (
            capital(_BRACKETS),
            lambda pred, target: 2 * pred - 2 * target / pred.numel(),
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
