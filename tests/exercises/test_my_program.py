"""A whole program is run by itself, its network is tested again, and what is missing is named with its lesson."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.exercises import my_program as package
from course_utils.exercises import progress
from course_utils.exercises.my_program import _verdict, my_program
from course_utils.mnist import mnist_root

PROGRAMS = Path(__file__).parent / "programs"
SOLUTION = Path(package.__file__).with_name("solution.py")
NETWORK, TRAINING, TEST = (
    f"See lesson {stem}." for stem in ["09_pytorch_parts", "10_train_the_mlp", "11_test_accuracy"]
)
# Program -> the parts of the answer that say what is wrong.
WRONG = {
    "accuracy_is_a_function": [r"`accuracy` is the function accuracy\. It is one number", TEST],
    "accuracy_missing": ["there is no `accuracy` when the program has ended", "at the file's top level", TEST],
    "accuracy_of_training": ["that of the training pictures", "train=False", TEST],
    "asks_for_a_missing_module": [r"ModuleNotFoundError: No module named 'keras'\nin your line 1: `import keras`"],
    "asks_for_input": [r"It waits for `input\(\)`.*\nin your line 3: `epochs = int\(input"],
    "batch_swallowed": [r"ten outputs for each, got a Tensor of shape \[10\]\.", NETWORK],
    "called_model": ["There is no `net`", "`model` is one: call it `net`", NETWORK],
    "crashes_in_the_loop": [r"in your line 11: `loss = F.mse_loss\(net\(images\), labels\)`", TRAINING],
    "divided_by_the_wrong_number": [
        r"`accuracy` says 1\d\.\d%, but `net` reads \d\d\.\d% of the 10,000",
        "divide once",
        TEST,
    ],
    "endless": ["did not come to its end within two minutes", TRAINING],
    "exits_early": [r"It ended early, by an exit.*\nin your line 9: `sys.exit\(1\)`"],
    "layers_do_not_fit": [r"neither as `\[b, 1, 28, 28\]` nor as .*\nin your line 12", NETWORK],
    "learning_rate_too_large": [r"no numbers any more \(nan\)", TRAINING],
    "made_anew_after_training": [r"`accuracy` says 95\.0%, but `net` reads", "made anew", TRAINING],
    "names_in_main": ["There is no `net`", "not inside a function", NETWORK],
    "net_is_the_class": ["`net` is the class Net, not a network", NETWORK],
    "network_of_the_course": ["`net` is the network of course_utils", NETWORK],
    "no_module": ["an `nn.Module`, got the function net", NETWORK],
    "not_trained": ["about as many as guessing does: it has not learnt", TRAINING],
    "optimizer_of_another_net": ["it has not learnt", "an optimizer of this net's parameters", TRAINING],
    "trained_on_the_test_set": ["was it trained on them?", TRAINING],
    "trained_too_little": ["it has learnt too little", TRAINING],
}
CRASHED = {"asks_for_a_missing_module", "asks_for_input", "crashes_in_the_loop", "endless", "exits_early"}
RIGHT = sorted(path.stem.removeprefix("right_") for path in PROGRAMS.glob("right_*.py"))


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    path = tmp_path / "data" / "progress.json"
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(path))
    return path


def written(folder, text, name="my_program.py"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def check(folder, name):
    """Check a program in a folder of its own, in which nothing else is left and nothing is changed."""
    source = (PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    file = written(folder, source)
    outcome = my_program.check(file)
    assert [path.name for path in folder.iterdir()] == ["my_program.py"] and file.read_text(encoding="utf-8") == source
    return outcome


def expect_wrong(folder, name, monkeypatch):
    if name == "endless":
        monkeypatch.setattr(package, "SECONDS", 12)
    outcome = check(folder, f"wrong_{name}")
    assert outcome.state == ("crashed" if name in CRASHED else "wrong"), outcome
    for part in WRONG[name]:
        assert re.search(part, outcome.message), outcome
    assert progress.load() == {}


def expect_right(folder, name):
    outcome = check(folder, f"right_{name}")
    assert outcome.state == "right", outcome
    assert re.search(
        r"`net` reads (8[5-9]|9\d)\.\d\d% of the 10,000 test pictures, and `accuracy` says", outcome.message
    )
    assert progress.load()["my_program"]["state"] == "right"
    return outcome


def test_every_program_that_is_written_down_is_expected_to_be_something():
    names = sorted(path.stem for path in PROGRAMS.glob("*.py"))
    assert names == sorted([*(f"right_{name}" for name in RIGHT), *(f"wrong_{name}" for name in WRONG)])
    assert len(RIGHT) >= 10 and len(WRONG) >= 10
    assert not [
        name for name in names if "course_utils" in (PROGRAMS / f"{name}.py").read_text() and "course" not in name
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_program_is_told_what_is_wrong_and_where_it_was_taught(tmp_path, monkeypatch, name):
    expect_wrong(tmp_path / "work", name, monkeypatch)


@pytest.mark.thorough
@pytest.mark.parametrize("name", RIGHT)
def test_a_right_program_is_right_and_kept(tmp_path, name):
    outcome = expect_right(tmp_path / "work", name)
    assert ("net.eval()" in repr(outcome)) == (name == "dropout_without_eval")


ALONE = """
import runpy, sys
for name in ("course_utils", "matplotlib", "IPython"):
    sys.modules[name] = None  # importing it fails
