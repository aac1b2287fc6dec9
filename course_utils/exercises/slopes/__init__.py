"""Lesson 04: what a little more of one number does to the loss."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.slopes._finite_difference import exercise as finite_difference
from course_utils.exercises.slopes._mse_gradient import exercise as mse_gradient

EXERCISES = (finite_difference, mse_gradient)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
