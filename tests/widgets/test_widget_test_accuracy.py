"""Widgets of lesson 07 without a browser: from strokes to pixels to an answer, the mistakes, the weights."""

import contextlib
import re
import threading

import numpy as np
import pytest
import torch
import traitlets
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strokes import DIGITS, drawing
from torch import nn

from course_utils import MLP, batches, evaluate, load_mnist
from course_utils.exercises import own_network
from course_utils.mnist import load_pixels
from course_utils.widgets import _first_layer, _mistakes, _readers
from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets._bars import bars
from course_utils.widgets._ink import as_drawn, paper, prepared, stroke

CORNERS = [(-0.2, -0.15), (0.2, -0.15), (-0.2, 0.15), (0.2, 0.15)]


@pytest.fixture(scope="module")
def course():
    return _readers.reader()


@pytest.fixture(scope="module")
def mistakes(course):
    return _mistakes.find_mistakes(course)


@pytest.fixture(scope="module")
def film():
    return _first_layer.record()


def read(net, strokes, prepare=True):
    """The digit that stands in the sentence."""
    return int(re.search(r"reads (\d)", widgets.draw_view(net, strokes, {"prepare": prepare}).text)[1])


def always(digit):
    """A network that gives one answer for every picture."""
    return _readers.reader(lambda images: torch.eye(10)[digit].expand(len(images), 10))


# --- from strokes to pixels


@pytest.mark.parametrize("scale", [0.5, 0.75, 1, 1.2])
def test_at_least_eight_of_ten_drawn_digits_are_read_whatever_their_size(course, scale):
    answers = {digit: read(course, drawing(digit, scale=scale)) for digit in DIGITS}
    assert sum(digit == answer for digit, answer in answers.items()) >= 8, answers


@pytest.mark.parametrize("corner", CORNERS)
def test_in_a_corner_it_is_read_as_before_when_prepared_and_hardly_ever_when_not(course, corner):
    middle = [read(course, drawing(digit, scale=0.6)) for digit in DIGITS]
    assert [read(course, drawing(digit, corner, 0.6)) for digit in DIGITS] == middle
    as_drawn_there = [read(course, drawing(digit, corner, 0.6), prepare=False) for digit in DIGITS]
    assert sum(map(int.__eq__, DIGITS, as_drawn_there)) <= 3
    assert sum(digit == read(course, drawing(digit), prepare=False) for digit in DIGITS) >= 6  # in the middle, large


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)), min_size=1, max_size=6))
def test_prepared_it_is_20_pixels_long_and_centred_by_its_mass_as_every_picture_of_mnist(points):
    levels = prepared(paper([stroke(points)])).astype(float)
    rows, columns = np.nonzero(levels)
    long = max(np.ptp(rows), np.ptp(columns)) + 1
    edges = {rows.min(), columns.min(), 27 - rows.max(), 27 - columns.max()}
    assume(0 not in edges)  # a shape so lopsided that it would stand out of the field is held within it
    assert long in (19, 20)  # an outermost row may be too thin to show
    for axis in (0, 1):
        centre = (levels.sum(axis=1 - axis) * np.arange(28)).sum() / levels.sum()
        assert abs(centre - 14) <= 0.5 + 1e-9


def test_it_is_anti_aliased_and_keeps_its_proportions_and_the_rubber_takes_a_dot_away():
    levels = prepared(paper([stroke([(0.4, 0.2), (0.6, 0.7)])]))
    rows, columns = levels.nonzero()
    assert len(np.unique(levels)) > 10
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == (20, 10)  # 0.59 by 0.29 of the paper, with the pen's width
    dots = [stroke([(0.3, 0.3)]), stroke([(0.7, 0.7)])]
    rubbed = paper([*dots, stroke([(0.7, 0.7)], rubber=True)])
    assert np.array_equal(as_drawn(rubbed), as_drawn(paper(dots[:1])))
    assert prepared(paper([])).sum() == as_drawn(paper([])).sum() == 0


