"""Bad input to every public function: one sentence that says what was expected, what came, and what to do."""

import ast
import inspect
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset

import course_utils
from course_utils import MLP, batches
from course_utils._messages import Phrase, describe

IMAGES, LABELS, TEN = torch.zeros(4, 1, 28, 28), torch.arange(4), [0.0] * 10
META = torch.zeros(4, device="meta")  # a shape without numbers
INF, NAN = torch.full((2, 2), torch.inf), torch.full((2, 2), torch.nan)
NET = MLP()
UNBORN = MLP().to("meta")
LOADER = batches(IMAGES, LABELS, 2)
SGD = torch.optim.SGD(NET.parameters(), lr=0.01)


class Unprintable:
    def __repr__(self):
        raise RuntimeError


class Stream(IterableDataset):
    """Pictures that nobody has counted."""

    def __iter__(self):
        return iter([])


NO_LOADERS = [None, 0.5, iter([]), DataLoader(Stream()), (IMAGES, LABELS), [()]]
# The last two could be compared by broadcasting, and would give an accuracy that is none.
NO_BATCHES = [[(IMAGES, LABELS[:1])], [(IMAGES, LABELS[:, None])], [(IMAGES, torch.eye(4))]]
NO_ROWS = [None, 3, torch.tensor(0.5), [], ["a"], [1j], META, [META[0]]]
NO_LABELS = [3, torch.tensor(3), None, [1.5], torch.tensor([3.0]), ["3"], torch.tensor([True]), META.long()]
# Function -> parameter -> a right value, and wrong ones.
CASES = {
    "load_mnist": {"train": (False, [1, None, Unprintable()])},
    "batches": {
        "images": (IMAGES, [IMAGES.numpy(), IMAGES[:0], IMAGES[:3], torch.tensor(1.0)]),
        "labels": (LABELS, [[0, 1, 2, 3], LABELS[:3], torch.tensor(1)]),
        "batch_size": (2, [0, -1, 2.5, None, True]),
        "shuffle": (True, [1, None]),
        "generator": (None, [1, True]),
    },
    "progress_bar": {
        "iterable": ("one can go through a text", [5, 2.5, Unprintable()]),
        "total": (3, [-1, 2.5, True]),
        "unit": ("batch", []),
        "desc": ("text", []),
    },
    "one_hot": {
        "label": (LABELS, [*NO_LABELS, [10], [-1], [[1, 2]], torch.eye(2, 10).long(), [[1], [2, 3]]]),
        "depth": (10, [3, 0, True, 10.0, None, torch.tensor(9.0), torch.tensor([9, 9]), META]),
    },
    "from_one_hot": {
        "targets": (torch.eye(10), [-torch.eye(2), INF, torch.zeros(1, 10), torch.ones(1, 10), LABELS, [[0, 1]], META])
    },
    "plot_image": {
        "img": (IMAGES, [None, [], [7], IMAGES[:0], IMAGES[:, :0], IMAGES[0, 0], torch.eye(4), META, np.array(["a"])]),
        "label": (LABELS, [7, torch.tensor(7), [1, 2], torch.eye(4), META]),
        "name": ("label", []),
    },
    "plot_numbers": {
        "image": (
            torch.eye(3),
            [[[1, 2]], None, IMAGES, IMAGES[0, 0, :0], TEN, torch.zeros(28, 40), torch.rand(20, 20), META],
        )
    },
    "plot_curve": {"data": (TEN, [*NO_ROWS, torch.zeros(2, 2, 2)]), "ylabel": ("loss", [])},
    "plot_curves": {
        "x": (TEN, [*NO_ROWS, INF, [1]]),
        "curves": ({"a": TEN}, [{}, TEN, {"a": [1]}, {"a": "b"}, dict.fromkeys("abcde", TEN)]),
        "xlabel": ("x", []),
        "ylabel": ("y", []),
    },
    "plot_outputs": {"out": (TEN, [*NO_ROWS, TEN[1:], torch.zeros(2, 10)]), "target": (TEN, [3, TEN[1:]])},
    "plot_contours": {
        "x": ([0, 1], [*NO_ROWS, [0], [0, torch.inf], [0, 1, 2]]),
        "y": ([0, 1], [None, [0], [torch.nan, 1]]),
        "values": (torch.eye(2), [None, torch.eye(3), NAN, INF, META]),
        "xlabel": ("x", []),
        "ylabel": ("y", []),
    },
    "plot_confusion": {"matrix": (torch.eye(10), [None, torch.zeros(2, 3), -torch.eye(2), NAN, INF, [[1, 2], [3, 4]]])},
    "plot_weights": {
        "weight": (torch.zeros(2, 784), [torch.zeros(256, 100), torch.zeros(784), nn.Linear(1, 1), META]),
        "count": (2, [0, 2.5, None, True]),
    },
    "plot_histogram": {"values": (TEN, [*NO_ROWS, [torch.nan], INF]), "name": ("value", [])},
    "train": {
        "net": (NET, [MLP, None, UNBORN]),
        "loader": (LOADER, [*NO_LOADERS, *NO_BATCHES]),
        "optimizer": (SGD, [0.01, torch.optim.SGD]),
        "epochs": (1, [1.5, -1, None, True]),
    },
    "evaluate": {"net": (NET, [MLP, None, UNBORN]), "loader": (LOADER, [*NO_LOADERS, *NO_BATCHES, []])},
    "MLP": {
        "images": (IMAGES, [None, TEN, IMAGES.numpy(), IMAGES.byte(), IMAGES.double(), IMAGES[0, 0], IMAGES.to("meta")])
    },
}
# They take no argument; tests/test_mnist.py and tests/test_setup_check.py have what can go wrong in them.
WITHOUT_ARGUMENTS = {"mnist_root", "check_setup"}
SENTENCE = re.compile(r"expected ([^\n]+), got ([^\n]+); ([^\n;]+)\.")
WRONG = [
    pytest.param(name, parameter, value, id=f"{name}-{parameter}-{number}")
    for name, parameters in CASES.items()
    for parameter, (_, values) in parameters.items()
    for number, value in enumerate(values)
]
NO_TEXT = [(name, each) for name, right in CASES.items() for each in right if not isinstance(right[each][0], str)]


