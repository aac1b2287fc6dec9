import itertools
import json
import re

import pytest
import torch
from torch.nn import functional as F

from course_utils import MLP, load_mnist, one_hot
from course_utils.widgets import _truth as truth
from course_utils.widgets._tiny_told import LAST, equations
from course_utils.widgets.backpropagation import (
    backprop_stepper,
    gradient_truth_panel,
    panel_view,
    stepper_link,
    stepper_view,
    tiny_pass,
)

START = {"step": 9, "back": 0, "next": 0, "x0": 1, "x1": 2, "w": -1, "target": "[1, 0]"}
PANEL = {"formula": "right", "parameter": "w1", "entry": 1, "step": -5}


# --- the stepper


@pytest.mark.parametrize("target", ["[1, 0]", "[0, 1]"])
@pytest.mark.parametrize("w", [-2, -0.5, 0, 1.5, 2])
def test_the_tiny_numbers_are_those_of_autograd_and_a_step_never_lets_the_loss_grow(w, target):
    for x0, x1 in itertools.product([-2, -1, 0, 1, 2], repeat=2):
        there = tiny_pass({"x0": x0, "x1": x1, "w": w, "target": target})
        w1, w2 = (
            torch.tensor(weight, requires_grad=True) for weight in ([[1.0, w], [1.0, 0.5]], [[1.0, 1.0], [2.0, -0.5]])
        )
        x, wanted = torch.tensor([[float(x0), x1]]), torch.tensor([json.loads(target)], dtype=torch.float32)
        z1 = x @ w1.T
        h1 = F.relu(z1)
        out = h1 @ w2.T
        loss = F.mse_loss(out, wanted)
        for part in (z1, h1, out):
            part.retain_grad()
        loss.backward()
        with torch.no_grad():
            again = F.mse_loss(F.relu(x @ (w1 - 0.1 * w1.grad).T) @ (w2 - 0.1 * w2.grad).T, wanted)

        rows = {"z1": z1, "h1": h1, "out": out, "grad_z1": z1.grad, "grad_h1": h1.grad, "grad_out": out.grad}
        for name, expected in rows.items():
            assert getattr(there, name) == pytest.approx(expected[0].tolist()), (name, x0, x1)
        assert there.grad_w1 == [pytest.approx(row) for row in w1.grad.tolist()]
        assert there.grad_w2 == [pytest.approx(row) for row in w2.grad.tolist()]
        assert there.loss == pytest.approx(loss.item())
        assert there.stepped().loss == pytest.approx(again.item(), rel=1e-5, abs=1e-7)
        assert there.stepped().loss <= there.loss


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, "z1[0] = w1[0, 0] · x[0] + w1[0, 1] · x[1] = 1 · 1 + (−1) · 2 = −1"),
        (2, "h1[0] = relu(z1[0]) = relu(−1) = 0"),
        (3, "out[1] = w2[1, 0] · h1[0] + w2[1, 1] · h1[1] = 2 · 0 + (−0.5) · 2 = −1"),
        (4, "loss = ((2 − 1)² + (−1 − 0)²) / 2 = 1"),
        (5, "grad_out[1] = 2 · (out[1] − target[1]) / 2 = 2 · (−1 − 0) / 2 = −1"),
        (6, "grad_w2[1, 1] = grad_out[1] · h1[1] = (−1) · 2 = −2"),
        (7, "grad_h1[0] = w2[0, 0] · grad_out[0] + w2[1, 0] · grad_out[1] = 1 · 1 + 2 · (−1) = −1"),
        (8, "grad_z1[0] = 0: h1[0] is 0, so grad_h1[0] = −1 is stopped"),
        (9, "grad_w1[1, 1] = grad_z1[1] · x[1] = 1.5 · 2 = 3"),
        (10, "w1 = [[1, −1], [1, 0.5]] − 0.1 · [[0, 0], [1.5, 3]] = [[1, −1], [0.85, 0.2]]"),
    ],
)
def test_every_step_writes_its_computation_bold_and_thick(place, expected):
    html = stepper_view({**START, "step": place}).html
    assert expected in equations(tiny_pass(START), place) and expected in html
    assert "stroke-width: 3" in html and ('font-weight="bold"' in html or "font-weight: bold" in html)


def test_what_the_equations_say_is_true_wherever_the_controls_stand():
    for x0, x1, w, place in itertools.product([-2, 1, 2], [-2, 0, 2], [-1, 0.5], [1, 3, 5, 6, 7, 9]):
        for equation in equations(tiny_pass({**START, "x0": x0, "x1": x1, "w": w}), place):
            *_, numbers, result = equation.split(" = ")
            assert eval(numbers.replace("−", "-").replace("·", "*")) == float(result.replace("−", "-")), equation


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"step": 0}, "forward: x = [1, 2] goes in, target = [1, 0] is wanted"),
        ({"step": 2}, "forward: h1 = [0, 2]; h1[0] is silent"),
        ({"step": 8}, "backward: grad_z1 = [0, 1.5]; the mask stops the error at the silent h1[0]"),
        ({"step": 8, "x1": 0}, "backward: grad_z1 = [4, 0.25]; the error passes both hidden units"),
        ({"step": 8, "x1": 1}, "backward: grad_z1 = [0, 0.875]; the mask stops the error at the silent h1[0]"),
        ({"step": 8, "x0": -2, "x1": 0}, "backward: grad_z1 = [0, 0]; the mask stops the error at both hidden units"),
        ({"step": 10}, "the weights have moved, and the loss falls from 1 to 0.0703"),
        ({"step": 10, "x0": -2, "x1": 0}, "the weights have moved, and the loss stays at 0.5"),
    ],
)
def test_the_sentence_follows_the_step_and_the_mask(changed, text):
    assert (
        stepper_view({**START, **changed}).text
        == f"Step {changed['step']} of 10{':' if changed['step'] == 10 else ','} {text}."
    )


