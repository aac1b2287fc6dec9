"""What a part of a picture says of itself so that it can be grabbed or pressed: by pointer, by touch and by keys.

The attributes are read by ``guided.js``; whatever arrives from there is tried against the control all the same.
"""

import json
from collections.abc import Mapping

from course_utils.widgets._engine.controls import Control, Value
from course_utils.widgets._engine.numbers import with_minus


def grab(
    label: str,
    *,
    across: Control | None = None,
    upwards: Control | None = None,
    at: Mapping[str, Value],
    edges: Mapping[str, tuple[float, float]] | None = None,
    hover: bool = False,
    told: str = "",
    by_tab: bool = True,
) -> dict[str, str]:
    """Make a part one that is grabbed: from its left to its right edge `across` runs, from bottom to top `upwards`.

    Parameters
    ----------
    label
        What a screen reader calls it.
    across, upwards
        The controls that it moves, at least one; arrow keys move them by one step.
    at
        The values of all controls at the moment.
    edges
        Of a control, by its name: which of its values stands at the left or lower edge, and which at the other; by
        default its lowest and its highest, so a grabbed number may end before the part does, or run the other way.
    hover
        Whether moving over it is enough.
    told
        How a screen reader says where it stands; by default the numbers.
    by_tab
        Whether the Tab key stops there; not where a slider beside the picture moves the same.
    """
    axes = {}
    for axis, control in (("x", across), ("y", upwards)):
        if control is not None:
            first, last = (edges or {}).get(control.name, (control.low, control.high))
            axes[axis] = [control.name, first, last, control.low, control.high, control.step]
    one = across or upwards
    if one is None:
        raise ValueError("a grab that moves nothing")
    values = " and ".join(f"{c.label} {with_minus(f'{at[c.name]:g}')}" for c in (across, upwards) if c is not None)
    return {
        "data-grab": json.dumps({**axes, "hover": hover}),
        "role": "slider",
        "tabindex": "0" if by_tab else "-1",
        "aria-label": label,
        "aria-valuemin": f"{one.low:g}",
        "aria-valuemax": f"{one.high:g}",
        "aria-valuenow": f"{at[one.name]:g}",
        "aria-valuetext": told or values,
    }


def cell_edges(control: Control) -> dict[str, tuple[float, float]]:
    """Say that each step of a control is as wide as every other: the first pixel reaches half a step before it."""
    half = control.step / 2
    return {control.name: (control.low - half, control.high + half)}


def press(label: str, /, **values: Value) -> dict[str, str]:
    """Make a part one that is pressed: it sets values."""
    return {"data-press": json.dumps(values), "role": "button", "tabindex": "0", "aria-label": label}


def idle(label: str) -> dict[str, str]:
    """Make a part one that is pressed at other times: now it could do nothing, and the Tab key passes it by."""
    return {"role": "button", "tabindex": "-1", "aria-disabled": "true", "aria-label": label}
