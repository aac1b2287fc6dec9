"""Answers to lesson 01, as beginners write them."""
# ruff: noqa: F821, F841, SIM113
# Beginners write what a linter forbids, and some of it is right.

import functools
import operator

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torchvision import transforms


# pixel_index, right
def counts_rows(row, col):
    place = 0
    for _ in range(row):
        place += 28
    return place + col


def counts_pixels(row, col):
    count = 0
    for r in range(28):
        for c in range(28):
            if r == row and c == col:
                return count
            count += 1


def looks_for_it(row, col):
    for place in range(784):
        if divmod(place, 28) == (row, col):
            return place


def marks_and_finds(row, col):
    picture = torch.zeros(28, 28)
    picture[row, col] = 1
    return picture.flatten().argmax()


def marks_and_finds_in_numpy(row, col):
    picture = np.zeros((28, 28))
    picture[row][col] = 1
    return np.where(picture.ravel() == 1)[0][0]


class Grid:
    def __init__(self, width=28):
        self.width = width

    def place(self, row, col):
        return self.width * row + col

    def __call__(self, row, col):
        return self.place(row, col)


# pixel_index, wrong
def prints_index(row, col):
    print(28 * row + col)


def forgets_return(row, col):
    place = 28 * row + col


def counts_rows_only(row, col):
    count = 0
    for r in range(28):
        for c in range(28):
            if r == row and c == col:
                return count
        count += 1


def counts_too_early(row, col):
    count = 0
    for r in range(28):
        for c in range(28):
            count += 1
            if r == row and c == col:
                return count


def leaves_the_loop_at_once(row, col):
    place = 0
    for _ in range(row):
        place += 28
        return place + col


def returns_inside_if(row, col):
    if row == 0:
        return col


def returns_a_function(row, col):
    def place():
        return 28 * row + col

    return place


def bytes_overflow(row, col):
    return torch.tensor(row, dtype=torch.uint8) * 28 + col


def only_if_the_row_is_full(row, col):
    place = 28 * row
    if col == 27:
        place += col
    return place


def looks_from_one_on(row, col):
    for place in range(1, 784):
        if divmod(place, 28) == (row, col):
            return place


def asks_itself(row, col):
    return asks_itself(row - 1, col) + 28  # where does it begin?


# normalize, right
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


class Normalize(nn.Module):
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


# normalize, wrong
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


def subtracts_bytes(pixels):
    return (pixels - torch.tensor(33, dtype=torch.uint8)).float() / 255 / 0.3081


def in_place_on_the_bytes(pixels):
    pixels /= 255
    pixels -= 0.1307
    return pixels / 0.3081


def loses_the_shape(pixels):
    return torch.tensor([(p / 255 - 0.1307) / 0.3081 for p in pixels.flatten().tolist()])


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


# flatten_image, right
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


# flatten_image, wrong
def result_dropped(image):
    image.reshape(1, 784)
    return image


def resizes_the_input(image):
    return image.resize_(1, 784)


def fills_columns_first(image):
    square = image.reshape(28, 28)
    out = torch.zeros(1, 784, dtype=image.dtype)
    for row in range(28):
        for col in range(28):
            out[0, 28 * col + row] = square[row, col]
    return out


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


# flatten_batch, right
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


class Flattener(nn.Module):
    def forward(self, x):
        return x.view(x.size(0), 28 * 28)


# flatten_batch, wrong
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


def normalises_again(images):
    return (images.flatten(1) - 0.1307) / 0.3081


def resizes_the_batch(images):
    return images.resize_(len(images), 784)


def zeroes_the_batch(images):
    out = images.clone().flatten(1)
    images.zero_()
    return out


