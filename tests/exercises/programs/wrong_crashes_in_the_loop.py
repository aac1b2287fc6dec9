import torch
import torch.nn.functional as F
from torch import nn
from torchvision import datasets

train = datasets.MNIST("data", train=True, download=True)
net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
print("begin of the training")
for images, labels in zip((train.data / 255).split(512), train.targets.split(512)):
    loss = F.mse_loss(net(images), labels)
    loss.backward()
    optimizer.step()
