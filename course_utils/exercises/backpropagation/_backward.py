"""Exercise ``backward`` of lesson 07."""

import torch

from course_utils.exercises.backpropagation._forward import forward, network, one_path, use
from course_utils.exercises.backpropagation._relu_gradient import relu_gradient
from course_utils.exercises.core import Exercise

RIGHT_BUT = "All six are right, but you give"
UNMASKED = "from the slopes before the mask: a bias gets what has passed it, as its weight does."
FIRST = "what entered the first layer is x."
SECOND = "what entered the second layer is h1."
LAST = "what entered the last layer is h2."
SWAPPED = "You have swapped the two that `relu_gradient` takes"


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


def positive_only(h, grad):
    return grad.clamp(min=0)


def swapped(h, grad):
    return relu_gradient(grad, h)


def slip(
    mask1=relu_gradient,
    mask2=relu_gradient,
    weight=lambda grad, entered: grad.T @ entered,
    bias=lambda grad: grad.sum(dim=0),
    give=(0, 1, 2, 3, 4, 5),
):
    """Make a backward that differs in one thing."""

    def make(x, params, h1, h2, grad_out):
        grad_z2 = mask2(h2, grad_out @ params[4])
        grad_z1 = mask1(h1, grad_z2 @ params[2])
        layers = (grad_z1, x), (grad_z2, h1), (grad_out, h2)
        made = [part for grad, entered in layers for part in (weight(grad, entered), bias(grad))]
        return [made[place] for place in give]

    return make


def both(mask):
    return slip(mask1=mask, mask2=mask)


def passed_on_unmasked(x, params, h1, h2, grad_out):
    grad_z1 = relu_gradient(h1, grad_out @ params[4] @ params[2])
    return grad_z1.T @ x, grad_z1.sum(dim=0), *backward(x, params, h1, h2, grad_out)[2:]


def masked_too_late(x, params, h1, h2, grad_out):
    grad_h2 = grad_out @ params[4]
    grad_h1 = relu_gradient(h2, grad_h2) @ params[2]
    return grad_h1.T @ x, grad_h1.sum(dim=0), grad_h2.T @ h1, grad_h2.sum(dim=0), grad_out.T @ h2, grad_out.sum(dim=0)


def bias_unmasked(b1, b2):
    """Make a backward that takes some gradients of biases from what came to the mask, not from what has passed it."""

    def make(x, params, h1, h2, grad_out):
        grads = list(backward(x, params, h1, h2, grad_out))
        grad_h2 = grad_out @ params[4]
        if b1:
            grads[1] = (relu_gradient(h2, grad_h2) @ params[2]).sum(dim=0)
        if b2:
            grads[3] = grad_h2.sum(dim=0)
        return grads

    return make


def second_layer_unmasked(x, params, h1, h2, grad_out):
    w1, b1, _, _, w3, b3 = backward(x, params, h1, h2, grad_out)
    grad_h2 = grad_out @ params[4]
    return w1, b1, grad_h2.T @ h1, grad_h2.sum(dim=0), w3, b3


def entered(w1="x", w2="h1", w3="h2"):
    """Make a backward that takes something else for what entered a layer."""

    def make(x, params, h1, h2, grad_out):
        given = {"x": x, "h1": h1, "h2": h2}
        _, b1, _, b2, _, b3 = backward(x, params, h1, h2, grad_out)
        grad_z2 = relu_gradient(h2, grad_out @ params[4])
        grad_z1 = relu_gradient(h1, grad_z2 @ params[2])
        return grad_z1.T @ given[w1], b1, grad_z2.T @ given[w2], b2, grad_out.T @ given[w3], b3

    return make


def one_layer_early(x, params, h1, h2, grad_out):
    return *map(torch.zeros_like, params[:2]), *backward(x, params, h1, h2, grad_out)[2:]


