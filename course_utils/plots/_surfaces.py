"""A number over a plane, such as a loss over two weights."""

from collections.abc import Iterable

import numpy as np
from torch import Tensor

from course_utils._figures import TEXT, drawable, legend_above, new_axes, shades, show
from course_utils._inputs import Row, as_array, as_row, check_finite
from course_utils._messages import sentence, tidy
from course_utils._palette import INK, PALE


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
    from matplotlib.patheffects import withStroke  # late, as everywhere: drawing alone needs it

    figure, axes = new_axes(460)
    across, up, heights = (drawable(numbers) for numbers in (columns, rows, loss))
    filled = axes.contourf(across, up, heights, levels=7, cmap=shades())
    lines = axes.contour(across, up, heights, levels=7, colors=INK, linewidths=0.8)
    figure.colorbar(filled, label="loss")
    row, column = np.unravel_index(loss.argmin(), loss.shape)
    walk = _to_the_farthest_corner(heights, row, column)
    places = _where_crossed(heights[walk], np.stack([across[walk[1]], up[walk[0]]], axis=1), lines.levels)
    for words in axes.clabel(lines, inline=False, fontsize=TEXT, fmt="%.3g", manual=places):
        words.set_path_effects([withStroke(linewidth=5, foreground=PALE)])
    axes.plot(across[column], up[row], "x", color=INK, markersize=10, markeredgewidth=2.5, label="lowest")
    axes.set(xlabel=xlabel, ylabel=ylabel)
    legend_above(axes)
    columns, rows, loss = (tidy(numbers) for numbers in (columns, rows, loss))
    over = f"{xlabel} from {columns[0]:.3g} to {columns[-1]:.3g} and {ylabel} from {rows[0]:.3g} to {rows[-1]:.3g}"
    lowest = f"{loss.min():.3g} at {xlabel} = {columns[column]:.3g}, {ylabel} = {rows[row]:.3g}"
    show(figure, f"contours of the loss over {over}: from {lowest} up to {loss.max():.3g}")


def _to_the_farthest_corner(heights: np.ndarray, row: np.intp, column: np.intp) -> tuple[np.ndarray, np.ndarray]:
    """Walk straight from a place towards the farthest corner, short of it: the frame would cut a number there."""
    start, size = np.array([row, column]), np.array(heights.shape)
    corner = np.where(start > (size - 1) / 2, 0, size - 1)
    rows, columns = np.rint(np.linspace(start, start + 0.9 * (corner - start), 500)).astype(int).T
    return rows, columns


def _where_crossed(values: np.ndarray, places: np.ndarray, levels: Iterable[float]) -> list[tuple[float, float]]:
    """Find where a walk over these places first crosses each level: there stands its number, once, in one row."""
    found = []
    for level in levels:
        after = (values >= level).argmax()
        if after > 0:  # 0: at the start or never
            share = (level - values[after - 1]) / (values[after] - values[after - 1])
            x, y = places[after - 1] + share * (places[after] - places[after - 1])
            found.append((x, y))
    return found
