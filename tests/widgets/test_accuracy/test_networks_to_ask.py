"""Whatever network reads: the course's, the learner's, one of functions."""

import pytest
import torch
from strokes import drawing
from torch import nn

from course_utils import MLP, batches, evaluate, load_mnist
from course_utils.exercises import own_network
from course_utils.mnist import load_pixels
from course_utils.widgets import test_accuracy as widgets
from course_utils.widgets.test_accuracy import networks_to_ask
from course_utils.widgets.test_accuracy.draw_digit import draw_view


def test_the_course_network_is_that_of_the_lessons_and_every_caller_gets_a_copy():
    net = networks_to_ask.course_net()
    assert 0.870 <= evaluate(net, batches(*load_mnist(train=False), shuffle=False)) <= 0.900
    with torch.no_grad():
        net.fc3.weight.zero_()
    assert networks_to_ask.course_net().fc3.weight.any()


def test_its_training_does_not_move_the_seed_and_half_of_it_is_not_kept(monkeypatch):
    monkeypatch.setattr(networks_to_ask, "train", lambda net, part, optimizer, epochs: [0.0 for batch in part])
    before = torch.get_rng_state()
    assert len(networks_to_ask.course_training.__wrapped__()) == len(networks_to_ask.MOMENTS)
    assert torch.equal(before, torch.get_rng_state())
    monkeypatch.setattr(networks_to_ask, "train", lambda net, part, optimizer, epochs: [])  # as after an interrupt
    with pytest.raises(KeyboardInterrupt):
        networks_to_ask.course_training.__wrapped__()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("mode", [True, False])
def test_a_network_is_asked_in_eval_mode_and_its_mode_stays(dtype, mode):
    # In train mode it would refuse a single picture, and answer by chance.
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.BatchNorm1d(10), nn.Dropout(0.9)).to(dtype).train(mode)
    pixels = torch.randint(0, 256, (1, 1, 28, 28), dtype=torch.uint8)
    first, second = networks_to_ask.reader(net).read(pixels), networks_to_ask.reader(net).read(pixels)
    assert torch.equal(first, second) and first.dtype == torch.float32
    assert net.training is mode and net[3].training is mode


def test_an_own_network_is_asked_through_its_own_functions():
    mine, pixels = own_network.assemble(), load_pixels(train=False)[0][:700]
    out = networks_to_ask.reader(mine).read(pixels)
    assert torch.allclose(out, mine.forward(mine.flatten_batch(mine.normalize(pixels)), mine.params)[2], atol=1e-6)
    widget = widgets.draw_digit(mine)
    widget.strokes = drawing(1)
    assert widget.text.startswith("Your own network reads ")


def test_a_plain_function_reads_and_gets_normalised_pictures():
    seen = []

    def net(images):
        seen.append(images)
        return torch.eye(10)[[4] * len(images)]

    assert " reads 4 " in draw_view(networks_to_ask.reader(net), drawing(1), prepare=True).text
    assert seen[0].dtype == torch.float32 and seen[0].shape == (1, 1, 28, 28)
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
