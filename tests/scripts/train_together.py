"""Train in as many processes as torchrun starts, or alone: ``train_together.py FOLDER PICTURES EPOCHS``.

It is what ``python -m course_utils`` trains, with as many of the 60,000 pictures as one names. Each process keeps the
losses, the weights and the accuracy in the folder, and says when it has gone through all pictures once.
"""

import sys
from pathlib import Path

import torch

from course_utils import MLP, batches, evaluate, load_mnist, train
from course_utils._processes import Team

folder, count, epochs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with Team.join() as team:
    torch.manual_seed(0)
    net = MLP()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    images, labels = (part[:count] for part in load_mnist())
    shared, shares = team.share_network(net), team.share_batches(batches(images, labels))
    losses = []
    for _ in range(epochs):
        losses += team.whole_losses(train(shared, shares, optimizer, epochs=1))
        print("once through\n", end="", flush=True)  # in one go: the processes share one output
    accuracy = evaluate(net, batches(*load_mnist(train=False), shuffle=False))
    kept = {"losses": losses, "net": net.state_dict(), "accuracy": accuracy}
    torch.save(kept, folder / f"{team.rank}_of_{team.size}.pt")
