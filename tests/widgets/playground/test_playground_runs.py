"""The playground keeps honest runs, and its program does the same as the button."""

import contextlib
import io
import json
import math
import re
import signal
import sys
import threading
import time

import pytest
import torch
from pressing import press

from course_utils import MLP, load_mnist
from course_utils.widgets._engine.trainings.background_training import Progress
from course_utils.widgets.playground import playground
from course_utils.widgets.playground.break_it_lab import BreakItLab
from course_utils.widgets.playground.playground import BUSY, PREDICT
from course_utils.widgets.playground.playground_view import Runs, playground_view
from course_utils.widgets.playground.run import Run, new_net, program
from course_utils.widgets.playground.settings import COLUMNS, Settings

QUICK = {"learning_rate": 0.1, "epochs": 1, "batch_size": 32, "width": 16}
LONG = {"epochs": 10, "batch_size": 1}  # some seconds: to be stopped


@pytest.fixture(scope="module")
def small():
    """Pictures to train and to test on, few enough for a run within a tenth of a second."""
    (images, labels), (test_images, test_labels) = load_mnist(), load_mnist(train=False)
    return (images[:2000].clone(), labels[:2000]), (test_images[:500].clone(), test_labels[:500])


@pytest.fixture
def play(small):
    play = playground(*small)
    yield play
    play.stop()
    with contextlib.suppress(RuntimeError, ValueError):
        play.wait()


