"""The ten weight pictures of a linear classifier: trained as in the lesson, told in words."""

import re

import pytest
import torch

from course_utils import batches, load_mnist, one_hot
from course_utils.widgets.linear_classifier import ten_pictures, weights_forming
from course_utils.widgets.linear_classifier.weights_forming import forming_view


def a(digit):
    return f"a{'n' if digit == 8 else ''} {digit}"


@pytest.fixture(scope="module")
def film():
    return ten_pictures.record()


def test_the_weights_are_those_of_the_lesson(film):
    torch.manual_seed(1)
    weight, bias = torch.zeros(10, 784), torch.zeros(10)
    for done, (images, labels) in enumerate(batches(*load_mnist(), 512), start=1):
        x, targets = images.reshape(len(images), 784), one_hot(labels)
        grad = 2 * (x @ weight.T + bias - targets) / targets.numel()
        weight -= 0.03 * (grad.T @ x)
        bias -= 0.03 * grad.sum(dim=0)
        if done in (1, 5, 118):
            kept = torch.from_numpy(film.weights[ten_pictures.BATCHES.index(done)]).reshape(10, 784)
            assert torch.allclose(kept, weight, atol=1e-6)
    assert done == 118


def test_loss_accuracy_and_answers_are_those_of_the_test_pictures(film):
    images, labels = load_mnist(train=False)
    assert film.losses[0] == pytest.approx(0.1) and film.accuracies[0] == pytest.approx(0.098)
    assert film.losses[-1] < 0.042 and 0.85 <= film.accuracies[-1] <= 0.87
    assert len(film.losses) == len(film.accuracies) == len(film.weights) == 12
    assert (film.weights[0] == 0).all() and (film.answers[0] == 0).all()
    # The biases are the only thing that is not kept: the same for every picture, they drop out of a difference.
    first, second = (images[labels == digit].reshape(-1, 784).mean(dim=0) for digit in (4, 9))
    row = torch.from_numpy(film.weights[-1, 4].reshape(784))
    expected = (row @ (first - second)).item()
    assert film.answers[-1, 4, 4] - film.answers[-1, 4, 9] == pytest.approx(expected, abs=1e-4)


def test_after_one_batch_every_row_has_its_own_digit_in_orange(film):
    # Row 0 is the sum of the zeros of the batch, so ink has the larger weights.
    images, labels = load_mnist(train=False)
    for digit in range(10):
        mean = images[labels == digit].mean(dim=(0, 1))
        row = torch.from_numpy(film.weights[1, digit])
        assert row[mean > 1].mean() > 0 > row[mean < -0.42].mean()


def test_the_training_moves_no_seed_and_is_kept():
    before = torch.get_rng_state()
    again = ten_pictures.record.__wrapped__()
    assert torch.equal(before, torch.get_rng_state())
    assert again.losses == pytest.approx(ten_pictures.record().losses)
    assert ten_pictures.record() is ten_pictures.record()


@pytest.mark.parametrize("digit", [0, 7])
@pytest.mark.parametrize("moment", range(1, 12))
def test_each_moment_is_told(film, moment, digit):
    view, count = forming_view(film, moment=moment, digit=digit), ten_pictures.BATCHES[moment]
    answers = film.answers[moment, digit]
    assert view.text.startswith(f"After {count} batch{'' if count == 1 else 'es'} ")
    assert (
        f"{100 * film.accuracies[moment]:.0f} of 100 test digits are right, loss {film.losses[moment]:.2g}" in view.text
    )
    assert view.text.endswith(
        f"output {digit} is largest for {a(answers.argmax())}, smallest for {a(answers.argmin())}."
    )
    alt = re.search('aria-label="([^"]+)"', view.html)[1]
    assert f"Ten weight pictures after {count} batches, weights from " in alt
    assert f"{answers.max():.2f} for {a(answers.argmax())}" in alt
    assert f">output {digit}, large</text>" in view.html and f">output {digit}, mean by digit</text>" in view.html


def test_it_opens_with_zeros_and_tells_nothing_of_what_comes():
    widget = weights_forming()
    assert widget.text == (
        "Nothing to see yet: all 7,840 weights are 0, and so are all outputs. The first, 0, counts as the answer: "
        "right for 10 of 100 test digits."
    )
    assert "86 of 100" not in widget.html
    pictures = re.findall('href="(data:[^"]+)"', widget.html)
    assert len(pictures) == 12 and len(set(pictures[:11])) == 1  # ten, the large one, and the key


def test_a_pressed_picture_is_the_large_one_and_the_moment_stays():
    widget = weights_forming()
    widget._received(widget, {"changes": {"moment": 11, "digit": 3}, "number": 1}, [])
    pictures = re.findall('href="(data:[^"]+)"', widget.html)
    assert pictures[10] == pictures[3] and len(set(pictures[:10])) == 10
    assert widget.html.count("data-press") == 10 and 'aria-label="picture of output 9"' in widget.html


@pytest.mark.parametrize(
    "changes", [{"moment": float("nan")}, {"moment": 12}, {"digit": 10}, {"digit": "3"}, {"moment": 1.5}]
)
def test_what_is_no_moment_and_no_digit_is_ignored(changes):
    widget = weights_forming()
    widget._received(widget, {"changes": changes, "number": 1}, [])
    assert widget.values == {"moment": 0, "digit": 0}
