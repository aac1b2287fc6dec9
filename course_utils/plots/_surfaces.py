"""A number over a plane, such as a loss over two weights."""

from collections.abc import Sequence

import numpy as np
from torch import Tensor

from course_utils._figures import new_figure, show
from course_utils._inputs import as_array, as_row
from course_utils._messages import describe, sentence, tidy


def plot_contours(
    x: Sequence[float] | Tensor | np.ndarray,
    y: Sequence[float] | Tensor | np.ndarray,
    values: Tensor | np.ndarray,
    xlabel: str,
    ylabel: str,
) -> None:
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
        raise ValueError(sentence(wanted, describe(values), "compute a loss for each pair of places"))
    if not np.isfinite(loss).all():
        raise ValueError(sentence("finite values", f"{int((~np.isfinite(loss)).sum())} that are not", "leave them out"))
    figure = new_figure(5.6, 4.2)
    axes = figure.subplots()
    filled = axes.contourf(columns, rows, loss, levels=12, cmap="Blues")
    lines = axes.contour(columns, rows, loss, levels=12, colors="black", linewidths=0.5)
    axes.clabel(lines, fontsize=8)
    figure.colorbar(filled, label="loss")
    row, column = np.unravel_index(loss.argmin(), loss.shape)
    axes.plot(columns[column], rows[row], "x", color="black", markersize=9, label="lowest")
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.legend(loc="upper right")
    columns, rows, loss = (tidy(numbers) for numbers in (columns, rows, loss))
    over = f"{xlabel} from {columns[0]:.3g} to {columns[-1]:.3g} and {ylabel} from {rows[0]:.3g} to {rows[-1]:.3g}"
    lowest = f"{loss.min():.3g} at {xlabel} = {columns[column]:.3g}, {ylabel} = {rows[row]:.3g}"
    show(figure, f"contours of the loss over {over}: from {lowest} up to {loss.max():.3g}")
