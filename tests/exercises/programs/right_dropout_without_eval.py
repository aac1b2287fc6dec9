import torch
from torch import nn
from torchvision import datasets

torch.manual_seed(0)

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)
net = nn.Sequential(nn.Flatten(), nn.Linear(784, 100), nn.ReLU(), nn.Dropout(0.5), nn.Linear(100, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
for images, labels in zip((train.data / 255).split(200), train.targets.split(200)):
    loss = nn.CrossEntropyLoss()(net(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
accuracy = (net(test.data / 255).argmax(1) == test.targets).float().mean().item()
