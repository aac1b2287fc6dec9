"""Answers to ``predict`` of lesson 11, as beginners write them."""

import functools

import numpy as np
import torch
from answers import defined
from torch import nn
from torch.nn import functional as F


@torch.no_grad()
def decorated(net, images):
    return net(images).argmax(dim=1)


def without_gradients(net, images):
    net.eval()
    with torch.no_grad():
        out = net(images)
    return torch.argmax(out, dim=1)


def inference(net, images):
    with torch.inference_mode():
        values, places = net(images).max(dim=1)
        return places.clone()


def row_by_row(net, images):
    answers = []
    for row in net(images):
        answers.append(row.argmax().item())
    return torch.tensor(answers)


def picture_by_picture(net, images):
    return torch.stack([net(image[None])[0].argmax() for image in images])


def compares_one_by_one(net, images):
    answers = torch.zeros(len(images), dtype=torch.long)
    for i, row in enumerate(net(images).tolist()):
        best = 0
        for digit in range(1, 10):
            if row[digit] > row[best]:
                best = digit
        answers[i] = best
    return answers


def restores_the_mode(net, images):
    mode = net.training
    net.eval()
    try:
        with torch.no_grad():
            return net(images).max(1)[1]
    finally:
        net.train(mode)


def flattens_itself(net, images):
    return net(images.view(images.size(0), 784)).argmax(1)


class _Predictor(nn.Module):
    def forward(self, net, images):
        return net(images).argmax(dim=1)

    def method(self, net, images):
        return self(net, images)


def _along(dim, net, images):
    return net(images).argmax(dim=dim)


RIGHT = [
    *defined(globals()),
    lambda net, images: torch.from_numpy(net(images).detach().numpy().argmax(axis=1)),  # through numpy
    lambda net, images: torch.cat([net(part).argmax(-1) for part in images.split(2)]),  # in small pieces
    _Predictor(),
    _Predictor().method,
    functools.partial(_along, 1),
    functools.partial(_along, -1),
    lambda net, images: net(images).argmax(1),
    lambda net, images: net.forward(images).softmax(dim=1).argmax(dim=1),
    lambda net, images: net(images).topk(1).indices.squeeze(1),
    lambda net, images: net(images).argmax(dim=1, keepdim=True).flatten(),
    lambda net, images: net(images).argsort(dim=1)[:, -1],
    lambda net, images: torch.max(net(images).detach(), 1).indices,
    lambda net, images: net(images).T.argmax(0),
    lambda net, images: (-net(images)).argmin(dim=1),
    lambda net, images: torch.tensor([max(range(10), key=row.__getitem__) for row in net(images).tolist()]),
]


def prints_answers(net, images):
    print(net(images).argmax(dim=1))


def forgets_return(net, images):
    predicted = net(images).argmax(dim=1)


def first_only(net, images):
    for image in images:
        return net(image.unsqueeze(0)).argmax(dim=1)


def keeps_the_last(net, images):
    for image in images:
        predicted = net(image.unsqueeze(0)).argmax(dim=1)
    return predicted


def trains_on_the_way(net, images):
    out = net(images)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.mul_(0.9)
    return out.argmax(dim=1)


def freezes_the_net(net, images):
    net.requires_grad_(False)
    return net(images).argmax(dim=1)


def largest_output(net, images):
    return net(images).max(dim=1)[0].long()


def compares_with_max(net, images):
    out = net(images)
    return (out == out.max()).nonzero()[:, 1]


def whole_argmax(net, images):
    return torch.tensor([net(image.unsqueeze(0)).argmax(dim=0)[0] for image in images])


def of_three_pictures(net, images):
    return net(images[:3]).argmax(dim=1)


WRONG = [
    *defined(globals()),
    lambda net, images: net(images),  # returns the outputs
    lambda net, images: (net(images).sum().backward(), net(images).argmax(dim=1))[1],  # leaves gradients in the net
    lambda net, images: (net(images) > 0.5).nonzero()[:, 1],  # threshold
    lambda net, images: net(images).argmax().item(),  # one picture at a time
    lambda net, images: net.double()(images.double()).argmax(dim=1),  # makes the net double
    lambda net, images: F.relu(net(images)).argmax(dim=1),
    functools.partial(_along, 0),
    lambda net, images: net(images).argmax(),
    lambda net, images: net(images).argmax(dim=2),
    lambda net, images: net(images).argmax(dim=1, keepdim=True),
    lambda net, images: net(images).argmin(dim=1),
    lambda net, images: net(images).max(dim=1),
    lambda net, images: net(images).max(dim=1).values,
    lambda net, images: net(images).max(dim=1)[0],
    lambda net, images: net(images).max(),
    lambda net, images: net(images).softmax(dim=1),
    lambda net, images: net(images).softmax(dim=0).argmax(dim=1),
    lambda net, images: net(images).abs().argmax(dim=1),
    lambda net, images: net(images).round().long(),
    lambda net, images: net(images).argmax(dim=1).tolist(),
    lambda net, images: net(images).argmax(dim=1).numpy(),
    lambda net, images: net(images).argmax(dim=1).float(),
    lambda net, images: net(images).argmax(dim=1).int(),
    lambda net, images: net(images).argmax(dim=1).item(),
    lambda net, images: F.one_hot(net(images).argmax(dim=1), 10),
    lambda net, images: net(images).argmax(dim=1) + 1,
    lambda net, images: net(images[0]).argmax(dim=1),
    lambda net, images: net(images[:1]).argmax(dim=1),
    lambda net, images: net(images).topk(3).indices,
    lambda net, images: net(images).argsort(dim=1),
    lambda net, images: images.argmax(dim=1),
    lambda net, images: net.argmax(images),
    lambda net, images: np.argmax(net(images)),
    lambda net, images: (net(images).argmax(dim=1), net(images)),
    lambda net, images: [net(image).argmax() for image in images],
    lambda net, images: net(images.reshape(1, -1)).argmax(dim=1),
    lambda net, images: (net(images) - 1).abs().argmin(dim=1),  # nearest to 1
    lambda net, images: (net(images) > 0.5).long().argmax(dim=1),
    lambda net, images: net(images).round().argmax(dim=1),
    lambda net, images: torch.tensor([max(range(9), key=row.__getitem__) for row in net(images).tolist()]),
    lambda net, images: net(images)[0].argmax(),
    lambda net, images: [row.argmax() for row in net(images)][-1],
    lambda net, images: torch.tensor([net(images)[i].argmax().item() for i in range(1, len(images))]),
    lambda net, images: torch.tensor([net(images)[i].argmax().item() for i in range(len(images) - 1)]),
    lambda net, images: net(torch.zeros(20, 1, 28, 28)).argmax(dim=1),  # pictures of the notebook
    lambda net, images: net(images.flatten()).argmax(dim=1),
    lambda net, images: net(len(images)).argmax(dim=1),
    lambda net, images: net.predict(images),
    lambda net, images: images.flatten(1).argmax(dim=1),
    lambda net, images: net(images).argmin(dim=0),
    lambda net, images: net(images).max(dim=0).values,
    lambda net, images: net(images).round(),
]