RIGHT = {
    "pixel_index": [
        lambda row, col: row * 28 + col,
        lambda row, col: col + row * 28,
        lambda r, c: (r << 5) - (r << 2) + c,
        lambda row, col: sum([28] * row) + col,
        lambda row, col: int(row * 28.0 + col),
        lambda row, col: torch.arange(784).reshape(28, 28)[row, col],
        lambda row, col: torch.arange(28 * 28).view(28, 28)[row][col].item(),
        lambda row, col: np.arange(784).reshape(28, 28)[row, col],
        lambda row, col: np.ravel_multi_index((row, col), (28, 28)),
        lambda row, col: torch.tensor([row, col]) @ torch.tensor([28, 1]),
        lambda row, col: np.dot([28, 1], [row, col]),
        lambda row, col: torch.tensor(28 * row + col, dtype=torch.int32),
        lambda row, col: [(r, c) for r in range(28) for c in range(28)].index((row, col)),
        lambda row, col: functools.reduce(lambda place, step: place + step, [28] * row, col),
        lambda row, col: len(range(28 * row)) + col,
        lambda row, col: operator.add(operator.mul(row, 28), col),
        functools.partial(lambda width, row, col: width * row + col, 28),
        counts_rows,
        counts_pixels,
        looks_for_it,
        marks_and_finds,
        marks_and_finds_in_numpy,
        Grid().place,
        Grid(28),
    ],
    "normalize": [
        lambda pixels: (pixels / 255 - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() / 255.0 - 0.1307) / 0.3081,
        lambda pixels: pixels.to(torch.float32).div(255).sub(0.1307).div(0.3081),
        lambda pixels: pixels.type(torch.FloatTensor).div_(255).sub_(0.1307).div_(0.3081),
        lambda pixels: (pixels.double() / 255 - 0.1307).div(0.3081).float(),
        lambda pixels: (pixels * (1 / 255) - 0.1307) * (1 / 0.3081),
        lambda pixels: (pixels - 0.1307 * 255) / (0.3081 * 255),
        lambda pixels: torch.tensor([(p / 255 - 0.1307) / 0.3081 for p in pixels.flatten().tolist()]).view(
            pixels.shape
        ),
        lambda pixels: pixels.float().apply_(lambda p: (p / 255 - 0.1307) / 0.3081),
        lambda pixels: torch.lerp(torch.tensor(-0.1307 / 0.3081), torch.tensor(0.8693 / 0.3081), pixels / 255),
        lambda pixels: torch.from_numpy(np.interp(pixels, [0, 255], [-0.1307 / 0.3081, 0.8693 / 0.3081])).float(),
        functools.partial(scale_then_shift, mean=0.1307, std=0.3081),
        scale_then_shift,
        steps_in_place_on_a_copy,
        fills_one_by_one,
        looks_up,
        through_numpy,
        mean_and_std_as_tensors,
        with_torchvision,
        Normalize(),
        as_a_layer,
    ],
    "flatten_image": [
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
        fills_places,
        as_nested_lists,
        adds_a_dimension_when_missing,
        resizes_a_copy,
        sets_a_shape_in_numpy,
    ],
    "flatten_batch": [
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
        stacks_rows,
        fills_batch,
        fills_plain_zeros,
        fills_pixel_rows,
        grows_by_cat,
        from_the_shape,
        Flattener(),
        Flattener().forward,
    ],
}

