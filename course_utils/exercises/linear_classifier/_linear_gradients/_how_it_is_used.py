"""How the two gradients are looked at, one after the other: grad_bias only where grad_weight is right."""

import torch

from course_utils._messages import describe
from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable, compared, factor, farthest
from course_utils.exercises.exercise import Wrong, is_a


def cases(generator):
    # No other dtype: the task promises none, and `torch.zeros(m, n)`, filled in a loop, is a right answer.
    def drawn(b, n, m):
        """Draw until the gradients have both signs: where all are negative, who loses the signs is wrong by -1."""
        while True:
            x, grad_out = torch.randn(b, n, generator=generator), torch.randn(b, m, generator=generator)
            gradients = grad_out.T @ x, grad_out.sum(dim=0)
            if all(part.numel() == 1 or 0 < (part > 0).sum() < part.numel() for part in gradients):
                return x, grad_out

    return [
        # The lesson's four pictures: with as many pictures as outputs, a missing transpose would give numbers.
        (
            torch.tensor([[1.0, 2.0, 3.0], [0.0, 1.0, -1.0], [2.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
            torch.tensor([[0.5, -1.0], [2.0, 0.0], [0.0, 3.0], [1.0, 1.0]]),
        ),
        # Where sizes are the same, a product without transpose gives numbers, and so can be told from others.
        drawn(3, 3, 3),
        drawn(4, 6, 4),
        drawn(2, 4, 4),
        drawn(7, 5, 3),
        drawn(5, 4, 1),  # one output: a `squeeze` shows
        drawn(1, 784, 10),
        drawn(64, 20, 10),
    ]


_TODO = {"grad_weight": "multiply the slopes by the pixels and add", "grad_bias": "add the slopes"}


def observe(linear_gradients, x, grad_out):
    """Look at one thing at a time: at grad_bias only where grad_weight is right; say by how much one is too large."""
    rights = grad_out.T @ x, grad_out.sum(dim=0)
    got = linear_gradients(x, grad_out)
    if not is_a(got, tuple | list) or len(got) != 2:
        return got
    is_bias, is_weight = same(got[0], rights[1]), same(got[1], rights[0])
    if is_bias and is_weight:
        return got
    if is_bias or (is_weight and not same(got[0], rights[0])):
        raise Wrong(
            "Is the order swapped? grad_weight comes first, then grad_bias.\n"
            f"grad_weight:\n{compared(describe(rights[0]), describe(got[0]))}"
        )
    for name, part, right in zip(("grad_weight", "grad_bias"), got, rights, strict=True):
        if (times := factor(part, right)) and not same(part, right):
            # The bias may have gone another way: one is told at a time, and not as a slip in both.
            both = name == "grad_bias" or same(got[1], times * rights[1])
            whose = f"{'Your' if both else 'Taken by itself, your'} {name}"
            raise Wrong(
                f"{whose} is {times:.5g} times what it should be: {_TODO[name]} over the pictures, once and with "
                f"their signs. The 2 and the mean of the loss are in grad_out already.\n{name}, {farthest(part, right)}"
            )
        if name == "grad_weight" and factor(part, right.T) and not same(part, right):
            raise Wrong(
                f"Your grad_weight is transposed.\n{compared(describe(right), f'its transpose, {describe(part)}')}"
            )
        if name == "grad_bias" and (is_a(part, int | float) or comparable(part, right.sum())):
            raise Wrong(f"Each output has its own bias.\ngrad_bias:\n{compared(describe(right), 'one number')}")
        if not same(part, right):
            return (part, rights[1]) if name == "grad_weight" else got
    return got
