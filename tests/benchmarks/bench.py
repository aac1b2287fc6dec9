"""Measure the course's code beside the standard program, in one run: ``make bench``.

Each row runs two things in turn, A B A B …, five times, and keeps the medians; the ratio of a row holds even when the
machine is slower on another day. The table goes to docs/benchmarks.md. Nothing here passes or fails.
"""

import importlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import numpy as np
import psutil
import torch
import torchvision
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from course_utils import MEAN, MLP, STD, batches, evaluate, load_mnist, mnist, mnist_root, train
from course_utils.exercises import LESSONS, own_network

RUNS = 5
EPOCHS = 3
WIDTHS = [784, 256, 64, 10]


def standard_loader(training):
    prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((MEAN,), (STD,))])
    dataset = datasets.MNIST(mnist_root(), train=training, download=True, transform=prepare)
    return DataLoader(dataset, batch_size=512, shuffle=training)


def training(loader, epochs, device="cpu"):
    torch.manual_seed(0)
    net = MLP().to(device)
    return train(net, loader, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9), epochs)


def by_hand(loader, epochs):
    """Train with the functions of lessons 1 to 8, and no autograd."""
    network = own_network.assemble()
    for _ in range(epochs):
        for images, labels in loader:
            network.train_batch(images, labels)


