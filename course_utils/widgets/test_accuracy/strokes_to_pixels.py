"""From pen strokes to the 28×28 grey levels that a network reads, prepared as the pictures of MNIST were.

Their makers shrank each digit, with its proportions kept and anti-aliased, until its longer side took 20 pixels, then
set it into a field of 28×28 so that its centre of mass lies in the middle (LeCun and others, "Gradient-based learning
applied to document recognition", 1998, section III). In all 60,000 training pictures that centre is at row and column
14, give or take the half pixel that whole pixels cannot mend.
"""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
from PIL import Image, ImageDraw

SIDE, FIT, CENTRE = 28, 20, 14
PEN, RUBBER = 0.09, 0.13  # how wide, as a share of the paper: 2.5 pixels of 28, as in MNIST; the rubber covers a dot
_FAR = 10  # from the paper, counted in its sides: no pen comes there
MOST_STROKES, MOST_POINTS = 300, 2000  # of a drawing: far more than any digit has; each of them costs time
_FINE = 10  # drawn ten times finer than it is read: whole pixels of ink become grey levels when they are averaged


class Stroke(TypedDict, total=False):
    """One line of pen or rubber."""

    points: list[list[float]]
    rubber: bool


def stroke(points: Sequence[Sequence[float]], rubber: bool = False) -> Stroke:
    """Make a stroke."""
    return {"points": [[float(x), float(y)] for x, y in points], "rubber": rubber}


def is_stroke(given: object) -> bool:
    """Say whether it can be drawn; a pen that is led over the edge of the paper may leave it a little."""
    if not isinstance(given, dict) or not given.keys() <= {"points", "rubber"}:
        return False
    points = given.get("points")
    if not points or not isinstance(points, list | tuple) or not isinstance(given.get("rubber", False), bool):
        return False
    if not all(isinstance(point, list | tuple) and len(point) == 2 for point in points):
        return False
    parts = [part for point in points for part in point]
    return all(isinstance(part, int | float) and not isinstance(part, bool) and abs(part) <= _FAR for part in parts)


def count_points(strokes: Sequence[Stroke]) -> int:
    """Count the points of some strokes."""
    return sum(len(line["points"]) for line in strokes)


def too_long(strokes: Sequence[Stroke]) -> bool:
    """Say whether a drawing is larger than any digit."""
    return len(strokes) > MOST_STROKES or count_points(strokes) > MOST_POINTS


def as_texts(strokes: Sequence[Stroke]) -> list[str]:
    """Write each stroke as a short text, its points in thousandths of the paper: lists take ten times the room.

    Examples
    --------
    >>> as_texts([stroke([(0.5, 0.25), (0.507, 0.3)]), stroke([(0.5, 0.25)], rubber=True)])
    ['500,250 507,300', 'rubber 500,250']
    """
    return [
        " ".join(["rubber"] * line.get("rubber", False) + [f"{1000 * x:.0f},{1000 * y:.0f}" for x, y in line["points"]])
        for line in strokes
    ]


def paper(strokes: Sequence[Stroke]) -> Image.Image:
    """Draw strokes, one over the other: a picture of 280×280 pixels, white ink on black."""
    image = Image.new("L", (SIDE * _FINE, SIDE * _FINE))
    draw = ImageDraw.Draw(image)
    for line in strokes:
        width, level = (RUBBER, 0) if line.get("rubber") else (PEN, 255)
        radius = width * image.width / 2
        places = [(x * image.width, y * image.height) for x, y in line["points"]]
        if len(places) > 1:
            draw.line(places, fill=level, width=round(2 * radius))
        for x, y in places:  # round ends and round corners
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=level)
    return image


def as_drawn(image: Image.Image) -> np.ndarray:
    """Shrink the whole paper: the digit stays where it was drawn, and as small or large."""
    return np.asarray(image.resize((SIDE, SIDE), Image.Resampling.BOX))


def prepared(image: Image.Image) -> np.ndarray:
    """Fit what is drawn into 20×20 and centre it by its mass in 28×28, as MNIST was made."""
    field = np.zeros((SIDE, SIDE), np.uint8)
    box = image.getbbox()
    if box is None:
        return field
    width, height = box[2] - box[0], box[3] - box[1]
    scale = FIT / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    digit = np.asarray(image.resize(size, Image.Resampling.BOX, box=box))
    top, left = (_start(digit.sum(axis=axis, dtype=float)) for axis in (1, 0))
    field[top : top + size[1], left : left + size[0]] = digit
    return field


def _start(mass: np.ndarray) -> int:
    """Say where a digit begins along one side, so that the centre of its mass comes nearest to the middle."""
    centre = (mass * np.arange(len(mass))).sum() / mass.sum()
    return int(np.clip(round(CENTRE - centre), 0, SIDE - len(mass)))
