"""Exercise ``descend`` of lesson 05."""

import itertools

import torch

from course_utils.exercises.exercise import Exercise, capital, two_things
from course_utils.exercises.gradient_descent._descend._how_it_is_used import UPHILL, cases, observe


def descend(grad_of, weight, learning_rate, steps):
    """Go steps against the gradient; give all weights, the start first."""
    path = [weight]
    for _ in range(steps):
        weight = weight - learning_rate * grad_of(weight)
        path.append(weight)
    return path


def grad_at(weight):
    """Give what the notebook's own function of this name gives, with its pixel 2 and its target 1."""
    return 2 * (weight * 2 - 1) * 2


def _differing(step=lambda weight, grad, rate: weight - rate * grad, keep=lambda path: path, grad_at=None):
    """Make a descent that differs in one thing."""

    def descend(grad_of, weight, learning_rate, steps):
        path, start = [weight], weight
        for _ in range(steps):
            weight = step(weight, grad_of(start if grad_at == "start" else weight), learning_rate)
            path.append(weight)
        return keep(path)

    return descend


def each_from_the_start(grad_of, weight, learning_rate, steps):
    return [weight, *[weight - learning_rate * grad_of(weight)] * steps]


def in_place(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight -= learning_rate * grad_of(weight)
        path.append(weight)
    return path


def in_place_copies_kept(grad_of, weight, learning_rate, steps):
    path = [weight.clone()]
    for _ in range(steps):
        weight -= learning_rate * grad_of(weight)
        path.append(weight.clone())
    return path


def stopped_early(grad_of, weight, learning_rate, steps):
    path = descend(grad_of, weight, learning_rate, steps)
    return [path[0], *(new for old, new in itertools.pairwise(path) if not torch.equal(old, new))]


def one_step_more(grad_of, weight, learning_rate, steps):
    return descend(grad_of, weight, learning_rate, steps + 1)


def returned_inside_the_loop(grad_of, weight, learning_rate, steps):
    return descend(grad_of, weight, learning_rate, 1)


def gradients(grad_of, weight, learning_rate, steps):
    return [grad_of(weight) for weight in descend(grad_of, weight, learning_rate, steps)]


_ONE_TENSOR = "are one and the same tensor, as `-=` makes no new one: write `weight = weight - ...`."


_IN_PLACE = "you change the tensor itself, as `-=` and `+=` do: make a new one, `weight = weight - ...`."


_NO_START = "the start is missing: begin the list with `weight`."


exercise = Exercise(
    lesson="gradient_descent",
    task="Go `steps` steps against the gradient, each from where the last one ended. Give a list of all weights on "
    "the way, the start first: steps + 1 tensors. The start itself stays as it is.",
    reference=descend,
    cases=cases,
    observe=observe,
    mistakes={
        "uphill": (
            capital(UPHILL),
            _differing(step=lambda weight, grad, rate: weight + rate * grad),
        ),
        "in place": (
            "You change the tensor itself, as `-=` does, so all entries of your list are one tensor. Make a new one, "
            "`weight = weight - ...`.",
            in_place,
        ),
        "in place on a copy": (
            f"All entries of your list {_ONE_TENSOR}",
            lambda grad_of, weight, rate, steps: in_place(grad_of, weight.clone(), rate, steps),
        ),
        "in place on a copy, start kept": (
            f"All entries of your list but the start {_ONE_TENSOR}",
            lambda *given: (path := descend(*given))[:1] + path[-1:] * (len(path) - 1),
        ),
        "in place on a copy, start missing": (
            two_things(f"all entries of your list {_ONE_TENSOR}", _NO_START),
            lambda *given: (path := descend(*given))[-1:] * (len(path) - 1),
        ),
        "in place, start missing": (
            two_things(_IN_PLACE, _NO_START),
            lambda *given: in_place(*given)[1:],
        ),
        "in place, copies kept": (
            "The list is right, but `-=` also changes the start that came in: make a new tensor, `weight = weight - "
            "...`, and no `clone` is needed.",
            in_place_copies_kept,
        ),
        "stopped early": (
            "You stop where the steps become small: take as many as `steps` says, even if they lead nowhere new.",
            stopped_early,
        ),
        "appended before the step": (
            "The start stands in your list twice, and the last weight is missing: move the line that appends below the "
            "line of the step.",
            _differing(keep=lambda path: [path[0], *path[:-1]]),
        ),
        "only start and end": (
            "Your list holds only the start and the end: append in the loop, after each step.",
            _differing(keep=lambda path: [path[0], path[-1]]),
        ),
        "only the last step": (
            "Your list holds only the last two weights: begin it before the loop, not in it.",
            _differing(keep=lambda path: path[-2:]),
        ),
        "entries instead of weights": (
            "The numbers of each weight are put into your list one by one, as `+=` and `extend` do: write "
            "`path.append(weight)`.",
            _differing(keep=lambda path: [path[0], *(entry for weight in path[1:] for entry in weight)]),
        ),
        "end first": (
            "Your list begins with the end: append each new weight.",
            _differing(keep=lambda path: path[::-1]),
        ),
        "start missing": (
            "The start is missing: put the weight in the list before the first step.",
            _differing(keep=lambda path: path[1:]),
        ),
        "end missing": (
            "The last weight is missing: take as many steps as `steps` says, and put each new weight in the list after "
            "its step.",
            _differing(keep=lambda path: path[:-1]),
        ),
        "only the end": (
            "You give only the last weight: collect every weight on the way in a list.",
            _differing(keep=lambda path: path[-1]),
        ),
        "gradient of the start": (
            "You take the gradient at the start for every step: ask `grad_of(weight)` anew where you are.",
            _differing(grad_at="start"),
        ),
        "each step from the start": (
            "Every step begins at the start: let `weight` be the new weight after each step.",
            each_from_the_start,
        ),
        "one step more": (
            "You take one step too many: `steps` steps and the start make steps + 1 weights.",
            one_step_more,
        ),
        "returned inside the loop": (
            "Your list ends after the first step: is the `return` in the loop, or `append` after the loop?",
            returned_inside_the_loop,
        ),
        "learning rate left out": (
            "You step by the whole gradient: multiply it by `learning_rate`.",
            _differing(step=lambda weight, grad, rate: weight - grad),
        ),
        "always three steps": (
            "You always go three steps: go as many as you are given, `range(steps)`.",
            lambda grad_of, weight, learning_rate, steps: descend(grad_of, weight, learning_rate, 3),
        ),
        "always three steps of 0.1": (
            "You always go three steps with the learning rate 0.1: take what you are given, `range(steps)` and "
            "`learning_rate`.",
            lambda grad_of, weight, learning_rate, steps: descend(grad_of, weight, 0.1, 3),
        ),
        "grad_at, three steps of 0.1": (
            "You take the numbers and the function of the notebook: take what you are given, `grad_of(weight)`, "
            "`learning_rate` and `range(steps)`.",
            lambda grad_of, weight, learning_rate, steps: descend(grad_at, weight, 0.1, 3),
        ),
        "grad_at, three steps": (
            "You take the function of the notebook, and always three steps: take what you are given, "
            "`grad_of(weight)` and `range(steps)`.",
            lambda grad_of, weight, learning_rate, steps: descend(grad_at, weight, learning_rate, 3),
        ),
        "grad_at, learning rate fixed at 0.1": (
            "You take the function of the notebook, and always 0.1: take what you are given, `grad_of(weight)` and "
            "`learning_rate`.",
            lambda grad_of, weight, learning_rate, steps: descend(grad_at, weight, 0.1, steps),
        ),
        "grad_at instead of grad_of": (
            "You call `grad_at`, the function of the notebook: call the one that you are given, `grad_of(weight)`.",
            lambda grad_of, weight, learning_rate, steps: descend(grad_at, weight, learning_rate, steps),
        ),
        "function not called": (
            "`grad_of` is the function itself: take its gradient where you are, `grad_of(weight)`.",
            lambda grad_of, weight, learning_rate, steps: weight - learning_rate * grad_of,
        ),
        "divided by the learning rate": (
            "You divide by the learning rate: multiply the gradient by it.",
            _differing(step=lambda weight, grad, rate: weight - grad / rate),
        ),
        "step not kept": (
            "Your weight never moves: write `weight = weight - ...`, because `weight - ...` alone changes nothing.",
            _differing(step=lambda weight, grad, rate: weight),
        ),
        "weight left out": (
            "Your new weight is the step alone: subtract it from the weight.",
            _differing(step=lambda weight, grad, rate: -rate * grad),
        ),
        "gradients after the start": (
            "You collect the gradients: collect the weights, `path.append(weight)`.",
            lambda grad_of, weight, *others: [weight, *gradients(grad_of, weight, *others)[:-1]],
        ),
        "weight and gradient swapped": (
            "Weight and gradient have changed places: the weight stays whole, and the gradient is scaled, "
            "`gradient_step(weight, grad_of(weight), learning_rate)`.",
            _differing(step=lambda weight, grad, rate: grad - rate * weight),
        ),
        "uphill, in place": (
            two_things(UPHILL, _IN_PLACE),
            lambda grad_of, weight, rate, steps: in_place(grad_of, weight, -rate, steps),
        ),
        "one stacked tensor": (
            "You give one tensor: give the list of the weights, without `torch.stack`.",
            _differing(keep=torch.stack),
        ),
    },
    hints=(
        "One step you have already: where does the next one begin, and where do you ask for the gradient?",
        "A list that begins with the start; in a loop of `steps` rounds: the gradient here, a new weight, append.",
        "In the loop: `weight = weight - learning_rate * grad_of(weight)`, then `path.append(weight)`.",
    ),
    consequence="You can walk down any curve whose slope you know. The loss of a network with many weights is walked "
    "down in the same way.",
)
