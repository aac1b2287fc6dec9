"""Lesson 06: what PyTorch does for you."""

from course_utils.exercises.core import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.train_the_mlp._Net import exercise as Net
from course_utils.exercises.train_the_mlp._train import exercise as train
from course_utils.exercises.train_the_mlp._train_step import exercise as train_step

EXERCISES = (Net, train_step, train)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
