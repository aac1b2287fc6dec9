"""A learner's function is stopped in time, whatever it does, and a learner's own Stop is heard at once."""

import contextlib
import itertools
import signal
import subprocess
import sys
import time
from itertools import repeat

import pytest
import torch

from course_utils.exercises import (
    pixels_to_vectors,
)
from course_utils.exercises._running import guarded_call, hanging, time_limit
from course_utils.exercises._running.time_limit import undisturbed

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


def deaf(*arguments):
    while True:
        try:
            time.sleep(1)
        except BaseException:
            time.sleep(0)


def defiant(*arguments):
    while True:
        try:
            time.sleep(0.01)
        finally:
            continue  # noqa: B012


def in_c(images):
    return sum(itertools.count())


def in_c_by_its_name(images):
    return any(repeat(0))


def in_c_over_calls(images):
    return max(iter(int, 1))


def in_c_round_and_round(images):
    return 1 in itertools.cycle([0])


def in_c_over_a_long_range(images):
    return sum(range(10**12))


def in_c_looking_for_what_is_not_there(images):
    return "ten" in range(10**12)


numbers = range(10**12)


def in_c_over_what_another_cell_has_made(images):
    return max(numbers)


def in_c_over_all_triples(images):
    return sum(map(len, itertools.product(range(10**4), repeat=3)))


IN_PYTHON = [endless, sleeping, stubborn, deaf, defiant]
IN_C = [
    in_c,
    in_c_by_its_name,
    in_c_over_calls,
    in_c_round_and_round,
    in_c_over_a_long_range,
    in_c_looking_for_what_is_not_there,
    in_c_over_what_another_cell_has_made,
    in_c_over_all_triples,
]


@pytest.mark.parametrize("function", [*IN_PYTHON, *IN_C])
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows stops loops only")
def test_an_endless_answer_is_stopped_and_said(monkeypatch, function):
    monkeypatch.setattr(guarded_call, "SECONDS", 0.3)
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
        return set_timer(which, seconds, interval)

    def careless_and_endless(images):
        torch.set_default_dtype(torch.float64)
        endless(images)

    monkeypatch.setattr(guarded_call, "SECONDS", 0.3)
    monkeypatch.setattr(signal, "setitimer", late)

    outcome = flatten.check(careless_and_endless)

    assert "was stopped" in outcome.message
    assert torch.get_default_dtype() == torch.float32
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize("function", [endless, *IN_C])
def test_without_a_timer_signal_a_loop_is_stopped_too(monkeypatch, function):
    monkeypatch.setattr(guarded_call, "SECONDS", 0.3)
    monkeypatch.delattr(signal, "setitimer", raising=False)
    assert "was stopped" in flatten.check(function).message


def catches_in_three_rings(*arguments):
    while True:
        try:
            while True:
                try:
                    while True:
                        try:
                            time.sleep(1)
                        except BaseException as error:
                            print(error)
                except BaseException:
                    continue
        except:  # noqa: E722
            pass


def catches_and_begins_anew(*arguments):
    try:
        time.sleep(1)
    except BaseException:
        return catches_and_begins_anew()


def suppresses(*arguments):
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(1)


@pytest.mark.parametrize("timer", ["signal", "thread"])
@pytest.mark.parametrize("function", [deaf, defiant, catches_in_three_rings, catches_and_begins_anew, suppresses])
def test_a_stop_that_is_caught_comes_again_however_rarely_the_timer_rings(monkeypatch, function, timer):
    if timer == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)
    monkeypatch.setattr(time_limit, "_AGAIN", 0.2)
    traced = sys.gettrace()
    began = time.monotonic()

    assert guarded_call.call(function, (3,), 0.1).stopped

    assert time.monotonic() - began < 5
    assert sys.gettrace() is traced


def test_what_with_and_finally_put_back_is_put_back_when_the_time_is_up(monkeypatch):
    monkeypatch.setattr(guarded_call, "SECONDS", 0.1)
    ended = []

    def tidy(images):
        try:
            with torch.no_grad():
                endless()
        finally:
            for step in range(3):
                ended.append(step)

    assert flatten.check(tidy).remarks == () and ended == [0, 1, 2]


def test_what_makes_endless_iterators_is_as_before_and_does_the_same_meanwhile():
    def with_iterators(images):
        numbers = itertools.count(len(images))
        assert isinstance(numbers, itertools.count) and list(iter([2, 1, 0].pop, 2)) == [0, 1]
        return images.reshape(next(numbers), next(repeat(784)))

    assert flatten.judge(with_iterators).state == "right"
    assert [itertools.count.__module__, repeat.__module__, iter.__module__] == ["itertools", "itertools", "builtins"]


@pytest.mark.parametrize("limits", [(3,), (2, 250_000), (10**6, -7, -3), (10**30,)])
def test_a_range_is_meanwhile_what_it_always_is(limits):
    real = range(*limits)

    def looked_at(made):
        first, last = next(iter(made)), next(reversed(made))
        assert isinstance(made, range) and made == real and real == made and hash(made) == hash(real)
        assert (made.start, made.stop, made.step, repr(made)) == (real.start, real.stop, real.step, repr(real))
        assert (made[0], made[-1], first, last) == (real[0], real[-1], real[0], real[-1])
        assert first in made and made[-1] in made and made.index(first) == 0 and made.count(first) == 1
        assert made[1:] == real[1:] and list(made[:3]) == list(real[:3]) and bool(made)
        return len(made)

    called = guarded_call.call(lambda: looked_at(range(*limits)), ())
    if limits == (10**30,):
        assert isinstance(called.error, OverflowError)  # as real ones say: too many for len()
    else:
        assert called.value == len(real), called.error
    assert type(range(10**6)) is range and type(numbers) is range


