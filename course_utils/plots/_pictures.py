"""Digits, and weights shown as pictures."""

from collections.abc import Sequence

import numpy as np
from torch import Tensor

from course_utils._figures import new_figure, show
from course_utils._inputs import as_array, label_texts
from course_utils._messages import counted, sentence
from course_utils._palette import BLUE, ORANGE

_SHOWN_AT_MOST = 6


def plot_image(img: Tensor | np.ndarray, label: Tensor | Sequence | np.ndarray, name: str) -> None:
    """Show up to six digits with their labels.

    Parameters
    ----------
    img : Tensor or array, any number dtype, shape [b, 1, 28, 28] or [b, 28, 28], b at least 1
        Pictures, on any device, normalised or not. The first six are shown.
    label : Tensor, list or array, shape [b]
        What to write above each picture: its label, or any other short text.
    name : str
        What the labels are, such as "label" or "predicted"; it stands before each of them.

    Raises
    ------
    TypeError
        Pictures that are neither tensor nor array.
    ValueError
        No picture, pictures of another shape, or fewer labels than pictures.

    Examples
    --------
    >>> import torch
    >>> plot_image(torch.zeros(2, 1, 28, 28), [7, 2], "label")
    [2 digits, labelled 7 2]
    """
    pictures = as_array(img, "pictures as a tensor of shape [b, 1, 28, 28]")
    if pictures.ndim == 4 and pictures.shape[1] == 1:
        pictures = pictures[:, 0]
    if pictures.ndim != 3 or 0 in pictures.shape:
        todo = "show a single picture as a batch of one: img[None]" if pictures.ndim == 2 else "pass a whole batch"
        raise ValueError(sentence("pictures of shape [b, 1, 28, 28], at least one", img, todo))
    labels = label_texts(label)
    pictures = pictures[:_SHOWN_AT_MOST]
    if len(labels) < len(pictures):
        raise ValueError(
            sentence(f"a label for each of the {len(img)} pictures", f"{len(labels)} labels", "pass both of one batch")
        )
    labels = labels[: len(pictures)]

    columns = min(3, len(pictures))
    rows = -(-len(pictures) // columns)
    figure = new_figure(2 * columns, 2.2 * rows)
    grid = list(figure.subplots(rows, columns, squeeze=False).flat)
    for axes, picture, text in zip(grid, pictures, labels, strict=False):
        axes.imshow(picture, cmap="gray", interpolation="none")
        axes.set_title(f"{name}: {text}")
    for axes in grid:
        axes.set_xticks([])
        axes.set_yticks([])
    for axes in grid[len(pictures) :]:
        axes.set_visible(False)
    show(figure, f"{counted(len(pictures), 'digit')}, labelled {' '.join(labels)}")


def plot_weights(weight: Tensor | np.ndarray, count: int = 24) -> None:
    """Show what the first units of a first layer look for: their 784 weights as pictures.

    Blue is negative, white zero, orange positive, on one scale for all, as in the widget of lesson 7.

    Parameters
    ----------
    weight : Tensor or array, shape [m, 784]
        The weight of a first layer, one row a unit.
    count : int
        How many units to show at most.

    Raises
    ------
    TypeError
        Neither tensor nor array.
    ValueError
        A shape other than [m, 784], or a count below 1.

    Examples
    --------
    >>> import torch
    >>> plot_weights(torch.zeros(256, 784), count=6)
    [the weights of 6 of 256 units as pictures, from 0 to 0]
    """
    rows = as_array(weight, "the weight of a first layer as a tensor of shape [m, 784]")
    if rows.ndim != 2 or rows.shape[0] == 0 or rows.shape[1] != 784:
        raise ValueError(sentence("a weight of shape [m, 784]", weight, "pass the weight of the first layer"))
    if not isinstance(count, int | np.integer) or isinstance(count, bool) or count < 1:
        raise ValueError(sentence("count to be a whole number, at least 1", count, "ask for count=24"))
    pictures = rows[:count].reshape(-1, 28, 28)
    columns = min(8, len(pictures))
    figure = new_figure(columns, 1.05 * -(-len(pictures) // columns))
    grid = list(figure.subplots(-(-len(pictures) // columns), columns, squeeze=False).flat)
    largest = float(np.abs(pictures).max()) or 1.0
    from matplotlib.colors import LinearSegmentedColormap  # late, as everywhere: drawing alone needs it

    # An odd number of steps, so that one of them is white: a weight of 0 has no hue.
    hues = LinearSegmentedColormap.from_list("blue to orange", [BLUE, "white", ORANGE], N=257)
    for axes in grid:
        axes.set_axis_off()
    for axes, picture in zip(grid, pictures, strict=False):
        axes.imshow(picture, cmap=hues, vmin=-largest, vmax=largest, interpolation="none")
    low, high = pictures.min(), pictures.max()
    show(figure, f"the weights of {len(pictures)} of {len(rows)} units as pictures, from {low:.2g} to {high:.2g}")
