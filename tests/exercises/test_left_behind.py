"""What a learner's function leaves changed or running is put back or said."""

import builtins
import gc
import os
import random
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import torch

from course_utils.exercises import (
    pixels_to_vectors,
)
from course_utils.exercises._running import program_settings

flatten = pixels_to_vectors.flatten_batch
over = threading.Event()


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
    os.umask(0)
    builtins.sum, builtins.course = max, "left behind"
    torch.Tensor.clamp = torch.nn.Module.forward = torch.nn.functional.relu = torch.relu = None
    gc.disable()
    return images.reshape(-1, 784)


def test_changed_settings_are_put_back_and_said():
    torch.manual_seed(123)
    random.seed(123)  # another test may have left the seed that is set here, which would be no change
    np.random.seed(123)  # noqa: NPY002
    settings = torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads(), torch.get_rng_state()
    others = [setting.get() for setting in program_settings.SETTINGS[5:]]

    outcome = flatten.check(careless)

    assert outcome.state == "right"
    assert len([remark for remark in outcome.remarks if "has been put back" in remark]) == 23, outcome.remarks
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


def test_what_an_import_of_pytorch_changes_is_not_the_learners_doing():
    code = """
import torch
from course_utils.exercises import pixels_to_vectors

def with_the_first_optimizer(images):
    torch.optim.SGD([torch.zeros(1)])
    return images.reshape(len(images), 784)

print(pixels_to_vectors.flatten_batch.judge(with_the_first_optimizer).remarks)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "()\n"
