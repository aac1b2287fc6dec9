"""With which labels ``one_hot`` is tried."""

import torch


def cases(generator):
    def drawn(batch_size, depth):
        return torch.randint(0, depth, (batch_size,), generator=generator)

    # The first labels are small: an answer whose rows are too short gives a wrong shape before it crashes.
    return [
        (torch.tensor([2, 0, 1]),),
        (torch.tensor([3, 3, 1, 0, 2]), 4),
        (torch.tensor([7]),),
        (torch.arange(10),),
        (drawn(12, 10),),
        (drawn(7, 3), 3),
        (torch.tensor([11, 0, 10]), 12),
        (drawn(65, 40), 40),  # more than any size that is built in
    ]
