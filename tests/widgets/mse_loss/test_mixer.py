import pytest
import torch
from torch.nn import functional as F

from course_utils import one_hot
from course_utils.widgets.mse_loss.mixer import loss_mixer, mixer_link, mixer_view, squares

FIRST = [0.1, 0.01, 0.01, 0.03, 0.01, 0.8, 0.01, 0.01, 0.01, 0.01]
BUTTONS = {"zeros": 0, "tenths": 0, "first": 0}


def with_outputs(outputs, label="5"):
    return {**{f"output{place}": value for place, value in enumerate(outputs)}, "label": label, **BUTTONS}


@pytest.mark.parametrize(
    ("outputs", "label", "text"),
    [
        (FIRST, "5", "sum of squares 0.0516, distance 0.2272, MSE 0.00516; output 5 adds the most, 78 %."),
        ([0] * 10, "5", "sum of squares 1, distance 1, MSE 0.1; output 5 adds the most, 100 %."),
        ([0.1] * 10, "2", "sum of squares 0.9, distance 0.9487, MSE 0.09; output 2 adds the most, 90 %."),
        ([0] * 9 + [1], "9", "sum of squares 0, distance 0, MSE 0; every output is what it should be."),
        ([-1] * 10, "0", "sum of squares 13, distance 3.6056, MSE 1.3; output 0 adds the most, 31 %."),
        ([0.5] * 10, "0", "sum of squares 2.5, distance 1.5811, MSE 0.25; output 0 adds the most, 10 %."),
    ],
)
def test_the_sentence_says_sum_distance_and_mse(outputs, label, text):
    assert mixer_view(with_outputs(outputs, label)).text == f"Label {label}: {text}"


def test_the_parts_add_up_to_what_torch_computes():
    outputs = (torch.rand(10, generator=torch.Generator().manual_seed(0), dtype=torch.float64) * 2.5 - 1).tolist()
    parts = squares(outputs, 4)
    expected = F.mse_loss(torch.tensor([outputs]).double(), one_hot([4]).double()).item()
    assert sum(parts) / 10 == pytest.approx(expected, rel=1e-6)


def test_every_output_has_a_line_with_its_numbers():
    html = mixer_view(with_outputs(FIRST)).html
    assert html.count('<th scope="row">') == 10
    for numbers in ("0.10 − 0 = 0.10", "0.0100", ">19.4<", "0.80 − 1 = −0.20", "0.0400", ">77.5<", "0.03 − 0 = 0.03"):
        assert numbers in html


def test_negative_outputs_are_drawn_to_the_left_of_zero():
    html = mixer_view(with_outputs([-1] + [0] * 9)).html
    assert 'aria-label="output −1.00, target 0"' in html
    assert '<rect x="2.0" y="4" width="40.0"' in html  # from −1 to 0 of the scale from −1 to 1.5


@pytest.mark.parametrize(("button", "outputs"), [("zeros", [0.0] * 10), ("tenths", [0.1] * 10), ("first", FIRST)])
def test_a_button_sets_all_outputs_and_nothing_else(button, outputs):
    before = with_outputs([1.5] * 10, "3")
    after = mixer_link(before, {**before, button: 1})
    assert after == {**with_outputs(outputs, "3"), button: 1}


def test_a_slider_moves_its_own_output_only():
    before = with_outputs(FIRST)
    assert mixer_link(before, {**before, "output0": 0.5}) == with_outputs([0.5, *FIRST[1:]])


def test_the_widget_answers_buttons_and_sliders():
    widget = loss_mixer()
    assert "MSE 0.00516" in widget.text
    widget.values = {**widget.values, "tenths": 1}
    assert "MSE 0.09;" in widget.text
    widget.values = {**widget.values, "label": "0", "output0": 1}
    assert "MSE 0.009;" in widget.text
