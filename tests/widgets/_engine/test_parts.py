"""What views are built from: every text is escaped, and what is grabbed says so."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest

from course_utils.widgets._engine import parts, tables
from course_utils.widgets._engine.controls import held, held_choice
from course_utils.widgets._engine.hands import cell_edges, grab, press
from course_utils.widgets._engine.pictures.pixels import pixels
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.still import still

ROW, SHARE = held("row", "row", 0, 27, 3), held("share", "share", -1.0, 1.5, 0.5, 0.05)


def test_texts_are_escaped_wherever_they_stand():
    made = parts.written(
        parts.paragraph("a < b & ", parts.strong("c"), " > d"), pixels(np.zeros((2, 4), np.uint8), 40, '"q" <t>')
    )
    assert "a &lt; b &amp; <strong>c</strong> &gt; d" in made
    assert 'alt="&quot;q&quot; <t&gt;" width="40" height="20"' in made


def test_a_part_that_stands_twice_keeps_what_follows_it_to_itself():
    shared = parts.strong("x")
    one, other = parts.paragraph(shared, " one"), parts.paragraph(shared, " other")
    assert parts.written(one).endswith("<strong>x</strong> one</p>")
    assert parts.written(other).endswith("<strong>x</strong> other</p>")


def test_a_table_names_its_rows_and_columns():
    made = ElementTree.fromstring(
        parts.written(tables.table(["step", "loss"], [["1", "0.5"], ["2", "0.25"]], caption="c", bold=[(1, 1)]))
    )
    assert [cell.text for cell in made.iter("th")] == ["step", "loss", "1", "2"]
    assert [cell.get("scope") for cell in made.iter("th")] == ["col", "col", "row", "row"]
    assert ["bold" in cell.get("style") for cell in made.iter("td")] == [False, True]


def test_cells_that_are_pressed_are_buttons_that_say_which_is_down():
    made = tables.cells(
        ["0", "1"], caption="row", chosen=[1], press=[press(f"index {k}", place=k) for k in range(2)], pressed=[1]
    )
    buttons = list(made.iter("button"))
    assert [(b.get("aria-label"), b.get("aria-pressed")) for b in buttons] == [
        ("index 0", "false"),
        ("index 1", "true"),
    ]
    assert json.loads(buttons[1].get("data-press")) == {"place": 1}


def test_a_grab_says_which_values_stand_at_its_edges_and_where_it_is():
    made = grab("pixel", upwards=ROW, across=SHARE, at={"row": 3, "share": -0.5}, edges={**cell_edges(ROW)}, hover=True)
    assert json.loads(made["data-grab"]) == {
        "x": ["share", -1.0, 1.5, -1.0, 1.5, 0.05],
        "y": ["row", -0.5, 27.5, 0, 27, 1],
        "hover": True,
    }
    assert made["aria-valuetext"] == "share −0.5 and row 3" and made["aria-valuenow"] == "-0.5"
    with pytest.raises(ValueError, match="moves nothing"):
        grab("nothing", at={})


def test_a_choice_that_is_held_takes_only_its_options():
    held_one = held_choice("digit", "digit", ["3", "7"], "3")
    assert [held_one.fits(value) for value in ("7", "8", 7, True, None)] == [True, False, False, False, False]


def test_a_drawing_knows_how_to_be_an_image_and_the_inline_one_is_left_as_it_is():
    svg = Svg(100, 50, "a line")
    svg.line([(0, 0), (100, 50)], "blue")
    svg.area(0, 0, 10, 10, grab("g", across=SHARE, at={"share": 0}))
    before = parts.written(svg.part)
    (image,) = still([svg.part])
    assert (image.tag, image.get("alt"), image.get("width"), image.get("height")) == ("img", "a line", "100", "50")
    assert parts.written(svg.part) == before and "xmlns" not in before


def test_what_is_pressed_is_not_pressed_on_paper():
    (made,) = still([tables.cells(["0"], caption="c", press=[press("p", a=1)])])
    assert not list(made.iter("button")) and "data-press" not in parts.written(made)


def test_a_knob_alone_is_grabbed_and_the_area_around_it_says_where_to():
    svg = Svg(100, 50, "a line")
    svg.knob(10, 5, 80, 40, [(20, 25)], grab("g", across=SHARE, at={"share": 0}))
    (held_part,) = (part for part in svg.part.iter() if "data-grab" in part.attrib)
    area, knob = held_part
    assert (area.get("width"), knob.get("cx"), knob.get("r")) == ("80", "20", "18")
    assert "pointer-events: none" in area.get("style") and "touch-action: none" in knob.get("style")
