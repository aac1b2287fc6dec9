"""How a training is looked at: a few small batches, a short one among them; the losses, weight and bias afterwards."""

import torch

from course_utils._messages import counted
from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable, compared, factor, farthest
from course_utils.exercises._content import Wrong, is_a
from course_utils.exercises.linear_classifier._train_linear import _wrong_versions as wrong_versions
from course_utils.mnist import batches


def cases(generator):
    def drawn(count, batch_size):
        # Pictures alike enough to learn from, pale enough for these learning rates not to run away.
        images = 0.8 * torch.rand(count, 1, 28, 28, generator=generator)
        labels = torch.randint(0, 10, (count,), generator=generator)
        return batches(images, labels, batch_size, shuffle=False)

    def start():
        draws = torch.randn(10, 785, generator=generator) / 20
        return draws[:, :784].contiguous(), draws[:, 784].contiguous()

    return [
        (torch.zeros(10, 784), torch.zeros(10), drawn(2, 2), 0.02, 1),  # one step, which can be looked at alone
        (torch.zeros(10, 784), torch.zeros(10), drawn(5, 2), 0.01, 2),
        (*start(), drawn(7, 3), 0.02, 3),
        (*start(), drawn(2, 1), 0.005, 1),
        (*start(), drawn(8, 4), 0.03, 2),
    ]


def observe(train_linear, weight, bias, loader, learning_rate, epochs):
    """Look at one thing at a time: how many losses there are, the one step of the first case, then all numbers."""
    rights = weight.clone(), bias.clone()
    starts = weight.clone(), bias.clone()
    with torch.random.fork_rng(devices=[]):  # a loader draws a number whenever it begins
        losses = train_linear(weight, bias, loader, learning_rate, epochs)
        _refuse_another_count(losses, len(loader), epochs)
        if len(loader) == epochs == 1 and same(losses, wrong_versions.as_is_right(*rights, loader, learning_rate, 1)):
            for name, *tensors in zip(("weight", "bias"), starts, (weight, bias), rights, strict=True):
                _refuse_another_step(name, *tensors)
    return {"the losses": losses, "weight afterwards": weight, "bias afterwards": bias}


def _refuse_another_count(losses, count, epochs):
    """Say what a list of too few or too many losses holds; the losses themselves tell one such answer from another."""
    given = f"For {counted(epochs, 'epoch')} of {counted(count, 'batch', 'batches')}:"
    expected = f"a list of {counted(count * epochs, 'Python float')}"
    if losses is None:
        raise Wrong(f"{given}\n{compared(expected, 'nothing')}")
    if is_a(losses, int | float) or comparable(losses, torch.tensor(0.0)):
        raise Wrong(f"{given}\n{compared(expected, 'one number')}")
    parts = losses if is_a(losses, list | tuple) else [losses]
    if any(getattr(part, "shape", ()) == (10, 784) for part in parts):
        raise Wrong(f"{given}\n{compared(expected, 'the weight')}")
    listed = is_a(losses, list | tuple) and all(is_a(loss, float) for loss in losses)
    if not listed or len(losses) == count * epochs:
        return
    todo = {
        epochs: "You give one loss for each epoch: append the loss in the inner loop.",
        count: "You give the losses of one epoch: begin the list before both loops, go through the loader `epochs` "
        "times, and return the list after both loops.",
        1: "You give one loss: append each batch's loss in the inner loop, and return the list after both loops.",
    }.get(len(losses), f"You give {len(losses) or 'no'} losses: each batch of each epoch gives one.")
    shown = ", ".join([f"{loss:.4g}" for loss in losses[:4]] + ["..."] * (len(losses) > 4)) or "nothing"
    raise Wrong(f"{todo}\n{given}\n{compared(expected, f'{len(losses)}: {shown}')}")


def _refuse_another_step(name, start, now, right):
    """Say how far a tensor has moved in one step that goes along the gradient, or not at all."""
    now = now.detach()
    if not comparable(now, right) or same(now, right):
        return
    shown = f"{name} after one batch, {farthest(now, right)}"
    if torch.equal(now, start):
        raise Wrong(f"Your {name} has not moved: is the step taken in place, `{name} -= ...`?\n{shown}")
    step = "subtract `learning_rate` times the gradient that `linear_gradients` gives"
    if same(now - start, (now - start).mean().expand(start.shape)):
        raise Wrong(f"All numbers of your {name} have moved alike: {step}, another for each number.\n{shown}")
    if times := factor(now - start, right - start):
        how = "the other way" if same(times, -1.0) else f"{times:.4g} times as far as it should"
        raise Wrong(f"Your {name} has moved {how}: {step} for `mse_gradient(out, targets)`.\n{shown}")
