"""Widgets of lesson 11: draw a digit and see it read; the worst mistakes; the first layer's weights over a training."""

from collections.abc import Sequence

import numpy as np
import torch

from course_utils.widgets._bars import bars
from course_utils.widgets._base import Guided, Values, View, button, choice, slider, switch
from course_utils.widgets._draw import Drawing
from course_utils.widgets._first_layer import record, weights_view
from course_utils.widgets._ink import Stroke, as_drawn, paper, prepared, stroke
from course_utils.widgets._mistakes import ANY, Mistakes, find_mistakes
from course_utils.widgets._numbers import fixed
from course_utils.widgets._pictures import pixels
from course_utils.widgets._readers import MOMENTS, Reader, reader

_DIGITS = [str(digit) for digit in range(10)]
_WORST = 100  # as many places as the slider has
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
        return View(_beside("What the network gets:", first, "28 by 28 pixels, all black", 196, ""), text)
    out, other = net.read(torch.from_numpy(np.stack([first, second]))[:, None])
    how = "fitted and centred" if prepare else "as drawn"
    notes = {int(out.argmax()): "largest"} if out.isfinite().all() else {}
    shown = bars(out.tolist(), "ten outputs", notes)
    picture = _beside(f"What the network gets, {how}:", first, f"the drawing in 28 by 28 pixels, {how}", 196, shown)
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


def mistakes_view(mistakes: Mistakes, values: Values) -> View:
    """Show one mistake: the picture, the ten outputs, the label and the answer."""
    places, place = mistakes.places(values), int(values["place"])
    if not places:
        label, answer = ("any digit" if values[name] == ANY else values[name] for name in ("label", "answer"))
        text = f"No test picture of {label} was taken for {answer}."
        return View(_beside("", np.zeros((28, 28), np.uint8), "no picture", 252, ""), text)
    this = places[min(place, len(places)) - 1]
    label, answer, out = int(mistakes.labels[this]), int(mistakes.answers[this]), mistakes.outs[this].tolist()
    high, low = round(out[answer], 2), round(out[label], 2)
    shown = bars(out, "ten outputs", {answer: "answer", label: "label"})
    head = f"Labelled {label}, read as {answer}:"
    # Rounded where it is large: another machine may count one more.
    count = len(places) if len(places) < 500 else f"about {round(len(places), -2)}"
    text = (
        f"Mistake {place} of {count}, the worst first: {_a(label)} taken for {_a(answer)}; output {fixed(high, 2)} at "
        f"{answer}, {fixed(low, 2)} at {label}, a margin of {fixed(high - low, 2)}."
    )
    return View(_beside(head, mistakes.pictures[this], f"test picture, {_a(label)}", 252, shown), text)


def mistakes_link(mistakes: Mistakes, before: Values, after: Values) -> Values:
    """Begin with the worst when another digit is chosen, and stay within the list."""
    if any(after[name] != before[name] for name in ("label", "answer")):
        return {**after, "place": 1}
    return {**after, "place": max(1, min(int(after["place"]), len(mistakes.places(after))))}


def mistakes_browser(net: object = None) -> Guided:
    """Show the test pictures that a network gets wrong, the surest mistakes first.

    Parameters
    ----------
    net : nn.Module, own network, callable or None
        As in :func:`draw_digit`; it is asked once, when the widget is made.

    Returns
    -------
    Guided
        Shows itself.

    Raises
    ------
    TypeError
        Something that is no network.
    ValueError
        A network that takes or gives other shapes, or whose outputs are not finite.

    Examples
    --------
    >>> widget = mistakes_browser()
    >>> widget.values = {**widget.values, "label": "1", "answer": "0"}
    >>> widget
    Mistakes browser: No test picture of 1 was taken for 0.
    """
    mistakes = find_mistakes(reader(net))
    return Guided(
        "Mistakes browser",
        "A mistake is worst where the network was sure: its answer lies far above the label.",
        [
            choice("label", "true digit", [ANY, *_DIGITS]),
            choice("answer", "predicted digit", [ANY, *_DIGITS]),
            slider("place", "place in the list", 1, _WORST, 1),
        ],
        lambda values: mistakes_view(mistakes, values),
        lambda before, after: mistakes_link(mistakes, before, after),
    )


def weights_over_training() -> Guided:
    """Show what 12 units of the first layer look for, at seven moments of a training; it takes about 1.5 s, once.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> widget = weights_over_training()
    >>> widget.values = {**widget.values, "moment": 0}
    >>> widget
    Weights over training: After 0 batches these weights are random; loss 0.111 and accuracy 0.14 on the test pictures.
    """
    film = record()
    return Guided(
        "Weights over training",
        "Training adds a faint picture to the random weights of each unit; the loss falls with it.",
        [
            slider("moment", "moment", 0, len(MOMENTS) - 1, len(MOMENTS) - 1),
            switch("change", "only what training has changed"),
        ],
        lambda values: weights_view(film, values),
    )


def _beside(head: str, grey: np.ndarray, alt: str, width: int, more: str) -> str:
    """Put a picture and what is said of it side by side, one under the other where it is narrow."""
    picture = f'<div style="width: {width}px"><p style="margin: 0 0 0.3em">{head}</p>{pixels(grey, width, alt)}</div>'
    return (
        '<div style="display: flex; flex-wrap: wrap; gap: 1em 1.5em; align-items: flex-start">'
        f'{picture}<div style="flex: 1; min-width: 260px">{more}</div></div>'
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


def _a(digit: int) -> str:
    return f"an {digit}" if digit == 8 else f"a {digit}"
