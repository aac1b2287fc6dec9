"""How every stored picture looks: its width, its text, its contrast on a white and on a dark page, and path.svg's."""

import base64
import functools
import io
import itertools
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image, features

import course_utils
from course_utils import (
    _figures,
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
from course_utils._palette import BLUE, GREEN, INK, ORANGE, PAPER

PAGES = {"light": "#fff", "dark": "#111"}
SOME = torch.linspace(0, 1, 10)
PLANE = (SOME[:, None] - 0.3) ** 2 + (SOME - 0.6) ** 2
LONG = [f"a curve with a long name, the {number}th" for number in range(4)]
# A plot, what it draws, and words that name what is seen.
PLOTS = {
    "one digit": (plot_image, [torch.rand(1, 28, 28), [7], "label"], ["label: 7"]),
    "six digits": (plot_image, [torch.rand(6, 28, 28), ["4 (is 8)"] * 6, "predicted"], ["predicted: 4 (is 8)"]),
    "curve": (plot_curve, [SOME], ["step", "loss"]),
    "columns": (plot_curve, [torch.rand(5, 3)], ["step", "loss", "column 2"]),
    "curves": (plot_curves, [SOME, {"MSE": SOME, "b": -SOME}, "constant", "loss"], ["constant", "loss", "MSE", "b"]),
    "curves with long names": (plot_curves, [SOME, dict.fromkeys(LONG, SOME), "x", "y"], LONG),
    "outputs": (plot_outputs, [SOME], ["digit", "output", *"0123456789"]),
    "outputs and target": (plot_outputs, [SOME, torch.eye(10)[9]], ["digit", "value", "output", "target"]),
    "contours": (plot_contours, [SOME, SOME, PLANE, "first", "second"], ["first", "second", "loss", "lowest"]),
    "confusion": (plot_confusion, [torch.eye(10) * 1100 + 7], ["true digit", "predicted digit", "1107", "7"]),
    "numbers": (plot_numbers, [torch.arange(400).reshape(20, 20) % 256], ["row", "column", "0", "255"]),
    "few numbers": (plot_numbers, [torch.tensor([[-0.42, 2.8], [0, 1]])], ["row", "column", "-0.42", "2.80"]),
    "weights": (plot_weights, [torch.rand(30, 784)], ["unit 0", "unit 23", "weight"]),
    "weights of one unit": (plot_weights, [torch.rand(1, 784)], ["unit 0", "weight"]),
    "histogram": (plot_histogram, [SOME, "score"], ["score", "how many"]),
}


class Stored:
    """A figure as a notebook stores it."""

    def __init__(self, name):
        plot, arguments, _ = PLOTS[name]
        shown, save = [], Figure.savefig
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_figures, "_in_notebook", lambda: True)
            patch.setattr("IPython.display.display", lambda data, metadata, raw: shown.append((data, metadata)))
            patch.setattr(Figure, "savefig", lambda *args, **options: (shown.append(args[0]), save(*args, **options)))
            plot(*arguments)
        self.figure, (data, metadata) = shown
        self.html, self.width = data["text/html"], metadata["image/png"]["width"]
        self.kind, self.seen = re.search(r'src="data:image/(\w+);base64,(.+)"', self.html).groups()
        self.pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(self.seen))).convert("RGBA")) / 255
        self.png = data["image/png"]
        self.renderer = FigureCanvasAgg(self.figure).get_renderer()
        self.figure.draw_without_rendering()

    def texts(self):
        """Give all words that can be seen: no number of a tick beyond its axis, nothing of axes that are hidden."""
        hidden = {words for axes in self.figure.axes if not axes.get_visible() for words in axes.findobj(Text)}
        for axis in (axis for axes in self.figure.axes for axis in (axes.xaxis, axes.yaxis)):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                hidden |= set() if low <= tick.get_loc() <= high else {tick.label1, tick.label2}
        found = [words for words in self.figure.findobj(Text) if words.get_text().strip() and words.get_visible()]
        return [words for words in found if words not in hidden]

    def box(self, artist):
        return artist.get_window_extent(self.renderer)

    def ground(self, page):
        """Give the colour at the picture's edge where it stands on a page."""
        *colour, alpha = self.pixels[2, 2]
        return alpha * np.array(colour) + (1 - alpha) * np.array(to_rgb(page))