def products(pictures, epochs=1, backward=False):
    """Multiply matrices of the shapes of some epochs, and nothing else."""
    sizes = [512] * (pictures // 512) + [pictures % 512]
    weights = [torch.randn(wide, narrow) for wide, narrow in zip(WIDTHS[1:], WIDTHS, strict=False)]
    layers = {size: [torch.randn(size, width) for width in WIDTHS] for size in set(sizes)}

    def run():
        for size in sizes * epochs:
            values = layers[size]
            for layer, weight in enumerate(weights):
                torch.mm(values[layer], weight.T)
                if backward:
                    torch.mm(values[layer + 1].T, values[layer])  # the gradient of the weight
                if backward and layer:
                    torch.mm(values[layer + 1], weight)  # the gradient of the layer's input

    return run


def without_a_cache():
    """Load the pictures as where nothing can be kept."""
    mnist._parsed_pixels.cache_clear()
    with mock.patch.object(mnist, "_cache_folders", list):
        load_mnist()


def python(code):
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def seconds(run):
    """Time one call."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def compare(name, other, ours, wanted=""):
    """Time two functions in turn; give a row of the table."""
    print(name, file=sys.stderr, flush=True)
    times = [(seconds(other), seconds(ours)) for _ in range(RUNS)]
    a, b = (statistics.median(column) for column in zip(*times, strict=True))
    forth, back = _spread(x / y for x, y in times), _spread(y / x for x, y in times)
    return f"| {name} | {a:.3f} s | {b:.3f} s | {forth} | {back} | {wanted} |"


def _spread(ratios):
    """Write the median of the ratios pair by pair, and how far they reach: a single figure would hide the noise."""
    ratios = sorted(ratios)
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"


def peak_megabytes(code):
    """Run code in a fresh process and read the most memory it ever had."""
    if sys.platform == "win32":
        code += "\nimport psutil; print(psutil.Process().memory_info().peak_wset)"
    elif sys.platform.startswith("linux"):  # resource would count this process too, which it was forked from
        code += "\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    else:
        code += "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kilobytes = sys.platform.startswith("linux")  # macOS and Windows count in bytes
    return int(result.stdout.split()[-1]) * (1024 if kilobytes else 1) / 1e6


def save(text, name):
    """Print a table, and keep it in docs/."""
    print(text)
    (Path(__file__).parents[2] / "docs" / name).write_text(text, encoding="utf-8")


def same_losses():
    """Tell whether both loaders give the same losses for the same batches."""
    losses = []
    for loader in (standard_loader(True), batches(*load_mnist())):
        losses.append(training(loader, epochs=1))
    return losses[0] == losses[1]


def rows():
    images, labels = load_mnist(train=True)
    test_images, test_labels = load_mnist(train=False)
    memory, memory_test = batches(images, labels), batches(test_images, test_labels, shuffle=False)
    standard, standard_test, net = standard_loader(True), standard_loader(False), MLP()
    yield compare(
        "one epoch: torchvision + DataLoader / from memory",
        lambda: training(standard, epochs=1),
        lambda: training(memory, epochs=1),
        "A / B at least 10",
    )
    yield compare(
        "test: torchvision + DataLoader / from memory",
        lambda: evaluate(net, standard_test),
        lambda: evaluate(net, memory_test),
        "A / B at least 25",
    )
    yield compare(
        "three epochs: bare matrix products / from memory",
        products(60_000, epochs=EPOCHS, backward=True),
        lambda: training(memory, epochs=EPOCHS),
        "B / A at most 1.75",
    )
    if torch.cuda.is_available():
        there = batches(images.cuda(), labels.cuda())
        yield compare(
            "three epochs on a GPU: pictures on the CPU / there",
            lambda: training(memory, EPOCHS, "cuda"),
            lambda: training(there, EPOCHS, "cuda"),
            "A / B at least 1.3",
        )
    yield compare(
        "three epochs: from memory / by hand",
        lambda: training(memory, epochs=EPOCHS),
        lambda: by_hand(memory, epochs=EPOCHS),
        "B / A at most 2",
    )
    forward = products(10_000)
    yield compare("test: bare matrix products / from memory", forward, lambda: evaluate(net, memory_test))
    yield compare("load_mnist: without a cache / from the cache", without_a_cache, load_mnist)
    imports = python("import torch"), python("import course_utils")
    yield compare("import torch / import course_utils", *imports, "B / A near 1")


def check_rows():
    """Check a right answer to every exercise of a lesson, one lesson a row."""
    for number, lesson in enumerate(LESSONS, start=1):
        exercises = importlib.import_module(f"course_utils.exercises.{lesson}").EXERCISES
        times = [seconds(lambda: [e.judge(e.reference) for e in exercises]) for _ in range(RUNS)]  # noqa: B023
        yield f"| {number:02} {lesson} | {len(exercises)} | {statistics.median(times):.3f} s |"


def main():
    # Measured without any answers of one's own.
    os.environ["COURSE_UTILS_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")
    table, checks = list(rows()), list(check_rows())
    memory = {
        "import torch": "import torch",
        "load_mnist()": "from course_utils import *; load_mnist()",
        "load, one epoch, test": "from course_utils import *; import torch\nnet = MLP()\n"
        "train(net, batches(*load_mnist()), torch.optim.SGD(net.parameters(), lr=0.01), 1)\n"
        "evaluate(net, batches(*load_mnist(train=False), shuffle=False))",
    }
    text = f"""# Benchmarks

Made by `make bench`: A and B run in turn in one process, {RUNS} times; the figures are medians, the ratios pair by pair
with their smallest and largest. Quote the ratios: the seconds belong to one machine and one day.

Python {platform.python_version()}, torch {torch.__version__}, torchvision {torchvision.__version__},
numpy {np.__version__}, {platform.system()} {platform.machine()}, {torch.get_num_threads()} threads,
{psutil.virtual_memory().total / 2**30:.0f} GiB.

| A / B | A | B | A / B | B / A | wanted |
| --- | ---: | ---: | ---: | ---: | --- |
{chr(10).join(table)}

Losses of both loaders for the same batches, 118 of them: {"equal to the last bit" if same_losses() else "NOT equal"}.

| all checks of a lesson, right answers | exercises | wanted under 1 s |
| --- | ---: | ---: |
{chr(10).join(checks)}

| a fresh process | peak memory |
| --- | ---: |
{chr(10).join(f"| {name} | {peak_megabytes(code):.0f} MB |" for name, code in memory.items())}
"""
    save(text, "benchmarks.md")


if __name__ == "__main__":
    main()
