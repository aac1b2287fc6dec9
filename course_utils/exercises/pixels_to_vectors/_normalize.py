"""Exercise ``normalize`` of lesson 01."""

import torch

from course_utils.exercises._shared_slips import RETURN_IN_LOOP
from course_utils.exercises.exercise import Exercise, capital, two_things


def normalize(pixels):
    """Turn grey levels (uint8) into normalised numbers (float32)."""
    return (pixels.float() / 255 - 0.1307) / 0.3081


_OWN = (
    "You use the mean and standard deviation of the pixels that you are given: always use 0.1307 and 0.3081, "
    "those of all training pixels."
)
_WRAPPED = (
    "You subtract from uint8 numbers, which go on with 255 below 0. Make float32 numbers first, `pixels / 255`, then "
    "use 0.1307 and 0.3081."
)
_UNSCALED = "your pixels are not divided by 255: do it first, as in `x = x / 255`."
# Slips after the scale from 0 to 1.
_STEPS = {
    "brackets missing": (
        "brackets are missing: put the subtraction in brackets, because `/` comes before `-`.",
        lambda x: x - 0.1307 / 0.3081,
    ),
    "multiplied by the standard deviation": (
        "you multiply by the standard deviation: divide by 0.3081.",
        lambda x: (x - 0.1307) * 0.3081,
    ),
    "mean and standard deviation swapped": (
        "mean and standard deviation are swapped: subtract 0.1307 and divide by 0.3081.",
        lambda x: (x - 0.3081) / 0.1307,
    ),
    "mean added": (
        "you add the mean: subtract it, so that a pixel as bright as the mean becomes 0.",
        lambda x: (x + 0.1307) / 0.3081,
    ),
    "not divided by the standard deviation": (
        "the standard deviation is left out: divide by 0.3081 at the end.",
        lambda x: x - 0.1307,
    ),
    "mean not subtracted": (
        "the mean is left out: subtract 0.1307 before you divide by 0.3081.",
        lambda x: x / 0.3081,
    ),
    "sign turned round": (
        "you subtract the pixel from the mean: subtract the mean from the pixel, so that black becomes negative.",
        lambda x: (0.1307 - x) / 0.3081,
    ),
}


def cases(generator):
    levels = torch.tensor([0, 128, 255], dtype=torch.uint8)
    return [
        (levels,),
        (torch.tensor([0, 1, 1], dtype=torch.uint8),),  # on the scale from 0 to 255 like every picture, however dark
        (torch.tensor([[0, 60], [90, 7]], dtype=torch.uint8),),
        (torch.randint(0, 256, (28, 28), dtype=torch.uint8, generator=generator),),
        (torch.randint(0, 256, (7, 1, 28, 28), dtype=torch.uint8, generator=generator),),
        # No black and no white: a scale from the smallest to the largest of these pixels is never that from 0 to 255.
        # One is nearly white: how near two numbers must be to count as the same depends on the largest.
        (torch.randint(1, 255, (2, 3), dtype=torch.uint8, generator=generator).index_fill(1, torch.tensor(0), 254),),
    ]


