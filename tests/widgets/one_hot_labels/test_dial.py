import math

import pytest

from course_utils import one_hot
from course_utils.widgets.one_hot_labels.dial import dial_link, dial_view, distances, label_dial

PICTURES = [f"[{digit}]" for digit in range(10)]


def at(label, **changes):
    return {"label": label, **{f"place{place}": place == label for place in range(10)}, **changes}


@pytest.mark.parametrize("label", range(10))
def test_distances_agree_with_the_courses_one_hot_rows(label):
    as_numbers, as_rows = distances(label)
    rows = one_hot(list(range(10)))
    assert as_numbers == [abs(label - other) for other in range(10)]
    assert as_rows == pytest.approx([(rows[label] - row).norm().item() for row in rows])
    assert as_rows[label] == 0 and as_rows.count(pytest.approx(math.sqrt(2))) == 9


@pytest.mark.parametrize(("label", "span"), [(0, "1 to 9"), (3, "1 to 6"), (5, "1 to 5"), (9, "1 to 9")])
def test_the_sentence_names_place_and_distances(label, span):
    view = dial_view(PICTURES, at(label))
    assert view.text == (
        f"Label {label}: a 1 at place {label}. Other labels are {span} away as numbers, "
        "always √2 = 1.4142 as one-hot rows."
    )
    assert f"[{label}]" in view.html
    assert view.html.count(">1.41<") == 9


def test_the_row_holds_a_single_1_at_its_place():
    row = dial_view(PICTURES, at(7)).html.partition("data-click")[2].partition("</tr>")[0]
    cells = [cell.partition("<")[0] for cell in row.split('">')[1:]]
    assert cells == ["0"] * 7 + ["1", "0", "0"]


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"label": 4}, 4),
        ({"label": 0}, 0),
        ({"place7": True}, 7),  # another place is switched on
        ({"place3": False}, 3),  # the only 1 is switched off: one place is always on
        ({"place3": False, "place9": True}, 9),
    ],
)
def test_label_and_places_follow_each_other(changed, label):
    before = at(3)
    assert dial_link(before, {**before, **changed}) == at(label)


def test_the_widget_moves_both_ways():
    widget = label_dial()
    widget.values = {**widget.values, "label": 8}
    assert widget.values == at(8)
    widget.values = {**widget.values, "place1": True}
    assert widget.values == at(1)
    assert widget.text.startswith("Label 1: a 1 at place 1.")
    assert 'alt="a handwritten 1"' in widget.html
