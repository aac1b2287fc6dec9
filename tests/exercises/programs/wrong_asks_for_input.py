import torch

epochs = int(input("How many epochs? "))
net = torch.nn.Linear(784, 10)
accuracy = 0.9
