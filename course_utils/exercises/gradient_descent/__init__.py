"""Lesson 05: which way a weight has to go."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.gradient_descent._descend import exercise as descend
from course_utils.exercises.gradient_descent._gradient_step import exercise as gradient_step

EXERCISES = (gradient_step, descend)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
