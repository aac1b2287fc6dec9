"""Widget of lesson 03: ten outputs to move, and how wrong they are.

``sum of squares = Σ (pred - target)²``, ``distance = √sum``, ``MSE = sum / 10``.
"""

import math
from collections.abc import Sequence

from course_utils.widgets._engine.guided import Guided, Values, View, button, choice, slider
from course_utils.widgets._engine.numbers import fixed, short

_FIRST = (0.1, 0.01, 0.01, 0.03, 0.01, 0.8, 0.01, 0.01, 0.01, 0.01)
_NAMES = [f"output{place}" for place in range(10)]
_PRESETS = {"zeros": (0.0,) * 10, "tenths": (0.1,) * 10, "first": _FIRST}
_LOW, _HIGH = -1.0, 1.5


def squares(pred: Sequence[float], label: int) -> list[float]:
    """Square the difference between each output and its target.

    Examples
    --------
    >>> [round(part, 2) for part in squares([0.1] * 10, 9)]
    [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.81]
    """
    differences = [output - (place == label) for place, output in enumerate(pred)]
    return [difference * difference for difference in differences]


def mixer_view(values: Values) -> View:
    """Show each output, its difference from the target, its square, and what all squares give together."""
    pred, label = [float(values[name]) for name in _NAMES], int(values["label"])
    parts = squares(pred, label)
    total = math.fsum(parts)  # rounds the same in every Python, as sum does not
    distance = math.sqrt(total)
    shares = [part / total if total else 0.0 for part in parts]
    lines = "".join(_line(place, pred[place], int(place == label), parts[place], shares[place]) for place in range(10))
    heads = "place", "output and target", "output − target", "square"
    columns = "".join(f'<th scope="col" style="padding: 0 0.25em">{head}</th>' for head in heads)
    columns += '<th scope="colgroup" colspan="2">% of the sum</th>'
    sums = (
        f"sum of squares <strong>{short(total, 4)}</strong>",
        f"distance √{short(total, 4)} = <strong>{short(distance, 4)}</strong>",
        f"MSE {short(total, 4)} / 10 = <strong>{short(total / 10, 5)}</strong>",
    )
    html = (
        '<p style="display: flex; flex-wrap: wrap; gap: 0.3em 2.5em; font-size: 1.15em">'
        f"{''.join(f'<span>{part}</span>' for part in sums)}</p>"
        '<table style="width: 100%; max-width: 46em; font-size: 0.9em; border-collapse: collapse">'
        f'<tr style="text-align: left; vertical-align: bottom">{columns}</tr>{lines}</table>'
    )
    most = max(range(10), key=lambda place: (round(parts[place], 6), -place))
    whose = f"output {most} adds the most, {100 * shares[most]:.0f} %" if total else "every output is what it should be"
    text = (
        f"Label {label}: sum of squares {short(total, 4)}, distance {short(distance, 4)}, "
        f"MSE {short(total / 10, 5)}; {whose}."
    )
    return View(html, text)


def mixer_link(before: Values, after: Values) -> Values:
    """Let a button set all ten outputs."""
    for name, outputs in _PRESETS.items():
        if after[name] != before[name]:
            return {**after, **dict(zip(_NAMES, outputs, strict=True))}
    return after


def loss_mixer() -> Guided:
    """Show ten outputs to move, and the squared error, the distance and the MSE that they give.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> loss_mixer()
    Loss mixer: Label 5: sum of squares 0.0516, distance 0.2272, MSE 0.00516; output 5 adds the most, 78 %.
    """
    outputs = [slider(name, f"output {place}", _LOW, _HIGH, _FIRST[place], 0.05) for place, name in enumerate(_NAMES)]
    return Guided(
        "Loss mixer",
        "Every output adds the square of what it is off by; the MSE is their mean.",
        [
            *outputs,
            choice("label", "label", [str(digit) for digit in range(10)], "5"),
            button("zeros", "all zeros"),
            button("tenths", "all 0.1"),
            button("first", "as at the beginning"),
        ],
        mixer_view,
        mixer_link,
    )


def _line(place: int, output: float, target: int, part: float, share: float) -> str:
    """Write the line of one output: a bar to the output with a tick at its target, the numbers, a bar of its part."""
    percent = fixed(100 * share, 1)
    numbers = f"{fixed(output, 2)} − {target} = {fixed(output - target, 2)}", fixed(part, 4)
    cells = "".join(
        f'<td style="text-align: right; white-space: nowrap; padding: 0 0.25em">{cell}</td>' for cell in numbers
    )
    return (
        f'<tr><th scope="row">{place}</th>'
        f'<td style="width: 32%">{_scale(output, target)}</td>{cells}'
        f'<td style="width: 24%">{_bar(share, percent)}</td>'
        f'<td style="text-align: right; white-space: nowrap">{percent}</td></tr>'
    )


def _scale(output: float, target: int) -> str:
    def x(value: float) -> float:
        return 2 + 100 * (value - _LOW) / (_HIGH - _LOW)

    start, end = sorted((x(0), x(output)))
    return _stretched(
        f"output {fixed(output, 2)}, target {target}",
        f'<rect x="{start:.1f}" y="4" width="{end - start:.1f}" height="8" style="fill: var(--course-blue)"/>'
        f"{_tick(x(0), 'soft', 1)}{_tick(x(target), 'orange', 3)}",
    )


def _bar(share: float, percent: str) -> str:
    bar = f'<rect x="2" y="3" width="{100 * share:.1f}" height="10" style="fill: var(--course-orange)"/>'
    return _stretched(f"{percent} % of the sum", f"{bar}{_tick(2, 'soft', 1)}")


def _tick(x: float, colour: str, width: int) -> str:
    style = f"stroke: var(--course-{colour}); stroke-width: {width}px; vector-effect: non-scaling-stroke"
    return f'<path d="M{x:.1f} 0v16" style="{style}"/>'


def _stretched(label: str, drawn: str) -> str:
    """Draw on a strip 104 wide, which takes all the room that there is."""
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 104 16" preserveAspectRatio="none" '
        f'style="width: 100%; min-width: 2.1em; height: 1.15em; display: block">{drawn}</svg>'
    )