# --- what is said of a drawing


@pytest.mark.parametrize(
    ("prepare", "begins", "ends"),
    [(True, 3, "without the preparation it would read 4."), (False, 4, "prepared as MNIST was it would read 3.")],
)
def test_both_ways_are_told_whichever_is_shown(course, prepare, begins, ends):
    view = widgets.draw_view(course, drawing(3, (-0.2, -0.12), 0.6), {"prepare": prepare})
    assert view.text.startswith(f"The course’s network reads {begins} (output ") and view.text.endswith(f"; {ends}")
    assert re.search(rf'aria-label="ten outputs: 0: [^"]*, {begins}: \d\.\d\d \(largest\), [^"]*"', view.html)
    assert view.html.count("largest</text>") == 1 and view.html.count("<rect ") == 10


def test_nothing_drawn_and_outputs_that_are_not_finite_are_said():
    view = widgets.draw_view(always(3), [], {"prepare": True})
    assert (
        view.text == "Nothing is drawn yet: draw a digit with mouse, finger, pen or keys." and "<svg" not in view.html
    )
    broken = _readers.reader(lambda images: torch.full((len(images), 10), float("nan")))
    view = widgets.draw_view(broken, drawing(1), {"prepare": True})
    assert view.text.startswith("Your network gives outputs that are not finite") and "nan" in view.html


def test_a_bar_goes_left_of_the_line_below_zero():
    svg = bars([-0.4, 0.0, 1.0], "three outputs", {})
    starts, widths = ([int(n) for n in re.findall(rf'<rect [^>]*\b{name}="(\d+)"', svg)] for name in ("x", "width"))
    line = int(re.search(r'd="M(\d+)', svg)[1])
    assert starts[0] + widths[0] == line and widths[1] == 0 and starts[2] == line


# --- whatever network reads


def test_the_course_network_is_that_of_the_lessons_and_every_caller_gets_a_copy():
    net = _readers.course_net()
    assert 0.870 <= evaluate(net, batches(*load_mnist(train=False), shuffle=False)) <= 0.900
    with torch.no_grad():
        net.fc3.weight.zero_()
    assert _readers.course_net().fc3.weight.any()


def test_its_training_does_not_move_the_seed_and_half_of_it_is_not_kept(monkeypatch):
    monkeypatch.setattr(_readers, "train", lambda net, part, optimizer, epochs: [0.0 for batch in part])
    before = torch.get_rng_state()
    assert len(_readers.course_training.__wrapped__()) == len(_readers.MOMENTS)
    assert torch.equal(before, torch.get_rng_state())
    monkeypatch.setattr(_readers, "train", lambda net, part, optimizer, epochs: [])  # as after an interrupt
    with pytest.raises(KeyboardInterrupt):
        _readers.course_training.__wrapped__()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("mode", [True, False])
def test_a_network_is_asked_in_eval_mode_and_its_mode_stays(dtype, mode):
    # In train mode it would refuse a single picture, and answer by chance.
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.BatchNorm1d(10), nn.Dropout(0.9)).to(dtype).train(mode)
    pixels = torch.randint(0, 256, (1, 1, 28, 28), dtype=torch.uint8)
    first, second = _readers.reader(net).read(pixels), _readers.reader(net).read(pixels)
    assert torch.equal(first, second) and first.dtype == torch.float32
    assert net.training is mode and net[3].training is mode


def test_an_own_network_is_asked_through_its_own_functions():
    mine, pixels = own_network.assemble(), load_pixels(train=False)[0][:700]
    out = _readers.reader(mine).read(pixels)
    assert torch.allclose(out, mine.forward(mine.flatten_batch(mine.normalize(pixels)), mine.params)[2], atol=1e-6)
    assert widgets.draw_digit(mine).text.startswith("Your own network reads ")


