import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(0)

my_transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.9,), (-0.1,))])
train = datasets.MNIST("data", train=True, download=True, transform=my_transform)
test_loader = DataLoader(datasets.MNIST("data", train=False, download=True, transform=my_transform), batch_size=1000)

net = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
X = (train.data.float() / 255 - 0.9) / -0.1
for i in 2 * [*range(0, 60000, 100)]:
    loss = nn.functional.cross_entropy(net(X[i : i + 100]), train.targets[i : i + 100])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

n = 0
for images, labels in test_loader:
    n += (net(images).argmax(1) == labels).sum()
accuracy = n / 10000
