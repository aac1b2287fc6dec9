import sys

import torch
from torch import nn
from torchvision import datasets

torch.manual_seed(0)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(784, 32), nn.Linear(32, 10)])

    def forward(self, x):
        x = x.reshape(len(x), -1)
        return self.layers[1](self.layers[0](x).relu())


if __name__ == "__main__":
    train = datasets.MNIST("data", download=True)
    test = datasets.MNIST("data", train=False, download=True)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), 0.003)
    for i in torch.randperm(60000).split(200):
        loss = nn.functional.cross_entropy(net(train.data[i] / 255), train.targets[i])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    accuracy = round(100 * (net(test.data / 255).argmax(1) == test.targets).sum().item() / 10000)
    print(f"{accuracy} %")
    sys.exit(0)
