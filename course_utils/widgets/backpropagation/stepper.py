"""A tiny network forward and backward, number by number: ``stepper_network`` holds the formulas."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from course_utils._inputs import whole_number
from course_utils._messages import sentence
from course_utils.widgets._engine import parts
from course_utils.widgets._engine.controls import Value, button, choice, held, play
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets.backpropagation import stepper_steps as tiny
from course_utils.widgets.backpropagation.stepper_drawing import draw
from course_utils.widgets.backpropagation.stepper_network import TinyPass, there_and_back

_TARGETS = {"[1, 0]": (1.0, 0.0), "[0, 1]": (0.0, 1.0)}
_ARROWS = {"forward": "→ forward", "backward": "← backward", "update": "update"}
_MOST = 4  # equations: as many places are kept, so that what follows stays where it is
_HELD = {
    control.name: control
    for control in (
        held("step", "step", 0, tiny.LAST, 0),
        held("x0", "x[0]", -2, 2, 1),
        held("x1", "x[1]", -2, 2, 2),
        held("w", "w1[0, 1]", -2, 2, -1, 0.5),
    )
}


def tiny_pass(*, x0: float, x1: float, w: float, target: str) -> TinyPass:
    """Compute every number of the tiny network from what can be moved in it.

    Examples
    --------
    >>> tiny_pass(x0=1, x1=2, w=-1, target="[1, 0]").out
    [2.0, -1.0]
    """
    w1, w2 = [[1.0, float(w)], [1.0, 0.5]], [[1.0, 1.0], [2.0, -0.5]]
    return there_and_back([float(x0), float(x1)], _TARGETS[target], w1, w2)


def stepper_view(*, step: int, x0: int, x1: int, w: float, target: str, **pressed: int) -> View:
    """Show the tiny network as far as it is computed at a step."""
    there, now = tiny_pass(x0=x0, x1=x1, w=w, target=target), tiny.STEPS[step]
    picture = draw(there, step, _HELD, {"step": step, "x0": x0, "x1": x1, "w": w})
    lines = tiny.equations(there, step)
    lines += ["\u00a0"] * (_MOST - len(lines))
    following: list[parts.Part] = ["This was the last step."]
    if step < tiny.LAST:
        following = ["Predict the next numbers: ", parts.code(tiny.STEPS[step + 1].line)]
    return View(
        tiny.told(there, step),
        picture,
        parts.paragraph(parts.strong(_ARROWS[now.way]), "\u2003", parts.code(now.line)),
        *map(parts.paragraph, lines),
        parts.paragraph(*following),
        idle=[name for name, end in (("back", 0), ("next", tiny.LAST)) if step == end],
    )


def stepper_link(changed: Collection[str], *, step: int, **values: Value) -> Mapping[str, Value]:
    """Let the two buttons walk, as far as there are steps."""
    walked = ("next" in changed) - ("back" in changed)
    return {"step": max(0, min(tiny.LAST, step + walked))} if walked else {}


def backprop_stepper(step: int = 0) -> Guided:
    """Show a tiny network forward and backward, one step at a time, with every number on it.

    Parameters
    ----------
    step : int, optional
        Where it begins: 0, where only the inputs are known, to 10, where the weights have moved.

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
    >>> widget = backprop_stepper(step=9)
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
        "Predict, then press next. Going back, slopes multiply along a path, and paths that meet add up.",
        [
            button("next", "next", main=True),
            button("back", "back"),
            play("step", "play", seconds=25),
            choice("target", "target", list(_TARGETS)),
            replace(_HELD["step"], value=first),
            *(_HELD[name] for name in ("x0", "x1", "w")),
        ],
        stepper_view,
        stepper_link,
        longest=(
            "Step 6 of 10, backward: nothing came through h1, so every weight behind it gets 0; grad_w2 = [[0, 0], "
            "[0, 0]]."
        ),
    )
