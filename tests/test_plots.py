"""Pictures: drawn from whatever a learner passes, and said in words wherever they are shown."""

import base64
import os
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.colors import to_hex
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from course_utils import load_mnist, plot_confusion, plot_curve, plot_histogram, plot_image, plot_weights
from course_utils._palette import BLUE, ORANGE


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def said(capsys):
    return capsys.readouterr().out.strip().strip("[]")


def visible_axes():
    return [axes for axes in plt.gcf().axes if axes.get_visible()]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 64])
def test_any_batch_is_shown_up_to_six_digits(capsys, count):
    images, labels = load_mnist(train=False)

    plot_image(images[:count], labels[:count], "label")

    shown = [7, 2, 1, 0, 4, 1][:count]
    assert said(capsys) == f"{len(shown)} digit{'s' * (count > 1)}, labelled {' '.join(map(str, shown))}"
    assert [axes.get_title() for axes in visible_axes()] == [f"label: {digit}" for digit in shown]


@pytest.mark.parametrize(
    "images",
    [
        torch.rand(3, 1, 28, 28),
        torch.rand(3, 28, 28),
        torch.rand(3, 1, 28, 28, requires_grad=True),
        torch.rand(3, 1, 28, 28, dtype=torch.float64),
        torch.rand(3, 1, 28, 28).bfloat16(),
        torch.randint(0, 256, (3, 1, 28, 28), dtype=torch.uint8),
        np.random.default_rng(0).random((3, 1, 28, 28)),
    ],
    ids=["4-d", "3-d", "with gradient", "float64", "bfloat16", "uint8", "numpy"],
)
@pytest.mark.parametrize(
    "labels",
    [
        torch.tensor([7, 2, 1]),
        [7, 2, 1],
        (7, 2, 1),
        np.array([7, 2, 1]),
        ["7", "2", "1"],
        list(torch.tensor([7, 2, 1])),
    ],
    ids=["tensor", "list", "tuple", "array", "texts", "list of tensors"],
)
def test_pictures_and_labels_may_come_in_any_form(capsys, images, labels):
    plot_image(images, labels, "x")
    assert said(capsys) == "3 digits, labelled 7 2 1"


@pytest.mark.parametrize(
    "data",
    [
        [0.5, 0.25, 0.125],
        torch.tensor([0.5, 0.25, 0.125], requires_grad=True),
        np.array([0.5, 0.25, 0.125]),
        [torch.tensor(0.5, requires_grad=True), torch.tensor(0.25), 0.125],
    ],
    ids=["list", "tensor", "array", "list of tensors"],
)
def test_a_curve_is_drawn_from_any_row_of_numbers(capsys, data):
    plot_curve(data)

    axes = plt.gca()
    assert said(capsys) == "a curve of 3 values, from 0.5 to 0.125, lowest 0.125, highest 0.5"
    assert axes.lines[0].get_ydata().tolist() == [0.5, 0.25, 0.125]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("step", "value") and axes.get_title()


def test_numbers_that_are_not_finite_leave_a_gap_and_are_said(capsys):
    plot_curve([0.1, float("inf"), float("nan"), 0.2])
    assert said(capsys).endswith("lowest 0.1, highest 0.2; 2 of them are not finite")
    assert np.isfinite(plt.gca().lines[0].get_ydata()).tolist() == [True, False, False, True]


def test_a_single_value_is_marked_because_it_has_no_line(capsys):
    plot_curve([0.1])
    assert said(capsys) == "a curve of 1 value, from 0.1 to 0.1, lowest 0.1, highest 0.1"
    assert plt.gca().lines[0].get_marker() == "o"


def test_another_curve_is_another_text(capsys):
    plot_curve([0.1, 0.05])
    first = said(capsys)
    plot_curve([0.1, 0.051])
    assert said(capsys) != first


def test_a_confusion_matrix_names_what_is_confused_most(capsys):
    matrix = torch.diag(torch.full((10,), 5))
    matrix[4, 9] = 2

    plot_confusion(matrix)

    assert said(capsys) == "confusion matrix of 52 answers, 50 right; most often 4 was taken for 9: 2 times"
    assert plt.gca().get_ylabel() == "true digit" and plt.gca().get_xlabel() == "predicted digit"


def test_weights_are_shown_on_one_scale(capsys):
    weight = torch.zeros(3, 784)
    weight[0, 0], weight[2, 5] = -2.0, 1.0

    plot_weights(weight, count=2)

    assert said(capsys) == "the weights of 2 of 3 units as pictures, from -2 to 0"
    assert [axes.images[0].get_clim() for axes in plt.gcf().axes] == [(-2.0, 2.0)] * 2


def test_weights_are_blue_below_zero_and_orange_above():
    plot_weights(torch.linspace(-1, 1, 784)[None])

    hues = plt.gcf().axes[0].images[0].cmap
    assert [to_hex(hues(share)).upper() for share in (0.0, 0.5, 1.0)] == [BLUE, "#FFFFFF", ORANGE]


def test_a_histogram_counts_every_value(capsys):
    plot_histogram(torch.linspace(0, 1, 101), "score")
    assert said(capsys) == "histogram of score: 101 values from 0 to 1, half of them below 0.5"
    assert sum(bar.get_height() for bar in plt.gca().patches) == 101


SCRIPT = """
import matplotlib.pyplot as plt
from course_utils import plot_curve
plot_curve([0.1, 0.05])
plt.savefig("curve.png")
"""


@pytest.mark.parametrize(
    "backend", ["agg", "svg", "pdf", "template", "module://matplotlib_inline.backend_inline", None]
)
def test_a_script_runs_with_every_backend_and_can_save_its_picture(tmp_path, backend):
    environment = {name: value for name, value in os.environ.items() if name not in ("MPLBACKEND", "DISPLAY")}
    if backend:
        environment["MPLBACKEND"] = backend

    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert result.returncode == 0 and result.stderr == "", result.stderr
    assert result.stdout == "[a curve of 2 values, from 0.1 to 0.05, lowest 0.05, highest 0.1]\n"
    if backend != "template":  # that one draws nothing
        assert plt.imread(tmp_path / "curve.png")[..., :3].std() > 0.01  # not a blank sheet


def test_a_window_is_opened_where_one_can_be(monkeypatch, capsys):
    shown = []
    monkeypatch.setattr("matplotlib.get_backend", lambda **options: "TkAgg")
    monkeypatch.setattr(plt, "show", lambda: shown.append(True))

    plot_curve([0.1])

    assert shown == [True] and said(capsys) == ""


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_notebook_stores_picture_and_text_and_pyplot_is_left_alone():
    code = [
        "import sys, threading\nimport torch\nfrom course_utils import plot_image\n"
        "plot_image(torch.zeros(2, 1, 28, 28), ['<a>', '\"b\"'], 'label')",
        "thread = threading.Thread(target=plot_image, args=(torch.zeros(1, 1, 28, 28), [3], 'label'))\n"
        "thread.start(); thread.join()",
        "'matplotlib.pyplot' in sys.modules",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in code])

    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()

    (first,), (second,), (pyplot,) = (cell.outputs for cell in notebook.cells)
    assert first.data["text/plain"] == first.metadata["image/png"]["alt"] == '2 digits, labelled <a> "b"'
    assert 'alt="2 digits, labelled &lt;a&gt; &quot;b&quot;"' in first.data["text/html"]
    assert base64.b64decode(first.data["image/png"]).startswith(b"\x89PNG")
    assert second.data["text/plain"] == "1 digit, labelled 3"
    assert pyplot.data["text/plain"] == "False"
