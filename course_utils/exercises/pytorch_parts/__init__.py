"""Lesson 09: what PyTorch does for you."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.pytorch_parts._Net import exercise as Net
from course_utils.exercises.pytorch_parts._train_step import exercise as train_step

EXERCISES = (Net, train_step)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
