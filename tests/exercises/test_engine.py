"""Whatever a learner's function does, the check answers, in time, and leaves nothing changed."""

import dataclasses
import inspect
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import torch
from test_catalogue import every_kind

from course_utils import batches
from course_utils.exercises import _run, one_hot_labels, pixels_to_vectors, progress, pytorch_parts, train_the_mlp
from course_utils.exercises.train_the_mlp._make_loader import _slips as slips

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


@pytest.mark.parametrize(
    ("answer", "helps"),
    [
        (lambda a, b: ((a - b) ^ 2).sum(), "A power is written `**`"),
        (lambda a, b: np.float64(2)((a - b) ** 2), "is a `*` missing"),
        (lambda a, b: (a == b).mean(), "Only float32 numbers have a mean here: write `.float()` first"),
        (lambda a, b: a.long().std(), "Only float32 numbers have a standard deviation"),
        (lambda a, b: (a - b).sum() if a > b else a.sum(), "`clamp`, `torch.where` or a comparison"),
        (lambda a, b: (a - b).norm(dim=3), "fewer dimensions than that `dim`"),
        (lambda a, b: (a - b[:-1]).norm(), "Entry by entry the shapes must agree"),
        (lambda a, b: float(a - b), "makes floats of all entries"),
        (lambda a, b: (x for x in a), "square brackets around it"),
        (lambda a, b: [(a - b).norm()], "Leave out the brackets around it"),
        (lambda a, b: [].append(a), "`print` or `append`, gives nothing back"),
        (lambda pred, c: (pred - c).sum() / (10 * b), "in Python write `len(pred)`"),  # noqa: F821
        (lambda c, d: (c - d).sum() / b, "in Python it is the `len(...)` of the batch"),  # noqa: F821
        (lambda a, b: 5, "gives the same answer whatever it is given: does it use `a` and `b`?"),
        (lambda a, b: (a - b).sum().reshape(1, 1), "`[0, 0]` takes the number out"),
        (lambda a, b: (a.T() - b).norm(), "`.T` takes no brackets"),
        (lambda a, b: a[784], "Is a size fixed, as in `torch.zeros(2, 3)`"),
        (lambda a: a, "Does the `def` line name all"),
        (lambda a, b: (a.reshape(-1, 5) - b).sum(), "must multiply to that number"),
        (lambda a, b: torch.nn.MSELoss(a, b), "is made first"),
        (lambda a, b: (a - b).norm, "Are the brackets of a call missing?"),
        (lambda a, b: (a - b).sum().abs().neg().sqrt(), "a root taken of a negative number"),
    ],
)
def test_what_often_goes_wrong_is_explained(answer, helps):
    said = one_hot_labels.distance.check(answer).message.splitlines()
    assert helps in "\n".join(line for line in said if not line.startswith("in your line"))  # which quotes this table


def with_a_whole_batch(net, loader, optimizer, epochs):
    return [train_step(net, optimizer, batch) for batch in loader]


def with_net_and_optimizer_swapped(net, loader, optimizer, epochs):
    return [train_step(optimizer, net, images, labels) for images, labels in loader]


def with_a_loader_of_the_notebook(net, loader, optimizer, epochs):
    everything = batches(torch.zeros(60_000, 1, 28, 28), torch.zeros(60_000, dtype=torch.int64))
    return [train_step(net, optimizer, *batch) for _ in range(epochs) for batch in everything]


@pytest.mark.parametrize(
    ("answer", "helps"),
    [
        (with_a_whole_batch, "`*batch` passes the last two"),
        (with_net_and_optimizer_swapped, "the net comes first"),
        (with_a_loader_of_the_notebook, "Does your loop go through `loader`, the one that is passed in?"),
    ],
)
def test_what_often_goes_wrong_in_a_training_is_explained(answer, helps):
    assert helps in train_the_mlp.train.check(answer).message


def test_a_loader_that_needs_a_value_of_another_cell_is_right_and_told_so():
    reference = train_the_mlp.make_loader.reference
    source = inspect.getsource(reference).replace("    prepare = ", "    _ = ")
    space = vars(inspect.getmodule(reference)) | {"prepare": slips.composed("ToTensor", "Normalize")}
    exec(source, space)

    outcome = train_the_mlp.make_loader.judge(space["make_loader"])

    assert outcome.state == "right" and outcome.remarks[0].startswith("It uses `prepare` from another cell.")
    assert train_the_mlp.make_loader.judge(reference).remarks == ()


