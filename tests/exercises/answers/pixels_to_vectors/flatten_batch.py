"""Answers to ``flatten_batch`` of lesson 01, as beginners write them."""

import functools

import torch
from answers import changed, defined
from torch import nn
from torch.nn import functional as F


def fills_pixel_rows(images):
    out = torch.zeros(len(images), 784)
    for i in range(len(images)):
        for row in range(28):
            out[i, 28 * row : 28 * row + 28] = images[i, 0, row]
    return out


def stacks_rows(images):
    rows = []
    for image in images:
        rows.append(image.reshape(784))
    return torch.stack(rows)


def fills_batch(images):
    out = images.new_zeros(len(images), 784)
    for i, image in enumerate(images):
        out[i] = image.flatten()
    return out


def fills_plain_zeros(images):
    out = torch.zeros(images.shape[0], 784)
    for i in range(images.shape[0]):
        out[i] = images[i].flatten()
    return out


def grows_by_cat(images):
    out = images[0].view(1, -1)
    for image in images[1:]:
        out = torch.cat([out, image.view(1, -1)])
    return out


def from_the_shape(images):
    b, channels, height, width = images.shape
    return images.reshape(b, channels * height * width)


class _Flattener(nn.Module):
    def forward(self, x):
        return x.view(x.size(0), 28 * 28)


class _MyTensor(torch.Tensor):
    pass


RIGHT = [
    *defined(globals()),
    lambda x: x.view(x.size(0), 28 * 28),
    lambda x: x.view(x.size(0), -1),
    lambda images: images.reshape(-1, 784),
    lambda images: images.flatten(1),
    lambda images: torch.flatten(images, start_dim=1),
    lambda images: images.squeeze(1).reshape(len(images), -1),
    lambda images: images[:, 0].flatten(start_dim=1),
    lambda images: torch.stack([image.flatten() for image in images]),
    lambda images: torch.cat([image.view(1, 784) for image in images], dim=0),
    lambda images: torch.vstack([image.ravel() for image in images]),
    lambda images: torch.cat(images[:, 0].unbind(1), dim=1),
    lambda images: torch.tensor(images.tolist(), dtype=images.dtype).view(len(images), 784),
    lambda images: torch.from_numpy(images.numpy().reshape(images.shape[0], -1)),
    lambda images: F.unfold(images, 1).flatten(1),
    functools.partial(torch.flatten, start_dim=1),
    nn.Flatten(),
    nn.Sequential(nn.Flatten(), nn.Identity()),
    _Flattener(),
    _Flattener().forward,
    lambda images: images.reshape(-1, 784).as_subclass(_MyTensor),
]


def batch_result_dropped(images):
    images.view(images.size(0), -1)
    return images


def first_image_only(images):
    for image in images:
        return image.reshape(1, 784)


def prints_shape(images):
    images = images.reshape(len(images), 784)
    print(images.shape)


def last_image_missing(images):
    out = torch.zeros(len(images), 784)
    for i in range(len(images) - 1):
        out[i] = images[i].flatten()
    return out


def always_the_first_image(images):
    out = torch.zeros(len(images), 784)
    for i in range(len(images)):
        out[i] = images[0].flatten()
    return out


def columns_outside(images):
    rows = []
    for image in images[:, 0]:
        rows.append(torch.stack([image[row, col] for col in range(28) for row in range(28)]))
    return torch.stack(rows)


def generator_of_rows(images):
    for image in images:
        yield image.flatten()


def zeroes_the_batch(images):
    out = images.clone().flatten(1)
    images.zero_()
    return out


def _not_solved_yet(image): ...


WRONG = [
    *defined(globals()),
    lambda images: images,
    *(lambda images, dtype=dtype: images.flatten(1).to(dtype) for dtype in (torch.int64, torch.int32)),
    lambda images: (images.flatten(1) - 0.1307) / 0.3081,  # normalises again
    lambda images: images.resize_(len(images), 784),  # resizes the batch
    lambda images: images.reshape(1, 784),
    lambda images: images.reshape(784),
    lambda images: images.reshape(len(images[0]), 784),
    lambda images: images.reshape(2, 784),
    lambda images: images.reshape(512, 784),
    lambda images: images.view(2, -1),
    lambda images: images.reshape(b, 784),  # noqa: F821
    lambda images: images.view(60000, 784),
    lambda images: images.view(-1, 28),
    lambda images: images.flatten(2),
    lambda images: images.flatten(1, 2),
    lambda images: images.flatten(0, 1),
    lambda images: images.reshape(len(images), 28),
    lambda images: images.reshape(len(images[0]), -1),
    lambda images: images.squeeze(1),
    lambda images: images[0].flatten(),
    lambda images: images[0].reshape(len(images), 784),
    lambda images: images[0].reshape(1, 784),
    lambda images: [image.reshape(1, 784) for image in images],
    lambda images: images.permute(1, 0, 2, 3).reshape(-1, 28),
    lambda images: images.reshape(len(images), 783),
    lambda images: images.flatten(1)[:, 1:],
    lambda images: images.flatten(1)[1:],
    lambda images: images.flatten(1)[torch.randperm(len(images))],
    lambda images: images.flatten(1).flip(1),
    lambda images: images.flatten(1).flip(0),
    lambda images: images.flatten(1).T,
    lambda images: images.flatten(1).sum(0),
    lambda images: images.flatten(1).mean(dim=1),
    lambda images: torch.stack([image.flatten() for image in images], dim=1),
    lambda images: torch.cat([image.flatten() for image in images]),
    lambda images: torch.cat([image.flatten() for image in images]).unsqueeze(0),
    lambda images: tuple(image.flatten() for image in images),
    lambda images: images.flatten(1).tolist(),
    lambda images: images.flatten(1).numpy(),
    lambda images: images.flatten(1).long(),
    lambda images: images.flatten(1).shape,
    lambda images: (len(images), images.flatten(1)),
    lambda images: nn.Flatten(0)(images),
    nn.Flatten,  # the class instead of a layer
    changed(fills_plain_zeros, "range(images", "range(1, images"),
    changed(
        fills_plain_zeros,
        "zeros(images.shape[0], 784)",
        "zeros(784, len(images))",
        "range(images",
        "range(1, images",
        "out[i]",
        "out[:, i]",
    ),
    changed(fills_plain_zeros, "\n    return", "\n        return"),
    changed(stacks_rows, "torch.stack(rows)", "rows[-1]"),
    lambda images: images.reshape(784, len(images)).T,
    lambda images: images.reshape(784, -1),
    lambda images: images.squeeze(),
    lambda images: images.squeeze().flatten(1),  # a batch of one loses its first dimension too,
    lambda images: [_not_solved_yet(image) for image in images],
]
