"""The pictures of the course: digits, curves, and what a trained network does.

Every picture carries a text that says what it shows, for a screen reader and for the notebook test.
"""

from collections.abc import Sequence

import numpy as np
from torch import Tensor

from course_utils._figures import BLUE, new_figure, show
from course_utils._inputs import as_array, as_row, label_texts
from course_utils._messages import sentence

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
    show(figure, f"{_counted(len(pictures), 'digit')}, labelled {' '.join(labels)}")


def plot_curve(data: Sequence[float] | Tensor | np.ndarray) -> None:
    """Draw a row of numbers, such as one loss a batch, as a curve.

    Parameters
    ----------
    data : list, Tensor or array of numbers, shape [n], n at least 1
        The values, in order. A list may hold tensors of one number each. Values that are not finite leave a gap.

    Raises
    ------
    TypeError
        Something that is not a row of numbers.
    ValueError
        No number, or more than one row.

    Examples
    --------
    >>> plot_curve([0.1, 0.06, 0.05])
    [a curve of 3 values, from 0.1 to 0.05, lowest 0.05, highest 0.1]
    """
    values = as_row(data)
    figure = new_figure(6, 3.6)
    axes = figure.subplots()
    # One value has no line: mark it. Few values are marked too, so that each can be seen.
    axes.plot(values, color=BLUE, marker="o" if len(values) <= 20 else "", markersize=4, label="value")
    axes.set(xlabel="step", ylabel="value", title=f"{_counted(len(values), 'value')}, step by step")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper right")
    show(figure, _curve_text(values))


def plot_confusion(matrix: Tensor | np.ndarray) -> None:
    """Draw a confusion matrix: how often the digit of each row was taken for the digit of each column.

    Colours grow with the logarithm of the count, so that a few confusions show beside a thousand right answers.

    Parameters
    ----------
    matrix : Tensor or array, whole numbers 0 or more, shape [n, n]
        Row: the true digit; column: the predicted one.

    Raises
    ------
    TypeError
        Neither tensor nor array.
    ValueError
        A matrix that is not square, or holds a negative count.

    Examples
    --------
    >>> import torch
    >>> plot_confusion(torch.tensor([[5, 1], [0, 4]]))
    [confusion matrix of 10 answers, 9 right; most often 0 was taken for 1: 1 time]
    """
    counts = as_array(matrix, "a confusion matrix as a tensor of shape [10, 10]")
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or counts.size == 0 or not (counts >= 0).all():
        raise ValueError(sentence("counts, 0 or more, of shape [10, 10]", matrix, "put true digits in rows"))
    digits = range(len(counts))
    figure = new_figure(6, 5.4)
    axes = figure.subplots()
    axes.imshow(np.log1p(counts), cmap="Blues")
    for row in digits:
        for column in digits:
            dark = np.log1p(counts[row, column]) > np.log1p(counts.max()) * 0.6
            axes.text(
                column, row, f"{counts[row, column]:g}", ha="center", va="center", color="white" if dark else "black"
            )
    axes.set(xlabel="predicted digit", ylabel="true digit", xticks=digits, yticks=digits, title="confusion matrix")
    confused = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(confused.argmax(), confused.shape)
    often = confused[row, column]
    text = f"confusion matrix of {counts.sum():g} answers, {np.trace(counts):g} right"
    if often:
        text += f"; most often {row} was taken for {column}: {_counted(often, 'time')}"
    show(figure, text)


def plot_weights(weight: Tensor | np.ndarray, count: int = 24) -> None:
    """Show what the first units of a first layer look for: their 784 weights as pictures.

    Blue is negative, white zero, red positive, on one scale for all.

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
    for axes in grid:
        axes.set_axis_off()
    for axes, picture in zip(grid, pictures, strict=False):
        axes.imshow(picture, cmap="RdBu_r", vmin=-largest, vmax=largest, interpolation="none")
    low, high = pictures.min(), pictures.max()
    show(figure, f"the weights of {len(pictures)} of {len(rows)} units as pictures, from {low:.2g} to {high:.2g}")


def plot_histogram(values: Sequence[float] | Tensor | np.ndarray, name: str) -> None:
    """Count how many values fall into each of 20 equal intervals.

    Parameters
    ----------
    values : list, Tensor or array of finite numbers, shape [n], n at least 1
        What to count.
    name : str
        What the values are; it labels the horizontal axis.

    Raises
    ------
    TypeError
        Something that is not a row of numbers.
    ValueError
        No number, more than one row, or a number that is not finite.

    Examples
    --------
    >>> plot_histogram([0.1, 0.2, 0.9], "score")
    [histogram of score: 3 values from 0.1 to 0.9, half of them below 0.2]
    """
    row = as_row(values)
    if not np.isfinite(row).all():
        raise ValueError(sentence("finite numbers", f"{int((~np.isfinite(row)).sum())} that are not", "leave them out"))
    figure = new_figure(6, 3.2)
    axes = figure.subplots()
    axes.hist(row, bins=20, color=BLUE, edgecolor="white")
    axes.set(xlabel=name, ylabel="how many", title=f"{len(row)} values of {name}")
    half = np.median(row)
    show(
        figure,
        f"histogram of {name}: {len(row)} values from {row.min():.2g} to {row.max():.2g}, "
        f"half of them below {half:.2g}",
    )


def _curve_text(values: np.ndarray) -> str:
    """Say what a curve shows, rounded to three digits: another curve is another text."""
    finite = values[np.isfinite(values)]
    text = f"a curve of {_counted(len(values), 'value')}, from {values[0]:.3g} to {values[-1]:.3g}"
    if len(finite):
        text += f", lowest {finite.min():.3g}, highest {finite.max():.3g}"
    if len(finite) < len(values):
        text += f"; {len(values) - len(finite)} of them are not finite"
    return text


def _counted(number: int, noun: str) -> str:
    """Put a number before a noun: '1 digit', '6 digits'."""
    return f"{number:g} {noun}{'' if number == 1 else 's'}"
