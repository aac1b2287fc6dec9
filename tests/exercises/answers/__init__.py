"""What beginners write: one module an exercise, with two lists, RIGHT and WRONG; data, as code."""

import inspect


def defined(module):
    """Give the functions and classes of a module's ``globals()`` that RIGHT does not hold; helpers begin with ``_``."""
    given = module.get("RIGHT", [])
    found = [
        value
        for name, value in module.items()
        if (inspect.isfunction(value) or inspect.isclass(value)) and value.__module__ == module["__name__"]
        if not name.startswith("_") and value not in given
    ]
    return found
