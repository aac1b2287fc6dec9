"""The network, its training and its test: right numbers, nothing lost when stopped."""

import signal
import subprocess
import sys
from contextlib import nullcontext

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from course_utils import MLP, batches, evaluate, load_mnist, network, one_hot, train


def sgd(net):
    return torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)


@pytest.fixture
def small():
    """Forty noisy pictures, in three batches."""
    generator = torch.Generator().manual_seed(0)
    return torch.randn(40, 1, 28, 28, generator=generator), torch.arange(40) % 10


def test_the_network_is_784_256_64_10():
    shapes = [tuple(parameter.shape) for parameter in MLP().parameters()]
    assert shapes == [(256, 784), (256,), (64, 256), (64,), (10, 64), (10,)]


@pytest.mark.parametrize("shape", [(1, 1, 28, 28), (7, 1, 28, 28), (7, 784), (7, 28, 28)])
def test_it_takes_pictures_and_vectors_alike(shape):
    net, images = MLP(), torch.randn(shape)
    assert torch.equal(net(images), net(images.reshape(len(images), 784)))
    assert net(images).shape == (len(images), 10)


def test_its_output_is_the_lectures_formula():
    net, x = MLP(), torch.randn(5, 784)
    w1, b1, w2, b2, w3, b3 = net.parameters()
    h1 = (x @ w1.T + b1).clamp(min=0)
    h2 = (h1 @ w2.T + b2).clamp(min=0)
    assert torch.allclose(net(x), h2 @ w3.T + b3, atol=1e-6)


def test_training_equals_the_loop_written_out(small):
    torch.manual_seed(3)
    net, mine = MLP(), MLP()
    mine.load_state_dict(net.state_dict())
    loader = batches(*small, batch_size=16, shuffle=False)

    losses = train(net, loader, sgd(net), epochs=2)

    optimizer, expected = sgd(mine), []
    for _ in range(2):
        for images, labels in loader:
            loss = F.mse_loss(mine(images), one_hot(labels))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            expected.append(loss.item())
    assert losses == expected and len(losses) == 6
    assert all(type(loss) is float for loss in losses)
    assert all(torch.equal(a, b) for a, b in zip(net.parameters(), mine.parameters(), strict=True))


def test_looking_at_a_loader_draws_no_random_number(small):
    """Else the same seed would give other batches here than in the loop written out."""
    loader, net = batches(*small), MLP()
    torch.manual_seed(5)
    train(net, loader, sgd(net), epochs=0)
    drawn = torch.rand(1)
    torch.manual_seed(5)
    assert torch.equal(drawn, torch.rand(1))


def test_no_epochs_change_nothing(small):
    net = MLP()
    before = net.fc1.weight.clone()
    assert train(net, batches(*small), sgd(net), epochs=0) == []
    assert torch.equal(net.fc1.weight, before)


class Interrupting:
    """A loader that is interrupted before its last batch, as by the stop button."""

    def __init__(self, loader):
        self.loader = loader

    def __len__(self):
        return len(self.loader)

    def __iter__(self):
        yield from list(self.loader)[:-1]
        raise KeyboardInterrupt


def test_a_training_that_is_stopped_keeps_what_it_has(small, capsys):
    net = MLP()
    before = net.fc1.weight.clone()

    losses = train(net, Interrupting(batches(*small, batch_size=16)), sgd(net), epochs=3)

    assert len(losses) == 2
    assert not torch.equal(net.fc1.weight, before)
    assert "Stopped after 2 batches" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends interrupts in another way")
@pytest.mark.thorough
def test_a_real_interrupt_stops_within_a_batch():
    code = """
import torch
from course_utils import MLP, batches, train
class Loud:
    loader = batches(torch.zeros(64, 1, 28, 28), torch.zeros(64).long(), batch_size=16)
    def __len__(self): return 4
    def __iter__(self):
        print("training", flush=True)
        yield from self.loader
net = MLP()
losses = train(net, Loud(), torch.optim.SGD(net.parameters(), lr=0.01), epochs=10**6)
print(len(losses) > 0)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(3):  # two whole epochs are behind it
        process.stdout.readline()
    process.send_signal(signal.SIGINT)

    out, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Stopped after" in out and out.endswith("True\n")


def test_accuracy_counts_every_picture_once_though_the_last_batch_is_short():
    scores = torch.eye(10)[torch.tensor([0, 1, 2, 3, 9])]  # all answers right but the last
    labels = torch.tensor([0, 1, 2, 3, 4])
    assert evaluate(nn.Flatten(), batches(scores, labels, batch_size=4, shuffle=False)) == 4 / 5


@pytest.mark.parametrize("mode", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_evaluate_leaves_the_network_in_the_mode_it_found(small, mode, fails):
    class Watching(MLP):
        def forward(self, images):
            assert not self.training and not torch.is_grad_enabled()
            if fails:
                raise ZeroDivisionError
            return super().forward(images)

    net = Watching().train(mode)

    if fails:
        with pytest.raises(ZeroDivisionError):
            evaluate(net, batches(*small))
    else:
        evaluate(net, batches(*small))

    assert net.training == mode and torch.is_grad_enabled()


def test_training_puts_the_network_in_training_mode(small):
    net = MLP().eval()
    train(net, batches(*small), sgd(net), epochs=1)
    assert net.training


def test_training_and_testing_show_how_far_they_are(monkeypatch, small):
    steps = []

    class Bar(nullcontext):
        def __init__(self, total):
            super().__init__(self)
            steps.append([0, total])

        def update(self):
            steps[-1][0] += 1

    monkeypatch.setattr(network, "progress_bar", Bar)

    net = MLP()
    train(net, batches(*small, batch_size=16), sgd(net), epochs=2)
    evaluate(net, batches(*small, batch_size=16))

    assert steps == [[6, 6], [3, 3]]


def test_the_main_job_reaches_its_accuracy_from_354_losses():
    torch.manual_seed(0)
    net = MLP()

    losses = train(net, batches(*load_mnist(train=True)), sgd(net), epochs=3)

    assert len(losses) == 354
    assert losses[-1] < 0.04 < 0.09 < losses[0]
    assert 0.870 <= evaluate(net, batches(*load_mnist(train=False), shuffle=False)) <= 0.900


@pytest.mark.gpu
@pytest.mark.parametrize("pictures_on", ["cpu", "cuda"])
@pytest.mark.parametrize("net_on", ["cpu", "cuda"])
def test_it_trains_where_the_network_lives_wherever_the_pictures_are(small, net_on, pictures_on):
    net = MLP().to(net_on)
    before = [weight.clone() for weight in net.parameters()]
    loader = [tuple(part.to(pictures_on) for part in small)]

    losses = train(net, loader, sgd(net), epochs=2)

    assert losses[0] > losses[1] and 0 <= evaluate(net, loader) <= 1
    assert all((a != b).any() and a.device.type == net_on for a, b in zip(before, net.parameters(), strict=True))


def test_another_default_device_changes_nothing_for_what_is_on_the_cpu(small):
    net, loader = MLP(), [small]
    with torch.device("meta"):
        losses = train(net, loader, sgd(net), epochs=2)
        assert losses[0] > losses[1] and 0 <= evaluate(net, loader) <= 1
        with pytest.raises(ValueError, match=r"expected pictures on meta, where the network is, got pictures on cpu; "):
            MLP()(small[0])


def test_any_device_is_that_of_the_parameters():
    assert network._device(nn.Linear(1, 1, device="meta")).type == "meta"
    assert network._device(nn.Flatten()).type == "cpu"
