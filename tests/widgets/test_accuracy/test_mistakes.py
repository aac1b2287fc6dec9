"""The worst mistakes of a network, and its first layer's weights over a training."""

import re

import numpy as np
import pytest
import torch
from strokes import drawing

from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets.test_accuracy import first_layer, networks_to_ask
from course_utils.widgets.test_accuracy import mistakes as mistakes_of
from course_utils.widgets.test_accuracy.browser import mistakes_view
from course_utils.widgets.test_accuracy.draw import draw_view


@pytest.fixture(scope="module")
def mistakes():
    return mistakes_of.find_mistakes(networks_to_ask.reader())


@pytest.fixture(scope="module")
def film():
    return first_layer.record()


def test_every_mistake_is_one_and_the_worst_comes_first(mistakes):
    assert 1000 <= len(mistakes.labels) <= 1300
    assert (mistakes.labels != mistakes.answers).all()
    assert (mistakes.outs.argmax(dim=1) == mistakes.answers).all()
    assert (mistakes.margins.diff() <= 0).all() and (mistakes.margins >= 0).all()
    assert mistakes.pictures.shape == (len(mistakes.labels), 28, 28)


@pytest.mark.parametrize(("label", "answer"), [("5", "3"), ("any", "3"), ("5", "any")])
def test_only_the_chosen_digits_are_shown(mistakes, label, answer):
    places = mistakes.places({"label": label, "answer": answer})
    expected = sum(
        label in ("any", str(true)) and answer in ("any", str(taken))
        for true, taken in zip(mistakes.labels.tolist(), mistakes.answers.tolist(), strict=True)
    )

    assert len(places) == expected > 0 and places == sorted(places)
    view = mistakes_view(mistakes, {"label": label, "answer": answer, "place": 2})
    assert view.text.startswith(f"Mistake 2 of {expected}, the worst first: a")
    taken = re.search(r"an? (\d) taken for an? (\d); output ", view.text)
    assert f"Labelled {taken[1]}, read as {taken[2]}:" in view.html
    assert view.html.count(">answer</text>") == view.html.count(">label</text>") == 1


def test_a_list_that_is_empty_or_long_is_said():
    seven = mistakes_of.find_mistakes(networks_to_ask.reader(lambda images: torch.eye(10)[[7] * len(images)]))
    none = mistakes_view(seven, {"label": "any", "answer": "0", "place": 1}).text
    assert none == "No test picture of any digit was taken for 0."
    many = mistakes_view(seven, {"label": "8", "answer": "7", "place": 1}).text
    assert many.startswith("Mistake 1 of about 1000, the worst first: an 8 taken for a 7; output 1.00 at 7, 0.00 at 8")


def test_the_place_stays_within_the_list_and_begins_anew_with_other_digits(mistakes):
    widget = widgets.mistakes_browser()
    assert "of about 1100" in widget.text
    count = len(mistakes.places({"label": "5", "answer": "3"}))
    for moved, place in [
        ({"place": 7}, 7),
        ({"label": "5", "answer": "3"}, 1),
        ({"place": 100}, min(100, count)),
        ({"label": "1", "answer": "0", "place": 3}, 1),
    ]:
        widget.values = {**widget.values, **moved}
        assert widget.values["place"] == place


def test_outputs_that_are_not_finite_cannot_be_browsed():
    with pytest.raises(
        ValueError, match=r"^expected outputs that are finite numbers, got inf or nan among them; .*\.$"
    ):
        widgets.mistakes_browser(lambda images: torch.full((len(images), 10), float("inf")))


# --- weights


def test_the_loss_falls_and_the_last_moment_is_the_trained_network(film):
    assert film.losses == sorted(film.losses, reverse=True)
    assert 0.10 < film.losses[0] < 0.13 and 0.029 < film.losses[-1] < 0.035
    assert 0.870 <= film.accuracies[-1] <= 0.900
    assert film.weights.shape == (7, 12, 28, 28)
    moved = np.abs(film.weights - film.weights[0]).mean(axis=(1, 2, 3))
    assert moved[0] == 0 and (np.diff(moved) > 0).all()


def test_each_moment_is_told_with_its_loss(film):
    for moment, batch in enumerate([0, 5, 20, 59, 118, 236, 354]):
        view = first_layer.weights_view(film, {"moment": moment, "change": False})
        assert view.text.startswith(f"After {batch} batches these weights ")
        assert f"loss {film.losses[moment]:.3f} and accuracy {film.accuracies[moment]:.2f}" in view.text
        assert re.findall(r"font-weight: bold\">([^<]+)<", view.html) == [str(batch), f"{film.losses[moment]:.3f}"]


def test_the_colours_are_told_in_words_and_the_changes_have_a_scale_of_their_own(film):
    widget = widgets.weights_over_training()
    assert re.search(r"blue: negative, to −0\.\d\d.*orange: positive, to 0\.\d\d", widget.html)
    widget.values = {**widget.values, "change": True}
    assert "blue: lowered" in widget.html and widget.text.startswith("Only the changes: after 354 batches")

    assert (first_layer._tiles(np.zeros((12, 28, 28), np.float32))[:28, :28] == 255).all()
    tiles = first_layer._tiles(np.stack([np.full((28, 28), value, np.float32) for value in [-1, 1] * 6]))
    (red, _, blue), (other_red, _, other_blue) = tiles[0, 0].tolist(), tiles[0, 29].tolist()
    assert blue > red and other_red > other_blue


def test_every_picture_is_told_and_nothing_runs(mistakes, film):
    for view in (
        draw_view(networks_to_ask.reader(), drawing(2), {"prepare": False}),
        mistakes_view(mistakes, {"label": "any", "answer": "any", "place": 1}),
        first_layer.weights_view(film, {"moment": 3, "change": True}),
    ):
        assert len(re.findall("<img ", view.html)) == len(re.findall('<img [^>]*alt="[^"]+"', view.html))
        assert len(re.findall("<svg ", view.html)) == len(re.findall('<svg role="img" aria-label="[^"]+"', view.html))
        assert not re.search(r"<script|\son\w+=|https?:", view.html) and view.text.endswith(".")
