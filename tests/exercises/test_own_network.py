"""The learner's own functions, put together into one training: theirs where they are right, named where not."""

import datetime
import inspect
import json
import os
import re
import runpy
import signal
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

import pytest
import torch

from course_utils import mnist_root
from course_utils.exercises import _kept_answers, own_network, progress
from course_utils.exercises.own_network import PARTS, assemble

BAND = (0.870, 0.900)
EXERCISES = _kept_answers.exercises_of(own_network._LESSONS)
NORMALIZE = "def normalize(pixels):\n    return (pixels.float() / 255 - 0.1307) / 0.3081\n"


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    path = tmp_path / "data" / "progress.json"
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(path))
    monkeypatch.setattr(progress, "_said", set())
    return path


def solve(*names, source=None):
    """Record a right answer, as a check does."""
    for name in names:
        exercise = EXERCISES[name]
        progress.record(exercise.lesson, name, "right", source or inspect.getsource(exercise.reference))


def whose(network):
    return {name for name, part in network.parts.items() if not part.why}


def test_without_any_answer_every_part_is_the_courses():
    network = assemble()
    assert whose(network) == set()
    assert repr(network).startswith("Your own network: 0 of 10 parts are yours.\n  ○ the course's: normalize (not sol")
    assert "○ the course&#x27;s: <code>normalize</code> (not solved yet)" in network._repr_html_()


def test_right_answers_become_parts():
    solve("normalize", "backward")
    network = assemble()
    assert whose(network) == {"normalize", "backward"}
    assert network.summary == "Your own network: 2 of 10 parts are yours."


def test_all_parts_and_the_program_are_the_certificate_and_nothing_less_is():
    network = assemble()
    progress.record("test_accuracy", "my_program", "seen")
    assert network.summary == "Your own network: 0 of 10 parts are yours."
    progress.record("test_accuracy", "my_program", "right", "print()")
    assert network.summary == "Your own network: 0 of 10 parts are yours, and your program is right."
    solve(*network.parts)
    assert assemble().summary.endswith(
        "10 of 10 parts are yours, and your program is right: together they are your certificate."
    )


def test_the_learners_function_is_the_one_that_runs():
    solve("normalize", source=f"{NORMALIZE[:-1]} + 0  # mine\n")
    assert assemble().normalize.__code__.co_filename == "<your normalize>"


def test_a_part_may_call_the_learners_other_functions(tmp_path):
    solve("relu", source="def relu(x):\n    return x * (x > 0)\n")
    source = (
        "def forward(x, params):\n    w1, b1, w2, b2, w3, b3 = params\n    h1 = relu(x @ w1.T + b1)\n"
        "    h2 = relu(h1 @ w2.T + b2)\n    return h1, h2, h2 @ w3.T + b3\n"
    )
    solve("forward", source=source)
    network = assemble()
    assert "forward" in whose(network)
    assert network.forward.__globals__["relu"].__code__.co_filename == "<your relu>"
    text = network.save(tmp_path / "my_network.py").read_text(encoding="utf-8")
    assert text.index("def relu(x)") < text.index("def forward(x, params)")


def test_answers_kept_before_their_exercises_moved_to_other_lessons_are_taken(file):
    moved = {"mse_loss": "mse_gradient", "backpropagation": "momentum_step", "train_the_mlp": "Net"}  # of nine lessons
    lessons = {
        lesson: {name: {"state": "right", "source": inspect.getsource(EXERCISES[name].reference)}}
        for lesson, name in moved.items()
    }
    file.parent.mkdir(mode=0o700)
    file.write_text(json.dumps({"version": 1, "lessons": lessons}), encoding="utf-8")
    file.chmod(0o600)

    network = assemble()

    assert whose(network) == {"mse_gradient", "momentum_step"}
    assert network.momentum_step.__code__.co_filename == "<your momentum_step>"
    assert network.Net.forward.__code__.co_filename == "<your Net>"


