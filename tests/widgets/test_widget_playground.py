"""The playground keeps honest runs; each broken program leaves a trace that tells it from the others."""

import contextlib
import io
import json
import math
import signal
import threading
import time

import pytest
import torch

from course_utils import MLP, load_mnist
from course_utils.mnist import load_pixels
from course_utils.widgets import _broken as broken
from course_utils.widgets._break_it import BUSY as LAB_BUSY
from course_utils.widgets._break_it import BreakItLab
from course_utils.widgets._clinic import PATIENTS, Clinic, clinic_view, diagnosed, examine
from course_utils.widgets._curves import Curve, draw_curves, thinned
from course_utils.widgets._playground import BUSY, PREDICT, Playground
from course_utils.widgets._runs import Run, new_net, program
from course_utils.widgets._settings import Settings
from course_utils.widgets._shelf import LATEST, NOTHING, PREVIOUS, Shelf, playground_view
from course_utils.widgets._training import Progress
from course_utils.widgets.playground import break_it_lab, playground

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


@pytest.fixture(scope="module")
def sorted_pixels():
    return broken.sort_by_digit(load_pixels())


def press(widget, *names, **others):
    widget.values = {**widget.values, **{name: widget.values[name] + 1 for name in names}, **others}


def drawn(number=1, losses=(0.1, 0.05), accuracies=(0.5, 0.6), stopped=False, prediction=None, **settings):
    """A run that is over, as if it had been trained."""
    progress = Progress(2, 1, list(losses), list(accuracies), 1.23, stopped)
    return Run(number, Settings(epochs=2, **settings), prediction, progress, 100 * accuracies[-1])


def shelf_view(*runs, **changes):
    values = {**playground().values, **changes}
    return playground_view(Shelf(list(runs)), values)


# --- the runs


def test_its_first_weights_are_those_of_torch_and_the_global_seed_stays():
    torch.manual_seed(3)
    usual = [parameter.clone() for parameter in MLP().parameters()]
    before = torch.get_rng_state()

    ours = list(new_net((256, 64), torch.Generator().manual_seed(3)).parameters())

    assert all(torch.equal(a, b) for a, b in zip(ours, usual, strict=True))
    assert torch.equal(torch.get_rng_state(), before)


def test_a_run_leaves_the_cells_their_random_numbers(play):
    before = torch.get_rng_state()
    play.run(**QUICK)
    assert torch.equal(torch.get_rng_state(), before)


def test_the_same_settings_give_the_same_losses(play):
    for _ in range(2):
        play.run(**QUICK)
    play.run(**{**QUICK, "seed": 1})
    assert play.losses(1) == play.losses(2) != play.losses(3)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"loss": "cross-entropy", "optimizer": "Adam", "learning_rate": 0.003},
        {"momentum": 0.0, "width": 48, "seed": 7, "batch_size": 128, "learning_rate": 0.3},
    ],
)
def test_the_program_gives_the_same_losses_and_accuracy(play, small, settings, monkeypatch):
    record = play.run(epochs=1, **settings)
    code = play.code()
    monkeypatch.setattr("course_utils.load_mnist", lambda train=True: small[0 if train else 1])
    losses = []
    told = code.replace("        optimizer.step()\n", "        optimizer.step()\n        losses.append(loss.item())\n")
    state = torch.get_rng_state()

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(told, "program", "exec"), {"losses": losses})
    torch.set_rng_state(state)

    assert losses == play.losses()
    assert printed.getvalue() == f"test accuracy {record['accuracy']:.2f} %\n"
    assert len(code.splitlines()) <= 25 and max(map(len, code.splitlines())) <= 120


def test_the_course_s_recipe_comes_out_as_in_the_lessons():
    record = playground().run()
    assert 87.0 <= record["accuracy"] <= 90.0
    assert len(record["accuracies"]) == 3 and record["accuracies"][-1] == record["accuracy"]


def test_the_table_is_a_list_of_settings_and_results(play):
    play.run(prediction=40, **QUICK)
    (record,) = play.runs
    assert {**Settings(**QUICK).__dict__, "prediction": 40, "number": 1, "stopped": False}.items() <= record.items()
    assert math.isfinite(record["last_loss"]) and 0 <= record["accuracy"] <= 100 and record["seconds"] > 0
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
    assert play.runs == [] and play.run(**QUICK)["number"] == 1


