"""JupyterHub as deploy/ sets it up: three learners at once in three browsers, and nothing of one reaches another."""

import itertools
import json
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import nbformat
import pytest
from hub import CONFIG, enrol, learner, open_lab, proxy, serve_hub
from lab import ROOT, chromium, free_port
from notebook_page import NotebookPage, wait_until
from traitlets.config.loader import PyFileConfigLoader
from widget_page import WidgetPage

pytestmark = [
    pytest.mark.hub,
    pytest.mark.skipif(proxy() is None, reason="make hub installs JupyterHub and its proxy"),
]
LESSON = "06_linear_classifier.ipynb"
# Who comes, and which exercise of the lesson each of them solves; the first two come alone, one after the other.
ALONE = {"first": "linear", "alone": "linear"}
TOGETHER = {"ada": "linear", "ben": "linear_gradients", "cho": "train_linear"}
EVERYBODY = {**ALONE, **TOGETHER}
STEPS = ["the server starts", "the lesson runs to its end", "an answer is judged", "the widget answers"]


def answer(name, exercise):
    """Give the right answer as one learner writes it: with their own name in it."""
    cells = nbformat.read(ROOT / "solutions" / LESSON, as_version=4).cells
    [source] = [cell.source for cell in cells if cell.source.startswith(f"def {exercise}(")]
    kept = [line for line in source.splitlines() if "SOLUTION" not in line]
    return "\n".join([*kept[:2], f"    # {name} wrote this", *kept[2:]])


class Seen(NamedTuple):
    """What a learner has seen: how long each step took, what went wrong, what the widget said, who let them in."""

    seconds: dict
    complaints: list
    said: str
    others: list


def number_of(cells, part):
    """Give the number of the one code cell that contains a text."""
    [number] = [number for number, cell in enumerate(cells) if part in cell.source]
    return number


def study(hub, name, browser_port):
    """Come to the hub, run the lesson, solve an exercise, move the widget, and look for the others."""
    with learner(hub, name, browser_port) as page:
        times = [time.perf_counter()]
        jupyterlab = open_lab(hub, name, page)
        times.append(time.perf_counter())

        notebook = NotebookPage(jupyterlab, f"notebooks/{LESSON}")
        notebook.lay_out_every_cell()
        cells = notebook.run_all()
        errors = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
        times.append(time.perf_counter())

        # Solved after the run: so the lesson does the same for each of them.
        number = number_of(cells, f"def {EVERYBODY[name]}(")
        notebook.cells.nth(number).locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(answer(name, EVERYBODY[name]))
        notebook.run_cell(number)
        notebook.run_cell(number + 1)
        notebook.wait_for_output(number + 1, f"{EVERYBODY[name]}: right")
        times.append(time.perf_counter())

        widget = WidgetPage(notebook, number_of(cells, "weights_forming"))
        before = widget.spoken()
        for _ in range(2 + sorted(EVERYBODY).index(name)):
            widget.press("batches so far", "ArrowRight")
        wait_until(lambda: widget.spoken() != before)
        notebook.settle()
        times.append(time.perf_counter())

        said = widget.spoken()
        others = [page.request.get(f"{hub.url}/user/{other}/lab").status for other in EVERYBODY if other != name]
        notebook.close()
    seconds = [end - begin for begin, end in itertools.pairwise(times)]
    return Seen(dict(zip(STEPS, seconds, strict=True)), errors + jupyterlab.complaints, said, others)


@pytest.fixture(scope="module")
def class_of_three(tmp_path_factory):
    """Let the class work, first one alone, then three at once; give the hub and what each of them has seen."""
    port = free_port()
    with serve_hub(tmp_path_factory.mktemp("hub")) as hub, chromium(f"--remote-debugging-port={port}"):
        with ThreadPoolExecutor(len(TOGETHER)) as threads:
            threads.submit(enrol, hub, EVERYBODY, port).result()
            # The first one reads PyTorch from the disk; what the second one takes alone is compared.
            seen = {name: threads.submit(study, hub, name, port).result() for name in ALONE}
            at_once = {name: threads.submit(study, hub, name, port) for name in TOGETHER}
            seen.update((name, done.result()) for name, done in at_once.items())
        yield hub, seen


def test_each_runs_the_lesson_solves_an_exercise_and_moves_the_widget(class_of_three, capsys):
    hub, seen = class_of_three
    assert "not recognized" not in hub.log  # a setting that JupyterHub does not know
    assert [one.complaints for one in seen.values()] == [[]] * len(EVERYBODY)

    with capsys.disabled():  # docs/host.md has a table for them
        print()
        for step in STEPS:
            alone, slowest = took(seen, step)
            figures = (
                f"one alone {alone:5.1f} s | three at once, the slowest {slowest:5.1f} s | ratio {slowest / alone:4.2f}"
            )
            print(f"{step:27} | {figures}")


def took(seen, step):
    """Give the seconds of a step for one alone, and for the slowest of three at once."""
    return seen["alone"].seconds[step], max(seen[name].seconds[step] for name in TOGETHER)


# How long a server takes to start is told only: it is of JupyterHub's making. So is all else where three learners and
# their browsers want more than the machine has.
@pytest.mark.skipif((os.cpu_count() or 1) < 2 * len(TOGETHER), reason="fewer than two cores for each learner")
@pytest.mark.parametrize("step", STEPS[1:])
def test_three_at_once_take_at_most_twice_as_long_as_one_alone(class_of_three, step):
    alone, slowest = took(class_of_three[1], step)
    assert slowest < 2 * alone


def test_progress_and_names_stay_apart(class_of_three):
    hub, seen = class_of_three
    for name, exercise in EVERYBODY.items():
        [file] = hub.home(name).rglob("progress.json")
        [(solved, entry)] = json.loads(file.read_text(encoding="utf-8"))["lessons"]["linear_classifier"].items()
        assert (solved, entry["state"]) == (exercise, "right")
        assert re.findall(r"# (\w+) wrote this", entry["source"]) == [name]
    assert len({one.said for one in seen.values()}) == len(EVERYBODY)  # each moved it to another batch


def test_nobody_gets_at_what_belongs_to_another(class_of_three):
    _, seen = class_of_three
    # Not found is what JupyterHub answers where no server of the other one runs.
    assert {status for one in seen.values() for status in one.others} <= {403, 404}


def test_systemd_knows_each_setting_that_the_other_tests_go_without():
    systemdspawner = pytest.importorskip("systemdspawner")
    settings = PyFileConfigLoader(str(CONFIG)).load_config()

    known = systemdspawner.SystemdSpawner.class_trait_names(config=True)
    assert {*settings.Spawner, *settings.SystemdSpawner} <= set(known)