def drawn(number=1, losses=(0.1, 0.05), accuracies=(0.5, 0.6), stopped=False, prediction=None, epochs=2, **settings):
    """A run that is over, as if it had been trained."""
    progress = Progress(epochs, max(1, len(losses) // epochs), list(losses), list(accuracies), 1.23, stopped)
    return Run(number, Settings(epochs=epochs, **settings), prediction, progress, accuracy=100 * accuracies[-1])


def view_of(*runs, **changes):
    return playground_view(Runs(list(runs)), **{**playground().values, **changes})


# --- the runs


def test_the_same_settings_give_the_same_losses_and_no_run_moves_torchs_numbers(play):
    torch.manual_seed(3)
    usual = [parameter.clone() for parameter in MLP().parameters()]
    before = torch.get_rng_state()
    ours = list(new_net((256, 64), torch.Generator().manual_seed(3)).parameters())
    for seed in (0, 0, 1):
        play.run(**QUICK, seed=seed)
    assert all(map(torch.equal, ours, usual)) and torch.equal(torch.get_rng_state(), before)
    assert play.losses(1) == play.losses(2) != play.losses(3)


@pytest.mark.parametrize(
    "settings",
    [
        {"epochs": 1},
        {"epochs": 2},  # the order of the second epoch hangs on all that the first has drawn
        {"epochs": 3},
        {"loss": "cross-entropy", "optimizer": "Adam", "learning_rate": 0.003, "epochs": 3},
        {"momentum": 0.0, "width": 48, "seed": 7, "batch_size": 128, "learning_rate": 0.3, "epochs": 1},
    ],
)
def test_the_program_prints_the_accuracy_of_its_row_to_the_last_digit(play, small, settings):
    record = play.run(**settings)
    losses, printed = outcome_of(play.code(), *small)
    assert losses == play.losses()
    assert printed == f"test accuracy {record['accuracy']:.2f} %\n"
    assert f">{record['accuracy']:.2f} %</text>" in play.html
    assert len(play.code().splitlines()) <= 25 and max(map(len, play.code().splitlines())) <= 120


def test_the_program_of_a_stopped_run_stops_where_the_run_did(play, small):
    play.start(**LONG)
    while len(play._runs.live.progress.losses) < 100:
        time.sleep(0.01)
    play.stop()
    record = play.wait()
    losses, printed = outcome_of(play.code(), *small)
    assert losses == play.losses() and record["stopped"]
    assert printed == f"test accuracy {record['accuracy']:.2f} %\n"


def test_the_program_loads_mnist_where_no_pictures_were_given(small, monkeypatch):
    monkeypatch.setattr("course_utils.load_mnist", lambda train=True: small[0 if train else 1])
    codes = [program(Settings(epochs=1), own=own) for own in [(), ("test",), ("train",), ("train", "test")]]
    assert [code.count("load_mnist(") for code in codes] == [2, 1, 1, 0]
    assert "batches(*train, " in playground(small[0]).html  # before any run, too
    assert len({outcome_of(code, *small)[1] for code in codes}) == 1


def outcome_of(code, train, test):
    """The losses of a program, and what it prints."""
    losses = []
    told = code.replace("        optimizer.step()\n", "        optimizer.step()\n        losses.append(loss.item())\n")
    state = torch.get_rng_state()
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(told, "program", "exec"), {"losses": losses, "train": train, "test": test})
    torch.set_rng_state(state)
    return losses, printed.getvalue()


def test_the_batches_are_the_same_for_any_number_of_epochs(play):
    for epochs in (1, 2, 3):
        play.run(epochs=epochs)
    one, two, three = (play.losses(number) for number in (1, 2, 3))
    assert (len(one), len(two), len(three)) == (4, 8, 12)
    assert three[:8] == two and two[:4] == one


def test_the_course_s_recipe_comes_out_as_in_the_lessons():
    record = playground().run(prediction=88)
    assert 87.0 <= record["accuracy"] <= 90.0 and record["accuracies"][2:] == [record["accuracy"]]
    assert {**Settings().__dict__, "prediction": 88, "number": 1, "stopped": False}.items() <= record.items()
    assert math.isfinite(record["last_loss"]) and record["seconds"] > 0
    assert json.loads(json.dumps(record)) == record


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"rate": 0.1}, TypeError, "expected settings among learning_rate, .*, got 'rate'; use one of these names"),
        ({"optimizer": "sgd"}, ValueError, "expected optimizer to be 'SGD' or 'Adam', got the str 'sgd'; write"),
        ({"loss": 3}, ValueError, "expected loss to be 'MSE' or 'cross-entropy', got the int 3; write loss='MSE'"),
        ({"learning_rate": 0}, ValueError, "expected learning_rate to be a number from 1e-09 to 1000, got"),
        ({"learning_rate": float("nan")}, ValueError, "expected learning_rate to be a number"),
        ({"momentum": 1}, ValueError, "expected momentum to be a number from 0 to 0.99, got the int 1; the course"),
        ({"epochs": 2.5}, ValueError, "expected epochs to be a whole number from 1 to 10"),
        ({"width": True}, ValueError, "expected width to be a whole number from 16 to 512"),
        ({"prediction": 101}, ValueError, "expected prediction to be a number from 0 to 100, got the int 101; say"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_runs(play, arguments, error, message):
    with pytest.raises(error, match=message):
        play.run(**arguments)
    with pytest.raises(ValueError, match="expected a run, got none so far; train one first"):
        play.code()
    assert play.runs == [] and play.run(**QUICK)["number"] == 1
    with pytest.raises(ValueError, match="expected the number of a run, 1 to 1, got the int 2; the table"):
        play.code(2)


def test_a_diverged_run_is_kept_and_says_nan(play):
    record = play.run(prediction=99, **{**QUICK, "learning_rate": 1000.0})
    assert math.isnan(record["last_loss"]) and "its loss is nan, so it has diverged" in play.text
    assert ">last loss nan</p>" in play.html and "nan from here on" in play.html


# --- buttons


def test_what_can_be_tried_after_a_run_that_has_diverged_is_said(small):
    (images, labels), test = small
    own = playground((1e4 * images, labels), test)
    own.run(learning_rate=0.001, epochs=1)
    assert own.text.endswith("so it has diverged: try pictures with smaller numbers.")  # no rate is smaller
    own.run(learning_rate=0.003, epochs=1)
    assert own.text.endswith("so it has diverged: try a smaller learning rate.")


@pytest.mark.parametrize(
    ("losses", "diverged"),
    [
        ((0.11, 3.8e9), True), ((0.11, 1.2), True), ((0.11, 0.9), False), ((2.3, 2.4), False), ((0.11, math.inf), True),
        ((math.inf, math.inf), True), ((math.inf, 5.0), False), ((math.nan, 0.1), False), ((), False),
    ],
)  # fmt: skip
def test_a_loss_that_is_far_above_the_first_one_has_diverged_too(losses, diverged):
    assert drawn(1, losses).diverged is diverged
    assert ("diverged" in view_of(drawn(1, losses)).text) is diverged


def test_the_longest_sentence_whose_room_is_kept_free_is_one_that_is_said(play):
    better = [drawn(number, accuracies=[0.9648]) for number in range(1, 10)]
    run = drawn(10, (0.1, 1e20), accuracies=[0.1135], prediction=50.5, learning_rate=0.001)
    run.own = ("train",)
    assert view_of(*better, run, beside=9).text == play.longest


def test_run_asks_for_a_prediction_before_each_run_and_takes_the_settings_of_the_controls(play):
    press(play, "run")
    assert play.text.startswith(PREDICT) and play.runs == [] and play.wait() is None
    chosen = {"learning_rate": "0.3", "optimizer": "Adam", "loss": "cross-entropy", "batch_size": "128"}
    press(play, prediction=70, epochs=2, seed=4, width=32, momentum=0.5, **chosen)
    press(play, "run")
    expected = {**Settings(0.3, "Adam", 0.5, 32, "cross-entropy", 128, 2, 4).__dict__, "prediction": 70.0}
    assert expected.items() <= play.wait().items() and "you predicted 70 %" in play.text
    press(play, "run")
    assert play.text.startswith(PREDICT) and len(play.runs) == 1
    press(play, prediction=71)
    press(play, "run")
    assert play.wait()["number"] == 2


def test_a_prediction_may_be_what_the_mark_opens_with(play):
    press(play, epochs=1, width=16, batch_size="512")
    press(play, "run")
    assert "press Run once more: then it is 50 %, where the mark stands" in play.text and ">50 %?</text>" in play.html
    press(play, "run")
    assert play.wait()["prediction"] == 50
    press(play, "run")
    assert play.text.startswith(PREDICT) and len(play.runs) == 1


def test_stop_ends_a_run_within_a_batch_and_keeps_it_and_a_second_one_waits(play):
    play.start(**LONG)
    press(play, "run", prediction=12)
    assert play.text.startswith(BUSY)
    with pytest.raises(RuntimeError, match="expected one training at a time, got a second one; call wait"):
        play.run(**QUICK)
    while len(play._training.progress.losses) < 20:
        time.sleep(0.01)
    press(play, "stop")
    record = play.wait()
    assert record["stopped"] and 0 < record["accuracy"] < 100 and len(play.losses()) < 10 * 2000
    assert "stopped after" in play.text and "stopped</th>" in play.html and len(play.runs) == 1
    assert play.run(**QUICK)["number"] == 2


def test_an_interrupted_cell_keeps_the_run_and_the_next_one_works(play, capsys):
    play.start(**LONG)
    threading.Timer(0.5, signal.raise_signal, [signal.SIGINT]).start()
    record = play.wait()
    assert record["stopped"] and capsys.readouterr().out == "Stopped; the run is kept as far as it came.\n"
    assert not play.run(**QUICK)["stopped"]


def test_the_picture_moves_while_it_trains_and_the_spoken_sentence_does_not_chatter(play):
    play.watched = True  # as once a browser shows it
    play.start(**LONG)
    pictures, sentences = set(), set()
    for _ in range(30):
        pictures.add(play.html)
        sentences.add(play.text)
        time.sleep(0.03)
    assert len(pictures) > 4 and len(sentences) <= 3
    assert "batches done" in play.html and " s left" in play.html


def no_pictures():
    raise OSError("no data")


def test_an_error_in_a_run_is_said_and_raised_where_it_is_waited_for():
    some = torch.zeros(4, 1, 2, 2), torch.arange(4)
    play = playground(some, some).start()
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        play.wait()
    assert play.text.startswith("Run 1 ended with an error: ") and play.runs == []


def test_a_press_that_cannot_begin_says_why(monkeypatch):
    monkeypatch.setattr(sys.modules["course_utils.widgets.playground.playground"], "mnist", no_pictures)
    play, lab = playground(), BreakItLab(no_pictures)
    press(play, "run", prediction=1)
    press(lab, "train")
    assert play.text.startswith("The run could not begin: no data")
    assert lab.text.startswith("The training could not begin: no data")


# --- what is shown


def test_it_begins_without_training_with_a_prediction_to_make_and_the_program_of_the_controls():
    play = playground()
    assert (
        play.text
        == "How many test pictures will be read right? Say so with the slider or the orange mark, then press Run."
    )
    assert "lr=0.01, momentum=0.9" in play.html and "<details><summary>The program of these" in play.html
    assert 'aria-label="loss (MSE) over 3 epochs: the run, nothing yet"' in play.html
    press(play, learning_rate="0.3", epochs=5, loss="cross-entropy")
    assert "lr=0.3, momentum=0.9" in play.html and "loss (cross-entropy) over 5 epochs" in play.html
    assert [control["name"] for control in play.controls if control["main"]] == ["run"]
    assert {control["name"] for control in play.controls if control["folded"]} == {"width", "batch_size", "seed"}


def test_the_next_run_is_a_row_in_which_the_prediction_is_grabbed():
    play = playground()
    assert "your prediction in the table" in play.html and ">?</text>" in play.html and "50 %?" not in play.html
    press(play, prediction=88.5, momentum=0.5)
    assert ">88.5 %?</text>" in play.html and 'aria-valuetext="your prediction in % 88.5"' in play.html
    assert 'font-weight: bold; vertical-align: baseline">0.5</td>' in play.html


def test_each_setting_has_a_column_and_what_differs_from_the_recipe_stands_in_bold():
    html = view_of(drawn(1, learning_rate=0.1, prediction=88)).html
    assert all(f">{name}</th>" in html for name in COLUMNS)
    assert 'font-weight: bold; vertical-align: baseline">0.1</td>' in html
    assert 'font-weight: bold; vertical-align: baseline">2</td>' in html  # epochs
    assert 'font-weight: normal; vertical-align: baseline">SGD</td>' in html
    assert "<strong>learning rate 0.1, epochs 2</strong></td>" in html  # where there is no room for the columns
    assert 'aria-label="test accuracy 60.00 %, predicted 88 %"' in html


@pytest.mark.parametrize(("accuracy", "prediction"), [(0, 0), (100, 100), (37.5, 80)])
def test_an_accuracy_is_a_bar_from_0_to_100_and_the_prediction_a_mark_on_it(accuracy, prediction):
    html = view_of(drawn(1, accuracies=[accuracy / 100], prediction=prediction)).html
    svg = html[html.index('aria-label="test accuracy ') :]
    whole, bar = [float(width) for width in re.findall(r'<rect x="8" y="5" width="([\d.]+)"', svg)[:2]]
    mark = float(re.search(r'points="([\d.]+),0 ', svg)[1]) - 8
    assert bar / whole == pytest.approx(accuracy / 100, abs=0.001)
    assert mark / whole == pytest.approx(prediction / 100, abs=0.001)


def test_a_run_alone_shows_its_accuracies_on_the_curve_and_large_beside_it():
    view = view_of(drawn(1, prediction=88))
    assert view.text == "Run 1: test accuracy 60 %, you predicted 88 %."
    assert "after epoch 1: 50 %; after epoch 2: 60 %" in view.html and ">60.0 %</div>" in view.html
    assert "you predicted 88 %" in view.html and "last loss 0.05<" in view.html and "1.2 seconds" in view.html
    many = view_of(drawn(1, accuracies=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], epochs=7))
    assert "after epoch 7: 70 %" in many.html and many.html.count("after epoch ") == 3


