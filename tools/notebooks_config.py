"""How solutions/ becomes notebooks/: ``make notebooks``.

nbconvert's own preprocessors do all but one step. That step, the stub where a solution stood, is nbgrader's
``ClearSolutions`` too; but nbgrader would add its menus to the learner's JupyterLab unless it lived in an environment
of its own, and a second environment costs the next person more than these lines.
"""

from nbconvert.preprocessors import (
    ClearMetadataPreprocessor,
    ClearOutputPreprocessor,
    Preprocessor,
    TagRemovePreprocessor,
)

from course_utils._lesson_versions import KEY, handed_out

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = "...  # your code here"


class PutStub(Preprocessor):
    """Put a stub where a solution stands between its two marks."""

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code":
            return cell, resources
        kept, inside = [], False
        for line in cell.source.splitlines():
            mark = line.strip()
            if BEGIN.strip("# ") in line or END.strip("# ") in line:
                if mark != (END if inside else BEGIN):
                    name = resources["metadata"]["name"]
                    raise ValueError(f"{name}, cell {index + 1}: expected pairs of {BEGIN} and {END}, got: {mark}")
                if not inside:
                    kept.append(line[: len(line) - len(line.lstrip())] + STUB)
                inside = not inside
            elif not inside:
                kept.append(line)
        if inside:
            raise ValueError(f"{resources['metadata']['name']}, cell {index + 1}: {BEGIN} without {END}")
        cell.source = "\n".join(kept)
        return cell, resources


class NoteCells(Preprocessor):
    """Note which cells are handed out, so that a newer version tells them from a learner's: last of all."""

    def preprocess(self, notebook, resources):
        notebook.metadata[KEY] = handed_out(notebook)
        return notebook, resources


c = get_config()  # noqa: F821 - nbconvert puts it here
c.NotebookExporter.preprocessors = [
    TagRemovePreprocessor,
    PutStub,
    ClearOutputPreprocessor,
    ClearMetadataPreprocessor,
    NoteCells,
]
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"solution"}
c.PutStub.enabled = True
c.ClearOutputPreprocessor.enabled = True
c.ClearMetadataPreprocessor.enabled = True
c.NoteCells.enabled = True
# Without these two JupyterLab asks which kernel to use.
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {"kernelspec", "language_info"}
