"""The twin of a widget in a page: the same one here, without a browser."""

from widget_keys import source


def twin_of(name):
    """Make what the code of a widget shows."""
    *before, shown = source(name).splitlines()
    known = {}
    exec("\n".join(before), known)
    return eval(shown, known)


def moved(twin, values):
    """Set values of a twin, and wait for the end of what trains then."""
    twin.values = {**twin.values, **values}
    getattr(twin, "wait", lambda: None)()