def test_a_range_that_is_none_is_told_as_ever():
    for wrong in (lambda: range(), lambda: range(2.5), lambda: range(1, 9, 0)):
        with pytest.raises((TypeError, ValueError)) as real:
            wrong()
        error = guarded_call.call(wrong, ()).error
        assert (type(error), str(error)) == (real.type, str(real.value))


def deaf_for_a_while(images):
    """Hear no signal and let other threads run, as a product of huge matrices does."""
    if not hasattr(signal, "setitimer"):  # then nothing is heard in a sleep
        time.sleep(1.5)
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        time.sleep(1.5)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})


@pytest.mark.parametrize("timer", ["signal", "thread"])
def test_what_does_not_let_itself_be_stopped_is_said_below_the_cell(monkeypatch, capsys, timer):
    if timer == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)
    monkeypatch.setattr(guarded_call, "SECONDS", 0.2)
    monkeypatch.setattr(hanging, "LATE", 0.1)
    monkeypatch.setattr(hanging, "_LOOKS", 0.02)

    flatten.check(deaf_for_a_while)

    said = capsys.readouterr().out
    assert "`time.sleep(1.5)`, takes" in said and "restart the kernel" in said and said.count("Your line") == 1
    assert said.endswith("\n")


@pytest.mark.parametrize("answer", [endless, lambda images: images.reshape(-1, 784)])
def test_what_can_be_stopped_or_ends_hears_nothing_of_that(monkeypatch, capsys, answer):
    monkeypatch.setattr(guarded_call, "SECONDS", 0.2)
    flatten.check(answer)
    time.sleep(0.1)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("timer", ["signal", "thread"])
def test_what_is_marked_so_is_not_disturbed_and_what_comes_behind_it_is_stopped(monkeypatch, timer):
    if timer == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)
    monkeypatch.setattr(guarded_call, "SECONDS", 0.2)
    came_to_its_end = []

    @undisturbed
    def ours():
        for _ in range(60):
            time.sleep(0.01)
        came_to_its_end.append(True)

    def calls_ours_and_is_endless(images):
        ours()
        endless(images)

    assert "was stopped" in flatten.check(calls_ours_and_is_endless).message
    assert came_to_its_end


@pytest.mark.parametrize("timer", ["signal", "thread"])
def test_an_import_comes_to_its_end_and_does_not_count(monkeypatch, tmp_path, timer):
    if timer == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)
    (tmp_path / "slow_to_import.py").write_text("import time\nfor _ in range(80):\n    time.sleep(0.01)\nsize = 784\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(guarded_call, "SECONDS", 0.3)

    def right_but_imports_first(images):
        from slow_to_import import size

        return images.reshape(len(images), size)

    outcome = flatten.check(right_but_imports_first)
    sys.modules.pop("slow_to_import", None)
    assert outcome.state == "right", outcome


@pytest.mark.parametrize("timer", ["signal", "thread"])
def test_a_process_that_hardly_had_the_processor_waits_a_little_longer(monkeypatch, timer):
    if timer == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)

    def waits_for_its_turn(number):  # as on a busy machine: the time passes, and nothing is computed
        time.sleep(0.45)
        return number

    def computes(number):
        while True:
            number += 1

    def waits_for_ever(number):
        while True:
            time.sleep(0.01)

    assert guarded_call.call(waits_for_its_turn, (3,), 0.3).value == 3
    began = time.monotonic()
    assert guarded_call.call(waits_for_ever, (3,), 1.0).stopped
    assert time.monotonic() - began < 2.3  # twice its time, and no more
    began = time.process_time()
    assert guarded_call.call(computes, (3,), 0.3).stopped
    assert time.process_time() - began < 0.45


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends interrupts in another way")
@pytest.mark.parametrize(
    ("inside", "caught"),
    [
        pytest.param("pass", "Exception", marks=pytest.mark.thorough),
        pytest.param("pass", "BaseException", marks=pytest.mark.thorough),
        ("time.sleep(1)", "BaseException"),
    ],
)
def test_a_real_interrupt_still_interrupts(tmp_path, inside, caught):
    code = """
import time
from course_utils.exercises import pixels_to_vectors as lesson
def endless(images):
    open("started", "w").close()
    while True:
        try:
            while True: INSIDE
        except EXCEPT: pass
try:
    lesson.flatten_batch.check(endless)
finally:
    print(time.monotonic(), file=open("ended", "w"))
print("the check went on")
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code.replace("EXCEPT", caught).replace("INSIDE", inside)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "started").exists():
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)

    sent = time.monotonic()
    process.send_signal(signal.SIGINT)

    out, error = process.communicate(timeout=30)
    assert "KeyboardInterrupt" in error and out == ""
    assert float((tmp_path / "ended").read_text()) - sent < 1  # it does not wait for the time to be up
