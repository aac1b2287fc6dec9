"""How a way down is looked at: how many weights it has, where it begins, how long its first step is."""

import functools

import torch

from course_utils._messages import counted
from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable, compared, factor, farthest
from course_utils.exercises._show_values import show
from course_utils.exercises.exercise import Wrong, capital, is_a, two_things
from course_utils.exercises.gradient_descent._gradient_step._how_it_is_used import told_step


def around_1(weight):
    """Give the gradient of a sum of squares whose lowest point is at 1: the weight's own multiples are none of it."""
    return 2 * (weight - 1)


def valley(weight):
    """Give the gradient of a valley that is steep one way and flat the other, its lowest point at 1."""
    return torch.tensor([4.0, 0.5]) * (weight - 1)


# What a message says of a function, since its name alone does not tell what it does.
WRITTEN_OUT = {
    around_1: "where `around_1(weight)` is `2 * (weight - 1)`",
    valley: "where `valley(weight)` is `torch.tensor([4.0, 0.5]) * (weight - 1)`",
}


def cases(generator):
    return [
        (around_1, torch.tensor([2.0, -1.0]), 0.1, 3),
        (valley, torch.tensor([3.0, -1.0]), 0.2, 4),
        (around_1, torch.randn(10, 7, generator=generator), 0.4, 2),
        (valley, torch.randn(2, generator=generator), 0.6, 6),  # too large for the steep way: it swings
        (around_1, torch.tensor([1.5]), 0.5, 4),  # there after one step: who stops where steps are small is too short
    ]


def observe(descend, grad_of, weight, learning_rate, steps):
    """Say what a list of too few or too many weights holds, and how long a first step is that is too long or short."""
    start, slopes = weight.clone(), []

    @functools.wraps(grad_of)
    def seen_asking(place):
        slopes.append(grad_of(place))
        return slopes[-1]

    path = descend(seen_asking, weight, learning_rate, steps)
    asked = f"For {counted(steps, 'step')} from {show(start)}:\n"
    if path is None:
        raise Wrong(
            "Your function returns nothing: begin a list with `weight`, append each new one, and return it after the "
            f"loop.\n{asked}{compared(f'a list of {steps + 1} weights', 'nothing')}"
        )
    first, uphill = (start - rate * grad_of(start) for rate in (learning_rate, -learning_rate))
    complete = is_a(path, list) and len(path) == steps + 1 and same(path[0], start)
    if is_a(path, list) and not complete and torch.equal(start, weight):
        shown = ", ".join([show(one) for one in path[:3]] + ["..."] * (len(path) > 3)) or "nothing"
        got = f"{len(path)}: {shown}"
        why = _why(path, start, first, uphill, steps)
        if _goes_on(path, start, grad_of, learning_rate):
            why = "You put a new value into `weight`: begin where you are told, with the `weight` that comes in."
        raise Wrong(f"{why}\n{asked}{compared(f'{steps + 1} weights', got)}")
    moved = (
        slopes and complete and torch.equal(start, weight) and comparable(path[1], first) and not same(path[1], first)
    )
    times = factor(start - path[1], grad_of(start)) if moved and path[1] is not path[-1] else None
    if times and abs(times - learning_rate) > 0.01 * learning_rate:
        raise Wrong(
            f"{told_step(times, learning_rate)}\n"
            f"After the first step, {WRITTEN_OUT[grad_of]}, {farthest(path[1], first)}"
        )
    return {f"{WRITTEN_OUT[grad_of]}, the weights": path, "weight afterwards": weight}


def _goes_on(path, start, grad_of, learning_rate):
    """Tell whether a list is a way down from elsewhere: its second weight is a step from its first, as all others."""
    first = path[0] if path else None
    if not (is_a(first, int | float) or (is_a(first, torch.Tensor) and first.shape in (start.shape, (), (1,)))):
        return False
    places = [first, path[0] - learning_rate * grad_of(path[0])]
    others = start, start - learning_rate * grad_of(start)
    return len(path) > 2 and not any(same(first, one) for one in others) and all(map(same, path, places))


def _why(path, start, first, uphill, steps):
    """Say what is wrong with a list of too few or too many weights, or one that begins with another weight."""
    if not path:
        return "Your list is empty: begin it with `weight`, and append each new one."
    if len(path) > 1 and all(one is path[0] for one in path):
        return "All entries of your list are one tensor: make a new one in each step, `weight = weight - ...`."
    if not same(path[0], start):
        todo = "is it put in before the loop?" if same(path[0], first) else "put it in, unchanged, before the loop."
        return f"Your list does not begin with the `weight` that comes in: {todo}"
    if len(path) > steps + 1:
        return "Your list is too long: does each round of `range(steps)` append one weight, and nothing else?"
    few = "your list is too short: does each round of `range(steps)` append its new weight?"
    return two_things(UPHILL, few) if same(path[1:2], [uphill]) else capital(few)


UPHILL = "you step uphill: subtract the gradient from the weight."
