"""Weights and batches from a generator of one's own: the same that its seed gives with ``torch.manual_seed``.

PyTorch draws from its global generator. That one belongs to the learner's cells, and a training in another thread may
draw from it: a widget that sets its seed would change that training, and would not get the numbers of its seed.
"""

import math
from collections.abc import Callable
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from course_utils._batches import FromMemory

Network = TypeVar("Network", bound=nn.Module)


def network_of(make: Callable[[], Network], generator: torch.Generator) -> Network:
    """Make a network of linear layers whose weights come from a generator, filled as ``nn.Linear`` fills them."""
    with torch.device("meta"):  # nothing is drawn there
        net = make()
    net.to_empty(device="cpu")
    for layer in net.modules():
        if isinstance(layer, nn.Linear):
            nn.init.kaiming_uniform_(layer.weight, a=math.sqrt(5), generator=generator)
            end = 1 / math.sqrt(layer.in_features)
            nn.init.uniform_(layer.bias, -end, end, generator=generator)
    return net


def batches_of(images: Tensor, labels: Tensor, generator: torch.Generator) -> DataLoader:
    """Give the batches that ``batches(images, labels)`` gives where torch's global generator stands as this one."""
    loader = FromMemory(images, labels, 512, shuffle=True, generator=None)
    loader.global_numbers = generator
    return loader
