"""The live training: the same losses as train, stopped within a batch, gone on with, waited for."""

import _thread
import re
import threading
import time
from types import SimpleNamespace

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset

from course_utils import MLP, batches, train
from course_utils.widgets._engine.trainings.background_training import Progress
from course_utils.widgets._engine.trainings.live_training import Watched
from course_utils.widgets.train_the_mlp.live_curve import live_training, training_view


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


def shown(progress, live=False, notice=""):
    return training_view(Watched(progress, notice, progress if live else None), stop=0, go_on=0)


def buttons(view):
    return re.findall(r"<button.*?>(.*?)</button>", view.html)


OWN = {"a generator of its own": lambda: torch.Generator().manual_seed(4), "torch's": lambda: None}


@pytest.mark.parametrize("epochs", [1, 2, 3])
@pytest.mark.parametrize("order", OWN)
@pytest.mark.parametrize("batch_size", [16, 8])  # with a short last batch, and without
@pytest.mark.parametrize("make", [batches, stock])
def test_it_gives_the_losses_of_train_whether_it_tests_or_not(make, batch_size, order, epochs):
    def loader():
        return make(*some(), batch_size=batch_size, shuffle=True, generator=OWN[order]())

    net, optimizer = parts()  # seeds torch's generator too
    test_loader = make(*some(), batch_size=40, shuffle=False)
    live = live_training(net, loader(), optimizer, epochs=epochs, test_loader=test_loader)
    losses = list(live.wait())
    twin, its_optimizer = parts()
    assert losses == train(twin, loader(), its_optimizer, epochs=epochs)
    assert len(live.progress.accuracies) == epochs
    assert live.text.startswith(f"Trained for {epochs} epoch{'s' * (epochs > 1)}, {len(losses)} batches: the loss went")
    assert live.text.endswith(f", the test accuracy is {live.progress.accuracies[-1]:.3f}.")
    assert test_loader.generator is None  # the learner's own is left alone


def test_a_test_loader_that_shuffles_changes_no_loss():
    net, optimizer = parts()
    live = live_training(net, batches(*some(), 16), optimizer, 2, batches(*some(), 16))
    losses = live.wait()
    twin, its_optimizer = parts()
    assert losses == train(twin, batches(*some(), 16), its_optimizer, epochs=2)


@pytest.mark.parametrize("make", [batches, stock])
def test_a_training_that_was_stopped_gives_the_losses_of_one_that_was_not(make):
    def loader():
        return make(*some(), batch_size=4, shuffle=True, generator=torch.Generator().manual_seed(4))

    net, optimizer = parts()
    live = live_training(net, Slow(loader()), optimizer, 3, stock(*some(), batch_size=40))
    for _ in range(4):
        time.sleep(0.15)
        live.stop()
        assert len(live.wait()) <= 30
        live.start()
    assert len(live.wait()) >= 30
    live.stop()
    twin, its_optimizer = parts()
    assert live.losses[:30] == train(twin, loader(), its_optimizer, epochs=3)
    assert len(live.progress.accuracies) == len(live.losses) // 10


def test_stop_ends_it_within_a_batch_and_train_on_goes_on():
    net, optimizer = parts()
    live = live_training(net, Slow(batches(*some(), batch_size=2)), optimizer, epochs=3)
    time.sleep(0.3)
    assert buttons(live) == ["■ Stop"]
    live.values = {**live.values, "stop": 1}  # the button
    losses = list(live.wait())
    assert 0 < len(losses) < 60 and live.text.startswith(f"Stopped after {len(losses)} batch")
    assert live.text.endswith("; the network keeps what it has learnt.")
    assert torch.isfinite(net.fc1.weight).all() and buttons(live) == ["▶ Train on"]

    live.values = {**live.values, "go_on": 1}
    assert buttons(live) == ["■ Stop"]
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
    monkeypatch.setattr(
        "course_utils.widgets._engine.trainings.live_training.display", lambda data, raw, display_id: handle
    )
    net, optimizer = parts()
    live = live_training(net, batches(*some()), optimizer, epochs=1)
    live._ipython_display_()
    if watched:
        live._received(live, {"seen": True}, [])
    live.wait()
    assert updates == ([] if watched else [f"Live training: {live.text}"])


def test_many_epochs_are_not_all_named():
    html = shown(Progress(200, 118, losses=[0.1] * 118 * 85, accuracies=[0.8] * 84 + [0.85])).html
    assert all(f">{epoch}</text>" in html for epoch in range(0, 201, 20)) and ">10</text>" not in html
    assert "after epoch 40: accuracy 0.80; after epoch 85: accuracy 0.85" in html
    assert html.count(">accuracy ") == 2  # that of epoch 80 would lie under the latest


def test_an_error_of_the_network_is_raised_where_it_is_waited_for():
    net, optimizer = parts()
    live = live_training(net, batches(torch.zeros(4, 1, 2, 2), torch.arange(4)), optimizer, epochs=1)
    with pytest.raises(ValueError, match="expected float32 pictures"):
        live.wait()
    assert live.text.startswith("The training ended with an error: expected float32 pictures")
    assert buttons(live) == ["▶ Train on"]


