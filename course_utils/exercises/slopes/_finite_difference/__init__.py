"""Exercise ``finite_difference`` of lesson 04."""

import torch

from course_utils.exercises.exercise import Exercise, capital, two_things
from course_utils.exercises.slopes._finite_difference._how_it_is_used import cases, observe, remark, square


def finite_difference(f, x, little):
    """Measure the slope of f at x: the change of f, divided by the step."""
    return (f(x + little) - f(x)) / little


def _slope_itself(f, x, little):
    place = torch.tensor(float(x), requires_grad=True)
    return torch.autograd.grad(f(place), place)[0].item()


_ORDER = "You call a number, and not f: is the order in your `def` line `f`, `x`, `little`?"


_SIGN = "the sign is the other way round: take `f(x + little)` first, and subtract `f(x)` from it."


_BRACKETS = "brackets are missing: put the whole change in brackets before you divide."


exercise = Exercise(
    lesson="slopes",
    task="Measure the slope of f at x: how much f changes from x to x + little, divided by little.",
    reference=finite_difference,
    cases=cases,
    observe=observe,
    remark=remark,
    mistakes={
        "not divided": (
            "You give the change of f alone: divide it by the step, `little`, to get the change for each 1.",
            lambda f, x, little: f(x + little) - f(x),
        ),
        "multiplied": (
            "You multiply the change by the step: divide by it, because the slope is the change for each 1.",
            lambda f, x, little: (f(x + little) - f(x)) * little,
        ),
        "divided by x": (
            "You divide by x: divide by the step, `little`, which is how far you went.",
            lambda f, x, little: (f(x + little) - f(x)) / x,
        ),
        "brackets missing": (
            "Brackets are missing: Python divides only `f(x)` by the step. Put the whole change in brackets.",
            lambda f, x, little: f(x + little) - f(x) / little,
        ),
        "wrong sign": (
            capital(_SIGN),
            lambda f, x, little: (f(x) - f(x + little)) / little,
        ),
        "added to the result": (
            "You always get 1: is the step added to what f gives? Add it to x, `f(x + little)`.",
            lambda f, x, little: (f(x) + little - f(x)) / little,
        ),
        "one value divided": (
            "You divide one value of f by the step: a change needs two, `f(x + little)` and `f(x)`.",
            lambda f, x, little: f(x + little) / little,
        ),
        "place subtracted": (
            "You subtract `x`, the place: subtract what f gives there, `f(x)`.",
            lambda f, x, little: (f(x + little) - x) / little,
        ),
        "step from the place": (
            "You take `x + little`, the place after the step: take what f gives there, `f(x + little)`.",
            lambda f, x, little: (x + little - f(x)) / little,
        ),
        "value": (
            "You give the value of f at x: give how much it changes up to `x + little`, divided by `little`.",
            lambda f, x, little: f(x),
        ),
        "step to the left": (
            "You step to x - little: go to the other side, to x + little.",
            lambda f, x, little: (f(x) - f(x - little)) / little,
        ),
        "half a step to both sides": (
            "You go half a step to each side of x: start at x and go one whole step, to `x + little`. Divide by "
            "`little` as you do.",
            lambda f, x, little: (f(x + little / 2) - f(x - little / 2)) / little,
        ),
        "both sides, divided once": (
            "You step to both sides, so you go two little steps: divide by `2 * little`.",
            lambda f, x, little: (f(x + little) - f(x - little)) / little,
        ),
        "both sides, brackets missing": (
            "Brackets are missing: Python divides by 2 and multiplies by the step. Write `/ (2 * little)`.",
            lambda f, x, little: (f(x + little) - f(x - little)) / 2 * little,
        ),
        "step multiplied": (
            "You multiply x by the step: a step is added, `f(x + little)`.",
            lambda f, x, little: (f(x * little) - f(x)) / little,
        ),
        "step to the left, divided twice": (
            two_things(
                "you step to x - little: take `f(x + little)`, and subtract `f(x)` from it.",
                "you divide by two steps: divide by `little`.",
            ),
            lambda f, x, little: (f(x) - f(x - little)) / (2 * little),
        ),
        "step to the left, wrong sign": (
            "You step to x - little: take `f(x + little)`, and subtract `f(x)` from it.",
            lambda f, x, little: (f(x - little) - f(x)) / little,
        ),
        "step without x": (
            "You call f with the step alone: the place after the step is `x + little`.",
            lambda f, x, little: (f(little) - f(x)) / little,
        ),
        "sign lost": (
            "You take the absolute value: leave it out, because where f falls, its slope is negative.",
            lambda f, x, little: abs(f(x + little) - f(x)) / little,
        ),
        "value after the step": (
            "You give the value of f after the step: subtract the value before it, and divide by the step.",
            lambda f, x, little: f(x + little),
        ),
        "one side, divided twice": (
            "You go one little step, but divide by two of them: divide by `little`.",
            lambda f, x, little: (f(x + little) - f(x)) / (2 * little),
        ),
        "slope of the square": (
            "You give 2x, the slope of x², whatever f is: call the function f that you are given.",
            lambda f, x, little: 2 * x,
        ),
        "square instead of f": (
            "You measure the slope of the square, whatever f is: call the function f that you are given.",
            lambda f, x, little: (square(x + little) - square(x)) / little,
        ),
        "f not called": (
            "You calculate with the function itself: call it, with brackets, `f(x + little)` and `f(x)`.",
            lambda f, x, little: f / little,
        ),
        "f multiplied": (
            "You multiply the function: call it, with brackets and without a `*`, `f(x + little)` and `f(x)`.",
            lambda f, x, little: (f * (x + little) - f * x) / little,
        ),
        "x before f": (
            _ORDER,
            lambda x, f, little: (f(x + little) - f(x)) / little,
        ),
        "step before f": (
            _ORDER,
            lambda little, f, x: (f(x + little) - f(x)) / little,
        ),
        "x and step swapped": (
            "You step by x from `little`: the order of what comes in is `f`, `x`, `little`, also in your `def` line.",
            lambda f, x, little: (f(little + x) - f(little)) / x,
        ),
        "at 0.5 always": (
            "You measure at 0.5, whatever x is: measure at the place that you are given, `x`.",
            lambda f, x, little: (f(0.5 + little) - f(0.5)) / little,
        ),
        "square at 0.5 always": (
            "You measure the square at 0.5 always: call the function that you are given, `f`, at `x`.",
            lambda f, x, little: (square(0.5 + little) - square(0.5)) / little,
        ),
        "before the step at 0.5": (
            "You call f at 0.5 before the step: begin at the place that you are given, `x`.",
            lambda f, x, little: (f(x + little) - f(0.5)) / little,
        ),
        "after the step from 0.5": (
            "You step from 0.5: begin at the place that you are given, `x`.",
            lambda f, x, little: (f(0.5 + little) - f(x)) / little,
        ),
        "square after the step": (
            "You call `square` after the step: call the function that you are given, `f`.",
            lambda f, x, little: (square(x + little) - f(x)) / little,
        ),
        "square before the step": (
            "You call `square` before the step: call the function that you are given, `f`.",
            lambda f, x, little: (f(x + little) - square(x)) / little,
        ),
        "divided by x + little": (
            "You divide by `x + little`, the place after the step: divide by the step, `little`.",
            lambda f, x, little: (f(x + little) - f(x)) / (x + little),
        ),
        "wrong sign, not divided": (
            two_things(_SIGN, "the change is not divided: divide it by `little`."),
            lambda f, x, little: f(x) - f(x + little),
        ),
        "wrong sign, brackets missing": (
            two_things(_SIGN, _BRACKETS),
            lambda f, x, little: f(x) - f(x + little) / little,
        ),
        "step to the left, not divided": (
            two_things(
                "you step to x - little: take `f(x + little)`, and subtract `f(x)` from it.",
                "the change is not divided: divide it by `little`.",
            ),
            lambda f, x, little: f(x) - f(x - little),
        ),
        "f of the step added": (
            "You take what f gives for the step alone: add the step to x, `f(x + little)`.",
            lambda f, x, little: (f(x) + f(little) - f(x)) / little,
        ),
        "upside down": (
            "You divide the step by the change: divide the change by the step, `little`.",
            lambda f, x, little: little / (f(x + little) - f(x)),
        ),
        "added instead of subtracted": (
            "You add the two values of f: a change is their difference, `f(x + little) - f(x)`.",
            lambda f, x, little: (f(x + little) + f(x)) / little,
        ),
        "whole division": (
            "`//` drops what stands behind the point: divide with `/`.",
            lambda f, x, little: (f(x + little) - f(x)) // little,
        ),
        "both sides, not divided": (
            "You give the change of f alone: you go two little steps, so divide it by `2 * little`.",
            lambda f, x, little: f(x + little) - f(x - little),
        ),
        "both sides, brackets around the change missing": (
            "Brackets are missing: Python divides only the second value. Put the whole change in brackets.",
            lambda f, x, little: f(x + little) - f(x - little) / (2 * little),
        ),
        "no change": (
            "Your change is always 0: call f at two places, `x + little` and `x`. A step such as 1e-17 is lost in x.",
            lambda f, x, little: 0.0,
        ),
        "the slope itself": (
            "You give the slope of the curve at x itself: the task asks for its measurement with the step `little`.",
            _slope_itself,
        ),
    },
    hints=(
        "Where are you after the step, and what does f give there? What did it give before?",
        "The change is the value after the step minus the value before. For each 1 of step, how much is that?",
        "Call f twice, at `x + little` and at `x`. Put their difference in brackets before you divide.",
    ),
    consequence="You can measure the slope of any smooth curve, and so test any formula for a slope.",
)
