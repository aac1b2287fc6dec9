"""Lesson 03: how wrong a prediction is."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.mse_loss._mse_loss import exercise as mse_loss
from course_utils.exercises.mse_loss._squared_error import exercise as squared_error

EXERCISES = (squared_error, mse_loss)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