def test_two_runs_lie_in_one_picture_told_apart_by_dashes_and_names_unless_their_losses_differ():
    second = drawn(2, losses=(0.1, 0.02), accuracies=(0.6, 0.7), learning_rate=0.1)
    view = view_of(drawn(1), second, beside=1)
    assert view.html.count("stroke-dasharray: 7 4") == 2  # line and legend
    assert "run 2 (solid)" in view.html and "run 1 (dashed)" in view.html
    assert 'aria-label="loss (MSE) over 2 epochs: run 2 from 0.1 to 0.02; run 1 from 0.1 to 0.05"' in view.html
    assert view.text == "Run 2: test accuracy 70 %. That is 10 points more than run 1."

    view = view_of(drawn(1), drawn(2, (2.3, 0.2), loss="cross-entropy"), shown=1, beside=2)
    assert "MSE and cross-entropy are different scales: test accuracy after each epoch instead." in view.html
    assert 'aria-label="test accuracy in % over 2 epochs: run 1 from 50 to 60; run 2 from 50 to 60"' in view.html
    assert view.text.endswith("That is the same as run 2.")


SPIKE = (0.11, 4.5, 0.2, *[0.03] * 27)  # as Adam with a learning rate of 0.01
CLIMB = (0.11, *[0.2] * 9, *[9e7] * 10, math.nan)  # as SGD with a learning rate of 3


