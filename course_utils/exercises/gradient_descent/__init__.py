"""Lesson 04: which way a weight has to go."""

from course_utils.exercises.core import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.gradient_descent._gradient_step import exercise as gradient_step
from course_utils.exercises.gradient_descent._linear import exercise as linear
from course_utils.exercises.gradient_descent._linear_gradients import exercise as linear_gradients
from course_utils.exercises.gradient_descent._train_linear import exercise as train_linear

EXERCISES = (gradient_step, linear, linear_gradients, train_linear)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
