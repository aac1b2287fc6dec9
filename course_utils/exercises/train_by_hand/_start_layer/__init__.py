"""Exercise ``start_layer`` of lesson 08: an answer is drawn anew at each call, so what holds of it is looked at."""

import torch

from course_utils.exercises.exercise import Exercise
from course_utils.exercises.train_by_hand._start_layer._how_it_is_used import observe

HALF_OF_N = "The root of n is `n**0.5`: `n**1/2` is half of n, since the power comes before the division."

ROOT = (
    "The root of a plain number n is `n**0.5`: `torch.sqrt` and `.sqrt()` are for tensors, and `math` or `np` would "
    "have to be imported first."
)


def start_layer(n, m):
    """Give a weight [m, n] and a bias [m], uniform between -1/√n and 1/√n."""
    weight = (2 * torch.rand(m, n) - 1) / n**0.5
    bias = (2 * torch.rand(m) - 1) / n**0.5
    return weight, bias


def cases(generator):
    # Many outputs make few calls; 90 is no square, so that a root that is cut to a whole number shows.
    return [(4, 30), (90, 20), (400, 50)]


def remark(start_layer):
    with torch.random.fork_rng(devices=[]):
        made = start_layer(4, 3)
    if any(part.requires_grad for part in made):
        return (
            "Autograd watches what you give, and a step in place on it will stop with an error: `.detach()` ends that."
        )
    return ""


def drawn(make):
    """Make a start whose weight and bias are drawn alike: ``make(n, m, shape)``."""
    return lambda n, m: (make(n, m, (m, n)), make(n, m, (m,)))


def even(n, shape):
    return (2 * torch.rand(shape) - 1) / n**0.5


def sqrt_is_not_there(n, m):
    raise NameError("name 'sqrt' is not defined")


def seeded(n, m):
    drawn = torch.rand(m, n + 1, generator=torch.Generator().manual_seed(0))
    return (2 * drawn[:, :n] - 1) / n**0.5, (2 * drawn[:, n] - 1) / n**0.5


