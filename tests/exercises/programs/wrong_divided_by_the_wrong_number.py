import torch
from torch import nn
from torchvision import datasets

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)

net = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=0.003)
for i in range(0, 10000, 50):
    loss = nn.functional.cross_entropy(net(train.data[i : i + 50] / 255), train.targets[i : i + 50])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

correct = (net(test.data / 255).argmax(1) == test.targets).sum().item()
accuracy = correct / len(train)
