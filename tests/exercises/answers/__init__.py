"""What beginners write: one module an exercise, with two lists, RIGHT and WRONG; data, as code."""

import inspect
import itertools
import linecache
import sys

_numbers = itertools.count(1)


def defined(module):
    """Give what a module defines so far and RIGHT does not hold, from its ``globals()``; helpers begin with ``_``."""
    return [
        value
        for name, value in module.items()
        if not name.startswith("_") and (inspect.isfunction(value) or inspect.isclass(value))
        if value.__module__ == module["__name__"] and value not in module.get("RIGHT", [])
    ]


def changed(answer, *pairs):
    """Give an answer that is another one but for some places: ``changed(right, "old", "new", "old", "new")``."""
    source = inspect.getsource(answer)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert source.count(old) == 1, f"{answer.__name__} holds {old!r} {source.count(old)} times"
        source = source.replace(old, new)
    filename = f"<{answer.__name__}, changed: {next(_numbers)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)  # for its error lines
    namespace = {}
    exec(compile(source, filename, "exec"), vars(sys.modules[answer.__module__]), namespace)
    (result,) = namespace.values()
    if inspect.isclass(result):
        result.__module__ = filename  # else its source is looked for in the module, where only the other one is
    return result
