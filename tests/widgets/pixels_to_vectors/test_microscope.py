import json
import re

import numpy as np
import pytest

from course_utils.mnist import load_pixels
from course_utils.widgets.pixels_to_vectors.microscope import flatten_microscope, microscope_link, microscope_view

PICTURE = load_pixels()[0][0, 0].numpy()


def view(place):
    return microscope_view(PICTURE, row=place // 28, col=place % 28, place=place)


def grabs(html):
    """What can be grabbed: label -> what guided.js reads."""
    found = re.findall(r"<rect [^>]*data-grab=[^>]*>", html)
    read = (dict(re.findall(r'([\w-]+)="([^"]*)"', each)) for each in found)
    return {each["aria-label"]: json.loads(each["data-grab"].replace("&quot;", '"')) for each in read}


def mark(html):
    """Where the middle of the mark below the line is, and its half width."""
    line = next(each for each in re.findall(r'<polyline points="([^"]+)"', html) if each.count(" ") == 3)
    xs = [float(point.split(",")[0]) for point in line.split()]
    return xs[0], max(xs) - xs[0]


@pytest.mark.parametrize("place", [0, 27, 28, 292, 783])
def test_sentence_and_picture_say_row_column_index_and_level(place):
    row, col = divmod(place, 28)
    shown = view(place)
    level = np.ravel(PICTURE)[place]
    assert shown.text == f"Row {row}, column {col} stands at index {place} of the vector; its grey level is {level}."
    assert f"row {row}, column {col} marked; the vector of 784, index {place} marked" in shown.html
    assert f"{level} at index {place}" in shown.html  # under the lens
    assert f'aria-valuetext="row {row}, column {col}, index {place}, grey level {level}"' in shown.html


def test_the_mark_is_seen_for_every_index():
    for place in range(784):
        middle, half = mark(view(place).html)
        assert middle == 8.5 + place and half >= 5  # one unit a number, from the margin on


def test_the_lens_holds_seven_numbers_also_at_the_ends():
    for place, first in ((0, 0), (2, 0), (292, 289), (783, 777)):
        alt = view(place).html.partition("under a lens ")[2].partition('"')[0]
        wanted = [f"{np.ravel(PICTURE)[i]} at index {i}" for i in range(first, first + 7)]
        assert alt.split(", ") == wanted


@pytest.mark.parametrize("place", [0, 292, 293, 783])
def test_the_place_that_the_lesson_speaks_of_stays_marked_wherever_the_pointer_is(place):
    html = view(place).html
    assert 'x="198" y="126" width="10"' in html and ">the green frame, index 292</text>" in html  # row 10, column 12
    assert re.search(r'<polyline points="300.5,360 300.5,', html)  # in the line


def test_the_lens_says_where_a_new_row_begins():
    assert re.findall(r">(row \d+)</text>", view(224).html) == ["row 8", "row 7", "row 8"]  # at the picture; the lens
    assert re.findall(r">(row \d+)</text>", view(292).html) == ["row 10", "row 10"]


def test_the_formula_which_is_the_exercise_is_not_shown():
    html = flatten_microscope().html
    assert "28 ·" not in html and "28 *" not in html and "28 ×" not in html


def test_picture_and_vector_are_grabbed_by_a_pointer_above_them():
    found = grabs(view(292).html)
    assert found == {
        "the picture": {"x": ["col", -0.5, 27.5, 0, 27, 1], "y": ["row", 27.5, -0.5, 0, 27, 1], "hover": True},
        "the vector": {"x": ["place", -0.5, 783.5, 0, 783, 1], "hover": True},
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"row": 11}, (11, 12, 320)),
        ({"col": 27}, (10, 27, 307)),
        ({"row": 27, "col": 27}, (27, 27, 783)),
        ({"place": 224}, (8, 0, 224)),
        ({"place": 223, "row": 1}, (7, 27, 223)),  # the index is the more exact one
    ],
)
def test_index_and_pixel_follow_each_other(changes, expected):
    before = {"row": 10, "col": 12, "place": 292}
    after = {**before, **changes}
    after |= microscope_link(set(changes), **after)
    assert tuple(after.values()) == expected


@pytest.mark.parametrize("wrong", [28, -1, 3.0, 1.5, float("nan"), "3", None, True, [3]])
def test_what_is_no_row_is_ignored(wrong):
    widget = flatten_microscope()
    before = dict(widget.values)
    widget._received(widget, {"changes": {"row": wrong}, "number": 1}, [])
    assert widget.values == before


def test_another_picture():
    shown = flatten_microscope(59_999)
    assert shown.html != flatten_microscope().html
    with pytest.raises(ValueError, match=r"0 to 59,999, got the int 60000; the first picture has index=0\.$"):
        flatten_microscope(60_000)
