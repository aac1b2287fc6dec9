"""Three witnesses for one gradient, and what the panel says of a backward of the learner's."""

import json
import re

import pytest
import torch
from torch.nn import functional as F

from course_utils import MLP, load_mnist, one_hot
from course_utils.widgets.backpropagation import gradient_check as truth
from course_utils.widgets.backpropagation.truth_panel import gradient_truth_panel, panel_view

PANEL = {"formula": "right", "parameter": "w1", "entry": 1, "step": -5}


def test_the_witnesses_are_those_of_the_lesson():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = MLP().double()
    images, labels = load_mnist()
    x, targets = images[:8].reshape(8, 784).double(), one_hot(labels[:8]).double()
    F.mse_loss(net(x), targets).backward()

    for which, (name, parameter) in enumerate(zip(truth.NAMES, net.parameters(), strict=True)):
        for grads in (truth.case().autograd, truth.formula("right").grads):
            assert torch.allclose(grads[which], parameter.grad, rtol=1e-9, atol=1e-15), name
        losses = []
        with torch.no_grad():
            for little in (1e-3, -2e-3, 1e-3):
                parameter[truth.entry(name, 2)] += little
                losses.append(F.mse_loss(net(x), targets).item())
        both, upwards = truth.differences(name, 2)[-3]
        assert both == pytest.approx((losses[0] - losses[1]) / 2e-3, rel=1e-8)
        assert upwards == pytest.approx((losses[0] - losses[2]) / 1e-3, rel=1e-8)


@pytest.mark.parametrize("name", truth.NAMES)
def test_the_entries_are_the_largest_of_ten_rows_and_agree_at_a_middle_step_only(name):
    grad = truth.case().autograd[truth.NAMES.index(name)].abs()
    places = [truth.entry(name, rank) for rank in range(1, 11)]
    sizes = [grad[place].item() for place in places]
    assert len({place[0] for place in places}) == 10
    assert sizes[0] == grad.max().item() and sizes == sorted(sizes, reverse=True)

    everywhere = [{**PANEL, "parameter": name, "entry": rank} for rank in range(1, 11)]
    assert all("all three agree to a millionth" in panel_view(None, **values).text for values in everywhere)
    off = "formula and autograd agree, the finite difference is off: with a step of 1e-12, rounding takes over."
    smallest = [panel_view(None, **{**values, "step": -12}).text for values in everywhere]
    assert sum(off in text for text in smallest) >= 8  # rounding may hit the right number by luck


def test_one_way_is_best_in_the_middle_and_a_kink_spoils_a_large_step():
    exact = truth.case().autograd[0][truth.entry("w1", 1)].item()
    errors = {power: [truth.apart(d, exact) for d in pair] for power, pair in truth.differences("w1", 1).items()}
    for which in (0, 1):
        assert -12 < min(errors, key=lambda power: errors[power][which]) < -1
    assert errors[-1][0] > 1e-4 and "a ReLU switches on the way" in panel_view(None, **{**PANEL, "step": -1}).text
    assert "parabola" in panel_view(None, **{**PANEL, "parameter": "b3", "step": -1}).html
    assert "parabola" not in panel_view(None, **PANEL).html


def test_a_broken_formula_is_seen_where_it_is_broken():
    masked, nowhere = ["w3", "b3"], []
    holds = [list(truth.NAMES), masked, masked, ["w1", "w2", "w3"], nowhere, nowhere]
    for formula, right in zip(truth.FORMULAS, holds, strict=True):
        html = panel_view(None, **{**PANEL, "formula": formula}).html
        assert re.findall("([wb]\\d)\u00a0✓", html) == right, formula
        assert re.findall("([wb]\\d)\u00a0✗", html) == [name for name in truth.NAMES if name not in right], formula


def test_a_small_number_is_said_in_words_and_what_stands_in_digits_is_explained():
    html = panel_view(None, **PANEL).html
    assert ">less than a millionth?</th>" in html and ">below 1e-6<" not in html
    assert "A millionth, 0.000001, is 1e-6 in Python" in html


def test_a_verdict_names_the_one_that_is_wrong():
    one_against_two = panel_view(None, **{**PANEL, "formula": "sign turned"})
    assert one_against_two.text.endswith("difference agree, the formula (sign turned) does not.")
    assert (one_against_two.html.count("✓ agree"), one_against_two.html.count("✗ differ")) == (1, 2)
    lucky = panel_view(None, **{**PANEL, "formula": "mask forgotten", "parameter": "w2"}).text
    assert "all three agree" in lucky
    assert lucky.endswith("; elsewhere in w2 the formula (mask forgotten) is wrong.")


right = truth.FORMULAS["right"]
AGREES, AGAINST = "all three agree to a millionth, on about 0.0098.", "difference agree, the formula (yours) does not."


def crashes(*given):
    raise ValueError("a < b\nsecond line")


