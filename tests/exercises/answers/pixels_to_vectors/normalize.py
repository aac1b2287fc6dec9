"""Answers to ``normalize`` of lesson 01, as beginners write them."""

import functools

import numpy as np
import torch
from answers import defined
from torch import nn
from torch.nn import functional as F
from torchvision import transforms


def steps_in_place_on_a_copy(pixels):
    x = pixels.float()
    x /= 255
    x -= 0.1307
    x /= 0.3081
    return x


def fills_one_by_one(pixels):
    flat = pixels.flatten()
    out = torch.empty(flat.shape[0])
    for i in range(flat.shape[0]):
        out[i] = (flat[i].item() / 255 - 0.1307) / 0.3081
    return out.reshape(pixels.shape)


def looks_up(pixels):
    table = (torch.arange(256) / 255 - 0.1307) / 0.3081
    return table[pixels.long()]


def through_numpy(pixels):
    array = pixels.numpy().astype(np.float32)
    return torch.from_numpy(np.asarray((array / 255 - 0.1307) / 0.3081, dtype=np.float32))


def mean_and_std_as_tensors(pixels):
    mean, std = torch.tensor(0.1307), torch.tensor(0.3081)
    return torch.div(torch.sub(pixels / 255, mean), std)


def with_torchvision(pixels):
    one_channel = pixels.reshape(1, 1, -1).float() / 255
    return transforms.Normalize((0.1307,), (0.3081,))(one_channel).reshape(pixels.shape)


def scale_then_shift(pixels, mean=0.1307, std=0.3081):
    return pixels.float() / (255 * std) - mean / std


class _Normalize(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor(0.1307))
        self.register_buffer("std", torch.tensor(0.3081))

    def forward(self, pixels):
        return (pixels.to(torch.float32) / 255.0 - self.mean) / self.std


def as_a_layer(pixels):
    layer = nn.Linear(1, 1)
    layer.weight.data[:] = 1 / (255 * 0.3081)
    layer.bias.data[:] = -0.1307 / 0.3081
    return layer(pixels.float().reshape(-1, 1)).reshape(pixels.shape)


RIGHT = [
    *defined(globals()),
    lambda pixels: (pixels / 255 - 0.1307) / 0.3081,
    lambda pixels: (pixels.float() / 255.0 - 0.1307) / 0.3081,
    lambda pixels: pixels.to(torch.float32).div(255).sub(0.1307).div(0.3081),
    lambda pixels: pixels.type(torch.FloatTensor).div_(255).sub_(0.1307).div_(0.3081),
    lambda pixels: (pixels.double() / 255 - 0.1307).div(0.3081).float(),
    lambda pixels: (pixels * (1 / 255) - 0.1307) * (1 / 0.3081),
    lambda pixels: (pixels - 0.1307 * 255) / (0.3081 * 255),
    lambda pixels: torch.tensor([(p / 255 - 0.1307) / 0.3081 for p in pixels.flatten().tolist()]).view(pixels.shape),
    lambda pixels: pixels.float().apply_(lambda p: (p / 255 - 0.1307) / 0.3081),
    lambda pixels: torch.lerp(torch.tensor(-0.1307 / 0.3081), torch.tensor(0.8693 / 0.3081), pixels / 255),
    lambda pixels: torch.from_numpy(np.interp(pixels, [0, 255], [-0.1307 / 0.3081, 0.8693 / 0.3081])).float(),
    functools.partial(scale_then_shift, mean=0.1307, std=0.3081),
    _Normalize(),
]


def writes_into_the_bytes(pixels):
    for i in range(len(pixels)):
        pixels[i] = (pixels[i] / 255 - 0.1307) / 0.3081
    return pixels


def forgets_the_underscores(pixels):
    x = pixels.float()
    x.div(255)
    x.sub(0.1307)
    x.div(0.3081)
    return x


def forgets_to_return(pixels):
    normalised = (pixels.float() / 255 - 0.1307) / 0.3081


def prints_normalised(pixels):
    print((pixels.float() / 255 - 0.1307) / 0.3081)


def in_place_on_the_bytes(pixels):
    pixels /= 255
    pixels -= 0.1307
    return pixels / 0.3081


def returns_after_the_first(pixels):
    for p in pixels.flatten():
        return (p.float() / 255 - 0.1307) / 0.3081


def its_own_mean_and_std(pixels):
    x = pixels.float() / 255
    return (x - x.mean()) / x.std()


def smallest_to_largest(pixels):
    x = pixels.float()
    return (x - x.min()) / (x.max() - x.min())


def clears_the_input(pixels):
    out = (pixels.float() / 255 - 0.1307) / 0.3081
    pixels.zero_()
    return out