def test_a_run_that_is_not_there_is_said(play):
    with pytest.raises(ValueError, match="expected a run, got none so far; train one first"):
        play.code()
    play.run(**QUICK)
    with pytest.raises(ValueError, match="expected the number of a run, 1 to 1, got the int 2; the table"):
        play.code(2)


def test_a_diverged_run_is_kept_and_says_nan(play):
    record = play.run(prediction=99, **{**QUICK, "learning_rate": 1000.0})
    assert math.isnan(record["last_loss"]) and "last loss nan, so it has diverged" in play.text
    assert "<td" in play.html and ">nan</td>" in play.html and "nan from here on" in play.html


# --- buttons


def test_run_asks_for_a_prediction_first_and_again_after_each_run(play):
    press(play, "run")
    assert play.text.startswith(PREDICT) and play.runs == [] and play.wait() is None
    assert f"<strong>{PREDICT}</strong>" in play.html
    press(play, prediction=70, epochs=1)
    press(play, "run")
    assert play.wait()["prediction"] == 70.0 and "you predicted 70 %" in play.text
    press(play, "run")
    assert play.text.startswith(PREDICT) and len(play.runs) == 1
    press(play, prediction=71)
    press(play, "run")
    assert play.wait()["number"] == 2


def test_a_button_takes_the_settings_of_the_controls(play):
    chosen = {"learning_rate": "0.3", "optimizer": "Adam", "loss": "cross-entropy", "batch_size": "128"}
    press(play, prediction=10, epochs=2, seed=4, width=32, momentum=0.5, **chosen)
    press(play, "run")
    expected = Settings(0.3, "Adam", 0.5, 32, "cross-entropy", 128, 2, 4)
    assert expected.__dict__.items() <= play.wait().items()


def test_a_second_run_waits_for_the_first(play):
    play.start(**LONG)
    press(play, "run", prediction=12)
    assert play.text.startswith(BUSY)
    with pytest.raises(RuntimeError, match="expected one training at a time, got a second one; call wait"):
        play.run(**QUICK)
    play.stop()
    play.wait()
    assert len(play.runs) == 1


def test_stop_ends_a_run_within_a_batch_and_keeps_it(play):
    play.start(**LONG)
    while len(play._training.progress.losses) < 20:
        time.sleep(0.01)
    press(play, "stop")
    record = play.wait()
    assert record["stopped"] and 0 < record["accuracy"] < 100 and len(play.losses()) < 10 * 2000
    assert "stopped after" in play.text and "(stopped)" in play.html
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


def test_an_error_in_a_run_is_said_and_raised_where_it_is_waited_for():
    some = torch.zeros(4, 1, 2, 2), torch.arange(4)
    play = playground(some, some)
    play.start()
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        play.wait()
    assert play.text.startswith("Run 1 ended with an error: ") and play.runs == []


def test_a_press_that_cannot_begin_says_why():
    def nothing():
        raise OSError("no data")

    play = Playground(nothing)
    press(play, "run", prediction=1)
    assert play.text.startswith("The run could not begin: no data")


# --- what is shown


def test_it_begins_without_training_and_shows_the_program_of_the_controls():
    play = playground()
    assert play.text.startswith("No run yet:") and "lr=0.01, momentum=0.9" in play.html
    press(play, learning_rate="0.3")
    assert "lr=0.3, momentum=0.9" in play.html
    assert '<pre tabindex="0"' in play.html and "user-select: all" in play.html


def test_two_runs_lie_in_one_picture_told_apart_by_dashes_and_names():
    first, second = drawn(1), drawn(2, losses=(0.1, 0.02), accuracies=(0.6, 0.7), learning_rate=0.1)
    view = shelf_view(first, second, beside=PREVIOUS)
    assert view.html.count("<polyline") == 2 and view.html.count("stroke-dasharray: 7 4") == 2  # line and legend
    assert "run 2 (solid)" in view.html and "run 1 (dashed)" in view.html
    assert 'aria-label="loss (MSE) over 2 epochs: run 2 from 0.1 to 0.02; run 1 from 0.1 to 0.05"' in view.html
    assert view.text.endswith("That is 10 points more than run 1.")
    assert "<strong>learning rate 0.1</strong>" in view.html


