"""Three witnesses for one gradient of the network 784-256-64-10: ``gradient_check`` asks them."""

from collections.abc import Callable
from functools import partial

from course_utils._messages import sentence
from course_utils.widgets._engine import parts
from course_utils.widgets._engine.controls import choice, held
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets.backpropagation import gradient_check as truth
from course_utils.widgets.backpropagation import gradient_check_sentences as told
from course_utils.widgets.backpropagation.entry_bars import entry_bars
from course_utils.widgets.backpropagation.step_size_curve import error_plot

_YOURS = "yours"
_ENTRY = held("entry", "entry, the largest first", 1, truth.ENTRIES, 1)
_STEP = held("step", "step size, as a power of ten", truth.EXPONENTS[0], truth.EXPONENTS[-1], -5)


def panel_view(own: truth.Judged | None, *, formula: str, parameter: str, entry: int, step: int) -> View:
    """Show what three witnesses say of one gradient; `own` are the learner's six, why there are none, or None."""
    which, moved = truth.NAMES.index(parameter), truth.differences(parameter, entry)
    places = [truth.entry(parameter, rank) for rank in range(1, truth.ENTRIES + 1)]
    autograd = [truth.case().autograd[which][place].item() for place in places]
    theirs, difference = autograd[entry - 1], moved[step][0]
    judged = own if own and formula == _YOURS else truth.formula(formula)
    found, broken = (None, judged.grads) if isinstance(judged.grads, str) else (judged.grads, None)
    each = None if found is None else [found[which][place].item() for place in places]
    mine = None if each is None else each[entry - 1]
    name = f"{parameter}[{', '.join(map(str, places[entry - 1]))}]"
    errors = {at: (truth.apart(both, theirs), truth.apart(up, theirs)) for at, (both, up) in moved.items()}
    text = f"{name}: {told.verdict(formula, mine, theirs, difference, step)}"
    if found and mine is not None and told.agree(mine, theirs) and not judged.holds[which]:
        text = f"{text[:-1]}; elsewhere in {parameter} the formula ({formula}) is wrong."
    at = {"entry": entry, "step": step}
    witnesses = [(f"formula, {formula}", mine), ("autograd", theirs), (f"finite difference, step 1e{step}", difference)]
    curve = error_plot(errors, truth.ENOUGH, _STEP, at)
    caption = "How far the finite difference is from autograd, as a share, for each step:"
    choice_of = "each the largest of its row" if parameter.startswith("w") else "the largest"  # a bias has no rows
    return View(
        text,
        told.witnesses(witnesses),
        told.message(broken),
        parts.beside(
            parts.together(
                parts.paragraph("Ten entries of ", parts.code(parameter), f", {choice_of}:"),
                entry_bars(each, autograd, _ENTRY, at, parameter),
            ),
            parts.together(parts.paragraph(caption), curve),
            wide=("250px", "350px"),
        ),
        parts.beside(
            told.pairs(mine, theirs, difference),
            parts.together(told.whole(judged.holds), told.millionth(), told.parabola(errors)),
            wide=("27em", "14em"),
        ),
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
    own = None if backward is None else truth.judged(truth.gradients(backward))
    formulas = list(truth.FORMULAS) if backward is None else [_YOURS, *truth.FORMULAS]
    return Guided(
        "Gradient truth panel",
        "Choose a wrong formula, or drag the curve's dot to another step: which of three independent ways is off?",
        [
            choice("formula", "formula", formulas),
            choice("parameter", "parameter", truth.NAMES),
            _ENTRY,
            _STEP,
        ],
        partial(panel_view, own),
        longest=(
            "w1[168, 466]: formula and autograd agree, the finite difference is off: with a step of 1e-12, a ReLU "
            "switches on the way; elsewhere in w1 the formula (mask forgotten) is wrong."
        ),
        settings="above",  # beside the sentence that they change: the pictures are high where it is narrow
    )