def test_a_batch_that_is_none_is_said_as_train_says_it():
    net, optimizer = parts()
    images, labels = some(4)
    loader = DataLoader(TensorDataset(images, labels, labels), 2)
    with pytest.raises(ValueError, match=r"^expected batches of images \[b, ...\] and labels \[b\], got a float32"):
        live_training(net, loader, optimizer, epochs=1).wait()


@pytest.mark.parametrize("epochs", [0, -1, 1.5, "3", True])
def test_epochs_that_are_none_are_said(epochs):
    net, optimizer = parts()
    with pytest.raises(ValueError, match="expected epochs to be a whole number, 1 or more, got"):
        live_training(net, batches(*some()), optimizer, epochs=epochs)


def test_what_is_shown_on_the_way_and_at_the_end():
    progress = Progress(3, 118, losses=[0.11] * 118 + [0.05] * 59, accuracies=[0.8234], seconds=2.0)
    view = shown(progress, live=True)
    assert view.text == "Batch 177 of 354, epoch 2 of 3: the loss went from 0.11 to 0.05."
    assert "about 2 s left" in view.html and '<progress max="354" value="177" aria-label="batches done"' in view.html
    alt = "loss over 3 epochs: loss from 0.11 to 0.05; after epoch 1: accuracy 0.82"
    assert f'aria-label="{alt}"' in view.html and ">accuracy 0.82</text>" in view.html

    first = shown(Progress(3, 118, losses=[0.1091, 0.1089]), live=True)
    assert first.text == "Batch 2 of 354, epoch 1 of 3: the loss is still 0.109."

    stopped = shown(Progress(3, 118, progress.losses, progress.accuracies, 2.0, stopped=True))
    assert stopped.text.startswith("Stopped after 177 batches: the loss went from 0.11 to 0.05; the network keeps")
    assert "with batch 178 of 354" in stopped.html

    ended = shown(Progress(3, 118, progress.losses * 2, [0.79, 0.86, 0.887], 4.0))
    assert ended.text.startswith(
        "Trained for 3 epochs, 354 batches: the loss went from 0.11 to 0.05, the test accuracy"
    )
    assert "for one more epoch" in ended.html
    for view in (stopped, ended):  # no full bar stays
        assert "<progress" not in view.html and "left" not in view.html


@pytest.mark.parametrize(("done", "epoch"), [(0, 1), (1, 1), (118, 1), (119, 2), (236, 2), (354, 3)])
def test_an_epoch_ends_with_its_last_batch(done, epoch):
    assert shown(Progress(3, 118, [0.1] * done), live=True).text.startswith(f"Batch {done} of 354, epoch {epoch} of 3")


def test_one_button_at_a_time_and_they_do_not_look_alike():
    progress = Progress(1, 4, losses=[0.1])
    runs, over = shown(progress, live=True), shown(progress)
    assert (buttons(runs), buttons(over)) == (["■ Stop"], ["▶ Train on"])
    assert "course-main" in over.html and "course-main" not in runs.html
    assert "row-reverse" in runs.html and "row-reverse" not in over.html  # nor do they stand in the same place


@pytest.mark.parametrize("value", [-1, 1.5, float("nan"), "1", True, None, 10**12])
def test_presses_that_are_none_do_nothing(value):
    net, optimizer = parts()
    live = live_training(net, batches(*some()), optimizer, epochs=1)
    live.wait()
    live._received(live, {"changes": {"go_on": value, "stop": value}, "number": 1}, [])
    assert live.values == {"stop": 0, "go_on": 0} and len(live.wait()) == 1


def test_a_second_press_of_the_same_button_changes_nothing():
    net, optimizer = parts()
    live = live_training(net, Slow(batches(*some(), batch_size=2)), optimizer, epochs=1)
    assert live.start() is live and live.progress.epochs == 1
    for _ in range(2):
        live._received(live, {"changes": {"stop": 1}, "number": 1}, [])
    assert len(live.wait()) < 20


def test_a_loader_that_is_used_up_ends_it_with_a_sentence():
    class Once(list):
        def __iter__(self):
            return iter([self.pop() for _ in range(list.__len__(self))])

        def __len__(self):
            return 1

    net, optimizer = parts()
    live = live_training(net, Once([some(4)]), optimizer, epochs=2)
    with pytest.raises(ValueError, match="expected batches in each epoch, got none; make the loader"):
        live.wait()


def test_what_trains_ends_when_its_widget_is_closed():
    net, optimizer = parts()
    live = live_training(net, Slow(batches(*some(), batch_size=2)), optimizer, epochs=3)
    live.close()
    assert len(live.wait()) < 60


@pytest.mark.parametrize("losses", [[], [float("nan")], [float("inf"), 1e20], [0.1]])
def test_a_loss_that_is_no_number_does_not_break_the_picture(losses):
    for live in (True, False):
        html = shown(Progress(1, 10, losses=losses), live).html
        assert not re.search(r'="[^"a]*nan', html)  # in no number of the picture
