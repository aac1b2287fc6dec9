"""Show that something goes on while PyTorch is loaded: that takes seconds, and its cell would say nothing.

So ``course_utils`` is imported before ``torch`` in every lesson.
"""

import ast
import importlib.abc
import importlib.machinery
import sys
import threading

from course_utils._progress_bar import in_a_kernel, line

# The first optimizer of a process loads torch._dynamo, PyTorch's compiler: as many modules again as torch itself.
_SLOW = {
    "torch": "PyTorch",
    "torchvision": "torchvision",
    "torch._dynamo": "PyTorch's optimizers",
}


class _Announced(importlib.abc.MetaPathFinder):
    """Finds no module that Python does not find, but shows a line while a slow one is loaded."""

    def find_spec(self, name, path=None, target=None):
        if name not in _SLOW or threading.current_thread() is not threading.main_thread():  # a line belongs to a cell
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is not None:
            load = spec.loader.exec_module

            def exec_module(module):
                from IPython.display import clear_output

                with line(f"Loading {_SLOW[name]}: a few seconds …"):
                    load(module)
                if _cell_only_imports():  # it has shown nothing else that could be lost
                    clear_output()

            spec.loader.exec_module = exec_module
        return spec


def _cell_only_imports() -> bool:
    """Tell whether the cell that runs has no other statements than imports."""
    from IPython import get_ipython

    statements = ast.parse(get_ipython().user_ns["In"][-1]).body
    return all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in statements)


def show_slow_imports() -> None:
    """Show a line whenever a cell loads PyTorch; outside a notebook do nothing."""
    if in_a_kernel() and not any(isinstance(finder, _Announced) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Announced())
