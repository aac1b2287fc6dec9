"""The shapes that a batch takes on its way through the network, as blocks: one side of all of them is the batch."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from xml.etree.ElementTree import Element

from course_utils._inputs import whole_number
from course_utils._messages import counted, sentence
from course_utils.widgets._engine.controls import held, held_choice
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import grab, press
from course_utils.widgets._engine.parts import beside, paragraph, program, together
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets.pytorch_parts import how_it_is_made

_MOST = 512


@dataclass(frozen=True)
class Station:
    """A tensor on the way; in its texts {b} is the batch size."""

    name: str
    each: tuple[int, ...]  # its shape for one picture; the loss has none
    made: str  # the line that makes it
    shapes: str  # how its shape comes about
    drawn: Callable[[int], Element]  # how it is made, for so many pictures
    left: float  # where its block begins
    plate: tuple[float, float]  # from where to where its name has room

    def shape(self, b: int) -> list[int]:
        """Give its shape for a batch of b pictures."""
        return [b, *self.each] if self.each else []

    @property
    def width(self) -> float:
        """Say how wide its block is drawn."""
        return self.each[-1] * _UNIT if self.each else 0

    def numbers(self, b: int) -> int:
        """Say how many numbers it holds then."""
        return math.prod(self.shape(b))


STATIONS = [
    Station(
        "images",
        (1, 28, 28),
        "for images, labels in loader:",
        "{pictures} of [1, 28, 28] → [{b}, 1, 28, 28]",
        how_it_is_made.pictures,
        134,
        (98, 266),
    ),
    Station(
        "x",
        (784,),
        "x = images.reshape({b}, 784)",
        "[{b}, 1, 28, 28] → [{b}, 784]",
        how_it_is_made.one_row,
        210,
        (308, 424),
    ),
    Station(
        "h1",
        (256,),
        "h1 = relu(x @ w1.T + b1)",
        "[{b}, 784] @ [784, 256] → [{b}, 256]",
        partial(how_it_is_made.product, given="x", weight="w1", bias="b1", result="h1", sides=(784, 256)),
        548,
        (528, 644),
    ),
    Station(
        "h2",
        (64,),
        "h2 = relu(h1 @ w2.T + b2)",
        "[{b}, 256] @ [256, 64] → [{b}, 64]",
        partial(how_it_is_made.product, given="h1", weight="w2", bias="b2", result="h2", sides=(256, 64)),
        692,
        (649, 751),
    ),
    Station(
        "out",
        (10,),
        "out = h2 @ w3.T + b3",
        "[{b}, 64] @ [64, 10] → [{b}, 10]",
        partial(how_it_is_made.product, given="h2", weight="w3", bias="b3", result="out", sides=(64, 10)),
        795,
        (756, 858),
    ),
    Station(
        "loss",
        (),
        "loss = mse_loss(out, targets)",
        "the mean of {b} · 10 squares → []",
        how_it_is_made.mean_of_squares,
        889,
        (863, 915),
    ),
]
_BATCH = held("batch_size", "batch size", 1, _MOST, _MOST)
_STATION = held_choice("station", "tensor", [station.name for station in STATIONS], "images")
# The picture. In a block a number is as long as it is wide: the block is as large as there are numbers in it.
_UNIT, _TOP, _DEPTH = 0.4, 112.0, 8.0  # pixels a number, where the blocks hang, how far the images go back
_SIDE, _END, _WIDTH = 98.0, 858.0, 919.0  # where the batch side is drawn, and how far its edge goes
_DOT, _NEAR, _BELOW = 7.0, 16.0, 36.0  # how large a knob is, how near it is grabbed, how much room is below the blocks
_AROUND = 10.0  # how near to its block a tensor is pressed
_FLOOR = _TOP + _MOST * _UNIT
_PLATE = (6.0, 68.0)  # where the plates begin, and how high they are
_NAME, _SHAPE, _COUNT = 24, 45, 66  # lines of a plate


def shapes_view(*, batch_size: int, station: str) -> View:
    """Show each tensor as a block, and how the chosen one is made."""
    shapes = " → ".join(str(each.shape(batch_size)) for each in STATIONS[:-1])
    chosen = next(each for each in STATIONS if each.name == station)
    text = f"{counted(batch_size, 'picture')}: {shapes} → one loss."
    return View(text, _picture(batch_size, chosen), _made(batch_size, chosen))


def batch_shapes(batch_size: int = _MOST) -> Guided:
    """Show the shape of a batch at every station of the network, as blocks with an edge to drag.

    Parameters
    ----------
    batch_size : int
        How many pictures there are at the beginning, 1 to 512.

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
    >>> batch_shapes(2).text[:45]
    '2 pictures: [2, 1, 28, 28] → [2, 784] → [2, 2'
    """
    size = whole_number(batch_size)
    if size is None or not 1 <= size <= _MOST:
        wanted = "batch_size to be a whole number from 1 to 512"
        raise ValueError(sentence(wanted, batch_size, "the course uses batch_size=512"))
    return Guided(
        "Shapes of a batch",
        "A block is a tensor, with a row for each picture: drag a green dot. Press a block to see how it is made.",
        [replace(_BATCH, value=size), _STATION],
        shapes_view,
        longest="512 pictures: [512, 1, 28, 28] → [512, 784] → [512, 256] → [512, 64] → [512, 10] → one loss.",
    )


def _picture(b: int, chosen: Station) -> Element:
    """Draw the blocks: they hang side by side, a row for each picture, and the lowest row is the edge to drag."""
    spoken = (f"{each.name} {each.shape(b)}, numbers: {each.numbers(b):,}" for each in STATIONS)
    svg = Svg(_WIDTH, _FLOOR + _BELOW + 4, "; ".join(spoken), most=860)
    edge = _TOP + b * _UNIT
    svg.pixels(how_it_is_made.first_pictures()[0], 4, _TOP - 22, 44, 44)
    for y, words in ((_TOP + 42, "picture 0"), (_TOP + 63, "is on top")):
        svg.text(4, y, words, "start", colour="soft")
    for y, words in ((_NAME, "tensor"), (_SHAPE, "shape"), (_COUNT, "numbers")):
        svg.text(4, y, words, "start", colour="soft")
    for each in STATIONS:
        _block(svg, each, b, each is chosen)
    svg.line([(50, _TOP), (_END, _TOP)], "ink", 2)
    svg.line([(_SIDE, _TOP), (_SIDE, edge), (_END, edge)], "green", 3)
    svg.text(_SIDE + 12, edge + 26, counted(b, "picture"), "start", bold=True)
    knobs = [(_SIDE, edge), *((each.left + each.width / 2, edge) for each in STATIONS if each.each)]
    for knob in knobs:
        svg.dot(*knob, _DOT, "green")
    for each in STATIONS:
        _pressed(svg, each, edge, each is chosen)
    # The knobs reach beyond the blocks, so the area in which they are moved does, too.
    edges = {_BATCH.name: (_MOST + _BELOW / _UNIT, -_NEAR / _UNIT)}
    grabbed = grab(_BATCH.label, upwards=_BATCH, at={_BATCH.name: b}, edges=edges)
    area = (_SIDE - _NEAR, _TOP - _NEAR, _END - _SIDE + 2 * _NEAR, _FLOOR - _TOP + _NEAR + _BELOW)
    svg.knob(*area, knobs, grabbed, _NEAR)
    return svg.part


def _pressed(svg: Svg, station: Station, edge: float, chosen: bool) -> None:
    """Let a tensor be pressed at its plate, which keys reach, and with the pointer at its block, too.

    They are two areas, because a plate may reach over the next block, and the frame of the focus, which is drawn around
    the plate alone, then crosses no dot of the edge.
    """
    hand = press(station.name, station=station.name) | {"aria-pressed": str(chosen).lower()}
    left, right = station.plate
    svg.area(left, _PLATE[0], right - left, _PLATE[1], hand)
    top, bottom = sum(_PLATE), edge - _DOT - 1 if station.each else _TOP + _AROUND
    pointer_alone = {"data-press": hand["data-press"]}
    svg.area(station.left - _AROUND, top, station.width + 2 * _AROUND, bottom - top, pointer_alone)


def _block(svg: Svg, station: Station, b: int, chosen: bool) -> None:
    """Draw a tensor: its plate with name, shape and how many numbers it holds, and its block."""
    left, right = station.plate
    stroke, thick = ("blue", 3) if chosen else ("line", 1)
    svg.rectangle(left, _PLATE[0], right - left, _PLATE[1], stroke=stroke, thick=thick, radius=6)
    for y, text in ((_NAME, station.name), (_SHAPE, str(station.shape(b))), (_COUNT, f"{station.numbers(b):,}")):
        svg.text((left + right) / 2, y, text, bold=y == _NAME, halo=False)
    if not station.each:
        svg.dot(station.left, _TOP, 4, "blue")
        return
    width, edge = station.width, _TOP + b * _UNIT
    if len(station.each) > 1:  # a picture lies behind its first row
        left, right, back = station.left, station.left + width, (station.left + width + _DEPTH, _TOP - _DEPTH)
        for corners in (
            [(left, _TOP), (left + _DEPTH, _TOP - _DEPTH), back, (right, _TOP), (left, _TOP)],
            [back, (back[0], edge - _DEPTH), (right, edge), (right, _TOP), back],
        ):
            svg.line(corners, "blue", 1.5, fill="ground")
    svg.rectangle(station.left, _TOP, width, b * _UNIT, "blue", opacity=0.35, stroke="blue", thick=1.5)
    svg.text(station.left + width / 2, _TOP - 18, " · ".join(map(str, station.each)), colour="soft")


def _made(b: int, station: Station) -> Element:
    """Say and draw how a tensor is made, with its numbers."""
    count = " · ".join(map(str, station.shape(b)))
    many = f"{count} = {station.numbers(b):,} numbers" if station.each else "1 number"
    shapes = station.shapes.format(b=b, pictures=counted(b, "picture"))
    told = together(program(station.made.format(b=b)), paragraph(shapes), paragraph(many))
    return beside(told, station.drawn(b), wide=("17em", "30em"))
