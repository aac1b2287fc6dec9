"""The program around your parts: how a network made by hand is started, trained and tested.

It is a text to be put together with the parts that it names: ``own_network`` runs it beside them, and writes it into
``my_network.py`` under them. That file needs nothing of the course but, where no folder is named, its pictures.
"""
# ruff: noqa: F821 - the parts stand above this text when it runs

import sys
from pathlib import Path

import torch
from torch import nn

BATCH_SIZE, LEARNING_RATE, MOMENTUM = 512, 0.01, 0.9


def start(seed=0):
    """Give the random start of three layers, as torch makes it: w1, b1, w2, b2, w3, b3."""
    torch.manual_seed(seed)
    layers = [nn.Linear(784, 256), nn.Linear(256, 64), nn.Linear(64, 10)]
    return [parameter.detach() for layer in layers for parameter in (layer.weight, layer.bias)]


def train_batch(images, labels, params, velocities):
    """Forward, loss, backward, step; give the loss."""
    x, targets = flatten_batch(images), one_hot(labels)
    h1, h2, out = forward(x, params)
    same = [param.detach() for param in params]  # a backward that asks autograd leaves its mark on these
    grads = backward(x, same, h1, h2, mse_gradient(out, targets))
    momentum_step(params, grads, velocities, LEARNING_RATE, MOMENTUM)
    return float(mse_loss(out, targets))


class Network(nn.Module):
    """The parts as a network that can be asked: pictures [b, 1, 28, 28] in, ten outputs each out."""

    def __init__(self, params):
        super().__init__()
        self.params = params

    def forward(self, images):
        """Give the outputs, [b, 10]."""
        return forward(flatten_batch(images), self.params)[2]


def share_right(images, labels, params):
    """Give the share of right answers, 0 to 1."""
    predicted = torch.cat([predict(Network(params), part) for part in images.split(BATCH_SIZE)])
    return float(accuracy(predicted, labels))


def read(folder, name):
    """Read pictures, uint8 [n, 1, 28, 28], and labels, int64 [n]: 16 and 8 bytes of header stand before them."""
    pixels, labels = (
        torch.frombuffer(bytearray((folder / f"{name}-{kind}").read_bytes()), dtype=torch.uint8)
        for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")
    )
    return pixels[16:].reshape(-1, 1, 28, 28), labels[8:].long()


def find_pictures():
    """Give the folder of the four files of MNIST: the one that was named, or the course's, if that is installed."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    if len(sys.argv) == 1:
        try:
            from course_utils import mnist_root

            folder = mnist_root() / "MNIST" / "raw"
        except ImportError:
            pass  # then they may lie beside this file
    if not (folder / "train-images-idx3-ubyte").is_file():
        sys.exit(f"expected the four files of MNIST, got none in {folder}; name their folder: my_network.py FOLDER.")
    return folder


def main():
    """Train for three epochs on all 60,000 pictures, test on the other 10,000."""
    signs = getattr(sys.stdout, "encoding", None) or "utf-8"  # a terminal may not know all of a name
    print(f"{NAME}, {DATE}: {PARTS}".encode(signs, "replace").decode(signs))
    folder = find_pictures()
    pixels, labels = read(folder, "train")
    params = start()
    velocities = [torch.zeros_like(parameter) for parameter in params]
    for epoch in range(3):
        for number, batch in enumerate(torch.randperm(len(pixels)).split(BATCH_SIZE)):
            loss = train_batch(normalize(pixels[batch]), labels[batch], params, velocities)
            if number % 30 == 0:
                print(f"epoch {epoch}  batch {number:3}  loss {loss:.4f}", flush=True)
    pixels, labels = read(folder, "t10k")
    print(f"test accuracy {share_right(normalize(pixels), labels, params):.4f}")
