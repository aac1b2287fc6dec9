"""Train in as many processes as torchrun starts, or alone: ``train_together.py FOLDER PICTURES EPOCHS``.

Each process keeps the losses and the weights in the folder, and says when it has gone through all pictures once.
"""

import sys
from pathlib import Path

import torch

from course_utils import MLP, batches, train
from course_utils._processes import Team

folder, count, epochs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with Team.join() as team:
    torch.manual_seed(0)
    net = MLP()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    images, labels = torch.randn(count, 1, 28, 28), torch.arange(count) % 10
    shared, shares = team.share_network(net), team.share_batches(batches(images, labels))
    losses = []
    for _ in range(epochs):
        losses += team.whole_losses(train(shared, shares, optimizer, epochs=1))
        print("once through\n", end="", flush=True)  # in one go: the processes share one output
    torch.save({"losses": losses, "net": net.state_dict()}, folder / f"{team.rank}_of_{team.size}.pt")
