"""The page for teachers, docs/add_an_exercise.md: the exercise that it writes works as it stands there."""

import importlib.util
import re
from pathlib import Path

import pytest
import test_catalogue

PAGE = (Path(__file__).parents[2] / "docs" / "add_an_exercise.md").read_text(encoding="utf-8")


@pytest.fixture
def exercise(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(tmp_path / "progress.json"))
    (code,) = re.findall(r"<!-- module -->\n```python\n(.*?)```", PAGE, flags=re.S)
    path = tmp_path / "_brightest.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("_brightest", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.exercise


@pytest.mark.parametrize(
    "test",
    [
        test_catalogue.test_the_reference_is_right_and_has_a_consequence,
        test_catalogue.test_the_stub_is_not_started,
        test_catalogue.test_no_two_mistakes_behave_alike,
        test_catalogue.test_its_content_is_complete,
        test_catalogue.test_hints_come_one_at_a_time_and_none_is_the_answer,
    ],
    ids=lambda test: test.__name__,
)
def test_it_passes_what_every_exercise_passes(exercise, test):
    test(exercise)


def test_its_mistakes_are_named(exercise):
    for mistake in exercise.mistakes:
        test_catalogue.test_every_mistake_is_named_as_itself(exercise, mistake)


def test_it_is_checked_like_any_other(exercise):
    assert exercise.check(lambda image: image.flatten().sort().values[-1]).state == "right"
    assert exercise.check(lambda image: image.sum()).message.startswith("For `brightest(")
    assert "return image.max()" in exercise.solution().code
