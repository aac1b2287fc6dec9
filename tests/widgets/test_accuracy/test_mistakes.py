"""The worst mistakes of a network, and the table of all pairs."""

import json
import re

import pytest
import torch
from strokes import drawing

from course_utils.mnist import load_pixels
from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets.test_accuracy import mistakes as mistakes_of
from course_utils.widgets.test_accuracy import networks_to_ask
from course_utils.widgets.test_accuracy.draw_digit import draw_view
from course_utils.widgets.test_accuracy.mistakes import ANY
from course_utils.widgets.test_accuracy.mistakes_browser import mistakes_view


@pytest.fixture(scope="module")
def mistakes():
    return mistakes_of.find_mistakes(networks_to_ask.reader())


def test_every_mistake_is_one_and_the_worst_comes_first(mistakes):
    assert 1000 <= len(mistakes.labels) <= 1300
    assert (mistakes.labels != mistakes.answers).all()
    assert (mistakes.outs.argmax(dim=1) == mistakes.answers).all()
    assert (mistakes.margins.diff() <= 0).all() and (mistakes.margins >= 0).all()
    assert mistakes.pictures.shape == (len(mistakes.labels), 28, 28)


@pytest.mark.parametrize(("label", "answer"), [(5, 3), (ANY, 3), (5, ANY), (ANY, ANY)])
def test_only_the_chosen_digits_are_shown_and_counted(mistakes, label, answer):
    places = mistakes.of(label, answer)
    expected = sum(
        label in (ANY, true) and answer in (ANY, read)
        for true, read in zip(mistakes.labels.tolist(), mistakes.answers.tolist(), strict=True)
    )

    assert len(places) == expected > 0 and places == sorted(places)
    view = mistakes_view(mistakes, label=label, answer=answer, place=2)
    told = re.fullmatch(
        r"Labelled (\d), read as (\d): output ([−\d.]+) at (\d), ([−\d.]+) at (\d), a margin of ([\d.]+)\. "
        r"Mistake 2 of (\d+|about \d+)\.",
        view.text,
    )
    true, read = int(told[1]), int(told[2])
    assert (int(told[4]), int(told[6])) == (read, true) == (mistakes.answers[places[1]], mistakes.labels[places[1]])
    high, low = (float(told[k].replace("−", "-")) for k in (3, 5))
    assert float(told[7]) == pytest.approx(high - low)
    assert f"{read}: {told[3]} (answer)" in view.html and f"{true}: {told[5]} (label)" in view.html
    assert view.html.count(">answer</text>") == view.html.count(">label</text>") == 1
    assert f"test picture, labelled {true}" in view.html
    count = str(expected) if expected < 500 else "about 1100"
    assert told[8] == count
    assert view.html.count(f"predicted digit {'any' if answer == ANY else answer}: {count} pictures") == 2  # and aloud


def test_the_table_counts_each_pair_and_sums_up(mistakes):
    assert sum(map(sum, mistakes.counts)) == len(mistakes.labels)
    assert all(mistakes.counts[digit][digit] == 0 for digit in range(10))
    html = mistakes_view(mistakes, label=ANY, answer=ANY, place=1).html
    written = re.findall(r"<text [^>]*>(\d+)</text>", html.split(">predicted digit</text>")[1])
    names = [str(digit) for digit in range(10)]
    numbers = [count for row in mistakes.counts for count in [sum(row), *row]]
    numbers += [sum(column) for column in zip(*mistakes.counts, strict=True)]
    assert sorted(written) == sorted([*names, *names, *(str(number) for number in numbers if number)])


def test_the_bar_of_the_label_is_open_and_has_another_colour_than_that_of_the_answer(mistakes):
    html = mistakes_view(mistakes, label=ANY, answer=ANY, place=1).html.split("predicted digit")[0]
    styles = re.findall(r'<rect x="[^"]+" y="[^"]+" width="[^"]+" height="1[35]" style="([^"]+)"', html)
    assert len(styles) == 10 and len(set(styles)) == 3
    true, read = int(mistakes.labels[0]), int(mistakes.answers[0])
    assert "fill: none" in styles[true] and "green" in styles[true]
    assert "fill: var(--course-orange)" in styles[read]