def test_a_plain_function_reads_and_gets_normalised_pictures():
    seen = []

    def net(images):
        seen.append(images)
        return torch.eye(10)[[4] * len(images)]

    assert read(_readers.reader(net), drawing(1)) == 4
    assert seen[0].dtype == torch.float32 and seen[0].shape == (2, 1, 28, 28)
    assert abs(seen[0].min() + 0.4242) < 1e-4 and abs(seen[0].max() - 2.8215) < 1e-4


@pytest.mark.parametrize("make", [widgets.draw_digit, widgets.mistakes_browser])
@pytest.mark.parametrize(
    ("net", "error", "message"),
    [
        (MLP, TypeError, r"the class MLP; make one first: net = MLP\(\)\."),
        (7, TypeError, r"the int 7; pass a network such as MLP\(\)\."),
        (nn.Linear(784, 10), ValueError, r"RuntimeError '.*'; let it flatten .*\."),
        (nn.Flatten(), ValueError, r"a float32 tensor of shape \[\d+, 784\] .*\."),
        (lambda images: [0] * 10, ValueError, r"the list .*\."),
    ],
)
def test_what_is_no_network_is_said_in_one_sentence(net, error, message, make):
    with pytest.raises(error, match="expected a network.*, got " + message) as caught:
        make(net)
    assert "\n" not in str(caught.value)


# --- the widget around it


@pytest.fixture
def widget():
    return widgets.draw_digit()


def answering(digit):
    """A network that gives one answer, whatever it is shown."""
    net = MLP()
    with torch.no_grad():
        net.fc3.weight.zero_()
        net.fc3.bias.copy_(torch.eye(10)[digit])
    return net


@pytest.mark.parametrize("how", ["set again", "button", "shown again"])
def test_another_network_reads_the_same_drawing_and_anew_after_more_training(widget, how):
    widget.strokes = drawing(7)
    assert widget.text.startswith("The course’s network reads 7 ")
    widget.net = net = answering(2)
    assert widget.net is net and widget.text.startswith("Your network reads 2 (output 1.0)")
    with torch.no_grad():
        net.fc3.bias.copy_(torch.eye(10)[6])
    if how == "set again":
        widget.net = net
    elif how == "button":
        widget.values = {**widget.values, "again": 1}
    else:
        widget._repr_mimebundle_()
    assert widget.text.startswith("Your network reads 6 ")


def test_what_is_no_network_leaves_the_one_before(widget):
    before = widget.text
    with pytest.raises(ValueError, match="expected a network"):
        widget.net = nn.Flatten()
    assert widget.net is None and widget.text == before
    widget.strokes = drawing(1)
    assert widget.text.startswith("The course’s network reads 1 ")


def test_saved_drawings_stay_with_the_widget_and_go_to_another(widget):
    widget.saved = {"my 7": drawing(7)}
    other = widgets.draw_digit(always(4).ask)
    other.saved = widget.saved
    other.strokes = other.saved["my 7"]
    assert other.strokes == drawing(7)


def test_strokes_that_come_on_another_thread_are_read(widget):
    threads = [threading.Thread(target=setattr, args=(widget, "strokes", drawing(digit))) for digit in (0, 1, 0, 1)]
    for act in (threading.Thread.start, threading.Thread.join):
        for thread in threads:
            act(thread)
    assert widget.text == widgets.draw_view(_readers.reader(), widget.strokes, widget.values).text


@pytest.mark.parametrize(
    "junk",
    [7, "ink", None, {}, {"points": None}, {"points": [1]}, {"points": [[0, 1, 2]]}, {"points": [["a", "b"]]},
     {"points": [[float("nan"), 0]]}, {"points": [[1e30, 0]]}],
)  # fmt: skip
def test_strokes_that_are_none_leave_the_drawing_that_is_there(widget, junk):
    widget.strokes = drawing(1)
    with pytest.raises(traitlets.TraitError, match=r"expected strokes, each .*, got .*; draw one on the paper"):
        widget.strokes = [*drawing(7), junk]
    with contextlib.suppress(traitlets.TraitError):
        widget.set_state({"strokes": [junk]})  # as from a browser
    assert widget.strokes == drawing(1)
    assert " reads 1 " in widget._repr_mimebundle_()[0]["text/plain"]


