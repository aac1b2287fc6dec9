"""One or two curves: losses of any kind are drawn, and what is not to be seen is said."""

import math
import re

import pytest

from course_utils.widgets._engine import parts
from course_utils.widgets._engine.pictures import curves as drawn
from course_utils.widgets._engine.pictures.curves import (
    Curve,
    chosen_notes,
    draw_losses,
    means,
    round_top,
    thinned,
    top_of_losses,
)


def draw_curves(*given, **options):
    return parts.written(drawn.draw_curves(*given, **options))


@pytest.mark.parametrize("losses", [[], [math.nan], [math.inf, 1e20], [1e-9, 1e30, math.nan]])
@pytest.mark.parametrize("log", [False, True])
def test_losses_that_are_no_numbers_do_not_break_the_picture(losses, log):
    svg = draw_curves([Curve("a", thinned(losses, 10, 10))], 1, "loss", 1e-3, 1e6, log)
    assert "nan" not in svg.split("<svg viewBox")[1].replace("nan from here on", "").split(">", 1)[1]


def test_a_curve_says_what_is_cut_off_is_thinned_and_marks_a_single_point():
    cut = draw_curves([Curve("a", [(0, 1.0), (1, 9.0)])], 1, "loss", 0, 2)
    assert "cut off at the top" in cut and 'points="66,114 626,14"' in cut
    assert "cut off" not in draw_curves([Curve("a", [(0, 1.0), (1, 2.0)])], 1, "loss", 0, 2)
    assert thinned([4.0, 2.0, 3.0], batches=2, total=300) == [(0.25, 4.0), (1.0, 2.5)]
    assert len(thinned([1.0] * 301, 301, 301)) == 101
    assert len(thinned([1.0] * 18_750, 1875, 18_750)) == 150
    assert "<circle" in draw_curves([Curve("a", [(1, 50.0)])], 1, "accuracy", 0, 100)
    assert (round_top(0.111), round_top(4.452)) == (0.12, 6.0)


@pytest.mark.parametrize(("losses", "side"), [((1.0, 9.0), "start"), ((9.0, 1.0), "end")])
def test_what_says_that_a_curve_is_cut_off_stands_where_no_curve_runs_along_the_top(losses, side):
    made = draw_curves([Curve("a", list(enumerate(losses)))], 1, "loss", 0, 2)
    assert re.search(rf'text-anchor="{side}"[^>]*>cut off at the top', made)


def test_what_is_noted_stands_on_the_curve_at_its_epoch():
    made = draw_curves([Curve("a", [(0, 1.0), (2, 0.5)])], 2, "loss", 0, 2, notes={1: "accuracy 0.84"})
    assert "after epoch 1: accuracy 0.84" in made and ">accuracy 0.84</text>" in made
    assert 'points="346,14 346,214"' in made


@pytest.mark.parametrize(
    ("tests", "epochs", "named"),
    [
        ([], 3, []), ([1, 2, 3], 3, [1, 2, 3]), ([1, 2, 3, 4, 5], 10, [2, 5]), ([1, 2, 3, 4, 5, 6, 7], 7, [2, 4, 7]),
        ([*range(1, 11)], 10, [2, 4, 6, 8, 10]), ([1, 2, 2.4], 3, [1, 2.4]), ([*range(1, 86)], 200, [40, 85]),
    ],
)  # fmt: skip
def test_of_many_tests_some_are_named_and_the_latest_one_always(tests, epochs, named):
    assert chosen_notes([(epoch, 0.5) for epoch in tests], epochs) == [(epoch, 0.5) for epoch in named]


@pytest.mark.parametrize(
    ("losses", "top"), [((0.11, 4.5, *[0.03] * 28), 0.12), ((0.11, *[0.2] * 9, *[9e7] * 10, math.nan), 0.3), ((), 0.12)]
)
def test_a_few_high_losses_flatten_no_curve(losses, top):
    assert top_of_losses([Curve("a", list(enumerate(losses)))]) == top


def test_it_is_said_how_many_losses_a_point_is_the_mean_of():
    assert means(118) == ""
    assert means(354) == means(354, 354) == "3 batches"
    assert means(1180, 118) == "up to 8 batches"
    picture = draw_losses([Curve("a", [(0, 0.1), (1, 0.05)])], 1, "loss", each_of=means(354))
    assert ">epochs (each point: mean of 3 batches)</text>" in parts.written(picture)
