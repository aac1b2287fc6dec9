"""Grade a class of all kinds of submissions, by processes and on a Dask cluster: ``make bench``.

Two processes on this computer, then a scheduler and two workers, of which one is killed half-way. Each verdict is
compared with the one that is wanted. The table goes to docs/benchmarks_grading.md. Nothing here passes or fails.
"""

import collections
import os
import platform
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

import distributed
import torch
from bench import save

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

from handed_in import KINDS, expected, hand_in
from test_cluster import running_cluster

from course_utils.grading.class_report import best_of_each
from course_utils.grading.notebooks import find_submissions
from course_utils.grading.pool import grade_here, grade_on_cluster

JOBS = 2
COUNT = max(60, len(KINDS))
SLOW = 3.0  # seconds


def by_processes(submissions, folder):
    """Grade with two processes of this computer."""
    return list(grade_here(submissions, JOBS)), ""


def on_a_cluster(submissions, folder):
    """Grade with two workers, and kill one when half is done; say what it had in hand."""
    graded = []
    with running_cluster(folder) as (address, (first, _)), distributed.Client(address) as watching:
        number_of = {pid: worker for worker, pid in watching.run(os.getpid).items()}
        for one in grade_on_cluster(submissions, address):
            graded.append(one)
            if len(graded) == len(submissions) // 2:
                in_hand = len(watching.processing()[number_of[first.pid]])
                first.send_signal(signal.SIGKILL)
    said = f"When {len(submissions) // 2} were done, one worker was killed. It had {in_hand} in hand, begun or next to "
    return graded, f"{said}begin: the other graded them."


def measure(grade, kinds):
    """Hand in and grade; give the rows of a table, the slow kinds, and what else is to be said."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, kind in enumerate(kinds):
            hand_in(kind, folder / "class" / f"learner {number:02}", place=folder / "there.txt")
        submissions = find_submissions(folder / "class")
        began = time.perf_counter()
        graded, said = grade(submissions, folder)
        seconds = time.perf_counter() - began
    files = collections.Counter(several[0].file for several in graded)
    once = sum(files[one.file] == 1 for one in submissions)
    verdicts, times = collections.defaultdict(set), collections.defaultdict(float)
    for one in best_of_each(one for several in graded for one in several):
        verdicts[one.learner].add((one.exercise, one.state, one.mistake))
    for several in graded:
        times[several[0].learner, several[0].file] = sum(one.seconds for one in several)
    right = 0
    for number, kind in enumerate(kinds):
        if verdicts[f"learner {number:02}"] == expected(kind):
            right += 1
        else:
            print(f"not as expected: {kind}: {verdicts[f'learner {number:02}']}", file=sys.stderr)
    each = sorted(times.values())
    rows = [
        f"{right} of {len(kinds)}",
        f"{once} of {len(submissions)}",
        f"{seconds:.0f} s",
        f"{seconds * JOBS / len(submissions):.1f} s",
        f"{statistics.median(each):.2f} s",
        f"{each[-1]:.1f} s",
        f"{sum(one <= SLOW for one in each)} of {len(each)}",
    ]
    slow = {kinds[int(learner[-2:])]: seconds for (learner, _), seconds in times.items() if seconds > SLOW}
    return rows, slow, said


def main():
    kinds = [list(KINDS)[number % len(KINDS)] for number in range(COUNT)]
    load = os.getloadavg()[0]
    (here, slow, _), (there, slow_there, said) = (measure(grade, kinds) for grade in (by_processes, on_a_cluster))
    names = (
        "learners whose verdicts are all as expected",
        "notebooks graded exactly once",
        "all in all, with the start of the processes",
        "a notebook and core",
        "a notebook, median",
        "a notebook, the slowest",
        f"notebooks in at most {SLOW:.0f} s",
    )
    table = "\n".join(f"| {' | '.join(row)} |" for row in zip(names, here, there, strict=True))
    slowest = "\n".join(
        f"| {kind} | {slow.get(kind, 0):.1f} s | {slow_there.get(kind, 0):.1f} s |"
        for kind in sorted({*slow, *slow_there}, key=lambda kind: -slow.get(kind, 0))
    ).replace(" 0.0 s ", " ")
    versions = f"Python {platform.python_version()}, torch {torch.__version__}, distributed {distributed.__version__}"
    of_kinds = f"{len(kinds)} learners hand in {len(set(kinds))} kinds"
    cores = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, for which {load:.1f} processes waited"
    text = f"""# Benchmarks of the grading of a class

Made by `make bench`; how a class is graded is told in [grade.md](grade.md). {of_kinds} of
submissions: right, wrong and unfinished ones, whole notebooks of the course with one thing changed, endless loops, and
attacks. The wanted verdict of each exercise stands in `tests/grading/handed_in.py`.

{versions},
{cores} when it began. An endless loop gets
six seconds, and where several wait for each core, so many times as much. The first notebook of each process takes two
seconds more, in which PyTorch is loaded.

| | {JOBS} processes | Dask, {JOBS} workers, one killed |
| --- | ---: | ---: |
{table}

{said}

| slow kinds, above {SLOW:.0f} s | {JOBS} processes | Dask |
| --- | ---: | ---: |
{slowest}
"""
    save(text, "benchmarks_grading.md")


if __name__ == "__main__":
    main()
