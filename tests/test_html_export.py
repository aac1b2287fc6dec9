"""A notebook with widgets that is exported as HTML shows pictures of them, and asks the network for nothing."""

import subprocess
import sys

import nbformat
import pytest
from jupyter_core.application import JupyterApp
from nbconvert.exporters import HTMLExporter

import course_utils_html_export
from course_utils.widgets import mse_loss

PICTURE = 'src="data:image/svg+xml;base64,'
STATE, VIEW = (f"application/vnd.jupyter.widget-{what}+json" for what in ("state", "view"))


@pytest.fixture
def exported():
    """Export the outputs of one cell, all of whose widgets the notebook has kept."""

    def export(*shown, ours=True):
        server = JupyterApp()
        if ours:
            course_utils_html_export._load_jupyter_server_extension(server)
        outputs = [nbformat.v4.new_output("display_data", data) for data in shown]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show()", outputs=outputs)])
        kept = {data[VIEW]["model_id"]: {"model_name": "AnyModel", "state": {}} for data in shown if VIEW in data}
        notebook.metadata["widgets"] = {STATE: {"version_major": 2, "version_minor": 0, "state": kept}}
        return HTMLExporter(config=server.config).from_notebook_node(notebook)[0]

    return export


def test_a_widget_of_the_course_is_its_still_picture(exported):
    data = mse_loss.loss_mixer()._repr_mimebundle_()[0]
    page = exported(data)
    assert PICTURE in page and VIEW not in page and STATE not in page
    without = exported(data, ours=False)
    assert PICTURE not in without and VIEW in without  # what it would be otherwise


def test_nbconvert_typed_in_a_terminal_exports_the_still_picture(tmp_path):
    data = mse_loss.loss_mixer()._repr_mimebundle_()[0]
    cell = nbformat.v4.new_code_cell("show()", outputs=[nbformat.v4.new_output("display_data", data)])
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "lesson.ipynb")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "lesson.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    page = (tmp_path / "lesson.html").read_text(encoding="utf-8")
    assert PICTURE in page and VIEW not in page


def test_a_widget_without_a_picture_stays_as_it_is(exported):
    other = {VIEW: {"model_id": "abc", "version_major": 2, "version_minor": 0}, "text/plain": "IntSlider()"}
    page = exported(other, {"text/plain": "7"})
    assert VIEW in page and STATE in page
