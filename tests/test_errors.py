"""Bad input to every public function: one sentence that says what was expected, what came, and what to do."""

import inspect
import re

import numpy as np
import pytest
import torch
from torch import nn

import course_utils
from course_utils import MLP, batches

IMAGES, LABELS = torch.zeros(4, 1, 28, 28), torch.arange(4)
NET = MLP()
LOADER = batches(IMAGES, LABELS, 2)
SGD = torch.optim.SGD(NET.parameters(), lr=0.01)
META = torch.zeros(4, 1, 28, 28, device="meta")  # a shape without numbers


class Stream(torch.utils.data.IterableDataset):
    """Pictures that nobody has counted."""

    def __iter__(self):
        return iter([])


STREAM = torch.utils.data.DataLoader(Stream())


class Unprintable:
    def __repr__(self):
        raise RuntimeError


# Everything but strings, which have a test of their own.
BAD = {
    "load_mnist": [(1,), (None,), (Unprintable(),)],
    "batches": [
        (IMAGES, [0, 1, 2, 3]),
        (IMAGES.numpy(), LABELS),
        (IMAGES, LABELS[:3]),
        (IMAGES[:0], LABELS[:0]),
        (torch.tensor(1.0), torch.tensor(1)),
        (IMAGES, LABELS, 0),
        (IMAGES, LABELS, -1),
        (IMAGES, LABELS, 2.5),
        (IMAGES, LABELS, 2, 1),
        (IMAGES, LABELS, 2, True, 1),
    ],
    "progress_bar": [(5,), (2.5,), (Unprintable(),), (None, -1), (None, 2.5), (None, True)],
    "one_hot": [
        ([10],),
        ([-1],),
        ([3], 3),
        (3,),
        (torch.tensor(3),),
        ([1.5],),
        (torch.tensor([3.0]),),
        (["3"],),
        (None,),
        ([[1, 2]],),
        (torch.zeros(2, 10).long(),),
        ([[1], [2, 3]],),
        (torch.tensor([True]),),
        (META.long(),),
        ([1], 0),
        ([1], True),
        ([1], 10.0),
        ([1], None),
        ([1], torch.tensor(3.0)),
        ([1], torch.tensor([3, 4])),
        ([1], META),
    ],
    "from_one_hot": [
        (torch.tensor([[0.0, 3.0]]),),
        (torch.zeros(1, 10),),
        (torch.ones(1, 10),),
        (torch.zeros(10),),
        ([[0, 1]],),
        (torch.tensor([[0.1, 0.9]]),),
        (META,),
    ],
    "plot_image": [
        (IMAGES[0, 0], [1], "x"),
        (IMAGES[:0], [], "x"),
        ([], [], "x"),
        (torch.zeros(4, 784), LABELS, "x"),
        (torch.zeros(4, 0, 28, 28), LABELS, "x"),
        (torch.tensor(1.0), LABELS, "x"),
        (IMAGES, [1, 2], "x"),
        (IMAGES, 7, "x"),
        (IMAGES, torch.tensor(7), "x"),
        (IMAGES, torch.eye(4), "x"),
        (None, [7], "x"),
        ([7], [7], "x"),
        (np.array(["a"]), [7], "x"),
        (META, LABELS, "x"),
        (IMAGES, META[:, 0, 0, 0], "x"),
    ],
    "plot_curve": [
        ([],),
        (0.5,),
        (["a"],),
        (torch.zeros(2, 2, 2),),
        (torch.tensor(0.5),),
        (None,),
        ([1j],),
        (META[0, 0, 0],),
        ([META[0, 0, 0, 0]],),
    ],
    "plot_curves": [
        ([1, 2], {}, "x", "y"),
        ([1, 2], [1, 2], "x", "y"),
        ([1, 2], {"a": [1]}, "x", "y"),
        ([], {"a": []}, "x", "y"),
        ([1, 2], {"a": "b"}, "x", "y"),
        (None, {"a": [1]}, "x", "y"),
    ],
    "plot_outputs": [([0.1] * 9,), ([0.1] * 10, [0] * 9), (torch.zeros(2, 10),), (None,)],
    "plot_contours": [
        ([0, 1], [0, 1], torch.zeros(2, 3), "x", "y"),
        ([0], [0], torch.zeros(1, 1), "x", "y"),
        ([0, 1], [0, 1], torch.full((2, 2), torch.nan), "x", "y"),
        ([0, torch.inf], [0, 1], torch.zeros(2, 2), "x", "y"),
        ([0, 1], [0, 1], None, "x", "y"),
        (None, [0, 1], torch.zeros(2, 2), "x", "y"),
    ],
    "plot_confusion": [
        (torch.zeros(2, 3),),
        (-torch.ones(2, 2),),
        (torch.full((2, 2), torch.nan),),
        (torch.full((2, 2), torch.inf),),
        ([[1, 2], [3, 4]],),
        (None,),
    ],
    "plot_weights": [
        (torch.zeros(256, 100),),
        (torch.zeros(784),),
        (nn.Linear(1, 1),),
        (torch.zeros(2, 784), 0),
        (torch.zeros(2, 784), 2.5),
    ],
    "plot_histogram": [([], "x"), ([float("nan")], "x"), (3, "x"), (torch.zeros(2, 2), "x")],
    "train": [
        (MLP, LOADER, SGD, 1),
        (None, LOADER, SGD, 1),
        (MLP().to("meta"), LOADER, SGD, 1),
        (NET, IMAGES[0][0][0][0], SGD, 1),
        (NET, iter([]), SGD, 1),
        (NET, STREAM, SGD, 1),
        (NET, LOADER, 0.01, 1),
        (NET, LOADER, torch.optim.SGD, 1),
        (NET, LOADER, SGD, 1.5),
        (NET, LOADER, SGD, -1),
        (NET, LOADER, SGD, True),
        (NET, (IMAGES, LABELS), SGD, 1),
        (NET, [()], SGD, 1),
        (NET, [(IMAGES, LABELS[:1])], SGD, 1),
    ],
    "evaluate": [
        (MLP, LOADER),
        (MLP().to("meta"), LOADER),
        (NET, None),
        (NET, []),
        (NET, (IMAGES, LABELS)),
        # these three could be compared by broadcasting, and would give an accuracy that is none
        (NET, [(IMAGES, LABELS[:1])]),
        (NET, [(IMAGES, LABELS[:, None])]),
        (NET, [(IMAGES, torch.eye(4))]),
    ],
    "MLP": [
        (torch.zeros(28, 28),),
        (torch.zeros(3, 100),),
        (IMAGES.byte(),),
        (torch.zeros(784),),
        (IMAGES.double(),),
        (IMAGES.numpy(),),
        ([0.0] * 784,),
        (None,),
        (META,),
    ],
}
# They take no argument; tests/test_mnist.py and tests/test_setup_check.py have what can go wrong in them.
WITHOUT_ARGUMENTS = {"mnist_root", "check_setup"}
SENTENCE = re.compile(r"expected ([^\n]+), got ([^\n]+); ([^\n;]+)\.")

