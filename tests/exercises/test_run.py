"""A learner's function is stopped in time, and what it changed is put back."""

import signal
import subprocess
import sys
import time

import pytest
import torch

from course_utils.exercises import _run, pixels_to_vectors

flatten = pixels_to_vectors.flatten_batch


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
