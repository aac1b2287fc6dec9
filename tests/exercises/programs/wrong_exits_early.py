import sys

import torch
from torch import nn

net = nn.Linear(784, 10)
if torch.tensor(1) == 1:
    print("No GPU!")
    sys.exit(1)
accuracy = 0.9
