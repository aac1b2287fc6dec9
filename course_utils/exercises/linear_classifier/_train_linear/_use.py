"""How a training is looked at: a few small batches, a short one among them; the losses, weight and bias afterwards."""

import torch

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
        (torch.zeros(10, 784), torch.zeros(10), drawn(5, 2), 0.01, 1),
        (*start(), drawn(7, 3), 0.02, 3),
        (*start(), drawn(2, 1), 0.005, 1),
        (*start(), drawn(8, 4), 0.03, 2),
    ]


def use(train_linear, weight, bias, loader, learning_rate, epochs):
    with torch.random.fork_rng(devices=[]):  # a loader draws a number whenever it begins
        losses = train_linear(weight, bias, loader, learning_rate, epochs)
    return {"the losses": losses, "weight afterwards": weight, "bias afterwards": bias}
