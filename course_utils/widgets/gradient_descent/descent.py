"""Widget of lesson 05: gradient descent on the loss of two weights, and the learning rate at which it diverges."""

from collections.abc import Collection, Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Value, button, held, play, slider
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.numbers import fixed, moved, short
from course_utils.widgets._engine.parts import folded
from course_utils.widgets._engine.tables import table
from course_utils.widgets.gradient_descent.descent_map import draw_map
from course_utils.widgets.gradient_descent.loss_bowl import LOST, Bowl, Weights, bowl_of_two_weights, descent

MOST_STEPS, _AT_ONCE = 100, 20
_NOISE = 1e-12  # what rounding adds to a loss at the bottom
_NEAR = 1e-6  # of the lowest loss: nothing of a path can be seen to move there
_SHOWN = {0, 1, 2, 3, 5, 10, 20, 40, 60, 80, 100}
# Where a path may begin: the whole map.
MIDDLE = held("middle", "middle weight", -0.1, 0.3, 0.0, 0.01)
LEFT = held("left", "left weight", -0.3, 0.1, 0.0, 0.01)


def descent_view(*, rate: float, middle: float, left: float, steps: int, step: int, reset: int) -> View:
    """Show the way from a start, so many steps with a learning rate."""
    bowl = bowl_of_two_weights()
    path = descent(bowl, (middle, left), rate, steps)
    losses = [bowl.loss(weights) for weights in path]
    text = f"Learning rate {short(rate, 2)}, {_told(losses, steps, bowl.loss(bowl.bottom))}"
    picture = draw_map(bowl, path, rate, MIDDLE, LEFT)
    ends = {0: ["reset"], MOST_STEPS: ["step", "play steps"]}
    numbers = folded("The numbers of the steps", _table(bowl, path, losses))
    return View(text, picture, numbers, idle=ends.get(steps, []))


def descent_link(changed: Collection[str], *, steps: int, **others: Value) -> Mapping[str, Value]:
    """Go one step further at a press, or back to the start."""
    if "reset" in changed:
        return {"steps": 0}
    if "step" in changed:
        return {"steps": min(steps + 1, MOST_STEPS)}
    return {}


def descent_on_two_weights() -> Guided:
    """Show the loss of two real weights as a map: choose start and learning rate, step, and find what diverges.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> descent_on_two_weights()
    Descent on two weights: Learning rate 1, step 0: the loss is 0.1000.
    """
    return Guided(
        "Descent on two weights",
        "Drag the start. Each step goes against the slope, as far as the learning rate says.",
        [
            slider("rate", "learning rate", 0.05, 3.0, 1.0, 0.05),
            MIDDLE,
            LEFT,
            held("steps", "steps", 0, MOST_STEPS, 0),
            play("steps", f"go {_AT_ONCE} steps", main=True, by=_AT_ONCE),
            button("step", "one step"),
            button("reset", "back to the start"),
        ],
        descent_view,
        descent_link,
        settings="left",
        longest=(
            "Learning rate 1.05, after 100 steps: the loss fell from 0.1251 to 0.0965, the lowest there is. 100 "
            "steps are the most here."
        ),
    )


def _told(losses: Sequence[float], wanted: int, lowest: float) -> str:
    last = len(losses) - 1
    after = f"after {last} step{'' if last == 1 else 's'}"
    if last == 0:
        return f"step 0: the loss is {_loss(losses[0])}."
    if losses[-1] > LOST:
        return f"stopped {after}: the loss is {_loss(losses[-1])} and grows with every step. It diverges."
    # In a bowl a loss that grew once grows for ever: only the part along the largest curvature can grow.
    if losses[-1] > losses[-2] + _NOISE:
        return f"{after}: the loss is {_loss(losses[-1])} and grew with the last step. It diverges."
    arrived = ", the lowest there is" if losses[-1] - lowest < _NEAR else ""
    most = f" {MOST_STEPS} steps are the most here." if wanted == MOST_STEPS else ""
    return f"{after}: the loss {moved('fell', _loss(losses[0]), _loss(losses[-1]))}{arrived}.{most}"


def _table(bowl: Bowl, path: Sequence[Weights], losses: Sequence[float]) -> Element:
    rows = [
        [str(step), *(fixed(number, 3) for number in (*weights, *bowl.gradient(weights))), _loss(loss)]
        for step, (weights, loss) in enumerate(zip(path, losses, strict=True))
        if step in _SHOWN or step == len(path) - 1
    ]
    return table(["step", "middle weight", "left weight", "slope by middle", "slope by left", "loss"], rows)


def _loss(loss: float) -> str:
    return f"{loss:.4f}" if loss < 10 else f"{loss:.1f}"
