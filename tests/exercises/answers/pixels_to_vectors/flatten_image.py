"""Answers to ``flatten_image`` of lesson 01, as beginners write them."""

import functools

import torch
from answers import changed, defined
from torch import nn


def fills_places(image):
    square = image.reshape(28, 28)
    out = torch.zeros(1, 784, dtype=image.dtype)
    for row in range(28):
        for col in range(28):
            out[0, 28 * row + col] = square[row, col]
    return out


def as_nested_lists(image):
    numbers = [value for row in image.reshape(28, 28).tolist() for value in row]
    return torch.tensor([numbers], dtype=image.dtype)


def adds_a_dimension_when_missing(image):
    if image.dim() == 2:
        image = image.unsqueeze(0)
    return image.view(image.size(0), -1)


def resizes_a_copy(image):
    copy = image.clone()
    copy.resize_(1, 784)
    return copy


def sets_a_shape_in_numpy(image):
    array = image.numpy().copy()
    array.shape = (1, 784)
    return torch.from_numpy(array)


RIGHT = [
    *defined(globals()),
    lambda image: image.reshape(1, 28 * 28),
    lambda image: image.view(1, -1),
    lambda image: image.view(-1, 784),
    lambda image: image.flatten().unsqueeze(0),
    lambda image: image.flatten()[None],
    lambda image: image.ravel()[None, :],
    lambda image: torch.stack([image.flatten()]),
    lambda image: torch.cat(list(image.reshape(28, 28))).unsqueeze(0),
    lambda image: torch.cat(image.squeeze().split(1), dim=1),
    lambda image: torch.hstack(list(image.view(28, 28).unbind())).view(1, 784),
    lambda image: nn.Flatten()(image.reshape(1, 28, 28)),
    lambda image: torch.flatten(image).expand(1, 784),
    lambda image: torch.from_numpy(image.numpy().reshape(1, 784)),
    lambda image: image.contiguous().view(1, image.numel()),
    lambda image: image.reshape(784, 1).T,
    lambda image: image.clone().as_strided((1, 784), (784, 1)),
    functools.partial(torch.reshape, shape=(1, 784)),
    lambda image: image.flatten().unflatten(0, (1, 784)),
]


def result_dropped(image):
    image.reshape(1, 784)
    return image


def fills_float_zeros(image):
    square = image.reshape(28, 28)
    out = torch.zeros(1, 784)
    for row in range(28):
        for col in range(28):
            out[0, 28 * row + col] = square[row, col]
    return out


def returns_the_first_row(image):
    for row in image:
        return row


def sets_the_shape(image):
    image.shape = (1, 784)
    return image


def prints_the_row(image):
    print(image.reshape(1, 784))


def turns_it_first(image):
    square = image.reshape(28, 28)
    return square.T.reshape(1, 784)


def inverts_the_input(image):
    row = image.reshape(1, 784)
    row *= 0
    return row


def off_by_one_range(image):
    flat = image.flatten()
    out = torch.zeros(1, 784, dtype=image.dtype)
    for i in range(783):
        out[0, i] = flat[i]
    return out


def returns_inside_the_loop(image):
    numbers = []
    for row in image.reshape(28, 28):
        numbers += row.tolist()
        return torch.tensor([numbers], dtype=image.dtype)


def rows_over_each_other(image):
    row = torch.zeros(1, 784, dtype=image.dtype)
    for r in range(28):
        row[0, r : r + 28] = image.reshape(28, 28)[r]
    return row


WRONG = [
    *defined(globals()),
    lambda image: image,
    lambda image: image.resize_(1, 784),  # resizes the input
    lambda image: image.flatten(),
    lambda image: image.view(-1),
    lambda image: image.flatten().unsqueeze(1),
    lambda image: image.view(image.size(0), -1),
    lambda image: nn.Flatten()(image),
    lambda image: image.squeeze(),
    lambda image: image.reshape(1, 28, -1),
    lambda image: image.reshape(len(image), 784),
    lambda image: image.view(image.shape[0], 784),
    lambda image: image.reshape(1, 768),
    lambda image: image.reshape(1, 9),
    lambda image: image[0].reshape(1, 784),
    lambda image: image[0].view(1, -1),
    lambda image: image[0].flatten(),
    lambda image: image[0],
    lambda image: image.mT.reshape(1, 784),
    lambda image: image.flatten().flip(0).unsqueeze(0),
    lambda image: image.float().reshape(1, 784),
    lambda image: image.double().reshape(1, 784),
    lambda image: torch.tensor(image.flatten().tolist()).unsqueeze(0),
    lambda image: torch.Tensor(image.reshape(1, 784).tolist()),
    lambda image: image.reshape(1, 784).tolist(),
    lambda image: image.reshape(1, 784).numpy(),
    lambda image: [image.flatten()],
    lambda image: (image.reshape(1, 784),),
    lambda image: image.reshape(1, 784).shape,
    lambda image: torch.cat(list(image)),
    lambda image: torch.cat(list(image)).unsqueeze(0),  # right for [28, 28] only
    lambda image: torch.zeros(1, 784),
    lambda image: torch.empty(1, 784, dtype=image.dtype).fill_(7),
    lambda image: image.sum(dim=0).reshape(1, 784),
    lambda image: image.reshape(2, 392),
    lambda image: image.reshape(1, 784)[:, :-1],
    lambda image: image.flatten()[None, :, None],
    lambda image: torch.cat([image.flatten(), image.flatten()]).unsqueeze(0),
    lambda image: torch.stack([row[0] for row in image.reshape(28, 28)]).unsqueeze(0),
    lambda image: image.flatten().sort().values.unsqueeze(0),
    lambda image: image.reshape(1, 784) / 255,
    lambda image: (image.reshape(1, 784).float() / 255 - 0.1307) / 0.3081,
    lambda image: (row for row in image),
    lambda image: image.reshape(1, 784).bool(),
    changed(fills_float_zeros, "28 * row + col", "row + 28 * col"),
    changed(fills_places, "for row in range(28)", "for row in range(27)"),
    changed(fills_float_zeros, "\n    return", "\n        return"),
    lambda image: torch.empty(60000, 1, 28, 28, device="meta").reshape(1, 784),  # the `images` of the notebook
    lambda image: image.unsqueeze(0),
    lambda image: image.reshape(1, 1, 784),
]
