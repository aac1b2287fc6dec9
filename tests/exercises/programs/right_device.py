import torch
from torch import nn
from torchvision import datasets

torch.manual_seed(0)

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
train_set = datasets.MNIST("./mnist", train=True, download=True)
test_set = datasets.MNIST("./mnist", train=False)
images = (train_set.data[:, None].float() / 255 - 0.1307) / 0.3081
test_images = ((test_set.data[:, None].float() / 255 - 0.1307) / 0.3081).to(device)


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        x = torch.flatten(x, 1)
        return self.fc3(torch.relu(self.fc2(torch.relu(self.fc1(x)))))


net = Net().to(device)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
order = torch.randperm(60000)
for batch in order.split(512):
    x, y = images[batch].to(device), train_set.targets[batch].to(device)
    loss = nn.functional.cross_entropy(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

with torch.no_grad():
    right = net(test_images).argmax(dim=1) == test_set.targets.to(device)
accuracy = right.float().mean().item()
