"""Read handwritten digits: load MNIST, train a network, test it."""

import torch
from torch import nn, optim
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
train_set = datasets.MNIST("data", train=True, download=True, transform=transform)
test_set = datasets.MNIST("data", train=False, download=True, transform=transform)
train_loader = DataLoader(train_set, batch_size=512, shuffle=True)
test_loader = DataLoader(test_set, batch_size=512)


class Net(nn.Module):
    """Three layers, 784-256-64-10, with ReLU between them."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        """Give ten outputs for each picture."""
        x = x.view(x.size(0), 784)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


net = Net()
optimizer = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)

for epoch in range(3):
    for images, labels in train_loader:
        out = net(images)
        loss = F.mse_loss(out, F.one_hot(labels, 10).float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("epoch", epoch, "loss", round(loss.item(), 4))

right = 0
with torch.no_grad():
    for images, labels in test_loader:
        right += (net(images).argmax(dim=1) == labels).sum().item()
accuracy = right / len(test_set)
print("test accuracy", accuracy)
