"""The test pictures that a network gets wrong, one at a time, the worst first, and a table of all pairs of digits."""

from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.controls import Value, held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import cell_edges, grab, idle, press
from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets._engine.parts import beside, together
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.pictures.weight_pictures import signed
from course_utils.widgets._engine.tables import cells
from course_utils.widgets.test_accuracy.mistakes import ANY, Mistakes, find_mistakes
from course_utils.widgets.test_accuracy.networks_to_ask import reader
from course_utils.widgets.test_accuracy.ten_bars import no_bars, ten_bars

_WORST = 100  # as many places as can be gone to
_LABEL = held("label", "true digit", ANY, 9, ANY)
_ANSWER = held("answer", "predicted digit", ANY, 9, ANY)
_PLACE = held("place", "place in the list", 1, _WORST, 1)
_SIDE, _KNOB = 280, 9  # of the picture; of what is dragged below it
_WIDE = 350  # how wide bars and table may grow
# The table: a column for each answer and a row for each label, "any" first.
_LEFT, _TOP, _ACROSS, _DOWN = 46, 38, 30, 20
_DEEPEST = 0.6  # how strongly the most frequent pair is coloured: its number stays readable


def mistakes_view(mistakes: Mistakes, *, label: int, answer: int, place: int) -> View:
    """Show one mistake: the picture, the ten outputs, the label and the answer, and how often each pair comes."""
    places = mistakes.of(label, answer)
    table = _table(mistakes.counts, label, answer)
    if not places:
        return View(
            _none(label, answer),
            _laid_out(_no_picture(), 1, 1, together(no_bars(_WIDE, "no picture, no outputs"), table)),
        )
    place = min(place, len(places), _WORST)
    this = places[place - 1]
    true, read, out = int(mistakes.labels[this]), int(mistakes.answers[this]), mistakes.outs[this].tolist()
    high, low = round(out[read], 2), round(out[true], 2)
    text = (
        f"Labelled {true}, read as {read}: output {fixed(high, 2)} at {read}, {fixed(low, 2)} at {true}, a margin of "
        f"{fixed(high - low, 2)}. Mistake {place} of {_about(len(places))}."
    )
    shown = ten_bars(out, (read, "answer"), true, most=_WIDE)
    last = min(len(places), _WORST)
    return View(
        text, _laid_out(_picture(mistakes, this, place, last, len(places)), place, last, together(shown, table))
    )


def mistakes_link(mistakes: Mistakes, changed: Collection[str], **values: int) -> Mapping[str, Value]:
    """Begin with the worst when other digits are chosen, and stay within the list."""
    if not {"label", "answer"}.isdisjoint(changed):
        return {"place": 1}
    return {"place": max(1, min(values["place"], len(mistakes.of(values["label"], values["answer"]))))}


def mistakes_browser(net: object = None) -> Guided:
    """Show the test pictures that a network gets wrong, the surest mistakes first.

    Parameters
    ----------
    net : nn.Module, own network, callable or None
        As in :func:`~course_utils.widgets.test_accuracy.draw_digit`; it is asked once, when the widget is made.

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
    >>> widget.values = {**widget.values, "label": 1, "answer": 0}
    >>> widget
    Mistakes browser: No test picture labelled 1 was read as 0.
    """
    mistakes = find_mistakes(reader(net))
    return Guided(
        "Mistakes browser",
        "Press a field of the table to choose a pair of digits. A mistake is worst where the network was sure.",
        [_LABEL, _ANSWER, _PLACE],
        lambda **values: mistakes_view(mistakes, **values),
        lambda changed, **values: mistakes_link(mistakes, changed, **values),
        longest="Labelled 9, read as 0: output 0.48 at 0, −0.02 at 9, a margin of 0.50. Mistake 100 of about 1100.",
    )


def _none(label: int, answer: int) -> str:
    """Say that a pair of digits never comes."""
    if label == answer != ANY:
        return f"A {label} that is read as {answer} is right: no mistake stands on the diagonal."
    which = " ".join(["No test picture", *([f"labelled {label}"] if label != ANY else [])])
    return f"{which} was read as {answer}." if answer != ANY else f"{which} was read wrongly."


def _laid_out(picture: Element, place: int, last: int, right: Element) -> Element:
    """Put the picture and what leads to the next one at the left, bars and table at the right."""
    steps = {"previous": max(1, place - 1), "next": min(last, place + 1)}
    turn = cells(
        ["◀ previous", "next ▶"],
        caption="",
        press=[press(name, place=to) if to != place else idle(name) for name, to in steps.items()],
    )
    return beside(together(picture, turn), right, wide=["11em", "19em"])


def _no_picture() -> Element:
    """Draw the place of a picture, where there is none."""
    svg = Svg(_SIDE, _SIDE + 50, "no picture", most=320, size=15)
    svg.rectangle(1, 1, _SIDE - 2, _SIDE - 2, stroke="line", dashed="6 4")
    svg.text(_SIDE / 2, _SIDE / 2, "no such mistake", colour="soft")
    return svg.part


