"""How each exercise of the course is used while it is graded, and that what is right in the lessons is right there."""

import importlib
import re
from pathlib import Path

import pytest

from course_utils.grading.judging import grade, way_of
from course_utils.grading.notebooks import ALL_LESSONS, numbered, read_submission

ROOT = Path(__file__).parents[2]
EXERCISES = [
    one for lesson in ALL_LESSONS for one in importlib.import_module(f"course_utils.exercises.{lesson}").EXERCISES
]


def test_the_teachers_page_names_those_that_are_used_where_the_learners_code_runs():
    page = (ROOT / "docs" / "grade.md").read_text(encoding="utf-8")
    said = re.search(r"\*\*observed\*\*.*?These are (.*?)\n- ", page, re.DOTALL)[1]
    there = {exercise.name for exercise in EXERCISES if way_of(exercise) == "observed"}
    assert set(re.findall(r"`(\w+)`", said)) == there


@pytest.mark.parametrize("lesson", ALL_LESSONS)
@pytest.mark.thorough
def test_a_solved_lesson_is_right(lesson):
    submission = read_submission(ROOT / "solutions" / f"{numbered(lesson)}.ipynb", ROOT)
    results = grade(submission)
    assert [(one.exercise, one.state) for one in results] == [
        (exercise.name, "right") for exercise in EXERCISES if exercise.lesson == lesson
    ], results


@pytest.mark.parametrize("lesson", ["one_hot_labels", "train_the_mlp"])
def test_a_lesson_as_it_is_handed_out_is_not_started(lesson):
    results = grade(read_submission(ROOT / "notebooks" / f"{numbered(lesson)}.ipynb", ROOT))
    assert {one.state for one in results} == {"not started"}, results
