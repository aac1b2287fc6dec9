"""Widgets work wherever a network lies, and whatever torch's default device is."""

import pytest
import torch
from torch import nn

from course_utils import MLP, batches
from course_utils.mnist import load_pixels
from course_utils.widgets import (
    backpropagation,
    gradient_descent,
    linear_classifier,
    mse_loss,
    one_hot_labels,
    pixels_to_vectors,
    playground,
    pytorch_parts,
    slopes,
    train_by_hand,
    train_the_mlp,
)
from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets.backpropagation import gradient_check
from course_utils.widgets.linear_classifier import ten_pictures
from course_utils.widgets.test_accuracy import networks_to_ask

GREY, LABELS = (part[:60] for part in load_pixels())
FEW = GREY / 255, LABELS
NET = MLP()
CUDA = pytest.param("cuda", marks=pytest.mark.gpu)


def trained_live(net, images=FEW[0], labels=LABELS):
    loader = batches(images, labels, batch_size=20)
    live = train_the_mlp.live_training(net, loader, torch.optim.SGD(net.parameters(), 0.1), 2, loader)
    live.wait()
    return live


def drawn(net):
    widget = widgets.draw_digit(net)
    widget.strokes = widget.saved["a small 3"]
    return widget


def played(device="cpu"):
    few = FEW[0].to(device), FEW[1].to(device)
    play = playground.playground(few, few)
    play.run(epochs=1, batch_size=30)
    return play


MAKE = {
    "unroll_picture": pixels_to_vectors.unroll_picture,
    "flatten_microscope": pixels_to_vectors.flatten_microscope,
    "label_dial": one_hot_labels.label_dial,
    "loss_mixer": mse_loss.loss_mixer,
    "secant_to_tangent": slopes.secant_to_tangent,
    "bump_one_output": slopes.bump_one_output,
    "descent_on_two_weights": gradient_descent.descent_on_two_weights,
    "kinks_against_a_curve": backpropagation.kinks_against_a_curve,
    "backprop_stepper": backpropagation.backprop_stepper,
    "gradient_truth_panel": backpropagation.gradient_truth_panel,
    "batch_shapes": pytorch_parts.batch_shapes,
    "live_training": lambda: trained_live(nn.Sequential(nn.Flatten(), nn.Linear(784, 10, device="cpu"))),
    "draw_digit": lambda: drawn(None),
    "draw_digit of a net": lambda: drawn(NET),
    "mistakes_browser": lambda: widgets.mistakes_browser(NET),
    "weights_over_training": widgets.weights_over_training,
    "weights_forming": linear_classifier.weights_forming,
    "momentum_ball": train_by_hand.momentum_ball,
    "playground": played,
    "break_it_lab": lambda: playground.break_it_lab((GREY, LABELS), (GREY, LABELS)).train("D"),
}


def moved(widget):
    """Set each control somewhere else in turn, and give what is shown."""
    seen = []
    for control in widget.controls:
        other = {"slider": control["low"], "choice": control["options"][-1:], "switch": not control["value"]}
        value = other.get(control["kind"], 0)
        widget.values = {**widget.values, control["name"]: value[0] if isinstance(value, list) else value}
        seen.append((widget.text, widget.html))
    return seen


@pytest.fixture
def meta():
    torch.set_default_device("meta")
    yield
    torch.set_default_device(None)


@pytest.mark.parametrize("name", MAKE)
def test_a_default_device_changes_no_widget(name, meta):
    found = moved(MAKE[name]())
    torch.set_default_device(None)
    if name not in ("live_training", "playground", "break_it_lab"):  # their seconds differ, a plain layer's weights too
        assert found == moved(MAKE[name]())


@pytest.mark.parametrize(
    "build",
    [
        gradient_check.case.__wrapped__,
        lambda: networks_to_ask.course_training.__wrapped__()[0].fc1.weight,
        lambda: torch.from_numpy(ten_pictures.record.__wrapped__().weights),
    ],
    ids=["case", "net", "ten pictures"],
)
def test_what_is_built_once_a_process_is_built_on_the_cpu(build, meta, monkeypatch):
    monkeypatch.setattr(networks_to_ask, "train", lambda net, part, optimizer, epochs: [0.0 for batch in part])
    built = build()
    assert (built.autograd[0] if isinstance(built, gradient_check.Case) else built).device.type == "cpu"


class Seen(nn.Module):
    """Notes where its pictures lie; without numbers there is no loss, so that the first step ends it."""

    def __init__(self):
        super().__init__()
        self.layer, self.devices = nn.Linear(784, 10, device="meta"), []

    def forward(self, images):
        self.devices.append(images.device.type)
        return self.layer(images.flatten(1))


def test_a_step_brings_the_pictures_to_the_network():
    net = Seen()
    live = trained_live(NET)
    live._net = net  # at the beginning one without numbers is refused
    with pytest.raises(RuntimeError, match="meta"):
        live._step(*FEW)
    assert net.devices == ["meta"]


@pytest.mark.parametrize("device", ["cpu", CUDA])
@pytest.mark.parametrize("pictures", ["cpu", CUDA])
def test_widgets_take_a_network_wherever_it_lies(device, pictures):
    net = MLP().to(device)
    before = net.fc1.weight.detach().clone()
    live = trained_live(net, FEW[0].to(pictures), LABELS.to(pictures))
    assert len(live.losses) == 6 and len(live.progress.accuracies) == 2
    assert not torch.equal(net.fc1.weight, before)
    assert drawn(net).text.startswith("Your network reads ")
    assert widgets.mistakes_browser(net).text.startswith("Labelled ")
    backward = gradient_check.FORMULAS["right"]
    panel = backpropagation.gradient_truth_panel(lambda *given: [grad.to(device) for grad in backward(*given)])
    assert "all three agree" in panel.text and "✗" not in panel.html


@pytest.mark.gpu
def test_playground_and_lab_train_with_pictures_that_lie_on_a_gpu():
    assert played("cuda").runs[0]["accuracy"] > 0
    few = GREY.cuda(), LABELS.cuda()
    assert playground.break_it_lab(few, few).train("D").text.startswith("Program D: first loss 2")