def spoils(*given):
    grads = [grad.clone() for grad in right(*given)]
    for part in (given[0], *given[1], *given[2:]):
        part.zero_()
    return grads


@pytest.mark.parametrize(
    ("backward", "end"),
    [
        (right, AGREES),
        (spoils, AGREES),
        (lambda *given: [grad.float() for grad in right(*given)], AGREES),
        (lambda *given: [2 * grad for grad in right(*given)], AGAINST),
        (lambda *given: [grad * float("nan") for grad in right(*given)], AGAINST),
    ],
)
def test_a_backward_of_yours_is_judged(backward, end):
    panel = gradient_truth_panel(backward)
    assert panel.values["formula"] == "yours" and panel.text.endswith(end)
    assert ("<strong>w1\u00a0✗</strong>" in panel.html) == (end == AGAINST)
    assert {part.dtype for part in truth.gradients(backward)} == {torch.float64}


@pytest.mark.parametrize(
    ("backward", "said"),
    [
        (crashes, "got ValueError (a &lt; b); run its check"),
        (lambda: None, "got TypeError ("),
        (lambda *given: None, "expected six gradients, of w1, b1, w2, b2, w3, b3, got None; return them in this order"),
        (lambda *given: ..., "got the ellipsis Ellipsis; return"),
        (lambda *given: right(*given)[:4], "got a list of 4 tensors; return"),
        (
            lambda *given: [g[None] for g in right(*given)],
            "shape [256, 784], got a float64 tensor of shape [1, 256, 784]",
        ),
        (lambda *given: [1, 2, 3, 4, 5, 6], "the gradient of w1 to be a tensor of shape [256, 784], got the int 1;"),
    ],
)
def test_a_backward_without_gradients_gets_one_sentence(backward, said):
    panel = gradient_truth_panel(backward)
    assert said in panel.html and "second line" not in panel.html
    assert panel.text.endswith("autograd and the finite difference agree; of your formula there is no number.")
    panel.values = {**panel.values, "step": -12}
    assert "off: with a step of 1e-12, rounding takes over; of your formula" in panel.text
    panel.values = {**panel.values, "formula": "right", "step": -4}
    assert "all three agree" in panel.text and said not in panel.html


@pytest.mark.parametrize("given", [3, "backward", (1, 2)])
def test_what_is_no_function_is_refused(given):
    with pytest.raises(TypeError, match=r"expected your function backward, got the .*; pass it by its name"):
        gradient_truth_panel(given)


def test_it_leaves_the_seed_alone():
    before = torch.get_rng_state()
    truth.case.__wrapped__()
    assert torch.equal(torch.get_rng_state(), before)


def test_the_chosen_step_is_marked_and_every_error_is_drawn():
    html = panel_view(None, **{**PANEL, "step": -7}).html
    assert html.count('r="7"') == 1 and html.count('r="4"') == 12  # eleven others and the legend's
    assert html.count("Relative difference of finite difference and autograd") == 1  # read aloud
    assert html.count("How far the finite difference is from autograd") == 1  # seen
    assert "at the chosen step 1e-7" in html and "finite difference, step 1e-7" in html


@pytest.mark.parametrize("step", [-12, -5, -1])
def test_the_step_that_is_grabbed_stands_where_it_is_drawn(step):
    html = panel_view(None, **{**PANEL, "step": step}).html
    area = re.search(r'<rect x="([\d.]+)" y="34" width="([\d.]+)"[^>]+ data-grab="([^"]+)"[^>]+step size', html)
    left, width = float(area[1]), float(area[2])
    name, first, last, *_ = json.loads(area[3].replace("&quot;", '"'))["x"]
    point = float(re.search(r'cx="([\d.]+)"[^>]+ r="7"', html)[1])
    assert name == "step" and first + (point - left) / width * (last - first) == pytest.approx(step, abs=0.01)


def test_the_ten_entries_say_where_a_formula_is_wrong_before_one_moves_there():
    html = panel_view(None, **{**PANEL, "formula": "mask forgotten", "parameter": "w2"}).html
    told = re.findall(r"entry (\d+): autograd (\S+), formula (\S+?)[;\"]", html)
    assert [rank for rank, theirs, mine in told if theirs == mine] == ["1", "4", "6"]
    grads = truth.case().autograd[2], truth.formula("mask forgotten").grads[2]
    for rank, *numbers in told:
        place = truth.entry("w2", int(rank))
        assert [float(number) for number in numbers] == pytest.approx([g[place].item() for g in grads], rel=0.01)


def test_an_entry_without_a_formula_or_far_too_large_is_drawn_inside_the_picture():
    for backward in (lambda *given: None, lambda *given: [1e9 * grad for grad in right(*given)]):
        panel = gradient_truth_panel(backward)
        heights = [float(height) for height in re.findall(r'width="16" height="([\d.]+)"', panel.html)]
        assert len(heights) in (1, 11) and max(heights) < 100 and "nan" not in panel.html  # one is the legend's
