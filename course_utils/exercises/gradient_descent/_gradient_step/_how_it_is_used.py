"""With which weights and gradients ``gradient_step`` is tried, and what is said of a step of another length."""

import torch

from course_utils._messages import describe
from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable, compared, factor, farthest
from course_utils.exercises.exercise import Wrong, is_a


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(weight.shape)`, filled in a loop, is a right answer.
    def drawn(*shape):
        return tuple(torch.randn(2, *shape, generator=generator))

    return [
        (torch.tensor([2.0, -1.0]), torch.tensor([12.0, 0.5]), 0.1),
        (torch.tensor([0.01234, -0.02468]), torch.tensor([0.1357, 0.0321]), 0.03),  # small: rounding shows
        (*drawn(7), 0.5),
        (*drawn(1), 0.03),
        (*drawn(10, 784), 0.01),
        (*drawn(2, 3, 4), 1.5),
    ]


def observe(gradient_step, weight, grad, learning_rate):
    """Say how long a step is that leads along the gradient, but not as far as it should."""
    start, slopes = weight.clone(), grad.clone()
    got = gradient_step(weight, grad, learning_rate)
    right = start - learning_rate * slopes
    if is_a(got, float) or comparable(got, right.sum()):
        raise Wrong(
            "You give one number, but every weight has a new value of its own: calculate with what comes in, `weight`, "
            f"`grad` and `learning_rate`.\n{compared(describe(right), f'one number, {float(got):.4g}')}"
        )
    tells = len(start.flatten()) > 1 and torch.equal(start, weight) and torch.equal(slopes, grad)
    times = factor(start - got, slopes) if tells and comparable(got, right) and not same(got, right) else None
    if times and abs(times - learning_rate) > 0.01 * learning_rate:  # else it is something else, such as rounding
        raise Wrong(f"{told_step(times, learning_rate)}\nFor the learning rate {learning_rate}, {farthest(got, right)}")
    return {
        "the new weight": got,
        "weight afterwards": weight,
        "grad afterwards": grad,
    }


def told_step(times, learning_rate):
    """Say how long a step is that subtracts a number of times the gradient, but not ``learning_rate`` times."""
    if same(times, -learning_rate):
        return "You add the step to the weight: subtract it."
    does = f"You {'subtract' if times > 0 else 'add'} {abs(times):.4g} times the gradient"
    return f"{does}: subtract `learning_rate` times the gradient, here {learning_rate} times."
