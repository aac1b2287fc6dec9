"""What cannot be looked at, or ends a check in another way, is judged in a sentence all the same."""

import signal
import sys

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
from course_utils.exercises._running import guarded_call

flatten = pixels_to_vectors.flatten_batch


def endless(*arguments):
    while True:
        pass


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
