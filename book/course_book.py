"""What Jupyter Book needs beside its two configuration files, to read the lessons and pages as they are.

Its sources are those of the course itself, and nothing is copied. While a page is read, a solved lesson loses the marks
of its solutions, and what leads to a notebook leads to the page of that lesson. Formulas become MathML, which browsers
draw themselves: no script is needed, and no network.
"""

import re

import nbformat
from docutils.nodes import SkipNode
from latex2mathml.converter import convert

MARKS = {"### BEGIN SOLUTION", "### END SOLUTION"}


def setup(app):
    """Tell Sphinx what to call: see its documentation of extensions."""
    app.connect("source-read", read_as_page)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displayed_math, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def read_as_page(app, name, source):
    """Change the source of a page, given as the only entry of a list."""
    if app.env.doc2path(name).endswith(".ipynb"):
        source[0] = for_readers(source[0])
    else:
        source[0] = re.sub(r"(\]\((?:\.\./)?)notebooks/(\w+\.ipynb\))", r"\1solutions/\2", source[0])


def for_readers(text):
    """Take the marks of solutions out of a lesson, and let the map of the course lead to pages."""
    lesson = nbformat.reads(text, as_version=4)
    for cell in lesson.cells:
        if cell.cell_type != "code":
            continue
        cell.source = "\n".join(line for line in cell.source.splitlines() if line.strip() not in MARKS)
        for output in cell.outputs:
            shown = output.get("data", {})
            if "text/html" in shown:
                shown["text/html"] = re.sub(r'(?<=href=")(\w+)\.ipynb(?=")', r"\1.html", shown["text/html"])
    return nbformat.writes(lesson)


def visit_math(self, node):
    """Write a formula within a line."""
    self.body.append(convert(node.astext()))
    raise SkipNode


def visit_displayed_math(self, node):
    """Write a formula on a line of its own."""
    self.body.append(convert(node.astext(), display="block"))
    raise SkipNode