CASES = [pytest.param(name, case, id=f"{name}-{i}") for name, cases in BAD.items() for i, case in enumerate(cases)]


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_bad_input_is_answered_in_one_sentence(name, arguments):
    with pytest.raises((TypeError, ValueError)) as caught:
        public(name)(*arguments)

    expected, got, _ = SENTENCE.fullmatch(str(caught.value)).groups()
    assert expected != got


TEN = [0.0] * 10
# A right value for every parameter of every public function.
GOOD = {
    "load_mnist": {"train": False},
    "batches": {"images": IMAGES, "labels": LABELS, "batch_size": 2, "shuffle": True, "generator": None},
    "progress_bar": {"iterable": "one can go through a text", "total": 3, "unit": "batch", "desc": "text"},
    "one_hot": {"label": LABELS, "depth": 10},
    "from_one_hot": {"targets": torch.eye(10)},
    "plot_image": {"img": IMAGES, "label": LABELS, "name": "label"},
    "plot_curve": {"data": TEN},
    "plot_curves": {"x": TEN, "curves": {"a": TEN}, "xlabel": "x", "ylabel": "y"},
    "plot_outputs": {"out": TEN, "target": TEN},
    "plot_contours": {"x": [0, 1], "y": [0, 1], "values": torch.eye(2), "xlabel": "x", "ylabel": "y"},
    "plot_confusion": {"matrix": torch.eye(10)},
    "plot_weights": {"weight": torch.zeros(2, 784), "count": 2},
    "plot_histogram": {"values": TEN, "name": "value"},
    "train": {"net": NET, "loader": LOADER, "optimizer": SGD, "epochs": 0},
    "evaluate": {"net": NET, "loader": LOADER},
    "MLP": {"images": IMAGES},
}
IN_QUOTES = [
    (name, parameter)
    for name, values in GOOD.items()
    for parameter, value in values.items()
    if not isinstance(value, str)
]


@pytest.mark.parametrize(("name", "parameter"), IN_QUOTES)
def test_a_string_for_anything_else_is_quoted_as_python_writes_it(name, parameter):
    with pytest.raises((TypeError, ValueError)) as caught:
        public(name)(**{**GOOD[name], parameter: "512"})

    expected, got, _ = SENTENCE.fullmatch(str(caught.value)).groups()
    assert got == "the str '512'" != expected


def test_every_public_function_and_parameter_stands_in_the_tables():
    names = {name for name in course_utils.__all__ if callable(getattr(course_utils, name))} - WITHOUT_ARGUMENTS
    assert names == BAD.keys() == GOOD.keys()
    assert {name: list(inspect.signature(public(name)).parameters) for name in GOOD} == {
        name: list(values) for name, values in GOOD.items()
    }


def public(name):
    return NET.forward if name == "MLP" else getattr(course_utils, name)