exercise = Exercise(
    lesson="train_by_hand",
    task="Give a weight [m, n] and a bias [m] for a layer of n inputs and m outputs, float32, all numbers uniform "
    "between -1/√n and 1/√n, with new random numbers at each call.",
    reference=start_layer,
    cases=cases,
    observe=observe,
    result_names=("weight", "bias"),
    remark=remark,
    mistakes={
        "a bell": (
            "Too many of your numbers lie at 0 or near it, as `torch.randn` draws them: `torch.rand` draws uniform "
            "ones. Stretch those to -1 to 1, then divide by √n.",
            drawn(lambda n, m, shape: torch.randn(shape)),
        ),
        "bias a bell": (
            "Your weight is right, but most numbers of your bias lie near 0, as `torch.randn` draws them: draw the "
            "bias as you draw the weight.",
            lambda n, m: (even(n, (m, n)), torch.randn(m)),
        ),
        "from 0 to 1": (
            "The numbers of your weight lie between 0 and 1, as `torch.rand` draws them: stretch them to -1 to 1, then "
            "divide by √n.",
            drawn(lambda n, m, shape: torch.rand(shape)),
        ),
        "no negative ones": (
            "No number of your weight is negative: half of them should be. Stretch the numbers of `torch.rand` to -1 "
            "to 1 before you divide by √n.",
            drawn(lambda n, m, shape: torch.rand(shape) / n**0.5),
        ),
        "no positive ones": (
            "All numbers of your weight are negative: double them before you subtract 1, `2 * torch.rand(...) - 1`.",
            drawn(lambda n, m, shape: (torch.rand(shape) - 1) / n**0.5),
        ),
        "doubled last": (
            "All numbers of your weight are negative: double first, then subtract 1, `2 * torch.rand(...) - 1`.",
            drawn(lambda n, m, shape: 2 * (torch.rand(shape) - 1) / n**0.5),
        ),
        "not divided": (
            "Your numbers lie between -1 and 1 whatever n is: divide them by √n.",
            drawn(lambda n, m, shape: 2 * torch.rand(shape) - 1),
        ),
        "divided by n": (
            "You divide by n: divide by its square root, `n**0.5`.",
            drawn(lambda n, m, shape: (2 * torch.rand(shape) - 1) / n),
        ),
        "multiplied by √n": (
            "You multiply by √n, so that many inputs make large numbers: divide by it.",
            drawn(lambda n, m, shape: (2 * torch.rand(shape) - 1) * n**0.5),
        ),
        "root cut to a whole number": (
            "You cut or round on the way, √n for instance, which is right only where n is a square, as 784 is: leave "
            "out `int`, `round` or `//`.",
            drawn(lambda n, m, shape: (2 * torch.rand(shape) - 1) / int(n**0.5)),
        ),
        "divided by n, then by 2": (HALF_OF_N, drawn(lambda n, m, shape: even(1, shape) / n**1 / 2)),
        "torch's root": (ROOT, lambda n, m: torch.sqrt(n)),
        "root of a tensor": (ROOT, lambda n, m: n.sqrt()),
        "sqrt is not there": (ROOT, sqrt_is_not_there),
        "divided by √m": (
            "You divide by the root of m, the number of outputs: divide by that of n, because the n inputs are added "
            "up.",
            drawn(lambda n, m, shape: even(m, shape)),
        ),
        "half as wide": (
            "Your numbers reach only half as far as they should: stretch them to -1 to 1, then divide by √n.",
            drawn(lambda n, m, shape: (torch.rand(shape) - 0.5) / n**0.5),
        ),
        "too wide": (
            "Your numbers reach twice as far as they should: stretch them to -1 to 1, then divide by √n.",
            drawn(lambda n, m, shape: 2 * even(n, shape)),
        ),
        "brackets missing": (
            "Only the 1 is divided by √n: put brackets around `2 * torch.rand(...) - 1`.",
            drawn(lambda n, m, shape: 2 * torch.rand(shape) - 1 / n**0.5),
        ),
        "one and the same everywhere": (
            "All numbers of your weight are the same, and so all units stay alike: draw them, `torch.rand(m, n)`.",
            drawn(lambda n, m, shape: torch.zeros(shape)),
        ),
        "bias one and the same everywhere": (
            "Your weight is right, but all numbers of your bias are the same: draw the bias in the same way.",
            lambda n, m: (even(n, (m, n)), torch.zeros(m)),
        ),
        "one number for the whole bias": (
            "Your weight is right, but one number stands in the whole bias: draw m of them, `torch.rand(m)`.",
            lambda n, m: (even(n, (m, n)), even(n, (1,)).expand(m)),
        ),
        "bias not divided": (
            "Your weight is right, but your bias reaches from -1 to 1: divide it by √n as well.",
            lambda n, m: (even(n, (m, n)), even(1, (m,))),
        ),
        "bias divided by √m": (
            "Your weight is right, but your bias is divided by the root of m: divide it by that of n, as the weight.",
            lambda n, m: (even(n, (m, n)), even(m, (m,))),
        ),
        "bias from 0": (
            "Your weight is right, but no number of the bias is negative: stretch its numbers to -1 to 1, like those "
            "of the weight.",
            lambda n, m: (even(n, (m, n)), torch.rand(m) / n**0.5),
        ),
        "weight on its side": (
            "Your weight lies on its side: a row for each of the m outputs, a column for each of the n inputs.",
            lambda n, m: (even(n, (n, m)), even(n, (m,))),
        ),
        "n and m swapped": (
            "You have swapped n and m: the weight is [m, n], the bias [m], and the numbers are divided by √n.",
            lambda n, m: start_layer(m, n),
        ),
        "a bias for each input": (
            "Your bias has n numbers: each of the m outputs has one, `torch.rand(m)`.",
            lambda n, m: (even(n, (m, n)), even(n, (n,))),
        ),
        "bias as a column": (
            "Your bias is a column [m, 1]: a bias is one row of m numbers, [m].",
            lambda n, m: (even(n, (m, n)), even(n, (m, 1))),
        ),
        "bias first": (
            "You give the bias first: the weight comes first, then the bias.",
            lambda n, m: start_layer(n, m)[::-1],
        ),
        "only the weight": (
            "You give the weight alone: give weight and bias, with a comma between them.",
            lambda n, m: even(n, (m, n)),
        ),
        "float64": (
            "Your numbers are float64: give float32, as `torch.rand` does. A product takes two tensors of the same "
            "dtype.",
            lambda n, m: tuple(part.double() for part in start_layer(n, m)),
        ),
        "a seed inside": (
            "Each call gives the same numbers, so that all layers begin alike: is a seed set inside the function, or "
            "are the numbers not drawn in it? Draw them in the function, without a seed.",
            seeded,
        ),
        "rows or columns alike": (
            "The rows or the columns of your weight are all the same: draw m times n numbers, `torch.rand(m, n)`.",
            lambda n, m: (even(n, (1, n)).expand(m, n), even(n, (m,))),
        ),
    },
    hints=(
        "`torch.rand(m, n)` gives numbers between 0 and 1. What makes of them numbers between -1 and 1?",
        "Twice as wide, then moved to the left by 1. Then divide by the root of n. The bias is made in the same way.",
        "`n**0.5` is the root of n. Put brackets around what is divided, and give `weight, bias`.",
    ),
    consequence="Now every layer can begin where learning is possible, however many inputs it has.",
)
