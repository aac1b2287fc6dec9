"""Exercise ``backward`` of lesson 07."""

from functools import partial

import torch

from course_utils.exercises.backpropagation._backward._from_the_back import from_the_back
from course_utils.exercises.backpropagation._backward._how_it_is_used import observe
from course_utils.exercises.backpropagation._forward import forward, network, one_path
from course_utils.exercises.backpropagation._relu_gradient import relu_gradient
from course_utils.exercises.exercise import Exercise

UNMASKED = "from the slopes before the mask: a weight and its bias get only what has passed the mask."


def backward(x, params, h1, h2, grad_out):
    """Give the gradients of w1, b1, w2, b2, w3, b3, in this order."""
    w2, w3 = params[2], params[4]
    grad_w3, grad_b3 = grad_out.T @ h2, grad_out.sum(dim=0)  # [10, 64], [10]
    grad_z2 = relu_gradient(h2, grad_out @ w3)  # [b, 64]
    grad_w2, grad_b2 = grad_z2.T @ h1, grad_z2.sum(dim=0)  # [64, 256], [64]
    grad_z1 = relu_gradient(h1, grad_z2 @ w2)  # [b, 256]
    grad_w1, grad_b1 = grad_z1.T @ x, grad_z1.sum(dim=0)  # [256, 784], [256]
    return grad_w1, grad_b1, grad_w2, grad_b2, grad_w3, grad_b3


def cases(generator):
    def there_and_back(x, params):
        h1, h2, out = forward(x, params)
        labels = torch.randint(0, 10, (len(x),), generator=generator)
        targets = torch.eye(10, dtype=x.dtype)[labels]
        return x, params, h1, h2, 2 * (out - targets) / out.numel()

    x, params = one_path()
    return [
        (x, params, *forward(x, params)[:2], torch.arange(3.0, -7.0, -1.0)[None]),
        there_and_back(*network(generator, 7)),
        there_and_back(*network(generator, 1)),
        there_and_back(*network(generator, 12, torch.float64)),
    ]


def as_it_is(h, grad):
    return grad


def stopped(h, grad):
    return 0 * grad


def slip(
    mask1=relu_gradient,
    mask2=relu_gradient,
    weight=lambda grad, entered: grad.T @ entered,
    bias=lambda grad: grad.sum(dim=0),
    give=(0, 1, 2, 3, 4, 5),
):
    """Make a backward that differs in one thing."""

    def wrong_answer(x, params, h1, h2, grad_out):
        grad_z2 = mask2(h2, grad_out @ params[4])
        grad_z1 = mask1(h1, grad_z2 @ params[2])
        layers = (grad_z1, x), (grad_z2, h1), (grad_out, h2)
        made = [part for grad, entered in layers for part in (weight(grad, entered), bias(grad))]
        return [made[place] for place in give]

    return wrong_answer


MASKS = {  # what a mask may do wrong -> how it is told behind the place, the mask
    "no mask": (
        "the slopes did not go through the mask, or it lets pass where h is 0: there nothing may pass.",
        as_it_is,
    ),
    "wrong side": (
        "the mask is on the wrong side: a gradient passes where h is positive, not where it is 0.",
        lambda h, grad: grad * (h <= 0),
    ),
    "mask from the gradient": (
        "you let pass what is positive in the gradient: h decides, as in `relu_gradient(h, grad)`. Where h is "
        "positive, a negative gradient passes too.",
        lambda h, grad: grad.clamp(min=0),
    ),
    "swapped": (
        "you let h pass where the gradient is positive: it is the other way round, `relu_gradient(h, grad)`.",
        lambda h, grad: relu_gradient(grad, h),
    ),
    "multiplied by h": (
        "you multiply by h itself: multiply by the slope of ReLU, which is 1 wherever h is positive.",
        lambda h, grad: grad * h,
    ),
}


def at_both_or_one():
    """Give the mistakes of the masks: each of them at h1 and h2, or at one of the two."""
    places = {"h1 and h2": ("mask1", "mask2"), "h2": ("mask2",), "h1": ("mask1",)}
    return {
        f"{name} at {place}": (f"At {place} {clause}", slip(**dict.fromkeys(which, mask)))
        for name, (clause, mask) in MASKS.items()
        for place, which in places.items()
    }


def passed_on_unmasked(x, params, h1, h2, grad_out):
    grad_z1 = relu_gradient(h1, grad_out @ params[4] @ params[2])
    return grad_z1.T @ x, grad_z1.sum(dim=0), *backward(x, params, h1, h2, grad_out)[2:]


def masked_too_late(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4]
    grad_h1 = relu_gradient(h2, grad_h2) @ params[2]
    return grad_h1.T @ x, grad_h1.sum(dim=0), grad_h2.T @ h1, grad_h2.sum(dim=0), grad_out.T @ h2, grad_out.sum(dim=0)