def test_nothing_is_told_before_it_is_computed_and_a_silent_unit_is_dashed():
    for x1 in (2, 0):
        html = stepper_view({**START, "x1": x1}).html
        assert (">slope, silent<" in html) == ("stroke-dasharray" in html) == (x1 == 2)
    seen = [stepper_view({**START, "step": place}).html.split("viewBox")[0] for place in range(LAST + 1)]
    known = {"z1[1]": 1, "h1[1]": 2, "out[0]": 3, "loss": 4, "grad_out[0]": 5, "grad_h1[1]": 7, "grad_z1[1]": 8}
    for name, place in known.items():
        assert [f" {name} = " in label for label in seen] == [at >= place for at in range(LAST + 1)], name


@pytest.mark.parametrize(
    ("before", "changed", "step"),
    [
        ({}, {"next": 1}, 10),
        ({"step": 10}, {"next": 1}, 10),
        ({"step": 4, "next": 3}, {"next": 5}, 6),  # two presses in one message
        ({"step": 4, "back": 1}, {"back": 2}, 3),
        ({"step": 0}, {"back": 1}, 0),
        ({"step": 4, "next": 2}, {"step": 7}, 7),
        ({"step": 4, "next": 2}, {"x0": -1}, 4),
    ],
)
def test_the_buttons_walk_as_far_as_there_are_steps(before, changed, step):
    before = {**START, **before}
    assert stepper_link(before, {**before, **changed}) == {**before, **changed, "step": step}


def test_the_stepper_walks_from_the_start_to_the_end():
    widget = backprop_stepper()
    widget.values = {**widget.values, "step": 0}
    for press in range(1, 13):
        widget.values = {**widget.values, "next": press}
        assert widget.text.startswith(f"Step {min(press, 10)} of 10")
    assert json.loads(json.dumps(widget.values)) == widget.values


# --- the panel


def test_the_witnesses_are_those_of_the_lesson():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = MLP().double()
    images, labels = load_mnist()
    x, targets = images[:8].reshape(8, 784).double(), one_hot(labels[:8]).double()
    F.mse_loss(net(x), targets).backward()

    for which, (name, parameter) in enumerate(zip(truth.NAMES, net.parameters(), strict=True)):
        for grads in (truth.case().autograd, truth.formula("right")):
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
    assert all("all three agree to a millionth" in panel_view(None, values).text for values in everywhere)
    off = "formula and autograd agree, the finite difference is off: with a step of 1e-12, rounding takes over."
    smallest = [panel_view(None, {**values, "step": -12}).text for values in everywhere]
    assert sum(off in text for text in smallest) >= 8  # rounding may hit the right number by luck


def test_one_way_is_best_in_the_middle_and_a_kink_spoils_a_large_step():
    exact = truth.case().autograd[0][truth.entry("w1", 1)].item()
    errors = {power: [truth.apart(d, exact) for d in pair] for power, pair in truth.differences("w1", 1).items()}
    for which in (0, 1):
        assert -12 < min(errors, key=lambda power: errors[power][which]) < -1
    assert errors[-1][0] > 1e-4 and "a ReLU switches on the way" in panel_view(None, {**PANEL, "step": -1}).text
    assert "parabola" in panel_view(None, {**PANEL, "parameter": "b3", "step": -1}).html
    assert "parabola" not in panel_view(None, PANEL).html


def test_a_broken_formula_is_seen_where_it_is_broken():
    masked, nowhere = ["w3", "b3"], []
    holds = [list(truth.NAMES), masked, masked, ["w1", "w2", "w3"], nowhere, nowhere]
    for formula, right in zip(truth.FORMULAS, holds, strict=True):
        html = panel_view(None, {**PANEL, "formula": formula}).html
        assert re.findall(r"(\w\d)&nbsp;✓", html) == right, formula
        assert re.findall(r"(\w\d)&nbsp;✗", html) == [name for name in truth.NAMES if name not in right], formula


def test_a_verdict_names_the_one_that_is_wrong():
    one_against_two = panel_view(None, {**PANEL, "formula": "sign turned"})
    assert one_against_two.text.endswith("difference agree, the formula (sign turned) does not.")
    assert (one_against_two.html.count("✓ agree"), one_against_two.html.count("✗ differ")) == (1, 2)
    lucky = panel_view(None, {**PANEL, "formula": "mask forgotten", "parameter": "w2"}).text
    assert "all three agree" in lucky
    assert lucky.endswith("; at other entries of w2 the formula (mask forgotten) is wrong.")


right = truth.FORMULAS["right"]
AGREES, AGAINST = "all three agree to a millionth, on 0.0098.", "difference agree, the formula (yours) does not."


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
    assert ("<strong>w1&nbsp;✗</strong>" in panel.html) == (end == AGAINST)
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
    html = panel_view(None, {**PANEL, "step": -7}).html
    assert html.count('r="7"') == 1 and html.count('r="3.5"') == 12  # eleven others and the legend's
    assert "at the chosen step 1e-7" in html and "finite difference, step 1e-7" in html
