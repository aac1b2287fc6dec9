"""Exercise ``relu`` of lesson 07."""

import re

import torch
from torch import Tensor
from torch.nn import functional as F

from course_utils.exercises._comparing.compare_closer import comparable
from course_utils.exercises.exercise import Exercise, Wrong, is_a

IN_THE_LOOP = "Only the first entry is dealt with: does a `return` stand inside the loop? Move it behind the loop."
ONES = "You give 1 for every positive number: ReLU gives the number itself, in the dtype of x."
LIST = (
    "You give a Python list: a tensor in the shape and dtype of x is asked for. `x > 0` and `clamp` take all entries "
    "of x at once."
)
ROW = "Your numbers are in one long row: `.reshape(x.shape)` gives them the shape of x"
ITS_DTYPE = "and `dtype=x.dtype` in `torch.tensor(...)` the dtype."
_ROWS_AND_COLUMNS = "index out of range|Dimension out of range|too many indices|0-d tensor|not enough values to unpack"


def relu(x):
    """Keep every positive number, put 0 for every other one."""
    return x.clamp(min=0)


def cases(generator):
    def drawn(*shape, scale=5, dtype=torch.float32):
        return (scale * torch.randn(*shape, dtype=dtype, generator=generator),)

    return [
        (torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0]),),
        (torch.tensor([-3.0]),),
        (torch.tensor([0.5, 3.0]),),  # nothing is cut, and yet it is a new tensor
        drawn(7, 256),
        drawn(1, 64),
        drawn(2, 3, 4, scale=1000, dtype=torch.float64),
        drawn(10, dtype=torch.float64),
    ]


def observe(answer, *given):
    """Call it, and refuse what has one cause, whatever the numbers are."""
    before, shape = [part.clone() for part in given], given[0].shape
    try:
        result = answer(*given)
    except (IndexError, TypeError, ValueError) as error:
        if len(shape) > 1 or not re.search(_ROWS_AND_COLUMNS, str(error)):
            raise
        raise Wrong(
            "Do two loops go over rows and columns? x may have any shape: `x > 0` and `clamp` take all entries at "
            f"once, and a loop can go through `x.flatten()`.\nexpected an answer for the shape {list(shape)}\n"
            f"got      {error}"
        ) from error
    for name, now, then in zip(("x", "grad_out"), given, before, strict=False):
        if not torch.equal(now, then):
            todo = f"Your function changes `{name}` itself: give a new tensor, or begin with a copy, `{name}.clone()`."
            raise Wrong(f"{todo}\nexpected {name} to stay as it is\ngot      other numbers in it afterwards")
    if len(given) == 1 and comparable(result, given[0]) and result.data_ptr() == given[0].data_ptr():
        todo = "You give `x` itself back, at least where nothing is negative: give a new tensor, such as `x.clone()`."
        raise Wrong(f"{todo}\nexpected a new tensor\ngot      x itself")
    # Which number it is does not matter where there should be many.
    return torch.zeros_like(result) if is_a(result, Tensor) and result.dim() == 0 else result


def first_alone(x, slopes=None):
    passing = x if slopes is None else slopes
    return passing[0] if x[0] > 0 else 0


def zeros_filled(x, slopes=None):
    made = torch.zeros(x.shape)
    made[x > 0] = (x if slopes is None else slopes)[x > 0]
    return made


def in_another_form(right):
    """Give the mistakes of an answer that has the right numbers in another form."""
    return {
        "float32": (
            "Your numbers are always float32: leave out what makes them so, such as `.float()`. A tensor that you make "
            "takes the dtype that came in with `dtype=x.dtype`.",
            lambda *given: right(*given).float(),
        ),
        "zeros in float32": (
            "`torch.zeros(...)` is always float32: `torch.zeros_like(x)` has the dtype of x.",
            zeros_filled,
        ),
        "one long row": (f"{ROW}.", lambda *given: right(*given).flatten()),
        "one long row, in float32": (
            f"{ROW}, {ITS_DTYPE}",
            lambda *given: torch.tensor(right(*given).flatten().tolist()),
        ),
        "one long row, of whole zeros": (
            f"{ROW}, {ITS_DTYPE}",
            lambda *given: torch.tensor([number or 0 for number in right(*given).flatten().tolist()]),
        ),
        "a list": (LIST, lambda *given: right(*given).tolist()),
        "a list of all in a row": (LIST, lambda *given: right(*given).flatten().tolist()),
    }


def first_row_alone(x):
    made = torch.zeros_like(x)
    made[0] = first_alone(x)
    return made


def first_entry_changed(x):
    made = x.clone()
    made.view(-1)[0] = first_alone(x.view(-1))
    return made


exercise = Exercise(
    lesson="backpropagation",
    task="Keep every positive number of x and put 0 for every other one, in a new tensor of the same shape and dtype.",
    reference=relu,
    cases=cases,
    observe=observe,
    mistakes={
        "in place": (
            "You change x itself: work on a new tensor, because x is needed again on the way back.",
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
        "ones": (ONES, lambda x: (x > 0).to(x.dtype)),
        "mask alone, as float32": (ONES, lambda x: (x > 0).float()),
        "mask alone, as int64": (ONES, lambda x: (x > 0).long()),
        "clipped at 1": (
            "You also cut everything above 1: a positive number stays, however large it is.",
            lambda x: x.clamp(0, 1),
        ),
        "clipped at 6": (
            "You also cut everything above 6: a positive number stays, however large it is.",
            lambda x: F.relu6(x),
        ),
        "negative ones left out": (
            "You leave the negative numbers out, which changes the shape: put a 0 in the place of each.",
            lambda x: x[x > 0],
        ),
        "one number for all": (
            "You give one number for all of x: ReLU decides for each number on its own.",
            lambda x: x.max(),
        ),
        "0 as a dimension": (
            "The 0 in `torch.max(x, 0)` names a dimension, and no number is compared with it: use `clamp`.",
            lambda x: torch.max(x, 0),
        ),
        "0 as a dimension, its values": (
            "The 0 in `torch.max(x, 0)` names a dimension, and no number is compared with it: use `clamp`.",
            lambda x: torch.max(x, 0).values,
        ),
        "a list of a row": (LIST, lambda x: [max(number, 0) for number in x]),
        "a single number": (
            "`max(x, 0)` and `if x > 0` decide once, for a single number: x holds many, and each has its own answer.",
            lambda x: max(x, 0),
        ),
        **{
            f"at least {limit}": (
                f"You raise everything below {limit} to {limit}: the limit is 0.",
                lambda x, limit=limit: x.clamp(min=limit),
            )
            for limit in (1, 4)
        },
        "minus x": (
            "You turn every sign and cut nothing: leave x as it is, and put 0 where it is negative.",
            lambda x: -x,
        ),
        "twice as large": (
            "What stays is twice as large as it was: give the positive numbers as they are.",
            lambda x: 2 * x.clamp(min=0),
        ),
        "squared, all": (
            "You multiply x by itself: multiply it by 1 where it is positive, and by 0 elsewhere.",
            lambda x: x**2,
        ),
        **in_another_form(relu),
        "return in the loop, zeros filled, rows": (IN_THE_LOOP, first_row_alone),
        "return in the loop, a copy changed, all": (IN_THE_LOOP, first_entry_changed),
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
