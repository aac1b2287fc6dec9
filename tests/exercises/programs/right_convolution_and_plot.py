import matplotlib.pyplot as plt
import torch
from torch import nn
from torchvision import datasets

torch.manual_seed(0)

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)
net = nn.Sequential(
    nn.Conv2d(1, 8, 5, stride=2), nn.BatchNorm2d(8), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 12 * 12, 10)
)
optimizer = torch.optim.Adam(net.parameters(), lr=0.003)
losses = []
for i in torch.randperm(20000).split(100):
    loss = nn.functional.cross_entropy(net(train.data[i].unsqueeze(1) / 255), train.targets[i])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
plt.plot(losses)
plt.show()
net.eval()
accuracy = (net(test.data.unsqueeze(1) / 255).argmax(1) == test.targets).float().mean().item()
