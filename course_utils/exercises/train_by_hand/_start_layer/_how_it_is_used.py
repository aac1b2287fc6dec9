"""How an answer to ``start_layer`` is looked at: how its numbers are spread, which no two calls share."""

import math

import torch
from torch import Tensor, nn

from course_utils.exercises.exercise import Wrong

# So many numbers of a bias are looked at, and more of a weight. With n of them evenly spread between -1 and 1, the mean
# is 0.58 / √n off, the mean size 0.29 / √n, and none is beyond 0.9 on one side with a chance of 0.95 ** n: each limit
# below is at least six times as wide, so that a right answer is refused less than once in a hundred million checks.
_ENOUGH = 600
_FEW = 20  # of so many different numbers at most it is said how many there are
_ANOTHER_WAY = "numbers that are spread in another way"


def observe(start_layer, n, m):
    """Call it often; give what it gives with 0 for every number, once they are seen to be spread as they should be."""
    with torch.random.fork_rng(devices=[]):  # drawing moves torch's random numbers on: that is meant here
        made = [start_layer(n, m) for _ in range(_ENOUGH // m)]
    if isinstance(made[0], nn.Module):
        todo = "You give a layer, which holds both: give its weight and its bias."
        raise Wrong(f"{todo}\nexpected a weight and a bias\ngot      a layer")
    weight = made[0][0] if isinstance(made[0], tuple | list) and len(made[0]) == 2 else None
    if isinstance(weight, Tensor) and weight.dim() == 1 and weight.shape != (m,):  # [m] is a bias, given first
        todo = "Your weight has one dimension: `torch.rand(m, n)` makes m rows of n numbers."
        raise Wrong(f"{todo}\nFor the weight:\nexpected the shape {[m, n]}\ngot      {list(weight.shape)}")
    odd = [pair for pair in made if not fits(pair, n, m)]
    if not odd:
        for place, name in enumerate(("weight", "bias")):
            look_at(name, [pair[place].detach() for pair in made], n)
        # Of a few numbers that come again and again, as those of `torch.randint`, it may be chance.
        taken = all(bool(torch.isin(bias, weight).all()) for weight, bias in made)
        if taken and len(made[-1][0].unique()) > 0.9 * made[-1][0].numel():
            todo = "The numbers of your bias are numbers of your weight: draw new ones for it, `torch.rand(m)`."
            raise Wrong(f"{todo}\nFor the bias:\nexpected random numbers of its own\ngot      those of the weight")
    return blank((odd or made)[0])


def fits(pair: object, n: int, m: int) -> bool:
    """Tell whether a pair is a weight and a bias of the right kind, whatever their numbers are."""
    if not isinstance(pair, tuple | list) or len(pair) != 2 or not all(isinstance(part, Tensor) for part in pair):
        return False
    weight, bias = pair
    return weight.dtype == bias.dtype == torch.float32 and weight.shape == (m, n) and bias.shape == (m,)


def look_at(name: str, made: list[Tensor], n: int) -> None:
    """Refuse numbers that are not uniform between -1/√n and 1/√n, and anew."""
    numbers, limit = torch.cat([part.flatten() for part in made]), n**-0.5
    if not numbers.isfinite().all():
        todo = "Was a root taken of a negative number, or something divided by 0?"
        raise Wrong(f"{todo}\nFor the {name}:\nexpected finite numbers\ngot      nan or inf among them")
    first = made[0]
    if numbers.min() < numbers.max():
        if torch.equal(first, made[1]):
            raise Wrong(f"For the {name}:\nexpected other numbers at each call\ngot      the same ones twice")
        if bool((first == first[0]).all()) or bool((first == first[..., :1]).all()):
            alike = "the same for all" if name == "bias" else "rows or columns that are all alike"
            raise Wrong(f"For the {name}:\nexpected a number of its own for each entry\ngot      {alike}")
    sizes = numbers / limit
    ends = 0.9 < sizes.max() <= 1.00001 and -0.9 > sizes.min() >= -1.00001
    if not (ends and abs(sizes.mean()) < 0.15 and abs(sizes.abs().mean() - 0.5) < 0.07):
        wanted = f"uniform numbers from {-limit:.3g} to {limit:.3g}"
        why = described(numbers)
        if ends and why.startswith("numbers from"):  # these two are right
            why = _ANOTHER_WAY
        todo = ""
        if why == _ANOTHER_WAY:
            todo = (
                "Your numbers are not uniform. Those of `torch.rand` are, and stay so when you multiply, divide, add "
                "or subtract plain numbers. Do you square them, add several of them up, or use `torch.randn`?\n"
            )
        elif why.startswith("numbers from"):
            todo = (
                f"The limits are -1/√n and 1/√n, here with n = {n}: are brackets missing, is it another n, or is the "
                "step left out that makes numbers from -1 to 1 of those from 0 to 1?\n"
            )
        raise Wrong(f"{todo}For the {name}, with n = {n}:\nexpected {wanted}\ngot      {why}")
    if (torch.stack(made) == first).all(dim=0).any():
        todo = f"Some entries of your {name} never get a random number: does a loop stop too early, or begin too late?"
        raise Wrong(f"{todo}\nFor the {name}:\nexpected other numbers at each call\ngot      the same in some entries")
    for lines, side in ((first, "row"), (first.T, "column")) if name == "weight" else ():
        places = (lines == lines[:, :1]).all(dim=1).nonzero()
        if len(places):
            which = f"{side} {places[0].item()}"
            todo = f"All numbers in {which} of your weight are equal: is one number put into the whole {side}?"
            raise Wrong(
                f"{todo}\nFor {which}:\nexpected a random number for each entry\ngot      one number in all of them"
            )


def described(numbers: Tensor) -> str:
    """Say how numbers are spread, in words that are the same for each draw."""
    low, high, spread = numbers.min().item(), numbers.max().item(), numbers.std().item()
    if low == high:
        return "one and the same number everywhere"
    if (different := len(numbers.unique())) < _FEW:
        return f"only {different} different numbers"
    away = (numbers - numbers.mean()).abs()
    if abs(away.mean().item() / (high - low) - 0.25) < 0.03:
        return f"numbers from about {_about(low, high)} to about {_about(high, low)}"
    if abs(away.mean().item() / spread - 0.798) < 0.04 and abs(numbers.mean().item()) < 0.3 * spread:
        return "numbers of which most lie near 0"
    return _ANOTHER_WAY


def _about(value: float, other: float) -> str:
    """Write a number to half its first digit, so that chance does not show; 0 where it is small beside another."""
    if abs(value) < 0.1 * abs(other):
        return "0"
    digit = 10 ** math.floor(math.log10(1.06 * abs(value)))  # what ends at 1 comes up to 0.95 at least
    return f"{round(2 * value / digit) / 2 * digit:g}"


def blank(value: object) -> object:
    """Put 0 for every number of the tensors in an answer: what is left is its form."""
    if isinstance(value, Tensor):
        return value.detach() * 0
    return tuple(map(blank, value)) if isinstance(value, tuple | list) else value
