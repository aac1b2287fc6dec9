"""A tiny network forward and backward, number by number: ``stepper_network`` holds the formulas."""

import html

from course_utils._inputs import whole_number
from course_utils._messages import sentence
from course_utils.widgets._engine.guided import Guided, Values, View, button, choice, slider
from course_utils.widgets.backpropagation import stepper_steps as tiny
from course_utils.widgets.backpropagation.stepper_drawing import draw
from course_utils.widgets.backpropagation.stepper_network import TinyPass, there_and_back

_TARGETS = {"[1, 0]": (1.0, 0.0), "[0, 1]": (0.0, 1.0)}
_FIRST_PLACE = 9  # where the still picture stands: the error has reached the first layer, everything is known


def tiny_pass(values: Values) -> TinyPass:
    """Compute every number of the tiny network from the values of the controls.

    Examples
    --------
    >>> tiny_pass({"x0": 1, "x1": 2, "w": -1, "target": "[1, 0]"}).out
    [2.0, -1.0]
    """
    x = [float(values["x0"]), float(values["x1"])]
    w1, w2 = [[1.0, float(values["w"])], [1.0, 0.5]], [[1.0, 1.0], [2.0, -0.5]]
    return there_and_back(x, _TARGETS[str(values["target"])], w1, w2)


def stepper_view(values: Values) -> View:
    """Show the tiny network as far as it is computed at a step."""
    there, place = tiny_pass(values), int(values["step"])
    way, line = tiny.PLACES[place]
    arrow = {"forward": "↓ forward", "backward": "↑ backward", "step": "gradient step"}[way]
    lines = "".join(f'<div style="margin-top: 0.35em">{equation}</div>' for equation in tiny.equations(there, place))
    return View(
        '<div style="display: flex; flex-wrap: wrap; gap: 0.6em 2em; align-items: flex-start">'
        f'<div style="flex: 0 1 376px; min-width: 0">{draw(there, place)}</div>'
        # As high as the longest, so that what follows stays where it is.
        '<div style="flex: 1 1 18em; min-height: 12em; font-variant-numeric: tabular-nums">'
        f"<div><strong>{arrow}</strong></div><div><code>{html.escape(line)}</code></div>{lines}</div></div>",
        tiny.told(there, place),
    )


def stepper_link(before: Values, after: Values) -> Values:
    """Let the two buttons walk, as far as there are steps."""
    walked = int(after["next"]) - int(before["next"]) - (int(after["back"]) - int(before["back"]))
    return {**after, "step": max(0, min(tiny.LAST, int(after["step"]) + walked))}


def backprop_stepper(step: int = _FIRST_PLACE) -> Guided:
    """Show a tiny network forward and backward, one step at a time, with every number on it.

    Parameters
    ----------
    step : int, optional
        Where it begins: 0, where only the inputs are known, to 10; 9 is the end of the way back.

    Returns
    -------
    Guided
        Shows itself.

    Raises
    ------
    ValueError
        A step that there is not.

    Examples
    --------
    >>> widget = backprop_stepper()
    >>> widget.values = {**widget.values, "next": 1}
    >>> widget
    Backprop stepper: Step 10 of 10: the weights have moved, and the loss falls from 1 to 0.0703.
    """
    first = whole_number(step)
    if first is None or not 0 <= first <= tiny.LAST:
        wanted = f"step to be a whole number from 0 to {tiny.LAST}"
        raise ValueError(sentence(wanted, step, "step=0 is the beginning"))
    return Guided(
        "Backprop stepper",
        "Going back, slopes multiply along a path and paths add up; a silent hidden unit stops the error.",
        [
            button("back", "back"),
            button("next", "next"),
            slider("step", "step", 0, tiny.LAST, first),
            slider("x0", "x[0]", -2, 2, 1),
            slider("x1", "x[1]", -2, 2, 2),
            slider("w", "w1[0, 1]", -2, 2, -1, 0.5),
            choice("target", "target", list(_TARGETS)),
        ],
        stepper_view,
        stepper_link,
    )