def test_what_lesson_10_goes_on_with_is_kept_beside_the_parts():
    solve("train_step")
    network = assemble()
    assert network.train_step.__code__.co_filename == "<your train_step>"
    assert network.Net is EXERCISES["Net"].reference
    assert "train_step" not in network.parts


@pytest.mark.parametrize(
    "source",
    [
        "def normalize(images):\n    return images.reshape(-1, 784)  # é normalize\n",  # the name of another exercise
        "def rows(rows):\n    return rows.reshape(-1, 784)\n",
        "def view(images):\n    é = 'é'; view = images.view(-1, 784)\n    return view\n",
        "def flat(images, deep=True):\n    e = 'é'; return flat(images, False) if deep else images.view(-1, 784)\n",
        "def  d(images):\n    return images.flatten(1)\n",
    ],
)
def test_a_right_answer_under_any_name_is_a_part_and_leaves_the_others_alone(source, tmp_path):
    solve("normalize", source=NORMALIZE)
    solve("flatten_batch", source=source)
    network = assemble()
    assert whose(network) == {"normalize", "flatten_batch"}
    pixels = torch.arange(2 * 784, dtype=torch.uint8).reshape(2, 1, 28, 28)
    assert network.normalize(pixels).shape == (2, 1, 28, 28)
    saved = runpy.run_path(str(network.save(tmp_path / "my_network.py")))
    for flatten in (network.flatten_batch, saved["flatten_batch"]):
        assert torch.equal(flatten(pixels), pixels.reshape(2, 784))
    assert torch.equal(saved["normalize"](pixels), network.normalize(pixels))


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("def normalize(pixels):\n    return pixels.float() / 255\n", "no longer passes its check: You only divide"),
        ("def normalize(pixels):\n    return scale(pixels)\n", "no longer passes its check: NameError"),
        ("def normalize(pixels):\n    return MINE / 0\n", "no longer passes its check: NameError"),
        ("def normalize(pixels=MINE):\n    return pixels\n", "does not run by itself: NameError"),
        ("lesson.normalize.check(lambda p: (p / 255 - 0.1307) / 0.3081)\n", "write it as a def"),
        ("", "write it as a def"),
        ("def normalize(", "write it as a def"),
    ],
)
def test_a_part_that_does_not_pass_is_replaced_and_named(source, why):
    progress.record("pixels_to_vectors", "normalize", "right", source)
    network = assemble()
    assert "normalize" not in whose(network) and why in network.parts["normalize"].why
    assert torch.allclose(network.normalize(torch.tensor([0], dtype=torch.uint8)), torch.tensor(-0.4242), atol=1e-4)


def test_code_that_is_no_definition_is_not_run(tmp_path):
    trace = tmp_path / "ran"
    solve("normalize", source=f"open({str(trace)!r}, 'w')\n{NORMALIZE}")
    assemble()
    assert not trace.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(
    ("of_the_file", "of_the_folder", "refused"),
    [(0o600, 0o700, ""), (0o644, 0o755, ""), (0o620, 0o700, "progress.json"), (0o600, 0o1777, "data")],
)
def test_nothing_is_run_from_a_place_that_others_can_change(file, of_the_file, of_the_folder, refused):
    solve("normalize")
    file.chmod(of_the_file)
    file.parent.chmod(of_the_folder)
    network = assemble()
    assert whose(network) == (set() if refused else {"normalize"})
    assert not refused or f"{refused} can be changed by others, so nothing" in network.parts["normalize"].why


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("moment", ["before it is opened", "after it was looked at"])
def test_a_file_that_is_exchanged_for_a_link_or_another_is_not_run(file, tmp_path, monkeypatch, moment):
    evil = tmp_path / "evil.json"
    solve("normalize", source=f"{NORMALIZE[:-1]} + 0  # not mine\n")
    file.rename(evil)
    solve("normalize", source=NORMALIZE)
    function = "open_regular" if moment.startswith("before") else "_refuse_if_shared"
    original = getattr(progress, function)

    def exchange(*arguments):
        if moment.startswith("before"):
            file.unlink()
            file.symlink_to(evil)
            return original(*arguments)
        original(*arguments)
        return evil.exists() and evil.replace(file)

    monkeypatch.setattr(progress, function, exchange)
    assert "not mine" not in assemble().parts["normalize"].source


