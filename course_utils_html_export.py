"""A notebook that is exported as HTML shows the still picture of each widget of the course.

Without this the page would ask the network for the program that draws widgets, and show nothing where there is none.
Jupyter's server loads this module as one of its extensions, and ``jupyter nbconvert`` finds it in its settings. It lies
beside the package, so that neither needs to load PyTorch.
"""

_VIEW = "application/vnd.jupyter.widget-view+json"


def still_pictures(notebook, resources):
    """Leave a widget out where its output holds a picture of it as well; what other widgets need stays."""
    data = [output["data"] for cell in notebook.cells for output in cell.get("outputs", ()) if "data" in output]
    for shown in data:
        if "text/html" in shown:
            shown.pop(_VIEW, None)
    if not any(_VIEW in shown for shown in data):
        notebook.metadata.pop("widgets", None)
    return notebook, resources


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(server):
    """Let the server export with it, after what it does already."""
    exporter = server.config.HTMLExporter
    exporter.preprocessors = [*exporter.get("preprocessors", []), still_pictures]
