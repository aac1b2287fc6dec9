"""Each broken program leaves a trace that tells it from the others; a diagnosis is answered with its reason."""

import math
import re
import signal
import threading

import pytest
from pressing import press

from course_utils.mnist import load_pixels
from course_utils.widgets._engine.trainings.background_training import Progress
from course_utils.widgets.playground import break_it_lab
from course_utils.widgets.playground import broken_programs as broken
from course_utils.widgets.playground.break_it_lab import BUSY, BreakItLab
from course_utils.widgets.playground.break_it_view import PROGRAMS, UNDECIDED, Known, break_it_view, examine


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
    lab._known_so_far.trained.update(trained_lab._known_so_far.trained)
    press(lab, program="B")
    press(lab, program="A")
    return lab


def buttons(lab):
    return re.findall(r"<button[^>]*>(Train it|Show me)</button>", lab.html)


def test_it_opens_before_anything_is_trained_and_asks_what_to_look_at():
    lab = break_it_lab()
    assert lab.text.startswith("Program A has one mistake. Will it show in its first loss, its curve or")
    assert lab.html.count("not trained") == 10  # five cells, and what a screen reader calls them
    assert "over 1 epoch: program A, nothing yet; the healthy program, nothing yet" in lab.html
    assert "Press your diagnosis" not in lab.html and "mended" not in lab.html
    assert buttons(lab) == ["Train it"] and "course-main" in lab.html
    assert {control["kind"] for control in lab.controls} == {"held"}  # none stands below, where it would jump


def test_it_trains_a_program_and_the_healthy_one_once(trained_lab):
    known = trained_lab._known_so_far
    assert set(known.trained) == {"healthy", "A", "D"}
    assert known.progress.total == 3  # 1,500 pictures in batches of 512: the healthy one not again
    assert trained_lab.text.startswith("Program D: first loss 2") and trained_lab.text.endswith("What is wrong?")
    assert "program D (solid)" in trained_lab.html and "the healthy program (dashed)" in trained_lab.html
    assert "mended" not in trained_lab.html
    shares = ", ".join(f"{digit}: {share:.0f} %" for digit, share in enumerate(known.trained["D"].shares))
    assert sum(known.trained["D"].shares) == pytest.approx(100)
    assert f"program D answers {shares}; the healthy program answers 0: " in trained_lab.html


def test_a_right_diagnosis_shows_the_line_and_a_wrong_one_says_how_that_would_look(lab):
    names = [mistake.name for mistake in PROGRAMS.values()]
    assert sorted(names) == sorted(broken.CAUSES)
    assert all(map(str.__ne__, names, broken.CAUSES))  # in another order than the list of causes
    for cause, mistake in broken.MISTAKES.items():
        if cause != "no shuffle":
            press(lab, cause=cause)
            assert lab.text.startswith("Not that: ") and mistake.trace in lab.text and lab.text.endswith(".")
            assert "mended" not in lab.html and 'aria-pressed="true" data-press="{&quot;cause' in lab.html
    press(lab, cause="no shuffle")
    assert lab.text.startswith("Right: program A has no shuffle: within a digit the loss falls")
    assert "shuffle=False" in lab.html and "mended" in lab.html and "found ✓" in lab.html


def test_show_me_takes_the_place_of_a_wrong_diagnosis_and_names_the_cause_and_why(lab):
    press(lab, cause="no zero_grad")
    press(lab, "reveal")
    assert lab.text == f"Program A has no shuffle: {broken.SHUFFLE.why}."
    assert "shuffle=False" in lab.html and "mended" in lab.html and "found ✓" not in lab.html
    assert 'aria-pressed="true"' in lab.html and "&quot;cause&quot;" not in lab.html  # it is known by now
    press(lab, cause="raw pixels, 0 to 255")
    press(lab, cause="no shuffle")
    assert lab.text.startswith("Program A has no shuffle") and "found ✓" not in lab.html
    press(lab, program="D")
    assert "mended" not in lab.html
    press(lab, "reveal")
    assert lab.text == f"Program D has labels not one-hot: {broken.LABELS.why}."


def test_every_sentence_is_short_enough_to_stand_large():
    assert max(len(f"Not that: with “{name}”, {each.trace}.") for name, each in broken.MISTAKES.items()) < 140
    assert max(len(f"Right: program A has {name}: {each.why}.") for name, each in broken.MISTAKES.items()) < 140