def contrast(one, other):
    """Give the contrast of two colours as the Web Content Accessibility Guidelines count it, from 1 to 21."""
    light = []
    for colour in (one, other):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        light.append(np.dot(linear, [0.2126, 0.7152, 0.0722]) + 0.05)
    return max(light) / min(light)


picture = functools.cache(Stored)


@pytest.fixture(params=PLOTS)
def stored(request):
    return picture(request.param)


def test_contrast_is_counted_as_the_guidelines_do():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_every_public_plot_is_looked_at():
    public = {name for name in course_utils.__all__ if name.startswith("plot_")}
    assert public == {plot.__name__ for plot, *_ in PLOTS.values()}


def test_a_picture_is_as_wide_as_the_column_and_drawn_for_sharp_screens(stored):
    assert stored.width == 640 and 'width="640"' in stored.html
    assert stored.pixels.shape[1] == 1280
    assert stored.pixels.shape[0] <= 1200  # 600 on the page: picture and cell together fit a screen


def test_who_shows_no_html_is_given_the_picture_as_large_as_it_is_shown(stored):
    plain = np.asarray(Image.open(io.BytesIO(base64.b64decode(stored.png))).convert("RGB")) / 255
    assert plain.shape[1] == 640
    seen = stored.pixels[: len(plain) * 2, :, :3].reshape(len(plain), 2, 640, 2, 3).mean(axis=(1, 3))
    assert abs(plain - seen).mean() < 0.02  # both have 64 colours, but not the same
    assert stored.kind == ("webp" if features.check("webp") else "png")  # as Pillow was built


def test_all_text_is_12_pixels_high_where_it_is_shown(stored):
    point = stored.width / (stored.figure.get_figwidth() * 72)  # in pixels of the page
    assert {words.get_fontsize() * point for words in stored.texts()} == {12}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_text_and_lines_stand_out_on_a_light_and_on_a_dark_page(stored, page):
    ground = stored.ground(page)
    lines = [line.get_color() for axes in stored.figure.axes for line in axes.lines]
    words = [words for words in stored.texts() if words.get_gid() != _figures.ON_PICTURE]
    assert min(contrast(each.get_color(), ground) for each in words) >= 4.5
    assert all(contrast(colour, ground) >= 3 for colour in lines)


@pytest.mark.parametrize("colour", [BLUE, ORANGE, GREEN, INK])
def test_every_colour_of_a_curve_stands_out_from_the_paper(colour):
    assert contrast(colour, PAPER) >= 3


def test_numbers_on_a_map_stand_out_from_every_shade():
    assert min(contrast(INK, shade[:3]) for shade in _figures.shades()(np.linspace(0, 1, 50))) >= 4.5


@pytest.mark.parametrize("name", ["numbers", "few numbers"])
def test_numbers_on_a_picture_stand_out_from_every_pixel(name):
    (axes,) = picture(name).figure.axes
    (drawn,) = axes.images
    greys = drawn.cmap(drawn.norm(drawn.get_array()))[..., :3].reshape(-1, 3)
    assert min(contrast(words.get_color(), grey) for words, grey in zip(axes.texts, greys, strict=True)) >= 4.5


@pytest.mark.parametrize("name", PLOTS)
def test_what_is_drawn_is_named(name):
    assert {words.get_text() for words in picture(name).texts()} >= set(PLOTS[name][2])


def test_no_text_is_cut_off_or_covers_another(stored):
    sheet = stored.figure.bbox
    boxes = {words: stored.box(words) for words in stored.texts()}
    for words, box in boxes.items():
        assert sheet.x0 <= box.x0 < box.x1 <= sheet.x1 and sheet.y0 <= box.y0 < box.y1 <= sheet.y1, words
    level = [words for words in boxes if words.get_rotation() % 90 == 0]  # a slanted one is smaller than its box
    for one, other in itertools.combinations(level, 2):
        assert not boxes[one].overlaps(boxes[other]), (one, other)


@pytest.mark.parametrize("name", ["columns", "curves", "curves with long names", "outputs and target", "contours"])
def test_names_of_curves_cover_no_curve(name):
    axes = picture(name).figure.axes[0]
    assert picture(name).box(axes.get_legend()).y0 >= axes.bbox.y1


