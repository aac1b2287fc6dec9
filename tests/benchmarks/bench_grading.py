"""How long it takes to grade 60 notebooks of all kinds: ``python tests/benchmarks/bench_grading.py [JOBS]``.

Prints the seconds of a notebook and core, by the clock and as the processors count them, and each verdict that is not
the expected one.
"""

import collections
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

from handed_in import KINDS, expected, hand_in

from course_utils.grading.class_report import best_of_each
from course_utils.grading.notebooks import find_submissions
from course_utils.grading.pool import grade_here

COUNT = 60


def main(jobs):
    """Hand in, grade, compare, print."""
    kinds = [list(KINDS)[number % len(KINDS)] for number in range(COUNT)]
    with tempfile.TemporaryDirectory() as folder:
        for number, kind in enumerate(kinds):
            hand_in(kind, Path(folder) / f"learner {number:02}", place=Path(folder) / "there.txt")
        submissions = find_submissions(Path(folder))
        began = time.perf_counter()
        graded = [one for several in grade_here(submissions, jobs) for one in several]
        seconds = time.perf_counter() - began
    used = sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime for who in (0, -1))
    verdicts = collections.defaultdict(set)
    for one in best_of_each(graded):
        verdicts[one.learner].add((one.exercise, one.state, one.mistake))
    wrong = 0
    for number, kind in enumerate(kinds):
        if verdicts[f"learner {number:02}"] != expected(kind):
            wrong += 1
            print(f"not as expected: {kind}: {verdicts[f'learner {number:02}']}")
    each = collections.defaultdict(float)
    for one in graded:
        each[one.file] += one.seconds
    print(f"{len(submissions)} notebooks, {len(set(kinds))} kinds, {jobs} at once: {COUNT - wrong} as expected")
    print(f"{seconds:.1f} s by the clock, {seconds * jobs / len(submissions):.2f} s a notebook and core")
    print(f"{used:.1f} s of the processors, {used / len(submissions):.2f} s a notebook")
    print(f"a notebook: median {statistics.median(each.values()):.2f} s, longest {max(each.values()):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
