"""How a training step is looked at: three in a row on a small net, their losses and the weights afterwards."""

import itertools
import re

import torch
from torch import Tensor, nn

from course_utils.exercises._running.guarded_call import call
from course_utils.exercises.exercise import Wrong

# What PyTorch says when it cannot walk back -> what came as the loss, and what to do where no mistake is named.
_NO_WAY_BACK = {
    "does not require grad": ("one that PyTorch did not watch", ""),
    "'float' object has no attribute 'backward'": ("a plain number, from which there is no way back", ""),
    "only for scalar outputs": ("several numbers", ""),
    "'Sequential' object has no attribute 'size'": (
        "one with the net itself in it",
        "Call the net: `net(images)` gives the outputs.\n",
    ),
    "not implemented for 'Long'": (
        "one of whole numbers",
        "Whole numbers are no outputs of the net: compare all ten outputs with `one_hot(labels)`.\n",
    ),
}
_METHODS = {"backward": "loss.backward()", "zero_grad": "optimizer.zero_grad()", "step": "optimizer.step()"}
_ASKED = {"SGD": "the optimizer", "Sequential": "the net", "Tensor": "a tensor"}


def a_net(generator, *widths):
    """Make a small net that takes pictures and rows of 784 alike; its weights come from the generator."""
    layers = [nn.Flatten()]
    for n, m in itertools.pairwise(widths):
        layers += [nn.Linear(n, m), nn.ReLU()]
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


def observe(train_step, net, optimizer, images, labels):
    """Take three steps with the same batch: what is left over from one shows in the next."""
    stepped = []
    optimizer.register_step_pre_hook(lambda *given: stepped.append(True))
    before, asked = nn.utils.parameters_to_vector(net.parameters()).detach(), note_calls(net)
    net.register_forward_pre_hook(_refuse_labels)
    try:
        losses = [train_step(net, optimizer, images, labels) for _ in range(3)]
    except (RuntimeError, AttributeError) as error:
        if "does not require grad" in str(error) and (said := set_not_to_learn(net)):
            raise Wrong(said) from error
        for said, (got, todo) in _NO_WAY_BACK.items():
            if said in str(error):
                raise Wrong(f"{todo}expected a loss that backward() can start from\ngot      {got}") from error
        misplaced = re.search(r"'(\w+)' object has no attribute '(\w+)'", str(error))
        if misplaced and misplaced[1] in _ASKED and misplaced[2] in _METHODS:
            who, method = _ASKED[misplaced[1]], _METHODS[misplaced[2]]
            todo = f"`{misplaced[2]}` is looked for in {who}: write `{method}`."
            raise Wrong(f"{todo}\nexpected {method}\ngot      {misplaced[2]}() of {who}") from error
        raise
    check_moved(net, before, asked)
    if not stepped:
        raise Wrong(
            "expected a step of the optimizer that is passed in\ngot      weights that something else has moved"
        )
    if all(isinstance(loss, float) and loss == round(loss, 5) for loss in losses) and any(loss % 1 for loss in losses):
        raise Wrong("expected the loss as it is\ngot      a rounded one")
    return {
        "the losses of three calls in a row": losses,
        "is a tensor": is_tensor(losses[0]),
        **weights_of(net, "three calls"),
    }


def remark(train_step):
    images, labels = torch.zeros(3, 1, 28, 28), torch.arange(3)
    return after_eval(lambda net, optimizer: train_step(net, optimizer, images, labels))


def after_eval(train):
    """Say that a net is asked after ``eval()`` where it is trained; "" where it is not."""
    net, modes = a_net(torch.Generator().manual_seed(0), 784, 10), []
    # Without gradients it is asked for an accuracy, say, and that may well stand after `eval()`.
    net.register_forward_pre_hook(lambda module, given: modes.append(module.training or not torch.is_grad_enabled()))
    call(train, (net, torch.optim.SGD(net.parameters(), lr=0.001)))
    if all(modes):
        return ""
    return (
        "It trains a net after `net.eval()`: with this net that changes nothing, but one that acts differently in "
        "training, as with dropout, needs `net.train()` there."
    )


def note_calls(net):
    """Give a list that grows whenever the net is asked."""
    asked = []
    net.register_forward_pre_hook(lambda module, given: asked.append(True))
    return asked


def set_not_to_learn(net):
    """Say that the weights of a net were told to stay as they are; "" where they were not."""
    if any(parameter.requires_grad for parameter in net.parameters()):
        return ""
    return (
        "The weights of the net are set not to learn: leave out `requires_grad_(False)` and `requires_grad = False`.\n"
        "expected weights that ask for gradients\ngot      weights that ask for none"
    )


def _refuse_labels(module, given):
    if given and isinstance(given[0], Tensor) and given[0].dim() == 1 and not given[0].is_floating_point():
        raise Wrong(
            "The labels are handed to the net: it takes the images.\nexpected net(images)\ngot      net(labels)"
        )


def check_moved(net, before, asked):
    """Refuse a training that changes no weight, and tell whether the gradients are there."""
    if not torch.equal(before, nn.utils.parameters_to_vector(net.parameters())):
        return
    if not asked:
        todo = (
            "The net that is passed in is never asked: hand each batch to `net`, or `net` to the function that asks "
            "it, with brackets behind its name; and make no new one, as `net = Net()` does."
        )
        raise Wrong(f"{todo}\nexpected a net that learns\ngot      one that is never asked")
    grads = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
    some = "have their gradients" if any(grad.any() for grad in grads) else "have gradients, and all of these are 0"
    gradients = some if grads else "have no gradients"
    raise Wrong(f"expected weights that have moved\ngot      the same as before; they {gradients}")


def is_tensor(loss):
    """Give 1 for a tensor, else None: a tensor of one number is not told from a float by its value."""
    return 1 if isinstance(loss, Tensor) else None


def weights_of(net, when):
    return {f"`{name}` after {when}": parameter.detach() for name, parameter in net.named_parameters()}
