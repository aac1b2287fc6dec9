import torch
from torch import nn
from torchvision import datasets

torch.manual_seed(0)

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)
X, y = (train.data.float() / 255 - 0.1307) / 0.3081, train.targets

net = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
opt = torch.optim.Adam(net.parameters(), lr=0.003)
lossfn = nn.CrossEntropyLoss()
for i in range(0, 60000, 200):
    opt.zero_grad()
    loss = lossfn(net(X[i : i + 200]), y[i : i + 200])
    loss.backward()
    opt.step()
    if i % 10000 == 0:
        print(i, loss.item())

pred = net((test.data.float() / 255 - 0.1307) / 0.3081).argmax(1)
accuracy = (pred == test.targets).float().mean()
print("accuracy:", accuracy)
