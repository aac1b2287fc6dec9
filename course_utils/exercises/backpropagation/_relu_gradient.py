"""Exercise ``relu_gradient`` of lesson 07."""

import torch

from course_utils.exercises.backpropagation._relu import (
    IN_THE_LOOP,
    first_alone,
    in_another_form,
    observe,
)
from course_utils.exercises.exercise import Exercise

ON_A_NEW_ONE = "work on a new tensor. Whoever called your function may still need the old one."
MASK_ALONE = "You give the slope of ReLU, 1 or 0: multiply grad_out by it."


def relu_gradient(x, grad_out):
    """Let the slopes pass where x is positive, and give 0 elsewhere."""
    return grad_out * (x > 0)


def cases(generator):
    def drawn(*shape, dtype=torch.float32):
        x, grad_out = 2 * torch.randn(2, *shape, dtype=dtype, generator=generator)
        x = x.clamp(-5, 5).round(decimals=1)  # rounded, so that some are exactly 0
        x.flatten()[-1] = 7  # beyond the 6 of a ReLU6
        x.flatten()[0] = 5e-4  # positive, if only a little
        return x, grad_out

    return [
        (torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0]), torch.tensor([10.0, 20.0, 30.0, -40.0, 50.0])),
        (torch.tensor([-3.0]), torch.tensor([2.0])),
        drawn(7, 256),
        drawn(1, 64),
        drawn(2, 3, 4, dtype=torch.float64),
        drawn(10, dtype=torch.float64),
    ]


