"""Pictures: drawn from whatever a learner passes, and said in words wherever they are shown."""

import base64
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.colors import to_hex
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import course_utils
from course_utils import (
    _palette,
    load_mnist,
    plot_confusion,
    plot_contours,
    plot_curve,
    plot_curves,
    plot_histogram,
    plot_image,
    plot_numbers,
    plot_outputs,
    plot_weights,
)
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


PICTURES = torch.rand(3, 1, 28, 28)
FORMS_OF_PICTURES = {
    "4-d": PICTURES,
    "3-d": PICTURES[:, 0],
    "with gradient": PICTURES.clone().requires_grad_(),
    "float64": PICTURES.double(),
    "bfloat16": PICTURES.bfloat16(),
    "uint8": (PICTURES * 255).byte(),
    "bool": PICTURES > 0.5,
    "array": PICTURES.numpy(),
    "three channels": torch.cat([PICTURES, 1 - PICTURES, PICTURES], dim=1),
    "list of tensors": list(PICTURES),
    "tuple of arrays": tuple(PICTURES[:, 0].numpy()),
    "another size": PICTURES[:, :, :20, :5],
    "several sizes": [PICTURES[0], PICTURES[1, :, :9], PICTURES[2]],
    "huge": PICTURES.double() * 3.5e308 - 1.7e308,
}
LABELS = torch.tensor([7, 2, 1])
FORMS_OF_LABELS = {
    "tensor": LABELS,
    "column": LABELS[:, None],
    "list": [7, 2, 1],
    "tuple": (7, 2, 1),
    "array": LABELS.numpy(),
    "column of an array": LABELS[:, None].numpy(),
    "texts": ["7", "2", "1"],
    "array of texts": np.array(["7", "2", "1"]),
    "list of tensors": list(LABELS),
    "list of tensors of one": list(LABELS[:, None]),
}


@pytest.mark.parametrize("images", FORMS_OF_PICTURES.values(), ids=FORMS_OF_PICTURES)
def test_pictures_may_come_in_any_form(capsys, images):
    plot_image(images, LABELS, "x")
    assert said(capsys) in ("3 digits, x: 7 2 1", "3 pictures, x: 7 2 1")


@pytest.mark.parametrize("labels", FORMS_OF_LABELS.values(), ids=FORMS_OF_LABELS)
def test_labels_may_come_in_any_form(capsys, labels):
    plot_image(PICTURES, labels, "x")
    assert said(capsys) == "3 digits, x: 7 2 1"


def test_only_a_picture_of_the_size_of_a_digit_is_called_a_digit(capsys):
    plot_image(torch.zeros(2, 10, 10), [0.5, 0.7], "difference")
    assert said(capsys) == "2 pictures, difference: 0.5 0.7"


def test_of_several_channels_the_first_is_shown():
    plot_image(FORMS_OF_PICTURES["three channels"], LABELS, "x")
    assert np.array_equal(visible_axes()[1].images[0].get_array(), PICTURES[1, 0].double())


THREE = [0.5, 0.25, 0.125]
ROWS = {
    "list": THREE,
    "tensor": torch.tensor(THREE, requires_grad=True),
    "array": np.array(THREE),
    "list of tensors": [torch.tensor(0.5, requires_grad=True), torch.tensor(0.25), 0.125],
    "column": torch.tensor(THREE)[:, None],
    "list of lists": [[0.5], [0.25], [0.125]],
    "list of tensors of one": list(torch.tensor(THREE)[:, None]),
}


@pytest.mark.parametrize("data", ROWS.values(), ids=ROWS)
def test_a_curve_is_drawn_from_any_row_of_numbers(capsys, data):
    plot_curve(data)

    axes = plt.gca()
    assert said(capsys) == "a curve of 3 values, from 0.5 to 0.125, lowest 0.125, highest 0.5"
    assert axes.lines[0].get_ydata().tolist() == THREE
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("step", "loss") and axes.get_title()


def test_each_column_is_a_curve(capsys):
    plot_curve([[1, 10], [2, 20]])
    lines = plt.gca().lines
    assert said(capsys).count("a curve of 2 values") == len(lines) == len({line.get_linestyle() for line in lines}) == 2
    assert [words.get_text() for words in plt.gca().get_legend().get_texts()] == ["column 0", "column 1"]


