"""No verdict and no name hangs on the numbers that a check draws.

``make rounds ROUNDS=100`` takes about three hours on two cores.
"""

import os

import pytest
from test_answers import tried
from test_catalogue import every_exercise

pytestmark = [pytest.mark.rounds, pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("verdict_only")]


@every_exercise
def test_every_answer_is_told_the_same_in_every_round(exercise, draws_once):
    told = {}
    for _ in range(int(os.environ.get("ROUNDS", 100))):
        draws_once(exercise)
        for kind in ["RIGHT", "WRONG"]:
            for number, (answer, outcome) in enumerate(tried(exercise, kind)):
                told.setdefault((kind, number, answer), set()).add((outcome.state, outcome.mistake))
    assert not {answer: outcomes for answer, outcomes in told.items() if len(outcomes) > 1}
