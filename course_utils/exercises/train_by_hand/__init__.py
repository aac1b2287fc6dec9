"""Lesson 08: whether your own functions can learn all of MNIST."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.train_by_hand._momentum_step import exercise as momentum_step
from course_utils.exercises.train_by_hand._start_layer import exercise as start_layer
from course_utils.exercises.train_by_hand._train_by_hand import exercise as train_by_hand

EXERCISES = (start_layer, momentum_step, train_by_hand)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