@pytest.mark.parametrize(
    ("losses", "top", "told"),
    [
        (SPIKE, "0.12", "Cut off at 0.12; the loss comes up to 4.5 in run 1."),
        (CLIMB, "0.3", "Cut off at 0.3; the loss comes up to 9e7 in run 1."),
        ((0.11, 0.06, 0.03), "0.12", ""),
        ((2.3, 0.6, 0.1), "3", ""),
        ((math.nan,), "0.12", ""),
    ],
)
def test_a_few_high_losses_flatten_no_curve_and_it_is_said_where_they_are_cut_off_and_how_high_they_are(
    losses, top, told
):
    run = drawn(1, losses, epochs=1)
    html = view_of(run).html
    assert f">{top}</text>" in html and ("cut off at the top" in html) == bool(told)
    assert f">{told or chr(0xA0)}</p>" in html


def test_the_axis_leaves_room_for_both_runs():
    html = view_of(drawn(1, SPIKE), drawn(2, CLIMB), beside=1).html
    assert "Cut off at 0.3; the loss comes up to 9e7 in run 2 and to 4.5 in run 1." in html


@pytest.mark.parametrize(("done", "epoch"), [(0, 1), (4, 1), (5, 2), (8, 2)])
def test_an_epoch_ends_with_its_last_batch(done, epoch):
    live = Run(1, Settings(epochs=2), None, Progress(2, 4, [0.1] * done))
    shown = playground_view(Runs(live=live), **playground().values)
    assert shown.text == f"Run 1 trains: epoch {epoch} of 2."


