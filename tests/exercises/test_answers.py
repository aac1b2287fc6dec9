"""Every answer of tests/exercises/answers, tried: the right ones pass, the wrong ones are told why they do not."""

import importlib

import numpy as np
import pytest
from test_catalogue import every_exercise
from what_is_told import KINDS, kind

from course_utils.exercises._learner_source import source

# An answer that makes torch or numpy warn is no crash in a notebook either.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("draws_once", "verdict_only")]

CAUSE_TOLD = 0.85  # of each exercise's wrong answers; of all together 0.95, see docs/benchmarks_answers.md
# How many wrong answers are told an error of Python and its line, but no name; one where no number is given here.
# What is mended lowers a number, and none may grow.
UNTOLD = {
    "distance": 6,
    **dict.fromkeys(["one_hot", "from_one_hot", "squared_error", "mse_gradient"], 5),
    **dict.fromkeys(["normalize", "flatten_image", "relu_gradient", "linear"], 4),
    **dict.fromkeys(["pixel_index", "gradient_step", "relu", "mse_loss", "Net"], 3),
    **dict.fromkeys(["flatten_batch", "forward", "train_step"], 2),
}
if np.__version__.startswith("1.24."):  # as in make lowest: it refuses tensors in a histogram, in its own words
    UNTOLD["confusion_matrix"] = 2


def tried(exercise, kind, every=1):
    """Judge the RIGHT or WRONG answers to an exercise, or only one in so many: a list of (code, outcome)."""
    functions = getattr(importlib.import_module(f"answers.{exercise.lesson}.{exercise.name}"), kind)
    return [(code(function), exercise.judge(function)) for function in functions[::every]]


def code(function) -> str:
    return source(function).strip() or repr(function)  # a partial and a layer have no source


def has_counterexample(outcome) -> bool:
    """Tell whether a message shows what was expected and what came, be it nothing or a changed input."""
    said = outcome.message
    return ("expected" in said and "got" in said) or "returns nothing" in said or "was changed" in said


def _begins(message) -> str:
    """Give how a message begins; what it asks is left out, since the answer's own code may answer that."""
    return message.partition(": ")[0] if "?" in message else message


@every_exercise
def test_right_answers_are_accepted(exercise):
    outcomes = tried(exercise, "RIGHT")
    assert len(outcomes) >= 5
    assert not [(answer, outcome) for answer, outcome in outcomes if outcome.state != "right"]


@every_exercise
def test_some_wrong_answers_are_refused(exercise):
    assert {outcome.state for _, outcome in tried(exercise, "WRONG", every=5)} <= {"wrong", "crashed"}


@pytest.mark.thorough
@every_exercise
def test_wrong_answers_are_refused_and_told_why(exercise):
    outcomes = tried(exercise, "WRONG")
    assert len(outcomes) >= 10
    assert not [(answer, outcome) for answer, outcome in outcomes if outcome.state not in ("wrong", "crashed")]
    told = {outcome.mistake: outcome for _, outcome in outcomes if outcome.mistake in exercise.mistakes}
    # A name that nobody is told goes. An answer is told one where it does what the catalogue's own wrong version does,
    # and none before that: so each version is named as itself, too.
    assert told.keys() == exercise.mistakes.keys()
    assert all(outcome.message.startswith(_begins(exercise.mistakes[name][0])) for name, outcome in told.items())
    told_why = [kind(outcome) == KINDS[0] for _, outcome in outcomes]
    assert sum(told_why) >= CAUSE_TOLD * len(outcomes)
    untold = [pair for pair in outcomes if not pair[1].mistake and not has_counterexample(pair[1])]
    listed = "\n\n".join(f"{answer}\n{outcome.message}" for answer, outcome in untold)
    assert len(untold) <= UNTOLD.get(exercise.name, 1), listed  # written out: pytest would shorten the list
