"""Exercise ``gradient_step`` of lesson 05."""

from course_utils.exercises.exercise import Exercise, capital, two_things
from course_utils.exercises.gradient_descent._gradient_step._how_it_is_used import cases, observe


def gradient_step(weight, grad, learning_rate):
    """Give the new weight, one step against the gradient: a new tensor."""
    return weight - learning_rate * grad


def in_place(weight, grad, learning_rate):
    weight -= learning_rate * grad
    return weight


def in_place_for_nothing(weight, grad, learning_rate):
    weight -= learning_rate * grad


def uphill_in_place(weight, grad, learning_rate):
    weight += learning_rate * grad
    return weight


def grad_scaled_in_place(weight, grad, learning_rate):
    grad *= learning_rate
    return weight - grad


def moved_only(places):
    """Make an answer that moves these entries, or rows, alone."""

    def step(weight, grad, learning_rate):
        new_weight = weight.clone()
        new_weight[places] = gradient_step(weight, grad, learning_rate)[places]
        return new_weight

    return step


_IN_PLACE = "you change `weight` itself, as `-=` and `+=` do: make a new tensor, `weight - ...`."
_RATE_FIRST = "multiply rate and gradient first."
_UPHILL = "you step uphill: subtract the gradient."
_WHOLE = "you step by the whole gradient: multiply it by `learning_rate` first."


