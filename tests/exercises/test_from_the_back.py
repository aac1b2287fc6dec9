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


AVERAGED = "you average grad_b{} over the batch: add up, `.sum(dim=0)`, because the loss has averaged already."
SLIPS = {  # from the last layer to the first: what is right -> what stands in its place, what is told
    "grad_out.T @ h2": ("2 * grad_out.T @ h2", "grad_w3 came twice as large as it should be: the 2 of the square"),
    "grad_out.sum": ("grad_out.mean", AVERAGED.format(3)),
    "grad_h2 = grad_out": ("grad_h2 = -grad_out", "every sign of grad_"),
    "grad_z2.T @ h1": ("grad_z2.T @ h1 / len(x)", "you divide grad_w2 by the batch size: leave that out"),
    "grad_b2 = grad_z2": ("grad_b2 = grad_h2", "grad_w2 is right, and from the same slopes `grad.sum(dim=0)` makes"),
    "relu_gradient(h1, grad_h1)": (
        "grad_h1 * (x @ params[0].T > 0)",
        "look at what you send through w2, and at the mask at",
    ),
    "grad_z1.sum": ("grad_z1.mean", AVERAGED.format(1)),
}


def told(*slips):
    answer = changed(by_its_steps, *itertools.chain(*((slip, SLIPS[slip][0]) for slip in slips)))
    return backpropagation.backward.judge(answer)


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip != "grad_b2 = grad_z2"])  # that one has a name
def test_a_slip_in_one_gradient_is_told(slip):
    outcome = told(slip)
    assert outcome.state == "wrong"
    assert f"is the first to go wrong: {SLIPS[slip][1]}" in outcome.message


@pytest.mark.parametrize(("last", "first"), list(itertools.combinations(SLIPS, 2)))
def test_of_two_slips_the_one_that_is_last_is_told_first(last, first):
    outcome = told(last, first)
    assert outcome.state == "wrong"
    assert outcome.message.startswith("From the back, layer ")
    assert SLIPS[last][1] in outcome.message
