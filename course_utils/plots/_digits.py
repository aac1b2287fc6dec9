"""What a network says about the ten digits, and which of them it confuses."""

import numpy as np
from torch import Tensor

from course_utils._figures import drawable, legend_above, new_axes, shades, show
from course_utils._inputs import Row, as_array, as_row
from course_utils._messages import Phrase, counted, sentence
from course_utils._palette import BLUE, INK, ORANGE, PAPER


def plot_outputs(out: Row, target: Row | None = None) -> None:
    """Draw the ten outputs for one picture as bars and, if it is given, the target beside them.

    Parameters
    ----------
    out : Tensor, list or array of numbers, shape [10]
        One output for each digit.
    target : Tensor, list or array of numbers, shape [10], optional
        What each of them should be: a one-hot row.

    Raises
    ------
    TypeError
        Something that is not a row of numbers.
    ValueError
        A number of outputs or targets other than 10.

    Examples
    --------
    >>> plot_outputs([0, 0, 0, 0.8, 0, 0.1, 0, 0, 0, 0])
    [ten outputs, the largest 0.8 at 3]
    >>> plot_outputs([0, 0, 0, 0.8, 0, 0.1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    [ten outputs, the largest 0.8 at 3; the target is 1 at 5]
    """
    outputs = _ten(out, "outputs")
    targets = None if target is None else _ten(target, "targets")
    figure, axes = new_axes(280)
    text = f"ten outputs, the largest {outputs.max():.2g} at {outputs.argmax()}"
    wide = 0.8 if targets is None else 0.4
    places = np.arange(10)
    axes.bar(places - (0.8 - wide) / 2, np.nan_to_num(drawable(outputs)), wide, color=BLUE, label="output")
    if targets is not None:
        bars = axes.bar(places + 0.2, np.nan_to_num(drawable(targets)), wide, color=PAPER, label="target")
        for bar in bars:
            bar.set(edgecolor=ORANGE, hatch="///")
        legend_above(axes)
        text += f"; the target is {targets.max():.2g} at {targets.argmax()}"
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set(xlabel="digit", ylabel="output" if targets is None else "value", xticks=places)
    show(figure, text)


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
    counts = as_array(matrix, "a confusion matrix as a tensor of shape [10, 10]").astype(float)
    square = counts.ndim == 2 and counts.shape[0] == counts.shape[1] > 0
    if not square or not ((counts >= 0) & (counts < 1e300)).all():
        raise ValueError(sentence("counts, 0 or more, of shape [10, 10]", matrix, "put true digits in rows"))
    digits = range(len(counts))
    figure, axes = new_axes(560)
    axes.imshow(np.log1p(counts), cmap=shades())
    for row in digits:
        for column in digits:
            axes.text(column, row, f"{counts[row, column]:g}", ha="center", va="center")
    axes.set(xlabel="predicted digit", ylabel="true digit", xticks=digits, yticks=digits, title="confusion matrix")
    confused = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(confused.argmax(), confused.shape)
    often = confused[row, column]
    text = f"confusion matrix of {counts.sum():g} answers, {np.trace(counts):g} right"
    if often:
        text += f"; most often {row} was taken for {column}: {counted(often, 'time')}"
    show(figure, text)


def _ten(values: Row, what: str) -> np.ndarray:
    """Read ten numbers."""
    row = as_row(values)
    if len(row) != 10:
        got = Phrase(counted(len(row), "number"))
        raise ValueError(sentence(f"ten {what}, shape [10]", got, "pass those of one picture"))
    return row
