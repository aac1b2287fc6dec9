"""Grey levels, 0 to 255, normalised as in the lecture: their mean and standard deviation on the scale from 0 to 1."""

import numpy as np
import torch
from torch import Tensor

MEAN, STD = 0.1307, 0.3081


def all_levels() -> np.ndarray:
    """Normalise each of the 256 grey levels that there are."""
    return normalised_levels(torch.arange(256, device="cpu")).numpy()


def normalised_levels(levels: Tensor) -> Tensor:
    """Normalise grey levels, step by step as torchvision does."""
    return (levels.float() / 255).sub_(MEAN).div_(STD)
