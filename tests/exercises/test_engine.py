"""Whatever a learner's function does, the check answers, in time, and leaves nothing changed."""

import dataclasses
import subprocess
import sys
import time

import numpy as np
import pytest
import torch
from test_catalogue import every_kind

from course_utils.exercises import mse_loss, one_hot_labels, pixels_to_vectors, progress, pytorch_parts
from course_utils.exercises._running import guarded_call

flatten = pixels_to_vectors.flatten_batch
train_step = pytorch_parts.train_step.reference


class Unprintable:
    def __repr__(self):
        raise RuntimeError


class Peculiar(int):
    def __eq__(self, other):
        raise RuntimeError

    __hash__ = int.__hash__


def raising(error):
    def function(*arguments):
        raise error

    return function


def recursive(*arguments):
    return recursive(*arguments)


def printing(*arguments):
    for line in range(10_000):
        print(line)


@pytest.mark.usefixtures("draws_once")
@every_kind
@pytest.mark.parametrize(
    "error",
    [ValueError("no"), SystemExit(1), KeyboardInterrupt(), MemoryError(), GeneratorExit(), AssertionError()],
    ids=lambda error: type(error).__name__,
)
def test_whatever_is_raised_is_a_crash_with_its_line(exercise, error):
    outcome = exercise.check(raising(error))
    assert outcome.state == "crashed"
    assert type(error).__name__ in outcome.message and "`raise error`" in outcome.message
    assert "It was called with" in outcome.message


def test_a_crash_names_what_was_passed_with_its_shapes():
    message = one_hot_labels.distance.check(raising(ValueError("no"))).message
    assert message.endswith(
        "It was called with `a`: a float32 tensor of shape [3], `b`: a float32 tensor of shape [3]."
    )


def test_an_endless_recursion_is_a_crash():
    assert "RecursionError" in flatten.check(recursive).message


@pytest.mark.usefixtures("draws_once")
@every_kind
@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "x",
        Unprintable(),
        (number for number in [1]),
        np.zeros(3),
        torch.tensor(float("nan")),
        [1, 2],
        {},
        len,
        torch.eye(10).to_sparse(),
        torch.eye(10, dtype=torch.int64).to_sparse(),
        torch.zeros(3, 10, device="meta"),
        torch.tensor(1.0, device="meta"),
        10**5000,
        Peculiar(5),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.filterwarnings("ignore:Sparse")
def test_whatever_is_returned_is_wrong_and_said_in_short(exercise, value):
    outcome = exercise.check(lambda *arguments: value)
    assert outcome.state == "wrong" and 0 < len(outcome.message) < 2000
    assert repr(outcome) and outcome._repr_html_()


def test_ten_thousand_printed_lines_do_not_reach_the_notebook(capsys):
    outcome = flatten.check(lambda images: printing() or images.reshape(-1, 784))
    assert outcome.state == "right" and "call it yourself" in outcome.remarks[0]
    assert capsys.readouterr().out == ""


def test_inputs_are_fresh_and_the_learners_seed_is_not_moved():
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    seen = []
    flatten.check(lambda images: seen.append(images) or images.reshape(-1, 784))
    flatten.check(lambda images: seen.append(images) or images.reshape(-1, 784))
    assert torch.equal(torch.rand(1), expected)
    half = len(seen) // 2  # the first case may be the same each time: its numbers stand in the message
    assert not all(map(torch.equal, seen[:half], seen[half:]))


def test_an_input_changed_on_the_way_is_wrong():
    def change(images):
        result = images.reshape(-1, 784).clone()
        images.zero_()
        return result

    assert "was changed on the way" in flatten.check(change).message


@pytest.mark.parametrize("argument", [None, 3, "flatten_batch", torch.zeros(2), Unprintable()], ids=range(5))
def test_something_that_is_no_function_gets_a_friendly_sentence(argument):
    outcome = flatten.check() if argument is None else flatten.check(argument)
    assert outcome.state in ("not started", "wrong")
    assert "lesson.flatten_batch.check(flatten_batch)" in outcome.message


