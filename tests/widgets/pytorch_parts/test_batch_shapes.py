"""The shapes of a batch: numbers, blocks, what can be grabbed and pressed, what is refused."""

import json
import re

import numpy as np
import pytest
import torch

from course_utils import MLP
from course_utils.widgets.pytorch_parts import how_it_is_made
from course_utils.widgets.pytorch_parts.batch_shapes import STATIONS, batch_shapes, shapes_view


def view(batch_size=512, station="images"):
    return shapes_view(batch_size=batch_size, station=station)


def blocks(html):
    """Give width and height of each rectangle that is filled with blue, in the large picture."""
    found = re.findall(
        r'<rect x="[^"]+" y="112" width="([^"]+)" height="([^"]+)" style="fill: var\(--course-blue', html
    )
    return [(float(width), float(height)) for width, height in found]


@pytest.mark.parametrize("b", [1, 2, 512])
def test_the_shapes_are_those_of_the_network(b):
    net, shapes = MLP(), []
    for layer in (net.fc1, net.fc2, net.fc3):
        layer.register_forward_hook(lambda layer, given, out: shapes.append(list(out.shape)))
    images = torch.zeros(b, 1, 28, 28)
    out = net(images)
    shapes = [list(images.shape), [b, 784], *shapes, list(torch.nn.functional.mse_loss(out, out).shape)]
    assert [station.shape(b) for station in STATIONS] == shapes
    assert [station.numbers(b) for station in STATIONS] == [torch.Size(shape).numel() for shape in shapes]


def test_the_sentence_and_the_picture_say_the_shapes_and_how_many_numbers():
    shown = view()
    path = "[512, 1, 28, 28] → [512, 784] → [512, 256] → [512, 64] → [512, 10] → one loss."
    assert shown.text == f"512 pictures: {path}" and len(shown.text) <= 110
    assert view(1).text.startswith("1 picture: [1, 1, 28, 28] →")
    assert "images [512, 1, 28, 28], numbers: 401,408; x [512, 784], numbers: 401,408; h1 [512, 256]" in shown.html
    assert shown.html.count(">401,408</text>") == 2 and "loss [], numbers: 1" in shown.html


def test_one_side_of_all_blocks_is_the_batch_and_the_other_stays():
    full, half = blocks(view(512).html), blocks(view(256).html)
    assert [width for width, _ in full] == [width for width, _ in half] == [11.2, 313.6, 102.4, 25.6, 4.0]
    assert {height for _, height in full} == {204.8} and {height for _, height in half} == {102.4}


def test_picture_0_is_on_top_of_every_block_and_orange_stands_for_inner_sides_alone():
    html = view(3).html
    assert ">picture 0</text>" in html and ">is on top</text>" in html and "one row" not in html
    assert "orange" not in html and "orange" in view(3, "h1").html


def test_as_it_opens_the_prediction_is_left_to_the_learner():
    opened = batch_shapes()
    assert opened.values == {"batch_size": 512, "station": "images"}
    assert "stay" not in opened.teaches + opened.text + opened.html and "only" not in opened.text


def test_the_edge_is_grabbed_and_every_tensor_is_pressed():
    moved = batch_shapes()
    grabs = [json.loads(text.replace("&quot;", '"')) for text in re.findall(r'data-grab="([^"]+)"', moved.html)]
    (grabbed,) = grabs
    name, bottom, top, low, high, step = grabbed["y"]
    assert (name, low, high, step) == ("batch_size", 1, 512, 1) and bottom > 512 and top < 0  # the first row is above
    presses = [json.loads(text.replace("&quot;", '"')) for text in re.findall(r'data-press="([^"]+)"', moved.html)]
    assert presses == [{"station": station.name} for station in STATIONS for _ in ("plate", "block")]
    assert moved.html.count('role="button"') == len(STATIONS)  # keys come to each tensor once

    moved._received(moved, {"changes": {"batch_size": 100, "station": "h2"}, "number": 1}, [])
    assert moved.text.startswith("100 pictures: [100, 1, 28, 28]") and "h2 = relu(h1 @ w2.T + b2)" in moved.html
    assert moved.html.count('aria-pressed="true"') == 1


def sides(rectangle):
    """Give left, top, right and bottom."""
    left, top, width, height = (float(rectangle.get(name)) for name in ("x", "y", "width", "height"))
    return left, top, left + width, top + height


def share(one, other):
    """Say whether two rectangles have a part in common."""
    return all(max(one[i], other[i]) < min(one[i + 2], other[i + 2]) for i in (0, 1))


