"""Answers to ``finite_difference`` of lesson 04, as beginners write them."""

import functools

import torch
from answers import changed, defined

from course_utils.exercises.slopes._finite_difference import square  # noqa: F401 (for answers that are changed)


def in_one_line(f, x, little):
    return (f(x + little) - f(x)) / little


def with_names(f, x, little):
    before = f(x)
    after = f(x + little)
    change = after - before
    return change / little


def to_both_sides(f, x, little):
    return (f(x + little) - f(x - little)) / (2 * little)


def to_both_sides_from_half_steps_added(f, x, little):
    right = (f(x + little) - f(x)) / little
    left = (f(x) - f(x - little)) / little
    return (right + left) / 2


def with_a_moved_x(f, x, little):
    old = f(x)
    x = x + little
    return (f(x) - old) / little


def as_a_tensor(f, x, little):
    return torch.tensor((f(x + little) - f(x)) / little)


def by_tensors(f, x, little):
    places = torch.tensor([x, x + little], dtype=torch.float64)
    before, after = f(places)
    return (after - before) / little


def times_the_inverse(f, x, little):
    return (f(x + little) - f(x)) * (1 / little)


def rise_over_run(f, x, little):
    x1, x2 = x, x + little
    return (f(x2) - f(x1)) / (x2 - x1)


class _Slope:
    def of(self, f, x, little):
        return (f(x + little) - f(x)) / little


RIGHT = [
    *defined(globals()),
    lambda f, x, little: (f(x + little) - f(x)) / little,
    functools.partial(in_one_line),
    _Slope().of,
]


def prints_it(f, x, little):
    print((f(x + little) - f(x)) / little)


def rounds(f, x, little):
    return round((f(x + little) - f(x)) / little, 1)


def rounds_as_the_lesson_does(f, x, little):
    return round((f(x + little) - f(x)) / little, 4)


def whole_division(f, x, little):
    return (f(x + little) - f(x)) // little


def by_autograd(f, x, little):
    place = torch.tensor(x, requires_grad=True)
    f(place).backward()
    return place.grad.item()


def with_a_tiny_step(f, x, little):
    little = 1e-6
    return (f(x + little) - f(x)) / little


def with_no_step_at_all(f, x, little):
    little = 1e-20
    return (f(x + little) - f(x)) / little


def as_text(f, x, little):
    return f"{(f(x + little) - f(x)) / little:.3f}"


def knows_only_square(f, x, little):
    return ((x + little) ** 2 - x**2) / little


def gives_both(f, x, little):
    return f(x + little), f(x)


def minus_on_one_side_only(f, x, little):
    return (f(x) - f(x - little)) / (2 * little)


def change_rounded(f, x, little):
    change = round(f(x + little) - f(x), 4)
    return change / little


WRONG = [
    *defined(globals()),
    changed(in_one_line, "/ little", ""),
    changed(in_one_line, "- f(x)", "- x"),
    changed(in_one_line, "f(x + little)", "x + little"),
    changed(in_one_line, "/ little", "* little"),
    changed(in_one_line, "/ little", "/ x"),
    changed(in_one_line, "/ little", "/ (x + little)"),
    changed(in_one_line, "(f(x + little) - f(x)) / little", "f(x + little) - f(x) / little"),
    changed(in_one_line, "f(x + little) - f(x)", "f(x) - f(x + little)"),
    changed(in_one_line, "f(x + little)", "f(x) + little"),
    changed(in_one_line, "f(x + little)", "f(x * little)"),
    changed(in_one_line, "f(x + little)", "f(little)"),
    changed(in_one_line, "f(x + little)", "f(x - little)"),
    changed(in_one_line, "f(x + little) - f(x)", "f(x + little)"),
    changed(in_one_line, "f(x + little) - f(x)", "f"),
    changed(to_both_sides, "(2 * little)", "little"),
    changed(to_both_sides, "(2 * little)", "2 * little"),
    changed(in_one_line, "/ little", "/ (2 * little)"),
    changed(in_one_line, "return ", ""),
    changed(in_one_line, "f, x, little", "x, f, little"),
    changed(in_one_line, "f, x, little", "little, f, x"),
    changed(in_one_line, "f, x, little", "f, little, x"),
    changed(in_one_line, "f(x + little) - f(x)", "f(0.5 + little) - f(0.5)"),
    changed(in_one_line, "f(x + little) - f(x)", "square(0.5 + little) - square(0.5)"),
    changed(in_one_line, "f(x)", "f(0.5)"),
    changed(in_one_line, "f(x + little)", "f(0.5 + little)"),
    changed(in_one_line, "f(x + little)", "square(x + little)"),
    changed(in_one_line, "- f(x)", "- square(x)"),
    changed(in_one_line, "f(x + little) - f(x)", "f * (x + little) - f * x"),
    changed(in_one_line, "(f(x + little) - f(x)) / little", "(f(x + h) - f(x)) / h"),
    lambda f, x, little: f(x),
    lambda f, x, little: 2 * x,
    lambda f, x, little: f(x + little),
    lambda f, x, little: abs(f(x + little) - f(x)) / little,
    lambda f, x, little: little / (f(x + little) - f(x)),
    lambda f, x, little: (f(x + little) + f(x)) / little,
    lambda f, x, little: f(x) - f(x + little),
    lambda f, x, little: f(x) - f(x + little) / little,
    lambda f, x, little: f(x + little) - f(x - little) / (2 * little),
    lambda f, x, little: f(x + little) - f(x - little),
    lambda f, x, little: (f(x + 1) - f(x)) / 1,
    lambda f, x, little: (f(x) - f(x + 0.001)) / 0.001,
    lambda f, x, little: (round(f(x + little) - f(x), 4), round((f(x + little) - f(x)) / little, 4)),
    lambda f, x, little: (f(x) - f(x - little)) / little,
    lambda f, x, little: round((f(x + little) - f(x)) / little, 4),
    lambda f, x, little: f(x) - f(x - little),
    lambda f, x, little: (f(x) + f(little) - f(x)) / little,
    lambda f, x, little: (f(x + little / 2) - f(x - little / 2)) / little,
]
