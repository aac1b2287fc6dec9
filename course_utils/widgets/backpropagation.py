"""Widgets of lesson 07: forward and backward through a tiny network, number by number; three witnesses for a gradient.

The formulas stand in ``_tiny_network``, with numbers a learner can multiply in the head, and in ``_truth``, for the
network 784-256-64-10.
"""

import html
from collections.abc import Callable
from functools import partial

from torch import Tensor

from course_utils._inputs import whole_number
from course_utils._messages import sentence
from course_utils.widgets import _tiny_told as tiny
from course_utils.widgets import _truth as truth
from course_utils.widgets import _truth_told as told
from course_utils.widgets._base import Guided, Values, View, button, choice, slider
from course_utils.widgets._error_plot import error_plot
from course_utils.widgets._tiny_drawing import draw
from course_utils.widgets._tiny_network import TinyPass, there_and_back

_TARGETS = {"[1, 0]": (1.0, 0.0), "[0, 1]": (0.0, 1.0)}
_FIRST_PLACE = 9  # where the still picture stands: the error has reached the first layer, everything is known
_YOURS = "yours"


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


def panel_view(own: list[Tensor] | str | None, values: Values) -> View:
    """Show what three witnesses say of one gradient; `own` are the learner's six, why there are none, or None."""
    name, rank, power = str(values["parameter"]), int(values["entry"]), int(values["step"])
    chosen, which = str(values["formula"]), truth.NAMES.index(name)
    place, moved = truth.entry(name, rank), truth.differences(name, rank)
    theirs, difference = truth.case().autograd[which][place].item(), moved[power][0]
    grads = own if chosen == _YOURS else truth.formula(chosen)
    found = None if isinstance(grads, str) else grads
    mine = None if found is None else found[which][place].item()
    entry = f"{name}[{', '.join(map(str, place))}]"
    errors = {at: (truth.apart(both, theirs), truth.apart(up, theirs)) for at, (both, up) in moved.items()}
    broken = grads if isinstance(grads, str) else None
    text = f"{entry}: {told.verdict(chosen, mine, theirs, difference, power)}"
    if found and mine is not None and told.agree(mine, theirs) and not truth.hold(found)[which]:
        text = f"{text[:-1]}; at other entries of {name} the formula ({chosen}) is wrong."
    witnesses = [(f"formula, {chosen}", mine), ("autograd", theirs), (f"finite difference, step 1e{power}", difference)]
    curve = f"{error_plot(errors, power, truth.ENOUGH)}{told.parabola(errors)}"
    return View(
        f'<p style="margin: 0 0 0.4em">The gradient of <code>{entry}</code>, the largest of its row:</p>'
        f"{told.witnesses(witnesses)}{told.message(broken)}"
        '<div style="display: flex; flex-wrap: wrap; gap: 1em 2em; align-items: flex-start; margin-top: 0.8em">'
        f'<div style="flex: 1 1 22em; max-width: 30em">{told.pairs(mine, theirs, difference)}{told.whole(found)}</div>'
        '<div style="flex: 1 1 300px; max-width: 380px">'
        f'<p style="margin: 0 0 0.3em">Relative difference of finite difference and autograd:</p>{curve}</div></div>',
        text,
    )


def gradient_truth_panel(backward: Callable | None = None) -> Guided:
    """Show one gradient of the network 784-256-64-10 as a formula, autograd and a finite difference give it.

    Parameters
    ----------
    backward : callable, optional
        Yours: ``backward(x, params, h1, h2, grad_out)`` -> six gradients, in the order w1, b1, w2, b2, w3, b3. It is
        called once, with eight pictures in float64; if it raises or gives something else, the panel says so.

    Returns
    -------
    Guided
        Shows itself.

    Raises
    ------
    TypeError
        Something that is no function.

    Examples
    --------
    >>> panel = gradient_truth_panel()
    >>> panel.values = {**panel.values, "formula": "sign turned", "parameter": "b3"}
    >>> panel
    Gradient truth panel: b3[4]: autograd and the finite difference agree, the formula (sign turned) does not.
    """
    if backward is not None and not callable(backward):
        raise TypeError(
            sentence("your function backward", backward, "pass it by its name, without brackets, or nothing")
        )
    own = None if backward is None else truth.gradients(backward)
    formulas = list(truth.FORMULAS) if backward is None else [_YOURS, *truth.FORMULAS]
    return Guided(
        "Gradient truth panel",
        "Three independent ways give the same gradient; a finite difference does so best at a middle step.",
        [
            choice("formula", "formula", formulas),
            choice("parameter", "parameter", truth.NAMES),
            slider("entry", "entry, the largest first", 1, truth.ENTRIES, 1),
            slider("step", "step size, as a power of ten", truth.EXPONENTS[0], truth.EXPONENTS[-1], -5),
        ],
        partial(panel_view, own),
    )