@pytest.mark.parametrize("b", [1, 100, 512])
def test_a_press_anywhere_on_a_plate_or_a_block_chooses_its_own_tensor(b):
    nodes = list(view(b).parts[0].iter("rect"))
    areas = [(json.loads(node.get("data-press"))["station"], sides(node)) for node in nodes if node.get("data-press")]
    of_others = [(one, other) for name, one in areas for other_name, other in areas if name != other_name]
    assert not any(share(one, other) for one, other in of_others)
    plates = [sides(node) for node in nodes if node.get("rx")]
    own = {station.name: [area for name, area in areas if name == station.name] for station in STATIONS}
    for station, plate in zip(STATIONS, plates, strict=True):
        assert plate in own[station.name]
        middle = station.left + station.width / 2
        assert any(left < middle < right and top < 104 < bottom for left, top, right, bottom in own[station.name])


@pytest.mark.parametrize("b", [1, 2, 100, 512])
@pytest.mark.parametrize("station", [station.name for station in STATIONS])
def test_neither_the_frame_of_the_focus_nor_that_of_the_pointer_crosses_a_dot_of_the_edge(b, station):
    nodes = list(view(b, station).parts[0].iter())
    dots = [node for node in nodes if node.tag == "circle" and "green" in node.get("style")]
    assert len(dots) == 6  # the side, and every tensor but the loss
    for dot in dots:
        x, y, r = (float(dot.get(name)) for name in ("cx", "cy", "r"))
        covered = (x - r, y - r, x + r, y + r)
        assert not any(share(covered, sides(node)) for node in nodes if node.get("data-press"))


@pytest.mark.parametrize("batch_size", [0, 513, 2.5, float("nan"), "512", True, None])
@pytest.mark.parametrize("station", ["h4", 3, None])
def test_what_cannot_be_is_ignored(batch_size, station):
    moved = batch_shapes(7)
    moved._received(moved, {"changes": {"batch_size": batch_size, "station": station}, "number": 1}, [])
    assert moved.values == {"batch_size": 7, "station": "images"}


@pytest.mark.parametrize("batch_size", [0, -1, 513, 2.5, "512", True, None, torch.tensor([1, 2])])
def test_a_batch_size_that_is_none_is_refused(batch_size):
    with pytest.raises(ValueError, match="expected batch_size to be a whole number from 1 to 512, got"):
        batch_shapes(batch_size)


@pytest.mark.parametrize("batch_size", [np.int64(64), torch.tensor(64)])
def test_a_whole_number_of_numpy_or_torch_is_one(batch_size):
    assert batch_shapes(batch_size).values["batch_size"] == 64


MADE = {
    "images": ("for images, labels in loader:", "5 · 1 · 28 · 28 = 3,920 numbers", "the first 5 of 5 pictures"),
    "x": ("x = images.reshape(5, 784)", "5 · 784 = 3,920 numbers", "becomes one row of 784"),
    "h1": ("h1 = relu(x @ w1.T + b1)", "[5, 784] @ [784, 256] → [5, 256]", "the inner sides are both 784"),
    "h2": ("h2 = relu(h1 @ w2.T + b2)", "[5, 256] @ [256, 64] → [5, 64]", "and [5, 64] comes out"),
    "out": ("out = h2 @ w3.T + b3", "5 · 10 = 50 numbers", "the inner sides are both 64"),
    "loss": ("loss = mse_loss(out, targets)", "1 number", "the mean of 5 · 10 squares is one number"),
}


def test_one_picture_is_one():
    html = view(1, "images").html
    assert "1 picture of [1, 28, 28]" in html and "1 pictures" not in html


@pytest.mark.parametrize("station", MADE)
def test_a_pressed_tensor_says_how_it_is_made_with_its_numbers(station):
    html = view(5, station).html
    assert all(text in html for text in MADE[station])


@pytest.mark.parametrize("station", MADE)
@pytest.mark.parametrize("b", [1, 100, 512])
def test_nothing_of_how_it_is_made_leaves_its_drawing(station, b):
    drawing = next(each for each in STATIONS if each.name == station).drawn(b)
    _, _, width, height = map(float, drawing.get("viewBox").split())
    for node in drawing.iter("rect"):
        assert float(node.get("x")) >= 0 and float(node.get("x")) + float(node.get("width")) <= width
        assert float(node.get("y")) >= 0 and float(node.get("y")) + float(node.get("height")) <= height
    for node in drawing.iter("text"):  # half a line's width, at 7 pixels a letter
        half = 3.5 * len(node.text) if node.get("text-anchor") is None else 0
        start = node.get("text-anchor") == "start"
        assert half <= float(node.get("x")) <= width - half - start * 7 * len(node.text)


def test_sides_of_one_colour_are_equally_long():
    html = how_it_is_made.product(100, "x", "w1", "b1", "h1", (784, 256))
    lengths = {}
    for line in html.iter("polyline"):
        (x0, y0), (x1, y1) = (map(float, point.split(",")) for point in line.get("points").split())
        colour = re.search(r"stroke: var\(--course-(\w+)\)", line.get("style"))[1]
        lengths.setdefault(colour, set()).add(round(abs(x1 - x0) + abs(y1 - y0)))
    assert {colour: len(found) for colour, found in lengths.items()} == {"green": 1, "orange": 1, "blue": 1}
