"""Exercise ``forward`` of lesson 07."""

import torch
from torch.nn import functional as F

from course_utils.exercises.backpropagation._forward._from_the_front import from_the_front
from course_utils.exercises.backpropagation._forward._how_it_is_used import observe
from course_utils.exercises.backpropagation._relu import relu
from course_utils.exercises.exercise import Exercise

OTHER_ORDER = (
    "A weight or bias of another layer stands in your first layer: params holds w1, b1, w2, b2, w3, b3, in this order."
)


def forward(x, params):
    """Give h1 [b, 256], h2 [b, 64] and out [b, 10] for x [b, 784]."""
    w1, b1, w2, b2, w3, b3 = params
    h1 = relu(x @ w1.T + b1)  # [b, 784] @ [784, 256] → [b, 256]
    h2 = relu(h1 @ w2.T + b2)  # [b, 256] @ [256, 64] → [b, 64]
    return h1, h2, h2 @ w3.T + b3  # out: [b, 64] @ [64, 10] → [b, 10]


def one_path():
    """Give one picture and six parameters that are 0 but for a few whole numbers, so that all can be followed."""
    shapes = (1, 784), (256, 784), (256,), (64, 256), (64,), (10, 64), (10,)
    x, w1, b1, w2, b2, w3, b3 = map(torch.zeros, shapes)
    x[0, :3] = torch.tensor([1.0, 2.0, -1.0])
    w1[:2, :3] = torch.tensor([[1.0, -2.0, 0.0], [2.0, 0.0, 1.0]])
    w2[:2, :2] = torch.tensor([[1.0, 2.0], [3.0, -1.0]])
    w3[:2, :2] = torch.tensor([[2.0, 1.0], [-1.0, 1.0]])
    b1[:2], b2[:2], b3[:2] = torch.tensor([[1.0, 3.0], [-2.0, 1.0], [-3.0, 2.0]])
    return x, [w1, b1, w2, b2, w3, b3]


def network(generator, batch_size, dtype=torch.float32):
    """Give pictures and six parameters, all multiples of 1/64.

    All sums of their products are then exact up to the second ReLU: no order of summation moves one of them to the
    other side of 0, and some are exactly 0.
    """

    def drawn(*shape, limit):
        return torch.randint(-limit, limit + 1, shape, generator=generator).to(dtype) / 64

    layers = (256, 784, 3), (64, 256, 6), (10, 64, 12)
    pairs = [(drawn(m, n, limit=limit), drawn(m, limit=40)) for m, n, limit in layers]
    params = [part for pair in pairs for part in pair]
    return drawn(batch_size, 784, limit=96), params


def cases(generator):
    x, params = network(generator, 12, torch.float64)
    return [
        one_path(),
        (256 * x, params),  # so bright that h1, h2 and out lie far beyond 100: what is cut off there shows
        network(generator, 7),
        network(generator, 1),
    ]


def as_it_is(z):
    return z


def mask(z):
    return (z > 0).float()


def slip(first=relu, second=relu, last=as_it_is, bias=(1, 1, 1), give=(0, 1, 2)):
    """Make a forward that differs in one thing."""

    def wrong_answer(x, params):
        w1, b1, w2, b2, w3, b3 = params
        h1 = first(x @ w1.T + bias[0] * b1)
        h2 = second(h1 @ w2.T + bias[1] * b2)
        made = tuple((h1, h2, last(h2 @ w3.T + bias[2] * b3))[place] for place in give)
        return made if len(made) > 1 else made[0]

    return wrong_answer


def before_relu(x, params):
    w1, b1, w2, b2, _, _ = params
    h1, _, out = forward(x, params)
    return x @ w1.T + b1, h1 @ w2.T + b2, out


def relu_on_the_side(x, params):
    w1, b1, w2, b2, w3, b3 = params
    z1 = x @ w1.T + b1
    z2 = z1 @ w2.T + b2
    return relu(z1), relu(z2), z2 @ w3.T + b3


def second_layer_before_relu(x, params):
    w1, b1, w2, b2, w3, b3 = params
    z1 = x @ w1.T + b1
    h2 = relu(z1 @ w2.T + b2)
    return relu(z1), h2, h2 @ w3.T + b3