def test_different_losses_are_not_laid_over_one_another():
    first, second = drawn(1), drawn(2, losses=(2.3, 0.2), loss="cross-entropy")
    view = shelf_view(first, second, shown="run 1", beside="run 2")
    assert "MSE and cross-entropy are different scales" in view.html
    assert 'aria-label="test accuracy in % over 2 epochs: run 1 from 50 to 60; run 2 from 50 to 60"' in view.html


@pytest.mark.parametrize(
    ("shown", "beside", "pair"),
    [
        (LATEST, NOTHING, (2, None)),
        ("run 1", NOTHING, (1, None)),
        (LATEST, "run 2", (2, None)),
        ("run 1", PREVIOUS, (1, None)),
        ("run 1", "run 2", (1, 2)),
        ("run 9", PREVIOUS, (2, 1)),
    ],
)
def test_the_choices_say_which_runs_are_shown(shown, beside, pair):
    chosen = Shelf([drawn(1), drawn(2)]).pair({"shown": shown, "beside": beside})
    assert tuple(run and run.number for run in chosen) == pair


def test_a_run_that_is_not_there_yet_is_said_in_the_picture():
    assert "There is no run 9 yet." in shelf_view(drawn(1), shown="run 9").html


def test_adam_has_no_momentum_in_table_and_program():
    settings = Settings(optimizer="Adam")
    assert "momentum" not in str(settings) and "momentum" not in program(settings)


@pytest.mark.parametrize("losses", [[], [math.nan], [math.inf, 1e20], [1e-9, 1e30, math.nan]])
@pytest.mark.parametrize("log", [False, True])
def test_losses_that_are_no_numbers_do_not_break_the_picture(losses, log):
    svg = draw_curves([Curve("a", thinned(losses, 10, 10))], 1, "loss", 1e-3, 1e6, log)
    assert "nan" not in svg.split("<svg viewBox")[1].replace("nan from here on", "").split(">", 1)[1]


def test_what_is_cut_off_is_said():
    assert "cut off at the top" in draw_curves([Curve("a", [(0, 1.0), (1, 9.0)])], 1, "loss", 0, 2)
    assert "cut off" not in draw_curves([Curve("a", [(0, 1.0), (1, 2.0)])], 1, "loss", 0, 2)


def test_a_long_run_is_thinned_and_a_single_point_is_marked():
    assert len(thinned([1.0] * 18_750, 1875, 18_750)) == 150
    assert "<circle" in draw_curves([Curve("a", [(1, 50.0)])], 1, "accuracy", 0, 100)


# --- the break-it lab


def signature(trained):
    """Name the mistake from what a learner sees: the rules that the lab's own sentences state."""
    losses = trained.losses
    first, finite = losses[0], all(map(math.isfinite, losses))
    if 20 < first < 35 and finite and losses[-1] < 10:
        return broken.LABELS
    if first > 50 and losses[1] > 1e6:
        return broken.RAW
    if first < 0.13 and losses[1] > 1.2 * first and not all(map(math.isfinite, losses[:25])):
        return broken.RATE
    if first < 0.13 and min(losses[:15]) < 0.95 * first and finite and losses[-1] > 1:
        return broken.ZERO_GRAD
    if max(losses) < 0.5 and sum(trained.counts[8:]) > 8000:
        return broken.SHUFFLE
    if finite and trained.accuracy > 0.85 and max(losses) < 0.13:
        return None
    return "something else"


@pytest.mark.parametrize("mistake", [None, *broken.MISTAKES.values()], ids=lambda m: m.name if m else "healthy")
def test_each_mistake_leaves_its_own_trace(mistake, sorted_pixels):
    made = broken.assemble_broken(mistake, sorted_pixels)
    losses = [made.step(*batch) for batch in made.loader]
    assert signature(examine(made, losses, load_pixels(train=False))) is mistake


@pytest.fixture(scope="module")
def trained_lab(small):
    """A lab with few pictures whose programs A and D are trained."""
    pixels, labels = load_pixels()
    few = pixels[:1500], labels[:1500]
    return break_it_lab(few, few).train("A").train("D")


