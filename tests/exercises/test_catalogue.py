"""Every exercise of every lesson, from its content alone: a new one is tested by being there."""

import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import torch

import course_utils.exercises
from course_utils.exercises import (
    LESSONS,
    linear_classifier,
    one_hot_labels,
    pytorch_parts,
    train_by_hand,
    train_the_mlp,
)
from course_utils.exercises._running.program_settings import default_device
from course_utils.exercises.exercise import Exercise

SOLUTIONS = Path(__file__).parents[2] / "solutions"
# The practice exercise of lesson 00 counts in no map of the course, and is tested like the others.
MODULES = [importlib.import_module(f"course_utils.exercises.{lesson}") for lesson in ("welcome", *LESSONS)]
EXERCISES = [exercise for module in MODULES for exercise in module.EXERCISES]
KINDS = [  # a number, a tensor, several tensors, what is changed in place, a class, a loop
    one_hot_labels.distance,
    one_hot_labels.one_hot,
    linear_classifier.linear_gradients,
    train_by_hand.momentum_step,
    pytorch_parts.Net,
    train_the_mlp.train,
]

every_lesson = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
every_kind = pytest.mark.parametrize("exercise", KINDS, ids=lambda exercise: exercise.name)


def stub(*arguments):
    """What the notebook hands out."""
    ...


@functools.cache
def code_cells(lesson):
    """Give the code of a lesson's notebook, cell by cell."""
    (path,) = SOLUTIONS.glob(f"*_{lesson}.ipynb")
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@every_exercise
def test_an_older_name_of_an_exercise_still_leads_to_it_and_to_no_other(exercise):
    (module,) = [module for module in MODULES if exercise in module.EXERCISES]
    assert all(getattr(module, name, None) is exercise for name in exercise.formerly)
    assert not set(exercise.formerly) & {one.name for one in EXERCISES}


def test_every_folder_is_a_lesson_and_every_lesson_is_numbered_like_its_notebook():
    found = pkgutil.iter_modules(course_utils.exercises.__path__)
    folders = {each.name for each in found if each.ispkg and each.name[0] != "_"}  # those are mechanism
    assert folders == {"welcome", *LESSONS, "my_program"}  # the last: no functions, but a check of whole programs
    for number, lesson in enumerate(["welcome", *LESSONS]):
        assert (SOLUTIONS / f"{number:02}_{lesson}.ipynb").is_file()


def test_no_two_exercises_of_the_course_share_a_name():
    """An answer is kept under its exercise's name: the exercise may move to another lesson."""
    names = [exercise.name for exercise in EXERCISES]
    assert len(set(names)) == len(names)


@every_lesson
def test_every_exercise_of_a_folder_is_in_its_lesson(module):
    stem = module.__name__.rpartition(".")[2]
    found = {f.name for f in pkgutil.iter_modules(module.__path__)}
    assert {f"_{exercise.name}" for exercise in module.EXERCISES} == found
    for exercise in module.EXERCISES:
        assert getattr(module, exercise.name) is exercise and exercise.lesson == stem
    also = ["my_program"] if stem == "test_accuracy" else []  # no function, but a whole program
    assert list(module.progress().states) == [*(exercise.name for exercise in module.EXERCISES), *also]


@every_exercise
def test_the_reference_is_right_and_the_stub_is_not_started(exercise):
    outcome = exercise.judge(exercise.reference)
    assert (outcome.state, outcome.message) == ("right", exercise.consequence)
    assert exercise.check(stub).state == "not started"


@pytest.mark.usefixtures("patient")
@every_kind
def test_a_mistake_is_named_whatever_numbers_are_drawn(exercise):
    for name, (_, wrong_answer) in list(exercise.mistakes.items())[::6]:
        assert {exercise.judge(wrong_answer).mistake for _ in range(3)} == {name}


@pytest.mark.usefixtures("patient")
@every_exercise
@pytest.mark.parametrize("device", ["meta", pytest.param("cuda", marks=pytest.mark.gpu)])
def test_verdicts_are_the_same_whatever_the_default_device_is(exercise, device):
    slips = dict(list(exercise.mistakes.items())[:: len(exercise.mistakes) // 2])
    torch.set_default_device(device)
    try:
        states = exercise.judge(exercise.reference).state, exercise.judge(stub).state
        named = [exercise.judge(wrong_answer).mistake for _, wrong_answer in slips.values()]
        assert default_device().type == device
    finally:
        torch.set_default_device(None)
    assert states == ("right", "not started") and named == list(slips)


@every_exercise
def test_its_content_is_complete(exercise):
    assert isinstance(exercise, Exercise)
    assert len(exercise.mistakes) >= 3 and len(exercise.hints) == 3
    messages = [message for message, _ in exercise.mistakes.values()]
    for text in [exercise.task, exercise.consequence, *exercise.hints, *messages]:
        assert text.endswith((".", "?")) and "\n" not in text
    assert len(exercise.task.split()) <= 50


@every_exercise
def test_a_function_that_a_case_hands_over_is_written_out_in_the_message(exercise):
    """A learner cannot repeat a call with a function that neither the message nor the notebook shows."""
    cells = "\n".join(code_cells(exercise.lesson))
    for given in exercise.cases(torch.Generator()):
        for name in (value.__name__ for value in given if inspect.isfunction(value)):
            outcome = dataclasses.replace(exercise, cases=lambda _, given=given: [given]).judge(lambda *args: "no")
            assert f"def {name}(" in cells or f"where `{name}(" in outcome.message


@every_exercise
def test_the_notebook_solves_it_with_the_text_of_the_reference(exercise):
    starts = re.compile(rf"^(def|class) {exercise.name}\(", flags=re.M)
    (solved,) = filter(starts.search, code_cells(exercise.lesson))
    without_marks = re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", solved)
    assert without_marks.rstrip() == inspect.getsource(exercise.reference).rstrip()


@every_lesson
def test_the_notebook_checks_every_exercise_with_the_function_passed(module):
    code = "\n".join(code_cells(module.__name__.rpartition(".")[2]))
    checked = re.findall(r"^lesson\.(\w+)\.check\((\w+)\)$", code, flags=re.M)
    own = [(name, function) for name, function in checked if name == function]  # lesson 00 shows a wrong answer, too
    assert own == [(exercise.name, exercise.name) for exercise in module.EXERCISES]


@pytest.mark.thorough
def test_nothing_is_imported_while_an_answer_is_judged():
    """What the first use of a part of torch imports takes seconds on a busy machine, and the time is the learner's."""
    code = """
import sys
import platformdirs  # a lesson has it by then
from test_catalogue import EXERCISES
from course_utils.exercises._cases import draw_cases
for exercise in EXERCISES:
    if exercise.lesson == "pytorch_parts":
        import torchvision  # from here on a lesson has it, too
    draw_cases(exercise)
    before = set(sys.modules)
    *_, (_, wrong_answer) = exercise.mistakes.values()  # behind all others, which are tried before it
    exercise.judge(wrong_answer)
    if new := set(sys.modules) - before:
        print(exercise.name, len(new), sorted(new)[:3])
"""
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=True, timeout=400
    )
    assert told.stdout == ""