def bias_unmasked(b1, b2):
    """Make a backward that takes some gradients of biases from what came to the mask, not from what has passed it."""

    def wrong_answer(x, params, h1, h2, grad_out):
        grads = list(backward(x, params, h1, h2, grad_out))
        grad_h2 = grad_out @ params[4]
        if b1:
            grads[1] = (relu_gradient(h2, grad_h2) @ params[2]).sum(dim=0)
        if b2:
            grads[3] = grad_h2.sum(dim=0)
        return grads

    return wrong_answer


exercise = Exercise(
    lesson="backpropagation",
    task="Give the gradients of w1, b1, w2, b2, w3, b3, each of the shape and dtype of its parameter, from what "
    "forward saw and gave, and from grad_out [b, 10].",
    reference=backward,
    cases=cases,
    result_names=("grad_w1", "grad_b1", "grad_w2", "grad_b2", "grad_w3", "grad_b3"),
    observe=observe,
    explain=partial(from_the_back, MASKS),
    mistakes={
        **at_both_or_one(),
        "masks stop all": (
            "Your masks let nothing pass: h is never negative, so ask where it is positive, `h > 0`.",
            slip(mask2=stopped),
        ),
        "passed on unmasked": (
            "You pass on the gradient of h2 as it was before the mask: send what has passed the mask through w2.",
            passed_on_unmasked,
        ),
        "masked too late": (
            "Your mask comes too late: the gradients of a weight and its bias come from what has passed the mask.",
            masked_too_late,
        ),
        "grad_b1 unmasked": (f"You take grad_b1 {UNMASKED}", bias_unmasked(b1=True, b2=False)),
        "grad_b2 unmasked": (f"You take grad_b2 {UNMASKED}", bias_unmasked(b1=False, b2=True)),
        "both unmasked": (f"You take grad_b1 and grad_b2 {UNMASKED}", bias_unmasked(b1=True, b2=True)),
        "only weights": ("You give the gradients of the weights only: the biases learn too.", slip(give=(0, 2, 4))),
        "four gradients": ("You stop one layer early: go on to w1 and b1.", slip(give=(2, 3, 4, 5))),
        "bias averaged": (
            "You average the gradients of the biases over the batch: add them up, because the loss has averaged "
            "already.",
            slip(bias=lambda grad: grad.mean(dim=0)),
        ),
        "weights averaged": (
            "You divide the gradients of the weights by the batch size: leave that out, because the loss has averaged "
            "already.",
            slip(weight=lambda grad, entered: grad.T @ entered / len(entered)),
        ),
        "divided at each layer": (
            "You divide by the batch size at each layer: leave that out, because the loss has averaged already.",
            slip(*2 * [lambda h, grad: relu_gradient(h, grad) / len(grad)]),
        ),
        "averaged again": (
            "You divide by the batch size: grad_out has been divided already, when the loss took its mean.",
            lambda x, params, h1, h2, grad_out: backward(x, params, h1, h2, grad_out / len(x)),
        ),
        "sign turned": (
            "You turn every sign: give the gradients as they are. Only the step goes against them.",
            lambda *given: [-part for part in backward(*given)],
        ),
        "params moved": (
            "You give new params: give the gradients alone. The step, which subtracts them from the params, comes "
            "later.",
            lambda x, params, *given: [
                param - grad for param, grad in zip(params, backward(x, params, *given), strict=True)
            ],
        ),
        "params as they came": (
            "You give the params themselves: give their gradients, grad_w1, grad_b1 and so on.",
            lambda x, params, *given: params,
        ),
        "scaled again": (
            "You multiply by 2 and divide by all entries: leave both out, because grad_out is the gradient of the loss "
            "already.",
            lambda x, params, h1, h2, grad_out: backward(x, params, h1, h2, 2 * grad_out / grad_out.numel()),
        ),
        "doubled": (
            "Your gradients are exactly twice what they should be: the factor 2 of the square is in grad_out already.",
            lambda x, params, h1, h2, grad_out: backward(x, params, h1, h2, 2 * grad_out),
        ),
        "no mask at h2, bias averaged": (
            "Two things. At h2 the slopes did not go through the mask, or it lets pass where h2 is 0: there nothing "
            "may pass. And you average the gradients of the biases over the batch: add them up.",
            slip(mask2=as_it_is, bias=lambda grad: grad.mean(dim=0)),
        ),
        "grad_out masked": (
            "You mask grad_out too: the last layer has no ReLU, so all of it passes.",
            lambda x, params, h1, h2, grad_out: backward(x, params, h1, h2, grad_out.clamp(min=0)),
        ),
    },
    hints=(
        "Go from the last layer to the first. Each layer asks two things: my weight and bias? What do I pass on?",
        "Weight and bias are lesson 6's `grad.T @ x` and `grad.sum(dim=0)`, with what entered the layer for x.",
        "Passing on: `grad_out @ w3`, then the mask, `relu_gradient(h2, ...)`. Then the next layer on the way back.",
    ),
    consequence="The error has reached the first layer: each of the six parameters has its gradient.",
)
