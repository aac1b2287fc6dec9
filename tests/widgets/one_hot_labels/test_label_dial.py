import json
import math
import re

import pytest

from course_utils import one_hot
from course_utils.widgets.one_hot_labels.label_dial import dial_view, distances, label_dial


def cells(html):
    """The buttons: what each says, whether it is down, and what a press of it sets."""
    found = re.findall(r"<button .*?</button>", html)
    pressed = [json.loads(re.search(r'data-press="([^"]+)"', each)[1].replace("&quot;", '"')) for each in found]
    texts = [re.search(r"</small>([^<]+)</button>", each)[1] for each in found]
    return texts, ['aria-pressed="true"' in each for each in found], pressed


def after(presses, label=3, other=3):
    values = {"label": label, "other": other, "seen": 0}
    for place in presses:
        values = cells(dial_view(**values).html)[2][place]
    return values


@pytest.mark.parametrize("label", range(10))
def test_distances_agree_with_the_courses_one_hot_rows(label):
    as_numbers, as_rows = distances(label)
    rows = one_hot(list(range(10)))
    assert as_numbers == [abs(label - other) for other in range(10)]
    assert as_rows == pytest.approx([(rows[label] - row).norm().item() for row in rows])
    assert as_rows[label] == 0 and as_rows.count(pytest.approx(math.sqrt(2))) == 9


@pytest.mark.parametrize(("one", "two"), [(1, 9), (3, 4), (0, 7), (9, 3)])
def test_distances_of_two_halves_agree_with_the_mean_of_two_rows(one, two):
    as_numbers, as_rows = distances(one, two)
    rows = one_hot(list(range(10)))
    half = (rows[one] + rows[two]) / 2
    assert as_numbers == [abs((one + two) / 2 - each) for each in range(10)]
    assert as_rows == pytest.approx([(half - row).norm().item() for row in rows])
    nearest = {each for each in range(10) if as_rows[each] == min(as_rows)}
    assert nearest == {one, two}


@pytest.mark.parametrize(("label", "span"), [(0, "1 to 9"), (3, "1 to 6"), (5, "1 to 5"), (9, "1 to 9")])
def test_the_sentence_of_one_label_says_both_distances(label, span):
    view = dial_view(label=label, other=label, seen=1)
    assert view.text == f"Label {label}: the others are {span} away as numbers, always √2 = 1.4142 as one-hot rows."
    assert view.html.count(">1.41<") == 9
    assert f"it is a {label}, and no other digit" in view.html
    spoken = ", ".join("0" if place == label else "1.41" for place in range(10))
    assert f'aria-label="distances to the labels 0 to 9: {spoken}"' in view.html


@pytest.mark.parametrize(
    ("one", "two", "number"), [(9, 1, "5, which nobody meant"), (3, 8, "5.5, which is no label"), (6, 5, "5.5, which")]
)
def test_the_sentence_of_two_halves_says_which_labels_are_nearest(one, two, number):
    low, high = sorted((one, two))
    view = dial_view(label=one, other=two, seen=1)
    start = f"Half {low}, half {high}: the row is nearest to these two. As a number it is {number}"
    assert view.text.startswith(start)
    assert view.html.count(">0.71<") == 2 and view.html.count(">1.22<") == 8
    assert f"it is a {low} or a {high}, equally likely, and no third digit" in view.html


def test_the_cells_hold_the_row_and_are_buttons_that_are_down_or_not():
    texts, down, _ = cells(dial_view(label=7, other=7, seen=1).html)
    assert texts == ["0"] * 7 + ["1", "0", "0"]
    assert down == [place == 7 for place in range(10)]
    texts, down, _ = cells(dial_view(label=9, other=1, seen=1).html)
    assert texts == ["0", "0.5", *["0"] * 7, "0.5"]
    assert down == [place in (1, 9) for place in range(10)]


@pytest.mark.parametrize(
    ("presses", "expected"),
    [
        ([3], (3, 3)),  # the only one stays on
        ([9], (9, 3)),
        ([9, 3], (9, 9)),
        ([9, 9], (3, 3)),
        ([9, 1], (1, 9)),  # a third one takes the place of the oldest
        ([9, 1, 3, 3, 9], (9, 1)),
    ],
)
def test_a_press_switches_a_cell_and_one_or_two_are_on(presses, expected):
    assert tuple(after(presses).values()) == (*expected, 1)


def test_the_widget_moves():
    widget = label_dial()
    widget.values = {**widget.values, "label": 9, "seen": 1}
    assert widget.text.startswith("Half 3, half 9: ")
    widget.values = {"label": 1, "other": 1, "seen": 1}
    assert widget.text.startswith("Label 1: the others are 1 to 8 away")


@pytest.mark.parametrize("wrong", [10, -1, 1.5, float("nan"), "3", None, True])
def test_what_is_no_label_is_ignored(wrong):
    widget = label_dial()
    widget._received(widget, {"changes": {"label": wrong, "other": wrong}, "number": 1}, [])
    assert widget.values == {"label": 3, "other": 3, "seen": 0}


def test_it_opens_with_something_to_predict_and_the_first_press_shows_it():
    widget = label_dial()
    assert "1.41" not in widget.html and widget.html.count(">?<") == 10 and widget.text.endswith("press a cell.")
    widget.values = {**widget.values, **cells(widget.html)[2][3]}
    assert widget.html.count(">1.41<") == 9 and ">?<" not in widget.html


def test_what_stands_above_and_in_the_cells_has_names_and_so_has_the_axis():
    html = label_dial().html
    assert html.index(">index</div>") < html.index(">value</div>") < html.index("<button") and ">label</text>" in html


def test_the_still_picture_holds_the_row_too():
    still = label_dial()._repr_mimebundle_()[0]["text/html"]
    assert re.findall(r"(\d)</small>(\d)</div>", still) == [(str(place), str(int(place == 3))) for place in range(10)]