print(runpy.run_path("my_program.py", run_name="__main__")["accuracy"])
"""


@pytest.mark.thorough
def test_the_solution_runs_with_torch_and_torchvision_alone(tmp_path):
    (tmp_path / "data").symlink_to(mnist_root(), target_is_directory=True)
    one_epoch = SOLUTION.read_text(encoding="utf-8").replace("in range(3):", "in range(1):")
    written(tmp_path, one_epoch)
    result = subprocess.run([sys.executable, "-I", "-c", ALONE], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert 0.74 <= float(result.stdout.splitlines()[-1]) <= 0.84  # as the classic script after one epoch


@pytest.mark.thorough
def test_the_solution_passes_its_check(tmp_path):
    outcome = my_program.check(shutil.copy(SOLUTION, tmp_path))
    assert outcome.state == "right" and "The last that it printed:\nepoch 0 loss" in outcome.remarks[-1]


def test_the_solution_is_shown_names_no_helper_of_the_course_and_counts_as_seen():
    note = my_program.solution()
    assert note.code == SOLUTION.read_text(encoding="utf-8") and "course_utils" not in note.code
    assert progress.load()["my_program"]["state"] == "seen"


@pytest.mark.parametrize("text", ["", "\n\n", "# my program\n", '"""My program."""\n...\n'])
def test_a_file_without_code_is_not_started(tmp_path, text):
    outcome = my_program.check(written(tmp_path / "work", text))
    assert outcome.state == "not started" and "`my_program.py` is empty so far. Write it with torch" in outcome.message


def test_a_file_that_is_not_there_is_not_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = my_program.check()
    assert outcome.state == "not started"
    assert "There is no file `my_program.py` beside this notebook yet." in outcome.message
    outcome = my_program.check("folder/mine.py")
    assert f"There is no file `mine.py` in {tmp_path / 'folder'} yet." in outcome.message


@pytest.mark.parametrize("path", [None, 3, ["my_program.py"]], ids=repr)
def test_what_is_no_name_of_a_file_is_quoted(path):
    outcome = my_program.check(path)
    assert outcome.state == "wrong" and outcome.message.startswith("expected the name of a file, got ")


def test_a_folder_or_a_name_that_cannot_be_one_is_told(tmp_path):
    folder = tmp_path / "my_program.py"
    folder.mkdir()
    assert "expected 'my_program.py' to be a Python file, got a folder." in my_program.check(folder).message
    assert "to be a Python file, got 'embedded null byte'" in my_program.check("a\0b.py").message


def test_a_folder_without_data_is_lent_the_courses_and_that_is_said(tmp_path):
    facts = {"tested": 0.9, "claimed": 0.9, "missing data": "data"}
    assert "finds no pictures in 'data'" in _verdict._remarks(facts, b"datasets.MNIST('data')")[0]
    assert _verdict._remarks(facts, b"datasets.MNIST('data', download=True)") == ()
