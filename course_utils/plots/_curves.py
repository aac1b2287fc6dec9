"""Numbers along an axis: curves, and how often values come."""

from collections.abc import Mapping

import numpy as np

from course_utils._figures import drawable, legend_above, new_axes, show
from course_utils._inputs import Row, as_numbers, as_row, check_finite
from course_utils._messages import Phrase, counted, sentence, tidy
from course_utils._palette import BLUE, GREEN, INK, LINE, ORANGE, PAPER

# Colour and dashes: the second tells the curves apart where colours cannot.
_HEIGHT = 340
_LINES = [(BLUE, "-"), (ORANGE, "--"), (INK, ":"), (GREEN, "-.")]


def plot_curve(data: Row, ylabel: str = "loss") -> None:
    """Draw a row of numbers, one loss a step, as a curve.

    Parameters
    ----------
    data : list, Tensor or array of numbers, shape [n] or [n, 1], n at least 1
        The values, in order. A list may hold tensors of one number each. Values that are not finite leave a gap.
        Of shape [n, m] each column is a curve.
    ylabel : str
        What the values are; it labels the vertical axis.

    Raises
    ------
    TypeError
        Something that is not a row of numbers.
    ValueError
        No number, or more than two dimensions.

    Examples
    --------
    >>> plot_curve([0.1, 0.06, 0.05])
    [a curve of 3 values, from 0.1 to 0.05, lowest 0.05, highest 0.1]
    >>> plot_curve([0.8, 0.9], ylabel="accuracy")
    [a curve of 2 values, from 0.8 to 0.9, lowest 0.8, highest 0.9]
    """
    values = as_numbers(data)
    if values.ndim not in (1, 2) or values.size == 0:
        raise ValueError(sentence("a row of numbers, shape [n], at least one", data, "pass one number a step"))
    figure, axes = new_axes(_HEIGHT)
    columns = values.reshape(len(values), -1).T
    # One value has no line: mark it. Few values are marked too, so that each can be seen.
    marker = "o" if len(values) <= 20 else ""
    for number, column in enumerate(columns):
        colour, dashes = _LINES[number % len(_LINES)]
        (line,) = axes.plot(drawable(column), color=colour, linestyle=dashes, linewidth=2, label=f"column {number}")
        line.set(marker=marker, markersize=6)
    axes.set(xlabel="step", ylabel=ylabel)
    axes.locator_params(axis="x", integer=True, min_n_ticks=1)  # there is no half step
    axes.grid(color=LINE, alpha=0.3)
    named = 1 < len(columns) <= len(_LINES)
    if named:
        legend_above(axes)
    axes.set_title(f"{ylabel}, step by step: {counted(len(values), 'value')}", pad=28 if named else 6)
    show(figure, "; ".join(_curve_text(column) for column in columns))


def plot_curves(x: Row, curves: Mapping[str, Row], xlabel: str, ylabel: str) -> None:
    """Draw up to four named curves over the same axis, told apart by colour and by dashes.

    Parameters
    ----------
    x : list, Tensor or array of numbers, shape [n], n at least 1
        Where the values stand.
    curves : dict
        name -> list, Tensor or array of numbers, shape [n].
    xlabel, ylabel : str
        What the two axes show.

    Raises
    ------
    TypeError
        Something that is not a row of numbers, or curves without names.
    ValueError
        No curve, more than four, or one of another length than x.

    Examples
    --------
    >>> plot_curves([-1, 0, 1], {"square": [1, 0, 1], "absolute": [1, 0, 1]}, "difference", "error")
    [2 curves of error over difference from -1 to 1: square from 1 to 1, lowest 0; absolute from 1 to 1, lowest 0]
    """
    places = as_row(x)
    if not isinstance(curves, Mapping):
        raise TypeError(sentence("a dict of names and rows of numbers", curves, 'pass {"loss": losses}'))
    if not 1 <= len(curves) <= len(_LINES):
        got = Phrase(len(curves))
        raise ValueError(sentence(f"one to {len(_LINES)} curves", got, "draw the others in a second picture"))
    rows = {str(name): as_row(values) for name, values in curves.items()}
    for name, values in rows.items():
        if len(values) != len(places):
            came = Phrase(f"{counted(len(values), 'value')} for {counted(len(places), 'place')}")
            raise ValueError(sentence(f"a value of {name} for each place", came, "pass rows of the same length"))
    figure, axes = new_axes(_HEIGHT)
    for (name, values), (colour, dashes) in zip(rows.items(), _LINES, strict=False):
        axes.plot(drawable(places), drawable(values), color=colour, linestyle=dashes, label=name, linewidth=2)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.grid(color=LINE, alpha=0.3)
    legend_above(axes)
    rows = {name: tidy(values) for name, values in rows.items()}
    places = tidy(places)
    texts = [f"{name} from {v[0]:.3g} to {v[-1]:.3g}, lowest {_lowest(v):.3g}" for name, v in rows.items()]
    of = f"of {ylabel} over {xlabel} from {places[0]:.3g} to {places[-1]:.3g}"
    show(figure, f"{counted(len(rows), 'curve')} {of}: {'; '.join(texts)}")


def plot_histogram(values: Row, name: str) -> None:
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
    check_finite(row)
    figure, axes = new_axes(_HEIGHT)
    axes.hist(drawable(row), bins=20, color=BLUE, edgecolor=PAPER)
    axes.set(xlabel=name, ylabel="how many", title=f"{len(row)} values of {name}")
    half = 2 * np.median(row / 2)  # the sum of the two in the middle may be too large
    span = f"{len(row)} values from {row.min():.2g} to {row.max():.2g}"
    show(figure, f"histogram of {name}: {span}, half of them below {half:.2g}")


def _curve_text(values: np.ndarray) -> str:
    """Say what a curve shows, rounded to three digits: another curve is another text."""
    finite = values[np.isfinite(values)]
    text = f"a curve of {counted(len(values), 'value')}, from {values[0]:.3g} to {values[-1]:.3g}"
    if len(finite):
        text += f", lowest {finite.min():.3g}, highest {finite.max():.3g}"
    if len(finite) < len(values):
        text += f"; {len(values) - len(finite)} of them are not finite"
    return text


def _lowest(values: np.ndarray) -> float:
    """Give the smallest finite value, nan where there is none."""
    finite = values[np.isfinite(values)]
    return float(finite.min()) if len(finite) else float("nan")
