"""Lesson 10: how to train on all of MNIST."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.train_the_mlp._make_loader import exercise as make_loader
from course_utils.exercises.train_the_mlp._train import exercise as train

EXERCISES = (make_loader, train)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