def test_a_traceback_through_the_program_shows_the_line_that_failed():
    with pytest.raises(Exception, match="shape") as caught:
        assemble().train_batch(torch.zeros(2, 3), torch.tensor([0, 1]))
    (line,) = [frame.line for frame in traceback.extract_tb(caught.tb) if frame.filename.endswith("_my_network.py")]
    assert line == "x, targets = flatten_batch(images), one_hot(labels)"


def test_what_a_part_names_is_not_taken_from_this_program():
    solve("normalize", source="def normalize(pixels):\n    return inspect.signature(pixels)\n")
    assert "NameError" in assemble().parts["normalize"].why


def test_torchs_seed_is_not_moved_and_the_same_seed_gives_the_same_network():
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    first, second, other = assemble(), assemble(), assemble(seed=1)
    assert torch.equal(torch.rand(1), expected)
    assert torch.equal(first.params[0], second.params[0]) and not torch.equal(first.params[0], other.params[0])


@pytest.mark.thorough
def test_it_trains_on_mnist_to_the_band_and_goes_on_from_there():
    network = assemble()
    losses = network.train()
    assert len(losses) == 354 and all(type(loss) is float for loss in losses)
    assert BAND[0] <= network.accuracy_on_test() <= BAND[1]
    assert network.train(epochs=1)[0] < losses[0] / 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends interrupts in another way")
def test_an_interrupt_keeps_what_is_learnt(capsys):
    network = assemble()
    before = network.params[0].clone()
    threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    losses = network.train(epochs=100)
    assert 0 < len(losses) < 11_800 and time.monotonic() - began < 10
    assert not torch.equal(network.params[0], before)
    assert f"Stopped after {len(losses)} batches" in capsys.readouterr().out


@pytest.mark.parametrize("epochs", [-1, 1.5, "3", True])
def test_a_number_of_epochs_that_is_none_is_said(epochs):
    with pytest.raises(ValueError, match="expected epochs to be a whole number, 0 or more, got"):
        assemble().train(epochs)


def test_a_backward_that_leaves_its_params_watched_still_trains():
    source = (
        "def backward(x, params, h1, h2, grad_out):\n    params = [param.requires_grad_() for param in params]\n"
        "    return torch.autograd.grad(forward(x, params)[-1], params, grad_out)\n"
    )
    solve("backward", source=source)
    network = assemble()
    images, labels = torch.randn(4, 1, 28, 28), torch.arange(4)
    assert "backward" in whose(network)
    assert network.train_batch(images, labels) > network.train_batch(images, labels)


def test_a_part_that_is_not_there_is_said():
    with pytest.raises(AttributeError, match=r"expected one of normalize, .*, got sigmoid"):
        assemble().sigmoid  # noqa: B018


BARE = """
import runpy, sys
for name in ("course_utils", "torchvision", "numpy"):
    sys.modules[name] = None  # importing it fails
runpy.run_path("my_network.py", run_name="__main__")
"""


@pytest.mark.thorough
def test_the_saved_file_runs_by_itself_with_torch_alone_in_a_bare_folder(tmp_path):
    solve(*PARTS)
    folder = tmp_path / "bare"
    folder.mkdir()
    path = assemble().save(folder / "my_network.py")

    result = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", BARE, str(mnist_root() / "MNIST" / "raw")],
        cwd=folder,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0, result.stderr
    accuracy = re.search(r"test accuracy (0\.\d{4})\n$", result.stdout)
    assert BAND[0] <= float(accuracy[1]) <= BAND[1]
    assert result.stdout.count("loss") == 12
    assert "10 of 10 parts are mine.\n" in result.stdout.splitlines(keepends=True)[0]
    assert "10 of 10 parts are mine." in path.read_text()


