import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from torchvision.transforms import ToTensor

torch.manual_seed(0)

train_loader = DataLoader(MNIST(root=".", train=True, transform=ToTensor(), download=True), 256, shuffle=True)
test_loader = DataLoader(MNIST(root=".", train=False, transform=ToTensor(), download=True), 256)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l1 = nn.Linear(28 * 28, 128)
        self.l2 = nn.Linear(128, 10)

    def forward(self, x):
        x = x.view(-1, 28 * 28)
        x = torch.relu(self.l1(x))
        return F.log_softmax(self.l2(x), dim=1)


net = Net()
optimizer = torch.optim.Adam(net.parameters())
for batch, (x, y) in enumerate(train_loader):
    optimizer.zero_grad()
    loss = F.nll_loss(net(x), y)
    loss.backward()
    optimizer.step()
    print("\rbatch", batch, "loss", float(loss), end="")

correct = 0
total = 0
for x, y in test_loader:
    _, predicted = torch.max(net(x), 1)
    total += y.size(0)
    correct += (predicted == y).sum().item()
accuracy = 100 * correct / total
print("\nAccuracy: %d %%" % accuracy)
