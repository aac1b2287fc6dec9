"""Momentum as a ball: the update of lesson 08, and what is said of where it comes to stay."""

import re

import pytest
import torch

from course_utils.widgets.train_by_hand import ball, momentum_ball, valley


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9, 0.99])
def test_the_walk_is_that_of_pytorch(momentum):
    weight = torch.tensor([3.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=valley.LEARNING_RATE, momentum=momentum)
    path = valley.walk(3.0, momentum)
    for step in range(200):
        assert path[step] == pytest.approx(weight.item())
        optimizer.zero_grad()
        valley.loss(weight[0]).backward()
        optimizer.step()


def test_it_is_the_valley_of_the_lesson():
    with_it, without = valley.walk(3.0, 0.9), valley.walk(3.0, 0.0)
    assert min(with_it[:100]) == pytest.approx(-0.459, abs=0.001) and without[99] == pytest.approx(1.11, abs=0.005)


@pytest.mark.parametrize(
    ("momentum", "since"), [(0.0, 230), (0.5, 113), (0.88, 23), (0.9, 46), (0.98, 224), (0.99, 443)]
)
def test_a_ball_is_there_when_it_stays(momentum, since):
    path = valley.walk(3.0, momentum)
    assert valley.there_from(path) == since
    assert abs(path[since - 1]) > 0.3 and all(abs(weight) <= 0.3 for weight in path[since:])


@pytest.mark.parametrize("start", [1.0, 2.5, 4.0])
@pytest.mark.parametrize("momentum", [0.0, 0.7, 0.99])
def test_every_walk_is_long_enough_to_come_to_rest(start, momentum):
    path = valley.walk(start, momentum)
    assert abs(path[-1]) < 0.01 and valley.there_from(path) < len(path) - 500


@pytest.mark.parametrize(
    ("momentum", "step", "with_it", "without"),
    [
        (0.9, 10, "is on its way, at 1.86", "is on its way, at 2.71"),
        (0.9, 30, "still swings, now at −0.38", "is on its way, at 2.22"),
        (0.9, 300, "has stayed near 0 since step 46", "has stayed near 0 since step 230"),
        (0.99, 300, "still swings, now at 0.14", "has stayed near 0 since step 230"),
        (0.0, 230, "has stayed near 0 since step 230", "has stayed near 0 since step 230"),
    ],
)
def test_the_sentence_and_the_picture_say_how_far_each_has_come(momentum, step, with_it, without):
    view = ball.ball_view(start=3.0, step=step, momentum=momentum)
    assert view.text == f"Step {step}: with momentum {momentum:g} it {with_it}; without momentum it {without}."
    alt = re.search('aria-label="([^"]+)"', view.html)[1]
    assert f"{with_it}; without momentum at " in alt and alt.endswith(without)


def test_it_opens_with_a_question_and_no_path():
    widget = momentum_ball()
    assert widget.text == "Both start at 3 with velocity 0. Which is the first to stay near the lowest point?"
    assert widget.values == {"start": 3, "step": 0, "momentum": 0.99} and "drag me" in widget.html
    widget.values = {**widget.values, "step": 60}
    assert len(max(re.findall('points="([^"]+)"', widget.html), key=len).split()) == 61
    assert "drag me" not in widget.html


def test_another_start_begins_anew_and_another_momentum_does_not():
    widget = momentum_ball()
    for changes, step in [({"step": 50}, 50), ({"momentum": 0.8}, 50), ({"start": 2.5}, 0), ({"step": 7}, 7)]:
        widget._received(widget, {"changes": changes, "number": 1}, [])
        assert widget.values["step"] == step
    assert widget.values == {"start": 2.5, "step": 7, "momentum": 0.8}


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.8, 0.9, 0.99])
def test_no_start_is_so_near_that_a_ball_has_arrived_at_once(momentum):
    for tenth in range(round(10 * ball._START.low), 41):
        assert valley.there_from(valley.walk(tenth / 10, momentum)) > 10


@pytest.mark.parametrize("step", [0, 20])
def test_ball_and_square_do_not_cover_each_other(step):
    html = ball.ball_view(start=3.0, step=step, momentum=0.0).html  # both are at the same place
    dot = r'cx="([\d.]+)" cy="([\d.]+)" r="10"'
    orange = r'<rect x="([\d.]+)" y="([\d.]+)" width="22" height="[\d.]+" style="fill: var\(--course-orange\)'
    (left, top), (x, y) = (tuple(map(float, re.search(each, html).groups())) for each in (orange, dot))
    assert abs(x - left) < 12 and y + 10 <= top  # the ball rolls on the ground, the square is below it


@pytest.mark.parametrize(
    "changes",
    [
        {"start": float("nan")},
        {"start": 4.1},
        {"start": 0.9},
        {"step": 301},
        {"step": 1.5},
        {"momentum": 1.0},
        {"step": True},
    ],
)
def test_what_cannot_stand_there_is_ignored(changes):
    widget = momentum_ball()
    widget._received(widget, {"changes": changes, "number": 1}, [])
    assert widget.values == {"start": 3, "step": 0, "momentum": 0.99}
