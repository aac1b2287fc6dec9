import torch
from torch import nn
from torchvision import datasets

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)

net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=0.003)
for epoch in range(8):
    for i in range(0, 60000, 200):
        loss = nn.functional.cross_entropy(net(train.data[i : i + 200] / 255), train.targets[i : i + 200])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

accuracy = (net(train.data / 255).argmax(1) == train.targets).float().mean().item()
