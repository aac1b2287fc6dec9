"""Exercise ``momentum_step`` of lesson 08."""

import torch

from course_utils.exercises.exercise import Exercise, Wrong, two_things
from course_utils.exercises.train_by_hand._momentum_step import _wrong_versions as wrong_versions


def momentum_step(params, grads, velocities, learning_rate, momentum):
    """Change the velocities and then the params in place; grads stay."""
    for param, grad, velocity in zip(params, grads, velocities, strict=True):
        velocity *= momentum
        velocity += grad
        param -= learning_rate * velocity


def cases(generator):
    def drawn(*shapes, learning_rate, momentum, dtype=torch.float32):
        rows = ([torch.randn(shape, dtype=dtype, generator=generator) for shape in shapes] for _ in range(3))
        return *rows, learning_rate, momentum

    shapes = (6, 4), (6,), (3, 6), (3,), (2, 3), (2,)
    return [
        ([torch.tensor([5.0])], [torch.tensor([2.0])], [torch.tensor([0.0])], 0.1, 0.9),
        drawn(*shapes, learning_rate=0.01, momentum=0.9),
        drawn((1,), (2, 2), learning_rate=0.5, momentum=0.0),
        drawn(*shapes[:4], learning_rate=0.2, momentum=0.5, dtype=torch.float64),
    ]


def observe(momentum_step, params, grads, velocities, learning_rate, momentum):
    """Take two steps with the same gradients, and look at all tensors after each."""
    seen = {}
    for step, given in ("one step", grads), ("two steps", [grad.clone() for grad in grads]):
        rows = [*params], [*given], [*velocities]
        momentum_step(*rows, learning_rate, momentum)
        if any(len(row) != len(params) for row in rows):
            raise Wrong(
                "You make a list longer or shorter: only go through the lists, with `zip`.\n"
                "expected the three lists to stay as long as they were\ngot      another length"
            )
        seen |= {f"params[{place}] after {step}": param.clone() for place, param in enumerate(params)}
        if momentum:  # without it, as torch.optim.SGD has it too, what stands in the velocities is nobody's business
            seen |= {f"velocities[{place}] after {step}": velocity.clone() for place, velocity in enumerate(velocities)}
    return seen  # whether grads are as they were is looked at by the check itself, when the rest is right


def gradient_and_velocity_swapped(param, grad, velocity, learning_rate, momentum):
    each_as_is_right(param, velocity, grad, learning_rate, momentum)


def param_and_gradient_swapped(param, grad, velocity, learning_rate, momentum):
    each_as_is_right(grad, param, velocity, learning_rate, momentum)


def each_as_is_right(param, grad, velocity, learning_rate, momentum):
    momentum_step([param], [grad], [velocity], learning_rate, momentum)


def fixed(learning_rate=None, momentum=None):
    """Make a step that takes numbers of its own for the learning rate, the momentum or both."""
    return lambda params, grads, velocities, rate, m: momentum_step(
        params, grads, velocities, learning_rate or rate, momentum or m
    )


