"""The test pictures that a network gets wrong, one at a time, the worst first."""

import numpy as np

from course_utils.widgets._engine.bars import bars
from course_utils.widgets._engine.guided import Guided, Values, View, choice, slider
from course_utils.widgets._engine.images import beside
from course_utils.widgets._engine.numbers import fixed
from course_utils.widgets.test_accuracy.mistakes import ANY, Mistakes, find_mistakes
from course_utils.widgets.test_accuracy.networks_to_ask import reader

_DIGITS = [str(digit) for digit in range(10)]
_WORST = 100  # as many places as the slider has


def mistakes_view(mistakes: Mistakes, values: Values) -> View:
    """Show one mistake: the picture, the ten outputs, the label and the answer."""
    places, place = mistakes.places(values), int(values["place"])
    if not places:
        label, answer = ("any digit" if values[name] == ANY else values[name] for name in ("label", "answer"))
        text = f"No test picture of {label} was taken for {answer}."
        return View(beside("", np.zeros((28, 28), np.uint8), "no picture", 252, ""), text)
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
    return View(beside(head, mistakes.pictures[this], f"test picture, {_a(label)}", 252, shown), text)


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


def _a(digit: int) -> str:
    return f"an {digit}" if digit == 8 else f"a {digit}"
