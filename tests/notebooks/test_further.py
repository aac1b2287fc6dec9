"""The cells of lesson 13 about a graphics card, as they stand there: on a card, and without one with a stand-in."""

import contextlib
import re

import nbformat
import pytest
import torch
from test_guards import ROOT

from course_utils import batches, evaluate, load_mnist

LESSON = ROOT / "solutions" / "13_further.ipynb"
BAND = (0.870, 0.900)


def run_up_to_the_recording(change=lambda source: source):
    """Run all code cells up to the one that plays a recorded step back; give the names that they make."""
    names = {}
    for cell in nbformat.read(LESSON, as_version=4).cells:
        if cell.cell_type == "code":
            exec(compile(change(cell.source), "13_further", "exec"), names)
            if "graph = record(" in cell.source:
                return names
    raise AssertionError("no cell plays a recorded step back")


@pytest.fixture(autouse=True)
def _a_folder_for_what_the_lesson_writes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def accuracy(net):
    return evaluate(net, batches(*load_mnist(train=False), shuffle=False))


@pytest.mark.gpu
def test_on_a_graphics_card_the_lesson_trains_there_in_a_plain_loop_and_by_a_recording(capsys):
    names = run_up_to_the_recording()

    assert names["device"] == "cuda" and torch.cuda.is_available()
    for net in (names["there_net"], names["graph_net"]):
        assert all(parameter.is_cuda for parameter in net.parameters())
        assert BAND[0] <= accuracy(net) <= BAND[1]
    said = capsys.readouterr().out
    assert re.search(r"largest gap [\d.]+\n[\d.]+ seconds\n[\d.]+ milliseconds a step\n[\d.]+ seconds\naccuracy", said)


class StandIn:
    """What is recorded and played back where there is no card: the step itself is taken each time."""

    def __init__(self, names):
        self.names, self.played = names, 0

    def replay(self):
        self.played += 1
        self.names["step"](self.names["images"], self.names["targets"])


@pytest.mark.thorough
def test_the_recorded_step_of_the_lesson_trains_to_the_band_without_a_card_too(monkeypatch):
    beside = contextlib.nullcontext()
    beside.wait_stream = lambda other: None
    graphs = []

    def record(source):
        """The lesson for a card, with the CPU in its place."""
        return source.replace('"cuda"', '"cpu"').replace("torch.cuda.CUDAGraph()", "new_graph(globals())")

    def new_graph(names):
        graphs.append(StandIn(names))
        return graphs[-1]

    monkeypatch.setattr("builtins.new_graph", new_graph, raising=False)
    for name in ("Stream", "current_stream"):
        monkeypatch.setattr(torch.cuda, name, lambda: beside)
    for name in ("stream", "graph"):
        monkeypatch.setattr(torch.cuda, name, lambda what: contextlib.nullcontext())
    monkeypatch.setattr(torch.cuda, "synchronize", lambda: None)

    names = run_up_to_the_recording(record)

    assert [graph.played for graph in graphs] == [360]
    assert BAND[0] <= accuracy(names["graph_net"]) <= BAND[1]
    assert torch.equal(names["there_images"], load_mnist()[0])  # the recording wrote into copies