def test_each_line_of_a_map_has_its_number_once_inside_the_frame_and_on_the_line():
    axes = picture("contours").figure.axes[0]
    numbers = axes.texts
    assert 4 <= len(numbers) == len({words.get_text() for words in numbers}) <= 7
    for words in numbers:
        box, (x, y) = picture("contours").box(words), words.get_position()
        assert axes.bbox.x0 < box.x0 < box.x1 < axes.bbox.x1 and axes.bbox.y0 < box.y0 < box.y1 < axes.bbox.y1
        assert (y - 0.3) ** 2 + (x - 0.6) ** 2 == pytest.approx(float(words.get_text()), abs=0.02)
        assert words.get_path_effects()  # the line does not run through it


def test_numbers_of_neighbouring_lines_keep_apart():
    figure = picture("contours").figure
    axes = figure.axes[0]
    places = [axes.transData.transform(words.get_position()) * 72 / figure.dpi for words in axes.texts]
    assert all(np.hypot(*(one - other)) > 14 for one, other in itertools.combinations(places, 2))


@pytest.mark.parametrize("name", ["curves", "contours", "weights of one unit", "numbers"])
def test_a_style_that_the_learner_has_set_changes_nothing(name):
    with plt.style.context(["dark_background", {"font.size": 30}]):
        styled = Stored(name)
    assert (np.abs(styled.pixels - picture(name).pixels) > 0.1).mean() < 0.001


SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def path():
    return ElementTree.parse(Path(course_utils.__file__).parents[1] / "docs" / "path.svg").getroot()


def inherited(root, name):
    """Give each text of a picture with the value of an attribute that it has or inherits."""

    def walk(element, value):
        value = element.get(name, value)
        if element.tag == SVG + "text":
            yield element, value
        for child in element:
            yield from walk(child, value)

    return list(walk(root, None))


def test_the_path_says_what_it_shows(path):
    assert path.get("role") == "img"
    identities = path.get("aria-labelledby").split()
    parts = [path.find(f"{SVG}title"), path.find(f"{SVG}desc")]
    assert [part.get("id") for part in parts] == identities and all(len(part.text) > 10 for part in parts)


def test_the_path_is_legible_at_800_pixels(path):
    width = float(path.get("viewBox").split()[2])
    assert min(float(size) * 800 / width for _, size in inherited(path, "font-size")) >= 14


def test_the_path_names_its_stations_and_has_a_box_named_loss(path):
    words = {"".join(text.itertext()) for text in path.iter(f"{SVG}text")}
    assert {"a picture", "784 numbers", "256, then 64", "ten outputs", "one-hot label", "loss"} <= words
    (loss,) = (text for text in path.iter(f"{SVG}text") if text.text == "loss")
    x, y = float(loss.get("x")), float(loss.get("y"))
    boxes = [[float(box.get(name, 0)) for name in ("x", "y", "width", "height")] for box in path.iter(f"{SVG}rect")]
    assert any(a < x < a + w < 800 and b < y < b + h for a, b, w, h in boxes)


def test_the_path_brings_its_own_ground_and_every_text_stands_out_from_it(path):
    ground = path.find(f"{SVG}rect")
    assert [ground.get(name) for name in ("width", "height")] == path.get("viewBox").split()[2:]
    assert ground.get("fill") == PAPER
    for text, colour in inherited(path, "fill"):
        behind = INK if colour == "#fff" else PAPER  # the 1 stands on ink
        assert contrast(colour, behind) >= 4.5, text.text


def test_the_digit_of_the_path_is_white_ink_on_black(path):
    digit = next(group for group in path.iter(f"{SVG}g") if (group.get("transform") or "").endswith("scale(5)"))
    black, *ink = digit
    assert (black.get("fill"), black.get("d")) == ("#000", "M0 0h28v28h-28z")
    inked = {part.get("fill"): sum(int(n) for n in re.findall(r"h(\d+)v1", part.get("d"))) for part in ink}
    assert max(inked, key=inked.get) == "#FFFFFF" and sum(inked.values()) < 28 * 28 / 4
