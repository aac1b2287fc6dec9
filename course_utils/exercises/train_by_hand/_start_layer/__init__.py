"""Exercise ``start_layer`` of lesson 08: an answer is drawn anew at each call, so what holds of it is looked at."""

import torch

from course_utils.exercises.core import Exercise
from course_utils.exercises.train_by_hand._start_layer._use import use


def start_layer(n, m):
    """Give a weight [m, n] and a bias [m], uniform between -1/√n and 1/√n."""
    weight = (2 * torch.rand(m, n) - 1) / n**0.5
    bias = (2 * torch.rand(m) - 1) / n**0.5
    return weight, bias


def cases(generator):
    return [(4, 6), (100, 20), (400, 50)]


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


def seeded(n, m):
    torch.manual_seed(0)
    return start_layer(n, m)


exercise = Exercise(
    lesson="train_by_hand",
    task="Give a weight [m, n] and a bias [m] for a layer of n inputs and m outputs, float32, all numbers uniform "
    "between -1/√n and 1/√n, with new random numbers at each call.",
    reference=start_layer,
    cases=cases,
    use=use,
    gives=("weight", "bias"),
    remark=remark,
    mistakes={
        "a bell": (
            "You draw with `torch.randn`, whose numbers are far too large and have no ends: draw uniform ones with "
            "`torch.rand`.",
            drawn(lambda n, m, shape: torch.randn(shape)),
        ),
        "a bell over √n": (
            "The size is right, but `torch.randn` has no ends: a few numbers lie far outside. Draw uniform ones with "
            "`torch.rand`.",
            drawn(lambda n, m, shape: torch.randn(shape) / n**0.5),
        ),
        "a bell over 100": (
            "You divide by 100 whatever n is, and `torch.randn` has no ends: the size depends on n.",
            drawn(lambda n, m, shape: torch.randn(shape) / 100),
        ),
        "from 0 to 1": (
            "You give numbers between 0 and 1, as `torch.rand` does: stretch them to -1 to 1, then divide by √n.",
            drawn(lambda n, m, shape: torch.rand(shape)),
        ),
        "no negative ones": (
            "All your numbers are positive: half of them should be negative. Stretch them to -1 to 1 first.",
            drawn(lambda n, m, shape: torch.rand(shape) / n**0.5),
        ),
        "not divided": (
            "Your numbers lie between -1 and 1 whatever n is: divide them by √n.",
            drawn(lambda n, m, shape: 2 * torch.rand(shape) - 1),
        ),
        "divided by n": (
            "You divide by n: divide by its square root.",
            drawn(lambda n, m, shape: (2 * torch.rand(shape) - 1) / n),
        ),
        "divided by √m": (
            "You divide by the root of m, the number of outputs: it is the n inputs that are added up.",
            drawn(lambda n, m, shape: even(m, shape)),
        ),
        "divided by 28": (
            "You divide by 28 whatever n is: 28 is √n only where n is 784.",
            drawn(lambda n, m, shape: (2 * torch.rand(shape) - 1) / 28),
        ),
        "times √n": (
            "You multiply by √n: divide by it, for the more inputs, the smaller the numbers.",
            drawn(lambda n, m, shape: (2 * torch.rand(shape) - 1) * n**0.5),
        ),
        "half as wide": (
            "Your numbers reach only half as far: from -0.5 to 0.5 they must be stretched to -1 to 1.",
            drawn(lambda n, m, shape: (torch.rand(shape) - 0.5) / n**0.5),
        ),
        "too wide": (
            "Your numbers reach too far: stretch them to -1 to 1, divide by √n, and do nothing else.",
            drawn(lambda n, m, shape: 2 * even(n, shape)),
        ),
        "brackets missing": (
            "Only the 1 is divided by √n: put brackets around `2 * torch.rand(...) - 1`.",
            drawn(lambda n, m, shape: 2 * torch.rand(shape) - 1 / n**0.5),
        ),
        "zeros": (
            "All your numbers are 0, and so no slope gets past w3: draw them.",
            drawn(lambda n, m, shape: torch.zeros(shape)),
        ),
        "ones": (
            "All your numbers are alike, and so all units stay alike: draw them.",
            drawn(lambda n, m, shape: torch.ones(shape)),
        ),
        "bias of zeros": (
            "Your weight is right and your bias is 0: draw the bias in the same way.",
            lambda n, m: (even(n, (m, n)), torch.zeros(m)),
        ),
        "bias not divided": (
            "Your weight is right, but your bias reaches from -1 to 1: divide it by √n as well.",
            lambda n, m: (even(n, (m, n)), even(1, (m,))),
        ),
        "bias divided by √m": (
            "Your weight is right, but the bias is divided by the root of m: it takes 1/√n, as the weight does.",
            lambda n, m: (even(n, (m, n)), even(m, (m,))),
        ),
        "bias from 0": (
            "Your weight is right, but the bias has no negative numbers: stretch it to both sides, as the weight.",
            lambda n, m: (even(n, (m, n)), torch.rand(m) / n**0.5),
        ),
        "weight on its side": (
            "Your weight lies on its side: a row for each of the m outputs, a column for each of the n inputs.",
            lambda n, m: (even(n, (n, m)), even(n, (m,))),
        ),
        "a bias for each input": (
            "Your bias has n numbers: there is one for each output, which is m.",
            lambda n, m: (even(n, (m, n)), even(n, (n,))),
        ),
        "bias as a column": (
            "Your bias is a column [m, 1]: a bias is one row of m numbers, [m].",
            lambda n, m: (even(n, (m, n)), even(n, (m, 1))),
        ),
        "bias as a row in a batch": (
            "Your bias has a dimension too many, [1, m]: a bias is [m].",
            lambda n, m: (even(n, (m, n)), even(n, (1, m))),
        ),
        "a single bias": (
            "Your bias is one number: each of the m outputs has its own.",
            lambda n, m: (even(n, (m, n)), even(n, (1,))),
        ),
        "bias first": (
            "You give the bias first: the order is weight, bias.",
            lambda n, m: start_layer(n, m)[::-1],
        ),
        "only the weight": (
            "You give the weight alone: give weight and bias, with a comma between them.",
            lambda n, m: even(n, (m, n)),
        ),
        "float64": (
            "Your numbers are float64: the pictures are float32, and a product takes two of the same dtype.",
            lambda n, m: tuple(part.double() for part in start_layer(n, m)),
        ),
        "a seed inside": (
            "You set the seed inside, so that every layer begins alike: leave the seed to whoever calls the function.",
            seeded,
        ),
        "all rows alike": (
            "Every row of your weight is the same, so all units of the layer would stay alike: draw m times n numbers.",
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
