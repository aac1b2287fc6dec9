"""The live training: the same losses as train, stopped within a batch, gone on with, waited for."""

import _thread
import threading
import time
from types import SimpleNamespace

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset

from course_utils import MLP, batches, train
from course_utils.widgets._engine.training import Progress
from course_utils.widgets.train_the_mlp.ledger import ledger_view, shape_ledger
from course_utils.widgets.train_the_mlp.live import live_training, progress_view


def some(count=40):
    return torch.randn(count, 1, 28, 28, generator=torch.Generator().manual_seed(0)), torch.arange(count) % 10


def parts(seed=0):
    torch.manual_seed(seed)
    net = MLP()
    return net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)


def stock(images, labels, **options):
    return DataLoader(TensorDataset(images, labels), **options)


class Slow:
    """A loader that takes its time: a training with it can be stopped."""

    def __init__(self, loader):
        self.loader, self.dataset = loader, loader.dataset

    def __len__(self):
        return len(self.loader)

    def __iter__(self):
        for batch in self.loader:
            time.sleep(0.03)
            yield batch


@pytest.mark.parametrize("batch_size", [16, 8])  # with a short last batch, and without
@pytest.mark.parametrize("make", [batches, stock])
def test_it_gives_the_losses_of_train_in_every_epoch(make, batch_size):
    def loader():
        return make(*some(), batch_size=batch_size, shuffle=True, generator=torch.Generator().manual_seed(4))

    (net, optimizer), (twin, its_optimizer) = parts(), parts()
    test_loader = batches(*some(), shuffle=False)
    live = live_training(net, loader(), optimizer, epochs=3, test_loader=test_loader)
    assert live.wait() == train(twin, loader(), its_optimizer, epochs=3)
    assert len(live.progress.accuracies) == 3
    assert live.text.startswith(f"Trained for 3 epochs, {120 // batch_size + (batch_size == 16) * 2} batches, loss 0.")


def test_stop_ends_it_within_a_batch_and_train_on_goes_on():
    net, optimizer = parts()
    live = live_training(net, Slow(batches(*some(), batch_size=2)), optimizer, epochs=3)
    time.sleep(0.3)
    live.values = {**live.values, "stop": 1}  # the button
    losses = list(live.wait())
    assert 0 < len(losses) < 60 and live.text.startswith(f"Stopped after {len(losses)} batch")
    assert torch.isfinite(net.fc1.weight).all()

    live.values = {**live.values, "go_on": 1}
    assert len(live.wait()) == 60 and live.losses[: len(losses)] == losses
    assert live.start().wait() and len(live.losses) == 80  # at its end: one more epoch


def test_the_picture_changes_while_it_trains():
    net, optimizer = parts()
    live = live_training(net, Slow(batches(*some(), batch_size=2)), optimizer, epochs=2)
    live.watched = True  # as once a browser shows it
    seen = set()
    while live._training.running:
        seen.add(live.html)
        time.sleep(0.02)
    assert len(seen) > 5


def test_an_interrupt_while_it_is_waited_for_stops_it_and_keeps_everything(capsys):
    net, optimizer = parts()
    live = live_training(net, Slow(batches(*some(), batch_size=2)), optimizer, epochs=3)
    threading.Timer(0.3, _thread.interrupt_main).start()
    losses = list(live.wait())
    assert 0 < len(losses) < 60 and not live._training.running
    assert capsys.readouterr().out.startswith(f"Stopped after {len(losses)} batch")
    assert len(live.start().wait()) == 60


@pytest.mark.parametrize("watched", [True, False])
def test_what_is_stored_becomes_the_whole_curve_where_no_browser_shows_it(monkeypatch, watched):
    updates = []
    handle = SimpleNamespace(update=lambda data, raw: updates.append(data["text/plain"]))
    monkeypatch.setattr("course_utils.widgets._engine.live_training.display", lambda data, raw, display_id: handle)
    net, optimizer = parts()
    live = live_training(net, batches(*some()), optimizer, epochs=1)
    live._ipython_display_()
    if watched:
        live._received(live, {"seen": True}, [])
    live.wait()
    assert updates == ([] if watched else ["Live training: Trained for 1 epoch, 1 batch, " + live.text.split(", ")[-1]])


def test_many_epochs_are_not_all_named():
    progress = Progress(200, 118, losses=[0.1] * 1200, accuracies=[0.8] * 10)
    html = progress_view(progress).html
    assert all(f">{epoch}</text>" in html for epoch in range(0, 201, 20)) and ">10</text>" not in html
    assert "Test accuracy after … epoch 5: 0.800" in html


def test_an_error_of_the_network_is_raised_where_it_is_waited_for():
    net, optimizer = parts()
    live = live_training(net, batches(torch.zeros(4, 1, 2, 2), torch.arange(4)), optimizer, epochs=1)
    with pytest.raises(ValueError, match="expected float32 pictures"):
        live.wait()
    assert live.text.startswith("It ended with an error after 0 batches: expected float32 pictures")


@pytest.mark.parametrize("epochs", [0, -1, 1.5, "3", True])
def test_epochs_that_are_none_are_said(epochs):
    net, optimizer = parts()
    with pytest.raises(ValueError, match="expected epochs to be a whole number, 1 or more, got"):
        live_training(net, batches(*some()), optimizer, epochs=epochs)


def test_what_is_shown_on_the_way():
    view = progress_view(Progress(3, 118, losses=[0.11] * 118 + [0.05] * 59, accuracies=[0.8234], seconds=2.0))
    assert view.text == "Batch 177 of 354, epoch 2 of 3, loss 0.050."
    assert "about 2 s left" in view.html and "Test accuracy after epoch 1: 0.823" in view.html
    assert 'aria-label="loss over 3 epochs: loss from 0.11 to 0.05"' in view.html


@pytest.mark.parametrize("losses", [[], [float("nan")], [float("inf"), 1e20], [0.1]])
def test_a_loss_that_is_no_number_does_not_break_the_picture(losses):
    assert "nan" not in progress_view(Progress(1, 10, losses=losses)).html.split("aria-label")[0]


def test_the_ledger_names_every_shape():
    view = ledger_view({"batch_size": 512})
    assert view.text.startswith("[512, 1, 28, 28] → [512, 784] → [512, 256] → [512, 64] → [512, 10]:")
    assert "401,408" in view.html
    assert view.text.endswith("up to the loss, the mean of 512 · 10 squares.")


def test_the_title_of_the_ledger_leaves_the_prediction_to_the_learner():
    ledger = shape_ledger()
    assert "shape of a batch" in ledger.teaches and "untouched" not in ledger.teaches + ledger.html
