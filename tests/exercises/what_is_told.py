"""What a learner gets to read of a wrong answer: its cause, or only where it shows."""

import re

from follow_advice import advice_of

KINDS = ["cause told", "a counter-example only", "an error of Python and its line only"]
# What an advice is written with: code, a question, or a sentence behind Python's own.
_ADVICE = re.compile(r"`|\?|\. ")


def kind(outcome):
    """Give one of the three kinds."""
    said = [line for line in advice_of(outcome.message).splitlines() if not line.startswith("Look at your line")]
    if outcome.state == "crashed" and not outcome.mistake:
        return KINDS[0] if any(_ADVICE.search(line) for line in said) else KINDS[2]
    sentences = [line for line in said if not line.endswith(":")]  # such as "bias after one batch, at [2]:"
    return KINDS[0] if outcome.mistake or sentences else KINDS[1]
