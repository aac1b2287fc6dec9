"""Draw a digit and see it read: what the network gets of it, its ten outputs, and a sentence."""

from collections.abc import Sequence

import numpy as np
import torch

from course_utils.widgets._engine.bars import bars
from course_utils.widgets._engine.guided import Values, View, button, switch
from course_utils.widgets._engine.images import beside
from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets.test_accuracy.drawing import Drawing
from course_utils.widgets.test_accuracy.networks_to_ask import Reader
from course_utils.widgets.test_accuracy.strokes_to_pixels import Stroke, as_drawn, paper, prepared, stroke

# A small 3 near a corner: without the preparation it is read as something else.
_EXAMPLE = [
    [(0.20, 0.21), (0.27, 0.18), (0.35, 0.19), (0.38, 0.25), (0.36, 0.31), (0.28, 0.36)],
    [(0.28, 0.36), (0.36, 0.39), (0.41, 0.45), (0.39, 0.52), (0.32, 0.57), (0.24, 0.57), (0.19, 0.53)],
]


def draw_view(net: Reader, strokes: Sequence[Stroke], values: Values) -> View:
    """Show the 28×28 pixels that a network gets of a drawing, and its ten outputs."""
    image, prepare = paper(strokes), bool(values["prepare"])
    pair = [prepared(image), as_drawn(image)]
    first, second = pair if prepare else pair[::-1]
    if not first.any():
        text = "Nothing is drawn yet: draw a digit with mouse, finger, pen or keys."
        return View(beside("What the network gets:", first, "28 by 28 pixels, all black", 196, ""), text)
    out, other = net.read(torch.from_numpy(np.stack([first, second]))[:, None])
    how = "fitted and centred" if prepare else "as drawn"
    notes = {int(out.argmax()): "largest"} if out.isfinite().all() else {}
    shown = bars(out.tolist(), "ten outputs", notes)
    picture = beside(f"What the network gets, {how}:", first, f"the drawing in 28 by 28 pixels, {how}", 196, shown)
    return View(picture, _reading(net.name, out, other, prepare))


def draw_digit(net: object = None) -> Drawing:
    """Show paper to draw a digit on, and what a network reads in it.

    Parameters
    ----------
    net : nn.Module, own network, callable or None
        Takes normalised pictures [b, 1, 28, 28], gives ten outputs each, [b, 10]: your network of lesson 10, or what
        ``course_utils.exercises.own_network.assemble()`` made. None is the course's, trained on first use, about 1.5 s.

    Returns
    -------
    Drawing
        Shows itself. ``widget.net = other`` lets another network read the same drawing, or the same one after more
        training; ``widget.saved`` holds the drawings saved under a name.

    Raises
    ------
    TypeError
        Something that is no network.
    ValueError
        A network that takes or gives other shapes.

    Examples
    --------
    >>> draw_digit()
    Draw a digit: The course’s network reads 3 (output 0.9), then 5 (0.2); without the preparation it would read 4.
    """
    return Drawing(
        "Draw a digit",
        "A network reads only what looks like its training pictures: a digit as large as theirs, and in the middle.",
        [switch("prepare", "prepare it as MNIST was", True), button("again", "read again")],
        draw_view,
        net,
        [stroke(points, example=True) for points in _EXAMPLE],
    )


def _reading(name: str, out: torch.Tensor, other: torch.Tensor, prepare: bool) -> str:
    """Say what the network reads, and what it reads of the same drawing the other way."""
    if not out.isfinite().all():
        return (
            f"{name} gives outputs that are not finite: it has diverged, train a new one with a smaller learning rate."
        )
    outputs, digits = (part.tolist() for part in out.topk(2))
    last = int(other.argmax())
    other_way = "without the preparation it would read" if prepare else "prepared as MNIST was it would read"
    return (
        f"{name} reads {digits[0]} (output {fixed(outputs[0], 1)}), then {digits[1]} ({fixed(outputs[1], 1)}); "
        f"{other_way} {last}{' too' if last == digits[0] else ''}."
    )
