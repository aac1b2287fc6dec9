"""One progress bar for all that takes longer than a second.

tqdm's own bar for notebooks is a widget, and a widget lives as long as its kernel: a notebook that is saved and opened
again says "Error displaying widget: model not found" where a bar has been. So in a cell the bar is tqdm's text.
"""

import io
import os
import sys
from collections.abc import Callable, Iterable
from numbers import Integral
from typing import Any

from tqdm.std import tqdm


class _InACell(tqdm):
    """tqdm's bar as the text of one output, which is empty once the bar is closed."""

    @staticmethod
    def status_printer(file: object) -> Callable[[str], None]:
        """Give the function that shows a text; the output is made when there is the first one."""
        from IPython.display import display  # late: in a terminal nobody needs it

        handle = None

        def show(text: str) -> None:
            nonlocal handle
            # Without any data JupyterLab shows no output; with an empty text it shows an empty line.
            data = {"text/plain": text} if text else {}
            if handle is not None:
                handle.update(data, raw=True)
            elif text:
                handle = display(data, raw=True, display_id=True)

        return show


def in_a_kernel() -> bool:
    """Tell whether this process runs the cells of a notebook."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None


def line(text: str) -> tqdm:
    """Show a line in a cell for the time of a ``with`` block."""
    return _InACell(bar_format=text, leave=False, file=io.StringIO())


def progress_bar(
    iterable: Iterable | None = None, total: int | None = None, unit: str = "batch", desc: str | None = None
) -> tqdm:
    """Show how far a loop is, once it takes longer than a second; the bar goes away at the end.

    Where the terminal is a file or a pipe, there is no bar.

    Parameters
    ----------
    iterable : iterable, optional
        What to go through. Without it, call ``update()`` once a step, and ``close()`` or a ``with`` block at the end.
    total : int, optional
        How many steps there are; by default the iterable's length.
    unit : str
        What one step is called.
    desc : str, optional
        What stands before the bar.

    Returns
    -------
    tqdm.tqdm
        The bar; iterating gives what the iterable gives.

    Raises
    ------
    TypeError
        When there is nothing to go through in the iterable, or total is not a whole number, 0 or more.

    Examples
    --------
    >>> [2 * number for number in progress_bar([1, 2, 3])]
    [2, 4, 6]
    >>> with progress_bar(total=3) as bar:
    ...     for number in range(3):
    ...         shown = bar.update()
    """
    from course_utils._messages import sentence  # late: it needs PyTorch, and a line is shown while that is loaded

    if iterable is not None and not hasattr(iterable, "__iter__") and not hasattr(iterable, "__getitem__"):
        raise TypeError(sentence("something to go through", iterable, "pass a list, a range or a loader"))
    if total is not None and (not isinstance(total, Integral) or isinstance(total, bool) or total < 0):
        raise TypeError(sentence("total to be a whole number, 0 or more", total, "pass the number of steps"))
    look: dict[str, Any] = {"total": total, "unit": unit, "desc": desc, "delay": 1, "leave": False}
    if in_a_kernel():
        # What tqdm writes to a terminal beside the text, as moves of the cursor, has no place in a cell.
        return _InACell(iterable, file=io.StringIO(), ascii=False, ncols=80, mininterval=0.25, **look)
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("RANK", "0") != "0":
        look["disable"] = (
            True  # a file or a pipe keeps every state of a bar; of torchrun's processes the first shows it
        )
    return tqdm(iterable, **look)