def test_a_list_that_is_empty_or_long_is_said_and_nothing_is_black():
    seven = mistakes_of.find_mistakes(networks_to_ask.reader(lambda images: torch.eye(10)[[7] * len(images)]))
    for label, answer, text in [
        (ANY, 0, "No test picture was read as 0."),
        (7, ANY, "No test picture labelled 7 was read wrongly."),
        (1, 0, "No test picture labelled 1 was read as 0."),
        (7, 7, "A 7 that is read as 7 is right: no mistake stands on the diagonal."),
    ]:
        view = mistakes_view(seven, label=label, answer=answer, place=1)
        assert view.text == text and "no such mistake" in view.html
        assert view.html.count("data:image") == 1  # the colours of the table
    many = mistakes_view(seven, label=8, answer=7, place=1).text
    assert many == "Labelled 8, read as 7: output 1.00 at 7, 0.00 at 8, a margin of 1.00. Mistake 1 of about 1000."


def test_nothing_wrong_is_said_too():
    labels = load_pixels(train=False)[1]
    rights = iter(torch.eye(10)[labels].split(512))
    right = mistakes_of.find_mistakes(networks_to_ask.reader(lambda images: next(rights)))
    assert mistakes_view(right, label=ANY, answer=ANY, place=1).text == "No test picture was read wrongly."


def test_the_place_stays_within_the_list_and_begins_anew_with_other_digits(mistakes):
    widget = widgets.mistakes_browser()
    assert "of about 1100" in widget.text
    count = len(mistakes.of(5, 3))
    for moved, place in [
        ({"place": 7}, 7),
        ({"label": 5, "answer": 3}, 1),
        ({"place": 100}, min(100, count)),
        ({"label": 1, "answer": 0, "place": 3}, 1),
        ({"place": 9}, 1),
    ]:
        widget.values = {**widget.values, **moved}
        assert widget.values["place"] == place


def test_what_is_grabbed_and_pressed_moves_through_the_list_and_the_table(mistakes):
    html = mistakes_view(mistakes, label=5, answer=3, place=3).html.replace("&quot;", '"')
    count = len(mistakes.of(5, 3))
    area = r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*data-grab="({"x": \["place".*?})"'
    left, width, grabbed = re.search(area, html).groups()
    _, first, last, *ends = json.loads(grabbed)["x"]
    assert ends == [1, 100, 1]
    knob = next(float(x) for x in re.findall(r'<circle cx="([\d.]+)"', html))
    place = first + (knob - float(left)) / float(width) * (last - first)
    assert place == pytest.approx(3, abs=0.05) and first < 1 and last > count  # the whole knob is grabbed at both ends
    assert '{"x": ["answer", -1.5, 9.5, -1, 9, 1], "y": ["label", 9.5, -1.5, -1, 9, 1], "hover": false}' in html
    assert '{"place": 2}' in html and '{"place": 4}' in html
    for place, ends in [
        (1, ["2"]),
        (count, [str(count - 1)]),
    ]:
        html = mistakes_view(mistakes, label=5, answer=3, place=place).html.replace("&quot;", '"')
        assert re.findall(r'{"place": (\d+)}', html) == ends  # it does not leave the list
        assert html.count('aria-disabled="true"') == 1
    assert mistakes_view(mistakes, label=5, answer=3, place=1).html.count(">worst<") == 1


@pytest.mark.parametrize("junk", [float("nan"), 1e9, "any", None, -2, 2.5, [], {}])
def test_what_is_no_digit_and_no_place_changes_nothing(junk):
    widget = widgets.mistakes_browser()
    before = widget.text, widget.values
    for name in widget.values:
        widget._received(widget, {"changes": {name: junk}, "number": 1}, [])
    assert (widget.text, widget.values) == before


def test_outputs_that_are_not_finite_cannot_be_browsed():
    with pytest.raises(
        ValueError, match=r"^expected outputs that are finite numbers, got inf or nan among them; .*\.$"
    ):
        widgets.mistakes_browser(lambda images: torch.full((len(images), 10), float("inf")))


def test_every_picture_is_told_and_nothing_runs(mistakes):
    for view in (
        draw_view(networks_to_ask.reader(), [], prepare=True),
        draw_view(networks_to_ask.reader(), drawing(2), prepare=False),
        mistakes_view(mistakes, label=ANY, answer=ANY, place=1),
        mistakes_view(mistakes, label=1, answer=0, place=1),
    ):
        for tag, told in [("img", 'alt="[^"]+"'), ("svg", '(aria-label="[^"]+"|aria-hidden="true")')]:
            assert view.html.count(f"<{tag} ") == len(re.findall(f"<{tag} [^>]*{told}", view.html))
        assert not re.search(r"<script|\son\w+=|https?:", view.html) and view.text.endswith(".")