def _picture(mistakes: Mistakes, this: int, place: int, last: int, count: int) -> Element:
    """Draw a test picture, and below it the places of the list with a knob that is dragged."""
    svg = Svg(_SIDE, _SIDE + 50, f"test picture, labelled {int(mistakes.labels[this])}", most=320, size=15)
    svg.pixels(mistakes.pictures[this], 0, 0, _SIDE, _SIDE)
    left, right, height = _KNOB + 4, _SIDE - _KNOB - 4, _SIDE + 18
    at = left + (right - left) * (place - 1) / max(1, last - 1)
    svg.line([(left, height), (right, height)], "line", 4)
    svg.dot(at, height, _KNOB, "blue")
    svg.text(left, _SIDE + 46, "worst", "start", size=13, colour="soft")
    svg.text(
        right, _SIDE + 46, f"{last}th of {_about(count)}" if last < count else str(last), "end", size=13, colour="soft"
    )
    more = _KNOB / (right - left) * (last - 1)  # the knob is grabbed as a whole, also at the ends
    hand = grab(
        _PLACE.label,
        across=_PLACE,
        at={"place": place},
        edges={"place": (1 - more, last + more)},
        told=f"{place} of {last}",
    )
    svg.area(left - _KNOB, _SIDE + 4, right - left + 2 * _KNOB, 26, hand)
    return svg.part


def _table(counts: list[list[int]], label: int, answer: int) -> Element:
    """Draw how often each pair comes, as a table that is pressed; the first row and column stand for any digit."""
    right, bottom = _LEFT + 11 * _ACROSS, _TOP + 11 * _DOWN
    told = (
        f"true digit {_name(label)}, predicted digit {_name(answer)}: {_about(_count(counts, label, answer))} pictures"
    )
    svg = Svg(right + 2, bottom + 2, f"how often each pair of digits comes; chosen: {told}", most=_WIDE)
    svg.text((_LEFT + right) / 2, 13, "predicted digit")
    svg.text(14, (_TOP + bottom) / 2, "true digit", turned=-90)
    most = max(max(row) for row in counts) or 1
    blue = signed(-np.sqrt(np.array(counts) / most), 1 / _DEEPEST)  # one picture: a hundred rectangles take more room
    svg.pixels(blue, _LEFT + _ACROSS, _TOP + _DOWN, 10 * _ACROSS, 10 * _DOWN, ground=True)
    for row in range(ANY, 10):
        top = _TOP + (row - ANY) * _DOWN
        svg.text(_LEFT - 5, top + 15, _name(row), "end", bold=row == label, halo=False)
        svg.text(_LEFT + (row - ANY + 0.5) * _ACROSS, _TOP - 6, _name(row), bold=row == answer, halo=False)
        for column in range(ANY, 10):
            left, number = _LEFT + (column - ANY) * _ACROSS, _count(counts, row, column)
            if number:
                shown = "all" if (row, column) == (ANY, ANY) else str(number)
                svg.text(left + _ACROSS / 2, top + 15, shown, halo=False)
    for k in range(12):
        look = ("soft", 1.5) if k == 1 else ("line", 0.5)  # what is summed up stands apart
        svg.line([(_LEFT, _TOP + k * _DOWN), (right, _TOP + k * _DOWN)], *look)
        svg.line([(_LEFT + k * _ACROSS, _TOP), (_LEFT + k * _ACROSS, bottom)], *look)
    svg.line([(_LEFT + _ACROSS, _TOP + _DOWN), (right, bottom)], "line", 1)
    column, top = _LEFT + (answer - ANY) * _ACROSS, _TOP + (label - ANY) * _DOWN
    svg.rectangle(column, top, _ACROSS, _DOWN, stroke="orange", thick=3)
    low, high = cell_edges(_LABEL)["label"]
    edges = {**cell_edges(_ANSWER), "label": (high, low)}  # the first row stands at the top
    at = {"label": label, "answer": answer}
    svg.area(
        _LEFT, _TOP, right - _LEFT, bottom - _TOP,
        grab("pair of digits", across=_ANSWER, upwards=_LABEL, at=at, edges=edges, told=told),
    )  # fmt: skip
    return svg.part


def _count(counts: list[list[int]], label: int, answer: int) -> int:
    """Say how often a pair comes, where either may be any digit."""
    rows = counts if label == ANY else [counts[label]]
    return sum(sum(row) if answer == ANY else row[answer] for row in rows)


def _about(count: int) -> str:
    """Write a count, rounded where it is large: another machine may count one more."""
    return str(count) if count < 500 else f"about {round(count, -2)}"


def _name(digit: int) -> str:
    return "any" if digit == ANY else str(digit)
