"""How a training step is looked at: three in a row on a small net, their losses and the weights afterwards."""

import itertools
import re

import torch
from torch import Tensor, nn

from course_utils.exercises.core import Wrong

# What PyTorch says when it cannot walk back -> what is wrong with the loss.
_NO_WAY_BACK = {
    "does not require grad": "one that was computed without a trace, as under no_grad, or by argmax",
    "'float' object has no attribute 'backward'": "a plain number, from which there is no way back",
    "only for scalar outputs": "several numbers",
    "'Sequential' object has no attribute 'size'": "the net itself in it: `net(images)` gives the outputs",
    "not implemented for 'Long'": "one of whole numbers: compare the ten outputs with `one_hot(labels)`",
}
_METHODS = {"backward": "`loss.backward()`", "zero_grad": "`optimizer.zero_grad()`", "step": "`optimizer.step()`"}
_ASKED = {"SGD": "the optimizer", "Sequential": "the net", "Tensor": "a tensor"}


def a_net(generator, *widths):
    """Make a small net that takes pictures and rows of 784 alike; its weights come from the generator."""
    layers = [nn.Flatten()]
    for n, m in itertools.pairwise(widths):
        layers += [nn.utils.skip_init(nn.Linear, n, m), nn.ReLU()]
    net = nn.Sequential(*layers[:-1])
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) / 28)
    return net


def cases(generator):
    def drawn(batch_size, *widths, **options):
        net = a_net(generator, *widths)
        images = torch.randn(batch_size, 1, 28, 28, generator=generator)
        labels = torch.randint(0, 10, (batch_size,), generator=generator)
        return net, torch.optim.SGD(net.parameters(), **options), images, labels

    zeros, optimizer, images, _ = drawn(1, 784, 10, lr=0.001)
    nn.utils.vector_to_parameters(torch.zeros(7850), zeros.parameters())
    return [
        (zeros, optimizer, images, torch.tensor([3])),
        drawn(7, 784, 10, lr=0.005, momentum=0.9),
        drawn(10, 784, 16, 10, lr=0.05, momentum=0.9),
        drawn(1, 784, 16, 10, lr=0.02),
        drawn(64, 784, 16, 10, lr=0.03, momentum=0.5),
    ]


def use(train_step, net, optimizer, images, labels):
    """Take three steps with the same batch: what is left over from one shows in the next."""
    stepped = []
    optimizer.register_step_pre_hook(lambda *given: stepped.append(True))
    before, asked = nn.utils.parameters_to_vector(net.parameters()).detach(), note_calls(net)
    try:
        losses = [train_step(net, optimizer, images, labels) for _ in range(3)]
    except (RuntimeError, AttributeError) as error:
        for said, got in _NO_WAY_BACK.items():
            if said in str(error):
                raise Wrong(f"expected a loss that `backward()` can start from, got {got}.") from error
        misplaced = re.search(r"'(\w+)' object has no attribute '(\w+)'", str(error))
        if misplaced and misplaced[1] in _ASKED and misplaced[2] in _METHODS:
            raise Wrong(f"expected {_METHODS[misplaced[2]]}, got that asked of {_ASKED[misplaced[1]]}.") from error
        raise
    check_moved(net, before, asked)
    if not stepped:
        raise Wrong("expected a step of the optimizer that is passed in, got weights that something else has moved.")
    if all(isinstance(loss, float) and loss == round(loss, 5) for loss in losses) and any(loss % 1 for loss in losses):
        raise Wrong("expected the loss as it is, got a rounded one.")
    return {"the losses of three calls in a row": losses, "kind": kind(losses[0]), **weights_of(net, "three calls")}


def note_calls(net):
    """Give a list that grows whenever the net is asked."""
    asked = []
    net.register_forward_pre_hook(lambda module, given: asked.append(True))
    return asked


def check_moved(net, before, asked):
    """Refuse a training that changes no weight, and tell whether the gradients are there."""
    if not torch.equal(before, nn.utils.parameters_to_vector(net.parameters())):
        return
    if not asked:
        raise Wrong("expected the net that is passed in to learn, got one that is never asked: use that argument.")
    grads = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
    some = "have their gradients" if any(grad.any() for grad in grads) else "have gradients, and all of these are 0"
    gradients = some if grads else "have no gradients"
    raise Wrong(f"expected weights that have moved, got the same as before; they {gradients}.")


def kind(loss):
    """Tell a tensor with a graph, 1, from one without, 2, and from a float: only to tell two mistakes apart."""
    return (1 if loss.requires_grad else 2) if isinstance(loss, Tensor) else None


def weights_of(net, when):
    return {f"`{name}` after {when}": parameter.detach() for name, parameter in net.named_parameters()}