exercise = Exercise(
    lesson="gradient_descent",
    task="Give the new weight after one step against the gradient, a tensor of the same shape; weight stays as it was.",
    reference=gradient_step,
    cases=cases,
    observe=observe,
    mistakes={
        "uphill": (
            "You step uphill: the gradient points to where the loss grows, so subtract it.",
            lambda weight, grad, learning_rate: weight + learning_rate * grad,
        ),
        "in place": (
            "The numbers are right, but you change `weight` itself, as `-=` does, under this or another name: give a "
            "new tensor, `weight - ...`.",
            in_place,
        ),
        "in place, nothing returned": (
            "You change `weight` itself and return nothing: make a new tensor and return it.",
            in_place_for_nothing,
        ),
        "uphill, in place": (
            two_things(_UPHILL, _IN_PLACE),
            uphill_in_place,
        ),
        "grad changed": (
            "The new weight is right, but you change `grad` on the way, as `*=` does: multiply into a new tensor.",
            grad_scaled_in_place,
        ),
        "learning rate left out": (capital(_WHOLE), lambda weight, grad, learning_rate: weight - grad),
        "learning rate left out, in place": (
            two_things(_WHOLE, _IN_PLACE),
            lambda weight, grad, learning_rate: in_place(weight, grad, 1.0),
        ),
        "uphill, learning rate left out": (
            two_things(_UPHILL, _WHOLE),
            lambda weight, grad, learning_rate: weight + grad,
        ),
        "only the step": (
            "You give the step alone: subtract it from the weight.",
            lambda weight, grad, learning_rate: learning_rate * grad,
        ),
        "only the step, with its sign": (
            "You give how far the weight moves: give where it arrives, by adding this to `weight`.",
            lambda weight, grad, learning_rate: -learning_rate * grad,
        ),
        "the other way round": (
            "You subtract the weight from the step: subtract the step from the weight.",
            lambda weight, grad, learning_rate: learning_rate * grad - weight,
        ),
        "brackets around weight and learning rate": (
            f"You subtract the learning rate first and then multiply: {_RATE_FIRST}",
            lambda weight, grad, learning_rate: (weight - learning_rate) * grad,
        ),
        "brackets around weight and gradient": (
            "The learning rate multiplies the weight too: it scales the gradient alone, so leave out the brackets.",
            lambda weight, grad, learning_rate: learning_rate * (weight - grad),
        ),
        "weight and gradient swapped": (
            "Weight and gradient have changed places, in the formula or in the `def` line: the weight comes in first, "
            "and the gradient is multiplied by the learning rate.",
            lambda weight, grad, learning_rate: grad - learning_rate * weight,
        ),
        "gradient left out": (
            "You subtract the learning rate alone: the step is the learning rate times the gradient.",
            lambda weight, grad, learning_rate: weight - learning_rate,
        ),
        "weight taken for the gradient": (
            "You subtract a share of the weight itself: the step is the learning rate times the gradient.",
            lambda weight, grad, learning_rate: weight - learning_rate * weight,
        ),
        "only the signs": (
            "Every step has the same length: multiply by the gradient itself, because a steep slope asks for a longer "
            "step.",
            lambda weight, grad, learning_rate: weight - learning_rate * grad.sign(),
        ),
        "sign lost": (
            "You take the gradient without its sign: keep the sign, so that the weight grows where its slope is "
            "negative.",
            lambda weight, grad, learning_rate: weight - learning_rate * grad.abs(),
        ),
        "divided by the learning rate": (
            "You divide by the learning rate, so that a small one makes long steps: multiply by it.",
            lambda weight, grad, learning_rate: weight - grad / learning_rate,
        ),
        "one gradient for all": (
            "You average the gradient into one number: every weight has a slope of its own.",
            lambda weight, grad, learning_rate: weight - learning_rate * grad.mean(),
        ),
        "only the first weight": (
            "You give the first weight alone: compute with the whole tensors, without an index.",
            lambda weight, grad, learning_rate: (weight - learning_rate * grad)[:1],
        ),
        "gradients added up": (
            "You add the gradient up into one number: every weight has a slope of its own.",
            lambda weight, grad, learning_rate: weight - learning_rate * grad.sum(),
        ),
        "two steps": (
            "You go twice as far as one step leads: one step is asked for.",
            lambda weight, grad, learning_rate: weight - 2 * learning_rate * grad,
        ),
        "weight as it was": (
            "The weight comes back as it was: return the new one.",
            lambda weight, grad, learning_rate: weight,
        ),
        "last one left out": ("The last entry has not moved: does a loop stop one early?", moved_only(slice(-1))),
        "first one left out": ("The first entry has not moved: does a loop begin with 1?", moved_only(slice(1, None))),
        "only the first one": (
            "Only the first entry has moved: is a `return` inside a loop? You need no loop: tensors are subtracted "
            "whole.",
            moved_only(slice(1)),
        ),
        "the first one alone": (
            "You give the first entry's new value alone: is a `return` inside a loop? You need no loop: tensors are "
            "subtracted whole.",
            lambda weight, grad, learning_rate: (weight - learning_rate * grad)[0],
        ),
        "added up": (
            "You add the new weight up into one number: it keeps the shape of `weight`.",
            lambda weight, grad, learning_rate: (weight - learning_rate * grad).sum(),
        ),
        "all three multiplied": (
            "You multiply by the weight: subtract the step, `learning_rate * grad`, from it.",
            lambda weight, grad, learning_rate: weight * learning_rate * grad,
        ),
        "weight in the step": (
            "You multiply the step by the weight too: the step is the learning rate times the gradient alone.",
            lambda weight, grad, learning_rate: weight - learning_rate * grad * weight,
        ),
        "gradient squared": (
            "You square the gradient: the step is the learning rate times the gradient as it is.",
            lambda weight, grad, learning_rate: weight - learning_rate * grad**2,
        ),
        "divided by the gradient": (
            "You divide by the gradient: multiply it by the learning rate.",
            lambda weight, grad, learning_rate: weight - learning_rate / grad,
        ),
        "learning rate subtracted": (
            "You subtract learning rate and gradient one after the other: multiply the two first.",
            lambda weight, grad, learning_rate: weight - learning_rate - grad,
        ),
        "uphill, brackets around weight and learning rate": (
            two_things(_UPHILL, f"you add the learning rate first and then multiply: {_RATE_FIRST}"),
            lambda weight, grad, learning_rate: (weight + learning_rate) * grad,
        ),
        "uphill, divided by the learning rate": (
            two_things(_UPHILL, "you divide by the learning rate: multiply by it."),
            lambda weight, grad, learning_rate: weight + grad / learning_rate,
        ),
        "gradient of the square": (
            "You take 2 times the weight for the gradient: take the gradient that is given, `grad`.",
            lambda weight, grad, learning_rate: weight - learning_rate * 2 * weight,
        ),
    },
    hints=(
        "The gradient points to where the loss grows, and you want the loss to fall: which sign has the step?",
        "The step is the learning rate times the gradient. The new weight is the old one minus this step.",
        "Tensors of the same shape can be subtracted as a whole. `-=` would change `weight`; a `-` gives a new tensor.",
    ),
    consequence="One step for one weight or for thousands: the same line moves them all, each by its own slope.",
)
