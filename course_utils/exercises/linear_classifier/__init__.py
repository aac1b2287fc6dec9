"""Lesson 06: whether 7,850 numbers can read digits."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.linear_classifier._linear import exercise as linear
from course_utils.exercises.linear_classifier._linear_gradients import exercise as linear_gradients
from course_utils.exercises.linear_classifier._train_linear import exercise as train_linear

EXERCISES = (linear, linear_gradients, train_linear)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
