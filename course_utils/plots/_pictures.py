"""Digits, and weights shown as pictures."""

from collections.abc import Sequence

import numpy as np
from torch import Tensor

from course_utils._figures import DIGIT, ON_PICTURE, WIDTH, drawable, new_axes, new_grid, show
from course_utils._inputs import Row, as_array, as_pictures, label_texts, whole_number
from course_utils._messages import counted, sentence
from course_utils._palette import BLUE, ORANGE


def plot_image(img: Tensor | np.ndarray | Sequence[Tensor], label: Row | Sequence[str], name: str) -> None:
    """Show up to six digits with their labels.

    Parameters
    ----------
    img : Tensor, array or list of them, any number dtype, shape [b, 1, 28, 28] or [b, 28, 28], b at least 1
        Pictures of any size, on any device, normalised or not. The first six are shown, of several channels the first.
    label : Tensor, list or array, shape [b] or [b, 1]
        What to write above each picture: its label, or any other short text.
    name : str
        What the labels are, such as "label" or "predicted"; it stands before each of them.

    Raises
    ------
    TypeError
        Pictures that are no tensors or arrays, or a single label.
    ValueError
        No picture, pictures of another shape, or fewer labels than pictures.

    Examples
    --------
    >>> import torch
    >>> plot_image(torch.zeros(2, 1, 28, 28), [7, 2], "label")
    [2 digits, labelled 7 2]
    """
    pictures = as_pictures(img, at_most=6)
    labels = label_texts(label, len(pictures))
    figure, grid = new_grid(len(pictures), 3, 225)
    for axes, picture, text in zip(grid, pictures, labels, strict=True):
        axes.imshow(drawable(picture), cmap="gray", interpolation="none")
        axes.set(title=f"{name}: {text}", xticks=[], yticks=[])
    # A digit of MNIST has 28 rows and columns; a lesson's tiny example is a picture, and no digit.
    noun = "digit" if all(picture.shape == (28, 28) for picture in pictures) else "picture"
    what = "labelled" if name == "label" else f"{name}:"
    show(figure, f"{counted(len(pictures), noun)}, {what} {' '.join(labels)}")


def plot_numbers(image: Tensor | np.ndarray) -> None:
    """Show one picture, or a part of it, with the number of every pixel printed on it.

    Whole numbers are written as they are, others with two digits after the point.

    Parameters
    ----------
    image : Tensor or array, shape [h, w]
        Grey levels; uint8 from 0, black, to 255, white, other dtypes from their smallest to their largest number.

    Raises
    ------
    TypeError
        Neither tensor nor array.
    ValueError
        A shape other than [h, w], or so many columns or rows that their numbers find no room.

    Examples
    --------
    >>> import torch
    >>> plot_numbers(torch.tensor([[0, 255], [128, 0]], dtype=torch.uint8))
    [a picture of 2 rows and 2 columns with its numbers, from 0 to 255]
    """
    values = as_array(image, "a picture as a tensor of shape [h, w]")
    if values.ndim != 2 or values.size == 0:
        raise ValueError(sentence("a picture of shape [h, w]", image, "pick a single one, as in images[0, 0]"))
    rows, columns = values.shape
    whole = values.dtype.kind in "bui" or (np.isfinite(values).all() and (values % 1 == 0).all())
    texts = [f"{number:.0f}" if whole else f"{number:.2f}" for number in values.flat]
    side = min(64, (WIDTH - 50) // columns, 540 // rows)  # of a pixel
    if side < max(DIGIT * max(map(len, texts)), 16) + 1:
        raise ValueError(sentence("a picture that leaves its numbers room", image, "pass a part: image[5:25, 4:24]"))
    picture = drawable(values)
    finite = picture[np.isfinite(picture)] if values.dtype != np.uint8 else np.array([0.0, 255.0])
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 1.0)
    figure, axes = new_axes(rows * side + 50)
    axes.imshow(picture, cmap="gray", vmin=low, vmax=high, interpolation="none")
    middle = low + 0.46 * (high - low)
    for place, text in enumerate(texts):
        row, column = divmod(place, columns)
        # Black and white stand out from every grey: where both are as good, at 0.46, by 4.6 to 1.
        ink = "white" if picture[row, column] <= middle else "black"  # a gap is paper
        axes.text(column, row, text, ha="center", va="center", color=ink, gid=ON_PICTURE)
    axes.set(xlabel="column", ylabel="row", xticks=range(columns), yticks=range(rows))
    numbers = f"{values.min():.4g} to {values.max():.4g}"
    size = f"{counted(rows, 'row')} and {counted(columns, 'column')}"
    show(figure, f"a picture of {size} with its numbers, from {numbers}")


def plot_weights(weight: Tensor | np.ndarray, count: int = 24) -> None:
    """Show what the first units of a first layer look for: their 784 weights as pictures.

    Blue is negative, white zero, orange positive, on one scale for all, as in the widget of lesson 11.

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
    shown = whole_number(count)
    if shown is None or shown < 1:
        raise ValueError(sentence("count to be a whole number, at least 1", count, "ask for count=24"))
    from matplotlib.colors import LinearSegmentedColormap  # late, as everywhere: drawing alone needs it

    # An odd number of steps, so that one of them is white: a weight of 0 has no hue.
    hues = LinearSegmentedColormap.from_list("blue to orange", [BLUE, "white", ORANGE], N=257)
    pictures = drawable(rows[:shown].reshape(-1, 28, 28))
    largest = float(np.nan_to_num(np.abs(pictures)).max()) or 1.0
    figure, grid = new_grid(len(pictures), 6, 104)
    for unit, (axes, picture) in enumerate(zip(grid, pictures, strict=True)):
        drawn = axes.imshow(picture, cmap=hues, vmin=-largest, vmax=largest, interpolation="none")
        axes.set(title=f"unit {unit}", xticks=[], yticks=[])
    figure.colorbar(drawn, ax=grid, label="weight", aspect=8 * len(grid[::6]))
    low, high = rows[:shown].min(), rows[:shown].max()
    show(figure, f"the weights of {len(pictures)} of {len(rows)} units as pictures, from {low:.2g} to {high:.2g}")
