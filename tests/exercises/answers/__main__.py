"""Print how the answers fare, as a Markdown table: ``python -m answers`` in tests/exercises; -v shows each message."""

import sys
import warnings

from test_answers import has_counterexample, tried
from test_catalogue import EXERCISES


def fares(exercise) -> str:
    right, wrong = tried(exercise, "RIGHT"), tried(exercise, "WRONG")
    refused = [outcome for _, outcome in wrong if outcome.state in ("wrong", "crashed")]
    named = [outcome for outcome in refused if outcome.mistake]
    shown = [outcome for outcome in refused if not outcome.mistake and has_counterexample(outcome)]
    if "-v" in sys.argv:
        for answer, outcome in right + wrong:
            print("", answer, f"-> {outcome.mistake or 'no name'}", outcome, sep="\n    ", file=sys.stderr)
    accepted, crashed = sum(o.state == "right" for _, o in right), len(refused) - len(named) - len(shown)
    return " | ".join(map(str, (len(right), accepted, len(wrong), len(refused), len(named), len(shown), crashed)))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print("| exercise | right tried | accepted | wrong tried | refused | named | counter-example only | crash only |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for exercise in EXERCISES:
        print(f"| `{exercise.name}` | {fares(exercise)} |")