exercise = Exercise(
    lesson="backpropagation",
    task="Give the slopes by x: grad_out where x is positive, 0 elsewhere, also where x is exactly 0.",
    reference=relu_gradient,
    cases=cases,
    observe=observe,
    mistakes={
        "grad_out in place": (f"You change grad_out itself: {ON_A_NEW_ONE}", lambda x, grad_out: grad_out.mul_(x > 0)),
        "x in place": (f"You change x itself: {ON_A_NEW_ONE}", lambda x, grad_out: x.mul_(2)),
        "wrong side": (
            "Your mask is on the wrong side: slopes pass where x is positive, not where it is negative.",
            lambda x, grad_out: grad_out * (x < 0),
        ),
        "wrong side, with 0": (
            "Your mask is on the wrong side: you let slopes pass exactly where ReLU has put a 0.",
            lambda x, grad_out: grad_out * (x <= 0),
        ),
        "passes at 0": (
            "Where x is exactly 0 you let the slope pass: the rule says 0 there, as torch does.",
            lambda x, grad_out: grad_out * (x >= 0),
        ),
        "doubled": (
            "Your slopes are exactly twice what they should be: the factor 2 of the square is in grad_out already.",
            lambda x, grad_out: 2 * grad_out * (x > 0),
        ),
        "passes above 1": (
            "Slopes pass only where x is above 1: they pass where it is above 0, however small it is.",
            lambda x, grad_out: grad_out * (x > 1),
        ),
        "matrix product": (
            "`@` adds products up: slopes and mask are multiplied entry by entry, `grad_out * (x > 0)`.",
            lambda x, grad_out: grad_out @ (x > 0).float(),
        ),
        "blocks above 6": (
            "You also stop slopes where x is above 6: every positive number lets its slope pass, however large it is.",
            lambda x, grad_out: grad_out * ((x > 0) & (x < 6)),
        ),
        "blocks at 0 only": (
            "You stop slopes only where x is exactly 0: they are stopped where x is negative too.",
            lambda x, grad_out: grad_out * (x != 0),
        ),
        "mask missing": (
            "You give grad_out as it came: nothing passes where x is not positive.",
            lambda x, grad_out: grad_out,
        ),
        "mask alone": (
            "You give the mask alone: multiply grad_out by it, with brackets around the comparison, `(x > 0)`.",
            lambda x, grad_out: x > 0,
        ),
        "compared after the product": (
            "You compare the product with 0, since Python multiplies first: put brackets around the comparison, `(x > "
            "0)`.",
            lambda x, grad_out: grad_out * x > 0,
        ),
        "mask alone, as numbers": (MASK_ALONE, lambda x, grad_out: (x > 0).to(x.dtype)),
        **{
            f"mask alone, as {name}": (MASK_ALONE, lambda x, grad_out, dtype=dtype: (x > 0).to(dtype))
            for name, dtype in (("float32", torch.float32), ("int32", torch.int32), ("int64", torch.int64))
        },
        "relu again": (
            "You give ReLU of x: here its slope is asked for, 1 or 0, times grad_out.",
            lambda x, grad_out: x.clamp(min=0),
        ),
        "multiplied by the value": (
            "You multiply grad_out by ReLU's value: multiply by the slope of ReLU instead, 1 where x is positive and 0 "
            "elsewhere.",
            lambda x, grad_out: x.clamp(min=0) * grad_out,
        ),
        "multiplied by x": (
            "You multiply grad_out by x: multiply it by the slope of ReLU, which is 1 or 0.",
            lambda x, grad_out: x * grad_out,
        ),
        "mask from grad_out": (
            "You look at the sign of grad_out: the sign of x decides, and a negative slope passes like any other.",
            lambda x, grad_out: grad_out.clamp(min=0),
        ),
        "grad_out cut as well": (
            "You also cut the negative entries of grad_out: where x is positive, a negative slope passes too.",
            lambda x, grad_out: grad_out.clamp(min=0) * (x > 0),
        ),
        "swapped": (
            "You have swapped the two: the mask comes from x, and grad_out is what passes.",
            lambda x, grad_out: x * (grad_out > 0),
        ),
        "slope of the absolute value": (
            "Where x is negative you turn the sign, as the absolute value does: ReLU is flat there, so nothing passes.",
            lambda x, grad_out: grad_out * x.sign(),
        ),
        "leaky": (
            "You let a hundredth of the slope pass where x is negative, as a leaky ReLU does: nothing passes there.",
            lambda x, grad_out: torch.where(x > 0, grad_out, 0.01 * grad_out),
        ),
        "slope of the sigmoid": (
            "You give the slope of the sigmoid times grad_out: that of ReLU is 1 or 0.",
            lambda x, grad_out: grad_out * x.sigmoid() * (1 - x.sigmoid()),
        ),
        "sign turned": (
            "You turn the sign of the slopes: let them pass as they are. Going downhill comes later.",
            lambda x, grad_out: -grad_out * (x > 0),
        ),
        "picked out": (
            "You pick out what passes, which changes the shape: put a 0 in the place of each other entry.",
            lambda x, grad_out: grad_out[x > 0],
        ),
        "summed over the batch": (
            "You add up over the batch: every entry of x has its own slope, in the shape of x.",
            lambda x, grad_out: (grad_out * (x > 0)).sum(dim=0),
        ),
        "one number for all": (
            "You give one number: every entry of x has its own slope, in the shape of x.",
            lambda x, grad_out: grad_out.sum(),
        ),
        "x elsewhere": (
            "Where x is not positive you give x itself: nothing passes there, so 0 belongs.",
            lambda x, grad_out: torch.where(x > 0, grad_out, x),
        ),
        "mask added": (
            "You add the mask to grad_out: multiply the two.",
            lambda x, grad_out: grad_out + (x > 0),
        ),
        "divided by the batch": (
            "You divide by the number of rows: grad_out has been divided already, when the loss took its mean.",
            lambda x, grad_out: grad_out * (x > 0) / len(x),
        ),
        "divided by all": (
            "You divide by the number of entries: grad_out has been divided already, when the loss took its mean.",
            lambda x, grad_out: grad_out * (x > 0) / x.numel(),
        ),
        **in_another_form(relu_gradient),
        "return in the loop, one number": (IN_THE_LOOP, first_alone),
        "a single number": (
            "`if x > 0` decides once, but each entry of x has its own answer: leave out the `if`, and use the mask "
            "`(x > 0)`.",
            lambda x, grad_out: grad_out if x > 0 else 0,
        ),
    },
    hints=(
        "Where ReLU leaves a number as it is, its slope is 1; where it puts a 0, its slope is 0.",
        "A comparison gives True or False for every entry at once, and both count as numbers: 1 and 0.",
        "Compare x with 0, then multiply grad_out by the answer. Which comparison gives False at exactly 0?",
    ),
    consequence="Whatever comes back, you know which part of it passes the kink.",
)
