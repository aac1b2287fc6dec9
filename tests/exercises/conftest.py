"""What the tests of exercises share; a lesson of answers/ named test_accuracy would be taken for tests."""

import importlib

import pytest

from course_utils.exercises import _judge
from course_utils.exercises._comparing import behaviours
from course_utils.exercises._running import guarded_call

collect_ignore = ["answers", "programs"]
_draw_cases, _mistaken = _judge.draw_cases, behaviours.mistaken
_drawn, _seen = {}, {}


@pytest.fixture
def patient(monkeypatch):
    """Leave an answer its time on a machine that computes something else too."""
    monkeypatch.setattr(guarded_call, "SECONDS", 60)


@pytest.fixture
def time_to_look(monkeypatch):
    """Let all changes of an answer be tried on a machine that computes something else too."""
    for module in ("_line_of_slip", "_what_is_too_much"):
        # The package names its functions as its modules are: asked for by name.
        monkeypatch.setattr(importlib.import_module(f"course_utils.exercises.{module}"), "_SECONDS", 20)


@pytest.fixture
def verdict_only(monkeypatch):
    """Leave out what takes a third of a check and changes no verdict: to look for a line, or for what is too much."""
    for look in ("line_of_slip", "what_is_too_much"):  # tests of their own look at them
        monkeypatch.setattr(_judge, look, lambda *given, **named: "")


@pytest.fixture
def draws_once(patient, monkeypatch):
    """Draw an exercise's cases once in a run, and use each of its wrong versions once in each of them.

    Thousands of answers are looked up in the catalogues, and the wrong versions do the same in equal cases. Gives a
    function that forgets what was drawn for an exercise: the next check of it draws anew.
    """

    def cases(exercise):
        if exercise.name not in _drawn:
            _drawn[exercise.name] = _draw_cases(exercise)
        return _drawn[exercise.name]

    def mistaken(exercise, wrong_answer, case):
        if (wrong_answer, id(case)) not in _seen:
            _seen[wrong_answer, id(case)] = _mistaken(exercise, wrong_answer, case)
        return _seen[wrong_answer, id(case)]

    monkeypatch.setattr(_judge, "draw_cases", cases)

    def forget(exercise):
        _drawn.pop(exercise.name, None)
        _seen.clear()

    monkeypatch.setattr(behaviours, "mistaken", mistaken)
    return forget
