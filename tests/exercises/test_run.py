"""A learner's function is stopped in time, and what it changed is put back."""

import builtins
import gc
import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import repeat

import numpy as np
import pytest
import torch

from course_utils.exercises import (
    backpropagation,
    gradient_descent,
    linear_classifier,
    mse_loss,
    pixels_to_vectors,
    slopes,
)
from course_utils.exercises._running import guarded_call, hanging, program_settings
from course_utils.exercises._running.time_limit import undisturbed

flatten = pixels_to_vectors.flatten_batch
over = threading.Event()


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
        set_timer(which, seconds, interval)

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


def careless(images):
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    torch.set_grad_enabled(False)
    torch.set_num_threads(torch.get_num_threads() + 1)
    torch.set_default_device("meta")
    torch.use_deterministic_algorithms(True)
    torch.autograd.set_detect_anomaly(True)
    torch.set_printoptions(precision=2)
    np.set_printoptions(precision=2)
    np.seterr(all="raise")
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002
    sys.setrecursionlimit(5000)
    sys.path.append("here")
    os.environ["COURSE"] = "left behind"
    os.chdir("/")
    builtins.sum, builtins.course = max, "left behind"
    gc.disable()
    return images.reshape(-1, 784)


def test_changed_settings_are_put_back_and_said():
    torch.manual_seed(123)
    settings = torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads(), torch.get_rng_state()
    others = [setting.get() for setting in program_settings.SETTINGS[5:]]

    outcome = flatten.check(careless)

    assert outcome.state == "right"
    assert len([remark for remark in outcome.remarks if "has been put back" in remark]) == 18, outcome.remarks
    assert (torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads()) == settings[:3]
    assert torch.equal(torch.get_rng_state(), settings[3])
    assert program_settings.default_device() == torch.device("cpu")
    for setting, before in zip(program_settings.SETTINGS[5:], others, strict=True):
        assert setting.same(setting.get(), before), setting.name


def starts_a_thread(images):
    def go_on():
        while not over.wait(0.05):
            print("still here")

    threading.Thread(target=go_on, daemon=True).start()
    return images.reshape(-1, 784)


def test_a_thread_that_goes_on_is_said_and_one_that_ends_is_not():
    remarks = flatten.check(starts_a_thread).remarks
    over.set()
    assert any("a thread that still runs" in remark for remark in remarks)

    def waits_for_its_threads(images):
        thread = threading.Thread(target=time.sleep, args=(0.01,))
        thread.start()
        thread.join()
        return images.reshape(-1, 784)

    assert flatten.check(waits_for_its_threads).remarks == ()


@pytest.mark.parametrize(
    "answer",
    [
        lambda images: "a" * 10**15,
        lambda images: torch.zeros(10**15),
        lambda images: [0] * 10**15,
        lambda images: bytes(10**15),
        lambda images: list(range(10**15)),
    ],
)
def test_too_little_memory_is_said_in_words(answer):
    outcome = flatten.check(answer)
    assert outcome.state == "crashed" and "there is not enough memory for what is made here" in outcome.message


def test_a_check_inside_the_function_that_it_checks_is_told():
    def flatten_batch(images):
        flatten.check(flatten_batch)
        return images.reshape(-1, 784)

    outcome = flatten.check(flatten_batch)

    assert outcome.state == "wrong" and "A check stands inside your function" in outcome.message
    assert flatten.check(lambda images: images.reshape(-1, 784)).state == "right"


class Endless:
    def __repr__(self):
        endless()


class Hidden:
    def __getattribute__(self, name):
        raise ValueError(name)


class Nameless:
    __class__ = property(lambda self: 1 / 0)


class Quits(float):
    def __float__(self):
        raise SystemExit


class Bottomless(list):
    __len__ = endless


class Unfinished(tuple):
    def __iter__(self):
        while True:
            yield 1


class Subclass(torch.Tensor):
    __torch_function__ = classmethod(endless)


class Secretive:
    def __getattr__(self, name):
        raise ValueError(name)

    def __call__(self, *arguments):
        return 1


OF_EACH_KIND = [
    flatten,
    mse_loss.mse_loss,
    slopes.finite_difference,
    gradient_descent.gradient_step,
    linear_classifier.linear_gradients,
    backpropagation.forward,
]
HARD_TO_LOOK_AT = {
    **{kind.__name__: kind for kind in (Endless, Hidden, Nameless, Quits, Bottomless, Unfinished, Subclass)},
    "no numbers yet": torch.nn.parameter.UninitializedParameter,
    "nested": lambda: torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]),
}


ENDLESS_IN_USE = {"Bottomless", "Subclass"}  # goes on for ever already while some exercises use it


@pytest.mark.filterwarnings("ignore:The PyTorch API of nested tensors")
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows stops loops only")
@pytest.mark.parametrize("kind", HARD_TO_LOOK_AT)
@pytest.mark.parametrize("exercise", OF_EACH_KIND, ids=lambda it: it.name)
def test_what_cannot_be_looked_at_is_wrong_in_a_sentence(monkeypatch, kind, exercise):
    monkeypatch.setattr(guarded_call, "_LOOK", 0.2)
    if kind in ENDLESS_IN_USE:
        monkeypatch.setattr(guarded_call, "SECONDS", 0.5)
    value = HARD_TO_LOOK_AT[kind]()
    outcome = exercise.check(lambda *arguments: value)
    if kind not in ENDLESS_IN_USE or "did not come to an end" not in outcome.message:
        assert outcome.state == "wrong"
        assert "expected" in outcome.message or "cannot be looked at" in outcome.message


def test_a_function_that_tells_nothing_about_itself_is_judged_by_what_it_does():
    assert mse_loss.mse_loss.check(Secretive()).state == "wrong"


class Closed:
    def __getattribute__(self, name):
        raise ValueError(name)

    def __call__(self, *arguments):
        return 1


def test_an_object_that_does_not_even_tell_its_class_is_judged_by_what_it_does():
    assert mse_loss.mse_loss.check(Closed()).state == "wrong"


def test_an_error_whose_text_never_ends_is_a_crash(monkeypatch):
    class Mute(Exception):
        __str__ = endless

    def fails(images):
        raise Mute

    monkeypatch.setattr(guarded_call, "_LOOK", 0.2)
    looks = []
    monkeypatch.setattr(Mute, "__str__", lambda self: looks.append(True) or endless())
    assert flatten.check(fails).message.startswith("Mute")
    assert len(looks) <= 4  # each look takes a second


def test_a_check_works_in_a_folder_that_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert flatten.check(lambda images: images.reshape(-1, 784)).state == "right"


def test_a_check_ends_under_a_debugger_or_a_profiler_too():
    """Both make Python look for errors that are sent to it in another way."""
    sys.setprofile(lambda frame, event, argument: None)
    try:
        assert flatten.check(lambda images: images.reshape(-1, 784)).state == "right"
    finally:
        sys.setprofile(None)