def test_the_function_of_another_exercise_is_recognised_by_its_name_unless_it_is_right():
    def normalize(pixels):
        return pixels.float() / 255

    outcome = flatten.check(normalize)
    assert outcome.state == "wrong"
    assert outcome.message.startswith("You passed `normalize`, the function of another exercise.")
    assert "lesson.flatten_batch.check(flatten_batch)" in outcome.message

    def normalize(images):
        return images.reshape(-1, 784)

    assert flatten.check(normalize).state == "right"


@pytest.mark.thorough
def test_the_function_of_a_later_lesson_is_recognised_too():
    code = """
from course_utils.exercises import pixels_to_vectors

def momentum_step(images):
    return images.sum()

print(pixels_to_vectors.flatten_batch.judge(momentum_step).message)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("You passed `momentum_step`, the function of another exercise.")


def depth_from_the_batch(labels, depth=10):
    return torch.zeros(len(labels), len(labels)).scatter_(1, labels[:, None], 1)


def test_a_mistake_is_named_although_it_crashes_in_other_cases_in_its_own_way():
    outcome = one_hot_labels.one_hot.check(depth_from_the_batch)
    assert outcome.mistake == "depth taken from the batch"


def test_a_crash_in_every_case_is_not_taken_for_a_mistake_that_crashes_too():
    outcome = one_hot_labels.one_hot.check(raising(IndexError("out of range")))
    assert (outcome.state, outcome.mistake) == ("crashed", "")


def test_all_calls_of_a_check_share_one_limit(monkeypatch):
    monkeypatch.setattr(guarded_call, "SECONDS", 1.0)

    def slow(images):
        time.sleep(0.6)
        return images.reshape(-1, 784)

    began = time.monotonic()
    assert "was stopped" in flatten.check(slow).message
    assert time.monotonic() - began < 2


def test_an_outcome_is_no_truth_value_in_disguise():
    right, wrong = flatten.check(torch.nn.Flatten()), flatten.check(len)
    assert (right.state, wrong.state) == ("right", "wrong")
    assert right and wrong


def test_a_solution_keeps_its_lines_and_its_indentation_and_then_counts_as_seen(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(tmp_path / "progress.json"))
    note = flatten.solution()
    assert repr(note).startswith("flatten_batch: One right answer:\ndef flatten_batch(images):\n    ")
    assert "<pre><code>def flatten_batch(images):\n    " in note._repr_html_()
    assert progress.load()["flatten_batch"]["state"] == "seen"


def test_hints_come_one_at_a_time_or_by_number():
    fresh = dataclasses.replace(flatten)
    shown = [fresh.hint().message for _ in range(4)]
    assert [message[:11] for message in shown] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]
    assert fresh.hint(2).message == shown[1]


@pytest.mark.parametrize("number", [0, 4, "two", 1.5])
def test_a_hint_that_is_not_there_is_said(number):
    assert flatten.hint(number).message.startswith("expected a hint from 1 to 3, got")


def test_the_text_and_the_html_say_the_state_by_word_and_sign():
    outcome = flatten.check(lambda images: images.flatten())
    assert repr(outcome).startswith("✗ flatten_batch: wrong\nThe batch was swallowed")
    page = outcome._repr_html_()
    assert "✗ flatten_batch: wrong" in page and page.count("<details>") == 3 and "<script" not in page


def test_what_is_compared_stands_in_two_lines_and_a_long_call_is_folded_below():
    outcome = mse_loss.mse_loss.judge(lambda pred, target: ((pred - target) ** 2).sum())

    lines = repr(outcome).splitlines()
    assert lines[2:5] == ["In the call below:", "expected 0.125", "got      1.25"]
    assert lines[5].startswith("The call: mse_loss(torch.tensor([[")
    page = outcome._repr_html_()
    assert "<details><summary>The call</summary><code>mse_loss(torch.tensor(" in page
    assert '<code style="white-space: pre-wrap">got      1.25</code>' in page
