"""A wrong ``forward``: slips in several layers are told one after the other, the first layer first."""

import pytest
from answers import changed

from course_utils.exercises import backpropagation

relu = backpropagation.relu.reference


def by_its_layers(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = relu(x @ w1.T + b1)
    h2 = relu(h1 @ w2.T + b2)
    out = h2 @ w3.T + b3
    return h1, h2, out


NO_BIAS = "no bias is added: write `+ b1` behind the product"


@pytest.mark.parametrize(
    ("slips", "told"),
    [
        (("w1.T + b1", "w1.T"), f"shows in h1: {NO_BIAS}, before ReLU."),
        (("w1.T + b1", "w1.T", "w3.T + b3", "w3.T"), f"shows in h1: {NO_BIAS}, before ReLU."),
        (("w2.T + b2", "w2.T", "w3.T + b3", "w3.T"), f"shows in h2: {NO_BIAS.replace('b1', 'b2')}, before ReLU."),
        (("relu(h1 @ w2.T + b2)", "h1 @ w2.T", "w3.T + b3", "w3.T"), "shows in h2: bias and ReLU are missing: "),
        (("relu(h1 @ w2.T + b2)", "relu(h1 @ w2.T) + b2"), "shows in h2: ReLU comes before the bias: "),
        (("h2 @ w3.T + b3", "relu(h2 @ w3.T)"), "shows in out: no bias is added, and there is a ReLU too many: "),
        (("w1.T + b1", "w1.T - b1", "w2.T + b2", "w2.T - b2"), "shows in h1: the bias is subtracted: add it."),
        (("w1.T", "w1.reshape(784, 256)"), "shows in h1: `reshape` and `view` turn no rows into columns: `.T` does."),
        (("relu(h1 @ w2.T + b2)", "(h1 @ w2.T + b2).abs()"), "shows in h2: negative numbers lose their sign: "),
        (
            ("h2 = relu(h1 @ w2.T + b2)", "h2 = h1 @ w2.T + b2", "h2 @ w3.T", "relu(h2) @ w3.T"),
            "You give what goes into ReLU as h2: h2 is what comes out of it.",
        ),
    ],
)
def test_the_first_slip_is_told(slips, told):
    outcome = backpropagation.forward.judge(changed(by_its_layers, *slips))
    assert outcome.state == "wrong" and told in outcome.message


def test_a_slip_that_is_none_of_these_hides_no_other_cause():
    turned = changed(by_its_layers, "h2 @ w3.T + b3", "-(h2 @ w3.T + b3)")
    message = backpropagation.forward.judge(turned).message
    assert "first slip" not in message and "sign of out is turned" in message
