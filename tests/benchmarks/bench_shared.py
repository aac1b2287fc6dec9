"""Measure what learners on one machine cost each other: ``make bench-shared``, on a machine that does nothing else.

Two tables go to docs/benchmarks_shared.md: seconds of three epochs for learners who train at once, and the memory of
each lesson's kernel, which only Linux tells. ``--lessons 01 08`` measures those alone, ``--rounds 1`` trains once.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
LEARNERS = (1, 3, 6)
MACHINE, SYSTEM = 64_000, 4_000  # MB: a server, and what its system, the hub and the cache of files need
SERVER = 120  # MB: a learner's Jupyter server beside the kernel
OTHERS = 2  # kernels beside the one that is measured once more: as few as a class can be
# The threads that PyTorch takes by itself, and how long they wait; a number in the environment is left alone.
ALL_CORES = {"OMP_NUM_THREADS": str(os.cpu_count())}
WAYS = {
    "PyTorch by itself": ALL_CORES | {"GOMP_SPINCOUNT": "300000"},
    "before": ALL_CORES,  # the course made its threads sleep sooner
    "now": {},
    "one thread": {"OMP_NUM_THREADS": "1"},
}
HEAD = """# Benchmarks of a shared machine

Made by `make bench-shared`; what stands behind the figures is told in [shared_machines.md](shared_machines.md).

The seconds are means over the learners, medians over the rounds. "PyTorch by itself" and "before" take all cores, and
before, the course made threads that wait sleep sooner. A kernel's PSS is its own memory and its share of what several
processes have in common; alone on a machine all of the pictures count as its share. "With two others" is the PSS at the
end of a kernel beside which two more have read all pictures.

"""
TRAIN = """
import sys, time
import course_utils, torch
from course_utils import MLP, batches, load_mnist, train
images, labels = load_mnist()
net = MLP()
optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
train(net, batches(images[:2048], labels[:2048]), optimizer, epochs=1)
print("ready", flush=True)
sys.stdin.readline()
began = time.perf_counter()
train(net, batches(images, labels), optimizer, epochs=3)
print(time.perf_counter() - began, time.process_time(), flush=True)
"""

# Another learner, as far as memory goes: what the lessons import and all pictures read, and then nothing.
IDLE = """
import sys
from course_utils import load_mnist, widgets
kept = load_mnist(), load_mnist(train=False)
for images, _ in kept:
    images.sum()
print("ready", flush=True)
sys.stdin.readline()
"""


def at_once(learners, way):
    """Let some learners train at the same time; give their seconds, and how many cores all others used meanwhile."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OMP", "GOMP", "MKL"))}
    start = [sys.executable, "-c", TRAIN]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    processes = [subprocess.Popen(start, env=environment | WAYS[way], **pipes) for _ in range(learners)]
    for process in processes:
        process.stdout.readline()
    began, busy, used = time.perf_counter(), _busy(), sum(map(_used, processes))
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [list(map(float, process.stdout.readline().split())) for process in processes]
    others = (_busy() - busy - sum(each[1] for each in told) + used) / (time.perf_counter() - began)
    for process in processes:
        process.communicate()
    return [each[0] for each in told], others


def _busy():
    times = psutil.cpu_times()
    return sum(times) - times.idle - getattr(times, "iowait", 0)


def _used(process):
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def threads_table(rounds):
    yield f"| learners at once, {os.cpu_count()} cores | {' | '.join(WAYS)} | cores that others used |"
    yield "| ---: |" + " ---: |" * (len(WAYS) + 1)
    for learners in LEARNERS:
        taken, company = {way: [] for way in WAYS}, []
        for _ in range(rounds):
            for way in WAYS:
                seconds, others = at_once(learners, way)
                taken[way].append(statistics.mean(seconds))
                company.append(others)
        figures = " | ".join(f"{statistics.median(times):.1f} s" for times in taken.values())
        yield f"| {learners} | {figures} | {statistics.median(company):.1f} |"


def memory(pid):
    """Give a process's share of the memory, and what of it is its own, in MB."""
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    values = {line[0]: int(line[1]) / 1000 for line in lines}
    return values["Pss:"], values["Pss_Anon:"]


def kernel_of(lesson):
    """Run a solved lesson in a kernel of its own; give the largest PSS, and the PSS and its own memory at the end."""
    client = NotebookClient(nbformat.read(lesson, 4), timeout=1200, kernel_name="python3")
    seen, over = [], threading.Event()

    def watch():
        while not over.wait(0.05):
            try:
                seen.append(memory(client.km.provisioner.pid))
            except (AttributeError, OSError):  # it does not run yet, or no more
                continue

    client.on_cell_executed = lambda cell, **told: seen.append(memory(client.km.provisioner.pid))
    watcher = threading.Thread(target=watch)
    watcher.start()
    with tempfile.TemporaryDirectory() as folder:  # a lesson may write files
        client.resources = {"metadata": {"path": folder}}
        try:
            client.execute()
        finally:
            over.set()
            watcher.join()
    return max(share for share, _ in seen), *seen[-1], max(own for _, own in seen)


@contextmanager
def company():
    """Keep so many other kernels while something is measured."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    others = [subprocess.Popen([sys.executable, "-c", IDLE], **pipes) for _ in range(OTHERS)]
    for other in others:
        other.stdout.readline()
    yield
    for other in others:
        other.communicate()


def memory_table(lessons):
    """Measure kernels alone on the machine, where what they share counts in full in their PSS, and in company."""
    yield "| lesson | PSS at its peak | PSS at the end | with two others | its own at the peak | its own at the end |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    owns = []
    for lesson in lessons:
        peak, end, own, own_peak = kernel_of(lesson)
        with company():
            _, shared, _, _ = kernel_of(lesson)
        owns.append(own)
        figures = " | ".join(f"{size:.0f} MB" for size in (peak, end, shared, own_peak, own))
        yield f"| {lesson.stem} | {figures} |"
    users = int((MACHINE - SYSTEM) / (max(owns) + SERVER))
    yield ""
    yield (
        f"Users on a machine of {MACHINE // 1000} GB: ({MACHINE} − {SYSTEM}) / ({max(owns):.0f} + {SERVER}) = {users}, "
        "each with one kernel, the largest of the table at its end."
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lessons", nargs="*", default=[""])
    options = parser.parse_args()
    os.environ["COURSE_UTILS_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")
    os.environ.setdefault("COURSE_UTILS_DATA", tempfile.mkdtemp())
    subprocess.run([sys.executable, "-m", "course_utils"], check=True, stdout=subprocess.DEVNULL)  # fills the cache
    every = sorted((ROOT / "solutions").glob("*.ipynb"))
    lessons = [lesson for lesson in every if lesson.name.startswith(tuple(options.lessons))]
    lines = []
    for line in chain(HEAD.splitlines(), threads_table(options.rounds), [""], memory_table(lessons)):
        lines.append(line)
        print(line, flush=True)
    (ROOT / "docs" / "benchmarks_shared.md").write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
