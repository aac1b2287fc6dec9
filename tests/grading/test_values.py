"""What travels between two processes comes back as it was, and what cannot travel carries no code."""

import json
import pickle

import numpy as np
import pytest
import torch
from torch import nn

from course_utils.exercises._comparing.compare import same
from course_utils.grading._calls import Received, Sent, error_from, error_to
from course_utils.grading._values import CannotTravel, Odd, Reader, Unreadable, Writer, pack, unpack
from course_utils.mnist import batches


def sent_and_read(value):
    writer = Writer()
    message = pack({"value": writer.write(value)}, writer.bytes)
    head = int.from_bytes(message[:8], "big")
    tree, blobs = unpack(message[16 : 16 + head], message[16 + head :])
    return Reader(blobs).read(tree["value"])


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        -0.5,
        float("inf"),
        "größe",
        torch.tensor(2.5),
        torch.zeros(0, 3),
        torch.arange(6.0).reshape(2, 3).T,
        torch.tensor([1.5, float("nan")], dtype=torch.float64),
        torch.tensor([True, False]),
        torch.tensor([1.5], dtype=torch.bfloat16),
        [torch.ones(2), (1, [2.0, None])],
        {"the losses": [1.0, 2.0]},
        np.arange(3.0),
    ],
    ids=str,
)
def test_values_come_back_as_they_were(value):
    came = sent_and_read(value)
    assert type(came) is type(value)
    assert isinstance(value, str | bool) or same(came, value)
    assert isinstance(value, torch.Tensor | np.ndarray) or repr(came) == repr(value)


def test_a_number_of_numpy_stays_one():
    came = sent_and_read(np.float32(1.5))
    assert type(came) is np.float32 and came == 1.5


class Sly:
    """Would run code if anything pickled it, and says what it likes."""

    def __reduce__(self):
        raise AssertionError("it was pickled")

    def __eq__(self, other):
        return True

    def __repr__(self):
        return "right"


@pytest.mark.parametrize("value", [Sly(), print, nn.Linear(1, 1), {1: 2}, 2**70, torch.ones(2).to_sparse()], ids=repr)
def test_what_cannot_travel_is_odd_and_nothing_else(value):
    came = sent_and_read(value)
    assert isinstance(came, Odd) and type(came).__name__ == type(value).__name__
    assert came != value or isinstance(value, Sly)


def test_a_list_that_holds_itself_comes_to_an_end():
    endless = []
    endless.append(endless)
    assert isinstance(sent_and_read(endless), list)


@pytest.mark.parametrize(
    "tree",
    [
        {"tensor": ["float32", [3], 0, False]},
        {"tensor": ["float32", [-1, -1], 0, False]},
        {"tensor": ["object", [1], 0, False]},
        {"tensor": ["float32", [1], 9, False]},
        {"array": ["O", [1], 0], "scalar": False},
        {"array": ["<f4", [99], 0], "scalar": False},
        {"same": 7},
        {"function": 1},
        {"list": 5},
        {"what": 1},
        [1],
    ],
    ids=str,
)
def test_a_forged_message_is_refused(tree):
    with pytest.raises(Unreadable):
        Reader([b"1234"]).read(tree)


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        (b"", b""),
        (b"[]", b""),
        (b'{"sizes": [5]}', b"1"),
        (b'{"sizes": [-1, 2]}', b"1"),
        (b'{"sizes": "x"}', b""),
        (pickle.dumps({"sizes": []}), b""),
        (b"[" * 100_000, b""),
    ],
)
def test_what_is_no_message_is_refused(head, rest):
    with pytest.raises(Unreadable):
        unpack(head, rest)


def called(function, *given, functions=()):
    """Call a function with arguments that went through bytes, as another process does."""
    sent = Sent(given, {}, None if not functions else lambda one: functions.index(one))
    tree, blobs = sent.message
    came = Received(json.loads(json.dumps(tree)), blobs, lambda number: functions[number])
    try:
        reply, more = came.answer(function(*came.given))
    except Exception as error:
        reply, more = came.answer(error=error)
    return sent.take(json.loads(json.dumps(reply)), more)


def test_what_is_changed_in_place_is_changed_here_too():
    params, grads = [torch.ones(2), torch.zeros(3)], [torch.ones(2)]
    first, second = params

    def step(params, grads):
        params[0] -= grads[0]
        params[1] = params[1] + 5
        grads.append(params[0])
        return params[0]

    returned = called(step, params, grads)
    assert params[0] is first is returned is grads[1] and first.tolist() == [0, 0]
    assert params[1] is not second and second.tolist() == [0, 0, 0] and params[1].tolist() == [5, 5, 5]


def test_what_is_not_changed_stays_the_same_object():
    weight = torch.ones(2)
    assert called(lambda weight: weight - 1, weight).tolist() == [0, 0]
    assert weight.tolist() == [1, 1] and called(lambda weight: weight, weight) is weight


def test_a_loader_in_order_travels_and_a_shuffled_one_does_not():
    images, labels = torch.rand(5, 1, 2, 2), torch.arange(5)
    lengths = called(
        lambda loader: [len(y) for _, y in loader] + [len(loader), len(loader.dataset)],
        batches(images, labels, 2, shuffle=False),
    )
    assert lengths == [2, 2, 1, 3, 5]
    with pytest.raises(CannotTravel):
        Sent((batches(images, labels),), {})


def test_a_function_is_called_back():
    def double(x):
        return 2 * x

    assert called(lambda f, x: f(f(x)), double, 3, functions=[double]) == 12


@pytest.mark.parametrize(
    ("raises", "kind"),
    [
        (lambda: [][0], IndexError),
        (lambda: {}["x"], KeyError),
        (lambda: torch.ones(2) @ torch.ones(3), RuntimeError),
        (lambda: b"\xff".decode(), UnicodeDecodeError),
        (lambda: exec("nothing"), NameError),
    ],
)
def test_an_error_says_the_same_in_the_other_process(raises, kind):
    with pytest.raises(kind) as caught:
        raises()
    there = error_from(json.loads(json.dumps(error_to(caught.value))))
    assert isinstance(there, kind) and str(there) == str(caught.value)
    assert getattr(there, "name", None) == getattr(caught.value, "name", None)


@pytest.mark.parametrize("kind", ["exit", "SystemExit", "KeyboardInterrupt", "print", "__import__", "nothing"])
def test_only_pythons_own_exceptions_are_made(kind):
    told = {"kind": kind, "builtin": kind, "said": "x", "frames": [], "name": None}
    assert type(error_from(told)).__mro__[1] is Exception
