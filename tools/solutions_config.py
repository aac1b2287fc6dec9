"""How solutions/ are executed and their outputs stored: ``make solutions``.

An output that nbval does not compare (tag ``nbval-ignore-output``: timings, versions) stays as it is while only its
numbers differ, so that a run in which nothing changed changes no file.
"""

import copy
import os
import re

from nbconvert.preprocessors import CoalesceStreamsPreprocessor, ExecutePreprocessor

_WIDGET = "application/vnd.jupyter.widget-view+json"


class Run(ExecutePreprocessor):
    """Execute a lesson in a fresh kernel and store what a reader needs."""

    def preprocess(self, nb, resources=None, km=None):
        before = copy.deepcopy(nb)
        nb, resources = super().preprocess(nb, resources, km)
        # Of the Python that ran it the language stays, and what exporters need; its version says nothing of the lesson.
        nb.metadata = {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {
                "file_extension": ".py",
                "mimetype": "text/x-python",
                "name": "python",
                "nbconvert_exporter": "python",
                "pygments_lexer": "ipython3",
            },
        }
        for old, new in zip(before.cells, nb.cells, strict=True):
            if new.cell_type != "code":
                continue
            # Of a widget the picture stays that stands in for it.
            for output in new.outputs:
                output.get("data", {}).pop(_WIDGET, None)
            if "nbval-ignore-output" in new.metadata.get("tags", []) and _words(old) == _words(new):
                new.outputs = old.outputs
        return nb, resources


def _words(cell):
    """All text of a cell's outputs without its numbers; pictures count by their text."""
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
    return re.sub(r"[\d.]+", "0", "".join(texts))


os.environ["TQDM_DISABLE"] = "1"  # a bar is nothing to store

c = get_config()  # noqa: F821 - nbconvert puts it here
# What a cell prints becomes one output, however it was cut on its way here.
c.NotebookExporter.preprocessors = [Run, CoalesceStreamsPreprocessor]
c.CoalesceStreamsPreprocessor.enabled = True
c.Run.enabled = True
c.Run.kernel_name = "python3"
c.Run.timeout = 600
c.Run.record_timing = False
c.Run.store_widget_state = False
