"""The shapes that a batch takes on its way through the network."""

import html

import torch

from course_utils._inputs import whole_number
from course_utils._messages import sentence
from course_utils.widgets._engine.guided import Guided, Values, View, slider


def ledger_view(values: Values) -> View:
    """Show which shape a batch has at each station of the network 784-256-64-10."""
    b = int(values["batch_size"])
    rows = [
        ("images", [b, 1, 28, 28], "a batch of images"),
        ("x", [b, 784], "flattened: the batch stays, 1 · 28 · 28 = 784"),
        ("h1", [b, 256], "x @ w1.T + b1, [b, 784] @ [784, 256], then ReLU"),
        ("h2", [b, 64], "h1 @ w2.T + b2, [b, 256] @ [256, 64], then ReLU"),
        ("out", [b, 10], "h2 @ w3.T + b3, [b, 64] @ [64, 10]"),
        ("loss", [], "one number, the mean over b · 10 entries"),
    ]
    left, right = (f'style="text-align: {side}; padding: 0.1em 0.6em"' for side in ("left", "right"))
    body = "".join(
        f'<tr><th scope="row" {left}>{name}</th><td {left}><code>{shape}</code></td>'
        f"<td {right}>{torch.Size(shape).numel():,}</td><td {left}>{html.escape(what)}</td></tr>"
        for name, shape, what in rows
    )
    names = ("tensor", left), ("shape", left), ("numbers", right), ("how it is made", left)
    head = "".join(f'<th scope="col" {side}>{name}</th>' for name, side in names)
    shapes = " → ".join(str(shape) for _, shape, _ in rows[:5])
    text = f"{shapes}: the batch size {b} goes through untouched, up to the loss, the mean of {b} · 10 squares."
    return View(
        f"<table style='border-collapse: collapse'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", text
    )


def shape_ledger(batch_size: int = 512) -> Guided:
    """Show the shape of a batch at every station of the network.

    Parameters
    ----------
    batch_size : int
        Where the slider stands at the beginning, 1 to 512.

    Returns
    -------
    Guided
        Shows itself.

    Raises
    ------
    ValueError
        A batch size that is not a whole number from 1 to 512.

    Examples
    --------
    >>> shape_ledger(2).text[:45]
    '[2, 1, 28, 28] → [2, 784] → [2, 256] → [2, 64'
    """
    size = whole_number(batch_size)
    if size is None or not 1 <= size <= 512:
        wanted = "batch_size to be a whole number from 1 to 512"
        raise ValueError(sentence(wanted, batch_size, "the course uses batch_size=512"))
    return Guided(
        "Shape ledger",
        "The shape of a batch at each station of the network.",
        [slider("batch_size", "batch size", 1, 512, size)],
        ledger_view,
    )
