"""Every exercise of every lesson, from its content alone: a new one is tested by being there."""

import copy
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import nbformat
import pytest

import course_utils.exercises
from course_utils.exercises import LESSONS
from course_utils.exercises._compare import same
from course_utils.exercises._judge import generator, watch
from course_utils.exercises.core import Exercise

SOLUTIONS = Path(__file__).parents[2] / "solutions"
MODULES = [importlib.import_module(f"course_utils.exercises.{lesson}") for lesson in LESSONS]
EXERCISES = [exercise for module in MODULES for exercise in module.EXERCISES]
MISTAKES = [(exercise, mistake) for exercise in EXERCISES for mistake in exercise.mistakes]

every_lesson = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)


def stub(*arguments):
    """What the notebook hands out."""
    ...


def test_every_folder_is_a_lesson_and_every_lesson_is_numbered_like_its_notebook():
    folders = {found.name for found in pkgutil.iter_modules(course_utils.exercises.__path__) if found.ispkg}
    assert folders == set(LESSONS)
    for number, lesson in enumerate(LESSONS, start=1):
        assert (SOLUTIONS / f"{number:02}_{lesson}.ipynb").is_file()


@every_lesson
def test_every_exercise_of_a_folder_is_in_its_lesson(module):
    stem = module.__name__.rpartition(".")[2]
    found = {f.name for f in pkgutil.iter_modules(module.__path__)}
    assert {f"_{exercise.name}" for exercise in module.EXERCISES} == found
    for exercise in module.EXERCISES:
        assert getattr(module, exercise.name) is exercise and exercise.lesson == stem
    assert list(module.progress().states) == [exercise.name for exercise in module.EXERCISES]


@every_exercise
def test_the_reference_is_right_and_has_a_consequence(exercise):
    outcome = exercise.check(exercise.reference)
    assert (outcome.state, outcome.message) == ("right", exercise.consequence)


@every_exercise
def test_the_stub_is_not_started(exercise):
    assert exercise.check(stub).state == "not started"


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=lambda value: value.name)
def test_every_mistake_is_named_as_itself(exercise, mistake):
    for _ in range(3):  # inputs are new each time
        outcome = exercise.check(mistake.make)
        assert outcome.state in ("wrong", "crashed") and outcome.mistake == mistake.name
        assert outcome.message.startswith(mistake.says)


@every_exercise
def test_no_two_mistakes_behave_alike(exercise):
    given = exercise.cases(generator())
    answers = {m.name: [watch(exercise, m.make, copy.deepcopy(case)) for case in given] for m in exercise.mistakes}
    for first in answers:
        for second in answers:
            alike = all(
                repr(a.error) == repr(b.error) if a.error or b.error else same(a.value, b.value)
                for a, b in zip(answers[first], answers[second], strict=True)
            )
            assert alike == (first == second), (first, second)


@every_exercise
def test_its_content_is_complete(exercise):
    assert isinstance(exercise, Exercise)
    assert len(exercise.mistakes) >= 3 and len(exercise.hints) == 3
    assert len({mistake.name for mistake in exercise.mistakes}) == len(exercise.mistakes)
    for text in [
        exercise.task,
        exercise.consequence,
        *exercise.hints,
        *(mistake.says for mistake in exercise.mistakes),
    ]:
        assert text.endswith((".", "?")) and "\n" not in text
    assert len(exercise.task.split()) <= 50


@every_exercise
def test_hints_come_one_at_a_time_and_none_is_the_answer(exercise):
    shown = [exercise.hint().message for _ in range(4)]
    assert [message[:11] for message in shown] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]
    assert exercise.hint(2).message == shown[1]
    assert "expected a hint from 1 to 3" in exercise.hint(9).message


@every_exercise
def test_the_solution_is_shown_and_then_counts_as_seen(exercise, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(tmp_path / "progress.json"))
    assert exercise.solution().code == inspect.getsource(exercise.reference)
    assert course_utils.exercises.progress.load()[exercise.lesson][exercise.name]["state"] == "seen"


@every_exercise
def test_the_notebook_solves_it_with_the_text_of_the_reference(exercise):
    (path,) = SOLUTIONS.glob(f"*_{exercise.lesson}.ipynb")
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    (solved,) = [source for source in cells if re.search(rf"^(def|class) {exercise.name}\(", source, flags=re.M)]
    without_marks = re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", solved)
    assert without_marks.rstrip() == inspect.getsource(exercise.reference).rstrip()


@every_lesson
def test_the_notebook_checks_every_exercise_with_the_function_passed(module):
    stem = module.__name__.rpartition(".")[2]
    (path,) = SOLUTIONS.glob(f"*_{stem}.ipynb")
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    checked = re.findall(r"^lesson\.(\w+)\.check\((\w+)\)$", code, flags=re.M)
    assert checked == [(exercise.name, exercise.name) for exercise in module.EXERCISES]