WRONG = {
    "pixel_index": [
        lambda row, col: row + 28 * col,
        lambda row, col: 28 * (row + col),
        lambda row, col: 28 * row + col + 1,
        lambda row, col: 28 * row + col - 1,
        lambda row, col: 28 * (row + 1) + col,
        lambda row, col: 28 * (row - 1) + col,
        lambda row, col: 28 * (row - 1) + (col - 1),
        lambda row, col: (row + 1) * (col + 1),
        lambda row, col: row * col,
        lambda row, col: row + col,
        lambda row, col: 28 * row * col,
        lambda row, col: 28 * row,
        lambda row, col: 27 * row + col,
        lambda row, col: 3 * row + col,  # the tiny picture's width
        lambda row, col: 10 * row + col,
        lambda row, col: 784 * row + col,
        lambda row, col: int(f"{row}{col}"),
        lambda row, col: f"{28 * row + col}",
        lambda row, col: (row, col),
        lambda row, col: (28 * row, col),
        lambda row, col: [28 * row + col],
        lambda row, col: torch.tensor([28 * row + col]),
        lambda row, col: 28.0 * row + col,
        lambda row, col: torch.tensor(28.0 * row + col),
        lambda row, col: (28 * row + col) / 1,
        lambda row, col: 28 * row + col / 28,
        lambda row, col: row // 28 + col,
        lambda row, col: row % 28 + col,
        lambda row, col: row * 28 // col,
        lambda row, col: divmod(row, col),
        lambda row, col: (27 - row) * 28 + col,
        lambda row, col: 28 * row + (27 - col),
        lambda row, col: 784 - (28 * row + col),
        lambda row, col: torch.arange(784).view(28, 28)[col, row],
        lambda row, col: torch.arange(1, 785).view(28, 28)[row, col],
        lambda row, col: torch.zeros(28, 28)[row, col],  # the pixel, not its place
        lambda row, col: images[row, col],  # a name of the notebook that nobody defined
        lambda row, col: sum(range(28 * row + col)),
        lambda row, col: 5,
        lambda index: 28 * index,
        prints_index,
        forgets_return,
        counts_rows_only,
        counts_too_early,
        leaves_the_loop_at_once,
        returns_inside_if,
        returns_a_function,
        bytes_overflow,
        looks_from_one_on,
        asks_itself,
        only_if_the_row_is_full,
    ],
    "normalize": [
        lambda pixels: (pixels.float() / pixels.max() - 0.1307) / 0.3081,
        lambda pixels: ((pixels.float() / 255 if pixels.max() > 1 else pixels.float()) - 0.1307) / 0.3081,
        lambda pixels: ((pixels / 255.0 if pixels.max() > 100 else pixels.float()) - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() - 0.1307) / 0.3081,
        lambda pixels: (pixels - 0.1307) / 255 / 0.3081,
        lambda pixels: ((pixels / 255) ** 2 - 0.1307) / 0.3081,
        lambda pixels: (pixels / 255 - 0.1307) / 0.3081**2,
        lambda pixels: (pixels / 255 - 0.1307 / 0.3081).float(),
        lambda pixels: (pixels / 255).round(),
        lambda pixels: (pixels / 128 - 1).float(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081) + torch.randn(pixels.shape) * 0.01,
        lambda pixels: pixels.float() / 255,
        lambda pixels: pixels.float() / 255 - 0.1307,
        lambda pixels: pixels.float() / 255 / 0.3081,
        lambda pixels: pixels.float() / 255 - 0.1307 / 0.3081,
        lambda pixels: pixels.float() / (255 - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() - 0.1307) / 0.3081 / 255,
        lambda pixels: (pixels.float() / 255 - 0.3081) / 0.1307,
        lambda pixels: (pixels.float() / 255 + 0.1307) / 0.3081,
        lambda pixels: (pixels.float() / 255 - 0.1307) * 0.3081,
        lambda pixels: (0.1307 - pixels.float() / 255) / 0.3081,
        lambda pixels: (pixels.float() / 256 - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() / 225 - 0.1307) / 0.3081,  # two digits swapped
        lambda pixels: (pixels.float() * 255 - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() / 255 / 255 - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() / 255 - 0.1370) / 0.3081,  # two digits swapped
        lambda pixels: (pixels.float() / 255 - 13.07) / 30.81,
        lambda pixels: (pixels.float() / 255 - 0.5) / 0.5,
        lambda pixels: (pixels // 255 - 0.1307) / 0.3081,
        lambda pixels: (pixels.float() // 255 - 0.1307) / 0.3081,
        lambda pixels: (pixels.double() / 255 - 0.1307) / 0.3081,
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).half(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).to(torch.uint8),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).int(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).round(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).round(decimals=2),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).clamp(0, 1),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).abs(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).tolist(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).numpy(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).flatten(),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).reshape(28, 28),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).unsqueeze(0),
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081)[0],
        lambda pixels: ((pixels / 255 - 0.1307) / 0.3081).mean(),
        lambda pixels: ((pixels.float() / 255 - 0.1307) / 0.3081,),
        lambda pixels: torch.tensor((pixels.numpy() / 255 - 0.1307) / 0.3081),  # numpy computes in float64
        lambda pixels: (pixels - pixels.mean()) / pixels.std(),
        lambda pixels: pixels.float() / pixels.max(),
        lambda pixels: F.normalize(pixels.float()),
        lambda pixels: transforms.Normalize((0.1307,), (0.3081,))(pixels),
        lambda pixels: (float(pixels) / 255 - 0.1307) / 0.3081,
        lambda pixels: ((p / 255 - 0.1307) / 0.3081 for p in pixels),
        lambda pixels: torch.tensor([-0.4242, 2.8215]),
        lambda pixels: pixels,
        writes_into_the_bytes,
        forgets_the_underscores,
        forgets_to_return,
        prints_normalised,
        subtracts_bytes,
        in_place_on_the_bytes,
        loses_the_shape,
        returns_after_the_first,
        its_own_mean_and_std,
        smallest_to_largest,
        clears_the_input,
    ],
    "flatten_image": [
        lambda image: image.flatten(),
        lambda image: image.reshape(784),
        lambda image: image.view(-1),
        lambda image: image.reshape(784, 1),
        lambda image: image.flatten().unsqueeze(1),
        lambda image: image.view(image.size(0), -1),
        lambda image: image.flatten(1),
        lambda image: nn.Flatten()(image),
        lambda image: image.unsqueeze(0),
        lambda image: image.squeeze(),
        lambda image: image.reshape(1, 28, 28),
        lambda image: image.reshape(28, 28),
        lambda image: image.reshape(1, 1, 784),
        lambda image: image.reshape(1, 28, -1),
        lambda image: image.reshape(1, 768),
        lambda image: image.reshape(1, 9),
        lambda image: image[0].reshape(1, 784),
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
        result_dropped,
        resizes_the_input,
        fills_columns_first,
        fills_float_zeros,
        returns_the_first_row,
        sets_the_shape,
        prints_the_row,
        turns_it_first,
        inverts_the_input,
        off_by_one_range,
    ],
    "flatten_batch": [
        lambda images: images.flatten(),
        lambda images: images.reshape(1, -1),
        lambda images: images.reshape(1, 784),
        lambda images: images.reshape(784, -1),
        lambda images: images.reshape(784, len(images)).T,
        lambda images: images.reshape(2, 784),
        lambda images: images.reshape(512, 784),
        lambda images: images.view(-1, 28),
        lambda images: images.flatten(2),
        lambda images: images.flatten(1, 2),
        lambda images: images.flatten(0, 1),
        lambda images: images.reshape(len(images), 1, 784),
        lambda images: images.reshape(len(images), 28, 28),
        lambda images: images.reshape(len(images), 28),
        lambda images: images.reshape(len(images[0]), -1),
        lambda images: images.squeeze(),
        lambda images: images.squeeze().flatten(1),  # a batch of one loses its first dimension too
        lambda images: images.squeeze(1),
        lambda images: images[0].reshape(1, 784),
        lambda images: images[0].flatten(),
        lambda images: images.transpose(2, 3).reshape(len(images), 784),
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
        lambda images: [image.flatten() for image in images],
        lambda images: tuple(image.flatten() for image in images),
        lambda images: images.flatten(1).tolist(),
        lambda images: images.flatten(1).numpy(),
        lambda images: images.flatten(1).long(),
        lambda images: images.flatten(1).shape,
        lambda images: (len(images), images.flatten(1)),
        lambda images: nn.Flatten(0)(images),
        nn.Flatten,  # the class instead of a layer
        batch_result_dropped,
        first_image_only,
        prints_shape,
        last_image_missing,
        always_the_first_image,
        columns_outside,
        generator_of_rows,
        normalises_again,
        resizes_the_batch,
        zeroes_the_batch,
    ],
}
