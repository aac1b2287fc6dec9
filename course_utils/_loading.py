"""Show that something goes on while PyTorch is loaded: that takes seconds, and its cell would say nothing.

In a notebook's kernel :func:`show_slow_imports` puts a finder before Python's own. It finds nothing itself: it counts
the modules that Python looks for, and wraps a bar around those that take long. So ``course_utils`` is imported before
``torch`` in every lesson.
"""

import gc
import importlib.abc
import importlib.machinery
import sys
import threading

from course_utils._bar import in_a_kernel, progress_bar

# The first optimizer of a process loads torch._dynamo, PyTorch's compiler: as many modules again as torch itself.
_SLOW = {
    "torch": "loading PyTorch",
    "matplotlib": "loading Matplotlib",
    "torchvision": "loading torchvision",
    "torch._dynamo": "loading PyTorch's optimizers",
}
# A cell that loads does something with it too: half a second here keeps the whole wait without a sign under one.
_DELAY = 0.5


class _Counted(importlib.abc.MetaPathFinder):
    """Finds no module, but counts them, and shows a bar around the slow ones."""

    bar = None

    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread():
            return None  # a bar belongs to a cell
        if self.bar is not None:
            self.bar.update()
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name in _SLOW else None
        if spec is not None:
            load = spec.loader.exec_module

            def exec_module(module):
                collects = gc.isenabled()
                gc.disable()  # a module makes objects to keep: looking for garbage meanwhile takes a tenth of the time
                with progress_bar(unit=" modules", desc=_SLOW[name]) as self.bar:
                    self.bar.delay = _DELAY
                    try:
                        load(module)
                    finally:
                        self.bar = None
                        if collects:
                            gc.enable()

            spec.loader.exec_module = exec_module
        return spec


def show_slow_imports() -> None:
    """Show a bar whenever a cell loads PyTorch for longer than half a second; outside a notebook do nothing."""
    if in_a_kernel() and not any(isinstance(finder, _Counted) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Counted())