def test_a_curve_of_something_else_than_a_loss_is_named(capsys):
    plot_curve([0.8, 0.9], ylabel="accuracy")
    assert plt.gca().get_ylabel() == "accuracy" and "loss" not in plt.gca().get_title()


@pytest.mark.parametrize("count", [1, 2, 5, 118])
def test_steps_are_whole_numbers(count):
    plot_curve(range(count))
    plt.gcf().canvas.draw()
    assert all(float(tick).is_integer() for tick in plt.gca().get_xticks())


NAN, INF, MOST = float("nan"), float("inf"), 1.7e308
HARD = {
    "curve, too far apart": (plot_curve, [MOST, -MOST]),
    "curve, too large": (plot_curve, [MOST, MOST]),
    "curve, not finite": (plot_curve, [INF, NAN, -INF]),
    "curve, missing": (plot_curve, [None, 1.0]),
    "curves": (plot_curves, [-MOST, MOST], {"$\\frac$": [MOST, -MOST], "b": [NAN, INF]}, "$\\x$", "$^$"),
    "histogram": (plot_histogram, [MOST, -MOST, MOST, MOST], "$\\frac$"),
    "outputs": (plot_outputs, [MOST, -MOST, NAN, INF, *THREE, *THREE], [INF, NAN, MOST, -MOST, *THREE, *THREE]),
    "contours": (plot_contours, [-MOST, MOST], [-MOST, MOST], np.array([[MOST, -MOST], [0, 1]]), "$\\frac$", "$^$"),
    "numbers": (plot_numbers, torch.tensor([[1e300, -1.0], [0.5, INF]]).float()),
    "numbers, not finite": (plot_numbers, torch.full((2, 2), NAN)),
    "weights": (plot_weights, torch.tensor([MOST, -MOST, NAN, INF]).double().repeat(196)[None]),
    "weights, not finite": (plot_weights, torch.full((1, 784), NAN)),
    "images": (plot_image, torch.full((2, 1, 2, 2), NAN), ["$\\frac$", "$"], "$\\frac"),
}


@pytest.mark.parametrize(("plot", "arguments"), [(plot, rest) for plot, *rest in HARD.values()], ids=HARD)
def test_what_matplotlib_cannot_draw_is_no_error(capsys, plot, arguments):
    plot(*arguments)
    plt.savefig(io.BytesIO())
    assert said(capsys)


def test_a_label_with_dollars_is_written_as_it_is(capsys):
    plot_image(PICTURES, ["$\\frac$", "5 $", "7"], "x")
    assert said(capsys) == "3 digits, x: $\\frac$ 5 $ 7"
    assert [axes.title.get_parse_math() for axes in visible_axes()] == [False, False, True]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([0.1, INF, NAN, 0.2], "4 values, from 0.1 to 0.2, lowest 0.1, highest 0.2; 2 of them are not finite"),
        ([NAN], "1 value, from nan to nan; 1 of them are not finite"),
        ([1e308, -1e308], "2 values, from 1e+308 to -1e+308, lowest -1e+308, highest 1e+308"),
        ([0.1], "1 value, from 0.1 to 0.1, lowest 0.1, highest 0.1"),
    ],
)
def test_a_curve_is_said_and_marked_and_leaves_a_gap_where_it_is_not_finite(capsys, values, text):
    plot_curve(values)

    line = plt.gca().lines[0]
    assert said(capsys) == f"a curve of {text}"
    assert np.array_equal(np.isfinite(line.get_ydata()), np.isfinite(values))
    assert line.get_marker() == "o"  # a single value has no line


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


def test_every_pixel_carries_its_number_and_dark_ones_carry_it_in_white(capsys):
    plot_numbers(torch.tensor([[0, 255, 128]], dtype=torch.uint8))

    assert said(capsys) == "a picture of 1 row and 3 columns with its numbers, from 0 to 255"
    numbers = [(words.get_position(), words.get_text(), words.get_color()) for words in plt.gca().texts]
    assert numbers == [((0, 0), "0", "white"), ((1, 0), "255", "black"), ((2, 0), "128", "black")]


