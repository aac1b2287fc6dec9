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


def test_it_passes_what_every_exercise_passes(exercise):
    test_catalogue.test_its_content_is_complete(exercise)
    test_catalogue.test_the_reference_is_right_and_the_stub_is_not_started(exercise)
    assert [exercise.check(answer).mistake for _, answer in exercise.mistakes.values()] == list(exercise.mistakes)


def test_it_is_checked_like_any_other(exercise):
    assert exercise.check(lambda image: image.flatten().sort().values[-1]).state == "right"
    assert exercise.check(lambda image: image.sum()).message.startswith("For `brightest(")
    assert "return image.max()" in exercise.solution().code
