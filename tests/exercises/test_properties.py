"""What must hold for every size, dtype and memory layout: references against torch, the comparison against itself."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from test_catalogue import EXERCISES
from torch.nn import functional as F

from course_utils.exercises._comparing.behaviours import read_alike
from course_utils.exercises._comparing.compare import missed_rung, same

# No time limit an example (machines differ), and no folder of examples beside the tests.
often = settings(deadline=None, max_examples=50, database=None)
FLOATS = st.sampled_from([torch.float32, torch.float64])
ANY_DTYPE = st.sampled_from([torch.uint8, torch.int64, torch.float16, torch.float32, torch.float64])
LAYOUTS = st.sampled_from(
    [
        lambda x: x,
        lambda x: x.transpose(0, -1).contiguous().transpose(0, -1),
        lambda x: torch.stack([x, x + 1], dim=-1)[..., 0],
    ]
)
shapes = st.lists(st.integers(1, 6), min_size=1, max_size=4)


@st.composite
def tensors(draw, shape, dtype=FLOATS):
    """Random numbers from -100 to 100 (0 to 255 for bytes), in any layout."""
    shape, dtype = draw(shape), draw(dtype)
    seeded = torch.Generator().manual_seed(draw(st.integers(0, 2**32)))
    low, high = (0, 255) if dtype == torch.uint8 else (-100, 100)
    numbers = low + (high - low) * torch.rand(shape, dtype=torch.float64, generator=seeded)
    return draw(LAYOUTS)(numbers.to(dtype))


@st.composite
def pairs(draw, shape):
    """Two tensors of one shape and dtype, each in a layout of its own."""
    shape, dtype = draw(shape), draw(FLOATS)
    return draw(tensors(st.just(shape), st.just(dtype))), draw(tensors(st.just(shape), st.just(dtype)))


@st.composite
def labels_and_depth(draw):
    depth = draw(st.integers(1, 20))
    return draw(LAYOUTS)(torch.tensor(draw(st.lists(st.integers(0, depth - 1), min_size=1, max_size=9)))), depth


def by_autograd(pred, target):
    pred = pred.clone().requires_grad_()
    F.mse_loss(pred, target).backward()
    return pred.grad


b_by_ten = st.tuples(st.integers(1, 600), st.just(10))
one_picture = st.sampled_from([(28, 28), (1, 28, 28)])
batch = st.tuples(st.integers(1, 9), st.just(1), st.just(28), st.just(28))
# exercise -> (its arguments, what torch or numpy make of them)
ORACLES = {
    "pixel_index": (
        st.tuples(st.integers(0, 27), st.integers(0, 27)),
        lambda row, col: int(torch.arange(784).reshape(28, 28)[row, col]),
    ),
    "normalize": (
        tensors(shapes, st.just(torch.uint8)).map(lambda x: (x,)),
        lambda x: torch.from_numpy((x.numpy() / np.float64(255) - 0.1307) / 0.3081).float(),
    ),
    "flatten_image": (
        tensors(one_picture, ANY_DTYPE).map(lambda x: (x,)),
        lambda x: torch.from_numpy(x.numpy().ravel(order="C"))[None],
    ),
    "flatten_batch": (
        tensors(batch, ANY_DTYPE).map(lambda x: (x,)),
        lambda x: torch.from_numpy(np.stack([picture.ravel(order="C") for picture in x.numpy()])),
    ),
    "one_hot": (labels_and_depth(), lambda labels, depth: F.one_hot(labels, depth).float()),
    "from_one_hot": (
        st.tuples(labels_and_depth(), ANY_DTYPE, LAYOUTS).map(lambda t: (t[2](F.one_hot(*t[0]).to(t[1])),)),
        lambda targets: targets.nonzero()[:, 1],
    ),
    "distance": (pairs(st.tuples(st.integers(1, 800))), lambda a, b: math.dist(a.tolist(), b.tolist())),
    "squared_error": (pairs(shapes), lambda p, t: F.mse_loss(p.double(), t.double(), reduction="sum")),
    "mse_loss": (pairs(b_by_ten), lambda p, t: F.mse_loss(p.double(), t.double())),
    "mse_gradient": (pairs(b_by_ten), by_autograd),
}


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if e.name in ORACLES], ids=lambda exercise: exercise.name)
def test_the_reference_agrees_with_an_oracle(exercise):
    arguments, oracle = ORACLES[exercise.name]

    @often
    @given(arguments)
    def agrees(values):
        assert not missed_rung(exercise.reference(*values), oracle(*values))

    agrees()


@often
@given(pairs(st.tuples(st.integers(1, 500), st.integers(4, 8))))
def test_another_order_of_summation_is_the_same(pair):
    x, y = pair
    products = x[:, :, None] * y[:, None]  # as in the gradient of a weight: signed, some sums near 0
    once, again = x.T @ y, products.flip(0).cumsum(dim=0)[-1]
    assert same(once, again) and same(again, once) and not missed_rung(again, once)
    squares = x.square().flatten()
    for total in (squares.flip(0).cumsum(0)[-1], math.fsum(squares.tolist()), squares.numpy().sum()):
        assert same(total, squares.sum()) and not missed_rung(total, squares.sum())


@often
@given(tensors(shapes), st.randoms(use_true_random=False), st.sampled_from([0.99, 1.01]))
def test_one_entry_off_by_one_per_cent_is_not_the_same_and_is_found(right, random, factor):
    place = tuple(random.randrange(size) for size in right.shape)
    right = right.clone()
    right[place] = right.abs().max() / 50 + 1  # beside entries 50 times as large it must still be found
    wrong = right.clone()
    wrong[place] *= factor
    assert not same(right, wrong) and not same(wrong, right)
    assert missed_rung(wrong, right).place == f"at {list(place)}"
    assert missed_rung(wrong[place].item(), right[place]).got


@often
@given(tensors(shapes, ANY_DTYPE), ANY_DTYPE)
def test_another_dtype_is_not_the_same(x, dtype):
    assert same(x, x.to(dtype)) == (x.dtype == dtype) == (not missed_rung(x.to(dtype), x))


@often
@given(st.integers(-(10**6), 10**6))
def test_a_whole_number_may_come_as_any_integer_but_not_as_a_float(n):
    for value in (n, np.int64(n), np.array(n), torch.tensor(n), torch.tensor(n, dtype=torch.int32)):
        assert not missed_rung(value, n) and missed_rung(value, n + 1)
    for value in (float(n), torch.tensor(float(n)), torch.tensor([n]), [n], str(n), None):
        assert missed_rung(value, n)


@pytest.mark.parametrize("kind", [lambda value: value, lambda value: [value], lambda value: {"out": value}])
def test_rounding_is_no_difference_where_nearly_all_is_0(kind):
    right = torch.full((3, 3), 5.0)
    made, answer = torch.zeros(3, 3), torch.zeros(3, 3)
    made[0, 0], answer[0, 0] = 1e-4, 1e-4 + 1e-6  # what is left of products as large as those of the right answer
    assert same(kind(made), kind(answer), kind(right))
    assert not same(kind(made), kind(answer)) and not same(kind(made), kind(answer + 1e-3), kind(right))


def test_the_last_digit_of_what_is_said_may_be_another_by_rounding():
    said = "For 2 epochs of 3 batches:\ngot      2: 0.08047, 0.04403"
    assert read_alike(said, said.replace("0.04403", "0.04402"))
    assert not read_alike(said, said.replace("0.04403", "0.0445"))
    assert not read_alike(said, said.replace("2 epochs", "3 epochs"))
    assert not read_alike(said, said.replace(", 0.04403", ""))
