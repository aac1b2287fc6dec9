"""Exercise ``normalize`` of lesson 01."""

import torch

from course_utils.exercises.core import Exercise


def normalize(pixels):
    """Turn grey levels (uint8) into normalised numbers (float32)."""
    return (pixels.float() / 255 - 0.1307) / 0.3081


_OWN = (
    "You use the mean and standard deviation of the pixels that you are given: always use 0.1307 and 0.3081, "
    "those of all training pixels."
)
_WRAPPED = (
    "You subtract while the numbers are still uint8, which goes on with 255 below 0: turn them into float32 first, "
    "divide by 255, then use 0.1307 and 0.3081."
)
_ROUNDED = (
    "You use mean and standard deviation on the scale from 0 to 255, rounded: divide by 255 first, then use 0.1307 and "
    "0.3081."
)
# Slips on the way to the scale from 0 to 1, and slips after it: one of each is often made together.
_SCALES = {
    "not divided by 255": ("divide by 255 first (`x = x / 255` keeps the result)", lambda p: p.float()),
    "divided by 256": ("divide by 255, not by 256", lambda p: p / 256),
    "scaled by the brightest pixel": ("divide by 255, not by the brightest pixel", lambda p: p / p.max()),
}
_STEPS = {
    "brackets missing": (
        "put brackets around the subtraction, because `/` comes before `-`",
        lambda x: x - 0.1307 / 0.3081,
    ),
    "multiplied by the standard deviation": (
        "divide by 0.3081, do not multiply by it",
        lambda x: (x - 0.1307) * 0.3081,
    ),
    "mean and standard deviation swapped": (
        "subtract 0.1307 and divide by 0.3081, not the other way round",
        lambda x: (x - 0.3081) / 0.1307,
    ),
    "divided, then subtracted": ("subtract 0.1307 first, then divide by 0.3081", lambda x: x / 0.3081 - 0.1307),
    "mean added": ("subtract 0.1307, do not add it", lambda x: (x + 0.1307) / 0.3081),
    "not divided by the standard deviation": ("divide by 0.3081 at the end", lambda x: x - 0.1307),
    "mean not subtracted": ("subtract 0.1307 before you divide by 0.3081", lambda x: x / 0.3081),
    "sign turned round": ("subtract 0.1307 from the pixel, not the pixel from it", lambda x: (0.1307 - x) / 0.3081),
}


def cases(generator):
    levels = torch.tensor([0, 128, 255], dtype=torch.uint8)
    return [
        (levels,),
        (torch.tensor([0, 1, 1], dtype=torch.uint8),),  # on the scale from 0 to 255 like every picture, however dark
        (torch.tensor([[0, 60], [90, 7]], dtype=torch.uint8),),
        (torch.randint(0, 256, (28, 28), dtype=torch.uint8, generator=generator),),
        (torch.randint(0, 256, (7, 1, 28, 28), dtype=torch.uint8, generator=generator),),
        (torch.randint(0, 256, (2, 3), dtype=torch.uint8, generator=generator),),
    ]


