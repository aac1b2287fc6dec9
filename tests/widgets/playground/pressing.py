"""Buttons and controls of a widget, moved as a browser moves them."""


def press(widget, *names, **others):
    """Press buttons and set controls, in one change."""
    widget.values = {**widget.values, **{name: widget.values[name] + 1 for name in names}, **others}