def last_layer_before_relu(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = relu(x @ w1.T + b1)
    z2 = h1 @ w2.T + b2
    return h1, relu(z2), z2 @ w3.T + b3


def relu_before_the_product(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = relu(x) @ w1.T + b1
    h2 = relu(h1) @ w2.T + b2
    return h1, h2, relu(h2) @ w3.T + b3


def relu_before_the_bias(x, params):
    w1, b1, w2, b2, w3, b3 = params
    h1 = relu(x @ w1.T) + b1
    h2 = relu(h1 @ w2.T) + b2
    return h1, h2, h2 @ w3.T + b3


def names_for(*places):
    """Take the six parameters apart in another order: one place in params for each of w1, b1 and so on."""
    return lambda x, params: forward(x, [params[place] for place in places])


exercise = Exercise(
    lesson="backpropagation",
    task="Give h1 [b, 256], h2 [b, 64] and out [b, 10], in the dtype of x, for pictures x [b, 784] and params "
    "w1, b1, w2, b2, w3, b3.",
    reference=forward,
    cases=cases,
    result_names=("h1", "h2", "out"),
    observe=observe,
    explain=from_the_front,
    mistakes={
        "ReLU on out": (
            "You put ReLU on out too: the last layer has none, because outputs may be negative.",
            slip(last=relu),
        ),
        "no ReLU": (
            "ReLU is missing after the first two layers: without it, three layers are no more than one.",
            slip(first=as_it_is, second=as_it_is),
        ),
        "no ReLU at h1": ("ReLU is missing at h1: put it around product plus bias.", slip(first=as_it_is)),
        "no ReLU at h2": ("ReLU is missing at h2: put it around product plus bias.", slip(second=as_it_is)),
        "masks instead of ReLU": (
            "Your h1 and h2 are 1 and 0, which is the mask: ReLU keeps the positive numbers, as `.clamp(min=0)` does.",
            slip(first=mask, second=mask),
        ),
        "one name for all": (
            "You give the last layer three times: one name, such as `x`, holds only the last of its values. Give each "
            "layer a name of its own, h1, h2 and out.",
            lambda x, params: [forward(x, params)[2]] * 3,
        ),
        "one name for h1 and h2": (
            "You give h2 in the place of h1, too: one name, such as `h`, holds only the last of its values. Give each "
            "layer a name of its own.",
            slip(give=(1, 1, 2)),
        ),
        "before ReLU": ("You give what goes into ReLU: h1 and h2 are what comes out of it.", before_relu),
        "ReLU on the side": (
            "You give h1 and h2 after ReLU, but go on with what was there before it: the next layers take h1 and h2.",
            relu_on_the_side,
        ),
        "second layer before ReLU": (
            "Your second layer goes on with what goes into the first ReLU: it takes h1.",
            second_layer_before_relu,
        ),
        "last layer before ReLU": (
            "Your last layer goes on with what goes into the second ReLU: it takes h2.",
            last_layer_before_relu,
        ),
        "ReLU before the bias": (
            "You put ReLU before the bias: first product and bias, then ReLU on their sum.",
            relu_before_the_bias,
        ),
        "ReLU before the product": (
            "You put ReLU on what enters each layer: it comes behind the first two, around product plus bias.",
            relu_before_the_product,
        ),
        "ReLU on x": (
            "You put ReLU on x as well: the pictures go into the first layer as they are.",
            lambda x, params: forward(relu(x), params),
        ),
        **{
            name: (f"You use {name} between the layers: here it is ReLU.", slip(first=bent, second=bent))
            for name, bent in (("sigmoid", torch.sigmoid), ("tanh", torch.tanh), ("a leaky ReLU", F.leaky_relu))
        },
        "softmax on out": (
            "You turn out into shares with softmax: out is the last product plus bias, and no more.",
            slip(last=lambda out: out.softmax(dim=1)),
        ),
        "the answer instead of out": (
            "You take `argmax` of out: give all ten outputs, because the loss needs them.",
            slip(last=lambda out: out.argmax(dim=1)),
        ),
        "only out": ("You give only out: give h1 and h2 too, because backward needs them.", slip(give=(2,))),
        "h1 and h2 alone": ("You give h1 and h2 without out: give all three.", slip(give=(0, 1))),
        "names: weights first": (OTHER_ORDER, names_for(0, 3, 1, 4, 2, 5)),
        "no b1, b2, b3": (
            "No bias is added by any layer: write `+ b1` and `+ b2` and `+ b3` behind the products.",
            slip(bias=(0, 0, 0)),
        ),
        "no b1, b2": (
            "No bias is added by the first layer and the second layer: write `+ b1` and `+ b2` behind the products.",
            slip(bias=(0, 0, 1)),
        ),
        "no b3": ("No bias is added by the last layer: write `+ b3` behind the product.", slip(bias=(1, 1, 0))),
    },
    hints=(
        "Three times the layer of lesson 6: product with the weight, plus bias. What comes after the first two?",
        "Take params apart in one line: `w1, b1, w2, b2, w3, b3 = params`. Then one line a layer.",
        "Layer one: `relu(x @ w1.T + b1)`. The second takes h1, the third takes h2 and has no ReLU.",
    ),
    consequence="Ten outputs from three layers, and h1 and h2 are kept: the way back needs them.",
)
