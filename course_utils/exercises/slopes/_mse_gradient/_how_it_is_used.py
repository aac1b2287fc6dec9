"""How slopes are looked at: what no list of mistakes holds, such as any factor or one row for all, is told here."""

import torch

from course_utils._messages import describe
from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable, compared, factor, farthest
from course_utils.exercises.exercise import Wrong, is_a

_NEARLY = 0.03  # of the largest slope: what a measurement with a step of a hundredth is off by, at most


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(b, 10)`, filled in a loop, is a right answer.
    def drawn(batch_size, scale=1):
        """Draw until the differences have both signs: where all are negative, who loses the signs is wrong by -1."""
        while True:
            pred = scale * torch.randn(batch_size, 10, generator=generator)
            target = torch.eye(10)[torch.randint(0, 10, (batch_size,), generator=generator)]
            if 0 < (pred > target).sum() < pred.numel():
                return pred, target

    # Of three that are not 0, one is negative: so absolute values, sums and signs can be told from each other.
    three = torch.tensor([[0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.2, 0.0, 0.0]])
    return [
        (three, torch.eye(10)[[3]]),
        (torch.full((2, 10), 0.1), torch.eye(10)[[3, 5]]),
        drawn(7),
        drawn(2, scale=100),  # slopes far beyond 1: one that is cut off there shows
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
        if not factor(got, right) and (got - 2 * difference).abs().max() < _NEARLY * difference.abs().max():
            raise Wrong(
                "Two things. Your slopes are measured, or rounded: use the formula, which is exact. And the mean is "
                "missing: divide by the number of entries, `pred.numel()`.\n" + farthest(got, right)
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