def public(name):
    return NET.forward if name == "MLP" else getattr(course_utils, name)


def expected_and_got(name, parameter, value):
    """Call a function with one wrong value; give what it says it expected and got."""
    arguments = {each: right for each, (right, _) in CASES[name].items()}
    with pytest.raises((TypeError, ValueError)) as caught:
        public(name)(**{**arguments, parameter: value})
    return SENTENCE.fullmatch(str(caught.value)).group(1, 2)


@pytest.mark.parametrize(("name", "parameter", "value"), WRONG)
def test_bad_input_is_answered_in_one_sentence_that_does_not_contradict_itself(name, parameter, value):
    expected, got = expected_and_got(name, parameter, value)
    assert expected != got


@pytest.mark.parametrize(("name", "parameter"), NO_TEXT)
def test_a_string_for_anything_else_is_quoted_as_python_writes_it(name, parameter):
    assert expected_and_got(name, parameter, "512")[1] == "the str '512'"


def test_every_public_function_and_parameter_stands_in_the_table():
    names = {name for name in course_utils.__all__ if callable(getattr(course_utils, name))} - WITHOUT_ARGUMENTS
    assert {name: list(inspect.signature(public(name)).parameters) for name in names} == {
        name: list(parameters) for name, parameters in CASES.items()
    }


def test_words_of_the_course_s_own_are_marked_as_such():
    """A text that stands in the code as what came would be quoted as a value."""
    for file in Path(course_utils.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sentence":
                assert not isinstance(node.args[1], ast.Constant | ast.JoinedStr), f"{file}, line {node.lineno}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (torch.zeros(5, 10), "a float32 tensor of shape [5, 10]"),
        (META.long(), "an int64 tensor of shape [4] on meta"),
        (IMAGES.numpy(), "a numpy array of float32 of shape [4, 1, 28, 28]"),
        ([torch.zeros(2), torch.zeros(3)], "a list of 2 tensors"),
        (nn.Linear(3, 2), "a network (Linear)"),
        (nn.Sequential(), "a network"),
        (SGD, "an optimizer (SGD)"),
        (LOADER, "a loader of 2 batches"),
        (MLP, "the class MLP"),
        ("three", "the str 'three'"),
        (Phrase("3 labels"), "3 labels"),
        (None, "None"),
        ([*range(9)], "the list [0, 1, 2, 3, 4, 5, ...]"),
        pytest.param(10**5000, "the int (it cannot be printed)", id="huge"),
    ],
)
def test_a_value_is_described_short_enough_for_a_sentence(value, said):
    assert describe(value) == said
