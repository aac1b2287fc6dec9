"""``python -m course_utils``: the whole job from a terminal, with an exit code that can be trusted."""

import os
import re
import subprocess
import sys

import pytest

from course_utils import __main__, _first_run, setup_check


@pytest.fixture(scope="module")
def result():
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    environment["PYTHONIOENCODING"] = "cp1252"  # as in a pipe on Windows
    return subprocess.run([sys.executable, "-m", "course_utils"], capture_output=True, text=True, env=environment)


@pytest.mark.thorough
def test_it_checks_trains_tests_and_says_so(result):
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Your set-up is right" in result.stdout and "+ ok  Python" in result.stdout
    assert len(re.findall(r"^epoch \d  batch +\d+  loss 0\.\d{4}$", result.stdout, flags=re.M)) == 36
    assert 0.870 <= float(re.search(r"test accuracy ([\d.]+)", result.stdout).group(1)) <= 0.900


@pytest.mark.skipif(os.name == "nt", reason="PyTorch for Windows has no libuv, which torchrun needs")
@pytest.mark.thorough
def test_two_processes_say_what_one_says_and_say_it_once(result):
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    two = subprocess.run([*torchrun, "-m", "course_utils"], capture_output=True, text=True)

    assert two.returncode == 0, two.stderr
    in_one, in_two = (run.stdout[run.stdout.index("\nTraining") :] for run in (result, two))
    assert in_two.replace(" in 2 processes", "") == in_one
    assert two.stdout.count("Your set-up is right") == 1


@pytest.fixture
def quick(monkeypatch):
    """Leave out the looking and the training: only what follows from their outcomes is looked at."""
    report = setup_check.SetupReport((setup_check.Row("torch", "some", "some"),))
    monkeypatch.setattr(_first_run, "check_setup", lambda: report)
    monkeypatch.setattr(_first_run, "train", lambda net, loader, optimizer, epochs: [0.1] * len(loader))
    monkeypatch.setattr(_first_run, "evaluate", lambda net, loader: 0.887)
    return monkeypatch


def test_the_exit_code_is_0_when_all_is_right(quick):
    assert __main__.main([]) == 0


def test_a_reader_that_reads_no_further_ends_it_quietly(quick):
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w") as nobody_reads:
        quick.setattr(sys, "stdout", nobody_reads)
        assert __main__.main([]) == 1


@pytest.mark.parametrize("accuracy", [0.1, 0.869, 0.901, float("nan")])
def test_an_accuracy_outside_the_band_is_not_right(quick, capsys, accuracy):
    quick.setattr(_first_run, "evaluate", lambda net, loader: accuracy)
    assert __main__.main([]) == 1
    assert "outside" in capsys.readouterr().out


def test_a_set_up_that_is_not_right_ends_it(quick, capsys):
    report = setup_check.SetupReport((setup_check.Row("torch", "none", "some", "install it"),))
    quick.setattr(_first_run, "check_setup", lambda: report)
    assert __main__.main([]) == 1
    assert "Training" not in capsys.readouterr().out


def test_a_stopped_training_is_not_right(quick):
    quick.setattr(_first_run, "train", lambda net, loader, optimizer, epochs: [0.1])
    assert __main__.main([]) == 1


def test_a_command_that_is_unknown_trains_nothing(quick, capsys):
    with pytest.raises(SystemExit) as ended:
        __main__.main(["graed"])
    assert ended.value.code == 2
    assert "invalid choice: 'graed'" in capsys.readouterr().err