def test_a_saved_file_without_its_data_says_what_to_do(tmp_path, monkeypatch):
    path = assemble().save(tmp_path / "my_network.py")
    monkeypatch.setattr(sys, "argv", [str(path), str(tmp_path)])
    with pytest.raises(SystemExit, match="expected the four files of MNIST, got none in"):
        runpy.run_path(str(path), run_name="__main__")


def test_a_saved_file_finds_the_pictures_of_the_course_by_itself(tmp_path, monkeypatch):
    saved = runpy.run_path(str(assemble().save(tmp_path / "my_network.py")))
    monkeypatch.setattr(sys, "argv", ["my_network.py"])
    assert saved["find_pictures"]() == mnist_root() / "MNIST" / "raw"


def test_a_saved_file_says_whose_it_is_and_when_it_was_made_and_nothing_else_of_this_computer(tmp_path, monkeypatch):
    solve("normalize")
    name = 'Me """ \'\n\\ 你'
    path = assemble().save(tmp_path / "my_network.py", name=name)
    saved = runpy.run_path(str(path))
    assert saved["NAME"] == name and saved["PARTS"].startswith("1 of 10 parts are mine; the course's are flatten")
    assert abs(datetime.date.fromisoformat(saved["DATE"]) - datetime.date.today()) <= datetime.timedelta(days=1)
    text = path.read_text(encoding="utf-8")
    for place in (mnist_root(), Path.home(), Path.cwd(), tmp_path):
        assert str(place) not in text

    monkeypatch.setenv("JUPYTERHUB_USER", "mine")
    assert runpy.run_path(str(assemble().save(path)))["NAME"] == "mine"
    monkeypatch.delenv("JUPYTERHUB_USER")
    monkeypatch.setattr("getpass.getuser", lambda: {}["no account"])
    assert runpy.run_path(str(assemble().save(path)))["NAME"] == "somebody"


def test_saving_replaces_only_a_file_that_it_has_written(tmp_path):
    network = assemble()
    path = network.save(tmp_path / "my_network.py")
    assert network.save(path) == path
    path.write_text("print('something else')\n")
    for other in [path, tmp_path]:  # a folder can be in the way too
        with pytest.raises(FileExistsError, match=rf"expected to write {other.name}, got .*; choose a name"):
            network.save(other)
    assert path.read_text() == "print('something else')\n"


def test_a_place_that_cannot_be_written_is_said_with_what_to_do(tmp_path):
    with pytest.raises(OSError, match=r"^expected to write .*mine.py, got 'No such file.*; name a place of your own:"):
        assemble().save(tmp_path / "missing" / "mine.py")


def test_what_is_saved_names_the_parts_that_are_not_the_learners_and_its_licence(tmp_path):
    solve(*(name for name in PARTS if name != "backward"))
    text = assemble().save(tmp_path / "mine.py").read_text()
    assert "9 of 10 parts are mine; the course's are backward." in text
    assert re.search(r"^# .*MIT licence, the course's contributors", text, flags=re.M)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_saving_follows_no_link_to_a_place_where_nothing_is(tmp_path):
    (tmp_path / "my_network.py").symlink_to(tmp_path / "elsewhere.py")
    with pytest.raises(FileExistsError, match="another file of that name there"):
        assemble().save(tmp_path / "my_network.py")
    assert not (tmp_path / "elsewhere.py").exists()


def test_it_trains_whatever_the_default_device_is():
    images, labels = torch.zeros(3, 1, 28, 28), torch.zeros(3, dtype=torch.int64)
    with torch.device("meta"):
        mine = assemble()
        loss = mine.train_batch(images, labels)
    assert loss > 0 and {param.device.type for param in mine.params} == {"cpu"}


@pytest.mark.thorough
def test_a_saved_file_runs_in_a_terminal_that_does_not_know_the_name(tmp_path):
    saved = assemble().save(tmp_path / "my_network.py", name="数")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    result = subprocess.run([sys.executable, saved, tmp_path], env=environment, capture_output=True, text=True)
    assert result.stdout.startswith("?, 20") and "expected the four files of MNIST" in result.stderr
