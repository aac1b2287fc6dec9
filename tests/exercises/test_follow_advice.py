"""Advice that says what to write is followed by a machine: then the answer is right, or the next slip is told."""

import dataclasses
import importlib
import itertools
import re
import time

import pytest
import torch
from follow_advice import advice_of, followed, followed_by_hand, made, prescribed
from test_catalogue import every_exercise

from course_utils.exercises import _cases, _judge, mse_loss
from course_utils.exercises._running import guarded_call

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("draws_once", "verdict_only"),
]

_SECONDS = 2.0  # for an answer that may have been made endless
_TRIED, _JUDGED = 250, 8  # ways to follow a piece of advice; of those that are not right, the likeliest are judged


@pytest.fixture(autouse=True)
def _the_same_in_every_run(monkeypatch):
    monkeypatch.setattr(_cases, "generator", lambda: torch.Generator().manual_seed(0))
    monkeypatch.setattr(guarded_call, "SECONDS", _SECONDS)


def helps(exercise, function, outcome):
    """Tell whether advice can be followed so that the answer is right, or so that the slip beside it is told."""
    cases, others = _judge.draw_cases(exercise), []
    for text in itertools.islice(followed(function, outcome.message), _TRIED):
        changed = made(text, function)
        if changed is None:
            continue
        if not any(_judge._try(exercise, changed, case, time.monotonic() + _SECONDS)[1] for case in cases):
            return True
        others.append(changed)
    if any(goes_on(outcome, exercise.judge(changed)) for changed in others[:_JUDGED]):
        return True
    by_hand = made(followed_by_hand(exercise.name, function, outcome), function)
    if by_hand is None:
        return False
    after = exercise.judge(by_hand)
    return after.state == "right" or after.mistake not in ("", outcome.mistake) or goes_on(outcome, after)


def goes_on(before, after):
    """Tell whether the other of two slips is told by its name, or the next one in the same words, of another layer."""
    if "Two things" in before.message:
        return after.mistake not in ("", before.mistake)
    said, says = advice_of(before.message), advice_of(after.message)
    return said != says and without_numbers(said) == without_numbers(says)


def without_numbers(text):
    return re.sub(r"\d+", "#", text)


@every_exercise
def test_advice_that_says_what_to_write_can_be_followed(exercise, draws_once):
    draws_once(exercise)  # forget what other tests have drawn
    unfollowed, told = [], set()
    for function in importlib.import_module(f"answers.{exercise.lesson}.{exercise.name}").WRONG:
        outcome = exercise.judge(function)
        kind = outcome.mistake or without_numbers(advice_of(outcome.message))
        if kind not in told and prescribed(outcome.message) and not helps(exercise, function, outcome):
            unfollowed.append(outcome.message)
        told.add(kind)
    assert not unfollowed, "\n\n".join(unfollowed)


@pytest.mark.parametrize(
    ("advice", "is_good"),
    [
        ("subtract first, `(pred - target) ** 2`.", True),
        ("subtract first, `pred - target`.", False),
        ("add up with `.sum()`.", False),
        ("write `(pred + target) ** 2`.", False),
    ],
)
def test_advice_that_leads_away_is_found_out(advice, is_good):
    exercise = mse_loss.mse_loss

    def squares_before_it_subtracts(pred, target):
        return (pred**2 - target**2).mean()

    outcome = exercise.judge(squares_before_it_subtracts)
    outcome = dataclasses.replace(outcome, message=advice)
    assert helps(exercise, squares_before_it_subtracts, outcome) == is_good
