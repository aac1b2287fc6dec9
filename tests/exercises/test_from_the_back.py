"""A wrong ``backward``: one slip in one gradient, or two of them, are told from the last layer to the first."""

import itertools

import pytest
from answers import changed

from course_utils.exercises import backpropagation
from course_utils.exercises.backpropagation import relu_gradient as given

relu_gradient = given.reference


def by_its_steps(x, params, h1, h2, grad_out):
    w2, w3 = params[2], params[4]
    grad_w3 = grad_out.T @ h2
    grad_b3 = grad_out.sum(dim=0)
    grad_h2 = grad_out @ w3
    grad_z2 = relu_gradient(h2, grad_h2)
    grad_w2 = grad_z2.T @ h1
    grad_b2 = grad_z2.sum(dim=0)
    grad_h1 = grad_z2 @ w2
    grad_z1 = relu_gradient(h1, grad_h1)
    grad_w1 = grad_z1.T @ x
    grad_b1 = grad_z1.sum(dim=0)
    return grad_w1, grad_b1, grad_w2, grad_b2, grad_w3, grad_b3


SLIPS = {  # from the last layer to the first: what is right -> what stands in its place, where it shows, what is told
    "grad_out.T @ h2": ("2 * grad_out.T @ h2", "grad_w3", " as large as wanted: the 2 of the square is in grad_out"),
    "grad_out.sum": ("grad_out.mean", "grad_b3", "You average grad_b3 over the batch. Add up instead, `.sum(dim=0)`"),
    "grad_h2 = grad_out": ("grad_h2 = -grad_out", "grad_", "The signs of grad_"),
    "grad_z2.T @ h1": ("grad_z2.T @ h1 / len(x)", "grad_w2", "You divide grad_w2 by the batch size. Leave that out"),
    "grad_b2 = grad_z2": ("grad_b2 = grad_h2", "grad_b2", "grad_w2 is right: take the same gradient of the layer for"),
    "relu_gradient(h1, grad_h1)": ("grad_h1 * (x @ params[0].T > 0)", "grad_w1", "Layers 3 and 2 are right: compare"),
    "grad_z1.sum": ("grad_z1.mean", "grad_b1", "You average grad_b1 over the batch. Add up instead, `.sum(dim=0)`"),
}


def told(*slips):
    answer = changed(by_its_steps, *itertools.chain(*((slip, SLIPS[slip][0]) for slip in slips)))
    return backpropagation.backward.judge(answer)


def is_told(outcome, slip):
    _, place, cause = SLIPS[slip]
    first, *_, shown, _expected, _got = outcome.message.splitlines()
    assert outcome.state == "wrong"
    assert first.startswith("Checked from layer 3 back to layer 1, the first mistake shows in grad_") and place in first
    assert cause in first
    assert place in shown  # the numbers beside the cause are those that it is about


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip != "grad_b2 = grad_z2"])  # that one has a name
def test_a_slip_in_one_gradient_is_told(slip):
    is_told(told(slip), slip)


@pytest.mark.parametrize(("last", "first"), list(itertools.combinations(SLIPS, 2)))
def test_of_two_slips_the_one_that_is_last_is_told_first(last, first):
    is_told(told(last, first), last)
