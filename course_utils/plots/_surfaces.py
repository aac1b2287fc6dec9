"""A number over a plane, such as a loss over two weights."""

import numpy as np
from torch import Tensor

from course_utils._figures import drawable, new_axes, show
from course_utils._inputs import Row, as_array, as_row, check_finite
from course_utils._messages import sentence, tidy


def plot_contours(x: Row, y: Row, values: Tensor | np.ndarray, xlabel: str, ylabel: str) -> None:
    """Draw a loss over a plane as a map: every line joins places of the same loss, the cross marks the lowest.

    Parameters
    ----------
    x : list, Tensor or array of numbers, shape [n], n at least 2
        Places along the horizontal axis.
    y : list, Tensor or array of numbers, shape [m], m at least 2
        Places along the vertical axis.
    values : Tensor or array, shape [m, n]
        The loss at each place: rows go with y, columns with x.
    xlabel, ylabel : str
        What the two axes show.

    Raises
    ------
    TypeError
        Something that is not numbers.
    ValueError
        Shapes that do not fit together, or values that are not finite.

    Examples
    --------
    >>> import torch
    >>> plot_contours([0, 1], [0, 1, 2], torch.tensor([[1.0, 2.0], [0.0, 1.0], [1.0, 2.0]]), "a", "b")
    [contours of the loss over a from 0 to 1 and b from 0 to 2: from 0 at a = 0, b = 1 up to 2]
    """
    columns, rows = as_row(x), as_row(y)
    loss = as_array(values, "losses as a tensor of shape [len(y), len(x)]")
    if min(len(columns), len(rows)) < 2 or loss.shape != (len(rows), len(columns)):
        wanted = f"values of shape [{len(rows)}, {len(columns)}], one row for each y and at least two of each"
        raise ValueError(sentence(wanted, values, "compute a loss for each pair of places"))
    for numbers in (columns, rows, loss):
        check_finite(numbers)
    figure, axes = new_axes(5.6, 4.2)
    across, up, heights = (drawable(numbers) for numbers in (columns, rows, loss))
    filled = axes.contourf(across, up, heights, levels=12, cmap="Blues")
    lines = axes.contour(across, up, heights, levels=12, colors="black", linewidths=0.5)
    axes.clabel(lines, fontsize=8)
    figure.colorbar(filled, label="loss")
    row, column = np.unravel_index(loss.argmin(), loss.shape)
    axes.plot(across[column], up[row], "x", color="black", markersize=9, label="lowest")
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.legend(loc="upper right")
    columns, rows, loss = (tidy(numbers) for numbers in (columns, rows, loss))
    over = f"{xlabel} from {columns[0]:.3g} to {columns[-1]:.3g} and {ylabel} from {rows[0]:.3g} to {rows[-1]:.3g}"
    lowest = f"{loss.min():.3g} at {xlabel} = {columns[column]:.3g}, {ylabel} = {rows[row]:.3g}"
    show(figure, f"contours of the loss over {over}: from {lowest} up to {loss.max():.3g}")
