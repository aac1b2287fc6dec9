"""Every exercise of every lesson, from its content alone: a new one is tested by being there."""

import ast
import copy
import importlib
import inspect
import pkgutil
import textwrap
from pathlib import Path

import nbformat
import pytest

import course_utils.exercises
from course_utils.exercises._compare import same
from course_utils.exercises.core import Exercise

MODULES = [
    importlib.import_module(f"course_utils.exercises.{module.name}")
    for module in pkgutil.iter_modules(course_utils.exercises.__path__)
    if not module.name.startswith("_") and module.name not in ("core", "progress")
]
EXERCISES = [exercise for module in MODULES for exercise in module.EXERCISES]
MISTAKES = [(exercise, mistake) for exercise in EXERCISES for mistake in exercise.mistakes]

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)


def stub(*arguments):
    """What the notebook hands out."""
    ...


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
        assert (outcome.state, outcome.mistake) == ("wrong", mistake.name)
        assert outcome.message.startswith(mistake.says)


@every_exercise
def test_no_two_mistakes_behave_alike(exercise):
    given = exercise.cases(course_utils.exercises.core._generator())
    answers = {m.name: [m.make(*copy.deepcopy(case)) for case in given] for m in exercise.mistakes}
    for first in answers:
        for second in answers:
            alike = all(same(a, b) for a, b in zip(answers[first], answers[second], strict=True))
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
def test_the_solution_is_the_reference_s_own_text(exercise, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(tmp_path / "progress.json"))
    assert "def " in exercise.solution().message
    assert course_utils.exercises.progress.load()[exercise.lesson][exercise.name]["state"] == "seen"


def body(code, name):
    """What a function does, without its name, its types and its docstring."""
    (function,) = [node for node in ast.parse(code).body if getattr(node, "name", "").lstrip("_") == name]
    documented = ast.get_docstring(function) is not None
    return [ast.unparse(statement) for statement in function.body[documented:]]


@every_exercise
def test_the_notebook_solves_it_with_the_reference_s_code(exercise):
    (path,) = (Path(__file__).parents[2] / "solutions").glob(f"*_{exercise.lesson}.ipynb")
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    (solved,) = [source for source in cells if source.startswith(f"def {exercise.name}(")]
    reference = textwrap.dedent(inspect.getsource(exercise.reference))
    named = body(reference, exercise.reference.__name__.lstrip("_"))
    assert [line.replace("MEAN", "0.1307").replace("STD", "0.3081") for line in named] == body(solved, exercise.name)
