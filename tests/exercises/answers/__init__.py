"""What beginners write: one module an exercise, with two lists, RIGHT and WRONG; data, as code."""

import inspect


def defined(module):
    """Give what a module defines so far and RIGHT does not hold, from its ``globals()``; helpers begin with ``_``."""
    return [
        value
        for name, value in module.items()
        if not name.startswith("_") and (inspect.isfunction(value) or inspect.isclass(value))
        if value.__module__ == module["__name__"] and value not in module.get("RIGHT", [])
    ]