exercise = Exercise(
    lesson="backpropagation",
    task="Give the gradients of w1, b1, w2, b2, w3, b3, each of the shape and dtype of its parameter, from what "
    "forward saw and gave, and from grad_out [b, 10].",
    reference=backward,
    cases=cases,
    gives=("grad_w1", "grad_b1", "grad_w2", "grad_b2", "grad_w3", "grad_b3"),
    use=use,
    mistakes={
        "no mask": (
            "Your masks stop nothing: either both are forgotten, or they ask `>= 0`. Where h is 0, nothing passes.",
            both(as_it_is),
        ),
        "no mask at h2": ("The mask of h2 is missing: nothing passes where h2 is 0.", slip(mask2=as_it_is)),
        "no mask at h1": ("The mask of h1 is missing: nothing passes where h1 is 0.", slip(mask1=as_it_is)),
        "wrong side": (
            "Your masks are on the wrong side: the gradient passes where h is positive, not where it is 0.",
            both(lambda h, grad: grad * (h <= 0)),
        ),
        "mask from the gradient": (
            "Your masks ask whether the gradient is positive: ask h1 and h2, a negative gradient passes like others.",
            both(positive_only),
        ),
        "mask from the gradient at h2": (
            "Your mask of h2 asks whether the gradient is positive: ask h2, a negative gradient passes like others.",
            slip(mask2=positive_only),
        ),
        "mask from the gradient at h1": (
            "Your mask of h1 asks whether the gradient is positive: ask h1, a negative gradient passes like others.",
            slip(mask1=positive_only),
        ),
        "gradient cut as well": (
            "You also cut the negative gradients: where h is positive, a negative gradient passes too.",
            both(lambda h, grad: grad.clamp(min=0) * (h > 0)),
        ),
        "swapped": (f"{SWAPPED}: first h1 or h2, which makes the mask, then what has to pass it.", both(swapped)),
        "swapped at h2": (f"{SWAPPED} at h2: first h2, which makes the mask, then the gradient.", slip(mask2=swapped)),
        "swapped at h1": (f"{SWAPPED} at h1: first h1, which makes the mask, then the gradient.", slip(mask1=swapped)),
        "multiplied by h": (
            "You multiply by h itself: multiply by the slope of ReLU, which is 1 wherever h is positive.",
            both(lambda h, grad: grad * h),
        ),
        "mask alone": (
            "You go on with the mask alone: multiply what came back through the weight by it.",
            both(lambda h, grad: (h > 0).to(grad.dtype)),
        ),
        "passed on unmasked": (
            "You pass on the gradient of h2 as it was before the mask: what goes through w2 is already masked.",
            passed_on_unmasked,
        ),
        "masked too late": (
            "Your mask comes too late: the gradients of a weight and its bias come from what has passed the mask.",
            masked_too_late,
        ),
        "grad_b1 unmasked": (f"You take grad_b1 {UNMASKED}", bias_unmasked(b1=True, b2=False)),
        "grad_b2 unmasked": (f"You take grad_b2 {UNMASKED}", bias_unmasked(b1=False, b2=True)),
        "both unmasked": (f"You take grad_b1 and grad_b2 {UNMASKED}", bias_unmasked(b1=True, b2=True)),
        "second layer unmasked": (f"You take grad_w2 and grad_b2 {UNMASKED}", second_layer_unmasked),
        "weights first": (f"{RIGHT_BUT} the weights first: a bias follows its weight.", slip(give=(0, 2, 4, 1, 3, 5))),
        "last layer first": (f"{RIGHT_BUT} the last layer first: begin with w1.", slip(give=(4, 5, 2, 3, 0, 1))),
        "backwards": (f"{RIGHT_BUT} them from the end: begin with w1.", slip(give=(5, 4, 3, 2, 1, 0))),
        "bias first": (f"{RIGHT_BUT} each bias before its weight: swap them.", slip(give=(1, 0, 3, 2, 5, 4))),
        "only weights": ("You give the gradients of the weights only: the biases learn too.", slip(give=(0, 2, 4))),
        "four gradients": ("You stop one layer early: go on to w1 and b1.", slip(give=(2, 3, 4, 5))),
        "first layer left at 0": (
            "You stop one layer early and leave w1 and b1 at 0: go on through w2 and the mask of h1.",
            one_layer_early,
        ),
        "h1 for x": (f"For w1 you multiply by h1: {FIRST}", entered(w1="h1")),
        "h2 for x": (f"For w1 you multiply by h2: {FIRST}", entered(w1="h2")),
        "x for h1": (f"For w2 you multiply by x: {SECOND}", entered(w2="x")),
        "h2 for h1": (f"For w2 you multiply by h2: {SECOND}", entered(w2="h2")),
        "x for h2": (f"For w3 you multiply by x: {LAST}", entered(w3="x")),
        "h1 for h2": (f"For w3 you multiply by h1: {LAST}", entered(w3="h1")),
        "what each layer made": (
            "You multiply by what each layer made, h1 for w1 and h2 for w2: what entered it is x, then h1.",
            entered(w1="h1", w2="h2"),
        ),
        "weights transposed": (
            "Your gradients of the weights lie on their side: each has the shape of its weight, [outputs, inputs].",
            slip(weight=lambda grad, entered: entered.T @ grad),
        ),
        "bias not summed": (
            "Your gradients of the biases keep a row for each picture: a bias acts on all, so add up over the batch.",
            slip(bias=lambda grad: grad),
        ),
        "bias averaged": (
            "You average the gradients of the biases over the batch: add them up, the loss has averaged already.",
            slip(bias=lambda grad: grad.mean(dim=0)),
        ),
        "bias summed along the row": (
            "You add up the gradients of the biases along each row: add up over the batch, dimension 0.",
            slip(bias=lambda grad: grad.sum(dim=1)),
        ),
        "averaged again": (
            "You divide by the batch size: grad_out has been divided already, when the loss took its mean.",
            lambda x, params, h1, h2, grad_out: backward(x, params, h1, h2, grad_out / len(x)),
        ),
        "sign turned": (
            "You turn every sign: give the gradients as they are, the step is what goes against them.",
            lambda *given: [-part for part in backward(*given)],
        ),
        "missing transpose": (
            "A transpose is missing: the gradient of a weight is `grad.T @ x`, with [outputs, b] before the `@`.",
            lambda x, params, h1, h2, grad_out: grad_out @ h2,
        ),
    },
    hints=(
        "Go from the last layer to the first. Each layer asks two things: my weight and bias? What do I pass on?",
        "Weight and bias are lesson 6's `grad.T @ x` and `grad.sum(dim=0)`, with what entered the layer for x.",
        "Passing on: `grad_out @ w3`, then the mask, `relu_gradient(h2, ...)`. Then the next layer on the way back.",
    ),
    consequence="The error has reached the first layer: six gradients, without a look into PyTorch.",
)