def test_where_widgets_cannot_run_drawing_pixels_and_answer_stand_there(widget):
    data, _ = widget._repr_mimebundle_()
    assert data["text/plain"] == f"Draw a digit: {widget.text}"
    kinds = [data["text/html"].count(f'src="data:image/{kind}') for kind in ("png", "svg")]
    assert kinds == [2, 1]  # the drawing and the pixels, and the bars
    assert widget.text in data["text/html"] and "it would read" in widget.text


def test_both_sides_share_one_module_with_one_way_out(widget):
    assert widget._esm.count("export default") == 1
    assert "function render(" in widget._esm and "function renderDrawing(" in widget._esm
    assert ".course-pad" in widget._css and "--course-blue" in widget._css


# --- mistakes


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
    view = widgets.mistakes_view(mistakes, {"label": label, "answer": answer, "place": 2})
    assert view.text.startswith(f"Mistake 2 of {expected}, the worst first: a")
    taken = re.search(r"an? (\d) taken for an? (\d); output ", view.text)
    assert f"Labelled {taken[1]}, read as {taken[2]}:" in view.html
    assert view.html.count(">answer</text>") == view.html.count(">label</text>") == 1


def test_a_list_that_is_empty_or_long_is_said():
    seven = _mistakes.find_mistakes(always(7))
    none = widgets.mistakes_view(seven, {"label": "any", "answer": "0", "place": 1}).text
    assert none == "No test picture of any digit was taken for 0."
    many = widgets.mistakes_view(seven, {"label": "8", "answer": "7", "place": 1}).text
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
        view = widgets.weights_view(film, {"moment": moment, "change": False})
        assert view.text.startswith(f"After {batch} batches these weights ")
        assert f"loss {film.losses[moment]:.3f} and accuracy {film.accuracies[moment]:.2f}" in view.text
        assert re.findall(r"font-weight: bold\">([^<]+)<", view.html) == [str(batch), f"{film.losses[moment]:.3f}"]


def test_the_colours_are_told_in_words_and_the_changes_have_a_scale_of_their_own(film):
    widget = widgets.weights_over_training()
    assert re.search(r"blue: negative, to −0\.\d\d.*orange: positive, to 0\.\d\d", widget.html)
    widget.values = {**widget.values, "change": True}
    assert "blue: lowered" in widget.html and widget.text.startswith("Only the changes: after 354 batches")

    assert (_first_layer._tiles(np.zeros((12, 28, 28), np.float32))[:28, :28] == 255).all()
    tiles = _first_layer._tiles(np.stack([np.full((28, 28), value, np.float32) for value in [-1, 1] * 6]))
    (red, _, blue), (other_red, _, other_blue) = tiles[0, 0].tolist(), tiles[0, 29].tolist()
    assert blue > red and other_red > other_blue


def test_every_picture_is_told_and_nothing_runs(course, mistakes, film):
    for view in (
        widgets.draw_view(course, drawing(2), {"prepare": False}),
        widgets.mistakes_view(mistakes, {"label": "any", "answer": "any", "place": 1}),
        widgets.weights_view(film, {"moment": 3, "change": True}),
    ):
        assert len(re.findall("<img ", view.html)) == len(re.findall('<img [^>]*alt="[^"]+"', view.html))
        assert len(re.findall("<svg ", view.html)) == len(re.findall('<svg role="img" aria-label="[^"]+"', view.html))
        assert not re.search(r"<script|\son\w+=|https?:", view.html) and view.text.endswith(".")
