"""The tiny network as SVG: boxes with the numbers of each unit, edges with their weights; what is computed is bold."""

import html
import math
from collections.abc import Sequence

from course_utils.widgets.backpropagation.stepper_network import PAIR, TinyPass
from course_utils.widgets.backpropagation.stepper_steps import number

_WIDTH, _HEIGHT = 376, 470
_LEFTS, _BOX = (4, 222), 150  # left edge of the boxes of each column, and their width
_X, _H, _OUT, _LOSS = 4, 131, 334, 420  # upper edge of the boxes of each row
_STRAIGHT, _CROSSING = (46, 330), (126, 250)  # where edges leave and reach the boxes of each column
_LINE = 19  # between two numbers of a box
# Wide enough to hide a line between words too.
_HALO = "paint-order: stroke; stroke: var(--course-ground); stroke-width: 9px; stroke-linejoin: round"
_SPOKEN = {"after": "loss after the gradient step"}

Numbers = Sequence[tuple[str, float, int]]  # name, number, and the place from which it is known


def draw(there: TinyPass, place: int) -> str:
    """Draw the network as far as it is known at a place; what is computed there is bold, thick and marked."""
    t, after = there, there.stepped()
    boxes = [_Box(_LEFTS[j], _X, [(f"x[{j}]", t.x[j], 0)]) for j in PAIR]
    for j in PAIR:
        slope = ("slope, silent" if place >= 2 and j in t.silent else "slope", float(j not in t.silent), 2)
        names = (f"z1[{j}]", t.z1[j], 1), (f"h1[{j}]", t.h1[j], 2), slope
        grads = (f"grad_h1[{j}]", t.grad_h1[j], 7), (f"grad_z1[{j}]", t.grad_z1[j], 8)
        boxes.append(_Box(_LEFTS[j], _H, [*names, *grads], dashed=place >= 2 and j in t.silent))
    for i in PAIR:
        names = (f"out[{i}]", t.out[i], 3), (f"target[{i}]", t.target[i], 0), (f"grad_out[{i}]", t.grad_out[i], 5)
        boxes.append(_Box(_LEFTS[i], _OUT, names))
    boxes.append(_Box((_WIDTH - _BOX) // 2, _LOSS, [("loss", t.loss, 4), ("after", after.loss, 10)]))
    moved = place == 10
    edges = [
        _weight(name, i, j, weight[i][j], grad[i][j] if place >= known else None, place, places, t.silent)
        for name, weight, grad, known, places in (
            ("w1", after.w1 if moved else t.w1, t.grad_w1, 9, {1: 1, 9: 0}),
            ("w2", after.w2 if moved else t.w2, t.grad_w2, 6, {3: 1, 6: 0, 7: -1}),
        )
        for i in PAIR
        for j in PAIR
    ]
    lines, labels = ("".join(parts) for parts in zip(*edges, strict=True))
    known = [
        f"{_SPOKEN.get(name, name)} = {number(value)}"
        for box in boxes
        for name, value, since in box.numbers
        if since <= place
    ]
    label = f"Network of two inputs, two hidden units and two outputs: {', '.join(known)}"
    return (
        f'<svg role="img" aria-label="{html.escape(label)}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'style="width: 100%; max-width: {_WIDTH}px; font-size: 13px; font-variant-numeric: tabular-nums">'
        f"{lines}{_to_the_loss(boxes, place)}{labels}{''.join(box.draw(place) for box in boxes)}</svg>"
    )


class _Box:
    """A unit: one line a number, and an empty place for what is not known yet."""

    def __init__(self, left: float, top: float, numbers: Numbers, dashed: bool = False) -> None:
        self.left, self.top, self.numbers, self.dashed = left, top, numbers, dashed
        self.bottom = top + _LINE * len(numbers) + 8

    def draw(self, place: int) -> str:
        """Draw it; what is computed at this place stands bold behind a mark."""
        now = any(since == place for _, _, since in self.numbers)
        style = f"fill: var(--course-ground); stroke: {_colour(place) if now else 'var(--course-soft)'}"
        style += f"; stroke-width: {3 if now else 1}{'; stroke-dasharray: 6 4' if self.dashed else ''}"
        rows = "".join(self._row(k, *given, place) for k, given in enumerate(self.numbers))
        return (
            f'<rect x="{self.left}" y="{self.top:g}" width="{_BOX}" height="{self.bottom - self.top:g}" rx="6" '
            f'style="{style}"/>{rows}'
        )

    def _row(self, k: int, name: str, value: float, since: int, place: int) -> str:
        y = self.top + _LINE * (k + 1) - 2
        known, now = place >= since, place == since
        bold = ' font-weight="bold"' if now else ""
        mark = f'<text x="{self.left + 4}" y="{y:g}">▸</text>' if now else ""
        ink = "" if known else ' style="fill: var(--course-soft)"'
        right, shown = self.left + _BOX - 8, number(value) if known else ""
        return (
            f'<g{bold}>{mark}<text x="{self.left + 16}" y="{y:g}"{ink}>{name}</text>'
            f'<text x="{right}" y="{y:g}" text-anchor="end">{shown}</text></g>'
        )


def _weight(
    name: str,
    i: int,
    j: int,
    value: float,
    grad: float | None,
    place: int,
    places: dict[int, int],
    silent: Sequence[int],
) -> tuple[str, str]:
    """Draw an edge and its label: the weight above, its gradient below."""
    start, end = (_X + _LINE + 8, _H) if name == "w1" else (_H + 5 * _LINE + 8, _OUT)
    ends = _STRAIGHT if i == j else _CROSSING
    a, b = (ends[j], start), (ends[i], end)
    now = place in places or (place == 10 and bool(grad))
    off = place >= 2 and (i if name == "w1" else j) in silent
    line = _line(a, b, _colour(place) if now else "var(--course-soft)", now, places.get(place, 0), off)
    # No two labels at the same height beside each other: straight edges carry theirs in the middle.
    part = 0.5 if i == j else 0.3 if i else 0.74
    x, y = a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
    weight_bold = now and place not in (6, 9)
    label = _label(x, y - 3, f"{name}[{i}, {j}] {number(value)}", weight_bold)
    if grad is not None:
        label += _label(x, y + 12, f"grad {number(grad)}", now and place in (6, 9))
    return line, label


def _label(x: float, y: float, text: str, bold: bool) -> str:
    weight = "; font-weight: bold" if bold else ""
    half = (4.2 if bold else 3.7) * len(text)
    x = min(max(x, half), _WIDTH - half)  # inside the picture
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" style="{_HALO}{weight}">{text}</text>'


def _line(
    a: tuple[float, float], b: tuple[float, float], colour: str, now: bool, towards: int, off: bool = False
) -> str:
    """Draw a line from a to b, with a head at b (towards 1), at a (towards −1) or at neither (0)."""
    dashed = "; stroke-dasharray: 6 4" if off else ""
    drawn = (
        f'<path d="M{a[0]:g} {a[1]:g}L{b[0]:g} {b[1]:g}" '
        f'style="stroke: {colour}; stroke-width: {3 if now else 1}{dashed}"/>'
    )
    if towards:
        (x, y), (from_x, from_y) = (b, a) if towards > 0 else (a, b)
        angle = math.degrees(math.atan2(y - from_y, x - from_x))
        drawn += (
            f'<path d="M0 0l-13 -6v12z" transform="translate({x:g} {y:g}) rotate({angle:.1f})" style="fill: {colour}"/>'
        )
    return drawn


def _to_the_loss(boxes: Sequence[_Box], place: int) -> str:
    *_, left, right, loss = boxes
    now, towards = place in (4, 5), {4: 1, 5: -1}.get(place, 0)
    colour = _colour(place) if now else "var(--course-soft)"
    ends = (loss.left + 20, left.bottom), (loss.left + _BOX - 20, right.bottom)
    return "".join(_line(a, (a[0], loss.top), colour, now, towards) for a in ends)


def _colour(place: int) -> str:
    return "var(--course-blue)" if place < 5 else "var(--course-orange)"