@pytest.mark.parametrize(
    ("name", "helps"),
    [
        ("one_cold", ""),
        ("flatten_batch", "`flatten_batch` is from lesson 1 and is not in this notebook: write it out, or"),
        ("from_one_hot", "`from_one_hot` is made in this notebook: run the cell that defines it"),
        ("mse_loss", ""),
    ],
    ids=["no exercise", "earlier", "the same lesson", "later"],
)
def test_a_function_of_another_lesson_that_is_missing_is_told_by_its_lesson(name, helps):
    answer = eval(f"lambda a, b: {name}(a)")
    said = one_hot_labels.distance.check(answer).message
    assert f"name '{name}' is not defined. {helps}".rstrip(". ") in said
    assert helps or "lesson" not in said


def mine(a):
    return a.item()


def calls_mine(a, b):
    return mine(a) - mine(b)


def test_a_line_in_another_function_of_the_learners_is_told_with_its_name():
    said = one_hot_labels.distance.check(calls_mine).message
    line = mine.__code__.co_firstlineno + 1
    assert f"\nin line {line} of your `mine`: `return a.item()`" in said
    said = one_hot_labels.distance.check(mine_alone).message
    assert f"\nin your line {line}" not in said and "\nin your line " in said


def mine_alone(a, b):
    return [x.nothing for x in a]


@pytest.mark.parametrize(
    ("parts", "helps"),
    [
        ([torch.tensor(1.0)] * 784, "`torch.tensor(...)` makes one tensor of them, and `.reshape(...)`"),
        ([torch.zeros(784)], "`torch.stack(...)` makes one tensor of them."),
        ([torch.zeros(1, 784)], "`torch.cat(...)` joins them to one."),
        ([torch.zeros(28)] * 28, "One tensor is asked for."),
        ([torch.zeros(3)] * 2, "which is it?"),
    ],
)
def test_what_makes_one_tensor_of_a_list_is_true(parts, helps):
    outcome = pixels_to_vectors.flatten_image.check(lambda image: parts)
    assert outcome.message.endswith(helps) or f"{helps} gives it" in outcome.message, outcome.message


def test_ten_thousand_printed_lines_do_not_reach_the_notebook(capsys):
    outcome = flatten.check(lambda images: printing() or images.reshape(-1, 784))
    assert outcome.state == "right" and "call it yourself" in outcome.remarks[0]
    assert capsys.readouterr().out == ""


def endless(*arguments):
    while True:
        pass


def sleeping(*arguments):
    time.sleep(60)


def stubborn(*arguments):
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


@pytest.mark.parametrize("function", [endless, sleeping, stubborn])
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows stops loops only")
def test_an_endless_answer_is_stopped_and_said(monkeypatch, function):
    monkeypatch.setattr(_run, "SECONDS", 0.3)
    before = signal.getsignal(signal.SIGALRM)

    outcome = flatten.check(function)

    assert outcome.state == "crashed" and "was stopped" in outcome.message
    assert signal.getsignal(signal.SIGALRM) == before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no alarm")
def test_an_alarm_that_comes_while_things_are_put_back_disturbs_nothing(monkeypatch):
    set_timer = signal.setitimer

    def late(which, seconds, interval=0.0):
        if not seconds:
            time.sleep(0.25)  # a busy machine: the next alarm is earlier
        set_timer(which, seconds, interval)

    def careless_and_endless(images):
        torch.set_default_dtype(torch.float64)
        endless(images)

    monkeypatch.setattr(_run, "SECONDS", 0.3)
    monkeypatch.setattr(signal, "setitimer", late)

    outcome = flatten.check(careless_and_endless)

    assert "was stopped" in outcome.message
    assert torch.get_default_dtype() == torch.float32
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_without_a_timer_signal_a_loop_is_stopped_too(monkeypatch):
    monkeypatch.setattr(_run, "SECONDS", 0.3)
    monkeypatch.delattr(signal, "setitimer", raising=False)
    assert "was stopped" in flatten.check(endless).message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends interrupts in another way")
def test_a_real_interrupt_still_interrupts(tmp_path):
    code = """
from course_utils.exercises import pixels_to_vectors as lesson
def endless(images):
    open("started", "w").close()
    while True:
        try:
            while True: pass
        except Exception: pass
lesson.flatten_batch.check(endless)
print("the check went on")
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not (tmp_path / "started").exists():
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)

    process.send_signal(signal.SIGINT)

    out, error = process.communicate(timeout=30)
    assert "KeyboardInterrupt" in error and out == ""


def careless(images):
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    torch.set_grad_enabled(False)
    torch.set_num_threads(torch.get_num_threads() + 1)
    torch.set_default_device("meta")
    return images.reshape(-1, 784)


def test_changed_settings_are_put_back_and_said():
    torch.manual_seed(123)
    settings = torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads(), torch.get_rng_state()

    outcome = flatten.check(careless)

    assert outcome.state == "right" and len(outcome.remarks) == 5
    assert (torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads()) == settings[:3]
    assert torch.equal(torch.get_rng_state(), settings[3])
    assert torch.get_default_device() == torch.device("cpu")


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
    monkeypatch.setattr(_run, "SECONDS", 1.0)

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