def test_bytes_are_drawn_on_the_whole_scale_from_black_to_white():
    plot_numbers(torch.full((2, 2), 100, dtype=torch.uint8))
    assert plt.gca().images[0].get_clim() == (0, 255)


def test_weights_are_shown_on_one_scale(capsys):
    weight = torch.zeros(3, 784)
    weight[0, 0], weight[2, 5] = -2.0, 1.0

    plot_weights(weight, count=2)

    assert said(capsys) == "the weights of 2 of 3 units as pictures, from -2 to 0"
    *units, scale = plt.gcf().axes
    assert [axes.images[0].get_clim() for axes in units] == [(-2.0, 2.0)] * 2 == [scale.get_ylim()] * 2


def test_weights_are_blue_below_zero_and_orange_above():
    plot_weights(torch.linspace(-1, 1, 784)[None])

    hues = plt.gcf().axes[0].images[0].cmap
    assert [to_hex(hues(share)).upper() for share in (0.0, 0.5, 1.0)] == [BLUE, "#FFFFFF", ORANGE]


def test_a_histogram_counts_every_value(capsys):
    plot_histogram(torch.linspace(0, 1, 101), "score")
    assert said(capsys) == "histogram of score: 101 values from 0 to 1, half of them below 0.5"
    assert sum(bar.get_height() for bar in plt.gca().patches) == 101


def test_style_sheets_name_no_other_colours_than_the_palette_s():
    known = {*_palette.ON_DARK.values(), *(value for value in vars(_palette).values() if isinstance(value, str))}
    sheets = Path(course_utils.__file__).parent.rglob("*.css")
    named = {colour.upper() for sheet in sheets for colour in re.findall(r"#[0-9a-fA-F]{6}\b", sheet.read_text())}
    assert named and named <= known


SCRIPT = """
import matplotlib.pyplot as plt
from course_utils import plot_curve
plot_curve([0.1, 0.05])
plt.savefig("curve.png")
"""


@pytest.mark.parametrize("backend", ["agg", "svg", "module://matplotlib_inline.backend_inline", None])
@pytest.mark.thorough
def test_a_script_runs_with_every_backend_and_can_save_its_picture(tmp_path, backend):
    environment = {name: value for name, value in os.environ.items() if name not in ("MPLBACKEND", "DISPLAY")}
    if backend:
        environment["MPLBACKEND"] = backend

    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert result.returncode == 0 and result.stderr == "", result.stderr
    assert result.stdout == "[a curve of 2 values, from 0.1 to 0.05, lowest 0.05, highest 0.1]\n"
    assert plt.imread(tmp_path / "curve.png")[..., :3].std() > 0.01  # not a blank sheet


def test_a_window_is_opened_where_one_can_be(monkeypatch, capsys):
    shown = []
    monkeypatch.setattr("matplotlib.get_backend", lambda **options: "TkAgg")
    monkeypatch.setattr(plt, "show", lambda: shown.append(True))

    plot_curve([0.1])

    assert shown == [True] and said(capsys) == ""


# As PyCharm's: a module that matplotlib does not know, with a function show.
BACKEND = """
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas, FigureManagerBase as FigureManager
def show(**options):
    print("shown")
"""


@pytest.mark.thorough
def test_a_backend_from_another_package_is_asked_to_show(tmp_path):
    (tmp_path / "their_backend.py").write_text(BACKEND)
    path = os.pathsep.join([str(tmp_path), *sys.path])
    environment = {**os.environ, "MPLBACKEND": "module://their_backend", "PYTHONPATH": path}

    result = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert result.stdout == "shown\n", result.stderr


@pytest.mark.parametrize("backend", ["agg", "module://theirs"])
def test_many_plots_leave_few_figures_open_and_the_last_can_be_saved(capsys, monkeypatch, backend):
    monkeypatch.setattr("matplotlib.get_backend", lambda **options: backend)
    monkeypatch.setattr("matplotlib.pyplot.show", lambda: None)  # PyCharm's shows them and leaves them open
    for number in range(30):  # from the 21st open figure on matplotlib warns
        plot_curve([number])
    assert 1 < len(plt.get_fignums()) <= 20
    assert plt.gca().lines[0].get_ydata().tolist() == [29]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
@pytest.mark.thorough
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
