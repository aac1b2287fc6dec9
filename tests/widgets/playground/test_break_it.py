"""Each broken program leaves a trace that tells it from the others; a diagnosis is answered with its reason."""

import math
import signal
import threading

import pytest
from pressing import press

from course_utils.mnist import load_pixels
from course_utils.widgets.playground import break_it_lab
from course_utils.widgets.playground import broken_programs as broken
from course_utils.widgets.playground.break_it import BUSY
from course_utils.widgets.playground.break_it_view import PATIENTS, Clinic, clinic_view, examine


@pytest.fixture(scope="module")
def sorted_pixels():
    return broken.sort_by_digit(load_pixels())


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
def trained_lab():
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


def test_a_right_diagnosis_and_show_me_show_the_line_and_a_wrong_one_says_how_that_would_look(lab):
    names = [mistake.name for mistake in PATIENTS.values()]
    assert sorted(names) == sorted(broken.CAUSES)
    assert all(map(str.__ne__, names, broken.CAUSES))  # in another order than the list of causes
    traces = {name: mistake.trace for name, mistake in broken.MISTAKES.items()}
    for cause, trace in {**traces, broken.NOTHING_WRONG: broken.HEALTHY_TRACE}.items():
        if cause != "no shuffle":
            press(lab, "diagnose", cause=cause)
            assert lab.text.startswith("Not that: ") and trace in lab.text and lab.text.endswith(".")
            assert "mended" not in lab.html
    press(lab, "diagnose", cause="no shuffle")
    assert lab.text.startswith("Right, program A has no shuffle: the pictures come sorted")
    assert "shuffle=False" in lab.html and "mended" in lab.html
    press(lab, "reveal", patient="D")
    assert "mended" in lab.html


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
    assert lab.text.startswith(BUSY)
    with pytest.raises(RuntimeError, match="expected one training at a time"):
        lab.train("B")
    threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
    lab.wait()
    assert capsys.readouterr().out == "Stopped; train it again when you like.\n"
    assert lab._clinic.trained == {} and lab._clinic.live is None


def test_the_setting_is_said():
    html = clinic_view(Clinic(), {"patient": "C"}).html
    assert "sorted by digit, as in ten folders. A program has to shuffle them, as the healthy one does." in html