def one_after_the_other_unkept(pixels):
    result = pixels.float()
    result / 255
    result - 0.1307
    return result / 0.3081


def subtracts_bytes(pixels):
    return (pixels - torch.tensor(33, dtype=torch.uint8)).float() / 255 / 0.3081


WRONG = [
    *defined(globals()),
    lambda pixels: pixels.float() / 0.3081,
    lambda pixels: torch.tensor([(p / 255 - 0.1307) / 0.3081 for p in pixels.flatten().tolist()]),  # loses the shape
    lambda pixels: ((pixels / 255.0 if pixels.max() > 100 else pixels.float()) - 0.1307) / 0.3081,
    lambda pixels: (pixels - 0.1307) / 255 / 0.3081,
    lambda pixels: ((pixels / 255) ** 2 - 0.1307) / 0.3081,
    lambda pixels: (pixels / 255 - 0.1307) / 0.3081**2,
    lambda pixels: (pixels / 255 - 0.1307 / 0.3081).float(),
    lambda pixels: pixels - 0.1307 / 0.3081,
    lambda pixels: (pixels / 255).round(),
    lambda pixels: (pixels / 128 - 1).float(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081) + torch.randn(pixels.shape) * 0.01,
    lambda pixels: (pixels.float() / 225 - 0.1307) / 0.3081,  # two digits swapped
    lambda pixels: (pixels.float() * 255 - 0.1307) / 0.3081,
    lambda pixels: (pixels.float() / 255 / 255 - 0.1307) / 0.3081,
    lambda pixels: (pixels.float() / 255 - 0.1370) / 0.3081,  # two digits swapped
    lambda pixels: (pixels.float() / 255 - 13.07) / 30.81,
    lambda pixels: (pixels.float() // 255 - 0.1307) / 0.3081,
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).half(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).int(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).round(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).round(decimals=2),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).clamp(0, 1),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).abs(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).tolist(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).numpy(),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).reshape(28, 28),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).unsqueeze(0),
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081)[0],
    lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).mean(),
    lambda pixels: ((pixels.float() / 255 - 0.1307) / 0.3081,),
    lambda pixels: torch.tensor((pixels.numpy() / 255 - 0.1307) / 0.3081),  # numpy computes in float64
    lambda pixels: (pixels - pixels.mean()) / pixels.std(),
    lambda pixels: (pixels.float() - 33.3) / 78.6,
    lambda pixels: (pixels - 33.32) / 78.57,
    lambda pixels: (pixels.float() - pixels.float().mean()) / pixels.float().std(correction=0),
    lambda pixels: (pixels / 255 - (pixels / 255).mean()) / (pixels / 255).std(correction=0),
    lambda pixels: (pixels / 255 - (pixels / 255).mean()) / 0.3081,
    lambda pixels: pixels.float() / pixels.max(),
    lambda pixels: F.normalize(pixels.float()),
    lambda pixels: transforms.Normalize((0.1307,), (0.3081,))(pixels),
    lambda pixels: (float(pixels) / 255 - 0.1307) / 0.3081,
    lambda pixels: ((p / 255 - 0.1307) / 0.3081 for p in pixels),
    lambda pixels: torch.tensor([-0.4242, 2.8215]),
    lambda pixels: (torch.zeros(60, 1, 28, 28) - 0.1307) / 0.3081,  # of another cell
    lambda pixels: (pixels - 33) / 79,
    lambda pixels: (pixels / 256 - 0.3081) / 0.1307,
    lambda pixels: (pixels / 255 - 0.13) / 0.31,
    lambda pixels: (pixels.float() - 0.1307) / 0.3081,
    lambda pixels: (pixels.float() / 256 - 0.1307) / 0.3081,
    lambda pixels: pixels.float() / 255,
    lambda pixels: (pixels.float() / 255 - 0.1307) * 0.3081,
    lambda pixels: (pixels.float() / 255 - 0.3081) / 0.1307,
    lambda pixels: (pixels.float() / 255 + 0.1307) / 0.3081,
    lambda pixels: pixels.float() / 255 - 0.1307,
    lambda pixels: pixels.float() / 255 / 0.3081,
    lambda pixels: (0.1307 - pixels.float() / 255) / 0.3081,
    lambda pixels: (pixels.float() / pixels.max() - 0.1307) / 0.3081,
    lambda pixels: ((pixels.float() / 255 if pixels.max() > 1 else pixels.float()) - 0.1307) / 0.3081,
    lambda pixels: pixels.float() / (255 - 0.1307) / 0.3081,
    lambda pixels: (pixels.float() / 255 - 0.5) / 0.5,
    lambda pixels: pixels,
    lambda pixels: [(row / 255 - 0.1307) / 0.3081 for row in pixels][-1],
    lambda pixels: (pixels - 0.3081) / 0.1307,
]
