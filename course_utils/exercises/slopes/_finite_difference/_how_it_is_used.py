"""How an answer to ``finite_difference`` is called: its steps are watched, and one to both sides is right, too."""

import functools

from course_utils.exercises._comparing.compare import same
from course_utils.exercises._running.guarded_call import call
from course_utils.exercises._show_values import show
from course_utils.exercises.exercise import Wrong, is_a


def square(d):
    return d * d


def cube(d):
    return d * d * d


def root(d):
    return d**0.5


def double(d):
    return 2 * d


def raised(d):
    return d * d + 1


# What a message says of a function, since its name alone may not tell what it does.
WRITTEN_OUT = {
    cube: "where `cube(d)` is `d * d * d`",
    root: "where `root(d)` is `d ** 0.5`",
    double: "where `double(d)` is `2 * d`",
    raised: "where `raised(d)` is `d * d + 1`",
}


def cases(generator):
    return [
        (square, 0.5, 0.1),
        (cube, 2.0, 0.01),
        (root, 4.0, 0.5),
        (double, -1.5, 0.05),
        (square, -0.7, 0.2),
        (square, 3.0, 0.001),
        (root, 2.0, 0.25),  # many digits, as at 4: a rounding to four of them shows
        (cube, 0.5, 0.1),  # the place and the step of the square above: who keeps results of these two is wrong
        (raised, 0.0, 0.1),  # is not 0 at 0
    ]


def observe(finite_difference, f, x, little):
    """Take a step to both sides, over two times the step, as well as one to the right: it is as good a measure."""
    places = _places(f)
    places.clear()
    got = finite_difference(_watched(f), x, little)
    right = _to_the_right(f, x, little)
    if same(got, _to_both_sides(f, x, little)):
        got = right
    if is_a(got, tuple | list):
        raise Wrong(f"Give only the slope: the change, divided by `little`.\nexpected one number\ngot      {len(got)}")
    if is_a(got, float) and not same(got, right):
        _refuse_another_step(f, x, little, got, places)
    return {WRITTEN_OUT[f]: got} if f in WRITTEN_OUT else got


@functools.cache
def _places(f):
    """Give the list of the places where f was called, the same at each time."""
    return []


@functools.cache
def _watched(f):
    """Give an f whose places are kept, one and the same at each time: an answer may keep what an f has given."""

    @functools.wraps(f)
    def watched(place):
        _places(f).append(place)
        return f(place)

    return watched


def _refuse_another_step(f, x, little, got, places):
    """Say which step an answer goes that measures with one of its own, in whichever order it subtracts."""
    for step in [place - x for place in places if type(place) in (float, int)]:
        if step and not same(abs(step), little) and same(abs(got), abs(f(x + step) - f(x)) / abs(step)):
            where = f", {WRITTEN_OUT[f]}" if f in WRITTEN_OUT else ""
            raise Wrong(
                f"Your step is {step:.5g} here: take `little` as it is handed over, with no new value, both where you "
                f"call f and where you divide.\n"
                f"For `finite_difference({f.__name__}, {x}, {little})`{where}:\n"
                f"expected {show(_to_the_right(f, x, little))}\ngot      {show(got)}"
            )


def _to_the_right(f, x, little):
    return (f(x + little) - f(x)) / little


def _to_both_sides(f, x, little):
    return (f(x + little) - f(x - little)) / (2 * little)


def remark(finite_difference):
    """Say why a step to both sides does not give the number of the example."""
    got = call(finite_difference, (square, 0.5, 0.1))
    if got.error is None and same(got.value, _to_both_sides(square, 0.5, 0.1)):
        return "You step to both sides. That is even closer to the slope, but the example gives 1.0 with it, not 1.1."
    return ""