exercise = Exercise(
    lesson="train_by_hand",
    task="Move every velocity to momentum * velocity + grad, then every param by -learning_rate * velocity, in place.",
    reference=momentum_step,
    cases=cases,
    observe=observe,
    mistakes={
        "uphill": (
            "You step uphill: subtract from the param, and do not add to it.",
            wrong_versions.slip(step=lambda v, g, rate, m: -rate * v),
        ),
        "nothing in place": (
            "Nothing has changed: `param = ...`, `params[i] = ...` and a method such as `param.sub(...)` make a new "
            "tensor. The network keeps the old one. Change the tensors themselves, as `-=` does.",
            wrong_versions.each(wrong_versions.nothing_in_place),
        ),
        "velocities not in place": (
            "The params move, but the velocities stay as they were: change them in place too. The next step needs what "
            "they remember.",
            wrong_versions.each(wrong_versions.velocity_not_kept),
        ),
        "gradient not added in place": (
            "The velocity that is kept does not hold the gradient: `velocity += grad` adds it in place.",
            wrong_versions.each(wrong_versions.gradient_not_kept),
        ),
        "velocity is the gradient": (
            "`velocity = grad`, also written `velocity =+ grad`, adds nothing and makes a new name: `velocity += grad` "
            "adds in place.",
            wrong_versions.each(wrong_versions.velocity_is_the_gradient),
        ),
        "params not in place": (
            "The velocities are right, but the params stay as they were: `param = ...` makes a new tensor, while "
            "`-=` changes the one that is there.",
            wrong_versions.slip(step=lambda v, g, rate, m: 0),
        ),
        "average": (
            "You multiply the gradient by 1 - momentum, which makes an average: add the whole gradient, as torch does.",
            wrong_versions.slip(lambda v, g, rate, m: m * v + (1 - m) * g),
        ),
        "learning rate inside": (
            "The learning rate is inside your velocity: add up the gradients as they are, and multiply by the learning "
            "rate in the step.",
            wrong_versions.slip(lambda v, g, rate, m: m * v + rate * g, lambda v, g, rate, m: v),
        ),
        "learning rate in what is kept": (
            "You multiply the velocity that is kept by the learning rate: leave it as it is, and multiply only in the "
            "step of the param.",
            wrong_versions.slip(lambda v, g, rate, m: rate * (m * v + g), lambda v, g, rate, m: v),
        ),
        "learning rate inside, downhill": (
            "Your velocity already points downhill and holds the learning rate: here it adds up gradients as they are.",
            wrong_versions.slip(lambda v, g, rate, m: m * v - rate * g, lambda v, g, rate, m: -v),
        ),
        "learning rate twice": (
            "The learning rate comes in twice: leave it out of the velocity.",
            wrong_versions.slip(lambda v, g, rate, m: m * v + rate * g),
        ),
        "velocity downhill": (
            "You subtract the gradient from the velocity: add it, and subtract the velocity from the param.",
            wrong_versions.slip(lambda v, g, rate, m: m * v - g, lambda v, g, rate, m: -rate * v),
        ),
        "velocity downhill, step uphill": (
            "You subtract twice, which leads uphill: add the gradient to the velocity, then subtract the velocity.",
            wrong_versions.slip(lambda v, g, rate, m: m * v - g),
        ),
        "learning rate for momentum": (
            "You multiply the velocity by the learning rate: multiply it by momentum.",
            wrong_versions.slip(lambda v, g, rate, m: rate * v + g),
        ),
        "learning rate and momentum swapped": (
            "You have swapped the two numbers: momentum belongs to the old velocity, the learning rate to the step.",
            wrong_versions.slip(lambda v, g, rate, m: rate * v + g, lambda v, g, rate, m: m * v),
        ),
        "Nesterov": (
            "You look one step ahead, which is Nesterov's rule: here the step is learning_rate times velocity.",
            wrong_versions.slip(step=lambda v, g, rate, m: rate * (g + m * v)),
        ),
        "no momentum": (
            "You take the plain step of lesson 5, without momentum: first make each velocity momentum times itself, "
            "plus the gradient, in place.",
            wrong_versions.slip(lambda v, g, rate, m: v, lambda v, g, rate, m: rate * g),
        ),
        "velocity reset": (
            "Your velocity forgets the old one: make it momentum times the old velocity, plus the gradient.",
            wrong_versions.slip(lambda v, g, rate, m: g),
        ),
        "moved by the gradient": (
            "The velocities are right, but you move the params by the gradient: move them by the velocity.",
            wrong_versions.slip(step=lambda v, g, rate, m: rate * g),
        ),
        "never slower": (
            "Your velocity keeps all it had: multiply the old one by momentum in place, `velocity *= momentum`, "
            "before you add the gradient.",
            wrong_versions.slip(lambda v, g, rate, m: v + g),
        ),
        "old velocity twice": (
            "Your velocity keeps too much: `+=` adds to the old velocity, which is there already. First multiply it by "
            "momentum with `*=`, then add the gradient with `+=`.",
            wrong_versions.slip(lambda v, g, rate, m: v + m * v + g),
        ),
        "new velocity subtracted": (
            "You subtract the new velocity from the old one: `-=` subtracts what stands behind it. First multiply the "
            "old one by momentum with `*=`, then add the gradient with `+=`.",
            wrong_versions.slip(lambda v, g, rate, m: v - (m * v + g)),
        ),
        "gradient in the product": (
            "You multiply the velocity by `momentum + grad`: multiply it by momentum alone with `*=`, then add the "
            "gradient with `+=`.",
            wrong_versions.slip(lambda v, g, rate, m: v * (m + g)),
        ),
        "both fixed at 0.1 and 0.9": (
            "You always take 0.1 and 0.9: use `learning_rate` and `momentum`, whatever they are.",
            fixed(learning_rate=0.1, momentum=0.9),
        ),
        "both fixed at 0.01 and 0.9": (
            "You always take 0.01 and 0.9: use `learning_rate` and `momentum`, whatever they are.",
            fixed(learning_rate=0.01, momentum=0.9),
        ),
        "learning rate fixed at 0.1": (
            "Your learning rate is always 0.1: use the one that is given, `learning_rate`.",
            fixed(learning_rate=0.1),
        ),
        "momentum fixed at 0.9": (
            "Your momentum is always 0.9: use the one that is given, `momentum`.",
            fixed(momentum=0.9),
        ),
        "momentum on the gradient": (
            "You multiply the gradient by momentum: multiply the old velocity by it instead.",
            wrong_versions.slip(lambda v, g, rate, m: v + m * g),
        ),
        "momentum on both": (
            "You multiply the gradient by momentum too: multiply only the old velocity, before you add grad.",
            wrong_versions.slip(lambda v, g, rate, m: m * (v + g)),
        ),
        "param first": (
            "You move the params by the old velocities: change each velocity first, then its param.",
            wrong_versions.each(wrong_versions.param_first),
        ),
        "param first, uphill": (
            two_things(
                "you move the params by the old velocities: change each velocity first.",
                "you step uphill: subtract from the param.",
            ),
            wrong_versions.each(wrong_versions.param_first_uphill),
        ),
        "1 - momentum": (
            "You multiply the old velocity by 1 - momentum: multiply it by momentum itself, which says how much of it "
            "stays.",
            wrong_versions.slip(lambda v, g, rate, m: (1 - m) * v + g),
        ),
        "learning rate missing": (
            "The learning rate is missing in the step: subtract learning_rate times velocity.",
            wrong_versions.slip(step=lambda v, g, rate, m: v),
        ),
        "gradient and velocity swapped": (
            "You take each gradient for a velocity, and each velocity for a gradient. `zip` gives the entries in the "
            "order of its lists: the names after `for` have to stand in the same order.",
            wrong_versions.each(gradient_and_velocity_swapped),
        ),
        "param and gradient swapped": (
            "You take each gradient for a param, and each param for a gradient. `zip` gives the entries in the order "
            "of its lists: the names after `for` have to stand in the same order.",
            wrong_versions.each(param_and_gradient_swapped),
        ),
        "step behind the loop": (
            "The velocities are right, but only the last param moves: does the step stand inside the loop, indented as "
            "the lines above it are?",
            wrong_versions.step_behind_the_loop,
        ),
        "only the first": (
            "Only the first param moves: does a `return` stand inside the loop?",
            lambda params, grads, velocities, *rest: momentum_step(params[:1], grads[:1], velocities[:1], *rest),
        ),
    },
    hints=(
        "Go through the three lists together with `zip`. For each: the velocity first, then the param.",
        "A velocity is made `momentum` times as large, and the gradient is added. Both can be done in place.",
        "`velocity *= momentum` is the first of three lines; every one of them changes a tensor that is there already.",
    ),
    consequence="One call moves all six parameters of your network: the loop around it is all that is missing.",
)
