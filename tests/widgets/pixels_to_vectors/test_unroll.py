import re

import pytest

from course_utils.mnist import load_pixels
from course_utils.widgets._engine.pictures.pixels import as_address
from course_utils.widgets.pixels_to_vectors.unroll import unroll_picture, unroll_view

PICTURE = load_pixels()[0][0, 0].numpy()


def rows(laid):
    """Where each row is drawn: left, top, width; and its picture."""
    found = re.findall(
        r'<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" href="([^"]+)"',
        unroll_view(PICTURE, laid=laid).html,
    )
    return [(float(left), float(top), float(width), href) for left, top, width, href in found]


@pytest.mark.parametrize(
    ("laid", "text"),
    [
        (0, "All 28 rows are in the picture, and the line is empty. Row 0 will begin at index 0."),
        (1, "1 of 28 rows lies in the line: 28 numbers, index 0 to 27. Row 1 will begin at index 28."),
        (27, "27 of 28 rows lie in the line: 756 numbers, index 0 to 755. Row 27 will begin at index 756."),
        (28, "All 28 rows lie in the line: 784 numbers, index 0 to 783. This is the vector of the picture."),
    ],
)
def test_the_sentence_says_rows_numbers_and_where_the_next_begins(laid, text):
    shown = unroll_view(PICTURE, laid=laid)
    assert shown.text == text
    assert f"its first {28 * laid} filled by {laid} rows" in shown.html
    assert (f">index {28 * laid}<" in shown.html) == (laid < 28)


@pytest.mark.parametrize("laid", range(29))
def test_each_row_is_there_once_in_the_line_or_in_the_picture(laid):
    drawn = rows(laid)
    assert [href for *_, href in drawn] == [as_address(PICTURE[row : row + 1]) for row in range(28)]
    assert [left for left, *_ in drawn[:laid]] == [8 + 28 * row for row in range(laid)]  # end to end
    assert {width for _, _, width, _ in drawn[:laid]} <= {28}
    tops = [top for _, top, _, _ in drawn[laid:]]
    assert tops == [130 + 9 * row for row in range(laid, 28)] and len({left for left, *_ in drawn[laid:]}) <= 1


def test_a_row_glides_to_its_new_place():
    html = unroll_view(PICTURE, laid=3).html
    assert html.count("transition-property: x, y, width, height") == 28


def test_the_line_is_grabbed_and_the_button_plays_the_slider():
    widget = unroll_picture()
    assert 'aria-label="the line"' in widget.html and 'aria-valuetext="7 rows, 196 numbers"' in widget.html
    assert [(control["kind"], control["plays"]) for control in widget.controls] == [("slider", ""), ("play", "laid")]
    assert unroll_picture(1).html != widget.html


@pytest.mark.parametrize("wrong", [29, -1, 1.5, float("nan"), float("inf"), "3", None])
def test_what_is_no_number_of_rows_is_ignored(wrong):
    widget = unroll_picture()
    widget._received(widget, {"changes": {"laid": wrong}, "number": 1}, [])
    assert widget.values == {"laid": 7}
