"""What the checks say of every stored answer, and how long they take for a wrong one: ``make bench-answers``.

The table goes to docs/benchmarks_answers.md. Nothing here passes or fails: tests/exercises/test_answers.py does.
"""

import importlib
import statistics
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import torch

from course_utils.exercises import LESSONS

TESTS = Path(__file__).parents[1]
sys.path.append(str(TESTS / "exercises"))
from what_is_told import KINDS, kind  # noqa: E402


def looked_at(exercise):
    """Judge all stored answers to an exercise: how many are right, what is said of the others, and CPU milliseconds."""
    answers = importlib.import_module(f"answers.{exercise.lesson}.{exercise.name}")
    exercise.judge(exercise.reference)  # what the first check imports is not its own
    right = [exercise.judge(answer).state for answer in answers.RIGHT]
    kinds, took = Counter(), []
    for answer in answers.WRONG:
        began = time.process_time()
        outcome = exercise.judge(answer)
        took.append(1000 * (time.process_time() - began))
        kinds[kind(outcome) if outcome.state in ("wrong", "crashed") else "accepted"] += 1
    return right.count("right"), len(right), kinds, took


def row(name, accepted, right, kinds, took):
    told = kinds[KINDS[0]] / kinds.total()
    counts = " | ".join(str(kinds[each]) for each in KINDS)
    refused = kinds.total() - kinds["accepted"]
    times = f"{statistics.median(took):.0f} | {max(took):.0f}"
    return f"| {name} | {accepted} of {right} | {refused} of {kinds.total()} | {counts} | {told:.0%} | {times} |"


def main():
    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    rows, everything = [], [0, 0, Counter(), []]
    for lesson in LESSONS:
        for exercise in importlib.import_module(f"course_utils.exercises.{lesson}").EXERCISES:
            found = looked_at(exercise)
            rows.append(row(exercise.name, *found))
            everything = [whole + part for whole, part in zip(everything, found, strict=True)]
            print(rows[-1], flush=True)
    table = "\n".join([*rows, row("all", *everything)])
    (TESTS.parent / "docs" / "benchmarks_answers.md").write_text(f"""# What the checks say of the answers tried

Made by `make bench-answers`, of all answers in `tests/exercises/answers`: right ones that have to be accepted, and
wrong ones, of which those are kept that differ in what they do. The cause is told where a message names the mistake or
has a sentence of advice; else it shows an input, what was expected there and what came, or Python's own error with the
line. The last columns are milliseconds of the processor for one wrong answer; they belong to one machine and one day.

| exercise | right, accepted | wrong, refused | {" | ".join(KINDS)} | told | median | slowest |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{table}
""")


if __name__ == "__main__":
    main()
