"""Exercise ``mse_gradient`` of lesson 04."""

import torch

from course_utils._messages import describe
from course_utils.exercises._compare import same, show
from course_utils.exercises.core import Exercise, Wrong

_NEARLY = 0.03  # of the largest slope: what a measurement with a step of a hundredth is off by, at most


def mse_gradient(pred, target):
    """Give the gradient of the MSE loss, [b, 10]: a slope for each entry."""
    return 2 * (pred - target) / pred.numel()


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(b, 10)`, filled in a loop, is a right answer.
    def drawn(batch_size):
        pred = torch.randn(batch_size, 10, generator=generator)
        return pred, torch.eye(10)[torch.randint(0, 10, (batch_size,), generator=generator)]

    half = torch.tensor([[0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]])
    return [
        (half, torch.eye(10)[[3]]),
        (torch.full((2, 10), 0.1), torch.eye(10)[[3, 5]]),
        drawn(7),
        drawn(1),
        drawn(64),
        tuple(torch.randn(2, 4, 10, generator=generator)),
    ]


def use(mse_gradient, pred, target):
    """Tell a loop's list, and numbers that are nearly right: no formula gives them, a measurement or rounding does."""
    right = 2 * (pred - target) / pred.numel()
    got = mse_gradient(pred, target)
    if isinstance(got, list) and got and all(isinstance(part, list | float | torch.Tensor) for part in got):
        raise Wrong(
            f"expected {describe(right)}, got a list of {len(got)}. You need no loop: calculate with the whole tensors "
            "`pred` and `target`."
        )
    if not isinstance(got, torch.Tensor) or got.layout != right.layout or got.is_meta:
        return got
    if (got.shape, got.dtype) == (right.shape, right.dtype) and not same(got, right):
        apart = (got - right).abs()
        if apart.max() < _NEARLY * right.abs().max():
            row, column = divmod(apart.argmax().item(), 10)
            raise Wrong(
                f"Your slopes are nearly right: at [{row}, {column}] expected {show(right[row, column].item())}, got "
                f"{show(got[row, column].item())}. It looks like a measurement, or like rounded numbers. Use the "
                "formula, which is exact."
            )
    return got


def last_row_empty(pred, target):
    gradient = mse_gradient(pred, target)
    gradient[-1] = 0
    return gradient


exercise = Exercise(
    lesson="slopes",
    task="Give the gradient of the MSE loss, [b, 10]: a slope for each entry of pred.",
    reference=mse_gradient,
    cases=cases,
    use=use,
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
            "Two things are missing: the factor 2 of a square's slope, and the division by b times 10 entries.",
            lambda pred, target: pred - target,
        ),
        "factor 2 missing, mean over the batch only": (
            "Two things are missing: the factor 2 of a square's slope, and the mean over the ten outputs.",
            lambda pred, target: (pred - target) / len(pred),
        ),
        "factor 2 missing, mean over the ten outputs only": (
            "Two things are missing: the factor 2 of a square's slope, and the mean over the b pictures.",
            lambda pred, target: (pred - target) / 10,
        ),
        "wrong sign": (
            "The sign is the other way round: take prediction minus target, so that too high is positive.",
            lambda pred, target: 2 * (target - pred) / pred.numel(),
        ),
        "wrong sign, mean missing": (
            "Two things are wrong: take prediction minus target, and divide by the number of entries, b times 10.",
            lambda pred, target: 2 * (target - pred),
        ),
        "wrong sign, factor 2 missing": (
            "Two things are wrong: take prediction minus target, and the slope of a square brings a factor 2.",
            lambda pred, target: (target - pred) / pred.numel(),
        ),
        "still squared": (
            "You give the squares themselves, averaged: the slope of d² is 2d, without a square.",
            lambda pred, target: (pred - target) ** 2 / pred.numel(),
        ),
        "squared and doubled": (
            "The difference is still squared: the slope of d² is 2d, so the square goes.",
            lambda pred, target: 2 * (pred - target) ** 2 / pred.numel(),
        ),
        "the loss": (
            "You give the loss, one number: its gradient has one number for every entry of pred.",
            lambda pred, target: ((pred - target) ** 2).mean(),
        ),
        "one number": (
            "You make one number of the slopes: every entry of pred keeps its own.",
            lambda pred, target: (2 * (pred - target)).mean(),
        ),
        "summed over the batch": (
            "You add up over the batch: every picture keeps its own row, [b, 10].",
            lambda pred, target: (2 * (pred - target) / pred.numel()).sum(dim=0),
        ),
        "averaged over the batch": (
            "You average over the batch into one row: every picture keeps its own row, [b, 10].",
            lambda pred, target: (2 * (pred - target)).mean(dim=0),
        ),
        "averaged over the outputs": (
            "You average over the ten outputs into one number a picture: every output keeps its own, [b, 10].",
            lambda pred, target: (2 * (pred - target)).mean(dim=1),
        ),
        "target left out": (
            "The target is missing: the gradient is two times the difference of prediction and target.",
            lambda pred, target: 2 * pred / pred.numel(),
        ),
        "added instead of subtracted": (
            "You add prediction and target: the gradient holds their difference.",
            lambda pred, target: 2 * (pred + target) / pred.numel(),
        ),
        "brackets missing": (
            "Brackets are missing: only the target is divided. Divide the whole difference.",
            lambda pred, target: 2 * pred - target / pred.numel(),
        ),
        "only the signs": (
            "You give only signs, the slope of the absolute error: that of a square grows with the difference.",
            lambda pred, target: (pred - target).sign() / pred.numel(),
        ),
        "divided by 20": (
            "The factor 2 multiplies, it does not divide: 2 times the difference, divided by b times 10.",
            lambda pred, target: (pred - target) / (2 * pred.numel()),
        ),
        "divided by 40": (
            "You divide by 40 always: ask `pred` how many entries it has.",
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
            "You take absolute differences: where the prediction is too low, the gradient is negative.",
            lambda pred, target: 2 * (pred - target).abs() / pred.numel(),
        ),
        "squares, not averaged": (
            "You give the squares themselves: the slope of d² is 2d, and the mean divides by b times 10.",
            lambda pred, target: (pred - target) ** 2,
        ),
        "step taken": (
            "You have taken the step already and give the better prediction: give the gradient alone.",
            lambda pred, target: pred - 2 * (pred - target) / pred.numel(),
        ),
        "last row empty": (
            "The last row is all 0: does a loop stop one row too early?",
            last_row_empty,
        ),
        "brackets missing, factor 2 missing": (
            "Brackets are missing, so that only the target is divided; and the slope of a square brings a factor 2.",
            lambda pred, target: pred - target / pred.numel(),
        ),
        "brackets and mean missing": (
            "Brackets are missing, so that only the prediction is doubled; and the mean divides by b times 10.",
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
