"""The picture of the tiny network: from left to right inputs, hidden units, outputs and the loss, with all numbers.

A number that is not known yet has an empty place. What is computed at a step is bold, and a thick frame glides to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Control, Value
from course_utils.widgets._engine.hands import cell_edges, grab
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.pictures.svg import Point, Svg
from course_utils.widgets.backpropagation.stepper_network import PAIR, Matrix, TinyPass
from course_utils.widgets.backpropagation.stepper_steps import LAST, STEPS, Step, number, since

_WIDTH, _HEIGHT = 760, 406
_STRIP, _HEADS = 62, 84  # how high the strip of the steps is, and where the names of the columns stand
_LINE = 19  # between two numbers of a box
_MIDDLES = (150.0, 346.0)  # of the upper and the lower row
# Of each column: its name, its left edge and its width; the weights stand in the gaps, the loss between the outputs.
_COLUMNS = {
    "x": ("inputs", 4, 90),
    "h1": ("hidden units", 239, 186),
    "out": ("outputs and loss", 570, 186),
    "loss": ("", 570, 186),
}
_GAPS = {"w1": ("x", "h1"), "w2": ("h1", "out")}
_PARTS = {"w1": 0.32, "w2": 0.68}  # how far along the labels of crossing edges stand: not where these cross
_COLOURS = {"forward": "blue", "backward": "orange", "update": "green"}
_SPOKEN = {"after": "loss after the update"}


@dataclass(frozen=True)
class Row:
    """A number in a box: what it is called, its value, and whose it is."""

    name: str
    value: float
    of: str


@dataclass(frozen=True)
class Box:
    """A unit of the network."""

    column: str
    middle: float
    rows: Sequence[Row]
    dashed: bool = False
    more: float = 0  # room below the numbers

    @property
    def left(self) -> float:
        """Its left edge."""
        return _COLUMNS[self.column][1]

    @property
    def width(self) -> float:
        """How wide it is."""
        return _COLUMNS[self.column][2]

    @property
    def height(self) -> float:
        """How high it is."""
        return _LINE * len(self.rows) + 8 + self.more

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.middle - self.height / 2


def draw(there: TinyPass, place: int, held: Mapping[str, Control], at: Mapping[str, Value]) -> Element:
    """Draw the network as far as it is known at a step; `held` are the controls that are grabbed in it."""
    step, silent = STEPS[place], there.silent if place >= since("h1") else []
    boxes = _boxes(there, silent)
    shown = there.stepped() if step.way == "update" else there
    weights: dict[str, tuple[Matrix, Matrix]] = {"w1": (shown.w1, there.grad_w1), "w2": (shown.w2, there.grad_w2)}
    known = [
        f"{_SPOKEN.get(row.name, row.name)} = {number(row.value)}"
        for box in boxes
        for row in box.rows
        if since(row.of) <= place
    ] + [
        f"{told}[{i}, {j}] = {number(values[i][j])}"
        for name, pair in weights.items()
        for told, values in zip((name, f"grad_{name}"), pair, strict=True)
        if since(told) <= place
        for i in PAIR
        for j in PAIR
    ]
    alt = f"Network of two inputs, two hidden units and two outputs: {', '.join(known)}"
    svg = Svg(_WIDTH, _HEIGHT, alt, most=840)
    _strip(svg, place, held["step"], at)
    for name, left, width in _COLUMNS.values():
        svg.text(left + width / 2, _HEADS, name, colour="soft")
    for name in weights:
        _edges(svg, name, step, silent)
    _to_the_loss(svg, boxes, step)
    for box in boxes:
        dashed = "6 4" if box.dashed else ""
        svg.rectangle(box.left, box.top, box.width, box.height, "ground", stroke="soft", dashed=dashed, radius=6)
    _frames(svg, boxes, step)
    for box in boxes:
        for k, row in enumerate(box.rows):
            _row(svg, box, k, row, place)
    for name, (weight, grad) in weights.items():
        _labels(svg, name, weight, grad, place)
    for j in PAIR:
        box = boxes[j]
        _track(svg, held[f"x{j}"], (box.left, box.top, box.width, box.height), at)
    x, y = _label_at("w1", 0, 1)
    _track(svg, held["w"], (x - 50, y - 20, 100, 41), at)
    return svg.part


def _boxes(t: TinyPass, silent: Sequence[int]) -> list[Box]:
    boxes = [Box("x", _MIDDLES[j], [Row(f"x[{j}]", t.x[j], "x")], more=20) for j in PAIR]
    for j in PAIR:
        slope = Row("slope, silent" if j in silent else "slope", float(j not in t.silent), "slope")
        rows = [Row(f"z1[{j}]", t.z1[j], "z1"), Row(f"h1[{j}]", t.h1[j], "h1"), slope]
        rows += [Row(f"grad_h1[{j}]", t.grad_h1[j], "grad_h1"), Row(f"grad_z1[{j}]", t.grad_z1[j], "grad_z1")]
        boxes.append(Box("h1", _MIDDLES[j], rows, j in silent))
    for i in PAIR:
        rows = [Row(f"out[{i}]", t.out[i], "out"), Row(f"target[{i}]", t.target[i], "target")]
        boxes.append(Box("out", _MIDDLES[i], [*rows, Row(f"grad_out[{i}]", t.grad_out[i], "grad_out")]))
    loss = [Row("loss", t.loss, "loss"), Row("after", t.stepped().loss, "after")]
    return [*boxes, Box("loss", sum(_MIDDLES) / 2, loss)]


def _strip(svg: Svg, place: int, control: Control, at: Mapping[str, Value]) -> None:
    """Draw the steps as cells side by side, to walk along them."""
    wide = _WIDTH / len(STEPS)
    for k, step in enumerate(STEPS):
        left, middle = k * wide, (k + 0.5) * wide
        svg.rectangle(
            left + 1,
            2,
            wide - 2,
            _STRIP - 4,
            fill=_COLOURS[step.way] if k <= place else "",
            stroke="line",
            opacity=0.25,
        )
        svg.text(middle, 17, str(k), bold=k == place, halo=False)
        for line, word in enumerate(step.name.replace("_", "_ ").split()):  # for a long name the cell is too narrow
            y = 35 + 17 * line
            svg.text(middle, y, word, colour="ink" if k <= place else "soft", halo=False)
    colour = _COLOURS[STEPS[place].way]
    svg.rectangle(place * wide + 1.5, 2, wide - 3, _STRIP - 4, stroke=colour, thick=3, radius=4)
    told = f"step {place} of {LAST}, {STEPS[place].name}"
    svg.area(0, 0, _WIDTH, _STRIP, grab(control.label, across=control, at=at, edges=cell_edges(control), told=told))


def _frames(svg: Svg, boxes: Sequence[Box], step: Step) -> None:
    """Frame what is computed: two boxes, one of them twice, or the gap with the weights."""
    if step.where in _GAPS:
        left, right = _gap(step.where)
        places = [(left + 2, _HEADS + 8.0, right - left - 4, _HEIGHT - _HEADS - 10.0)] * 2
    else:
        places = [(box.left, box.top, box.width, box.height) for box in boxes if box.column == step.where]
        places = [places[0], places[-1]]
    for place in places:
        svg.rectangle(*place, stroke=_COLOURS[step.way], thick=3, radius=6)


def _row(svg: Svg, box: Box, k: int, row: Row, place: int) -> None:
    y, known, now = box.top + _LINE * (k + 1) - 2, since(row.of) <= place, row.of in STEPS[place].known
    if now:
        svg.text(box.left + 4, y, "▸", "start", halo=False)
    svg.text(box.left + 16, y, row.name, "start", colour="ink" if known else "soft", halo=False)
    if known:
        svg.text(box.left + box.width - 8, y, number(row.value), "end", bold=now, halo=False)


def _gap(name: str) -> tuple[float, float]:
    before, after = _GAPS[name]
    _, left, width = _COLUMNS[before]
    return left + width, _COLUMNS[after][1]


def _edges(svg: Svg, name: str, step: Step, silent: Sequence[int]) -> None:
    """Draw the four edges of a layer; those of a silent unit are dashed."""
    left, right = _gap(name)
    for i in PAIR:
        for j in PAIR:
            off = (i if name == "w1" else j) in silent
            _edge(svg, (left, _MIDDLES[j]), (right, _MIDDLES[i]), name, step, "6 4" if off else "")


def _to_the_loss(svg: Svg, boxes: Sequence[Box], step: Step) -> None:
    *_, upper, lower, loss = boxes
    x = loss.left + loss.width / 2
    for box, side in ((upper, 1), (lower, -1)):
        _edge(svg, (x, box.middle + side * box.height / 2), (x, loss.middle - side * loss.height / 2), "loss", step)


def _edge(svg: Svg, start: Point, end: Point, name: str, step: Step, dashed: str = "") -> None:
    towards, colour = step.along.get(name), _COLOURS[step.way]
    if not towards:
        drawn = ("soft", 1) if towards is None else (colour, 3)
        svg.line([start, end], *drawn, dashed=dashed)
    else:
        svg.arrow(*((start, end) if towards > 0 else (end, start)), colour, 3, dashed=dashed)


def _label_at(name: str, i: int, j: int) -> Point:
    """Say where the label of an edge stands; straight ones carry theirs in the middle."""
    left, right = _gap(name)
    part = 0.5 if i == j else _PARTS[name]
    return left + part * (right - left), _MIDDLES[j] + part * (_MIDDLES[i] - _MIDDLES[j])


def _labels(svg: Svg, name: str, weight: Matrix, grad: Matrix, place: int) -> None:
    """Write at each edge its weight, and below it its gradient once that is known."""
    step = STEPS[place]
    for i in PAIR:
        for j in PAIR:
            x, y = _label_at(name, i, j)
            moved = step.way == "update" and grad[i][j] != 0
            used = moved or bool(step.along.get(name))
            known = place >= since(f"grad_{name}")
            if i == j:  # a straight edge runs between the two
                above, below = y - 8, y + 18
            else:  # a crossing one is broken where its label stands
                above, below = y - 4, y + 14
                svg.rectangle(x - 40, y - 18, 80, 38 if known else 22, "ground")
            svg.text(x, above, f"{name}[{i}, {j}]  {short(weight[i][j], 2)}", bold=used)
            if known:
                below += 17 * ((name, i, j) == ("w1", 0, 1))  # that one has its track there
                svg.text(x, below, f"grad {number(grad[i][j])}", bold=f"grad_{name}" in step.known)


def _track(svg: Svg, control: Control, area: tuple[float, float, float, float], at: Mapping[str, Value]) -> None:
    """Draw a short track with a knob low in an area, all of which is dragged sideways."""
    (left, top, width, height), pad = area, 14
    y, count = top + height - 12, round((control.high - control.low) / control.step)
    apart = (width - 2 * pad) / count
    svg.rectangle(left + pad - 4, y - 5, width - 2 * pad + 8, 10, "ground")  # no edge behind it
    svg.line([(left + pad, y), (left + width - pad, y)], "soft", 2)
    for k in range(count + 1):
        svg.line([(left + pad + k * apart, y - 3), (left + pad + k * apart, y + 3)], "soft", 1)
    svg.dot(left + pad + (float(at[control.name]) - control.low) / control.step * apart, y, 6, "green")
    beyond = pad / apart * control.step
    edges = {control.name: (control.low - beyond, control.high + beyond)}
    svg.area(*area, grab(control.label, across=control, at=at, edges=edges))
