"""Bad input to every public function: one sentence that says what was expected, what came, and what to do."""

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


class Unprintable:
    def __repr__(self):
        raise RuntimeError


BAD = {
    "load_mnist": [("train",), (1,), (None,), (Unprintable(),)],
    "batches": [
        (IMAGES, [0, 1, 2, 3]),
        (IMAGES.numpy(), LABELS),
        (IMAGES, LABELS[:3]),
        (IMAGES[:0], LABELS[:0]),
        (torch.tensor(1.0), torch.tensor(1)),
        (IMAGES, LABELS, 0),
        (IMAGES, LABELS, -1),
        (IMAGES, LABELS, 2.5),
        (IMAGES, LABELS, "512"),
    ],
    "progress_bar": [(5,), (2.5,), (Unprintable(),), (None, "three"), (None, -1), (None, 2.5), (None, True)],
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
        ([[1], [2]],),
        ([[1], [2, 3]],),
        (torch.tensor([True]),),
        ([1], 0),
        ([1], 10.0),
        ([1], None),
    ],
    "from_one_hot": [
        (torch.tensor([[0.0, 3.0]]),),
        (torch.zeros(1, 10),),
        (torch.ones(1, 10),),
        (torch.zeros(10),),
        ([[0, 1]],),
        (torch.tensor([[0.1, 0.9]]),),
    ],
    "plot_image": [
        (IMAGES[0, 0], [1], "x"),
        (IMAGES[:0], [], "x"),
        (torch.zeros(4, 784), LABELS, "x"),
        (torch.zeros(4, 3, 28, 28), LABELS, "x"),
        (IMAGES, [1, 2], "x"),
        (IMAGES, 7, "x"),
        (IMAGES, torch.tensor(7), "x"),
        ("digit.png", [7], "x"),
        (None, [7], "x"),
        (np.array(["a"]), [7], "x"),
    ],
    "plot_curve": [
        ([],),
        (0.5,),
        ("loss",),
        (["a"],),
        (torch.zeros(2, 2),),
        (torch.tensor(0.5),),
        (None,),
    ],
    "plot_curves": [
        ([1, 2], {}, "x", "y"),
        ([1, 2], [1, 2], "x", "y"),
        ([1, 2], {"a": [1]}, "x", "y"),
        ([], {"a": []}, "x", "y"),
        ([1, 2], {"a": "b"}, "x", "y"),
        (None, {"a": [1]}, "x", "y"),
    ],
    "plot_outputs": [
        ([0.1] * 9,),
        ([0.1] * 10, [0] * 9),
        (torch.zeros(2, 10),),
        ("ten",),
        (None,),
    ],
    "plot_contours": [
        ([0, 1], [0, 1], torch.zeros(2, 3), "x", "y"),
        ([0], [0], torch.zeros(1, 1), "x", "y"),
        ([0, 1], [0, 1], torch.full((2, 2), torch.nan), "x", "y"),
        ([0, 1], [0, 1], None, "x", "y"),
        (None, [0, 1], torch.zeros(2, 2), "x", "y"),
    ],
    "plot_confusion": [
        (torch.zeros(2, 3),),
        (-torch.ones(2, 2),),
        (torch.full((2, 2), torch.nan),),
        ([[1, 2], [3, 4]],),
        (None,),
    ],
    "plot_weights": [
        (torch.zeros(256, 100),),
        (torch.zeros(784),),
        (nn.Linear(1, 1),),
        (torch.zeros(2, 784), 0),
        (torch.zeros(2, 784), 2.5),
        (torch.zeros(2, 784), "24"),
    ],
    "plot_histogram": [([], "x"), ([float("nan")], "x"), (3, "x"), (torch.zeros(2, 2), "x")],
    "train": [
        (MLP, LOADER, SGD, 1),
        (None, LOADER, SGD, 1),
        (NET, IMAGES[0][0][0][0], SGD, 1),
        (NET, iter([]), SGD, 1),
        (NET, LOADER, 0.01, 1),
        (NET, LOADER, torch.optim.SGD, 1),
        (NET, LOADER, SGD, 1.5),
        (NET, LOADER, SGD, -1),
        (NET, LOADER, SGD, "3"),
        (NET, LOADER, SGD, True),
        (NET, (IMAGES, LABELS), SGD, 1),
        (NET, [(IMAGES, LABELS[:1])], SGD, 1),
    ],
    "evaluate": [
        (MLP, LOADER),
        (NET, None),
        (NET, []),
        ("net", LOADER),
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
    ],
}
# They take no argument; tests/test_mnist.py and tests/test_setup_check.py have what can go wrong in them.
WITHOUT_ARGUMENTS = {"mnist_root", "check_setup"}
SENTENCE = re.compile(r"expected [^\n]+, got [^\n]+; [^\n]+\.")

CASES = [pytest.param(name, case, id=f"{name}-{i}") for name, cases in BAD.items() for i, case in enumerate(cases)]


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_bad_input_is_answered_in_one_sentence(name, arguments):
    function = NET if name == "MLP" else getattr(course_utils, name)

    with pytest.raises((TypeError, ValueError)) as caught:
        function(*arguments)

    assert SENTENCE.fullmatch(str(caught.value)), str(caught.value)


def test_every_public_function_stands_in_the_table():
    public = {name for name in course_utils.__all__ if callable(getattr(course_utils, name))}
    assert public == BAD.keys() | WITHOUT_ARGUMENTS
