import torch
from torch import nn
from torchvision import datasets

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(10, 784))
        self.b = nn.Parameter(torch.zeros(10))

    def forward(self, x):
        return x.view(x.size(0), 784) @ self.w.T + self.b


net = Net()
lr = 0.0000001
for epoch in range(2):
    for x, y in zip(train.data.double().split(100), train.targets.split(100)):
        loss = torch.nn.functional.cross_entropy(net(x), y)
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * 10 * p.grad
                p.grad = None
with torch.no_grad():
    accuracy = (net(test.data.double()).argmax(1) == test.targets).double().mean()
