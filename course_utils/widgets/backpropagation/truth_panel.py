"""Three witnesses for one gradient of the network 784-256-64-10: ``gradient_check`` asks them."""

from collections.abc import Callable
from functools import partial

from torch import Tensor

from course_utils._messages import sentence
from course_utils.widgets._engine.guided import Guided, Values, View, choice, slider
from course_utils.widgets.backpropagation import gradient_check as truth
from course_utils.widgets.backpropagation import gradient_check_told as told
from course_utils.widgets.backpropagation.step_size_curve import error_plot

_YOURS = "yours"


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
