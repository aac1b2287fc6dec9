"""Draw a digit and see it read: the answer, large, what the network gets of the drawing, and its ten outputs."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import numpy as np
import torch

from course_utils.widgets._engine.controls import button, switch
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets._engine.parts import beside, huge, paragraph, strong, together
from course_utils.widgets._engine.pictures.pixels import pixels
from course_utils.widgets.test_accuracy.drawing_pad import Drawing
from course_utils.widgets.test_accuracy.networks_to_ask import Reader
from course_utils.widgets.test_accuracy.strokes_to_pixels import Stroke, as_drawn, paper, prepared
from course_utils.widgets.test_accuracy.ten_bars import no_bars, ten_bars

_SURE, _QUITE = 0.5, 0.2  # how far the largest output lies above the next
PREPARE = "prepare it as MNIST was: as large as its digits, its ink balanced around the middle"
_NO_ANSWER = "gives outputs that are not finite: it has diverged, train a new one with a smaller learning rate."
_SIZE = 84  # of the picture that the network gets: three of each of its pixels


def draw_view(net: Reader, strokes: Sequence[Stroke], *, prepare: bool, again: int = 0) -> View:
    """Show which digit a network reads in a drawing, how sure it is, the 28×28 pixels that it gets, its ten outputs."""
    image = paper(strokes)
    ways = [prepared(image), as_drawn(image)]
    read = ways[0] if prepare else ways[1]
    if not read.any():
        text = "Nothing is drawn yet: draw a digit with mouse, finger, pen or keys."
        return View(
            text, _laid_out("?", [], read, "all black", no_bars(told="ten bars: the ten outputs")), idle=["again"]
        )
    # As it is drawn the other way is told too; prepared it is not: it is what one is asked to foresee.
    outs = net.read(torch.from_numpy(np.stack([read] if prepare else [read, ways[0]]))[:, None])
    out, how = outs[0], "fitted and centred" if prepare else "as drawn"
    if not out.isfinite().all():
        shown = _laid_out("?", ["no answer"], read, how, ten_bars(out.tolist(), None))
        return View(f"{net.name} {_NO_ANSWER}", shown)
    (first, second), (digit, other) = (part.tolist() for part in out.topk(2))
    text = f"{net.name} reads {digit} (output {fixed(first, 1)}), then {other} ({fixed(second, 1)})"
    if not prepare:
        fitted = int(outs[1].argmax())
        text += f", as drawn; prepared as MNIST was it would read {fitted}{' too' if fitted == digit else ''}"
    told = [how_sure(first - second, digit, other), f"output {fixed(first, 2)}", f"next: {other}, {fixed(second, 2)}"]
    shown = ten_bars(out.tolist(), (digit, "largest"))
    return View(f"{text}.", _laid_out(str(digit), told, read, how, shown))


def how_sure(margin: float, digit: int, other: int) -> str:
    """Say how sure an answer is by how far its output lies above the next.

    Examples
    --------
    >>> how_sure(0.8, 3, 5), how_sure(0.3, 3, 5), how_sure(0.1, 3, 5)
    ('sure', 'not quite sure', 'torn: 3 or 5')
    """
    if margin >= _SURE:
        return "sure"
    return "not quite sure" if margin >= _QUITE else f"torn: {digit} or {other}"


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
        training; ``widget.saved`` holds the drawings saved under a name, at the beginning one: "a small 3".

    Raises
    ------
    TypeError
        Something that is no network.
    ValueError
        A network that takes or gives other shapes.

    Examples
    --------
    >>> widget = draw_digit()
    >>> widget.strokes = widget.saved["a small 3"]
    >>> widget
    Draw a digit: The course’s network reads 3 (output 0.9), then 5 (0.2).
    """
    return Drawing(
        "Draw a digit",
        "A network reads only what looks like its training pictures: a digit as large as theirs, and in the middle.",
        [switch("prepare", PREPARE, True), button("again", "read again", folded=True)],
        draw_view,
        net,
        f"The course’s network {_NO_ANSWER}",
    )


def _laid_out(answer: str, told: Sequence[str], read: np.ndarray, how: str, shown: Element) -> Element:
    """Put the answer, large, beside the bars; below it how sure it is, and the picture that the network gets."""
    lines = [paragraph(strong(line) if k == 0 else line) for k, line in enumerate(told)]
    alt = f"the drawing in 28 by 28 pixels, {how}: what the network gets"
    given = together(pixels(read, _SIZE, alt), paragraph("what it gets"))
    words = together(*lines) if lines else together(paragraph("draw, and the answer stands here"))
    return beside(beside(huge(answer), words, given, wide=["3.5em", "8em", f"{_SIZE}px"]), shown, wide=["8em", "21em"])
