"""Exercise ``relu`` of lesson 07."""

import torch
from torch.nn import functional as F

from course_utils.exercises.core import Exercise


def relu(x):
    """Keep every positive number, put 0 for every other one."""
    return x.clamp(min=0)


def cases(generator):
    def drawn(*shape, scale=5, dtype=torch.float32):
        return (scale * torch.randn(*shape, dtype=dtype, generator=generator),)

    return [
        (torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0]),),
        (torch.tensor([-3.0]),),
        drawn(7, 256),
        drawn(1, 64),
        drawn(2, 3, 4, scale=1000, dtype=torch.float64),
        drawn(10, dtype=torch.float64),
    ]


def use(relu, x):
    return {"the result": relu(x), "x afterwards": x}


exercise = Exercise(
    lesson="backpropagation",
    task="Keep every positive number of x and put 0 for every other one, in a new tensor of the same shape and dtype.",
    reference=relu,
    cases=cases,
    use=use,
    mistakes={
        "in place": (
            "You change x itself: work on a new tensor, x is needed again on the way back.",
            lambda x: x.clamp_(min=0),
        ),
        "wrong side": (
            "You keep the negative numbers: ReLU keeps the positive ones.",
            lambda x: x.clamp(max=0),
        ),
        "absolute value": (
            "You turn negative numbers into positive ones: ReLU puts 0 in their place.",
            lambda x: x.abs(),
        ),
        "sign turned": (
            "You turn every sign before you cut: leave x as it is, and cut what is negative.",
            lambda x: (-x).clamp(min=0),
        ),
        "cut with its sign turned": (
            "You give the negative of what is right: the numbers that stay keep their sign.",
            lambda x: -x.clamp(min=0),
        ),
        "nothing cut": (
            "You give x as it came: where a number is negative, 0 belongs.",
            lambda x: x,
        ),
        "ones in float32": (
            "You give 1 for every positive number: ReLU gives the number itself, in the dtype of x.",
            lambda x: (x > 0).float(),
        ),
        "leaky": (
            "You let a hundredth of each negative number through, which is the leaky ReLU: here they become 0.",
            lambda x: F.leaky_relu(x),
        ),
        "a tenth leaks": (
            "You let a tenth of each negative number through: here they become 0.",
            lambda x: F.leaky_relu(x, 0.1),
        ),
        "sigmoid": (
            "You squeeze all numbers between 0 and 1, which is the sigmoid: ReLU leaves a positive number as it is.",
            lambda x: x.sigmoid(),
        ),
        "tanh": (
            "You squeeze all numbers between -1 and 1, which is tanh: ReLU leaves a positive number as it is.",
            lambda x: x.tanh(),
        ),
        "softplus": (
            "You give log(1 + exp(x)), a ReLU with a round corner: here the corner is sharp.",
            lambda x: F.softplus(x),
        ),
        "elu": (
            "You bend the negative side down to -1, which is ELU: ReLU gives 0 there.",
            lambda x: F.elu(x),
        ),
        "true and false": (
            "You give True and False: multiply x by them, and every number that is positive stays.",
            lambda x: x > 0,
        ),
        "ones": (
            "You give 1 for every positive number: ReLU gives the number itself.",
            lambda x: (x > 0).to(x.dtype),
        ),
        "clipped at 1": (
            "You also cut everything above 1: a positive number stays, however large it is.",
            lambda x: x.clamp(0, 1),
        ),
        "clipped at 6": (
            "You also cut everything above 6: a positive number stays, however large it is.",
            lambda x: F.relu6(x),
        ),
        "negative ones left out": (
            "You leave the negative numbers out, which changes the shape: each keeps its place, with a 0 in it.",
            lambda x: x[x > 0],
        ),
        "the largest number": (
            "You give the largest number of all: ReLU decides for each number on its own.",
            lambda x: x.max().clamp(min=0),
        ),
        "a single number": (
            "`max(x, 0)` and `if x > 0` decide once, for a single number: x holds many, and each has its own answer.",
            lambda x: max(x, 0),
        ),
        "rounded": (
            "You cut the decimals too: a positive number stays as it is.",
            lambda x: x.clamp(min=0).floor(),
        ),
        "at least 1": (
            "You raise everything below 1 to 1: the limit is 0.",
            lambda x: x.clamp(min=1),
        ),
        "squared": (
            "You multiply x by itself where it is positive: multiply it by 1 there, so that it stays.",
            lambda x: x.clamp(min=0) ** 2,
        ),
    },
    hints=(
        "Compare every entry with 0: the larger of the two is the answer.",
        "Tensors have methods that put a limit on every entry at once; or multiply x by what `x > 0` gives.",
        "`.clamp(...)` raises what lies below `min`: which limit do you need?",
    ),
    consequence="Now two layers in a row can bend: together they can do what a single one cannot.",
)
