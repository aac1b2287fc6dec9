import torch

w = torch.zeros(784, 10, requires_grad=True)


def net(x):
    return x.view(-1, 784) @ w


accuracy = 0.887