@pytest.fixture
def lab(trained_lab):
    lab = break_it_lab()
    lab._clinic.trained.update(trained_lab._clinic.trained)
    press(lab, patient="B")
    press(lab, patient="A")
    return lab


def test_it_trains_a_program_and_the_healthy_one_once(trained_lab):
    assert set(trained_lab._clinic.trained) == {"healthy", "A", "D"}
    assert trained_lab._clinic.progress.total == 3  # 1,500 pictures in batches of 512: the healthy one not again
    assert trained_lab.text.startswith("Program D: first loss 2") and trained_lab.text.endswith("What is wrong?")
    assert "program D (solid)" in trained_lab.html and "the healthy program (dashed)" in trained_lab.html
    assert "How often it answers each digit" in trained_lab.html and "mended" not in trained_lab.html


def test_the_programs_are_not_in_the_order_of_the_causes():
    assert sorted(m.name for m in PATIENTS.values()) == sorted(broken.CAUSES)
    assert all(m.name != cause for m, cause in zip(PATIENTS.values(), broken.CAUSES, strict=True))


def test_a_right_diagnosis_says_why_and_shows_the_line(lab):
    press(lab, "diagnose", cause="no shuffle")
    assert lab.text.startswith("Right, program A has no shuffle: the pictures come sorted")
    assert "shuffle=False" in lab.html and "mended" in lab.html


@pytest.mark.parametrize("cause", [*broken.CAUSES[:2], *broken.CAUSES[3:], broken.NOTHING_WRONG])
def test_a_wrong_diagnosis_says_how_that_would_look_and_shows_no_line(lab, cause):
    press(lab, "diagnose", cause=cause)
    trace = broken.HEALTHY_TRACE if cause == broken.NOTHING_WRONG else broken.MISTAKES[cause].trace
    assert lab.text.startswith("Not that: ") and trace in lab.text
    assert "mended" not in lab.html


def test_show_me_shows_the_line(lab):
    press(lab, "reveal")
    assert "shuffle=False" in lab.html and "mended" in lab.html


def test_each_program_keeps_its_own_diagnosis(lab):
    press(lab, "diagnose", cause="no shuffle")
    press(lab, patient="D")
    assert lab.values["cause"] == "choose one" and lab.text.startswith("Program D: first loss")
    press(lab, patient="A")
    assert lab.values["cause"] == "no shuffle" and lab.text.startswith("Right, program A")


def test_what_cannot_be_done_yet_is_said_in_one_sentence(lab):
    press(lab, "diagnose")
    assert lab.text == "Choose a diagnosis first."
    press(lab, "train")
    assert lab.text == "Program A is trained already, and would do the same again."
    press(lab, patient="B")
    assert lab.text == "Program B is not trained yet: press Train it, then read its curve."
    press(lab, "diagnose", cause="no shuffle")
    assert lab.text == "Train program B first: a diagnosis needs its curve."
    press(lab, "reveal")
    assert lab.text == "Train program B first."
    with pytest.raises(ValueError, match="expected a program from 'A' to 'E', got the str 'Z'; name one of the five"):
        lab.train("Z")


def test_one_program_trains_at_a_time_and_an_interrupt_keeps_nothing(capsys):
    lab = break_it_lab()
    press(lab, "train")
    press(lab, "train")
    assert lab.text.startswith(LAB_BUSY)
    with pytest.raises(RuntimeError, match="expected one training at a time"):
        lab.train("B")
    threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
    lab.wait()
    assert capsys.readouterr().out == "Stopped; train it again when you like.\n"
    assert lab._clinic.trained == {} and lab._clinic.live == ""


def test_a_press_that_cannot_train_says_why():
    def nothing():
        raise OSError("no data")

    lab = BreakItLab(nothing)
    press(lab, "train")
    assert lab.text.startswith("The training could not begin: no data")


def test_every_answer_is_a_sentence():
    for patient in PATIENTS:
        for cause in [*broken.CAUSES, broken.NOTHING_WRONG]:
            answer = diagnosed(patient, cause)
            assert answer.endswith(".") and answer.startswith(("Right, ", "Not that: "))
    assert (
        "sorted by digit, as in ten folders; MNIST’s own files come mixed."
        in clinic_view(Clinic(), {"patient": "C"}).html
    )