def test_each_program_keeps_its_own_diagnosis(lab):
    press(lab, cause="no shuffle")
    press(lab, program="D")
    assert lab.values["cause"] == UNDECIDED and lab.text.startswith("Program D: first loss")
    press(lab, program="A")
    assert lab.values["cause"] == "no shuffle" and lab.text.startswith("Right: program A")


def test_what_cannot_be_done_yet_is_said_in_one_sentence(lab):
    press(lab, "train")
    assert lab.text == "Program A is trained already, and would do the same again."
    press(lab, program="B")
    assert lab.text.startswith("Program B has one mistake.")
    for _ in range(2):  # it can be pressed again
        press(lab, cause="no shuffle")
        assert lab.text == "Train program B first: a diagnosis needs its curve."
        assert lab.values["cause"] == UNDECIDED
        press(lab, program="B")
    press(lab, "reveal")
    assert lab.text == "Train program B first: a diagnosis needs its curve."
    with pytest.raises(ValueError, match="expected a program from 'A' to 'E', got the str 'Z'; name one of the five"):
        lab.train("Z")


@pytest.mark.parametrize("hostile", ["Z", "", 1, None, math.nan, ["A"], True, "no idea"])
def test_what_is_no_choice_is_refused(lab, hostile):
    before = dict(lab.values)
    lab._received(lab, {"changes": {"program": hostile, "cause": hostile, "train": -1}, "number": 1}, [])
    assert lab.values == before


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
    assert lab._known_so_far.trained == {} and lab._known_so_far.live is None


def test_the_setting_is_said():
    html = break_it_view(Known(), program="C").html
    assert "sorted by digit, as in ten folders. A program has to shuffle them, as the healthy one does." in html


def test_all_five_causes_are_there_to_press_and_that_nothing_is_wrong_is_not(lab):
    assert len(broken.CAUSES) == 5 and "nothing is wrong" not in lab.html
    assert all(f'aria-label="{cause}"' in lab.html for cause in broken.CAUSES)


def training(done, *queue):
    """What is known while the last of some programs trains, with losses from 0.1 on; each has ten batches."""
    losses = [0.1 + 0.01 * k for k in range(done)]
    return Known(live=queue[-1], queue=list(queue), progress=Progress(1, 10 * len(queue), losses))


def curves(known, program):
    return re.search(
        r'aria-label="loss, in powers of 10 over 1 epoch: ([^"]+)"', break_it_view(known, program=program).html
    )[1]


def test_both_curves_grow_while_the_programs_train():
    assert curves(training(4, "healthy", "B"), "B") == "program B, nothing yet; the healthy program from 0.1 to 0.13"
    grown = training(13, "healthy", "B")
    assert curves(grown, "B") == "program B from 0.2 to 0.22; the healthy program from 0.1 to 0.19"
    assert curves(grown, "C") == "program C, nothing yet; the healthy program from 0.1 to 0.19"
    assert "program B, trains" in break_it_view(grown, program="C").html
    alone = training(3, "D")
    assert curves(alone, "D") == "program D from 0.1 to 0.12; the healthy program, nothing yet"


def test_the_button_the_bar_and_the_end_of_a_training_stand_in_one_place(lab):
    def above(view):
        """What stands above the curves, without what the bar and the button are."""
        return view.html.split('<p style="margin: 0 0 0.3em; display: flex')[0].count("min-height: 2.4em")

    running = break_it_view(training(4, "healthy", "B"), program="B")
    assert [above(view) for view in (BreakItLab(lambda: ()), running, lab)] == [1, 1, 1]
    assert "batch 4 of 20" in running.html and not buttons(running)
    assert buttons(lab) == ["Show me"]
    press(lab, cause="no shuffle")
    assert not buttons(lab)


def test_what_could_not_be_done_while_it_trained_is_not_said_afterwards():
    pixels, labels = load_pixels()
    lab = break_it_lab((pixels[:1500], labels[:1500]), (pixels[:500], labels[:500]))
    press(lab, "train")
    press(lab, cause="no shuffle")
    assert lab.text == "Train program A first: a diagnosis needs its curve."
    assert lab.wait().text.startswith("Program A: first loss")
