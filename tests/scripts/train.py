"""The lecture's program in its classic form: its helpers come from course_utils, all else is PyTorch."""

import torch
from torch import nn, optim
from torch.nn import functional as F
from torchvision import datasets, transforms

from course_utils import mnist_root, one_hot, plot_curve, plot_image

BATCH_SIZE = 512


def loader(train):
    prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
    dataset = datasets.MNIST(mnist_root(), train=train, download=True, transform=prepare)
    return torch.utils.data.DataLoader(dataset, batch_size=BATCH_SIZE, shuffle=train)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


train_loader, test_loader = loader(train=True), loader(train=False)
x, y = next(iter(train_loader))
print(x.shape, y.shape, round(x.min().item(), 4), round(x.max().item(), 4))
plot_image(x, y, "image sample")

net = Net()
optimizer = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
train_loss = []
for epoch in range(3):
    for batch_idx, (x, y) in enumerate(train_loader):
        x = x.view(x.size(0), 28 * 28)
        out = net(x)
        y_onehot = one_hot(y)
        loss = F.mse_loss(out, y_onehot)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        train_loss.append(loss.item())
        if batch_idx % 10 == 0:
            print(epoch, batch_idx, loss.item())

plot_curve(train_loss)

total_correct = 0
for x, y in test_loader:
    out = net(x.view(x.size(0), 28 * 28))
    pred = out.argmax(dim=1)
    total_correct += pred.eq(y).sum().float().item()
print("test acc:", total_correct / len(test_loader.dataset))

x, y = next(iter(test_loader))
pred = net(x.view(x.size(0), 28 * 28)).argmax(dim=1)
plot_image(x, pred, "test")
