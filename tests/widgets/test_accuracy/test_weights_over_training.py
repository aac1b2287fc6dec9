"""The first layer's weights over a training, and what training has changed of them."""

import re

import numpy as np
import pytest

from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets.test_accuracy import first_layer

BATCHES = [0, 5, 20, 59, 118, 236, 354]


@pytest.fixture(scope="module")
def film():
    return first_layer.record()


def test_the_loss_falls_and_the_last_moment_is_the_trained_network(film):
    assert film.losses == sorted(film.losses, reverse=True)
    assert 0.10 < film.losses[0] < 0.13 and 0.029 < film.losses[-1] < 0.035
    assert 0.870 <= film.accuracies[-1] <= 0.900
    assert film.weights.shape == (7, 6, 28, 28)
    moved = np.abs(film.weights - film.weights[0]).mean(axis=(1, 2, 3))
    assert moved[0] == 0 and (np.diff(moved) > 0).all()


@pytest.mark.parametrize("moment", range(1, 7))
def test_each_moment_is_told_with_its_loss_and_how_far_the_weights_have_moved(film, moment):
    view = first_layer.weights_view(film, moment=moment)
    moved = np.format_float_positional(
        np.abs(film.weights[moment] - film.weights[0]).mean(), precision=2, fractional=False, trim="-"
    )
    assert view.text == (
        f"After {BATCHES[moment]} batches these weights have moved by {moved} on average: "
        f"test loss {film.losses[moment]:.3f}, {100 * film.accuracies[moment]:.0f} of 100 right."
    )
    assert view.text in re.search('aria-label="([^"]+)"', view.html)[1]
    assert f'aria-valuetext="after {BATCHES[moment]} batches"' in view.html


def test_it_opens_where_nothing_has_changed_and_the_accuracies_to_come_are_not_told(film):
    widget = widgets.weights_over_training()
    assert widget.text.startswith("The weights are random and nothing has changed yet: test loss 0.111")
    assert "14 of 100 right" in widget.html and "89 of 100" not in widget.html
    pictures = re.findall('href="(data:[^"]+)"', widget.html)
    assert len(set(pictures[:6])) == 6 and len(set(pictures[6:12])) == 1  # noise above, six empty pictures below
    widget.values = {**widget.values, "moment": 6}
    later = re.findall('href="(data:[^"]+)"', widget.html)
    assert len(set(later[6:12])) == 6 and "89 of 100 right" in widget.html


@pytest.mark.parametrize("moment", [float("nan"), 7, -1, 2.5, True, "3", None])
def test_a_moment_that_is_none_is_ignored(moment):
    widget = widgets.weights_over_training()
    widget._received(widget, {"changes": {"moment": moment}, "number": 1}, [])
    assert widget.values == {"moment": 0}