def test_only_where_there_are_several_runs_one_is_asked_to_press_one():
    asked = "Press a run to show it, + to lay it over the other."
    assert [asked in view_of(*map(drawn, range(1, count + 1))).html for count in range(3)] == [False, False, True]


def test_what_could_not_be_done_while_a_run_trained_is_not_said_afterwards(play):
    play.start(**QUICK)
    press(play, "run")
    assert BUSY in play.text
    play.wait()
    assert play.text.startswith("Run 1: test accuracy")


@pytest.mark.parametrize(
    ("shown", "beside", "pair"),
    [(0, 0, (2, None)), (1, 0, (1, None)), (0, 2, (2, None)), (1, 2, (1, 2)), (0, 1, (2, 1))],
)
def test_what_is_pressed_says_which_runs_are_shown(shown, beside, pair):
    chosen = Runs([drawn(1), drawn(2)]).pair(shown, beside)
    assert tuple(run and run.number for run in chosen) == pair


def test_every_run_can_be_shown_and_laid_over_another_and_one_that_is_not_there_is_refused():
    play = playground()
    play._runs.over.extend(drawn(number) for number in range(1, 31))
    press(play, shown=30, beside=25)
    assert play.text.startswith("Run 30: ") and play.text.endswith(" run 25.")
    assert "lay run 24 over it" in play.html and "take run 25 away" in play.html and "lay run 30" not in play.html
    for hostile in (-1, 2.5, math.nan, math.inf, True, "2", None, [2]):
        play._received(play, {"changes": {"shown": hostile, "beside": hostile}, "number": 1}, [])
    assert (play.values["shown"], play.values["beside"]) == (30, 25)
    press(play, shown=31, beside=31)
    assert (play.values["shown"], play.values["beside"]) == (0, 0)  # the latest, and none over it
    assert "take run" not in play.html and play.text.endswith("60 %.")


@pytest.mark.parametrize(
    ("name", "hostile"),
    [
        ("learning_rate", "0.02"),
        ("learning_rate", 0.01),
        ("optimizer", "sgd"),
        ("loss", ["MSE"]),
        ("batch_size", 512),
        ("epochs", 11),
        ("epochs", 2.5),
        ("momentum", math.nan),
        ("prediction", 100.5),
        ("prediction", None),
        ("seed", -1),
        ("run", -1),
        ("somebody", 1),
    ],
)
def test_what_no_control_can_say_is_refused(name, hostile):
    play = playground()
    before = dict(play.values)
    play._received(play, {"changes": {name: hostile}, "number": 1}, [])
    assert play.values == before


def test_adam_asks_for_no_momentum():
    settings = Settings(optimizer="Adam")
    assert settings.cells()[2] == ("–", False) and "momentum" not in program(settings)