exercise = Exercise(
    lesson="pixels_to_vectors",
    task="Turn grey levels 0 to 255 into normalised float32 numbers of the same shape.",
    reference=normalize,
    cases=cases,
    mistakes={
        "not divided by 255": (
            "Divide by 255 first: the mean 0.1307 belongs to the scale from 0 to 1.",
            lambda p: (p.float() - 0.1307) / 0.3081,
        ),
        "divided by 256": (
            "You divide by 256: the largest grey level is 255, and it should become exactly 1.",
            lambda p: (p.float() / 256 - 0.1307) / 0.3081,
        ),
        "only divided by 255": (
            "So far it is on the scale from 0 to 1: subtract the mean, then divide by the standard deviation.",
            lambda p: p.float() / 255,
        ),
        "not divided by the standard deviation": (
            "You subtract the mean; dividing by the standard deviation 0.3081 is missing.",
            lambda p: p.float() / 255 - 0.1307,
        ),
        "mean not subtracted": (
            "You divide by the standard deviation; subtracting the mean 0.1307 is missing.",
            lambda p: p.float() / 255 / 0.3081,
        ),
        "brackets missing": (
            "Brackets are missing: only the mean is divided by the standard deviation.",
            lambda p: p.float() / 255 - 0.1307 / 0.3081,
        ),
        "divided, then subtracted": (
            "You divide by the standard deviation and subtract then: subtract 0.1307 first, then divide by 0.3081.",
            lambda p: p / 255 / 0.3081 - 0.1307,
        ),
        "multiplied by the standard deviation": (
            "You multiply by the standard deviation: divide by it.",
            lambda p: (p.float() / 255 - 0.1307) * 0.3081,
        ),
        "mean and standard deviation swapped": (
            "You swapped mean and standard deviation: subtract 0.1307, divide by 0.3081.",
            lambda p: (p.float() / 255 - 0.3081) / 0.1307,
        ),
        "mean added": (
            "You add the mean: subtract it, so that a pixel as bright as the mean becomes 0.",
            lambda p: (p.float() / 255 + 0.1307) / 0.3081,
        ),
        **{
            f"{scale}, {step}": (
                f"Two things: {first}, and {then}.",
                lambda p, scaled=scaled, finished=finished: finished(scaled(p)),
            )
            for scale, (first, scaled) in _SCALES.items()
            for step, (then, finished) in _STEPS.items()
        },
        **{
            f"only {scale}": (
                f"Two things: {first}, and then subtract 0.1307 and divide by 0.3081, which is missing.",
                scaled,
            )
            for scale, (first, scaled) in list(_SCALES.items())[1:]
        },
        **{
            f"wrapped round, divided by {spread}": (_WRAPPED, lambda p, spread=spread: (p - 33) / spread)
            for spread in (78, 78.57, 78.6, 79)
        },
        **{
            f"{mean} and {spread}": (_ROUNDED, lambda p, mean=mean, spread=spread: (p.float() - mean) / spread)
            for mean, spread in ((33, 78), (33, 79), (33, 78.6), (33.3, 78.6), (33.3, 78.57), (33.32, 78.57))
        },
        **{
            f"rounded to {places} places": (
                "You round the result: leave out `round`.",
                lambda p, places=places: ((p / 255 - 0.1307) / 0.3081).round(decimals=places),
            )
            for places in range(4)
        },
        **{
            f"{wrong} for {right}": (
                f"You write {wrong}, where {right} belongs: take all its digits, in their order.",
                lambda p, numbers=numbers: (p / numbers[0] - numbers[1]) / numbers[2],
            )
            for wrong, right, numbers in (
                (225, 255, (225, 0.1307, 0.3081)),
                (0.1370, 0.1307, (255, 0.1370, 0.3081)),
                (0.1703, 0.1307, (255, 0.1703, 0.3081)),
                (0.13, 0.1307, (255, 0.13, 0.3081)),
                (0.3018, 0.3081, (255, 0.1307, 0.3018)),
                (0.3801, 0.3081, (255, 0.1307, 0.3801)),
                (0.31, 0.3081, (255, 0.1307, 0.31)),
                ("0.13 and 0.31", "0.1307 and 0.3081", (255, 0.13, 0.31)),
            )
        },
        "multiplied by 255": (
            "You multiply by 255: divide by it, so that white becomes 1.",
            lambda p: (p.float() * 255 - 0.1307) / 0.3081,
        ),
        "divided by 255 twice": (
            "You divide by 255 twice: once brings 255 to 1.",
            lambda p: (p / 255 / 255 - 0.1307) / 0.3081,
        ),
        "its own smallest and largest": (
            "You use the smallest and the largest of these pixels: divide by 255, subtract 0.1307, divide by 0.3081.",
            lambda p: (p.float() - p.min()) / (p.max() - p.min()),
        ),
        "its own mean, as uint8": (
            "You ask for the mean of the pixels that you are given, which uint8 numbers do not have: always use 0.1307 "
            "and 0.3081, those of all training pixels.",
            lambda p: p.mean(),
        ),
        "only the first pixel": (
            "Only the very first pixel is left: does a `return` stand inside a loop? No loop is needed, `pixels / 255` "
            "divides each.",
            lambda p: (p.flatten()[0] / 255 - 0.1307) / 0.3081,
        ),
        "only the first of them": (
            "Only `pixels[0]` is left: use all `pixels`. Does a `return` stand inside a loop?",
            lambda p: (p[0] / 255 - 0.1307) / 0.3081,
        ),
        "scaled by the brightest pixel": (
            "You divide by the brightest pixel of this picture: divide by 255, the scale is the same for all pictures.",
            lambda p: (p.float() / p.max() - 0.1307) / 0.3081,
        ),
        "scaled only when bright": (
            "You leave dark pictures out of the division: a 1 is a grey level too, divide every picture by 255.",
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
            "The numbers are right but float64: networks use float32, which takes half the memory.",
            lambda p: (p.double() / 255 - 0.1307) / 0.3081,
        ),
        "sign turned round": (
            "The sign is turned round: it is the pixel minus the mean, so that black becomes negative.",
            lambda p: (0.1307 - p.float() / 255) / 0.3081,
        ),
        "divided by 255 last": (
            "You divide by 255 last: do it first, the mean 0.1307 belongs to the scale from 0 to 1.",
            lambda p: (p.float() - 0.1307) / 0.3081 / 255,
        ),
        "mean taken from 255": (
            "Brackets are in the wrong place: 0.1307 is taken from 255 instead of from the divided pixels.",
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
            "A uint8 tensor keeps whole numbers only: do not write the result back into one.",
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
