"""Lesson 08: whether your own functions can learn all of MNIST."""

from course_utils.exercises.core import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.train_by_hand._momentum_step import exercise as momentum_step

EXERCISES = (momentum_step,)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