exercise = Exercise(
    lesson="pixels_to_vectors",
    task="Turn grey levels 0 to 255 into normalised float32 numbers of the same shape.",
    reference=normalize,
    cases=cases,
    mistakes={
        "not divided by 255": (
            "Your pixels are not divided by 255: do it first, as in `x = x / 255`. The mean 0.1307 belongs to the "
            "scale from 0 to 1.",
            lambda p: (p.float() - 0.1307) / 0.3081,
        ),
        "divided by 256": (
            "You divide by 256: divide by 255, the largest grey level, so that it becomes exactly 1.",
            lambda p: (p.float() / 256 - 0.1307) / 0.3081,
        ),
        "only divided by 255": (
            "You only divide by 255: next subtract the mean 0.1307, and divide by the standard deviation 0.3081.",
            lambda p: p.float() / 255,
        ),
        **{
            step: (capital(clause), lambda p, finished=finished: finished(p / 255))
            for step, (clause, finished) in _STEPS.items()
        },
        **{
            f"not divided by 255, {step}": (
                two_things(_UNSCALED, _STEPS[step][0]),
                lambda p, finished=_STEPS[step][1]: finished(p.float()),
            )
            for step in ("brackets missing", "mean not subtracted", "mean and standard deviation swapped")
        },
        "divided by 256, mean and standard deviation swapped": (
            two_things("you divide by 256: divide by 255.", _STEPS["mean and standard deviation swapped"][0]),
            lambda p: (p / 256 - 0.3081) / 0.1307,
        ),
        "only scaled by the brightest pixel": (
            two_things(
                "you divide by the brightest pixel: divide by 255.",
                "mean and standard deviation are left out: subtract 0.1307, then divide by 0.3081.",
            ),
            lambda p: p / p.max(),
        ),
        **{
            f"wrapped round, divided by {spread}": (_WRAPPED, lambda p, spread=spread: (p - 33) / spread)
            for spread in (78.57, 79)
        },
        "33.3 and 78.6": (
            "You use mean and standard deviation on the scale from 0 to 255, rounded: divide by 255 first, then use "
            "0.1307 and 0.3081.",
            lambda p: (p.float() - 33.3) / 78.6,
        ),
        "other digits": (
            "Your mean and standard deviation differ from those of the course in later digits only, as 0.13066 and "
            "0.30811 do, or 33.32 and 78.57 on the scale from 0 to 255: divide by 255, and use 0.1307 and 0.3081.",
            lambda p: (p / 255 - 0.13066) / 0.30811,
        ),
        **{
            f"{wrong} for {right}": (
                f"You use {wrong} instead of {right}: write all digits, in their order.",
                lambda p, numbers=numbers: (p / numbers[0] - numbers[1]) / numbers[2],
            )
            for wrong, right, numbers in (
                (225, 255, (225, 0.1307, 0.3081)),
                (0.1370, 0.1307, (255, 0.1370, 0.3081)),
                ("0.13 and 0.31", "0.1307 and 0.3081", (255, 0.13, 0.31)),
            )
        },
        "multiplied by 255": (
            "You multiply by 255: divide by it, so that white becomes 1.",
            lambda p: (p.float() * 255 - 0.1307) / 0.3081,
        ),
        "divided by 255 twice": (
            "You divide by 255 twice: do it once, which brings 255 to 1.",
            lambda p: (p / 255 / 255 - 0.1307) / 0.3081,
        ),
        "its own smallest and largest": (
            "You use the smallest and the largest of these pixels: divide by 255, subtract 0.1307, and divide by "
            "0.3081.",
            lambda p: (p.float() - p.min()) / (p.max() - p.min()),
        ),
        "its own mean, as uint8": (
            "You ask for the mean of the pixels that you are given: always use 0.1307 and 0.3081, those of all "
            "training pixels. uint8 numbers have no mean, and you need none.",
            lambda p: p.mean(),
        ),
        "only the first pixel": (
            f"Only the very first pixel is left: {RETURN_IN_LOOP} No loop is needed: `pixels / 255` divides them all.",
            lambda p: (p.flatten()[0] / 255 - 0.1307) / 0.3081,
        ),
        "only the first of them": (
            "Only `pixels[0]` is left: use all `pixels`. Does a `return` stand inside a loop?",
            lambda p: (p[0] / 255 - 0.1307) / 0.3081,
        ),
        "only the last of them": (
            "Only `pixels[-1]` is left: does a loop make a new result each time? No loop is needed: use all `pixels`.",
            lambda p: (p[-1] / 255 - 0.1307) / 0.3081,
        ),
        "scaled by the brightest pixel": (
            "You divide by the brightest pixel of this picture: divide by 255. The scale is the same for all pictures.",
            lambda p: (p.float() / p.max() - 0.1307) / 0.3081,
        ),
        "scaled only when bright": (
            "You leave dark pictures out of the division: divide every picture by 255. A 1 is a grey level, too.",
            lambda p: ((p.float() / 255 if p.max() > 1 else p.float()) - 0.1307) / 0.3081,
        ),
        "its own mean": (
            _OWN,
            lambda p: (p.float() / 255 - (p.float() / 255).mean()) / (p.float() / 255).std(correction=0),
        ),
        "its own mean, one value less": (
            _OWN,
            lambda p: (p.float() / 255 - (p.float() / 255).mean()) / (p.float() / 255).std(),
        ),
        "its own mean, the course's standard deviation": (
            "You subtract the mean of the pixels that you are given: always use 0.1307, that of all training pixels.",
            lambda p: (p.float() / 255 - (p.float() / 255).mean()) / 0.3081,
        ),
        "float64": (
            "The numbers are right, but float64: make float32 numbers of them, `.float()`.",
            lambda p: (p.double() / 255 - 0.1307) / 0.3081,
        ),
        "divided by 255 last": (
            "You divide by 255 last: do it first. The mean 0.1307 belongs to the scale from 0 to 1.",
            lambda p: (p.float() - 0.1307) / 0.3081 / 255,
        ),
        "mean taken from 255": (
            "You subtract 0.1307 from 255: put brackets so that it is subtracted from the divided pixels.",
            lambda p: p.float() / (255 - 0.1307) / 0.3081,
        ),
        "whole division": (
            "`//` throws away what comes after the decimal point: divide with `/`.",
            lambda p: (p // 255 - 0.1307) / 0.3081,
        ),
        "0.5 and 0.5": (
            "You use 0.5 twice, as some programs do: here the mean is 0.1307 and the standard deviation 0.3081.",
            lambda p: (p.float() / 255 - 0.5) / 0.5,
        ),
        "stored as uint8": (
            "Your result is stored as uint8, which keeps whole numbers only: keep it in a float32 tensor.",
            lambda p: ((p / 255 - 0.1307) / 0.3081).to(torch.uint8),
        ),
        "the pixels themselves": (
            "You give the pixels as they came: `pixels` stays what it is, so return what you compute from it.",
            lambda p: p,
        ),
        "the pixels as floats": (
            "You give the grey levels as floats: keep the result of each step, as in `x = x / 255`.",
            lambda p: p.float(),
        ),
        "shape lost": (
            "The numbers are right, but they stand in a vector: give them the shape that came in.",
            lambda p: ((p / 255 - 0.1307) / 0.3081).flatten(),
        ),
    },
    hints=(
        "Three steps, in this order: to the scale from 0 to 1, mean to 0, spread to 1.",
        "Begin with `pixels.float()`, or divide first: both make float32 numbers, and nothing can go below 0 unseen.",
        "Divide by 255, then subtract 0.1307, then divide all of it by 0.3081: mind the brackets.",
    ),
    consequence="Black is now -0.4242 and white 2.8215, and a pixel as bright as the mean is 0.",
)
