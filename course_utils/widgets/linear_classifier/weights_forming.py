"""The ten weight pictures of the linear classifier forming while it trains, and what each of them likes."""

from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.controls import held, play
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import press
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.pictures.weight_pictures import draw_key, draw_signed
from course_utils.widgets._engine.trainings.training_moments import draw_moments
from course_utils.widgets.linear_classifier.ten_pictures import BATCHES, Film, record

_MOMENT = held("moment", "batches so far", 0, len(BATCHES) - 1, 0)
_DIGIT = held("digit", "the picture that is large", 0, 9, 0)
_WIDTH, _HEIGHT = 762, 490
_TILE, _STEP, _ROW = 96, 103, 122  # a small picture, and from one to the next, to the right and down
_LARGE, _SIDE, _TOP = 542, 218, 22  # where the large picture stands, and how large it is
_KEY, _BELOW = 252, 318  # where the colours are explained, and where the curve and the answers begin


def forming_view(film: Film, *, moment: int, digit: int) -> View:
    """Show the ten rows of weights as pictures at one moment, one of them large, with what it says to each digit."""
    batches, right = BATCHES[moment], f"{100 * film.accuracies[moment]:.0f} of 100 test digits"
    if batches == 0:
        text = (
            "Nothing to see yet: all 7,840 weights are 0, and so are all outputs. The first, 0, counts as the answer: "
            f"right for {right}."
        )
    else:
        answers = film.answers[moment, digit]
        liked = f"output {digit} is largest for {_a(answers.argmax())}, smallest for {_a(answers.argmin())}"
        count = f"{batches} batch{'' if batches == 1 else 'es'}"
        text = f"After {count} {right} are right, loss {short(film.losses[moment], 3)}; {liked}."
    return View(text, _picture(film, moment, digit))


def weights_forming() -> Guided:
    """Show the ten weight pictures of the linear classifier at moments of one epoch; it trains once, under a second.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> widget = weights_forming()
    >>> widget.values = {**widget.values, "moment": 1}
    >>> print(widget.text)
    After 1 batch 54 of 100 test digits are right, loss 0.082; output 0 is largest for a 0, smallest for a 1.
    """
    film = record()
    return Guided(
        "Weights forming",
        "Drag the dot through the training, and press one of the ten pictures to see it large.",
        [_MOMENT, _DIGIT, play("moment", "Play the training", main=True)],
        lambda **values: forming_view(film, **values),
        longest=(
            "Nothing to see yet: all 7,840 weights are 0, and so are all outputs. The first, 0, counts as the answer: "
            "right for 10 of 100 test digits."
        ),
    )


def _a(digit: int) -> str:
    return f"an {digit}" if digit == 8 else f"a {digit}"


def _picture(film: Film, moment: int, digit: int) -> Element:
    """Draw the ten pictures, the chosen one large, the curve of the accuracy, and what the chosen one answers."""
    weights, at, answers = film.weights[moment], {"moment": moment, "digit": digit}, film.answers[moment, digit]
    largest = float(np.quantile(np.abs(weights), 0.995))  # a few pixels of the 1 would leave all the others pale
    spoken = ", ".join(f"{fixed(answer, 2)} for {_a(k)}" for k, answer in enumerate(answers))
    alt = (
        f"Ten weight pictures after {BATCHES[moment]} batches, weights from {fixed(float(weights.min()), 4)} to "
        f"{fixed(float(weights.max()), 4)}; output {digit} is on average {spoken}"
    )
    svg = Svg(_WIDTH, _HEIGHT, alt, most=860, size=15)
    for k in range(10):
        left, top = k % 5 * _STEP, _TOP + k // 5 * _ROW
        svg.text(left + _TILE / 2, top - 7, f"output {k}", bold=k == digit)
        draw_signed(svg, weights[k], largest, left, top, _TILE)
        if k == digit:
            svg.rectangle(left, top, _TILE, _TILE, stroke="ink", thick=3)
        svg.area(left, top, _TILE, _TILE, press(f"picture of output {k}", digit=k))
    svg.text(_LARGE, _TOP - 7, f"output {digit}, large", "start", bold=True)
    draw_signed(svg, weights[digit], largest, _LARGE, _TOP, _SIDE)
    draw_key(svg, largest, _WIDTH / 2, _KEY, ("ink here lowers the output", "ink here raises the output"))
    draw_moments(svg, _MOMENT, at, BATCHES, film.accuracies, (46, _BELOW, 462, _HEIGHT - _BELOW))
    _answers(svg, answers, digit)
    return svg.part


def _answers(svg: Svg, answers: np.ndarray, digit: int) -> None:
    """Draw what one output says to pictures of each digit, on average, as ten bars."""
    column, floor, unit = _SIDE / 10, _HEIGHT - 62, 105
    svg.text(_LARGE, _BELOW - 8, f"output {digit}, mean by digit", "start")
    for k, answer in enumerate(map(float, answers)):
        middle = _LARGE + (k + 0.5) * column
        written = min(middle, _WIDTH - 22)  # where its number stands: that of the last bar is wider than the bar
        svg.rectangle(middle - 7, floor, 14, -answer * unit, "orange" if answer > 0 else "blue")
        svg.text(middle, _HEIGHT - 21, str(k), bold=k == digit, halo=False)
        if answers.any() and k == answers.argmax():
            svg.text(written, floor - answer * unit - 5, fixed(answer, 2))
        if answers.any() and k == answers.argmin():
            svg.text(written, floor + 18 if answer < 0 else floor - answer * unit - 5, fixed(answer, 2))
    svg.line([(_LARGE, floor), (_LARGE + _SIDE, floor)], "soft", 1)
